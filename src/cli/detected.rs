//! By what conventions a transcription is read, and why: for `show`, `explain` and the report.

use std::fmt::Write;

use serde::Serialize;
use teiscribe::convention::{Candidate, Detection, ENOUGH, FoundSign};
use teiscribe::source::Source;

/// A convention that a transcription may have, as the report has it.
#[derive(Debug, Serialize)]
pub(super) struct CandidateReport {
    name: String,
    score: u32,
    /// Whether it is read by.
    found: bool,
    evidence: Vec<SignReport>,
}

#[derive(Debug, Serialize)]
struct SignReport {
    words: String,
    score: u32,
    line: u32,
}

/// All of which anything was found, the best first.
pub(super) fn candidates(detection: &Detection, source: &Source) -> Vec<CandidateReport> {
    let sign = |own: &FoundSign| SignReport { words: own.words.clone(), score: own.score, line: line_of(source, own) };
    let report = |own: &Candidate| CandidateReport {
        name: own.name.clone(),
        score: own.score,
        found: own.score >= ENOUGH,
        evidence: own.evidence.iter().map(sign).collect(),
    };
    detection.candidates.iter().map(report).collect()
}

/// The conventions in one line, and the evidence for the first: `letters ("recipient:", "signature:"; also markdown)`.
pub(super) fn line(detection: &Detection) -> String {
    let Some(best) = detection.found().next() else { return detection.name().to_owned() };
    if detection.is_set() {
        return format!("{} (as set)", best.name);
    }
    let evidence: Vec<String> = best.evidence.iter().take(3).map(|own| format!("{:?}", own.words)).collect();
    let others: Vec<&str> = detection.found().skip(1).map(|other| other.name.as_str()).collect();
    let also = if others.is_empty() { String::new() } else { format!("; also {}", others.join(", ")) };
    format!("{} ({}{also})", best.name, evidence.join(", "))
}

/// The convention chosen, every candidate with its score, and each sign with what it counts for and the line of the first.
pub(super) fn explained(detection: &Detection, source: &Source) -> String {
    let mut text = format!("{}: convention {}", source.name(), detection.name());
    let also: Vec<&str> = detection.found().skip(1).map(|other| other.name.as_str()).collect();
    text += match (detection.is_set(), detection.found().next(), also.is_empty()) {
        (true, ..) => ", as set\n",
        (_, None, _) => ", for no other shows enough of itself\n",
        (_, _, true) => ", for what it shows of itself\n",
        (..) => ", with what it shows of others\n",
    };
    for own in detection.candidates.iter().filter(|_| !detection.is_set()) {
        let short = if own.score < ENOUGH { format!(": too little, {ENOUGH} are enough") } else { String::new() };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:>5}  {}{short}", own.score, own.name);
        for sign in &own.evidence {
            let _ = writeln!(text, "{:>11}  {:?}, line {}", sign.score, sign.words, line_of(source, sign));
        }
        for (extended, score) in &own.extended {
            let _ = writeln!(text, "{score:>11}  of {extended}, which it adds to");
        }
    }
    text
}

fn line_of(source: &Source, sign: &FoundSign) -> u32 {
    source.locate(sign.first).line
}

//! Findings ready to be shown, in whatever format: where, how grave, what, and the line that each is about.

use std::collections::BTreeMap;
use std::ops::Range;

use teiscribe::diagnostic::{Diagnostic, Finding, Severity, codes};
use teiscribe::source::Source;

use super::text::grouped;
use crate::cli::Failure;

/// Characters of a line that are shown before and after what a finding is about.
const AROUND: usize = 60;

/// A finding and its place in a file.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Found {
    /// The file as it is shown.
    pub(in crate::cli) file: String,
    pub(in crate::cli) code: &'static str,
    pub(in crate::cli) severity: Severity,
    pub(in crate::cli) message: String,
    /// Line and column of its beginning and of its end, from 1.
    pub(in crate::cli) from: (u32, u32),
    pub(in crate::cli) to: (u32, u32),
    /// Its bytes in the file.
    pub(in crate::cli) bytes: Range<u64>,
    /// The line, cut where it is long, and the bytes of it that are meant; nothing where the whole document is.
    pub(in crate::cli) line: Option<(String, Range<usize>)>,
    /// More lines: what differs.
    pub(in crate::cli) detail: Option<String>,
}

/// How grave the project takes each finding.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Judge {
    /// Nothing where the finding is to be ignored.
    set: BTreeMap<String, Option<Severity>>,
}

impl Judge {
    /// From `[severity]` of the project file.
    pub(in crate::cli) fn new(set: &BTreeMap<String, String>) -> Result<Self, Failure> {
        let mut judge = Self::default();
        for (code, word) in set {
            if !codes().any(|known| known == code) {
                return Err(Failure::usage(format!("[severity]: no finding has the code {code}")));
            }
            let severity = match word.as_str() {
                "ignore" => None,
                "info" => Some(Severity::Info),
                "warning" => Some(Severity::Warning),
                "error" => Some(Severity::Error),
                _ => return Err(Failure::usage(format!("[severity] {code} = \"{word}\": ignore, info, warning or error"))),
            };
            judge.set.insert(code.clone(), severity);
        }
        Ok(judge)
    }

    fn severity(&self, finding: &Finding) -> Option<Severity> {
        self.set.get(finding.code()).copied().unwrap_or_else(|| Some(finding.severity()))
    }

    /// A finding about a whole file; nothing where the project ignores it.
    pub(in crate::cli) fn found(&self, file: &str, finding: &Finding) -> Option<Found> {
        Some(Found {
            file: file.to_owned(),
            code: finding.code(),
            severity: self.severity(finding)?,
            message: finding.to_string(),
            from: (1, 1),
            to: (1, 1),
            bytes: 0..0,
            line: None,
            detail: None,
        })
    }

    /// A finding about a place of `source`.
    pub(in crate::cli) fn placed(&self, file: &str, source: &Source, own: &Diagnostic) -> Option<Found> {
        let found = self.found(source.file_beside(own.span.start).unwrap_or(file), &own.finding)?;
        if own.span.end == 0 {
            return Some(found);
        }
        let (from, to) = (source.locate(own.span.start), source.locate(own.span.end));
        let line = line(source.text(), own.span.start as usize..own.span.end as usize);
        Some(Found { from: (from.line, from.column), to: (to.line, to.column), bytes: from.byte..to.byte, line: Some(line), ..found })
    }
}

/// The line on which `span` begins, cut around it, and where the span is in it.
fn line(text: &str, span: Range<usize>) -> (String, Range<usize>) {
    let is_end = |c: char| c == '\n' || c == '\r';
    let start = text[..span.start].rfind(is_end).map_or(0, |at| at + 1);
    let end = text[span.start..].find(is_end).map_or(text.len(), |at| span.start + at);
    let stop = span.end.clamp(span.start, end);
    let stop = text[span.start..stop].char_indices().nth(AROUND).map_or(stop, |(at, _)| span.start + at);
    let before: String = text[start..span.start].chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[stop..end].chars().take(AROUND).collect();
    let shown = |words: &str| words.replace(|c: char| c.is_control(), " ");
    let (lead, tail) = (if before.len() < span.start - start { "…" } else { "" }, if after.len() < end - stop { "…" } else { "" });
    let (before, own) = (format!("{lead}{}", shown(&before)), shown(&text[span.start..stop]));
    let marked = before.len()..before.len() + own.len();
    (format!("{before}{own}{}{tail}", shown(&after)), marked)
}

/// All that a run has found.
#[derive(Debug, Default)]
pub(in crate::cli) struct Overview {
    /// In the order of the files, and of the places in each.
    pub(in crate::cli) found: Vec<Found>,
    /// Every file that was looked at.
    pub(in crate::cli) files: Vec<String>,
}

impl Overview {
    /// Takes in what was found in a file.
    pub(in crate::cli) fn add(&mut self, found: Vec<Found>, file: &str) {
        self.found.extend(found);
        self.files.push(file.to_owned());
    }

    pub(in crate::cli) fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|own| own.severity == severity).count()
    }

    pub(in crate::cli) fn worst(&self) -> Option<Severity> {
        self.found.iter().map(|own| own.severity).max()
    }

    /// The gravest first; among the equally grave one of each code and file before the others.
    pub(in crate::cli) fn ranked(&self) -> Vec<&Found> {
        let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut rows: Vec<(usize, &Found)> = Vec::new();
        for own in &self.found {
            let nth = seen.entry((own.code, &own.file)).or_default();
            rows.push((*nth, own));
            *nth += 1;
        }
        rows.sort_by_key(|&(nth, own)| (std::cmp::Reverse(own.severity), nth));
        rows.into_iter().map(|(_, own)| own).collect()
    }

    /// What GitHub's later steps may ask for.
    pub(in crate::cli) fn outputs(&self) -> String {
        let changed = self.found.iter().any(|own| matches!(own.code, "T703" | "T704"));
        format!("errors={}\nwarnings={}\nchanged={changed}\n", self.count(Severity::Error), self.count(Severity::Warning))
    }

    /// The last line: "3 checked: 1 error, 2 warnings".
    pub(in crate::cli) fn sum(&self) -> String {
        let counted = |severity, one: &str, more: &str| {
            let n = self.count(severity);
            (n > 0).then(|| format!("{} {}", grouped(n), if n == 1 { one } else { more }))
        };
        let parts = [
            counted(Severity::Error, "error", "errors"),
            counted(Severity::Warning, "warning", "warnings"),
            counted(Severity::Info, "remark", "remarks"),
        ];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        let said = if said.is_empty() { "nothing found".to_owned() } else { said.join(", ") };
        format!("{} checked: {said}", grouped(self.files.len()))
    }
}

/// A number that stays the same where lines are added above: of the code, the file and the words meant, and how many like it
/// stand before it.
pub(in crate::cli) fn fingerprints(found: &[Found]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let key = |own: &Found| {
        let words = own.line.as_ref().map_or_else(String::new, |(line, _)| line.split_whitespace().collect::<Vec<_>>().join(" "));
        format!("{}\u{1}{}\u{1}{words}", own.code, own.file)
    };
    let mut number = |own: &Found| {
        let key = key(own);
        let nth = seen.entry(key.clone()).or_default();
        *nth += 1;
        blake3::hash(format!("{key}\u{1}{nth}").as_bytes()).to_hex()[..32].to_owned()
    };
    found.iter().map(&mut number).collect()
}

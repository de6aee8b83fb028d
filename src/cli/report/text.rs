//! Findings as lines on standard error: `file:line:column: severity[code]: message`.

use std::fmt::Write;
use std::path::PathBuf;

use teiscribe::diagnostic::{Diagnostic, Finding, Severity};
use teiscribe::source::Source;

/// What came of a run.
#[derive(Debug, Default)]
pub(in crate::cli) struct Tally {
    /// Files written.
    pub(in crate::cli) written: usize,
    /// Documents that could not be read or written.
    pub(in crate::cli) refused: usize,
    /// Documents with a warning.
    warned: usize,
}

impl Tally {
    pub(in crate::cli) fn count(&mut self, findings: &[Diagnostic]) {
        self.warned += usize::from(findings.iter().any(|found| found.finding.severity() == Severity::Warning));
    }
}

/// All findings of a document, in one piece.
pub(in crate::cli) fn findings(name: &str, source: &Source, findings: &[Diagnostic]) {
    let mut lines = String::new();
    for found in findings {
        let place = source.locate(found.span.start);
        // Writing to a string cannot fail.
        let _ = writeln!(
            lines,
            "{name}:{}:{}: {}[{}]: {}",
            place.line,
            place.column,
            found.finding.severity(),
            found.finding.code(),
            found.finding
        );
    }
    eprint!("{lines}");
}

/// A document that is no text.
pub(in crate::cli) fn refused(name: &str, finding: &Finding) {
    eprintln!("{name}:1:1: {}[{}]: {finding}", finding.severity(), finding.code());
}

/// The last line: "3,000 written, 41 to look at".
pub(in crate::cli) fn sum_up(tally: &Tally, left_out: &[PathBuf]) {
    let parts = [(tally.written, "written"), (tally.warned, "to look at"), (tally.refused, "not written"), (left_out.len(), "left out")];
    let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", grouped(*n))).collect();
    let names: Vec<String> = left_out.iter().map(|path| path.display().to_string()).collect();
    let names = if names.is_empty() { String::new() } else { format!(" ({}: no transcription)", names.join(", ")) };
    if !said.is_empty() {
        eprintln!("{}{names}", said.join(", "));
    }
}

/// 3000 to "3,000".
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

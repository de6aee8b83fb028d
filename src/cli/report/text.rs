//! Findings as lines on standard error: `file:line:column: severity[code]: message`.

use std::fmt::Write;

use teiscribe::diagnostic::{Diagnostic, Finding, Severity};
use teiscribe::source::Source;

use crate::cli::Outcome;

/// What became of the TEI of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Fate {
    /// It was written now.
    Written,
    /// It had been written before, and nothing has changed since.
    Unchanged,
    /// It went elsewhere than into a file, or nowhere.
    Unwritten,
}

/// What came of a run.
#[derive(Debug, Default)]
pub(in crate::cli) struct Tally {
    written: usize,
    unchanged: usize,
    refused: usize,
    warned: usize,
}

impl Tally {
    /// Counts a document.
    pub(in crate::cli) fn add(&mut self, outcome: Outcome, fate: Fate, is_warned: bool) {
        self.written += usize::from(fate == Fate::Written);
        self.unchanged += usize::from(fate == Fate::Unchanged);
        self.warned += usize::from(is_warned);
        self.refused += usize::from(matches!(outcome, Outcome::Failed | Outcome::Invalid | Outcome::Usage));
    }

    /// Whether some documents were not looked at, since nothing had changed.
    pub(in crate::cli) const fn has_unchanged(&self) -> bool {
        self.unchanged > 0
    }
}

/// Whether there is a warning among the findings of a document.
pub(in crate::cli) fn is_warned(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|found| found.finding.severity() == Severity::Warning)
}

/// All findings of a document on standard error, in one piece.
pub(in crate::cli) fn findings(name: &str, source: &Source, findings: &[Diagnostic]) {
    eprint!("{}", lines(name, source, findings));
}

/// All findings of a document, a line each.
pub(in crate::cli) fn lines(name: &str, source: &Source, findings: &[Diagnostic]) -> String {
    let mut lines = String::new();
    for found in findings {
        let place = source.locate(found.span.start);
        let name = source.file_beside(found.span.start).unwrap_or(name);
        let (severity, code) = (found.finding.severity(), found.finding.code());
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{name}:{}:{}: {severity}[{code}]: {}", place.line, place.column, found.finding);
    }
    lines
}

/// A finding about all of something, on standard error: `gov.md: warning[T701]: …`.
pub(in crate::cli) fn about(name: &str, finding: &Finding) {
    eprintln!("{name}: {}[{}]: {finding}", finding.severity(), finding.code());
}

/// A document that is no text.
pub(in crate::cli) fn refused(name: &str, finding: &Finding) {
    eprint!("{}", refusal(name, finding));
}

/// The line that says that a document is no text.
pub(in crate::cli) fn refusal(name: &str, finding: &Finding) -> String {
    format!("{name}:1:1: {}[{}]: {finding}\n", finding.severity(), finding.code())
}

/// The last line: "3,000 written, 41 to look at".
pub(in crate::cli) fn sum_up(tally: &Tally, left_out: usize) {
    let parts = [
        (tally.written, "written"),
        (tally.unchanged, "unchanged"),
        (tally.warned, "to look at"),
        (tally.refused, "not written"),
        (left_out, "left out"),
    ];
    let said: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", grouped(*n))).collect();
    if !said.is_empty() {
        eprintln!("{}", said.join(", "));
    }
}

/// 3000 to "3,000".
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

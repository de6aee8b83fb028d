//! GitLab's code quality report (docs.gitlab.com, "Code Quality", "Code Quality report format").

use serde::Serialize;
use teiscribe::diagnostic::Severity;

use super::found::{Overview, fingerprints};

#[derive(Serialize)]
struct Issue<'f> {
    description: &'f str,
    check_name: &'f str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'f>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// The report.
pub(super) fn text(overview: &Overview) -> String {
    let numbered = overview.found.iter().zip(fingerprints(&overview.found));
    let issues = numbered.map(|(own, fingerprint)| Issue {
        description: &own.message,
        check_name: own.code,
        fingerprint,
        severity: severity(own.severity),
        location: Location { path: &own.file, lines: Lines { begin: own.from.0 } },
    });
    super::json::pretty(&issues.collect::<Vec<_>>())
}

const fn severity(own: Severity) -> &'static str {
    match own {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

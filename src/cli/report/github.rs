//! Annotations for GitHub Actions: workflow commands (docs.github.com, "Workflow commands for GitHub Actions"). It shows ten
//! of a kind and step, the first that come: the gravest go first, and a last one tells of the rest.

use std::fmt::Write;

use teiscribe::diagnostic::Severity;

use super::found::{Found, Overview};

/// Annotations of a kind that are shown.
const SHOWN: usize = 10;

/// The annotations.
pub(super) fn text(overview: &Overview) -> String {
    let ranked = overview.ranked();
    let mut text = String::new();
    let mut left = 0;
    for (severity, kind, room) in
        [(Severity::Error, "error", SHOWN), (Severity::Warning, "warning", SHOWN), (Severity::Info, "notice", SHOWN - 1)]
    {
        let own: Vec<&&Found> = ranked.iter().filter(|own| own.severity == severity).collect();
        own.iter().take(room).for_each(|own| annotation(kind, own, &mut text));
        left += own.len().saturating_sub(room);
    }
    if left > 0 {
        let _ = writeln!(text, "::notice title=teiscribe::{left} more findings: see the job's summary");
    }
    text
}

fn annotation(kind: &str, own: &Found, text: &mut String) {
    let (file, title) = (property(&own.file), property(own.code));
    let (line, end, column) = (own.from.0, own.to.0.max(own.from.0), own.from.1);
    let details = own.detail.as_ref().map_or_else(String::new, |detail| format!("\n{detail}"));
    let message = value(&format!("{}{details}", own.message));
    let _ = writeln!(text, "::{kind} file={file},line={line},endLine={end},col={column},title={title}::{message}");
}

fn value(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}

//! Findings for a terminal: a line each, and the line of the file with a caret. The only module that knows annotate-snippets.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use teiscribe::diagnostic::Severity;

use super::found::{Found, Overview};

/// All findings.
pub(super) fn text(overview: &Overview) -> String {
    let renderer = Renderer::plain();
    let mut text = String::new();
    for own in &overview.found {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}:{}:{}: {}[{}]: {}", own.file, own.from.0, own.from.1, own.severity, own.code, own.message);
        text.push_str(&snippet(&renderer, own));
        for line in own.detail.iter().flat_map(|detail| detail.lines()) {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

fn snippet(renderer: &Renderer, own: &Found) -> String {
    let Some((line, span)) = &own.line else { return String::new() };
    let level = match own.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let annotation = AnnotationKind::Primary.span(span.clone());
    let snippet = Snippet::source(line.as_str()).line_start(own.from.0 as usize).annotation(annotation);
    format!("{}\n", renderer.render(&[Group::with_level(level).element(snippet)]))
}

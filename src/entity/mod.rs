//! What the words name: dates, and after them what brackets mean.

mod bracket;
mod date;

use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{Document, Extent, Origins};
use crate::settings::Settings;

/// Adds dates to `document`, and decides what its brackets mean. Reads nothing but the document and the settings; says
/// what is wrong with some of what it found.
pub fn annotate(document: &mut Document, settings: &Settings) -> Vec<Diagnostic> {
    let findings = date::find(document, settings);
    bracket::decide(document);
    located(document, findings)
}

fn located(document: &Document, findings: Vec<(Extent, Finding)>) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return Vec::new();
    }
    let origins = Origins::new(document);
    findings.into_iter().map(|(extent, finding)| Diagnostic { span: origins.span(extent), finding }).collect()
}

//! What the words name: dates, people, places, organisations and works; after them what brackets mean.
//!
//! For its names a document is read three times: for its tokens (`reading`), for what it says of its own words
//! (`survey`), and for the names (`recognise`), at each token the longest that a rule finds. Where names overlap with
//! what is known already is decided in one place, `overlap`; who is meant in another, `identity`.

mod bracket;
mod corrected;
mod date;
mod found;
mod identity;
mod known;
mod lexicon;
mod name;
mod org;
mod overlap;
mod person;
mod phrase;
mod place;
mod reading;
mod recognise;
mod registered;
mod survey;
mod token;
mod work;

use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{Document, Extent, Origins};
use crate::settings::Settings;

pub use known::Names;

/// Adds dates and names to `document`, and decides what its brackets mean; `names` is the register of its project. Reads
/// nothing but those and the settings; says what is wrong with some of what it found.
pub fn annotate(document: &mut Document, settings: &Settings, names: &Names) -> Vec<Diagnostic> {
    let mut findings = date::find(document, settings);
    corrected::dates(document, &mut findings);
    if !settings.no_names {
        work::find(document);
        findings.extend(name::find(document, names));
        corrected::names(document, names.register(), &mut findings);
    }
    bracket::decide(document);
    corrected::brackets(document);
    located(document, findings)
}

fn located(document: &Document, findings: Vec<(Extent, Finding)>) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return Vec::new();
    }
    let origins = Origins::new(document);
    findings.into_iter().map(|(extent, finding)| Diagnostic { span: origins.span(extent), finding }).collect()
}

//! What the words name: dates, people, places, organisations and works; after them what brackets mean.
//!
//! For its names a document is read three times: for its tokens (`reading`), for what it says of its own words
//! (`survey`), and for the names (`recognise`), at each token the longest that a rule finds. Where names overlap with
//! what is known already is decided in one place, `overlap`; who is meant in another, `identity`.

mod across;
mod bracket;
mod corrected;
mod date;
mod found;
mod identity;
mod initial;
mod known;
mod lexicon;
mod marked;
mod name;
mod org;
mod overlap;
mod parts;
mod person;
mod phrase;
mod place;
mod plural;
mod reading;
mod recognise;
mod registered;
mod romance;
mod setting;
mod spotted;
mod survey;
mod titled;
mod token;
mod work;

use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{Document, Extent, Origins};
use crate::settings::{Annotate, Settings};
use crate::source::Span;

pub use known::Names;
pub use spotted::{Recogniser, Spotted};

/// Adds dates and names to `document`, and decides what its brackets mean; `names` is the register of its project, `other` a
/// recogniser that is asked after our own. Reads nothing but those and the settings; says what is wrong with some of what it
/// found.
pub fn annotate(document: &mut Document, settings: &Settings, names: &Names, other: Option<&dyn Recogniser>) -> Vec<Diagnostic> {
    let mut findings = date::find(document, settings);
    across::settle(document, &mut findings);
    corrected::dates(document, &mut findings);
    if !settings.no_names {
        find_names(document, names, other, &mut findings);
    }
    // What a person decides holds where no name is looked for, too.
    corrected::names(document, names.register(), &mut findings);
    parts::of_entries(document);
    if settings.annotate == Annotate::Full {
        parts::of_mentions(document);
    }
    bracket::decide(document);
    corrected::brackets(document);
    located(document, findings)
}

fn find_names(document: &mut Document, names: &Names, other: Option<&dyn Recogniser>, findings: &mut Vec<(Extent, Finding)>) {
    work::find(document);
    findings.extend(name::find(document, names));
    match other.map(|other| other.names(&document.text, document.header.language.as_deref())) {
        Some(Ok(spotted)) => spotted::add(document, names, spotted),
        Some(Err(finding)) => findings.push((Extent::default(), finding)),
        None => {}
    }
}

fn located(document: &Document, findings: Vec<(Extent, Finding)>) -> Vec<Diagnostic> {
    if findings.is_empty() {
        return Vec::new();
    }
    let origins = Origins::new(document);
    // What is about the whole document has no place in it.
    let span = |extent: Extent| if extent == Extent::default() { Span::default() } else { origins.span(extent) };
    findings.into_iter().map(|(extent, finding)| Diagnostic { span: span(extent), finding }).collect()
}

//! What the words name: dates, people, places, organisations and works; after them what brackets mean.
//!
//! A document is read three times: for its tokens ([`reading`]), for what it says of its own words ([`survey`]), and for
//! its names ([`recognise`]), at each token the longest that a rule finds. Where names overlap with what is known
//! already is decided in one place, [`overlap`].

mod bracket;
mod found;
mod identity;
mod known;
mod lexicon;
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

use std::collections::HashSet;

use crate::date::{self, Years};
use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{Annotation, BlockKind, Cert, Document, Doubtful, Entry, Extent, Kind, Mention, MentionKind, Origins, Zone};
use found::{Found, Whom};
use identity::Identities;
use reading::Reading;

pub use known::Names;

/// Adds dates and names to `document`, and decides what its brackets mean: `known` are the names of its project's register;
/// without it, only dates are looked for.
pub fn annotate(document: &mut Document, known: Option<&Names>) -> Vec<Diagnostic> {
    dates(document);
    let mut findings = Vec::new();
    if let Some(known) = known {
        work::find(document);
        findings = names(document, known);
    }
    bracket::decide(document);
    findings
}

fn dates(document: &mut Document) {
    let mut found = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let is_text = document.is_leaf(index) && !matches!(block.zone, Zone::Dropped(_)) && !block.extent.is_empty();
        if is_text {
            let years = if is_bibliographic(block.kind) { Years::Anywhere } else { Years::AfterPreposition };
            let base = block.extent.start as usize;
            found.extend(
                date::find(document.str(block.extent), years)
                    .into_iter()
                    .map(|own| Annotation { extent: Extent::new(base + own.range.start, base + own.range.end), kind: Kind::Date(Box::new(own.date)) }),
            );
        }
    }
    document.annotations.extend(found);
    document.sort_annotations();
}

/// Whether a number of four digits in such a block is a year.
fn is_bibliographic(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Statement | BlockKind::Trailer | BlockKind::DocDate | BlockKind::Dateline)
}

fn names(document: &mut Document, known: &Names) -> Vec<Diagnostic> {
    let mut reading = Reading::new(document, known);
    survey::survey(&mut reading, document);
    let mut found = recognise::names(&reading);
    overlap::resolve(document, &reading, &mut found);
    let mut identities = Identities::new(document, &reading, &found);
    let (mut annotations, mut doubtful) = (Vec::with_capacity(found.len()), Vec::new());
    for own in &found {
        let extent = extent(&reading, own);
        if own.rule.cert == Cert::Low && !matches!(own.whom, Whom::Registered(_)) {
            doubtful.push(Doubtful { extent, kind: own.kind, rule: own.rule.name });
            continue;
        }
        let (entry, rivals, is_chosen) = identities.entry(&reading, own);
        let cert = if is_chosen { own.rule.cert.min(Cert::Medium) } else { own.rule.cert };
        let mention = Mention { kind: own.kind, is_plural: own.is_plural, entry, rivals, cert, evidence: own.rule.evidence, rule: own.rule.name };
        annotations.push(Annotation { extent, kind: Kind::Mention(Box::new(mention)) });
    }
    let findings = unidentified(document, known, &annotations, &identities.entries);
    let entries = identities.entries;
    document.annotations.extend(annotations);
    document.entries = entries;
    document.doubtful = doubtful;
    document.sort_annotations();
    findings
}

/// With a register: the names that are in none of its entries, and those that are in several.
fn unidentified(document: &Document, known: &Names, annotations: &[Annotation], entries: &[Entry]) -> Vec<Diagnostic> {
    if known.is_empty() {
        return Vec::new();
    }
    let origins = Origins::new(document);
    let mut seen = HashSet::new();
    let mut findings = Vec::new();
    for annotation in annotations {
        let Kind::Mention(mention) = &annotation.kind else {
            continue;
        };
        let form = document.str(annotation.extent);
        let is_known = mention.entry.is_some_and(|entry| entries[entry.0 as usize].id.is_some());
        if is_known || matches!(mention.kind, MentionKind::Work(_)) || !seen.insert(form) {
            continue;
        }
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        let finding = if mention.rivals.is_empty() { Finding::NameWithoutEntry { form } } else { Finding::NameOfSeveral { form, count: mention.rivals.len() } };
        findings.push(Diagnostic { span: origins.span(annotation.extent), finding });
    }
    findings
}

/// The extent of a name: that of its tokens, with the `d'` of a person.
fn extent(reading: &Reading<'_>, found: &Found) -> Extent {
    let extent = reading.extent(found.first, found.last);
    let token = &reading.tokens[found.first];
    if token.elided != b'd' || found.kind != MentionKind::Person {
        return extent;
    }
    let before = &reading.text[..extent.start as usize];
    let skip = before.chars().rev().take(2).map(char::len_utf8).sum::<usize>();
    Extent { start: extent.start - skip as u32, ..extent }
}

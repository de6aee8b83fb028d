//! The names of a document: found, set against what is known already, identified.

use std::collections::HashSet;

use super::found::{Found, Whom};
use super::identity::Identities;
use super::known::Names;
use super::reading::Reading;
use super::{overlap, recognise, survey};
use crate::diagnostic::Finding;
use crate::document::{Annotation, Cert, Document, Doubtful, Entry, EntryId, Extent, Kind, Mention, MentionKind, Person, PersonRole};

/// Adds the names of `document`; gives back those that the register does not identify, and where.
pub(super) fn find(document: &mut Document, known: &Names) -> Vec<(Extent, Finding)> {
    let own = known.with_front_matter(document);
    let known = own.as_ref().unwrap_or(known);
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
        let mention =
            Mention { kind: own.kind, is_plural: own.is_plural, entry, rivals, cert, evidence: own.rule.evidence, rule: own.rule.name };
        annotations.push(Annotation { extent, kind: Kind::Mention(Box::new(mention)) });
    }
    let authors = authors(document, known, &mut identities, &annotations);
    let findings = unidentified(document, known, &annotations, &identities.entries);
    let entries = identities.entries;
    document.annotations.extend(annotations);
    document.entries = entries;
    document.header.people.iter_mut().zip(authors).for_each(|(person, entry)| person.entry = entry);
    document.doubtful = doubtful;
    document.sort_annotations();
    findings
}

/// For each person of the header the entry: that of the name in the text or, for an author whom the text does not name, one
/// of the header's own.
fn authors(document: &Document, known: &Names, identities: &mut Identities, annotations: &[Annotation]) -> Vec<Option<EntryId>> {
    // "SIR FRANCIS GALTON, F.R.S.": the name in it.
    let mentioned = |name: Extent| {
        let inside = annotations.iter().filter(|a| name.contains(a.extent));
        inside
            .filter_map(|a| if let Kind::Mention(own) = &a.kind { Some(own) } else { None })
            .find(|own| own.kind == MentionKind::Person)?
            .entry
    };
    let own = |person: &Person, identities: &mut Identities| {
        (person.role == PersonRole::Author).then(|| identities.of_header(known, document.str(person.name))).flatten()
    };
    document.header.people.iter().map(|person| mentioned(person.name).or_else(|| own(person, identities))).collect()
}

/// With a register: the names that are in none of its entries, and those that are in several.
fn unidentified(document: &Document, known: &Names, annotations: &[Annotation], entries: &[Entry]) -> Vec<(Extent, Finding)> {
    if known.is_empty() {
        return Vec::new();
    }
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
        let form = document.line(annotation.extent);
        let finding = if mention.rivals.is_empty() {
            Finding::NameWithoutEntry { form }
        } else {
            Finding::NameOfSeveral { form, count: mention.rivals.len() }
        };
        findings.push((annotation.extent, finding));
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

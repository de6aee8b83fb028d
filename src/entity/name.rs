//! The names of a document: found, set against what is known already, identified.

use std::collections::HashSet;

use super::found::{Found, STATED, Whom};
use super::identity::Identities;
use super::known::Names;
use super::reading::Reading;
use super::{marked, overlap, person, recognise, survey};
use crate::diagnostic::Finding;
use crate::document::{Annotation, Cert, Document, Doubtful, EntryId, Extent, Kind, Mention, MentionKind, Person, PersonRole};

/// Adds the names of `document`; gives back those that the register does not identify, and where.
pub(super) fn find(document: &mut Document, known: &Names) -> Vec<(Extent, Finding)> {
    let own = known.with_front_matter(document);
    let known = own.as_ref().unwrap_or(known);
    let mut reading = Reading::new(document, known);
    survey::survey(&mut reading, document);
    let mut found = recognise::names(&reading);
    overlap::resolve(document, &reading, &mut found);
    let parted = part_people(document, &reading, &mut found);
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
        let mention = Mention { is_plural: own.is_plural, rivals, cert, ..own.rule.mention(own.kind, entry) };
        annotations.push(Annotation { extent, kind: Kind::Mention(Box::new(mention)) });
    }
    whole_people(document, known, &mut identities, &mut annotations, &parted);
    let authors = authors(document, known, &mut identities, &annotations);
    let entries = identities.into_entries();
    document.annotations.extend(annotations);
    document.entries = entries;
    document.header.people.iter_mut().zip(authors).for_each(|(person, entry)| person.entry = entry);
    document.doubtful = doubtful;
    document.sort_annotations();
    marked::find(document, known.register());
    unidentified(document, known)
}

/// Takes out names that hold two persons of the header or more, and gives back those: "Karl Marx Frederick Engels" are two
/// authors, each named by himself.
fn part_people(document: &Document, reading: &Reading<'_>, found: &mut Vec<Found>) -> HashSet<Extent> {
    let people = &document.header.people;
    let mut parted = HashSet::new();
    if people.len() < 2 {
        return parted;
    }
    found.retain(|own| {
        let whole = extent(reading, own);
        let inside = || people.iter().map(|own| own.name).filter(|name| whole.contains(*name) && whole != *name);
        let are_several = inside().nth(1).is_some();
        if are_several {
            parted.extend(inside());
        }
        !are_several
    });
    parted
}

/// A person whom the header names is named by all of the name: what is found of it alone ("Bebel" in "August Bebel", "London" in
/// "Jack London") gives way.
fn whole_people(
    document: &Document,
    known: &Names,
    identities: &mut Identities<'_>,
    annotations: &mut Vec<Annotation>,
    parted: &HashSet<Extent>,
) {
    let mut names: Vec<(Extent, Vec<usize>)> =
        document.header.people.iter().map(|own| (before_comma(document, own.name), Vec::new())).collect();
    names.sort_unstable();
    names.dedup_by_key(|(name, _)| *name);
    for (n, own) in annotations.iter().enumerate() {
        let at = names.partition_point(|(name, _)| name.start <= own.extent.start);
        if let Some((_, inside)) = at.checked_sub(1).map(|at| &mut names[at]).filter(|(name, _)| name.contains(own.extent)) {
            inside.push(n);
        }
    }
    let (mut gone, mut whole) = (HashSet::new(), Vec::new());
    for (name, inside) in names {
        if parted.contains(&name) || is_of_one(annotations, &inside) && is_cut(document, name, annotations, &inside) {
            gone.extend(inside);
            whole.push(Annotation {
                extent: name,
                kind: Kind::Mention(Box::new(STATED.mention(MentionKind::Person, identities.of_header(known, document.str(name))))),
            });
        }
    }
    let mut n = 0;
    annotations.retain(|_| {
        n += 1;
        !gone.contains(&(n - 1))
    });
    annotations.extend(whole);
}

/// "SIR FRANCIS GALTON, F.R.S.": the name, up to the comma.
fn before_comma(document: &Document, name: Extent) -> Extent {
    let length = document.str(name).find([',', '\n']).unwrap_or(name.range().len());
    Extent { start: name.start, end: name.start + length as u32 }
}

/// Whether what is found is people and places alone, and one person at most.
fn is_of_one(annotations: &[Annotation], inside: &[usize]) -> bool {
    let kinds = || inside.iter().map(|&n| if let Kind::Mention(own) = &annotations[n].kind { Some(own.kind) } else { None });
    !inside.is_empty()
        && kinds().all(|kind| matches!(kind, Some(MentionKind::Person | MentionKind::Place)))
        && kinds().filter(|kind| *kind == Some(MentionKind::Person)).count() <= 1
}

/// Whether words with capitals are left over beside what is found, or places are; and nothing that joins two names.
fn is_cut(document: &Document, name: Extent, annotations: &[Annotation], inside: &[usize]) -> bool {
    let is_found = |start: u32| inside.iter().any(|&n| annotations[n].extent.start <= start && start < annotations[n].extent.end);
    let text = document.str(name);
    let words = || text.split_whitespace();
    let is_place = |n: &usize| matches!(&annotations[*n].kind, Kind::Mention(own) if own.kind == MentionKind::Place);
    let is_left = words().any(|word| word.starts_with(char::is_uppercase) && !is_found(document.extent_of(word).start));
    let is_several = words().any(|word| ["and", "&", "und", "et", "of", "in", "at", "for"].contains(&word));
    (is_left || inside.iter().any(is_place)) && !is_several && words().count() <= 6
}

/// For each person of the header the entry: that of the name in the text or, for an author whom the text does not name, one
/// of the header's own.
fn authors(document: &Document, known: &Names, identities: &mut Identities<'_>, annotations: &[Annotation]) -> Vec<Option<EntryId>> {
    // "SIR FRANCIS GALTON, F.R.S.": the name in it.
    let mentioned = |name: Extent| {
        let inside = annotations.iter().filter(|a| name.contains(a.extent));
        inside
            .filter_map(|a| if let Kind::Mention(own) = &a.kind { Some(own) } else { None })
            .find(|own| own.kind == MentionKind::Person)?
            .entry
    };
    let own = |person: &Person, identities: &mut Identities<'_>| {
        (person.role == PersonRole::Author).then(|| identities.of_header(known, document.str(person.name))).flatten()
    };
    document.header.people.iter().map(|person| mentioned(person.name).or_else(|| own(person, identities))).collect()
}

/// With a register: the names that are in none of its entries, and those that are in several.
fn unidentified(document: &Document, known: &Names) -> Vec<(Extent, Finding)> {
    if known.is_empty() {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let mut findings = Vec::new();
    for annotation in &document.annotations {
        let Kind::Mention(mention) = &annotation.kind else {
            continue;
        };
        let form = document.str(annotation.extent);
        let is_known = mention.entry.is_some_and(|entry| document.entries[entry.0 as usize].id.is_some());
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

/// The extent of a name: that of its tokens, with the `d'` of a surname; before a given name that is no part of it: "l'ami d'Émile".
fn extent(reading: &Reading<'_>, found: &Found) -> Extent {
    let extent = reading.extent(found.first, found.last);
    let token = &reading.tokens[found.first];
    if token.elided != b'd' || found.kind != MentionKind::Person || reading.is(found.first, person::GIVEN) {
        return extent;
    }
    let before = &reading.text[..extent.start as usize];
    let skip = before.chars().rev().take(2).map(char::len_utf8).sum::<usize>();
    Extent { start: extent.start - skip as u32, ..extent }
}

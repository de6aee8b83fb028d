//! Statements of front matter, which their keys tell: `source`, and below others `source.volume`, `contributor.name`.

use std::collections::HashSet;
use std::ops::Range;

use crate::convention::Habits;
use crate::document::{Bibl, BiblKind, Document, Extent, Level, Part, Statement, StatementKind};
use crate::structure::name;

use super::value_extent;

/// Between a key and those above it.
const BELOW: char = '.';

/// The statement that is the value of front matter at `at`.
pub(super) fn read(document: &Document, habits: &Habits, at: usize) -> Statement {
    let (extent, key) = &document.header.front_matter[at];
    let words = document.str(*extent);
    let kind = match habits.key(key) {
        Some(StatementKind::Written) if is_stamp(words) => StatementKind::Updated,
        // "notes: Numbers in italics are those of pages.", which says nothing of an editor.
        Some(StatementKind::Edited) if is_remark(words) => StatementKind::Other,
        kind => kind.unwrap_or(StatementKind::Other),
    };
    let none = Extent { end: extent.start, ..*extent };
    let own = Statement { kind, extent: *extent, key: none, name: Some(key.clone()), bibl: None, parts: Vec::new() };
    below(document, habits, at, own)
}

/// What the value of a key says that stands below another.
fn below(document: &Document, habits: &Habits, at: usize, own: Statement) -> Statement {
    use StatementKind::{FirstPublication, Other, Publisher, Source};
    use {BiblKind::CopyText, Part::Person};
    let Some((above, key)) = split(&document.header.front_matter[at].1) else { return own };
    let Some(part) = habits.front_matter.below.part(key) else { return own };
    let outer = habits.key(above).unwrap_or(Other);
    let said = match (outer, part) {
        (Source, part) | (Publisher, part @ Part::Place) => (CopyText, part),
        (Publisher, Person) => (CopyText, Part::Publisher),
        (FirstPublication, part) => (BiblKind::FirstPublication, part),
        (_, Person) => {
            let role = role(document, habits, at).and_then(|role| habits.key(role)).filter(|kind| is_of_persons(*kind));
            let outer = Some(outer).filter(|kind| is_of_persons(*kind));
            return Statement { kind: role.or(outer).unwrap_or(Other), ..own };
        }
        _ => return own,
    };
    described(document, habits, at, Statement { kind: outer, ..own }, said)
}

/// Whether a statement of this kind names persons.
const fn is_of_persons(kind: StatementKind) -> bool {
    use StatementKind::{Author, Edited, MarkedUp, Proofread, Recipient, Transcribed, Translated};
    matches!(kind, Author | Edited | MarkedUp | Proofread | Recipient | Transcribed | Translated)
}

/// A statement that says one part of an entry.
fn described(document: &Document, habits: &Habits, at: usize, own: Statement, (kind, part): (BiblKind, Part)) -> Statement {
    let value = value_extent(document, &own);
    let is_article = part == Part::Title(Level::Monograph) && names_journal(document, habits, at);
    let part = if is_article { Part::Title(Level::Analytic) } else { part };
    Statement { bibl: Some((kind, value)), parts: vec![(part, value)], ..own }
}

/// Whether a key beside that at `at` names the periodical in which something came out.
fn names_journal(document: &Document, habits: &Habits, at: usize) -> bool {
    let is_journal = |key: &str| habits.front_matter.below.part(key) == Some(Part::Title(Level::Journal));
    beside(document, at).any(|(_, key)| is_journal(key))
}

/// What someone did, as a key beside the name at `at` says: "translator".
fn role<'d>(document: &'d Document, habits: &Habits, at: usize) -> Option<&'d str> {
    let (extent, _) = beside(document, at).find(|(_, key)| habits.front_matter.below.roles.contains(key))?;
    Some(document.str(extent).trim_matches(|c: char| !c.is_alphanumeric()))
}

/// The key that tells what someone did whom a statement names: of `contributor.name` the role beside it, else `contributor`.
pub(super) fn share<'d>(document: &'d Document, habits: &Habits, statement: &'d Statement) -> Option<&'d str> {
    let name = statement.name.as_deref()?;
    let Some((above, _)) = split(name) else { return Some(name) };
    let at = document.header.front_matter.iter().position(|(extent, key)| *extent == statement.extent && **key == *name);
    let role = at.and_then(|at| role(document, habits, at)).filter(|role| habits.key(role) == Some(statement.kind));
    Some(role.unwrap_or_else(|| split(above).map_or(above, |(_, key)| key)))
}

/// Whether two statements are items of one list: `author.name` and `author.name`.
pub(super) fn are_listed(one: &Statement, other: &Statement) -> bool {
    one.name.is_some() && one.name == other.name && one.name.as_deref().is_some_and(|name| name.contains(BELOW))
}

/// Whether two statements say parts of one thing: `source.title` and `source.journal`.
pub(super) fn are_of_one(one: &Statement, other: &Statement) -> bool {
    let above = |own: &'_ Statement| own.name.as_deref().and_then(split).map(|(above, _)| above.to_owned());
    above(one).is_some() && above(one) == above(other)
}

/// Whether a statement has no more than what a file is called: `rosa-berg`.
pub(super) fn is_slug(document: &Document, statement: &Statement) -> bool {
    let value = document.str(value_extent(document, statement));
    statement.name.is_some() && value.contains('-') && value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Whether a statement of front matter says more of the work that an entry of no more than a title has.
pub(super) fn is_fuller(document: &Document, bibl: &Bibl, statement: &Statement) -> bool {
    let title = statement.parts.iter().find(|(part, _)| matches!(part, Part::Title(_))).map(|&(_, extent)| document.str(extent));
    let is_same = bibl.title().is_some_and(|(_, own)| Some(document.str(own)) == title);
    statement.name.is_some() && bibl.parts.len() == 1 && statement.parts.len() > 1 && is_same
}

/// The keys of what the one at `at` is a key of, in front matter, each without those above it.
fn beside(document: &Document, at: usize) -> impl Iterator<Item = (Extent, &str)> {
    let matter = &document.header.front_matter;
    let above = split(&matter[at].1).map(|(above, _)| above);
    let own = move |index: usize| split(&matter[index].1).filter(|(own, _)| Some(*own) == above).map(|(_, key)| (matter[index].0, key));
    item(document, at).filter_map(own)
}

/// The item of a list that has the key at `at`: no key stands twice in one.
fn item(document: &Document, at: usize) -> Range<usize> {
    let matter = &document.header.front_matter;
    let Some((above, _)) = split(&matter[at].1) else { return at..at + 1 };
    let is_below = |index: &usize| matter[*index].1.strip_prefix(above).is_some_and(|rest| rest.starts_with(BELOW));
    let first = (0..at).rev().take_while(is_below).last().unwrap_or(at);
    let (mut start, mut keys) = (first, HashSet::new());
    for index in (first..matter.len()).take_while(is_below) {
        if !keys.insert(&matter[index].1) {
            if index > at {
                return start..index;
            }
            start = index;
            keys = HashSet::from([&matter[index].1]);
        }
    }
    start..(at..matter.len()).take_while(is_below).last().unwrap_or(at) + 1
}

/// The keys above a key, and the key: `source` and `volume`.
fn split(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once(BELOW)
}

/// A sentence that is no list of names.
fn is_remark(value: &str) -> bool {
    const WORDS: usize = 5;
    value.ends_with('.') && value.split_whitespace().count() >= WORDS && !name::is_mostly_names(value)
}

/// Whether a value is the time at which a program wrote a file, "2016-08-10 10:04:23": nobody dates a work so, and such times are
/// of the years that have had files.
fn is_stamp(value: &str) -> bool {
    const FILES: &str = "1980";
    let value = value.trim_matches(|c: char| !c.is_ascii_digit());
    let (day, clock) = (value.get(..10).unwrap_or_default(), value.get(10..).unwrap_or_default());
    let has_form = |text: &str, form: &str| {
        text.len() >= form.len() && form.bytes().zip(text.bytes()).all(|(f, t)| f == t || f == b'0' && t.is_ascii_digit())
    };
    has_form(day, "0000-00-00") && has_form(clock.trim_start_matches(['T', ' ']), "00:00") && day > FILES
}

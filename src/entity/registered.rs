//! Forms of the register in the text.

use super::found::{self, Found, Whom};
use super::known::{Names, push_keys};
use super::lexicon::key;
use super::reading::Reading;
use super::token::{Gap, Shape};
use crate::document::{EntryKind, Level, MentionKind};

/// Words of a form, at most.
const LONGEST: usize = 12;

/// Whether a form begins with this word, or with it less a final `s`: "Fannys".
pub(super) fn begins(names: &Names, shape: Shape, folded: &str) -> bool {
    if names.is_empty() {
        return false;
    }
    let mut keys = Vec::new();
    push_keys(shape, folded, &mut keys);
    keys.first().is_some_and(|&key| names.begins(key)) || bare(folded).is_some_and(|bare| names.begins(key(bare)))
}

/// A word less its genitive `s`.
fn bare(folded: &str) -> Option<&str> {
    folded.strip_suffix('s').filter(|bare| bare.chars().count() >= 3 && !bare.ends_with('s'))
}

/// The form that begins at the token `first`, if the register has one.
pub(super) fn at(reading: &Reading<'_>, first: usize) -> Option<Found> {
    if !reading.word(first).begins_form {
        return None;
    }
    let (last, number) = longest(reading, first).or_else(|| inflected(reading, first))?;
    let owners = &reading.names.forms[number as usize];
    let kind = mention_kind(reading.names.register.entries[*owners.entries.first()? as usize].kind);
    let token = &reading.tokens[first];
    let word = reading.word(first);
    let is_common = first == last && (word.is_english || reading.is_stop(first));
    let is_word = is_common && (token.is_opening || !owners.is_decided && word.small > 0);
    let capitals = (first..=last).filter(|&at| reading.is_capital(at)).count();
    let is_bound = reading.tokens.get(last + 1).is_some_and(|next| next.gap == Gap::Hyphen && next.shape == Shape::Small);
    let is_name = capitals >= owners.capitals.min(1 + last - first) && !is_word && !is_bound;
    let rule = if owners.is_decided { &found::REGISTERED } else { &found::DRAFTED };
    is_name.then(|| Found::new(first, last, kind, rule).naming(Whom::Registered(number)))
}

/// The kind of name that an entry has.
pub(super) const fn mention_kind(kind: EntryKind) -> MentionKind {
    match kind {
        EntryKind::Person => MentionKind::Person,
        EntryKind::Place(_) => MentionKind::Place,
        EntryKind::Organisation => MentionKind::Organisation,
        EntryKind::Work => MentionKind::Work(Level::Monograph),
    }
}

/// The keys of the words from `first` on, each with its token.
fn keys(reading: &Reading<'_>, first: usize, end: usize) -> Vec<(u64, usize)> {
    let (mut keys, mut own) = (Vec::with_capacity(LONGEST), Vec::new());
    for at in first..end {
        let token = &reading.tokens[at];
        let is_joined = token.is_joined()
            || matches!(token.gap, Gap::Comma | Gap::Other)
            || token.gap == Gap::Sentence && reading.tokens[at - 1].has_stop;
        if at > first && !is_joined || keys.len() >= LONGEST {
            break;
        }
        own.clear();
        push_keys(token.shape, reading.letters(at), &mut own);
        keys.extend(own.iter().map(|&key| (key, at)));
    }
    keys
}

fn longest(reading: &Reading<'_>, first: usize) -> Option<(usize, u32)> {
    let keys = keys(reading, first, reading.tokens.len());
    let (n, number) = reading.names.longest(keys.iter().map(|&(key, _)| key))?;
    let last = keys[n - 1].1;
    keys.get(n).is_none_or(|&(_, at)| at > last).then_some((last, number))
}

/// A single word with a genitive `s`.
fn inflected(reading: &Reading<'_>, first: usize) -> Option<(usize, u32)> {
    let bare = bare(reading.letters(first)).filter(|_| !reading.word(first).is_english)?;
    reading.names.longest(std::iter::once(key(bare))).map(|(_, number)| (first, number))
}

/// The number of the form that is exactly the tokens from `first` to `last`.
pub(super) fn exactly(reading: &Reading<'_>, first: usize, last: usize) -> Option<u32> {
    if !reading.word(first).begins_form {
        return None;
    }
    let keys = keys(reading, first, last + 1);
    reading.names.longest(keys.iter().map(|&(key, _)| key)).filter(|&(n, _)| n == keys.len()).map(|(_, number)| number)
}

/// Whether a person decided that exactly these words are no name.
pub(super) fn is_refused(reading: &Reading<'_>, found: &Found) -> bool {
    if reading.names.register.refused.is_empty() {
        return false;
    }
    let keys: Vec<u64> = keys(reading, found.first, found.last + 1).into_iter().map(|(key, _)| key).collect();
    reading.names.is_refused(&keys)
}

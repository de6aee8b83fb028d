//! Persons of one name in the plural: "the Krasnovs and Denikins".

use super::found::{self, Found};
use super::lexicon::Class;
use super::person::{GIVEN, person};
use super::reading::Reading;

/// "the Krasnovs and Denikins", "the Moncks".
#[inline]
pub(super) fn plural(reading: &Reading<'_>, at: usize) -> Option<Found> {
    let letters = reading.letters(at);
    let word = reading.word(at);
    let base = letters.strip_suffix('s').filter(|base| base.len() > 3 && !base.ends_with('s'))?;
    let is_free = !word.is_english
        && !word.class.is(Class::DEMONYM.or(Class::IDEOLOGY).or(GIVEN).or(Class::SURNAME))
        && !reading.lexicon.is_english(base)
        && word.place.is_none();
    if !is_free || reading.tokens[at].is_possessive || word.is_listed {
        return None;
    }
    let is_known = reading.lexicon.class(base).is(Class::SURNAME) || reading.is_introduced(base);
    let after_the = is_after(reading, at, "the");
    let is_paired = after_the && pair(reading, at) || is_after(reading, at, "and") && pair_before(reading, at);
    (is_known && after_the || is_paired).then(|| Found { is_plural: true, ..person(at, at, &found::PLURAL) })
}

fn is_after(reading: &Reading<'_>, at: usize, word: &str) -> bool {
    reading.before(at).is_some_and(|before| reading.letters(before) == word)
}

fn looks_plural(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    reading.is_capital(at) && reading.letters(at).ends_with('s') && !word.is_english && !word.class.is(Class::DEMONYM.or(Class::IDEOLOGY))
}

/// "Krasnovs and Denikins" from the first.
fn pair(reading: &Reading<'_>, at: usize) -> bool {
    let and = reading.next_joined(at).filter(|&and| reading.letters(and) == "and");
    and.and_then(|and| reading.next_joined(and)).is_some_and(|other| looks_plural(reading, other))
}

/// "the Krasnovs and Denikins" from the second.
fn pair_before(reading: &Reading<'_>, at: usize) -> bool {
    let and = reading.before(at);
    let other = and.and_then(|and| reading.before(and));
    other.is_some_and(|other| looks_plural(reading, other) && is_after(reading, other, "the"))
}

//! Initials of names, and letters with a stop that are none: the number of a part, the hour of a day, a postscript.

use super::found::{self, Found};
use super::lexicon::Class;
use super::person::{Parts, is_common, person};
use super::reading::{Language, Reading};
use super::token::Shape;

/// Whether the letters at `first` may be the initials of a name.
fn may_be(reading: &Reading<'_>, first: usize) -> bool {
    !is_numbered(reading, first) && !is_hour(reading, first) && !is_postscript(reading, first)
}

/// Whether initials and what follows are a person's name.
pub(super) fn are_of_name(reading: &Reading<'_>, first: usize, parts: Parts) -> bool {
    if parts.initials == 0 || reading.tokens[first].shape != Shape::Initial || !may_be(reading, first) || is_part(reading, first, parts) {
        return false;
    }
    let last = reading.word(parts.end - 1);
    let is_common = is_common(reading, parts.end - 1);
    let is_stopped = reading.str(first).ends_with('.');
    let is_one_letter = reading.str(first).len() == 1;
    if last.is_introduced && (is_stopped || is_one_letter) {
        return true;
    }
    let letters = reading.str(first).matches('.').count();
    let is_odd = is_common && (letters > 2 || reading.tokens[first].is_opening)
        || !is_stopped && (reading.tokens[first].is_opening || reading.tokens[parts.end - 1].shape == Shape::Upper);
    let is_rare = is_stopped && !(is_common && last.small > 0) || !is_common && is_one_letter;
    !reading.word(first).is_listed && !is_odd && is_rare
}

/// "mit C. P.", "bei O.": initials alone, in a text that speaks of them as of persons.
pub(super) fn alone(reading: &Reading<'_>, first: usize) -> Option<Found> {
    /// Letters of a name, at most.
    const LETTERS: usize = 3;
    let is_initial = |at: usize| reading.tokens[at].shape == Shape::Initial && reading.str(at).ends_with('.');
    if reading.language != Language::German || !is_initial(first) || reading.word(first).person_votes == 0 {
        return None;
    }
    let words = std::iter::successors(Some(first), |&at| reading.next_joined(at).filter(|&next| is_initial(next)));
    let last = words.take(LETTERS).last()?;
    let goes_on = reading.next_joined(last).is_some_and(|next| reading.is_capital(next));
    (!goes_on && may_be(reading, first)).then(|| person(first, last, &found::INITIALS_ALONE))
}

/// "P.S. Latis has written": at the beginning of a sentence it is what it says.
fn is_postscript(reading: &Reading<'_>, first: usize) -> bool {
    reading.tokens[first].is_opening && matches!(reading.str(first), "P.S." | "N.B.")
}

/// "P. M." of "at 2 o'clock P. M. Several of them met": no initials.
fn is_hour(reading: &Reading<'_>, first: usize) -> bool {
    let is_half = |at: usize| matches!(reading.str(at).trim_end_matches('.'), "A" | "P" | "A.M" | "P.M");
    let half =
        if is_half(first) { Some(first) } else { reading.before(first).filter(|&at| is_half(at) && reading.str(first).starts_with('M')) };
    let counts = |at: usize| reading.tokens[at].shape == Shape::Number || reading.str(at).to_lowercase().ends_with("clock");
    half.and_then(|half| reading.before(half)).is_some_and(counts)
}

/// "T. II", "I. Band": a part and its number.
fn is_part(reading: &Reading<'_>, first: usize, parts: Parts) -> bool {
    let is_numeral = |at: usize, figures: &[u8]| reading.str(at).bytes().all(|b| figures.contains(&b));
    let is_second = parts.end == first + 2;
    is_second
        && (reading.str(first + 1).len() > 1 && is_numeral(first + 1, b"IVXLC")
            || is_numeral(first, b"IVXLC.") && reading.is(first + 1, Class::NUMBERED_PART))
}

/// "I." of "Chapter I. A Disastrous Dogma": the number of a part, and no initial.
fn is_numbered(reading: &Reading<'_>, at: usize) -> bool {
    let is_numeral = reading.str(at).bytes().all(|b| b"IVXLC.".contains(&b));
    is_numeral && reading.before(at).is_some_and(|before| reading.is(before, Class::NUMBERED_PART))
}

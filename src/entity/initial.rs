//! Letters with a stop that are no initials of a name: the number of a part, the hour of a day, a postscript.

use super::lexicon::Class;
use super::reading::Reading;
use super::token::Shape;

/// Whether the letters at `first` may be the initials of a name.
pub(super) fn may_be(reading: &Reading<'_>, first: usize) -> bool {
    !is_numbered(reading, first) && !is_hour(reading, first) && !is_postscript(reading, first)
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

/// "I." of "Chapter I. A Disastrous Dogma": the number of a part, and no initial.
fn is_numbered(reading: &Reading<'_>, at: usize) -> bool {
    let is_numeral = reading.str(at).bytes().all(|b| b"IVXLC.".contains(&b));
    is_numeral && reading.before(at).is_some_and(|before| reading.is(before, Class::NUMBERED_PART))
}

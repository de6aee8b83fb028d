//! Decades, and the centuries that are counted from that of the text.

use super::{Parse, Parser};
use crate::date::expression::Period;
use crate::date::kind;
use crate::date::sense::{Companion, Sense, Unit};
use crate::date::token::TokenKind;

impl Parser<'_> {
    /// "1850s", "1850's", "1850er Jahre", "1850-х годов", "années 1850", "the eighteen-seventies", "the seventies".
    pub(super) fn decade(&self, at: usize) -> Parse<Period> {
        // "the 'sixties", "vierziger Jahre"
        if let Some((tens, end)) = self.decade_word(at + usize::from(self.is_apostrophe(at))) {
            let end = self.decade_unit(end).unwrap_or(end);
            return Some(self.decade_of_century(tens, end).unwrap_or((Period::ShortDecade(tens), end)));
        }
        if let Some(decade) = self.short_decade(at) {
            return Some(decade);
        }
        if let Some((hundreds, end)) = self.number_words(at).filter(|(n, _)| (13..=20).contains(n)) {
            let (tens, end) = self.decade_word(self.past(end, '-'))?;
            return Some((Period::Decade(hundreds as i32 * 100 + i32::from(tens)), end));
        }
        if self.is_decade_name(at) && self.is_decade_year(at + 1) {
            return self.digit_year(at + 1).map(|(year, end)| (whole_years(year), end));
        }
        let (year, end) = self.digit_year(at).filter(|(year, _)| year % 10 == 0)?;
        let end = self.decade_ending(end)?;
        Some((whole_years(year), self.decade_unit(end).unwrap_or(end)))
    }

    /// "s" of "1850s", "-х" of "70-х".
    fn decade_ending(&self, at: usize) -> Option<usize> {
        let at = if matches!(self.kind(at), Some(TokenKind::Mark('\'' | '’' | '-'))) && !self.is_spaced(at) { at + 1 } else { at };
        let is_ending = !self.is_spaced(at) && self.goes_with(at, Companion::DecadeEnding);
        is_ending.then_some(at + 1)
    }

    /// "годов", "Jahre" behind a decade.
    pub(super) fn decade_unit(&self, at: usize) -> Option<usize> {
        self.is(at, Sense::Unit(Unit::Year)).or_else(|| self.is(at, Sense::Tail))
    }

    /// "70-х годов", "70er Jahren des 19. Jahrhunderts", "années 70", "'70s": figures alone are no
    /// decade, for they may be an age.
    fn short_decade(&self, at: usize) -> Parse<Period> {
        let is_named = self.is_decade_name(at);
        let is_cut = self.is_apostrophe(at) && self.is_spaced(at);
        let start = at + usize::from(is_named || is_cut);
        let digits = || self.number(start).map(|tens| (tens, start + 1));
        let words = || self.number_words(start).filter(|_| is_named);
        let (tens, after) = digits().or_else(words).filter(|(tens, _)| (10..100).contains(tens) && tens % 10 == 0)?;
        let tens = tens as u8;
        let ending = self.decade_ending(after).or_else(|| is_named.then_some(after))?;
        let unit = self.decade_unit(ending);
        let end = unit.unwrap_or(ending);
        let is_told = is_named || is_cut || unit.is_some();
        self.decade_of_century(tens, end).or_else(|| is_told.then_some((Period::ShortDecade(tens), end)))
    }

    /// "années" of "années 1850", before the number of a decade.
    fn is_decade_name(&self, at: usize) -> bool {
        (self.is_number(at + 1) || self.may_be(at + 1, kind::CARDINAL)) && self.goes_with(at, Companion::DecadeName)
    }

    /// "of the 19th century" behind a decade.
    pub(super) fn decade_of_century(&self, tens: u8, at: usize) -> Parse<Period> {
        let start = self.past_words(at, &[Sense::Of, Sense::OnThe, Sense::Article]);
        if let Some((Period::NearCentury(steps), end)) = self.near_century(start) {
            return Some((Period::NearDecade(tens, steps), end));
        }
        let (century, end) = self.century(start)?;
        let Period::Century(century @ 1..) = century else {
            return None;
        };
        Some((Period::Decade((century - 1) * 100 + i32::from(tens)), end))
    }

    /// "last century", "vorigen Jahrhunderts", "siècle dernier", of which a part or ten years are told.
    pub(super) fn near_century(&self, at: usize) -> Parse<Period> {
        let steps = |at| self.sense(at, kind::NEAR, |sense| if sense == Sense::Last { Some(-1) } else { None });
        let century = |at| self.is(at, Sense::Unit(Unit::Century));
        let (steps, end) = steps(at).and_then(|(steps, end)| Some((steps, century(end)?))).or_else(|| century(at).and_then(steps))?;
        Some((Period::NearCentury(steps), end))
    }

    fn is_decade_year(&self, at: usize) -> bool {
        self.digit_year(at).is_some_and(|(year, end)| year % 10 == 0 && !self.is_dash(end))
    }

    /// "seventies".
    fn decade_word(&self, at: usize) -> Parse<u8> {
        self.sense(at, kind::DECADES, |sense| if let Sense::Decades(tens) = sense { Some(tens) } else { None })
    }
}

/// "1850s" is ten years, "1800s" a hundred.
fn whole_years(year: i32) -> Period {
    if year % 100 == 0 { Period::Years(year, year + 99) } else { Period::Decade(year) }
}

//! Months by their number, as the Society of Friends names them: "3rd of 5th mo. 1786".

use super::{Parse, Parser};
use crate::date::expression::Point;
use crate::date::kind;
use crate::date::sense::{Sense, Unit};

impl Parser<'_> {
    /// "5th mo. 3d, 1786".
    pub(super) fn numbered_month_day(&self, at: usize) -> Parse<Point> {
        let (number, end) = self.numbered_month(at)?;
        let Some((day, end)) = self.day(self.past(end, ',')).filter(|(_, end)| !self.is_counted(*end)) else {
            return self.in_year(None, number, end);
        };
        self.in_year(Some(day), number, end).or_else(|| self.without_year(day, number, at, end))
    }

    /// "5th month 1786" of "the 3rd day of the 5th month 1786", behind its day.
    pub(super) fn day_of_numbered_month(&self, day: u8, at: usize) -> Parse<Point> {
        let (number, end) = self.numbered_month(at)?;
        self.in_year(Some(day), number, end).or_else(|| self.without_year(day, number, at, end))
    }

    /// With the year alone, by which the months are counted.
    fn in_year(&self, day: Option<u8>, number: u8, end: usize) -> Parse<Point> {
        // "12th month 1700/1": two years are those of a winter.
        const WINTER: u8 = 1;
        let (point, end) = self.with_year(end, Point { day, month: Some(WINTER), ..Point::default() })?;
        Some((point.counted(number), end))
    }

    /// "30 of the Eighth Month", "8th mo. 5th": without the year only where a capital or an abbreviation names the month; "on the
    /// third day of the eighth month" of a siege is none.
    fn without_year(&self, day: u8, number: u8, at: usize, end: usize) -> Parse<Point> {
        let is_name = |word: usize| self.may_be(word, kind::UNIT) && (self.is_capital(word) || self.str(word).len() <= 3);
        let is_named = is_name(at + 1) || is_name(at + 2);
        is_named.then_some((Point { day: Some(day), month: Some(number), is_numbered: true, ..Point::default() }, end))
    }

    /// "2" of "5th 2mo 1752", "10" of "10 Mo 8": before an abbreviation with a capital, or joined to it.
    fn number_of_month(&self, at: usize) -> Parse<u32> {
        const CUT: usize = 2;
        let is_name = self.str(at + 1).len() == CUT && (self.is_capital(at + 1) || !self.is_spaced(at + 1));
        self.number(at).filter(|_| is_name).map(|number| (number, at + 1))
    }

    /// "5th mo.", "the fifth month".
    fn numbered_month(&self, at: usize) -> Parse<u8> {
        (self.may_be(at + 1, kind::UNIT) || self.may_be(at + 2, kind::UNIT)).then_some(())?;
        let (number, end) = self
            .suffixed(at)
            .or_else(|| self.ordinal_words(at))
            .or_else(|| self.number_of_month(at))
            .filter(|(number, _)| (1..=12).contains(number))?;
        self.is(end, Sense::Unit(Unit::Month)).map(|end| (number as u8, end))
    }
}

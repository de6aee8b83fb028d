//! Months by their number, as the Society of Friends names them: "3rd of 5th mo. 1786".

use super::{Parse, Parser};
use crate::date::expression::Point;
use crate::date::kind;
use crate::date::sense::{Sense, Unit};

/// The first year in England that began with January; before it the first month was March (24 Geo. II c. 23).
const FROM_JANUARY: i32 = 1752;

impl Parser<'_> {
    /// "5th mo. 3d, 1786".
    pub(super) fn numbered_month_day(&self, at: usize) -> Parse<Point> {
        let (number, end) = self.numbered_month(at)?;
        let (day, end) = self.day(self.past(end, ','))?;
        self.in_year(day, number, end)
    }

    /// "5th month 1786" of "the 3rd day of the 5th month 1786", behind its day.
    pub(super) fn day_of_numbered_month(&self, day: u8, at: usize) -> Parse<Point> {
        let (number, end) = self.numbered_month(at)?;
        self.in_year(day, number, end)
    }

    /// With the year alone, by which the months are counted.
    fn in_year(&self, day: u8, number: u8, end: usize) -> Parse<Point> {
        // "12th month 1700/1": two years are those of a winter.
        const WINTER: u8 = 1;
        let (point, end) = self.with_year(end, Point { day: Some(day), month: Some(WINTER), ..Point::default() })?;
        Some((counted(point, number), end))
    }

    /// "5th mo.", "the fifth month".
    fn numbered_month(&self, at: usize) -> Parse<u8> {
        (self.may_be(at + 1, kind::UNIT) || self.may_be(at + 2, kind::UNIT)).then_some(())?;
        let (number, end) = self.suffixed(at).or_else(|| self.ordinal_words(at)).filter(|(number, _)| (1..=12).contains(number))?;
        self.is(end, Sense::Unit(Unit::Month)).map(|end| (number as u8, end))
    }
}

/// The month that has this number in the year of `point`; January and February of a year that began in March are of the next by ours.
fn counted(point: Point, number: u8) -> Point {
    match point.year {
        Some(year) if year < FROM_JANUARY && number > 10 => {
            Point { month: Some(number - 10), dual: point.dual.or(Some(year + 1)), ..point }
        }
        Some(year) if year < FROM_JANUARY => Point { month: Some(number + 2), ..point },
        _ => Point { month: Some(number), ..point },
    }
}

//! Days by the Roman calendar, which are counted back from Kalends, Nones and Ides: "XII Kal. Maii" is 20 April.

use super::{Parse, Parser};
use crate::date::calendar::Calendar;
use crate::date::expression::Point;
use crate::date::kind;
use crate::date::sense::Sense;

/// The day of the month on which the Kalends are.
const KALENDS: u8 = 1;

impl Parser<'_> {
    /// "XII Kal. Maii", "pridie Idus Martias", "Kalendis Maiis", "the Ides of March", with their year.
    pub(super) fn day_by_kalends(&self, at: usize) -> Parse<Point> {
        let start = self.past_words(at, &[Sense::Article]);
        let (count, end) = self.count_back(start).unwrap_or((1, start));
        let (marker, end) = self.marker(end).filter(|(marker, _)| *marker > 0)?;
        let ((_, month), end) = self.month(self.past_words(end, &[Sense::Of, Sense::Article]))?;
        let (year, end) = self.with_year(end, Point::default()).map_or((None, end), |(point, end)| (point.year, end));
        let is_late = marker != KALENDS && matches!(month, 3 | 5 | 7 | 10);
        let day = i16::from(marker) + if is_late { 2 } else { 0 } - (i16::from(count) - 1);
        Some((counted_back(year, month, day)?, end))
    }

    /// "XII", "a. d. XII", "pridie": how many days, both ends counted.
    fn count_back(&self, at: usize) -> Parse<u8> {
        if let Some((0, end)) = self.marker(at) {
            return Some((2, end));
        }
        let start = if self.is_ante_diem(at) { at + 4 } else { at };
        let count = self.roman(start, true).or_else(|| self.number(start)).filter(|count| (2..=19).contains(count))?;
        Some((count as u8, self.past(start + 1, '.')))
    }

    /// "a. d.", *ante diem*.
    pub(super) fn is_ante_diem(&self, at: usize) -> bool {
        self.str(at) == "a" && self.is_mark(at + 1, '.') && self.str(at + 2) == "d" && self.is_mark(at + 3, '.')
    }

    /// Kalends, Nones or Ides, by their day in most months; 0 for "pridie", the day before.
    fn marker(&self, at: usize) -> Parse<u8> {
        self.sense(at, kind::MARKER, |sense| if let Sense::Marker(day) = sense { Some(day) } else { None })
    }
}

/// A day of a month; less than 1, of the month before. February has its days of a Julian year.
fn counted_back(year: Option<i32>, month: u8, day: i16) -> Option<Point> {
    let (day, month, year) = match (day, month) {
        (1.., _) => (day, month, year),
        (_, 1) => (day + 31, 12, year.map(|year| year - 1)),
        _ => (day + i16::from(Calendar::Julian.days(year.unwrap_or(1), month - 1)?), month - 1, year),
    };
    Some(Point { year, month: Some(month), day: Some(u8::try_from(day).ok()?), ..Point::default() })
}

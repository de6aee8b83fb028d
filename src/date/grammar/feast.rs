//! Feasts, and the days that are counted from them.

use super::{Parse, Parser};
use crate::date::calendar::Calendar;
use crate::date::expression::{FromFeast, Point};
use crate::date::kind;
use crate::date::sense::{Companion, Feast, Sense, Unit};

impl Parser<'_> {
    /// "Easter 1916", "the eve of St. John the Baptist, 1381", "Whitsunday in the year 1549". Without a year, [`Parser::is_plausible`] asks more.
    pub(super) fn feast(&self, at: usize) -> Parse<Point> {
        let at = self.past_words(at, &[Sense::Article]);
        let of_month = self.day_of_month(at).map(|(feast, end)| ((feast, FromFeast::Days(0)), end));
        Some(self.year_of_feast(of_month.or_else(|| self.day_from_feast(at))?))
    }

    fn year_of_feast(&self, (feast, end): ((Feast, FromFeast), usize)) -> (Point, usize) {
        let point = Point { feast: Some(feast), ..Point::default() };
        self.with_year(end, point).or_else(|| self.with_regnal_year(end, point)).unwrap_or((point, end))
    }

    /// "the eve of St. John the Baptist", "the octave of Easter", "the feast of St. Barnabas"; a saint alone may be a church or a town.
    fn day_from_feast(&self, at: usize) -> Parse<(Feast, FromFeast)> {
        self.may_be(at, kind::BESIDE | kind::FEAST).then_some(())?;
        let beside = |sense| if let Sense::Beside(days) = sense { Some(days) } else { None };
        let counted = self.sense(at, kind::BESIDE, beside);
        let (days, start) = counted.unwrap_or((0, at));
        let (feast, end) = self.named_feast(self.past_feast_word(start).unwrap_or(start), counted.is_some())?;
        Some(((feast, FromFeast::Days(days)), end))
    }

    /// "Monday next after the feast of St. Hilary, 1381", "Dienstag nach Ostern 1525".
    pub(super) fn weekday_from_feast(&self, at: usize) -> Parse<Point> {
        let (weekday, end) = self.weekday(self.past_words(at, &[Sense::Article]))?;
        let end = self.is(end, Sense::Next).unwrap_or(end);
        let after = self.is(end, Sense::After).map(|end| (true, end));
        let (is_after, end) = after.or_else(|| self.is(end, Sense::Before).map(|end| (false, end)))?;
        let (feast, end) = self.named_feast(self.past_feast_word(end).unwrap_or(end), true)?;
        Some(self.year_of_feast(((feast, FromFeast::Weekday { weekday, is_after }), end)))
    }

    /// After "the feast of".
    fn past_feast_word(&self, at: usize) -> Option<usize> {
        let at = self.past_words(at, &[Sense::Article]);
        let end = self.is(at, Sense::Beside(0)).unwrap_or(at);
        let end = self.past_words(end, &[Sense::Article]);
        (end > at).then_some(end)
    }

    /// "Easter"; "St. Barnabas the Apostle", where what stands before says that his day is meant.
    fn named_feast(&self, at: usize, is_said: bool) -> Parse<Feast> {
        let at = self.past_words(at, &[Sense::Article]);
        let ((feast, is_saint), end) = self.sense(at, kind::FEAST, |sense| match sense {
            Sense::Feast(feast) => Some((feast, false)),
            Sense::Saint(feast) if is_said => Some((feast, true)),
            _ => None,
        })?;
        Some((feast, if is_saint { self.past_epithet(end) } else { end }))
    }

    /// After "the Apostle" and ", king and martyr, ", but not after ", King" of "the feast of St. Luke, King Edward came".
    fn past_epithet(&self, at: usize) -> usize {
        let is_epithet = |at: &usize| self.goes_with(*at, Companion::Epithet);
        if let Some(word) = Some(self.past_words(at, &[Sense::Article])).filter(|word| *word > at).filter(is_epithet) {
            return word + 1;
        }
        let word = self.past(at, ',');
        let end = self.is(word + 1, Sense::And).filter(is_epithet).unwrap_or(word) + 1;
        let is_set_off = word > at && is_epithet(&word) && (self.is_mark(end, ',') || self.is_number(end));
        if is_set_off { end } else { at }
    }

    /// "second Tuesday in August", "last Monday of October", "last day of June".
    fn day_of_month(&self, at: usize) -> Parse<Feast> {
        const MOST: u32 = 5;
        let counted = || self.ordinal_words(at).or_else(|| self.suffixed(at)).filter(|(nth, _)| (1..=MOST).contains(nth));
        let (nth, end) = self.is(at, Sense::Last).map(|end| (-1, end)).or_else(|| counted().map(|(nth, end)| (nth as i8, end)))?;
        // "the last day of June": the first ones are days like any.
        let day = || self.is(end, Sense::Unit(Unit::Day)).filter(|_| nth < 0).map(|end| (None, end));
        let (weekday, end) = self.weekday(end).map(|(weekday, end)| (Some(weekday), end)).or_else(day)?;
        let after = Some(self.past_words(end, &[Sense::Of, Sense::On])).filter(|after| *after > end)?;
        let ((calendar, month), end) = self.month(after)?;
        (calendar == Calendar::Gregorian).then_some((Feast::OfMonth { nth, weekday, month }, end))
    }
}

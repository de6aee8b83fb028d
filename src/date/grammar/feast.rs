//! Feasts, and the days that are counted from them.

use super::list::alone;
use super::{Parse, Parser};
use crate::date::calendar::Calendar;
use crate::date::expression::{Expression, FromFeast, Point, Position, Shape};
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

    /// "Lent 1588", "Whitsun week, 1390", "Michaelmas term in the 10th year of King James I": between its first day and its last. Without
    /// a year it is no one time.
    pub(super) fn tide(&self, at: usize) -> Parse<Expression> {
        let ((first, last), end) = self.tide_word(self.past_words(at, &[Sense::Article]))?;
        let (point, end) = self.year_of_feast(((first, FromFeast::Days(0)), end));
        let second = Point { feast: Some((last, FromFeast::Days(0))), ..point };
        point.year.map(|_| (Expression { shape: Shape::Between, first: alone(point), second: Some(alone(second)) }, end))
    }

    fn tide_word(&self, at: usize) -> Parse<(Feast, Feast)> {
        self.sense(at, kind::FEAST, |sense| if let Sense::Tide(first, last) = sense { Some((first, last)) } else { None })
    }

    /// "Monday next after the feast of St. Hilary, 1381", "third Sunday after Trinity", "Friday in Whitsun week 1390".
    pub(super) fn weekday_from_feast(&self, at: usize) -> Parse<Point> {
        let start = self.past_words(at, &[Sense::Article]);
        let (nth, start) = self.ordinal_words(start).or_else(|| self.suffixed(start)).unwrap_or((1, start));
        let (weekday, end) = self.weekday(start)?;
        let end = self.is(end, Sense::Next).unwrap_or(end);
        let (position, after) = self.beside_feast(end).or_else(|| self.inside(end))?;
        let tide = |at| self.tide_word(at).map(|((first, _), end)| (first, end));
        let named = || self.named_feast(self.past_feast_word(after).unwrap_or(after), true);
        let (feast, end) = match position {
            Position::In => tide(after),
            Position::Before | Position::After => named().or_else(|| tide(after)),
        }?;
        let from = FromFeast::Weekday { weekday, nth: u8::try_from(nth).ok()?, position };
        Some(self.year_of_feast(((feast, from), end)))
    }

    fn inside(&self, at: usize) -> Parse<Position> {
        let end = self.past_words(at, &[Sense::Of, Sense::On, Sense::Article]);
        (end > at).then_some((Position::In, end))
    }

    fn beside_feast(&self, at: usize) -> Parse<Position> {
        let after = self.is(at, Sense::After).map(|end| (Position::After, end));
        after.or_else(|| self.is(at, Sense::Before).map(|end| (Position::Before, end)))
    }

    /// "three weeks after Easter 1381", "two days before 4 May 1871", "the day after the 4th of May"; not "for ten days after Easter", nor
    /// "five or six days".
    pub(super) fn days_beside(&self, at: usize) -> Parse<Point> {
        let start = self.past_words(at, &[Sense::Article]);
        let counted = self.amount(at).filter(|_| self.is_one_count(at)).and_then(|(n, end)| Some((n, self.unit(end)?)));
        let (n, (unit, end)) = counted.or_else(|| self.unit(start).filter(|_| start > at).map(|unit| (1, unit)))?;
        let days = i8::try_from(n.checked_mul(u32::from(unit.days()?))?).ok()?;
        let (position, end) = self.beside_feast(end)?;
        let days = if position == Position::Before { -days } else { days };
        if let Some((feast, end)) = self.named_feast(self.past_feast_word(end).unwrap_or(end), true) {
            return Some(self.year_of_feast(((feast, FromFeast::Days(days)), end)));
        }
        let (point, end) = self.worded(self.past_words(end, &[Sense::Article, Sense::On]))?;
        (point.day.is_some() && point.month.is_some()).then_some((Point { offset: days.into(), ..point }, end))
    }

    /// Whether a number of days is the whole of it: nothing before it makes it a span of them, or one of two.
    fn is_one_count(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let is_second = [Sense::Or, Sense::To, Sense::And].iter().any(|&link| self.is(before, link).is_some());
        !is_second && !self.is_dash(before) && !self.goes_with(before, Companion::NoCount)
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
        let Some((weekday, end)) = self.weekday(end).map(|(weekday, end)| (Some(weekday), end)).or_else(day) else {
            return self.last_of_month(end).filter(|_| nth < 0);
        };
        // "ultima die Maii 1619" needs no "of".
        let is_dated = |month: usize| self.month(month).is_some_and(|(_, end)| self.digit_year(end).is_some());
        let after = Some(self.past_words(end, &[Sense::Of, Sense::On])).filter(|after| *after > end || is_dated(end))?;
        let ((calendar, month), end) = self.month(after)?;
        (calendar == Calendar::Gregorian).then_some((Feast::OfMonth { nth, weekday, month }, end))
    }

    /// "of May 1850" of "the last of May 1850", "aprill 1697" of "den lezten aprill 1697": its last day, where the year stands
    /// behind the month; "last May" is a month.
    fn last_of_month(&self, at: usize) -> Parse<Feast> {
        let after = self.past_words(at, &[Sense::Of]);
        let is_led = || at.checked_sub(2).is_some_and(|before| self.is(before, Sense::On).is_some());
        // "the first in July 1844, the last in August 1845" are of a series.
        let is_of = after > at && self.str(at) != "in";
        let ((calendar, month), end) = self.month(after).filter(|_| is_of || is_led())?;
        self.with_year(end, Point::default())?;
        (calendar == Calendar::Gregorian).then_some((Feast::OfMonth { nth: -1, weekday: None, month }, end))
    }
}

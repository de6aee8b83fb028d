//! Two dates that bound a stretch of time, and dates before or after which something was.

use super::day::is_later_style;
use super::list::alone;
use super::{Parse, Parser};
use crate::date::Years;
use crate::date::expression::{Core, Expression, Period, Point, Relative, Shape, Simple, Vague, What};
use crate::date::kind;
use crate::date::sense::{Companion, Part, Sense};
use crate::date::token::TokenKind;

impl Parser<'_> {
    /// "between 1871 and 1914", "Lent 1588", "until 1921", "before 23 March 1921", "not later than 1922", "?-1895".
    pub(super) fn bounded(&self, at: usize) -> Parse<Expression> {
        if let Some(after) = self.is(at, Sense::Between) {
            return self.between(after);
        }
        if let Some(tide) = self.tide(at) {
            return Some(tide);
        }
        if self.is_mark(at, '?') && self.is_dash(at + 1) {
            let (point, end) =
                self.digit_year(self.past_dashes(at + 1)).map(|(year, end)| (Point { year: Some(year), ..Point::default() }, end))?;
            return Some((Expression { shape: Shape::Until, first: alone(point), second: None }, end));
        }
        let shape = |sense| match sense {
            Sense::Until => Some(Shape::Until),
            Sense::Before => Some(Shape::Before),
            Sense::After => Some(Shape::After),
            Sense::By | Sense::NotAfter => Some(Shape::NotAfter),
            Sense::NotBefore => Some(Shape::NotBefore),
            _ => None,
        };
        let (shape, after) = self.sense(at, kind::BOUND, shape)?;
        let after = self.past_words(after, &[Sense::Article, Sense::Of]);
        let after = self.year_word(after).unwrap_or(after);
        let (first, end) =
            self.simple(after).filter(|(first, end)| is_dated(first) && !self.is_counted(*end) && !self.is_quantity(after, *end))?;
        let is_end = matches!(first.core, Core::Part(Part::Late | Part::End, _));
        // "before the end of 1850" is in it.
        let shape = if shape == Shape::Before && is_end { Shape::NotAfter } else { shape };
        Some(self.second_bound(shape, first, end).unwrap_or((Expression { shape, first, second: None }, end)))
    }

    /// "but before 1923", "and not later than 1923" behind a date after which something was.
    fn second_bound(&self, shape: Shape, first: Simple, at: usize) -> Parse<Expression> {
        let is_after = match shape {
            Shape::After => true,
            Shape::NotBefore => false,
            _ => return None,
        };
        let link = self.past(at, ',');
        let next = self.is(link, Sense::And).or_else(|| self.goes_with(link, Companion::But).then_some(link + 1))?;
        let is_before = |sense| match sense {
            Sense::Before => Some(true),
            Sense::NotAfter | Sense::By => Some(false),
            _ => None,
        };
        let (is_before, after) = self.sense(next, kind::BOUND, is_before)?;
        let (second, end) = self.simple(self.past_words(after, &[Sense::Article])).filter(|(second, _)| is_dated(second))?;
        Some((Expression { shape: Shape::Both { is_after, is_before }, first, second: Some(second) }, end))
    }

    fn between(&self, at: usize) -> Parse<Expression> {
        let whole = |first, second, end| Some((Expression { shape: Shape::Between, first, second: Some(second) }, end));
        if let Some((list, end)) = self.items(at).filter(|(list, _)| list.items.len() == 2) {
            return whole(list.items[0].1, list.items[1].1, end);
        }
        let start = self.past_words(at, &[Sense::Article]);
        let start = self.year_word(start).unwrap_or(start);
        let (mut first, end) = self.simple(start)?;
        let (mut second, end) = self.is(end, Sense::And).and_then(|after| self.simple(self.past_words(after, &[Sense::Article])))?;
        share(&mut first, &mut second).then(|| whole(first, second, end)).flatten()
    }

    /// "18-20 février 1919", "3 to 9 February 1919", "14. - 15.10.2013", "14.10. - 15.10.2013".
    pub(super) fn day_range(&self, at: usize) -> Parse<Expression> {
        let dotted = self.day_dot_month(at);
        // "Monday 3 to Sunday 9 February 1919"
        let past_weekday = |at| self.leading_weekday(at).map_or(at, |(_, end)| end);
        let days = || self.day(past_weekday(at)).map(|(day, end)| (Point { day: Some(day), ..Point::default() }, self.past(end, '.')));
        let (first, end) = dotted.or_else(days)?;
        let stroke = (self.is_mark(end, '/') && !self.is_spaced(end)).then_some(end + 1);
        // "vom 9. zum 10. November"
        let turn = || (self.goes_with(end, Companion::RangeTo) && self.is_behind(at, Sense::From)).then_some(end + 1);
        let next = self.joint(end).or(stroke).or_else(turn)?;
        let next = past_weekday(self.past_words(next, &[Sense::On, Sense::Article, Sense::To]));
        let dated =
            self.numeric(next).or_else(|| self.day_month(next).map(|(point, end)| self.with_year(end, point).unwrap_or((point, end))));
        // "vom 25.11.-10.12."
        let both_dotted = || self.day_dot_month(next).filter(|_| dotted.is_some() && self.is_behind(at, Sense::OnThe));
        let (second, end) =
            dated.or_else(both_dotted).filter(|(point, _)| point.day.is_some() && point.month.is_some() && point.new_style.is_none())?;
        let (second, end) = self.styled(second, end);
        let first = Point { month: first.month.or(second.month), year: second.year, calendar: second.calendar, ..first };
        let is_stroke = stroke == Some(next);
        (!is_stroke || first.day < second.day && !first.day.zip(second.day).is_some_and(|(first, second)| is_later_style(first, second)))
            .then_some((Expression { shape: Shape::Range, first: alone(first), second: Some(alone(second)) }, end))
    }

    fn styled(&self, point: Point, end: usize) -> (Point, usize) {
        self.style(end).map_or((point, end), |(calendar, end)| (Point { calendar: Some(calendar), ..point }, end))
    }

    /// The second date of a range, and where it ends: "to 20, 1919", "-May 19, 1922", "- 1920", "–07".
    pub(super) fn range_from(&self, first: Simple, end: usize) -> Parse<Expression> {
        let mut first = first;
        if let (Core::Point(Point { year: Some(_), month: None, day: None, .. }), true) = (first.core, self.is_dash(end)) {
            // "1871 - August", "1871 - 4th August": no range, for August has no year of its own.
            let dated = self.worded(self.past_dashes(end)).filter(|(point, _)| point.year.is_none());
            if let (Some((point, after)), Core::Point(Point { year, .. })) = (dated, first.core) {
                return Some((Expression { shape: Shape::Alone, first: alone(Point { year, ..point }), second: None }, after));
            }
        }
        let is_year = matches!(first.core, Core::Point(point) if !point.is_in_year());
        if let Some(crossed) = self.crossed(first, end).filter(|_| is_year) {
            return Some(crossed);
        }
        if let (Some(next), true) = (self.is(end, Sense::Or), is_year) {
            return self.year_choice(first, next);
        }
        // "1871-03/1871-05" of front matter (ISO 8601-1)
        let is_iso = self.four_digits(end + 1).is_some() && (self.years == Years::Anywhere || self.iso(end + 1).is_some());
        let has_stroke = self.is_mark(end, '/') && !self.is_spaced(end) && !self.is_spaced(end + 1);
        let is_century = matches!(first.core, Core::Period(Period::Century(_)));
        let stroke = (has_stroke && (is_year || is_iso || is_century || self.is_pair(first, end + 1))).then_some(end + 1);
        let next = self.joint(end).or(stroke)?;
        let is_word = matches!(self.kind(end), Some(TokenKind::Word { .. }));
        // The "A" of "27 B.C. to A.D. 14" is no article.
        let is_era = self.is(next, Sense::Era { is_before: false }).is_some();
        let (mut second, end) = self
            .second_year(first, next, stroke.is_some())
            .or_else(|| self.second_date(first, if is_era { next } else { self.past_words(next, &[Sense::Article]) }, is_word))?;
        // "ca. 1900-1910": the range is vague, not its first year.
        first.vague = if first.vague == Vague::Circa { Vague::About } else { first.vague };
        let same_kind = matches!((first.core, second.core), (Core::Point(a), Core::Point(b)) if a.is_in_year() == b.is_in_year() || a.year.is_some() && b.year.is_some() || !is_word)
            || !matches!((first.core, second.core), (Core::Point(_), Core::Point(_)));
        (same_kind && share(&mut first, &mut second)).then_some((Expression { shape: Shape::Range, first, second: Some(second) }, end))
    }

    /// "August" of "July/August 1914", "5" of "August 4/5, 1914": the next day, for "31" of "February 4/31" is a year.
    fn is_pair(&self, first: Simple, at: usize) -> bool {
        match first.core {
            Core::Point(Point { year: None, month: Some(_), day: None, .. }) => self.month(at).is_some(),
            Core::Point(Point { year: None, month: Some(_), day: Some(day), new_style: None, .. }) => {
                self.day(at).is_some_and(|(next, _)| next == day + 1)
            }
            _ => false,
        }
    }

    /// "1360" of "1350x1360", "1350 × 1360": as editors of charters write that it was between the two.
    fn crossed(&self, first: Simple, at: usize) -> Parse<Expression> {
        const MOST: i32 = 100;
        let is_cross = self.is_mark(at, '×') || self.str(at) == "x";
        let (last, end) = self.digit_year(at + 1).filter(|_| is_cross)?;
        let Core::Point(Point { year: Some(year), .. }) = first.core else {
            return None;
        };
        let second = alone(Point { year: Some(last), ..Point::default() });
        ((1..=MOST).contains(&(last - year))).then_some((Expression { shape: Shape::Between, first, second: Some(second) }, end))
    }

    /// "1864" of "1863 or 1864".
    fn year_choice(&self, first: Simple, at: usize) -> Parse<Expression> {
        let Core::Point(Point { year: Some(year), .. }) = first.core else {
            return None;
        };
        let (second, end) = self.digit_year(at).filter(|(second, end)| *second > year && !self.is_counted(*end))?;
        let second = alone(Point { year: Some(second), ..Point::default() });
        Some((Expression { shape: Shape::Or, first, second: Some(second) }, end))
    }

    /// Marks and words between the two dates of a range.
    pub(super) fn joint(&self, at: usize) -> Option<usize> {
        if self.is_dash(at) {
            return Some(self.past_dashes(at));
        }
        self.is(at, Sense::To).or_else(|| self.is(self.past(at, ','), Sense::Until))
    }

    /// `1920`, or the last digits of a year: `07` after `1905`, `3` after `1852`.
    fn second_year(&self, first: Simple, at: usize, is_stroke: bool) -> Parse<Simple> {
        let Core::Point(Point { year: Some(year), month, is_short: is_cut, .. }) = first.core else {
            return None;
        };
        let TokenKind::Number { value, digits } = self.kind(at).filter(|_| self.iso_month(at).is_none())? else {
            return None;
        };
        let (value, modulus) = (value as i32, 10_i32.checked_pow(digits as u32)?);
        let is_short = !self.is_hour(at)
            && digits <= 2
            && year > 0
            && month.is_none()
            && value > year % modulus
            && !self.is_spaced(at)
            && self.is_stroke_or_dash(at - 1);
        let second = match digits {
            4 if (1000..2100).contains(&value) && (!is_stroke || value > year) => value,
            _ if is_short => year / modulus * modulus + value,
            _ => return None,
        };
        // "'87-94": both are of one century.
        let is_cut = is_cut && second < 100;
        (!self.is_counted(at + 1) && self.month(at + 1).is_none())
            .then(|| (alone(Point { year: Some(second), is_short: is_cut, ..Point::default() }), self.year_tail(at + 1)))
    }

    fn second_date(&self, first: Simple, at: usize, is_word: bool) -> Parse<Simple> {
        let Core::Point(point) = first.core else {
            // "3 days ago — Nov 18" says one day twice.
            let is_counted = matches!(first.core, Core::Relative(Relative::Ago { .. })) && !is_word;
            return if is_counted { None } else { self.simple(at) };
        };
        if let Some((second, end)) = self.simple(at) {
            let is_weak = matches!(second.core, Core::Point(second) if second.day.is_none() && second.year.is_none() && (point.day.is_some() || is_word && self.is_capital(end)));
            // "to the 10th of June last": a day of the same year.
            let second = match second.core {
                Core::Relative(Relative::Near { what: What::Day(month, day), .. }) => {
                    alone(Point { month: Some(month), day: Some(day), ..Point::default() })
                }
                _ => second,
            };
            let is_other = matches!(second.core, Core::Relative(own) if !matches!(own, Relative::Instant { .. }));
            let is_day = matches!(second.core, Core::Point(second) if second.month.is_none() && second.year.is_none());
            if !is_weak && !is_other && !is_day {
                return Some((second, end));
            }
        }
        let (day, end) = self.day(at).filter(|(_, end)| point.month.is_some() && !self.is_counted(*end))?;
        // "April 24—12 noon": an hour, for a range goes on.
        if point.day.is_none_or(|first| first >= day) {
            return None;
        }
        let second = Point { day: Some(day), month: point.month, calendar: point.calendar, ..Point::default() };
        let (second, end) = self.with_year(end, second).unwrap_or((second, end));
        Some((alone(second), end))
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Word { is_capital: true, .. }))
    }
}

/// Gives each of the two what the other says for both; false where they cannot be one range.
fn share(first: &mut Simple, second: &mut Simple) -> bool {
    let (Some(a), Some(b)) = (point_of(&mut first.core), point_of(&mut second.core)) else {
        return true;
    };
    if b.month.is_none() && a.day.is_some() && b.day.is_some() {
        b.month = a.month;
    }
    if a.month.is_none() && a.day.is_some() {
        a.month = b.month;
    }
    if a.year.is_none() {
        // "vom 1. November bis 1. August 1928": of the year before.
        let is_before = a.month.is_some() && b.month.is_some() && a.month > b.month;
        a.year = b.year.map(|year| year - i32::from(is_before));
    } else if b.year.is_none() {
        b.year = a.year;
        // "December 1916 to March": of the next year.
        b.year = b.year.map(|year| year + i32::from(a.month.is_some() && b.month < a.month && b.day.is_none()));
    }
    // "1961 to '75"
    if let (Some(year), Some(last), true) = (a.year, b.year, b.is_short && !a.is_short)
        && last > year % 100
    {
        (b.year, b.is_short) = (Some(year / 100 * 100 + last), false);
    }
    if a.calendar.is_none() {
        a.calendar = b.calendar;
    }
    a.year.is_some() == b.year.is_some() && (a.year.is_some() || a.month.is_some() && b.month.is_some())
}

fn point_of(core: &mut Core) -> Option<&mut Point> {
    match core {
        Core::Point(point) | Core::Period(Period::Point(point)) | Core::Part(_, Period::Point(point)) => Some(point),
        _ => None,
    }
}

/// Whether the words give a year: bounds are kept for such alone.
fn is_dated(simple: &Simple) -> bool {
    match simple.core {
        Core::Point(point) | Core::Part(_, Period::Point(point)) => point.year.is_some() && !point.is_short,
        Core::Relative(_) | Core::Period(Period::ShortDecade(_)) => false,
        _ => true,
    }
}

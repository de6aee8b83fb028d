//! Dates in numbers: `2009-05-17`, `27.9.2004`, `3/2/1919`, `3.II.1919`.

use super::{Parse, Parser};
use crate::date::expression::Point;
use crate::date::token::TokenKind;
use crate::date::{Order, Years};

impl Parser<'_> {
    /// `2009-05-17`, `2015-3-3`, `2014/10/05`, `1776.07.04`.
    pub(super) fn iso(&self, at: usize) -> Parse<Point> {
        let (year, month, day) = (self.digit_year(at)?.0, self.number(at + 2)?, self.number(at + 4)?);
        let is_joined = self.is_joint(at + 1) && self.kind(at + 1) == self.kind(at + 3) && (1..=4).all(|n| !self.is_spaced(at + n));
        let point = Point { year: Some(year), month: Some(month as u8), day: Some(day as u8), ..Point::default() };
        (is_joined && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some((point, at + 5))
    }

    fn is_joint(&self, at: usize) -> bool {
        self.is_dash(at) || self.is_mark(at, '/') || self.is_mark(at, '.')
    }

    /// Day, month and year, or month and day, in numbers; the month may be Roman.
    pub(super) fn numeric(&self, at: usize) -> Parse<Point> {
        let (first, end) = self.suffixed(at).or_else(|| self.number(at).map(|n| (n, at + 1))).filter(|(n, _)| (1..=31).contains(n))?;
        self.roman_month(first, end).or_else(|| self.three_numbers(first, end)).or_else(|| self.month_and_year(first, end))
    }

    /// `3.II.1919`, `18/II 1900`, `3 X 1899`, `3. II. 1919`.
    fn roman_month(&self, day: u32, at: usize) -> Parse<Point> {
        let at = self.past_stop_before_stroke(at);
        let sign = if matches!(self.kind(at), Some(TokenKind::Mark('.' | '/' | '-'))) { at + 1 } else { at };
        let month = self.roman(sign, true).filter(|month| (1..=12).contains(month) && self.str(sign).len() <= 4)?;
        let after = if matches!(self.kind(sign + 1), Some(TokenKind::Mark('.' | '/' | '-' | ','))) { sign + 2 } else { sign + 1 };
        let ((year, is_short), end) = self.whole_or_short_year(after)?;
        let point = Point { year: Some(year), is_short, month: Some(month as u8), day: Some(day as u8), ..Point::default() };
        Some((point, self.year_tail(end)))
    }

    /// "1871", "71" in a date of numbers.
    fn whole_or_short_year(&self, at: usize) -> Parse<(i32, bool)> {
        let short = || match self.kind(at)? {
            TokenKind::Number { value, digits: 2 } => Some(((value as i32, true), at + 1)),
            _ => None,
        };
        self.digit_year(at).map(|(year, end)| ((year, false), end)).or_else(short)
    }

    /// `27.9.2004`, `3/2/1919`, `20. 6. [1900]`, `18/1 1903`: with stops the day is first, with strokes the number above 12.
    fn three_numbers(&self, first: u32, at: usize) -> Parse<Point> {
        let TokenKind::Mark(mark @ ('.' | '/' | '-')) = self.kind(at)? else { return None };
        let second = self.number(at + 1).filter(|_| !self.is_spaced(at))?;
        let is_stopped = self.is_mark(at + 2, mark) && !self.is_spaced(at + 2);
        let is_tight = is_stopped && (1..=3).all(|n| !self.is_spaced(at + n));
        let is_apart = mark == '/' && !self.is_spaced(at + 1) && self.is_spaced(at + 2);
        let year_at = if is_stopped { at + 3 } else { at + 2 };
        let bracketed = || self.bracketed_year(year_at).map(|(year, end)| ((year, false), end));
        let written = self.whole_or_short_year(year_at).filter(|((_, is_short), _)| !is_short || mark == '/' && is_stopped);
        let ((year, is_short), end) = written.or_else(bracketed)?;
        let (day, month) = if second > 12 { (second, first) } else { (first, second) };
        let order = match (first, second) {
            _ if mark == '.' || first == second || is_apart => None,
            (..=12, ..=12) => Some(Order::Unknown),
            (13.., _) => Some(Order::DayFirst),
            _ => Some(Order::MonthFirst),
        };
        let point = Point { year: Some(year), is_short, month: Some(month as u8), day: Some(day as u8), order, ..Point::default() };
        let is_joined = is_tight || is_stopped && mark == '.' || is_apart;
        (is_joined && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some((point, self.year_tail(end)))
    }

    /// `7/2008`, in statements, and behind a preposition.
    fn month_and_year(&self, month: u32, at: usize) -> Parse<Point> {
        let year = self.digit_year(at + 1)?.0;
        let is_said = self.years == Years::Anywhere || self.is_led(at - 1);
        let is_joined = self.is_mark(at, '/') && !self.is_spaced(at) && !self.is_spaced(at + 1) && is_said;
        (is_joined && month <= 12).then_some((Point { year: Some(year), month: Some(month as u8), ..Point::default() }, at + 2))
    }

    /// `14.10.` of "14.10. - 15.10.2013".
    pub(super) fn day_dot_month(&self, at: usize) -> Parse<Point> {
        let (day, month) = (self.number(at).filter(|n| (1..=31).contains(n))?, self.number(at + 2).filter(|n| (1..=12).contains(n))?);
        let is_joined = self.is_mark(at + 1, '.') && self.is_mark(at + 3, '.') && (1..=3).all(|n| !self.is_spaced(at + n));
        is_joined.then_some((Point { month: Some(month as u8), day: Some(day as u8), ..Point::default() }, at + 4))
    }
}

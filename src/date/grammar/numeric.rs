//! Dates in numbers: `2009-05-17`, `27.9.2004`, `3/2/1919`, `3.II.1919`.

use super::{Parse, Parser};
use crate::date::expression::Point;
use crate::date::sense::Sense;
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

    /// `1871-03`, `1871-03-XX`, `1871-XX` of statements and front matter (ISO 8601-2, which is EDTF); "1905-07" is two years.
    pub(super) fn iso_month(&self, at: usize) -> Parse<Point> {
        let (year, end) = self.digit_year(at).filter(|_| self.years == Years::Anywhere)?;
        let is_tight = |at: usize| self.is_mark(at, '-') && !self.is_spaced(at) && !self.is_spaced(at + 1);
        let past_open = |at: usize| if is_tight(at) && ["XX", "xx", "uu"].contains(&self.str(at + 1)) { at + 2 } else { at };
        let point = Point { year: Some(year), ..Point::default() };
        let open = past_open(end);
        if open > end {
            return Some((point, past_open(open)));
        }
        let month = self.number(end + 1).filter(|month| is_tight(end) && (1..=12).contains(month) && *month as i32 <= year % 100)?;
        let (is_padded, after) = (self.str(end + 1).len() == 2, past_open(end + 2));
        let goes_on = is_tight(after) && self.is_number(after + 1);
        (is_padded && !goes_on).then_some((Point { month: Some(month as u8), ..point }, after))
    }

    fn is_joint(&self, at: usize) -> bool {
        self.is_dash(at) || self.is_mark(at, '/') || self.is_mark(at, '.')
    }

    /// Day, month and year, or month and day, in numbers; the month may be Roman.
    pub(super) fn numeric(&self, at: usize) -> Parse<Point> {
        let (first, end) = self.suffixed(at).or_else(|| self.number(at).map(|n| (n, at + 1))).filter(|(n, _)| (1..=31).contains(n))?;
        let with_year = self.roman_month(at, first, end).or_else(|| self.three_numbers(at, first, end));
        with_year.or_else(|| self.month_and_year(first, end)).or_else(|| self.day_and_month(at, first, end))
    }

    /// `3.II.1919`, `18/II 1900`, `3 X 1899`, `3. II. 1919`.
    fn roman_month(&self, start: usize, day: u32, at: usize) -> Parse<Point> {
        let at = self.past_stop_before_stroke(at);
        let sign = if matches!(self.kind(at), Some(TokenKind::Mark('.' | '/' | '-'))) { at + 1 } else { at };
        let month = self.roman(sign, true).filter(|month| (1..=12).contains(month) && self.str(sign).len() <= 4)?;
        let after = if matches!(self.kind(sign + 1), Some(TokenKind::Mark('.' | '/' | '-' | ','))) { sign + 2 } else { sign + 1 };
        let ((year, is_short), end) = self
            .whole_or_short_year(after)
            .or_else(|| self.year_without_thousand(after).filter(|(_, end)| self.stands_as_date(start, *end)))?;
        let point = Point { month: Some(month as u8), day: Some(day as u8), ..in_figures(year, is_short) };
        Some((point, self.year_tail(end)))
    }

    /// "1871", "71", "'71" in a date of numbers.
    fn whole_or_short_year(&self, at: usize) -> Parse<(i32, bool)> {
        let figures = at + usize::from(self.is_apostrophe(at) && !self.is_spaced(at + 1));
        let short = || match self.kind(figures)? {
            TokenKind::Number { value, digits: 2 } => Some(((value as i32, true), figures + 1)),
            _ => None,
        };
        self.digit_year(at).map(|(year, end)| ((year, false), end)).or_else(short)
    }

    /// "944" of "14.3.944", for 1944.
    fn year_without_thousand(&self, at: usize) -> Parse<(i32, bool)> {
        match self.kind(at)? {
            TokenKind::Number { value: value @ 700.., digits: 3 } => Some(((value as i32, true), at + 1)),
            _ => None,
        }
    }

    /// Whether three numbers of which the year is cut short are a date: "den 5.1.20", "Berlin, 22. 4. 97." They have a word
    /// before them that leads to days, or end the line; elsewhere, "3.1.20" is the number of a section or of a version.
    fn stands_as_date(&self, start: usize, end: usize) -> bool {
        /// Tokens of the line before it: a place, or a greeting.
        const SHORT: usize = 10;
        if [Sense::On, Sense::OnThe, Sense::From].iter().any(|&sense| self.is_behind(start, sense)) {
            return true;
        }
        let is_spaced = (start + 1..end).any(|at| self.is_number(at) && self.is_spaced(at));
        let first = (0..=start).rev().take(SHORT).find(|&at| self.begins_line(at));
        let before = start.wrapping_sub(1);
        let is_free = first == Some(start) || self.is_capital(before) || self.is_mark(before, ',') || self.is_mark(before, '.');
        self.begins_line(self.past(end, '.')) && is_free && (is_spaced || first.is_some())
    }

    /// Whether the word before `at`, which may have its full stop, says this.
    pub(super) fn is_behind(&self, at: usize, sense: Sense) -> bool {
        at.checked_sub(1).and_then(|before| self.ends_word(before)).is_some_and(|word| self.is(word, sense).is_some())
    }

    pub(super) fn begins_line(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|_| at > 0) else { return true };
        token.kind == TokenKind::Cut || self.text[self.tokens[at - 1].end..token.start].contains('\n')
    }

    /// `27.9.2004`, `3/2/1919`, `20. 6. [1900]`, `18/1 1903`: with stops the day is first, with strokes the number above 12.
    fn three_numbers(&self, start: usize, first: u32, at: usize) -> Parse<Point> {
        let at = self.past_stop_before_stroke(at);
        let TokenKind::Mark(mark @ ('.' | '/' | '-')) = self.kind(at)? else { return None };
        let second = self.number(at + 1).filter(|_| !self.is_spaced(at))?;
        let is_stopped = self.is_mark(at + 2, mark) && !self.is_spaced(at + 2);
        let is_tight = is_stopped && (1..=3).all(|n| !self.is_spaced(at + n));
        // "19/8. 13"
        let year_at = if is_stopped { at + 3 } else { self.past(at + 2, '.') };
        // "5. 2 1896"
        let is_spread = mark == '.' && self.is_spaced(at + 1) && self.digit_year(year_at).is_some();
        let is_apart = !is_stopped && self.is_spaced(year_at) && (mark == '/' && !self.is_spaced(at + 1) || is_spread);
        let bracketed = || self.bracketed_year(year_at).or_else(|| self.completed_year(year_at)).map(|(year, end)| ((year, false), end));
        let stands = |end: usize| self.stands_as_date(start, end);
        let is_whole = |&((_, is_short), end): &((i32, bool), usize)| !is_short || mark == '/' && is_stopped || stands(end);
        let written = self.whole_or_short_year(year_at).filter(is_whole);
        let cut = || self.year_without_thousand(year_at).filter(|&(_, end)| stands(end));
        let ((year, is_short), end) = written.or_else(bracketed).or_else(cut)?;
        let (day, month) = if second > 12 { (second, first) } else { (first, second) };
        let order = match (first, second) {
            _ if mark == '.' || first == second || is_apart => None,
            (..=12, ..=12) => Some(Order::Unknown),
            (13.., _) => Some(Order::DayFirst),
            _ => Some(Order::MonthFirst),
        };
        let point = Point { month: Some(month as u8), day: Some(day as u8), order, ..in_figures(year, is_short) };
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

    /// "24/4", "3./VIII.", "21.X." without a year, behind a word that leads to days; `3/4` is a fraction.
    fn day_and_month(&self, start: usize, day: u32, at: usize) -> Parse<Point> {
        const LEADS: [Sense; 5] = [Sense::On, Sense::OnThe, Sense::From, Sense::Until, Sense::To];
        let at = self.past_stop_before_stroke(at);
        let TokenKind::Mark(mark @ ('.' | '/')) = self.kind(at)? else { return None };
        // "den 22. 8."
        let is_stopped = self.is_mark(at + 2, '.') && (!self.is_capital(at + 3) || self.begins_line(at + 3));
        // "till 10. I used to cry"
        let is_followed = matches!(self.kind(at + 2), Some(TokenKind::Mark(_)));
        let is_roman_joined = !self.is_spaced(at + 1) || self.is_mark(at + 2, '.') || is_followed && self.str(at + 1).len() > 1;
        let in_figures = self.number(at + 1).filter(|_| mark == '/' && day > 12 || mark == '.' && is_stopped);
        let month =
            in_figures.or_else(|| self.roman(at + 1, false).filter(|_| is_roman_joined)).filter(|month| (1..=12).contains(month))?;
        let is_joined = mark == '.' || !self.is_spaced(at) && !self.is_spaced(at + 1);
        let after = self.past(at + 2, '.');
        let goes_on = matches!(self.kind(after), Some(TokenKind::Number { .. } | TokenKind::Mark('/' | '-' | '%')))
            || self.is_counted(after)
            || self.month(after).is_some()
            || self.scribal_month(at + 1).is_some();
        let is_led = LEADS.iter().any(|&sense| self.is_behind(start, sense));
        let point = Point { month: Some(month as u8), day: Some(day as u8), ..Point::default() };
        (is_joined && is_led && !goes_on).then_some((point, at + 2 + usize::from(mark == '.' && self.is_mark(at + 2, '.'))))
    }

    /// `14.10.` of "14.10. - 15.10.2013".
    pub(super) fn day_dot_month(&self, at: usize) -> Parse<Point> {
        let (day, month) = (self.number(at).filter(|n| (1..=31).contains(n))?, self.number(at + 2).filter(|n| (1..=12).contains(n))?);
        let is_joined = self.is_mark(at + 1, '.') && self.is_mark(at + 3, '.') && (1..=3).all(|n| !self.is_spaced(at + n));
        is_joined.then_some((Point { month: Some(month as u8), day: Some(day as u8), ..Point::default() }, at + 4))
    }
}

/// The year of a date in figures, whole or cut: "944" is 1944.
fn in_figures(year: i32, is_short: bool) -> Point {
    Point { year: Some(year), is_short, lacks_thousand: is_short && year >= 100, ..Point::default() }
}

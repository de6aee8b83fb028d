//! Years: in digits, words and Roman numerals, with eras, in brackets, short.

use super::number::roman;
use super::{Parse, Parser};
use crate::date::Years;
use crate::date::calendar::Calendar;
use crate::date::expression::Point;
use crate::date::kind;
use crate::date::sense::{Companion, Sense, Unit};
use crate::date::token::TokenKind;

impl Parser<'_> {
    /// The year that follows a day or month: ", 1919", " of the year 1919", " [1922]", " '48", " an VIII".
    pub(super) fn with_year(&self, at: usize, point: Point) -> Parse<Point> {
        if self.ends_sentence(at) {
            return None;
        }
        let mut before = self.past(self.past(at, ','), '.');
        while self.is_mark(before, '.') || self.is_mark(before, '=') {
            before += 1;
        }
        // "April - 1868", "Oct 21-1886" are no ranges, for April has no year of its own.
        let after_dashes = self.past_dashes(before);
        let is_apart = after_dashes > before + 1 || self.is_spaced(after_dashes) || point.day.is_some();
        if self.digit_year(after_dashes).is_some() && is_apart {
            before = after_dashes;
        }
        // The "A" of "A.H." is no article.
        let words = [Sense::Of, Sense::Article, Sense::Era { is_before: false }];
        let before = if self.year_of(before).is_some() { before } else { self.past_words(before, &words) };
        let before = self.year_word(before).unwrap_or(before);
        match point.calendar {
            None | Some(Calendar::Gregorian | Calendar::Julian) => self.plain_year(before, point),
            Some(calendar) => {
                let named = || before + usize::from(self.goes_with(before, Companion::YearName));
                let before = self.year_of(before).map_or_else(named, |(_, end)| end);
                let (year, end) = self.other_year(before, calendar)?;
                Some((Point { year: Some(year), ..point }, self.year_tail(end)))
            }
        }
    }

    fn plain_year(&self, at: usize, point: Point) -> Parse<Point> {
        if let Some((year, end)) = self.bracketed_year(at).or_else(|| self.completed_year(at)) {
            return Some((Point { year: Some(year), is_bracketed: true, ..point }, end));
        }
        if let Some(((year, dual), end)) = self.bracketed_years(at, point) {
            return Some((Point { year: Some(year), dual: Some(dual), is_bracketed: true, ..point }, end));
        }
        if let Some((year, end)) = self.year_of_era(at) {
            return Some((Point { year: Some(year), ..point }, end));
        }
        let short = self
            .short_year(at)
            .or_else(|| self.stroke_year(at))
            .or_else(|| self.two_digits(at, point))
            .or_else(|| self.year_of_line(at, point));
        if let Some((year, end)) = short.or_else(|| self.three_digit_year(at, point)) {
            return Some((Point { year: Some(year), is_short: true, ..point }, end));
        }
        let (year, end) = self.digit_year(at).or_else(|| self.word_year(at)).or_else(|| self.roman_year(at))?;
        // "in March 1500 men came"
        if point.day.is_none() && self.is_number(at) && self.is(end, Sense::Counted).is_some() && self.is(end, Sense::Past).is_none() {
            return None;
        }
        let dual = self.dual(end, year, point).or_else(|| self.supplied_dual(end, year, point));
        let (dual, end) = dual.map_or((None, end), |(dual, end)| (Some(dual), end));
        Some((Point { year: Some(year), dual, ..point }, self.year_tail(end)))
    }

    /// "19" of "Wernigerode 6. Juni 19.": at the end of a short line, behind a day with its stop.
    fn year_of_line(&self, at: usize, point: Point) -> Parse<i32> {
        const SHORT: usize = 10;
        let year = self.number(at).filter(|year| *year < 32 && point.day.is_some() && point.month.is_some() && self.is_spaced(at))?;
        let month = at - 1 - usize::from(self.is_mark(at - 1, '.'));
        let is_german = month > 1 && self.is_mark(month - 1, '.') && self.is_number(month - 2);
        let is_short = || (0..at).rev().take(SHORT).any(|at| self.begins_line(at));
        let is_figures = self.str(at).len() == 2;
        (is_german && is_figures && self.begins_line(self.past(at + 1, '.')) && is_short()).then_some((year as i32, at + 1))
    }

    /// "July 41" after a day, "Juni 99" at the end of a line: two digits that are no day.
    fn two_digits(&self, at: usize, point: Point) -> Parse<i32> {
        let year = self.number(at).filter(|year| (32..100).contains(year) && point.month.is_some())?;
        if point.day.is_none() {
            // "Juni 99." at the end of a line
            return (self.is_right_behind(at) && self.begins_line(self.past(at + 1, '.'))).then_some((year as i32, at + 1));
        }
        let ends = matches!(self.kind(at + 1), None | Some(TokenKind::Mark('.' | ',' | ')' | ']' | ';')));
        (ends && self.is_spaced(at)).then_some((year as i32, at + 1))
    }

    /// "814" of "11 septembre 814.", "907" of "März 907": behind the month, and nothing that it counts.
    fn three_digit_year(&self, at: usize, point: Point) -> Parse<i32> {
        const LEAST: u32 = 500;
        let TokenKind::Number { value, digits: 3 } = self.kind(at)? else {
            return None;
        };
        let ends = matches!(self.kind(at + 1), None | Some(TokenKind::Cut | TokenKind::Mark('.' | ')' | ']' | ';' | ':')));
        let is_joined = self.is_right_behind(at) && !self.is_quantity(at, at + 1);
        (point.month.is_some() && is_joined && ends && value >= LEAST).then_some((value as i32, at + 1))
    }

    /// Whether only a space stands between a number and the month: "Suet. Aug. 53" and "Julius, 80" are references.
    fn is_right_behind(&self, at: usize) -> bool {
        self.is_spaced(at) && !matches!(self.kind(at - 1), Some(TokenKind::Mark(',' | '.')))
    }

    /// "/91" of "Oct 12th/91": two digits that are no day.
    pub(super) fn stroke_year(&self, at: usize) -> Parse<i32> {
        let year = self.number(at + 1).filter(|year| (32..100).contains(year))?;
        let is_joined = self.is_mark(at, '/') && !self.is_spaced(at) && !self.is_spaced(at + 1);
        is_joined.then_some((year as i32, at + 2))
    }

    /// Four digits of a year.
    pub(super) fn digit_year(&self, at: usize) -> Parse<i32> {
        let year = self.four_digits(at).filter(|year| (1000..2100).contains(year))?;
        Some((year, at + 1))
    }

    /// `[1922]`, `(1922)`, `[1922?]`.
    pub(super) fn bracketed_year(&self, at: usize) -> Parse<i32> {
        let is_open = self.is_mark(at, '[') || self.is_mark(at, '(');
        let (year, end) = self.digit_year(at + 1).filter(|_| is_open)?;
        let end = self.past(end, '?');
        (self.is_mark(end, ']') || self.is_mark(end, ')')).then_some((year, end + 1))
    }

    /// `19[22]`, `192[2]`, `[19]22`: a year of which an editor gives some figures.
    pub(super) fn completed_year(&self, at: usize) -> Parse<i32> {
        let figures = |at: usize| match self.kind(at)? {
            TokenKind::Number { value, digits: digits @ 1..=3 } if !self.is_spaced(at) => Some((value as i32, digits)),
            _ => None,
        };
        let is_first = self.is_mark(at, '[');
        let (head, tail) = if is_first { (at + 1, at + 3) } else { (at, at + 2) };
        let TokenKind::Number { value, digits: digits @ 1..=3 } = self.kind(head)? else {
            return None;
        };
        let (rest, own) = figures(tail)?;
        let is_whole = digits + own == 4 && self.is_mark(if is_first { at + 2 } else { at + 3 }, ']');
        let is_open = is_first || self.is_mark(at + 1, '[') && !self.is_spaced(at + 1);
        let year = value as i32 * 10_i32.pow(own as u32) + rest;
        (is_whole && is_open && (1000..2100).contains(&year)).then_some((year, at + 4))
    }

    /// `'48`.
    pub(super) fn short_year(&self, at: usize) -> Parse<i32> {
        let TokenKind::Number { value, digits: 2 } = self.kind(at + 1)? else {
            return None;
        };
        (self.is_apostrophe(at) && self.is_spaced(at) && !self.is_spaced(at + 1)).then_some((value as i32, at + 2))
    }

    pub(super) fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Mark('\'' | '’' | '‘')))
    }

    /// "nineteen hundred and nineteen", "eighteen forty-eight".
    pub(super) fn word_year(&self, at: usize) -> Parse<i32> {
        let (year, end) = self.number_words(at)?;
        // "тысяча девятьсот семнадцатого"
        let fits = |ones: u32| year >= 1000 && (year % 100 == 0 && ones < 100 || year % 10 == 0 && ones < 10);
        let last = self.ordinal_words(end).filter(|(ones, _)| fits(*ones));
        let (year, end) = last.map_or((year, end), |(ones, end)| (year + ones, end));
        // "a thousand souls", "twelve hundred tons": a round number is a year only where the word or a month stands before it.
        let is_named = || at.checked_sub(1).is_some_and(|before| self.sense(before, kind::UNIT | kind::MONTH, Some).is_some());
        ((1000..2100).contains(&year) && (year % 100 != 0 || is_named())).then_some((year as i32, end))
    }

    /// `MDCXI`, with spaces and stops after its parts or not: "M.DCC.XCII", "M DCC XCII.".
    pub(super) fn roman_year(&self, at: usize) -> Parse<i32> {
        let (mut end, mut year, mut least, mut signs) = (at, 0, u32::MAX, 0);
        while let Some(part) = self.roman_part(end).filter(|part| *part < least) {
            (year, least, signs) = (year + part, 10_u32.pow(part.ilog10()), signs + self.str(end).len());
            end = self.past(end + 1, '.');
        }
        // `MºCCºXXXº quinto`
        if let Some((ones, after)) = self.ordinal_words(end).filter(|(ones, _)| year % 10 == 0 && signs > 3 && *ones < 10) {
            (year, end) = (year + ones, after);
        }
        ((1000..2100).contains(&year) && signs >= 3).then_some((year as i32, end))
    }

    /// `CC` of `M.CC.XX`, `MºCCº` of `MºCCº XXº`: figures, with the last letter of their ordinals above the line or not.
    fn roman_part(&self, at: usize) -> Option<u32> {
        let word = self.str(at);
        if word.contains('º') { roman(&word.replace('º', "")) } else { self.roman(at, false) }
    }

    /// "1602/3", "1648-9": the year by the reckoning from Lady Day and that from 1 January.
    fn dual(&self, at: usize, year: i32, point: Point) -> Parse<i32> {
        let is_joint = self.is_stroke_or_dash(at) && !self.is_spaced(at) && !self.is_spaced(at + 1);
        // "1956—7:25 p.m." is a time.
        (is_joint && !self.is_hour(at + 1)).then(|| self.next_year(at + 1, year, point)).flatten()
    }

    /// "[/9]" of "1648[/9]", "/[9]", "[1649]" of "1648 [1649]": the year from 1 January by an editor.
    fn supplied_dual(&self, at: usize, year: i32, point: Point) -> Parse<i32> {
        let is_behind = |at: usize| self.is_mark(at, '[') && !self.is_spaced(at);
        let figures = match () {
            () if is_behind(at) && self.is_stroke_or_dash(at + 1) => at + 2,
            () if self.is_mark(at, '/') && is_behind(at + 1) => at + 2,
            () if self.is_mark(at, '[') && self.four_digits(at + 1).is_some() => at + 1,
            () => return None,
        };
        let (dual, end) = self.next_year(figures, year, point)?;
        self.is_mark(end, ']').then_some((dual, end + 1))
    }

    /// "[1648/9]": the years of a winter by an editor.
    fn bracketed_years(&self, at: usize, point: Point) -> Parse<(i32, i32)> {
        let (year, end) = self.digit_year(at + 1).filter(|_| self.is_mark(at, '['))?;
        let (dual, end) = self.dual(end, year, point)?;
        self.is_mark(end, ']').then_some(((year, dual), end + 1))
    }

    pub(super) fn is_stroke_or_dash(&self, at: usize) -> bool {
        self.is_mark(at, '/') || self.is_dash(at)
    }

    /// "9", "49" or "1649" after 1648, where the day may be of both: until the year began on 1 January everywhere.
    fn next_year(&self, at: usize, year: i32, point: Point) -> Parse<i32> {
        let TokenKind::Number { value, digits } = self.kind(at)? else {
            return None;
        };
        let modulus = 10_i32.checked_pow(digits as u32)?;
        let is_next = value as i32 == (year + 1) % modulus;
        let is_early = year < 1760;
        let is_winter = match (point.month, point.day) {
            (Some(1 | 2), _) | (Some(3), Some(1..=24) | None) => true,
            // "28 December/7 January 1648/9"
            (Some(12), _) => matches!(point.new_style, Some((Some(1), _))),
            _ => false,
        };
        (is_next && is_early && is_winter).then_some((year + 1, at + 1))
    }

    /// A year of another calendar: "an VIII", "5679", "1337".
    fn other_year(&self, at: usize, calendar: Calendar) -> Parse<i32> {
        let years = match calendar {
            Calendar::Republican => 1..15,
            Calendar::Hebrew => 3000..6500,
            _ => 1..1600,
        };
        let (value, end) = match self.kind(at)? {
            TokenKind::Number { value, .. } => (value, at + 1),
            _ => match roman(self.str(at)) {
                Some(value) => (value, at + 1),
                // "an deux", "an deuxième"
                None => self.number_words(at).or_else(|| self.ordinal_words(at))?,
            },
        };
        years.contains(&value).then_some((value as i32, end))
    }

    /// "an VIII", "A.H. 1255", "1255 A.H.": a year of another calendar alone.
    fn calendar_year(&self, at: usize) -> Parse<Point> {
        let point = |calendar, year| Point { calendar: Some(calendar), year: Some(year), ..Point::default() };
        if let Some((Calendar::Republican, after)) = self.year_of(at) {
            let (year, end) = self.other_year(after, Calendar::Republican).filter(|_| self.is_capital(after))?;
            return Some((point(Calendar::Republican, year), end));
        }
        // "Ah I wish": the letters of an era are capitals, its years figures, and several.
        let era = |at: usize| self.year_of(at).filter(|_| self.str(at).bytes().all(|b| b.is_ascii_uppercase()));
        let is_year = |at: usize| matches!(self.kind(at), Some(TokenKind::Number { digits: 3..=4, .. })) && self.is_spaced(at);
        let (calendar, figures, end) = match era(at) {
            Some((calendar, after)) => (calendar, after, after + 1),
            None => era(at + 1).map(|(calendar, end)| (calendar, at, end))?,
        };
        let (year, _) = self.other_year(figures, calendar).filter(|_| is_year(figures))?;
        Some((point(calendar, year), end))
    }

    fn year_of(&self, at: usize) -> Parse<Calendar> {
        self.sense(at, kind::ERA, |sense| if let Sense::YearOf(calendar) = sense { Some(calendar) } else { None })
    }

    /// After "г.", "Jahr", "A.D." behind a year.
    pub(super) fn year_tail(&self, at: usize) -> usize {
        let after_word = self.is(at, Sense::Tail).filter(|_| !self.str(at).starts_with(char::is_numeric) && self.is_year_tail(at));
        let at = after_word.unwrap_or(at);
        self.is(at, Sense::Era { is_before: false }).unwrap_or(at)
    }

    /// "o'clock" and "Uhr" follow hours, not years.
    fn is_year_tail(&self, at: usize) -> bool {
        !self.goes_with(at, Companion::Clock)
    }

    /// "the year", "the years", "year", "год".
    pub(super) fn year_word(&self, at: usize) -> Option<usize> {
        let at = self.past_words(at, &[Sense::Article]);
        self.is(at, Sense::Unit(Unit::Year))
    }

    /// A year alone, of any era: "1918", "MDCXI", "44 BC", "A.D. 79", "'48".
    pub(super) fn year(&self, at: usize) -> Parse<Point> {
        if let Some(found) = self.calendar_year(at) {
            return Some(found);
        }
        if let Some((year, end)) = self.short_year(at) {
            return Some((Point { year: Some(year), is_short: true, ..Point::default() }, end));
        }
        if let Some((year, end)) = self.completed_year(at) {
            return Some((Point { year: Some(year), is_bracketed: true, ..Point::default() }, end));
        }
        let (year, end) = self.era_year(at)?;
        Some((Point { year: Some(year), ..Point::default() }, end))
    }

    /// "44 BC", "79 A.D.", "100" of "100-44 BC".
    fn year_of_era(&self, at: usize) -> Parse<i32> {
        let TokenKind::Number { value, digits: 1..=4 } = self.kind(at)? else {
            return None;
        };
        // "44 г. до н. э."
        let after = self.is(at + 1, Sense::Tail).filter(|_| self.is_year_tail(at + 1)).unwrap_or(at + 1);
        if let Some(end) = self.is(after, Sense::Era { is_before: true }) {
            return Some((1 - value as i32, end));
        }
        if (self.is_dash(at + 1) || self.is(at + 1, Sense::To) == Some(at + 2))
            && let TokenKind::Number { value: last, digits: 1..=4 } = self.kind(at + 2)?
            && last < value
            && self.is(at + 3, Sense::Era { is_before: true }).is_some()
        {
            return Some((1 - value as i32, at + 1));
        }
        self.is(after, Sense::Era { is_before: false }).map(|end| (value as i32, end))
    }

    /// "410" of "in the year 410", "im Jahre 814".
    pub(super) fn early_year(&self, at: usize) -> Parse<i32> {
        let TokenKind::Number { value, digits: 3 } = self.kind(at)? else { return None };
        let word = at
            .checked_sub(1)
            .filter(|&word| self.is(word, Sense::Unit(Unit::Year)) == Some(at) && !self.goes_with(word, Companion::Many))?;
        let is_led = [Sense::Article, Sense::Of, Sense::Cue].iter().any(|&sense| word > 0 && self.is(word - 1, sense).is_some());
        // "in the year 568 of the city" is of another era.
        let is_of_era = self.is(at + 1, Sense::Of).is_some();
        (is_led && !is_of_era && !self.is_quantity(at, at + 1)).then_some((value as i32, at + 1))
    }

    fn era_year(&self, at: usize) -> Parse<i32> {
        // "Ce 22 juin" is no "CE 22"
        let is_era = || self.str(at).len() != 2 || self.str(at).bytes().all(|b| b.is_ascii_uppercase());
        if let Some(after) = self.is(at, Sense::Era { is_before: false }).filter(|_| is_era()) {
            let TokenKind::Number { value, digits } = self.kind(after)? else {
                return self.roman_year(after).or_else(|| self.word_year(after));
            };
            return (digits <= 4).then_some((value as i32, after + 1));
        }
        if let Some(found) = self.year_of_era(at) {
            return Some(found);
        }
        if let Some(found) = self.early_year(at) {
            return Some(found);
        }
        let (year, end) = self.digit_year(at).or_else(|| self.roman_year(at)).or_else(|| self.word_year(at))?;
        let first = if self.years == Years::Anywhere { 1400 } else { 1000 };
        (year >= first).then(|| (year, self.year_tail(end)))
    }
}

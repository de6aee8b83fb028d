//! Parts of time, seasons, centuries, masked years, reigns.

use super::number::{roman, small_numeral};
use super::{Parse, Parser};
use crate::date::Years;
use crate::date::calendar::Calendar;
use crate::date::expression::{Core, Period, Point};
use crate::date::feast;
use crate::date::kind;
use crate::date::reign::reign;
use crate::date::sense::{Companion, Part, Sense, Unit};
use crate::date::token::TokenKind;

/// Centuries that share the word, at most, but for the first.
const MAX_SHARED: usize = 4;

impl Parser<'_> {
    /// "the end of December 1922", "early in 1848", "mid-1919", "the second quarter of the 15th century".
    pub(super) fn part(&self, at: usize) -> Parse<Core> {
        let start = self.past_words(at, &[Sense::Article]);
        let (part, end) = self
            .numbered_part(start)
            .or_else(|| self.sense(start, kind::PART, |sense| if let Sense::Part(part) = sense { Some(part) } else { None }))?;
        let end = self.past_dashes(end);
        let is_week = matches!(part, Part::Week(_) | Part::Weeks(_));
        if let Some((told, end)) = self.told_year(end).filter(|_| !is_week) {
            return Some((Core::Part(part, Period::Point(Point { told: Some(told), ..Point::default() })), end));
        }
        let start_of_time = self.past_words(end, &[Sense::Of, Sense::Article, Sense::On]);
        let start_of_time = self.year_word(start_of_time).unwrap_or(start_of_time);
        let start_of_time = self.past_words(start_of_time, &[Sense::Of, Sense::Article]);
        let Some((period, end)) = self.span_of_time(start_of_time) else {
            return self.near_month(end).map(|(months, end)| (Core::Part(part, Period::InMonth(months)), end));
        };
        let is_month = matches!(period, Period::Point(Point { month: Some(_), .. }));
        let is_year = matches!(period, Period::Point(Point { month: None, .. }));
        // "the second last week of May"
        let is_counted_twice =
            || self.before(at).is_some_and(|before| self.may_be(before, kind::ORDINAL | kind::NEAR)) || self.is_number(at.wrapping_sub(2));
        let is_decade = matches!(part, Part::Of(_, 10));
        let fits =
            (!is_week || is_month && !is_counted_twice()) && (!is_decade || matches!(period, Period::Century(_) | Period::NearCentury(_)));
        // "the last months of 1917 were"
        let is_counted = || self.is_counted(end) && self.is(end, Sense::Past).is_none();
        (fits && (!is_year || !is_counted())).then_some((Core::Part(part, period), end))
    }

    /// "4th quarter", "2. Hälfte".
    fn numbered_part(&self, at: usize) -> Parse<Part> {
        let (nth, end) = self
            .suffixed(at)
            .or_else(|| self.number(at).filter(|_| self.is_mark(at + 1, '.') || self.is_dash(at + 1)).map(|n| (n, at + 2)))?;
        let fraction = |own: &Companion| if let Companion::Fraction(of) = own { Some(*of) } else { None };
        let of = self.lexicon.companions(self.str(end)).iter().find_map(fraction)?;
        (1..=u32::from(of)).contains(&nth).then_some((Part::Of(nth as u8, of), end + 1))
    }

    /// What a part may be of: a decade, a century, a year or a month.
    fn span_of_time(&self, at: usize) -> Parse<Period> {
        if let Some((period, end)) = self.stretch(at) {
            return Some((period, end));
        }
        if let Some(near) = self.near_century(at) {
            return Some(near);
        }
        let (point, end) = self.worded(at).filter(|(point, _)| point.day.is_none()).or_else(|| self.year(at))?;
        Some((Period::Point(point), end))
    }

    /// "the spring of 1919", "the winter of 1916-17", "spring, 1849".
    pub(super) fn season(&self, at: usize) -> Parse<Core> {
        let start = self.past_words(at, &[Sense::Article, Sense::On]);
        let (season, end) = self.season_word(start)?;
        let (of, end) = match self.season_year(end) {
            Some(found) => found,
            None => (self.shared_season(end)?, end),
        };
        // "Winter 1848 auf 1849"
        let joint = self.is_stroke_or_dash(end).then_some(end + 1).or_else(|| self.is(end, Sense::To));
        let next = match (joint.and_then(|joint| self.kind(joint)), of.year) {
            (Some(TokenKind::Number { value, digits }), Some(year)) if digits <= 4 => {
                let modulus = 10_i32.pow(digits as u32);
                (value as i32 == (year + 1) % modulus || value as i32 == year + 1).then_some(year + 1)
            }
            _ => None,
        };
        let end = joint.filter(|_| next.is_some()).map_or(end, |joint| joint + 1);
        (!self.is_counted(end)).then(|| (Core::Season { season, of, next }, self.year_tail(end)))
    }

    pub(super) fn season_word(&self, at: usize) -> Parse<u8> {
        self.sense(at, kind::SEASON, |sense| if let Sense::Season(season) = sense { Some(season) } else { None })
    }

    /// The year of a season: "of 1871", "of '71", "of the following year".
    fn season_year(&self, at: usize) -> Parse<Point> {
        if let Some((told, end)) = self.told_year(at) {
            return Some((Point { told: Some(told), ..Point::default() }, end));
        }
        let at = self.past_words(self.past(at, ','), &[Sense::Of, Sense::Article]);
        let at = self.year_word(at).unwrap_or(at);
        let of = |year: i32, is_short: bool| Point { year: Some(year), is_short, ..Point::default() };
        let whole = self.digit_year(at).or_else(|| self.word_year(at)).map(|(year, end)| (of(year, false), end));
        whole.or_else(|| self.short_year(at).map(|(year, end)| (of(year, true), end)))
    }

    /// The year of "the summer" in "the summer and autumn of 1919": it stands behind the second.
    fn shared_season(&self, at: usize) -> Option<Point> {
        let next = self.joint(at).or_else(|| self.is(at, Sense::And)).or_else(|| self.is(at, Sense::Or))?;
        let (_, end) = self.season_word(self.past_words(next, &[Sense::Article, Sense::On]))?;
        self.season_year(end).map(|(year, _)| year)
    }

    /// A decade, a century or masked years alone.
    pub(super) fn period(&self, at: usize) -> Parse<Core> {
        let start = self.past_words(at, &[Sense::Article, Sense::Of]);
        let start = if self.is(at, Sense::Of).is_some() && self.is(at, Sense::Article).is_none() { at } else { start };
        let (period, end) = self.stretch(start).or_else(|| self.masked(start))?;
        Some((Core::Period(period), end))
    }

    fn stretch(&self, at: usize) -> Parse<Period> {
        self.decade(at).or_else(|| self.century(at))
    }

    /// "the 16th century", "XVIIIe siècle", "the 3rd c. BC", "16. Jh.", "secolo XVI", "s. XV med.".
    pub(super) fn century(&self, at: usize) -> Parse<Period> {
        let named = self.sense(at, kind::DECADES, |sense| if let Sense::Century(century) = sense { Some(century) } else { None });
        if let Some((century, end)) = named {
            return Some((Period::Century(i32::from(century)), end));
        }
        if let Some(after) = self.is(at, Sense::Unit(Unit::Century)) {
            // "s." is a century, "s" the end of a word.
            let is_century = self.str(at).chars().count() > 1 || self.str(at) == "s" && after > at + 1 && self.str(after).len() > 1;
            let (period, end) = is_century.then(|| self.century_after(after)).flatten()?;
            // "siglo II a. C."
            return Some(match (period, self.is(end, Sense::Era { is_before: true })) {
                (Period::Century(century), Some(end)) => (Period::Century(-century), end),
                (period, _) => (period, end),
            });
        }
        // "the Nineteenth Century" is a review, but "in the Nineteenth Century" is not.
        let is_title = at > 0 && self.is_capital(at) && self.is_capital(at + 1) && !self.is_led(at);
        let number = self.century_number(at);
        if is_title && self.ordinal_words(at).is_some() {
            return None;
        }
        if let Some((century, end)) = number
            && let Some((sign, end)) = self.century_word(end)
        {
            return Some((Period::Century(sign * century as i32), end));
        }
        self.shared_century(at, number)
    }

    /// "century", "c. BC": whether it counts forward or back.
    fn century_word(&self, at: usize) -> Parse<i32> {
        let word = self.past(at, '-');
        let named = self.is(word, Sense::Unit(Unit::Century))?;
        // "1.C." and "I s" are none: a single letter is small and has its stop.
        if self.str(word).chars().count() == 1 && (named < word + 2 || self.is_capital(word) || !self.is_spaced(word)) {
            return None;
        }
        // "The Twentieth Century Press" is a name.
        if self.is_capital(word) && self.is_capital(named) && self.str(named).len() > 3 {
            return None;
        }
        let is_before = self.is(named, Sense::Era { is_before: true });
        let end = is_before.or_else(|| self.is(named, Sense::Era { is_before: false })).unwrap_or(named);
        Some((if is_before.is_some() { -1 } else { 1 }, end))
    }

    /// "17th" of "the 17th and 18th centuries", "late 17th-19th centuries": the word stands behind the second.
    fn shared_century(&self, at: usize, number: Parse<u32>) -> Parse<Period> {
        let bare = |at| self.number(at).filter(|n| (1..=21).contains(n)).map(|n| (n, at + 1));
        let (century, end) = number.or_else(|| bare(at))?;
        let mut after = end;
        for _ in 0..MAX_SHARED {
            let (next, next_end) = self.next_century(after)?;
            if let Some((sign, _)) = self.century_word(next_end) {
                return ((sign > 0) == (next > century)).then_some((Period::Century(sign * century as i32), end));
            }
            after = next_end;
        }
        None
    }

    /// ", 17th", " and the late 18th" behind the number of a century.
    fn next_century(&self, at: usize) -> Parse<u32> {
        let comma = self.is_mark(at, ',').then_some(at + 1);
        let after = self.past(at, ',');
        // "14th/15th century"
        let stroke = (self.is_mark(at, '/') && !self.is_spaced(at)).then_some(at + 1);
        let next = self.joint(at).or(stroke).or_else(|| self.is(after, Sense::And)).or_else(|| self.is(after, Sense::Or)).or(comma)?;
        let next = self.past_words(next, &[Sense::Article, Sense::On, Sense::To]);
        let next = self.sense(next, kind::PART, |_| Some(())).map_or(next, |((), end)| end);
        self.century_number(next)
    }

    fn century_number(&self, at: usize) -> Parse<u32> {
        let word = self.str(at);
        let romans = || {
            let numeral = word.trim_end_matches(|c: char| c.is_lowercase());
            let is_numeral = word.starts_with(|c: char| c.is_ascii_uppercase()) && word.len() - numeral.len() <= 5;
            // "XIX. Jahrhundert"
            roman(numeral).filter(|_| is_numeral).map(|n| (n, self.past(at + 1, '.')))
        };
        let small = || small_numeral(word).map(|n| (n, at + 1));
        let dotted = || self.number(at).filter(|_| self.is_mark(at + 1, '.')).map(|n| (n, at + 2));
        let found = self.suffixed(at).or_else(|| self.ordinal_words(at)).or_else(dotted).or_else(romans).or_else(small);
        found.filter(|(century, _)| (1..=21).contains(century))
    }

    /// "XVI" of "secolo XVI"; "XV med.", "xiv/xv" of manuscripts (in. ineunte, med. medio, ex. exeunte).
    fn century_after(&self, at: usize) -> Parse<Period> {
        const PARTS: [(&str, i32, i32); 6] =
            [("in", 1, 25), ("med", 40, 60), ("ex", 75, 100), ("1", 1, 50), ("2", 51, 100), ("mid", 40, 60)];
        let numeral = |at| self.roman(at, true).filter(|century| (1..=21).contains(century)).map(|n| n as i32);
        let century = numeral(at)?;
        if let Some(next) = numeral(at + 2).filter(|next| *next == century + 1 && (self.is_mark(at + 1, '/') || self.is_dash(at + 1))) {
            return Some((Period::Years((next - 1) * 100 - 10, (next - 1) * 100 + 10), at + 3));
        }
        let first = (century - 1) * 100;
        // "xii¹", "xii²": its halves.
        if let Some(half) = ['¹', '²'].iter().position(|&half| self.is_mark(at + 1, half)) {
            let first = first + 1 + 50 * half as i32;
            return Some((Period::Years(first, first + 49), at + 2));
        }
        // "xiii 2/4"
        if let (Some(nth @ 1..=4), Some(4), true) = (self.number(at + 1), self.number(at + 3), self.is_mark(at + 2, '/')) {
            return Some((Period::Years(first + 25 * nth as i32 - 24, first + 25 * nth as i32), at + 4));
        }
        match PARTS.iter().find(|(name, ..)| self.str(at + 1) == *name && self.is_mark(at + 2, '.')) {
            Some(&(_, from, to)) => Some((Period::Years(first + from, first + to), at + 3)),
            None => Some((Period::Century(century), at + 1)),
        }
    }

    /// "192-", "18--": years of which the last figures are not known.
    fn masked(&self, at: usize) -> Parse<Period> {
        let TokenKind::Number { value, digits } = self.kind(at)? else {
            return None;
        };
        let value = i32::try_from(value).ok()?;
        let (is_decade, is_century) = (digits == 3 && (100..210).contains(&value), digits == 2 && (14..21).contains(&value));
        let years = |count: i32, end: usize| Some((Period::Years(value * count, value * count + count - 1), end));
        // "200X" of a text is a lens.
        let open = if self.is_spaced(at + 1) || self.years != Years::Anywhere { "" } else { self.str(at + 1) };
        // "187X", "18XX" (ISO 8601-2), "18xx"
        if is_decade && (self.is_doubted(at + 1) || ["X", "x", "u"].contains(&open)) {
            years(10, at + 2)
        } else if is_century && ["XX", "xx", "uu"].contains(&open) {
            years(100, at + 2)
        } else if is_decade {
            years(10, self.dashes_for_figures(at + 1)?)
        } else if is_century {
            self.dashes_for_figures(at + 1)
                .filter(|&end| self.is_mark(at + 1, '—') || end >= at + 3 && (!self.is_mark(at + 1, '.') || self.is_led(at)))
                .and_then(|end| years(100, end))
        } else {
            None
        }
    }

    /// Where dashes end that stand for figures: "192-", but not "192-ff".
    fn dashes_for_figures(&self, at: usize) -> Option<usize> {
        let past = |mark: char, least: usize| {
            let end = (at..).find(|&at| !self.is_mark(at, mark) || self.is_spaced(at)).unwrap_or(at);
            if end >= at + least { end } else { at }
        };
        // "185_", "18.."
        let end = self.past_dashes(at).max(past('_', 1)).max(past('.', 2));
        let is_closed = !self.is_number(end) && (self.is_spaced(end) || !matches!(self.kind(end), Some(TokenKind::Word { .. })));
        (end > at && !self.is_spaced(at) && is_closed).then_some(end)
    }

    /// "[192?]", "192?,": not the end of a question.
    fn is_doubted(&self, at: usize) -> bool {
        let goes_on = match self.kind(at + 1) {
            Some(TokenKind::Mark(mark)) => ",;:)]".contains(mark) && !self.is_spaced(at + 1),
            Some(TokenKind::Word { is_capital, .. }) => !is_capital,
            _ => false,
        };
        self.is_mark(at, '?') && !self.is_spaced(at) && goes_on
    }

    /// After the stop of "12 Geo. III. c. 5", but not of one that ends the sentence.
    fn past_stop_inside(&self, at: usize) -> usize {
        let is_last = self.is_capital(at + 1) || matches!(self.kind(at + 1), None | Some(TokenKind::Cut));
        if is_last { at } else { self.past(at, '.') }
    }

    /// The year of a day from that of a reign behind it: "the feast of St. Luke, 12 Edward II".
    pub(super) fn with_regnal_year(&self, at: usize, point: Point) -> Parse<Point> {
        let at = self.past(at, ',');
        let at = self.is(at, Sense::Cue).unwrap_or(at);
        let (Core::Reign { reign, year, last }, end) = self.reign(at)? else { return None };
        let day = |year: i32| match point.feast {
            Some((own, from)) => feast::day(reign.calendar, year, own, from),
            None => point.month.zip(point.day).map(|(month, day)| (year, month, day)),
        };
        let year = reign.year_of(year, day).filter(|_| year == last)?;
        let calendar = point.calendar.or(Some(reign.calendar).filter(|own| *own != Calendar::Gregorian));
        Some((Point { year: Some(year), calendar, ..point }, end))
    }

    /// "12 Geo. III", "the tenth year of the reign of King Henry VIII", "7 Edward I".
    pub(super) fn reign(&self, at: usize) -> Parse<Core> {
        let start = self.past_words(at, &[Sense::Article]);
        let (year, end) =
            self.suffixed(start).or_else(|| self.number(start).map(|n| (n, start + 1))).or_else(|| self.ordinal_words(start))?;
        let (last, end) = self.next_regnal_year(end, year).unwrap_or((year, end));
        let start = self.year_word(end).map_or(end, |end| self.past_words(end, &[Sense::Of, Sense::Article]));
        let told = self.is(start, Sense::Reign);
        let start = told.unwrap_or(start);
        let (name, end) = self.sense(start, kind::MONARCH, |sense| if let Sense::Monarch(name) = sense { Some(name) } else { None })?;
        // "in the reign of John", "King John"
        let is_told = told.is_some() || end > self.past(start + 1, '.');
        let after = self.past_words(end, &[Sense::Article]);
        let numeral = self
            .roman(after, false)
            .or_else(|| self.number(after))
            .map(|n| (n, self.past_stop_inside(after + 1)))
            .or_else(|| self.ordinal_words(after));
        let numbered = numeral.and_then(|(number, end)| Some((reign(name, number)?, end)));
        let alone = || Some((reign(name, 0).filter(|own| is_told || own.is_enough)?, end));
        let (reign, end) = numbered.or_else(alone)?;
        (1..=72).contains(&year).then_some((Core::Reign { reign, year, last }, end))
    }

    /// "& 11" of "10 & 11 Vict.": a session of Parliament over two years of a reign.
    fn next_regnal_year(&self, at: usize, year: u32) -> Parse<u32> {
        let ampersand = self.is_mark(at, '&').then_some(at + 1);
        let next = self.is(at, Sense::And).or(ampersand)?;
        self.number(next).filter(|last| *last == year + 1).map(|last| (last, next + 1))
    }
}

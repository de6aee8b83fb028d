//! Days and months by name, in every order.

use super::number::{roman, small_numeral};
use super::{Parse, Parser};
use crate::date::calendar::Calendar;
use crate::date::expression::Point;
use crate::date::sense::{Sense, Unit};
use crate::date::token::TokenKind;

impl Parser<'_> {
    /// A day, month or year with all that may stand about it: weekday, time, style.
    pub(super) fn point(&self, at: usize) -> Parse<Point> {
        let (time, start) = self.leading_time(at).map_or((None, at), |(time, end)| (Some(time), end));
        let (weekday, start) = self.leading_weekday(start).map_or((None, start), |(day, end)| (Some(day), end));
        let dated = self
            .iso(start)
            .or_else(|| self.iso_month(start))
            .or_else(|| self.numeric(start))
            .or_else(|| self.feast(start))
            .or_else(|| self.worded(start));
        let dated = dated.or_else(|| self.year_first(start)).or_else(|| if weekday.is_none() { self.year(start) } else { None });
        let (mut point, mut end) = match (dated, weekday) {
            (Some(dated), _) => dated,
            (None, Some(_)) => return self.weekday_alone(at),
            (None, None) => return None,
        };
        (point.weekday, point.time) = (weekday, time);
        if point.is_in_year() {
            (point, end) = self.with_style(end, point);
            (point, end) = self.trailing(end, point);
        }
        Some((point, end))
    }

    /// "Friday", "Wednesday evening", "Tuesday the 9th".
    fn weekday_alone(&self, at: usize) -> Parse<Point> {
        // "Sun", "So" and the like are days only with a date.
        const SHORTEST: usize = 5;
        let (weekday, end) = self.weekday(at).filter(|_| self.str(at).chars().count() >= SHORTEST)?;
        let end = self.is(end, Sense::Daypart).unwrap_or(end);
        let after = self.past(end, ',');
        if let Some((point, end)) = self.day_alone(after).or_else(|| self.day_of_line(at, after)) {
            return Some((Point { weekday: Some(weekday), ..point }, end));
        }
        Some((Point { weekday: Some(weekday), ..Point::default() }, end))
    }

    /// "30th" of "Thursday 30th" alone on its line, as above the entries of a diary.
    fn day_of_line(&self, weekday: usize, at: usize) -> Parse<Point> {
        let (day, end) = self.suffixed(at).or_else(|| self.number(at).map(|day| (day, at + 1)))?;
        let is_line = self.begins_line(weekday) && self.begins_line(self.past(end, '.'));
        ((1..=31).contains(&day) && is_line).then_some((Point { day: Some(day as u8), ..Point::default() }, end))
    }

    /// "Monday, ", "Mon. ", "Freitag, den ", "Wednesday evening, ".
    pub(super) fn leading_weekday(&self, at: usize) -> Parse<u8> {
        let (weekday, end) = self.weekday(at)?;
        let end = self.is(end, Sense::Daypart).unwrap_or(end);
        // "Thursday evening—July 19"
        let end = if self.is_mark(end, '—') { end + 1 } else { self.past(end, ',') };
        Some((weekday, self.past_words(end, &[Sense::Article, Sense::On])))
    }

    /// A time or weekday behind a date: ", 9 p.m.", ", Friday".
    fn trailing(&self, end: usize, point: Point) -> (Point, usize) {
        let after = if self.is_mark(end, '—') { end + 1 } else { self.past(end, ',') };
        let said = self.is(after, Sense::At);
        let after = said.unwrap_or(after);
        let named = || self.named_time(after).filter(|_| after > end);
        let time = self.time(after).or_else(named).or_else(|| self.zulu(after)).or_else(|| self.clock(said?));
        if let (Some((time, end)), None, Some(_)) = (time, point.time, point.day) {
            return (Point { time: Some(time), ..point }, end);
        }
        match self.weekday(after) {
            Some((weekday, end)) if point.weekday.is_none() && point.day.is_some() => (Point { weekday: Some(weekday), ..point }, end),
            _ => (point, end),
        }
    }

    /// "O.S.", "(Old Style)" behind a date, and a year behind that.
    fn with_style(&self, end: usize, point: Point) -> (Point, usize) {
        let Some((calendar, end)) = self.style(end) else {
            return (point, end);
        };
        let point = Point { calendar: Some(calendar), ..point };
        if point.year.is_some() { (point, end) } else { self.with_year(end, point).unwrap_or((point, end)) }
    }

    /// Day and month by name, with the year if there is one.
    pub(super) fn worded(&self, at: usize) -> Parse<Point> {
        let (point, end) = self
            .day_by_kalends(at)
            .or_else(|| self.day_then_new_style(at))
            .or_else(|| self.numbered_month_day(at))
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_day(at))
            .or_else(|| self.month_alone(at))?;
        let (point, end) = self.new_style(end, point).unwrap_or((point, end));
        let (point, end) = if point.year.is_some() { (point, end) } else { self.style_between(end, point) };
        if point.year.is_some() {
            return Some((point, end));
        }
        let with_year = self
            .with_year(end, point)
            .or_else(|| self.with_regnal_year(end, point))
            .or_else(|| self.told_year(end).map(|(told, end)| (Point { told: Some(told), ..point }, end)));
        let (point, end) = with_year.unwrap_or((point, end));
        let same_day = self.new_style(end, point).filter(|(point, _)| is_one_day(*point));
        Some(same_day.unwrap_or((point, end)))
    }

    /// "16 (27 August)": the month is named with the day in New Style.
    fn day_then_new_style(&self, at: usize) -> Parse<Point> {
        let (day, end) = self.day(at)?;
        let close = if self.is_mark(end, '(') { ')' } else { ']' };
        let (new, after) = self.day_month(end + 1).filter(|_| self.is_mark(end, '(') || self.is_mark(end, '['))?;
        let is_later = self.is_mark(after, close) && new.day.is_some_and(|new| is_later_style(day, new));
        is_later.then_some((Point { day: Some(day), new_style: Some((new.month, new.day?)), ..new }, after + 1))
    }

    /// "February 14 (N.S.), 1918".
    fn style_between(&self, end: usize, point: Point) -> (Point, usize) {
        let styled = self.style(end).map(|(calendar, end)| (Point { calendar: Some(calendar), ..point }, end));
        styled.filter(|(point, end)| self.with_year(*end, *point).is_some()).unwrap_or((point, end))
    }

    /// "3 February", "the third day of February", "II Août", "11/24 February", "16 (27 August)", "6 - March".
    pub(super) fn day_month(&self, at: usize) -> Parse<Point> {
        let bracket = self.past(at, '[');
        let (day, end) = self
            .day(bracket)
            .or_else(|| self.impossible_day(bracket))
            .or_else(|| self.roman_day(bracket))
            .or_else(|| self.day_of_dated_month(bracket))?;
        // "[10] December 1922"
        let is_day_bracketed = bracket > at && self.is_mark(end, ']') && self.is_given_day(at, end + 1);
        let end = end + usize::from(is_day_bracketed);
        let ((day, new_style), end) =
            self.second_day(end, day).map_or(((day, None), end), |((old, new), end)| ((old, Some((None, new))), end));
        let after = self.past_day(end);
        if self.is_mark(after, '[') && bracket == at {
            return self.bracketed_month(after + 1, day);
        }
        let Some(((calendar, month), end)) = self.month(after).or_else(|| self.small_month(after)) else {
            return self.day_of_numbered_month(day, after);
        };
        let is_closed = bracket > at && !is_day_bracketed && self.is_mark(end, ']');
        let tight = self.tight_year(bracket + 1, end).filter(|_| bracket == at);
        let (year, end) = tight.map_or((None, end), |(year, end)| (Some(year), end));
        let calendar = (calendar != Calendar::Gregorian).then_some(calendar);
        let is_bracketed = is_closed || is_day_bracketed;
        let point = Point { calendar, year, month: Some(month), day: Some(day), new_style, is_bracketed, ..Point::default() };
        (bracket == at || is_bracketed).then_some((point, end + usize::from(is_closed)))
    }

    /// After the marks and words between a day and its month: ", ", " - ", " day of the ".
    fn past_day(&self, at: usize) -> usize {
        let after = self.past(self.past(at, ','), '.');
        let after = if self.is_dash(after) || self.is_mark(after, '/') { after + 1 } else { after };
        // "5e jour complémentaire" is of a month.
        let after = self.is(after, Sense::Unit(Unit::Day)).filter(|_| self.month(after).is_none()).unwrap_or(after);
        self.past_words(after, &[Sense::Of, Sense::Article])
    }

    /// "one" of "one May 1850", "xvij" of "the xvij day of March 1548": a day only where the month has its year.
    fn day_of_dated_month(&self, at: usize) -> Parse<u8> {
        let in_figures = || small_numeral(self.str(at)).map(|day| (day, at + 1));
        let (day, end) = self.number_words(at).or_else(in_figures).filter(|(day, _)| (1..=31).contains(day))?;
        let ((calendar, _), month_end) = self.month(self.past_day(end))?;
        let calendar = (calendar != Calendar::Gregorian).then_some(calendar);
        self.with_year(month_end, Point { calendar, ..Point::default() }).map(|_| (day as u8, end))
    }

    /// "/1974" of "31/Oct/1974", "-1974" of "31-Oct-1974": with the mark that stands behind the day.
    fn tight_year(&self, after_day: usize, at: usize) -> Parse<i32> {
        let is_joint = matches!(self.kind(at), Some(TokenKind::Mark('/' | '-'))) && self.kind(at) == self.kind(after_day);
        self.digit_year(at + 1).filter(|_| is_joint && !self.is_spaced(at) && !self.is_spaced(at + 1))
    }

    /// "Sept. 1857]" of "21st [Sept. 1857]", "December]" of "10 [December] 1922".
    fn bracketed_month(&self, at: usize, day: u8) -> Parse<Point> {
        let (month, end) = self.month_alone(at)?;
        if self.is_mark(end, ']') {
            return self.with_year(end + 1, Point { day: Some(day), is_bracketed: true, ..month });
        }
        let (point, end) = self.with_year(end, Point { day: Some(day), is_bracketed: true, ..month })?;
        self.is_mark(end, ']').then_some((point, end + 1))
    }

    /// "/24" of "11/24 February", "(22)" of "9 (22) January"; of "20./8. Oktober", where New Style is first: the days in
    /// Old Style and New.
    pub(super) fn second_day(&self, at: usize, first: u8) -> Parse<(u8, u8)> {
        let at = self.past_stop_before_second(at);
        let close = match self.kind(at)? {
            TokenKind::Mark('/') => None,
            TokenKind::Mark('(') => Some(')'),
            TokenKind::Mark('[') => Some(']'),
            _ => return None,
        };
        let (second, end) = self.day(at + 1)?;
        // "1. (13.) März"
        let end = if close.is_some() { self.past(end, '.') } else { end };
        close.is_none_or(|close| self.is_mark(end, close)).then_some(())?;
        let end = end + usize::from(close.is_some());
        let is_reversed = close.is_none() && second < first && is_later_style(second, first);
        let days = is_later_style(first, second).then_some((first, second)).or_else(|| is_reversed.then_some((second, first)))?;
        Some((days, end))
    }

    /// "(7 November)", "[22]", "/1st June", "/24" behind a day: the same day in New Style.
    fn new_style(&self, at: usize, point: Point) -> Parse<Point> {
        let first = point.day.filter(|_| point.new_style.is_none())?;
        let close = match self.kind(at)? {
            TokenKind::Mark('(') => Some(')'),
            TokenKind::Mark('[') => Some(']'),
            TokenKind::Mark('/') => None,
            _ => return None,
        };
        let named = self.day_month(at + 1).or_else(|| self.month_day(at + 1)).and_then(|(new, end)| Some(((new.month, new.day?), end)));
        let ((month, day), end) = named.or_else(|| self.day(at + 1).map(|(day, end)| ((None, day), end)))?;
        let end = match close {
            Some(close) => Some(self.past_style_and_year(end)).filter(|&end| self.is_mark(end, close))? + 1,
            None => end,
        };
        if month.is_some() && month != point.month && !is_later_style(first, day) && is_later_style(day, first) {
            // "November 7 (October 25)": New Style is first.
            return Some((Point { month, day: Some(day), new_style: Some((point.month, first)), ..point }, end));
        }
        is_later_style(first, day).then_some((Point { new_style: Some((month, day)), ..point }, end))
    }

    /// After ", N.S." and ", 1917" of a day in brackets.
    fn past_style_and_year(&self, at: usize) -> usize {
        let at = self.style(self.past(at, ',')).map_or(at, |(_, end)| end);
        self.digit_year(self.past(at, ',')).map_or(at, |(_, end)| self.year_tail(end))
    }

    /// "February 3", "June the 4th", "February third", "September fifteen 1820".
    pub(super) fn month_day(&self, at: usize) -> Parse<Point> {
        let ((calendar, month), end) = self.month(at).filter(|(_, end)| !self.ends_sentence(*end))?;
        let after = self.past_words(self.past(end, '.'), &[Sense::Article]);
        let after = self.past_comma_before_day(after).unwrap_or(after);
        let bracket = self.past(after, '[');
        let (day, end) = self.day(bracket).or_else(|| self.day_in_words(bracket)).filter(|(_, end)| !self.goes_on(*end))?;
        let is_bracketed = bracket > after && self.is_mark(end, ']');
        let calendar = (calendar != Calendar::Gregorian).then_some(calendar);
        (bracket == after || is_bracketed).then_some((
            Point { calendar, month: Some(month), day: Some(day), is_bracketed, ..Point::default() },
            end + usize::from(is_bracketed),
        ))
    }

    /// After the comma of "March, 1, 1881", only where the year stands behind another, and the dash of "May - 17th 1868".
    fn past_comma_before_day(&self, at: usize) -> Option<usize> {
        let is_dash = self.is_dash(at) || self.is_mark(at, '=');
        let (_, end) = self.day(at + 1).filter(|_| is_dash || self.is_mark(at, ','))?;
        // "May - 17th 1868"
        let is_ordinal = || is_dash && self.is_spaced(at + 1) && self.suffixed(at + 1).is_some() && self.digit_year(end).is_some();
        (self.is_mark(end, ',') && !is_dash && self.digit_year(end + 1).is_some() || is_ordinal()).then_some(at + 1)
    }

    /// "4:30", "20,000", "20 men": more than a day.
    fn goes_on(&self, end: usize) -> bool {
        let is_joined = matches!(self.kind(end), Some(TokenKind::Mark(':' | ',' | '.' | '/')))
            && !self.is_spaced(end)
            && !self.is_spaced(end + 1)
            && self.is_number(end + 1);
        let is_pair = self.is_mark(end, '/') && self.day(end + 1).is_some();
        let is_year =
            self.is_mark(end, ',') && self.four_digits(end + 1).is_some() || self.is_mark(end, '.') && self.four_digits(end + 1).is_some();
        is_joined && !is_pair && !is_year && self.stroke_year(end).is_none() || self.is_counted(end)
    }

    /// "five" behind a month, where a year follows or the line ends.
    fn day_in_words(&self, at: usize) -> Parse<u8> {
        let (day, end) = self.number_words(at).filter(|(day, _)| (1..=31).contains(day))?;
        let is_last = self.tokens.get(end).is_none_or(|next| self.text[self.tokens[end - 1].end..next.start].contains('\n'));
        (is_last || self.digit_year(self.past_dashes(self.past(end, ','))).is_some()).then_some((day as u8, end))
    }

    fn month_alone(&self, at: usize) -> Parse<Point> {
        let ((calendar, month), end) = self.month(at)?;
        let calendar = (calendar != Calendar::Gregorian).then_some(calendar);
        Some((Point { calendar, month: Some(month), ..Point::default() }, end))
    }

    /// A day with its ordinal: `3`, `3d`, `16th`, `1er`, "third", "thirty-first".
    pub(super) fn day(&self, at: usize) -> Parse<u8> {
        let (day, end) = self.suffixed(at).or_else(|| self.number(at).map(|day| (day, at + 1))).or_else(|| self.ordinal_words(at))?;
        (1..=31).contains(&day).then_some((day as u8, end))
    }

    /// Whether an editor gives the day in brackets at `at`: the month and the year stand behind it, and it does not begin
    /// the line, where it would be a note's.
    fn is_given_day(&self, at: usize, month: usize) -> bool {
        let is_inside = at.checked_sub(1).is_some_and(|before| !self.text[self.tokens[before].end..self.tokens[at].start].contains('\n'));
        is_inside && self.month(month).is_some_and(|(_, end)| self.digit_year(self.past(end, ',')).is_some())
    }

    /// "32nd": no month has it.
    fn impossible_day(&self, at: usize) -> Parse<u8> {
        self.suffixed(at).filter(|(day, _)| (32..100).contains(day)).map(|(day, end)| (day as u8, end))
    }

    /// Whether the number at `at` is that of a volume or the like: "Vol. XIV. June, 1877".
    fn is_behind_part(&self, at: usize) -> bool {
        let stop = usize::from(at > 0 && self.is_mark(at - 1, '.'));
        at.checked_sub(stop + 1).is_some_and(|part| self.is(part, Sense::Numbered).is_some())
    }

    fn roman_day(&self, at: usize) -> Parse<u8> {
        let word = self.str(at);
        let numeral = word.strip_suffix("er").or_else(|| word.strip_suffix('o')).unwrap_or(word);
        let is_day = word.len() > 1 && numeral.bytes().all(|b| b.is_ascii_uppercase()) && !self.is_behind_part(at);
        let day = Some(numeral).filter(|_| is_day).and_then(roman).filter(|day| (1..=31).contains(day))?;
        Some((day as u8, self.past(at + 1, '.')))
    }

    /// "1871 July 18", "1919, February 3", "1821 [July 31]", "1812 году, 26 августа".
    fn year_first(&self, at: usize) -> Parse<Point> {
        let (year, end) = self.digit_year(at)?;
        // "1868 г. 5 апреля"
        let after = self.past(self.year_tail(end), ',');
        let bracket = self.past(after, '[');
        let (point, end) = self
            .month_day(bracket)
            .or_else(|| self.day_month(bracket))
            .or_else(|| self.month_alone(bracket).filter(|(_, end)| bracket == after || self.is_mark(*end, ']')))?;
        let is_bracketed = bracket > after && self.is_mark(end, ']');
        let is_free = self.digit_year(self.past(end, ',')).is_none();
        (is_free && (bracket == after || is_bracketed))
            .then_some((Point { year: Some(year), is_bracketed, ..point }, end + usize::from(is_bracketed)))
    }
}

/// Whether the two days of a point, in Old Style and New, are one.
fn is_one_day(point: Point) -> bool {
    let day = point.year.zip(point.month).zip(point.day).map(|((year, month), day)| (year, month, day));
    let new_style = day.and_then(|day| Calendar::Julian.to_gregorian(day));
    point
        .new_style
        .zip(new_style)
        .is_some_and(|((month, day), (_, own_month, own_day))| (month.unwrap_or(own_month), day) == (own_month, own_day))
}

/// Old Style is 10 to 13 days behind New: a second day that much later, or in the next month, which may follow on a February.
pub(super) fn is_later_style(old: u8, new: u8) -> bool {
    let later = |days| (i16::from(new) - i16::from(old)).rem_euclid(days);
    (9..=14).contains(&later(31)) || new < old && (10..=13).contains(&later(28))
}

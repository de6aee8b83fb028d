//! Tokens to dates.

use crate::date::token::{Token, TokenKind, month};
use crate::date::{Date, Found, Moment, Value, Years, calendar};

pub(super) fn find(text: &str, tokens: &[Token], years: Years) -> Vec<Found> {
    let parser = Parser { text, tokens, years };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match parser.may_begin(at).then(|| parser.date(at)).flatten() {
            Some((date, end)) => {
                found.push(Found { range: tokens[at].start..tokens[end - 1].end, date });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    years: Years,
}

/// A date as far as its words go; what is missing comes from the other end of a range.
#[derive(Clone, Copy, Debug, Default)]
struct Partial {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
}

type Parse<T> = Option<(T, usize)>;

impl Parser<'_> {
    /// A date begins with a number or with a word that a number follows closely, and not inside `1:1919` or `R.1919`.
    fn may_begin(&self, at: usize) -> bool {
        let is_number = |n: usize| matches!(self.kind(n), Some(TokenKind::Number { .. }));
        let is_free = self.tokens[at].is_spaced || !matches!(self.kind(at.wrapping_sub(1)), Some(TokenKind::Mark(':' | '/' | '.' | '-' | '–' | '$' | '£')) | Some(TokenKind::Number { .. }));
        match self.tokens[at].kind {
            TokenKind::Number { .. } => is_free,
            TokenKind::Word => (1..=8).any(|n| is_number(at + n)),
            TokenKind::Mark(_) => false,
        }
    }

    fn date(&self, at: usize) -> Parse<Date> {
        if let Some(after) = self.circa(at) {
            let (date, end) = self.date(after)?;
            return Some((Date { is_vague: true, ..date }, end));
        }
        let (from, end) = self.iso(at).or_else(|| self.dotted(at)).or_else(|| self.partial(at)).or_else(|| self.year_alone(at))?;
        if let Some((to, end)) = self.second(end, from) {
            return Some((date(from, Some(to)), end));
        }
        from.year.map(|_| (date(from, None), end))
    }

    fn circa(&self, at: usize) -> Option<usize> {
        let word = self.word(at)?;
        let is_circa = ["circa", "ca", "c", "about", "around", "approximately", "um", "vers", "около"].iter().any(|circa| word.eq_ignore_ascii_case(circa));
        // "about 1500 men": a year needs more than that.
        let is_short = word.len() <= 2;
        let after = at + 1 + usize::from(self.is_mark(at + 1, '.'));
        let needs_month = !is_short && !word.eq_ignore_ascii_case("circa") && self.years == Years::AfterPreposition;
        let has_month = self.month(after).is_some() || self.month(after + 1).is_some();
        (is_circa && (has_month || !needs_month)).then_some(after)
    }

    /// `2009-05-17`.
    fn iso(&self, at: usize) -> Parse<Partial> {
        let (year, month, day) = (self.digits(at, 4)?, self.digits(at + 2, 2)?, self.digits(at + 4, 2)?);
        let is_joined = self.is_mark(at + 1, '-') && self.is_mark(at + 3, '-') && (1..=4).all(|n| !self.tokens[at + n].is_spaced);
        is_joined.then_some((Partial { year: Some(year as i32), month: Some(month as u8), day: Some(day as u8) }, at + 5))
    }

    /// `27.9.2004`.
    fn dotted(&self, at: usize) -> Parse<Partial> {
        let (day, month, year) = (self.number(at)?, self.number(at + 2)?, self.digits(at + 4, 4)?);
        let is_joined = self.is_mark(at + 1, '.') && self.is_mark(at + 3, '.') && month <= 12 && day <= 31 && (1..=4).all(|n| !self.tokens[at + n].is_spaced);
        is_joined.then_some((Partial { year: Some(year as i32), month: Some(month as u8), day: Some(day as u8) }, at + 5))
    }

    /// "January 31, 1919", "31 January 1919", "January 31", "18 février", "December 2015", "July".
    fn partial(&self, at: usize) -> Parse<Partial> {
        let (mut date, mut end) = self.day_month(at).or_else(|| self.month_day(at)).or_else(|| self.first_day(at))?;
        if let Some((year, after)) = self.year_after(end) {
            (date.year, end) = (Some(year), after);
        }
        Some((date, end))
    }

    fn day_month(&self, at: usize) -> Parse<Partial> {
        let (day, mut after) = self.day(at)?;
        after += usize::from(self.is_word(after, "of") || self.is_word(after, "de"));
        let (month, end) = self.month(after)?;
        Some((Partial { year: None, month: Some(month), day: Some(day) }, end))
    }

    /// `18` of "18-20 février 1919".
    fn first_day(&self, at: usize) -> Parse<Partial> {
        let (day, end) = self.day(at)?;
        self.joint(end).and_then(|second| self.day_month(second))?;
        Some((Partial { day: Some(day), ..Partial::default() }, end))
    }

    fn month_day(&self, at: usize) -> Parse<Partial> {
        let (month, end) = self.month(at)?;
        let after = end + usize::from(self.is_word(end, "the"));
        match self.day(after).filter(|&(_, end)| !self.is_mark(end, ':')) {
            Some((day, end)) => Some((Partial { year: None, month: Some(month), day: Some(day) }, end)),
            None => Some((Partial { year: None, month: Some(month), day: None }, end)),
        }
    }

    /// A day with its ordinal: `3`, `3d`, `16th`, `3.`, `1er`.
    fn day(&self, at: usize) -> Parse<u8> {
        let day = self.number(at).filter(|day| (1..=31).contains(day))?;
        let is_ordinal = self.word(at + 1).is_some_and(|word| ["st", "nd", "rd", "th", "d", "er", "го"].contains(&word) && !self.tokens[at + 1].is_spaced);
        let is_dotted = self.is_mark(at + 1, '.') && self.tokens.get(at + 2).is_some_and(|next| next.is_spaced && next.kind == TokenKind::Word);
        Some((day as u8, at + 1 + usize::from(is_ordinal || is_dotted)))
    }

    fn month(&self, at: usize) -> Parse<u8> {
        let month = month(self.word(at)?)?;
        let is_short = self.tokens[at].end - self.tokens[at].start <= 5;
        Some((month, at + 1 + usize::from(is_short && self.is_mark(at + 1, '.'))))
    }

    fn year_after(&self, at: usize) -> Parse<i32> {
        let at = at + usize::from(self.is_mark(at, ','));
        let at = at + usize::from(self.is_word(at, "of") || self.is_word(at, "de"));
        let year = self.digits(at, 4).filter(|year| (1000..2100).contains(year))?;
        Some((year as i32, at + 1))
    }

    fn year_alone(&self, at: usize) -> Parse<Partial> {
        let first = if self.years == Years::Anywhere { 1400 } else { 1000 };
        let year = self.digits(at, 4).filter(|year| (first..2100).contains(year))?;
        let stands_free = self.years == Years::Anywhere || self.follows_preposition(at);
        let is_counted = self.word(at + 1).is_some_and(|word| self.years == Years::AfterPreposition && is_counted(word));
        let is_decimal = self.is_mark(at + 1, ',') && self.digits(at + 2, 3).is_some_and(|_| !self.tokens[at + 2].is_spaced);
        let date = Partial { year: Some(year as i32), ..Partial::default() };
        (stands_free && !is_counted && !is_decimal).then_some((date, at + 1))
    }

    fn follows_preposition(&self, at: usize) -> bool {
        const BEFORE: [&str; 32] = [
            "in", "since", "of", "from", "until", "till", "year", "during", "after", "before", "by", "early", "late", "spring", "summer", "autumn", "winter",
            "circa", "ca", "to", "im", "jahre", "seit", "en", "depuis", "dès", "anno", "в", "с", "до", "between", "and",
        ];
        let Some(before) = at.checked_sub(1) else { return false };
        match self.kind(before) {
            Some(TokenKind::Word) => self.word(before).is_some_and(|word| BEFORE.contains(&&*word.to_lowercase())),
            Some(TokenKind::Mark('(')) => self.is_mark(at + 1, ')') || self.second(at + 1, Partial { year: Some(1), ..Partial::default() }).is_some_and(|(_, end)| self.is_mark(end, ')')),
            _ => false,
        }
    }

    /// The second date of a range, and where it ends: "to 20, 1919", "-May 19, 1922", "- 1920", "–07".
    fn second(&self, at: usize, from: Partial) -> Parse<Partial> {
        let at = self.joint(at)?;
        let (to, end) = match self.short_year(at, from) {
            Some(year) => (Partial { year: Some(year), ..Partial::default() }, at + 1),
            None => self.partial(at).or_else(|| self.day_and_year(at, from))?,
        };
        let is_complete = to.year.is_some() || from.year.is_some() && to.month.is_some();
        is_complete.then_some((to, end))
    }

    fn joint(&self, at: usize) -> Option<usize> {
        match self.kind(at)? {
            TokenKind::Mark('-' | '–' | '—') => Some(at + 1 + usize::from(self.is_mark(at + 1, '-'))),
            TokenKind::Word if matches!(self.word(at), Some("to" | "bis" | "au" | "until" | "till" | "through" | "à" | "по")) => Some(at + 1),
            _ => None,
        }
    }

    /// `1920`, or the last two digits of a year: `07` after `1905`.
    fn short_year(&self, at: usize, from: Partial) -> Option<i32> {
        let (year, TokenKind::Number { value, digits }) = (from.year?, self.kind(at)?) else { return None };
        match digits {
            4 if value < 2100 => Some(value as i32),
            2 if from.month.is_none() && value as i32 > year % 100 => Some(year / 100 * 100 + value as i32),
            _ => None,
        }
    }

    /// "20, 1919" after "February 18 to".
    fn day_and_year(&self, at: usize, from: Partial) -> Parse<Partial> {
        let (day, after) = self.day(at).filter(|_| from.day.is_some())?;
        let (year, end) = self.year_after(after)?;
        Some((Partial { year: Some(year), month: from.month, day: Some(day) }, end))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn word(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word)?;
        Some(&self.text[token.start..token.end])
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at) == Some(word)
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(TokenKind::Mark(mark))
    }

    fn number(&self, at: usize) -> Option<u32> {
        match self.kind(at)? {
            TokenKind::Number { value, digits } if digits <= 2 => Some(value),
            _ => None,
        }
    }

    fn digits(&self, at: usize, n: usize) -> Option<u32> {
        match self.kind(at)? {
            TokenKind::Number { value, digits } if digits == n => Some(value),
            _ => None,
        }
    }
}

/// "in 1918 men": a number of things, not a year.
fn is_counted(word: &str) -> bool {
    ["men", "people", "members", "workers", "copies", "pages", "words", "times", "miles", "feet", "tons", "delegates", "persons", "pounds", "dollars"].contains(&word)
}

fn date(from: Partial, to: Option<Partial>) -> Date {
    let first = Partial { year: from.year.or(to.and_then(|to| to.year)), month: from.month.or(to.filter(|_| from.day.is_some()).and_then(|to| to.month)), ..from };
    let value = match to {
        None => moment(first).map(Value::When),
        Some(to) => moment(first).zip(moment(Partial { year: to.year.or(first.year), ..to })).map(|(from, to)| Value::Range(from, to)),
    };
    Date { value, is_vague: false, inferred: None }
}

fn moment(date: Partial) -> Option<Moment> {
    let moment = Moment { year: date.year?, month: date.month, day: date.day };
    calendar::exists(moment).then_some(moment)
}

//! Tokens to dates. Longest match wins; what a date needs about it to be one is in [`context`].

mod begin;
mod citation;
mod context;
mod day;
mod decade;
mod feast;
mod kalends;
mod list;
mod number;
mod numbered_month;
mod numeric;
mod period;
mod relative;
mod span;
mod tense;
mod time;
mod year;

use std::ops::Range;

pub use number::roman;

use crate::date::Years;
use crate::date::calendar::Calendar;
use crate::date::expression::{Core, Expression, Point, Shape, Simple, Vague};
use crate::date::kind;
use crate::date::lexicon::{Entry, Lexicon};
use crate::date::sense::{Companion, Sense, is_anchor};
use crate::date::token::{Token, TokenKind, is_roman};

/// A date in a text, as read.
#[derive(Clone, Debug)]
pub(super) struct Parsed {
    pub(super) range: Range<usize>,
    pub(super) expression: Expression,
}

/// All dates of `tokens`, in order; they do not overlap. None where the first does not begin in the first bytes `within`.
pub(super) fn read(text: &str, tokens: &[Token], lexicon: &Lexicon, years: Years, within: usize) -> Vec<Parsed> {
    let mut parser = Parser { text, tokens, lexicon, years, last_end: 0 };
    let anchors = parser.anchors();
    let mut found: Vec<Parsed> = Vec::new();
    let mut at = 0;
    while at < tokens.len() && (!found.is_empty() || tokens[at].start < within) {
        match (anchors[at] <= LEAD && parser.may_begin(at)).then(|| parser.dates(at)).flatten() {
            Some((dates, end)) => {
                found.extend(
                    dates
                        .into_iter()
                        .map(|(range, expression)| Parsed { range: tokens[range.start].start..tokens[range.end - 1].end, expression }),
                );
                at = end.max(at + 1);
                parser.last_end = at;
            }
            None => at += 1,
        }
    }
    found
}

/// So many tokens of a date, at most, stand before the first by which it is known.
const LEAD: u16 = 12;

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    years: Years,
    /// Where the date before ended.
    last_end: usize,
}

/// What was read, and the token after it.
type Parse<T> = Option<(T, usize)>;

/// The tokens of a date, and what it says.
type Placed = (Range<usize>, Expression);

impl Parser<'_> {
    /// For each token, how far ahead the next is by which a date is known.
    fn anchors(&self) -> Vec<u16> {
        let mut ahead = vec![u16::MAX; self.tokens.len()];
        let mut distance = u16::MAX;
        for (at, token) in self.tokens.iter().enumerate().rev() {
            let is_anchor = match token.kind {
                TokenKind::Number { .. } => true,
                TokenKind::Word { entry, kinds, .. } => {
                    kinds != 0
                        && self.lexicon.is_anchor(entry)
                        && self.sense(at, u32::MAX, |sense| is_anchor(sense).then_some(())).is_some()
                        || token.end - token.start > 1 && self.text.as_bytes()[token.start..token.end].iter().all(|b| is_roman(*b))
                }
                TokenKind::Mark(_) | TokenKind::Cut => false,
            };
            distance = if is_anchor { 0 } else { distance.saturating_add(1) };
            ahead[at] = distance;
        }
        ahead
    }

    fn dates(&self, at: usize) -> Parse<Vec<Placed>> {
        let one = |(expression, end): (Expression, usize)| (vec![(at..end, expression)], end);
        let is_year = self.four_digits(at).is_some();
        let several = || self.list(at).or_else(|| self.bounded(at).map(one));
        (!is_year).then(several).flatten().or_else(|| {
            self.ranged(at)
                .filter(|(expression, end)| self.is_plausible(expression, at, *end))
                .map(|(expression, end)| one((self.with_citation(self.with_tense(expression, at), at, end), end)))
        })
    }

    /// A date alone or with a second that it goes up to.
    fn ranged(&self, at: usize) -> Parse<Expression> {
        if let Some(range) = self.day_range(at) {
            return Some(range);
        }
        let (first, end) = self.simple(at)?;
        if let (Some((shape, end)), Core::Point(Point { year: Some(_), .. })) = (self.bound_behind(end), first.core) {
            return Some((Expression { shape, first, second: None }, end));
        }
        // "from July, 1870, to January, 1871": a comma closes the year.
        let is_led = at.checked_sub(1).is_some_and(|before| self.is(before, Sense::From).is_some());
        let after = if is_led && self.digit_year(end - 1).is_some() { self.past(end, ',') } else { end };
        Some(self.range_from(first, after).unwrap_or((Expression { shape: Shape::Alone, first, second: None }, end)))
    }

    /// "onwards", "at the latest" behind a date.
    fn bound_behind(&self, at: usize) -> Parse<Shape> {
        const BOUNDS: [(Sense, Shape); 3] =
            [(Sense::Onward, Shape::Since), (Sense::AtLatest, Shape::NotAfter), (Sense::AtEarliest, Shape::NotBefore)];
        BOUNDS.iter().find_map(|&(sense, shape)| Some((shape, self.is(at, sense)?)))
    }

    fn simple(&self, at: usize) -> Parse<Simple> {
        let (vague, start) = self.vagueness(at).unwrap_or((Vague::No, at));
        let (core, end) = self.core(start).or_else(|| self.core(self.year_word(start).filter(|_| vague != Vague::No)?))?;
        if let (Some((vague, end)), Core::Point(Point { month: None, day: None, .. })) = (self.vagueness_behind(end), core) {
            return Some((Simple { core, vague }, end));
        }
        let after = end + usize::from(self.is_mark(end, ']') && self.is_mark(at, '['));
        // "1871-03~" of front matter (ISO 8601-2)
        let is_about =
            self.years == Years::Anywhere && matches!(self.kind(after), Some(TokenKind::Mark('~' | '%'))) && !self.is_spaced(after);
        if is_about && vague == Vague::No {
            return Some((Simple { core, vague: Vague::About }, after + 1));
        }
        match self.doubt_behind(after).filter(|_| vague == Vague::No) {
            Some(end) => Some((Simple { core, vague: Vague::Doubtful }, end)),
            None => Some((Simple { core, vague }, end)),
        }
    }

    /// "?", "(?)", "[?]".
    fn doubt_behind(&self, at: usize) -> Option<usize> {
        const FORMS: [&[char]; 3] = [&['?'], &['(', '?', ')'], &['[', '?', ']']];
        let stands = |form: &&[char]| form.iter().enumerate().all(|(n, &mark)| self.is_mark(at + n, mark));
        FORMS.into_iter().find(stands).map(|form| at + form.len())
    }

    fn core(&self, at: usize) -> Parse<Core> {
        if self.four_digits(at).is_some() {
            return self.period(at).or_else(|| self.point(at).map(|(point, end)| (Core::Point(point), end)));
        }
        let period = self
            .weekday_from_feast(at)
            .or_else(|| self.days_beside(at))
            .map(|(point, end)| (Core::Point(point), end))
            .or_else(|| self.part(at))
            .or_else(|| self.season(at))
            .or_else(|| self.period(at))
            .or_else(|| self.reign(at))
            .or_else(|| self.relative(at));
        period.or_else(|| self.point(at).or_else(|| self.day_alone(at)).map(|(point, end)| (Core::Point(point), end)))
    }

    /// "circa", "about", before a month, a year or a part of time.
    fn vagueness(&self, at: usize) -> Parse<Vague> {
        // "[?1850]"
        let is_free = || self.is_spaced(at) || at > 0 && (self.is_mark(at - 1, '[') || self.is_mark(at - 1, '('));
        if self.is_mark(at, '?') && self.four_digits(at + 1).is_some() && !self.is_spaced(at + 1) && is_free() {
            return Some((Vague::Doubtful, at + 1));
        }
        let (vague, end) = self.sense(at, kind::VAGUE, |sense| match sense {
            Sense::Circa => Some(Vague::Circa),
            Sense::About => Some(Vague::About),
            Sense::Doubt => Some(Vague::Doubtful),
            _ => None,
        })?;
        // "&c. 1609" is no "c. 1609"
        if !self.is_spaced(at) && at.checked_sub(1).is_some_and(|before| self.is_mark(before, '&')) {
            return None;
        }
        let end = if vague == Vague::Doubtful { self.past(end, ':') } else { end };
        let is_year_named = self.year_word(end).is_some();
        Some((if is_year_named && vague == Vague::About { Vague::Circa } else { vague }, end))
    }

    /// "approximately", "(uncertain)" behind a year, before a mark.
    fn vagueness_behind(&self, at: usize) -> Parse<Vague> {
        let open = self.past(at, '(');
        let (vague, end) = self.vagueness(open)?;
        let is_last = matches!(self.kind(end), None | Some(TokenKind::Mark(',' | '.' | ';' | ')' | ']')));
        let vague = if vague == Vague::About { Vague::Circa } else { vague };
        (is_last && (open == at || self.is_mark(end, ')'))).then_some((vague, end + usize::from(open > at)))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn str(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    fn is_spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.is_spaced)
    }

    fn is_mark(&self, at: usize, mark: char) -> bool {
        self.kind(at) == Some(TokenKind::Mark(mark))
    }

    fn is_dash(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Mark('-' | '–' | '—' | '−')))
    }

    /// After the stop of a number before a stroke: "20./8. Oktober", "30./V. 1871".
    fn past_stop_before_stroke(&self, at: usize) -> usize {
        at + usize::from(self.is_mark(at, '.') && self.is_mark(at + 1, '/'))
    }

    /// After the stop of a day before a second: "20./8. Oktober", "1. (13.) März".
    fn past_stop_before_second(&self, at: usize) -> usize {
        let is_bracket = self.is_mark(at + 1, '(') || self.is_mark(at + 1, '[');
        if self.is_mark(at, '.') && is_bracket { at + 1 } else { self.past_stop_before_stroke(at) }
    }

    /// After a mark, if it is there.
    fn past(&self, at: usize, mark: char) -> usize {
        at + usize::from(self.is_mark(at, mark))
    }

    /// Whether a stop ends a sentence: "… at Martinmas. The 1840 men", "… in March. The first of them".
    fn ends_sentence(&self, at: usize) -> bool {
        self.is_mark(at, '.') && self.is_capital(at + 1) && self.is(at + 1, Sense::Article).is_some()
    }

    /// After dashes, if there are any.
    fn past_dashes(&self, mut at: usize) -> usize {
        while self.is_dash(at) {
            at += 1;
        }
        at
    }

    /// Whether the word at `at` has a reading of one of `kinds`: most have none.
    #[inline]
    fn may_be(&self, at: usize, kinds: u32) -> bool {
        matches!(self.kind(at), Some(TokenKind::Word { kinds: own, .. }) if own & kinds != 0)
    }

    /// The first reading of the words at `at` that `pick` takes, which is of one of `kinds`, and where it ends.
    #[inline]
    fn sense<T>(&self, at: usize, kinds: u32, pick: impl Fn(Sense) -> Option<T>) -> Parse<T> {
        if self.may_be(at, kinds) { self.reading(at, pick) } else { None }
    }

    fn reading<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Parse<T> {
        let TokenKind::Word { entry, is_capital, .. } = self.kind(at)? else {
            return None;
        };
        let entries = self.lexicon.entries(entry).iter();
        entries.filter(|entry| is_capital || !entry.is_capital).find_map(|entry| Some((pick(entry.sense)?, self.end_of(at, entry)?)))
    }

    /// Where a reading ends, if all its words are there.
    fn end_of(&self, at: usize, entry: &Entry) -> Option<usize> {
        let mut end = at + 1;
        for word in &entry.rest {
            while matches!(self.kind(end), Some(TokenKind::Mark('.' | '-' | '’' | '\''))) {
                end += 1;
            }
            if !self.str(end).chars().flat_map(char::to_lowercase).eq(word.chars()) {
                return None;
            }
            end += 1;
        }
        let has_stop = entry.is_short && self.is_mark(end, '.') && !self.is_spaced(end);
        Some(end + usize::from(has_stop))
    }

    /// Where a word of this sense ends.
    #[inline]
    fn is(&self, at: usize, sense: Sense) -> Option<usize> {
        if self.may_be(at, kind::of(sense)) { self.one_of(at, &[sense]) } else { None }
    }

    /// After words of these senses, as many as there are up to three.
    #[inline]
    fn past_words<const N: usize>(&self, at: usize, senses: &[Sense; N]) -> usize {
        let kinds = senses.iter().fold(0, |kinds, &sense| kinds | kind::of(sense));
        if self.may_be(at, kinds) { self.past_some(at, senses) } else { at }
    }

    fn past_some(&self, mut at: usize, senses: &[Sense]) -> usize {
        for _ in 0..3 {
            let Some(end) = self.one_of(at, senses) else {
                break;
            };
            at = end;
            // "l'été", but "of '71"
            at += usize::from(matches!(self.kind(at), Some(TokenKind::Mark('\'' | '’'))) && !self.is_spaced(at));
        }
        at
    }

    /// Where a word of one of these senses ends.
    fn one_of(&self, at: usize, senses: &[Sense]) -> Option<usize> {
        self.reading(at, |own| senses.contains(&own).then_some(())).map(|((), end)| end)
    }

    /// Whether the word at `at` says this beside a date.
    fn goes_with(&self, at: usize, companion: Companion) -> bool {
        self.lexicon.companions(self.str(at)).contains(&companion)
    }

    /// A month by its name.
    fn month(&self, at: usize) -> Parse<(Calendar, u8)> {
        let named =
            || self.sense(at, kind::MONTH, |sense| if let Sense::Month(calendar, month) = sense { Some((calendar, month)) } else { None });
        let (month, end) = self.scribal_month(at).or_else(named)?;
        const LONGEST_CUT: usize = 6;
        // "Nov.r", "24 Nov r": the last letter above the line.
        let is_above =
            self.str(end) == "r" && self.str(at).len() <= LONGEST_CUT || ["y", "t"].contains(&self.str(end)) && self.is_number(end + 1);
        let end = if is_above { self.past(end + 1, '.') } else { end };
        // "Febr: 20th": a colon for the stop of an abbreviation.
        let has_colon =
            self.is_mark(end, ':') && !self.is_spaced(end) && self.is_number(end + 1) && end - at == 1 && self.str(at).len() <= LONGEST_CUT;
        Some((month, end + usize::from(has_colon)))
    }

    /// `7ber` to `10ber`, as scribes write September to December.
    fn scribal_month(&self, at: usize) -> Parse<(Calendar, u8)> {
        let month = self.number(at).filter(|n| (7..=10).contains(n))?;
        // "9.ber"
        let word = if self.is_spaced(at + 1) { at + 1 } else { self.past(at + 1, '.') };
        let is_ending = !self.is_spaced(word) && self.goes_with(word, Companion::MonthEnding);
        is_ending.then(|| ((Calendar::Gregorian, month as u8 + 2), self.past(word + 1, '.')))
    }

    /// A month's name in small letters where a word of everyday needs a capital: only where day and year stand about it.
    fn small_month(&self, at: usize) -> Parse<(Calendar, u8)> {
        let Some(TokenKind::Word { entry, .. }) = self.kind(at) else {
            return None;
        };
        let months = self.lexicon.entries(entry).iter().filter_map(|entry| {
            if let Sense::Month(calendar, month) = entry.sense { Some(((calendar, month), self.end_of(at, entry)?)) } else { None }
        });
        let found = months.into_iter().next()?;
        self.four_digits(self.past(found.1, ',')).map(|_| found)
    }

    fn weekday(&self, at: usize) -> Parse<u8> {
        self.sense(at, kind::WEEKDAY, |sense| if let Sense::Weekday(day) = sense { Some(day) } else { None })
    }

    /// A mark of style, in brackets or not.
    fn style(&self, at: usize) -> Parse<Calendar> {
        let open = self.past(self.past(at, ','), '(');
        let open = self.past(open, '[');
        let (calendar, end) =
            self.sense(open, kind::STYLE, |sense| if let Sense::Style(calendar) = sense { Some(calendar) } else { None })?;
        Some((calendar, if open > at { self.past(self.past(end, ')'), ']') } else { end }))
    }
}

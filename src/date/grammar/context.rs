//! What a date needs about it to be one: numbers, names and verbs look like dates.

use super::Parser;
use crate::date::Years;
use crate::date::calendar::Calendar;
use crate::date::expression::{Core, Expression, FromFeast, Point, Shape, Simple, Vague};
use crate::date::kind;
use crate::date::sense::{Companion, Feast, Sense, Unit};
use crate::date::token::TokenKind;

impl Parser<'_> {
    /// "4th" of "February 4th, 1919" or 1,905 of "1,905 men": whether the number goes on as no year does.
    pub(super) fn is_quantity(&self, at: usize, end: usize) -> bool {
        let is_decimal = matches!(self.kind(end), Some(TokenKind::Mark(',' | '.')))
            && !self.is_spaced(end)
            && !self.is_spaced(end + 1)
            && self.is_number(end + 1);
        let is_joined = match self.kind(end) {
            Some(TokenKind::Word { .. } | TokenKind::Mark('/' | '_' | '=' | '°')) => !self.is_spaced(end) && self.is_number(end - 1),
            Some(TokenKind::Mark(':')) => !self.is_spaced(end) && !self.is_spaced(end + 1) && self.is_number(end + 1),
            _ => false,
        };
        let is_path = self.is_mark(end, '.')
            && !self.is_spaced(end)
            && !self.is_spaced(end + 1)
            && matches!(self.kind(end + 1), Some(TokenKind::Word { .. }));
        // "The battles fought in 1848 were", but "1500 were"
        let is_past = || self.is_led(at) && self.is(end, Sense::Past).is_some() && self.four_digits(at).is_some_and(|year| year % 100 > 0);
        self.is_counted(end) && !is_past()
            || is_decimal
            || is_joined
            || is_path
            || matches!(self.kind(at.wrapping_sub(1)), Some(TokenKind::Mark('£' | '$')))
            || self.is_numbered(at)
            || self.is_measured(at)
    }

    /// "a population of 1900"
    fn is_measured(&self, at: usize) -> bool {
        at >= 2 && self.is(at - 2, Sense::Measure) == Some(at)
    }

    pub(super) fn is_plausible(&self, expression: &Expression, at: usize, end: usize) -> bool {
        let Core::Point(point) = expression.first.core else {
            return true;
        };
        let is_month_alone = point.month.is_some() && point.day.is_none() && point.year.is_none();
        let is_weekday_alone = point.weekday.is_some() && !point.is_in_year() && point.year.is_none();
        let is_day_alone = point.day.is_some() && point.month.is_none();
        // "Thursday 30th" above an entry of a diary is a day like any
        let is_lone_day = is_day_alone && point.weekday.is_none();
        if self.years == Years::Anywhere && (is_month_alone || is_weekday_alone || is_lone_day) {
            return false;
        }
        if is_day_alone {
            let is_led = [Sense::OnThe, Sense::On].iter().any(|&sense| self.is_behind(at, sense)) && self.is_number(at);
            return point.weekday.is_some() || is_led || self.is_day(at, end);
        }
        if is_month_alone {
            return point.told.is_some() || self.is_month(at, end);
        }
        let is_of_month = matches!(point.feast, Some((Feast::OfMonth { .. }, _))) && point.year.is_none();
        if is_weekday_alone || is_of_month {
            return self.is_weekday(at, end);
        }
        if let (Some((_, from)), None) = (point.feast, point.year) {
            return matches!(from, FromFeast::Weekday { .. }) || self.is_feast(at, end);
        }
        let is_of_other_calendar = point.calendar.is_some_and(Calendar::has_own_months);
        point.is_in_year() || is_of_other_calendar || self.is_year(expression, point, at, end)
    }

    /// "of the 14th": after a preposition, and nothing that it is the fourteenth of.
    fn is_day(&self, at: usize, end: usize) -> bool {
        let leads = |before| self.is(before, Sense::On).or_else(|| self.is(before, Sense::OnThe)).is_some();
        let is_led = self.is_led(at) || self.before(at).is_some_and(leads);
        let follows = match self.kind(end) {
            None | Some(TokenKind::Cut | TokenKind::Mark(_)) => true,
            Some(TokenKind::Word { .. }) => self.goes_with(end, Companion::GoesOn) || self.str(end - 1).len() > 2,
            Some(TokenKind::Number { .. }) => false,
        };
        is_led && follows
    }

    /// "since April": after a preposition, and not the first name of August Bebel nor a month of revolution.
    fn is_month(&self, at: usize, end: usize) -> bool {
        let is_event = self.is(end, Sense::Event).is_some();
        let is_name = self.is_capital(end) && self.is_spaced(end) && !self.is_mark(end - 1, '.');
        let is_range = self.is_dash(end);
        self.is_led(at) && !is_event && !is_name && !is_range && !self.is_cut_month(at, end)
    }

    /// "sept" of "bottes de sept lieues", "Augustus" in English: an abbreviation without its stop and in small letters is no
    /// month alone, nor is the month of another language.
    fn is_cut_month(&self, at: usize, end: usize) -> bool {
        let Some(TokenKind::Word { entry, is_capital, .. }) = self.kind(at) else {
            return false;
        };
        let months = || self.lexicon.entries(entry).iter().filter(|entry| matches!(entry.sense, Sense::Month(..)));
        let is_cut = !is_capital && !self.is_mark(end - 1, '.') && months().all(|entry| entry.is_short);
        is_cut || months().all(|entry| entry.is_foreign)
    }

    /// "on Whit Monday": a name of two words or more behind "on".
    fn is_feast(&self, at: usize, end: usize) -> bool {
        let is_led = self.before(at).is_some_and(|before| self.is(before, Sense::On).is_some());
        let start = self.past_words(at, &[Sense::Article]);
        let is_one_of_many = self.goes_with(at, Companion::Indefinite);
        is_led && !is_one_of_many && end > start + 1 && !self.is_mark(start + 1, '.') && self.is(end, Sense::Event).is_none()
    }

    fn is_weekday(&self, at: usize, end: usize) -> bool {
        let is_none = self.before(at).is_some_and(|before| self.goes_with(before, Companion::NoWeekday));
        let is_possessive = matches!(self.kind(end), Some(TokenKind::Mark('\'' | '’'))) && !self.is_spaced(end + 1);
        // "the first Tuesday after …"
        let is_counted = self.before(at).is_some_and(|before| self.may_be(before, kind::ORDINAL));
        // "Sonntags" is every Sunday.
        let is_each = self.goes_with(end - 1, Companion::Weekly);
        // "Tuesday week" is not the next.
        let is_of_week = self.unit(end).is_some_and(|(unit, _)| matches!(unit, Unit::Week | Unit::Fortnight));
        !is_each && !is_none && !is_counted && !is_possessive && !is_of_week && self.is(end, Sense::Event).is_none()
    }

    /// The token before, without articles.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        if self.is(before, Sense::Article).is_some() { before.checked_sub(1) } else { Some(before) }
    }

    /// Whether a preposition leads to what begins at `at`.
    pub(super) fn is_led(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else {
            return false;
        };
        let Some(word) = self.ends_word(before) else {
            return false;
        };
        let leads = |sense| {
            matches!(
                sense,
                Sense::Cue
                    | Sense::From
                    | Sense::To
                    | Sense::Until
                    | Sense::Before
                    | Sense::After
                    | Sense::By
                    | Sense::Between
                    | Sense::Part(_)
            )
            .then_some(())
        };
        let is_linked = (self.is(word, Sense::And).is_some() || self.is(word, Sense::Or).is_some()) && self.last_end == word;
        is_linked || (self.sense(word, u32::MAX, leads).is_some() && self.is(word, Sense::And).is_none())
    }

    /// The word at `at`, or before the full stop at `at`.
    pub(super) fn ends_word(&self, at: usize) -> Option<usize> {
        match self.kind(at)? {
            TokenKind::Word { .. } => Some(at),
            TokenKind::Mark('.') if !self.is_spaced(at) => {
                at.checked_sub(1).filter(|&word| self.str(word).len() <= 4 && matches!(self.kind(word), Some(TokenKind::Word { .. })))
            }
            _ => None,
        }
    }

    /// Whether a number of four digits is a year: where the words before it, brackets or the line say so.
    fn is_year(&self, expression: &Expression, point: Point, at: usize, end: usize) -> bool {
        if self.is_quantity(at, end) {
            return false;
        }
        let is_said = point.year.is_some_and(|year| year < 1000)
            || self.is_number(at) && end > at + 1 && expression.shape == Shape::Alone && !self.is_mark(end - 1, '?');
        let is_span = matches!(expression.shape, Shape::Range | Shape::Or) && self.is_wide(expression);
        let is_short = point.is_short && self.is_led(at);
        let is_stated = self.years == Years::Anywhere && !point.is_short;
        // "about 2000 programmes", "circa 2000 km"
        let is_round = point.year.is_some_and(|year| year % 1000 == 0) && matches!(self.kind(end), Some(TokenKind::Word { .. }));
        let is_vague = expression.first.vague != Vague::No;
        if is_round && (is_vague || at > 0 && self.may_be(at - 1, kind::VAGUE)) {
            return false;
        }
        is_said
            || is_vague
            || is_span
            || is_stated
            || is_short
            || !point.is_short
                && (self.is_led(at)
                    || self.is_set_off(at, end)
                    || self.is_listed(at, end)
                    || self.is_cited(at, end)
                    || self.era_leads(at)
                    || self.is_bare(at, end)
                    || self.is_adjective(at, end))
    }

    /// "the 1892 judgment", "his 1973 essay", but not "the 1500 florins": before one thing, and no round number.
    fn is_adjective(&self, at: usize, end: usize) -> bool {
        let is_year = self.four_digits(at).is_some_and(|year| (1400..2100).contains(&year) && year % 50 != 0) && end == at + 1;
        let is_led = || at.checked_sub(1).is_some_and(|before| self.goes_with(before, Companion::Determiner));
        let word = self.str(end);
        let is_plural = || word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
        let is_one = || matches!(self.kind(end), Some(TokenKind::Word { kinds: 0, .. })) && word.len() > 2 && !is_plural();
        is_year && self.is_spaced(end) && is_led() && (self.is(end, Sense::Event).is_some() || is_one())
    }

    /// "Er ging 1848 nach Wien": in a language that needs no preposition, between words of which none is counted.
    fn is_bare(&self, at: usize, end: usize) -> bool {
        let is_year = self.four_digits(at).is_some_and(|year| (1400..2100).contains(&year)) && end == at + 1;
        let is_behind_word = || at.checked_sub(1).is_some_and(|before| matches!(self.kind(before), Some(TokenKind::Word { .. })));
        // "Er starb 1832.", "er ging 1914 fort"
        let is_told = || self.goes_with(end, Companion::BehindYear) || self.goes_with(at - 1, Companion::BeforeYear);
        is_year && is_behind_word() && !self.is_capital(end) && is_told()
    }

    fn era_leads(&self, at: usize) -> bool {
        self.is(at, Sense::Era { is_before: false }).is_some()
            || self.year_word(at).is_some()
            || (2..=6).any(|back| at.checked_sub(back).is_some_and(|before| self.is(before, Sense::Of) == Some(at)))
            || at.checked_sub(2).is_some_and(|before| self.is(before, Sense::Era { is_before: false }) == Some(at))
            || self.vagueness(at).is_some()
    }

    /// `1818-1883`, `1905-07`, `1648/9`: two years, the second whole or cut.
    fn is_wide(&self, expression: &Expression) -> bool {
        let year = |simple: Simple| if let Core::Point(point) = simple.core { point.year } else { None };
        let years = year(expression.first).zip(expression.second.and_then(year));
        years.is_some_and(|(first, last)| first < last && last < 2100 && last - first < 150)
    }

    /// In brackets alone or before another, or at the head of a line before a colon.
    fn is_set_off(&self, at: usize, end: usize) -> bool {
        let opens = at == 0
            || matches!(self.kind(at - 1), Some(TokenKind::Mark('(' | '[' | '—')) | Some(TokenKind::Cut))
                && self.kind(at - 1) != Some(TokenKind::Cut);
        let closes = matches!(self.kind(end), Some(TokenKind::Mark(')' | ']' | ':' | ';')));
        // "(1707, 1725)"
        let is_first = || {
            self.digit_year(self.past(end, ',')).is_some_and(|(_, end)| matches!(self.kind(end), Some(TokenKind::Mark(')' | ']' | ','))))
        };
        let is_head = at == 0 && self.is_mark(end, ':');
        let is_bracket = self.is_mark(at, '[') && self.is_mark(end - 1, ']');
        opens && at > 0 && (closes || is_first()) || is_head || is_bracket
    }

    /// "published in Berlin, 1859, he says", "Moscow, 1953": after a name and a comma, before a stop or the end.
    fn is_listed(&self, at: usize, end: usize) -> bool {
        // "1772, 1773, and 1774"
        let is_last = || self.is(at - 1, Sense::And) == Some(at) && self.is_mark(at - 2, ',') && self.last_end == at - 2;
        let after_comma = || self.is_mark(at - 1, ',') && (self.is_capital(at - 2) || self.is_next(at) || self.is_mark(end - 1, '?'));
        let after_name = at >= 2 && (is_last() || after_comma());
        after_name && self.stops(end)
    }

    /// "1773" of "1772, 1773", but not 2084 of the page in "1857, 2084".
    fn is_next(&self, at: usize) -> bool {
        const FAR: i32 = 150;
        let years = self.digit_year(at.wrapping_sub(2)).zip(self.digit_year(at));
        self.last_end + 1 == at && years.is_none_or(|((before, _), (year, _))| year - before < FAR)
    }

    /// Whether a stop, the end of a bracket or of all stands at `at`, or a link to another year.
    pub(super) fn stops(&self, at: usize) -> bool {
        let goes_on = || [Sense::And, Sense::Or].iter().any(|&link| self.is(at, link).is_some_and(|next| self.digit_year(next).is_some()));
        matches!(self.kind(at), None | Some(TokenKind::Mark(',' | '.' | ')' | ']' | ';'))) || goes_on()
    }
}

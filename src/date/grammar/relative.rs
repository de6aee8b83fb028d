//! Dates that count from another: from the document's, or from the one before.

use super::{Parse, Parser};
use crate::date::calendar::Calendar;
use crate::date::expression::{Core, Nearness, Point, Relative, ToldYear, What};
use crate::date::kind;
use crate::date::sense::{Companion, Sense, Unit};
use crate::date::token::TokenKind;

impl Parser<'_> {
    pub(super) fn relative(&self, at: usize) -> Parse<Core> {
        let found = self
            .entry(at)
            .or_else(|| self.ago(at))
            .or_else(|| self.later(at))
            .or_else(|| self.carried_day(at))
            .or_else(|| self.instant(at))
            .or_else(|| self.carried(at))
            .or_else(|| self.near(at));
        found.map(|(relative, end)| (Core::Relative(relative), end))
    }

    /// `22/3`, `12. 4.` at the head of a block.
    fn entry(&self, at: usize) -> Parse<Relative> {
        let (day, month) = (self.number(at)?, self.number(at + 2)?);
        let is_stroke = self.is_mark(at + 1, '/') && !self.is_spaced(at + 2);
        let is_stop = self.is_mark(at + 1, '.') && self.is_mark(at + 3, '.');
        let end = if is_stop { at + 4 } else { at + 3 };
        let is_date = (1..=31).contains(&day) && (1..=12).contains(&month) && self.four_digits(end).is_none();
        (at == 0 && (is_stroke || is_stop) && is_date && self.is_spaced(end))
            .then_some((Relative::Entry { day: day as u8, month: month as u8 }, end))
    }

    /// "ten years ago", "a year ago", "three or four months ago".
    fn ago(&self, at: usize) -> Parse<Relative> {
        let first = self.is(at, Sense::AgoFirst);
        // "год тому назад", but not "some years ago"
        let one = || (self.may_be(at, kind::UNIT) && self.goes_with(at, Companion::One)).then_some((1, at));
        let (few, end) = self.amount(first.unwrap_or(at)).or_else(one)?;
        let (many, end) =
            self.is(end, Sense::Or).or_else(|| self.is(end, Sense::To)).and_then(|after| self.amount(after)).unwrap_or((few, end));
        let (unit, end) = self.unit(end)?;
        let end = if first.is_some() { end } else { self.is(end, Sense::Ago)? };
        (few <= many && many <= 1000).then_some((Relative::Ago { few, many, unit }, end))
    }

    /// "two years later", "drei Tage später", "через два года": so many days, months or years after the date before.
    fn later(&self, at: usize) -> Parse<Relative> {
        /// Tokens behind it in which a year of its own may stand.
        const REACH: usize = 5;
        let first = self.is(at, Sense::LaterFirst);
        let (n, end) = self.amount(first.unwrap_or(at))?;
        let (unit, end) = self.unit(end)?;
        let end = if first.is_some() { end } else { self.is(end, Sense::Later)? };
        let (n, unit) = unit.days().map_or((n, unit), |days| (n.saturating_mul(days.into()), Unit::Day));
        let is_second = || at > 0 && self.is(at - 1, Sense::Or).is_some();
        // "until May, 1888, two years later" and "63 years later, in 1833" tell the day that they count to.
        let is_told = || at > 1 && self.is_mark(at - 1, ',') && self.last_end == at - 1;
        let tells = || (end..end + REACH).any(|at| self.digit_year(at).is_some());
        let steps = i8::try_from(n).ok().filter(|_| unit != Unit::Century && !is_second() && !is_told() && !tells())?;
        Some((Relative::Later { steps, unit }, end))
    }

    /// "the 5th of the following month", "le 5 du même mois".
    fn carried_day(&self, at: usize) -> Parse<Relative> {
        let start = self.past_words(at, &[Sense::Article]);
        let (day, end) = self.day(start).filter(|_| start > at)?;
        let after = self.is(end, Sense::Of).or_else(|| self.is(end, Sense::OnThe))?;
        match self.carried(after)? {
            (Relative::Carried { steps, unit: Unit::Month }, end) => Some((Relative::CarriedDay { months: steps, day }, end)),
            _ => None,
        }
    }

    pub(super) fn amount(&self, at: usize) -> Parse<u32> {
        let digits = || self.number(at).map(|n| (n, at + 1));
        self.number_words(at).or_else(digits).or_else(|| self.is_one(at).then_some((1, at + 1)))
    }

    /// "a" of "a year".
    fn is_one(&self, at: usize) -> bool {
        self.may_be(at + 1, kind::UNIT) && self.goes_with(at, Companion::Indefinite)
    }

    pub(super) fn unit(&self, at: usize) -> Parse<Unit> {
        self.sense(at, kind::UNIT, |sense| if let Sense::Unit(unit) = sense { Some(unit) } else { None })
    }

    /// "the 25th ult.", "the 25th of last month", "Thursday the 4th inst.", "le 3 courant".
    pub(super) fn instant(&self, at: usize) -> Parse<Relative> {
        let start = self.leading_weekday(at).map_or_else(|| self.past_words(at, &[Sense::Article]), |(_, end)| end);
        let (day, end) = self.day(start)?;
        let end = self.past(end, '.');
        // "7-го числа сего месяца"
        let end = self.is(end, Sense::Unit(Unit::Day)).unwrap_or(end);
        // "10, 12 et 13 courant": "et" without its stop joins two.
        let named = self.named_instant(end).filter(|&(_, after)| self.is(end, Sense::And).is_none() || self.is_mark(after - 1, '.'));
        let (months, end) = named.or_else(|| self.of_month(end))?;
        Some((Relative::Instant { day, months }, end))
    }

    /// "of this month", "of last month", "of next month": how many months from the letter's.
    fn of_month(&self, at: usize) -> Parse<i8> {
        let after = self.is(at, Sense::Of)?;
        let near = |sense| match sense {
            Sense::Last => Some(-1),
            Sense::Next => Some(1),
            _ => None,
        };
        let this = || self.goes_with(after, Companion::This).then_some((0, after + 1));
        let (months, end) = self.sense(after, kind::NEAR, near).or_else(this)?;
        self.unit(end).filter(|(unit, _)| *unit == Unit::Month).map(|(_, end)| (months, end))
    }

    /// "ult.", "inst.", "courant": how many months from the letter's.
    fn named_instant(&self, at: usize) -> Parse<i8> {
        self.sense(at, kind::INSTANT, |sense| if let Sense::Instant(months) = sense { Some(months) } else { None })
    }

    /// "of this month", "d. M.", "du mois dernier" behind a part: how many months from the letter's.
    pub(super) fn near_month(&self, at: usize) -> Parse<i8> {
        let start = self.past_words(at, &[Sense::Of, Sense::Article]);
        // "de l'an dernier" is of no month.
        let behind = || self.named_instant(start).filter(|(_, end)| *end > start + 1);
        let alone = || self.named_instant(at).filter(|_| self.is(at, Sense::And).is_none());
        self.of_month(at).or_else(alone).or_else(behind).filter(|(_, end)| !self.is_number(*end))
    }

    /// "the following year", "the following July", "the next month", "the same year", "the previous month": with their article.
    fn carried(&self, at: usize) -> Parse<Relative> {
        // "that year"
        if let Some(end) = self.is(at, Sense::ThatYear).filter(|&end| self.is(end, Sense::Of).is_none()) {
            return Some((Relative::Carried { steps: 0, unit: Unit::Year }, end));
        }
        let start = self.past_words(at, &[Sense::Article]);
        let has_article = start > at;
        // "im folgenden Jahr", but "next month" is that of the letter.
        let is_led = || [Sense::Of, Sense::On, Sense::OnThe].iter().any(|&sense| self.is_behind(at, sense));
        if !has_article && !is_led() {
            return None;
        }
        let is_of_letter = !has_article && self.may_be(at, kind::NEAR);
        let steps = |sense| match sense {
            Sense::Following => Some(1),
            Sense::Preceding => Some(-1),
            Sense::Same => Some(0),
            _ => None,
        };
        // "in the following years" is no one year.
        let is_one = |word| !self.goes_with(word, Companion::Many);
        let unit = |word| self.unit(word).filter(|(unit, _)| matches!(unit, Unit::Day | Unit::Month | Unit::Year) && is_one(word));
        // "l'année suivante"
        if let Some((unit, end)) = unit(start) {
            return self.sense(end, kind::CARRIED, steps).map(|(steps, end)| (Relative::Carried { steps, unit }, end));
        }
        let (steps, end) = self.sense(start, kind::CARRIED, steps)?;
        if let Some(((Calendar::Gregorian, month), end)) =
            self.month(end).filter(|(_, end)| !is_of_letter && self.digit_year(*end).is_none())
        {
            return Some((Relative::CarriedMonth { steps, month }, end));
        }
        let (unit, end) = unit(end).filter(|(unit, _)| !is_of_letter || *unit == Unit::Day)?;
        Some((Relative::Carried { steps, unit }, end))
    }

    /// "of the previous year", "of that year", "of last year", "of this year" behind a month, day, season or part.
    pub(super) fn told_year(&self, at: usize) -> Parse<ToldYear> {
        let of = self.is(at, Sense::Of);
        let start = of.unwrap_or(at);
        let named = |sense| {
            of.and_then(|_| self.is(at, sense))
                .or_else(|| self.is(start, sense))
                .or_else(|| self.is(self.past_words(start, &[Sense::Article]), sense))
        };
        if let Some(end) = named(Sense::ThisYear) {
            return Some((ToldYear::FromDocument(0), end));
        }
        if let Some(end) = named(Sense::ThatYear) {
            return Some((ToldYear::FromBefore(0), end));
        }
        // "des folgenden Jahres": the one word is both.
        let carried = of.and_then(|after| self.carried(after).or_else(|| self.carried(at)));
        if let Some((Relative::Carried { steps, unit: Unit::Year }, end)) = carried {
            return Some((ToldYear::FromBefore(steps), end));
        }
        let told = |sense| match sense {
            Sense::Last => Some(ToldYear::FromDocument(-1)),
            Sense::Next => Some(ToldYear::FromDocument(1)),
            // "следующего года", "folgenden Jahres"
            Sense::Following if of.is_none() => Some(ToldYear::FromBefore(1)),
            Sense::Preceding if of.is_none() => Some(ToldYear::FromBefore(-1)),
            _ => None,
        };
        let (told, end) = self.sense(start, kind::NEAR | kind::CARRIED, told)?;
        self.unit(end).filter(|(unit, _)| *unit == Unit::Year).map(|(_, end)| (told, end))
    }

    /// "next Monday", "last month", "last September", "29th July last".
    fn near(&self, at: usize) -> Parse<Relative> {
        let nearness = |sense| match sense {
            Sense::Last => Some(Nearness::Last),
            Sense::Next => Some(Nearness::Next),
            _ => None,
        };
        if let Some((nearness, end)) = self.sense(at, kind::NEAR, nearness) {
            let (what, end) = self.nearby(end)?;
            // "künftigen Montag im Laufe des Tages", but not "the last Monday in May"
            let is_day = |of: usize| matches!(what, What::Weekday(_)) && !self.is_time_word(self.past_words(of, &[Sense::Article]));
            let is_whole = self.is(end, Sense::Of).is_none_or(is_day);
            let is_part = !is_whole || self.month(end).is_some() || self.digit_year(end).is_some();
            let is_of_article = at.checked_sub(1).is_some_and(|before| self.is(before, Sense::Article).is_some());
            return (!is_part && !is_of_article).then_some((Relative::Near { nearness, what }, end));
        }
        let start = self.past_words(at, &[Sense::Article]);
        let day = |(point, end): (Point, usize)| Some((What::Day(point.month?, point.day?), end));
        // "l'année passée", "du mois prochain", but not "for years past"
        let is_one = start > at || self.is_behind(at, Sense::OnThe);
        let nearby = || self.nearby(start).filter(|(what, _)| is_one || !matches!(what, What::Unit(_) | What::Season(_)));
        let (what, end) = self.day_month(start).or_else(|| self.month_day(start)).and_then(day).or_else(nearby)?;
        let (nearness, end) = self.sense(self.past(end, ','), kind::NEAR, nearness)?;
        let goes_on = self.unit(end).is_some() || self.nearby(end).is_some();
        (!goes_on).then_some((Relative::Near { nearness, what }, end))
    }

    /// "May", "1919", "month", of which the one before is a part: "the last Monday in May".
    fn is_time_word(&self, at: usize) -> bool {
        self.month(at).is_some() || self.digit_year(at).is_some() || self.unit(at).is_some()
    }

    fn nearby(&self, at: usize) -> Parse<What> {
        let weekday = self.weekday(at).map(|(day, end)| (What::Weekday(day), end));
        let month = || self.month(at).map(|((_, month), end)| (What::Month(month), end));
        let season = || self.season_word(at).map(|(season, end)| (What::Season(season), end));
        let unit = || self.unit(at).filter(|(unit, _)| matches!(unit, Unit::Month | Unit::Year)).map(|(unit, end)| (What::Unit(unit), end));
        weekday.or_else(month).or_else(unit).or_else(season)
    }

    /// "the 14th", "the 19th of the same month".
    pub(super) fn day_alone(&self, at: usize) -> Parse<Point> {
        let Some(start) = self.is(at, Sense::Article) else {
            return self.day_led(at).map(|(day, end)| (Point { day: Some(day), ..Point::default() }, end));
        };
        // "the 4th/5th August" is a range.
        // So is "the 14th (26th) of December" one day.
        let is_second = |day: u32, end: usize| u8::try_from(day).is_ok_and(|day| self.second_day(end, day).is_some());
        let is_day = |&(day, end): &(u32, usize)| {
            (1..=31).contains(&day) && self.month(end).is_none() && !self.is_mark(end, '/') && !is_second(day, end)
        };
        let (day, end) = self.suffixed(start).filter(is_day)?;
        let carried = self.is(end, Sense::Of).and_then(|after| self.carried(after)).map(|(_, end)| end);
        Some((Point { day: Some(day as u8), ..Point::default() }, carried.unwrap_or(end)))
    }

    /// Whether a day of which no month is said ends at `at`: before a mark, or a word with which the sentence goes on.
    fn stands_free(&self, at: usize) -> bool {
        match self.kind(at) {
            None | Some(TokenKind::Cut | TokenKind::Mark(',' | '.' | ';' | ')')) => true,
            Some(TokenKind::Word { .. }) => self.goes_with(at, Companion::GoesOn),
            _ => false,
        }
    }

    /// "14" of "am 14. habe ich", "26ten" of "vom 26ten", "10" of "lettera del 10": behind a preposition with its article,
    /// and nothing that it is the fourteenth of.
    fn day_led(&self, at: usize) -> Parse<u8> {
        let is_article = |word| self.is(word, Sense::On).is_some() && self.is(word, Sense::Article).is_some();
        let word = at.checked_sub(1).filter(|&word| self.is(word, Sense::OnThe).is_some() || is_article(word))?;
        let is_of_mail = word.checked_sub(1).is_some_and(|mail| self.is(mail, Sense::Mail).is_some());
        let has_stop = self.is_mark(at + 1, '.') && !self.is_spaced(at + 1);
        // "du 14e régiment"
        let suffixed = self.suffixed(at).filter(|(_, end)| is_of_mail || self.goes_with(end - 1, Companion::DayEnding));
        // "le 5, il partit"
        let is_free = || is_article(word) && self.stands_free(at + 1);
        let (day, end) = suffixed.or_else(|| self.number(at).filter(|_| is_of_mail || has_stop || is_free()).map(|day| (day, at + 1)))?;
        let after = self.past(end, '.');
        let is_of_things = match self.kind(after) {
            Some(TokenKind::Word { is_capital: true, .. }) => {
                self.is(after, Sense::Daypart).or_else(|| self.is(after, Sense::Article)).is_none()
            }
            // "am 15. jedes Monats"
            Some(TokenKind::Word { .. }) if self.goes_with(after, Companion::Each) => true,
            // "am 3. internationalen Kongreß"
            Some(TokenKind::Word { .. }) => self.is_counted(after) || self.str(after).ends_with("en") && self.is_capital(after + 1),
            Some(TokenKind::Number { .. }) => true,
            // "vom 22.-27. Lebensjahr"
            Some(TokenKind::Mark('-' | '–')) => self.is_number(after + 1),
            // "den 4.? Stock"
            Some(TokenKind::Mark('?')) => true,
            _ => false,
        };
        ((1..=31).contains(&day) && !is_of_things).then_some((day as u8, end))
    }
}

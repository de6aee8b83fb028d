//! Lists of days and months that share their month and year: each is a date of its own.

use std::ops::Range;

use super::{Parse, Parser, Placed};
use crate::date::expression::{Core, Expression, Point, Relative, Shape, Simple, Vague};
use crate::date::sense::Sense;
use crate::date::token::TokenKind;

/// Items of a list, at most.
const MAX_ITEMS: usize = 12;

pub(super) fn alone(point: Point) -> Simple {
    Simple { core: Core::Point(point), vague: Vague::No }
}

/// The items of a list with their tokens, and whether "or" joins them.
pub(super) struct Items {
    pub(super) items: Vec<(Range<usize>, Simple)>,
    pub(super) is_choice: bool,
}

impl Parser<'_> {
    /// "February 2 and 3, 1919", "17, 18 et 19 Décembre", "May and June 1919"; "the 18th or 19th of May" is one date.
    pub(super) fn list(&self, at: usize) -> Parse<Vec<Placed>> {
        let (list, end) = self.items(at)?;
        if list.is_choice {
            let (first, second) = (list.items.first()?.1, list.items.last()?.1);
            return Some((vec![(at..end, Expression { shape: Shape::Or, first, second: Some(second) })], end));
        }
        let one = |first| Expression { shape: Shape::Alone, first, second: None };
        Some((list.items.into_iter().map(|(range, simple)| (range, one(simple))).collect(), end))
    }

    /// Two or more days or months that share what is said once.
    pub(super) fn items(&self, at: usize) -> Parse<Items> {
        self.days_then_month(at).or_else(|| self.month_then_days(at)).or_else(|| self.months(at))
    }

    /// Between two items: a comma, "and", "or".
    fn separator(&self, at: usize) -> Parse<Option<bool>> {
        let after = self.past(at, ',');
        if let Some(end) = self.is(after, Sense::Or) {
            return Some((Some(true), end));
        }
        let ampersand = self.is_mark(after, '&').then_some(after + 1);
        match self.is(after, Sense::And).or(ampersand) {
            Some(end) => Some((Some(false), end)),
            None => (after > at).then_some((None, after)),
        }
    }

    fn days_then_month(&self, at: usize) -> Parse<Items> {
        let mut days: Vec<(Range<usize>, u8, Option<u8>)> = Vec::new();
        let (mut start, mut choice) = (at, None);
        loop {
            let bare = self.past_words(start, &[Sense::Article]);
            let (weekday, bare) = self.leading_weekday(bare).map_or((None, bare), |(weekday, end)| (Some(weekday), end));
            if choice.is_some()
                && let Some((last, end)) = self.day_month(bare)
            {
                let (last, end) = self.with_year(end, last).unwrap_or((last, end));
                let with_day = |day, weekday| alone(Point { day: Some(day), weekday, time: None, new_style: None, ..last });
                let mut items: Vec<(Range<usize>, Simple)> =
                    days.into_iter().map(|(range, day, weekday)| (range, with_day(day, weekday))).collect();
                items.push((start..end, alone(Point { weekday, ..last })));
                return Some((Items { items, is_choice: choice == Some(true) }, end));
            }
            // "the 3rd and 5th ult.", "18 & 19ten d. M."
            if choice.is_some()
                && let Some((Relative::Instant { day, months }, end)) = self.instant(start)
            {
                days.push((start..end, day, weekday));
                let of_month = |day| Simple { core: Core::Relative(Relative::Instant { day, months }), vague: Vague::No };
                let items = days.into_iter().map(|(range, day, _)| (range, of_month(day))).collect();
                return Some((Items { items, is_choice: choice == Some(true) }, end));
            }
            let (day, end) = self.day(bare)?;
            days.push((start..end, day, weekday));
            let (joint, next) = self.separator(self.past(end, '.')).filter(|_| days.len() < MAX_ITEMS)?;
            (start, choice) = (next, joint.or(choice));
        }
    }

    fn month_then_days(&self, at: usize) -> Parse<Items> {
        let (first, mut end) = self.month_day(at)?;
        let (mut days, mut choice) = (vec![(at..end, first)], None);
        while let Some((joint, next)) = self.separator(end) {
            let start = self.past_words(next, &[Sense::Article]);
            let Some((day, after)) =
                self.day(start).filter(|(_, after)| days.len() < MAX_ITEMS && !self.is_counted(*after) && self.month(*after).is_none())
            else {
                break;
            };
            // A comma alone joins days only where "and" or "or" comes before the last.
            if joint.is_none() && self.separator(after).is_none() {
                break;
            }
            days.push((start..after, Point { day: Some(day), ..first }));
            (choice, end) = (joint.or(choice), after);
        }
        let is_choice = choice? && days.len() == 2;
        let (last, end) = self.with_year(end, days.last()?.1).unwrap_or((days.last()?.1, end));
        days.iter_mut().for_each(|(_, point)| point.year = last.year);
        days.last_mut()?.0.end = end;
        Some((Items { items: days.into_iter().map(|(range, point)| (range, alone(point))).collect(), is_choice }, end))
    }

    /// "May and June 1919", with their year.
    fn months(&self, at: usize) -> Parse<Items> {
        let mut months: Vec<(Range<usize>, u8)> = Vec::new();
        let (mut start, mut choice) = (at, None);
        loop {
            let ((_, month), end) = self.month(start)?;
            months.push((start..end, month));
            if choice.is_some()
                && let Some((last, end)) = self.with_year(end, Point::default())
            {
                let mut items: Vec<(Range<usize>, Simple)> =
                    months.into_iter().map(|(range, month)| (range, alone(Point { month: Some(month), ..last }))).collect();
                items.last_mut()?.0.end = end;
                return Some((Items { items, is_choice: choice == Some(true) }, end));
            }
            let (joint, next) = self.separator(end).filter(|_| months.len() < MAX_ITEMS)?;
            (start, choice) = (next, joint.or(choice));
        }
    }

    /// Whether a number before `at` counts things: "20 men", "20 000", "30 %".
    pub(super) fn is_counted(&self, at: usize) -> bool {
        self.is(at, Sense::Counted).is_some()
            || matches!(self.kind(at), Some(TokenKind::Mark('%' | '°' | '½' | '¼')))
            // "20 £", but not "in 1909 £1,500"
            || matches!(self.kind(at), Some(TokenKind::Mark('$' | '£'))) && !(self.is_spaced(at) && self.is_number(at + 1))
            || matches!(self.kind(at), Some(TokenKind::Number { digits: 3, .. }))
    }
}

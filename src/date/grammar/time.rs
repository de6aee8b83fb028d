//! Times of day: "11:30 p.m.", "at noon", "1616Z".

use super::{Parse, Parser};
use crate::date::kind;
use crate::date::sense::Sense;
use crate::date::token::TokenKind;
use crate::date::value::Time;

impl Parser<'_> {
    /// "9 a.m. on ", "at noon on ".
    pub(super) fn leading_time(&self, at: usize) -> Parse<Time> {
        let (time, end) = self.time(at).or_else(|| self.at_named_time(at))?;
        let end = self.past(end, ',');
        Some((time, self.past_words(end, &[Sense::On, Sense::Article])))
    }

    /// "9 a.m.", "11:30 p.m.", "8 o'clock in the morning"; of "1:15–1:55 p.m." the first.
    pub(super) fn time(&self, at: usize) -> Parse<Time> {
        let hour = self.number(at).filter(|hour| (1..=12).contains(hour))?;
        let minute = self.minute(at + 1);
        let end = if minute.is_some() { at + 3 } else { at + 1 };
        if let Some((until, end)) = self.joint(end).and_then(|next| self.time(next)) {
            return Some((before(hour as u8 % 12, minute.unwrap_or(0) as u8, until), end));
        }
        let later = |at| self.sense(at, kind::TIME, |sense| if let Sense::Time(hours) = sense { Some(hours) } else { None });
        let (later, end) = later(end).or_else(|| later(self.past(self.is(end, Sense::Tail)?, ',')))?;
        Some((Time { hour: (hour % 12) as u8 + later, minute: minute.unwrap_or(0) as u8 }, end))
    }

    /// "7" of "1956—7:25 p.m.", but "43" of "1842-43: at first".
    pub(super) fn is_hour(&self, at: usize) -> bool {
        self.is_mark(at + 1, ':') && self.minute(at + 1).is_some()
    }

    /// ":30" of "11:30".
    fn minute(&self, at: usize) -> Option<u32> {
        let is_joint = matches!(self.kind(at), Some(TokenKind::Mark(':' | '.'))) && !self.is_spaced(at) && !self.is_spaced(at + 1);
        self.number(at + 1).filter(|minute| is_joint && *minute < 60)
    }

    /// "at noon", "at midnight".
    pub(super) fn at_named_time(&self, at: usize) -> Parse<Time> {
        self.named_time(self.is(at, Sense::At)?)
    }

    /// "noon", "midnight".
    pub(super) fn named_time(&self, at: usize) -> Parse<Time> {
        let (hour, end) = self.sense(at, kind::TIME, |sense| if let Sense::Hour(hour) = sense { Some(hour) } else { None })?;
        Some((Time { hour, minute: 0 }, end))
    }

    /// "1616Z" of telegrams, in Greenwich time.
    pub(super) fn zulu(&self, at: usize) -> Parse<Time> {
        let (hour, minute) =
            self.four_digits(at).map(|time| (time / 100, time % 100)).filter(|(hour, minute)| *hour < 24 && *minute < 60)?;
        (self.str(at + 1) == "Z" && !self.is_spaced(at + 1)).then_some((Time { hour: hour as u8, minute: minute as u8 }, at + 2))
    }

    /// "14:05", "17.30": by the clock of twenty-four hours, where "at" leads to it.
    pub(super) fn clock(&self, at: usize) -> Parse<Time> {
        let (hour, minute) = (self.number(at).filter(|hour| *hour < 24)?, self.minute(at + 1)?);
        Some((Time { hour: hour as u8, minute: minute as u8 }, at + 3))
    }
}

/// A time by the clock of twelve hours, in the half of the day in which it is before another.
fn before(hour: u8, minute: u8, until: Time) -> Time {
    let later = Time { hour: hour + 12, minute };
    if later <= until { later } else { Time { hour, minute } }
}

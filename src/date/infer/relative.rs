//! Dates that are counted from another: from the document's, or from the one before.

use super::Context;
use super::fill::{inferred, nearest_day};
use super::join::month_after;
use super::part::season_of;
use super::resolve::{dated, moment, plain, within};
use crate::date::calendar::{Calendar, weekday};
use crate::date::expression::{Nearness, Relative, What};
use crate::date::sense::Unit;
use crate::date::{Date, Moment, Rule, Value};
use crate::document::{Cert, Evidence};

impl Context {
    pub(super) fn relative(&self, relative: Relative) -> Option<Date> {
        match relative {
            Relative::Entry { day, month } => self.entry(day, month),
            Relative::Ago { few, many, unit } => self.ago(few, many, unit),
            Relative::Near { nearness, what } => self.near(nearness, what),
            Relative::Carried { steps, unit } => self.carried(self.before()?, i32::from(steps), unit),
            Relative::Later { steps, unit } => self.carried(self.before_later(unit)?, i32::from(steps), unit),
            Relative::CarriedMonth { steps, month } => self.carried_month(steps, month),
            Relative::CarriedDay { months, day } => self.carried_day(months, day),
            Relative::Instant { day, months } => self.instant(day, months),
        }
    }

    /// "the 25th ult.", from the month of the document or, in a letter that a text tells of, from that of the date before.
    fn instant(&self, day: u8, months: i8) -> Option<Date> {
        let (from, cert) = self.document.map(|own| (own, Cert::High)).or(self.running.text.map(|before| (before, Cert::Medium)))?;
        let (year, month) = month_after(from.year?, from.month?, i32::from(months));
        let inferred = Some(inferred(cert, Evidence::Internal, Rule::Counted));
        Some(Date { inferred, ..dated(Calendar::Gregorian, (year, month, day), None) })
    }

    /// The day and month at the head of an entry, where the document is of about that day.
    fn entry(&self, day: u8, month: u8) -> Option<Date> {
        const DAYS: i64 = 45;
        let found = nearest_day(self.day()?, |(_, own_month, own_day)| (own_month, own_day) == (month, day), DAYS)?;
        Some(Date { inferred: Some(inferred(Cert::High, Evidence::Internal, Rule::DocumentDate)), ..plain(moment(found)) })
    }

    /// "a year ago" to the month, "ten years ago" to the year, "three or four months ago" to the month.
    fn ago(&self, few: u32, many: u32, unit: Unit) -> Option<Date> {
        let document = self.document?;
        let back = |n: u32| {
            let n = n as i32;
            let year = document.year?;
            Some(match unit {
                Unit::Year if n == 1 => Moment { year: Some(year - 1), month: document.month, ..Moment::default() },
                Unit::Year => Moment::year(year - n),
                Unit::Century => Moment::year(year - n * 100),
                Unit::Month => {
                    let (year, month) = month_after(year, document.month?, -n);
                    Moment::month(year, month)
                }
                Unit::Fortnight | Unit::Week | Unit::Day => {
                    let days = i64::from(n) * i64::from(unit.days()?);
                    moment(Calendar::Gregorian.day(Calendar::Gregorian.number(self.day()?)? - days)?)
                }
            })
        };
        let (late, early) = (back(few)?, back(many)?);
        let rule = Some(inferred(Cert::Low, Evidence::Internal, Rule::Counted));
        Some(if few == many {
            Date { value: Some(Value::When(late)), is_vague: unit != Unit::Day, inferred: rule, ..Date::default() }
        } else {
            within(early, late, rule)
        })
    }

    /// "next Monday", "last month", "last September", "29th July last", from the document's date.
    fn near(&self, nearness: Nearness, what: What) -> Option<Date> {
        let document = self.document?;
        let is_past = matches!(nearness, Nearness::Last | Nearness::Gone);
        let sign = if is_past { -1 } else { 1 };
        let year = document.year?;
        let moment = match what {
            What::Unit(Unit::Year) => Moment::year(year + sign),
            What::Unit(_) => {
                let (year, month) = month_after(year, document.month?, sign);
                Moment::month(year, month)
            }
            What::Month(month) => Moment::month(year_beside(year, document.month?, month, sign), month),
            What::Day(month, day) => {
                let turns = if is_past {
                    (Some(month), Some(day)) > (document.month, document.day)
                } else {
                    (Some(month), Some(day)) < (document.month, document.day)
                };
                Moment::day(if turns { year + sign } else { year }, month, day)
            }
            What::Season(season) => return self.near_season(season, is_past),
            What::Weekday(named) => {
                let number = Calendar::Gregorian.number(self.day()?)?;
                let day = (1..=7).map(|n| number + i64::from(sign) * n).find(|&number| weekday(number) == named)?;
                moment(Calendar::Gregorian.day(day)?)
            }
        };
        Some(Date { inferred: Some(inferred(Cert::Medium, Evidence::Internal, Rule::Counted)), ..plain(moment) })
    }

    /// "last summer", "next spring": the last that is over, or the first that is to come.
    fn near_season(&self, season: u8, is_past: bool) -> Option<Date> {
        let own = self.document.and_then(|own| Some(own.year? * 12 + i32::from(own.month?)))?;
        let first = |year: i32| year * 12 + i32::from(season) * 3;
        let year = self.document?.year?;
        let mut years = [year + 1, year, year - 1, year - 2].into_iter();
        let year = if is_past { years.find(|&year| first(year) + 3 <= own) } else { years.rev().find(|&year| first(year) > own) };
        year.map(|year| season_of(season, year, None))
    }

    /// The date before in the sentence or the paragraph.
    fn before(&self) -> Option<Moment> {
        self.running.sentence.or(self.running.paragraph)
    }

    /// The date from which "two years later" counts: of the same sentence, for years of two sentences may be of two things; days go on.
    fn before_later(&self, unit: Unit) -> Option<Moment> {
        if unit == Unit::Day { self.before() } else { self.running.sentence.filter(|_| !self.running.is_ahead) }
    }

    /// "the following July", from the date before.
    fn carried_month(&self, steps: i8, month: u8) -> Option<Date> {
        let before = self.before()?;
        let own = before.month.unwrap_or(if steps < 0 { 1 } else { 12 });
        let moment = Moment::month(year_beside(before.year?, own, month, i32::from(steps)), month);
        Some(Date { inferred: Some(inferred(Cert::Medium, Evidence::Internal, Rule::Carried)), ..plain(moment) })
    }

    /// "the 5th of the following month", from the date before.
    fn carried_day(&self, months: i8, day: u8) -> Option<Date> {
        let before = self.before()?;
        let (year, month) = month_after(before.year?, before.month?, i32::from(months));
        let inferred = Some(inferred(Cert::Medium, Evidence::Internal, Rule::Carried));
        Some(Date { inferred, ..dated(Calendar::Gregorian, (year, month, day), None) })
    }

    /// "the following year", from the date before.
    fn carried(&self, before: Moment, steps: i32, unit: Unit) -> Option<Date> {
        let year = before.year?;
        let moment = match unit {
            Unit::Year => Moment::year(year + steps),
            Unit::Month => {
                let (year, month) = month_after(year, before.month?, steps);
                Moment::month(year, month)
            }
            _ => moment(Calendar::Gregorian.day(Calendar::Gregorian.number((year, before.month?, before.day?))? + i64::from(steps))?),
        };
        let cert = if unit == Unit::Year { Cert::High } else { Cert::Medium };
        Some(Date { inferred: Some(inferred(cert, Evidence::Internal, Rule::Carried)), ..plain(moment) })
    }
}

/// The year of the next month of a name after a month `own` of `year`, or of the last before it, by the sign of `step`.
const fn year_beside(year: i32, own: u8, month: u8, step: i32) -> i32 {
    let turns = step < 0 && month >= own || step > 0 && month <= own;
    if turns { year + step } else { year }
}

#[cfg(test)]
mod tests {
    use super::{month_after, nearest_day};

    #[test]
    fn months_count_over_years() {
        assert_eq!(month_after(1923, 1, -4), (1922, 9));
        assert_eq!(month_after(1922, 12, 1), (1923, 1));
    }

    #[test]
    fn the_nearest_day() {
        assert_eq!(nearest_day((1863, 6, 20), |(_, _, day)| day == 14, 31), Some((1863, 6, 14)));
    }
}

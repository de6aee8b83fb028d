//! What a date's words say, to its value.

use super::fill::inferred;
use super::join::{bounded, joined_as, month_after};
use super::part::{days_of, months_of, part_of_years, season_of};
use super::{Context, Filled, Order};
use crate::date::calendar::{Calendar, weekday};
use crate::date::expression::{Core, Expression, FromFeast, Period, Point, Relative, Simple, Vague, What};
use crate::date::feast;
use crate::date::reign::Reign;
use crate::date::sense::{Feast, Part};
use crate::date::{Date, Day, Inferred, Moment, Original, Problem, Rule, Value};
use crate::document::{Cert, Evidence};

/// How many years "circa" may be out.
const CIRCA: i32 = 5;

impl Context {
    /// The value of a date; `None` where it counts from something that is not known.
    pub(super) fn resolve(&self, expression: &Expression) -> Option<Date> {
        let first = self.simple(expression.first)?;
        match expression.second {
            Some(second) => {
                let (first, second) = self.in_order((expression.first, first), (second, self.simple(second)?));
                Some(joined_as(expression.shape, first, second))
            }
            None => Some(bounded(first, expression.shape)),
        }
    }

    /// Two dates of which the words leave out the years, the second not before the first: of "from the first of January to the 30th
    /// of September" in a letter of December both are of its year, though the next January is nearer; of "December 20 to January 5"
    /// the second is of the next.
    fn in_order(&self, (own_first, first): (Simple, Date), (own_second, second): (Simple, Date)) -> (Date, Date) {
        let moment = |date: &Date| date.value.and_then(|value| value.first());
        let (Some(from), Some(to)) = (moment(&first), moment(&second)) else { return (first, second) };
        let is_later = (from.month, from.day) > (to.month, to.day);
        match (from.year, to.year) {
            (Some(year), Some(next)) if year > next => (self.in_year(own_first, first, next - i32::from(is_later)), second),
            (Some(year), Some(next)) if year == next && is_later && self.is_past(year, from.month) => {
                (self.in_year(own_first, first, year - 1), second)
            }
            (Some(year), Some(next)) if year == next && is_later => (first, self.in_year(own_second, second, next + 1)),
            _ => (first, second),
        }
    }

    /// Whether the month of the year before is nearer to the document's date.
    fn is_past(&self, year: i32, month: Option<u8>) -> bool {
        let count = |year: i32, month: Option<u8>| year * 12 + i32::from(month.unwrap_or(1));
        let document = self.document.and_then(|own| Some(count(own.year?, own.month)));
        document.is_some_and(|document| (count(year - 1, month) - document).abs() < (count(year, month) - document).abs())
    }

    /// `date`, which `own` says, in another year if the words do not say which.
    fn in_year(&self, own: Simple, date: Date, year: i32) -> Date {
        let Core::Point(point @ Point { year: None, month: Some(_), .. }) = own.core else { return date };
        let moved = self.simple(Simple { core: Core::Point(Point { year: Some(year), ..point }), ..own });
        moved.map_or(date.clone(), |moved| Date { inferred: date.inferred, ..moved })
    }

    fn simple(&self, simple: Simple) -> Option<Date> {
        let date = match simple.core {
            Core::Point(point) | Core::Period(Period::Point(point)) => self.point(point),
            // A decade named lasts its ten years; an event "of the century" is some time in it.
            Core::Period(period @ (Period::Decade(_) | Period::ShortDecade(_) | Period::NearDecade(..))) => {
                let (from, to) = self.years(period)?;
                Some(Date { value: Some(Value::Range { from: Some(Moment::year(from)), to: Some(Moment::year(to)) }), ..Date::default() })
            }
            Core::Period(period) => {
                let (from, to) = self.years(period)?;
                Some(within(Moment::year(from), Moment::year(to), None))
            }
            Core::Part(part, period) => self.part(part, period),
            Core::Season { season, of, next } => {
                let Filled { what, inferred } = self.fill(of)?;
                let date = season_of(season, what.year?, next);
                Some(Date { inferred: [inferred, date.inferred].into_iter().flatten().min_by_key(|own| own.cert), ..date })
            }
            Core::Reign { reign, year, last } => regnal(reign, year, last),
            // Without a document's date, "29th July last" is a day of the year that the context gives.
            Core::Relative(Relative::Near { what: What::Day(month, day), .. }) if self.document.is_none() => {
                self.point(Point { month: Some(month), day: Some(day), ..Point::default() })
            }
            Core::Relative(relative) => self.relative(relative),
        }?;
        Some(vague(date, simple.vague))
    }

    fn point(&self, point: Point) -> Option<Date> {
        let Filled { what: point, inferred } = self.fill(point)?;
        let date = match (point.feast, point.month, point.day) {
            (Some((feast, from)), ..) => self.feast_of(point, feast, from)?,
            (None, Some(month), Some(day)) => self.day_of(point, month, day),
            (None, Some(month), None) => month_of(point, month),
            (None, None, _) => year_of(point),
        };
        Some(Date { inferred: date.inferred.or(inferred), ..date })
    }

    fn day_of(&self, point: Point, month: u8, day: u8) -> Date {
        let Some(year) = point.year else {
            let moment = Moment { month: Some(month), day: Some(day), ..Moment::default() };
            // The 29th of February is in some years.
            return if Calendar::Gregorian.number((2000, month, day)).is_some() { plain(moment) } else { impossible() };
        };
        if let Some(new_style) = point.new_style {
            // Of "28 December/7 January 1648/9" the day of Old Style is in the first of the years.
            let year = point.dual.filter(|_| month < 12).unwrap_or(year);
            return two_styles((year, month, day), new_style);
        }
        let named = (point.dual.unwrap_or(year), month, day);
        let (calendar, rule) = match (point.calendar, point.dual) {
            (Some(calendar), _) => (calendar, None),
            (None, Some(_)) => (Calendar::Julian, None),
            (None, None) => (self.reckoning.of(named), Some(Rule::Style)),
        };
        let own = days_after(calendar, named, point.offset);
        let date = if point.order == Some(Order::Unknown) { self.ordered(own) } else { dated(calendar, own, rule) };
        let date = if point.calendar == Some(Calendar::Gregorian) { Date { calendars: vec![Calendar::Gregorian], ..date } } else { date };
        if self.is_old_style_by_weekday(own, point) {
            return timed(dated(Calendar::Julian, own, Some(Rule::Style)), point);
        }
        checked(timed(date, point), calendar, own, point.weekday)
    }

    /// "Wednesday 25 October 1917": where Old Style may be meant, the weekday that is right in it alone says that it is.
    fn is_old_style_by_weekday(&self, day: Day, point: Point) -> bool {
        let may_be = self.is_old_style_said || self.reckoning.of_custom(day) == Calendar::Julian;
        let is_in = |calendar: Calendar| point.weekday.is_some() && calendar.number(day).map(weekday) == point.weekday;
        may_be && point.calendar.is_none() && point.order.is_none() && is_in(Calendar::Julian) && !is_in(Calendar::Gregorian)
    }

    /// "3/2/1919": in the order of the document's other dates, else in that in which it is of the document's own days, else
    /// the day first.
    fn ordered(&self, (year, second, first): Day) -> Date {
        let (day, cert) = match self.order {
            Order::Unknown if self.is_about((year, first, second)) && !self.is_about((year, second, first)) => {
                ((year, first, second), Cert::Medium)
            }
            Order::Unknown => ((year, second, first), Cert::Low),
            Order::DayFirst => ((year, second, first), Cert::Medium),
            Order::MonthFirst => ((year, first, second), Cert::Medium),
        };
        Date { inferred: Some(inferred(cert, Evidence::Internal, Rule::Order)), ..dated(Calendar::Gregorian, day, None) }
    }

    /// Whether a day is within a fortnight of the document's.
    fn is_about(&self, day: Day) -> bool {
        const DAYS: i64 = 14;
        let days = self.day().and_then(|own| Calendar::Gregorian.number(own)).zip(Calendar::Gregorian.number(day));
        days.is_some_and(|(own, day)| (own - day).abs() <= DAYS)
    }

    /// A feast of the year that the words give, else of the one that brings it nearest to the document's date.
    fn feast_of(&self, point: Point, feast: Feast, from: FromFeast) -> Option<Date> {
        if let (Some(year), Feast::OfMonth { weekday: None, month, .. }) = (point.year, feast) {
            // "the last of May 1545": a day of the month like any.
            let day = Calendar::Gregorian.days(year, month)?;
            return Some(self.day_of(Point { feast: None, month: Some(month), day: Some(day), ..point }, month, day));
        }
        if let Some(year) = point.year {
            return Some(self.feast(feast, from, year));
        }
        // "the first Monday in December" of every year
        if let Feast::OfMonth { month, .. } = feast {
            return Some(plain(Moment { month: Some(month), ..Moment::default() }));
        }
        let own @ (year, ..) = self.day()?;
        let number = |moment: Moment| Calendar::Gregorian.number((moment.year?, moment.month?, moment.day?));
        let distance = |date: &Date| Some((number(date.value?.first()?)? - Calendar::Gregorian.number(own)?).abs());
        let near = (year - 1..=year + 1).map(|year| self.feast(feast, from, year));
        let date = near.min_by_key(|date| distance(date).unwrap_or(i64::MAX))?;
        Some(Date { inferred: Some(inferred(Cert::Medium, Evidence::Internal, Rule::DocumentDate)), ..date })
    }

    /// The day that is counted from a feast of a year, in the calendar of its time.
    fn feast(&self, feast: Feast, from: FromFeast, year: i32) -> Date {
        let calendar = self.reckoning.of_custom((year, 6, 1));
        feast::day(calendar, year, feast, from).map_or_else(impossible, |day| dated(calendar, day, None))
    }

    fn years(&self, period: Period) -> Option<(i32, i32)> {
        Some(match period {
            Period::Point(point) => (point.year?, point.year?),
            Period::Decade(first) => (first, first + 9),
            Period::ShortDecade(tens) => {
                let year = |moment: Option<Moment>| moment.and_then(|moment| moment.year);
                let anchor = year(self.document).max(year(self.running.text))?;
                let first = anchor.div_euclid(100) * 100 + i32::from(tens);
                let first = if first > anchor { first - 100 } else { first };
                (first, first + 9)
            }
            Period::NearDecade(tens, steps) => {
                let first = self.near_century(steps)? + i32::from(tens);
                (first, first + 9)
            }
            Period::NearCentury(steps) => (self.near_century(steps)? + 1, self.near_century(steps)? + 100),
            Period::InMonth(_) => return None,
            Period::Century(n) if n < 0 => (n * 100 + 1, n * 100 + 100),
            Period::Century(n) => (n * 100 - 99, n * 100),
            Period::Years(from, to) => (from, to),
        })
    }

    /// The year in which the century begins that is so many from that of the text.
    fn near_century(&self, steps: i8) -> Option<i32> {
        let year = self.document.or(self.running.text)?.year?;
        Some(((year - 1).div_euclid(100) + i32::from(steps)) * 100)
    }

    fn part(&self, part: Part, period: Period) -> Option<Date> {
        let rule = Some(inferred(Cert::Medium, Evidence::Conjecture, Rule::PartOf));
        if let Period::InMonth(months) = period {
            let document = self.document?;
            let (year, month) = month_after(document.year?, document.month?, i32::from(months));
            let (first, last) = days_of(part, Calendar::Gregorian.days(year, month)?);
            return Some(within(Moment::day(year, month, first), Moment::day(year, month, last), rule));
        }
        let Period::Point(point) = period else {
            let (first, last) = self.years(period)?;
            let (from, to) = part_of_years(part, last - first + 1);
            return Some(within(Moment::year(first + from - 1), Moment::year(first + to - 1), rule));
        };
        let Filled { what: Point { year, month, .. }, inferred: own } = self.fill(point)?;
        let year = year?;
        let Some(month) = month else {
            let months = months_of(part);
            return Some(within(Moment::month(year, months.0), Moment::month(year, months.1), rule));
        };
        let (first, last) = days_of(part, Calendar::Gregorian.days(year, month)?);
        Some(within(Moment::day(year, month, first), Moment::day(year, month, last), own.filter(|own| own.cert < Cert::Medium).or(rule)))
    }
}

pub(super) fn moment((year, month, day): Day) -> Moment {
    Moment::day(year, month, day)
}

pub(super) fn plain(moment: Moment) -> Date {
    Date { value: Some(Value::When(moment)), ..Date::default() }
}

fn impossible() -> Date {
    Date { problem: Some(Problem::Impossible), ..Date::default() }
}

pub(super) fn within(from: Moment, to: Moment, inferred: Option<Inferred>) -> Date {
    Date {
        value: Some(Value::Within { not_before: Some(from), not_after: Some(to) }),
        is_vague: inferred.is_some(),
        inferred,
        ..Date::default()
    }
}

/// A day of a calendar as a Gregorian one, with the original where that is another. `rule` says why it is taken to be in
/// that calendar where the words do not say so.
pub(super) fn dated(calendar: Calendar, day: Day, rule: Option<Rule>) -> Date {
    let Some(gregorian) = calendar.to_gregorian(day) else {
        return impossible();
    };
    if calendar == Calendar::Gregorian {
        return plain(moment(gregorian));
    }
    let inferred = rule.map(|rule| inferred(Cert::Medium, Evidence::External, rule));
    Date { original: Some(Original { calendar, day }), calendars: vec![calendar], inferred, ..plain(moment(gregorian)) }
}

/// The day so many days after one, which stays as it is where there is no such day.
fn days_after(calendar: Calendar, day: Day, days: i16) -> Day {
    let number = calendar.number(day).filter(|_| days != 0);
    number.and_then(|number| calendar.day(number + i64::from(days))).unwrap_or(day)
}

/// "11/24 February 1919", "30/11 February": one day in Old Style and in New; the month named may be that of the second.
fn two_styles((year, month, old): Day, (new_month, new): (Option<u8>, u8)) -> Date {
    let earlier = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    let olds = [(year, month, old), (earlier.0, earlier.1, old), (year - 1, month, old)];
    let is_same = |&(_, named, day): &Day| day == new && new_month.is_none_or(|month| month == named);
    let found = olds.into_iter().find_map(|old| Calendar::Julian.to_gregorian(old).filter(is_same).map(|gregorian| (old, gregorian)));
    match found {
        Some((old, gregorian)) => Date {
            original: Some(Original { calendar: Calendar::Julian, day: old }),
            calendars: vec![Calendar::Julian, Calendar::Gregorian],
            ..plain(moment(gregorian))
        },
        None if Calendar::Gregorian.number((year, new_month.unwrap_or(month), new)).is_some() => Date {
            calendars: vec![Calendar::Julian, Calendar::Gregorian],
            inferred: Some(inferred(Cert::Low, Evidence::Internal, Rule::Style)),
            ..plain(Moment::day(year, new_month.unwrap_or(month), new))
        },
        None => impossible(),
    }
}

fn timed(date: Date, point: Point) -> Date {
    match date.value {
        Some(Value::When(moment)) => Date { value: Some(Value::When(Moment { time: point.time, ..moment })), ..date },
        _ => date,
    }
}

/// Notes where the day of the week is not the one named.
fn checked(date: Date, calendar: Calendar, day: Day, named: Option<u8>) -> Date {
    let is_other = named.zip(calendar.number(day)).is_some_and(|(named, number)| weekday(number) != named);
    if is_other && date.problem.is_none() { Date { problem: Some(Problem::Weekday), ..date } } else { date }
}

fn month_of(point: Point, month: u8) -> Date {
    if !point.calendar.is_some_and(Calendar::has_own_months) {
        return plain(Moment { year: point.dual.or(point.year), month: Some(month), ..Moment::default() });
    }
    let (Some(calendar), Some(year)) = (point.calendar, point.year) else {
        return impossible();
    };
    let ends =
        calendar.days(year, month).and_then(|last| calendar.to_gregorian((year, month, 1)).zip(calendar.to_gregorian((year, month, last))));
    ends.map_or_else(impossible, |(from, to)| whole(calendar, from, to))
}

/// All days of a month or year of another calendar.
fn whole(calendar: Calendar, from: Day, to: Day) -> Date {
    let value = Value::Range { from: Some(moment(from)), to: Some(moment(to)) };
    Date { value: Some(value), calendars: vec![calendar], ..Date::default() }
}

fn year_of(point: Point) -> Date {
    if let (Some(calendar), Some(year)) = (point.calendar.filter(|calendar| calendar.has_own_months()), point.year) {
        let days = calendar.year(year).and_then(|(first, last)| Calendar::Gregorian.day(first).zip(Calendar::Gregorian.day(last)));
        return days.map_or_else(impossible, |(from, to)| whole(calendar, from, to));
    }
    let moment = Moment { year: point.year, ..Moment::default() };
    match point.dual {
        Some(dual) => within(moment, Moment::year(dual), None),
        None => plain(moment),
    }
}

fn regnal(reign: Reign, year: u32, last: u32) -> Option<Date> {
    let (first, month, day) = reign.first;
    let start = first + year as i32 - 1;
    let day_in = |year: i32| reign.calendar.number((year, month, day)).or_else(|| reign.calendar.number((year, month, day - 1)));
    let (from, to) = (day_in(start)?, day_in(start + 1 + (last - year) as i32)? - 1);
    let (from, to) = (Calendar::Gregorian.day(from)?, Calendar::Gregorian.day(to)?);
    let rule = inferred(Cert::High, Evidence::External, Rule::Reign);
    let calendars = if reign.calendar == Calendar::Julian { vec![Calendar::Julian] } else { Vec::new() };
    Some(Date { is_vague: false, calendars, ..within(moment(from), moment(to), Some(rule)) })
}

fn vague(date: Date, vague: Vague) -> Date {
    match (vague, date.value) {
        (Vague::No, _) => date,
        (Vague::Doubtful, _) => Date { inferred: Some(inferred(Cert::Low, Evidence::Internal, Rule::Doubtful)), ..date },
        (Vague::Circa, Some(Value::When(Moment { year: Some(year), month: None, .. }))) => Date {
            is_vague: true,
            ..within(
                Moment::year(year - CIRCA),
                Moment::year(year + CIRCA),
                Some(inferred(Cert::Medium, Evidence::Conjecture, Rule::Circa)),
            )
        },
        _ => Date { is_vague: true, ..date },
    }
}

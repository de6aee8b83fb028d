//! The days of feasts, and those that are counted from them.

use crate::date::calendar::{Calendar, Day, easter, weekday};
use crate::date::expression::FromFeast;
use crate::date::sense::Feast;

/// The day that is counted from a feast of a year, in a calendar; `None` where the year has none.
pub(super) fn day(calendar: Calendar, year: i32, feast: Feast, from: FromFeast) -> Option<Day> {
    let number = match feast {
        Feast::Fixed(month, day) => calendar.number((year, month, day)),
        Feast::OfMonth { nth, weekday, month } => counted_in_month(calendar, (year, month), nth, weekday),
        Feast::Easter(days) => calendar.number(easter(calendar, year)).map(|easter| easter + i64::from(days)),
    };
    calendar.day(counted_from(number?, from))
}

/// The number of the day that is counted from the day of a feast.
fn counted_from(feast: i64, from: FromFeast) -> i64 {
    let days = |from: u8, to: u8| (i64::from(to) - i64::from(from) - 1).rem_euclid(7) + 1;
    match from {
        FromFeast::Days(days) => feast + i64::from(days),
        FromFeast::Weekday { weekday: named, is_after: true } => feast + days(weekday(feast), named),
        FromFeast::Weekday { weekday: named, is_after: false } => feast - days(named, weekday(feast)),
    }
}

/// The number of the second Tuesday, or another, of a month, or of its last day; `None` where the month has none.
fn counted_in_month(calendar: Calendar, (year, month): (i32, u8), nth: i8, day: Option<u8>) -> Option<i64> {
    let (first, last) = (calendar.number((year, month, 1))?, calendar.number((year, month, calendar.days(year, month)?))?);
    let days = |from: i64, to: i64| (to - from).rem_euclid(7);
    let own = match day.map(i64::from) {
        None => last,
        Some(day) if nth < 0 => last - days(day, i64::from(weekday(last))),
        Some(day) => first + days(i64::from(weekday(first)), day) + 7 * i64::from(nth - 1),
    };
    (own <= last).then_some(own)
}

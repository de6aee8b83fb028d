//! The days of feasts, and those that are counted from them.

use crate::date::calendar::{Calendar, Day, easter, weekday};
use crate::date::expression::{FromFeast, Position};
use crate::date::sense::Feast;

/// The day that is counted from a feast of a year, in a calendar; `None` where the year has none.
pub(super) fn day(calendar: Calendar, year: i32, feast: Feast, from: FromFeast) -> Option<Day> {
    let number = match feast {
        Feast::Fixed(month, day) => calendar.number((year, month, day)),
        Feast::OfMonth { nth, weekday, month } => counted_in_month(calendar, (year, month), nth, weekday),
        Feast::Easter(days) => calendar.number(easter(calendar, year)).map(|easter| easter + i64::from(days)),
        Feast::Advent(days) => calendar.number((year, 11, 26)).map(|before| weekday_after(before, SUNDAY) + i64::from(days)),
    };
    calendar.day(counted_from(number?, from))
}

/// The number of the day that is counted from the day of a feast.
fn counted_from(feast: i64, from: FromFeast) -> i64 {
    match from {
        FromFeast::Days(days) => feast + i64::from(days),
        FromFeast::Weekday { weekday, nth, position } => {
            let weeks = 7 * (i64::from(nth) - 1);
            match position {
                Position::After => weekday_after(feast, weekday) + weeks,
                Position::In => weekday_after(feast - 1, weekday) + weeks,
                Position::Before => weekday_after(feast - 8, weekday) - weeks,
            }
        }
    }
}

const SUNDAY: u8 = 7;

/// The number of the first such day of the week after a day.
fn weekday_after(day: i64, named: u8) -> i64 {
    day + (i64::from(named) - i64::from(weekday(day)) - 1).rem_euclid(7) + 1
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

//! Which days there are.

use crate::date::Moment;

/// Whether the Gregorian calendar has such a day, month or year.
pub(super) fn exists(moment: Moment) -> bool {
    let month = moment.month.unwrap_or(1);
    let day = moment.day.unwrap_or(1);
    (1..=12).contains(&month) && day >= 1 && day <= days(moment.year, month)
}

/// Days of a month.
fn days(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

//! The calendar of the French Republic: twelve months of 30 days and five or six days more, which are month 13.
//!
//! Its years began with the day of the autumn equinox at Paris as decreed; it was in use from year II to 10 Nivôse XIV.

/// 1 Vendémiaire I: 22 September 1792.
pub(super) const EPOCH: i64 = 654_415;

/// The days by which each year, from I on, begins later than it would if all years had 365 days.
const LATER: [i64; 15] = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3];

fn first(year: i32) -> Option<i64> {
    let index = usize::try_from(year - 1).ok()?;
    Some(EPOCH + i64::from(year - 1) * 365 + LATER.get(index)?)
}

pub(super) fn days(year: i32, month: u8) -> Option<u8> {
    let length = first(year + 1)? - first(year)?;
    match month {
        1..=12 => Some(30),
        13 => Some((length - 360) as u8),
        _ => None,
    }
}

pub(super) fn before_month(year: i32, month: u8) -> i64 {
    first(year).unwrap_or(EPOCH) - 1 + i64::from(month - 1) * 30
}

//! The Islamic calendar by its civil table: in 30 years, 11 have a day more.

/// 1 Muharram 1: 16 July 622, Julian.
pub(super) const EPOCH: i64 = 227_015;

pub(super) fn days(year: i32, month: u8) -> Option<u8> {
    let is_leap = (14 + 11 * i64::from(year)).rem_euclid(30) < 11;
    match month {
        _ if year < 1 => None,
        12 => Some(29 + u8::from(is_leap)),
        1..=11 => Some(29 + month % 2),
        _ => None,
    }
}

pub(super) fn before_month(year: i32, month: u8) -> i64 {
    let years = i64::from(year);
    let months = i64::from(month - 1);
    EPOCH - 1 + 354 * (years - 1) + (3 + 11 * years).div_euclid(30) + 29 * months + (months + 1) / 2
}

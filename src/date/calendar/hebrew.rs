//! The Jewish calendar. Months are counted from Nisan, years from Tishri (month 7).

/// 1 Tishri 1: 7 October 3761 BC, Julian.
pub(super) const EPOCH: i64 = -1_373_427;

/// In a cycle of 19 years, 7 have a thirteenth month.
fn is_leap(year: i32) -> bool {
    (7 * i64::from(year) + 1).rem_euclid(19) < 7
}

/// How many months a year has.
pub(super) fn months(year: i32) -> u8 {
    12 + u8::from(is_leap(year))
}

/// Days from the epoch to the mean new moon of Tishri, put off where the day may not be.
fn elapsed(year: i32) -> i64 {
    let months = (235 * i64::from(year) - 234).div_euclid(19);
    let parts = 12_084 + 13_753 * months;
    let day = 29 * months + parts.div_euclid(25_920);
    day + i64::from((3 * (day + 1)).rem_euclid(7) < 3)
}

/// The number of 1 Tishri: put off once more where years would be too long or too short.
fn new_year(year: i32) -> i64 {
    let (last, this, next) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = match (next - this, this - last) {
        (356, _) => 2,
        (_, 382) => 1,
        _ => 0,
    };
    EPOCH + this + delay
}

pub(super) fn days(year: i32, month: u8) -> Option<u8> {
    let length = new_year(year.checked_add(1)?) - new_year(year);
    match month {
        _ if year < 1 || month > months(year) => None,
        2 | 4 | 6 | 10 | 13 => Some(29),
        8 => Some(if length % 10 == 5 { 30 } else { 29 }),
        9 => Some(if length % 10 == 3 { 29 } else { 30 }),
        12 if !is_leap(year) => Some(29),
        _ => Some(30),
    }
}

pub(super) fn before_month(year: i32, month: u8) -> i64 {
    let before: Vec<u8> = if month < 7 { (7..=months(year)).chain(1..month).collect() } else { (7..month).collect() };
    let passed: i64 = before.into_iter().filter_map(|month| days(year, month)).map(i64::from).sum();
    new_year(year) - 1 + passed
}

//! Calendars: days to numbers of days and back.
//!
//! Days are counted as *rata die*: 1 January of the year 1, Gregorian, is day 1 (E. M. Reingold and N. Dershowitz,
//! Calendrical Calculations, Cambridge 2018, ch. 1-3, 8; formulas are ours after their definitions).

mod feast;
mod hebrew;
mod islamic;
mod republican;

pub use feast::easter;

/// A calendar that dates may be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Calendar {
    /// New Style.
    Gregorian,
    /// Old Style.
    Julian,
    /// That of the French Republic, by the decreed equinoxes; years I to XIV.
    Republican,
    /// The Jewish calendar; month 1 is Nisan.
    Hebrew,
    /// The Islamic calendar by its civil table; month 1 is Muharram.
    Islamic,
}

/// A day of some calendar: year, month and day, from 1.
pub type Day = (i32, u8, u8);

impl Calendar {
    /// All calendars.
    pub const ALL: [Self; 5] = [Self::Gregorian, Self::Julian, Self::Republican, Self::Hebrew, Self::Islamic];

    /// Whether its months are others than those of the Julian and the Gregorian calendar.
    pub const fn has_own_months(self) -> bool {
        matches!(self, Self::Republican | Self::Hebrew | Self::Islamic)
    }

    /// The numbers of the first and the last day of a year, if there are such days.
    ///
    /// ```
    /// use teiscribe::date::Calendar;
    ///
    /// let (first, last) = Calendar::Republican.year(3).unwrap();
    /// assert_eq!(Calendar::Gregorian.day(first), Some((1794, 9, 22)));
    /// assert_eq!(last - first, 365);
    /// ```
    pub fn year(self, year: i32) -> Option<(i64, i64)> {
        // The Jewish year begins with Tishri.
        let month = if self == Self::Hebrew { 7 } else { 1 };
        Some((self.number((year, month, 1))?, self.number((year.checked_add(1)?, month, 1))? - 1))
    }

    /// The number of a day, if there is such a day.
    ///
    /// ```
    /// use teiscribe::date::Calendar;
    ///
    /// let day = Calendar::Julian.number((1917, 10, 25)).unwrap();
    /// assert_eq!(Calendar::Gregorian.day(day), Some((1917, 11, 7)));
    /// assert_eq!(Calendar::Gregorian.number((1919, 2, 29)), None);
    /// ```
    pub fn number(self, (year, month, day): Day) -> Option<i64> {
        let last = self.days(year, month)?;
        (day >= 1 && day <= last).then(|| self.number_unchecked(year, month) + i64::from(day))
    }

    /// The day before the first of a month that there is.
    fn number_unchecked(self, year: i32, month: u8) -> i64 {
        match self {
            Self::Gregorian => before_month(year, month, |y| y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400), is_leap_gregorian),
            Self::Julian => before_month(year, month, |y| y.div_euclid(4), is_leap_julian) - 2,
            Self::Republican => republican::before_month(year, month),
            Self::Hebrew => hebrew::before_month(year, month),
            Self::Islamic => islamic::before_month(year, month),
        }
    }

    /// The day with this number; `None` where the calendar was not yet, or no longer, or too far away.
    pub fn day(self, number: i64) -> Option<Day> {
        let guess = self.year_near(number)?;
        let year = (guess - 2..=guess + 2).rev().find(|&year| self.first(year).is_some_and(|first| first <= number))?;
        let mut month = if self == Self::Hebrew { 7 } else { 1 };
        let mut left = number - self.first(year)? + 1;
        // No calendar has more than 13 months.
        for _ in 0..13 {
            let days = i64::from(self.days(year, month)?);
            if left <= days {
                return Some((year, month, left as u8));
            }
            left -= days;
            month = self.month_after(year, month);
        }
        None
    }

    fn year_near(self, number: i64) -> Option<i32> {
        let (epoch, days_of_ten_thousand) = match self {
            Self::Gregorian | Self::Julian => (1, 3_652_425),
            Self::Republican => (republican::EPOCH, 3_652_425),
            Self::Hebrew => (hebrew::EPOCH, 3_652_468),
            Self::Islamic => (islamic::EPOCH, 3_543_667),
        };
        i32::try_from((number - epoch) * 10_000 / days_of_ten_thousand + 1).ok()
    }

    /// The number of the first day of a year.
    fn first(self, year: i32) -> Option<i64> {
        self.number((year, if self == Self::Hebrew { 7 } else { 1 }, 1))
    }

    /// The Hebrew year begins with its seventh month.
    fn month_after(self, year: i32, month: u8) -> u8 {
        match self {
            Self::Hebrew if month == hebrew::months(year) => 1,
            _ => month + 1,
        }
    }

    /// How many days a month has, if there is such a month.
    ///
    /// ```
    /// use teiscribe::date::Calendar;
    ///
    /// assert_eq!((Calendar::Julian.days(1900, 2), Calendar::Gregorian.days(1900, 2)), (Some(29), Some(28)));
    /// ```
    pub fn days(self, year: i32, month: u8) -> Option<u8> {
        const YEARS: std::ops::RangeInclusive<i32> = -9999..=9999;
        if !YEARS.contains(&year) || month == 0 {
            return None;
        }
        match self {
            Self::Gregorian => days(month, is_leap_gregorian(year)),
            Self::Julian => days(month, is_leap_julian(year)),
            Self::Republican => republican::days(year, month),
            Self::Hebrew => hebrew::days(year, month),
            Self::Islamic => islamic::days(year, month),
        }
    }

    /// The day of this calendar as a Gregorian day.
    ///
    /// ```
    /// use teiscribe::date::Calendar;
    ///
    /// assert_eq!(Calendar::Republican.to_gregorian((8, 2, 18)), Some((1799, 11, 9)));
    /// ```
    pub fn to_gregorian(self, day: Day) -> Option<Day> {
        Self::Gregorian.day(self.number(day)?)
    }
}

/// The day that `1918-02-14` writes, whether or not a calendar has it.
pub(super) fn written_day(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '-').map(str::parse::<u16>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    Some((i32::from(year), month as u8, day as u8))
}

/// The day of the week of a day's number, from 1 for Monday (ISO 8601).
///
/// ```
/// use teiscribe::date::{Calendar, weekday};
///
/// assert_eq!(weekday(Calendar::Gregorian.number((1919, 2, 18)).unwrap()), 2);
/// ```
pub fn weekday(number: i64) -> u8 {
    ((number - 1).rem_euclid(7) + 1) as u8
}

const fn is_leap_gregorian(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn is_leap_julian(year: i32) -> bool {
    year % 4 == 0
}

fn days(month: u8, is_leap: bool) -> Option<u8> {
    match month {
        2 => Some(28 + u8::from(is_leap)),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

fn before_month(year: i32, month: u8, leap_days: impl Fn(i64) -> i64, is_leap: impl Fn(i32) -> bool) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let years = i64::from(year) - 1;
    let leap = i64::from(month > 2 && is_leap(year));
    years * 365 + leap_days(years) + BEFORE[usize::from(month - 1) % 12] + leap
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn days_round_trip(number in -2_000_000_i64..2_000_000, which in 0..5_usize) {
            let calendar = Calendar::ALL[which];
            if let Some(day) = calendar.day(number) {
                prop_assert_eq!(calendar.number(day), Some(number), "{:?} {:?}", calendar, day);
            } else {
                prop_assert!(!matches!(calendar, Calendar::Gregorian | Calendar::Julian));
            }
        }

        #[test]
        fn days_that_there_are_come_back(year in 1..3000_i32, month in 1..=13_u8, day in 1..=31_u8, which in 0..5_usize) {
            let calendar = Calendar::ALL[which];
            if let Some(number) = calendar.number((year, month, day)) {
                prop_assert_eq!(calendar.day(number), Some((year, month, day)), "{:?}", calendar);
            }
        }

        #[test]
        fn the_next_day_is_one_more(number in 660_000_i64..740_000, which in 0..5_usize) {
            let calendar = Calendar::ALL[which];
            let (a, b) = (calendar.day(number), calendar.day(number + 1));
            prop_assert!(a != b || a.is_none());
        }
    }

    #[test]
    fn days_known_from_elsewhere() {
        assert_eq!(Calendar::Gregorian.number((1, 1, 1)), Some(1));
        assert_eq!(Calendar::Julian.to_gregorian((1582, 10, 5)), Some((1582, 10, 15)));
        assert_eq!(Calendar::Julian.to_gregorian((1649, 1, 30)), Some((1649, 2, 9)));
        assert_eq!(Calendar::Republican.to_gregorian((8, 2, 18)), Some((1799, 11, 9)));
        assert_eq!(Calendar::Republican.to_gregorian((2, 11, 9)), Some((1794, 7, 27)));
        assert_eq!(Calendar::Hebrew.to_gregorian((5679, 1, 15)), Some((1919, 4, 15)));
        assert_eq!(Calendar::Hebrew.to_gregorian((5708, 2, 5)), Some((1948, 5, 14)));
        assert_eq!(Calendar::Islamic.to_gregorian((1, 1, 1)), Some((622, 7, 19)));
        assert_eq!(Calendar::Islamic.to_gregorian((1337, 9, 12)), Some((1919, 6, 11)));
    }

    #[test]
    fn weekdays() {
        assert_eq!(Calendar::Gregorian.number((1919, 1, 24)).map(weekday), Some(5));
        assert_eq!(Calendar::Julian.number((1917, 10, 25)).map(weekday), Some(3));
    }
}

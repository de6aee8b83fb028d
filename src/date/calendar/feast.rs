//! Easter, from which the movable feasts are counted.

use super::{Calendar, Day};

/// Easter Sunday of a year, in that calendar: Gregorian or Julian.
///
/// The Gregorian reckoning is the one printed in *Nature*, 20 April 1876; the Julian one is J. Meeus's
/// (Astronomical Algorithms, 1998, ch. 8).
///
/// ```
/// use teiscribe::date::{Calendar, easter};
///
/// assert_eq!(easter(Calendar::Gregorian, 1916), (1916, 4, 23));
/// ```
pub fn easter(calendar: Calendar, year: i32) -> Day {
    let packed = if calendar == Calendar::Julian { julian(year) } else { gregorian(year) };
    (year, (packed / 31) as u8, (packed % 31 + 1) as u8)
}

/// The month times 31, and the day less one.
fn gregorian(year: i32) -> i32 {
    let (cycle, century, rest) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * cycle + century - century / 4 - correction + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (cycle + 11 * moon + 22 * sunday) / 451;
    moon + sunday - 7 * late + 114
}

fn julian(year: i32) -> i32 {
    let moon = (19 * year.rem_euclid(19) + 15) % 30;
    let sunday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - moon + 34) % 7;
    moon + sunday.rem_euclid(7) + 114
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::calendar::weekday;

    #[test]
    fn easters_known_from_elsewhere() {
        assert_eq!(easter(Calendar::Gregorian, 1916), (1916, 4, 23));
        assert_eq!(easter(Calendar::Gregorian, 2024), (2024, 3, 31));
        assert_eq!(easter(Calendar::Julian, 1549), (1549, 4, 21));
        assert_eq!(easter(Calendar::Julian, 1917), (1917, 4, 2));
    }

    #[test]
    fn easter_is_a_sunday() {
        for calendar in [Calendar::Gregorian, Calendar::Julian] {
            assert!((1000..2100).all(|year| calendar.number(easter(calendar, year)).map(weekday) == Some(7)));
        }
    }
}

//! What a date says, in the terms of TEI's att.datable.

use std::fmt;

use crate::date::Calendar;

/// What a date says. Every [`Moment`] in it is (proleptic) Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A day, a month or a year: `@when`.
    When(Moment),
    /// From one to the other, both included; one of them may be open: `@from`, `@to`.
    Range {
        /// The first day, month or year.
        from: Option<Moment>,
        /// The last.
        to: Option<Moment>,
    },
    /// Some time between the two, both included; one of them may be open: `@notBefore`, `@notAfter`.
    Within {
        /// The earliest.
        not_before: Option<Moment>,
        /// The latest.
        not_after: Option<Moment>,
    },
}

impl Value {
    /// The moment of `@when`, or the first of the others that is there.
    pub fn first(&self) -> Option<Moment> {
        match *self {
            Self::When(moment) => Some(moment),
            Self::Range { from, to } => from.or(to),
            Self::Within { not_before, not_after } => not_before.or(not_after),
        }
    }
}

impl fmt::Display for Value {
    /// `1919-02-03`, `1919-02-18 to 1919-02-20`, `between 1871 and 1914`, `not after 1922`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::When(moment) => write!(f, "{moment}"),
            Self::Range { from: Some(from), to: Some(to) } => write!(f, "{from} to {to}"),
            Self::Within { not_before: Some(from), not_after: Some(to) } => write!(f, "between {from} and {to}"),
            Self::Range { from: Some(from), .. } => write!(f, "from {from}"),
            Self::Range { to: Some(to), .. } => write!(f, "until {to}"),
            Self::Within { not_before: Some(from), .. } => write!(f, "not before {from}"),
            Self::Within { not_after: Some(to), .. } => write!(f, "not after {to}"),
            Self::Range { .. } | Self::Within { .. } => Ok(()),
        }
    }
}

/// A year, a month of a year or a day of it; or a day of any year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The year of the common era, with a year 0 (ISO 8601): 44 BC is -43. `None`: every year, or an unknown one.
    pub year: Option<i32>,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day, from 1.
    pub day: Option<u8>,
    /// The time of that day.
    pub time: Option<Time>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// The hour, from 0 to 23.
    pub hour: u8,
    /// The minute.
    pub minute: u8,
}

impl Time {
    /// `09:30:00`; seconds there are none in historical texts.
    fn read(text: &str) -> Option<Self> {
        let (hour, minute) = text.strip_suffix(":00")?.split_once(':')?;
        let part = |part: &str, most: i32| number(part, 2).filter(|own| *own <= most).map(|own| own as u8);
        Some(Self { hour: part(hour, 23)?, minute: part(minute, 59)? })
    }
}

impl Moment {
    /// A year.
    pub const fn year(year: i32) -> Self {
        Self { year: Some(year), month: None, day: None, time: None }
    }

    /// A month of a year.
    pub const fn month(year: i32, month: u8) -> Self {
        Self { year: Some(year), month: Some(month), day: None, time: None }
    }

    /// A day.
    pub const fn day(year: i32, month: u8, day: u8) -> Self {
        Self { year: Some(year), month: Some(month), day: Some(day), time: None }
    }

    /// Whether it is later than `other`, as far as both tell: 1872 is after May 1871, May 1871 is not after 1871.
    ///
    /// ```
    /// use teiscribe::date::Moment;
    ///
    /// assert!(Moment::year(1872).is_after(Moment::month(1871, 5)));
    /// assert!(!Moment::month(1871, 5).is_after(Moment::year(1871)));
    /// ```
    pub fn is_after(self, other: Self) -> bool {
        use std::cmp::Ordering::Equal;
        let compared = |own: Option<i32>, other: Option<i32>| own.zip(other).map(|(own, other)| own.cmp(&other));
        // Over the New Year a day of any year may be before another.
        let years = compared(self.year, other.year);
        let months = || compared(self.month.map(i32::from), other.month.map(i32::from));
        let days = || compared(self.day.map(i32::from), other.day.map(i32::from));
        years.is_some_and(|years| years.then_with(|| months().map_or(Equal, |own| own.then_with(|| days().unwrap_or(Equal)))).is_gt())
    }

    /// `05-01`, `05` or `-14`, after two hyphens: a day or month of any year.
    fn read_in_year(rest: &str) -> Option<Self> {
        let part = |part: &str, most: i32| number(part, 2).filter(|own| (1..=most).contains(own)).map(|own| own as u8);
        let (month, day) = match (rest.strip_prefix('-'), rest.split_once('-')) {
            (Some(day), _) => (None, Some(part(day, 31)?)),
            (None, Some((month, day))) => (Some(part(month, 12)?), Some(part(day, 31)?)),
            (None, None) => (Some(part(rest, 12)?), None),
        };
        Some(Self { month, day, ..Self::default() })
    }

    /// The year, month, day or time of a day that is written so in W3C form, as [`Display`](fmt::Display) writes it; `None` for
    /// anything else, and for a day that is none.
    ///
    /// ```
    /// use teiscribe::date::Moment;
    ///
    /// assert_eq!(Moment::read("1919-02-18"), Some(Moment::day(1919, 2, 18)));
    /// assert_eq!(Moment::read("1919-02-30"), None);
    /// assert_eq!(Moment::read("1919-02-18T09:30:00").map(|own| own.to_string()), Some("1919-02-18T09:30:00".to_owned()));
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("--") {
            return Self::read_in_year(rest);
        }
        if let Some((day, time)) = text.split_once('T') {
            let time = Some(Time::read(time)?);
            return Self::read(day).filter(|own| own.day.is_some()).map(|own| Self { time, ..own });
        }
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let parts: Vec<&str> = digits.split('-').collect();
        let year = sign * number(parts.first()?, 4)?;
        let month = |part: &str| number(part, 2).filter(|month| (1..=12).contains(month)).map(|month| month as u8);
        match parts.as_slice() {
            [_] => Some(Self::year(year)),
            [_, own] => Some(Self::month(year, month(own)?)),
            [_, own, day] => {
                let (own, day) = (month(own)?, number(day, 2)? as u8);
                (day >= 1 && day <= Calendar::Gregorian.days(year, own)?).then(|| Self::day(year, own, day))
            }
            _ => None,
        }
    }
}

/// The number that so many digits are.
fn number(part: &str, len: usize) -> Option<i32> {
    (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
}

impl fmt::Display for Moment {
    /// As W3C XML Schema has it: `1919`, `1919-02`, `1919-02-18`, `1919-02-18T09:00:00`, `--05-01`, `--05`, `---14`.
    ///
    /// ```
    /// use teiscribe::date::Moment;
    ///
    /// assert_eq!(Moment::day(-43, 3, 15).to_string(), "-0043-03-15");
    /// assert_eq!(Moment { month: Some(5), day: Some(1), ..Moment::default() }.to_string(), "--05-01");
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month) {
            (Some(year), _) => write!(f, "{}{:04}", if year < 0 { "-" } else { "" }, year.unsigned_abs())?,
            (None, Some(_)) => f.write_str("-")?,
            (None, None) => f.write_str("--")?,
        }
        let mut part = |part: Option<u8>| part.map_or(Ok(()), |n| write!(f, "-{n:02}"));
        part(self.month)?;
        part(self.day)?;
        self.time.map_or(Ok(()), |time| write!(f, "T{:02}:{:02}:00", time.hour, time.minute))
    }
}

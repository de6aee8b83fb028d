//! Dates: words such as "February 18 to 20, 1919" to values such as 1919-02-18 to 1919-02-20.

mod calendar;
mod grammar;
mod token;

use std::fmt;
use std::ops::Range;

use crate::document::{Cert, Evidence};

/// A date and how sure its value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// `None` where the words name a date that no calendar has.
    pub value: Option<Value>,
    /// Whether the words are vague: "circa".
    pub is_vague: bool,
    /// How sure a value is that the words do not give alone; else `None`.
    pub inferred: Option<(Cert, Evidence)>,
}

/// What a date says (TEI att.datable.w3c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A day, a month or a year: `@when`.
    When(Moment),
    /// From one to the other, both included: `@from`, `@to`.
    Range(Moment, Moment),
}

/// A year, a month of a year or a day of it, Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The year of the common era.
    pub year: i32,
    /// The month, from 1.
    pub month: Option<u8>,
    /// The day, from 1.
    pub day: Option<u8>,
}

impl fmt::Display for Moment {
    /// As W3C XML Schema has it: `1919`, `1919-02`, `1919-02-18`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let mut part = |part: Option<u8>| part.map_or(Ok(()), |n| write!(f, "-{n:02}"));
        part(self.month)?;
        part(self.day)
    }
}

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it says.
    pub date: Date,
}

/// What a number of four digits is that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Years {
    /// A year only where the words before it say so: "in 1918".
    AfterPreposition,
    /// A year, as in statements: "Kerr, Chicago 1904".
    Anywhere,
}

/// All dates in `text`, in order; they do not overlap. A date needs its year.
///
/// ```
/// use teiscribe::date::{self, Years};
///
/// let found = date::find("It met from February 18 to 20, 1919.", Years::AfterPreposition);
/// assert_eq!(found[0].range, 12..35);
/// ```
pub fn find(text: &str, years: Years) -> Vec<Found> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    grammar::find(text, &token::tokens(text), years)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(found: &Found, text: &str) -> String {
        let value = match found.date.value {
            Some(Value::When(moment)) => moment.to_string(),
            Some(Value::Range(from, to)) => format!("{from}/{to}"),
            None => "none".to_owned(),
        };
        format!("{}={value}{}", &text[found.range.clone()], if found.date.is_vague { "~" } else { "" })
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = find(text, Years::AfterPreposition).iter().map(|found| shown(found, text)).collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn days_in_every_order() {
        check("on January 31, 1919, it", &["January 31, 1919=1919-01-31"]);
        check("on 16th of June 1917", &["16th of June 1917=1917-06-16"]);
        check("3d February, 1919", &["3d February, 1919=1919-02-03"]);
        check("Feb. 9, 1919", &["Feb. 9, 1919=1919-02-09"]);
        check("am 3. Februar 1919", &["3. Februar 1919=1919-02-03"]);
        check("12 июля 1919", &["12 июля 1919=1919-07-12"]);
        check("updated 2009-05-17 or 27.9.2004", &["2009-05-17=2009-05-17", "27.9.2004=2004-09-27"]);
    }

    #[test]
    fn months_and_years() {
        check("in December 2015.", &["December 2015=2015-12"]);
        check("at the end of December 1922", &["December 1922=1922-12"]);
        check("begun in 1918, it had 2500 men", &["1918=1918"]);
        check("circa Jan. 10, 1923", &["circa Jan. 10, 1923=1923-01-10~"]);
    }

    #[test]
    fn ranges() {
        check("from February 18 to 20, 1919", &["February 18 to 20, 1919=1919-02-18/1919-02-20"]);
        check("April 10-May 19, 1922", &["April 10-May 19, 1922=1922-04-10/1922-05-19"]);
        check("Moscow: Dec. 23-27, 1922", &["Dec. 23-27, 1922=1922-12-23/1922-12-27"]);
        check("November, 1917 - 1920", &["November, 1917 - 1920=1917-11/1920"]);
        check("in 1905–07", &["1905–07=1905/1907"]);
        check("18-20 février 1919", &["18-20 février 1919=1919-02-18/1919-02-20"]);
        check("July-September 1922", &["July-September 1922=1922-07/1922-09"]);
    }

    #[test]
    fn what_is_no_date() {
        check("No. 30, pp. 59-60, Vol. 4, 1500 men and 18 to 20 others", &[]);
        check("they may 1918 times march", &[]);
        check("1:1919 or 21112. For Sisson", &[]);
    }

    #[test]
    fn a_date_that_no_calendar_has_is_found_without_a_value() {
        check("February 30, 1919", &["February 30, 1919=none"]);
    }
}

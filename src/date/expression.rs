//! What the words of a date say, before the context is asked for what they leave out.

use crate::date::Order;
use crate::date::calendar::Calendar;
use crate::date::reign::Reign;
use crate::date::sense::{Feast, Part, Unit};
use crate::date::value::Time;

/// The first year in England that began with January; before it the first month was March (24 Geo. II c. 23).
pub(super) const FROM_JANUARY: i32 = 1752;

/// The month that has this number in a year that begins in March: the eighth is October, the eleventh January.
pub(super) const fn from_march(number: u8) -> u8 {
    (number + 1) % 12 + 1
}

/// A date as read: one thing, or two that bound a stretch of time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expression {
    pub(super) shape: Shape,
    pub(super) first: Simple,
    pub(super) second: Option<Simple>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// "February 3, 1919".
    Alone,
    /// "February 18 to 20, 1919".
    Range,
    /// "between 1871 and 1914".
    Between,
    /// "the 18th or 19th of May 1849".
    Or,
    /// "from 1871 onwards".
    Since,
    /// "until 1921".
    Until,
    /// "before 23 March 1921".
    Before,
    /// "after 23 March 1921".
    After,
    /// "by the end of 1922", "not later than 1922".
    NotAfter,
    /// "not before 1922".
    NotBefore,
    /// "after 1919 but before 1923", "not before 1919 and not after 1923": whether the bounds themselves are left out.
    Both { is_after: bool, is_before: bool },
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Simple {
    pub(super) core: Core,
    pub(super) vague: Vague,
}

/// How vague the words call a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    No,
    /// "circa", "about the year".
    Circa,
    /// "about".
    About,
    /// "1922?".
    Doubtful,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Core {
    Point(Point),
    Period(Period),
    /// "the end of 1921".
    Part(Part, Period),
    /// "the winter of 1916-17".
    Season {
        season: u8,
        /// Its year: "the spring of '71", "the spring of the following year".
        of: Point,
        next: Option<i32>,
    },
    /// "12 Geo. III", "10 & 11 Vict.".
    Reign {
        reign: Reign,
        year: u32,
        last: u32,
    },
    Relative(Relative),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Period {
    Point(Point),
    /// "the 1870s": its first year.
    Decade(i32),
    /// "the seventies".
    ShortDecade(u8),
    /// "last month", "this month": so many months from the document's.
    InMonth(i8),
    /// "the seventies of the last century": so many centuries from that of the text.
    NearDecade(u8, i8),
    /// "the last century", of which a part is told.
    NearCentury(i8),
    /// The sixteenth is 16; before the common era, less than 0.
    Century(i32),
    /// "192-", "s. xiv/xv".
    Years(i32, i32),
}

/// A day, month or year of some calendar, as far as the words say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    /// Where the names of months or a mark of style say so.
    pub(super) calendar: Option<Calendar>,
    pub(super) year: Option<i32>,
    /// Whether the year is two or three digits: "'48", "907".
    pub(super) is_short: bool,
    /// Whether the year is that of a date in figures, "14.3.944", of which three digits stand for four.
    pub(super) lacks_thousand: bool,
    /// "of the previous year", "of last year".
    pub(super) told: Option<ToldYear>,
    /// Whether an editor's brackets hold a part of it.
    pub(super) is_bracketed: bool,
    /// Whether the year is that of a work that the text cites.
    pub(super) is_cited: bool,
    /// The year after a slash: "1648/9".
    pub(super) dual: Option<i32>,
    pub(super) month: Option<u8>,
    /// Whether the month is told by its number in a year that the words do not name.
    pub(super) is_numbered: bool,
    pub(super) day: Option<u8>,
    /// The same day in New Style: "11/24 February", with its month where that is another.
    pub(super) new_style: Option<(Option<u8>, u8)>,
    pub(super) weekday: Option<u8>,
    pub(super) time: Option<Time>,
    /// A feast in place of month and day, and which day is counted from it.
    pub(super) feast: Option<(Feast, FromFeast)>,
    /// So many days after the day, or before: "two days after 4 May".
    pub(super) offset: i16,
    /// Of a date in three numbers with strokes, the order of day and month; "3/2/1919" does not tell.
    pub(super) order: Option<Order>,
}

/// A day that is counted from a feast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FromFeast {
    /// So many days after it: its eve is one before.
    Days(i8),
    /// The first such day of the week after it, or the second or another; or the last before.
    Weekday { weekday: u8, nth: u8, position: Position },
}

/// Where a day is from a feast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    Before,
    After,
    /// "in Lent": the first day of what begins with the feast counts.
    In,
}

/// A year that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ToldYear {
    /// So many years from that of the date before: "of the previous year".
    FromBefore(i8),
    /// So many years from that of the document: "of last year".
    FromDocument(i8),
}

impl Point {
    /// With the month that has this number in its year; January and February of a year that began in March are of the next by ours.
    pub(super) fn counted(self, number: u8) -> Self {
        match self.year {
            Some(year) if year < FROM_JANUARY => {
                let dual = self.dual.or_else(|| (number > 10).then_some(year + 1));
                Self { month: Some(from_march(number)), dual, ..self }
            }
            _ => Self { month: Some(number), ..self },
        }
    }

    /// Whether it has a month, a day or a feast.
    pub(super) fn is_in_year(&self) -> bool {
        self.month.is_some() || self.day.is_some() || self.feast.is_some()
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Relative {
    /// "three or four months ago".
    Ago { few: u32, many: u32, unit: Unit },
    /// "next Monday", "last month", from the document's date.
    Near { nearness: Nearness, what: What },
    /// "the following year", from the date before it.
    Carried { steps: i8, unit: Unit },
    /// "two years later", from the date before it.
    Later { steps: i8, unit: Unit },
    /// "the following July", from the date before it.
    CarriedMonth { steps: i8, month: u8 },
    /// "the 5th of the following month", from the date before it.
    CarriedDay { months: i8, day: u8 },
    /// `22/3` at the head of an entry of a diary: near the document's date.
    Entry { day: u8, month: u8 },
    /// "the 25th ult.": months from the letter's.
    Instant { day: u8, months: i8 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nearness {
    Last,
    Next,
    /// "on Friday": after, or before where the verb says so.
    Coming,
    Gone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Weekday(u8),
    Month(u8),
    /// A day of a month: "July 29th last".
    Day(u8, u8),
    Unit(Unit),
    Season(u8),
}

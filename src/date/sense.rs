//! What words say of dates.

use crate::date::calendar::Calendar;

/// What a word of a date says. Each is a kind of row in the tables; `words/README.md` explains them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Month(Calendar, u8),
    Weekday(u8),
    Cardinal(u32),
    Ordinal(u8),
    Suffix,
    Of,
    Article,
    On,
    /// "am", "du": a preposition with its article, behind which a number may be a day.
    OnThe,
    And,
    Or,
    From,
    To,
    Between,
    Until,
    Before,
    After,
    By,
    NotBefore,
    NotAfter,
    Circa,
    About,
    Doubt,
    Season(u8),
    Unit(Unit),
    Part(Part),
    Era {
        is_before: bool,
    },
    Style(Calendar),
    /// "A.H.", "an": what tells a year of another calendar.
    YearOf(Calendar),
    /// Months from that of the letter: ult., inst., prox.
    Instant(i8),
    Last,
    Next,
    Following,
    Preceding,
    Same,
    Ago,
    /// "vor", "il y a": ago, before what it counts.
    AgoFirst,
    /// "two years later": from the date before it.
    Later,
    /// "через два года": the same, before what it counts.
    LaterFirst,
    /// "onwards".
    Onward,
    /// "at the latest", "at the earliest" behind a date.
    AtLatest,
    AtEarliest,
    /// "of this year", behind a month or day.
    ThisYear,
    /// "of that year", behind a month, season or part.
    ThatYear,
    /// Kalends, Nones, Ides, by their day; 0 for "pridie".
    Marker(u8),
    /// Hours to add: "a.m.", "in the evening".
    Time(u8),
    /// An hour with a name: noon.
    Hour(u8),
    Feast(Feast),
    /// A saint's day, where what stands before says that it is meant: "the feast of St. Barnabas".
    Saint(Feast),
    /// Days from one feast to another, by the two: Lent, Whitsun week, Michaelmas term.
    Tide(Feast, Feast),
    /// The eve, morrow or octave of a feast, by its days after it.
    Beside(i8),
    Reign,
    Monarch(&'static str),
    Cue,
    /// "letter", "Brief": of which one says the day alone.
    Mail,
    Counted,
    /// "a population of": a number behind it is no year.
    Measure,
    Numbered,
    Past,
    Future,
    Decades(u8),
    /// "Settecento": the eighteenth century by a word.
    Century(u8),
    Event,
    Tail,
    Daypart,
    /// "at" of a time.
    At,
    Companion(Companion),
}

/// What a word says that is looked at only beside a date, and of which none is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Companion {
    /// "we" behind a day alone: "of the 14th we saw".
    GoesOn,
    /// Before a weekday by which no one day is meant: "every Monday", "Bloody Sunday".
    NoWeekday,
    /// Behind a day of each month: "am 15. jedes Monats".
    Each,
    /// The half, third or quarter, by its number: "the 4th quarter".
    Fraction(u8),
    /// "années" before the number of a decade.
    DecadeName,
    /// "s" of "1850s".
    DecadeEnding,
    /// "but" between two bounds.
    But,
    /// "o" of "5 o'clock", "Uhr": what is behind it is an hour, and no year.
    Clock,
    /// "a" of "a year ago": one.
    Indefinite,
    /// "год" of "год назад": one, without a number.
    One,
    /// "the" before a year that stands as an adjective: "the 1892 judgment".
    Determiner,
    /// "nach" behind a year of which no word before it says that it is one: "er ging 1848 nach Wien".
    BehindYear,
    /// "Sonntags": each of these days of the week, and no one of them.
    Weekly,
    /// "ber" behind a number: "7ber".
    MonthEnding,
    /// "ten" behind a number of which no month is said: "vom 26ten".
    DayEnding,
    /// "an" before the year of a calendar that has a word for it, in texts of any language: "an VIII".
    YearName,
    /// "this" of "this month".
    This,
    /// "Apostle" behind a saint.
    Epithet,
    /// "for" before a number of days by which none is told: "for ten days after Easter".
    NoCount,
    /// "years": of more than one, in "in following years".
    Many,
    /// "zum" between two days of which the second alone has its month: "vom 9. zum 10. November".
    RangeTo,
    /// "starb" before a year with which the sentence ends: "er starb 1832."
    BeforeYear,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Century,
}

impl Unit {
    /// Its days, where it always has so many.
    pub(super) const fn days(self) -> Option<u8> {
        match self {
            Self::Day => Some(1),
            Self::Week => Some(7),
            Self::Fortnight => Some(14),
            Self::Month | Self::Year | Self::Century => None,
        }
    }
}

/// A part of a month, year, decade or century.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Beginning,
    Early,
    Middle,
    Mid,
    Late,
    End,
    /// The first, second … of so many.
    Of(u8, u8),
    /// A week of a month: the first, second …; the last where it is less than 0.
    Week(i8),
    /// So many weeks of a month, its first or, where it is less than 0, its last.
    Weeks(i8),
}

/// A feast: a day of the year, so many days after Easter, or a weekday counted in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    Fixed(u8, u8),
    Easter(i16),
    /// So many days after the first Sunday of Advent, the fourth before Christmas.
    Advent(i16),
    /// The first Tuesday of November; the last one where `nth` is less than 0, and the last day where no weekday is named.
    OfMonth {
        nth: i8,
        weekday: Option<u8>,
        month: u8,
    },
}

/// What the first word of a date says.
pub(super) const fn begins(sense: Sense) -> bool {
    use Sense::{
        About, After, Article, Before, Beside, Between, By, Cardinal, Circa, Doubt, Era, Feast, Last, Month, Next, NotAfter, NotBefore,
        Ordinal, Season, Until, Weekday,
    };
    let is_word = matches!(
        sense,
        Month(..)
            | Weekday(_)
            | Cardinal(_)
            | Ordinal(_)
            | Article
            | Feast(_)
            | Sense::Tide(..)
            | Beside(_)
            | Season(_)
            | Sense::Part(_)
            | Sense::Unit(_)
            | Last
            | Next
            | Era { .. }
            | Sense::AgoFirst
            | Sense::LaterFirst
            | Sense::Following
            | Sense::Preceding
            | Sense::Same
            | Sense::ThatYear
            | Sense::Marker(_)
            | Sense::YearOf(_)
            | Sense::Century(_)
    );
    is_word || matches!(sense, Between | Until | Before | After | By | NotBefore | NotAfter | Circa | About | Doubt)
}

/// Words without which there is no date but one with digits.
pub(super) const fn is_anchor(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Month(..)
            | Sense::Weekday(_)
            | Sense::Ago
            | Sense::AgoFirst
            | Sense::Later
            | Sense::LaterFirst
            | Sense::YearOf(_)
            | Sense::Instant(_)
            | Sense::Feast(_)
            | Sense::Saint(_)
            | Sense::Reign
            | Sense::Last
            | Sense::Next
            | Sense::Following
            | Sense::Preceding
            | Sense::Same
            | Sense::ThisYear
            | Sense::ThatYear
            | Sense::Cardinal(11..=20 | 100 | 1000)
            | Sense::Unit(Unit::Century)
            | Sense::Decades(_)
            | Sense::Century(_)
    )
}

/// What the words of other languages may say in a text of this one.
pub(super) const fn is_shared(sense: Sense) -> bool {
    matches!(sense, Sense::Month(..) | Sense::Of | Sense::To | Sense::Tail | Sense::Event | Sense::Suffix)
}

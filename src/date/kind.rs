//! Kinds of senses as bits: most words are known not to say a thing without a look at their readings.

use crate::date::sense::Sense;

/// The bit of the kind that a sense is of.
#[inline]
pub(super) const fn of(sense: Sense) -> u32 {
    match sense {
        Sense::Month(..) => MONTH,
        Sense::Weekday(_) => WEEKDAY,
        Sense::Cardinal(_) => CARDINAL,
        Sense::Ordinal(_) => ORDINAL,
        Sense::Suffix => 1 << 4,
        Sense::Of => OF,
        Sense::Article => ARTICLE,
        Sense::On | Sense::OnThe => ON,
        Sense::And => 1 << 8,
        Sense::Or => 1 << 9,
        Sense::From | Sense::To | Sense::Between => SPAN,
        Sense::Until | Sense::Before | Sense::After | Sense::By | Sense::NotBefore | Sense::NotAfter => BOUND,
        Sense::Circa | Sense::About | Sense::Doubt => VAGUE,
        Sense::Season(_) => SEASON,
        Sense::Unit(_) => UNIT,
        Sense::Part(_) => PART,
        Sense::Era { .. } | Sense::YearOf(_) => ERA,
        Sense::Style(_) => STYLE,
        Sense::Instant(_) => INSTANT,
        Sense::Last | Sense::Next => NEAR,
        Sense::Following | Sense::Preceding | Sense::Same | Sense::ThisYear | Sense::ThatYear => CARRIED,
        Sense::Ago | Sense::AgoFirst | Sense::Onward | Sense::AtLatest | Sense::AtEarliest => DISTANCE,
        Sense::Time(_) | Sense::Hour(_) => TIME,
        Sense::Tail | Sense::Daypart | Sense::At => HOURS,
        Sense::Feast(_) | Sense::Saint(_) | Sense::Tide(..) => FEAST,
        Sense::Beside(_) => BESIDE,
        Sense::Reign => REIGN,
        Sense::Monarch(_) => MONARCH,
        Sense::Cue | Sense::Mail | Sense::Counted | Sense::Measure | Sense::Numbered | Sense::Event => 1 << 28,
        Sense::Past | Sense::Future => 1 << 29,
        Sense::Decades(_) => DECADES,
        Sense::Marker(_) => MARKER,
        Sense::Companion(_) => 0,
    }
}

pub(super) const MONTH: u32 = 1;
pub(super) const WEEKDAY: u32 = 1 << 1;
pub(super) const CARDINAL: u32 = 1 << 2;
pub(super) const ORDINAL: u32 = 1 << 3;
pub(super) const OF: u32 = 1 << 5;
pub(super) const ARTICLE: u32 = 1 << 6;
pub(super) const ON: u32 = 1 << 7;
const SPAN: u32 = 1 << 10;
pub(super) const BOUND: u32 = 1 << 11;
pub(super) const VAGUE: u32 = 1 << 12;
pub(super) const SEASON: u32 = 1 << 13;
pub(super) const UNIT: u32 = 1 << 14;
pub(super) const PART: u32 = 1 << 15;
pub(super) const ERA: u32 = 1 << 16;
pub(super) const STYLE: u32 = 1 << 17;
pub(super) const INSTANT: u32 = 1 << 18;
pub(super) const NEAR: u32 = 1 << 19;
pub(super) const CARRIED: u32 = 1 << 20;
const DISTANCE: u32 = 1 << 21;
pub(super) const TIME: u32 = 1 << 22;
const HOURS: u32 = 1 << 23;
pub(super) const FEAST: u32 = 1 << 24;
pub(super) const BESIDE: u32 = 1 << 25;
pub(super) const REIGN: u32 = 1 << 26;
pub(super) const MONARCH: u32 = 1 << 27;
pub(super) const DECADES: u32 = 1 << 30;
pub(super) const MARKER: u32 = 1 << 31;

/// What may stand behind the article of a date: "the spring", "the 18th", "the year".
pub(super) const AFTER_ARTICLE: u32 = MONTH
    | WEEKDAY
    | CARDINAL
    | ORDINAL
    | OF
    | ARTICLE
    | ON
    | SEASON
    | UNIT
    | PART
    | ERA
    | NEAR
    | CARRIED
    | FEAST
    | BESIDE
    | REIGN
    | MONARCH
    | DECADES
    | VAGUE
    | MARKER;

/// What stands between what leads to a date and the date: "until after the 12th".
pub(super) const LINKING: u32 = OF | ARTICLE | ON | SPAN | BOUND | VAGUE;

/// What may be a date by itself; all else begins one only where something follows.
pub(super) const ALONE: u32 = MONTH | WEEKDAY | SEASON | INSTANT | NEAR | CARRIED | FEAST | BESIDE | REIGN | MONARCH | DECADES | MARKER;

/// What may follow, past words that link.
pub(super) const FOLLOWING: u32 = (AFTER_ARTICLE | INSTANT | DISTANCE | TIME | HOURS) & !LINKING;

//! Kinds of senses as bits: most words are known not to say a thing without a look at their readings.

use crate::date::sense::Sense;

/// Gives each kind a bit of its own, in this order.
macro_rules! bits {
    ($($name:ident)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only their order counts")]
        enum Order { $($name),* }
        $(pub(super) const $name: u32 = 1 << Order::$name as u32;)*
    };
}

bits! {
    MONTH WEEKDAY CARDINAL ORDINAL SUFFIX OF ARTICLE ON AND OR SPAN BOUND VAGUE SEASON UNIT PART ERA STYLE INSTANT NEAR CARRIED DISTANCE
    TIME HOURS FEAST BESIDE REIGN MONARCH HINT TENSE DECADES MARKER
}

/// The bit of the kind that a sense is of.
#[inline]
pub(super) const fn of(sense: Sense) -> u32 {
    match sense {
        Sense::Month(..) => MONTH,
        Sense::Weekday(_) => WEEKDAY,
        Sense::Cardinal(_) => CARDINAL,
        Sense::Ordinal(_) => ORDINAL,
        Sense::Suffix => SUFFIX,
        Sense::Of => OF,
        Sense::Article => ARTICLE,
        Sense::On | Sense::OnThe => ON,
        Sense::And => AND,
        Sense::Or => OR,
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
        Sense::Ago | Sense::AgoFirst | Sense::Later | Sense::LaterFirst | Sense::Onward | Sense::AtLatest | Sense::AtEarliest => DISTANCE,
        Sense::Time(_) | Sense::Hour(_) => TIME,
        Sense::Tail | Sense::Daypart | Sense::At => HOURS,
        Sense::Feast(_) | Sense::Saint(_) | Sense::Tide(..) => FEAST,
        Sense::Beside(_) => BESIDE,
        Sense::Reign => REIGN,
        Sense::Monarch(_) => MONARCH,
        Sense::Cue | Sense::Mail | Sense::Counted | Sense::Measure | Sense::Numbered | Sense::Event => HINT,
        Sense::Past | Sense::Future => TENSE,
        Sense::Decades(_) | Sense::Century(_) => DECADES,
        Sense::Marker(_) => MARKER,
        Sense::Companion(_) => 0,
    }
}

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

//! The rows of the tables in `words/`.

use crate::date::calendar::Calendar;
use crate::date::sense::{Companion, Feast, Part, Sense, Unit};

/// A form of a row.
pub(super) struct Row {
    pub(super) first: String,
    pub(super) rest: Box<[Box<str>]>,
    pub(super) sense: Sense,
    pub(super) is_capital: bool,
    pub(super) is_short: bool,
}

/// The rows of which the sense is one that is `wanted`.
pub(super) fn rows(table: &'static str, wanted: impl Fn(Sense) -> bool) -> impl Iterator<Item = Row> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.flat_map(move |line| {
        let mut cells = line.split('\t');
        let sense = cells.next().zip(cells.next()).and_then(|(kind, value)| sense(kind, value)).filter(|sense| wanted(*sense));
        cells.filter_map(move |form| Some(row(form, sense?)))
    })
}

fn row(form: &'static str, sense: Sense) -> Row {
    let mut words = words(form);
    let first = words.next().unwrap_or_default();
    let rest = words.map(String::into_boxed_str).collect();
    Row { first, rest, sense, is_capital: form.starts_with(char::is_uppercase), is_short: form.ends_with('.') }
}

/// The words of a form, in small letters.
pub(super) fn words(form: &str) -> impl Iterator<Item = String> {
    form.split([' ', '.', '-', '’', '\'']).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The kinds that have no value.
const PLAIN: [(&str, Sense); 68] = [
    ("suffix", Sense::Suffix),
    ("of", Sense::Of),
    ("article", Sense::Article),
    ("on", Sense::On),
    ("on-the", Sense::OnThe),
    ("mail", Sense::Mail),
    ("and", Sense::And),
    ("or", Sense::Or),
    ("from", Sense::From),
    ("to", Sense::To),
    ("between", Sense::Between),
    ("until", Sense::Until),
    ("before", Sense::Before),
    ("after", Sense::After),
    ("by", Sense::By),
    ("not-before", Sense::NotBefore),
    ("not-after", Sense::NotAfter),
    ("circa", Sense::Circa),
    ("about", Sense::About),
    ("doubt", Sense::Doubt),
    ("last", Sense::Last),
    ("next", Sense::Next),
    ("following", Sense::Following),
    ("preceding", Sense::Preceding),
    ("same", Sense::Same),
    ("ago", Sense::Ago),
    ("ago-first", Sense::AgoFirst),
    ("later", Sense::Later),
    ("later-first", Sense::LaterFirst),
    ("onward", Sense::Onward),
    ("latest", Sense::AtLatest),
    ("earliest", Sense::AtEarliest),
    ("this-year", Sense::ThisYear),
    ("that-year", Sense::ThatYear),
    ("measure", Sense::Measure),
    ("reign", Sense::Reign),
    ("cue", Sense::Cue),
    ("counted", Sense::Counted),
    ("numbered", Sense::Numbered),
    ("past", Sense::Past),
    ("future", Sense::Future),
    ("event", Sense::Event),
    ("tail", Sense::Tail),
    ("daypart", Sense::Daypart),
    ("at", Sense::At),
    ("era-before", Sense::Era { is_before: true }),
    ("era", Sense::Era { is_before: false }),
    ("goes-on", Sense::Companion(Companion::GoesOn)),
    ("no-weekday", Sense::Companion(Companion::NoWeekday)),
    ("each", Sense::Companion(Companion::Each)),
    ("decade-name", Sense::Companion(Companion::DecadeName)),
    ("decade-ending", Sense::Companion(Companion::DecadeEnding)),
    ("but", Sense::Companion(Companion::But)),
    ("clock", Sense::Companion(Companion::Clock)),
    ("indefinite", Sense::Companion(Companion::Indefinite)),
    ("behind-year", Sense::Companion(Companion::BehindYear)),
    ("this", Sense::Companion(Companion::This)),
    ("one", Sense::Companion(Companion::One)),
    ("determiner", Sense::Companion(Companion::Determiner)),
    ("epithet", Sense::Companion(Companion::Epithet)),
    ("no-count", Sense::Companion(Companion::NoCount)),
    ("many", Sense::Companion(Companion::Many)),
    ("range-to", Sense::Companion(Companion::RangeTo)),
    ("before-year", Sense::Companion(Companion::BeforeYear)),
    ("weekly", Sense::Companion(Companion::Weekly)),
    ("month-ending", Sense::Companion(Companion::MonthEnding)),
    ("day-ending", Sense::Companion(Companion::DayEnding)),
    ("year-name", Sense::Companion(Companion::YearName)),
];

/// The sense of a kind and value; `None` for one that there is not.
pub(super) fn sense(kind: &str, value: &'static str) -> Option<Sense> {
    if let Some((_, sense)) = PLAIN.iter().find(|(name, _)| *name == kind) {
        return Some(*sense);
    }
    let number = value.parse::<u8>().ok();
    Some(match kind {
        "month" => Sense::Month(Calendar::Gregorian, number?),
        "republican-month" => Sense::Month(Calendar::Republican, number?),
        "hebrew-month" => Sense::Month(Calendar::Hebrew, number?),
        "islamic-month" => Sense::Month(Calendar::Islamic, number?),
        "republican-year" => Sense::YearOf(Calendar::Republican),
        "islamic-year" => Sense::YearOf(Calendar::Islamic),
        "weekday" => Sense::Weekday(number?),
        "cardinal" => Sense::Cardinal(value.parse().ok()?),
        "ordinal" => Sense::Ordinal(number?),
        "season" => Sense::Season(number?),
        "unit" => Sense::Unit(unit(value)?),
        "part" => Sense::Part(part(value)?),
        "style" => Sense::Style(if value == "old" { Calendar::Julian } else { Calendar::Gregorian }),
        "instant" => Sense::Instant(value.parse().ok()?),
        "marker" => Sense::Marker(number?),
        "time" => Sense::Time(number?),
        "hour" => Sense::Hour(number?),
        "decade" => Sense::Decades(number?),
        "century" => Sense::Century(number?),
        "beside" => Sense::Beside(value.parse().ok()?),
        "feast" => Sense::Feast(feast(value)?),
        "saint" => Sense::Saint(feast(value)?),
        "tide" => {
            let (first, last) = value.split_once("..")?;
            Sense::Tide(feast(first)?, feast(last)?)
        }
        "monarch" => Sense::Monarch(value),
        "fraction" => Sense::Companion(Companion::Fraction(number?)),
        _ => return None,
    })
}

fn unit(value: &str) -> Option<Unit> {
    Some(match value {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn part(value: &str) -> Option<Part> {
    Some(match value {
        "beginning" => Part::Beginning,
        "early" => Part::Early,
        "middle" => Part::Middle,
        "mid" => Part::Mid,
        "late" => Part::Late,
        "end" => Part::End,
        "last-week" => Part::Week(-1),
        _ => {
            if let Some(count) = value.strip_prefix("weeks") {
                return count.parse().ok().map(Part::Weeks);
            }
            if let Some(nth) = value.strip_prefix("week-") {
                return nth.parse().ok().map(Part::Week);
            }
            let (nth, of) = value.split_once('/')?;
            Part::Of(nth.parse().ok()?, of.parse().ok()?)
        }
    })
}

/// `12-25`, `easter+49`, `advent`.
fn feast(value: &str) -> Option<Feast> {
    let days = |days: &str| if days.is_empty() { Some(0) } else { days.parse().ok() };
    if let Some(after) = value.strip_prefix("easter") {
        return days(after).map(Feast::Easter);
    }
    if let Some(after) = value.strip_prefix("advent") {
        return days(after).map(Feast::Advent);
    }
    let (month, day) = value.split_once('-')?;
    Some(Feast::Fixed(month.parse().ok()?, day.parse().ok()?))
}

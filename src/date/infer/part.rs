//! The months, days and years that words such as "the beginning", "the spring" and "the middle" stand for; the header's
//! stdVals says them (`tei/header.rs`).

use super::fill::inferred;
use super::resolve::within;
use crate::date::sense::Part;
use crate::date::{Date, Moment, Rule};
use crate::document::{Cert, Evidence};

/// The first and the last of some months or days.
type Bounds = (u8, u8);

/// What the words taken for beginnings, middles and ends stand for: of a year, its months; of a month, its days.
const PARTS: [(Part, Bounds, Bounds); 6] = [
    (Part::Beginning, (1, 3), (1, 10)),
    (Part::Early, (1, 4), (1, 10)),
    (Part::Middle, (5, 8), (11, 20)),
    (Part::Mid, (5, 8), (11, 20)),
    (Part::Late, (9, 12), (21, 31)),
    (Part::End, (10, 12), (21, 31)),
];

/// The same of a century, in its years, from 1 to 100.
const PARTS_OF_CENTURY: [(Part, i32, i32); 6] = [
    (Part::Beginning, 1, 25),
    (Part::Early, 1, 25),
    (Part::Middle, 40, 60),
    (Part::Mid, 40, 60),
    (Part::Late, 75, 100),
    (Part::End, 75, 100),
];

/// The first and last month of a part of a year.
pub(super) fn months_of(part: Part) -> Bounds {
    match part {
        Part::Of(nth, of) => (12 / of * (nth - 1) + 1, 12 / of * nth),
        _ => named(part).map_or((1, 12), |(months, _)| months),
    }
}

/// The first and last day of a part of a month of so many days.
pub(super) fn days_of(part: Part, last: u8) -> Bounds {
    match part {
        Part::Of(nth, of) => (30 / of * (nth - 1) + 1, if nth == of { last } else { 30 / of * nth }),
        Part::Week(nth) => u8::try_from(nth).map_or((last - 6, last), |nth| (7 * nth - 6, 7 * nth)),
        Part::Weeks(count) => u8::try_from(count).map_or((last - 7 * count.unsigned_abs() + 1, last), |count| (1, 7 * count)),
        _ => named(part).map_or((1, last), |(_, (from, to))| (from, to.min(last))),
    }
}

fn named(part: Part) -> Option<(Bounds, Bounds)> {
    PARTS.iter().find(|(own, ..)| *own == part).map(|&(_, months, days)| (months, days))
}

/// The first and last year of a part of so many years.
pub(super) fn part_of_years(part: Part, years: i32) -> (i32, i32) {
    let (from, to) = match part {
        Part::Of(nth, of) => (100 * (i32::from(nth) - 1) / i32::from(of) + 1, 100 * i32::from(nth) / i32::from(of)),
        _ => PARTS_OF_CENTURY.iter().find(|(own, ..)| *own == part).map_or((1, 100), |&(_, from, to)| (from, to)),
    };
    if years >= 100 {
        return (from, to);
    }
    // The beginning, middle and end of ten years are three or four each.
    match part {
        Part::Of(..) | Part::Week(_) | Part::Weeks(_) => ((from - 1) * years / 100 + 1, to * years / 100),
        Part::Beginning | Part::Early => (1, years * 4 / 10),
        Part::Middle | Part::Mid => (years * 3 / 10 + 1, years * 7 / 10),
        Part::Late | Part::End => (years * 6 / 10 + 1, years),
    }
}

/// Three months: spring from March, summer from June, autumn from September, winter from December.
pub(super) fn season_of(season: u8, year: i32, next: Option<i32>) -> Date {
    let rule = Some(inferred(Cert::Medium, Evidence::Conjecture, Rule::PartOf));
    let (from, to) = match (season, next) {
        (4, Some(next)) => ((year, 12), (next, 2)),
        (4, None) => ((year, 12), (year + 1, 2)),
        _ => ((year, season * 3), (next.unwrap_or(year), season * 3 + 2)),
    };
    within(Moment::month(from.0, from.1), Moment::month(to.0, to.1), rule)
}

//! Reigns, from which regnal years are counted: `words/reigns.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::date::calendar::{Calendar, Day, written_day};

/// A reign: its first day, and how it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reign {
    pub(super) calendar: Calendar,
    pub(super) first: Day,
    /// Whether the name alone is known for that of a monarch: "12 Victoria", but not "12 John".
    pub(super) is_enough: bool,
}

impl Reign {
    /// The year of which a day lies in the nth year of the reign; `day` gives the day of a year, if it has one.
    pub(super) fn year_of(&self, nth: u32, day: impl Fn(i32) -> Option<Day>) -> Option<i32> {
        let (first, month, own_day) = self.first;
        let start = first + nth as i32 - 1;
        Some(if day(start)? >= (start, month, own_day) { start } else { start + 1 })
    }
}

/// The reign of a monarch's name and number: "Henry" and 8.
pub(super) fn reign(name: &str, number: u32) -> Option<Reign> {
    static REIGNS: LazyLock<FxHashMap<(&str, u32), Reign>> = LazyLock::new(|| {
        let lines = include_str!("words/reigns.tsv").lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(reign_row).collect()
    });
    REIGNS.get(&(name, number)).copied()
}

fn reign_row(line: &'static str) -> Option<((&'static str, u32), Reign)> {
    let mut cells = line.split('\t');
    let (name, number, calendar, first) = (cells.next()?, cells.next()?, cells.next()?, written_day(cells.next()?)?);
    let is_enough = number == "-";
    let number = if is_enough { 0 } else { number.parse().ok()? };
    let calendar = if calendar == "julian" { Calendar::Julian } else { Calendar::Gregorian };
    Some(((name, number), Reign { calendar, first, is_enough }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reigns_are_read() {
        assert_eq!(reign("henry", 8).map(|reign| reign.first), Some((1509, 4, 22)));
        let edward = reign("edward", 2).expect("a reign");
        assert_eq!([(10, 18), (7, 1)].map(|(month, day)| edward.year_of(12, |year| Some((year, month, day)))), [Some(1318), Some(1319)]);
        let rows = include_str!("words/reigns.tsv").lines().filter(|line| !line.starts_with('#'));
        assert!(rows.into_iter().all(|line| reign_row(line).is_some()));
    }
}

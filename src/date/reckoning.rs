//! Which calendar a text's days are in where it does not say so.

use std::sync::LazyLock;

use crate::date::calendar::{Calendar, Day, written_day};

/// When the text's country took up the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Reckoning {
    /// The first Gregorian day, where a setting says that days before it are Julian.
    reform: Option<Day>,
    /// The reform of the country that the language suggests, for feasts, reigns and dual years.
    custom: Option<Day>,
}

/// When a country took up the Gregorian calendar.
struct Reform {
    country: &'static str,
    first: Day,
    /// The language of which most texts are from the country, where there is one.
    language: Option<&'static str>,
}

/// The reforms of countries, from `words/reforms.tsv`, the first of all before the others.
static REFORMS: LazyLock<Vec<Reform>> = LazyLock::new(|| {
    let rows = include_str!("words/reforms.tsv").lines().filter(|line| !line.starts_with('#'));
    let reform = |row: &'static str| {
        let mut cells = row.split('\t');
        Some(Reform { country: cells.next()?, first: written_day(cells.next()?)?, language: cells.next() })
    };
    rows.filter_map(reform).collect()
});

impl Reckoning {
    /// By a setting: `julian` (all days), `gregorian` (none), a country of the table (until its reform) or a day
    /// (`1918-02-14`: until then). `None` where it is none of these.
    ///
    /// ```
    /// use teiscribe::date::Reckoning;
    ///
    /// assert!(Reckoning::set("russia").is_some());
    /// assert!(Reckoning::set("atlantis").is_none());
    /// ```
    pub fn set(calendar: &str) -> Option<Self> {
        let reform = match calendar {
            "julian" => (i32::MAX, 1, 1),
            "gregorian" => (i32::MIN, 1, 1),
            _ => REFORMS.iter().find(|own| own.country == calendar).map(|own| own.first).or_else(|| written_day(calendar))?,
        };
        Some(Self { reform: Some(reform), custom: Some(reform) })
    }

    /// By the text's language alone: its days are taken as they stand; only what was never reckoned anew (feasts,
    /// reigns, dual years) is Julian before the reform of the country where most texts of the language are from.
    pub fn of_language(language: Option<&str>) -> Self {
        let own = REFORMS.iter().find(|own| own.language.is_some() && own.language == language);
        let custom = own.or(REFORMS.first()).map(|own| own.first);
        Self { reform: None, custom }
    }

    /// The calendar of a day that says nothing of it.
    pub(super) fn of(self, day: Day) -> Calendar {
        calendar(self.reform, day)
    }

    /// The calendar of a day that a feast or a reign gives.
    pub(super) fn of_custom(self, day: Day) -> Calendar {
        calendar(self.custom, day)
    }
}

fn calendar(reform: Option<Day>, day: Day) -> Calendar {
    if reform.is_some_and(|reform| day < reform) { Calendar::Julian } else { Calendar::Gregorian }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reforms() {
        assert_eq!(REFORMS.len(), include_str!("words/reforms.tsv").lines().filter(|line| !line.starts_with('#')).count());
        let russia = Reckoning::set("russia").unwrap();
        assert_eq!(russia.of((1918, 1, 31)), Calendar::Julian);
        assert_eq!(russia.of((1918, 2, 14)), Calendar::Gregorian);
        assert_eq!(Reckoning::set("julian").unwrap().of((1950, 1, 1)), Calendar::Julian);
        let english = Reckoning::of_language(Some("en"));
        assert_eq!(english.of((1688, 12, 10)), Calendar::Gregorian);
        assert_eq!(english.of_custom((1549, 6, 9)), Calendar::Julian);
    }
}

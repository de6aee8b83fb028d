//! Which calendar a text's days are in where it does not say so.

use std::sync::LazyLock;

use crate::date::calendar::{Calendar, Day};

/// When the text's country took up the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Reckoning {
    /// The first Gregorian day, where a setting says that days before it are Julian.
    reform: Option<Day>,
    /// The reform of the country that the language suggests, for feasts, reigns and dual years.
    custom: Option<Day>,
}

/// The reforms of countries, from `words/reforms.tsv`.
static REFORMS: LazyLock<Vec<(&str, Day)>> = LazyLock::new(|| {
    let lines = include_str!("words/reforms.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).filter_map(|(country, day)| Some((country, iso(day)?))).collect()
});

fn iso(day: &str) -> Option<Day> {
    let mut parts = day.splitn(3, '-').map(str::parse::<u16>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    Some((i32::from(year), month as u8, day as u8))
}

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
            _ => REFORMS.iter().find(|(country, _)| *country == calendar).map(|(_, day)| *day).or_else(|| iso(calendar))?,
        };
        Some(Self { reform: Some(reform), custom: Some(reform) })
    }

    /// By the text's language alone: its days are taken as they stand; only what was never reckoned anew (feasts,
    /// reigns, dual years) is Julian before the reform of the country where most texts of the language are from.
    pub fn of_language(language: Option<&str>) -> Self {
        const COUNTRIES: [(&str, &str); 7] =
            [("en", "england"), ("de", "germany"), ("fr", "france"), ("ru", "russia"), ("it", "italy"), ("es", "spain"), ("pl", "poland")];
        let country = COUNTRIES.iter().find(|(code, _)| Some(*code) == language).map_or("italy", |(_, country)| country);
        let custom = REFORMS.iter().find(|(name, _)| *name == country).map(|(_, day)| *day);
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

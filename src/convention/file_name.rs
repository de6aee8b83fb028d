//! What the names of files tell of documents: `{date}-{author}`.

use serde::Deserialize;

use crate::document::Named;

use super::habits::Habits;

/// How files are called.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FileNames {
    /// Words and slots: `{date}`, as ISO 8601 has it, `{author}`, `{recipient}`, `{place}`, `{title}`; `{}` takes what tells nothing.
    pub(super) patterns: Vec<String>,
}

impl Habits {
    /// What a file's name without ending tells: of `1870-07-12-Louis-Guillier` by `{date}-{author}`, a date and an author; where no
    /// pattern is of such a name, the day in it alone.
    pub(crate) fn named(&self, stem: &str) -> Named {
        let told = self.file_names.patterns.iter().find_map(|pattern| matched(pattern, stem));
        let guess = || Some(Named { date: Some(day(stem)?.to_owned()), is_guess: true, ..Named::default() });
        told.or_else(guess).unwrap_or_default()
    }
}

/// The one day that a name has as ISO 8601 writes it: `1821-12-03-annual-message`, `letter_1844-01-23`. A later one may be that of the
/// file.
fn day(stem: &str) -> Option<&str> {
    const LEN: usize = "1821-12-03".len();
    const LAST: &str = "1990";
    let is_free = |at: Option<u8>| at.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let bytes = stem.as_bytes();
    let is_day = |at: usize| {
        let is_alone = is_free(at.checked_sub(1).map(|before| bytes[before])) && is_free(bytes.get(at + LEN).copied());
        is_alone && stem.get(at..at + LEN).is_some_and(|own| date_len(own) == Some(LEN) && ("1000"..LAST).contains(&&own[..4]))
    };
    let mut days = (0..bytes.len()).filter(|&at| is_day(at)).map(|at| &stem[at..at + LEN]);
    days.next().filter(|_| days.next().is_none())
}

/// What the slots of `pattern` hold where it takes all of `stem`.
fn matched(pattern: &str, stem: &str) -> Option<Named> {
    let (mut named, mut rest) = (Named::default(), stem);
    let mut parts = pattern.split('{');
    rest = rest.strip_prefix(parts.next()?)?;
    for part in parts {
        let (slot, after) = part.split_once('}')?;
        let len = match slot {
            "date" => date_len(rest)?,
            _ if after.is_empty() => rest.len(),
            _ => rest.find(after)?,
        };
        let value = if slot == "date" { rest[..len].to_owned() } else { rest[..len].replace(['-', '_'], " ") };
        rest = rest[len..].strip_prefix(after)?;
        let own = match slot {
            "date" => &mut named.date,
            "author" => &mut named.author,
            "recipient" => &mut named.recipient,
            "place" => &mut named.place,
            "title" => &mut named.title,
            _ => continue,
        };
        *own = Some(value).filter(|value| !value.trim().is_empty());
    }
    (rest.is_empty() && named != Named::default()).then_some(named)
}

/// Bytes of `1870`, `1870-07` or `1870-07-12` at the start, if there is such a month and day.
fn date_len(text: &str) -> Option<usize> {
    let is_number = |from: usize, to: usize| text.get(from..to).filter(|own| own.bytes().all(|b| b.is_ascii_digit()));
    is_number(0, 4)?;
    let part = |from: usize, most: u32| {
        text.get(from..from + 1).filter(|dash| *dash == "-")?;
        let is_end = !text.get(from + 3..from + 4).is_some_and(|next| next.bytes().all(|b| b.is_ascii_digit()));
        is_number(from + 1, from + 3)?.parse::<u32>().ok().filter(|n| is_end && (1..=most).contains(n))
    };
    Some(match (part(4, 12), part(7, 31)) {
        (None, _) => 4,
        (_, None) => 7,
        _ => 10,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, stem: &str, expected: Option<[&str; 3]>) {
        let own = matched(pattern, stem).map(|own| [own.date, own.author, own.recipient].map(Option::unwrap_or_default));
        assert_eq!(own, expected.map(|parts| parts.map(str::to_owned)), "{pattern} on {stem}");
    }

    #[test]
    fn the_day_in_a_name_is_that_of_its_text() {
        assert_eq!(day("1821-12-03-annual-message"), Some("1821-12-03"));
        assert_eq!(day("Roe_Bodleian_702_1844-01-23"), Some("1844-01-23"));
        let none = ["2019-05-01-post", "1821-12-03_1821-12-05", "11821-12-031", "1821-13-03", "1821-12", "1342-0", "é1821-12-0é"];
        assert_eq!(none.map(day), [None; 7]);
    }

    #[test]
    fn slots_take_what_a_name_holds() {
        check("{date}-{author}", "1870-07-12-Louis-Guillier", Some(["1870-07-12", "Louis Guillier", ""]));
        check("{date}-{author}", "1870-Louis", Some(["1870", "Louis", ""]));
        check("{author}_to_{recipient}_{date}", "roe_to_poe_1871-05", Some(["1871-05", "roe", "poe"]));
        check("{date}-{author}", "letter-12", None);
        check("{date}", "1870-07-12-x", None);
        check("{date}-{author}", "é870-x", None);
    }
}

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
    /// What a file's name without ending tells: of `1870-07-12-Louis-Guillier` by `{date}-{author}`, a date and an author.
    pub(crate) fn named(&self, stem: &str) -> Named {
        self.file_names.patterns.iter().find_map(|pattern| matched(pattern, stem)).unwrap_or_default()
    }
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
    fn slots_take_what_a_name_holds() {
        check("{date}-{author}", "1870-07-12-Louis-Guillier", Some(["1870-07-12", "Louis Guillier", ""]));
        check("{date}-{author}", "1870-Louis", Some(["1870", "Louis", ""]));
        check("{author}_to_{recipient}_{date}", "roe_to_poe_1871-05", Some(["1871-05", "roe", "poe"]));
        check("{date}-{author}", "letter-12", None);
        check("{date}", "1870-07-12-x", None);
        check("{date}-{author}", "é870-x", None);
    }
}

//! Names for `xml:id`: each once, each an NCName.

use std::collections::HashSet;

use crate::date::Calendar;
use crate::tei::date;
use crate::xml::{is_name_char, is_name_start, name_letters};

/// The ids given so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: HashSet<String>,
}

impl Ids {
    /// "Tim Davenport" to `davenport-tim`: the surname first.
    pub(super) fn person(&mut self, name: &str) -> String {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_number = |word: &&&str| word.bytes().all(|b| b"IVX".contains(&b));
        let last = words.last().filter(|word| !is_number(word));
        let rest = words.iter().copied().take(words.len() - usize::from(last.is_some()));
        let slug = slug(last.copied().into_iter().chain(rest));
        self.unique(if slug.is_empty() { "person".to_owned() } else { slug })
    }

    /// "The Hague" to `hague`.
    pub(super) fn thing(&mut self, name: &str) -> String {
        let words = name.split(|c: char| c.is_whitespace() || c == '-' || c == '/');
        let slug = slug(words.filter(|word| !["the", "The", "la", "La", "les"].contains(word)));
        self.unique(if slug.is_empty() { "name".to_owned() } else { slug })
    }

    /// An id that a register gives, which it keeps unless it is taken.
    pub(super) fn given(&mut self, id: &str) -> String {
        let clean: String = id.chars().map(|c| if is_name_char(c) { c } else { '-' }).collect();
        let is_name = clean.starts_with(is_name_start);
        self.unique(if is_name { clean } else { format!("n-{clean}") })
    }

    fn unique(&mut self, slug: String) -> String {
        let slug = if is_ours(&slug) { format!("name-{slug}") } else { slug };
        let mut id = slug.clone();
        let mut n = 1;
        while !self.given.insert(id.clone()) {
            n += 1;
            id = format!("{slug}-{n}");
        }
        id
    }
}

/// Whether the writer gives such ids to other things: `div-1`, `note-2`, `tool`.
fn is_ours(id: &str) -> bool {
    const WORDS: [&str; 5] = ["tool", "teiscribe", "transcription", "copy-text", "first-publication"];
    // "Gregorian calendar": a name may be that of a calendar.
    let names_calendar = Calendar::ALL.iter().any(|&calendar| date::id(calendar) == id);
    let numbered = id.split_once('-').is_some_and(|(kind, _)| ["div", "p", "note", "ref", "a"].contains(&kind));
    WORDS.contains(&id) || names_calendar || numbered
}

/// Words to lower case, joined by hyphens, without what an id cannot hold. A letter comes first.
fn slug<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let joined = words.map(name_letters).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    if joined.starts_with(is_name_start) { joined } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_have_the_surname_first_and_stand_once() {
        let mut ids = Ids::default();
        assert_eq!(ids.person("Tim Davenport"), "davenport-tim");
        assert_eq!(ids.person("Tim Davenport"), "davenport-tim-2");
        assert_eq!(ids.person("J. V. Stalin"), "stalin-j-v");
        assert_eq!(ids.person("George V"), "george-v");
        assert_eq!(ids.person("***"), "person");
        assert_eq!(ids.thing("Mile ½ ª"), "mile-a");
        assert_eq!(ids.thing("the Gregorian"), "name-gregorian");
        assert_eq!(ids.person("Jaſki Ștefan"), "stefan-jaski");
    }
}

//! What transcriptions are in the habit of: data, read from TOML, that the rules of `structure` look things up in.

mod pattern;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::document::{DivisionKind, Genre, StatementKind};

use pattern::Pattern;

/// The habits of a transcription: the words and marks by which its parts are known.
#[derive(Debug, Deserialize)]
#[serde(from = "Tables")]
pub struct Habits {
    keys: HashMap<String, StatementKind>,
    openings: Vec<(String, StatementKind)>,
    page_inline: Vec<Pattern>,
    page_alone: Vec<Pattern>,
    note_openings: Vec<Pattern>,
    note_headings: Words,
    byline: Phrases,
    site_settings: Words,
    navigation: Navigation,
    /// How letters begin and end.
    pub(crate) letter: Letter,
    /// How speakers take turns.
    pub(crate) dialogue: Dialogue,
    genres: Vec<(Genre, Phrases)>,
    divisions: Vec<(DivisionKind, Phrases)>,
    ordinals: Words,
    /// The words of bibliography.
    pub(crate) bibliography: Bibliography,
    given_names: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Tables {
    keys: BTreeMap<StatementKind, Vec<String>>,
    openings: BTreeMap<StatementKind, Vec<String>>,
    byline: Byline,
    front_matter: FrontMatter,
    notes: Notes,
    pages: Pages,
    navigation: Navigation,
    letter: Letter,
    dialogue: Dialogue,
    genres: BTreeMap<Genre, Phrases>,
    divisions: Divisions,
    bibliography: Bibliography,
    names: Names,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    given: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Byline {
    openings: Phrases,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    site: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notes {
    headings: Words,
    openings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pages {
    inline: Vec<String>,
    alone: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Navigation {
    archives: Words,
    words: Words,
    lines: Words,
}

/// The words with which letters begin and end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Letter {
    /// "Dear".
    pub(crate) salutations: Phrases,
    /// "Yours".
    pub(crate) closings: Phrases,
    /// "P.S."
    pub(crate) postscripts: Phrases,
}

/// The words by which plays, interviews and debates are known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Dialogue {
    /// "Question", "Q".
    pub(crate) questions: Words,
    /// "Answer", "A".
    pub(crate) answers: Words,
    /// "First", "Note": what comes back before a colon and is nobody.
    pub(crate) no_speakers: Words,
    /// "Exeunt".
    pub(crate) directions: Phrases,
    /// "Applause".
    pub(crate) audience: Phrases,
}

/// The words that tell the parts of a bibliographic reference.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bibliography {
    pub(crate) volume: Words,
    pub(crate) issue: Words,
    pub(crate) page: Words,
    pub(crate) publisher: Words,
    pub(crate) organisation: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Divisions {
    ordinals: Words,
    names: BTreeMap<DivisionKind, Phrases>,
}

/// Words in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Words(HashSet<String>);

impl Words {
    /// Whether `word` is one of them, in any case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains(word) || self.0.contains(&word.to_lowercase())
    }
}

/// Opening words in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Phrases(Vec<String>);

impl Phrases {
    /// Bytes of the longest of them that `text` begins with, in any case and up to the end of a word.
    pub(crate) fn opening(&self, text: &str) -> Option<usize> {
        self.0.iter().filter_map(|phrase| opening(text, phrase)).max()
    }

    /// Whether one of them stands anywhere in `text`, as whole words.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let starts = text.char_indices().filter(|&(at, c)| c.is_alphanumeric() && !text[..at].ends_with(char::is_alphanumeric));
        starts.into_iter().any(|(at, _)| self.opening(&text[at..]).is_some())
    }
}

/// Bytes of `phrase` at the start of `text`, in any case and up to the end of a word.
fn opening(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text.chars();
    let fits =
        phrase.chars().all(|p| rest.next().is_some_and(|c| c == p || c.to_lowercase().eq(std::iter::once(p)) || (p == ' ' && c == '\n')));
    let is_word = !phrase.ends_with(char::is_alphanumeric) || !rest.as_str().starts_with(char::is_alphanumeric);
    (fits && is_word).then(|| text.len() - rest.as_str().len())
}

impl From<Tables> for Habits {
    fn from(tables: Tables) -> Self {
        let flat = |table: BTreeMap<StatementKind, Vec<String>>| {
            table.into_iter().flat_map(|(kind, words)| words.into_iter().map(move |word| (word, kind)))
        };
        let patterns = |list: &[String]| list.iter().map(|pattern| Pattern::new(pattern)).collect::<Vec<_>>();
        let (inline, mut alone) = (patterns(&tables.pages.inline), patterns(&tables.pages.inline));
        alone.extend(patterns(&tables.pages.alone));
        Self {
            keys: flat(tables.keys).collect(),
            openings: flat(tables.openings).collect(),
            page_inline: inline,
            page_alone: alone,
            note_openings: patterns(&tables.notes.openings),
            note_headings: tables.notes.headings,
            byline: tables.byline.openings,
            site_settings: tables.front_matter.site,
            navigation: tables.navigation,
            letter: tables.letter,
            dialogue: tables.dialogue,
            genres: tables.genres.into_iter().collect(),
            divisions: tables.divisions.names.into_iter().collect(),
            ordinals: tables.divisions.ordinals,
            bibliography: tables.bibliography,
            given_names: tables.names.given,
        }
    }
}

/// The habits of every transcription.
static BASE: LazyLock<Habits> = LazyLock::new(|| match toml::from_str(include_str!("base.toml")) {
    Ok(habits) => habits,
    Err(error) => unreachable!("base.toml is a part of the program, and a test reads it: {error}"),
});

impl Habits {
    /// The habits of every transcription, whatever archive it comes from.
    pub fn base() -> &'static Self {
        &BASE
    }

    /// What a statement with this key is about: `HTML Mark-up`.
    pub(crate) fn key(&self, key: &str) -> Option<StatementKind> {
        self.keys.get(&normal_key(key)).copied()
    }

    /// What a sentence is about by how it begins, and the bytes of that: 14 of "Transcribed by Aindrias Ó Cathasaigh."
    pub(crate) fn opening(&self, text: &str) -> Option<(StatementKind, usize)> {
        let fits = self.openings.iter().filter_map(|(phrase, kind)| opening(text, phrase).map(|len| (*kind, len)));
        fits.max_by_key(|&(_, len)| len)
    }

    /// Bytes of "by " at the start of a byline.
    pub(crate) fn byline(&self, text: &str) -> Option<usize> {
        let len = self.byline.opening(text)?;
        text[len..].starts_with([' ', '\n']).then_some(len + 1)
    }

    /// Whether a line is nothing but "by".
    pub(crate) fn is_byline_opening(&self, text: &str) -> bool {
        self.byline.opening(text) == Some(text.len())
    }

    /// Whether a key of front matter says nothing of the text.
    pub(crate) fn is_site_setting(&self, key: &str) -> bool {
        self.site_settings.contains(key)
    }

    /// Whether a heading is that of notes: "Footnotes".
    pub(crate) fn is_notes_heading(&self, text: &str) -> bool {
        text.len() <= 60 && self.note_headings.contains(text.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// The label of `[Footnote 1: text`, and what follows.
    pub(crate) fn note_opening<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let (label, len) = self.note_openings.iter().find_map(|pattern| pattern.at_start(text))?;
        Some((label, text[len..].trim_start()))
    }

    /// The page that a line marks that holds nothing else.
    pub(crate) fn page_mark<'t>(&self, line: &'t str) -> Option<&'t str> {
        self.page_alone.iter().find_map(|pattern| pattern.whole(line))
    }

    /// The page marked at the start of `text`, and the bytes of the mark.
    pub(crate) fn page_mark_at<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        self.page_inline.iter().find_map(|pattern| pattern.at_start(text))
    }

    /// Whether a word may stand beside links in a line that only leads on.
    pub(crate) fn is_navigation_word(&self, word: &str) -> bool {
        self.navigation.words.contains(word)
    }

    /// Whether the text of a link names the archive of the page: "MIA".
    pub(crate) fn is_archive(&self, text: &str) -> bool {
        self.navigation.archives.contains(text) || text.ends_with("Internet Archive")
    }

    /// Whether a line leads on without a link: "Top of the page".
    pub(crate) fn is_navigation_line(&self, line: &str) -> bool {
        self.navigation.lines.contains(line.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// Whether a word is a given name: "Karl".
    pub(crate) fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains(word)
    }

    /// What kind of division a heading opens that begins with its name, and the bytes of that: 3 of "Act II".
    pub(crate) fn division(&self, heading: &str) -> Option<(DivisionKind, usize)> {
        let named = self.divisions.iter().filter_map(|(division, words)| Some((*division, words.opening(heading)?)));
        named.max_by_key(|&(_, len)| len)
    }

    /// Whether a word counts: "first", "erster".
    pub(crate) fn is_ordinal(&self, word: &str) -> bool {
        self.ordinals.contains(word)
    }

    /// What kind of text a title makes it.
    pub(crate) fn genre(&self, title: &str) -> Option<Genre> {
        self.genres.iter().find(|(_, words)| words.is_in(title)).map(|&(genre, _)| genre)
    }
}

/// "HTML Mark-up", "Transcription & Markup:" to "html markup", "transcription markup".
fn normal_key(key: &str) -> String {
    let joined = key.replace(['-', '\'', '’'], "").to_lowercase();
    let words = joined.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !matches!(*word, "" | "and" | "the" | "of")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_without_case_hyphens_and_punctuation() {
        let kind = |key| Habits::base().key(key);
        assert_eq!(kind("HTML Mark-up"), Some(StatementKind::MarkedUp));
        assert_eq!(kind("Transcription & HTML Mark-up"), Some(StatementKind::Transcribed));
        assert_eq!(kind("Transcription\\HTML Markup"), Some(StatementKind::Transcribed));
        assert_eq!(kind("Fellow-Workers"), None);
    }

    #[test]
    fn a_sentence_is_known_by_its_longest_opening() {
        let opening = |text| Habits::base().opening(text);
        assert_eq!(opening("Published in Forward"), Some((StatementKind::Source, 12)));
        assert_eq!(opening("Marked up by Einde"), Some((StatementKind::MarkedUp, 12)));
        assert_eq!(opening("Fromage"), None);
    }

    #[test]
    fn no_key_or_opening_stands_twice() {
        let tables: Tables = toml::from_str(include_str!("base.toml")).expect("base.toml");
        for table in [&tables.keys, &tables.openings] {
            let mut words: Vec<&String> = table.values().flatten().collect();
            words.sort();
            let n = words.len();
            words.dedup();
            assert_eq!(words.len(), n);
        }
    }
}

//! The words that dates are made of, from the tables in `words/`: one file a language.

use std::cell::LazyCell;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::date::grammar::roman;
use crate::date::kind;
use crate::date::sense::{Companion, Sense, begins, is_anchor, is_shared};
use crate::date::table::{Row, rows, words};
use crate::word_filter::WordFilter;

/// One reading of a word, perhaps with the words that must follow.
#[derive(Debug)]
pub(super) struct Entry {
    /// The words after it, in small letters.
    pub(super) rest: Box<[Box<str>]>,
    pub(super) sense: Sense,
    /// Whether it needs a capital letter, or several words a capital in each.
    pub(super) is_capital: bool,
    /// Whether it is an abbreviation, with which a full stop may stand.
    pub(super) is_short: bool,
    /// Whether it is of the table of another language.
    pub(super) is_foreign: bool,
}

/// All that a word may say.
#[derive(Debug, Default)]
struct Readings {
    /// Those of most words first.
    entries: Vec<Entry>,
    /// Whether a date may begin with it.
    may_begin: bool,
    /// Whether dates are known by it.
    is_anchor: bool,
    /// What it may say: [`kind::of`] each reading.
    kinds: u32,
}

/// The words of one language, with those of the others that cannot be mistaken.
pub(super) struct Lexicon {
    words: FxHashMap<Box<str>, u32>,
    readings: Vec<Readings>,
    /// All words.
    known: WordFilter,
    /// The words that a date is known by.
    anchors: WordFilter,
    /// Words that are looked at beside a date alone.
    companions: FxHashMap<String, Vec<Companion>>,
}

const TABLES: [(&str, &str); 9] = [
    ("en", include_str!("words/en.tsv")),
    ("de", include_str!("words/de.tsv")),
    ("fr", include_str!("words/fr.tsv")),
    ("ru", include_str!("words/ru.tsv")),
    ("it", include_str!("words/it.tsv")),
    ("es", include_str!("words/es.tsv")),
    ("la", include_str!("words/la.tsv")),
    ("pl", include_str!("words/pl.tsv")),
    ("", include_str!("words/all.tsv")),
];

/// Whether a word is a day of the week in any of the languages.
pub(super) fn is_weekday(word: &str) -> bool {
    static WEEKDAYS: OnceLock<FxHashSet<String>> = OnceLock::new();
    WEEKDAYS.get_or_init(|| all("weekday")).contains(&word.to_lowercase())
}

/// Whether a word is a month in any of the languages.
pub(super) fn is_month(word: &str) -> bool {
    static MONTHS: OnceLock<FxHashSet<String>> = OnceLock::new();
    MONTHS.get_or_init(|| all("month")).contains(&word.to_lowercase())
}

/// Whether letters behind a number make it an ordinal in any of the languages.
pub(super) fn is_ordinal_ending(letters: &str) -> bool {
    static ENDINGS: OnceLock<FxHashSet<String>> = OnceLock::new();
    ENDINGS.get_or_init(|| all("suffix")).contains(letters)
}

/// The first words of all forms of a kind.
fn all(kind: &str) -> FxHashSet<String> {
    let rows = TABLES.iter().flat_map(|(_, table)| table.lines()).filter_map(|line| line.split_once('\t'));
    let forms = rows.filter(|(own, _)| *own == kind).flat_map(|(_, cells)| cells.split('\t').skip(1));
    forms.filter_map(|form| words(form).next()).collect()
}

impl Lexicon {
    /// The words for a language (BCP 47); English where it is not known or has no table.
    pub(super) fn of(language: Option<&str>) -> &'static Self {
        static LEXICONS: [OnceLock<Lexicon>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
        let is_of = |code: &str, own: &str| code.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        let index = language.and_then(|code| TABLES.iter().position(|(own, _)| !own.is_empty() && is_of(code, own))).unwrap_or(0);
        LEXICONS[index].get_or_init(|| Self::new(index))
    }

    fn new(own: usize) -> Self {
        let mut lexicon = Self {
            words: FxHashMap::default(),
            readings: vec![Readings::default()],
            known: WordFilter::new(),
            anchors: WordFilter::new(),
            companions: FxHashMap::default(),
        };
        let others = (0..TABLES.len()).filter(|&index| index != own);
        for index in std::iter::once(own).chain(others) {
            let is_own = index == own || TABLES[index].0.is_empty();
            let rows: Vec<Row> = rows(TABLES[index].1, |sense| is_own || is_shared(sense)).collect();
            let is_known =
                |row: &Row| row.is_short && row.first.is_ascii() || row.first.len() < 2 || lexicon.words.contains_key(&*row.first);
            let known: Vec<bool> = rows.iter().map(|row| !is_own && is_known(row)).collect();
            for (row, _) in rows.into_iter().zip(known).filter(|(_, known)| !known) {
                lexicon.add(row, !is_own);
            }
        }
        for readings in &mut lexicon.readings {
            let entries = &mut readings.entries;
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
            readings.may_begin = entries.iter().any(|entry| begins(entry.sense));
            readings.kinds = entries.iter().fold(0, |kinds, entry| kinds | kind::of(entry.sense));
            readings.is_anchor = entries.iter().any(|entry| is_anchor(entry.sense));
        }
        lexicon
    }

    fn add(&mut self, row: Row, is_foreign: bool) {
        if let Sense::Companion(companion) = row.sense {
            return self.companions.entry(row.first).or_default().push(companion);
        }
        if is_anchor(row.sense) && row.first.len() > 1 {
            self.anchors.add(&row.first);
        }
        self.known.add(&row.first);
        let next = self.readings.len() as u32;
        let index = *self.words.entry(row.first.into_boxed_str()).or_insert(next);
        if index == next {
            self.readings.push(Readings::default());
        }
        let entry = Entry { rest: row.rest, sense: row.sense, is_capital: row.is_capital, is_short: row.is_short, is_foreign };
        self.readings[index as usize].entries.push(entry);
    }

    /// The number under which the readings of a word stand; 0 for none. `word` is in small letters.
    pub(super) fn index(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// Whether a word of `text` may have readings. May say yes of another word.
    pub(super) fn may_know(&self, text: &[u8], word: &Range<usize>) -> bool {
        self.known.may_hold(text, word)
    }

    /// The number that the letters of a word begin with, the longest, and how many letters say it: "neunzehn" of "neunzehnhundert".
    pub(super) fn number_at_start(&self, word: &str) -> Option<(u32, usize)> {
        const LONGEST: usize = 16;
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
        let number = |end: usize| {
            let entries = self.entries(self.index(&word[..end])).iter();
            entries
                .filter(|entry| entry.rest.is_empty())
                .find_map(|entry| if let Sense::Cardinal(n) = entry.sense { Some(n) } else { None })
        };
        ends.filter_map(|end| Some((number(end)?, end))).last()
    }

    /// The letters behind "und" of a word that begins with it.
    pub(super) fn past_and<'w>(&self, word: &'w str) -> Option<&'w str> {
        let ends = word.char_indices().map(|(at, _)| at).skip(1).take(3);
        ends.filter(|&end| self.has(&word[..end], |sense| sense == Sense::And)).last().map(|end| &word[end..])
    }

    /// What a word says beside a date, in either case.
    pub(super) fn companions(&self, word: &str) -> &[Companion] {
        self.companions.get(&word.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// The readings, those of most words first.
    pub(super) fn entries(&self, index: u32) -> &[Entry] {
        &self.readings[index as usize].entries
    }

    /// Whether a date may begin with the word of this number.
    pub(super) fn may_begin(&self, index: u32) -> bool {
        self.readings[index as usize].may_begin
    }

    /// Whether dates are known by the word of this number.
    pub(super) fn is_anchor(&self, index: u32) -> bool {
        self.readings[index as usize].is_anchor
    }

    /// What the word of this number may say: [`kind::of`] each reading.
    pub(super) fn kinds(&self, index: u32) -> u32 {
        self.readings[index as usize].kinds
    }

    /// Whether a word of `text` may be one by which dates are known. May say yes of another word.
    #[inline]
    pub(super) fn may_anchor(&self, text: &[u8], word: &Range<usize>) -> bool {
        self.anchors.may_hold(text, word)
    }

    /// Whether a word in small letters has such a reading, for some of them with the words before and after it.
    pub(super) fn anchors<'t>(&self, word: &str, is_capital: bool, before: impl Fn() -> &'t str, next: impl FnOnce() -> &'t str) -> bool {
        let entries = self.entries(self.index(word)).iter();
        let next = LazyCell::new(next);
        let is_next = |word: &str| next.chars().flat_map(char::to_lowercase).eq(word.chars());
        entries.filter(|entry| is_capital || !entry.is_capital).any(|entry| match entry.sense {
            sense if is_anchor(sense) && !entry.rest.is_empty() => entry.rest.first().is_some_and(|word| is_next(word)),
            Sense::Last | Sense::Next | Sense::Following | Sense::Preceding | Sense::Same => {
                let is_time = |sense| matches!(sense, Sense::Unit(_) | Sense::Month(..) | Sense::Weekday(_) | Sense::Season(_));
                // "last year", "l'année dernière"
                self.has(*next, is_time) || self.has(before(), is_time)
            }
            // "an VIII", but not "un an"
            Sense::YearOf(_) => roman(*next).is_some(),
            Sense::AgoFirst | Sense::LaterFirst => self.has(*next, |sense| matches!(sense, Sense::Cardinal(_))),
            Sense::Ago | Sense::Later => self.has(before(), |sense| matches!(sense, Sense::Unit(_))),
            Sense::Cardinal(11..=20 | 100 | 1000) => self.has(*next, |sense| matches!(sense, Sense::And | Sense::Cardinal(_))),
            sense => is_anchor(sense),
        })
    }

    fn has(&self, word: &str, is: impl Fn(Sense) -> bool) -> bool {
        self.entries(self.index(&word.to_lowercase())).iter().any(|entry| is(entry.sense))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::table::sense;

    #[test]
    fn every_row_is_understood() {
        for (code, table) in TABLES {
            for line in table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
                let mut cells = line.split('\t');
                let (kind, value) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
                assert!(sense(kind, value).is_some(), "{code}: {line}");
                assert!(cells.next().is_some(), "{code}: no form in {line}");
            }
        }
    }
}

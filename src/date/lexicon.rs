//! The words that dates are made of, from the tables in `words/`: one file a language.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use crate::date::calendar::Calendar;

/// What a word of a date says. Each is a kind of row in the tables; `words/README.md` explains them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Month(Calendar, u8),
    Weekday(u8),
    Cardinal(u32),
    Ordinal(u8),
    Suffix,
    Of,
    Article,
    On,
    And,
    Or,
    From,
    To,
    Between,
    Until,
    Before,
    After,
    By,
    NotBefore,
    NotAfter,
    Circa,
    About,
    Doubt,
    Season(u8),
    Unit(Unit),
    Part(Part),
    Era {
        is_before: bool,
    },
    Style(Calendar),
    /// Months from that of the letter: ult., inst., prox.
    Instant(i8),
    Last,
    Next,
    Following,
    Preceding,
    Same,
    Ago,
    Time(u8),
    Feast(Feast),
    Eve,
    Reign,
    Monarch(&'static str),
    Cue,
    Counted,
    Numbered,
    Past,
    Future,
    Decades(u8),
    Event,
    Tail,
    Daypart,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
    Century,
}

/// A part of a month, year, decade or century.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Beginning,
    Early,
    Middle,
    Mid,
    Late,
    End,
    /// The first, second … of so many.
    Of(u8, u8),
}

/// A feast: a day of the year, or so many days after Easter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    Fixed(u8, u8),
    Easter(i16),
}

/// One reading of a word, perhaps with the words that must follow.
#[derive(Debug)]
pub(super) struct Entry {
    /// The words after it, in small letters.
    pub(super) rest: Box<[&'static str]>,
    pub(super) sense: Sense,
    /// Whether it needs a capital letter, or several words a capital in each.
    pub(super) is_capital: bool,
    /// Whether it is an abbreviation, with which a full stop may stand.
    pub(super) is_short: bool,
}

/// The words of one language, with those of the others that cannot be mistaken.
pub(super) struct Lexicon {
    words: FxHashMap<&'static str, u32>,
    entries: Vec<Vec<Entry>>,
    /// By the hash of a word's first bytes and length, whether it may be a word that a date is known by.
    is_anchor: Box<[bool; FILTER]>,
}

const FILTER: usize = 1 << 14;

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

impl Lexicon {
    /// The words for a language (BCP 47); English where it is not known or has no table.
    pub(super) fn of(language: Option<&str>) -> &'static Self {
        static LEXICONS: [OnceLock<Lexicon>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
        let code = language.unwrap_or("en").split('-').next().unwrap_or("en");
        let index = TABLES.iter().position(|(own, _)| *own == code).unwrap_or(0);
        LEXICONS[index].get_or_init(|| Self::new(index))
    }

    fn new(own: usize) -> Self {
        let mut lexicon = Self { words: FxHashMap::default(), entries: vec![Vec::new()], is_anchor: Box::new([false; FILTER]) };
        let others = (0..TABLES.len()).filter(|&index| index != own);
        for index in std::iter::once(own).chain(others) {
            let is_own = index == own || TABLES[index].0.is_empty();
            let rows: Vec<Row> = rows(TABLES[index].1).collect();
            let known: Vec<bool> =
                rows.iter().map(|row| !is_own && (!is_shared(row.sense) || row.is_short || row.first.chars().count() < 2 || lexicon.words.contains_key(&*row.first))).collect();
            for (row, _) in rows.into_iter().zip(known).filter(|(_, known)| !known) {
                lexicon.add(row);
            }
        }
        for entries in &mut lexicon.entries {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        lexicon
    }

    fn add(&mut self, row: Row) {
        if is_anchor(row.sense) && row.first.len() > 1 {
            self.is_anchor[bucket(row.first.as_bytes())] = true;
            let mut capital = row.first.chars();
            let capital: String = capital.next().into_iter().flat_map(char::to_uppercase).chain(capital).collect();
            self.is_anchor[bucket(capital.as_bytes())] = true;
            self.is_anchor[bucket(capital.to_uppercase().as_bytes())] = true;
        }
        let next = self.entries.len() as u32;
        let index = *self.words.entry(Box::leak(row.first.into_boxed_str())).or_insert(next);
        if index == next {
            self.entries.push(Vec::new());
        }
        let entry = Entry { rest: row.rest, sense: row.sense, is_capital: row.is_capital, is_short: row.is_short };
        self.entries[index as usize].push(entry);
    }

    /// The number under which the readings of a word stand; 0 for none. `word` is in small letters.
    pub(super) fn index(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// The readings, those of most words first.
    pub(super) fn entries(&self, index: u32) -> &[Entry] {
        &self.entries[index as usize]
    }

    /// Whether a word may be one by which dates are known. May say yes of another word.
    pub(super) fn may_anchor(&self, word: &[u8]) -> bool {
        self.is_anchor[bucket(word)]
    }

    /// Whether a word in small letters has such a reading.
    pub(super) fn anchors(&self, word: &str, is_capital: bool) -> bool {
        self.entries(self.index(word)).iter().any(|entry| is_anchor(entry.sense) && (is_capital || !entry.is_capital))
    }
}

fn bucket(word: &[u8]) -> usize {
    let byte = |n: usize| word.get(n).map_or(0, |b| u32::from(b | 0x20));
    let mixed = (byte(0) | byte(1) << 8 | byte(2) << 16 | (word.len() as u32) << 24).wrapping_mul(0x9E37_79B1);
    (mixed >> 18) as usize % FILTER
}

/// Words without which there is no date but one with digits.
const fn is_anchor(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Month(..)
            | Sense::Weekday(_)
            | Sense::Ago
            | Sense::Instant(_)
            | Sense::Feast(_)
            | Sense::Reign
            | Sense::Last
            | Sense::Next
            | Sense::Following
            | Sense::Cardinal(100 | 1000)
            | Sense::Unit(Unit::Century)
            | Sense::Decades(_)
    )
}

/// What the words of other languages may say in a text of this one.
const fn is_shared(sense: Sense) -> bool {
    matches!(sense, Sense::Month(..) | Sense::Of | Sense::To | Sense::Tail | Sense::Event | Sense::Suffix)
}

/// A form of a row.
struct Row {
    first: String,
    rest: Box<[&'static str]>,
    sense: Sense,
    is_capital: bool,
    is_short: bool,
}

fn rows(table: &'static str) -> impl Iterator<Item = Row> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.flat_map(|line| {
        let mut cells = line.split('\t');
        let sense = cells.next().zip(cells.next()).and_then(|(kind, value)| sense(kind, value));
        cells.filter_map(move |form| Some(row(form, sense?)))
    })
}

fn row(form: &'static str, sense: Sense) -> Row {
    let words = form.split([' ', '.', '-', '’', '\'']).filter(|word| !word.is_empty());
    let mut words = words.map(str::to_lowercase);
    let first = words.next().unwrap_or_default();
    let rest = words.map(|word| &*Box::leak(word.into_boxed_str())).collect();
    Row { first, rest, sense, is_capital: form.starts_with(char::is_uppercase), is_short: form.ends_with('.') }
}

/// The kinds that have no value.
const PLAIN: [(&str, Sense); 36] = [
    ("suffix", Sense::Suffix),
    ("of", Sense::Of),
    ("article", Sense::Article),
    ("on", Sense::On),
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
    ("eve", Sense::Eve),
    ("reign", Sense::Reign),
    ("cue", Sense::Cue),
    ("counted", Sense::Counted),
    ("numbered", Sense::Numbered),
    ("past", Sense::Past),
    ("future", Sense::Future),
    ("event", Sense::Event),
    ("tail", Sense::Tail),
    ("daypart", Sense::Daypart),
    ("era-before", Sense::Era { is_before: true }),
    ("era", Sense::Era { is_before: false }),
];

fn sense(kind: &str, value: &'static str) -> Option<Sense> {
    if let Some((_, sense)) = PLAIN.iter().find(|(name, _)| *name == kind) {
        return Some(*sense);
    }
    let number = value.parse::<u8>().ok();
    Some(match kind {
        "month" => Sense::Month(Calendar::Gregorian, number?),
        "republican-month" => Sense::Month(Calendar::Republican, number?),
        "hebrew-month" => Sense::Month(Calendar::Hebrew, number?),
        "islamic-month" => Sense::Month(Calendar::Islamic, number?),
        "weekday" => Sense::Weekday(number?),
        "cardinal" => Sense::Cardinal(value.parse().ok()?),
        "ordinal" => Sense::Ordinal(number?),
        "season" => Sense::Season(number?),
        "unit" => Sense::Unit(unit(value)?),
        "part" => Sense::Part(part(value)?),
        "style" => Sense::Style(if value == "old" { Calendar::Julian } else { Calendar::Gregorian }),
        "instant" => Sense::Instant(value.parse().ok()?),
        "time" => Sense::Time(number?),
        "decade" => Sense::Decades(number?),
        "feast" => Sense::Feast(feast(value)?),
        "monarch" => Sense::Monarch(value),
        _ => return None,
    })
}

fn unit(value: &str) -> Option<Unit> {
    Some(match value {
        "day" => Unit::Day,
        "week" => Unit::Week,
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
        _ => {
            let (nth, of) = value.split_once('/')?;
            Part::Of(nth.parse().ok()?, of.parse().ok()?)
        }
    })
}

/// `12-25`, `easter+49`.
fn feast(value: &str) -> Option<Feast> {
    if let Some(days) = value.strip_prefix("easter") {
        return Some(Feast::Easter(if days.is_empty() { 0 } else { days.parse().ok()? }));
    }
    let (month, day) = value.split_once('-')?;
    Some(Feast::Fixed(month.parse().ok()?, day.parse().ok()?))
}

/// A reign: its first day, and how it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reign {
    pub(super) calendar: Calendar,
    pub(super) first: (i32, u8, u8),
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
    let (name, number, calendar, first) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?, cells.next()?);
    let mut parts = first.splitn(3, '-').map(str::parse::<u16>);
    let first = (i32::from(parts.next()?.ok()?), parts.next()?.ok()? as u8, parts.next()?.ok()? as u8);
    let calendar = if calendar == "julian" { Calendar::Julian } else { Calendar::Gregorian };
    Some(((name, number), Reign { calendar, first }))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn reigns_are_read() {
        assert_eq!(reign("henry", 8).map(|reign| reign.first), Some((1509, 4, 22)));
        let rows = include_str!("words/reigns.tsv").lines().filter(|line| !line.starts_with('#'));
        assert!(rows.into_iter().all(|line| reign_row(line).is_some()));
    }
}

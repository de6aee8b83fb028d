//! Sentences with slots, by which statements and references are read: `published in {title}, no. {issue}, {date}`.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::document::{Level, Part};

use super::words::opening;

/// The slots, and what each holds. `{}` takes words that tell nothing.
const SLOTS: [(&str, Option<Part>); 14] = [
    ("title", Some(Part::Title(Level::Monograph))),
    ("journal", Some(Part::Title(Level::Journal))),
    ("series", Some(Part::Title(Level::Series))),
    ("person", Some(Part::Person)),
    ("organisation", Some(Part::Organisation)),
    ("publisher", Some(Part::Publisher)),
    ("place", Some(Part::Place)),
    ("date", Some(Part::Date)),
    ("period", Some(Part::Period)),
    ("volume", Some(Part::Volume)),
    ("issue", Some(Part::Issue)),
    ("page", Some(Part::Page)),
    ("licence", Some(Part::Licence)),
    ("", None),
];

/// The name of a slot that holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Slot(pub(super) Part);

impl TryFrom<String> for Slot {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        slot(&name)?.map(Self).ok_or_else(|| "a slot without a name holds nothing".to_owned())
    }
}

/// What ends a sentence, and need not stand in its pattern.
const ENDS: [char; 7] = ['.', ';', ',', ' ', '\n', '\u{a0}', '\\'];

/// A sentence as a convention has it: words, in any case, and slots between them.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Sentence {
    /// The words at its start.
    start: String,
    /// Each slot, and the words after it.
    slots: Vec<(Option<Part>, String)>,
}

/// What a sentence was found to say.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// Bytes of the words at its start, without the white space after them: 12 of "Published in Forward".
    pub(crate) opening: usize,
    /// What its slots hold.
    pub(crate) parts: Vec<(Part, Range<usize>)>,
}

impl TryFrom<String> for Sentence {
    type Error = String;

    fn try_from(pattern: String) -> Result<Self, String> {
        let (start, mut rest) = pattern.split_once('{').map_or((pattern.as_str(), None), |(start, rest)| (start, Some(rest)));
        let mut slots = Vec::new();
        while let Some(open) = rest {
            let (name, after) = open.split_once('}').ok_or_else(|| format!("`{pattern}` has `{{` without `}}`"))?;
            let (words, next) = after.split_once('{').map_or((after, None), |(words, next)| (words, Some(next)));
            slots.push((slot(name)?, words.to_lowercase()));
            rest = next;
        }
        let is_run_on = slots.iter().rev().skip(1).any(|(_, words)| words.is_empty());
        let says_nothing = slots.iter().all(|(part, _)| part.is_none());
        let is_wordless = start.trim().is_empty() && slots.iter().all(|(_, words)| !words.contains(|c: char| !c.is_whitespace()));
        match () {
            () if says_nothing => Err(format!("`{pattern}` has no slot such as {{title}}")),
            () if is_run_on => Err(format!("`{pattern}` has two slots and nothing between them")),
            () if is_wordless => Err(format!("`{pattern}` has nothing but slots")),
            () => Ok(Self { start: start.to_lowercase(), slots }),
        }
    }
}

fn slot(name: &str) -> Result<Option<Part>, String> {
    let known = SLOTS.iter().find(|(own, _)| *own == name).map(|&(_, part)| part);
    known.ok_or_else(|| {
        let all: Vec<String> = SLOTS.iter().map(|(own, _)| format!("{{{own}}}")).collect();
        format!("`{{{name}}}` is no slot: {}", all.join(", "))
    })
}

/// The sentences of a convention's file with their places.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Placed {
    sentences: BTreeMap<String, Vec<Spanned<String>>>,
    bibliography: PlacedPatterns,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PlacedPatterns {
    patterns: Vec<Spanned<String>>,
}

/// Looks at all sentences of a convention's file.
///
/// # Errors
/// The line and column of the first that is none, and why: what serde says of an item of a list is said of the list.
pub(super) fn check(text: &str) -> Result<(), String> {
    let Ok(Placed { sentences, bibliography }) = toml::from_str(text) else { return Ok(()) };
    let mut all: Vec<&Spanned<String>> = sentences.values().flatten().chain(&bibliography.patterns).collect();
    all.sort_by_key(|own| own.span().start);
    let wrong = all.into_iter().find_map(|own| Some((own.span().start, Sentence::try_from(own.get_ref().clone()).err()?)));
    wrong.map_or(Ok(()), |(at, why)| {
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        Err(format!("line {}, column {}: {why}", text[..at].matches('\n').count() + 1, line.chars().count() + 1))
    })
}

impl Sentence {
    /// How much it says of a text by its words: of two sentences that fit, the longer one.
    pub(super) fn len(&self) -> usize {
        self.start.len() + self.slots.iter().map(|(_, words)| words.len()).sum::<usize>()
    }

    /// What its slots hold where it takes all of `text`, of which each holds what `fits` it. Each slot is as short as can be.
    pub(super) fn read(&self, text: &str, fits: impl Fn(Part, &str) -> bool) -> Option<Said> {
        let text = text.trim_end_matches(ENDS);
        let start = opening(text, &self.start)?;
        // For each slot, where it may begin, and which of the beginnings before led there.
        let mut begins = vec![vec![(start, 0)]];
        for (n, (part, words)) in self.slots.iter().enumerate() {
            let is_last = n + 1 == self.slots.len();
            let ends = ends(text, words, is_last);
            let mut next: Vec<(usize, usize)> = Vec::new();
            for (from, &(begin, _)) in begins[n].iter().enumerate() {
                let fit = |end: usize| end > begin && part.is_none_or(|part| fits(part, &text[begin..end]));
                let own = ends.iter().filter(|&&(end, after)| !next.iter().any(|&(known, _)| known == after) && fit(end));
                next.extend(own.map(|&(_, after)| (after, from)).collect::<Vec<_>>());
            }
            begins.push(next);
        }
        self.way(text, start, &begins)
    }

    /// The way back from the end, if it was reached.
    fn way(&self, text: &str, start: usize, begins: &[Vec<(usize, usize)>]) -> Option<Said> {
        let mut at = 0;
        let mut parts = Vec::new();
        for (n, (part, words)) in self.slots.iter().enumerate().rev() {
            let &(after, from) = begins[n + 1].get(at)?;
            let tail = words.trim_end_matches(ENDS).len();
            let end = if n + 1 == self.slots.len() { text.len() - tail } else { after - words.len() };
            parts.extend(part.map(|part| (part, begins[n][from].0..end)));
            at = from;
        }
        parts.reverse();
        Some(Said { opening: text[..start].trim_end().len(), parts })
    }
}

/// Where a slot may end before `words`, and where what follows them begins; the last slot ends where nothing but they follow.
fn ends(text: &str, words: &str, is_last: bool) -> Vec<(usize, usize)> {
    if is_last {
        let words = words.trim_end_matches(ENDS);
        let end = text.len().checked_sub(words.len()).filter(|&end| text.is_char_boundary(end));
        let fits = |&end: &usize| opening(&text[end..], words).is_some_and(|len| end + len == text.len());
        return end.filter(fits).map(|end| (end, text.len())).into_iter().collect();
    }
    let places = text.char_indices().map(|(at, _)| at);
    places.filter_map(|at| opening(&text[at..], words).filter(|&len| len == words.len()).map(|len| (at, at + len))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pattern: &str, text: &str) -> Option<Vec<String>> {
        let sentence = Sentence::try_from(pattern.to_owned()).expect("a pattern");
        let fits = |part: Part, own: &str| match part {
            Part::Date => own.chars().all(|c| c.is_ascii_digit()),
            Part::Title(_) => own.starts_with(char::is_uppercase),
            Part::Volume | Part::Issue => own.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()),
            _ => true,
        };
        sentence.read(text, fits).map(|said| said.parts.into_iter().map(|(_, own)| text[own].to_owned()).collect())
    }

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: &[&str]) {
        assert_eq!(said(pattern, text).unwrap_or_default(), expected, "{pattern} on {text}");
    }

    #[test]
    fn slots_hold_what_fits_them() {
        check("published in {title}, {date}", "Published in Bread, Roses and Peace, 1912.", &["Bread, Roses and Peace", "1912"]);
        check("published in {title}, {date}", "Published in Forward", &[]);
        check("vol. {volume}, no. {issue}", "VOL. VI, NO. 10", &["VI", "10"]);
        check("{title} ({date})", "Forward (1912)", &["Forward", "1912"]);
        check("{title} ({date}), {}", "Forward (1912), a daily.", &["Forward", "1912"]);
        check("aus: {title} {volume}", "Aus: Die Zeit\n12", &["Die Zeit", "12"]);
        check("published in {title}", "Publishedin Forward", &[]);
        check("{title} é {volume}", "Ä É 1", &["Ä", "1"]);
    }

    #[test]
    fn a_pattern_that_says_nothing_is_refused() {
        let wrong = |pattern: &str| Sentence::try_from(pattern.to_owned()).expect_err(pattern);
        assert!(wrong("in {titel}").contains("`{titel}` is no slot: {title}"));
        assert!(wrong("in {title").contains("without `}`"));
        assert!(wrong("in {title}{date}").contains("nothing between"));
        assert!(wrong("by nobody").contains("no slot"));
        assert!(wrong("{title}").contains("nothing but slots"));
    }
}

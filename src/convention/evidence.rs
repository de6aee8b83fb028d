//! By what a convention is known in a text.

use memchr::memmem::Finder;
use serde::Deserialize;

/// Of a long text so many bytes at its start and at its end are looked at.
const HEAD: usize = 48 * 1024;
const TAIL: usize = 16 * 1024;

/// One sign of a convention: words, where they have to stand, and what they count for.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Table")]
pub(super) struct Evidence {
    place: Place,
    words: String,
    finder: Finder<'static>,
    /// Words later in the line with which it does not count.
    unless: Option<String>,
    /// What each counts for.
    score: u32,
    /// So many are counted.
    most: u32,
}

/// Where the words of a sign stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At the start of a line.
    Line,
    Anywhere,
    /// At the start of the text, a byte order mark and blank lines aside.
    Top,
}

/// A sign as it is written: `line = "-----File: "`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    line: Option<String>,
    text: Option<String>,
    top: Option<String>,
    unless: Option<String>,
    #[serde(default = "one")]
    score: u32,
    #[serde(default = "one")]
    most: u32,
}

const fn one() -> u32 {
    1
}

impl TryFrom<Table> for Evidence {
    type Error = &'static str;

    fn try_from(table: Table) -> Result<Self, Self::Error> {
        let (place, words) = match (table.line, table.text, table.top) {
            (Some(words), None, None) => (Place::Line, words),
            (None, Some(words), None) => (Place::Anywhere, words),
            (None, None, Some(words)) => (Place::Top, words),
            _ => return Err("[[evidence]] has one of line, text and top"),
        };
        let finder = Finder::new(words.as_bytes()).into_owned();
        Ok(Self { place, words, finder, unless: table.unless, score: table.score, most: table.most })
    }
}

/// What was found of a sign in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSign {
    /// What was looked for: `*** START OF TH`.
    pub words: String,
    /// What all of them count for.
    pub score: u32,
    /// The byte of the text where the first stands.
    pub first: u32,
}

/// The parts of a text in which evidence is looked for.
pub(super) struct Sample<'t> {
    parts: [&'t str; 2],
    /// Where the second part begins in the text.
    tail: usize,
}

impl<'t> Sample<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let head = boundary(text, HEAD.min(text.len()));
        let tail = boundary(text, text.len().saturating_sub(TAIL).max(head));
        Self { parts: [&text[..head], &text[tail..]], tail }
    }

    /// The bytes of a byte order mark, blank lines and spaces at the start.
    fn blank(&self) -> usize {
        self.parts[0].len() - self.parts[0].trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len()
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl Evidence {
    /// What is found of it in `sample`, if anything.
    pub(super) fn find(&self, sample: &Sample<'_>) -> Option<FoundSign> {
        let (first, count) = match self.place {
            _ if self.words.is_empty() => return None,
            Place::Top => (sample.blank(), usize::from(sample.parts[0][sample.blank()..].starts_with(&self.words))),
            Place::Line | Place::Anywhere => {
                let tail = self.found(sample.parts[1]).map(|at| at + sample.tail);
                let mut places = self.found(sample.parts[0]).chain(tail).take(self.most as usize);
                (places.next()?, 1 + places.count())
            }
        };
        let score = self.score * count as u32;
        (score > 0).then(|| FoundSign { words: self.words.clone(), score, first: first as u32 })
    }

    fn found<'t>(&'t self, part: &'t str) -> impl Iterator<Item = usize> + 't {
        let is_fit = move |at: &usize| self.place == Place::Anywhere || begins_line(part.as_bytes(), *at);
        let counts = move |at: &usize| {
            let line = part[*at..].lines().next().unwrap_or_default();
            self.unless.as_ref().is_none_or(|unless| !line.contains(unless.as_str()))
        };
        self.finder.find_iter(part.as_bytes()).filter(is_fit).filter(counts)
    }
}

fn begins_line(text: &[u8], at: usize) -> bool {
    at == 0 || matches!(text[at - 1], b'\n' | b'\r') || text[..at] == *b"\xef\xbb\xbf"
}

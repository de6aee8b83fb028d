//! By what a convention is known in a text.

use memchr::memmem;
use serde::Deserialize;

/// Of a long text so many bytes at its start and at its end are looked at.
const HEAD: usize = 48 * 1024;
const TAIL: usize = 16 * 1024;

/// One sign of a convention: words anywhere, or at the start of a line, and what they count for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Evidence {
    /// Bytes that a line begins with.
    line: Option<String>,
    /// Bytes anywhere.
    text: Option<String>,
    /// Bytes that the whole text begins with, a byte order mark and blank lines aside.
    top: Option<String>,
    /// What each counts for.
    #[serde(default = "one")]
    score: u32,
    /// So many are counted.
    #[serde(default = "one")]
    most: u32,
}

const fn one() -> u32 {
    1
}

/// The parts of a text in which evidence is looked for.
pub(super) struct Sample<'t> {
    parts: [&'t str; 2],
}

impl<'t> Sample<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let head = boundary(text, HEAD.min(text.len()));
        let tail = boundary(text, text.len().saturating_sub(TAIL).max(head));
        Self { parts: [&text[..head], &text[tail..]] }
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl Evidence {
    /// What is looked for, as it is shown.
    pub(super) fn shown(&self) -> &str {
        [&self.line, &self.text, &self.top].into_iter().flatten().next().map_or("", String::as_str)
    }

    /// What is found of it in `sample` counts for so much.
    pub(super) fn score(&self, sample: &Sample<'_>) -> u32 {
        if let Some(top) = &self.top {
            let text = sample.parts[0].trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
            return self.score * u32::from(text.starts_with(top.as_str()));
        }
        let words = self.shown().as_bytes();
        if words.is_empty() {
            return 0;
        }
        let finder = memmem::Finder::new(words);
        let found = sample.parts.iter().flat_map(|part| {
            let is_fit = |at: &usize| self.line.is_none() || begins_line(part.as_bytes(), *at);
            finder.find_iter(part.as_bytes()).filter(is_fit).take(self.most as usize)
        });
        self.score * (found.take(self.most as usize).count() as u32)
    }
}

fn begins_line(text: &[u8], at: usize) -> bool {
    at == 0 || matches!(text[at - 1], b'\n' | b'\r') || text[..at] == *b"\xef\xbb\xbf"
}

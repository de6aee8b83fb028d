//! Words and phrases that are looked up in any case.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Words in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Words(FxHashSet<String>);

impl FromIterator<String> for Words {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        Self(words.into_iter().collect())
    }
}

impl Words {
    /// Whether `word` is one of them, in any case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        let is_lower = || word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        !self.0.is_empty() && (self.0.contains(word) || !is_lower() && self.0.contains(&word.to_lowercase()))
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
pub(super) fn opening(text: &str, phrase: &str) -> Option<usize> {
    if !may_open(text, phrase) {
        return None;
    }
    let mut rest = text.chars();
    let fits =
        phrase.chars().all(|p| rest.next().is_some_and(|c| c == p || c.to_lowercase().eq(std::iter::once(p)) || (p == ' ' && c == '\n')));
    let is_word = !phrase.ends_with(char::is_alphanumeric) || !rest.as_str().starts_with(char::is_alphanumeric);
    (fits && is_word).then(|| text.len() - rest.as_str().len())
}

/// Whether the first letters of `text` and `phrase` may be the same: most phrases are told by them alone.
fn may_open(text: &str, phrase: &str) -> bool {
    match (text.bytes().next(), phrase.bytes().next()) {
        (Some(own), Some(first)) if own.is_ascii() => own.eq_ignore_ascii_case(&first) || first == b' ',
        _ => true,
    }
}

//! Words and phrases that are looked up in any case.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Words in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "FxHashSet<String>")]
pub(crate) struct Words {
    words: FxHashSet<String>,
    /// Bytes of the longest.
    longest: usize,
}

impl From<FxHashSet<String>> for Words {
    fn from(words: FxHashSet<String>) -> Self {
        let longest = words.iter().map(String::len).max().unwrap_or(0);
        Self { words, longest }
    }
}

impl FromIterator<String> for Words {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        Self::from(words.into_iter().collect::<FxHashSet<String>>())
    }
}

impl Words {
    /// Whether `word` is one of them, in any case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        let is_lower = || word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        // The sign of kelvin has three bytes, and its small letter one.
        let may_be = word.len() <= self.longest || word.len() <= 3 * self.longest && !word.is_ascii();
        may_be && (self.words.contains(word) || !is_lower() && self.words.contains(&word.to_lowercase()))
    }

    /// What stands before and behind the first of them in `text` that is in small letters and between spaces: "Ann" and "Bo" of
    /// "Ann and Bo".
    pub(crate) fn split_once<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let spaces = || text.match_indices(' ').map(|(at, _)| at);
        let is_own = |word: &str| !word.starts_with(char::is_uppercase) && self.contains(word);
        let (from, to) = spaces().zip(spaces().skip(1)).find(|&(from, to)| is_own(&text[from + 1..to]))?;
        Some((&text[..from], &text[to + 1..]))
    }

    /// What stands between them in `text`.
    pub(crate) fn split<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let (mut pieces, mut rest) = (Vec::new(), text);
        while let Some((piece, behind)) = self.split_once(rest) {
            pieces.push(piece);
            rest = behind;
        }
        pieces.push(rest);
        pieces
    }
}

/// Phrases in lower case, each with what it says, in the order of the bytes they begin with: few are compared with a text.
#[derive(Debug, Default)]
pub(super) struct Openings<T>(Vec<(String, T)>);

impl<T> FromIterator<(String, T)> for Openings<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(phrases: I) -> Self {
        let mut phrases: Vec<(String, T)> = phrases.into_iter().collect();
        phrases.sort_by_key(|(phrase, _)| phrase.bytes().next());
        Self(phrases)
    }
}

impl<T: Copy> Openings<T> {
    /// What the longest says that `text` begins with, in any case and up to the end of a word, and its bytes.
    pub(super) fn longest(&self, text: &str) -> Option<(T, usize)> {
        let fits = self.near(text).iter().filter_map(|(phrase, said)| Some((*said, opening(text, phrase)?)));
        fits.max_by_key(|&(_, len)| len)
    }

    /// Those that begin with the first letter of `text`, in lower case; where that is not of ASCII, all of which the first is not.
    fn near(&self, text: &str) -> &[(String, T)] {
        let after = |bound: u8| self.0.partition_point(|(phrase, _)| phrase.bytes().next().is_none_or(|byte| byte < bound));
        match text.bytes().next() {
            None => &[],
            Some(byte) if byte.is_ascii() => {
                let first = if byte == b'\n' { b' ' } else { byte.to_ascii_lowercase() };
                &self.0[after(first)..after(first + 1)]
            }
            Some(_) => &self.0[after(0x80)..],
        }
    }
}

/// Opening words in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Phrases(Openings<()>);

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        Self(phrases.into_iter().map(|phrase| (phrase, ())).collect())
    }
}

impl Phrases {
    /// Bytes of the longest of them that `text` begins with, in any case and up to the end of a word.
    pub(crate) fn opening(&self, text: &str) -> Option<usize> {
        self.0.longest(text).map(|((), len)| len)
    }

    /// Whether one of them stands anywhere in `text`, as whole words.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let starts = text.char_indices().filter(|&(at, c)| c.is_alphanumeric() && !text[..at].ends_with(char::is_alphanumeric));
        starts.into_iter().any(|(at, _)| self.opening(&text[at..]).is_some())
    }
}

/// Bytes of `phrase` at the start of `text`, in any case and up to the end of a word.
pub(super) fn opening(text: &str, phrase: &str) -> Option<usize> {
    let len = if phrase.is_ascii() { ascii_opening(text, phrase)? } else { any_opening(text, phrase)? };
    let is_word = !phrase.ends_with(char::is_alphanumeric) || !text[len..].starts_with(char::is_alphanumeric);
    is_word.then_some(len)
}

fn ascii_opening(text: &str, phrase: &str) -> Option<usize> {
    let fits = |(c, p): (u8, u8)| c.to_ascii_lowercase() == p || p == b' ' && c == b'\n';
    (text.len() >= phrase.len() && text.bytes().zip(phrase.bytes()).all(fits)).then_some(phrase.len())
}

fn any_opening(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text.chars();
    let mut fits = |p: char| rest.next().is_some_and(|c| c == p || c.to_lowercase().eq([p]) || p == ' ' && c == '\n');
    phrase.chars().all(&mut fits).then(|| text.len() - rest.as_str().len())
}

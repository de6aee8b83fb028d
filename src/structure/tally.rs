//! How often words stand in a source, of which few are asked for.

use rustc_hash::FxHashMap;

use crate::runs::{Run, Runs};
use crate::word_filter::WordFilter;

/// Words, and how often each stands in a source.
#[derive(Debug)]
pub(super) struct Tally(FxHashMap<Box<str>, i32>);

/// How words are spelt.
#[derive(Clone, Copy)]
pub(super) struct Spelling {
    /// What stands in words besides letters: a hyphen, or an apostrophe of either form.
    pub(super) sign: u8,
    /// Whether capitals count as small letters: then the words asked for are in small letters.
    pub(super) is_folded: bool,
}

impl FromIterator<String> for Tally {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        Self(words.into_iter().map(|word| (word.into(), 0)).collect())
    }
}

impl Tally {
    /// How often a word was counted; 0 of one that was not asked for.
    pub(super) fn count(&self, word: &str) -> i32 {
        self.0.get(word).copied().unwrap_or(0)
    }

    /// Counts a word so many times more, if it was asked for.
    pub(super) fn add(&mut self, word: &str, times: i32) {
        self.0.get_mut(word).into_iter().for_each(|count| *count += times);
    }

    /// Counts the words of `source`.
    pub(super) fn read(&mut self, source: &str, spelling: Spelling) {
        if self.0.is_empty() {
            return;
        }
        let mut filter = WordFilter::new();
        self.0.keys().for_each(|word| filter.add(word));
        let mut folded = String::new();
        let mut count = |word: &str| self.add(if spelling.is_folded { fold(word, &mut folded) } else { word }, 1);
        let is_inside = |byte: u8| byte.is_ascii_alphabetic() | (byte == spelling.sign) | !byte.is_ascii();
        for Run { range, is_plain } in Runs::new(source.as_bytes(), is_inside, |byte| !byte.is_ascii()) {
            if is_plain {
                // Most words are told by their first letters.
                filter.may_hold(source.as_bytes(), &range).then(|| count(&source[range]));
            } else {
                let words = source[range].split(|c| parts(c) && !(c == '’' && spelling.sign == b'\''));
                words.filter(|word| filter.may_hold(word.as_bytes(), &(0..word.len()))).for_each(&mut count);
            }
        }
    }
}

fn fold<'f>(word: &str, folded: &'f mut String) -> &'f str {
    if word.is_ascii() {
        folded.clear();
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        *folded = word.to_lowercase();
    }
    folded
}

/// Whether a character that is not of ASCII parts words: those before the letters of Latin-1, and the signs of U+2000 to U+2BFF, U+3000
/// and after.
const fn parts(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{b9}' | '\u{bb}'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, spelling: Spelling, word: &str, n: i32) {
        let mut tally = Tally::from_iter([word.to_owned()]);
        tally.read(source, spelling);
        assert_eq!((tally.count(word), tally.count("unasked")), (n, 0));
    }

    #[test]
    fn words_are_counted_as_they_are_spelt() {
        let source = "Well-built, well-\nbuilt and WELL built. L’été, l'Été; Ünd—ünd?";
        check(source, Spelling { sign: b'-', is_folded: false }, "Well-built", 1);
        check(source, Spelling { sign: b'-', is_folded: false }, "built", 2);
        check(source, Spelling { sign: b'\'', is_folded: true }, "well", 3);
        check(source, Spelling { sign: b'\'', is_folded: true }, "l’été", 1);
        check(source, Spelling { sign: b'-', is_folded: true }, "été", 2);
        check(source, Spelling { sign: b'-', is_folded: false }, "Ünd", 1);
        let long = "x".repeat(80);
        check(&format!("a {long} b"), Spelling { sign: b'-', is_folded: false }, &long, 1);
    }
}

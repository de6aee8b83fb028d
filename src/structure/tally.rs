//! How often words stand in a source, of which few are asked for.

use rustc_hash::FxHashMap;

use crate::runs::{Run, Runs};
use crate::word_filter::WordFilter;

/// Words, and how often each stands in a source.
#[derive(Debug)]
pub(super) struct Tally {
    counts: FxHashMap<Box<str>, i32>,
    spelling: Spelling,
}

/// How words are spelt.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// What stands in words besides letters: a hyphen, or an apostrophe of either form.
    pub(super) sign: u8,
    /// Whether capitals count as small letters: then the words asked for are in small letters.
    pub(super) is_folded: bool,
}

impl Spelling {
    /// Whether a character stands in no word.
    const fn parts(self, c: char) -> bool {
        match c {
            '\'' | '’' => self.sign != b'\'',
            '-' => self.sign != b'-',
            _ => is_sign(c),
        }
    }
}

impl Tally {
    /// The words that are asked for.
    pub(super) fn new(words: impl Iterator<Item = String>, spelling: Spelling) -> Self {
        Self { counts: words.map(|word| (word.into(), 0)).collect(), spelling }
    }

    /// How often a word was counted, up to [`ENOUGH`] times; 0 of one that was not asked for.
    pub(super) fn count(&self, word: &str) -> i32 {
        self.counts.get(word).copied().unwrap_or(0)
    }

    /// Counts a word once less, if it was asked for.
    pub(super) fn take(&mut self, word: &str) {
        self.counts.get_mut(word).into_iter().for_each(|count| *count -= 1);
    }

    /// Counts a word of the source; one that was counted often enough is taken out of the `filter`.
    fn read(&mut self, word: &str, folded: &mut String, filter: &mut WordFilter) {
        let word = if self.spelling.is_folded { fold(word, folded) } else { word };
        if let Some(count) = self.counts.get_mut(word).filter(|count| **count < ENOUGH) {
            *count += 1;
            if *count == ENOUGH {
                filter.remove(word);
            }
        }
    }
}

/// Words that stand oftener are counted no further: the most frequent are asked for as well.
pub(super) const ENOUGH: i32 = 2;

/// Counts the words of `source` in one pass.
pub(super) fn read(source: &str, tallies: &mut [Tally]) {
    if tallies.iter().all(|tally| tally.counts.is_empty()) {
        return;
    }
    let mut filter = WordFilter::new();
    tallies.iter().flat_map(|tally| tally.counts.keys()).for_each(|word| filter.add(word));
    let mut folded = String::new();
    let is_inside = |byte: u8| byte.is_ascii_alphabetic() | may_part(byte) | !byte.is_ascii();
    for Run { range, is_plain } in Runs::new(source.as_bytes(), is_inside, may_part) {
        if is_plain && !may_part(source.as_bytes()[range.start]) {
            // Most words are told by their first letters.
            if filter.may_hold(source.as_bytes(), &range) {
                tallies.iter_mut().for_each(|tally| tally.read(&source[range.clone()], &mut folded, &mut filter));
            }
            continue;
        }
        for tally in tallies.iter_mut() {
            let spelling = tally.spelling;
            for word in source[range.clone()].split(|c| spelling.parts(c)) {
                if filter.may_hold(word.as_bytes(), &(0..word.len())) {
                    tally.read(word, &mut folded, &mut filter);
                }
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

/// Whether a character that is not of ASCII is no letter: those before the letters of Latin-1, and the signs of U+2000 to U+2BFF, U+3000
/// and after.
const fn is_sign(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{b9}' | '\u{bb}'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}')
}

/// Whether a byte is one with which what [`Spelling::parts`] words begins.
fn may_part(byte: u8) -> bool {
    (byte == b'-') | (byte == b'\'') | (byte == 0xC2) | (byte == 0xE2) | (byte == 0xE3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, spelling: Spelling, word: &str, n: i32) {
        let mut tallies = [Tally::new(std::iter::once(word.to_owned()), spelling)];
        read(source, &mut tallies);
        assert_eq!((tallies[0].count(word), tallies[0].count("unasked")), (n, 0));
    }

    #[test]
    fn words_are_counted_as_they_are_spelt() {
        let source = "Well-built, well-\nbuilt and WELL built. L’été, l'Été; Ünd—ünd?";
        check(source, Spelling { sign: b'-', is_folded: false }, "Well-built", 1);
        check(source, Spelling { sign: b'-', is_folded: false }, "built", 2);
        check(source, Spelling { sign: b'\'', is_folded: true }, "well", ENOUGH);
        check(source, Spelling { sign: b'\'', is_folded: true }, "l’été", 1);
        check(source, Spelling { sign: b'-', is_folded: true }, "été", 2);
        check(source, Spelling { sign: b'-', is_folded: false }, "Ünd", 1);
        let long = "x".repeat(80);
        check(&format!("a {long} b"), Spelling { sign: b'-', is_folded: false }, &long, 1);
    }
}

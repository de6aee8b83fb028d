//! How often words stand in a source, of which few are asked for.

use rustc_hash::FxHashMap;

use crate::byte_set::{ByteSet, Run};

/// Words, and how often each stands in a source.
#[derive(Debug)]
pub(super) struct Tally(FxHashMap<Box<str>, i32>);

/// Of what words are made besides letters, and whether capitals count as small letters: then those asked for are in small letters.
#[derive(Clone, Copy)]
pub(super) struct Spelling {
    pub(super) signs: &'static str,
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
        let shapes = Shapes::of(self.0.keys());
        let mut folded = String::new();
        let mut count = |word: &str| self.add(if spelling.is_folded { fold(word, &mut folded) } else { word }, 1);
        let inside = ByteSet::of(spelling.signs.as_bytes()).with(b'A', b'Z').with(b'a', b'z').with(0x80, 0xFF);
        for Run { range, is_ascii } in inside.runs(source.as_bytes()) {
            if is_ascii || source.as_bytes()[range.clone()].is_ascii() {
                // Most words are told by their shape, and none of their letters looked at.
                shapes.hold(&source.as_bytes()[range.clone()]).then(|| count(&source[range]));
            } else {
                let words = source[range].split(|c| parts(c) && !spelling.signs.contains(c));
                words.filter(|word| shapes.hold(word.as_bytes())).for_each(&mut count);
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

/// Which words may be among those asked for, by first and last byte and length: a bit for each length. Capitals that have another
/// length in bytes than their small letters, as `ẞ` has, are taken for other letters.
struct Shapes([u64; Self::ENDS * Self::ENDS]);

impl Shapes {
    /// The letters of the alphabet in any case, and all other bytes.
    const ENDS: usize = 27;

    fn of<'w>(words: impl Iterator<Item = &'w Box<str>>) -> Self {
        let mut shapes = Self([0; Self::ENDS * Self::ENDS]);
        for (ends, length) in words.map(|word| Self::of_word(word.as_bytes())) {
            shapes.0[ends] |= length;
        }
        shapes
    }

    #[inline]
    fn hold(&self, word: &[u8]) -> bool {
        let (ends, length) = Self::of_word(word);
        self.0[ends] & length != 0
    }

    /// The places of the first and last letter in the alphabet, as one number, and a bit for the length: all long words share one.
    #[inline]
    fn of_word(word: &[u8]) -> (usize, u64) {
        const LONG: usize = 63;
        let place = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from((byte | 0x20).wrapping_sub(b'a')).min(Self::ENDS - 1));
        (place(word.first()) * Self::ENDS + place(word.last()), 1 << word.len().min(LONG))
    }
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
        check(source, Spelling { signs: "-", is_folded: false }, "Well-built", 1);
        check(source, Spelling { signs: "-", is_folded: false }, "built", 2);
        check(source, Spelling { signs: "", is_folded: true }, "well", 3);
        check(source, Spelling { signs: "'’", is_folded: true }, "l’été", 1);
        check(source, Spelling { signs: "", is_folded: true }, "été", 2);
        check(source, Spelling { signs: "", is_folded: false }, "Ünd", 1);
        let long = "x".repeat(80);
        check(&format!("a {long} b"), Spelling { signs: "", is_folded: false }, &long, 1);
    }
}

//! Which words may be among some: most that are not are told at once, and none of them looked up.

use std::ops::Range;

/// How many words are added of like beginning and length. Says yes of each word that was added, in small letters, capitals or with a
/// first capital, and of few others.
#[derive(Debug)]
pub(crate) struct WordFilter(Box<[u8; Self::PLACES]>);

impl WordFilter {
    const PLACES: usize = 1 << 14;

    pub(crate) fn new() -> Self {
        Self(Box::new([0; Self::PLACES]))
    }

    /// Adds a word in small letters.
    pub(crate) fn add(&mut self, word: &str) {
        self.each(word, |words| *words = words.saturating_add(1));
    }

    /// Takes a word out that was added. Where very many share its place, they stay.
    pub(crate) fn remove(&mut self, word: &str) {
        self.each(word, |words| *words -= u8::from((1..u8::MAX).contains(words)));
    }

    fn each(&mut self, word: &str, act: impl Fn(&mut u8)) {
        let mut act = |form: &str| act(&mut self.0[place(form.as_bytes(), &(0..form.len()))]);
        act(word);
        if !word.is_ascii() {
            let mut rest = word.chars();
            act(&rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect::<String>());
            act(&word.to_uppercase());
        }
    }

    /// Whether a word of `bytes` may be one of those added.
    #[inline]
    pub(crate) fn may_hold(&self, bytes: &[u8], word: &Range<usize>) -> bool {
        self.0[place(bytes, word)] != 0
    }
}

/// The place of a word: a hash of its length and of its first eight bytes, in which capitals of ASCII are small letters.
#[inline]
fn place(bytes: &[u8], word: &Range<usize>) -> usize {
    const SMALL: u64 = u64::from_le_bytes([b' '; 8]);
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let rest = &bytes[word.start..];
    let eight = rest.first_chunk().map_or_else(|| short(rest), |eight| u64::from_le_bytes(*eight));
    let outside = u64::MAX.checked_shl(8 * word.len().min(8) as u32).unwrap_or(0);
    let head = (eight | SMALL) & !outside;
    ((head ^ word.len() as u64).wrapping_mul(FACTOR) >> (u64::BITS - WordFilter::PLACES.trailing_zeros())) as usize
}

/// Fewer than eight bytes, as a number.
fn short(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_small_letters_and_capitals() {
        let mut filter = WordFilter::new();
        ["may", "février", "понедельник", "x"].into_iter().for_each(|word| filter.add(word));
        let text = "may May MAY février FÉVRIER Понедельник ПОНЕДЕЛЬНИК X";
        for word in text.split(' ') {
            let start = text.find(word).expect("a word of the text");
            assert!(filter.may_hold(text.as_bytes(), &(start..start + word.len())), "{word}");
        }
        filter.remove("février");
        for word in ["février", "FÉVRIER", "march", "ma", "mays", "Вторник", "y"] {
            assert!(!filter.may_hold(word.as_bytes(), &(0..word.len())), "{word}");
        }
    }
}

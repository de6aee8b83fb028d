//! Runs of bytes of a kind, such as the words of a text. They are told apart 64 bytes at a time, by a bit for each: no branch hangs on
//! how long a run is.

use std::ops::Range;

/// The runs of bytes of which `is_inside` holds. Both closures are called for every byte, and are fast without branches.
pub(crate) struct Runs<'b, I, S> {
    bytes: &'b [u8],
    is_inside: I,
    is_special: S,
    /// Where the bytes after the present block begin.
    next: usize,
    /// The places in the block where a run begins or ends.
    edges: u64,
    /// The places in the block of bytes that are special.
    special: u64,
    /// Whether the last of the block is inside.
    is_open: bool,
}

/// A run of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) range: Range<usize>,
    /// Whether none but its first is special.
    pub(crate) is_plain: bool,
}

const BLOCK: usize = u64::BITS as usize;

impl<'b, I: Fn(u8) -> bool, S: Fn(u8) -> bool> Runs<'b, I, S> {
    pub(crate) fn new(bytes: &'b [u8], is_inside: I, is_special: S) -> Self {
        Self { bytes, is_inside, is_special, next: 0, edges: 0, special: 0, is_open: false }
    }

    /// Goes on to the next block, if there is one.
    #[inline]
    fn load(&mut self) -> bool {
        let Some(rest) = self.bytes.get(self.next..).filter(|rest| !rest.is_empty()) else {
            return false;
        };
        let inside = match rest.first_chunk() {
            Some(block) => self.read(block),
            None => {
                let mut block = [0; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                self.read(&block) & !(u64::MAX << rest.len())
            }
        };
        self.edges = inside ^ (inside << 1 | u64::from(self.is_open));
        self.is_open = inside >> (BLOCK - 1) != 0;
        self.next += BLOCK;
        true
    }

    #[inline]
    fn read(&mut self, block: &[u8; BLOCK]) -> u64 {
        self.special = bits(block, &self.is_special);
        bits(block, &self.is_inside)
    }

    /// Takes the next edge of the block.
    #[inline]
    fn edge(&mut self) -> u32 {
        let edge = self.edges.trailing_zeros();
        self.edges &= self.edges - 1;
        edge
    }

    /// Where the block begins.
    #[inline]
    fn start(&self) -> usize {
        self.next - BLOCK
    }
}

/// A bit for each of 64 bytes, in their order.
#[inline]
fn bits(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    // Each eight bytes of 0 and 1 times this have them side by side in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let ones = block.map(|byte| u8::from(is(byte)));
    let (eights, _) = ones.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
}

impl<I: Fn(u8) -> bool, S: Fn(u8) -> bool> Iterator for Runs<'_, I, S> {
    type Item = Run;

    #[inline]
    fn next(&mut self) -> Option<Run> {
        while self.edges == 0 {
            self.load().then_some(())?;
        }
        let first = self.edge();
        let start = self.start() + first as usize;
        let mut special = self.special & (u64::MAX << first << 1);
        let mut is_plain = true;
        while self.edges == 0 {
            is_plain &= special == 0;
            if !self.load() {
                return Some(Run { range: start..self.bytes.len(), is_plain });
            }
            special = self.special;
        }
        let last = self.edge();
        is_plain &= special & !(u64::MAX << last) == 0;
        Some(Run { range: start..self.start() + last as usize, is_plain })
    }
}

/// Whether a character is a letter. Those of Latin, Cyrillic and Han, and dashes and quotation marks, are told without a table.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ѐ'..='ҁ' | '一'..='鿿' => true,
        '\u{0}'..='\u{a9}' | '\u{2010}'..='\u{205e}' => false,
        _ => c.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        assert!(('\0'..=char::MAX).all(|c| is_letter(c) == c.is_alphabetic()));
    }

    fn words(text: &str) -> Vec<(&str, bool)> {
        let runs = Runs::new(text.as_bytes(), |b| b.is_ascii_alphabetic() || !b.is_ascii(), |b| !b.is_ascii_lowercase());
        runs.map(|run| (&text[run.range], run.is_plain)).collect()
    }

    #[test]
    fn runs_are_told_apart_over_the_bounds_of_blocks() {
        for (word, n) in [("word", 40), ("a", 130), ("ä", 90), (&*"x".repeat(64), 3), (&*"y".repeat(200), 2), ("Mac", 90), ("macA", 90)] {
            let is_plain = word.bytes().skip(1).all(|b| b.is_ascii_lowercase());
            for text in [format!("{word} ").repeat(n), format!(" {word}").repeat(n)] {
                assert_eq!(words(&text), vec![(word, is_plain); n]);
            }
        }
        assert_eq!(words(""), []);
        assert_eq!(words(&" ".repeat(BLOCK)), []);
    }
}

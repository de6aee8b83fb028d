//! Sets of bytes, by which a text is read from one that means something to the next.

use std::ops::Range;

/// Bytes such as those at which plain text may end.
#[derive(Clone, Debug)]
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    pub(crate) const fn of(bytes: &[u8]) -> Self {
        let mut set = Self([false; 256]);
        let mut at = 0;
        while at < bytes.len() {
            set.0[bytes[at] as usize] = true;
            at += 1;
        }
        set
    }

    /// The set with all bytes from `first` to `last`.
    pub(crate) const fn with(mut self, first: u8, last: u8) -> Self {
        let mut byte = first as usize;
        while byte <= last as usize {
            self.0[byte] = true;
            byte += 1;
        }
        self
    }

    pub(crate) const fn contains(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// The place of the first byte from `at` on that is in the set.
    #[inline]
    pub(crate) fn find(&self, bytes: &[u8], mut at: usize) -> Option<usize> {
        // Eight are looked up without a branch between.
        while let Some(eight) = bytes.get(at..at + 8)
            && !eight.iter().fold(false, |any, &byte| any | self.contains(byte))
        {
            at += 8;
        }
        let place = bytes[at..].iter().position(|&byte| self.contains(byte))?;
        Some(at + place)
    }

    /// The runs of bytes in the set.
    pub(crate) fn runs<'b>(&self, bytes: &'b [u8]) -> Runs<'b, '_> {
        let mut runs = Runs { set: self, bytes, next: 0, edges: 0, is_inside: false, is_ascii: true };
        runs.load();
        runs
    }

    /// The first place from `at` on of a byte that is in the set, or is not where `is_inside`; the end where there is none.
    #[inline]
    pub(crate) fn past(&self, bytes: &[u8], mut at: usize, is_inside: bool) -> usize {
        while at < bytes.len() && self.contains(bytes[at]) == is_inside {
            at += 1;
        }
        at
    }
}

/// Runs of bytes that are in a set. They are told apart 64 bytes at a time, by a bit for each: no branch hangs on how long a word is.
pub(crate) struct Runs<'b, 's> {
    set: &'s ByteSet,
    bytes: &'b [u8],
    /// Where the bytes after the present 64 begin.
    next: usize,
    /// The places among the 64 where a run begins or ends.
    edges: u64,
    /// Whether the last of the 64 is in the set.
    is_inside: bool,
    /// Whether all of the 64 are of ASCII.
    is_ascii: bool,
}

/// A run of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) range: Range<usize>,
    /// Whether it is known that its bytes are all of ASCII.
    pub(crate) is_ascii: bool,
}

const BLOCK: usize = 64;

impl Runs<'_, '_> {
    fn load(&mut self) {
        let rest = &self.bytes[self.next..];
        let block = &rest[..rest.len().min(BLOCK)];
        let (mut inside, mut or) = (0, 0);
        for (n, &byte) in block.iter().enumerate() {
            inside |= u64::from(self.set.contains(byte)) << n;
            or |= byte;
        }
        self.edges = inside ^ (inside << 1 | u64::from(self.is_inside));
        self.is_inside = inside >> (BLOCK - 1) != 0;
        self.is_ascii = or.is_ascii();
        self.next += BLOCK;
    }

    /// The next place where a run begins or ends.
    fn edge(&mut self) -> Option<usize> {
        while self.edges == 0 {
            if self.next >= self.bytes.len() {
                return None;
            }
            self.load();
        }
        let edge = self.next - BLOCK + self.edges.trailing_zeros() as usize;
        self.edges &= self.edges - 1;
        Some(edge)
    }
}

impl Iterator for Runs<'_, '_> {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        let start = self.edge()?;
        let is_ascii = self.is_ascii;
        let end = self.edge().unwrap_or(self.bytes.len());
        Some(Run { range: start..end, is_ascii: is_ascii && self.is_ascii && end - start <= BLOCK })
    }
}

impl Extend<u8> for ByteSet {
    fn extend<I: IntoIterator<Item = u8>>(&mut self, bytes: I) {
        bytes.into_iter().for_each(|byte| self.0[byte as usize] = true);
    }
}

impl FromIterator<u8> for ByteSet {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Self {
        let mut set = Self::of(b"");
        set.extend(bytes);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::ByteSet;

    #[test]
    fn the_next_of_a_set_is_found_anywhere() {
        let set = ByteSet::of(b"*[").with(b'0', b'9');
        for at in 0..20 {
            let text = format!("{}[{}7", "a".repeat(at), "b".repeat(20 - at));
            assert_eq!(set.find(text.as_bytes(), 0), Some(at));
            assert_eq!(set.find(text.as_bytes(), at + 1), Some(21));
            assert_eq!(set.find(text.as_bytes(), 22), None);
            assert_eq!(set.past(text.as_bytes(), 0, false), at);
        }
        assert_eq!(set.past(b"1*2ab", 0, true), 3);
        assert_eq!(set.past(b"12", 2, true), 2);
    }

    #[test]
    fn runs_are_told_apart_over_the_bounds_of_blocks() {
        let set = ByteSet::of(b"").with(b'a', b'z').with(0x80, 0xFF);
        for (word, n) in [("word", 40), ("a", 130), ("ä", 90), (&*"x".repeat(64), 3), (&*"y".repeat(200), 2)] {
            for text in [format!("{word} ").repeat(n), format!(" {word}").repeat(n)] {
                let words: Vec<&str> = set.runs(text.as_bytes()).map(|run| &text[run.range]).collect();
                assert_eq!(words, vec![word; n]);
                assert!(set.runs(text.as_bytes()).all(|run| !run.is_ascii || word.is_ascii()));
            }
        }
        assert_eq!(set.runs(b"").count() + set.runs(&[b' '; 64]).count(), 0);
        assert!(set.runs(b"ab cd").all(|run| run.is_ascii));
    }
}

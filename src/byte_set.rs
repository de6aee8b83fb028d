//! Sets of bytes, by which a text is read from one that means something to the next.

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

    /// The first place from `at` on of a byte that is in the set, or is not where `is_inside`; the end where there is none.
    #[inline]
    pub(crate) fn past(&self, bytes: &[u8], mut at: usize, is_inside: bool) -> usize {
        while at < bytes.len() && self.contains(bytes[at]) == is_inside {
            at += 1;
        }
        at
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
}

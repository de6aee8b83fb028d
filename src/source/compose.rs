//! Letters apart from their accents made one character each, as Unicode's Normalization Form C has them (TEI Guidelines, chapter vi,
//! on precomposed and combining characters); other characters stay as they are, so that compatibility ideographs keep their shapes.

use memchr::memchr2;
use unicode_normalization::UnicodeNormalization;

use super::Span;

/// The accents and other marks that follow a letter: Combining Diacritical Marks.
const MARKS: std::ops::RangeInclusive<char> = '\u{300}'..='\u{36f}';

/// A text as it was before its letters were made one character each.
#[derive(Debug)]
pub(super) struct Decomposed {
    /// What the file has.
    pub(super) text: String,
    /// Each letter in the composed text, and by how many bytes what stands before its end is longer in the file.
    letters: Vec<(Span, u32)>,
}

impl Decomposed {
    /// Where byte `offset` of the composed text is in that of the file.
    pub(super) fn offset(&self, offset: u32) -> u32 {
        let before = self.letters.partition_point(|(letter, _)| letter.end <= offset);
        offset + before.checked_sub(1).map_or(0, |last| self.letters[last].1)
    }

    /// The letters in the composed text, in order.
    pub(super) fn letters(&self) -> impl Iterator<Item = Span> {
        self.letters.iter().map(|&(letter, _)| letter)
    }
}

/// The text with each letter and its marks as one character where Unicode has one, and what it was made of; where nothing was to be
/// composed, the text alone.
pub(super) fn composed(text: String) -> (String, Option<Decomposed>) {
    let mut out = String::new();
    let mut letters = Vec::new();
    let (mut copied, mut longer, mut from) = (0, 0, 0);
    // Their first bytes are these, as those of a few Greek letters.
    while let Some(at) = memchr2(0xcc, 0xcd, &text.as_bytes()[from..]).map(|len| from + len) {
        let end = text[at..].find(|c| !MARKS.contains(&c)).map_or(text.len(), |len| at + len);
        from = end.max(at + 1);
        let Some(base) = text[copied..at].chars().next_back().filter(|c| end > at && c.is_alphabetic()) else { continue };
        let start = at - base.len_utf8();
        let composed: String = text[start..end].nfc().collect();
        if composed != text[start..end] {
            out.push_str(&text[copied..start]);
            let first = out.len();
            out.push_str(&composed);
            longer += (end - start - composed.len()) as u32;
            letters.push((Span::new(first, out.len()), longer));
            copied = end;
        }
    }
    if letters.is_empty() {
        return (text, None);
    }
    out.push_str(&text[copied..]);
    (out, Some(Decomposed { text, letters }))
}

#[cfg(test)]
mod tests {
    use super::composed;

    #[test]
    fn only_letters_that_are_one_character_are_composed() {
        let own = |text: &str| composed(text.to_owned()).0;
        assert_eq!(own("Ma\u{308}rz, fe\u{301}vrier, и\u{306}"), "März, février, й");
        for kept in ["x\u{301}", "\u{301}a", "Ͱa", "\u{212b}ngstrom", "\u{f900}", "1\u{301}"] {
            assert_eq!(own(kept), kept);
        }
    }

    #[test]
    fn each_place_is_found_in_the_file() {
        let text = "e\u{301}a o\u{308}\u{323}b";
        let (own, decomposed) = composed(text.to_owned());
        let decomposed = decomposed.expect("letters");
        for letter in ["a", "b", " "] {
            let (at, there) = (own.find(letter).expect("one"), text.find(letter).expect("one"));
            assert_eq!(decomposed.offset(at as u32), there as u32);
        }
        assert_eq!(decomposed.letters().count(), 2);
    }
}

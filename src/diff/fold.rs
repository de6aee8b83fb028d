//! Levels of likeness: from the same bytes, over the same signs and the same words, to the same letters.

use rustc_hash::FxHashMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How alike two tokens are, the most alike first: the first level at which they agree says what kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same bytes.
    Same,
    /// The same in Unicode's composed form, or but for a soft hyphen.
    Encoding,
    /// The same but for the shape of quotation marks, dashes, ellipses, ligatures and the long s.
    Typography,
    /// The same but for capitals.
    Case,
    /// Not the same.
    None,
}

/// How alike two tokens are.
pub(super) fn likeness(old: &str, new: &str) -> Likeness {
    if old == new {
        return Likeness::Same;
    }
    let composed = |text: &str| text.nfc().filter(|&c| c != '\u{ad}').collect::<String>();
    let (old, new) = (composed(old), composed(new));
    if old == new {
        Likeness::Encoding
    } else if shaped(&old) == shaped(&new) {
        Likeness::Typography
    } else if folded(&old) == folded(&new) {
        Likeness::Case
    } else {
        Likeness::None
    }
}

/// The signs that differ in shape alone, and what stands for each. Own list.
fn shape(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => "\"",
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' | 'ʼ' => "'",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⸺' | '⸻' => "-",
        '…' => "...",
        'ſ' => "s",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'œ' => "oe",
        'æ' => "ae",
        'Œ' => "Oe",
        'Æ' => "Ae",
        _ => return None,
    })
}

/// Marks of several signs that stand for one: the shape of two hyphens, of three dots.
fn shaped_mark(text: &str) -> Option<&'static str> {
    match text {
        "``" | "''" | "‘‘" | "’’" => Some("\""),
        _ if text.len() > 1 && text.bytes().all(|b| b == b'-') => Some("-"),
        _ if text.starts_with('.') && text.len() > 1 => Some("..."),
        _ => None,
    }
}

/// The text with signs of one shape for all of their shapes.
fn shaped(text: &str) -> String {
    if let Some(mark) = shaped_mark(text) {
        return mark.to_owned();
    }
    let mut own = String::with_capacity(text.len());
    for c in text.chars() {
        match shape(c) {
            Some(plain) => own.push_str(plain),
            None => own.push(c),
        }
    }
    own
}

/// The form by which tokens are aligned: composed, of one shape, in small letters.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return shaped_mark(text).map_or_else(|| text.to_ascii_lowercase(), str::to_owned);
    }
    let is_composed = is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let composed: String = if is_composed { text.into() } else { text.nfc().collect() };
    let plain: String = shaped(&composed).chars().filter(|&c| c != '\u{ad}').collect();
    plain.to_lowercase()
}

/// Bytes of the mark of punctuation at the start of `text`: dashes and dots in a row are one.
pub(super) fn mark_len(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    match text.as_bytes().first() {
        Some(b'-') => text.len() - text.trim_start_matches('-').len(),
        Some(b'.') => dots(text),
        Some(b'`') if text.starts_with("``") => 2,
        Some(b'\'') if text.starts_with("''") => 2,
        _ => first,
    }
}

/// `...` and `. . .` are one mark each; a fourth dot ends the sentence.
fn dots(text: &str) -> usize {
    if text.starts_with("...") {
        return 3;
    }
    let spaced = [". . .", ".\u{a0}.\u{a0}."].into_iter().find(|mark| text.starts_with(mark));
    spaced.map_or(1, str::len)
}

/// Numbers for folded forms, the same for both sides.
#[derive(Debug, Default)]
pub(super) struct Interner {
    numbers: FxHashMap<Box<str>, u32>,
    /// Of each form, whether it stands somewhere without a capital.
    is_common: Vec<bool>,
    buffer: String,
}

impl Interner {
    /// The number of the folded form of `text`.
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        self.buffer.clear();
        if text.is_ascii() && (text.len() == 1 || text.as_bytes()[0].is_ascii_alphanumeric()) {
            self.buffer.push_str(text);
            self.buffer.make_ascii_lowercase();
        } else {
            self.buffer = folded(text);
        }
        let number = match self.numbers.get(self.buffer.as_str()) {
            Some(&number) => number,
            None => self.add(),
        };
        if !text.starts_with(char::is_uppercase) {
            self.is_common[number as usize] = true;
        }
        number
    }

    fn add(&mut self) -> u32 {
        let number = self.is_common.len() as u32;
        self.numbers.insert(self.buffer.as_str().into(), number);
        self.is_common.push(false);
        number
    }

    /// Whether the form with this number stands somewhere without a capital: it is no name.
    pub(super) fn is_common(&self, number: u32) -> bool {
        self.is_common[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_level_of_likeness_counts() {
        for (old, new, expected) in [
            ("word", "word", Likeness::Same),
            ("Café", "Cafe\u{301}", Likeness::Encoding),
            ("co\u{ad}operate", "cooperate", Likeness::Encoding),
            ("beſprochen", "besprochen", Likeness::Typography),
            ("Government's", "Government’s", Likeness::Typography),
            ("--", "—", Likeness::Typography),
            (". . .", "…", Likeness::Typography),
            ("Soviet", "soviet", Likeness::Case),
            ("Cafe", "Café", Likeness::None),
        ] {
            assert_eq!(likeness(old, new), expected, "{old} {new}");
            assert_eq!(folded(old) == folded(new), expected != Likeness::None, "{old} {new}");
        }
    }

    #[test]
    fn marks_in_a_row_are_one() {
        assert_eq!(mark_len("-- and"), 2);
        assert_eq!(mark_len("...."), 3);
        assert_eq!(mark_len(". . . This"), 5);
        assert_eq!(mark_len(". This"), 1);
    }
}

//! A first letter torn off its word: the large initial of a page, which a transcription has set apart as "T he" or "I T was".
//!
//! "A part of" begins alike. So the two are joined only where the word that they make stands elsewhere in the source, and
//! after a letter that is a word of its own only where what is left of it stands nowhere else.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Longer words are not looked for, in bytes.
const MAX_WORD: usize = 40;

/// How often the words that would be made stand in a source, and what would be left of them; counted when the first is found.
#[derive(Debug)]
pub(super) struct Initials<'a> {
    source: &'a str,
    counts: OnceLock<FxHashMap<Box<str>, i32>>,
}

/// A letter that may be torn off, in bytes of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Initial {
    /// Where the letter begins: after a quotation mark.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Where the rest of the word begins.
    pub(super) rest: usize,
    /// Where the word ends.
    word_end: usize,
}

impl<'a> Initials<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, counts: OnceLock::new() }
    }

    /// The letter torn off at the start of `line`.
    pub(super) fn torn(&self, line: &str) -> Option<Initial> {
        let own = initial(line)?;
        let (letter, rest) = own.parts(line);
        let counts = self.counts.get_or_init(|| counts(self.source));
        let count = |word: &str| counts.get(word).copied().unwrap_or(0);
        let joined = count(&format!("{letter}{rest}"));
        let is_torn = if is_word(&letter) { joined > 1 && count(&rest) <= 0 } else { joined > 0 };
        is_torn.then_some(own)
    }
}

impl Initial {
    /// The letter and the rest of its word, in lower case.
    fn parts(self, line: &str) -> (String, String) {
        (line[self.start..self.end].to_lowercase(), line[self.rest..self.word_end].to_lowercase())
    }
}

/// A capital alone, then a word in small letters, or one in capitals before one in small letters.
fn initial(line: &str) -> Option<Initial> {
    let start = line.len() - line.trim_start_matches(['"', '“', '„', '«', '‘']).len();
    let mut rest = line[start..].chars();
    rest.next().filter(|c| c.is_uppercase())?;
    let end = line.len() - rest.as_str().len();
    rest.next().filter(|c| matches!(c, ' ' | '\u{a0}'))?;
    let text = rest.as_str();
    let len = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let is_elided = text[len..].starts_with(['\'', '’']);
    let is_lower = !is_elided && text[..len].chars().all(char::is_lowercase);
    let is_upper = || text[..len].chars().all(char::is_uppercase) && text[len..].trim_start().starts_with(char::is_lowercase);
    let rest = line.len() - text.len();
    (len > 0 && len <= MAX_WORD && (is_lower || is_upper())).then_some(Initial { start, end, rest, word_end: rest + len })
}

/// Whether a letter is a word in a language of which many texts are: "a", "I", "O", "y", "и".
fn is_word(letter: &str) -> bool {
    "aioeyukszàéôабвикосуя".contains(letter)
}

fn counts(source: &str) -> FxHashMap<Box<str>, i32> {
    let mut counts: FxHashMap<Box<str>, i32> = FxHashMap::default();
    for line in source.lines() {
        let line = line.trim_start();
        let Some(own) = initial(line) else { continue };
        let (letter, rest) = own.parts(line);
        counts.entry(format!("{letter}{rest}").into()).or_default();
        *counts.entry(rest.into()).or_default() -= 1;
        *counts.entry(letter.into()).or_default() -= 1;
    }
    let shapes = Shapes::of(counts.keys());
    let mut count = |word: &str| {
        if let Some(count) = counts.get_mut(&*word.to_lowercase()) {
            *count += 1;
        }
    };
    for run in runs(source) {
        if run.is_ascii() {
            shapes.hold(run).then(|| count(run));
        } else {
            run.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| shapes.hold(word)).for_each(&mut count);
        }
    }
    counts
}

/// The runs of letters and apostrophes in `source`, and of anything that is not of ASCII: most are words.
fn runs(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let start = rest.bytes().position(|b| INSIDE[usize::from(b)])?;
        let run = &rest[start..];
        let len = run.bytes().position(|b| !INSIDE[usize::from(b)]).unwrap_or(run.len());
        rest = &run[len..];
        Some(&run[..len])
    })
}

/// The bytes of which words are made.
const INSIDE: [bool; 256] = {
    let mut inside = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        inside[byte] = byte >= 0x80 || byte as u8 == b'\'' || (byte as u8).is_ascii_alphabetic();
        byte += 1;
    }
    inside
};

/// Which words may be among those that are counted, by first and last letter and length, so that few are put in lower case: a bit
/// for each length.
struct Shapes([u64; 26 * 26]);

impl Shapes {
    fn of<'w>(words: impl Iterator<Item = &'w Box<str>>) -> Self {
        let mut shapes = [0; 26 * 26];
        words.filter_map(|word| shape(word)).for_each(|(letters, length)| shapes[letters] |= length);
        Self(shapes)
    }

    /// Whether a word may be one of them; any may that is not in the letters of ASCII.
    fn hold(&self, word: &str) -> bool {
        word.len() <= MAX_WORD && shape(word).is_none_or(|(letters, length)| self.0[letters] & length != 0)
    }
}

/// The places of the first and last letter in the alphabet, and a bit for the length: that of a torn letter and [`MAX_WORD`] is below
/// 64.
fn shape(word: &str) -> Option<(usize, u64)> {
    let place = |letter: Option<&u8>| letter.filter(|b| b.is_ascii_alphabetic()).map(|b| usize::from(b.to_ascii_lowercase() - b'a'));
    let (first, last) = place(word.as_bytes().first()).zip(place(word.as_bytes().last()))?;
    word.is_ascii().then(|| (first * 26 + last, 1 << word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(source: &str) -> Option<String> {
        let line = source.lines().next().unwrap_or_default();
        let torn = Initials::new(source).torn(line)?;
        Some(format!("{}{}", &line[..torn.end], &line[torn.rest..]))
    }

    #[test]
    fn a_letter_is_joined_to_a_word_that_stands_elsewhere() {
        assert_eq!(joined("H e who waits.\nThere he stood."), Some("He who waits.".to_owned()));
        assert_eq!(joined("“T HE mill\nwas the last."), Some("“THE mill".to_owned()));
        assert_eq!(joined("I T was late.\nHow late it was, and it rained."), Some("IT was late.".to_owned()));
    }

    #[test]
    fn a_letter_that_is_a_word_stays_one() {
        assert_eq!(joined("A part was lost.\nThey stood apart, far apart. A part remained."), None);
        assert_eq!(joined("A l’aube.\nAl al, l."), None);
        assert_eq!(joined("X rays were found."), None);
        assert_eq!(joined("J B was there."), None);
        assert_eq!(joined("I AM here.\nNot I am."), None);
    }
}

//! A first letter torn off its word: the large initial of a page, which a transcription has set apart as "T he" or "I T was".
//!
//! "A part of" begins alike. So the two are joined only where the word that they make stands elsewhere in the source, and
//! after a letter that is a word of its own only where what is left of it stands nowhere else.

use crate::structure::line;
use crate::structure::tally::{Spelling, Tally};
use crate::structure::words::Words;

/// Longer words are not looked for, in bytes.
const MAX_WORD: usize = 40;

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

impl Words<'_> {
    /// The letter torn off at the start of `line`.
    pub(super) fn initial(&self, line: &str) -> Option<Initial> {
        let own = initial(line)?;
        let (letter, rest) = own.parts(line);
        let made = self.torn().count(&format!("{letter}{rest}"));
        let is_torn = if is_word(&letter) { made > 1 && self.torn().count(&rest) <= 0 } else { made > 0 };
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

/// The words that would be made, and what would be left of them after a letter that is a word, to be counted in the source. A word does
/// not stand where a letter would be torn from it, nor does what is left of it.
pub(super) fn torn(source: &str) -> Tally {
    let lines = line::lines(source).into_iter().map(|line| line.text(source).trim_start());
    let parts: Vec<(String, String)> = lines.filter_map(|line| Some(initial(line)?.parts(line))).collect();
    let made = parts.iter().map(|(letter, rest)| format!("{letter}{rest}"));
    let left = parts.iter().filter(|(letter, _)| is_word(letter)).map(|(_, rest)| rest.clone());
    let mut torn = Tally::new(made.chain(left), Spelling { sign: b'\'', is_folded: true });
    for word in parts.iter().flat_map(|(letter, rest)| [letter, rest]) {
        torn.take(word);
    }
    torn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(source: &str) -> Option<String> {
        let line = source.lines().next().unwrap_or_default();
        let torn = Words::new(source).initial(line)?;
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

//! Words of the text, with what their letters and the signs between them say.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::lexicon::key;
use crate::runs::{Run, Runs, is_letter};

/// A word or number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte: a possessive `'s` lies outside, the stops of initials inside.
    pub(super) end: u32,
    /// Its word, as an index.
    pub(super) word: u32,
    /// What its letters are.
    pub(super) shape: Shape,
    /// What stands before it.
    pub(super) gap: Gap,
    /// A possessive `'s` follows.
    pub(super) is_possessive: bool,
    /// A full stop follows.
    pub(super) has_stop: bool,
    /// `d'` or `l'` stands before it.
    pub(super) elided: u8,
    /// It may be capitalised for its place alone: at the start of a sentence, quotation, verse.
    pub(super) is_opening: bool,
}

/// What the letters of a token are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It begins with a small letter.
    Small,
    /// It begins with a capital.
    Capital,
    /// Capitals alone, two or more.
    Upper,
    /// `J.`, `G.V.`, `U.S.S.R.`, or one capital letter alone.
    Initial,
    /// It begins with a digit.
    Number,
}

/// What stands between a token and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space.
    Space,
    /// A hyphen, and no white space.
    Hyphen,
    /// A comma.
    Comma,
    /// An opening parenthesis.
    Parenthesis,
    /// The end of a sentence.
    Sentence,
    /// Any other sign.
    Other,
    /// The beginning of a block.
    Block,
}

impl Shape {
    /// Whether it begins with a capital.
    pub(super) const fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Initial)
    }
}

impl Token {
    /// Whether it begins with a capital.
    pub(super) const fn is_capital(&self) -> bool {
        self.shape.is_capital()
    }

    /// Whether nothing but white space or a hyphen stands before it.
    pub(super) const fn is_joined(&self) -> bool {
        matches!(self.gap, Gap::Space | Gap::Hyphen)
    }
}

/// A word in small letters, its apostrophes typewritten.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

fn fold_into<'f>(word: &str, folded: &'f mut String) -> &'f str {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase));
    }
    folded
}

/// The keys of the words of `text`, as they are looked up.
pub(super) fn keys(text: &str) -> Vec<u64> {
    let mut keys = Vec::new();
    scan(text, 0, &mut Vec::new(), |_, folded| {
        keys.push(key(folded));
        0
    });
    keys
}

/// Adds the tokens of a block's text to `tokens`, and calls `word` with the shape of each and its folded letters; what it gives back
/// is the token's word.
pub(super) fn scan(text: &str, base: u32, tokens: &mut Vec<Token>, mut word: impl FnMut(Shape, &str) -> u32) {
    let mut scanner = Scanner { text, base, at: 0, folded: String::new(), last: None };
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() | !byte.is_ascii();
    for Run { range, is_plain } in Runs::new(text.as_bytes(), is_inside, |byte| !byte.is_ascii_lowercase()) {
        if is_plain && let Some(shape) = scanner.plain(&range) {
            tokens.push(scanner.word(range, shape, &mut word));
            continue;
        }
        while let Some(token) = scanner.next(&range, &mut word) {
            tokens.push(token);
        }
    }
}

struct Scanner<'t> {
    text: &'t str,
    base: u32,
    /// Where the token before ends, with what belongs to it.
    at: usize,
    folded: String,
    /// The shape of the token before in this block, and where it stands.
    last: Option<(Shape, usize, usize)>,
}

impl Scanner<'_> {
    /// The shape of the word that a run is from end to end, as most are: letters of ASCII of which the first alone may be a capital, no
    /// lone capital, and nothing behind it that could go on with them.
    fn plain(&self, run: &Range<usize>) -> Option<Shape> {
        let bytes = self.text.as_bytes();
        let is_whole = self.at <= run.start && bytes.get(run.end) != Some(&b'\'');
        match bytes[run.start] {
            b'a'..=b'z' if is_whole => Some(Shape::Small),
            b'A'..=b'Z' if is_whole && run.len() > 1 => Some(Shape::Capital),
            _ => None,
        }
    }

    /// The token of a plain run.
    fn word(&mut self, run: Range<usize>, shape: Shape, word: &mut impl FnMut(Shape, &str) -> u32) -> Token {
        let letters = &self.text[run.clone()];
        let id = match shape {
            Shape::Small => word(shape, letters),
            _ => word(shape, fold_into(letters, &mut self.folded)),
        };
        let gap = self.gap(run.start);
        self.token(run, shape, gap, id)
    }

    /// The next token that begins in a run of any kind.
    fn next(&mut self, run: &Range<usize>, word: &mut impl FnMut(Shape, &str) -> u32) -> Option<Token> {
        let from = self.at.max(run.start);
        let start = from + first_alphanumeric(self.text.get(from..run.end)?)?;
        let gap = self.gap(start);
        let skip = self.elided(start);
        let elided = if skip > 0 { self.text.as_bytes()[start].to_ascii_lowercase() } else { 0 };
        let (end, shape) = self.letters(start + skip);
        let id = word(shape, fold_into(&self.text[start + skip..end], &mut self.folded));
        let token = self.token(start + skip..end, shape, gap, id);
        let rest = &self.text[end..];
        let is_possessive = shape != Shape::Small && possessive(rest);
        if is_possessive {
            self.at += rest.find(['s', 'S']).map_or(0, |n| n + 1);
        }
        Some(Token { is_possessive, elided, ..token })
    }

    /// The token of the word `word` at `range`.
    #[inline]
    fn token(&mut self, range: Range<usize>, shape: Shape, gap: Gap, word: u32) -> Token {
        let Range { start, end } = range;
        self.last = Some((shape, start, end));
        self.at = end;
        Token {
            start: self.base + start as u32,
            end: self.base + end as u32,
            word,
            shape,
            gap,
            is_possessive: false,
            has_stop: self.text.as_bytes().get(end) == Some(&b'.'),
            elided: 0,
            is_opening: matches!(gap, Gap::Sentence | Gap::Block) || gap == Gap::Other && opens(&self.text[..start]),
        }
    }

    /// The bytes of a letter elided before the word at `start`, with its apostrophe: `d'`, `l’`.
    fn elided(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        // No capital M or T: "M'Culloch", "T'Serclaes".
        let may_be =
            matches!(bytes[start], b'd' | b'l' | b'D' | b'L' | b'n' | b's' | b'j' | b'm' | b't' | b'c' | b'N' | b'S' | b'J' | b'C')
                && matches!(bytes.get(start + 1), Some(b'\'' | 0xE2));
        let apostrophe = may_be.then(|| apostrophe(&self.text[start + 1..])).flatten();
        let is_elided = |skip: &usize| self.text[start + 1 + skip..].starts_with(is_letter);
        apostrophe.filter(is_elided).map_or(0, |skip| 1 + skip)
    }

    /// What lies between the token before and `start`.
    #[inline]
    fn gap(&self, start: usize) -> Gap {
        match self.last {
            None => Gap::Block,
            Some(_) if self.at + 1 == start && self.text.as_bytes()[self.at] == b' ' => Gap::Space,
            Some(_) => self.classify(&self.text[self.at..start]),
        }
    }

    fn classify(&self, between: &str) -> Gap {
        match between {
            "-" | "‑" => Gap::Hyphen,
            ", " => Gap::Comma,
            " (" => Gap::Parenthesis,
            _ => self.classify_rare(between),
        }
    }

    fn classify_rare(&self, between: &str) -> Gap {
        if between.contains('\n') {
            return Gap::Sentence;
        }
        if between.is_empty() || between.chars().all(char::is_whitespace) {
            return Gap::Space;
        }
        let trimmed = between.trim();
        let last_is_initial = self.last.is_some_and(|(shape, ..)| shape == Shape::Initial);
        match trimmed {
            "." if last_is_initial || self.is_after_abbreviation() => Gap::Space,
            "," => Gap::Comma,
            "(" => Gap::Parenthesis,
            _ if trimmed.contains(['.', '!', '?', '…']) || trimmed.ends_with(':') => Gap::Sentence,
            _ if between.contains("--") || trimmed.contains(['—', '–']) => Gap::Other,
            _ => Gap::Other,
        }
    }

    /// "Mr.", "St.": a short word before a stop, which ends no sentence.
    fn is_after_abbreviation(&self) -> bool {
        self.last.is_some_and(|(_, start, end)| self.text[end..].starts_with('.') && ABBREVIATIONS.contains(&self.text[start..end]))
    }

    /// Where the letters of the word at `start` end, and its shape.
    fn letters(&self, start: usize) -> (usize, Shape) {
        let first = self.text[start..].chars().next().unwrap_or(' ');
        if first.is_numeric() {
            let len = self.text[start..].find(|c: char| !c.is_alphanumeric() && c != '/');
            return (len.map_or(self.text.len(), |len| start + len), Shape::Number);
        }
        if first.is_uppercase()
            && let Some(end) = initials(&self.text[start..])
        {
            return (start + end, Shape::Initial);
        }
        let (mut end, mut is_upper, mut n) = (start, true, 0);
        let mut rest = self.text[start..].char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let is_inside = is_letter(c)
                || is_mark(c)
                || is_apostrophe(c) && rest.peek().is_some_and(|(_, c)| is_letter(*c)) && !possessive(&self.text[start + at..]);
            if !is_inside {
                break;
            }
            end = start + at + c.len_utf8();
            n += 1;
            is_upper &= !c.is_lowercase();
        }
        let shape = match (first.is_uppercase(), is_upper, n) {
            (true, true, 1) => Shape::Initial,
            (true, true, _) => Shape::Upper,
            (true, false, _) => Shape::Capital,
            _ => Shape::Small,
        };
        (end.max(start + first.len_utf8()), shape)
    }
}

/// The byte of the first letter or digit.
fn first_alphanumeric(text: &str) -> Option<usize> {
    let ascii = text.bytes().position(|b| b.is_ascii_alphanumeric() || !b.is_ascii())?;
    text[ascii..].find(|c| is_letter(c) || c.is_numeric()).map(|n| ascii + n)
}

/// Short words after which a stop ends no sentence, as they are written.
static ABBREVIATIONS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| include_str!("data/abbreviations.txt").split_whitespace().collect());

/// The bytes of `J.`, `G.V.`, at the start; nothing where letters follow as of a word.
fn initials(text: &str) -> Option<usize> {
    let mut end = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next().filter(|c| c.is_uppercase()) {
        let Some('.') = chars.peek() else { break };
        chars.next();
        end += c.len_utf8() + 1;
    }
    (end > 0).then_some(end)
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A combining accent.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[inline]
fn apostrophe(text: &str) -> Option<usize> {
    let may_be = matches!(text.as_bytes().first(), Some(b'\'' | 0xE2));
    may_be.then_some(())?;
    text.chars().next().filter(|c| is_apostrophe(*c)).map(char::len_utf8)
}

/// Whether a possessive `'s` stands at the start of `text`.
#[inline]
fn possessive(text: &str) -> bool {
    let Some(skip) = apostrophe(text) else {
        return false;
    };
    let mut rest = text[skip..].chars();
    matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(char::is_alphanumeric)
}

/// Whether `before` ends in an opening quotation mark, or in a dash after which a sentence may begin.
fn opens(before: &str) -> bool {
    before.ends_with(['"', '“', '‘', '«', '„', '\'', '¡', '¿', '[', '*']) || before.ends_with("« ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        scan(text, 0, &mut Vec::new(), |_, folded| {
            words.push(folded.to_owned());
            0
        });
        words
    }

    #[test]
    fn words_are_split_as_names_need_it() {
        assert_eq!(
            words("J. V. Stalin's New-York, the R.S.F.S.R. of O'Connell"),
            ["j.", "v.", "stalin", "new", "york", "the", "r.s.f.s.r.", "of", "o'connell"]
        );
        assert_eq!(words("NINA'S hat. Masha's, word—word “O’Neill” 1/2"), ["nina", "hat", "masha", "word", "word", "o'neill", "1/2"]);
        assert_eq!(words("l’Allemagne d'Estournelles St. Petersburg"), ["allemagne", "estournelles", "st", "petersburg"]);
    }

    #[test]
    fn a_sentence_ends_at_stops_but_not_at_initials_and_titles() {
        let mut tokens = Vec::new();
        scan("We met Mr. Kean. He left with J. Stalin", 0, &mut tokens, |_, _| 0);
        let opening: Vec<bool> = tokens.iter().map(|token| token.is_opening).collect();
        assert_eq!(opening, [true, false, false, false, true, false, false, false, false]);
    }
}

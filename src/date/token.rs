//! Words, numbers and marks of the stretches of a text that may hold a date.

use std::ops::Range;

use crate::byte_set::ByteSet;
use crate::date::lexicon::Lexicon;
use crate::runs::{Run, Runs, is_letter};

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: TokenKind,
    /// Whether white space stands before it.
    pub(super) is_spaced: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A word, with the number of its readings in the lexicon.
    Word {
        entry: u32,
        /// The kinds of those readings, a bit each.
        kinds: u32,
        is_capital: bool,
    },
    /// A number with as many digits.
    Number {
        value: u32,
        digits: usize,
    },
    Mark(char),
    /// Text that holds no date was left out.
    Cut,
}

/// How far what tells of a date may stand before the number or word that it is known by, in bytes, and how far it may reach behind.
const REACH: usize = 96;
const REACH_BEHIND: usize = 56;

/// The same of a day or an hour, in figures: where it is of a longer date, another word tells of that.
const REACH_OF_DAY: usize = 40;
const REACH_BEHIND_DAY: usize = 40;

/// The stretches of `text` that may hold a date: in them stands a digit, a year in Roman numerals or a word without
/// which there is no date. Words are looked up only where a filter says so.
pub(super) fn stretches(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut folded = String::new();
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() | !byte.is_ascii();
    for Run { range, is_plain } in Runs::new(bytes, is_inside, |byte| !byte.is_ascii_lowercase()) {
        // Most runs are one word, of letters of ASCII.
        if is_plain && !bytes[range.start].is_ascii_digit() {
            if may_be_anchor(bytes, &range, lexicon) && is_anchor(text, range.clone(), lexicon, &mut folded) {
                reach(&mut stretches, range, text);
            }
        } else {
            each_anchor(text, range, lexicon, &mut folded, |anchor| reach(&mut stretches, anchor, text));
        }
    }
    stretches
}

/// Calls `found` with each number and word of a run without which there is no date.
fn each_anchor(text: &str, run: Range<usize>, lexicon: &Lexicon, folded: &mut String, mut found: impl FnMut(Range<usize>)) {
    let bytes = &text.as_bytes()[..run.end];
    let mut at = run.start;
    while let Some(&first) = bytes.get(at) {
        let start = at;
        let is_number = first.is_ascii_digit();
        let sign = sign_len(first);
        at = match first {
            _ if sign > 0 => start + sign,
            _ if is_number => DIGITS.past(bytes, start, true),
            _ => past_half(bytes, SMALL.past(bytes, CAPITALS.past(bytes, start, true), true)),
        };
        let is_word = || sign == 0 && may_be_anchor(bytes, &(start..at), lexicon);
        if is_number && !is_label(text.as_bytes(), start..at) || is_word() && is_anchor(text, start..at, lexicon, folded) {
            found(start..at);
        }
    }
}

/// "(3)", "12)": a number before a bracket counts things, where no month stands about it.
fn is_label(bytes: &[u8], number: Range<usize>) -> bool {
    let is_free = number.start.checked_sub(1).is_none_or(|before| matches!(bytes[before], b' ' | b'\n' | b'(' | b'['));
    is_free && number.len() <= 2 && matches!(bytes.get(number.end), Some(b')' | b']'))
}

const DIGITS: ByteSet = ByteSet::of(b"").with(b'0', b'9');
const CAPITALS: ByteSet = ByteSet::of(b"").with(b'A', b'Z');
/// Small letters, and the parts of those that are not of ASCII.
const SMALL: ByteSet = ByteSet::of(b"").with(b'a', b'z').with(0x80, LATIN - 1).with(LATIN + 1, GENERAL - 1).with(GENERAL + 1, 0xFF);
/// The first byte of a no-break space, quotation mark or the like (U+0080 to U+00BF).
const LATIN: u8 = 0xC2;
/// The first byte of a dash, quotation mark or the like (U+2000 to U+2FFF).
const GENERAL: u8 = 0xE2;

/// How many bytes a sign has that begins with this one; 0 where it begins none.
const fn sign_len(first: u8) -> usize {
    match first {
        LATIN => 2,
        GENERAL => 3,
        _ => 0,
    }
}

/// The marks of the halves of a century: "xii²".
const HALVES: [&str; 2] = ["¹", "²"];

/// After the mark of a half, if it is there.
fn past_half(bytes: &[u8], at: usize) -> usize {
    at + HALVES.iter().find(|half| bytes[at..].starts_with(half.as_bytes())).map_or(0, |half| half.len())
}

/// Whether a word may be one by which dates are known, or Roman figures: most are told by their first letters.
#[inline]
fn may_be_anchor(bytes: &[u8], word: &Range<usize>, lexicon: &Lexicon) -> bool {
    let may_be_numeral = || is_roman(bytes[word.start]) && bytes.get(word.start + 1).is_some_and(|b| is_roman(*b));
    lexicon.may_anchor(bytes, word) || may_be_numeral()
}

fn is_anchor(text: &str, word: Range<usize>, lexicon: &Lexicon, folded: &mut String) -> bool {
    is_numeral(&text.as_bytes()[word.clone()]) || anchors(text, word, lexicon, folded)
}

/// Whether a word stands in the lexicon as one by which dates are known.
fn anchors(text: &str, word: Range<usize>, lexicon: &Lexicon, folded: &mut String) -> bool {
    let Some(letters) = text.get(word.clone()) else {
        return false;
    };
    lexicon.anchors(
        fold(letters, folded),
        letters.starts_with(char::is_uppercase),
        || word_before(text, word.start),
        || next_word(text, word.end),
    )
}

/// Roman figures in one case, of a century with the mark of its half: "xii²".
fn is_numeral(word: &[u8]) -> bool {
    let is_capital = word[0].is_ascii_uppercase();
    let figures = HALVES.iter().find_map(|half| word.strip_suffix(half.as_bytes())).unwrap_or(word);
    figures.len() > 1 && figures.iter().all(|b| is_roman(*b) && b.is_ascii_uppercase() == is_capital)
}

/// Whether a letter may stand in a Roman numeral of a date: those above 39 have capitals.
pub(super) const fn is_roman(letter: u8) -> bool {
    matches!(letter, b'M' | b'D' | b'C' | b'L' | b'X' | b'V' | b'I' | b'x' | b'v' | b'i')
}

/// The word before `at`, past white space.
fn word_before(text: &str, at: usize) -> &str {
    const LONGEST: usize = 32;
    let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\n']);
    let letters = before.char_indices().rev().take(LONGEST).take_while(|(_, c)| is_letter(*c));
    letters.last().map_or("", |(start, _)| &before[start..])
}

/// The word after `at`, past white space and the marks that stand inside names.
fn next_word(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches([' ', '\n', '.', '-', '’', '\'']);
    &rest[..word_len(rest)]
}

/// A word in small letters: most are as they stand.
fn fold<'w>(word: &'w str, folded: &'w mut String) -> &'w str {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word;
    }
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.extend(word.chars().map(on_the_line).flat_map(char::to_lowercase));
    }
    folded
}

/// A letter that scribes raise, as it is on the line: "3ʳᵈ Febʸ".
const fn on_the_line(letter: char) -> char {
    match letter {
        'ᵃ' => 'a',
        'ᵇ' => 'b',
        'ᶜ' => 'c',
        'ᵈ' => 'd',
        'ᵉ' => 'e',
        'ᵍ' => 'g',
        'ʰ' => 'h',
        'ⁱ' => 'i',
        'ˡ' => 'l',
        'ᵐ' => 'm',
        'ⁿ' => 'n',
        'ᵒ' => 'o',
        'ᵖ' => 'p',
        'ʳ' => 'r',
        'ˢ' => 's',
        'ᵗ' => 't',
        'ʸ' => 'y',
        _ => letter,
    }
}

/// Adds what lies about an anchor, from word to word, to the last stretch or as a new one.
fn reach(stretches: &mut Vec<Range<usize>>, anchor: Range<usize>, text: &str) {
    let is_day = anchor.len() <= 2 && text.as_bytes()[anchor.start].is_ascii_digit();
    let (before, behind) = if is_day { (REACH_OF_DAY, REACH_BEHIND_DAY) } else { (REACH, REACH_BEHIND) };
    let from = floor(text, anchor.start.saturating_sub(before));
    let to = floor(text, (anchor.end + behind).min(text.len()));
    match stretches.last_mut() {
        Some(last) if from <= last.end => last.end = last.end.max(to),
        _ => stretches.push(from..to),
    }
}

/// The next place at or before `at`, or after it where the text begins with it, where no word is cut.
fn floor(text: &str, at: usize) -> usize {
    const LONGEST: usize = 64;
    let bytes = text.as_bytes();
    let is_free = |at: usize| at == 0 || at == bytes.len() || (bytes[at].is_ascii_whitespace() && text.is_char_boundary(at));
    let near = (at.saturating_sub(LONGEST)..=at).rev().find(|&at| is_free(at));
    near.unwrap_or_else(|| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0))
}

/// The tokens of the stretches of `text`.
pub(super) fn tokens(text: &str, stretches: &[Range<usize>], lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(stretches.iter().map(|stretch| stretch.len() / 4 + 1).sum());
    let mut folded = String::new();
    for stretch in stretches {
        if stretch.start > 0 {
            tokens.push(Token { start: stretch.start, end: stretch.start, kind: TokenKind::Cut, is_spaced: true });
        }
        let text = &text[..stretch.end];
        let mut at = stretch.start;
        let mut is_spaced = true;
        while let Some(c) = char_at(text, at) {
            if c.is_whitespace() {
                is_spaced = true;
                at += c.len_utf8();
                continue;
            }
            let token = token(text, at, c, lexicon, &mut folded);
            at = token.end;
            tokens.push(Token { is_spaced, ..token });
            is_spaced = false;
        }
    }
    tokens
}

#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    let first = *text.as_bytes().get(at)?;
    if first.is_ascii() { Some(char::from(first)) } else { text[at..].chars().next() }
}

#[inline]
fn token(text: &str, start: usize, c: char, lexicon: &Lexicon, folded: &mut String) -> Token {
    let (end, kind) = if c.is_ascii_digit() {
        let end = DIGITS.past(text.as_bytes(), start, true);
        (end, TokenKind::Number { value: text[start..end].parse().unwrap_or(u32::MAX), digits: end - start })
    } else if is_letter(c) {
        let end = start + word_len(&text[start..]);
        let entry = entry(text, start..end, lexicon, folded);
        (end, TokenKind::Word { entry, kinds: lexicon.kinds(entry), is_capital: c.is_uppercase() })
    } else {
        // "1648⁄9"
        (start + c.len_utf8(), TokenKind::Mark(if matches!(c, '⁄' | '∕') { '/' } else { c }))
    };
    Token { start, end, kind, is_spaced: false }
}

/// The number of a word's readings in the lexicon; 0 of most words.
fn entry(text: &str, word: Range<usize>, lexicon: &Lexicon, folded: &mut String) -> u32 {
    let is_raised = || text[word.clone()].chars().next_back().is_some_and(|last| on_the_line(last) != last);
    if !lexicon.may_know(text.as_bytes(), &word) && !is_raised() {
        return 0;
    }
    lexicon.index(fold(&text[word], folded))
}

/// Bytes of the word at the start of `text`. Words of which the space between was lost, "`ReadingMarch`", are two.
fn word_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let small = bytes.iter().skip(1).position(|b| !b.is_ascii_lowercase()).map_or(bytes.len(), |at| at + 1);
    if bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(small).is_none_or(|b| b.is_ascii() && !b.is_ascii_alphabetic()) {
        return small;
    }
    let mut was_small = false;
    for (at, c) in text.char_indices() {
        if !is_letter(c) && c != '\u{301}' || was_small && c.is_uppercase() {
            return at;
        }
        was_small = c.is_lowercase();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_hold_a_date_is_read() {
        let prose = "It was said that they may march. ".repeat(40);
        let text = format!("{prose}It was in May that {prose}");
        let lexicon = Lexicon::of(Some("en"));
        assert!(stretches(&prose, lexicon).is_empty());
        let found = stretches(&text, lexicon);
        assert_eq!(found.len(), 1);
        assert!(found[0].len() < 2 * REACH && text[found[0].clone()].contains("in May that"));
        assert!(tokens(&text, &found, lexicon).len() < 80);
    }

    #[test]
    fn stretches_do_not_cut_letters() {
        let text = "«—“”é".repeat(100) + "1" + &"ж€𝔸".repeat(100);
        let lexicon = Lexicon::of(None);
        assert_eq!(
            tokens(&text, &stretches(&text, lexicon), lexicon)
                .iter()
                .filter(|token| matches!(token.kind, TokenKind::Number { .. }))
                .count(),
            1
        );
    }
}

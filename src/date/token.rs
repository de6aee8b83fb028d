//! Words, numbers and marks of a text that may hold a date.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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
    Word,
    /// A number with as many digits.
    Number { value: u32, digits: usize },
    Mark(char),
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut rest = text.char_indices().peekable();
    let mut is_spaced = true;
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() {
            is_spaced = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if c.is_ascii_digit() {
            while rest.next_if(|(_, c)| c.is_ascii_digit()).is_some() {
                end += 1;
            }
            TokenKind::Number { value: text[start..end].parse().unwrap_or(u32::MAX), digits: end - start }
        } else if c.is_alphabetic() {
            while let Some((_, c)) = rest.next_if(|(_, c)| c.is_alphabetic()) {
                end += c.len_utf8();
            }
            TokenKind::Word
        } else {
            TokenKind::Mark(c)
        };
        tokens.push(Token { start, end, kind, is_spaced });
        is_spaced = false;
    }
    tokens
}

static MONTHS: LazyLock<FxHashMap<&'static str, u8>> = LazyLock::new(|| {
    let rows = include_str!("words/months.tsv").lines().filter(|line| !line.starts_with('#'));
    let cells = rows.filter_map(|row| row.split_once('\t'));
    cells.flat_map(|(month, forms)| forms.split('\t').map(move |form| (form, month.parse().unwrap_or(0)))).collect()
});

/// The month that a word names, from 1. Where a month is also a word of English, it needs its capital.
pub(super) fn month(word: &str) -> Option<u8> {
    const MAX_LEN: usize = 24;
    if !(3..=MAX_LEN).contains(&word.len()) {
        return None;
    }
    let month = match word.starts_with(char::is_lowercase) {
        true => MONTHS.get(word),
        false => MONTHS.get(&*word.to_lowercase()),
    };
    let month = month.copied()?;
    let is_common = matches!(word, "may" | "march" | "mar" | "august" | "mai" | "jan" | "dec" | "sept" | "mars");
    (!is_common).then_some(month)
}

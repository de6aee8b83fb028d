//! What a piece of a reference is, by its shape.

use crate::convention::Habits;
use crate::structure::name;

pub(super) fn is_publisher(text: &str, habits: &Habits) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && text.len() <= 80
        && words.any(|word| habits.bibliography.publisher.contains(word) && word.starts_with(char::is_uppercase))
}

/// "Moscow", "The Hague"; an article before two words more is that of a body: "The Trinity Trust".
pub(super) fn is_place(text: &str, habits: &Habits) -> bool {
    const WORDS: usize = 3;
    let words = text.split_whitespace().count();
    let is_body = words == WORDS && text.split_whitespace().next().is_some_and(|word| habits.names.articles.contains(word));
    name::is_name(text, habits) && words <= WORDS && !is_body
}

/// Whether the bracket at `at` stands within a name: "Workers (Communist) Party of Roth".
pub(super) fn is_within_name(text: &str, at: usize) -> bool {
    let close = match text.as_bytes()[at] {
        b'(' => text[at..].find(')').map(|len| at + len),
        b')' => Some(at),
        _ => None,
    };
    let open = close.and_then(|close| text[..close].rfind('('));
    let is_word = |c: char| c.is_alphabetic();
    close.zip(open).is_some_and(|(close, open)| {
        text[close + 1..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(is_word)) && text[..open].trim_end().ends_with(is_word)
    })
}

/// Whether a full stop after `text` ends a sentence rather than an abbreviation or initial.
pub(in crate::structure::statement) fn is_sentence_end(text: &str, habits: &Habits) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.chars().count() > 3 && !ends_in_abbreviation(&format!("{word}."), habits)
}

pub(super) fn ends_in_abbreviation(text: &str, habits: &Habits) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace() || c == ',').next().unwrap_or_default();
    habits.bibliography.abbreviations.contains(word) || (word.len() > 3 && name::is_initials(word))
}

/// "16 King Street": where a publisher is.
pub(super) fn is_address(text: &str, habits: &Habits) -> bool {
    let mut words = text.split_whitespace();
    let is_numbered = words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 5);
    is_numbered && words.next_back().is_some_and(|word| habits.bibliography.street.contains(word))
}

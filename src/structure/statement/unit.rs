//! The numbers of a reference with the words that say of what: "Vol. 4", "no. 7", "pp. 59-60".

use crate::convention::Habits;
use crate::date;
use crate::document::{Document, Extent, Part};

/// "Vol. IV No. 31": a volume and an issue without a comma between.
pub(super) fn two_units(document: &Document, habits: &Habits, segment: Extent) -> Option<(Extent, Extent)> {
    let text = document.str(segment);
    let is_two = |at: usize| {
        let (first, second) = (unit(habits, &text[..at]), unit(habits, &text[at + 1..]));
        first.zip(second).is_some_and(|(first, second)| first != second)
    };
    let at = text.match_indices(' ').map(|(at, _)| at).filter(|_| text.len() <= 40).find(|&at| is_two(at))?;
    Some((Extent { end: segment.start + at as u32, ..segment }, Extent { start: segment.start + at as u32 + 1, ..segment }))
}

/// "Vol. 4", "Volume One", "no. 7", "pp. 59-60", by the first word and a number after it; "12. Jahrgang".
pub(super) fn unit(habits: &Habits, text: &str) -> Option<Part> {
    let words = &habits.bibliography;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && words.volume.contains(without_ending(&text[digits..]).trim_matches([' ', '.'])) {
        return Some(Part::Volume);
    }
    let end = text.find(|c: char| !c.is_alphabetic() && c != '№' && c != '°').unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let number = rest.trim_start_matches(['.', ' ', '\u{a0}']);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) || is_roman(number) || words.number.contains(number);
    let stopped = &text[..end + usize::from(rest.starts_with('.'))];
    let part = if words.volume.contains(word) || words.volume.contains(stopped) {
        Part::Volume
    } else if words.issue.contains(word) || words.issue.contains(stopped) {
        Part::Issue
    } else if words.page.contains(word) || words.page.contains(stopped) {
        Part::Page
    } else {
        return None;
    };
    (is_number && text.len() <= 40).then_some(part)
}

/// What follows the ending of an ordinal: " année" of "e année".
fn without_ending(text: &str) -> &str {
    let (ending, rest) = text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()));
    if ending == "º" || date::is_ordinal_ending(ending) { rest } else { text }
}

fn is_roman(text: &str) -> bool {
    let len = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    len > 0 && len <= 8 && text[..len].bytes().all(|b| b"IVXLCDMivxlcdm".contains(&b))
}

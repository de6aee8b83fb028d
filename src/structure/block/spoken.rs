//! Speeches that begin with a hyphen, "- Who is there? - he asked.", where novels set a dash: no items of lists.

use super::Lines;
use crate::structure::line::Line;

const MARK: &str = "- ";

/// Whether a hyphen at the head of a line begins what somebody says: many such lines say after another who speaks.
pub(super) fn are_marked(source: &str, lines: &[Line]) -> bool {
    const LEAST: usize = 4;
    let own = || lines.iter().filter_map(|line| line.shown(source).strip_prefix(MARK));
    let told = own().filter(|text| tells_who(text)).count();
    told >= LEAST && told * 4 >= own().count()
}

/// "Who is there? - he asked."
fn tells_who(text: &str) -> bool {
    let ends = |before: &str| before.ends_with([',', '!', '?', '.', '…']);
    text.match_indices(" - ").any(|(at, mark)| ends(&text[..at]) && text[at + mark.len()..].starts_with(char::is_alphabetic))
}

/// Whether a line begins a speech.
pub(super) fn begins(text: &str) -> bool {
    text.starts_with(MARK)
}

/// Whether line `n` begins a speech below what ends as a sentence does.
pub(super) fn ends_before(lines: &Lines<'_>, n: usize) -> bool {
    let text = |n: usize| lines.lines[n].shown(lines.source);
    let is_own = lines.has_spoken_lines && begins(text(n)) || lines.solid.is_some() && is_dashed(text(n));
    is_own && text(n - 1).ends_with(['.', '!', '?', ':', '…', '"', '”', '»'])
}

/// Whether a line begins with the dash of a speech, "— Who is there?"; small letters behind it tell who spoke.
fn is_dashed(text: &str) -> bool {
    let said = ["—", "– ", "― "].into_iter().find_map(|mark| text.strip_prefix(mark));
    said.is_some_and(|said| !said.trim_start().starts_with(char::is_lowercase))
}

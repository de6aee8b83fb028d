//! Originals above their translations: `%% Vendredi 21 février %%`, and the line below it says the same.

use super::{DraftKind, Lines, Parsed, mark};
use crate::structure::line::Line;

/// So many comments and blank lines may stand between an original and its translation.
const MAX_BETWEEN: usize = 16;
/// From so many characters on, a translation may be three times as long or as short.
const LONG: usize = 60;

/// A comment that is the original of the text below it, and so is text.
pub(super) fn original(lines: &Lines<'_>) -> Option<Parsed> {
    let first = lines.first();
    if !mark::is_percent_comment(first) || is_remark(inner(first)) {
        return None;
    }
    let mut below = lines.lines[1..].iter().take(MAX_BETWEEN).map(|line| line.shown(lines.source));
    let translation = below.find(|text| !text.is_empty() && !mark::is_percent_comment(text))?;
    if !is_as_long(inner(first), translation.trim_start_matches(['#', ' '])) {
        return None;
    }
    let line = lines.lines[0].trimmed(lines.source);
    let own = Line { end: line.end - 2, ..line.from(line.start as usize + 2) }.trimmed(lines.source);
    Parsed::leaf(1, DraftKind::Original, vec![Line::new(lines.source, own.start as usize, own.end as usize)])
}

fn inner(comment: &str) -> &str {
    comment.trim_matches(['%', ' '])
}

/// A number, a link, or a remark that is dated or signed: "005.0109", "[#Nice](…)", "2026-01-30 LAN: …", "TODO …".
fn is_remark(inner: &str) -> bool {
    let word = inner.split([' ', ':']).next().unwrap_or_default();
    let is_tag = inner[word.len()..].starts_with(':') && !word.contains(char::is_lowercase) || word == "TODO";
    is_tag || inner.starts_with("[#") || inner.starts_with(|c: char| c.is_ascii_digit()) || !inner.contains(char::is_alphabetic)
}

fn is_as_long(one: &str, other: &str) -> bool {
    let (one, other) = (one.chars().count(), other.chars().count());
    let times = if one >= LONG { 3 } else { 2 };
    one * times >= other && other * times >= one
}

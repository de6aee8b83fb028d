//! The line that says whose words a quotation has: "— Marx, *Capital*", "(Luke xxii. 32)", "James Connolly".

use crate::convention::Habits;
use crate::document::{Document, Extent, Kind, Rend};
use crate::structure::name;

/// An attribution is at most so long, in bytes.
const MAX: usize = 160;

/// How an attribution is set off from what it is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// "— Marx"
    Dash,
    /// "(Marx, *Capital*)"
    Brackets,
    /// "Karl Marx": by standing below what is quoted alone.
    Place,
}

/// How a line is set off that names an author or a work, and nothing else.
pub(super) fn read(document: &Document, extent: Extent, habits: &Habits) -> Option<Mark> {
    let text = document.str(extent).trim();
    if text.len() > MAX || text.contains('\n') || text.ends_with(['!', '?', ':', ';', ',']) {
        return None;
    }
    if let Some(words) = after_dash(text) {
        return names_source(document, words, habits).then_some(Mark::Dash);
    }
    match text.trim_end_matches('.').strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(words) if !words.contains(['(', ')']) => names_source(document, words, habits).then_some(Mark::Brackets),
        _ => name::is_person(head(text), habits).then(|| names_source(document, text, habits)).filter(|names| *names).map(|_| Mark::Place),
    }
}

/// The reference in brackets at the end of what is quoted: "(*Capital*, Vol. I, p. 12)".
pub(super) fn at_end(document: &Document, quoted: Extent, habits: &Habits) -> Option<Extent> {
    let text = document.str(quoted).trim_end();
    let open = text.trim_end_matches('.').strip_suffix(')')?.rfind('(')?;
    let reference = &text[open..];
    let before = text[..open].trim_end();
    let inner = reference.trim_matches(['(', ')', '.']);
    let is_closed = before.ends_with(['.', '!', '?', '…', '"', '”', '’', '»', '\'']);
    let is_reference = inner.len() <= MAX && tells_place(inner, habits) && names_source(document, inner, habits);
    (is_closed && is_reference).then(|| document.extent_of(reference))
}

/// Whether a line begins as an attribution does, by its characters alone.
pub(in crate::structure) fn opens(line: &str) -> bool {
    let is_name =
        |words: &str| words.starts_with(|c: char| c.is_uppercase() || "*_\"“«".contains(c)) && !words.ends_with(['!', '?', ',', ';', ':']);
    line.len() <= MAX && after_dash(line).is_some_and(is_name)
}

/// What stands after "—", "–", "--" and the like.
fn after_dash(text: &str) -> Option<&str> {
    let words = text.trim_start_matches(['—', '–', '―']);
    let words = if words.len() < text.len() { words } else { text.strip_prefix("--")?.trim_start_matches('-') };
    Some(words.trim_start()).filter(|words| !words.is_empty())
}

/// Names of persons and works alone, and where in these: the first of them has capitals, and so has what follows a comma,
/// unless it is set off as a title or tells a page.
fn names_source(document: &Document, words: &str, habits: &Habits) -> bool {
    let own = document.extent_of(words);
    let first = head(words);
    let rest = words[first.len()..].trim_matches([',', '.', ' ']);
    let is_title = |text: &str| text.starts_with(['"', '“', '«', '„', '‘']) || is_set_off(document, document.extent_of(text));
    let is_named = is_titled(first) || is_title(first) && first.contains(char::is_alphabetic);
    let is_placed = rest.is_empty() || is_titled(rest) || is_title(rest) || has_title(document, own) || tells_place(rest, habits);
    is_named && is_placed && words.split_whitespace().count() <= 20 && !words.contains(". —")
}

/// The words up to the first comma or bracket.
fn head(words: &str) -> &str {
    words[..words.find([',', '(', ';']).unwrap_or(words.len())].trim_end()
}

/// Whether words have the capitals of a name or title: each that is longer than particles are.
fn is_titled(text: &str) -> bool {
    const SMALL: usize = 3;
    let words = || text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
    let fits =
        |word: &str| !word.starts_with(char::is_lowercase) || word.chars().count() <= SMALL || word.chars().all(|c| "ivxlcdm".contains(c));
    words().next().is_some_and(|word| !word.starts_with(char::is_lowercase))
        && text.contains(char::is_uppercase)
        && words().all(fits)
        && words().count() <= 8
}

fn is_set_off(document: &Document, extent: Extent) -> bool {
    let near = Extent { start: extent.start.saturating_sub(1), ..extent };
    let begins = |own: Extent| own.start <= extent.start && own.end > extent.start;
    document.annotations_in(near).iter().any(|own| is_title(&own.kind) && begins(own.extent))
}

fn has_title(document: &Document, extent: Extent) -> bool {
    document.annotations_in(extent).iter().any(|own| is_title(&own.kind) && own.extent.end <= extent.end)
}

const fn is_title(kind: &Kind) -> bool {
    matches!(kind, Kind::Emphasis(Rend::Italic | Rend::Bold | Rend::SmallCaps) | Kind::Link(_))
}

/// "Vol. I, p. 12", "xxii. 32", "1867": a number, after the word that says of what or as it is.
fn tells_place(text: &str, habits: &Habits) -> bool {
    let words = &habits.bibliography;
    let tells = |word: &str| words.page.contains(word) || words.volume.contains(word) || words.issue.contains(word);
    let is_number = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_ascii_digit());
    let is_long = |word: &str| word.len() > 3 && word.starts_with(char::is_lowercase) && !tells(word);
    let mut all = text.split_whitespace();
    all.clone().any(is_number) && (all.clone().any(tells) || !all.any(is_long))
}

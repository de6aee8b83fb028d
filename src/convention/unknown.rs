//! What no convention knows of a text: keys of its header, and marks in brackets that come back.

use crate::document::{Document, Extent, Kind, Statement, StatementKind};

use super::habits::Habits;

/// A key is no longer, in bytes.
const MAX_KEY: usize = 40;
/// Nor a mark in brackets.
const MAX_MARK: usize = 24;
/// So many words tell how a sentence begins.
const OPENING: usize = 3;
const BRACKETS: [(char, char); 4] = [('[', ']'), ('{', '}'), ('<', '>'), ('|', '|')];

impl Habits {
    /// The header keys of `document` that say nothing to these habits, as they are typed, each with its statement: of
    /// `shelfmark: Ms 12`, `shelfmark`.
    pub fn unknown_keys(&self, document: &Document) -> Vec<(String, Extent)> {
        let unknown = document.header.statements.iter().filter(|own| own.kind == StatementKind::Other);
        let keys = unknown.filter_map(|own| {
            let key = own.name.as_deref().or_else(|| typed(document.str(own.extent)))?;
            (self.key(key).is_none() && self.letter_part(key).is_none()).then(|| (key.to_owned(), own.extent))
        });
        keys.collect()
    }
}

/// "Shelfmark" of "Shelfmark: Ms 12".
fn typed(statement: &str) -> Option<&str> {
    let (key, value) = statement.split_once(':')?;
    let is_key = key.len() <= MAX_KEY && key.starts_with(char::is_uppercase) && key.split_whitespace().count() <= 4;
    (is_key && value.starts_with([' ', '\n'])).then(|| key.trim())
}

/// How the statements without a key begin that say nothing to the habits by which `document` was read, each with all of it: of
/// "Lent by the weavers of Roth", "Lent by the".
pub fn unknown_sentences(document: &Document) -> Vec<(String, Extent)> {
    let is_unknown = |own: &&Statement| {
        own.kind == StatementKind::Other && own.name.is_none() && own.parts.is_empty() && typed(document.str(own.extent)).is_none()
    };
    let unknown = document.header.statements.iter().filter(is_unknown);
    let opening = |own: &Statement| document.str(own.extent).split_whitespace().take(OPENING).collect::<Vec<_>>().join(" ");
    unknown.map(|own| (opening(own), own.extent)).filter(|(opening, _)| opening.starts_with(char::is_uppercase)).collect()
}

/// The marks in brackets of which the running text has kept a number, each with `{n}` for the number: of `{fo. 12}`,
/// `{fo. {n}}`. Markers of notes are none.
///
/// ```
/// use teiscribe::{convention::unknown_marks, read, settings::Settings};
///
/// let reading = read("a.txt", b"# Peace\n\nThe text {leaf 12} goes on.\n".to_vec(), &Settings::default()).unwrap();
/// assert_eq!(unknown_marks(&reading.document)[0].0, "{leaf {n}}");
/// ```
pub fn unknown_marks(document: &Document) -> Vec<(String, Extent)> {
    let found = document.text.match_indices(BRACKETS.map(|(open, _)| open)).filter_map(|(at, open)| mark(&document.text, at, open));
    let numbered = found.map(|extent| (numbered(document.str(extent)), extent));
    numbered.filter(|(pattern, extent)| pattern.contains("{n}") && !is_marker(document, *extent)).collect()
}

/// The mark that the bracket at `at` opens, be it one of several: `<<13>>`.
fn mark(text: &str, at: usize, open: &str) -> Option<Extent> {
    let (first, close) = BRACKETS.into_iter().find(|own| open.starts_with(own.0))?;
    if text[..at].ends_with(first) {
        return None;
    }
    let inner = text[at..].trim_start_matches(first);
    let window = inner.char_indices().take(MAX_MARK).take_while(|(_, c)| *c != '\n');
    let len = window.into_iter().find(|(_, c)| *c == close).map(|(len, _)| len)?;
    let rest = inner[len..].trim_start_matches(close);
    Some(Extent::new(at, text.len() - rest.len()))
}

/// Each number in digits becomes `{n}`.
fn numbered(mark: &str) -> String {
    let mut pattern = String::new();
    for c in mark.chars() {
        if !c.is_ascii_digit() {
            pattern.push(c);
        } else if !pattern.ends_with("{n}") {
            pattern.push_str("{n}");
        }
    }
    pattern
}

/// A marker or what could be one: `[12]`.
fn is_marker(document: &Document, extent: Extent) -> bool {
    let is_known = |kind: &Kind| matches!(kind, Kind::NoteMarker(_) | Kind::Link(_));
    let is_bare = document.str(extent).chars().all(|c| !c.is_alphabetic());
    is_bare && document.str(extent).starts_with('[') || document.annotations_in(extent).iter().any(|own| is_known(&own.kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        let settings = crate::settings::Settings::default();
        crate::read("a.md", text.as_bytes().to_vec(), &settings).expect("a text").document
    }

    #[test]
    fn a_key_of_front_matter_that_says_nothing_is_named() {
        let document = read("---\ntitle: Peace\nshelfmark: Ms 12\n---\n\nThe text.\n");
        let keys: Vec<String> = Habits::base().unknown_keys(&document).into_iter().map(|own| own.0).collect();
        assert_eq!(keys, ["shelfmark"]);
    }

    #[test]
    fn a_mark_with_a_number_is_named_and_no_marker() {
        let document = read("# Peace\n\nThe text {leaf 12} goes on[1] and on <<13>>.\n\n[1] A note.\n");
        let marks: Vec<String> = unknown_marks(&document).into_iter().map(|own| own.0).collect();
        assert_eq!(marks, ["{leaf {n}}", "<<{n}>>"]);
    }
}

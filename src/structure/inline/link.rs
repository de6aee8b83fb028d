//! What begins with a square bracket: links, images, spans with attributes, markers `[^1]`.

use std::borrow::Cow;

use super::scan::link_kind;
use super::{Action, Inline};
use crate::document::{Kind, Reason, Rend};

/// `{#id .class key=value}`.
#[derive(Debug)]
pub(super) struct AttributeList<'a> {
    pub(super) id: Option<&'a str>,
    classes: Vec<&'a str>,
    /// Bytes, braces included.
    pub(super) len: usize,
}

/// The attribute list at the start of `text`, in the notation of pandoc or kramdown.
pub(super) fn attribute_list(text: &str) -> Option<AttributeList<'_>> {
    const MAX_LEN: usize = 500;
    let inside = text.strip_prefix('{')?;
    let close = inside.bytes().take(MAX_LEN).position(|b| b == b'}')?;
    let inner = &inside[..close];
    let content = inner.strip_prefix(':').unwrap_or(inner).trim();
    let is_list = inner.starts_with(['#', '.', ':']) || content.split_once('=').is_some_and(|(key, _)| is_key(key));
    if !is_list || inner.contains('{') {
        return None;
    }
    let word = |mark: char| content.split_whitespace().filter_map(move |word| word.strip_prefix(mark));
    Some(AttributeList { id: word('#').next(), classes: word('.').collect(), len: close + 2 })
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

impl AttributeList<'_> {
    fn kinds(&self) -> impl Iterator<Item = Kind> {
        let rend = self.classes.iter().find_map(|class| class_rend(class)).map(Kind::Emphasis);
        rend.into_iter().chain(self.id.map(|id| Kind::Anchor(id.into())))
    }
}

fn class_rend(class: &str) -> Option<Rend> {
    Some(match class {
        "underline" | "ul" => Rend::Underline,
        "smallcaps" | "sc" => Rend::SmallCaps,
        "cap" | "dropcap" | "drop-cap" | "initial" => Rend::DropCap,
        "mark" | "highlight" => Rend::Highlight,
        _ => return None,
    })
}

impl Inline<'_> {
    pub(super) fn open_bracket(&mut self, at: usize) -> usize {
        if self.source.as_bytes()[at] == b'[' {
            self.brackets.push(self.items.len());
            self.push(at, at + 1, Action::Text);
        }
        at + 1
    }

    /// `![…](…)`: the mark goes with the bracket.
    pub(super) fn image(&mut self, at: usize) -> usize {
        if self.source.as_bytes().get(at + 1) != Some(&b'[') {
            return at + 1;
        }
        self.brackets.push(self.items.len());
        self.push(at, at + 2, Action::Text)
    }

    /// `](target "title"){attributes}`, `]{attributes}`; any other closing bracket is text.
    pub(super) fn close_bracket(&mut self, at: usize, limit: usize) -> usize {
        let Some(open) = self.brackets.pop() else { return at + 1 };
        let rest = &self.source[at + 1..limit];
        let target = target(rest);
        let after = target.as_ref().map_or(0, |(_, len)| *len);
        let list = attribute_list(&rest[after..]);
        if target.is_none() && list.is_none() {
            return at + 1;
        }
        let mut is_image = self.source.as_bytes()[self.items[open].start] == b'!';
        // "at last![\[4\]](#n4)": a sentence ends before the marker of a note; no image is a place of the text.
        if is_image && target.as_ref().is_none_or(|(target, _)| target.starts_with('#')) {
            self.items[open].start += 1;
            is_image = false;
        }
        let own = target.map(|(target, _)| if is_image { Kind::Figure(target.into()) } else { link_kind(&target) });
        let kinds = own.into_iter().chain(list.iter().flat_map(AttributeList::kinds)).collect();
        let end = at + 1 + after + list.map_or(0, |list| list.len);
        self.close_span(open, at, end, kinds)
    }

    fn close_span(&mut self, open: usize, at: usize, end: usize, kinds: Vec<Kind>) -> usize {
        let pair = self.pair(kinds);
        self.items[open].action = Action::Open(pair);
        self.push(at, at + 1, Action::Close(pair));
        self.push(at + 1, end, Action::Drop(Reason::LinkTarget))
    }
}

/// The target and length of `(target "title")` at the start of `text`; its parentheses may be nested.
fn target(text: &str) -> Option<(Cow<'_, str>, usize)> {
    const MAX_LEN: usize = 2000;
    if !text.starts_with('(') {
        return None;
    }
    let mut open = 0;
    let close = text.bytes().take(MAX_LEN).position(|b| {
        open += i32::from(b == b'(') - i32::from(b == b')');
        open == 0
    })?;
    let inner = text[1..close].trim();
    let target = inner.split([' ', '\t', '"']).next().unwrap_or_default();
    // `word](see below)` is prose: a target has no white space but before its title, and where a narrow cell cut it.
    let title = inner[target.len()..].trim();
    let is_target = title.is_empty() || title.starts_with(['"', '\'', '(']) || target.starts_with('{');
    let target = target.trim_matches(['<', '>']);
    let whole = if target.contains('\n') { Cow::Owned(target.replace(['\n', '\r'], "")) } else { Cow::Borrowed(target) };
    is_target.then_some((whole, close + 1))
}

/// A comment is left out; where it may be the id of an entry, its one word is kept.
pub(super) fn comment(text: &str) -> Action {
    match marked(text) {
        Some(id) => Action::Point(Kind::Marked(id.into()), Reason::Comment),
        None => Action::Drop(Reason::Comment),
    }
}

/// The one word of a comment, which may be the id of an entry: `<!-- georgia-us -->`.
fn marked(comment: &str) -> Option<&str> {
    const LONGEST: usize = 200;
    let word = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    (!word.is_empty() && word.len() <= LONGEST && !word.contains(char::is_whitespace)).then_some(word)
}

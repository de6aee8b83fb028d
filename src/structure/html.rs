//! HTML tags as they stand in transcriptions.

use crate::document::Rend;
use crate::structure::line::Line;

/// A tag: `<sup>`, `</i>`, `<br/>`, `<a href="x">`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name as typed.
    pub(super) name: &'a str,
    /// Everything between the name and `>`.
    pub(super) attributes: &'a str,
    pub(super) is_end: bool,
    /// Bytes from `<` to `>`.
    pub(super) len: usize,
}

/// The tag at the start of `text`, if its name is one of HTML or of those that transcribers use.
pub(super) fn tag(text: &str) -> Option<Tag<'_>> {
    const MAX_LEN: usize = 1000;
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'<') {
        return None;
    }
    let is_end = bytes.get(1) == Some(&b'/');
    let start = 1 + usize::from(is_end);
    let name_len = bytes.get(start..)?.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    if !bytes.get(start)?.is_ascii_alphabetic() || !matches!(bytes.get(start + name_len)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') {
        return None;
    }
    let close = bytes.iter().take(MAX_LEN).skip(start + name_len).position(|&b| b == b'>')? + start + name_len;
    let (name, attributes) = (&text[start..start + name_len], &text[start + name_len..close]);
    if attributes.contains('<') || role(name).is_none() {
        return None;
    }
    Some(Tag { name, attributes, is_end, len: close + 1 })
}

impl<'a> Tag<'a> {
    pub(super) fn role(&self) -> TagRole {
        role(self.name).unwrap_or(TagRole::Transparent)
    }

    /// The value of an attribute: of `href` in `<a href="x.htm">`.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some((before, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let (value, next) = match after.as_bytes().first()? {
                quote @ (b'"' | b'\'') => after[1..].split_once(*quote as char)?,
                _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            if before.trim().eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = next;
        }
        None
    }
}

/// What a tag does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagRole {
    Emphasis(Rend),
    Link,
    Image,
    Break,
    /// Lays out blocks; between words it separates.
    Layout,
    /// Says nothing that the text keeps, but for a language.
    Transparent,
}

const ROLES: [(&str, TagRole); 66] = {
    use TagRole::{Break, Emphasis, Image, Layout, Link, Transparent};
    [
        ("a", Link),
        ("abbr", Transparent),
        ("article", Layout),
        ("b", Emphasis(Rend::Bold)),
        ("big", Emphasis(Rend::Large)),
        ("blockquote", Layout),
        ("body", Layout),
        ("br", Break),
        ("caption", Layout),
        ("center", Layout),
        ("cite", Emphasis(Rend::Italic)),
        ("code", Emphasis(Rend::Typewriter)),
        ("col", Layout),
        ("colgroup", Layout),
        ("dd", Layout),
        ("del", Emphasis(Rend::Strikethrough)),
        ("dfn", Transparent),
        ("div", Layout),
        ("dl", Layout),
        ("dt", Layout),
        ("em", Emphasis(Rend::Italic)),
        ("figcaption", Layout),
        ("figure", Layout),
        ("font", Transparent),
        ("footer", Layout),
        ("h1", Layout),
        ("h2", Layout),
        ("h3", Layout),
        ("h4", Layout),
        ("h5", Layout),
        ("h6", Layout),
        ("header", Layout),
        ("hr", Layout),
        ("i", Emphasis(Rend::Italic)),
        ("img", Image),
        ("ins", Transparent),
        ("li", Layout),
        ("main", Layout),
        ("mark", Emphasis(Rend::Highlight)),
        ("nav", Layout),
        ("ol", Layout),
        ("p", Layout),
        ("pre", Layout),
        ("rp", Transparent),
        ("rt", Transparent),
        ("ruby", Transparent),
        ("s", Emphasis(Rend::Strikethrough)),
        ("sc", Emphasis(Rend::SmallCaps)),
        ("section", Layout),
        ("small", Emphasis(Rend::Small)),
        ("span", Transparent),
        ("strike", Emphasis(Rend::Strikethrough)),
        ("strong", Emphasis(Rend::Bold)),
        ("sub", Emphasis(Rend::Subscript)),
        ("sup", Emphasis(Rend::Superscript)),
        ("table", Layout),
        ("tbody", Layout),
        ("td", Layout),
        ("tfoot", Layout),
        ("th", Layout),
        ("thead", Layout),
        ("tr", Layout),
        ("tt", Emphasis(Rend::Typewriter)),
        ("u", Emphasis(Rend::Underline)),
        ("ul", Layout),
        ("wbr", Transparent),
    ]
};

fn role(name: &str) -> Option<TagRole> {
    let mut lower = [0; 10];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    let at = ROLES.binary_search_by(|(known, _)| known.as_bytes().cmp(lower)).ok()?;
    Some(ROLES[at].1)
}

/// Whether a line begins a block whatever stands above it: `<p>`, `<blockquote>`.
pub(super) fn begins_block(line: &str) -> bool {
    tag(line).is_some_and(|tag| !tag.is_end && ["p", "blockquote"].iter().any(|name| tag.name.eq_ignore_ascii_case(name)))
}

/// Whether a line holds nothing but tags that lay out: `<div class="x"><center>`.
pub(super) fn is_layout_only(text: &str) -> bool {
    let mut rest = text;
    while let Some(tag) = tag(rest).filter(|tag| tag.role() == TagRole::Layout || tag.is_end) {
        rest = rest[tag.len..].trim_start();
    }
    rest.is_empty() && !text.is_empty()
}

/// The rows of the table in bytes `start..end` of `source`, each with whether it is a heading and the lines of its cells.
/// `None` where something stands outside the cells, so that it is not lost.
pub(super) fn table_rows(source: &str, start: usize, end: usize) -> Option<Vec<(bool, Vec<Vec<Line>>)>> {
    let mut rows: Vec<(bool, Vec<Vec<Line>>)> = Vec::new();
    let (mut at, mut cell): (usize, Option<usize>) = (start, None);
    while at < end {
        let next = source[at..end].find('<').map_or(end, |n| at + n);
        if cell.is_none() && !source[at..next].trim().is_empty() {
            return None;
        }
        let Some(tag) = tag(&source[next..end]) else {
            at = (next + 1).min(end);
            continue;
        };
        let name = tag.name.to_ascii_lowercase();
        let is_edge = matches!(name.as_str(), "tr" | "td" | "th" | "table" | "tbody" | "thead" | "tfoot" | "caption");
        if is_edge && let (Some(from), Some((_, cells))) = (cell.take(), rows.last_mut()) {
            cells.push(cell_lines(source, from, next));
        }
        match (name.as_str(), tag.is_end) {
            ("tr", false) => rows.push((false, Vec::new())),
            ("td" | "th", false) => cell = Some(next + tag.len).filter(|_| !rows.is_empty()),
            ("caption", false) => return None,
            _ => {}
        }
        if let ("th", Some(row)) = (name.as_str(), rows.last_mut()) {
            row.0 = true;
        }
        at = next + tag.len;
    }
    rows.retain(|(_, cells)| !cells.is_empty());
    (!rows.is_empty()).then_some(rows)
}

fn cell_lines(source: &str, start: usize, end: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = start;
    for line in source[start..end].split('\n') {
        let line_end = at + line.trim_end_matches('\r').len();
        let piece = Line::new(source, at, line_end).trimmed(source);
        if !piece.is_blank() {
            lines.push(Line { is_hard: false, ..piece });
        }
        at += line.len() + 1;
    }
    lines
}

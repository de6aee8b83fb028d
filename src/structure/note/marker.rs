//! Markers: everything in the text that may point at a note.

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter};
use rustc_hash::FxHashMap;

use crate::convention::Habits;
use crate::document::{Document, Extent, Extents, Kind, Rend, Zone};
use crate::structure::inline::NOTE_NAME;

use super::label::{SYMBOLS, is_symbol, label, superscript, superscript_label};

/// Something that may be the marker of a note.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marker {
    /// All of it, its delimiters included.
    pub(super) extent: Extent,
    pub(super) label: String,
    pub(super) style: Style,
    /// The target of its link, without `#`.
    pub(super) target: Option<Box<str>>,
    /// What the bodies' links may point at.
    pub(super) anchors: Vec<Box<str>>,
}

/// How a marker is written; the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// `(1)`, `{1}`, `[1.2]`.
    Weak,
    /// `*`, `†`.
    Symbol,
    /// `[1]`.
    Bracket,
    /// `<sup>1</sup>`, `¹`.
    Superscript,
    /// `[\[1\]](#n1)`.
    Linked,
    /// `[^1]`.
    Definite,
}

/// The markers by their labels: where each ends, and its style.
pub(super) struct Known<'m> {
    by_label: FxHashMap<&'m str, Vec<(u32, Style)>>,
}

impl<'m> Known<'m> {
    /// Of `markers`, which stand in the order of the text.
    pub(super) fn new(markers: impl IntoIterator<Item = &'m Marker>) -> Self {
        let mut by_label: FxHashMap<&str, Vec<(u32, Style)>> = FxHashMap::default();
        for marker in markers {
            by_label.entry(&marker.label).or_default().push((marker.extent.end, marker.style));
        }
        Self { by_label }
    }

    /// Whether a marker with this label, of a style that `fits`, ends in these bytes of the text.
    pub(super) fn any(&self, label: &str, within: Range<u32>, fits: impl Fn(Style) -> bool) -> bool {
        self.ends(label, within).any(|(_, style)| fits(style))
    }

    /// Where the marker with this label ends that is the only one in these bytes of the text, if it is of this style.
    pub(super) fn only(&self, label: &str, within: Range<u32>, style: Style) -> Option<u32> {
        let mut ends = self.ends(label, within);
        let (end, own) = ends.next()?;
        (own == style && ends.next().is_none()).then_some(end)
    }

    /// The ends of the markers with this label in these bytes of the text, in order.
    fn ends(&self, label: &str, within: Range<u32>) -> impl Iterator<Item = (u32, Style)> {
        let own = self.by_label.get(label).map_or(&[][..], Vec::as_slice);
        let first = own.partition_point(|&(end, _)| end < within.start);
        own[first..].iter().copied().take_while(move |&(end, _)| end < within.end)
    }
}

/// All candidates, in the order of the text; where two overlap, the surer one.
pub(super) fn find(document: &Document, habits: &Habits) -> Vec<Marker> {
    let in_line = in_line(document);
    let mut markers = annotated(document);
    bracketed(document, &mut markers);
    superscript_digits(document, &mut markers);
    symbols(document, &mut markers);
    weak(document, &mut markers);
    own(document, habits, &mut markers);
    // What stands in the line has its body there, which nothing else makes a note of.
    let noted: Extents = in_line.iter().map(|own| own.extent).collect();
    markers.retain(|marker| !noted.meet(marker.extent));
    markers.extend(in_line);
    markers.sort_by_key(|marker| (marker.extent.start, std::cmp::Reverse(marker.style)));
    let mut end = 0;
    markers.retain(|marker| {
        marker.extent.start >= end && {
            end = marker.extent.end;
            true
        }
    });
    let zones = &document.blocks;
    let is_line_number = |extent: Extent| {
        document
            .annotations_in(Extent { start: extent.start.saturating_sub(8), ..extent })
            .iter()
            .any(|a| matches!(a.kind, Kind::LineNumber(_)) && a.extent.overlaps(extent))
    };
    markers.retain(|marker| marker.style != Style::Bracket || !is_line_number(marker.extent));
    markers.retain(|marker| {
        let block = zones.partition_point(|block| block.extent.start <= marker.extent.start).checked_sub(1).map(|n| zones[n].zone);
        !matches!(block, Some(Zone::Dropped(_)))
    });
    markers
}

/// The notes that stand in the line, and the other markers of those that have a name, in the order of the text.
fn in_line(document: &Document) -> Vec<Marker> {
    let marker = |extent: Extent, target: Box<str>| Marker {
        extent,
        label: String::new(),
        style: Style::Definite,
        target: Some(target),
        anchors: Vec::new(),
    };
    let own = document.notes.iter().filter_map(|note| note.marker).map(|extent| marker(extent, place_in_line(extent)));
    let again = document.annotations.iter().filter_map(|own| match &own.kind {
        Kind::Link(Some(target)) if target.starts_with(NOTE_NAME) => Some(marker(own.extent, target[1..].into())),
        _ => None,
    });
    let mut markers: Vec<Marker> = own.chain(again).collect();
    markers.sort_by_key(|marker| marker.extent.start);
    markers
}

/// What points at the body of a note that stands in the line: its place, and its name.
pub(super) fn in_line_anchors(extent: Extent, name: &str) -> Vec<Box<str>> {
    let named = Some(name).filter(|name| !name.is_empty()).map(|name| format!("{}{name}", &NOTE_NAME[1..]).into());
    std::iter::once(place_in_line(extent)).chain(named).collect()
}

fn place_in_line(extent: Extent) -> Box<str> {
    format!("^ {}", extent.start).into()
}

fn annotated(document: &Document) -> Vec<Marker> {
    let mut markers = Vec::new();
    for annotation in &document.annotations {
        let text = document.str(annotation.extent);
        let (style, target) = match &annotation.kind {
            Kind::Emphasis(Rend::Superscript) if is_superscript_label(document, annotation.extent) => (Style::Superscript, None),
            Kind::Link(Some(target)) => match fragment(target) {
                Some(fragment) => (Style::Linked, Some(fragment.into())),
                None => continue,
            },
            _ => continue,
        };
        let Some(label) = label(text).filter(|_| text.len() <= 8) else { continue };
        let anchors = anchors(document, annotation.extent);
        markers.push(Marker { extent: annotation.extent, label: label.to_owned(), style, target, anchors });
    }
    markers
}

/// The place inside a page that a link leads to: `n1` of `#n1` and of `page.htm#n1`.
pub(super) fn fragment(target: &str) -> Option<&str> {
    target.split_once('#').map(|(_, fragment)| fragment).filter(|fragment| !fragment.is_empty())
}

/// `<sup>1</sup>`, but not `M<sup>r</sup>`. After a digit it may be an exponent, which then has no note.
fn is_superscript_label(document: &Document, extent: Extent) -> bool {
    let text = document.str(extent).trim();
    text.starts_with(['[', '(']) || is_symbol(text) || text.bytes().all(|b| b.is_ascii_digit())
}

/// What can be pointed at right at a marker or label.
pub(super) fn anchors(document: &Document, extent: Extent) -> Vec<Box<str>> {
    let near = Extent { start: extent.start.saturating_sub(2), end: extent.end + 1 };
    let inside = document.annotations_in(near).iter().filter(|a| a.extent.end <= extent.end + 1 && a.extent.start >= near.start);
    inside.filter_map(|a| if let Kind::Anchor(id) = &a.kind { Some(id.clone()) } else { None }).collect()
}

/// `[^1]`, `[1]`, `[a]`, `[*]`, `[1.2]`.
fn bracketed(document: &Document, markers: &mut Vec<Marker>) {
    let text = document.text.as_str();
    for start in memchr_iter(b'[', text.as_bytes()) {
        let Some(len) = text.as_bytes()[start..].iter().take(42).position(|&b| b == b']') else { continue };
        let inner = &text[start + 1..start + len];
        let extent = Extent::new(start, start + len + 1);
        if let Some(name) = inner.strip_prefix('^').filter(|name| !name.is_empty() && !name.contains([' ', '[', '\n'])) {
            markers.push(Marker { extent, label: name.to_owned(), style: Style::Definite, target: None, anchors: Vec::new() });
        } else if let Some(label) = label(inner).filter(|label| *label == inner) {
            markers.push(Marker {
                extent,
                label: label.to_owned(),
                style: Style::Bracket,
                target: None,
                anchors: anchors(document, extent),
            });
        } else if is_pair(inner) {
            markers.push(Marker { extent, label: inner.to_owned(), style: Style::Weak, target: None, anchors: Vec::new() });
        }
    }
}

/// `1.2`, `1.2.3`: no note has such a label, a section may.
fn is_pair(inner: &str) -> bool {
    inner.contains('.') && inner.split('.').all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// `¹`, `²³`.
fn superscript_digits(document: &Document, markers: &mut Vec<Marker>) {
    let text = document.text.as_str();
    for (start, run) in runs(text, |c| superscript(c).is_some()) {
        let Some(label) = superscript_label(run) else { continue };
        if !text[..start].ends_with(|c: char| c.is_ascii_digit()) {
            markers.push(Marker {
                extent: Extent::new(start, start + run.len()),
                label,
                style: Style::Superscript,
                target: None,
                anchors: Vec::new(),
            });
        }
    }
}

/// The runs of characters of which `is_one` holds, all among those that UTF-8 writes with `*`, 0xC2 or 0xE2 first.
fn runs(text: &str, is_one: impl Fn(char) -> bool) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut end = 0;
    for start in memchr3_iter(b'*', 0xc2, 0xe2, text.as_bytes()) {
        if start >= end && text[start..].chars().next().is_some_and(&is_one) {
            end = text[start..].find(|c| !is_one(c)).map_or(text.len(), |len| start + len);
            runs.push((start, &text[start..end]));
        }
    }
    runs
}

/// `*` and `†` after a word.
fn symbols(document: &Document, markers: &mut Vec<Marker>) {
    let text = document.text.as_str();
    for (start, run) in runs(text, |c| SYMBOLS.contains(&c)) {
        let end = start + run.len();
        let follows = text[..start].ends_with(|c: char| c.is_alphanumeric() || ".,;:!?)]”\"’'»".contains(c));
        if is_symbol(run) && follows && !text[end..].starts_with(char::is_alphanumeric) {
            markers.push(Marker {
                extent: Extent::new(start, end),
                label: run.to_owned(),
                style: Style::Symbol,
                target: None,
                anchors: Vec::new(),
            });
        }
    }
}

/// Markers as the convention has them: `#1#`.
fn own(document: &Document, habits: &Habits, markers: &mut Vec<Marker>) {
    let text = document.text.as_str();
    for pattern in &habits.note_markers {
        for start in pattern.places(text) {
            let Some((label, len)) = pattern.at_start(&text[start..]) else { continue };
            let extent = Extent::new(start, start + len);
            markers.push(Marker { extent, label: label.to_owned(), style: Style::Superscript, target: None, anchors: Vec::new() });
        }
    }
}

/// `(1)` and `{1}`: markers only where bodies are labelled in the same way.
fn weak(document: &Document, markers: &mut Vec<Marker>) {
    let text = document.text.as_str();
    for (open, close) in [(b'(', b')'), (b'{', b'}')] {
        for start in memchr_iter(open, text.as_bytes()) {
            let Some(len) = text.as_bytes()[start..].iter().take(6).position(|&b| b == close) else { continue };
            let inner = &text[start + 1..start + len];
            let fits = !inner.is_empty() && (inner.bytes().all(|b| b.is_ascii_digit()) || is_symbol(inner));
            if fits && start > 0 {
                let extent = Extent::new(start, start + len + 1);
                markers.push(Marker { extent, label: inner.to_owned(), style: Style::Weak, target: None, anchors: Vec::new() });
            }
        }
    }
}

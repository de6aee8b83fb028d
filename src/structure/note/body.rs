//! Bodies: the blocks that hold what notes say.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::convention::Habits;
use crate::document::{Block, BlockKind, Document, Extent, Kind, Rend, Zone};

use super::label::{is_symbol, label, superscript, superscript_label};
use super::marker::{Known, Marker, Style, anchors, fragment, in_line_anchors};
use super::zone::zones;

/// A note's body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Body {
    pub(super) label: String,
    /// The label at the head of the text, with the white space after it; empty where it was a mark.
    pub(super) label_extent: Extent,
    /// Where its text begins.
    pub(super) start: u32,
    pub(super) blocks: Range<usize>,
    /// Its first block, or the container of the note.
    pub(super) container: usize,
    pub(super) anchors: Vec<Box<str>>,
    /// Whether its shape alone says that it is a note: `[^1]: …`.
    pub(super) is_definite: bool,
    /// Whether the label is `(1)`.
    pub(super) is_weak: bool,
    /// Whether it stands in the line: its marker is all of it.
    pub(super) is_in_line: bool,
}

/// A block that begins with something like a label.
pub(super) struct Labelled {
    pub(super) index: usize,
    pub(super) label: String,
    pub(super) extent: Extent,
    anchors: Vec<Box<str>>,
    target: Option<Box<str>>,
    pub(super) shape: Shape,
}

impl Shape {
    /// Whether it labels a note only where its marker is alike.
    pub(super) const fn is_weak(self) -> bool {
        matches!(self, Self::Weak | Self::Brace)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `1.`, `1)`, `1`.
    Number,
    /// `[1]`.
    Bracket,
    /// `(1)`.
    Weak,
    /// `{1}`.
    Brace,
    /// `*`.
    Symbol,
    /// `¹`, `<sup>1</sup>`.
    Superscript,
}

/// The markers within blocks: where numbers head sections, none is the marker of another.
fn within<'m>(markers: &'m [Marker], labelled: &[Labelled]) -> Known<'m> {
    let heads = |marker: &&Marker| labelled.binary_search_by_key(&marker.extent.start, |own| own.extent.start).is_ok();
    Known::new(markers.iter().filter(|marker| !heads(marker)))
}

/// All bodies, in the order of the text.
pub(super) fn find(document: &Document, habits: &Habits, markers: &[Marker]) -> Vec<Body> {
    let labelled = labelled(document);
    let (known, within) = (Known::new(markers), within(markers, &labelled));
    let mut taken: HashSet<usize> = HashSet::new();
    let mut bodies = definite(document, &mut taken);
    let pointed = pointed_at(markers, &labelled);
    let zones = zones(document, habits, &known, &labelled);
    let zone_of =
        |index: usize| zones.get(zones.partition_point(|zone| zone.blocks.end <= index)).filter(|zone| zone.blocks.contains(&index));
    let is_start = |l: &&Labelled| {
        pointed.contains(&l.index)
            || zone_of(l.index).is_some_and(|zone| zone.starts.binary_search(&l.index).is_ok())
            || is_at_foot(document, l, &within)
    };
    let starts: Vec<&Labelled> = labelled.iter().filter(|l| !taken.contains(&l.index)).filter(is_start).collect();
    let text_end = text_end(document);
    for (n, start) in starts.iter().enumerate() {
        let limit = starts.get(n + 1).map_or(document.blocks.len(), |next| next.index);
        let zone = zone_of(start.index);
        let stop = zone.map(|zone| zone.blocks.end).or(pointed.contains(&start.index).then_some(text_end));
        let end = body_end(document, start, limit, stop);
        let label_extent = start.extent;
        let counted = zone.filter(|zone| zone.is_counted).map(|zone| zone.number_of(start.index));
        bodies.push(Body {
            label: counted.map_or_else(|| start.label.clone(), |n| n.to_string()),
            label_extent,
            start: label_extent.start,
            blocks: start.index..end,
            container: start.index,
            anchors: start.anchors.clone(),
            is_definite: false,
            is_weak: start.shape.is_weak() || zone.is_some_and(|zone| zone.has_weak_markers),
            is_in_line: false,
        });
    }
    bodies.sort_by_key(|body| body.blocks.start);
    bodies
}

fn definite(document: &Document, taken: &mut HashSet<usize>) -> Vec<Body> {
    let mut bodies = Vec::new();
    for note in &document.notes {
        let container = note.container();
        taken.extend(note.body.clone());
        bodies.push(Body {
            label: note.label.to_string(),
            label_extent: note.label_extent,
            start: document.blocks[container].extent.start,
            blocks: note.body.clone(),
            container,
            anchors: note.marker.map_or_else(Vec::new, |marker| in_line_anchors(marker, &note.label)),
            is_definite: true,
            is_weak: false,
            is_in_line: note.marker.is_some(),
        });
    }
    bodies
}

fn labelled(document: &Document) -> Vec<Labelled> {
    (0..document.blocks.len()).filter_map(|index| read_label(document, index)).collect()
}

pub(super) fn read_label(document: &Document, index: usize) -> Option<Labelled> {
    let block = &document.blocks[index];
    // Below a bullet the label is that of another block.
    let is_own =
        block.kind == BlockKind::Paragraph || matches!(block.kind, BlockKind::Item { label } if label > 0 || document.is_leaf(index));
    let may = is_own && block.zone == Zone::Body;
    let text = document.str(block.extent);
    if !may || !text.starts_with(|c: char| c.is_ascii_alphanumeric() || "[({*†‡§".contains(c) || superscript(c).is_some()) {
        return None;
    }
    let at_start = document.annotations_at(block.extent.start);
    if text.starts_with(['[', '(', '{']) && at_start.iter().any(|a| matches!(a.kind, Kind::Clause(_))) {
        return None;
    }
    let linked = at_start.iter().find_map(|a| match &a.kind {
        Kind::Link(Some(target)) if label(document.str(a.extent)).is_some() => Some((a.extent, Some(fragment(target)?.into()))),
        _ => None,
    });
    let anchored =
        at_start.iter().find(|a| matches!(a.kind, Kind::Anchor(_)) && !a.extent.is_empty() && label(document.str(a.extent)).is_some());
    let (own, target) = linked.or(anchored.map(|a| (a.extent, None))).or_else(|| Some((plain_label(document, block.extent)?, None)))?;
    let shown = document.str(own);
    let is_raised = || at_start.iter().any(|a| a.extent == own && a.kind == Kind::Emphasis(Rend::Superscript));
    let shape = match shown.chars().next()? {
        '[' => Shape::Bracket,
        '(' => Shape::Weak,
        '{' => Shape::Brace,
        c if superscript(c).is_some() || is_raised() => Shape::Superscript,
        c if c.is_ascii_alphanumeric() => Shape::Number,
        _ => Shape::Symbol,
    };
    let label = superscript_label(shown).or_else(|| label(shown).map(str::to_owned))?;
    let rest = &document.text[own.end as usize..block.extent.end as usize];
    let spaces = rest.len() - rest.trim_start_matches(['.', ':', ' ', '\u{a0}', '\n']).len();
    let extent = Extent { end: own.end + spaces as u32, ..own };
    Some(Labelled { index, label, extent, anchors: anchors(document, own), target, shape })
}

/// `1. `, `[1] `, `(1) `, `* ` at the start of a block.
fn plain_label(document: &Document, extent: Extent) -> Option<Extent> {
    let text = document.str(extent);
    let end = match text.as_bytes()[0] {
        b'[' => text.find(']')? + 1,
        b'(' => text.find(')')? + 1,
        b'{' => text.find('}')? + 1,
        b if b.is_ascii_digit() => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            digits + usize::from(text[digits..].starts_with(['.', ')']))
        }
        b if b.is_ascii_alphabetic() => return None,
        _ if text.starts_with(|c| superscript(c).is_some()) => text.find(|c| superscript(c).is_none())?,
        _ => text.find(|c: char| !super::label::SYMBOLS.contains(&c))?,
    };
    let shown = text.get(..end)?;
    let is_number = shown.starts_with(|c: char| c.is_ascii_digit());
    let separates = !is_number || text[end..].starts_with([' ', '\u{a0}', '\n', '\t']) || end == text.len();
    // "1.1" and "[1][2]" label no note.
    let stands = separates && !text[end..].starts_with(['[', '(']) && (label(shown).is_some() || superscript_label(shown).is_some());
    stands.then(|| Extent::new(extent.start as usize, extent.start as usize + end))
}

/// The blocks that markers link to; of two that link to each other, the later one.
fn pointed_at(markers: &[Marker], labelled: &[Labelled]) -> HashSet<usize> {
    let mut by_anchor: HashMap<&str, &Labelled> = HashMap::new();
    for start in labelled {
        for anchor in &start.anchors {
            by_anchor.entry(anchor).or_insert(start);
        }
    }
    let mut pointed = HashSet::new();
    for marker in markers {
        let Some(start) = marker.target.as_deref().and_then(|target| by_anchor.get(target)) else { continue };
        let is_later = start.extent.start > marker.extent.start;
        let goes_back = start.target.as_deref().is_some_and(|target| marker.anchors.iter().any(|anchor| &**anchor == target));
        let marks_text = labelled.binary_search_by_key(&marker.extent.start, |l| l.extent.start).is_err() || goes_back;
        if is_later && marks_text {
            pointed.insert(start.index);
        }
    }
    pointed
}

/// One past the last block that is text.
pub(super) fn text_end(document: &Document) -> usize {
    document.blocks.iter().rposition(|block| block.zone == Zone::Body && block.kind != BlockKind::Rule).map_or(0, |n| n + 1)
}

/// `[1] …` or `* …` below a paragraph that has the same marker; `[27] …`, which counts on through a book, below its chapter.
fn is_at_foot(document: &Document, start: &Labelled, known: &Known<'_>) -> bool {
    const NEAR: u32 = 20_000;
    const CHAPTER: u32 = 100_000;
    let at = start.extent.start;
    let is_within = |far: u32, wanted: Style| known.any(&start.label, at.saturating_sub(far)..at, |style| style == wanted);
    match start.shape {
        Shape::Bracket => is_within(if start.label.len() > 1 { CHAPTER } else { NEAR }, Style::Bracket),
        Shape::Brace => is_within(NEAR, Style::Weak),
        Shape::Superscript => is_within(NEAR, Style::Superscript),
        Shape::Symbol => is_symbol(&start.label) && is_within(NEAR, Style::Symbol) && document.is_leaf(start.index),
        Shape::Number | Shape::Weak => false,
    }
}

/// Where a body ends: at the next one, or in a zone at its end; a body elsewhere is its block, and what is inside it.
fn body_end(document: &Document, start: &Labelled, limit: usize, stop: Option<usize>) -> usize {
    let own = document.end_of(start.index);
    let stop = stop.map_or(own, |stop| stop.min(limit));
    let first = document.blocks[start.index];
    // An item may go on in a paragraph after its list; nothing goes on beyond what it stands in.
    let depth = first.depth - u16::from(matches!(first.kind, BlockKind::Item { .. }) && first.depth > 0);
    let ends = |block: &Block| {
        matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule | BlockKind::Note) || block.zone != Zone::Body || block.depth < depth
    };
    let stop = stop.max(own);
    let mut end = own;
    while end < stop && !ends(&document.blocks[end]) {
        let next = document.end_of(end).max(end + 1);
        // The next body begins inside it, or something in it is none of the text: a list goes to one note or to none.
        if next > stop || document.blocks[end..next].iter().any(|block| block.zone != Zone::Body) {
            break;
        }
        end = next;
    }
    end
}

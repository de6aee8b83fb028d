//! Bodies: the blocks that hold what notes say.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::convention::Habits;
use crate::document::{Block, BlockKind, Document, Extent, Kind, Rend, Zone};

use super::label::{is_symbol, label, number, superscript, superscript_label};
use super::marker::{Marker, Style, anchors, fragment};

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
}

/// A block that begins with something like a label.
struct Labelled {
    index: usize,
    label: String,
    extent: Extent,
    anchors: Vec<Box<str>>,
    target: Option<Box<str>>,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// `1.`, `1)`, `1`.
    Number,
    /// `[1]`.
    Bracket,
    /// `(1)`, `{1}`.
    Weak,
    /// `*`.
    Symbol,
    /// `¹`, `<sup>1</sup>`.
    Superscript,
}

/// The markers by their labels: where each ends, and its style.
struct Known<'m> {
    by_label: FxHashMap<&'m str, Vec<(u32, Style)>>,
}

impl<'m> Known<'m> {
    /// Those within blocks: where numbers head sections, none is the marker of another.
    fn within(markers: &'m [Marker], labelled: &[Labelled]) -> Self {
        let heads = |marker: &&Marker| labelled.binary_search_by_key(&marker.extent.start, |own| own.extent.start).is_ok();
        Self::new(markers.iter().filter(|marker| !heads(marker)))
    }

    fn new(markers: impl IntoIterator<Item = &'m Marker>) -> Self {
        let mut by_label: FxHashMap<&str, Vec<(u32, Style)>> = FxHashMap::default();
        for marker in markers {
            by_label.entry(&marker.label).or_default().push((marker.extent.end, marker.style));
        }
        Self { by_label }
    }

    /// Whether a marker with this label, of a style that `fits`, ends in these bytes of the text.
    fn any(&self, label: &str, within: Range<u32>, fits: impl Fn(Style) -> bool) -> bool {
        let Some(own) = self.by_label.get(label) else { return false };
        let first = own.partition_point(|&(end, _)| end < within.start);
        own[first..].iter().take_while(|&&(end, _)| end < within.end).any(|&(_, style)| fits(style))
    }
}

/// All bodies, in the order of the text.
pub(super) fn find(document: &Document, habits: &Habits, markers: &[Marker]) -> Vec<Body> {
    let labelled = labelled(document);
    let (known, within) = (Known::new(markers), Known::within(markers, &labelled));
    let mut taken: HashSet<usize> = HashSet::new();
    let mut bodies = definite(document, &mut taken);
    let pointed = pointed_at(markers, &labelled);
    let zones = zones(document, habits, &known, &labelled);
    let zone_of =
        |index: usize| zones.get(zones.partition_point(|zone| zone.blocks.end <= index)).filter(|zone| zone.blocks.contains(&index));
    let is_start = |l: &&Labelled| {
        pointed.contains(&l.index)
            || zone_of(l.index).is_some_and(|zone| zone.starts.contains(&l.index))
            || is_at_foot(document, l, &within)
    };
    let starts: Vec<&Labelled> = labelled.iter().filter(|l| !taken.contains(&l.index)).filter(is_start).collect();
    let text_end = text_end(document);
    for (n, start) in starts.iter().enumerate() {
        let limit = starts.get(n + 1).map_or(document.blocks.len(), |next| next.index);
        let stop = zone_of(start.index).map(|zone| zone.blocks.end).or(pointed.contains(&start.index).then_some(text_end));
        let end = body_end(document, start, limit, stop);
        let label_extent = start.extent;
        bodies.push(Body {
            label: start.label.clone(),
            label_extent,
            start: label_extent.start,
            blocks: start.index..end,
            container: start.index,
            anchors: start.anchors.clone(),
            is_definite: false,
            is_weak: start.shape == Shape::Weak,
        });
    }
    bodies.sort_by_key(|body| body.blocks.start);
    bodies
}

fn definite(document: &Document, taken: &mut HashSet<usize>) -> Vec<Body> {
    let mut bodies = Vec::new();
    for note in &document.notes {
        taken.extend(note.body.clone());
        bodies.push(Body {
            label: note.label.to_string(),
            label_extent: note.label_extent,
            start: document.blocks[note.body.start - 1].extent.start,
            blocks: note.body.clone(),
            container: note.body.start - 1,
            anchors: Vec::new(),
            is_definite: true,
            is_weak: false,
        });
    }
    bodies
}

fn labelled(document: &Document) -> Vec<Labelled> {
    (0..document.blocks.len()).filter_map(|index| read_label(document, index)).collect()
}

fn read_label(document: &Document, index: usize) -> Option<Labelled> {
    let block = &document.blocks[index];
    // Below a bullet the label is that of another block.
    let is_own =
        block.kind == BlockKind::Paragraph || matches!(block.kind, BlockKind::Item { label } if label > 0 || document.is_leaf(index));
    let may = is_own && block.zone == Zone::Body;
    let text = document.str(block.extent);
    if !may || !text.starts_with(|c: char| c.is_ascii_alphanumeric() || "[({*†‡§".contains(c) || superscript(c).is_some()) {
        return None;
    }
    let at_start = || document.annotations_in(block.extent).iter().take_while(|a| a.extent.start == block.extent.start);
    let linked = at_start().find_map(|a| match &a.kind {
        Kind::Link(Some(target)) if label(document.str(a.extent)).is_some() => Some((a.extent, Some(fragment(target)?.into()))),
        _ => None,
    });
    let anchored =
        at_start().find(|a| matches!(a.kind, Kind::Anchor(_)) && !a.extent.is_empty() && label(document.str(a.extent)).is_some());
    let (own, target) = linked.or(anchored.map(|a| (a.extent, None))).or_else(|| Some((plain_label(document, block.extent)?, None)))?;
    let shown = document.str(own);
    let is_raised = || at_start().any(|a| a.extent == own && a.kind == Kind::Emphasis(Rend::Superscript));
    let shape = match shown.chars().next()? {
        '[' => Shape::Bracket,
        '(' | '{' => Shape::Weak,
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

/// A stretch of blocks that are notes.
struct NoteZone {
    blocks: Range<usize>,
    starts: HashSet<usize>,
}

/// Where notes are collected: under a heading that says so, after a rule, or at the very end.
fn zones(document: &Document, habits: &Habits, known: &Known<'_>, labelled: &[Labelled]) -> Vec<NoteZone> {
    let mut zones: Vec<NoteZone> = Vec::new();
    let first_beside = document.beside.map(|start| document.blocks.partition_point(|block| block.extent.start < start));
    for (index, block) in document.blocks.iter().enumerate() {
        let is_free = zones.last().is_none_or(|zone| zone.blocks.end <= index);
        if block.zone != Zone::Body || !is_free {
            continue;
        }
        let zone = match block.kind {
            _ if first_beside == Some(index) => Some(index..document.blocks.len()),
            BlockKind::Heading(_) | BlockKind::Paragraph if is_notes_heading(document, habits, index) => Some(headed(document, index)),
            BlockKind::Rule => ruled(document, index, labelled),
            _ => None,
        };
        zones.extend(zone.and_then(|blocks| note_zone(document, blocks, block.kind == BlockKind::Rule, known, labelled)));
    }
    let end = text_end(document);
    if zones.last().is_none_or(|zone| zone.blocks.end < end) {
        zones.extend(trailing(document, end, known, labelled));
    }
    zones
}

fn is_notes_heading(document: &Document, habits: &Habits, index: usize) -> bool {
    document.is_leaf(index) && habits.is_notes_heading(document.str(document.blocks[index].extent))
}

/// The blocks under a heading.
fn headed(document: &Document, index: usize) -> Range<usize> {
    let level = |kind: BlockKind| if let BlockKind::Heading(level) = kind { level } else { u8::MAX };
    let own = level(document.blocks[index].kind);
    let ends = |block: &Block| level(block.kind) <= own && level(block.kind) < u8::MAX || own == u8::MAX && block.kind == BlockKind::Rule;
    let end = document.blocks[index + 1..].iter().position(ends);
    index + 1..end.map_or(text_end(document), |n| index + 1 + n)
}

/// The blocks after a rule up to the next rule or heading, if the first of them begins with a label.
fn ruled(document: &Document, index: usize, labelled: &[Labelled]) -> Option<Range<usize>> {
    let first = (index + 1..document.blocks.len()).find(|&n| !matches!(document.blocks[n].kind, BlockKind::List(_)))?;
    labelled.binary_search_by_key(&first, |l| l.index).ok()?;
    let ends = |block: &Block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule);
    let end = document.blocks[first..].iter().position(ends).map_or(document.blocks.len(), |n| first + n);
    Some(index + 1..end)
}

/// One past the last block that is text.
fn text_end(document: &Document) -> usize {
    document.blocks.iter().rposition(|block| block.zone == Zone::Body && block.kind != BlockKind::Rule).map_or(0, |n| n + 1)
}

/// The notes in `blocks`, if they begin with one and most have markers.
fn note_zone(document: &Document, blocks: Range<usize>, is_ruled: bool, known: &Known<'_>, labelled: &[Labelled]) -> Option<NoteZone> {
    let is_known = |label: &str| known.any(label, 0..u32::MAX, |style| style != Style::Weak);
    let from = labelled.partition_point(|l| l.index < blocks.start);
    let inside: Vec<&Labelled> = labelled[from..].iter().take_while(|l| l.index < blocks.end).collect();
    let first = inside.first()?;
    let is_first =
        document.blocks[blocks.start..first.index].iter().all(|block| matches!(block.kind, BlockKind::List(_) | BlockKind::Rule));
    let has_weak = known.any(&first.label, 0..first.extent.start, |style| style == Style::Weak);
    let is_weak = has_weak && first.shape == Shape::Weak;
    let has_marker_before = known.any(&first.label, 0..first.extent.start + 1, |style| style != Style::Weak);
    // "Notes" heads lists of other things too: a note has a marker.
    let holds_notes =
        if is_ruled { is_first && (has_marker_before || is_weak) } else { is_weak || inside.iter().any(|l| is_known(&l.label)) };
    if !holds_notes {
        return None;
    }
    let mut starts = HashSet::new();
    let (mut last, mut shape) = (0, first.shape);
    for start in inside {
        let n = number(&start.label);
        let goes_on =
            n.is_none_or(|n| n == last + 1 || (n > last && is_known(&start.label)) || (n == 1 && is_restart(document, start.index)));
        if goes_on && (start.shape == shape || start.shape == Shape::Symbol || shape == Shape::Symbol) {
            starts.insert(start.index);
            last = n.unwrap_or(last);
            shape = start.shape;
        }
    }
    (!starts.is_empty()).then_some(NoteZone { blocks, starts })
}

/// A series may begin again below a heading.
fn is_restart(document: &Document, index: usize) -> bool {
    index
        .checked_sub(1)
        .is_some_and(|before| matches!(document.blocks[before].kind, BlockKind::Heading(_) | BlockKind::Rule | BlockKind::List(_)))
}

/// Paragraphs 1 to n at the very end, each with a marker of a sure style.
fn trailing(document: &Document, end: usize, known: &Known<'_>, labelled: &[Labelled]) -> Option<NoteZone> {
    let first = labelled.iter().rposition(|l| l.label == "1" && l.shape != Shape::Weak)?;
    let run = &labelled[first..];
    let is_series = run
        .iter()
        .enumerate()
        .all(|(n, l)| number(&l.label) == Some(n as u32 + 1) && known.any(&l.label, 0..u32::MAX, |style| style >= Style::Bracket));
    let is_marked = known.any("1", 0..run[0].extent.start + 1, |style| style >= Style::Bracket);
    let between = document.blocks[run[0].index..end].iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Paragraph).count();
    let is_dense = between <= 2 * run.len();
    (is_series && is_marked && is_dense).then(|| NoteZone { blocks: run[0].index..end, starts: run.iter().map(|l| l.index).collect() })
}

/// `[1] …` or `* …` below a paragraph that has the same marker.
fn is_at_foot(document: &Document, start: &Labelled, known: &Known<'_>) -> bool {
    const NEAR: u32 = 20_000;
    let at = start.extent.start;
    let is_near = |wanted: Style| known.any(&start.label, at.saturating_sub(NEAR)..at, |style| style == wanted);
    match start.shape {
        Shape::Bracket => is_near(Style::Bracket),
        Shape::Superscript => is_near(Style::Superscript),
        Shape::Symbol => is_symbol(&start.label) && is_near(Style::Symbol) && document.is_leaf(start.index),
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
    let broken = document.blocks[own..stop.max(own)].iter().position(ends);
    broken.map_or(stop.max(own), |n| own + n)
}

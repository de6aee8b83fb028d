//! Where notes are collected: below headings and rules, and at the end of a text.

use std::ops::Range;

use crate::convention::Habits;
use crate::document::{Block, BlockKind, Document, Extent, Zone};

use super::body::{Labelled, Shape, text_end};
use super::label::number;
use super::marker::{Known, Style};

/// A stretch of blocks that are notes.
pub(super) struct NoteZone {
    pub(super) blocks: Range<usize>,
    /// The blocks with which its notes begin, in order.
    pub(super) starts: Vec<usize>,
    /// Whether the markers of its numbers are `(1)`.
    pub(super) has_weak_markers: bool,
    /// Whether its notes are numbered by their order.
    pub(super) is_counted: bool,
}

impl NoteZone {
    /// Which of its notes begins at a block, from 1.
    pub(super) fn number_of(&self, index: usize) -> usize {
        self.starts.binary_search(&index).map_or(0, |n| n + 1)
    }
}

/// Where notes are collected: under a heading that says so, after a rule, or at the very end.
pub(super) fn zones(document: &Document, habits: &Habits, known: &Known<'_>, labelled: &[Labelled]) -> Vec<NoteZone> {
    let mut zones: Vec<NoteZone> = Vec::new();
    let first_beside = document.beside.map(|start| document.blocks.partition_point(|block| block.extent.start < start));
    for (index, block) in document.blocks.iter().enumerate() {
        let is_free = zones.last().is_none_or(|zone| zone.blocks.end <= index);
        if block.zone != Zone::Body || !is_free {
            continue;
        }
        let zone = match block.kind {
            _ if first_beside == Some(index) => Some(index..document.blocks.len()),
            BlockKind::Heading(_) | BlockKind::Paragraph if is_notes_heading(document, habits, index) => {
                Some(headed(document, habits, index))
            }
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

pub(super) fn is_notes_heading(document: &Document, habits: &Habits, index: usize) -> bool {
    document.is_leaf(index) && habits.is_notes_heading(document.str(document.blocks[index].extent))
}

/// The blocks under a heading of notes, up to the next such one or a heading that is no lower.
pub(super) fn headed(document: &Document, habits: &Habits, index: usize) -> Range<usize> {
    let level = |kind: BlockKind| if let BlockKind::Heading(level) = kind { level } else { u8::MAX };
    let own = level(document.blocks[index].kind);
    let ends = |block: &Block| level(block.kind) <= own && level(block.kind) < u8::MAX || own == u8::MAX && block.kind == BlockKind::Rule;
    let end = (index + 1..document.blocks.len()).find(|&n| ends(&document.blocks[n]) || is_notes_heading(document, habits, n));
    index + 1..end.unwrap_or_else(|| text_end(document))
}

/// The blocks after a rule up to the next rule or heading, if the first of them begins with a label.
fn ruled(document: &Document, index: usize, labelled: &[Labelled]) -> Option<Range<usize>> {
    let first = (index + 1..document.blocks.len()).find(|&n| !matches!(document.blocks[n].kind, BlockKind::List(_)))?;
    labelled.binary_search_by_key(&first, |l| l.index).ok()?;
    let ends = |block: &Block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule);
    let end = document.blocks[first..].iter().position(ends).map_or(document.blocks.len(), |n| first + n);
    Some(index + 1..end)
}

/// The notes in `blocks`, if they begin with one and most have markers.
fn note_zone(document: &Document, blocks: Range<usize>, is_ruled: bool, known: &Known<'_>, labelled: &[Labelled]) -> Option<NoteZone> {
    let place = |index: usize| labelled.partition_point(|l| l.index < index);
    let inside = &labelled[place(blocks.start)..place(blocks.end)];
    let first = inside.first()?;
    let is_passed = |block: &Block| matches!(block.kind, BlockKind::List(_) | BlockKind::Rule);
    let is_first = document.blocks[blocks.start..first.index].iter().all(is_passed);
    let series = Series { document, known, inside, first, is_first, is_ruled };
    if !series.are_notes() {
        return None;
    }
    let (starts, has_weak_markers, is_counted) = (series.starts(), series.is_numbered(), series.is_counted());
    (!starts.is_empty()).then_some(NoteZone { blocks, starts, has_weak_markers, is_counted })
}

/// The labels of blocks that may be notes.
struct Series<'a> {
    document: &'a Document,
    known: &'a Known<'a>,
    inside: &'a [Labelled],
    first: &'a Labelled,
    /// Whether nothing stands before the first.
    is_first: bool,
    /// Whether a rule stands above, and no heading says what they are.
    is_ruled: bool,
}

impl Series<'_> {
    /// Below a rule the first has a marker before it. "Notes" heads lists of other things too: there a note has a marker anywhere,
    /// or is one of a series.
    fn are_notes(&self) -> bool {
        if self.is_ruled {
            let is_marked = || self.known.any(&self.first.label, 0..self.first.extent.start + 1, |style| style != Style::Weak);
            self.is_first && (self.is_weak() || is_marked())
        } else {
            self.is_weak() || self.is_numbered() || self.are_listed() || self.are_known()
        }
    }

    fn is_known(&self, label: &str) -> bool {
        self.known.any(label, 0..u32::MAX, |style| style != Style::Weak)
    }

    /// Whether one of them has a marker of a sure style.
    fn are_known(&self) -> bool {
        self.inside.iter().any(|l| self.is_known(&l.label))
    }

    /// Whether a marker `(1)` stands before the first.
    fn has_weak_marker(&self) -> bool {
        self.known.any(&self.first.label, 0..self.first.extent.start, |style| style == Style::Weak)
    }

    /// Whether the first is `(1)`, as its marker is.
    fn is_weak(&self) -> bool {
        self.first.shape.is_weak() && self.has_weak_marker()
    }

    /// Whether the first is `1.` and its marker `(1)`: where a heading says that these are notes and no marker of a surer style has
    /// one.
    fn is_numbered(&self) -> bool {
        !self.is_ruled && self.first.shape == Shape::Number && self.has_weak_marker() && !self.are_known()
    }

    /// Whether they say what they are under a heading of notes, though their markers are on another page.
    fn are_listed(&self) -> bool {
        !self.is_ruled && self.is_first && are_counted(self.inside)
    }

    /// Whether every number is typed `1.`, where Markdown counts.
    fn is_counted(&self) -> bool {
        let are_ones = self.inside.len() > 1 && self.inside.iter().all(|l| l.shape == Shape::Number && l.label == "1");
        !self.is_ruled && are_ones && self.is_known("2")
    }

    /// Whether `{1}` stands after `[2]`: a second series, which another hand may have added.
    fn begins_weak(&self, l: &Labelled) -> bool {
        let is_marked = || self.known.any("1", 0..l.extent.start, |style| style == Style::Weak);
        l.shape.is_weak() && number(&l.label) == Some(1) && is_marked()
    }

    /// The blocks that begin its notes: those that go on.
    fn starts(&self) -> Vec<usize> {
        let (is_counted, are_listed) = (self.is_counted(), self.are_listed());
        let mut starts = Vec::new();
        let (mut last, mut shape) = (0, self.first.shape);
        for start in self.inside {
            if start.shape != shape && self.begins_weak(start) {
                (last, shape) = (0, start.shape);
            }
            let n = number(&start.label);
            let skips = |n: u32| n > last && (are_listed || self.is_known(&start.label));
            let goes_on = n.is_none_or(|n| n == last + 1 || skips(n) || n == 1 && is_restart(self.document, start.index));
            if is_counted || goes_on && (start.shape == shape || start.shape == Shape::Symbol || shape == Shape::Symbol) {
                starts.push(start.index);
                last = n.unwrap_or(last);
                shape = start.shape;
            }
        }
        starts
    }
}

/// Whether labels are `[51]`, `[52]`, `[54]`: under a heading of notes they say what they are, though their markers are on another page.
fn are_counted(inside: &[Labelled]) -> bool {
    const LEAST: usize = 2;
    let numbers = || inside.iter().map(|own| number(&own.label));
    inside.len() >= LEAST && inside.iter().all(|own| own.shape == Shape::Bracket) && numbers().is_sorted_by(|a, b| a.is_some() && a < b)
}

/// A series may begin again below a heading, or with the next item of a list of which every number is typed `1.`.
fn is_restart(document: &Document, index: usize) -> bool {
    let own = document.blocks[index];
    index.checked_sub(1).is_some_and(|before| match document.blocks[before].kind {
        BlockKind::Heading(_) | BlockKind::Rule | BlockKind::List(_) => true,
        BlockKind::Item { .. } => document.blocks[before].depth == own.depth,
        _ => false,
    })
}

/// Paragraphs 1 to n at the very end, each with a marker of a sure style, or `(1)` to `(n)`, each with its one marker in order.
fn trailing(document: &Document, end: usize, known: &Known<'_>, labelled: &[Labelled]) -> Option<NoteZone> {
    let first = labelled.iter().rposition(|l| l.label == "1" && l.shape != Shape::Brace)?;
    let run = &labelled[first..];
    let is_series = run.iter().zip(1..).all(|(l, n)| number(&l.label) == Some(n));
    let are_marked = || if run[0].shape.is_weak() { are_marked_weakly(document, run, known, labelled) } else { are_marked(run, known) };
    let between = document.blocks[run[0].index..end].iter().filter(|block| block.kind == BlockKind::Paragraph).count();
    let is_dense = between <= 2 * run.len();
    (is_series && is_dense && are_marked()).then(|| NoteZone {
        blocks: run[0].index..end,
        starts: run.iter().map(|l| l.index).collect(),
        has_weak_markers: false,
        is_counted: false,
    })
}

/// Whether all of a series have markers of a sure style, the first before itself.
fn are_marked(run: &[Labelled], known: &Known<'_>) -> bool {
    let is_sure = |style| style >= Style::Bracket;
    known.any("1", 0..run[0].extent.start + 1, is_sure) && run.iter().all(|l| known.any(&l.label, 0..u32::MAX, is_sure))
}

/// Whether two or more `(1)`, `(2)` have each one marker alone before all of them, in their order.
fn are_marked_weakly(document: &Document, run: &[Labelled], known: &Known<'_>, labelled: &[Labelled]) -> bool {
    const LEAST: usize = 2;
    let begins = |start: u32| labelled.binary_search_by_key(&start, |l| l.extent.start).is_ok();
    let marker = |l: &Labelled| {
        let end = known.only(&l.label, 0..run[0].extent.start, Style::Weak)?;
        let extent = Extent { start: end - l.label.len() as u32 - "()".len() as u32, end };
        (!begins(extent.start) && ends_phrase(&document.text, extent)).then_some(end)
    };
    let places: Option<Vec<u32>> = run.iter().map(marker).collect();
    run.len() >= LEAST && run.iter().all(|l| l.shape.is_weak()) && places.is_some_and(|places| places.is_sorted())
}

/// Whether `(1)` stands right after a word or at a sign, as no "paragraph (1) of this section" does.
fn ends_phrase(text: &str, marker: Extent) -> bool {
    let (before, after) = (&text[..marker.start as usize], &text[marker.end as usize..]);
    let is_apart = before.ends_with(char::is_whitespace) && before.trim_end().ends_with(char::is_alphanumeric);
    !is_apart || !after.trim_start_matches(' ').starts_with(char::is_alphanumeric)
}

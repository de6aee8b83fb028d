//! What a person decided of blocks, held over the passes: once before them, so that they go by it, and once after, so that
//! none of them has the last word.

mod fact;
mod lines;
mod note;
mod shape;

use crate::document::{Block, BlockKind, Document, Extent, Reading, Reason, Set, Zone};

pub(super) use fact::{facts, language};
pub(super) use note::markers;
pub(super) use shape::begin;

/// Whether some correction is about blocks.
fn are_any(document: &Document) -> bool {
    document.corrections.iter().any(|own| matches!(own.set, Set::Read(_) | Set::Statement(_)))
}

/// Sets the blocks of every correction to what it says, whatever the passes made of them.
pub(super) fn hold(document: &mut Document) {
    if !are_any(document) {
        return;
    }
    for n in 0..document.corrections.len() {
        let extent = document.corrections[n].extent;
        match document.corrections[n].set.clone() {
            Set::Read(Reading::Inline(_)) => {}
            Set::Read(Reading::Note) => note::make(document, extent),
            Set::Read(reading) => each(document, extent, |document, index| read_as(document, index, &reading)),
            Set::Statement(kind) => each(document, extent, |document, index| state(document, index, kind.is_some())),
            _ => {}
        }
    }
}

/// Calls `change` for each block that holds text of `extent` itself.
fn each(document: &mut Document, extent: Extent, mut change: impl FnMut(&mut Document, usize)) {
    note::free(document, extent);
    for index in leaves(document, extent) {
        forget_title(document, document.blocks[index].extent);
        change(document, index);
    }
}

fn leaves(document: &Document, extent: Extent) -> Vec<usize> {
    (0..document.blocks.len()).filter(|&index| document.is_leaf(index) && document.blocks[index].extent.overlaps(extent)).collect()
}

fn read_as(document: &mut Document, index: usize, reading: &Reading) {
    let level = level(&document.blocks[..index]);
    let block = &mut document.blocks[index];
    block.zone = if *reading == Reading::Dropped { Zone::Dropped(Reason::Correction) } else { Zone::Body };
    block.kind = match (reading, block.kind) {
        (Reading::Block(BlockKind::Heading(0)), own @ BlockKind::Heading(_)) => own,
        (Reading::Block(BlockKind::Heading(0)), _) => BlockKind::Heading(level),
        (Reading::Block(kind), _) => *kind,
        (Reading::Text | Reading::Dropped | Reading::Quotation, _) => BlockKind::Paragraph,
        (Reading::Verse, _) => BlockKind::Line,
        (_, own) => own,
    };
}

fn state(document: &mut Document, index: usize, is_statement: bool) {
    let block = &mut document.blocks[index];
    (block.zone, block.kind) = if is_statement { (Zone::Header, BlockKind::Statement) } else { (Zone::Body, BlockKind::Paragraph) };
}

/// The level of a heading after `blocks`: that of the one before, else that of a section.
fn level(blocks: &[Block]) -> u8 {
    let levels = blocks.iter().rev().filter(|block| block.zone == Zone::Body).find_map(|block| match block.kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    });
    levels.unwrap_or(2)
}

/// What the title page told of a block that does not belong to it is told no longer.
fn forget_title(document: &mut Document, extent: Extent) {
    let header = &mut document.header;
    header.title = header.title.filter(|title| !extent.contains(*title));
    header.subtitles.retain(|subtitle| !extent.contains(*subtitle));
    header.people.retain(|person| !extent.contains(person.name));
}

/// The decisions on whether paragraphs are one, by their places.
pub(super) struct Joins {
    joins: Vec<(Extent, bool, bool)>,
}

impl Joins {
    pub(super) fn of(document: &Document) -> Self {
        let decided = |set: &Set| if let Set::Join(is_one) = set { Some(*is_one) } else { None };
        let mut joins: Vec<(Extent, bool, bool)> =
            document.corrections.iter().filter_map(|own| Some((own.extent, decided(&own.set)?, false))).collect();
        joins.sort_unstable();
        Self { joins }
    }

    /// Whether the paragraphs that meet at `seam` are one, if a person decided: the words reach over the seam, or up to it.
    pub(super) fn at(&mut self, seam: Extent) -> Option<bool> {
        let n = self.joins.partition_point(|(extent, ..)| extent.start <= seam.end).checked_sub(1)?;
        let (extent, is_one, is_used) = &mut self.joins[n];
        if extent.end < seam.start {
            return None;
        }
        *is_used = true;
        Some(*is_one)
    }

    /// The words of those at which no paragraphs meet.
    pub(super) fn unused(&self) -> impl Iterator<Item = Extent> {
        self.joins.iter().filter(|(.., is_used)| !is_used).map(|&(extent, ..)| extent)
    }
}

//! What a person decided of blocks, held over the passes: once before them, so that they go by it, and once after, so that
//! none of them has the last word.

mod decided;
mod fact;
mod lines;
mod note;
mod part;
mod shape;

use crate::document::{Block, BlockKind, Document, Extent, Leaves, ReadAs, Reason, Set, Zone};
use crate::structure::genre::quotation;

pub(super) use decided::{decided, decided_prose, decided_quotations};
pub(super) use fact::{facts, language};
pub(super) use note::markers;
pub(super) use part::{speakers, unmade};
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
    note::free(document, &extents(document, |set| matches!(set, Set::Statement(_)) || is_block(set) && *set != Set::Read(ReadAs::Note)));
    note::make(document, &extents(document, |set| *set == Set::Read(ReadAs::Note)));
    for (index, own) in deciding(document).into_iter().enumerate() {
        let Some(set) = own.map(|own| document.corrections[own].set.clone()) else { continue };
        forget_title(document, document.blocks[index].extent);
        match set {
            Set::Read(reading) => read_as(document, index, &reading),
            Set::Statement(kind) => state(document, index, kind.is_some()),
            _ => {}
        }
    }
    note::drop_left_out(document);
    quotation::unhead(document);
}

/// For each block the last correction, by its index, that says what it is.
fn deciding(document: &Document) -> Vec<Option<usize>> {
    let mut deciding = vec![None; document.blocks.len()];
    let leaves = Leaves::of(document);
    for (n, own) in document.corrections.iter().enumerate().filter(|(_, own)| decides(&own.set) && own.set != Set::Read(ReadAs::Note)) {
        leaves.at(own.extent).for_each(|index| deciding[index] = Some(n));
    }
    deciding
}

/// Whether it is decided what a block is, or what it says.
const fn decides(set: &Set) -> bool {
    is_block(set) || matches!(set, Set::Statement(_))
}

/// Whether it is decided what a block is.
const fn is_block(set: &Set) -> bool {
    matches!(set, Set::Read(own) if !matches!(own, ReadAs::Inline(_)))
}

/// The places of the corrections that set this.
fn extents(document: &Document, is: impl Fn(&Set) -> bool) -> Vec<Extent> {
    document.corrections.iter().filter(|own| is(&own.set)).map(|own| own.extent).collect()
}

fn read_as(document: &mut Document, index: usize, reading: &ReadAs) {
    // All blocks before are looked at for it.
    let is_counted = *reading == ReadAs::Block(BlockKind::Heading(0));
    let level = if is_counted { level(&document.blocks[..index]) } else { 0 };
    let block = &mut document.blocks[index];
    block.zone = if *reading == ReadAs::Dropped { Zone::Dropped(Reason::Correction) } else { Zone::Body };
    block.kind = match (reading, block.kind) {
        // A part of what another row made is nothing else.
        (_, own @ (BlockKind::Line | BlockKind::Item { .. } | BlockKind::Cell)) => own,
        (ReadAs::Block(BlockKind::Heading(0)), own @ BlockKind::Heading(_)) => own,
        (ReadAs::Block(BlockKind::Heading(0)), _) => BlockKind::Heading(level),
        (ReadAs::Block(kind), _) => *kind,
        (ReadAs::Text | ReadAs::Dropped | ReadAs::Quotation | ReadAs::Speaker, _) => BlockKind::Paragraph,
        // A rule may have taken one of the parts for a statement.
        (ReadAs::Verse, _) => BlockKind::Line,
        (ReadAs::List, _) => BlockKind::Item { label: 0 },
        (ReadAs::Table, _) => BlockKind::Cell,
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

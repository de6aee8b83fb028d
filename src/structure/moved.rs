//! Values of front matter that are text: each goes where a letter has it, before the text or after it.

use crate::document::{Block, BlockKind, Document, Extent, Zone};

/// What a letter has before its text.
const fn is_opening(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Dateline | BlockKind::Salutation)
}

/// Whether a block of the header waits to be moved into the text.
pub(super) const fn waits(block: &Block) -> bool {
    let is_part = is_opening(block.kind) || matches!(block.kind, BlockKind::Closer | BlockKind::Signature | BlockKind::Postscript);
    is_part && matches!(block.zone, Zone::Header)
}

/// Moves the blocks that wait to their places; the words stay where they are in the text.
pub(super) fn place(document: &mut Document) {
    leave_repeated(document);
    let blocks = &document.blocks;
    let waiting: Vec<usize> = (0..blocks.len()).filter(|&index| waits(&blocks[index])).collect();
    if waiting.is_empty() {
        return;
    }
    let is_body = |index: &usize| blocks[*index].zone == Zone::Body;
    let is_root = |index: &usize| blocks[*index].depth == 0;
    let first = (0..blocks.len()).find(is_body).map_or(blocks.len(), |index| (0..=index).rev().find(is_root).unwrap_or(index));
    let last = (0..blocks.len()).rev().find(is_body).map_or(blocks.len(), |index| index + 1);
    let end = (last..blocks.len()).find(is_root).unwrap_or(blocks.len());
    let parts = |is: fn(BlockKind) -> bool| waiting.iter().copied().filter(move |&index| is(blocks[index].kind));
    let rest = |from: usize, to: usize| (from..to).filter(|index| !waits(&blocks[*index]));
    let ending = [BlockKind::Closer, BlockKind::Signature, BlockKind::Postscript];
    let ending = ending.into_iter().flat_map(|kind| waiting.iter().copied().filter(move |&index| blocks[index].kind == kind));
    let order: Vec<usize> =
        rest(0, first).chain(parts(is_opening)).chain(rest(first, end)).chain(ending).chain(rest(end, blocks.len())).collect();
    let moved: Vec<Extent> = waiting.iter().map(|&index| blocks[index].extent).collect();
    document.header.front_matter.retain(|(extent, _)| !moved.contains(extent));
    reorder(document, &order);
}

/// What the letter has itself is said of it twice: the value stays a statement of the header.
fn leave_repeated(document: &mut Document) {
    let own: Vec<BlockKind> = document.blocks.iter().filter(|block| block.zone == Zone::Body).map(|block| block.kind).collect();
    for block in document.blocks.iter_mut().filter(|block| waits(block)) {
        let is_closed = block.kind == BlockKind::Signature && own.contains(&BlockKind::Closer);
        if is_closed || own.contains(&block.kind) {
            block.kind = BlockKind::Statement;
        }
    }
}

/// Puts the blocks in this order, the bodies of notes with them.
fn reorder(document: &mut Document, order: &[usize]) {
    let mut after = vec![0; order.len()];
    for (now, &before) in order.iter().enumerate() {
        after[before] = now;
    }
    let blocks = order.iter().map(|&index| {
        let block = document.blocks[index];
        Block { zone: if waits(&block) { Zone::Body } else { block.zone }, ..block }
    });
    let blocks = blocks.collect();
    for note in &mut document.notes {
        let own = note.body.clone();
        let start = after.get(own.start).copied().unwrap_or(order.len());
        note.body = start..own.end.checked_sub(1).filter(|_| !own.is_empty()).map_or(start, |last| after[last] + 1);
    }
    document.blocks = blocks;
}

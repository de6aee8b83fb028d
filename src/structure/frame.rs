//! Containers that mean nothing: a quotation or box around a whole page, or around a heading.

use crate::document::{Block, BlockKind, Document, Zone};
use crate::structure::corrected;

/// Takes away quotations that hold headings or most of the text: the page stood in a frame.
pub(super) fn unwrap(document: &mut Document) {
    remove(document, is_frame);
}

/// Takes away quotations of which nothing is left, or only what ends a letter: they were boxes. What a note quotes stays.
pub(super) fn unwrap_settled(document: &mut Document) {
    remove(document, |document, index| {
        let is_settled = |block: &Block| {
            block.zone != Zone::Body
                || matches!(block.kind, BlockKind::Closer | BlockKind::Signature | BlockKind::Dateline | BlockKind::Trailer)
        };
        document.blocks[index].zone != Zone::Note && document.blocks[index + 1..document.end_of(index)].iter().all(is_settled)
    });
}

fn remove(document: &mut Document, is_frame: fn(&Document, usize) -> bool) {
    let quoted = corrected::decided_quotations(document);
    let mut keep = vec![true; document.blocks.len()];
    for (index, kept) in keep.iter_mut().enumerate() {
        if document.blocks[index].kind == BlockKind::Quotation
            && is_frame(document, index)
            && !quoted[index + 1..document.end_of(index)].contains(&true)
        {
            *kept = false;
            for inner in index + 1..document.end_of(index) {
                document.blocks[inner].depth -= 1;
            }
            // Its depth must not make it a parent of what follows.
            document.blocks[index].depth = u16::MAX;
        }
    }
    if keep.contains(&false) {
        document.retain_blocks(&keep);
    }
}

fn is_frame(document: &Document, index: usize) -> bool {
    let inner = &document.blocks[index + 1..document.end_of(index)];
    let depth = document.blocks[index].depth + 1;
    let has_heading = inner.iter().any(|block| block.depth == depth && matches!(block.kind, BlockKind::Heading(_)));
    let len = |block: &Block| (block.extent.end - block.extent.start) as usize;
    has_heading || (inner.len() > 20 && len(&document.blocks[index]) * 10 > document.text.len() * 7)
}

//! Rules that only part the text from its header, notes and navigation.

use crate::document::{Block, BlockKind, Document, Zone};

/// Takes out the rules that do not stand between two blocks of text.
pub(super) fn clear(document: &mut Document) {
    let is_text = |block: &Block| block.zone == Zone::Body && block.kind != BlockKind::Rule && block.kind != BlockKind::PageBreak;
    let mut keep = vec![true; document.blocks.len()];
    let mut last: Option<usize> = None;
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Rule && block.zone == Zone::Body {
            keep[index] = last.is_some_and(|last| is_text(&document.blocks[last]));
        }
        // A note at the foot is no part of the text that it stands in.
        if block.zone != Zone::Note {
            last = Some(index);
        }
    }
    let mut next_is_text = false;
    for (index, block) in document.blocks.iter().enumerate().rev() {
        if block.kind == BlockKind::Rule && block.zone == Zone::Body {
            keep[index] &= next_is_text;
        } else {
            next_is_text = is_text(block);
        }
    }
    document.retain_blocks(&keep);
}

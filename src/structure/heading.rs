//! Headings that head nothing: ornaments, and slogans at the end.

use crate::document::{Block, BlockKind, Document, Zone};

/// Makes rules and paragraphs of the headings that open no section.
pub(super) fn settle(document: &mut Document) {
    let mut has_text_after = false;
    for index in (0..document.blocks.len()).rev() {
        let block = document.blocks[index];
        if block.zone != Zone::Body {
            continue;
        }
        match block.kind {
            BlockKind::Heading(_) => document.blocks[index].kind = settled(document, &block, has_text_after),
            BlockKind::Rule | BlockKind::PageBreak => {}
            _ => has_text_after |= (block.extent.end - block.extent.start) > 60,
        }
    }
}

fn settled(document: &Document, block: &Block, has_text_after: bool) -> BlockKind {
    let text = document.str(block.extent);
    if !text.contains(char::is_alphanumeric) {
        BlockKind::Rule
    } else if !has_text_after && text.ends_with(['!', '.', '?']) {
        BlockKind::Paragraph
    } else {
        block.kind
    }
}

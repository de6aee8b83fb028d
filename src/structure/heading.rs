//! Headings that head nothing: ornaments, and slogans at the end.

use crate::document::{Block, BlockKind, Document, Zone};

/// Makes rules of the headings that hold no word: `## * * *`.
pub(super) fn clear(document: &mut Document) {
    for index in 0..document.blocks.len() {
        let block = document.blocks[index];
        if matches!(block.kind, BlockKind::Heading(_)) && !document.str(block.extent).contains(char::is_alphanumeric) {
            document.blocks[index].kind = BlockKind::Rule;
        }
    }
}

/// Makes paragraphs of the headings after which no text comes: "Long live the class war!"
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
    let is_slogan = !has_text_after && text.ends_with(['!', '.', '?']) && text.contains(char::is_alphabetic);
    if is_slogan { BlockKind::Paragraph } else { block.kind }
}

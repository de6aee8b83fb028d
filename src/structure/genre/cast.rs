//! The persons of a play, listed before it: "Dramatis Personae".

use crate::convention::Habits;
use crate::document::{Block, BlockKind, Document, Extent, Zone};

/// Puts the list of the persons before the text, where nothing of the text stands before it.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let Some((heading, end)) = list(document, habits) else { return };
    let is_kept = |index: usize| document.is_leaf(index);
    let mut blocks = Vec::with_capacity(document.blocks.len() + 1);
    let mut after = Vec::with_capacity(document.blocks.len() + 1);
    for (index, &block) in document.blocks.iter().enumerate() {
        after.push(blocks.len());
        if index == heading {
            let extent = Extent { end: document.blocks[end - 1].extent.end, ..block.extent };
            blocks.push(Block { kind: BlockKind::CastList, extent, depth: 0, zone: Zone::Front });
            blocks.push(Block { kind: BlockKind::Heading(2), depth: 1, zone: Zone::Front, ..block });
        } else if (heading..end).contains(&index) {
            let own = Block { kind: BlockKind::CastItem, depth: 1, zone: Zone::Front, ..block };
            blocks.extend(is_kept(index).then_some(own));
        } else {
            blocks.push(block);
        }
    }
    after.push(blocks.len());
    document.replace_blocks(blocks, &after);
}

/// The heading of the persons, and one past the last of them.
fn list(document: &Document, habits: &Habits) -> Option<(usize, usize)> {
    const MAX: u32 = 160;
    let is_before = |block: &Block| block.zone != Zone::Body || matches!(block.kind, BlockKind::Rule | BlockKind::PageBreak);
    let heading = document.blocks.iter().position(|block| {
        let is_line = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Subtitle);
        is_line
            && matches!(block.zone, Zone::Body | Zone::Front)
            && block.extent.end - block.extent.start < 60
            && habits.is_cast(document.str(block.extent))
    })?;
    let is_item = |block: &&Block| {
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Line)
            && block.extent.end - block.extent.start <= MAX;
        let is_frame = matches!(block.kind, BlockKind::List(_) | BlockKind::Stanza);
        block.zone == Zone::Body && (is_text || is_frame)
    };
    let n = document.blocks[heading + 1..].iter().take_while(is_item).count();
    let goes_on = document.blocks.get(heading + 1 + n).is_some_and(|next| matches!(next.kind, BlockKind::Heading(_) | BlockKind::Rule));
    let is_first = document.blocks[..heading].iter().all(is_before);
    (n > 1 && goes_on && is_first).then_some((heading, heading + 1 + n))
}

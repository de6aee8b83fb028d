//! Where the parts of letters stand: what opens a division and what closes it can be that nowhere else.

use super::{Block, BlockKind, Document, Zone};

/// Where a run of such parts stands in its division.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Before all of its text: "London, June 23, 1869", "Dear Kugelmann".
    Opening,
    /// After all of it: "Yours sincerely,", "K. M.".
    Closing,
    /// Elsewhere, so that it is a paragraph.
    Between,
}

const fn is_opener(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Dateline | BlockKind::Salutation | BlockKind::AddressLine)
}

const fn is_closer(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Closer | BlockKind::Signature | BlockKind::Dateline | BlockKind::Postscript | BlockKind::Trailer)
}

/// Whether a block opens or closes a division, or would if nothing held it.
pub const fn is_part(block: &Block) -> bool {
    matches!(block.zone, Zone::Body) && (is_opener(block.kind) || is_closer(block.kind))
}

/// Whether a part is the division's own: one in a quotation or a list is text of the division around that.
const fn is_own(block: &Block) -> bool {
    block.depth == 0 && is_part(block)
}

impl Document {
    /// For each block that opens or closes a division, where it stands with those beside it.
    pub fn standings(&self) -> Vec<Option<Standing>> {
        let after = self.text_after();
        let mut standings: Vec<_> = self.blocks.iter().map(|block| is_part(block).then_some(Standing::Between)).collect();
        let (mut level, mut has_text, mut index) = (0, false, 0);
        while index < self.blocks.len() {
            let run = self.blocks[index..].iter().take_while(|block| is_own(block)).count();
            if run > 0 {
                let goes_on = after[index + run].is_some_and(|next| !matches!(next, BlockKind::Heading(own) if own <= level));
                let opening = self.blocks[index..index + run].iter().take_while(|block| is_opener(block.kind)).count();
                let standing = match (has_text, goes_on) {
                    (false, _) if opening == run => Standing::Opening,
                    (true, false) => Standing::Closing,
                    _ => Standing::Between,
                };
                standings[index..index + run].fill(Some(standing));
                // What opens stays that where a part below it can be nothing of the kind.
                if !has_text && goes_on {
                    standings[index..index + opening].fill(Some(Standing::Opening));
                }
            }
            // These open a division as well.
            if matches!(self.blocks[index].kind, BlockKind::Epigraph | BlockKind::Byline) {
                index = self.end_of(index);
                continue;
            }
            let end = index + run.max(1);
            for own in index..end {
                let block = self.blocks[own];
                match block.kind {
                    BlockKind::Heading(own) if block.zone == Zone::Body => (level, has_text) = (own, false),
                    kind => has_text |= (self.is_text(own) || self.holds_blocks(own)) && !(is_own(&block) && is_opener(kind)),
                }
            }
            index = end;
        }
        standings
    }

    /// Whether a block of the body holds others, and is written even where none of them has words: a quotation of a rule alone.
    fn holds_blocks(&self, index: usize) -> bool {
        self.blocks[index].zone == Zone::Body && self.blocks[index].kind != BlockKind::Figure && !self.is_leaf(index)
    }

    /// For each block, and for the end, the next from there that holds text and closes nothing.
    fn text_after(&self) -> Vec<Option<BlockKind>> {
        let mut after = vec![None; self.blocks.len() + 1];
        for index in (0..self.blocks.len()).rev() {
            let block = self.blocks[index];
            let closes = is_own(&block) && is_closer(block.kind);
            after[index] = if self.is_text(index) && !closes { Some(block.kind) } else { after[index + 1] };
        }
        after
    }

    /// Whether a block holds words of the body that are text of its division, or a point that is written in their place.
    fn is_text(&self, index: usize) -> bool {
        let block = self.blocks[index];
        let has_point = || block.kind == BlockKind::Paragraph && self.annotations_in(block.extent).iter().any(|a| a.extent.is_empty());
        // A figure may stand anywhere (TEI: model.global).
        let is_mark = matches!(block.kind, BlockKind::Rule | BlockKind::PageBreak | BlockKind::Figure);
        block.zone == Zone::Body && self.is_leaf(index) && !is_mark && (!self.str(block.extent).trim().is_empty() || has_point())
    }
}

//! Items that follow each other become lists; an item alone becomes a paragraph that begins with a number.

use crate::document::{Block, BlockKind, Document, ListKind};

/// Encloses runs of items in lists.
pub(super) fn group(document: &mut Document) {
    let runs = runs(document);
    let mut blocks = Vec::with_capacity(document.blocks.len() + runs.len());
    let mut ends: Vec<usize> = Vec::new();
    let mut runs = runs.into_iter().peekable();
    let mut after = Vec::with_capacity(document.blocks.len() + 1);
    for (index, block) in document.blocks.iter().enumerate() {
        ends.retain(|&end| end > index);
        after.push(blocks.len());
        if let Some(run) = runs.next_if(|run| run.first == index) {
            let depth = block.depth + ends.len() as u16;
            let extent = document.blocks[run.first..run.end].iter().fold(block.extent, |mut extent, block| {
                extent.end = extent.end.max(block.extent.end);
                extent
            });
            blocks.push(Block { kind: BlockKind::List(run.kind), depth, extent, ..*block });
            ends.push(run.end);
        }
        blocks.push(Block { depth: block.depth + ends.len() as u16, ..*block });
    }
    after.push(blocks.len());
    document.replace_blocks(blocks, &after);
}

struct Run {
    first: usize,
    end: usize,
    kind: ListKind,
}

fn runs(document: &mut Document) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut is_taken = vec![false; document.blocks.len()];
    for first in 0..document.blocks.len() {
        if matches!(document.blocks[first].kind, BlockKind::List(_)) {
            // A list that a correction made.
            is_taken[first..document.end_of(first)].fill(true);
        }
        let BlockKind::Item { label } = document.blocks[first].kind else { continue };
        if is_taken[first] {
            continue;
        }
        let mut end = document.end_of(first);
        let mut last = first;
        let mut n = 1;
        while follows(document, last, end) {
            is_taken[end] = true;
            last = end;
            end = document.end_of(end);
            n += 1;
        }
        if label > 0 && n == 1 && document.is_leaf(first) {
            document.blocks[first].kind = BlockKind::Paragraph;
        } else {
            let kind = if label == 0 { ListKind::Bulleted } else { ListKind::Labelled };
            runs.push(Run { first, end, kind });
        }
    }
    runs
}

/// Whether the block at `next` is the item after the one at `item`.
fn follows(document: &Document, item: usize, next: usize) -> bool {
    let Some(block) = document.blocks.get(next) else { return false };
    let own = document.blocks[item];
    let (BlockKind::Item { label: a }, BlockKind::Item { label: b }) = (own.kind, block.kind) else { return false };
    let label = |block: &Block, len: u32| Label::new(&document.str(block.extent)[..len as usize]);
    own.depth == block.depth && own.zone == block.zone && (a == 0) == (b == 0) && (a == 0 || label(block, b).follows(&label(&own, a)))
}

/// A label without its delimiters: 3 of `(3)`, 1 of `a)`.
#[derive(Debug, PartialEq)]
pub(super) struct Label {
    value: u32,
    is_number: bool,
    delimiters: (bool, bool),
}

impl Label {
    pub(super) fn new(label: &str) -> Self {
        let inner = label.trim().trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let number = inner.parse().ok();
        let letter = inner.bytes().next().map_or(0, |b| u32::from(b.to_ascii_lowercase().saturating_sub(b'a')) + 1);
        let delimiters = (label.starts_with('('), label.trim_end().ends_with(')'));
        Self { value: number.unwrap_or(letter), is_number: number.is_some(), delimiters }
    }

    /// `1.`, `(a)`.
    pub(super) fn is_first(&self) -> bool {
        self.value == 1
    }

    /// Whether it is the next of a list. Markdown counts a list on of which every number is typed `1.`.
    pub(super) fn follows(&self, before: &Self) -> bool {
        let goes_on =
            self.value == before.value + 1 || self.is_number && self.delimiters == (false, false) && (self.value, before.value) == (1, 1);
        goes_on && self.is_number == before.is_number && self.delimiters == before.delimiters
    }
}

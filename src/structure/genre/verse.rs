//! Verse by hard breaks: the lines of a paragraph become the lines of a stanza.

use super::letter;
use crate::convention::Habits;
use crate::document::{Block, BlockKind, Document, Extent, Kind, Zone};

/// Makes stanzas of the paragraphs that are broken as verse is.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let is_verse = |index| is_stanza(document, index) && !letter::is_closing(document.str(document.blocks[index].extent), habits);
    let stanzas: Vec<bool> = (0..document.blocks.len()).map(is_verse).collect();
    if !stanzas.contains(&true) {
        return;
    }
    let mut blocks = Vec::with_capacity(document.blocks.len());
    let mut after = Vec::with_capacity(document.blocks.len() + 1);
    let mut broken = Vec::new();
    for (block, is_stanza) in document.blocks.iter().zip(stanzas) {
        after.push(blocks.len());
        if is_stanza {
            blocks.push(Block { kind: BlockKind::Stanza, ..*block });
            blocks.extend(lines(document, block.extent).map(|extent| Block {
                kind: BlockKind::Line,
                depth: block.depth + 1,
                extent,
                ..*block
            }));
            broken.push(block.extent);
        } else {
            blocks.push(*block);
        }
    }
    after.push(blocks.len());
    document.replace_blocks(blocks, &after);
    let in_stanza = |extent: Extent| {
        broken.get(broken.partition_point(|stanza| stanza.end <= extent.start)).is_some_and(|stanza| stanza.contains(extent))
    };
    document.annotations.retain(|a| !(matches!(a.kind, Kind::LineBreak { in_word: false }) && in_stanza(a.extent)));
}

fn lines(document: &Document, extent: Extent) -> impl Iterator<Item = Extent> {
    let text = document.str(extent);
    let base = extent.start as usize;
    text.split('\n').map(move |line| {
        let start = base + (line.as_ptr() as usize - text.as_ptr() as usize);
        Extent::new(start, start + line.len())
    })
}

/// Three lines or more, or two in a quotation, each no longer than verse is and most with a capital.
fn is_stanza(document: &Document, index: usize) -> bool {
    let block = &document.blocks[index];
    if block.kind != BlockKind::Paragraph || block.zone != Zone::Body || !document.is_leaf(index) {
        return false;
    }
    let text = document.str(block.extent);
    let n = text.split('\n').count();
    let is_quoted = block.depth > 0;
    if n < if is_quoted { 2 } else { 3 }
        || !document.annotations_in(block.extent).iter().any(|a| matches!(a.kind, Kind::LineBreak { in_word: false }))
    {
        return false;
    }
    let lengths = || text.split('\n').map(|line| line.chars().count());
    let mean = lengths().sum::<usize>() / n;
    let capitals = text.split('\n').filter(|line| line.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase())).count();
    let least = if is_quoted { 8 } else { 20 };
    lengths().all(|len| len <= 75) && (least..=60).contains(&mean) && capitals * 4 >= n * 3
}

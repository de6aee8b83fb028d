//! Speakers whom the list of the persons names: "Daja." above what she says, or before it in the first line of her verse.

use std::collections::{HashMap, HashSet};

use super::label::{Label, Style};
use crate::document::{Block, BlockKind, Document, Extent, Zone};

/// The names of the persons of a play, in small letters, who speak in it again and again.
pub(super) struct Roles(HashSet<String>);

impl Roles {
    /// Reads the list of the persons; of a play in which fewer than two of them speak twice, none.
    pub(super) fn read(document: &Document) -> Self {
        let items = document.blocks.iter().filter(|block| block.kind == BlockKind::CastItem);
        let named: HashSet<String> = items.flat_map(|item| names(document.str(item.extent))).collect();
        let roles = Self(named);
        let mut counts: HashMap<String, usize> = HashMap::new();
        for block in document.blocks.iter().filter(|block| is_speech(block) && !roles.0.is_empty()) {
            if let Some(len) = roles.speaker(document.str(block.extent)) {
                *counts.entry(document.str(block.extent)[..len].to_lowercase()).or_default() += 1;
            }
        }
        let speakers = counts.into_values().filter(|&n| n > 1).count();
        if speakers > 1 { roles } else { Self(HashSet::new()) }
    }

    /// Bytes of the name with which a speech begins, its stop aside.
    fn speaker(&self, text: &str) -> Option<usize> {
        const LONGEST: usize = 40;
        let len = text.bytes().take(LONGEST).position(|b| matches!(b, b'.' | b':'))?;
        let ends = text[len + 1..].is_empty() || text[len + 1..].starts_with([' ', '\n']);
        (ends && self.0.contains(&text[..len].to_lowercase())).then_some(len)
    }

    /// The label of a paragraph that begins with one of them.
    pub(super) fn label(&self, document: &Document, paragraph: Extent) -> Option<Label> {
        if self.0.is_empty() {
            return None;
        }
        let text = document.str(paragraph);
        let len = self.speaker(text)?;
        let base = paragraph.start as usize;
        let rest = base + text.len() - text[len + 1..].trim_start().len();
        Some(Label {
            style: Style::Capitals,
            name: Extent::new(base, base + len),
            speaker: Extent::new(base, base + len + 1),
            stage: None,
            rest: rest as u32,
        })
    }

    /// Parts the speaker from the verse: a paragraph of the name, and the lines without it.
    pub(super) fn part(&self, document: &mut Document) {
        let opens = |index: usize| {
            let [stanza, first, ..] = document.blocks[index..] else { return None };
            let is_verse = stanza.kind == BlockKind::Stanza && stanza.zone == Zone::Body && first.kind == BlockKind::Line;
            if is_verse { self.speaker(document.str(first.extent)).map(|len| first.extent.start + len as u32 + 1) } else { None }
        };
        let opened: Vec<Option<u32>> = if self.0.is_empty() { Vec::new() } else { (0..document.blocks.len()).map(opens).collect() };
        if !opened.iter().any(Option::is_some) {
            return;
        }
        let mut blocks: Vec<Block> = Vec::with_capacity(document.blocks.len() + 1);
        let mut after = Vec::with_capacity(document.blocks.len() + 1);
        let mut cut = None;
        for (index, &block) in document.blocks.iter().enumerate() {
            after.push(blocks.len());
            match (opened[index], cut.take()) {
                (Some(end), _) => {
                    let first = document.blocks[index + 1].extent;
                    let gap = document.text[end as usize..].len() - document.text[end as usize..].trim_start().len();
                    let start = end + gap as u32;
                    blocks.push(Block { kind: BlockKind::Paragraph, extent: Extent { start: first.start, end }, ..block });
                    if start < block.extent.end {
                        blocks.push(Block { extent: Extent { start, ..block.extent }, ..block });
                    }
                    cut = Some(start);
                }
                (None, Some(start)) if start >= block.extent.end => {}
                (None, Some(start)) => blocks.push(Block { extent: Extent { start, ..block.extent }, ..block }),
                (None, None) => blocks.push(block),
            }
        }
        after.push(blocks.len());
        document.replace_blocks(blocks, &after);
    }
}

fn is_speech(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Line) && block.zone == Zone::Body
}

/// "Nathan" of "Nathan, ein reicher Jude", "Saladin" of "Sultan Saladin".
fn names(item: &str) -> Vec<String> {
    const WORDS: usize = 4;
    let own = item.split([',', ';', '(', '.', '\n']).next().unwrap_or_default().trim().to_lowercase();
    let last = own.rsplit(' ').next().unwrap_or_default().to_owned();
    if own.is_empty() || own.split(' ').count() > WORDS { Vec::new() } else { vec![own, last] }
}

//! Lines in bold that head parts, and headings that head nothing: ornaments, and slogans at the end.

use std::collections::HashSet;

use crate::convention::Habits;
use crate::document::{Block, BlockKind, Document, Kind, Rend, Zone};
use crate::structure::{name, statement};

/// A line in bold is no longer, in bytes.
const LONGEST: usize = 90;

/// Makes headings of the short lines in bold above running text, where there are several and nothing else heads a part: each says
/// what no other line does, as names of speakers do not.
pub(super) fn open(document: &mut Document, habits: &Habits) {
    const LEAST: usize = 2;
    let is_headed = document.blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading(_)) && block.zone == Zone::Body);
    if is_headed {
        return;
    }
    let bold: Vec<usize> = (0..document.blocks.len()).filter(|&index| is_bold_line(document, index, habits)).collect();
    if bold.len() < LEAST {
        return;
    }
    let mut said = HashSet::new();
    let lines = document.blocks.iter().map(|block| block.extent).filter(|extent| extent.range().len() <= LONGEST);
    let again: HashSet<&str> = lines.map(|extent| document.str(extent)).filter(|line| !said.insert(*line)).collect();
    if bold.iter().any(|&index| again.contains(document.str(document.blocks[index].extent))) {
        return;
    }
    for index in bold {
        document.blocks[index].kind = BlockKind::Heading(3);
    }
}

/// Whether a paragraph is a few words in bold, no sentence, and a longer one follows.
fn is_bold_line(document: &Document, index: usize, habits: &Habits) -> bool {
    const RUNNING: usize = 160;
    let is_paragraph = |block: &Block| block.kind == BlockKind::Paragraph && block.zone == Zone::Body && block.depth == 0;
    let block = document.blocks[index];
    if !is_paragraph(&block) || block.extent.range().len() > LONGEST {
        return false;
    }
    let text = document.str(block.extent);
    let is_bold =
        || document.annotations_at(block.extent.start).iter().any(|a| a.extent == block.extent && a.kind == Kind::Emphasis(Rend::Bold));
    let is_open = !text.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', ',', ':', ';', '!', '?', '…', '-', '—']);
    let follows = document.blocks.get(index + 1).is_some_and(|next| is_paragraph(next) && next.extent.range().len() > RUNNING);
    let is_title = text.contains(char::is_alphabetic) && !text.contains('\n') && !name::is_person(text, habits);
    is_open && follows && is_title && is_bold() && !statement::is_one(document, &block, habits)
}

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

//! Roman figures that head parts of a text: "II." alone on its line, "II. THE WEIRS" in capitals. Initials of names and numbers of
//! clauses look so too: those that count on from the first are heads.

use crate::date;
use crate::document::{Block, BlockKind, Document, Zone};

/// A line of the text that begins with Roman figures.
struct Numbered {
    index: usize,
    value: u32,
}

/// Makes headings of such lines, a level below the heading above the first.
pub(in crate::structure) fn open(document: &mut Document) {
    /// The second stands no more such lines below the first: what looks so may be the name of who signs.
    const NEAR: usize = 4;
    let found: Vec<Numbered> = (0..document.blocks.len()).filter_map(|index| numbered(document, index)).collect();
    let mut last: Option<(usize, u8)> = None;
    let mut counted = 0;
    for (n, own) in found.iter().enumerate() {
        let is_beside = |other: Option<&Numbered>| {
            other.is_some_and(|other| other.index.abs_diff(own.index) == 1 && other.value.abs_diff(own.value) == 1)
        };
        // "I." and "II." right below each other are a list.
        let is_listed = is_beside(n.checked_sub(1).map(|n| &found[n])) || is_beside(found.get(n + 1));
        let begins = own.value == 1 && found[n + 1..].iter().take(NEAR).any(|next| next.value == 2);
        if !is_listed && (begins || counted > 0 && own.value == counted + 1) {
            let level = level(document, own.index, last);
            document.blocks[own.index].kind = BlockKind::Heading(level);
            last = Some((own.index, level));
            counted = own.value;
        }
    }
}

/// The level of the last such head, if it is the last heading above, or the one below that of the last heading.
fn level(document: &Document, index: usize, last: Option<(usize, u8)>) -> u8 {
    const LOWEST: u8 = 6;
    let from = last.map_or(0, |(before, _)| before + 1);
    let own = |block: &Block| if let BlockKind::Heading(level) = block.kind { Some(level) } else { None };
    let above = document.blocks[from..index].iter().rev().filter(|block| block.zone == Zone::Body).find_map(own);
    above.map_or(last.map_or(2, |(_, level)| level), |above| (above + 1).min(LOWEST))
}

fn numbered(document: &Document, index: usize) -> Option<Numbered> {
    let block: &Block = &document.blocks[index];
    let is_line = block.kind == BlockKind::Paragraph && block.zone == Zone::Body && block.depth == 0;
    let text = if is_line { document.str(block.extent).trim() } else { "" };
    let (figures, rest) = text.split_at(text.bytes().take_while(|b| b"IVXLC".contains(b)).count());
    let rest = rest.trim_start_matches('.').trim_start();
    let is_head = !figures.is_empty() && (rest.is_empty() || is_in_capitals(rest) && text[figures.len()..].starts_with(". "));
    date::roman(figures).filter(|_| is_head).map(|value| Numbered { index, value })
}

/// "THE WEIRS", on one line; what small letters stand in is a sentence, or a name.
fn is_in_capitals(text: &str) -> bool {
    const LONGEST: usize = 160;
    text.len() <= LONGEST
        && text.chars().filter(|c| c.is_uppercase()).count() > 2
        && !text.contains(|c: char| c.is_lowercase() || c == '\n')
}

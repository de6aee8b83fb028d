//! Tables of contents: "Contents", and lines that end in the number of a page.

use crate::convention::Habits;
use crate::document::{Annotation, Block, BlockKind, DivisionKind, Document, Kind, ListKind, Reason, Zone};

/// Makes a list of the lines below each heading of contents, and says of the heading what it opens. What is listed there
/// says nothing of the text, and heads nothing.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let mut blocks = Vec::with_capacity(document.blocks.len() + 1);
    let mut after = Vec::with_capacity(document.blocks.len() + 1);
    let mut end = 0;
    for (index, &block) in document.blocks.iter().enumerate() {
        after.push(blocks.len());
        if is_heading(document, index, habits) {
            end = entries_end(document, index + 1, habits);
            let is_listed = end > index + 1;
            let level = if is_listed { level_after(document, index, end) } else { None };
            let kind = level.map_or(block.kind, BlockKind::Heading);
            blocks.push(Block { kind, ..block });
            if let (true, Some(first), Some(last)) = (is_listed, document.blocks.get(index + 1), document.blocks.get(end.wrapping_sub(1))) {
                let extent = crate::document::Extent { start: first.extent.start, end: last.extent.end };
                blocks.push(Block { kind: BlockKind::List(ListKind::Simple), extent, ..*first });
            }
        } else if index < end {
            blocks.push(Block { kind: BlockKind::Item { label: 0 }, depth: block.depth + 1, ..block });
        } else {
            blocks.push(block);
        }
    }
    after.push(blocks.len());
    let opened = blocks.windows(2).filter(|pair| matches!(pair[1].kind, BlockKind::List(_) | BlockKind::Table)).map(|pair| pair[0]);
    let opened = opened.filter(|own| matches!(own.kind, BlockKind::Heading(_)) && habits.is_contents(document.str(own.extent)));
    let opened: Vec<_> = opened.map(|own| Annotation { extent: own.extent, kind: Kind::Division(DivisionKind::Contents, None) }).collect();
    document.replace_blocks(blocks, &after);
    if !opened.is_empty() {
        document.annotations.extend(opened);
        document.sort_annotations();
    }
}

/// Leaves the tables of contents out of the edition, with their headings.
pub fn leave_out(document: &mut Document) {
    for index in 0..document.blocks.len() {
        let block = document.blocks[index];
        let opens = |own: &Annotation| own.extent == block.extent && matches!(own.kind, Kind::Division(DivisionKind::Contents, _));
        if !matches!(block.kind, BlockKind::Heading(_)) || !document.annotations_in(block.extent).iter().any(opens) {
            continue;
        }
        let is_listed = matches!(document.blocks.get(index + 1).map(|next| next.kind), Some(BlockKind::List(_) | BlockKind::Table));
        let end = if is_listed { document.end_of(index + 1) } else { index + 1 };
        document.blocks[index..end].iter_mut().for_each(|own| own.zone = Zone::Dropped(Reason::Contents));
    }
}

fn is_heading(document: &Document, index: usize, habits: &Habits) -> bool {
    let block = &document.blocks[index];
    let is_line = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph) && block.depth == 0 && block.zone == Zone::Body;
    is_line && block.extent.end - block.extent.start < 40 && habits.is_contents(document.str(block.extent))
}

/// One past the paragraphs from `start` on that are entries: two or more that end in the number of a page.
fn entries_end(document: &Document, start: usize, habits: &Habits) -> usize {
    // "PAGE" stands above the numbers.
    let is_page = |block: &Block| {
        let text = document.str(block.extent).trim_end_matches('.');
        block.extent.start == document.blocks[start].extent.start && habits.bibliography.page.contains(text)
    };
    let is_entry = |block: &&Block| {
        let is_paragraph = block.kind == BlockKind::Paragraph && block.depth == 0 && block.zone == Zone::Body;
        is_paragraph && (names_page(document.str(block.extent)) || is_page(block))
    };
    let n = document.blocks[start..].iter().take_while(is_entry).count();
    if n > 1 { start + n } else { start }
}

/// The level of the heading of contents: its own, else that of the next heading of the text.
fn level_after(document: &Document, index: usize, end: usize) -> Option<u8> {
    let level = |block: &Block| if let BlockKind::Heading(level) = block.kind { Some(level) } else { None };
    level(&document.blocks[index]).or_else(|| document.blocks[end..].iter().find_map(level)).or(Some(2))
}

/// "The Weir ..... 12", "The Weir      xii", "The Weir, 12".
fn names_page(text: &str) -> bool {
    let text = text.trim_end();
    let words = before_number(text);
    let is_number = words.len() < text.len() && text.len() - words.len() <= 6;
    text.len() <= 200 && is_number && words.ends_with([' ', '.', '\t', '…', ',']) && words.contains(char::is_alphabetic)
}

/// A line without the number of a page at its end, in digits or small Roman numerals.
fn before_number(line: &str) -> &str {
    let words = line.trim_end_matches(|c: char| c.is_ascii_digit());
    if words.len() == line.len() { line.trim_end_matches(|c| "ivxlc".contains(c)) } else { words }
}

/// Whether a line of the source is an entry by its shape alone: leaders or a gap before the number at its end.
pub(in crate::structure) fn is_entry(line: &str) -> bool {
    let words = before_number(line);
    let before = words.trim_end_matches([' ', '.', '\t', '…', '·', '_']);
    let gap = &words[before.len()..];
    words.len() < line.len()
        && before.contains(char::is_alphabetic)
        && (gap.matches('.').count() >= 3 || gap.contains("    ") || gap.contains('…'))
}

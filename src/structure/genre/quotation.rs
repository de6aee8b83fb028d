//! Quotations that stand apart: with their source (`cit`), as epigraphs at the head of a text or section, and those that the
//! sentence before announces.

use std::ops::Range;

use super::attribution::{self, Mark};
use super::letter;
use crate::convention::Habits;
use crate::document::{Block, BlockKind, Document, Extent, Kind, Rend, Zone};
use crate::structure::corrected;

/// A quotation has so many paragraphs at most.
const MOST: usize = 40;
/// Quotation marks that open and close.
const MARKS: [(char, char); 5] = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('‘', '’')];

/// What stands apart as a quotation.
struct Quoted {
    /// Its blocks, and that of the attribution where it is one.
    blocks: Range<usize>,
    attribution: Option<Extent>,
    is_epigraph: bool,
}

/// Puts quotations together with their sources, and says which of them are epigraphs.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let found = all(document, habits);
    if found.is_empty() {
        return;
    }
    let mut blocks = Vec::with_capacity(document.blocks.len() + 3 * found.len());
    let mut after = Vec::with_capacity(document.blocks.len() + 1);
    let mut at = 0;
    for quoted in &found {
        keep(document, at..quoted.blocks.start, &mut blocks, &mut after);
        enclose(document, quoted, &mut blocks, &mut after);
        at = quoted.blocks.end;
    }
    keep(document, at..document.blocks.len(), &mut blocks, &mut after);
    after.push(blocks.len());
    document.replace_blocks(blocks, &after);
}

fn keep(document: &Document, range: Range<usize>, blocks: &mut Vec<Block>, after: &mut Vec<usize>) {
    for index in range {
        after.push(blocks.len());
        blocks.push(document.blocks[index]);
    }
}

/// The quotation in what holds it, and its attribution after it.
fn enclose(document: &Document, quoted: &Quoted, blocks: &mut Vec<Block>, after: &mut Vec<usize>) {
    let own = &document.blocks[quoted.blocks.clone()];
    let first = own[0];
    let whole =
        own.iter().fold(first.extent, |all, block| Extent { start: all.start.min(block.extent.start), end: all.end.max(block.extent.end) });
    let end = quoted.attribution.map_or(whole.end, |line| end_before(document, whole.start, line.start));
    // A note that ends before the quotation ends before what holds it.
    after.push(blocks.len());
    let mut depth = first.depth;
    let mut open = |kind, extent, depth: &mut u16| {
        blocks.push(Block { kind, extent, depth: *depth, zone: first.zone });
        *depth += 1;
    };
    if quoted.is_epigraph {
        open(BlockKind::Epigraph, whole, &mut depth);
    }
    if quoted.attribution.is_some() {
        open(BlockKind::Cited, whole, &mut depth);
    }
    let inner = depth;
    if first.kind != BlockKind::Quotation {
        open(BlockKind::Quotation, Extent { end, ..whole }, &mut depth);
    }
    let is_quoted = |extent: Extent| quoted.attribution.is_none_or(|line| extent.start < line.start || extent.is_empty());
    for (n, block) in own.iter().enumerate() {
        after.extend((n > 0).then_some(blocks.len()));
        if is_quoted(block.extent) {
            let extent = Extent { end: block.extent.end.min(end.max(block.extent.start)), ..block.extent };
            blocks.push(Block { depth: block.depth - first.depth + depth, extent, ..*block });
        }
    }
    blocks.extend(quoted.attribution.map(|extent| Block { kind: BlockKind::Attribution, extent, depth: inner, zone: first.zone }));
}

/// Where the text ends before `at`, without the white space between.
fn end_before(document: &Document, start: u32, at: u32) -> u32 {
    start + document.text[start as usize..at as usize].trim_end().len() as u32
}

fn all(document: &Document, habits: &Habits) -> Vec<Quoted> {
    let decided = corrected::decided(document);
    let is_marked = document.blocks.iter().any(|block| block.kind == BlockKind::Quotation && block.zone == Zone::Body);
    let mut found: Vec<Quoted> = Vec::new();
    let mut place = Place { level: 0, is_head: true };
    // A stanza has the source that the run has which it stands in.
    let (mut index, mut run_end) = (0, 0);
    while index < document.blocks.len() {
        let own = if index < run_end { None } else { sourced(document, index, place, habits) };
        if own.is_none() && index >= run_end && document.blocks[index].kind == BlockKind::Stanza {
            run_end = stanzas_end(document, index);
        }
        let quoted = own
            .or_else(|| if is_marked { None } else { announced(document, index, habits) })
            .filter(|quoted| !decided[quoted.blocks.clone()].contains(&true));
        let end = quoted.as_ref().map_or(index + 1, |quoted| quoted.blocks.end);
        let is_epigraph = quoted.as_ref().is_some_and(|quoted| quoted.is_epigraph);
        if !is_epigraph {
            document.blocks[index..end].iter().for_each(|block| place.pass(block));
        }
        found.extend(quoted);
        index = end;
    }
    found
}

/// Lets an epigraph be a mere quotation where text stands before it in its section, as a person decided since (TEI: `epigraph`
/// opens a division).
pub(in crate::structure) fn unhead(document: &mut Document) {
    let mut place = Place { level: 0, is_head: true };
    let mut keep = vec![true; document.blocks.len()];
    let mut index = 0;
    while index < document.blocks.len() {
        let is_epigraph = document.blocks[index].kind == BlockKind::Epigraph;
        let end = if is_epigraph { document.end_of(index) } else { index + 1 };
        if !is_epigraph {
            place.pass(&document.blocks[index]);
        } else if !place.is_head {
            keep[index] = false;
            document.blocks[index..end].iter_mut().for_each(|block| block.depth = block.depth.saturating_sub(1));
        }
        index = end;
    }
    document.retain_blocks(&keep);
}

/// Where in its section a block stands.
#[derive(Clone, Copy)]
struct Place {
    /// The level of the heading above; 0 where there is none.
    level: u8,
    /// Whether no text stands between.
    is_head: bool,
}

impl Place {
    fn pass(&mut self, block: &Block) {
        match (block.zone, block.kind) {
            (Zone::Body, BlockKind::Heading(level)) => *self = Self { level, is_head: true },
            (Zone::Body, BlockKind::Rule | BlockKind::PageBreak) => {}
            (Zone::Body, _) => self.is_head &= block.extent.is_empty(),
            _ => {}
        }
    }

    /// Whether text of the same section follows.
    fn goes_on(self, document: &Document, end: usize) -> bool {
        next(document, end).is_some_and(|next| match next {
            BlockKind::Heading(level) => self.level == 0 || level > self.level,
            _ => true,
        })
    }
}

/// The kind of the next block of the text that is neither rule nor page break.
fn next(document: &Document, end: usize) -> Option<BlockKind> {
    let is_text = |block: &&Block| block.zone == Zone::Body && !matches!(block.kind, BlockKind::Rule | BlockKind::PageBreak);
    document.blocks[end..].iter().find(is_text).map(|block| block.kind)
}

/// A quotation with its source, or one that is an epigraph, of which the first block is at `index`.
fn sourced(document: &Document, index: usize, place: Place, habits: &Habits) -> Option<Quoted> {
    let blocks = quotation(document, index)?;
    let is_marked = document.blocks[index].kind == BlockKind::Quotation;
    let may_open = place.is_head && document.blocks[index].depth == 0 && document.blocks[index].zone == Zone::Body;
    let Some((attribution, end)) = attribution_of(document, &blocks, habits) else {
        let is_before_prose = matches!(next(document, blocks.end), Some(BlockKind::Paragraph | BlockKind::Heading(_)));
        let is_motto = is_marked && may_open && is_before_prose && place.goes_on(document, blocks.end) && is_motto(document, &blocks);
        return is_motto.then_some(Quoted { blocks, attribution: None, is_epigraph: true });
    };
    let goes_on = place.goes_on(document, end);
    (is_marked || goes_on).then_some(Quoted { blocks: index..end, attribution: Some(attribution), is_epigraph: may_open && goes_on })
}

/// The blocks of what may be a quotation: one that is marked, stanzas, or a paragraph in quotation marks or italics.
fn quotation(document: &Document, index: usize) -> Option<Range<usize>> {
    let block = &document.blocks[index];
    match (block.kind, block.zone) {
        (BlockKind::Quotation, Zone::Body | Zone::Note) => Some(index..document.end_of(index)),
        (BlockKind::Stanza, Zone::Body) => Some(index..stanzas_end(document, index)),
        (BlockKind::Paragraph, Zone::Body) if is_enclosed(document, first_lines(document, block.extent)) => Some(index..index + 1),
        _ => None,
    }
}

fn stanzas_end(document: &Document, first: usize) -> usize {
    let depth = document.blocks[first].depth;
    let is_next = |block: &Block| block.kind == BlockKind::Stanza && block.depth == depth && block.zone == Zone::Body;
    let mut end = document.end_of(first);
    while document.blocks.get(end).is_some_and(is_next) {
        end = document.end_of(end);
    }
    end
}

/// A paragraph without its last line, where that begins as an attribution does.
fn first_lines(document: &Document, extent: Extent) -> Extent {
    match document.str(extent).rsplit_once('\n') {
        Some((before, last)) if attribution::opens(last) => document.extent_of(before.trim_end()),
        _ => extent,
    }
}

/// Whether all of a text stands in one pair of quotation marks, or in italics.
fn is_enclosed(document: &Document, extent: Extent) -> bool {
    let text = document.str(extent);
    let is_quoted = MARKS.iter().any(|&(open, close)| {
        let inner = text.strip_prefix(open).and_then(|text| text.trim_end_matches('.').strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains([open, close]))
    });
    let is_italic = || {
        document.annotations_in(extent).iter().any(|own| own.extent.contains(extent) && matches!(own.kind, Kind::Emphasis(Rend::Italic)))
    };
    text.len() > 20 && (is_quoted || is_italic())
}

/// The attribution of a quotation, and one past the last block of both.
fn attribution_of(document: &Document, blocks: &Range<usize>, habits: &Habits) -> Option<(Extent, usize)> {
    let is_marked = document.blocks[blocks.start].kind == BlockKind::Quotation;
    let inside = || within(document, blocks, is_marked, habits).map(|line| (line, blocks.end));
    let below = || below(document, blocks, habits).map(|line| (line, blocks.end + 1));
    inside().or_else(below).or_else(|| if is_marked { reference(document, blocks, habits) } else { None })
}

/// The attribution that is the last line of the quotation.
fn within(document: &Document, blocks: &Range<usize>, is_marked: bool, habits: &Habits) -> Option<Extent> {
    let leaf = last_leaf(document, blocks)?;
    let extent = document.blocks[leaf].extent;
    let line = document.str(extent).rsplit('\n').next().map(|line| document.extent_of(line))?;
    let is_first = line.start == document.blocks[blocks.start].extent.start;
    let mark = attribution::read(document, line, habits).filter(|_| !is_first)?;
    let quoted = document.text[..line.start as usize].trim_end();
    let is_closed = quoted.ends_with(['.', '!', '?', '…', '"', '”', '“', '’', '»', '\'']);
    let is_signature = letter::is_closing(quoted.rsplit('\n').next().unwrap_or_default(), habits);
    (!is_signature && (mark == Mark::Dash || is_marked && is_closed)).then_some(line)
}

fn last_leaf(document: &Document, blocks: &Range<usize>) -> Option<usize> {
    let leaf = blocks.clone().rev().find(|&index| document.is_leaf(index) && !document.blocks[index].extent.is_empty())?;
    let is_text = matches!(document.blocks[leaf].kind, BlockKind::Paragraph | BlockKind::Line);
    (is_text && matches!(document.blocks[leaf].zone, Zone::Body | Zone::Note)).then_some(leaf)
}

/// The attribution that is the next paragraph.
fn below(document: &Document, blocks: &Range<usize>, habits: &Habits) -> Option<Extent> {
    let (first, next) = (document.blocks[blocks.start], *document.blocks.get(blocks.end)?);
    let is_next = next.kind == BlockKind::Paragraph && next.zone == first.zone && next.depth == first.depth && document.is_leaf(blocks.end);
    let mark = if is_next { attribution::read(document, next.extent, habits)? } else { return None };
    let is_apart = mark == Mark::Dash || mark == Mark::Brackets && first.kind == BlockKind::Quotation;
    is_apart.then_some(next.extent)
}

/// The reference in brackets at the end of the last paragraph.
fn reference(document: &Document, blocks: &Range<usize>, habits: &Habits) -> Option<(Extent, usize)> {
    let leaf = last_leaf(document, blocks)?;
    attribution::at_end(document, document.blocks[leaf].extent, habits).map(|line| (line, blocks.end))
}

/// A short quotation in quotation marks, in italics or of verse.
fn is_motto(document: &Document, blocks: &Range<usize>) -> bool {
    const MAX: u32 = 600;
    let extent = document.blocks[blocks.start].extent;
    let leaves = || blocks.clone().filter(|&index| document.is_leaf(index) && !document.blocks[index].extent.is_empty());
    let is_set_off = |index: usize| document.blocks[index].kind == BlockKind::Line || is_enclosed(document, document.blocks[index].extent);
    extent.end - extent.start <= MAX && leaves().next().is_some() && leaves().all(is_set_off)
}

/// What the sentence before `index` announces: "as you will see from the following passage:".
fn announced(document: &Document, index: usize, habits: &Habits) -> Option<Quoted> {
    let is_paragraph = |index: usize| {
        let block = document.blocks.get(index)?;
        let is_one = block.kind == BlockKind::Paragraph && block.depth == 0 && block.zone == Zone::Body && document.is_leaf(index);
        is_one.then(|| document.str(block.extent))
    };
    let before = is_paragraph(index.checked_sub(1)?)?;
    let quoted = is_paragraph(index)?;
    // The opening mark at the head of each paragraph, the closing one at the end of the last.
    let is_led_to = before.trim_end_matches(|c: char| "—–- ".contains(c)).ends_with(':');
    let together = || quoted_together(&(index..document.blocks.len()).take(MOST).map_while(is_paragraph).collect::<Vec<_>>());
    if let Some(n) = if is_led_to { together() } else { None } {
        return Some(Quoted { blocks: index..index + n, attribution: None, is_epigraph: false });
    }
    let is_prose = quoted.starts_with(|c: char| c.is_uppercase() || "…[(".contains(c))
        && quoted.ends_with(['.', '!', '?', '…', ')'])
        && !quoted.contains('\n');
    let is_announced = habits.announces_quotation(before)
        && (is_prose || is_enclosed(document, document.blocks[index].extent))
        && !habits.announces_quotation(quoted);
    let set_off = || {
        (index + 1..document.blocks.len())
            .take_while(|&next| is_paragraph(next).is_some() && is_enclosed(document, document.blocks[next].extent))
    };
    let n = if is_prose { 1 } else { 1 + set_off().count() };
    is_announced.then_some(Quoted { blocks: index..index + n, attribution: None, is_epigraph: false })
}

/// How many paragraphs from the first on are one quotation: each begins with its mark, and the last alone closes it.
fn quoted_together(paragraphs: &[&str]) -> Option<usize> {
    let first = paragraphs.first()?;
    let &(open, close) = MARKS.iter().find(|(open, _)| first.starts_with(*open))?;
    let begins = |text: &str| text.starts_with(open) || open == '«' && text.starts_with(close);
    let inner = |text: &'_ str| text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
    let n = 1 + paragraphs.iter().take_while(|text| begins(text)).position(|text| text[inner(text)..].contains(close))?;
    let last = paragraphs[n - 1];
    let is_closed = last[inner(last)..].trim_end().trim_end_matches('.').find(close).is_some_and(|at| {
        let end = inner(last) + at + close.len_utf8();
        last[end..].trim_end().trim_end_matches('.').is_empty()
    });
    (n > 1 && is_closed).then_some(n)
}

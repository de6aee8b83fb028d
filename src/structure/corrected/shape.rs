//! Blocks made into others before the passes over them: verse, lists and tables by the lines of the source.

use std::ops::Range;

use super::{are_any, lines};
use crate::diagnostic::Finding;
use crate::document::{Block, BlockKind, Correction, Document, Extent, Kind, Leaves, ListKind, ReadAs, Reason, Set, Zone};

/// Makes of the blocks of every correction what it says that they are. Corrections of which others leave nothing are taken out, and told.
pub(in crate::structure) fn begin(document: &mut Document, source: &str) -> Vec<(Extent, Finding)> {
    if !are_any(document) {
        return Vec::new();
    }
    let mut findings = super::note::unmake(document);
    let claims = claims(document);
    let roots = roots(document, &claims);
    let overruled = overruled(document, &claims, &roots);
    findings.extend(told(document, &overruled));
    break_lines(document, source, &roots);
    let mut shaper = Shaper { blocks: Vec::with_capacity(document.blocks.len()), document };
    let mut after = Vec::with_capacity(shaper.document.blocks.len() + 1);
    let mut is_reshaped = Vec::with_capacity(shaper.document.blocks.len());
    let mut index = 0;
    while index < roots.len() {
        let own = roots[index].map(|n| (n, run_end(shaper.document, &roots, index)));
        let end = own.map_or(index + 1, |(_, end)| end);
        after.extend(std::iter::repeat_n(shaper.blocks.len(), end - index));
        is_reshaped.extend(std::iter::repeat_n(own.is_some(), end - index));
        match own {
            Some((correction, _)) => shaper.reshape(index..end, correction),
            None => shaper.blocks.push(shaper.document.blocks[index]),
        }
        index = end;
    }
    after.push(shaper.blocks.len());
    let blocks = shaper.blocks;
    // What held a note is another thing now.
    document.notes.retain(|note| !is_reshaped[note.container()]);
    document.replace_blocks(blocks, &after);
    let mut overruled = overruled.into_iter();
    document.corrections.retain(|_| !overruled.next().unwrap_or(false));
    findings
}

/// The corrections that are about a part of what a later one makes one thing of: verse of a line, and text of the next.
fn told(document: &Document, overruled: &[bool]) -> Vec<(Extent, Finding)> {
    let problem = "another row says what the whole is";
    let finding = |own: &Correction| (own.extent, Finding::without_object(document.line(own.extent), problem));
    document.corrections.iter().zip(overruled).filter(|(_, is_overruled)| **is_overruled).map(|(own, _)| finding(own)).collect()
}

/// Each correction of blocks with each block of which it makes something else, by their indices.
fn claims(document: &Document) -> Vec<(usize, usize)> {
    let parents = parents(document);
    let leaves = Leaves::of(document);
    let corrections = document.corrections.iter().enumerate().filter(|(_, own)| super::decides(&own.set));
    let claims = corrections.flat_map(|(n, own)| leaves.at(own.extent).map(move |index| (n, index)));
    claims.map(|(n, index)| (n, outermost(document, &parents, index, &document.corrections[n].set))).collect()
}

/// For each block the last correction, by its index, that makes something else of it.
fn roots(document: &Document, claims: &[(usize, usize)]) -> Vec<Option<usize>> {
    let mut roots = vec![None; document.blocks.len()];
    claims.iter().for_each(|&(n, root)| roots[root] = Some(n));
    roots
}

/// For each correction whether others say otherwise of all of its blocks.
fn overruled(document: &Document, claims: &[(usize, usize)], roots: &[Option<usize>]) -> Vec<bool> {
    let mut overruled = vec![false; document.corrections.len()];
    claims.iter().for_each(|&(n, _)| overruled[n] = true);
    let set = |n: usize| &document.corrections[n].set;
    let holding = claims.iter().filter(|&&(n, root)| roots[root].is_some_and(|by| set(n) == set(by)));
    holding.for_each(|&(n, _)| overruled[n] = false);
    overruled
}

fn parents(document: &Document) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(document.blocks.len());
    for (index, block) in document.blocks.iter().enumerate() {
        while open.last().is_some_and(|&parent| document.blocks[parent].depth >= block.depth) {
            open.pop();
        }
        parents.push(open.last().copied());
        open.push(index);
    }
    parents
}

/// The list, table or stanza that the block at `index` is a part of, whole; else the block itself.
fn outermost(document: &Document, parents: &[Option<usize>], index: usize, set: &Set) -> usize {
    use BlockKind::{Item, List, Quotation, Stanza, Table};
    let is_text = *set == Set::Read(ReadAs::Text);
    let around = std::iter::successors(parents[index], |&parent| parents[parent]);
    let holds = |&parent: &usize| {
        let kind = document.blocks[parent].kind;
        matches!(kind, List(_) | Table | Stanza | Item { .. }) || is_text && kind == Quotation
    };
    around.filter(holds).last().unwrap_or(index)
}

/// One past the blocks after `first` that the same correction makes one thing of.
fn run_end(document: &Document, roots: &[Option<usize>], first: usize) -> usize {
    let mut end = document.end_of(first);
    while end < roots.len() && roots[end] == roots[first] && document.blocks[end].depth == document.blocks[first].depth {
        end = document.end_of(end);
    }
    end
}

/// Ends lines in the text where the source does, in blocks of which the lines count.
fn break_lines(document: &mut Document, source: &str, roots: &[Option<usize>]) {
    let mut lined: Vec<Extent> = roots
        .iter()
        .enumerate()
        .filter_map(|(index, root)| {
            let set = &document.corrections[(*root)?].set;
            let counts = matches!(set, Set::Read(ReadAs::Verse | ReadAs::List | ReadAs::Table));
            counts.then_some(document.blocks[index].extent)
        })
        .collect();
    if lined.is_empty() {
        return;
    }
    lined.sort_unstable();
    let around = |byte: u32| lined[..lined.partition_point(|extent| extent.start <= byte)].last().filter(|extent| byte < extent.end);
    let mut bytes: Vec<u32> = lines::ends(document, source).into_iter().filter(|&byte| around(byte).is_some()).collect();
    bytes.extend(bars(document, roots));
    bytes.sort_unstable();
    bytes.dedup();
    lines::break_at(document, &bytes);
    let in_lines = |extent: Extent| around(extent.start).is_some_and(|own| own.contains(extent));
    document.annotations.retain(|a| !(matches!(a.kind, Kind::LineBreak { in_word: false }) && in_lines(a.extent)));
}

/// The bars between the cells of tables, which are marks.
fn bars(document: &Document, roots: &[Option<usize>]) -> Vec<u32> {
    let is_table = |root: &Option<usize>| root.is_some_and(|n| document.corrections[n].set == Set::Read(ReadAs::Table));
    let tables = roots.iter().enumerate().filter(|(_, root)| is_table(root)).map(|(index, _)| document.blocks[index].extent);
    tables.flat_map(|extent| document.str(extent).match_indices('|').map(move |(at, _)| extent.start + at as u32)).collect()
}

/// Blocks on their way to other blocks.
struct Shaper<'a> {
    blocks: Vec<Block>,
    document: &'a mut Document,
}

impl Shaper<'_> {
    fn push(&mut self, kind: BlockKind, extent: Extent, like: &Block, below: u16) {
        self.blocks.push(Block { kind, extent, depth: like.depth + below, zone: Zone::Body });
    }

    fn reshape(&mut self, range: Range<usize>, correction: usize) {
        let first = self.document.blocks[range.start];
        let set = self.document.corrections[correction].set.clone();
        let leaves = leaves(self.document, range.clone());
        match set {
            Set::Read(ReadAs::Verse) => self.verse(&leaves, &first),
            Set::Read(ReadAs::List) => self.list(&leaves, &first),
            Set::Read(ReadAs::Table) => self.table(&leaves, &first),
            Set::Read(ReadAs::Quotation) => {
                self.push(BlockKind::Quotation, around(&leaves), &first, 0);
                leaves.iter().for_each(|leaf| self.push(BlockKind::Paragraph, leaf.extent, &first, 1));
            }
            Set::Read(ReadAs::Text) => self.text(range, &first),
            _ => self.leaves(&leaves, &first, &set),
        }
    }

    /// Paragraphs: of a stanza one.
    fn text(&mut self, range: Range<usize>, first: &Block) {
        let mut index = range.start;
        while index < range.end {
            let (block, end) = (self.document.blocks[index], self.document.end_of(index));
            if block.kind == BlockKind::Stanza {
                lines::join(self.document, block.extent);
                self.push(BlockKind::Paragraph, block.extent, first, 0);
            } else {
                self.leaves(&leaves(self.document, index..end), first, &Set::Read(ReadAs::Text));
            }
            index = end;
        }
    }

    fn leaves(&mut self, leaves: &[Block], first: &Block, set: &Set) {
        let kind = match set {
            Set::Read(ReadAs::Block(BlockKind::Heading(0))) => BlockKind::Heading(super::level(&self.blocks)),
            Set::Read(ReadAs::Block(kind)) => *kind,
            Set::Statement(Some(_)) => BlockKind::Statement,
            _ => BlockKind::Paragraph,
        };
        for leaf in leaves {
            self.push(kind, leaf.extent, first, 0);
            let zone = match set {
                Set::Read(ReadAs::Dropped) => Zone::Dropped(Reason::Correction),
                Set::Statement(Some(_)) => Zone::Header,
                _ => Zone::Body,
            };
            self.blocks.last_mut().into_iter().for_each(|block| block.zone = zone);
        }
    }

    fn verse(&mut self, leaves: &[Block], first: &Block) {
        let stanzas: Vec<Vec<Extent>> = if first.kind == BlockKind::Stanza {
            vec![leaves.iter().map(|leaf| leaf.extent).collect()]
        } else {
            leaves.iter().map(|leaf| lines::of(self.document, leaf.extent)).collect()
        };
        for lines in stanzas.iter().filter(|lines| !lines.is_empty()) {
            let extent = Extent { start: lines[0].start, end: lines[lines.len() - 1].end };
            self.push(BlockKind::Stanza, extent, first, 0);
            lines.iter().for_each(|line| self.push(BlockKind::Line, *line, first, 1));
        }
    }

    fn list(&mut self, leaves: &[Block], first: &Block) {
        let lines: Vec<Extent> = leaves.iter().flat_map(|leaf| lines::of(self.document, leaf.extent)).collect();
        let labels: Vec<u32> = lines.iter().map(|line| label(self.document.str(*line))).collect();
        // An item without a label cannot stand before those that have one (TEI: `list`).
        let is_labelled = labels.first().is_some_and(|&label| label > 0);
        let kind = if is_labelled { ListKind::Labelled } else { ListKind::Bulleted };
        self.push(BlockKind::List(kind), around(leaves), first, 0);
        for (n, (line, label)) in lines.into_iter().zip(labels).enumerate() {
            if n > 0 && is_labelled && label == 0 {
                // A line without a label goes on with the item before.
                self.blocks.last_mut().into_iter().for_each(|item| item.extent.end = line.end);
            } else {
                self.push(BlockKind::Item { label: if is_labelled { label } else { 0 } }, line, first, 1);
            }
        }
    }

    fn table(&mut self, leaves: &[Block], first: &Block) {
        self.push(BlockKind::Table, around(leaves), first, 0);
        for leaf in leaves {
            for row in rows(self.document, leaf.extent) {
                self.push(BlockKind::Row { is_head: false }, around_all(&row), first, 1);
                row.iter().for_each(|cell| self.push(BlockKind::Cell, *cell, first, 2));
            }
        }
    }
}

/// The leaves of these blocks; the label of an item that holds others begins the first of them.
fn leaves(document: &Document, range: Range<usize>) -> Vec<Block> {
    let (mut leaves, mut label) = (Vec::new(), None);
    for index in range {
        let block = document.blocks[index];
        if document.is_leaf(index) {
            let start = label.take().unwrap_or(block.extent.start);
            leaves.push(Block { extent: Extent { start, ..block.extent }, ..block });
        } else if matches!(block.kind, BlockKind::Item { label } if label > 0) {
            label = label.or(Some(block.extent.start));
        }
    }
    leaves
}

/// The cells of each line: parted by bars, which are line ends by now, tabs or two spaces.
fn rows(document: &Document, extent: Extent) -> Vec<Vec<Extent>> {
    let lines = lines::of(document, extent);
    lines.into_iter().map(|line| cells(document, line)).filter(|row| !row.is_empty()).collect()
}

fn cells(document: &Document, line: Extent) -> Vec<Extent> {
    let parts = document.str(line).split('\t').flat_map(|part| part.split("  ")).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| document.extent_of(part)).collect()
}

fn around(blocks: &[Block]) -> Extent {
    around_all(&blocks.iter().map(|block| block.extent).collect::<Vec<_>>())
}

fn around_all(extents: &[Extent]) -> Extent {
    let start = extents.iter().map(|extent| extent.start).min().unwrap_or(0);
    Extent { start, end: extents.iter().map(|extent| extent.end).max().unwrap_or(start) }
}

/// The bytes of `1. `, `(a) ` at the start of an item.
fn label(text: &str) -> u32 {
    const MAX_LABEL: usize = 6;
    let Some((word, rest)) = text.split_once(' ').filter(|(word, _)| word.len() <= MAX_LABEL) else { return 0 };
    let inner = word.trim_start_matches('(').trim_end_matches([')', '.']);
    let is_number = inner.bytes().all(|b| b.is_ascii_digit());
    let is_label = !inner.is_empty() && word.ends_with([')', '.']) && (is_number || inner.len() == 1 && inner.is_ascii());
    if is_label { (text.len() - rest.trim_start().len()) as u32 } else { 0 }
}

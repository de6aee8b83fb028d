//! Drafts to a document: every byte to the tiler, every block to its extent of the text.

use std::borrow::Cow;

use crate::convention::{Habits, LetterPart};
use crate::document::{
    Annotation, Block, BlockKind, Document, Extent, Kind, Note, NotePlace, PageBreak, Reason, Rend, Role, Tile, Tiler, Zone,
};
use crate::source::Span;
use crate::structure::block::{Draft, DraftKind, Drafts};
use crate::structure::inline::Inline;
use crate::structure::line::{self, Line};
use crate::structure::matter;
use crate::structure::words::Words;

/// Builds the document of `source` from its drafts.
pub(super) fn assemble(source: &str, drafts: &Drafts, habits: &Habits) -> Document {
    let words = Words::new(source);
    let inline = Inline::new(source, habits, &words, drafts.has_feet);
    let tiler = Tiler::new(source);
    let document = Document::default();
    let mut assembly = Assembly { source, habits, words: &words, inline, tiler, document, note_label: false, in_line: Vec::new() };
    for draft in &drafts.drafts {
        assembly.place(draft, &drafts.pieces[draft.pieces.clone()]);
    }
    assembly.finish()
}

struct Assembly<'a> {
    source: &'a str,
    habits: &'a Habits,
    words: &'a Words<'a>,
    inline: Inline<'a>,
    tiler: Tiler<'a>,
    document: Document,
    /// Whether the mark before the next text is the label of a note, which holds a word.
    note_label: bool,
    /// Notes that stand in the line, until what holds them has ended.
    in_line: Vec<(Extent, Box<str>)>,
}

impl Assembly<'_> {
    fn place(&mut self, draft: &Draft, lines: &[Line]) {
        if draft.depth == 0 && !matches!(draft.kind, DraftKind::Item { .. }) {
            self.notes_in_line();
        }
        match &draft.kind {
            DraftKind::Claimed(reason) => self.claim(lines, *reason),
            DraftKind::PageBreak { number } => self.page_break(draft.depth, lines, number.as_deref()),
            DraftKind::Transposed { cells, is_head } => self.transposed(draft.depth, cells, *is_head),
            DraftKind::Note { label } => self.note(draft.depth, label),
            DraftKind::Verse => self.verse(draft.depth, lines),
            DraftKind::Heading(level) => self.leaf(BlockKind::Heading(*level), draft.depth, lines, false),
            DraftKind::Item { label } => self.item(draft.depth, lines, *label),
            DraftKind::Beside => self.document.beside = Some(self.text_len() as u32 + 1),
            DraftKind::Original => self.original(draft.depth, lines),
            DraftKind::Statement { key, mark } => self.statement(key, *mark, lines),
            kind => self.leaf(plain_kind(kind), draft.depth, lines, false),
        }
    }

    fn claim(&mut self, lines: &[Line], reason: Reason) {
        for line in lines.iter().filter(|line| !line.is_blank()) {
            self.gap(line.start as usize);
            self.tiler.drop(line.end as usize, reason);
        }
    }

    fn page_break(&mut self, depth: u16, lines: &[Line], number: Option<&str>) {
        self.claim(lines, Reason::PageMark);
        let at = self.text_len();
        self.push(BlockKind::PageBreak, depth, at);
        let number = number.map(Into::into);
        let kind = Kind::PageBreak(Box::new(PageBreak { number, in_word: false, cert: None }));
        self.document.annotations.push(Annotation { extent: Extent::new(at, at), kind });
    }

    fn note(&mut self, depth: u16, label: &str) {
        let at = self.text_len();
        self.push(BlockKind::Note, depth, at);
        let first = self.document.blocks.len();
        let label_extent = Extent::new(at, at);
        self.document.notes.push(Note { label: label.into(), label_extent, marker: None, body: first..first, place: NotePlace::End });
        self.note_label = true;
    }

    /// The notes that stood in the line, below what holds it. Their text stays where it is: their markers are all of it.
    fn notes_in_line(&mut self) {
        for (extent, label) in std::mem::take(&mut self.in_line) {
            self.document.blocks.push(Block { kind: BlockKind::Note, extent, depth: 0, zone: Zone::Body });
            let first = self.document.blocks.len();
            let label_extent = Extent { end: extent.start, ..extent };
            self.document.notes.push(Note { label, label_extent, marker: Some(extent), body: first..first, place: NotePlace::Line });
            self.document.blocks.push(Block { kind: BlockKind::Paragraph, extent, depth: 1, zone: Zone::Body });
        }
    }

    fn original(&mut self, depth: u16, lines: &[Line]) {
        self.leaf(BlockKind::Paragraph, depth, lines, false);
        self.document.originals.extend(self.document.blocks.last().map(|block| block.extent));
    }

    /// A value of front matter, its lines kept apart.
    fn statement(&mut self, key: &str, mark: usize, lines: &[Line]) {
        let mut lines = lines.to_vec();
        let first = lines[0];
        self.claim(&[Line { end: first.start + mark as u32, ..first }], Reason::Key);
        lines[0] = first.from(first.start as usize + mark).trimmed(self.source);
        lines.retain(|line| !line.is_blank());
        match self.habits.letter_part(key) {
            Some(part) => self.letter_part(part, &lines),
            None => self.leaf(BlockKind::Statement, 0, &lines, true),
        }
        if let Some(block) = self.document.blocks.last() {
            self.document.header.front_matter.push((block.extent, key.into()));
        }
    }

    /// A value of front matter that is text: without what YAML puts around it. It waits in the header to be moved.
    fn letter_part(&mut self, part: LetterPart, lines: &[Line]) {
        let shown = |line: &Line| line.text(self.source);
        let is_block = lines.len() > 1 && matter::is_block_mark(shown(&lines[0]));
        let mut own = lines[usize::from(is_block)..].to_vec();
        if is_block {
            self.claim(&lines[..1], Reason::Key);
        }
        let quotes = |mark: char| lines.first().is_some_and(|line| shown(line).starts_with(mark)) && closes(lines, self.source, mark);
        let is_quoted = !is_block && (quotes('"') || quotes('\''));
        if let (true, Some(first)) = (is_quoted, own.first_mut()) {
            *first = first.from(first.start as usize + 1);
        }
        if let (true, Some(last)) = (is_quoted, own.last_mut()) {
            last.end = (last.end - 1).max(last.start);
        }
        let kind = match part {
            LetterPart::Dateline => BlockKind::Dateline,
            LetterPart::Salutation => BlockKind::Salutation,
            LetterPart::Closer => BlockKind::Closer,
            LetterPart::Signature => BlockKind::Signature,
            LetterPart::Postscript => BlockKind::Postscript,
        };
        self.leaf(kind, 0, &own, false);
        self.document.blocks.last_mut().into_iter().for_each(|block| block.zone = Zone::Header);
        if let (true, Some(last)) = (is_quoted, own.last()) {
            self.tiler.mark(last.end as usize + 1);
        }
    }

    fn leaf(&mut self, kind: BlockKind, depth: u16, lines: &[Line], is_verse: bool) {
        let Some(first) = lines.first() else {
            let at = self.text_len();
            return self.push(kind, depth, at);
        };
        self.begin(first.start as usize);
        let start = self.text_len();
        let index = self.document.blocks.len();
        self.push(kind, depth, start);
        let rest = if kind == BlockKind::Paragraph { self.initial(*first) } else { None };
        let own = rest.map_or(Cow::Borrowed(lines), |rest| [rest].into_iter().chain(lines[1..].iter().copied()).collect());
        let from = self.document.annotations.len();
        self.inline.read(&own, is_verse, &mut self.tiler, &mut self.document.annotations);
        self.document.blocks[index].extent.end = self.end_of_text(start);
        let in_line = self.document.annotations.extract_if(from.., |own| matches!(own.kind, Kind::NoteInLine(_)));
        self.in_line.extend(in_line.filter_map(|own| if let Kind::NoteInLine(name) = own.kind { Some((own.extent, name)) } else { None }));
    }

    /// Where the text from `start` on ends, without the spaces that tags at its end stand for.
    fn end_of_text(&mut self, start: usize) -> u32 {
        let end = (start + self.tiler.so_far()[start..].trim_end_matches(' ').len()) as u32;
        let own = self.document.annotations.iter_mut().rev().take_while(|own| own.extent.start as usize >= start);
        own.for_each(|own| own.extent = Extent { start: own.extent.start.min(end), end: own.extent.end.min(end) });
        end
    }

    /// The line without the letter torn off at its start, which is joined to the rest of its word; `None` where none is.
    fn initial(&mut self, line: Line) -> Option<Line> {
        let torn = self.words.initial(line.text(self.source))?;
        let base = line.start as usize;
        self.tiler.text(base + torn.start);
        let start = self.text_len();
        self.tiler.text(base + torn.end);
        let extent = Extent::new(start, self.text_len());
        self.document.annotations.push(Annotation { extent, kind: Kind::Emphasis(Rend::DropCap) });
        self.tiler.space(base + torn.rest);
        Some(line.from(base + torn.rest))
    }

    /// An item of which so many bytes of the first line are the label. Marks after it may take its space: `1. {.class}`.
    fn item(&mut self, depth: u16, lines: &[Line], label: u32) {
        let index = self.document.blocks.len();
        self.leaf(BlockKind::Item { label }, depth, lines, false);
        let text = &self.tiler.so_far()[self.document.blocks[index].extent.range()];
        let shown = lines.first().map_or("", |line| &line.text(self.source)[..label as usize]).trim_end();
        let spaces = text[shown.len()..].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
        self.document.blocks[index].kind = BlockKind::Item { label: if label == 0 { 0 } else { (shown.len() + spaces) as u32 } };
    }

    fn verse(&mut self, depth: u16, lines: &[Line]) {
        let at = self.text_len();
        self.push(BlockKind::Stanza, depth, at);
        for line in lines {
            self.leaf(BlockKind::Line, depth + 1, &[*line], false);
        }
    }

    /// The cells of a row of which the lines alternate in the source: read apart, one after the other, as one tile.
    fn transposed(&mut self, depth: u16, cells: &[Vec<Line>], is_head: bool) {
        let lines = || cells.iter().flatten();
        let (Some(start), Some(end)) = (lines().map(|line| line.start).min(), lines().map(|line| line.end).max()) else { return };
        self.begin(start as usize);
        let base = self.text_len();
        let mut text = String::new();
        self.push(BlockKind::Row { is_head }, depth, base);
        for cell in cells {
            let (own, annotations, left_out) = self.cell(cell);
            self.document.left_out.extend(left_out);
            if !text.is_empty() && !own.is_empty() {
                text.push('\n');
            }
            let at = base + text.len();
            text.push_str(&own);
            self.push(BlockKind::Cell, depth + 1, at);
            self.document.blocks.last_mut().into_iter().for_each(|block| block.extent.end = (base + text.len()) as u32);
            let shifted = annotations
                .into_iter()
                .map(|a| Annotation { extent: Extent::new(a.extent.start as usize + at, a.extent.end as usize + at), kind: a.kind });
            self.document.annotations.extend(shifted);
        }
        self.tiler.recode(end as usize, &text);
    }

    fn cell(&self, lines: &[Line]) -> (String, Vec<Annotation>, Vec<(Span, Reason)>) {
        let own: Vec<&str> = lines.iter().map(|line| line.text(self.source)).collect();
        let own = own.join("\n");
        let (mut tiler, mut annotations) = (Tiler::new(&own), Vec::new());
        Inline::new(&own, self.habits, self.words, false).read(&line::lines(&own), false, &mut tiler, &mut annotations);
        let (tiles, text) = tiler.finish();
        (text, annotations, left_out(&tiles, lines))
    }

    /// Ends the block before, and takes what stands before byte `start` as the marks of the block that begins there.
    fn begin(&mut self, start: usize) {
        let is_first = self.text_len() == 0 || self.tiler.so_far().ends_with('\n');
        if !is_first {
            let gap = &self.source[self.tiler.at()..start];
            let spaces = gap.len() - line::trim_start(gap.trim_start()).len();
            let to = self.tiler.at() + spaces;
            self.tiler.recode(to, "\n");
        }
        self.gap(start);
    }

    /// Takes the bytes up to `to` as marks and white space. A word among them that no rule claims would be lost: it
    /// becomes text.
    fn gap(&mut self, to: usize) {
        let gap = &self.source[self.tiler.at()..to];
        if gap.trim().is_empty() {
            self.tiler.space(to);
        } else if std::mem::take(&mut self.note_label) {
            self.tiler.drop(to, Reason::NoteLabel);
        } else if has_word(gap) {
            if gap.lines().all(|line| !has_word(line) || self.habits.is_fence(line.trim())) {
                self.tiler.drop(to, Reason::Attributes);
            } else {
                self.tiler.text(to);
            }
        } else {
            self.tiler.mark(to);
        }
    }

    fn text_len(&self) -> usize {
        self.tiler.so_far().len()
    }

    fn push(&mut self, kind: BlockKind, depth: u16, at: usize) {
        let zone = if kind == BlockKind::Statement { Zone::Header } else { Zone::Body };
        self.document.blocks.push(Block { kind, extent: Extent::new(at, at), depth, zone });
    }

    fn finish(mut self) -> Document {
        self.gap(self.source.len());
        self.notes_in_line();
        let (tiles, text) = self.tiler.finish();
        self.document.tiles = tiles;
        self.document.text = text;
        enclose(&mut self.document.blocks);
        for index in 0..self.document.notes.len() {
            let first = self.document.notes[index].body.start;
            self.document.notes[index].body.end = self.document.end_of(first - 1);
        }
        self.document.sort_annotations();
        self.document
    }
}

/// Whether a word stands outside of tags.
fn has_word(gap: &str) -> bool {
    let mut in_tag = false;
    gap.chars().any(|c| {
        in_tag = c == '<' || in_tag && c != '>';
        !in_tag && c.is_alphanumeric()
    })
}

/// Whether the last line ends with `mark`, and that is not the one with which the first begins.
fn closes(lines: &[Line], source: &str, mark: char) -> bool {
    lines.last().is_some_and(|line| line.text(source).ends_with(mark) && (lines.len() > 1 || line.end - line.start > 2))
}

/// The spans of the source that the tiles of a cell leave out.
fn left_out(tiles: &[Tile], lines: &[Line]) -> Vec<(Span, Reason)> {
    let mut spans = Vec::new();
    let mut at = 0;
    for tile in tiles {
        if let Role::Dropped(reason) = tile.role {
            let mut start = 0;
            for line in lines {
                let len = line.end - line.start;
                let (from, to) = (at.max(start), (at + tile.len).min(start + len));
                if from < to {
                    spans.push((Span { start: line.start + from - start, end: line.start + to - start }, reason));
                }
                start += len + 1;
            }
        }
        at += tile.len;
    }
    spans
}

fn plain_kind(kind: &DraftKind) -> BlockKind {
    match kind {
        DraftKind::Quotation => BlockKind::Quotation,
        DraftKind::Table => BlockKind::Table,
        DraftKind::Row { is_head } => BlockKind::Row { is_head: *is_head },
        DraftKind::Cell => BlockKind::Cell,
        DraftKind::Rule => BlockKind::Rule,
        DraftKind::Credit => BlockKind::Statement,
        _ => BlockKind::Paragraph,
    }
}

/// Lets each block's extent hold those of its children.
fn enclose(blocks: &mut [Block]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..blocks.len() {
        while open.last().is_some_and(|&parent| blocks[parent].depth >= blocks[index].depth) {
            open.pop();
        }
        let extent = blocks[index].extent;
        for &parent in &open {
            let own = &mut blocks[parent].extent;
            if own.is_empty() && extent.start > own.start && !extent.is_empty() && own.start == own.end {
                own.start = extent.start;
            }
            own.end = own.end.max(extent.end);
        }
        open.push(index);
    }
}

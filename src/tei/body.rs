//! The text: front, body and, where notes stand at the end, back.

use std::collections::{HashSet, VecDeque};
use std::ops::Range;

use crate::document::{Annotation, Block, BlockKind, Extent, Kind, ListKind, NotePlace, Zone};
use crate::settings::Notes as Placement;
use crate::tei::Context;
use crate::tei::inline::Place;
use crate::xml::{Element, Node};

/// Notes in notes, at most; deeper ones stand where their bodies stand.
const MAX_NOTES: usize = 8;

/// The notes on the way: how deep the writer is in them, and those that wait for the end.
#[derive(Debug, Default)]
pub(super) struct Notes {
    depth: usize,
    /// Whether the writer is in the header: there notes stand at their markers under every setting.
    in_header: bool,
    waiting: Vec<usize>,
    paragraphs: usize,
    divisions: usize,
    /// The points that have been written: empty cells share theirs.
    points: HashSet<usize>,
}

impl Notes {
    /// The notes of the header, before those of the text.
    pub(super) fn of_header() -> Self {
        Self { in_header: true, ..Self::default() }
    }

    /// Whether the annotation at `index` is to be written: a point is written once.
    pub(super) fn is_new(&mut self, index: usize, annotation: &Annotation) -> bool {
        !annotation.extent.is_empty() || self.points.insert(index)
    }
}

/// The `text` element.
pub(super) fn text<'d>(context: &Context<'d>) -> Element<'d> {
    let mut writer = Writer { context, notes: Notes::default() };
    let front = writer.front();
    let body = writer.body();
    let back = writer.back();
    Element::new("text").with_some("xml:lang", context.document.header.language).children(front).child(body).children(back)
}

struct Writer<'c, 'd> {
    context: &'c Context<'d>,
    notes: Notes,
}

/// A division that is open, with the level of its heading.
struct Division<'d> {
    level: u8,
    element: Element<'d>,
}

impl<'d> Writer<'_, 'd> {
    fn blocks(&self) -> &'d [Block] {
        &self.context.document.blocks
    }

    fn inline(&mut self, extent: Extent) -> Vec<Node<'d>> {
        self.context.inline(extent, Place::Text, &mut self.notes)
    }

    /// The title page: `docTitle` holds the titles that stand together (TEI Guidelines, 4.6).
    fn front(&mut self) -> Option<Element<'d>> {
        let mut front = Element::new("front");
        let mut titles: Option<Element<'d>> = None;
        for block in self.blocks().iter().filter(|block| block.zone == Zone::Front) {
            let part = |kind: &'static str| Element::new("titlePart").with("type", kind);
            let kind = match block.kind {
                BlockKind::Title => "main",
                BlockKind::Subtitle => "sub",
                _ => {
                    front.children.extend(titles.take().map(Node::Element));
                    let element = self.front_part(block);
                    front = front.child(element);
                    continue;
                }
            };
            let title = part(kind).children(self.inline(block.extent));
            titles = Some(titles.unwrap_or_else(|| Element::new("docTitle")).child(title));
        }
        front.children.extend(titles.map(Node::Element));
        (!front.children.is_empty()).then_some(front)
    }

    fn front_part(&mut self, block: &Block) -> Element<'d> {
        match block.kind {
            BlockKind::DocDate => Element::new("docDate").children(self.inline(block.extent)),
            _ => self.byline(block.extent),
        }
    }

    /// `by <docAuthor>J. Stalin</docAuthor>`.
    fn byline(&mut self, extent: Extent) -> Element<'d> {
        let author = self.context.document.header.people.iter().map(|person| person.name).find(|name| extent.contains(*name));
        let Some(name) = author else { return Element::new("byline").children(self.inline(extent)) };
        let before = self.inline(Extent { end: name.start, ..extent });
        let inside = self.inline(name);
        let after = self.inline(Extent { start: name.end, ..extent });
        let is_tagged = inside.iter().any(|node| matches!(node, Node::Element(element) if element.name == "persName"));
        let author = if is_tagged { Element::new("docAuthor").children(inside) } else { Element::new("docAuthor").child(Element::new("persName").children(inside)) };
        Element::new("byline").children(before).child(author).children(after)
    }

    fn body(&mut self) -> Element<'d> {
        let mut open = vec![Division { level: 0, element: self.division(self.context.genre()) }];
        let mut index = 0;
        while index < self.blocks().len() {
            let end = self.context.document.end_of(index);
            match self.blocks()[index] {
                Block { zone: Zone::Note, .. } => {
                    let (notes, end) = self.stranded(index);
                    self.put(&mut open, notes);
                    index = end;
                    continue;
                }
                Block { zone: Zone::Body, kind: BlockKind::Heading(level), extent, .. } => self.head(&mut open, level, extent),
                Block { zone: Zone::Body, .. } => {
                    let end = self.run_end(index);
                    let level = open.last().map_or(0, |division| division.level);
                    let nodes = self.run(index..end, level);
                    self.put(&mut open, nodes);
                    index = end;
                    continue;
                }
                _ => {}
            }
            index = if self.blocks()[index].zone == Zone::Body { end } else { index + 1 };
        }
        let root = fold(open);
        Element::new("body").child(filled(root))
    }

    fn division(&mut self, kind: &'static str) -> Element<'d> {
        self.notes.divisions += 1;
        Element::new("div").with("xml:id", format!("div-{}", self.notes.divisions)).with("type", kind)
    }

    fn put(&mut self, open: &mut [Division<'d>], nodes: Vec<Node<'d>>) {
        if let Some(division) = open.last_mut() {
            division.element.children.extend(nodes);
        }
    }

    /// A heading closes the divisions of its level and below, and opens one.
    fn head(&mut self, open: &mut Vec<Division<'d>>, level: u8, extent: Extent) {
        while open.len() > 1 && open.last().is_some_and(|division| division.level >= level) {
            close(open);
        }
        let head = Element::new("head").children(self.inline(extent));
        let element = self.division("section").child(head);
        open.push(Division { level, element });
    }

    /// One past the run of blocks that must be written together: those that open or close a division.
    fn run_end(&self, index: usize) -> usize {
        let together = |block: &Block| block.zone == Zone::Body && (is_opener(block.kind) || is_closer(block.kind));
        let mut end = self.context.document.end_of(index);
        while together(&self.blocks()[index]) && self.blocks().get(end).is_some_and(together) {
            end += 1;
        }
        end
    }

    /// The blocks of `range`, which begins with one of the body, in a division of this level.
    fn run(&mut self, range: Range<usize>, level: u8) -> Vec<Node<'d>> {
        let first = self.blocks()[range.start];
        if !is_opener(first.kind) && !is_closer(first.kind) {
            return self.blank(first.extent).unwrap_or_else(|| self.block(range.start).into_iter().map(Node::Element).collect());
        }
        let at_end = !self.has_text_after(range.end, level);
        let at_start = !self.has_text_before(range.start);
        if at_start && range.clone().all(|index| is_opener(self.blocks()[index].kind)) {
            let parts: Vec<Element<'d>> = range.map(|index| self.letter_part(index)).collect();
            return vec![Element::new("opener").children(parts).into()];
        }
        if at_end && !at_start { self.closers(range) } else { range.filter_map(|index| self.paragraph(self.blocks()[index].extent)).map(Node::Element).collect() }
    }

    /// A block without text holds at most points: they stand for themselves.
    fn blank(&mut self, extent: Extent) -> Option<Vec<Node<'d>>> {
        let is_blank = !extent.is_empty() && self.context.document.str(extent).trim().is_empty();
        let points = |node: &Node<'d>| matches!(node, Node::Element(element) if element.name == "anchor" || element.name == "pb");
        is_blank.then(|| self.inline(extent).into_iter().filter(points).collect())
    }

    /// What ends a division: closing words together, then postscripts and trailers as they stand.
    fn closers(&mut self, range: Range<usize>) -> Vec<Node<'d>> {
        let mut nodes: Vec<Node<'d>> = Vec::new();
        let mut closer: Option<Element<'d>> = None;
        for index in range {
            let extent = self.blocks()[index].extent;
            let own = match self.blocks()[index].kind {
                BlockKind::Trailer => Element::new("trailer").children(self.trailer(extent)),
                BlockKind::Postscript => Element::new("postscript").child(Element::new("p").children(self.inline(extent))),
                _ => {
                    let part = self.letter_part(index);
                    closer = Some(closer.unwrap_or_else(|| Element::new("closer")).child(part));
                    continue;
                }
            };
            nodes.extend(closer.take().map(Node::Element));
            nodes.push(own.into());
        }
        nodes.extend(closer.map(Node::Element));
        nodes
    }

    fn letter_part(&mut self, index: usize) -> Element<'d> {
        let block = self.blocks()[index];
        let name = match block.kind {
            BlockKind::Dateline => "dateline",
            BlockKind::Salutation => "salute",
            BlockKind::Signature => "signed",
            _ => return self.closing_words(block.extent),
        };
        Element::new(name).children(self.inline(block.extent))
    }

    /// "Yours\nK. M.": the words, and the signature on the lines after them.
    fn closing_words(&mut self, extent: Extent) -> Element<'d> {
        Element::new("salute").children(self.inline(extent))
    }

    /// The source named at the end of a text, as it is analysed in the header.
    fn trailer(&mut self, extent: Extent) -> Vec<Node<'d>> {
        let statement = self.context.document.header.statements.iter().find(|statement| statement.extent == extent);
        match statement {
            Some(statement) => self.context.statement(statement, &mut self.notes),
            None => self.inline(extent),
        }
    }

    /// Whether the division has text before `index`, besides its opener.
    fn has_text_before(&self, index: usize) -> bool {
        let own = (0..index).rev().take_while(|&n| !matches!(self.blocks()[n].kind, BlockKind::Heading(_)));
        own.into_iter().any(|n| self.is_text(n) && !is_opener(self.blocks()[n].kind))
    }

    /// Whether a block holds words of the body, or a point that is written in their place.
    fn is_text(&self, index: usize) -> bool {
        let block = self.blocks()[index];
        let document = self.context.document;
        let has_point = || block.kind == BlockKind::Paragraph && document.annotations_in(block.extent).iter().any(|a| a.extent.is_empty());
        block.zone == Zone::Body && document.is_leaf(index) && (!document.str(block.extent).trim().is_empty() || has_point())
    }

    /// Whether the division of this level goes on: with text, or with a division inside it.
    fn has_text_after(&self, index: usize, level: u8) -> bool {
        let text = (index..self.blocks().len()).filter(|&n| self.is_text(n)).map(|n| self.blocks()[n].kind);
        let own = text.into_iter().take_while(|kind| !matches!(kind, BlockKind::Heading(next) if *next <= level));
        own.into_iter().any(|kind| !is_closer(kind))
    }

    /// The notes from `index` on that stand where they are, for want of a marker, and the index after them.
    fn stranded(&mut self, index: usize) -> (Vec<Node<'d>>, usize) {
        let document = self.context.document;
        let note = document.notes.partition_point(|note| note.body.end <= index);
        let Some(own) = document.notes.get(note).filter(|own| own.body.start <= index + 1) else { return (Vec::new(), index + 1) };
        if own.marker.is_some() {
            return (Vec::new(), own.body.end.max(index + 1));
        }
        let end = own.body.end.max(index + 1);
        if self.context.settings.notes == Placement::End {
            self.notes.waiting.push(note);
            return (Vec::new(), end);
        }
        (vec![note_element(self.context, note, &mut self.notes).into()], end)
    }

    /// The notes that waited for the end of the text.
    fn back(&mut self) -> Option<Element<'d>> {
        let mut notes = Vec::new();
        let mut waiting = VecDeque::from(std::mem::take(&mut self.notes.waiting));
        while let Some(note) = waiting.pop_front() {
            let target = self.context.document.notes[note].marker.map(|_| format!("#ref-{}", note + 1));
            notes.push(note_element(self.context, note, &mut self.notes).with_some("target", target));
            // Notes of a note follow it.
            std::mem::take(&mut self.notes.waiting).into_iter().rev().for_each(|inner| waiting.push_front(inner));
        }
        let division = Element::new("div").with("type", "notes").children(notes);
        (!division.children.is_empty()).then(|| Element::new("back").child(division))
    }

    fn block(&mut self, index: usize) -> Option<Element<'d>> {
        let block = self.blocks()[index];
        if block.zone != Zone::Body && block.zone != Zone::Note {
            return None;
        }
        let element = match block.kind {
            BlockKind::Rule => Element::new("milestone").with("unit", "section").with("rend", "rule"),
            BlockKind::PageBreak => return self.page_break(index),
            BlockKind::List(kind) => return self.list(index, kind),
            BlockKind::Table => return self.table(index),
            BlockKind::Stanza => self.parent("lg", index),
            BlockKind::Line => Element::new("l").children(self.inline(block.extent)),
            BlockKind::Quotation => self.parent("quote", index),
            BlockKind::Heading(_) => Element::new("label").with("type", "heading").children(self.inline(block.extent)),
            BlockKind::Paragraph if block.depth == 0 && block.zone == Zone::Body => return self.paragraph(block.extent),
            _ => Element::new("p").children(self.inline(block.extent)),
        };
        let is_empty = element.children.is_empty() && block.kind != BlockKind::Rule;
        (!is_empty).then_some(element)
    }

    /// A paragraph of the running text: numbered, for citing it. One that holds nothing is none.
    fn paragraph(&mut self, extent: Extent) -> Option<Element<'d>> {
        let content = self.inline(extent);
        if content.is_empty() {
            return None;
        }
        self.notes.paragraphs += 1;
        let n = self.notes.paragraphs;
        let id = self.context.settings.paragraph_ids.then(|| format!("p-{n}"));
        Some(Element::new("p").with_some("xml:id", id).with("n", n.to_string()).children(content))
    }

    /// The page break at a point between blocks; of several there, each block has its own.
    fn page_break(&mut self, index: usize) -> Option<Element<'d>> {
        let document = self.context.document;
        let extent = self.blocks()[index].extent;
        let before = self.blocks()[..index].iter().rev().take_while(|block| block.kind == BlockKind::PageBreak && block.extent == extent).count();
        let first = document.annotations.partition_point(|a| a.extent.start < extent.start);
        let own = (first..document.annotations.len()).take_while(|&n| document.annotations[n].extent.start == extent.start).filter(|n| self.context.between.contains(n)).nth(before)?;
        match &document.annotations[own].kind {
            Kind::PageBreak(page) => Some(self.context.page_break(page)),
            _ => None,
        }
    }

    fn parent(&mut self, name: &'static str, index: usize) -> Element<'d> {
        Element::new(name).children(self.children(index))
    }

    fn children(&mut self, index: usize) -> Vec<Node<'d>> {
        let end = self.context.document.end_of(index);
        let mut nodes = Vec::new();
        let mut child = index + 1;
        while child < end {
            if (self.blocks()[index].zone, self.blocks()[child].zone) == (Zone::Body, Zone::Note) {
                let (notes, after) = self.stranded(child);
                nodes.extend(notes);
                child = after;
                continue;
            }
            nodes.extend(self.block(child).map(Node::Element));
            child = self.context.document.end_of(child);
        }
        nodes
    }

    fn list(&mut self, index: usize, kind: ListKind) -> Option<Element<'d>> {
        let end = self.context.document.end_of(index);
        let rend = if kind == ListKind::Labelled { "numbered" } else { "bulleted" };
        let mut list = Element::new("list").with("rend", rend);
        let mut item = index + 1;
        while item < end {
            let block = self.blocks()[item];
            if let (BlockKind::Item { label }, Zone::Body | Zone::Note) = (block.kind, block.zone) {
                list = list.children(self.item(item, block, label));
            }
            item = self.context.document.end_of(item);
        }
        (!list.children.is_empty()).then_some(list)
    }

    /// An item, after its label if it has one.
    fn item(&mut self, index: usize, block: Block, label: u32) -> Vec<Element<'d>> {
        let start = block.extent.start + label;
        let shown = Extent { end: start, ..block.extent };
        let trimmed = self.context.document.str(shown).trim_end().len() as u32;
        let label = (label > 0).then(|| Element::new("label").children(self.inline(Extent { end: shown.start + trimmed, ..shown })));
        let item = if self.context.document.is_leaf(index) { Element::new("item").children(self.inline(Extent { start, ..block.extent })) } else { self.parent("item", index) };
        label.into_iter().chain([item]).collect()
    }

    fn table(&mut self, index: usize) -> Option<Element<'d>> {
        let end = self.context.document.end_of(index);
        let mut table = Element::new("table");
        for row in index + 1..end {
            if let BlockKind::Row { is_head } = self.blocks()[row].kind {
                let cells = self.cells(row);
                let role = is_head.then_some("label");
                if !cells.is_empty() {
                    table = table.child(Element::new("row").with_some("role", role).children(cells));
                }
            }
        }
        (!table.children.is_empty()).then_some(table)
    }

    fn cells(&mut self, row: usize) -> Vec<Element<'d>> {
        let cells: Vec<Block> = self.blocks()[row + 1..self.context.document.end_of(row)].iter().filter(|block| block.kind == BlockKind::Cell && matches!(block.zone, Zone::Body | Zone::Note)).copied().collect();
        if cells.iter().all(|cell| cell.extent.is_empty()) {
            return Vec::new();
        }
        cells.iter().map(|cell| Element::new("cell").children(self.inline(cell.extent))).collect()
    }
}

const fn is_opener(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Dateline | BlockKind::Salutation)
}

const fn is_closer(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Closer | BlockKind::Signature | BlockKind::Dateline | BlockKind::Postscript | BlockKind::Trailer)
}

/// Puts the innermost open division into the one around it.
fn close(open: &mut Vec<Division<'_>>) {
    let inner = open.pop();
    if let (Some(inner), Some(around)) = (inner, open.last_mut()) {
        around.element.children.push(Node::Element(inner.element));
    }
}

fn fold<'d>(mut open: Vec<Division<'d>>) -> Element<'d> {
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map_or_else(|| Element::new("div"), |division| division.element)
}

/// A division must hold something (TEI Guidelines, 4.1): an empty document has an empty paragraph.
fn filled(root: Element<'_>) -> Element<'_> {
    if root.children.is_empty() { root.child(Element::new("p")) } else { root }
}

/// What stands at a note's marker: the note, or where notes are written at the end a pointer.
pub(super) fn note_at<'d>(context: &Context<'d>, note: usize, notes: &mut Notes) -> Element<'d> {
    if !notes.in_header && context.settings.notes == Placement::End || notes.depth >= MAX_NOTES {
        notes.waiting.push(note);
        let label = &*context.document.notes[note].label;
        return Element::new("ptr").with("xml:id", format!("ref-{}", note + 1)).with("type", "note").with("n", label).with("target", format!("#note-{}", note + 1));
    }
    note_element(context, note, notes)
}

fn note_element<'d>(context: &Context<'d>, index: usize, notes: &mut Notes) -> Element<'d> {
    let note = &context.document.notes[index];
    let place = match note.place {
        NotePlace::End => "end",
        NotePlace::Foot => "foot",
    };
    let element = Element::new("note").with("xml:id", format!("note-{}", index + 1)).with("n", &*note.label).with("place", place);
    notes.depth += 1;
    let mut writer = Writer { context, notes: std::mem::take(notes) };
    let children = writer.note_blocks(note.body.clone(), note.label_extent);
    *notes = writer.notes;
    notes.depth -= 1;
    element.children(children)
}

impl<'d> Writer<'_, 'd> {
    /// The blocks of a note's body, the first without its label.
    fn note_blocks(&mut self, body: Range<usize>, label: Extent) -> Vec<Node<'d>> {
        let mut nodes = Vec::new();
        let mut index = body.start;
        while index < body.end {
            let block = self.blocks()[index];
            if index == body.start && block.extent.start == label.start && !label.is_empty() && self.context.document.is_leaf(index) {
                let extent = Extent { start: label.end.min(block.extent.end), ..block.extent };
                nodes.push(Element::new("p").children(self.inline(extent)).into());
            } else {
                nodes.extend(self.block(index).map(Node::Element));
            }
            index = self.context.document.end_of(index).max(index + 1);
        }
        if nodes.is_empty() { vec![Element::new("p").into()] } else { nodes }
    }
}

//! The text: front, body and, where notes stand at the end, back.

use std::ops::Range;

use crate::document::{Block, BlockKind, DivisionKind, Extent, Kind, PersonRole, Standing, Zone, is_part};
use crate::tei::Context;
use crate::tei::inline::Place;
use crate::tei::note::Notes;
use crate::xml::{Element, Node};

/// The `text` element.
pub(super) fn text<'d>(context: &Context<'d>) -> Element<'d> {
    let mut writer = Writer { context, notes: Notes::default(), standings: context.document.standings() };
    let front = writer.front();
    let body = writer.body();
    let back = writer.back();
    Element::new("text").with_some("xml:lang", context.document.header.language.as_deref()).children(front).child(body).children(back)
}

/// The text on its way to elements.
pub(super) struct Writer<'c, 'd> {
    pub(super) context: &'c Context<'d>,
    pub(super) notes: Notes,
    /// Where each block stands that opens or closes a division.
    pub(super) standings: Vec<Option<Standing>>,
}

/// A division that is open, with the level of its heading.
struct Division<'d> {
    level: u8,
    element: Element<'d>,
}

impl<'d> Writer<'_, 'd> {
    pub(super) fn blocks(&self) -> &'d [Block] {
        &self.context.document.blocks
    }

    pub(super) fn inline(&mut self, extent: Extent) -> Vec<Node<'d>> {
        self.context.inline(extent, Place::Text, &mut self.notes)
    }

    /// The title page, in the order of the source: `docTitle` holds the titles that stand together with the main one; others
    /// stand for themselves (TEI Guidelines, 4.6).
    fn front(&mut self) -> Option<Element<'d>> {
        let cast = self.blocks().iter().position(|block| block.kind == BlockKind::CastList);
        let in_cast = cast.map_or(0..0, |index| index..self.context.document.end_of(index));
        let own: Vec<usize> =
            (0..self.blocks().len()).filter(|index| self.blocks()[*index].zone == Zone::Front && !in_cast.contains(index)).collect();
        let is_title = |index: &usize| matches!(self.blocks()[*index].kind, BlockKind::Title | BlockKind::Subtitle);
        let runs: Vec<&[usize]> = own.chunk_by(|a, b| is_title(a) && is_title(b)).collect();
        let is_main = |run: &&[usize]| run.iter().any(|&index| self.blocks()[index].kind == BlockKind::Title);
        let main = runs.iter().position(is_main);
        let mut front = Element::new("front");
        for (n, run) in runs.into_iter().enumerate() {
            let parts: Vec<Element<'d>> = run.iter().filter_map(|&index| self.front_part(index)).collect();
            front = if Some(n) == main { front.child(Element::new("docTitle").children(parts)) } else { front.children(parts) };
        }
        front = front.children(cast.map(|index| self.cast(index)));
        (!front.children.is_empty()).then_some(front)
    }

    /// The persons of a play (TEI Guidelines, 7.1.4).
    fn cast(&mut self, index: usize) -> Element<'d> {
        let mut list = Element::new("castList");
        for own in index + 1..self.context.document.end_of(index) {
            let block = self.blocks()[own];
            let name = if matches!(block.kind, BlockKind::Heading(_)) { "head" } else { "castItem" };
            list = list.child(Element::new(name).children(self.inline(block.extent)));
        }
        list
    }

    fn front_part(&mut self, index: usize) -> Option<Element<'d>> {
        let block = self.blocks()[index];
        let element = match block.kind {
            BlockKind::PageBreak => return self.page_break(index),
            BlockKind::Title => Element::new("titlePart").with("type", "main"),
            BlockKind::Subtitle => Element::new("titlePart").with("type", "sub"),
            BlockKind::DocDate => Element::new("docDate"),
            BlockKind::Imprint => Element::new("docImprint"),
            _ => return Some(self.byline(block.extent)),
        };
        Some(element.children(self.inline(block.extent)))
    }

    /// `by <docAuthor>J. Stalin</docAuthor>`.
    fn byline(&mut self, extent: Extent) -> Element<'d> {
        let people = &self.context.document.header.people;
        let mut names: Vec<Extent> = people.iter().map(|person| person.name).filter(|name| extent.contains(*name)).collect();
        names.sort_unstable();
        let mut byline = Element::new("byline");
        if names.is_empty() && self.names_author(extent) {
            return byline.children(self.inline(extent).into_iter().map(authored));
        }
        let mut at = extent.start;
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            if name.start < at {
                continue;
            }
            byline = byline.children(self.inline(Extent { start: at, end: name.start })).child(self.author(name));
            at = name.end;
        }
        byline.children(self.inline(Extent { start: at, ..extent }))
    }

    /// Whether a byline has the last name of an author whom a statement names: "BY JONATHAN SWIFT".
    fn names_author(&self, byline: Extent) -> bool {
        let document = self.context.document;
        let byline = document.str(byline).to_lowercase();
        let authors = document.header.people.iter().filter(|person| person.role == PersonRole::Author);
        let last = authors.filter_map(|person| document.str(person.name).rsplit(' ').next());
        last.map(str::to_lowercase).any(|last| byline.split(|c: char| !c.is_alphanumeric()).any(|word| word == last))
    }

    fn author(&mut self, name: Extent) -> Element<'d> {
        let inside = self.inline(name);
        let is_tagged = inside.iter().any(|node| matches!(node, Node::Element(element) if ["persName", "orgName"].contains(&element.name)));
        if is_tagged {
            return Element::new("docAuthor").children(inside);
        }
        Element::new("docAuthor").child(Element::new("persName").children(inside))
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
                Block { zone: Zone::Body, kind: BlockKind::Continuation, .. } => {
                    if let Some(division) = open.last_mut() {
                        self.go_on(index, &mut division.element.children);
                    }
                }
                Block { zone: Zone::Body, kind: BlockKind::Heading(level), .. } => self.head(&mut open, level, self.blocks()[index]),
                Block { zone: Zone::Body, .. } => {
                    let end = self.run_end(index);
                    let nodes = self.run(index..end);
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
    fn head(&mut self, open: &mut Vec<Division<'d>>, level: u8, block: Block) {
        while open.len() > 1 && open.last().is_some_and(|division| division.level >= level) {
            close(open);
        }
        let head = Element::new("head").with_some("resp", self.context.block_corrector(block)).children(self.inline(block.extent));
        let (kind, number) = self.opened(block.extent);
        let element = self.division(kind).with_some("n", number).child(head);
        open.push(Division { level, element });
    }

    /// What kind of division a heading opens, and its number where it has one.
    fn opened(&self, heading: Extent) -> (&'static str, Option<&'d str>) {
        let own =
            self.context.document.annotations_in(heading).iter().find(|a| a.extent == heading && matches!(a.kind, Kind::Division(..)));
        let Some(Kind::Division(division, number)) = own.map(|a| &a.kind) else { return ("section", None) };
        let kind = match division {
            DivisionKind::Act => "act",
            DivisionKind::Scene => "scene",
            DivisionKind::Book => "book",
            DivisionKind::Part => "part",
            DivisionKind::Chapter => "chapter",
            DivisionKind::Letter => "letter",
            DivisionKind::Provision => "provision",
            DivisionKind::Entry => "entry",
            DivisionKind::Contents => "contents",
        };
        (kind, number.as_deref())
    }

    /// One past the run of blocks that must be written together: those that open or close a division.
    fn run_end(&self, index: usize) -> usize {
        let mut end = self.context.document.end_of(index);
        let stands_alike = |end: usize| self.standings.get(end) == self.standings.get(index);
        while is_part(&self.blocks()[index]) && self.blocks().get(end).is_some_and(is_part) && stands_alike(end) {
            end += 1;
        }
        end
    }

    /// The blocks of `range`, which begins with one of the body.
    fn run(&mut self, range: Range<usize>) -> Vec<Node<'d>> {
        match self.standings.get(range.start).copied().flatten() {
            None => {
                let first = self.blocks()[range.start].extent;
                self.blank(first).unwrap_or_else(|| self.block(range.start).into_iter().map(Node::Element).collect())
            }
            Some(Standing::Opening) => {
                vec![Element::new("opener").children(self.openers(range)).into()]
            }
            Some(Standing::Closing) => self.closers(range),
            Some(Standing::Between) => range.filter_map(|index| self.paragraph(self.blocks()[index])).map(Node::Element).collect(),
        }
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
            let resp = self.context.block_corrector(self.blocks()[index]);
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
            nodes.push(own.with_some("resp", resp).into());
        }
        nodes.extend(closer.map(Node::Element));
        nodes
    }

    /// What opens a division, the lines of an address together.
    fn openers(&mut self, range: Range<usize>) -> Vec<Element<'d>> {
        let mut parts: Vec<Element<'d>> = Vec::new();
        let mut is_address = false;
        for index in range {
            let part = self.letter_part(index);
            let is_line = self.blocks()[index].kind == BlockKind::AddressLine;
            match parts.last_mut().filter(|_| is_line && is_address) {
                Some(address) => address.children.push(part.into()),
                None if is_line => parts.push(Element::new("address").child(part)),
                None => parts.push(part),
            }
            is_address = is_line;
        }
        parts
    }

    fn letter_part(&mut self, index: usize) -> Element<'d> {
        let block = self.blocks()[index];
        let name = match block.kind {
            BlockKind::Dateline => "dateline",
            BlockKind::Salutation => "salute",
            BlockKind::Signature => "signed",
            BlockKind::AddressLine => "addrLine",
            // "Yours\nK. M.": the words, and the signature on the lines after them.
            _ => "salute",
        };
        Element::new(name).with_some("resp", self.context.block_corrector(block)).children(self.inline(block.extent))
    }

    /// The source named at the end of a text, as it is analysed in the header.
    fn trailer(&mut self, extent: Extent) -> Vec<Node<'d>> {
        let statement = self.context.document.header.statements.iter().find(|statement| statement.extent == extent);
        match statement {
            Some(statement) => self.context.statement(statement, &mut self.notes),
            None => self.inline(extent),
        }
    }
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

/// A person of a byline of whom the header has the name from elsewhere.
fn authored<'d>(node: Node<'d>) -> Node<'d> {
    match node {
        Node::Element(own) if own.name == "persName" => Node::Element(Element::new("docAuthor").child(own)),
        other => other,
    }
}

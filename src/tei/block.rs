//! Blocks of the text: paragraphs, quotations, verse, lists, tables, rules, page breaks.

use crate::document::{Block, BlockKind, Extent, Kind, ListKind, Zone};
use crate::tei::body::Writer;
use crate::tei::inline::phrases;
use crate::xml::{Element, Node};

impl<'d> Writer<'_, 'd> {
    pub(super) fn block(&mut self, index: usize) -> Option<Element<'d>> {
        let block = self.blocks()[index];
        if block.zone != Zone::Body && block.zone != Zone::Note {
            return None;
        }
        let element = match block.kind {
            BlockKind::Rule => Element::new("milestone").with("unit", "section").with("rend", "rule"),
            BlockKind::PageBreak => return self.page_break(index),
            BlockKind::List(kind) => self.list(index, kind)?,
            BlockKind::Table => self.table(index)?,
            BlockKind::Stanza => self.parent("lg", index),
            BlockKind::Speech => self.parent("sp", index),
            BlockKind::Speaker => Element::new("speaker").children(phrases(self.inline(block.extent))),
            BlockKind::Stage => Element::new("stage").children(self.inline(block.extent)),
            BlockKind::Line => Element::new("l").with_some("n", self.line_number(block.extent)).children(self.inline(block.extent)),
            BlockKind::Quotation => self.parent("quote", index),
            BlockKind::Figure => return self.figure(block),
            BlockKind::Cited => self.parent("cit", index),
            BlockKind::Epigraph => self.parent("epigraph", index),
            BlockKind::Byline if block.depth == 0 && block.zone == Zone::Body => Element::new("byline").children(self.inline(block.extent)),
            BlockKind::Attribution => Element::new("bibl").children(self.inline(block.extent)),
            BlockKind::Heading(_) => Element::new("label").with("type", "heading").children(self.inline(block.extent)),
            BlockKind::Paragraph if block.depth == 0 && block.zone == Zone::Body => return self.paragraph(block),
            _ => Element::new("p").children(self.inline(block.extent)),
        };
        let is_empty = element.children.is_empty() && block.kind != BlockKind::Rule;
        (!is_empty).then(|| element.with_some("resp", self.context.block_corrector(block)))
    }

    /// An image with what is said to be on it, or an illustration that is told of: its legend is text (TEI Guidelines, 15.4).
    fn figure(&mut self, block: Block) -> Option<Element<'d>> {
        let content = self.inline(block.extent);
        let is_image = |node: &Node<'d>| matches!(node, Node::Element(element) if element.name == "figure");
        if content.iter().any(is_image) {
            let only = (content.len() == 1).then(|| content.clone().into_iter().next()).flatten();
            return match only {
                Some(Node::Element(figure)) => Some(figure),
                _ => Some(Element::new("p").children(content)),
            };
        }
        (!content.is_empty()).then(|| Element::new("figure").child(Element::new("head").children(content)))
    }

    /// The number that stands at the margin of a verse line.
    fn line_number(&self, line: Extent) -> Option<&'d str> {
        let annotations = self.context.document.annotations_in(line);
        annotations.iter().find_map(|own| if let Kind::LineNumber(number) = &own.kind { Some(&**number) } else { None })
    }

    /// A paragraph of the running text: numbered, for citing it. One that holds nothing is none.
    pub(super) fn paragraph(&mut self, block: Block) -> Option<Element<'d>> {
        let content = self.clause(block.extent);
        if content.is_empty() {
            return None;
        }
        self.notes.paragraphs += 1;
        let n = self.notes.paragraphs;
        let id = self.context.settings.paragraph_ids.then(|| format!("p-{n}"));
        Some(
            Element::new("p")
                .with_some("xml:id", id)
                .with("n", n.to_string())
                .with_some("resp", self.context.block_corrector(block))
                .children(content),
        )
    }

    /// Goes on with the paragraph that is the last of `nodes`, the page breaks after it in it, and the notes at the foot of its page
    /// that no marker places.
    pub(super) fn go_on(&mut self, index: usize, nodes: &mut Vec<Node<'d>>) {
        let is_between = |node: &Node<'d>| matches!(node, Node::Element(element) if ["pb", "note"].contains(&element.name));
        let content = self.inline(self.blocks()[index].extent);
        let last = nodes.iter().rposition(|node| !is_between(node));
        let between = nodes.split_off(last.map_or(nodes.len(), |last| last + 1));
        match nodes.last_mut() {
            Some(Node::Element(paragraph)) if paragraph.name == "p" => {
                paragraph.children.push(Node::Text(" ".into()));
                paragraph.children.extend(between);
                paragraph.children.extend(content);
            }
            _ => {
                nodes.extend(between);
                nodes.push(Element::new("p").children(content).into());
            }
        }
    }

    /// The text of a paragraph after the label of the clause that it is, if it is one. Nothing goes over the edge of a label: of
    /// "I. Cicero" the number is no initial.
    fn clause(&mut self, paragraph: Extent) -> Vec<Node<'d>> {
        let annotations = self.context.document.annotations_in(paragraph).iter();
        let own = annotations.filter(|own| own.extent.start == paragraph.start && own.extent.end <= paragraph.end);
        let labelled =
            own.into_iter().find_map(|own| if let Kind::Clause(number) = &own.kind { Some((own.extent, &**number)) } else { None });
        let Some((label, number)) = labelled else { return self.inline(paragraph) };
        let label_element = Element::new("label").with("n", number).children(self.inline(label));
        let mut content = vec![Node::Element(label_element)];
        content.extend(self.inline(Extent { start: label.end, ..paragraph }));
        content
    }

    /// The page break at a point between blocks; of several there, each block has its own.
    pub(super) fn page_break(&mut self, index: usize) -> Option<Element<'d>> {
        let document = self.context.document;
        let extent = self.blocks()[index].extent;
        let before =
            self.blocks()[..index].iter().rev().take_while(|block| block.kind == BlockKind::PageBreak && block.extent == extent).count();
        let first = document.annotations.partition_point(|a| a.extent.start < extent.start);
        let own = (first..document.annotations.len())
            .take_while(|&n| document.annotations[n].extent.start == extent.start)
            .filter(|n| self.context.between.contains(n))
            .nth(before)?;
        match &document.annotations[own].kind {
            Kind::PageBreak(page) => Some(self.context.page_break(page, extent)),
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
            if self.blocks()[child].kind == BlockKind::Continuation {
                self.go_on(child, &mut nodes);
            } else {
                nodes.extend(self.child(index, child).map(Node::Element));
            }
            child = self.context.document.end_of(child);
        }
        nodes
    }

    /// A block in another: paragraphs of a speech are running text.
    fn child(&mut self, index: usize, child: usize) -> Option<Element<'d>> {
        let own = self.blocks()[child];
        let is_running = (self.blocks()[index].kind, own.kind, own.zone) == (BlockKind::Speech, BlockKind::Paragraph, Zone::Body);
        if is_running { self.paragraph(own) } else { self.block(child) }
    }

    fn list(&mut self, index: usize, kind: ListKind) -> Option<Element<'d>> {
        let end = self.context.document.end_of(index);
        let rend = match kind {
            ListKind::Labelled => "numbered",
            ListKind::Bulleted => "bulleted",
            ListKind::Simple => "simple",
        };
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
        let number = self.context.document.str(shown).trim_matches(|c: char| !c.is_alphanumeric());
        let item = Element::new("item").with_some("n", (!number.is_empty()).then_some(number));
        let item = if self.context.document.is_leaf(index) {
            item.children(self.inline(Extent { start, ..block.extent }))
        } else {
            item.children(self.children(index))
        };
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
        let cells: Vec<Block> = self.blocks()[row + 1..self.context.document.end_of(row)]
            .iter()
            .filter(|block| block.kind == BlockKind::Cell && matches!(block.zone, Zone::Body | Zone::Note))
            .copied()
            .collect();
        if cells.iter().all(|cell| cell.extent.is_empty()) {
            return Vec::new();
        }
        cells.iter().map(|cell| Element::new("cell").children(self.inline(cell.extent))).collect()
    }
}

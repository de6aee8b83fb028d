//! A TEI file to a document, for comparing: tags are marks, elements are blocks and annotations. Any TEI will do; what is
//! not known to be a block is inline. A note stands where it stands in the file, inside the extent of its paragraph: the
//! extent of its marker is all of it.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::document::{
    Annotation, Block, BlockKind, Document, Extent, Kind, Note, NotePlace, PageBreak, Statement, StatementKind, Tiler, Zone,
};
use crate::source::Source;
use crate::tei::element::{annotation, attribute, block, cert, is_skipped};
use crate::tei::header;
use crate::tei::plain::PlainError;
use crate::tei::referred::Referred;

/// Whether a file begins as TEI does: with an element `TEI` or `teiCorpus`, after what may stand before it.
///
/// ```
/// assert!(teiscribe::tei::is_tei("<?xml version=\"1.0\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"/>"));
/// assert!(!teiscribe::tei::is_tei("<p>An HTML fragment.</p>"));
/// ```
pub fn is_tei(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix("<?").or_else(|| rest.strip_prefix("<!")) {
        rest = after.split_once('>').map_or("", |(_, rest)| rest).trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    matches!(name.rsplit(':').next(), Some("TEI" | "teiCorpus" | "TEI.2"))
}

/// Reads a TEI file.
///
/// # Errors
/// [`PlainError::Malformed`] where it is not well-formed, [`PlainError::NoText`] where it has no text.
pub fn read(source: &Source) -> Result<Document, PlainError> {
    let text = source.text();
    let mut reader = Reader::from_str(text);
    let mut builder = Builder::new(text);
    loop {
        let event = reader.read_event();
        let to = reader.buffer_position() as usize;
        match event {
            Ok(Event::Eof) if builder.open.is_empty() => break,
            Ok(Event::Eof) => {
                return Err(PlainError::Malformed { at: reader.buffer_position(), message: "the file ends inside an element".to_owned() });
            }
            Ok(Event::Start(start)) => builder.start(&start, to),
            Ok(Event::Empty(start)) => {
                builder.start(&start, to);
                builder.end(to);
            }
            Ok(Event::End(_)) => builder.end(to),
            Ok(Event::Text(_) | Event::CData(_)) => builder.text(to),
            Ok(Event::GeneralRef(entity)) => builder.entity(&entity, to),
            Ok(_) => builder.tiler.mark(to),
            Err(error) => return Err(PlainError::Malformed { at: reader.error_position(), message: error.to_string() }),
        }
    }
    builder.finish()
}

/// An element that is open.
struct Open {
    role: Role,
    /// Where it begins in the text.
    start: u32,
}

enum Role {
    Skipped,
    /// Holds no text of its own: `div`.
    Frame,
    Block(BlockKind),
    Label,
    /// A statement of the header, with its key.
    Statement(Box<str>),
    /// A note, and the block that goes on after it.
    Note {
        number: usize,
        leaf: Option<usize>,
    },
    Inline(Vec<Kind>),
    /// A pointer at a note.
    Pointer(Box<str>),
}

struct Builder<'s> {
    source: &'s str,
    tiler: Tiler<'s>,
    document: Document,
    open: Vec<Open>,
    /// The block that the next words belong to.
    leaf: Option<usize>,
    divisions: u8,
    is_header: bool,
    is_front: bool,
    has_text: bool,
    /// Whether the header has each statement as it stood.
    has_statements: bool,
    is_after_label: bool,
    ids: HashMap<Box<str>, u32>,
    pointers: Vec<(Box<str>, Extent)>,
    referred: Referred,
}

impl<'s> Builder<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            tiler: Tiler::new(source),
            document: Document::default(),
            open: Vec::new(),
            leaf: None,
            divisions: 0,
            is_header: false,
            is_front: false,
            has_text: false,
            has_statements: source.contains("type=\"statement\"") || source.contains("ident=\"teiscribe\""),
            is_after_label: false,
            ids: HashMap::new(),
            pointers: Vec::new(),
            referred: Referred::default(),
        }
    }

    fn at(&self) -> u32 {
        self.tiler.so_far().len() as u32
    }

    fn is_skipped(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(open.role, Role::Skipped))
    }

    fn is_in_note(&self) -> bool {
        self.open.iter().any(|open| matches!(open.role, Role::Note { .. }))
    }

    fn start(&mut self, element: &BytesStart<'_>, to: usize) {
        let name = element.name().local_name().into_inner().to_owned();
        self.enter(&name, true);
        let role = if self.is_skipped() { Role::Skipped } else { self.role(&name, element) };
        if let Some(code) = attribute(element, "xml:lang").filter(|_| name == "TEI" || name == "text") {
            self.document.header.language = header::language(&code).map(Cow::Borrowed).or(self.document.header.language.take());
        }
        let start = self.at();
        let goes_on = self.is_after_label && matches!(role, Role::Block(BlockKind::Item { .. }));
        match &role {
            _ if goes_on => self.space(to),
            Role::Block(_) | Role::Label | Role::Statement(_) | Role::Note { .. } | Role::Frame => {
                self.leaf = None;
                self.line_end(to);
            }
            _ if name == "lb" && attribute(element, "break").as_deref() != Some("no") => self.space(to),
            _ => self.tiler.mark(to),
        }
        if name == "pb" {
            let page = PageBreak { number: attribute(element, "n").map(Into::into), in_word: false, cert: cert(element) };
            self.document.annotations.push(Annotation { extent: Extent { start, end: start }, kind: Kind::PageBreak(Box::new(page)) });
        }
        self.is_after_label = false;
        self.open.push(Open { role, start });
    }

    /// Keeps account of where in the file the reader is.
    fn enter(&mut self, name: &str, is_start: bool) {
        match name {
            "teiHeader" => self.is_header = is_start,
            "text" => self.has_text = true,
            "front" => self.is_front = is_start,
            "div" if is_start => self.divisions = self.divisions.saturating_add(1),
            "div" => self.divisions = self.divisions.saturating_sub(1),
            _ => {}
        }
    }

    fn role(&mut self, name: &str, element: &BytesStart<'_>) -> Role {
        if is_skipped(name) {
            return Role::Skipped;
        }
        if self.is_header {
            return self.header_role(name, element);
        }
        match name {
            "note" if !matches!(attribute(element, "place").as_deref(), Some("inline" | "margin")) => self.note(element),
            "head" | "label" if self.open.last().is_some_and(|open| matches!(open.role, Role::Block(_))) => Role::Inline(Vec::new()),
            "label" => Role::Label,
            "ptr" | "ref" if attribute(element, "type").as_deref().is_some_and(|kind| kind.starts_with("note")) => {
                Role::Pointer(attribute(element, "target").unwrap_or_default().trim_start_matches('#').into())
            }
            "quote" if self.leaf.is_some() => Role::Inline(vec![Kind::Quotation]),
            "stage" if self.leaf.is_some() => Role::Inline(vec![Kind::Stage]),
            "TEI" | "text" | "front" | "body" | "back" | "div" | "group" | "docTitle" | "titlePage" | "list" | "castList" | "table"
            | "sp" | "cit" | "epigraph" | "postscript" => Role::Frame,
            "bibl" if self.open.last().is_some_and(|open| matches!(open.role, Role::Frame)) => Role::Block(BlockKind::Attribution),
            "head" => Role::Block(BlockKind::Heading(self.divisions.max(1))),
            "titlePart" if attribute(element, "type").as_deref() == Some("sub") => Role::Block(BlockKind::Subtitle),
            _ => block(name).map_or_else(|| self.inline(name, element), Role::Block),
        }
    }

    fn inline(&mut self, name: &str, element: &BytesStart<'_>) -> Role {
        Role::Inline(annotation(name, element).into_iter().chain(self.referred.mention(name, element)).collect())
    }

    /// Of the header, the statements as they stood or, in a file of another's, what each element says.
    fn header_role(&mut self, name: &str, element: &BytesStart<'_>) -> Role {
        let is_stated = name == "note" && attribute(element, "type").as_deref() == Some("statement");
        let is_in_statement = self.open.iter().any(|open| matches!(open.role, Role::Statement(_)));
        match name {
            _ if is_in_statement => self.inline(name, element),
            "teiHeader" | "fileDesc" | "notesStmt" | "titleStmt" | "publicationStmt" | "sourceDesc" => Role::Frame,
            "licence" if self.has_statements => Role::Statement("licence".into()),
            "availability" => Role::Frame,
            _ if is_stated => Role::Statement(attribute(element, "n").or_else(|| attribute(element, "subtype")).unwrap_or_default().into()),
            _ if self.has_statements => Role::Skipped,
            _ => Role::Statement(name.into()),
        }
    }

    fn note(&mut self, element: &BytesStart<'_>) -> Role {
        let first = self.document.blocks.len();
        let number = self.document.notes.len();
        if let Some(id) = attribute(element, "xml:id") {
            self.ids.insert(id.into(), number as u32);
        }
        let place = if attribute(element, "place").as_deref() == Some("end") { NotePlace::End } else { NotePlace::Foot };
        let label = attribute(element, "n").unwrap_or_default().into();
        self.document.notes.push(Note { label, label_extent: Extent::default(), marker: None, body: first..first, place });
        Role::Note { number, leaf: self.leaf }
    }

    fn end(&mut self, to: usize) {
        let Some(Open { role, start }) = self.open.pop() else { return self.tiler.mark(to) };
        let end = self.at();
        match role {
            Role::Block(_) | Role::Frame => self.close(to),
            Role::Statement(key) => {
                self.statement(start, end, key);
                self.close(to);
            }
            Role::Label => {
                self.tiler.mark(to);
                self.is_after_label = true;
            }
            Role::Note { number, leaf } => {
                self.line_end(to);
                self.leaf = leaf;
                let last = self.document.blocks.len();
                self.document.notes[number].body.end = last;
                let extent = Extent { start, end: self.at() };
                if leaf.is_some() {
                    self.document.annotations.push(Annotation { extent, kind: Kind::NoteMarker(number as u32) });
                }
            }
            Role::Inline(kinds) => {
                self.tiler.mark(to);
                let extent = Extent { start, end };
                self.document.annotations.extend(kinds.into_iter().filter(|_| end > start).map(|kind| Annotation { extent, kind }));
            }
            Role::Pointer(target) => {
                self.tiler.mark(to);
                self.pointers.push((target, Extent { start, end }));
            }
            Role::Skipped => self.tiler.mark(to),
        }
        self.leave(to);
    }

    /// What [`Self::enter`] does, for the end tag up to byte `to`.
    fn leave(&mut self, to: usize) {
        let tag = self.source[..to].rsplit_once('<').map_or("", |(_, tag)| tag);
        let name = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
        self.enter(name.rsplit(':').next().unwrap_or_default(), false);
    }

    fn close(&mut self, to: usize) {
        self.leaf = None;
        self.line_end(to);
    }

    fn statement(&mut self, start: u32, end: u32, key: Box<str>) {
        let start = start
            + self.tiler.so_far()[start as usize..end as usize]
                .chars()
                .take_while(|c| c.is_whitespace())
                .map(|c| c.len_utf8() as u32)
                .sum::<u32>();
        let extent = Extent { start: start.min(end), end };
        if !extent.is_empty() {
            self.document.header.front_matter.push((extent, key.clone()));
            self.document.header.statements.push(Statement {
                kind: StatementKind::Other,
                extent,
                key: Extent { start, end: start },
                name: Some(key),
                bibl: None,
                parts: Vec::new(),
            });
        }
    }

    /// A line end of the text for a tag, where words stand before it.
    fn line_end(&mut self, to: usize) {
        let so_far = self.tiler.so_far();
        if so_far.is_empty() || so_far.ends_with('\n') { self.tiler.mark(to) } else { self.tiler.recode(to, "\n") }
    }

    /// One space for white space inside a block.
    fn space(&mut self, to: usize) {
        let is_first = self.leaf.is_none() || self.tiler.so_far().ends_with(char::is_whitespace);
        if is_first { self.tiler.space(to) } else { self.tiler.recode(to, " ") }
    }

    fn text(&mut self, to: usize) {
        if self.is_skipped() || self.open.is_empty() {
            return self.tiler.mark(to);
        }
        let from = self.tiler.at();
        let own = &self.source[from..to];
        let mut at = 0;
        while at < own.len() {
            let rest = &own[at..];
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            if spaces > 0 {
                self.space(from + at + spaces);
            }
            let words = &rest[spaces..];
            let len = words.find([' ', '\t', '\n', '\r']).unwrap_or(words.len());
            if len > 0 {
                self.begin();
                self.tiler.text(from + at + spaces + len);
                self.grow();
            }
            at += spaces + len;
        }
    }

    fn entity(&mut self, entity: &BytesRef<'_>, to: usize) {
        let character = entity.resolve_char_ref().ok().flatten().map(String::from);
        let Some(text) = character.or_else(|| resolve_xml_entity(entity).map(str::to_owned)).filter(|_| !self.is_skipped()) else {
            return self.tiler.mark(to);
        };
        self.begin();
        self.tiler.recode(to, &text);
        self.grow();
    }

    /// Begins a block, if none is open.
    fn begin(&mut self) {
        if self.leaf.is_some() {
            return;
        }
        let kind = self.open.iter().rev().find_map(|open| match open.role {
            Role::Block(kind) => Some(kind),
            Role::Label => Some(BlockKind::Item { label: 0 }),
            Role::Statement(_) => Some(BlockKind::Statement),
            Role::Note { .. } => Some(BlockKind::Paragraph),
            _ => None,
        });
        let zone = match () {
            () if self.is_header => Zone::Header,
            () if self.is_in_note() => Zone::Note,
            () if self.is_front => Zone::Front,
            () => Zone::Body,
        };
        let extent = Extent { start: self.at(), end: self.at() };
        self.leaf = Some(self.document.blocks.len());
        self.document.blocks.push(Block { kind: kind.unwrap_or(BlockKind::Paragraph), extent, depth: 0, zone });
    }

    fn grow(&mut self) {
        let end = self.at();
        if let Some(leaf) = self.leaf {
            self.document.blocks[leaf].extent.end = end;
        }
    }

    fn finish(mut self) -> Result<Document, PlainError> {
        if !self.has_text {
            return Err(PlainError::NoText);
        }
        for (target, extent) in std::mem::take(&mut self.pointers) {
            if let Some(&note) = self.ids.get(&target) {
                self.document.annotations.push(Annotation { extent, kind: Kind::NoteMarker(note) });
            }
        }
        let (tiles, text) = self.tiler.finish();
        self.document.tiles = tiles;
        self.document.text = text;
        self.document.entries = self.referred.into_entries();
        self.document.sort_annotations();
        Ok(self.document)
    }
}

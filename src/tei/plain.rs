//! The running text: of a document, and back out of a TEI file. The two are equal for what [`super::write`] wrote.
//!
//! A line for each block, in the order of the text, notes left out; then the notes in the order of their markers, each
//! followed by the notes in it.

use std::collections::VecDeque;
use std::fmt;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::document::{Block, BlockKind, Document, Extent, Kind, Zone};
use crate::tei::holds_text;

/// The running text of `document`, each line ended by LF.
///
/// ```
/// use teiscribe::{convention::Habits, source::Source, structure, tei};
///
/// let (source, _) = Source::read("t", b"# Title\n\nText[^1] here.\n\n[^1]: A note.\n".to_vec()).unwrap();
/// let (document, _) = structure::parse(&source, Habits::base());
/// assert_eq!(tei::running_text(&document), "Title\nText here.\nA note.\n");
/// ```
pub fn running_text(document: &Document) -> String {
    let mut writer = Plain { document, lines: Lines::default(), waiting: VecDeque::new(), own: None };
    writer.zone(Zone::Front);
    writer.zone(Zone::Body);
    writer.lines.end();
    let mut waiting = std::mem::take(&mut writer.waiting);
    while let Some(note) = waiting.pop_front() {
        writer.note(note);
        std::mem::take(&mut writer.waiting).into_iter().rev().for_each(|inner| waiting.push_front(inner));
    }
    writer.lines.text
}

/// Lines so far, and a label that waits for the line it begins.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    label: String,
}

impl Lines {
    fn push(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        if !self.label.is_empty() {
            self.text.push_str(&std::mem::take(&mut self.label));
            self.text.push(' ');
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Goes on with the last line.
    fn go_on(&mut self, rest: &str) {
        if !rest.trim().is_empty() && self.text.ends_with('\n') {
            self.text.pop();
            self.text.push(' ');
        }
        self.push(rest);
    }

    fn label(&mut self, label: &str) {
        let label = std::mem::replace(&mut self.label, label.trim().to_owned());
        if !label.is_empty() {
            self.text.push_str(&label);
            self.text.push('\n');
        }
    }

    /// A label that waits has no line to begin.
    fn end(&mut self) {
        self.label("");
    }
}

struct Plain<'d> {
    document: &'d Document,
    lines: Lines,
    waiting: VecDeque<usize>,
    /// The note that is being written, if it stands in the line.
    own: Option<usize>,
}

impl Plain<'_> {
    fn zone(&mut self, zone: Zone) {
        for index in 0..self.document.blocks.len() {
            let block = self.document.blocks[index];
            if block.zone == zone {
                self.block(index, block);
            } else if zone == Zone::Body && block.zone == Zone::Note {
                self.stranded(index);
            }
        }
    }

    fn stranded(&mut self, index: usize) {
        let notes = &self.document.notes;
        let note = notes.partition_point(|note| note.body.end <= index);
        if notes.get(note).is_some_and(|note| note.body.start == index && note.marker.is_none()) {
            self.waiting.push_back(note);
        }
    }

    fn note(&mut self, note: usize) {
        let own = &self.document.notes[note];
        self.own = own.is_in_line().then_some(note);
        for index in own.body.clone() {
            let mut block = self.document.blocks[index];
            if index == own.body.start && block.extent.start == own.label_extent.start && self.document.is_leaf(index) {
                block.extent.start = own.label_extent.end.min(block.extent.end).max(block.extent.start);
            }
            self.block(index, block);
        }
        self.lines.end();
    }

    fn block(&mut self, index: usize, block: Block) {
        let is_leaf = self.document.is_leaf(index);
        match block.kind {
            BlockKind::Item { label } if label > 0 => {
                let (own, rest) = block.extent.split(label);
                let label = self.shown(own);
                self.lines.label(&label);
                if is_leaf {
                    let line = self.shown(rest);
                    self.lines.push(&line);
                }
            }
            BlockKind::Rule => {}
            BlockKind::Continuation => {
                let rest = self.shown(block.extent);
                self.lines.go_on(&rest);
            }
            _ if is_leaf => {
                let line = self.shown(block.extent);
                self.lines.push(&line);
            }
            _ => {}
        }
    }

    /// The text of an extent without what the writer puts elements for.
    fn shown(&mut self, extent: Extent) -> String {
        let text = &self.document.text;
        let mut shown = String::with_capacity(extent.range().len());
        let mut at = extent.start;
        for annotation in self.document.annotations_in(extent) {
            let own = annotation.extent;
            if own.end > extent.end || own.start < at {
                continue;
            }
            match annotation.kind {
                Kind::NoteMarker(note) if self.own == Some(note as usize) => continue,
                Kind::NoteMarker(note) => self.waiting.push_back(note as usize),
                Kind::Figure(_) | Kind::LineNumber(_) => {}
                _ => continue,
            }
            shown.push_str(&text[at as usize..own.start as usize]);
            at = own.end;
        }
        shown.push_str(&text[at as usize..extent.end as usize]);
        shown
    }
}

impl Extent {
    /// Before and after so many bytes.
    fn split(self, len: u32) -> (Self, Self) {
        let at = self.start + len;
        (Self { end: at, ..self }, Self { start: at, ..self })
    }
}

/// Why a file has no running text.
#[derive(Debug)]
pub enum PlainError {
    /// It is not well-formed.
    Malformed {
        /// Bytes read before.
        at: u64,
        /// What the parser says.
        message: String,
    },
    /// It is well-formed and holds no `text`.
    NoText,
}

impl fmt::Display for PlainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { at, message } => write!(f, "not well-formed XML at byte {at}: {message}"),
            Self::NoText => write!(f, "no TEI: there is no text element in it"),
        }
    }
}

/// The running text of a TEI file.
///
/// ```
/// let tei = "<TEI><teiHeader/><text><body><p>The <hi>text</hi>.</p></body></text></TEI>";
/// assert_eq!(teiscribe::tei::plain(tei).unwrap(), "The text.\n");
/// assert!(teiscribe::tei::plain("<p>").is_err());
/// ```
///
/// # Errors
/// Where the file is not well-formed, or has no `text`.
pub fn plain(xml: &str) -> Result<String, PlainError> {
    let mut reader = Reader::from_str(xml);
    let mut flow = Flow::default();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(start)) => flow.start(&start, false),
            Ok(Event::Empty(start)) => flow.start(&start, true),
            Ok(Event::End(_)) => flow.end(),
            Ok(Event::Text(text)) => flow.text(&text),
            Ok(Event::CData(text)) => flow.text(&text),
            Ok(Event::GeneralRef(entity)) => flow.entity(&entity),
            Ok(_) => {}
            Err(error) => return Err(PlainError::Malformed { at: reader.error_position(), message: error.to_string() }),
        }
    }
    flow.finish()
}

/// The elements that are lines of their own.
const BLOCKS: [&str; 26] = [
    "castItem",
    "p",
    "head",
    "l",
    "item",
    "cell",
    "label",
    "titlePart",
    "byline",
    "docDate",
    "docImprint",
    "dateline",
    "salute",
    "addrLine",
    "signed",
    "closer",
    "opener",
    "trailer",
    "ab",
    "quote",
    "speaker",
    "stage",
    "docAuthor",
    "argument",
    "note",
    "lg",
];

/// A TEI file on the way to lines.
#[derive(Default)]
struct Flow {
    open: Vec<Name>,
    text_depth: Option<usize>,
    /// The lines of the text and, innermost last, of the notes in it; each with the line that is being read.
    streams: Vec<(Lines, String)>,
    notes: Vec<Lines>,
    /// Where the notes of an open note belong: after those that are there.
    slots: Vec<usize>,
    is_done: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Name {
    Label,
    Block,
    Note,
    /// Left out with all that it holds.
    Skipped,
    /// Holds no text, only elements.
    Open,
    Inline,
}

impl Flow {
    fn start(&mut self, start: &BytesStart<'_>, is_empty: bool) {
        let qname = start.name();
        let name = qname.local_name().into_inner().to_owned();
        if name == "text" && self.text_depth.is_none() {
            self.text_depth = Some(self.open.len());
            self.streams.push(<_>::default());
        }
        let kind = self.kind(&name, start);
        match kind {
            Name::Note => {
                self.slots.push(self.notes.len());
                self.notes.push(Lines::default());
                self.streams.push(<_>::default());
            }
            Name::Block | Name::Label | Name::Open => self.flush(),
            _ => {}
        }
        self.open.push(kind);
        if is_empty {
            self.end();
        }
    }

    fn kind(&self, name: &str, start: &BytesStart<'_>) -> Name {
        let has = |name: &str, value: &str| start.attributes().flatten().any(|a| a.key.as_ref() == name && a.value.as_ref() == value);
        match name {
            "figDesc" | "teiHeader" | "standOff" | "graphic" => Name::Skipped,
            "note" if has("place", "inline") || has("place", "margin") => Name::Inline,
            "note" => Name::Note,
            "stage" if matches!(self.open.last(), Some(Name::Block | Name::Inline)) => Name::Inline,
            "bibl" if self.open.last() == Some(&Name::Open) => Name::Block,
            "label" if has("type", "heading") => Name::Block,
            "label" if matches!(self.open.last(), Some(Name::Block | Name::Inline)) => Name::Inline,
            "label" => Name::Label,
            _ if BLOCKS.contains(&name) && name != "docAuthor" => Name::Block,
            _ if !holds_text(name) => Name::Open,
            _ => Name::Inline,
        }
    }

    fn end(&mut self) {
        let Some(kind) = self.open.pop() else { return };
        match kind {
            Name::Block | Name::Open => self.flush(),
            Name::Label => {
                if let Some((lines, line)) = self.streams.last_mut() {
                    lines.label(&std::mem::take(line));
                }
            }
            Name::Note => self.end_note(),
            _ => {}
        }
        if self.text_depth == Some(self.open.len()) {
            self.is_done = true;
            self.text_depth = None;
        }
    }

    fn end_note(&mut self) {
        self.flush();
        if let (Some((mut lines, _)), Some(slot)) = (self.streams.pop(), self.slots.pop()) {
            lines.end();
            self.notes[slot] = lines;
        }
    }

    fn flush(&mut self) {
        if let Some((lines, line)) = self.streams.last_mut() {
            lines.push(line);
            line.clear();
        }
    }

    fn text(&mut self, text: &str) {
        let is_skipped = self.open.contains(&Name::Skipped) || self.open.last() == Some(&Name::Open);
        if let Some((_, line)) = self.streams.last_mut().filter(|_| !is_skipped && self.text_depth.is_some()) {
            line.push_str(text);
        }
    }

    fn entity(&mut self, entity: &BytesRef<'_>) {
        if let Ok(Some(c)) = entity.resolve_char_ref() {
            self.text(c.encode_utf8(&mut [0; 4]));
        } else if let Some(text) = resolve_xml_entity(entity) {
            self.text(text);
        }
    }

    fn finish(mut self) -> Result<String, PlainError> {
        if !self.is_done {
            return Err(PlainError::NoText);
        }
        self.flush();
        let (mut lines, _) = self.streams.pop().unwrap_or_default();
        lines.end();
        for note in &self.notes {
            lines.text.push_str(&note.text);
        }
        Ok(lines.text)
    }
}

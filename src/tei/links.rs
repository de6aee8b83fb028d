//! Ids and pointers of any TEI file.

use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::plain::PlainError;
use crate::diagnostic::{Diagnostic, Finding};
use crate::source::Span;

/// Attributes of the class teidata.pointer (TEI Guidelines, Appendix C) that lead to elements.
const POINTERS: [&str; 21] = [
    "target", "ref", "corresp", "who", "resp", "wit", "from", "to", "start", "end", "next", "prev", "synch", "sameAs", "copyOf", "ana",
    "hand", "decls", "source", "edRef", "facs",
];

/// What is wrong with the ids and pointers of a TEI file, in the order of the file: ids that stand twice, and pointers to ids
/// that are not there. A pointer into another file is not followed.
///
/// ```
/// let found = teiscribe::tei::links("<TEI><p xml:id=\"a\"/><ref target=\"#a #b\"/><p xml:id=\"a\"/></TEI>").unwrap();
/// let codes: Vec<&str> = found.iter().map(|own| own.finding.code()).collect();
/// assert_eq!(codes, ["T803", "T804"]);
/// ```
///
/// # Errors
/// [`PlainError::Malformed`] where it is not well-formed.
pub fn links(text: &str) -> Result<Vec<Diagnostic>, PlainError> {
    let mut reader = Reader::from_str(text);
    let mut found = Links::default();
    let mut depth = 0_usize;
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| malformed(reader.error_position(), error.to_string()))?;
        let span = Span::new(start, reader.buffer_position() as usize);
        match event {
            Event::Eof if depth == 0 => return Ok(found.finish()),
            Event::Eof => return Err(malformed(span.end.into(), "the file ends inside an element".to_owned())),
            Event::Start(element) => {
                depth += 1;
                found.element(&element, span)?;
            }
            Event::Empty(element) => found.element(&element, span)?,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}

const fn malformed(at: u64, message: String) -> PlainError {
    PlainError::Malformed { at, message }
}

#[derive(Default)]
struct Links {
    ids: HashSet<Box<str>>,
    pointers: Vec<(Span, Box<str>)>,
    repeated: HashMap<Box<str>, Span>,
}

impl Links {
    fn element(&mut self, element: &BytesStart<'_>, span: Span) -> Result<(), PlainError> {
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| malformed(span.start.into(), error.to_string()))?;
            let name = attribute.key.as_ref();
            let value = &attribute.value;
            if name == "xml:id" {
                if !self.ids.insert(value.as_ref().into()) {
                    self.repeated.entry(value.as_ref().into()).or_insert(span);
                }
            } else if POINTERS.contains(&name) {
                let own = value.split_whitespace().filter_map(|pointer| pointer.strip_prefix('#'));
                self.pointers.extend(own.map(|id| (span, id.into())));
            }
        }
        Ok(())
    }

    fn finish(self) -> Vec<Diagnostic> {
        let lost = self.pointers.into_iter().filter(|(_, id)| !self.ids.contains(id));
        let lost = lost.map(|(span, id)| Diagnostic { span, finding: Finding::LostPointer { id: id.into() } });
        let repeated = self.repeated.into_iter().map(|(id, span)| Diagnostic { span, finding: Finding::RepeatedId { id: id.into() } });
        let mut found: Vec<Diagnostic> = lost.chain(repeated).collect();
        found.sort_by_key(|own| (own.span, own.finding.to_string()));
        found
    }
}

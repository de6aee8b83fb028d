//! Registers in TEI, as editions keep them: `listPerson`, `listPlace`, `listOrg`, and lists of items with an id on the name.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::kind::kind;
use super::{Form, Register, identifier};
use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{EntryKind, PlaceKind};
use crate::source::Span;

/// An entry that is being read.
#[derive(Debug, Default)]
struct Open {
    id: String,
    depth: usize,
    names: Vec<String>,
    identifiers: Vec<(String, String)>,
    born: Option<i32>,
}

/// What the text that comes next is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Name,
    Identifier,
}

struct State<'r> {
    register: &'r mut Register,
    depth: usize,
    open: Option<(EntryKind, Open)>,
    /// The element whose text is read, its depth, and the text so far.
    text: Option<(Use, usize, String)>,
    /// The type of the identifier.
    kind: String,
    file: Arc<str>,
}

/// Reads the register in the file of this name; where it is not well-formed, what stands before is used.
pub(super) fn read(register: &mut Register, name: &str, text: &str) -> Vec<Diagnostic> {
    let mut reader = Reader::from_str(text);
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default().into();
    let mut state = State { register, depth: 0, open: None, text: None, kind: String::new(), file };
    loop {
        let at = reader.buffer_position() as u32;
        match reader.read_event() {
            Ok(Event::Eof) => return Vec::new(),
            Ok(Event::Start(element)) => {
                state.depth += 1;
                state.start(&element);
            }
            Ok(Event::Empty(element)) => state.empty(&element),
            Ok(Event::End(_)) => {
                state.end();
                state.depth -= 1;
            }
            Ok(Event::Text(own)) => state.push(&own),
            Ok(Event::GeneralRef(own)) => state.push(entity(&own)),
            Ok(_) => {}
            Err(error) => {
                return vec![Diagnostic {
                    span: Span { start: at, end: at },
                    finding: Finding::RegisterRow { problem: error.to_string() },
                }];
            }
        }
    }
}

fn entity(name: &str) -> &str {
    quick_xml::escape::resolve_xml_entity(name).unwrap_or(" ")
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    Some(attribute.value.into_owned())
}

impl State<'_> {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        let name = name.as_ref().to_owned();
        let entry = match name.as_str() {
            "person" => Some(EntryKind::Person),
            "place" => Some(EntryKind::Place(place_kind(attribute(element, "type").as_deref()))),
            "org" => Some(EntryKind::Organisation),
            "persName" if self.open.is_none() => Some(EntryKind::Person),
            _ => None,
        };
        if let Some(kind) = entry.filter(|_| self.open.is_none())
            && let Some(id) = attribute(element, "xml:id")
        {
            self.open = Some((kind, Open { id, depth: self.depth, ..Open::default() }));
        }
        if self.text.is_none() && self.open.is_some() {
            match name.as_str() {
                "persName" | "placeName" | "orgName" => self.text = Some((Use::Name, self.depth, String::new())),
                "idno" => {
                    self.kind = attribute(element, "subtype").or_else(|| attribute(element, "type")).unwrap_or_default();
                    self.text = Some((Use::Identifier, self.depth, String::new()));
                }
                "birth" => self.birth(element),
                _ => {}
            }
        }
        self.push(" ");
    }

    fn empty(&mut self, element: &BytesStart<'_>) {
        if element.local_name().as_ref() == "birth" {
            self.birth(element);
        }
    }

    fn birth(&mut self, element: &BytesStart<'_>) {
        let year = ["when", "when-iso", "notBefore", "from"]
            .iter()
            .find_map(|name| attribute(element, name))
            .and_then(|date| date.get(..4)?.parse().ok());
        if let Some((_, open)) = &mut self.open {
            open.born = open.born.or(year);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((_, _, own)) = &mut self.text {
            own.push_str(text);
        }
    }

    fn end(&mut self) {
        if self.text.as_ref().is_some_and(|(_, depth, _)| *depth == self.depth)
            && let Some((use_of, _, text)) = self.text.take()
        {
            self.keep(use_of, &text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        if self.open.as_ref().is_some_and(|(_, open)| open.depth == self.depth)
            && let Some((kind, open)) = self.open.take()
        {
            self.close(kind, &open);
        }
    }

    fn keep(&mut self, use_of: Use, text: &str) {
        let Some((_, open)) = &mut self.open else {
            return;
        };
        match use_of {
            Use::Name if !text.is_empty() => open.names.push(text.to_owned()),
            Use::Identifier => {
                let own = identifier(text).filter(|(kind, _)| kind != "URL" || self.kind.is_empty());
                let own = own.or_else(|| (!text.is_empty()).then(|| (self.kind.to_lowercase(), text.to_owned())));
                open.identifiers.extend(own);
            }
            Use::Name => {}
        }
    }

    fn close(&mut self, kind: EntryKind, open: &Open) {
        let forms: Vec<String> = open.names.iter().map(|name| name.trim_end_matches([',', ';', ':']).to_owned()).collect();
        let Some(name) = forms.first().map(|form| turned(form)) else {
            return;
        };
        for form in &forms {
            let known = self.register.add(&open.id, kind, &name, Form { text: turned(form), is_draft: false });
            known.born = open.born;
            known.file = Some(Arc::clone(&self.file));
            if known.identifiers.is_empty() {
                known.identifiers.clone_from(&open.identifiers);
            }
        }
    }
}

/// "Cabell, Lt. Gen. C. P." as "Lt. Gen. C. P. Cabell".
fn turned(name: &str) -> String {
    match name.split_once(", ") {
        Some((surname, rest)) if !rest.contains(',') => format!("{rest} {surname}"),
        _ => name.to_owned(),
    }
}

fn place_kind(word: Option<&str>) -> PlaceKind {
    match word.and_then(kind) {
        Some(EntryKind::Place(kind)) => kind,
        _ => PlaceKind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_editions_are_read() {
        let mut register = Register::default();
        let xml = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><listPlace><place xml:id=\"pmb1\"><placeName type=\"city\">Abbazia</placeName><placeName type=\"alt\">Opatija</placeName><idno type=\"URL\" subtype=\"geonames\">https://www.geonames.org/3193044/opatija.html</idno></place></listPlace>\
            <listPerson><person xml:id=\"p2\"><persName><surname>Stalin</surname>, <forename>J.</forename></persName><birth when=\"1878-12-18\"/></person></listPerson>\
            <div xml:id=\"persons\"><list><item><persName xml:id=\"p_CCP1\">Cabell, Lt. Gen. C.P.</persName>, USAF</item></list></div></TEI>";
        assert_eq!(read(&mut register, "a/b.xml", xml), []);
        let names: Vec<&str> = register.entries.iter().map(|known| known.name.as_str()).collect();
        assert_eq!(names, ["Abbazia", "J. Stalin", "Lt. Gen. C.P. Cabell"]);
        assert_eq!(register.entries[0].forms[1].text, "Opatija");
        assert_eq!(register.entries[0].identifiers, [("geonames".to_owned(), "3193044".to_owned())]);
        assert_eq!(register.entries[1].born, Some(1878));
        assert_eq!(register.entries[1].file.as_deref(), Some("b.xml"));
    }

    #[test]
    fn what_stands_before_a_fault_is_used() {
        let mut register = Register::default();
        let found = read(&mut register, "b.xml", "<listPlace><place xml:id=\"a\"><placeName>A</placeName></place><place></listPlace>");
        assert_eq!(register.entries.len(), 1);
        assert_eq!(found[0].finding.code(), "T601");
    }
}

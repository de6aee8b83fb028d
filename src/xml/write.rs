//! A tree to text. White space is added only between the children of elements that hold no text.

use std::borrow::Cow;

use memchr::{memchr, memchr3};
use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesEnd, BytesPI, BytesStart, BytesText, Event};

use crate::xml::{Element, Node};

/// Writes `root` after the processing `instructions`. `holds_text` tells of an element's name whether it may hold text,
/// where white space would be a part of it (TEI Guidelines, 1.3.1.1.6).
pub fn write(instructions: &[String], root: &Element<'_>, holds_text: fn(&str) -> bool) -> String {
    let mut writer = Pretty { writer: Writer::new(Vec::new()), tag: BytesStart::new(root.name), holds_text };
    writer.event(Event::PI(BytesPI::new("xml version=\"1.0\" encoding=\"UTF-8\"")));
    for instruction in instructions {
        writer.event(Event::Text(BytesText::from_escaped("\n")));
        writer.event(Event::PI(BytesPI::new(instruction.as_str())));
    }
    writer.line(0);
    writer.element(root, 0);
    writer.event(Event::Text(BytesText::from_escaped("\n")));
    String::from_utf8(writer.writer.into_inner()).unwrap_or_default()
}

struct Pretty {
    writer: Writer<Vec<u8>>,
    /// The start tag written last, whose buffer the next one takes.
    tag: BytesStart<'static>,
    holds_text: fn(&str) -> bool,
}

impl Pretty {
    fn element(&mut self, element: &Element<'_>, depth: usize) {
        self.start(element);
        if element.children.is_empty() {
            return;
        }
        let is_open = !(self.holds_text)(element.name);
        for child in &element.children {
            if is_open {
                self.line(depth + 1);
            }
            self.node(child, depth + 1);
        }
        if is_open {
            self.line(depth);
        }
        self.event(Event::End(BytesEnd::new(element.name)));
    }

    /// Writes the start tag, or the tag of an element that holds nothing.
    fn start(&mut self, element: &Element<'_>) {
        let tag = self.tag.clear_attributes().set_name(element.name);
        element.attributes.iter().for_each(|(name, value)| tag.push_attribute((*name, value.as_ref())));
        let tag = self.tag.borrow();
        // Writing to memory cannot fail.
        let _ = self.writer.write_event(if element.children.is_empty() { Event::Empty(tag) } else { Event::Start(tag) });
    }

    fn node(&mut self, node: &Node<'_>, depth: usize) {
        match node {
            Node::Element(element) => self.element(element, depth),
            Node::Text(text) => self.event(Event::Text(BytesText::from_escaped(escaped(text)))),
        }
    }

    fn line(&mut self, depth: usize) {
        const SPACES: &str = "\n                                                                ";
        self.event(Event::Text(BytesText::from_escaped(Cow::Borrowed(&SPACES[..1 + (2 * depth).min(64)]))));
    }

    fn event(&mut self, event: Event<'_>) {
        // Writing to memory cannot fail.
        let _ = self.writer.write_event(event);
    }
}

/// `text` as it stands in XML; most has nothing to escape.
fn escaped(text: &str) -> Cow<'_, str> {
    match memchr3(b'<', b'>', b'&', text.as_bytes()).or_else(|| memchr(b'\r', text.as_bytes())) {
        Some(_) => partial_escape(text),
        None => Cow::Borrowed(text),
    }
}

//! A tree to text. White space is added only between the children of elements that hold no text.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesEnd, BytesPI, BytesStart, BytesText, Event};

use crate::xml::{Element, Node};

/// Writes `root` after the processing `instructions`. `holds_text` tells of an element's name whether it may hold text,
/// where white space would be a part of it (TEI Guidelines, 1.3.1.1.6).
pub fn write(instructions: &[String], root: &Element<'_>, holds_text: fn(&str) -> bool) -> String {
    let mut writer = Pretty { writer: Writer::new(Vec::new()), holds_text };
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
    holds_text: fn(&str) -> bool,
}

impl Pretty {
    fn element(&mut self, element: &Element<'_>, depth: usize) {
        let start = BytesStart::new(element.name).with_attributes(element.attributes.iter().map(|(name, value)| (*name, value.as_ref())));
        if element.children.is_empty() {
            return self.event(Event::Empty(start));
        }
        self.event(Event::Start(start));
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

    fn node(&mut self, node: &Node<'_>, depth: usize) {
        match node {
            Node::Element(element) => self.element(element, depth),
            Node::Text(text) => self.event(Event::Text(BytesText::from_escaped(partial_escape(text.as_ref())))),
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

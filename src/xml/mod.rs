//! XML as characters: escaping, what XML 1.0 forbids, where white space may go. The only module that writes `<`.

mod write;

use std::borrow::Cow;

use quick_xml::escape;

pub use write::write;

/// An element: its attributes in the order in which they are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Element<'a> {
    /// The name.
    pub name: &'static str,
    /// Names and values.
    pub attributes: Vec<(&'static str, Cow<'a, str>)>,
    /// What it holds.
    pub children: Vec<Node<'a>>,
}

/// A node of a tree of XML.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'a> {
    /// An element.
    Element(Element<'a>),
    /// Text, not escaped.
    Text(Cow<'a, str>),
}

impl<'a> Element<'a> {
    /// An empty element.
    pub fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new() }
    }

    /// With an attribute more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With an attribute more, if there is a value.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Cow<'a, str>>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With a child more.
    #[must_use]
    pub fn child(mut self, child: impl Into<Node<'a>>) -> Self {
        self.children.push(child.into());
        self
    }

    /// With children more.
    #[must_use]
    pub fn children<N: Into<Node<'a>>>(mut self, children: impl IntoIterator<Item = N>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// With text more.
    #[must_use]
    pub fn text(self, text: impl Into<Cow<'a, str>>) -> Self {
        self.child(Node::Text(text.into()))
    }
}

impl<'a> From<Element<'a>> for Node<'a> {
    fn from(element: Element<'a>) -> Self {
        Self::Element(element)
    }
}

/// Whether XML 1.0 can hold a character (production 2, `Char`).
pub const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// Whether an `xml:id` may begin with a character (XML 1.0, production 4, without the colon of Namespaces): a letter or `_`,
/// but not `ª`, which is a letter of Unicode.
pub const fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// Whether a character may stand in an `xml:id` (XML 1.0, production 4a, without the colon): `½` may not.
pub const fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// What an entity stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// `&eacute;`, `&amp;`.
    Named(&'static str),
    /// `&#233;`, `&#xE9;`.
    Numbered(char),
}

/// What `name` in `&name;` stands for, by the names of HTML; `None` for what names nothing that XML can hold.
pub fn entity(name: &str) -> Option<Entity> {
    let Some(number) = name.strip_prefix('#') else { return escape::resolve_html5_entity(name).map(Entity::Named) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).filter(|&c| is_allowed(c)).map(Entity::Numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_stand_for_characters_that_xml_can_hold() {
        assert_eq!(entity("amp"), Some(Entity::Named("&")));
        assert_eq!(entity("#8212"), Some(Entity::Numbered('—')));
        assert_eq!(entity("#x1"), None);
        assert_eq!(entity("rquo"), None);
    }
}

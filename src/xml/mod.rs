//! XML as characters: escaping, what XML 1.0 forbids, where white space may go. The only module that writes `<`.

mod write;

use std::borrow::Cow;

use quick_xml::escape;
use unicode_normalization::UnicodeNormalization;

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
        push(&mut self.attributes, (name, value.into()));
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
        push(&mut self.children, child.into());
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

/// Adds an attribute or a child, of which most elements have one: room for more is made when there are more.
pub(crate) fn push<T>(items: &mut Vec<T>, item: T) {
    if items.capacity() == 0 {
        items.reserve_exact(1);
    }
    items.push(item);
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

/// Whether an `xml:id` may begin with a character: a letter or `_`. What the fourth edition of XML 1.0 and the fifth both
/// take (production 85, `BaseChar`, of the scripts that transcriptions are in), since validators go by either: not `ſ`.
#[rustfmt::skip]
pub const fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{131}' | '\u{134}'..='\u{13e}'
        | '\u{141}'..='\u{148}' | '\u{14a}'..='\u{17e}' | '\u{180}'..='\u{1c3}' | '\u{1cd}'..='\u{1f0}' | '\u{1fa}'..='\u{217}'
        | '\u{250}'..='\u{2a8}' | '\u{386}' | '\u{388}'..='\u{38a}' | '\u{38c}' | '\u{38e}'..='\u{3a1}' | '\u{3a3}'..='\u{3ce}'
        | '\u{401}'..='\u{40c}' | '\u{40e}'..='\u{44f}' | '\u{451}'..='\u{45c}' | '\u{45e}'..='\u{481}' | '\u{490}'..='\u{4c4}'
        | '\u{531}'..='\u{556}' | '\u{561}'..='\u{586}' | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}'
        | '\u{671}'..='\u{6b7}' | '\u{905}'..='\u{939}' | '\u{10d0}'..='\u{10f6}' | '\u{1e00}'..='\u{1e9b}' | '\u{1ea0}'..='\u{1ef9}'
        | '\u{1f00}'..='\u{1f15}' | '\u{1f20}'..='\u{1f45}' | '\u{1f50}'..='\u{1f57}' | '\u{1f60}'..='\u{1f7d}' | '\u{1f80}'..='\u{1fb4}'
        | '\u{3041}'..='\u{3094}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fa5}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether a character may stand in an `xml:id`, by both editions: `½` may not.
pub const fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{345}')
}

/// The letters and digits of a word that an `xml:id` can hold, in lower case; others as what they are made of: `ſ` is `s`.
///
/// ```
/// assert_eq!(teiscribe::xml::name_letters("Miniſtra"), "ministra");
/// ```
pub fn name_letters(word: &str) -> String {
    let lower = word.to_lowercase();
    let of = |c: char| if is_name_char(c) || !c.is_alphabetic() { vec![c] } else { [c].into_iter().nfkd().collect() };
    lower.chars().flat_map(of).filter(|&c| c.is_alphanumeric() && is_name_char(c)).collect()
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

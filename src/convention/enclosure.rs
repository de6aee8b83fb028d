//! What marks enclose in a line, with slots: links `[[{target}][{text}]]`, images, notes `footnote:[{text}]`.

use std::ops::Range;

use serde::Deserialize;

use super::pattern::Pattern;

/// Bytes of a target, at most, and of a text.
const MAX_TARGET: usize = 500;
const MAX_TEXT: usize = 4000;
/// How an address begins that is told by itself.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "ftp://"];

/// How links are written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Links {
    /// Links and images; those before go first.
    patterns: Vec<Enclosure>,
    /// Marks of places that links point at: `[[{name}]]`.
    anchors: Vec<Pattern>,
}

impl Links {
    pub(crate) fn patterns(&self) -> &[Enclosure] {
        &self.patterns
    }

    /// The name of the place marked at the start of `text`, and the bytes of the mark.
    pub(crate) fn anchor<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        self.anchors.iter().find_map(|pattern| pattern.at_start(text))
    }

    /// Whether a line marks a place and holds nothing else.
    pub(crate) fn is_anchor_line(&self, line: &str) -> bool {
        self.anchor(line).is_some_and(|(_, len)| len == line.len())
    }

    /// The bytes with which links and marks of places, and the ends of links, begin.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = u8> + '_ {
        self.anchors.iter().filter_map(Pattern::first).chain(self.patterns.iter().flat_map(Enclosure::firsts))
    }
}

/// A pattern with slots.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Enclosure {
    before: String,
    slot: Option<Slot>,
    between: String,
    close: String,
    has_text: bool,
}

/// What a slot before the text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// Where a link leads: an address, or `#` and a place.
    Target,
    /// An address that is told by how it begins.
    Address,
    /// A place of the document.
    Anchor,
    /// The address of an image.
    Image,
    /// The name of a note.
    Name,
}

const SLOTS: [(&str, Slot); 5] = [
    ("{target}", Slot::Target),
    ("{address}", Slot::Address),
    ("{anchor}", Slot::Anchor),
    ("{image}", Slot::Image),
    ("{name}", Slot::Name),
];

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Enclosed<'t> {
    /// What the slot before the text holds.
    pub(crate) slot: Option<(Slot, &'t str)>,
    /// Where the text stands: where the pattern has none, or it is empty, what the slot holds.
    pub(crate) text: Range<usize>,
    /// Whether the text is only what the slot holds.
    pub(crate) is_bare: bool,
    /// Bytes of all of it.
    pub(crate) len: usize,
}

impl TryFrom<String> for Enclosure {
    type Error = &'static str;

    fn try_from(pattern: String) -> Result<Self, Self::Error> {
        let (head, close, has_text) = match pattern.split_once("{text}") {
            Some((head, close)) => (head, close, true),
            None => (pattern.as_str(), "", false),
        };
        let slot = SLOTS.iter().find_map(|(name, slot)| Some((head.split_once(name)?, *slot)));
        let ((before, between), slot) = slot.map_or(((head, ""), None), |(parts, slot)| (parts, Some(slot)));
        let (between, close) = if has_text { (between, close) } else { ("", between) };
        if slot.is_none() && !has_text || close.is_empty() {
            return Err("a pattern has {text}, or {target}, {address}, {anchor}, {image} or {name}, and an end");
        }
        Ok(Self { before: before.to_owned(), slot, between: between.to_owned(), close: close.to_owned(), has_text })
    }
}

impl Enclosure {
    /// The bytes with which it may begin, and that with which its end does.
    pub(crate) fn firsts(&self) -> Vec<u8> {
        let schemes = SCHEMES.iter().map(|scheme| scheme.as_bytes()[0]);
        let begins: Vec<u8> = self.before.bytes().next().map_or_else(|| schemes.collect(), |first| vec![first]);
        begins.into_iter().chain(self.close.bytes().next()).collect()
    }

    /// What stands enclosed at the start of `text`.
    pub(crate) fn at_start<'t>(&self, text: &'t str) -> Option<Enclosed<'t>> {
        let head = text.strip_prefix(self.before.as_str())?;
        let start = self.before.len();
        if !self.has_text {
            let own = value(head, self.slot?, &self.close)?;
            let text = start..start + own.len();
            return Some(Enclosed { slot: Some((self.slot?, own)), len: text.end + self.close.len(), text, is_bare: true });
        }
        let slot = match self.slot {
            Some(slot) => Some((slot, value(head, slot, &self.between)?)),
            None => None,
        };
        let from = start + slot.map_or(0, |(_, own)| own.len()) + self.between.len();
        let from = from + text.get(from..)?.bytes().take_while(|b| *b == b' ').count();
        let len = closing(text.get(from..)?, &self.close)?;
        let end = from + len + self.close.len();
        Some(match slot {
            Some((_, own)) if text[from..from + len].trim().is_empty() => {
                Enclosed { slot, text: start..start + own.len(), is_bare: true, len: end }
            }
            None if len == 0 => return None,
            _ => Enclosed { slot, text: from..from + len, is_bare: false, len: end },
        })
    }
}

/// What a slot holds at the start of `text`, up to `end`.
fn value<'t>(text: &'t str, slot: Slot, end: &str) -> Option<&'t str> {
    let mut window = text.len().min(MAX_TARGET);
    while !text.is_char_boundary(window) {
        window -= 1;
    }
    let own = &text[..text[..window].find(end)?];
    let is_word = !own.contains([' ', '\t', '<', '>']);
    let fits = match slot {
        Slot::Target => true,
        Slot::Address => is_word && SCHEMES.iter().any(|scheme| own.starts_with(scheme)),
        Slot::Anchor | Slot::Image | Slot::Name => is_word,
    };
    (fits && !own.is_empty() && !own.contains(['[', ']', '\n', '\r'])).then_some(own)
}

/// Bytes of the text before `close`, brackets in it passed over.
fn closing(text: &str, close: &str) -> Option<usize> {
    let (mut open, mut is_escaped) = (0_u32, false);
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < MAX_TEXT) {
        if open == 0 && !is_escaped && text[at..].starts_with(close) {
            return Some(at);
        }
        match c {
            '[' if !is_escaped => open += 1,
            ']' if !is_escaped => open = open.saturating_sub(1),
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: Option<(Option<&str>, &str)>) {
        let pattern = Enclosure::try_from(pattern.to_owned()).expect("a pattern");
        let found = pattern.at_start(text).map(|own| (own.slot.map(|(_, value)| value), &text[own.text]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn slots_take_targets_and_texts() {
        check("[[{target}][{text}]]", "[[#a][the [old] a]] b", Some((Some("#a"), "the [old] a")));
        check("[[{target}]]", "[[a.org]]", Some((Some("a.org"), "a.org")));
        check("[[{target}]]", "[[a][b]]", None);
        check("{address}[{text}]", "https://a.org[a] b", Some((Some("https://a.org"), "a")));
        check("{address}[{text}]", "http [a]", None);
        check("footnote:{name}[{text}]", "footnote:a[]", Some((Some("a"), "a")));
        check("<<{anchor},{text}>>", "<<a,the a>>", Some((Some("a"), "the a")));
        assert!(Enclosure::try_from("[[".to_owned()).is_err());
    }
}

//! A pattern with one slot: `[p. {n}]`, `-----File: {name}-*`.

use crate::byte_set::ByteSet;

/// Literal text around a slot. `{n}` takes a page or note number, `{folio}` a leaf and its side, `{name}` anything without white
/// space; a `*` at the end takes the rest of the line.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(from = "String")]
pub(crate) struct Pattern {
    before: String,
    after: String,
    slot: Slot,
    takes_rest: bool,
}

/// What a slot takes.
#[derive(Clone, Copy, Debug)]
enum Slot {
    Number,
    Folio,
    Name,
}

impl Slot {
    const ALL: [(&'static str, Self); 3] = [("{name}", Self::Name), ("{folio}", Self::Folio), ("{n}", Self::Number)];

    fn takes(self, text: &str) -> bool {
        match self {
            Self::Number => is_number(text),
            Self::Folio => is_folio(text),
            Self::Name => is_name(text),
        }
    }
}

impl From<String> for Pattern {
    fn from(pattern: String) -> Self {
        Self::new(&pattern)
    }
}

impl Pattern {
    /// Reads a pattern; one without a slot matches nothing.
    pub(super) fn new(pattern: &str) -> Self {
        let (word, slot) = Slot::ALL.into_iter().find(|(word, _)| pattern.contains(word)).unwrap_or(("{n}", Slot::Number));
        let (before, after) = pattern.split_once(word).unwrap_or((pattern, "\0"));
        let takes_rest = after.ends_with('*');
        Self { before: before.to_owned(), after: after.trim_end_matches('*').to_owned(), slot, takes_rest }
    }

    /// The byte with which what it matches begins.
    pub(super) fn first(&self) -> Option<u8> {
        self.before.bytes().next()
    }

    /// Where in `text` it may begin.
    pub(crate) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        memchr::memmem::find_iter(text.as_bytes(), self.before.as_bytes()).filter(|_| !self.before.is_empty())
    }

    /// What the slot holds at the start of `text`, and how many bytes the pattern takes.
    #[inline]
    pub(crate) fn at_start<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        // Most are told by their first byte.
        let may_be = self.before.as_bytes().first().is_none_or(|first| text.as_bytes().first() == Some(first));
        if may_be { self.filled(text.strip_prefix(self.before.as_str())?) } else { None }
    }

    /// What the slot holds at the start of `rest`, and how many bytes the pattern takes with what stands before it.
    fn filled<'t>(&self, rest: &'t str) -> Option<(&'t str, usize)> {
        const MAX_LEN: usize = 80;
        let mut window = rest.len().min(MAX_LEN);
        while !rest.is_char_boundary(window) {
            window -= 1;
        }
        let rest = &rest[..window];
        let end = if self.after.is_empty() { rest.find(char::is_whitespace).unwrap_or(window) } else { rest.find(self.after.as_str())? };
        let slot = &rest[..end];
        self.slot.takes(slot).then_some((slot, self.before.len() + slot.len() + self.after.len()))
    }

    /// What the slot holds where the pattern takes all of `text`.
    pub(super) fn whole<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.at_start(text).filter(|&(_, len)| len == text.len() || self.takes_rest).map(|(slot, _)| slot)
    }
}

/// Patterns of which one is looked for, in the order of the bytes they begin with: of the same, those before go first.
#[derive(Debug)]
pub(super) struct Patterns {
    patterns: Vec<Pattern>,
    /// An index: the bytes with which they begin.
    firsts: ByteSet,
}

impl FromIterator<Pattern> for Patterns {
    fn from_iter<I: IntoIterator<Item = Pattern>>(patterns: I) -> Self {
        let mut patterns: Vec<Pattern> = patterns.into_iter().collect();
        patterns.sort_by_key(Pattern::first);
        let firsts = patterns.iter().filter_map(Pattern::first).collect();
        Self { patterns, firsts }
    }
}

impl Patterns {
    /// Whether what one of them matches may begin with `byte`.
    pub(super) const fn may_begin(&self, byte: u8) -> bool {
        self.firsts.contains(byte)
    }

    /// What the slot of the first that fits holds at the start of `text`, and how many bytes it takes.
    pub(super) fn at_start<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        self.near(text).iter().find_map(|pattern| pattern.at_start(text))
    }

    /// What the slot of the first holds that takes all of `text`.
    pub(super) fn whole<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.near(text).iter().find_map(|pattern| pattern.whole(text))
    }

    /// Those that begin as `text` does.
    fn near(&self, text: &str) -> &[Pattern] {
        let Some(&first) = text.as_bytes().first().filter(|first| self.may_begin(**first)) else { return &[] };
        let from = self.patterns.partition_point(|pattern| pattern.first() < Some(first));
        let len = self.patterns[from..].partition_point(|pattern| pattern.first() == Some(first));
        &self.patterns[from..from + len]
    }
}

fn is_name(slot: &str) -> bool {
    !slot.is_empty() && !slot.contains([' ', '\t', '<', '>'])
}

/// `12r`, `170v`.
fn is_folio(slot: &str) -> bool {
    slot.ends_with(['r', 'v']) && slot.starts_with(|c: char| c.is_ascii_digit()) && is_number(slot)
}

/// `12`, `170v`, `318bisr`, `xiv`, `A`, `*`.
fn is_number(slot: &str) -> bool {
    let digits = slot.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = &slot[digits.len()..];
    let side = ["bis", "ter"].into_iter().find_map(|again| letters.strip_prefix(again)).unwrap_or(letters);
    let is_arabic = !digits.is_empty() && digits.len() <= 4 && side.len() <= 1 && digits.bytes().all(|b| b.is_ascii_digit());
    let is_roman = !slot.is_empty()
        && slot.len() <= 9
        && (slot.bytes().all(|b| b"ivxlcdm".contains(&b)) || slot.bytes().all(|b| b"IVXLCDM".contains(&b)));
    is_arabic || is_roman || (slot.chars().count() == 1 && slot.chars().all(|c| c.is_ascii_uppercase() || "*†‡§".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[track_caller]
    fn check(pattern: &str, text: &str, slot: Option<&str>) {
        assert_eq!(Pattern::new(pattern).whole(text), slot, "{pattern} on {text}");
    }

    #[test]
    fn slots_take_numbers_or_names() {
        check("[p. {n}]", "[p. 12]", Some("12"));
        check("[p. {n}]", "[p. xii]", Some("xii"));
        check("[f. {n}]", "[f. 170v]", Some("170v"));
        check("[p. {n}]", "[p. was]", None);
        check("--- page {n} ---", "--- page 318bisr ---", Some("318bisr"));
        check("[{folio}]", "[12v]", Some("12v"));
        check("[{folio}]", "[12]", None);
        check("{{n}}", "{12}", Some("12"));
        check("-----File: {name}-*", "-----File: 001.png---\\smith---", Some("001.png"));
        check("-{n}-", "-12- and", None);
    }
}

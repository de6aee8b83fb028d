//! The lines of a source, and views of them inside quotations, items and boxes.

use memchr::memchr2;

/// A line without its line end, in bytes of the source. Inside a container the marks of the container are left out on
/// both sides, so that a quotation in a list is read as any other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The first byte, white space before the text included.
    pub(super) start: u32,
    /// One past the last byte that is no white space.
    pub(super) end: u32,
    /// Whether two spaces at the end ask for a hard break.
    pub(super) is_hard: bool,
}

impl Line {
    pub(super) fn new(source: &str, start: usize, end: usize) -> Self {
        let text = &source[start..end];
        let trimmed = trim_end(text);
        let is_hard = !trimmed.is_empty() && text[trimmed.len()..].starts_with("  ");
        Self { start: start as u32, end: (start + trimmed.len()) as u32, is_hard }
    }

    pub(super) fn text(self, source: &str) -> &str {
        &source[self.start as usize..self.end as usize]
    }

    pub(super) fn is_blank(self) -> bool {
        self.start == self.end
    }

    /// The line from byte `start` on, for a container that takes what is before.
    pub(super) fn from(self, start: usize) -> Self {
        Self { start: (start as u32).min(self.end), ..self }
    }

    /// Columns of white space at the start; a tab goes to the next multiple of four.
    pub(super) fn indent(self, source: &str) -> usize {
        let spaces = self.text(source).bytes().take_while(|b| matches!(b, b' ' | b'\t'));
        spaces.fold(0, |column, b| if b == b'\t' { column / 4 * 4 + 4 } else { column + 1 })
    }

    /// Its text without the white space at its start.
    #[inline]
    pub(super) fn shown(self, source: &str) -> &str {
        trim_start(self.text(source))
    }

    /// The line without the white space at its start.
    pub(super) fn trimmed(self, source: &str) -> Self {
        self.from(self.end as usize - self.shown(source).len())
    }
}

/// White space that separates but never means anything: a form feed is none, it means a page.
fn is_space(c: char) -> bool {
    c == ' ' || c == '\t' || c == '\u{a0}' || (!c.is_ascii() && c.is_whitespace())
}

pub(super) fn trim_end(text: &str) -> &str {
    match text.as_bytes().last() {
        Some(b) if b.is_ascii_graphic() => text,
        _ => text.trim_end_matches(is_space),
    }
}

#[inline]
pub(super) fn trim_start(text: &str) -> &str {
    let spaces = text.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
    match text.as_bytes().get(spaces) {
        Some(b) if b.is_ascii_graphic() => &text[spaces..],
        _ => text.trim_start_matches(is_space),
    }
}

/// The lines of `source`, ended by LF, CR LF or a lone CR.
pub(super) fn lines(source: &str) -> Vec<Line> {
    let bytes = source.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 64);
    let mut start = 0;
    while let Some(len) = memchr2(b'\n', b'\r', &bytes[start..]) {
        let end = start + len;
        lines.push(Line::new(source, start, end));
        start = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    }
    if start < bytes.len() {
        lines.push(Line::new(source, start, bytes.len()));
    }
    lines
}

//! How pages are marked.

use super::habits::Habits;

impl Habits {
    /// Whether a line only says that a page has no text.
    pub(crate) fn is_blank_page(&self, line: &str) -> bool {
        self.page_blank.contains(line)
    }

    /// Whether a mark of a page in the text may begin with `byte`.
    pub(crate) const fn begins_page(&self, byte: u8) -> bool {
        self.page_inline.may_begin(byte)
    }

    /// Whether a line that marks a page may begin with `byte`.
    pub(crate) const fn begins_page_line(&self, byte: u8) -> bool {
        self.page_alone.may_begin(byte)
    }

    /// The page that a line marks that holds nothing else.
    pub(crate) fn page_mark<'t>(&self, line: &'t str) -> Option<&'t str> {
        self.page_alone.whole(line)
    }

    /// The page that a line marks between empty ones: "page 392".
    pub(crate) fn page_mark_apart<'t>(&self, line: &'t str) -> Option<&'t str> {
        self.page_apart.whole(line)
    }

    /// The page marked at the start of `text`, and the bytes of the mark.
    pub(crate) fn page_mark_at<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        self.page_inline.at_start(text)
    }
}

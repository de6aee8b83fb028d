//! What became of each byte of the source, and the way back from the text.

use crate::document::{Document, Extent};
use crate::source::Span;

/// So many bytes of the source, and what became of them. Tiles stand in order and cover the whole source: nothing is
/// skipped, nothing stands twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Bytes of the source.
    pub len: u32,
    /// What became of them.
    pub role: Role,
}

/// What became of some bytes of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// They stand in the text as they are.
    Text,
    /// So many bytes of text stand for them: `&amp;`, `\*`, the end of a wrapped line.
    Recoded(u32),
    /// A mark that says how the text is laid out: `#`, `**`, `> `, `](`.
    Mark,
    /// White space that means nothing.
    Space,
    /// Left out, for this reason.
    Dropped(Reason),
}

/// Why something of the transcription is not in the edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// `<!-- … -->`.
    Comment,
    /// `{{ site.baseurl }}`, `{% include … %}`: code of the site's generator.
    Template,
    /// `{#id .class}` and attributes of HTML tags.
    Attributes,
    /// The target of a link, where it is not kept as a pointer.
    LinkTarget,
    /// `layout: page` in front matter.
    SiteSettings,
    /// Links that lead through the web site: "Top of the page".
    Navigation,
    /// The heading "Notes" of notes that now stand at their markers, and "Footnote" in `[Footnote 1: …]`.
    NoteLabel,
    /// A key of front matter, which the statement has as its name.
    Key,
    /// What the publisher of the file puts around every text: the licence of Project Gutenberg.
    Boilerplate,
    /// What a page mark says besides the page: "File", the names of proofreaders.
    PageMark,
    /// A table of contents, where the settings leave it out.
    Contents,
    /// A person decided so.
    Correction,
}

impl Reason {
    /// The reason in words, as the report gives it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Template => "template code",
            Self::Attributes => "attributes of markup",
            Self::LinkTarget => "link target",
            Self::SiteSettings => "site settings",
            Self::Navigation => "site navigation",
            Self::NoteLabel => "label of notes",
            Self::Key => "key of front matter",
            Self::Boilerplate => "boilerplate of the publisher",
            Self::PageMark => "page mark",
            Self::Contents => "table of contents",
            Self::Correction => "by a correction",
        }
    }
}

/// The way back from the text to the source.
#[derive(Debug)]
pub struct Origins {
    /// For each tile that has text: its first byte in the text, and its bytes in the source.
    starts: Vec<(u32, Span, bool)>,
    /// The end of the text.
    end: u32,
}

impl Origins {
    /// Reads the tiles of `document` once.
    pub fn new(document: &Document) -> Self {
        let (mut at, mut text) = (0, 0);
        let mut starts = Vec::new();
        for tile in &document.tiles {
            let span = Span { start: at, end: at + tile.len };
            let len = text_len(*tile);
            if len > 0 {
                starts.push((text, span, tile.role == Role::Text));
            }
            (at, text) = (span.end, text + len);
        }
        Self { starts, end: text }
    }

    /// The bytes of the source from which `extent` was made.
    pub fn span(&self, extent: Extent) -> Span {
        let start = self.byte(extent.start, false);
        let end = if extent.is_empty() { start } else { self.byte(extent.end - 1, true) };
        Span { start, end: end.max(start) }
    }

    /// The bytes of the text that were made of `span`; a point where none were.
    pub fn extent(&self, span: Span) -> Extent {
        let start = self.text_at(span.start);
        Extent { start, end: self.text_at(span.end).max(start) }
    }

    fn text_at(&self, byte: u32) -> u32 {
        let Some(index) = self.starts.partition_point(|(_, span, _)| span.start <= byte).checked_sub(1) else { return 0 };
        let (text, span, is_text) = self.starts[index];
        let next = self.starts.get(index + 1).map_or(self.end, |&(text, ..)| text);
        if is_text {
            (text + byte - span.start).min(next)
        } else if byte >= span.end {
            next
        } else {
            text
        }
    }

    fn byte(&self, at: u32, is_last: bool) -> u32 {
        let Some(index) = self.starts.partition_point(|&(text, ..)| text <= at).checked_sub(1) else { return 0 };
        let (text, span, is_text) = self.starts[index];
        match (is_text, is_last) {
            (true, _) => (span.start + at - text + u32::from(is_last)).min(span.end),
            (false, true) => span.end,
            (false, false) => span.start,
        }
    }
}

/// How many bytes of text stand for a tile.
pub fn text_len(tile: Tile) -> u32 {
    match tile.role {
        Role::Text => tile.len,
        Role::Recoded(len) => len,
        Role::Mark | Role::Space | Role::Dropped(_) => 0,
    }
}

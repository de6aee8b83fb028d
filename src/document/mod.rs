//! The model: tiles over the source, one flat text, and annotations that stand off from it.
//!
//! A tree of inline elements cannot hold what crosses (a name across emphasis, a page break inside a word), so there
//! is none: only the writer wants nesting, and only the writer makes it.

mod header;
mod mention;
mod tiler;

use std::ops::Range;

use crate::date::Date;
use crate::source::Span;

pub use header::{Bibl, BiblKind, Creation, Genre, Header, Level, Part, Person, PersonRole, Publication, Responsibility, Rights, Statement, StatementKind};
pub use mention::{Doubtful, Entry, EntryId, EntryKind, Mention, MentionKind, PlaceKind};
pub use tiler::Tiler;

/// A range of bytes of [`Document::text`]: another type than [`Span`], so that the two cannot be mixed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Extent {
    /// The extent from byte `start` up to, not including, byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The bytes as a range to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it holds no byte: a point.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether all of `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

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
    /// What a page mark says besides the page: "File", the names of proofreaders.
    PageMark,
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
            Self::PageMark => "page mark",
        }
    }
}

/// A transcription, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The text in the order of the source: line ends LF, one LF between blocks, none inside a paragraph but at hard
    /// breaks.
    pub text: String,
    /// What became of each byte of the source.
    pub tiles: Vec<Tile>,
    /// The blocks in pre-order: a tree without pointers.
    pub blocks: Vec<Block>,
    /// What stands off from the text: sorted by start, then longest first; may overlap.
    pub annotations: Vec<Annotation>,
    /// The notes in the order of the source.
    pub notes: Vec<Note>,
    /// What the transcription says of itself.
    pub header: Header,
    /// Who and what the mentions name, in the order in which they were found.
    pub entries: Vec<Entry>,
    /// Mentions that are not sure enough to be tagged.
    pub doubtful: Vec<Doubtful>,
    /// What is left out inside recoded tiles: in rows of which the cells alternate in the source.
    pub left_out: Vec<(Span, Reason)>,
}

/// A part of the document's tree. Its children are the blocks after it that are deeper, up to the next that is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, its children's included.
    pub extent: Extent,
    /// Depth in the tree, from 0.
    pub depth: u16,
    /// Where in the edition it belongs.
    pub zone: Zone,
}

/// What a block is. A block without children holds running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The main title.
    Title,
    /// A subtitle, the date or number of the title.
    Subtitle,
    /// "by J. Stalin", or the author alone as a heading.
    Byline,
    /// "January 31, 1919" below the title.
    DocDate,
    /// A heading of this level, from 1; it opens a section.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A block quotation.
    Quotation,
    /// A list.
    List(ListKind),
    /// An item of a list, of which so many bytes at the start are its label: `1. `.
    Item {
        /// Bytes of the label and the white space after it; 0 for a bullet.
        label: u32,
    },
    /// A stanza.
    Stanza,
    /// A line of verse.
    Line,
    /// A table.
    Table,
    /// A row of a table.
    Row {
        /// Whether it heads the columns.
        is_head: bool,
    },
    /// A cell of a row.
    Cell,
    /// A thematic break: `* * *`.
    Rule,
    /// A page break between blocks; an annotation at its point has the number.
    PageBreak,
    /// "London, June 23, 1869".
    Dateline,
    /// "Dear Kugelmann".
    Salutation,
    /// "Yours sincerely,".
    Closer,
    /// "K. M.".
    Signature,
    /// "P.S. …".
    Postscript,
    /// Where the text comes from, at its end: "Izvestia, No. 30, February 9, 1919".
    Trailer,
    /// A line that says where the text comes from, in the header.
    Statement,
    /// A note whose label was a mark: `[^1]: …`; its children are the body.
    Note,
}

/// The kinds of list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// With bullets, which are marks.
    Bulleted,
    /// With labels, which are text.
    Labelled,
}

/// Where in the edition a block belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The title page.
    Front,
    /// The text.
    Body,
    /// A note's body; it stands at its marker.
    Note,
    /// The header.
    Header,
    /// Nowhere, for this reason.
    Dropped(Reason),
}

/// Something said of an extent of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// What it is said of; empty for a point.
    pub extent: Extent,
    /// What is said.
    pub kind: Kind,
}

/// What an annotation says.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Set off in type.
    Emphasis(Rend),
    /// A quotation in running text, its marks inside.
    Quotation,
    /// Square brackets of which the meaning is not decided yet.
    Bracket,
    /// `[was]`: a word that completes the sentence; inside a word, one that completes it: `Communi[s]ten`.
    Supplied,
    /// `[April 10-May 19, 1922]`, `[Belorussia]`: a date or name that explains what stands before.
    Gloss,
    /// `[convened Nov. 21, 1922, …]`: an editor's remark.
    Comment,
    /// `[sic]`.
    Sic,
    /// `[word?]`.
    Unclear,
    /// `[...]`, `[illegible]`: something is left out; the extent is what says so.
    Gap(GapReason),
    /// A link; `None` where its target is nothing that can be pointed at.
    Link(Option<Box<str>>),
    /// A place that a link of this document points at.
    Anchor(Box<str>),
    /// In another language (BCP 47).
    Language(Box<str>),
    /// A date.
    Date(Box<Date>),
    /// A name.
    Mention(Box<Mention>),
    /// A title of a work.
    Title(Level),
    /// The marker of a note: `[1]`; it stands for the note with this index of [`Document::notes`].
    NoteMarker(u32),
    /// Another marker of a note that stands at an earlier one.
    NoteReference(u32),
    /// A page begins here; the extent is the mark, if the text has one.
    PageBreak(Box<PageBreak>),
    /// A line ends here, and with `true` a word goes on.
    LineBreak {
        /// Whether it is in a word.
        in_word: bool,
    },
    /// An image: its address and, as the extent, what is said to be on it.
    Figure(Box<str>),
    /// A character that XML cannot hold stood here.
    Forbidden(char),
}

/// How something is set off in type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rend {
    /// `*…*`, `_…_`, `<i>`, `<em>`.
    Italic,
    /// `**…**`, `<b>`, `<strong>`.
    Bold,
    /// `<sup>`, `^…^`.
    Superscript,
    /// `<sub>`.
    Subscript,
    /// `<u>`, `[…]{.underline}`.
    Underline,
    /// `<s>`, `~~…~~`.
    Strikethrough,
    /// `<small>`.
    Small,
    /// `<big>`.
    Large,
    /// `<sc>`, `[…]{.smallcaps}`.
    SmallCaps,
    /// `==…==`, `<mark>`.
    Highlight,
    /// A large initial: `[F]{.cap}ellow`.
    DropCap,
    /// `<tt>`, `<code>`.
    Typewriter,
}

/// Why something is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapReason {
    /// Left out by the editor: `[...]`.
    Omitted,
    /// `[illegible]`.
    Illegible,
    /// `[torn]`, `[damaged]`.
    Damaged,
    /// `[blank]`.
    Blank,
}

/// Where a page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBreak {
    /// The page's number or name as the transcription gives it: `12`, `vi`, `170v`.
    pub number: Option<Box<str>>,
    /// Whether it goes through a word.
    pub in_word: bool,
    /// `None` where the transcription marks the break; else how sure it is that there is one.
    pub cert: Option<Cert>,
}

/// How sure a decision is (TEI att.global.responsibility, `@cert`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cert {
    /// Not sure at all.
    Low,
    /// Probable.
    Medium,
    /// As good as certain.
    High,
}

/// What a decision rests on (TEI att.editLike, `@evidence`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// This document.
    Internal,
    /// A list or an authority file.
    External,
    /// The shape of the phrase alone.
    Conjecture,
}

/// A note: an editor's or author's remark on a place of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The label without its delimiters: `1`, `a`, `*`.
    pub label: Box<str>,
    /// The label as it stands at the head of the body, with the white space after it; empty where it was a mark.
    pub label_extent: Extent,
    /// Its marker in the text; an annotation of [`Kind::NoteMarker`] has the same extent.
    pub marker: Option<Extent>,
    /// The body, as indices of [`Document::blocks`].
    pub body: Range<usize>,
    /// Where its bodies were collected.
    pub place: NotePlace,
}

/// Where notes stood in the transcription (TEI att.placement, `@place`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotePlace {
    /// After the text.
    End,
    /// Among its paragraphs, at the foot of the page.
    Foot,
}

impl Document {
    /// The text of `extent`.
    pub fn str(&self, extent: Extent) -> &str {
        &self.text[extent.range()]
    }

    /// Whether the block at `index` has no children.
    pub fn is_leaf(&self, index: usize) -> bool {
        self.blocks.get(index + 1).is_none_or(|next| next.depth <= self.blocks[index].depth)
    }

    /// One past the last descendant of the block at `index`.
    pub fn end_of(&self, index: usize) -> usize {
        let depth = self.blocks[index].depth;
        let after = self.blocks[index + 1..].iter().position(|block| block.depth <= depth);
        after.map_or(self.blocks.len(), |n| index + 1 + n)
    }

    /// The annotations that begin inside `extent`, or at its end where they are points.
    pub fn annotations_in(&self, extent: Extent) -> &[Annotation] {
        let first = self.annotations.partition_point(|a| a.extent.start < extent.start);
        let n = self.annotations[first..].partition_point(|a| a.extent.start <= extent.end);
        &self.annotations[first..first + n]
    }

    /// What is not in the edition, in the order of the source, and why.
    pub fn dropped(&self) -> Vec<(Span, Reason)> {
        let mut dropped = self.left_out.clone();
        let mut at = 0;
        for tile in &self.tiles {
            if let Role::Dropped(reason) = tile.role {
                dropped.push((Span { start: at, end: at + tile.len }, reason));
            }
            at += tile.len;
        }
        let origins = Origins::new(self);
        for (index, block) in self.blocks.iter().enumerate() {
            if let (Zone::Dropped(reason), true) = (block.zone, self.is_leaf(index) && !block.extent.is_empty()) {
                dropped.push((origins.span(block.extent), reason));
            }
        }
        dropped.sort();
        dropped
    }

    /// Takes out the blocks for which `keep` is false; their children move up only if `depth` was changed before.
    pub fn retain_blocks(&mut self, keep: &[bool]) {
        let mut after = Vec::with_capacity(keep.len() + 1);
        let mut n = 0;
        for &kept in keep {
            after.push(n);
            n += usize::from(kept);
        }
        after.push(n);
        for note in &mut self.notes {
            note.body = after[note.body.start]..after[note.body.end];
        }
        let mut flags = keep.iter();
        self.blocks.retain(|_| *flags.next().unwrap_or(&true));
    }

    /// Puts the annotations in their order: by start, then the longest first, then as they were made.
    pub fn sort_annotations(&mut self) {
        self.annotations.sort_by_key(|a| (a.extent.start, std::cmp::Reverse(a.extent.end)));
    }
}

/// The way back from the text to the source.
#[derive(Debug)]
pub struct Origins {
    /// For each tile that has text: its first byte in the text, and its bytes in the source.
    starts: Vec<(u32, Span, bool)>,
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
        Self { starts }
    }

    /// The bytes of the source from which `extent` was made.
    pub fn span(&self, extent: Extent) -> Span {
        let start = self.byte(extent.start, false);
        let end = if extent.is_empty() { start } else { self.byte(extent.end - 1, true) };
        Span { start, end: end.max(start) }
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

//! The blocks of a document.

use crate::document::{Extent, Reason};

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
    /// "London: Printed for the Author" at the foot of the title page.
    Imprint,
    /// A heading of this level, from 1; it opens a section.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The rest of a paragraph that a note at the foot of the page interrupts.
    Continuation,
    /// A block quotation.
    Quotation,
    /// An illustration that stands for itself, with its legend: "[Illustration: The weir.]".
    Figure,
    /// A quotation with its source: its children are both.
    Cited,
    /// Whose words a quotation has: "— Marx, *Capital*".
    Attribution,
    /// A quotation at the head of a text or section, which it stands over.
    Epigraph,
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
    /// A line of the address above a letter: "12 Baker Street".
    AddressLine,
    /// "Yours sincerely,".
    Closer,
    /// "K. M.".
    Signature,
    /// "P.S. …".
    Postscript,
    /// Where the text comes from, at its end: "Izvestia, No. 30, February 9, 1919".
    Trailer,
    /// What one speaker says in turn; its first child is the speaker.
    Speech,
    /// "HAMLET.", "Question:".
    Speaker,
    /// "(Exit.)", "Enter Halla from her chamber.", "(Applause.)".
    Stage,
    /// The persons of a play, in the front; its children are their heading and they.
    CastList,
    /// "ANNA, a miller's daughter".
    CastItem,
    /// A line that says where the text comes from, in the header.
    Statement,
    /// A note whose label was a mark: `[^1]: …`; its children are the body.
    Note,
}

/// What a heading names that it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DivisionKind {
    /// "Act II".
    Act,
    /// "Scene 3".
    Scene,
    /// "Book IV", "Canto IV".
    Book,
    /// "Part One".
    Part,
    /// "Chapter 3".
    Chapter,
    /// "Letter XII".
    Letter,
    /// "Article 5", "§ 12".
    Provision,
    /// A day of a diary: "12 May 1893".
    Entry,
    /// "Contents".
    Contents,
}

/// The kinds of list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// With bullets, which are marks.
    Bulleted,
    /// With labels, which are text.
    Labelled,
    /// With neither: lines of a table of contents.
    Simple,
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

//! What is said of extents of the text.

use crate::date::Date;
use crate::document::{DivisionKind, Extent, Level, Mention, NamePart};

/// Something said of an extent of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// What it is said of; empty for a point.
    pub extent: Extent,
    /// What is said.
    pub kind: Kind,
}

impl Annotation {
    /// By what annotations are in order: by start, then the longest first.
    pub(super) const fn order(&self) -> (u32, std::cmp::Reverse<u32>) {
        (self.extent.start, std::cmp::Reverse(self.extent.end))
    }
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
    /// `[Sidenote: The siege]`: what the page has at its margin.
    Margin,
    /// `[sic]`.
    Sic,
    /// `[word?]`.
    Unclear,
    /// `ciu(da)d`: letters that an abbreviation leaves out.
    Expansion,
    /// `{the}`: letters written by mistake (Leiden).
    Surplus,
    /// `⟦the⟧`: letters that the writer struck out (Leiden).
    Deletion,
    /// `[...]`, `[illegible]`: something is left out; the extent is what says so.
    Gap(GapReason),
    /// A link; `None` where its target is nothing that can be pointed at.
    Link(Option<Box<str>>),
    /// A place that a link of this document points at.
    Anchor(Box<str>),
    /// The id of an entry of the register, or its address elsewhere, which a comment gives to the name before it:
    /// `Georgia<!-- georgia-us -->`.
    Marked(Box<str>),
    /// In another language (BCP 47).
    Language(Box<str>),
    /// A date.
    Date(Box<Date>),
    /// A name.
    Mention(Box<Mention>),
    /// A part of a name.
    NamePart(NamePart),
    /// A title of a work.
    Title(Level),
    /// The words of a note that stand in the line, with its name: `^[See there.]`; its marker in the end.
    NoteInLine(Box<str>),
    /// The marker of a note: `[1]`; it stands for the note with this index of [`Document::notes`](super::Document::notes).
    NoteMarker(u32),
    /// The words that say who a note is by: "Ed.", "Engels".
    Signed(Signer),
    /// "(*He looks up.*)" in the midst of what is said.
    Stage,
    /// Another marker of a note that stands at an earlier one.
    NoteReference(u32),
    /// A page begins here; the extent is the mark, if the text has one.
    PageBreak(Box<PageBreak>),
    /// A line ends here, and with `true` a word goes on.
    LineBreak {
        /// Whether it is in a word.
        in_word: bool,
    },
    /// The number of a verse line at the margin, with the white space between: `[425]`; the line has it.
    LineNumber(Box<str>),
    /// The label of a clause, with its number: "§ 3."
    Clause(Box<str>),
    /// An image: its address and, as the extent, what is said to be on it.
    Figure(Box<str>),
    /// A heading that names what it opens, with its number: "Act II".
    Division(DivisionKind, Option<Box<str>>),
    /// A character that XML cannot hold stood here.
    Forbidden(char),
}

/// Who signs a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signer {
    /// "Author".
    Author,
    /// "Ed."
    Editor,
    /// "Tr."
    Translator,
    /// Whom the words name: "Note by Engels".
    Named,
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
    /// `~…~` of proofreaders, `<g>`: letters spaced out.
    Spaced,
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

impl Cert {
    /// "low", "medium" or "high".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
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

impl Evidence {
    /// "internal", "external" or "conjecture".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::External => "external",
            Self::Conjecture => "conjecture",
        }
    }
}

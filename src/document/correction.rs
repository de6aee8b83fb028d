//! What a person decided of a place of the text, against or before what the rules say.

use crate::date::Moment;
use crate::document::{BlockKind, Extent, Kind, MentionKind, StatementKind};

/// A decision, and of what it is one. It holds over every rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The words that it is about; empty at 0 where it is about the whole document.
    pub extent: Extent,
    /// What was decided.
    pub set: Set,
    /// Who decided it, as the row says; empty where it does not.
    pub by: Box<str>,
}

/// What a correction sets.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// Who or what is meant: the id of an entry, or an address of it; `None`: nobody that is known.
    Ref(Option<Box<str>>),
    /// What a name names; `None`: it is no name.
    Type(Option<MentionKind>),
    /// A value of a date.
    Date(Bound, Moment),
    /// Both values of a stretch of time, of which the first is this one.
    Span(Bound, Moment, Moment),
    /// It is no date.
    NoDate,
    /// Whether two paragraphs are one.
    Join(bool),
    /// What a block, or what stands in brackets, is.
    Read(ReadAs),
    /// Which note a marker stands for, by its label or its first words; `None`: it is no marker.
    Note(Option<Box<str>>),
    /// The language (BCP 47).
    Language(Box<str>),
    /// What a line says of the text; `None`: it is a part of it.
    Statement(Option<StatementKind>),
    /// The title; without words of its own, those of the extent.
    Title(Box<str>),
    /// The author; without words of its own, those of the extent; `None`: those name no author.
    Author(Option<Box<str>>),
    /// When the text was written; without a value, as the words of the extent say.
    Written(Option<Moment>),
}

/// Which value of a date is set (TEI att.datable.w3c).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// The date itself.
    When,
    /// The first of a stretch of time.
    From,
    /// The last of it.
    To,
    /// The earliest that it can be.
    NotBefore,
    /// The latest that it can be.
    NotAfter,
}

/// What something is read as.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadAs {
    /// A block of this kind, in the text.
    Block(BlockKind),
    /// Verse, each line of the source a line of it.
    Verse,
    /// A list, each line or block an item of it.
    List,
    /// A table, each line a row of it.
    Table,
    /// A block quotation.
    Quotation,
    /// The body of a note.
    Note,
    /// Who speaks: the words of the row, at the head of what is said.
    Speaker,
    /// Left out.
    Dropped,
    /// Running text: no heading, no note, no bracket that means something.
    Text,
    /// What stands in brackets, or is left out, in the line.
    Inline(Kind),
}

/// What of two corrections of one place only one can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// A name: what it names, and whom.
    Name,
    /// A date.
    Date,
    /// Whether paragraphs are joined.
    Join,
    /// What a block is.
    Block,
    /// What a bracket is.
    Bracket,
    /// A marker of a note.
    Note,
    /// A language.
    Language,
    /// The title.
    Title,
    /// The author.
    Author,
    /// When it was written.
    Written,
}

impl Family {
    /// What decides what annotated words are; none of what no correction sets.
    pub const fn of(kind: &Kind) -> Option<Self> {
        match kind {
            Kind::Mention(_) => Some(Self::Name),
            Kind::Date(_) => Some(Self::Date),
            Kind::Language(_) => Some(Self::Language),
            Kind::NoteMarker(_) | Kind::NoteReference(_) => Some(Self::Note),
            Kind::Supplied | Kind::Gloss | Kind::Comment | Kind::Sic | Kind::Unclear | Kind::Gap(_) => Some(Self::Bracket),
            _ => None,
        }
    }
}

impl Set {
    /// Of what it decides.
    pub const fn family(&self) -> Family {
        match self {
            Self::Ref(_) | Self::Type(_) => Family::Name,
            Self::Date(..) | Self::Span(..) | Self::NoDate => Family::Date,
            Self::Join(_) => Family::Join,
            Self::Read(ReadAs::Inline(_)) => Family::Bracket,
            Self::Read(_) | Self::Statement(_) => Family::Block,
            Self::Note(_) => Family::Note,
            Self::Language(_) => Family::Language,
            Self::Title(_) => Family::Title,
            Self::Author(_) => Family::Author,
            Self::Written(_) => Family::Written,
        }
    }

    /// Whether both can hold of the same words: a kind and an identity, two bounds of a stretch of time, in order.
    pub fn agrees(&self, other: &Self) -> bool {
        use Bound::{From, NotAfter, NotBefore, To};
        match (self, other) {
            _ if self == other || self.family() != other.family() => true,
            (Self::Type(Some(_)), Self::Ref(_)) | (Self::Ref(_), Self::Type(Some(_))) => true,
            (Self::Date(From, first), Self::Date(To, last))
            | (Self::Date(To, last), Self::Date(From, first))
            | (Self::Date(NotBefore, first), Self::Date(NotAfter, last))
            | (Self::Date(NotAfter, last), Self::Date(NotBefore, first)) => !first.is_after(*last),
            _ => false,
        }
    }
}

//! Names in the text, and those whom they name.

use std::ops::Range;
use std::sync::Arc;

use super::{Cert, Evidence, Extent, Level};

/// A name that stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What it names.
    pub kind: MentionKind,
    /// Whether it names several by one name: "the Kolchaks".
    pub is_plural: bool,
    /// Who or what it names, where that is known.
    pub entry: Option<EntryId>,
    /// Others whom it may name.
    pub rivals: Vec<EntryId>,
    /// How sure it is.
    pub cert: Cert,
    /// What that rests on.
    pub evidence: Evidence,
    /// The rule that found it: "title and name".
    pub rule: &'static str,
}

/// What a mention names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A person.
    Person,
    /// A state, region, town, river, street.
    Place,
    /// A party, government, congress, publisher.
    Organisation,
    /// A book or periodical.
    Work(Level),
}

impl MentionKind {
    /// As tables have it: "person", "place", "org" or "work".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organisation => "org",
            Self::Work(_) => "work",
        }
    }

    /// What the entry of such a name is, of which nothing else is known.
    pub const fn entry_kind(self) -> EntryKind {
        match self {
            Self::Person => EntryKind::Person,
            Self::Place => EntryKind::Place(PlaceKind::Unknown),
            Self::Organisation => EntryKind::Organisation,
            Self::Work(_) => EntryKind::Work,
        }
    }
}

/// An index of [`Document::entries`](super::Document::entries).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Someone or something that is named in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// The id that a register gives it; the writer makes one where there is none.
    pub id: Option<Box<str>>,
    /// The name that it goes by.
    pub name: Box<str>,
    /// Other names, as they stand in the document.
    pub variants: Vec<Box<str>>,
    /// What it is called elsewhere: `("geonames", "625144")`.
    pub identifiers: Vec<(Box<str>, Box<str>)>,
    /// For a person the parts of the name, in bytes of it; none where it is not to be parted.
    pub parts: Vec<(NamePart, Range<u32>)>,
    /// The file of a register that has it under its id: `listperson.xml`.
    pub file: Option<Arc<str>>,
}

impl Entry {
    /// One of which nothing but this is known.
    pub fn new(kind: EntryKind, name: impl Into<Box<str>>) -> Self {
        Self { kind, id: None, name: name.into(), variants: Vec::new(), identifiers: Vec::new(), parts: Vec::new(), file: None }
    }
}

/// A part of a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NamePart {
    /// "Mr.", "Comrade", "Esq."
    Honorific,
    /// "General", "King".
    Role,
    /// A given name.
    Forename,
    /// "J.", of a given name.
    Initial,
    /// "von", "de la".
    Link,
    /// The family's name.
    Surname,
    /// "V", "Jr."
    Generation,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A person.
    Person,
    /// A place of this sort.
    Place(PlaceKind),
    /// An organisation.
    Organisation,
    /// A book or periodical.
    Work,
}

/// The sorts of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A state, or a part of one that governs itself.
    Polity,
    /// A part of the earth or of a state.
    Region,
    /// A town, village or a part of one.
    Settlement,
    /// A sea, lake, river.
    Water,
    /// A mountain or a range of them.
    Mountain,
    /// Not known.
    Unknown,
}

/// A mention that is not sure enough to be tagged, for a person to decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubtful {
    /// Where it stands.
    pub extent: Extent,
    /// What it may be.
    pub kind: MentionKind,
    /// The rule that found it.
    pub rule: &'static str,
}

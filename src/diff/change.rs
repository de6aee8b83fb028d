//! What a report says: changes, as an editor would put them.

use std::fmt;

use serde::Serialize;

use crate::document::Extent;

/// An enumeration of classes of change, each named as the report has it: `para-move`.
macro_rules! classes {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $own:literal])* $variant:ident,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[doc = $own])* $variant),* }

        impl $name {
            const ALL: &[Self] = &[$(Self::$variant),*];
        }
    };
}

classes! {
    /// How much a change matters (Greg, "The Rationale of Copy-Text", 1950: substantives and accidentals).
    Category {
        /// The words, their order or what they mean.
        Substantive,
        /// Spelling by another rule, punctuation, capitals, the shape of signs.
        Accidental,
        /// How the text is laid out or stored.
        Formatting,
    }
}

classes! {
    /// What was done.
    Kind {
        /// Words for other words.
        Substitution,
        /// Words put in.
        Insertion,
        /// Words taken out.
        Deletion,
        /// Marks of punctuation put in, taken out or exchanged.
        Punctuation,
        /// The shape of quotation marks, dashes, ellipses, ligatures, the long s.
        Typography,
        /// Capitals.
        Case,
        /// Words written together, apart or with a hyphen.
        Hyphenation,
        /// Spaces.
        Whitespace,
        /// The Unicode form.
        Encoding,
        /// Emphasis, or what kind of block it is.
        Markup,
        /// Brackets of the editor's around words that stay.
        EditorialSupply,
        /// One paragraph became several.
        ParaSplit,
        /// Several paragraphs became one.
        ParaMerge,
        /// A paragraph stands elsewhere.
        ParaMove,
        /// A sentence stands elsewhere.
        SentenceMove,
        /// A heading and what it heads, put in.
        SectionInsert,
        /// A heading and what it heads, taken out.
        SectionDelete,
        /// A heading and what it heads stand elsewhere.
        SectionMove,
        /// A note put in.
        NoteInsert,
        /// A note taken out.
        NoteDelete,
        /// Notes have other numbers.
        NoteRenumber,
        /// A note's marker, or its text, stands elsewhere.
        NoteMove,
        /// A statement on the text has another value.
        Metadata,
        /// The same words name somebody or something else.
        Entity,
    }
}

impl Kind {
    /// The same change, seen from the new text.
    pub(super) const fn mirrored(self) -> Self {
        match self {
            Self::Insertion => Self::Deletion,
            Self::Deletion => Self::Insertion,
            Self::ParaSplit => Self::ParaMerge,
            Self::ParaMerge => Self::ParaSplit,
            Self::SectionInsert => Self::SectionDelete,
            Self::SectionDelete => Self::SectionInsert,
            Self::NoteInsert => Self::NoteDelete,
            Self::NoteDelete => Self::NoteInsert,
            other => other,
        }
    }

    /// Whether the same words stand elsewhere.
    pub const fn is_move(self) -> bool {
        matches!(self, Self::ParaMove | Self::SectionMove | Self::SentenceMove | Self::NoteMove)
    }

    /// How much such a change matters, where nothing else is known of it.
    pub(super) const fn category(self) -> Category {
        match self {
            Self::Punctuation | Self::Typography | Self::Case | Self::Hyphenation | Self::EditorialSupply => Category::Accidental,
            Self::Whitespace | Self::Encoding | Self::Markup | Self::ParaSplit | Self::ParaMerge | Self::NoteRenumber | Self::NoteMove => {
                Category::Formatting
            }
            _ => Category::Substantive,
        }
    }
}

classes! {
    /// What is known of a change besides its kind.
    Subkind {
        /// The words differ in few letters.
        Spelling,
        /// The words differ by a rule of older spelling.
        HistoricalSpelling,
        /// The words are forms of one name.
        NameVariant,
        /// One name for another.
        Name,
        /// A date.
        Date,
        /// A number.
        Number,
        /// Words in square brackets.
        EditorialInsertion,
        /// Whole paragraphs.
        Paragraph,
        /// Neighbours have changed places.
        Swap,
        /// Most of it is new.
        Rewritten,
    }
}

macro_rules! names {
    ($($type:ty),*) => {$(
        impl fmt::Display for $type {
            /// The name as the report has it: `para-move`.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.serialize(f)
            }
        }
    )*};
}
names!(Category, Kind, Subkind, Zone);

/// Where in the edition a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// A statement on the text.
    Metadata,
    /// The title page.
    Front,
    /// The text.
    Body,
    /// A note.
    Note,
}

/// The names of all classes: categories, kinds, subkinds.
///
/// ```
/// let classes = teiscribe::diff::classes();
/// assert!(["substantive", "para-move", "name-variant"].iter().all(|own| classes.iter().any(|class| class == own)));
/// ```
pub fn classes() -> Vec<String> {
    let (categories, kinds, subkinds) = (Category::ALL.iter(), Kind::ALL.iter(), Subkind::ALL.iter());
    categories.map(ToString::to_string).chain(kinds.map(ToString::to_string)).chain(subkinds.map(ToString::to_string)).collect()
}

impl Change {
    /// Whether the change is of `class`: the name of a category, a kind or a subkind.
    pub fn is_of(&self, class: &str) -> bool {
        self.category.to_string() == class
            || self.kind.to_string() == class
            || self.subkind.is_some_and(|subkind| subkind.to_string() == class)
    }
}

/// One item of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Stays the same when unrelated changes come and go: `c3f2a91b`.
    pub id: String,
    /// How much it matters.
    pub category: Category,
    /// What was done.
    pub kind: Kind,
    /// What else is known.
    pub subkind: Option<Subkind>,
    /// Where in the edition it is.
    pub zone: Zone,
    /// In metadata, what the statement is about: `publisher date`, or its key as written.
    pub field: Option<String>,
    /// The label of the note that it is in.
    pub note: Option<String>,
    /// The heading that it stands under.
    pub section: Option<String>,
    /// In how many places it was made.
    pub count: usize,
    /// The words before; `None` where there were none.
    pub old: Option<Side>,
    /// The words now; `None` where there are none.
    pub new: Option<Side>,
    /// What a date or a name means, before and now: `--02-03`, `#sverdlov`; of words that are the same, what they are: `note`,
    /// `paragraph`, `no-break space`.
    pub values: Option<Values>,
    /// A few words on both sides of the first place, from the new text where it has one.
    pub context: Context,
    /// All places, in the order of the new text.
    pub places: Vec<Pair>,
    /// Of what moved, its words in the documents' texts, before and now.
    #[serde(skip)]
    pub moved: Option<(Extent, Extent)>,
}

/// What words mean, before and now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Values {
    /// Before.
    pub old: Option<String>,
    /// Now.
    pub new: Option<String>,
}

/// Words around a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Context {
    /// Those before it.
    pub before: String,
    /// Those after it.
    pub after: String,
}

/// The words of one side of a change, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The words; of a group, what its members have in common.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// First byte of the file.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The paragraph, from 0: what stands between blank lines.
    pub paragraph: u32,
}

/// A place on each side; `None` where nothing stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// In the old text.
    pub old: Option<Place>,
    /// In the new text.
    pub new: Option<Place>,
}

//! A change on its way to the report: as tokens, without texts and places.

use std::ops::Range;

use crate::diff::change::{Category, Kind, Subkind};
use crate::diff::lemma::Meanings;

/// A change as tokens of both texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) category: Category,
    pub(super) subkind: Option<Subkind>,
    /// The tokens before; empty where there were none: then where they would stand.
    pub(super) old: Range<usize>,
    /// The tokens now; empty where there are none.
    pub(super) new: Range<usize>,
    /// What is shown in place of the tokens' text.
    pub(super) labels: Option<(String, String)>,
    /// Changes with equal groups are one item, whatever their texts, from the second on or from the sixth.
    pub(super) group: Option<Group>,
    /// What a date or a name means, before and now.
    pub(super) values: Option<Meanings>,
    /// What moved, where more is shown.
    pub(super) moved: Option<(Range<usize>, Range<usize>)>,
    /// The notes that it is about.
    pub(super) notes: (Option<u32>, Option<u32>),
    /// The statement's field.
    pub(super) field: Option<String>,
    /// Whether equal changes elsewhere are told apart from it.
    pub(super) is_single: bool,
}

/// What changes have in common that are one item: the texts before and now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Group {
    pub(super) old: String,
    pub(super) new: String,
    /// Whether two are a group, or only many.
    pub(super) is_close: bool,
}

impl Item {
    /// A change of this kind, of which nothing more is known.
    pub(super) fn new(kind: Kind, old: Range<usize>, new: Range<usize>) -> Self {
        let category = kind.category();
        Self {
            kind,
            category,
            subkind: None,
            old,
            new,
            labels: None,
            group: None,
            values: None,
            moved: None,
            notes: (None, None),
            field: None,
            is_single: false,
        }
    }

    pub(super) fn with_subkind(self, subkind: Subkind) -> Self {
        Self { subkind: Some(subkind), ..self }
    }

    pub(super) fn in_category(self, category: Category) -> Self {
        Self { category, ..self }
    }

    pub(super) fn with_labels(self, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self { labels: Some((old.into(), new.into())), ..self }
    }

    pub(super) fn in_group(self, old: impl Into<String>, new: impl Into<String>, is_close: bool) -> Self {
        Self { group: Some(Group { old: old.into(), new: new.into(), is_close }), ..self }
    }

    pub(super) fn alone(self) -> Self {
        Self { is_single: true, ..self }
    }

    /// Whether whole units were put in or taken out: the notes between them go with them.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.kind, Kind::SectionInsert | Kind::SectionDelete) || self.subkind == Some(Subkind::Paragraph)
    }

    /// The same change, with the sides exchanged.
    pub(super) fn mirrored(self) -> Self {
        Self {
            kind: self.kind.mirrored(),
            old: self.new,
            new: self.old,
            labels: self.labels.map(|(old, new)| (new, old)),
            group: self.group.map(|group| Group { old: group.new, new: group.old, ..group }),
            values: self.values.map(|(old, new)| (new, old)),
            moved: self.moved.map(|(old, new)| (new, old)),
            notes: (self.notes.1, self.notes.0),
            ..self
        }
    }
}

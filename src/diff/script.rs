//! The whole comparison as a script: applied to the old text it gives the new.

use crate::diff::lemma::Sides;
use crate::diff::note::Partners;
use crate::diff::token::Text;
use crate::document::Extent;

/// Which words of the old text stand for which of the new, zone by zone, each in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The edits, in the order of the new zones; those that only take words out stand where the words were.
    pub edits: Vec<Edit>,
}

/// A step of a script. Extents are of the documents' texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Words that stand for each other: the same but for what a level of likeness allows.
    Keep {
        /// Before.
        old: Extent,
        /// Now.
        new: Extent,
        /// Whether the bytes are the same.
        is_same: bool,
    },
    /// Words put in.
    Insert(Extent),
    /// Words taken out.
    Delete(Extent),
}

impl Script {
    /// The script of two texts, token by token, neighbours joined.
    pub(super) fn new(sides: Sides<'_, '_>, partners: &Partners) -> Self {
        let mut script = Self::default();
        let mut next = 0;
        for new in 0..sides.new.tokens.len() {
            match partners.of_new[new] {
                Some(old) => {
                    next = script.deleted(sides.old, partners, next, old as usize);
                    script.keep(sides, old as usize, new);
                }
                None => script.push(Edit::Insert(sides.new.tokens[new].extent)),
            }
        }
        script.deleted(sides.old, partners, next, sides.old.tokens.len());
        script
    }

    /// Takes out the old tokens from `next` up to `end` that nothing stands for; tells from where to go on.
    fn deleted(&mut self, old: &Text<'_>, partners: &Partners, next: usize, end: usize) -> usize {
        (next..end).filter(|&token| partners.of_old[token].is_none()).for_each(|token| self.push(Edit::Delete(old.tokens[token].extent)));
        next.max(end)
    }

    fn keep(&mut self, sides: Sides<'_, '_>, old: usize, new: usize) {
        let is_same = sides.old.str(old) == sides.new.str(new);
        self.push(Edit::Keep { old: sides.old.tokens[old].extent, new: sides.new.tokens[new].extent, is_same });
    }

    fn push(&mut self, edit: Edit) {
        self.edits.push(edit);
    }

    /// The words that stand for each other, in the order of the new text.
    pub fn kept(&self) -> Vec<(Extent, Extent)> {
        let mut kept: Vec<_> =
            self.edits.iter().filter_map(|edit| if let Edit::Keep { old, new, .. } = edit { Some((*old, *new)) } else { None }).collect();
        kept.sort_by_key(|(_, new)| *new);
        kept
    }

    /// Applies the script to the tokens of the old text: the tokens of the new one. Words that are kept are taken from
    /// `old` where they are the same there, all others from `new`.
    pub fn apply<'t>(&self, old: &'t str, new: &'t str) -> Vec<&'t str> {
        self.edits
            .iter()
            .filter_map(|edit| match *edit {
                Edit::Keep { old: own, is_same: true, .. } => Some(&old[own.range()]),
                Edit::Keep { new: own, .. } | Edit::Insert(own) => Some(&new[own.range()]),
                Edit::Delete(_) => None,
            })
            .collect()
    }
}

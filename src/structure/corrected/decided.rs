//! The blocks about which a person decided.

use super::{decides, extents};
use crate::document::{Document, Leaves, ReadAs, Set};

/// For each block whether a person decided what it is.
pub(in crate::structure) fn decided(document: &Document) -> Vec<bool> {
    decided_as(document, decides)
}

/// For each block whether a person decided that it is something that has no verse in it.
pub(in crate::structure) fn decided_prose(document: &Document) -> Vec<bool> {
    decided_as(document, |set| decides(set) && !matches!(set, Set::Read(ReadAs::Verse | ReadAs::Quotation)))
}

/// For each block whether a person decided that it is quoted.
pub(in crate::structure) fn decided_quotations(document: &Document) -> Vec<bool> {
    decided_as(document, |set| *set == Set::Read(ReadAs::Quotation))
}

fn decided_as(document: &Document, is: impl Fn(&Set) -> bool) -> Vec<bool> {
    let mut decided = vec![false; document.blocks.len()];
    let extents = extents(document, is);
    if extents.is_empty() {
        return decided;
    }
    let leaves = Leaves::of(document);
    for index in extents.into_iter().flat_map(|extent| leaves.at(extent).collect::<Vec<_>>()) {
        decided[index] = true;
    }
    decided
}

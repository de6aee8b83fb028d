//! The blocks that corrections are about, looked up by their places.

use super::{decides, extents};
use crate::document::{Document, Extent, ReadAs, Set};

/// The leaves in the order of their text, but the notes that stand in the line of another: those are words of it.
pub(super) struct Leaves {
    leaves: Vec<(Extent, usize)>,
}

impl Leaves {
    pub(super) fn of(document: &Document) -> Self {
        Self { leaves: document.leaves_with_notes().into_iter().map(|index| (document.blocks[index].extent, index)).collect() }
    }

    /// Those that hold text of `extent`, as indices.
    pub(super) fn at(&self, extent: Extent) -> impl Iterator<Item = usize> {
        let first = self.leaves.partition_point(|(own, _)| own.end <= extent.start);
        let near = self.leaves[first..].iter().take_while(move |(own, _)| own.start < extent.end);
        near.filter(move |(own, _)| own.overlaps(extent)).map(|&(_, index)| index)
    }
}

/// For each block whether a person decided what it is.
pub(in crate::structure) fn decided(document: &Document) -> Vec<bool> {
    decided_as(document, decides)
}

/// For each block whether a person decided that it is something that has no verse in it.
pub(in crate::structure) fn decided_prose(document: &Document) -> Vec<bool> {
    decided_as(document, |set| decides(set) && !matches!(set, Set::Read(ReadAs::Verse | ReadAs::Quotation)))
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

//! The blocks that have text of their own, looked up by their places.

use super::{Document, Extent};

/// The leaves of a document in the order of their text, but the notes that stand in the line of another: those are words of it.
pub(crate) struct Leaves {
    leaves: Vec<(Extent, usize)>,
}

impl Leaves {
    /// Those of `document`, as it stands.
    pub(crate) fn of(document: &Document) -> Self {
        let own = document.leaves_by_text().into_iter().filter(|&index| document.note_in_line(index).is_none());
        Self { leaves: own.map(|index| (document.blocks[index].extent, index)).collect() }
    }

    /// Those that hold text of `extent`, as indices.
    pub(crate) fn at(&self, extent: Extent) -> impl Iterator<Item = usize> {
        let first = self.leaves.partition_point(|(own, _)| own.end <= extent.start);
        let near = self.leaves[first..].iter().take_while(move |(own, _)| own.start < extent.end);
        near.filter(move |(own, _)| own.overlaps(extent)).map(|&(_, index)| index)
    }
}

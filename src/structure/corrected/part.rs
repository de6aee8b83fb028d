//! What a person decided and a block cannot be where it stands: speakers who say nothing, parts of letters in the middle.

use std::collections::HashSet;

use crate::diagnostic::Finding;
use crate::document::{BlockKind, Correction, Document, Extent, Leaves, ReadAs, Set, Standing};

/// The blocks that a person says who speaks in, as indices, and the words that say it.
pub(in crate::structure) fn speakers(document: &Document) -> impl Iterator<Item = (usize, Extent)> {
    let own: Vec<Extent> = super::extents(document, |set| *set == Set::Read(ReadAs::Speaker));
    let leaves = (!own.is_empty()).then(|| Leaves::of(document));
    let speakers: Vec<(usize, Extent)> =
        leaves.iter().flat_map(|leaves| own.iter().filter_map(|&extent| Some((leaves.at(extent).next()?, extent)))).collect();
    speakers.into_iter()
}

/// Takes out the corrections of blocks that are not what they were to be, since nothing can be that where they stand, and tells them.
pub(in crate::structure) fn unmade(document: &mut Document) -> Vec<(Extent, Finding)> {
    let findings = refused(document);
    let refused: HashSet<Extent> = findings.iter().map(|(extent, _)| *extent).collect();
    let is_refused = |own: &Correction| may_be_refused(&own.set) && refused.contains(&own.extent);
    document.corrections.retain(|own| !is_refused(own));
    findings
}

const fn may_be_refused(set: &Set) -> bool {
    matches!(set, Set::Read(ReadAs::Speaker | ReadAs::Block(_)))
}

fn refused(document: &Document) -> Vec<(Extent, Finding)> {
    let wanted: Vec<(Extent, &ReadAs)> = document
        .corrections
        .iter()
        .filter(|own| may_be_refused(&own.set))
        .filter_map(|own| if let Set::Read(reading) = &own.set { Some((own.extent, reading)) } else { None })
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let leaves = Leaves::of(document);
    let standings = document.standings();
    let problem = |extent: Extent, reading: &ReadAs| {
        let index = leaves.at(extent).next()?;
        let block = &document.blocks[index];
        match reading {
            ReadAs::Speaker => (block.kind != BlockKind::Speaker).then_some("nothing follows that the speaker says"),
            _ => (standings[index] == Some(Standing::Between))
                .then_some("what opens a division has no text before it, what closes one has none after it, and here is some"),
        }
    };
    let finding =
        |(extent, reading): (Extent, &ReadAs)| Some((extent, Finding::without_object(document.line(extent), problem(extent, reading)?)));
    wanted.into_iter().filter_map(finding).collect()
}

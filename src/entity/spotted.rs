//! Names that another recogniser spots: the last layer of evidence, overruled by every other.

use std::fmt::Debug;

use super::found::{SPOTTED, SPOTTED_SURELY};
use super::known::Names;
use super::overlap::fixed;
use crate::diagnostic::Finding;
use crate::document::{Annotation, BlockKind, Document, Extent, Kind, Mention, MentionKind, Zone};

/// Another recogniser of names, which a project plugs in. How it finds them is its own affair: the library only asks.
pub trait Recogniser: Debug + Sync {
    /// The names in `text`, the running text of a document in `language` (BCP 47).
    ///
    /// # Errors
    /// [`Finding::Recogniser`], where it fails or answers nonsense: the document is then as without it.
    fn names(&self, text: &str, language: Option<&str>) -> Result<Vec<Spotted>, Finding>;
}

/// A name that another recogniser spots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spotted {
    /// The bytes of the text that it is.
    pub extent: Extent,
    /// What it names.
    pub kind: MentionKind,
    /// Whether the recogniser is sure of it.
    pub is_sure: bool,
}

/// Adds what `spotted` has where nothing else was decided: no date, name or title is there, and nobody has said that there
/// is none. Of those that overlap each other the first stands, and of those that begin together the longest.
pub(super) fn add(document: &mut Document, names: &Names, mut spotted: Vec<Spotted>) {
    spotted.iter_mut().for_each(|own| own.extent = trimmed(document, own.extent));
    spotted.sort_unstable_by_key(|own| (own.extent.start, std::cmp::Reverse(own.extent.end)));
    let (places, fixed) = (places(document), Fixed::of(document));
    let mut free = 0;
    let mut added = Vec::new();
    for own in spotted {
        let is_new = !own.extent.is_empty() && own.extent.start >= free;
        if is_new && is_in(&places, own.extent) && fixed.leaves_free(own.extent) && !names.refuses(document.str(own.extent)) {
            free = own.extent.end;
            added.push(Annotation { extent: own.extent, kind: Kind::Mention(Box::new(mention(own))) });
        }
    }
    document.annotations.extend(added);
    document.sort_annotations();
}

fn mention(own: Spotted) -> Mention {
    let rule = if own.is_sure { &SPOTTED_SURELY } else { &SPOTTED };
    rule.mention(own.kind, None)
}

/// `extent` without white space at its ends; empty where it is none of the text.
fn trimmed(document: &Document, extent: Extent) -> Extent {
    let Some(words) = document.text.get(extent.range()) else { return Extent::default() };
    let start = extent.start as usize + words.len() - words.trim_start().len();
    Extent::new(start, start + words.trim().len())
}

/// Where names stand: the text's own blocks, in order.
pub(super) fn places(document: &Document) -> Vec<Extent> {
    let texts = document.texts();
    let blocks = texts.iter().map(|&(extent, index)| (extent, &document.blocks[index]));
    blocks
        .filter(|(_, block)| matches!(block.zone, Zone::Front | Zone::Body | Zone::Note))
        .filter(|(_, block)| !matches!(block.kind, BlockKind::Statement | BlockKind::Trailer))
        .map(|(extent, _)| extent)
        .collect()
}

/// Whether `extent` lies in one of them.
pub(super) fn is_in(places: &[Extent], extent: Extent) -> bool {
    let at = places.partition_point(|place| place.start <= extent.start);
    at.checked_sub(1).is_some_and(|n| places[n].contains(extent))
}

/// What a name gives way to.
struct Fixed {
    /// For each of those that a name cannot overlap, in order: where it starts, and the last end of it and those before.
    opaque: Vec<(u32, u32)>,
    /// Those that a name cannot cross, by their starts, and by their ends.
    by_start: Vec<Extent>,
    by_end: Vec<Extent>,
}

impl Fixed {
    fn of(document: &Document) -> Self {
        let (mut opaque, mut by_start, mut last) = (Vec::new(), Vec::new(), 0);
        for annotation in &document.annotations {
            match fixed(&annotation.kind) {
                Some(true) => {
                    last = annotation.extent.end.max(last);
                    opaque.push((annotation.extent.start, last));
                }
                Some(false) => by_start.push(annotation.extent),
                None => {}
            }
        }
        let mut by_end = by_start.clone();
        by_end.sort_unstable_by_key(|own| own.end);
        Self { opaque, by_start, by_end }
    }

    fn leaves_free(&self, extent: Extent) -> bool {
        let before = self.opaque.partition_point(|&(start, _)| start < extent.end);
        let is_overlapped = before.checked_sub(1).is_some_and(|n| self.opaque[n].1 > extent.start);
        let starting = &self.by_start[self.by_start.partition_point(|own| own.start <= extent.start)..];
        let ending = &self.by_end[self.by_end.partition_point(|own| own.end <= extent.start)..];
        let is_crossed = starting.iter().take_while(|own| own.start < extent.end).any(|own| own.end > extent.end)
            || ending.iter().take_while(|own| own.end < extent.end).any(|own| own.start < extent.start);
        !is_overlapped && !is_crossed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::GapReason;

    #[test]
    fn what_overlaps_or_crosses_leaves_no_room() {
        let at = |start, end, kind| Annotation { extent: Extent::new(start, end), kind };
        let annotations = vec![at(0, 10, Kind::Quotation), at(4, 6, Kind::Gap(GapReason::Omitted)), at(12, 20, Kind::Bracket)];
        let fixed = Fixed::of(&Document { annotations, ..Document::default() });
        for (start, end, is_free) in
            [(1, 3, true), (5, 7, false), (6, 8, true), (8, 12, false), (10, 14, false), (13, 20, true), (12, 21, true), (6, 11, false)]
        {
            assert_eq!(fixed.leaves_free(Extent::new(start, end)), is_free, "{start}-{end}");
        }
    }
}

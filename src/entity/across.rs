//! Decisions on words that reach over what is decided on, as a row may have them: over the end of a verse or a paragraph, the
//! label before a note, the marker behind a name; and on words that are left out.

use crate::diagnostic::Finding;
use crate::document::{Annotation, Block, Correction, Document, Extent, Family, Kind, Leaves, Set, Zone};

/// Lets decisions be about the words alone, and a language that of the words in each block; what can be of one block alone, or
/// is of words that are left out, is taken out, and told.
pub(super) fn settle(document: &mut Document, findings: &mut Vec<(Extent, Finding)>) {
    let is_inline = |own: &Correction| matches!(own.set.family(), Family::Name | Family::Date | Family::Bracket | Family::Language);
    if !document.corrections.iter().any(is_inline) {
        return;
    }
    let leaves = Leaves::of(document);
    let mut kept = Vec::with_capacity(document.corrections.len());
    for mut own in std::mem::take(&mut document.corrections) {
        if !is_inline(&own) {
            kept.push(own);
            continue;
        }
        let whole = own.extent;
        own.extent = words(document, &own);
        let near: Vec<Block> = leaves.at(own.extent).map(|index| document.blocks[index]).collect();
        let parts = parts(document, &near, own.extent);
        let is_left_out = !near.is_empty() && near.iter().all(|leaf| matches!(leaf.zone, Zone::Dropped(_)));
        match &own.set {
            _ if is_left_out => findings.push((own.extent, Finding::without_object(document.line(own.extent), "they are left out"))),
            _ if parts.len() < 2 && own.extent == whole => kept.push(own),
            Set::Language(language) => {
                let parts = if parts.is_empty() { vec![own.extent] } else { parts };
                speak(document, whole, &parts, language);
                kept.extend(parts.into_iter().map(|extent| Correction { extent, ..own.clone() }));
            }
            _ if parts.len() < 2 => kept.push(own),
            _ => {
                let problem = format!("they stand in {} blocks; each has a row of its own", parts.len());
                findings.push((own.extent, Finding::without_object(document.line(own.extent), problem)));
            }
        }
    }
    document.corrections = kept;
    document.sort_annotations();
}

/// The words that a decision is about: behind the label of a note and, of a name or a date, before the marker of one.
fn words(document: &Document, own: &Correction) -> Extent {
    let mut extent = own.extent;
    let note = document.notes.partition_point(|note| note.label_extent.start <= extent.start).checked_sub(1);
    let label = note.map(|note| document.notes[note].label_extent).filter(|label| extent.start < label.end && label.end < extent.end);
    extent.start = label.map_or(extent.start, |label| label.end);
    let is_marker = |a: &&Annotation| a.extent.end == extent.end && Family::of(&a.kind) == Some(Family::Note);
    if matches!(own.set.family(), Family::Name | Family::Date)
        && let Some(marker) = document.annotations_in(extent).iter().find(is_marker)
        && extent.start < marker.extent.start
    {
        let before = Extent { end: marker.extent.start, ..extent };
        extent = document.extent_of(document.str(before).trim());
    }
    extent
}

/// The words of `extent` in each block; none where one block has all.
fn parts(document: &Document, leaves: &[Block], extent: Extent) -> Vec<Extent> {
    if leaves.iter().any(|leaf| leaf.extent.contains(extent)) {
        return Vec::new();
    }
    let part = |leaf: &Block| Extent { start: leaf.extent.start.max(extent.start), end: leaf.extent.end.min(extent.end) };
    leaves.iter().map(|leaf| document.extent_of(document.str(part(leaf)).trim())).filter(|part| !part.is_empty()).collect()
}

/// What was said to be of a language is, part by part.
fn speak(document: &mut Document, whole: Extent, parts: &[Extent], language: &str) {
    document.annotations.retain(|a| !(a.extent == whole && matches!(&a.kind, Kind::Language(own) if **own == *language)));
    let spoken = parts.iter().map(|&extent| Annotation { extent, kind: Kind::Language(language.into()) });
    document.annotations.extend(spoken);
}

//! What points and what is pointed at: checks links inside the document and the nesting of notes. Reads no text.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{Block, Document, Extent, Kind, Note, Origins, Zone};

/// Drops links that lead nowhere and anchors at which nothing points, and frees notes that would stand in themselves.
pub fn resolve(document: &mut Document) -> Vec<Diagnostic> {
    free_circular_notes(document);
    let anchors: HashSet<Box<str>> = document.annotations.iter().filter_map(|a| anchor(&a.kind)).map(Into::into).collect();
    let mut targets = HashSet::new();
    let mut lost = Vec::new();
    for annotation in &mut document.annotations {
        let Kind::Link(target) = &mut annotation.kind else { continue };
        let Some(id) = target.as_deref().and_then(|target| target.strip_prefix('#')) else { continue };
        if is_label(&document.notes, annotation.extent) {
            continue;
        }
        if anchors.contains(id) {
            targets.insert(Box::from(id));
        } else {
            lost.push((annotation.extent, target.take().unwrap_or_default()));
        }
    }
    keep_pointed_at(document, &targets);
    if lost.is_empty() {
        return Vec::new();
    }
    let left_out = left_out(&document.blocks);
    lost.retain(|(extent, _)| !is_left_out(&left_out, *extent));
    let origins = Origins::new(document);
    lost.into_iter()
        .map(|(extent, target)| Diagnostic { span: origins.span(extent), finding: Finding::LinkTarget { target: target.into() } })
        .collect()
}

/// The blocks that are no part of the edition, in order: where the links of a site lead is nobody's concern.
fn left_out(blocks: &[Block]) -> Vec<Extent> {
    let mut left_out: Vec<Extent> =
        blocks.iter().filter(|block| matches!(block.zone, Zone::Dropped(_))).map(|block| block.extent).collect();
    left_out.sort_unstable();
    left_out
}

fn is_left_out(left_out: &[Extent], extent: Extent) -> bool {
    let after = left_out.partition_point(|own| own.start <= extent.start);
    after.checked_sub(1).is_some_and(|n| left_out[n].contains(extent))
}

/// A link at the head of a note leads back to the marker; it goes with the label.
fn is_label(notes: &[Note], extent: Extent) -> bool {
    let after = notes.partition_point(|note| note.label_extent.start <= extent.start);
    after.checked_sub(1).is_some_and(|n| notes[n].label_extent.contains(extent))
}

fn anchor(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Anchor(id) => Some(id),
        _ => None,
    }
}

/// An anchor is kept where a link points at it, once; two ids that differ in signs alone are one.
fn keep_pointed_at(document: &mut Document, targets: &HashSet<Box<str>>) {
    let mut seen = HashSet::new();
    document.annotations.retain(|annotation| {
        anchor(&annotation.kind).is_none_or(|id| {
            let plain: String = id.chars().filter(|c| c.is_alphanumeric()).collect();
            targets.contains(id) && seen.insert(plain)
        })
    });
}

/// A note whose marker stands in its own body, or in that of a note inside it, has no marker.
fn free_circular_notes(document: &mut Document) {
    let holders: HashMap<usize, usize> =
        (0..document.notes.len()).filter_map(|note| holder(document, note).map(|holder| (note, holder))).collect();
    let mut freed = HashSet::new();
    for note in 0..document.notes.len() {
        let mut around = holders.get(&note);
        let mut steps = 0;
        while let Some(&holder) = around.filter(|&&holder| holder != note && steps <= document.notes.len().min(64)) {
            around = holders.get(&holder);
            steps += 1;
        }
        if around.is_some() {
            document.notes[note].marker = None;
            freed.insert(note as u32);
        }
    }
    document.annotations.retain(|annotation| !matches!(annotation.kind, Kind::NoteMarker(note) if freed.contains(&note)));
}

/// The note in whose body the marker of `note` stands.
fn holder(document: &Document, note: usize) -> Option<usize> {
    let marker = document.notes[note].marker.filter(|_| !document.notes[note].is_in_line())?;
    let at = document
        .notes
        .partition_point(|note| document.blocks.get(note.body.start).is_some_and(|block| block.extent.start <= marker.start))
        .checked_sub(1)?;
    let last = document.blocks.get(document.notes[at].body.clone().next_back()?)?;
    (marker.end <= last.extent.end).then_some(at)
}

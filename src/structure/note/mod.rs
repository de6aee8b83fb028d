//! Notes: their markers in the text, their bodies at the foot or the end, and which belongs to which.
//!
//! Where the transcription links the two, the links decide. Else labels do, in runs: a series that begins again with 1 has
//! a run of bodies of its own. What is left over is a finding, and stays text.

mod bare;
mod body;
mod commentary;
mod label;
mod link;
mod marker;
mod section;
mod signature;
mod zone;

use std::collections::HashSet;
use std::ops::Range;

use crate::convention::Habits;
use crate::diagnostic::Finding;
use crate::document::{Annotation, Block, BlockKind, Document, Extent, Kind, Note, NotePlace, Reason, Rend, Zone};

use crate::structure::inline::NOTE_NAME;

use body::Body;
use marker::Marker;
pub(super) use signature::find as sign;

/// Joins notes to their markers and sets their bodies apart from the text.
pub(super) fn set_apart(document: &mut Document, habits: &Habits) -> Vec<(Extent, Finding)> {
    let mut markers = marker::find(document, habits);
    markers.extend(bare::find(document, habits, &markers));
    markers.sort_by_key(|marker| marker.extent.start);
    section::set_apart(document, habits, &mut markers);
    let bodies = commentary::beside_notes(document, body::find(document, habits, &markers));
    let markers = without_labels(markers, &bodies);
    let links = link::link(&markers, &bodies);
    let (bodies, links) = commentary::without(bodies, &links);
    let mut findings = link::findings(document, &markers, &bodies, &links);
    apply(document, habits, &markers, &bodies, &links);
    findings.sort_by_key(|(extent, _)| extent.start);
    findings
}

/// The label at the head of a body is no marker.
fn without_labels(markers: Vec<Marker>, bodies: &[Body]) -> Vec<Marker> {
    let mut labels: Vec<Extent> = bodies.iter().map(|body| body.label_extent).filter(|extent| !extent.is_empty()).collect();
    labels.sort();
    let is_label = |extent: Extent| {
        let before = labels.partition_point(|label| label.start <= extent.start);
        before.checked_sub(1).is_some_and(|n| labels[n].overlaps(extent))
    };
    markers.into_iter().filter(|marker| !is_label(marker.extent)).collect()
}

fn apply(document: &mut Document, habits: &Habits, markers: &[Marker], bodies: &[Body], links: &[Option<usize>]) {
    let mut notes = Vec::with_capacity(bodies.len());
    let last_text = last_running(document, habits, bodies);
    for body in bodies {
        let place = match body.label_extent.start.max(body.start) >= last_text {
            _ if body.is_in_line => NotePlace::Line,
            true => NotePlace::End,
            false => NotePlace::Foot,
        };
        notes.push(Note {
            label: body.label.as_str().into(),
            label_extent: body.label_extent,
            marker: None,
            body: body.blocks.clone(),
            place,
        });
        for block in &mut document.blocks[body.container..body.blocks.end] {
            block.zone = Zone::Note;
        }
    }
    let mut is_placed = vec![false; bodies.len()];
    let mut made = Vec::new();
    for (marker, link) in markers.iter().zip(links) {
        let Some(note) = *link else { continue };
        let kind =
            if std::mem::replace(&mut is_placed[note], true) { Kind::NoteReference(note as u32) } else { Kind::NoteMarker(note as u32) };
        made.push(Annotation { extent: marker.extent, kind });
    }
    document.notes = notes;
    let in_line = markers.iter().zip(links).filter(|(_, link)| link.is_some_and(|note| bodies[note].is_in_line));
    let in_line: HashSet<Extent> = in_line.map(|(marker, _)| marker.extent).collect();
    replace_marks(document, made, &in_line);
    flatten_lists(document);
}

/// Where the last running text begins that is no note.
fn last_running(document: &Document, habits: &Habits, bodies: &[Body]) -> u32 {
    let mut is_note = vec![false; document.blocks.len()];
    for body in bodies {
        is_note[body.container..body.blocks.end].fill(true);
    }
    let is_running = |&(index, block): &(usize, &Block)| {
        !is_note[index] && block.zone == Zone::Body && document.is_leaf(index) && !block.extent.is_empty()
    };
    let is_heading = |document: &Document, index: usize| matches!(document.blocks[index].kind, BlockKind::Heading(_));
    document
        .blocks
        .iter()
        .enumerate()
        .filter(is_running)
        .filter(|&(index, _)| !is_heading(document, index) && !zone::is_notes_heading(document, habits, index))
        .map(|(_, block)| block.extent.start)
        .max()
        .unwrap_or(0)
}

/// Adds the markers, and takes out the links and superscripts that held nothing else; a marker `in_line` holds its note.
fn replace_marks(document: &mut Document, made: Vec<Annotation>, in_line: &HashSet<Extent>) {
    let is_mark_alone = |a: &&Annotation| matches!(a.kind, Kind::NoteMarker(_)) && !in_line.contains(&a.extent);
    let mut extents: Vec<Extent> = made.iter().filter(is_mark_alone).map(|a| a.extent).collect();
    extents.sort();
    let held = |extent: Extent| {
        let n = extents.partition_point(|marker| marker.start <= extent.start);
        n.checked_sub(1).is_some_and(|n| extents[n].contains(extent))
    };
    let is_mark = |kind: &Kind| matches!(kind, Kind::Emphasis(Rend::Superscript | Rend::Bold | Rend::Italic) | Kind::Link(_));
    let names_note = |kind: &Kind| matches!(kind, Kind::Link(Some(target)) if target.starts_with(NOTE_NAME));
    let made_at: HashSet<Extent> = made.iter().map(|own| own.extent).collect();
    document.annotations.retain(|a| !(is_mark(&a.kind) && held(a.extent) || names_note(&a.kind) && made_at.contains(&a.extent)));
    document.annotations.extend(made);
    document.sort_annotations();
    for annotation in &document.annotations {
        if let Kind::NoteMarker(note) = annotation.kind {
            document.notes[note as usize].marker = Some(annotation.extent);
        }
    }
}

/// A heading "Notes" goes with its notes, where they follow it.
pub(super) fn drop_headings(document: &mut Document, habits: &Habits) {
    let mut next = None;
    for index in (0..document.blocks.len()).rev() {
        let block = document.blocks[index];
        let is_heading = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph) && block.zone == Zone::Body;
        if is_heading && next == Some(Zone::Note) && habits.is_notes_heading(document.str(block.extent)) {
            document.blocks[index].zone = Zone::Dropped(Reason::NoteLabel);
        }
        if block.kind != BlockKind::Rule && block.zone != Zone::Header {
            next = Some(block.zone);
        }
    }
}

/// Items that are bodies of notes are items no more: they leave their lists, which end before them and begin anew behind them.
pub(super) fn flatten_lists(document: &mut Document) {
    let mut keep = vec![true; document.blocks.len()];
    let mut begun = Vec::new();
    for note in 0..document.notes.len() {
        open_item(document, document.notes[note].body.start, &mut keep);
    }
    for (index, kept) in keep.iter_mut().enumerate() {
        if matches!(document.blocks[index].kind, BlockKind::List(_)) {
            *kept = leave_list(document, index, &mut begun);
        }
    }
    if keep.contains(&false) || !begun.is_empty() {
        document.rearrange(&keep, begun);
    }
}

/// Lets the notes among the items of the list at `index` leave it. Adds to `begun` the lists that go on behind them, each with
/// the index of its first item, and gives back whether the list has items before them.
fn leave_list(document: &mut Document, index: usize, begun: &mut Vec<(usize, Block)>) -> bool {
    let list = document.blocks[index];
    let items = items(document, index);
    for run in items.chunk_by(|(_, a), (_, b)| a == b) {
        let (first, is_note) = &run[0];
        let end = run[run.len() - 1].0.end;
        let own = first.start..end;
        if *is_note {
            document.blocks[own].iter_mut().for_each(|block| block.depth = block.depth.saturating_sub(1));
            continue;
        }
        let end = document.blocks[own].iter().map(|block| block.extent.end).max().unwrap_or(list.extent.end);
        if first.start == index + 1 {
            document.blocks[index].extent.end = end;
        } else {
            let start = document.blocks[first.start].extent.start;
            begun.push((first.start, Block { extent: Extent { start, end }, ..list }));
        }
    }
    items.first().is_none_or(|(_, is_note)| !is_note)
}

/// The blocks of each item of the list at `index`, and whether they are of a note.
fn items(document: &Document, index: usize) -> Vec<(Range<usize>, bool)> {
    let end = document.end_of(index);
    let (mut items, mut is_note) = (Vec::new(), false);
    let mut item = index + 1;
    while item < end {
        let is_body = document.notes.binary_search_by_key(&item, |note| note.body.start).is_ok();
        is_note = document.blocks[item].zone == Zone::Note && (is_note || is_body);
        let next = document.end_of(item);
        items.push((item..next, is_note));
        item = next;
    }
    items
}

/// An item that is a note is a paragraph; one that holds blocks gives way to them.
fn open_item(document: &mut Document, index: usize, keep: &mut [bool]) {
    if !matches!(document.blocks.get(index), Some(Block { kind: BlockKind::Item { .. }, .. })) {
        return;
    }
    if document.is_leaf(index) {
        document.blocks[index].kind = BlockKind::Paragraph;
        return;
    }
    keep[index] = false;
    let end = document.end_of(index);
    for block in &mut document.blocks[index + 1..end] {
        block.depth = block.depth.saturating_sub(1);
    }
}

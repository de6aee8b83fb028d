//! Notes by a person's decision: bodies that are none or that no rule saw, and the markers that stand for them.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::diagnostic::Finding;
use crate::document::{
    Annotation, BlockKind, Correction, Document, Extent, Extents, Family, Kind, Leaves, Note, NotePlace, ReadAs, Reason, Rend, Set, Zone,
};
use crate::structure::note::flatten_lists;

/// Makes notes of the blocks at `extents`.
pub(super) fn make(document: &mut Document, extents: &[Extent]) {
    if extents.is_empty() {
        return;
    }
    let leaves = Leaves::of(document);
    let own: BTreeSet<usize> = extents.iter().flat_map(|&extent| leaves.at(extent)).collect();
    let made: Vec<Note> = own.into_iter().filter_map(|index| made(document, index)).collect();
    let mut all: Vec<(Option<u32>, Note)> = made.into_iter().map(|note| (None, note)).collect();
    all.extend(std::mem::take(&mut document.notes).into_iter().enumerate().map(|(n, note)| (Some(n as u32), note)));
    all.sort_by_key(|(_, note)| note.body.start);
    renumber(document, all);
    flatten_lists(document);
}

/// The note that a block becomes, unless it is of one.
fn made(document: &mut Document, index: usize) -> Option<Note> {
    let block = document.blocks[index];
    let (label, len) = label(document.str(block.extent));
    document.blocks[index].zone = Zone::Note;
    document.blocks[index].kind = if block.zone == Zone::Note { block.kind } else { BlockKind::Paragraph };
    let label_extent = Extent { start: block.extent.start, end: block.extent.start + len };
    (block.zone != Zone::Note).then(|| Note { label, label_extent, marker: None, body: index..index + 1, place: NotePlace::End })
}

/// The label at the head of a note's body, and its bytes with the white space after it: `1.`, `[a]`, `*`.
fn label(text: &str) -> (Box<str>, u32) {
    const MAX_LABEL: usize = 6;
    let Some((word, rest)) = text.split_once(char::is_whitespace).filter(|(word, _)| word.len() <= MAX_LABEL) else {
        return ("".into(), 0);
    };
    let inner = word.trim_matches(['[', ']', '(', ')', '.', '^', ':']);
    let is_sign = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || "*†‡§".contains(c));
    // "J. Doe" begins with an initial.
    let is_initial = inner.starts_with(char::is_uppercase) && !word.starts_with(['[', '(']);
    let is_letter = inner.chars().count() == 1 && word.len() > inner.len() && !is_initial;
    let is_label = is_sign || is_letter;
    if is_label { (inner.into(), (text.len() - rest.trim_start().len()) as u32) } else { ("".into(), 0) }
}

/// Takes what corrections say of a note that stands in the line as what is said of its marker: that it is a note or none. It
/// can be nothing else; such corrections are taken out, and told.
pub(super) fn unmake(document: &mut Document) -> Vec<(Extent, Finding)> {
    let in_line = document.notes_in_line();
    let is_within = |extent: Extent| {
        let near = in_line[..in_line.partition_point(|note| note.start <= extent.start)].last();
        near.is_some_and(|note| note.contains(extent))
    };
    let mut findings = Vec::new();
    let all = std::mem::take(&mut document.corrections);
    let kept = all.into_iter().filter_map(|own| match own.set {
        _ if !super::decides(&own.set) || !is_within(own.extent) => Some(own),
        Set::Read(ReadAs::Text) => Some(Correction { set: Set::Note(None), ..own }),
        Set::Read(ReadAs::Note) => None,
        _ => {
            let problem = "they are a note in the line, which is a note or text";
            findings.push((own.extent, Finding::without_object(document.line(own.extent), problem)));
            None
        }
    });
    document.corrections = kept.collect();
    findings
}

/// Lets the notes in the lines that are left out go with them.
pub(super) fn drop_left_out(document: &mut Document) {
    let left_out = document.blocks.iter().filter(|block| block.zone == Zone::Dropped(Reason::Correction));
    let left_out: Vec<Extent> = left_out.map(|block| block.extent).collect();
    let is_left_out = |note: &Note| note.is_in_line() && note.marker.is_some_and(|own| left_out.iter().any(|extent| extent.contains(own)));
    if !left_out.is_empty() {
        let lost: BTreeSet<usize> = (0..document.notes.len()).filter(|&note| is_left_out(&document.notes[note])).collect();
        take_out(document, &lost);
    }
}

/// Takes out notes that stand in the line, by their numbers: their words stay in it.
fn take_out(document: &mut Document, lost: &BTreeSet<usize>) {
    let mut keep = vec![true; document.blocks.len()];
    for &note in lost {
        let note = &document.notes[note];
        keep[note.container()..note.body.end].fill(false);
    }
    let notes = std::mem::take(&mut document.notes).into_iter().enumerate();
    renumber(document, notes.filter(|(n, _)| !lost.contains(n)).map(|(n, note)| (Some(n as u32), note)).collect());
    document.retain_blocks(&keep);
}

/// Makes text of the notes whose bodies are at `extents`; their markers are text again.
pub(super) fn free(document: &mut Document, extents: &[Extent]) {
    if extents.is_empty() || document.notes.is_empty() {
        return;
    }
    let leaves = Leaves::of(document);
    let mut is_freed = vec![false; document.blocks.len()];
    extents.iter().flat_map(|&extent| leaves.at(extent)).for_each(|index| is_freed[index] = true);
    let notes: Vec<(Option<u32>, Note)> =
        std::mem::take(&mut document.notes).into_iter().enumerate().map(|(n, note)| (Some(n as u32), note)).collect();
    let (lost, kept): (Vec<_>, Vec<_>) = notes.into_iter().partition(|(_, note)| is_freed[note.body.clone()].contains(&true));
    renumber(document, kept);
    without_labels(document, lost.into_iter().map(|(_, note)| note.body));
}

/// The bodies are text; the blocks that stood for the marks of their notes go.
fn without_labels(document: &mut Document, bodies: impl Iterator<Item = Range<usize>>) {
    let mut keep = vec![true; document.blocks.len()];
    for body in bodies {
        let mark = body.start.checked_sub(1).filter(|&mark| document.blocks[mark].kind == BlockKind::Note);
        mark.into_iter().for_each(|mark| keep[mark] = false);
        for block in &mut document.blocks[body] {
            block.zone = Zone::Body;
            block.depth = block.depth.saturating_sub(u16::from(mark.is_some()));
        }
    }
    document.retain_blocks(&keep);
}

/// Lets `notes` be those of the document, each with the number that it had; markers follow theirs, and go with those that
/// are none any more.
fn renumber(document: &mut Document, notes: Vec<(Option<u32>, Note)>) {
    let now: HashMap<u32, u32> = notes.iter().enumerate().filter_map(|(n, (before, _))| Some(((*before)?, n as u32))).collect();
    document.notes = notes.into_iter().map(|(_, note)| note).collect();
    document.annotations.retain_mut(|annotation| match &mut annotation.kind {
        Kind::NoteMarker(note) | Kind::NoteReference(note) => match now.get(note) {
            Some(own) => {
                *note = *own;
                true
            }
            None => false,
        },
        _ => true,
    });
}

/// Points the markers at the notes that were decided on; adds to `findings` what could not be done, and takes out what holds
/// no longer.
pub(in crate::structure) fn markers(document: &mut Document, findings: &mut Vec<(Extent, Finding)>) {
    let decided: Vec<(Extent, Option<Box<str>>)> = document
        .corrections
        .iter()
        .filter_map(|own| if let Set::Note(which) = &own.set { Some((own.extent, which.clone())) } else { None })
        .collect();
    let unmarked: Extents = decided.iter().filter(|(_, which)| which.is_none()).map(|(extent, _)| *extent).collect();
    document.annotations.retain(|a| !(is_marker(&a.kind) && unmarked.meet(a.extent)));
    for (extent, which) in &decided {
        let Some(which) = which else { continue };
        match marker_at(document, *extent).and_then(|own| Ok((own, named(document, which)?))) {
            Ok((own, note)) => mark(document, own, note),
            Err(problem) => findings.push((*extent, Finding::without_object(document.line(*extent), problem))),
        }
    }
    if !document.corrections.is_empty() {
        settle(document, &decided.iter().map(|(extent, _)| *extent).collect(), findings);
    }
}

/// The marker in `extent`, if it has one, else all of it where it looks like one: `3`, `[a]`, `*`. A note that stands in the
/// line is the marker of no other, and a word would be lost as one.
fn marker_at(document: &Document, extent: Extent) -> Result<Extent, String> {
    const MAX_MARKER: usize = 6;
    let is_there = |note: &Note| note.is_in_line() && note.marker.is_some_and(|own| own.overlaps(extent));
    if document.notes.iter().any(is_there) {
        return Err("a note stands there in the line".to_owned());
    }
    if let Some(held) = document.annotations_in(extent).iter().find(|a| is_marker(&a.kind) && extent.contains(a.extent)) {
        return Ok(held.extent);
    }
    let text = document.str(extent);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_raised =
        || document.annotations_at(extent.start).iter().any(|a| a.kind == Kind::Emphasis(Rend::Superscript) && a.extent == extent);
    let looks_like = text.len() <= MAX_MARKER && (letters <= 1 || is_raised());
    if looks_like { Ok(extent) } else { Err("the words are no marker of a note".to_owned()) }
}

fn is_marker(kind: &Kind) -> bool {
    Family::of(kind) == Some(Family::Note)
}

/// The note with this label, or whose words begin so.
fn named(document: &Document, which: &str) -> Result<u32, String> {
    let body = |note: &Note| {
        document.blocks.get(note.body.start).map_or("", |block| {
            let start = note.label_extent.end.max(block.extent.start) as usize;
            document.text.get(start..block.extent.end as usize).unwrap_or("").trim_start()
        })
    };
    let all = |is: &dyn Fn(&Note) -> bool| -> Vec<u32> {
        document.notes.iter().enumerate().filter(|(_, note)| is(note)).map(|(n, _)| n as u32).collect()
    };
    let labelled = all(&|note| &*note.label == which);
    let found = if labelled.is_empty() { all(&|note| body(note).starts_with(which)) } else { labelled };
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("no note has the label or begins with \"{which}\"")),
        several => Err(format!("{} notes have the label or begin with \"{which}\"", several.len())),
    }
}

/// Lets the words at `own` stand for a note.
fn mark(document: &mut Document, own: Extent, note: u32) {
    // A note stands once: where it stood before, a pointer stays.
    for annotation in &mut document.annotations {
        if annotation.kind == Kind::NoteMarker(note) && annotation.extent != own {
            annotation.kind = Kind::NoteReference(note);
        }
    }
    document.annotations.retain(|a| a.extent != own || !(is_marker(&a.kind) || matches!(a.kind, Kind::Emphasis(_) | Kind::Link(_))));
    document.annotations.push(Annotation { extent: own, kind: Kind::NoteMarker(note) });
    document.sort_annotations();
}

/// Tells each note its marker, and forgets what was found wrong and is not.
fn settle(document: &mut Document, decided: &Extents, findings: &mut Vec<(Extent, Finding)>) {
    document.notes.iter_mut().for_each(|note| note.marker = None);
    for n in 0..document.annotations.len() {
        if let Kind::NoteMarker(note) = document.annotations[n].kind
            && let Some(own) = document.notes.get_mut(note as usize)
        {
            own.marker = Some(document.annotations[n].extent);
        }
    }
    let is_unmarked = |&note: &usize| document.notes[note].is_in_line() && document.notes[note].marker.is_none();
    let unmarked: BTreeSet<usize> = (0..document.notes.len()).filter(is_unmarked).collect();
    if !unmarked.is_empty() {
        take_out(document, &unmarked);
    }
    let notes = &document.notes;
    findings.retain(|(extent, finding)| match finding {
        Finding::MarkerWithoutNote { .. } => !decided.meet(*extent),
        Finding::NoteWithoutMarker { .. } => notes.iter().any(|note| note.label_extent.start == extent.start && note.marker.is_none()),
        _ => true,
    });
}

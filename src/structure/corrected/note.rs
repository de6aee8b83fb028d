//! Notes by a person's decision: bodies that are none or that no rule saw, and the markers that stand for them.

use super::leaves;
use crate::diagnostic::Finding;
use crate::document::{Annotation, BlockKind, Document, Extent, Kind, Note, NotePlace, Set, Zone};

/// Makes notes of the blocks of `extent`.
pub(super) fn make(document: &mut Document, extent: Extent) {
    for index in leaves(document, extent) {
        let block = document.blocks[index];
        if block.zone == Zone::Note {
            continue;
        }
        let (label, len) = label(document.str(block.extent));
        let note = Note {
            label,
            label_extent: Extent { start: block.extent.start, end: block.extent.start + len },
            marker: None,
            body: index..index + 1,
            place: NotePlace::End,
        };
        document.blocks[index].zone = Zone::Note;
        document.blocks[index].kind = BlockKind::Paragraph;
        let at = document.notes.partition_point(|own| own.body.start < index);
        document.notes.insert(at, note);
        renumber(document, |n| Some(n + u32::from(n as usize >= at)));
    }
}

/// The label at the head of a note's body, and its bytes with the white space after it: `1.`, `[a]`, `*`.
fn label(text: &str) -> (Box<str>, u32) {
    const MAX_LABEL: usize = 6;
    let Some((word, rest)) = text.split_once(char::is_whitespace).filter(|(word, _)| word.len() <= MAX_LABEL) else {
        return ("".into(), 0);
    };
    let inner = word.trim_matches(['[', ']', '(', ')', '.', '^', ':']);
    let is_mark = word.len() > inner.len() || word.chars().all(|c| c.is_ascii_digit() || "*†‡§".contains(c));
    let is_label =
        !inner.is_empty() && is_mark && (inner.chars().all(|c| c.is_ascii_digit() || "*†‡§".contains(c)) || inner.chars().count() == 1);
    if is_label { (inner.into(), (text.len() - rest.trim_start().len()) as u32) } else { ("".into(), 0) }
}

/// Makes text of the notes whose bodies are in `extent`; their markers are text again.
pub(super) fn free(document: &mut Document, extent: Extent) {
    let mut n = 0;
    while n < document.notes.len() {
        let body = document.notes[n].body.clone();
        if document.blocks[body.clone()].iter().any(|block| block.extent.overlaps(extent)) {
            document.notes.remove(n);
            let lost = n as u32;
            renumber(document, |n| if n == lost { None } else { Some(n - u32::from(n > lost)) });
            document.blocks[body.clone()].iter_mut().for_each(|block| block.zone = Zone::Body);
            without_label(document, body);
        } else {
            n += 1;
        }
    }
}

/// The block that stood for the mark of a note goes.
fn without_label(document: &mut Document, body: std::ops::Range<usize>) {
    let Some(mark) = body.start.checked_sub(1).filter(|&mark| document.blocks[mark].kind == BlockKind::Note) else { return };
    let mut keep = vec![true; document.blocks.len()];
    keep[mark] = false;
    document.blocks[body].iter_mut().for_each(|block| block.depth = block.depth.saturating_sub(1));
    document.retain_blocks(&keep);
}

/// Gives the markers of each note the number that it has now; `None` where it is none any more.
fn renumber(document: &mut Document, now: impl Fn(u32) -> Option<u32>) {
    document.annotations.retain_mut(|annotation| match &mut annotation.kind {
        Kind::NoteMarker(note) | Kind::NoteReference(note) => match now(*note) {
            Some(own) => {
                *note = own;
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
    for (extent, which) in &decided {
        let note = which.as_deref().map(|which| named(document, which));
        match note {
            None => unmark(document, *extent),
            Some(Ok(note)) => mark(document, *extent, note),
            Some(Err(problem)) => {
                findings.push((*extent, Finding::CorrectionWithoutObject { words: document.line(*extent), problem }));
            }
        }
    }
    if !document.corrections.is_empty() {
        settle(document, &decided, findings);
    }
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

/// The markers in `extent`, if it has any, else all of it.
fn mark(document: &mut Document, extent: Extent, note: u32) {
    let is_marker = |kind: &Kind| matches!(kind, Kind::NoteMarker(_) | Kind::NoteReference(_));
    let held = document.annotations_in(extent).iter().find(|a| is_marker(&a.kind) && extent.contains(a.extent)).map(|a| a.extent);
    let own = held.unwrap_or(extent);
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

fn unmark(document: &mut Document, extent: Extent) {
    document.annotations.retain(|a| !(matches!(a.kind, Kind::NoteMarker(_) | Kind::NoteReference(_)) && a.extent.overlaps(extent)));
}

/// Tells each note its marker, and forgets what was found wrong and is not.
fn settle(document: &mut Document, decided: &[(Extent, Option<Box<str>>)], findings: &mut Vec<(Extent, Finding)>) {
    document.notes.iter_mut().for_each(|note| note.marker = None);
    for n in 0..document.annotations.len() {
        if let Kind::NoteMarker(note) = document.annotations[n].kind
            && let Some(own) = document.notes.get_mut(note as usize)
        {
            own.marker = Some(document.annotations[n].extent);
        }
    }
    let notes = &document.notes;
    findings.retain(|(extent, finding)| match finding {
        Finding::MarkerWithoutNote { .. } => !decided.iter().any(|(own, _)| own.overlaps(*extent)),
        Finding::NoteWithoutMarker { .. } => notes.iter().any(|note| note.label_extent.start == extent.start && note.marker.is_none()),
        _ => true,
    });
}

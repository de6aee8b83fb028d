//! Notes: at their markers, where they stand, or after the text (TEI Guidelines, 3.9).

use std::collections::{HashSet, VecDeque};
use std::ops::Range;

use crate::document::{Annotation, Extent, NotePlace};
use crate::settings::Notes as Placement;
use crate::tei::Context;
use crate::tei::body::Writer;
use crate::xml::{Element, Node};

/// Notes in notes, at most; deeper ones stand where their bodies stand.
const MAX_NOTES: usize = 8;

/// The notes on the way: how deep the writer is in them, and those that wait for the end.
#[derive(Debug, Default)]
pub(super) struct Notes {
    depth: usize,
    /// The innermost of them, if it stands in the line.
    own: Option<usize>,
    /// Whether the writer is in the header: there notes stand at their markers under every setting.
    in_header: bool,
    /// Those that stand after the text, in order.
    waiting: Vec<usize>,
    /// Paragraphs of the running text so far.
    pub(super) paragraphs: usize,
    /// Divisions so far.
    pub(super) divisions: usize,
    /// The points that have been written: empty cells share theirs.
    points: HashSet<usize>,
}

impl Notes {
    /// The notes of the header, before those of the text.
    pub(super) fn of_header() -> Self {
        Self { in_header: true, ..Self::default() }
    }

    /// Whether the writer is in the note, which stands in the line, and in none within it.
    pub(super) fn is_in(&self, note: usize) -> bool {
        self.own == Some(note)
    }

    /// Whether the annotation at `index` is to be written: a point is written once.
    pub(super) fn is_new(&mut self, index: usize, annotation: &Annotation) -> bool {
        !annotation.extent.is_empty() || self.points.insert(index)
    }
}

/// What stands at a note's marker: the note, or where notes are written at the end a pointer.
pub(super) fn note_at<'d>(context: &Context<'d>, note: usize, notes: &mut Notes) -> Element<'d> {
    if !notes.in_header && context.settings.notes == Placement::End || notes.depth >= MAX_NOTES {
        notes.waiting.push(note);
        let label = &*context.document.notes[note].label;
        return Element::new("ptr")
            .with("xml:id", format!("ref-{}", note + 1))
            .with("type", "note")
            .with("n", label)
            .with("target", format!("#note-{}", note + 1));
    }
    note_element(context, note, notes)
}

fn note_element<'d>(context: &Context<'d>, index: usize, notes: &mut Notes) -> Element<'d> {
    let note = &context.document.notes[index];
    let place = match note.place {
        NotePlace::End => "end",
        NotePlace::Foot | NotePlace::Line => "foot",
    };
    let element = Element::new("note")
        .with("xml:id", format!("note-{}", index + 1))
        .with_some("n", Some(&*note.label).filter(|label| !label.is_empty()))
        .with("place", place);
    let element = element.with_some("resp", context.note_corrector(index).or_else(|| context.note_signer(index)));
    notes.depth += 1;
    let outer = std::mem::replace(&mut notes.own, note.is_in_line().then_some(index));
    let mut writer = Writer { context, notes: std::mem::take(notes), standings: Vec::new() };
    let children = writer.note_blocks(note.body.clone(), note.label_extent);
    *notes = writer.notes;
    notes.own = outer;
    notes.depth -= 1;
    element.children(children)
}

impl<'d> Writer<'_, 'd> {
    /// The notes from `index` on that stand where they are, for want of a marker, and the index after them.
    pub(super) fn stranded(&mut self, index: usize) -> (Vec<Node<'d>>, usize) {
        let document = self.context.document;
        let note = document.notes.partition_point(|note| note.body.end <= index);
        let Some(own) = document.notes.get(note).filter(|own| own.body.start <= index + 1) else { return (Vec::new(), index + 1) };
        if own.marker.is_some() {
            return (Vec::new(), own.body.end.max(index + 1));
        }
        let end = own.body.end.max(index + 1);
        if self.context.settings.notes == Placement::End {
            self.notes.waiting.push(note);
            return (Vec::new(), end);
        }
        (vec![note_element(self.context, note, &mut self.notes).into()], end)
    }

    /// The notes that waited for the end of the text.
    pub(super) fn back(&mut self) -> Option<Element<'d>> {
        let mut notes = Vec::new();
        let mut waiting = VecDeque::from(std::mem::take(&mut self.notes.waiting));
        while let Some(note) = waiting.pop_front() {
            let target = self.context.document.notes[note].marker.map(|_| format!("#ref-{}", note + 1));
            notes.push(note_element(self.context, note, &mut self.notes).with_some("target", target));
            // Notes of a note follow it.
            std::mem::take(&mut self.notes.waiting).into_iter().rev().for_each(|inner| waiting.push_front(inner));
        }
        let division = Element::new("div").with("type", "notes").children(notes);
        (!division.children.is_empty()).then(|| Element::new("back").child(division))
    }

    /// The blocks of a note's body, the first without its label.
    fn note_blocks(&mut self, body: Range<usize>, label: Extent) -> Vec<Node<'d>> {
        let mut nodes = Vec::new();
        let mut index = body.start;
        while index < body.end {
            let block = self.blocks()[index];
            if index == body.start && block.extent.start == label.start && !label.is_empty() && self.context.document.is_leaf(index) {
                let extent = Extent { start: label.end.min(block.extent.end), ..block.extent };
                let content = self.inline(extent);
                // The label may stand alone, the text below it.
                nodes.extend((!content.is_empty()).then(|| Element::new("p").children(content).into()));
            } else {
                nodes.extend(self.block(index).map(Node::Element));
            }
            index = self.context.document.end_of(index).max(index + 1);
        }
        if nodes.is_empty() { vec![Element::new("p").into()] } else { nodes }
    }
}

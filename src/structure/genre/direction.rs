//! Stage directions in the midst of what is said: "(*He looks up.*)", "[Exit]", "(Applause.)".

use crate::convention::Habits;
use crate::document::{Annotation, Block, BlockKind, Document, Extent, Kind, Rend, Zone};

/// A direction is at most so long, in bytes.
const MAX: usize = 300;

/// Marks the directions in the speeches; `is_play` says that what stands in brackets directs.
pub(super) fn find(document: &mut Document, habits: &Habits, is_play: bool) {
    let mut found = Vec::new();
    let mut end = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind == BlockKind::Speech {
            end = document.end_of(index);
        }
        if index < end && is_said(block) && document.is_leaf(index) {
            in_block(document, block.extent, habits, is_play, &mut found);
        }
    }
    if !found.is_empty() {
        document.annotations.extend(found);
        document.sort_annotations();
    }
}

fn is_said(block: &Block) -> bool {
    block.zone == Zone::Body && matches!(block.kind, BlockKind::Paragraph | BlockKind::Line)
}

fn in_block(document: &Document, block: Extent, habits: &Habits, is_play: bool, found: &mut Vec<Annotation>) {
    let (text, base) = (document.str(block), block.start as usize);
    let mut at = 0;
    while let Some(n) = text[at..].find(['(', '[']) {
        let start = at + n;
        at = start + 1;
        let close = if text[start..].starts_with('(') { b')' } else { b']' };
        let Some(len) = text.as_bytes()[start..].iter().take(MAX).position(|&b| b == close) else { continue };
        let extent = Extent::new(base + start, base + start + len + 1);
        if directs(document, extent, habits, is_play) {
            found.push(Annotation { extent, kind: Kind::Stage });
            at = start + len + 1;
        }
    }
}

/// Whether what stands in these brackets directs or tells of the audience. Words in square brackets that begin small are
/// an editor's; what is in italics throughout is a direction in any brackets of a play.
fn directs(document: &Document, extent: Extent, habits: &Habits, is_play: bool) -> bool {
    let text = document.str(extent);
    let inner = text[1..text.len() - 1].trim_matches([' ', '_', '.']);
    let is_worded = inner.chars().filter(|c| c.is_alphabetic()).count() > 1 && !inner.contains(['(', '[']);
    let opens = habits.dialogue.directions.opening(inner).is_some();
    let tells_of_audience = || inner.len() <= 80 && habits.dialogue.audience.opening(inner).is_some();
    let is_sentence = || {
        text.starts_with('[')
            && inner.starts_with(char::is_uppercase)
            && inner.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_lowercase))
    };
    let is_taken = || {
        let is_other = |kind: &Kind| matches!(kind, Kind::NoteMarker(_) | Kind::NoteReference(_) | Kind::Link(_) | Kind::LineNumber(_));
        document.annotations_in(extent).iter().any(|own| is_other(&own.kind) && own.extent.end <= extent.end)
    };
    is_worded && (opens || tells_of_audience() || is_play && (is_sentence() || is_italic(document, extent))) && !is_taken()
}

/// Whether the words in the brackets, or these with the brackets, are in italics.
fn is_italic(document: &Document, extent: Extent) -> bool {
    let covers = |own: &Annotation| {
        matches!(own.kind, Kind::Emphasis(Rend::Italic)) && own.extent.start <= extent.start + 1 && own.extent.end + 2 >= extent.end
    };
    let near = Extent { start: extent.start.saturating_sub(1), ..extent };
    document.annotations_in(near).iter().any(covers)
}

//! Who signs a note: "-- *Ed.*", "[Tr.]", "Note by Engels.", at its end; "Note by Engels:" at its start.

use crate::convention::Habits;
use crate::document::{Annotation, Document, Extent, Kind, Rend, Signer, Zone};

/// A signature is at most so long, in bytes.
const MAX: usize = 120;

/// Finds the signatures of the notes.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let found: Vec<Annotation> = (0..document.notes.len()).filter_map(|note| signature(document, note, habits)).collect();
    if !found.is_empty() {
        document.annotations.extend(found);
        document.sort_annotations();
    }
}

fn signature(document: &Document, note: usize, habits: &Habits) -> Option<Annotation> {
    let own = &document.notes[note];
    let is_text = |&index: &usize| document.is_leaf(index) && document.blocks[index].zone == Zone::Note;
    let first = document.blocks[own.body.clone().find(is_text)?].extent;
    let last = document.blocks[own.body.clone().rev().find(is_text)?].extent;
    let opening = Extent { start: own.label_extent.end.clamp(first.start, first.end), ..first };
    at_end(document, last, habits).or_else(|| at_start(document, opening, habits))
}

/// "… of 1814. -- *Ed.*", "… of 1814. [Note by Engels to the edition of 1888.]", "… of 1814. *Tr.*".
fn at_end(document: &Document, block: Extent, habits: &Habits) -> Option<Annotation> {
    let text = document.str(block);
    let kept = text.trim_end().trim_end_matches(['.', ' ']);
    let from = (kept.len().saturating_sub(MAX)..=kept.len()).find(|&at| text.is_char_boundary(at))?;
    let near = &kept[from..];
    let inner = match near.strip_suffix([')', ']']) {
        Some(inner) => inner.rfind(['(', '[']).map(|at| &inner[at + 1..]),
        None => after_dash(near).or_else(|| set_off(document, block)).or_else(|| abbreviated(text, near, habits)),
    }?;
    read(document, inner, habits)
}

fn after_dash(text: &str) -> Option<&str> {
    let dash = ["--", "—", "–", " - "].into_iter().filter_map(|dash| Some(text.rfind(dash)? + dash.len())).max()?;
    Some(&text[dash..])
}

/// "… с февраля. Ред.": an abbreviation after the last sentence.
fn abbreviated<'t>(text: &str, near: &'t str, habits: &Habits) -> Option<&'t str> {
    const MAX_WORD: usize = 16;
    let (before, last) = near.rsplit_once(' ')?;
    let is_own = last.starts_with(char::is_uppercase) && last.len() <= MAX_WORD && habits.signer(last).is_some();
    (is_own && text.trim_end().ends_with('.') && before.ends_with(['.', '!', '?'])).then_some(last)
}

/// What stands in italics at the end of a block, and nothing but that.
fn set_off(document: &Document, block: Extent) -> Option<&str> {
    let is_last = |own: &&Annotation| matches!(own.kind, Kind::Emphasis(Rend::Italic)) && own.extent.end + 1 >= block.end;
    let own = document.annotations_in(block).iter().rev().find(is_last)?;
    Some(document.str(own.extent).trim_end_matches(['.', ' '])).filter(|_| own.extent.start > block.start)
}

/// "Note by Engels: …".
fn at_start(document: &Document, block: Extent, habits: &Habits) -> Option<Annotation> {
    let text = document.str(block).trim_start_matches(['[', '(']);
    let len = habits.note_by(text)?;
    let name = name(text[len..].trim_start(), habits)?;
    let rest = &document.text[document.extent_of(name).end as usize..block.end as usize];
    rest.starts_with([':', '.', ']', ')', ',']).then(|| signed(document, name, Signer::Named, habits))
}

/// The signer whom the whole of `inner`, a part of the text of `document`, names.
fn read(document: &Document, inner: &str, habits: &Habits) -> Option<Annotation> {
    let inner = inner.trim_matches([' ', '\n', '.', ':', '_', '*']);
    if let Some(len) = habits.note_by(inner) {
        return Some(signed(document, name(inner[len..].trim_start(), habits)?, Signer::Named, habits));
    }
    habits.signer(inner).map(|signer| annotation(document, inner, signer))
}

/// "Note by the editor" is signed by him as "Ed." is.
fn signed(document: &Document, name: &str, signer: Signer, habits: &Habits) -> Annotation {
    annotation(document, name, habits.signer(name).unwrap_or(signer))
}

fn annotation(document: &Document, name: &str, signer: Signer) -> Annotation {
    let name = document.extent_of(name);
    let has_stop = signer != Signer::Named && document.text[name.end as usize..].starts_with('.');
    Annotation { extent: Extent { end: name.end + u32::from(has_stop), ..name }, kind: Kind::Signed(signer) }
}

/// The name at the start of `text`: words with capitals, and small words between them.
fn name<'t>(text: &'t str, habits: &Habits) -> Option<&'t str> {
    let names = &habits.names;
    let is_small = |word: &str| [&names.particles, &names.joints, &habits.note_within].iter().any(|words| words.contains(word));
    let text = names.without_article(text);
    let (mut end, mut at) = (0, 0);
    for word in text.split_inclusive([' ', '\n']).take(8) {
        let bare = word.trim_end();
        let is_name = bare.starts_with(char::is_uppercase) || end == 0 && bare.chars().all(|c| c.is_alphabetic() || c == '.');
        if !is_name && !is_small(bare) {
            break;
        }
        end = if is_name { at + bare.len() } else { end };
        at += word.len();
        if bare.ends_with([',', ':', ';', ']', ')']) || bare.ends_with('.') && bare.chars().count() > 3 {
            break;
        }
    }
    Some(text[..end].trim_end_matches(['.', ',', ':', ';', ']', ')'])).filter(|name| name.len() > 1)
}

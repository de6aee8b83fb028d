//! Numbers of sections, which look like markers: "I. [1] The weir is kept by him. [2] Where two mills stand, both keep it."
//!
//! They run on in the order of the text and begin anew with a chapter; each stands before what it numbers, and nothing
//! answers them. A marker stands after what it notes, so that no series of markers begins with a paragraph.

use crate::convention::Habits;
use crate::document::{Annotation, BlockKind, Document, Extent, Kind, Zone};

use super::label::number;
use super::marker::{Marker, Style};

/// A number in brackets.
struct Numbered {
    /// Which of the markers it looks like.
    marker: usize,
    /// Of `1.2`, the last.
    value: u32,
    /// Of `5a`, which goes on from 5.
    has_letter: bool,
    block: usize,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the head of a paragraph, perhaps after the number of its chapter.
    Head,
    /// Within it, between two sentences.
    Within,
    /// After what it may note, or in no paragraph.
    Elsewhere,
}

/// Takes the numbers of sections out of the `markers` and labels their sections with them.
pub(super) fn set_apart(document: &mut Document, habits: &Habits, markers: &mut Vec<Marker>) {
    let mut is_section = heads(document, markers);
    let are_told = markers.iter().any(has_other_bodies);
    for open in b"[({".iter().copied().filter(|_| !are_told) {
        let own = numbered(document, markers, open);
        if are_sections(document, habits, &own) {
            own.iter().filter(|own| own.place != Place::Elsewhere).for_each(|own| is_section[own.marker] = true);
        }
    }
    if !is_section.contains(&true) {
        return;
    }
    let found = markers.iter().zip(&is_section).filter(|(_, is_section)| **is_section);
    let labels = found.map(|(own, _)| Annotation { extent: own.extent, kind: Kind::Clause(own.label.as_str().into()) });
    document.annotations.extend(labels);
    document.sort_annotations();
    let mut is_section = is_section.into_iter();
    markers.retain(|_| !is_section.next().unwrap_or_default());
}

/// Which markers are the numbers of headings, "[67] THE SOUTH": each begins one, and goes on from that before.
fn heads(document: &Document, markers: &[Marker]) -> Vec<bool> {
    const LEAST: usize = 3;
    /// One of so many may be astray.
    const OF: usize = 10;
    let is_head = |own: &Marker| {
        let block = document.blocks.partition_point(|block| block.extent.start <= own.extent.start).checked_sub(1);
        let heading = block.map(|block| document.blocks[block]).filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        let begins = heading.is_some_and(|block| block.extent.start == own.extent.start && block.extent.end > own.extent.end + 1);
        matches!(own.style, Style::Bracket | Style::Weak) && begins
    };
    let mut are = vec![false; markers.len()];
    let own: Vec<usize> = (0..markers.len()).filter(|&n| is_head(&markers[n])).collect();
    let numbers: Vec<u32> = own.iter().filter_map(|&n| number(&markers[n].label)).collect();
    let steps = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    if numbers.len() >= LEAST && numbers.len() == own.len() && (numbers.len() - 1 - steps) * OF <= numbers.len() {
        own.into_iter().for_each(|n| are[n] = true);
    }
    are
}

/// Whether numbers in brackets at the heads of paragraphs may be the labels of its note: `¹` has `[1] See there.`
fn has_other_bodies(marker: &Marker) -> bool {
    matches!(marker.style, Style::Superscript | Style::Linked) && number(&marker.label).is_some()
}

/// The numbers in brackets that begin with `open`, in the order of the text.
fn numbered(document: &Document, markers: &[Marker], open: u8) -> Vec<Numbered> {
    let is_own = |marker: &Marker| {
        matches!(marker.style, Style::Bracket | Style::Weak) && document.text.as_bytes()[marker.extent.start as usize] == open
    };
    let read = |(n, own): (usize, &Marker)| {
        let last = own.label.rsplit('.').next().filter(|_| is_own(own))?;
        let digits = last.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let value = number(digits)?;
        let block = document.blocks.partition_point(|block| block.extent.start <= own.extent.start).checked_sub(1)?;
        let has_letter = digits.len() < last.len();
        Some(Numbered { marker: n, value, has_letter, block, place: place(document, block, own.extent) })
    };
    markers.iter().enumerate().filter_map(read).collect()
}

fn place(document: &Document, block: usize, own: Extent) -> Place {
    let block = document.blocks[block];
    let from = match block.kind {
        BlockKind::Paragraph => block.extent.start,
        BlockKind::Item { label } => block.extent.start + label,
        _ => return Place::Elsewhere,
    };
    if block.zone != Zone::Body || from > own.start || own.end > block.extent.end {
        return Place::Elsewhere;
    }
    let before = document.str(Extent { start: from, end: own.start });
    let after = document.str(Extent { start: own.end, end: block.extent.end });
    let leads = after.starts_with(char::is_whitespace) && after.trim_start().starts_with(|c: char| c.is_alphanumeric() || is_opening(c));
    let sentence = before.trim_end();
    match leads && sentence.len() < before.len() {
        _ if leads && names_chapter(sentence) => Place::Head,
        true if sentence.trim_end_matches(is_closing).ends_with(['.', ',', ':', ';', '?', '!', '…', '—', '–']) => Place::Within,
        _ => Place::Elsewhere,
    }
}

fn is_opening(c: char) -> bool {
    "\"'“‘«„([<—–…*_".contains(c)
}

fn is_closing(c: char) -> bool {
    "\"'”’»“)]>*_".contains(c)
}

/// "", "XII.", "§ 5", "5.—".
fn names_chapter(text: &str) -> bool {
    const LONGEST: usize = 16;
    text.len() <= LONGEST && !text.contains(char::is_lowercase)
}

/// Whether they run on, each series from the head of a paragraph: a few may be astray, for numbers get lost.
fn are_sections(document: &Document, habits: &Habits, own: &[Numbered]) -> bool {
    const LEAST: usize = 3;
    /// One of so many may be astray.
    const OF: usize = 10;
    let placed: Vec<&Numbered> = own.iter().filter(|own| own.place != Place::Elsewhere).collect();
    let goes_on = |before: &Numbered, next: &Numbered| next.value == before.value + 1 || next.has_letter && next.value == before.value;
    let series: Vec<&[&Numbered]> = placed.chunk_by(|before, next| next.value > before.value || goes_on(before, next)).collect();
    // The first section of a chapter may have no number.
    let begins = |series: &&&[&Numbered]| series[0].place == Place::Head && series[0].value <= 2;
    let begun = series.iter().filter(begins).count();
    let steps: usize = series.iter().map(|own| own.windows(2).filter(|pair| goes_on(pair[0], pair[1])).count()).sum();
    let runs_on = placed.len() >= LEAST && (series.len() - begun) * OF <= series.len() && (own.len() - steps - begun) * OF <= own.len();
    let are_heads = || placed.iter().all(|own| own.place == Place::Head);
    runs_on && !(are_heads() && series.len() == 1) && !is_answered(document, habits, &series)
}

/// Whether the last series stands below a rule or a heading of notes and has a paragraph for each number before it.
fn is_answered(document: &Document, habits: &Habits, series: &[&[&Numbered]]) -> bool {
    let [.., before, last] = series else { return false };
    let above = document.blocks[..last[0].block].iter().rev().find(|block| !matches!(block.kind, BlockKind::List(_)));
    let is_below = above.is_some_and(|above| above.kind == BlockKind::Rule || habits.is_notes_heading(document.str(above.extent)));
    is_below && last.iter().all(|own| own.place == Place::Head) && before.len() >= last.len()
}

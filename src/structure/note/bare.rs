//! Markers that are digits and nothing else, as they are left of raised ones in text got out of PDF: "abolished”.1 The
//! proof", "a Socialist2 of old". Only notes that are numbered below a heading of their own tell that they are markers.

use std::ops::Range;

use crate::convention::Habits;
use crate::document::{Document, Extent, Zone};

use super::body::{Shape, read_label};
use super::label::number;
use super::marker::{Marker, Style};
use super::zone::{headed, is_notes_heading};

/// The digits that count on with the notes of each series which nothing else marks, where there is one for each of its notes.
pub(super) fn find(document: &Document, habits: &Habits, markers: &[Marker]) -> Vec<Marker> {
    let is_sure = |marker: &Marker| marker.style >= Style::Bracket && number(&marker.label).is_some();
    if markers.iter().any(is_sure) {
        return Vec::new();
    }
    let series = numbered(document, habits);
    let mut from = 0;
    let mut found = Vec::new();
    for own in &series {
        let until = from.max(own.start as usize);
        found.extend(counted(document, habits, from..until, own));
        from = until.max(own.end as usize);
    }
    found
}

/// Notes below a heading of their own that are numbered from 1 on: where the heading begins and where they end in the text.
struct Series {
    start: u32,
    end: u32,
    count: u32,
}

/// The notes below each heading that are numbered `1.`, `2.` and so on.
fn numbered(document: &Document, habits: &Habits) -> Vec<Series> {
    const LONGEST: u32 = 40;
    let is_short = |index: &usize| document.blocks[*index].extent.end - document.blocks[*index].extent.start <= LONGEST;
    let is_heading = |&index: &usize| document.blocks[index].zone == Zone::Body && is_notes_heading(document, habits, index);
    let series = |index: usize| {
        let blocks = headed(document, habits, index);
        let end = document.blocks[..blocks.end].last().map_or(0, |block| block.extent.end);
        let own = blocks.filter_map(|index| read_label(document, index)).filter(|own| own.shape == Shape::Number);
        let count = own.fold(0, |count, own| if number(&own.label) == Some(count + 1) { count + 1 } else { count });
        Series { start: document.blocks[index].extent.start, end, count }
    };
    (0..document.blocks.len()).filter(is_short).filter(is_heading).map(series).collect()
}

/// The digits 1 to n in this part of the text, each of them; where not all are there, with single ones left out, of which
/// there is no more than one in ten.
fn counted(document: &Document, habits: &Habits, within: Range<usize>, series: &Series) -> Vec<Marker> {
    const LEAST: u32 = 2;
    const OF: u32 = 10;
    let steps = [1, 2].into_iter().filter(|_| series.count >= LEAST);
    let runs = steps.map(|step| run(document, habits, within.clone(), series.count, step));
    runs.into_iter().find(|run| (series.count - run.len() as u32) * OF <= series.count).unwrap_or_default()
}

/// The digits that count on from 1, each by no more than `step`.
fn run(document: &Document, habits: &Habits, within: Range<usize>, count: u32, step: u32) -> Vec<Marker> {
    let text = &document.text[within.clone()];
    let (mut found, mut last, mut at) = (Vec::new(), 0, 0);
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        at = start + text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let own = number(&text[start..at]).filter(|own| (last + 1..=last + step).contains(own) && *own <= count);
        if let Some(own) = own.filter(|_| follows_word(&text[..start], &text[at..], habits)) {
            let extent = Extent::new(within.start + start, within.start + at);
            found.push(Marker { extent, label: own.to_string(), style: Style::Superscript, target: None, anchors: Vec::new() });
            last = own;
        }
    }
    found
}

/// Whether digits stand right at the end of a word or of what closes a sentence: not in "No.1", "3.1" or "B2B".
fn follows_word(before: &str, after: &str, habits: &Habits) -> bool {
    const SHORT: usize = 2;
    let is_closing = |c: char| "\"”’'»)".contains(c);
    let bare = before.trim_end_matches(is_closing).trim_end_matches(['.', ',', ';', ':', '!', '?']).trim_end_matches(is_closing);
    let letters = bare.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let word = &before[before.len() - before.bytes().rev().take_while(|b| !b.is_ascii_whitespace()).count()..];
    let words = &habits.bibliography;
    let counts = || [&words.volume, &words.issue, &words.page].into_iter().any(|own| own.contains(word));
    let ends = after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || ".,;:)—–".contains(c));
    ends && letters >= SHORT && !counts()
}

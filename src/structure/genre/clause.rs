//! Clauses of laws and resolutions that are paragraphs: "Article 5. …", "§ 3. …", "2. The Congress resolves …".

use crate::convention::Habits;
use crate::date;
use crate::document::{Annotation, BlockKind, DivisionKind, Document, Extent, Kind, Zone};

/// How a clause is labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// "Article 5.", "§ 3"
    Named,
    /// "2."
    Number,
    /// "II."
    Roman,
    /// "[2]", as the convention has it.
    Marked,
}

/// A paragraph that begins with the label of a clause.
struct Clause {
    style: Style,
    value: u32,
    /// The label with its full stop.
    label: Extent,
    number: Extent,
}

/// Marks the labels of the clauses that count: two or more of a style, each after the one before.
pub(in crate::structure) fn number(document: &mut Document, habits: &Habits) {
    let is_paragraph = |index: &usize| {
        let block = document.blocks[*index];
        block.kind == BlockKind::Paragraph && block.depth == 0 && block.zone == Zone::Body && document.is_leaf(*index)
    };
    let paragraphs = (0..document.blocks.len()).filter(is_paragraph);
    let clauses: Vec<Clause> = paragraphs.filter_map(|index| read(document, document.blocks[index].extent, habits)).collect();
    let mut found = Vec::new();
    for style in [Style::Named, Style::Number, Style::Roman, Style::Marked] {
        let own: Vec<&Clause> = clauses.iter().filter(|clause| clause.style == style).collect();
        for run in own.chunk_by(|before, next| follows(before, next)).filter(|run| run.len() > 1) {
            let counts = matches!(style, Style::Named | Style::Marked) || run[0].value == 1;
            found.extend(run.iter().filter(|_| counts).map(|clause| {
                let number = document.str(clause.number).into();
                Annotation { extent: clause.label, kind: Kind::Clause(number) }
            }));
        }
    }
    if !found.is_empty() {
        document.annotations.extend(found);
        document.sort_annotations();
    }
}

/// Articles may be left out; numbers may not.
fn follows(before: &Clause, next: &Clause) -> bool {
    const MAX_STEP: u32 = 5;
    let step = next.value.wrapping_sub(before.value);
    step == 1 || before.style == Style::Named && step <= MAX_STEP && step > 0
}

fn read(document: &Document, paragraph: Extent, habits: &Habits) -> Option<Clause> {
    match habits.paragraphs.number(document.str(paragraph)) {
        Some((number, len)) => marked(document, paragraph, number, len),
        None => typed(document, paragraph, habits),
    }
}

/// A paragraph with a number as its convention marks it, of `len` bytes with the mark; not one that is of a section.
fn marked(document: &Document, paragraph: Extent, number: &str, len: usize) -> Option<Clause> {
    if document.annotations_at(paragraph.start).iter().any(|own| matches!(own.kind, Kind::Clause(_))) {
        return None;
    }
    let label = Extent::new(paragraph.start as usize, paragraph.start as usize + len);
    let value = number.trim_end_matches(|c: char| c.is_ascii_lowercase()).parse().ok()?;
    Some(Clause { style: Style::Marked, value, label, number: document.extent_of(number) })
}

/// "Art. 3.", "12. ", "IV)": a number at the head of a paragraph, with its name or without.
fn typed(document: &Document, paragraph: Extent, habits: &Habits) -> Option<Clause> {
    let text = document.str(paragraph);
    let (style, from) = match habits.division(text) {
        Some((DivisionKind::Provision, len)) => (Style::Named, len + text[len..].len() - text[len..].trim_start().len()),
        _ => (Style::Number, 0),
    };
    let rest = &text[from..];
    let len = rest.find(|c: char| !c.is_ascii_alphanumeric()).filter(|&len| len > 0 && len <= 8)?;
    let (value, is_roman) = value(&rest[..len])?;
    let style = if style == Style::Number && is_roman { Style::Roman } else { style };
    let after = &rest[len..];
    let marks = after.len() - after.trim_start_matches(['.', ')', ':']).len();
    let is_set_off = || is_emphasised(document, paragraph.start, paragraph.start + (from + len) as u32);
    let is_closed = marks > 0 || style == Style::Named && (after.starts_with([' ', '\n']) && (text.starts_with('§') || is_set_off()));
    let goes_on = after[marks..].starts_with([' ', '\n', '\u{a0}', '—', '–', '-']) && after[marks..].contains(char::is_alphabetic);
    let at = |byte: usize| paragraph.start as usize + byte;
    (is_closed && marks <= 2 && goes_on).then(|| Clause {
        style,
        value,
        label: Extent::new(at(0), at(from + len + marks)),
        number: Extent::new(at(from), at(from + len)),
    })
}

/// The value of "3", "3a" or "IV", and whether its figures are Roman.
fn value(number: &str) -> Option<(u32, bool)> {
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    match digits.parse::<u32>() {
        Ok(value) if digits.len() <= 3 && number.len() <= digits.len() + 1 => Some((value, false)),
        _ if number.bytes().all(|b| b"IVXL".contains(&b)) => Some((date::roman(number)?, true)),
        _ => None,
    }
}

/// Whether emphasis begins at `start` and ends at `end` or at the mark after it.
fn is_emphasised(document: &Document, start: u32, end: u32) -> bool {
    let near = Extent { start, end: start };
    document.annotations_in(near).iter().any(|own| matches!(own.kind, Kind::Emphasis(_)) && (end..=end + 1).contains(&own.extent.end))
}

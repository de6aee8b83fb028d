//! Diaries of which the entries begin with their dates: "*Monday, 3d.* — Rose early …", "Jan. 5. Went to …".
//!
//! A date at the start of a paragraph proves nothing: it counts where many come in order, and close together.

use std::collections::{BTreeMap, HashSet};

use super::dialogue::cut_emphasis;
use crate::convention::Habits;
use crate::date::{self, Context, Voice};
use crate::document::{Annotation, Block, BlockKind, DivisionKind, Document, Extent, Kind, Zone};
use crate::structure::corrected;

/// A paragraph that begins with a day.
struct Entry {
    block: usize,
    /// The date with what closes it.
    label: Extent,
    /// Where the text begins.
    rest: u32,
    /// The month, where it is known, and the day.
    day: (Option<u8>, u8),
    /// The year, where it is said.
    year: Option<i32>,
    /// The day of the week, where that stands instead of a month.
    weekday: Option<String>,
}

/// A day at the start of a text: where it ends, and as [`Entry`] has it.
struct Dated {
    end: usize,
    day: (Option<u8>, u8),
    year: Option<i32>,
    weekday: Option<String>,
}

/// Opens a division of its own for each entry: its date is the heading.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let decided = corrected::decided(document);
    let entries: Vec<Entry> =
        (0..document.blocks.len()).filter(|&index| !decided[index]).filter_map(|index| read(document, index, habits)).collect();
    if !is_diary(document, &entries) {
        return;
    }
    cut_emphasis(document, entries.iter().map(|entry| entry.label.end));
    open(document, &entries);
    let opened = entries.iter().map(|entry| Annotation { extent: entry.label, kind: Kind::Division(DivisionKind::Entry, None) });
    document.annotations.extend(opened.collect::<Vec<_>>());
    document.sort_annotations();
}

fn open(document: &mut Document, entries: &[Entry]) {
    let by_block: BTreeMap<usize, &Entry> = entries.iter().map(|entry| (entry.block, entry)).collect();
    let mut blocks = Vec::with_capacity(document.blocks.len() + entries.len());
    let mut after = Vec::with_capacity(document.blocks.len() + 1);
    let mut above = 1;
    for (index, &block) in document.blocks.iter().enumerate() {
        after.push(blocks.len());
        if let (BlockKind::Heading(level), Zone::Body) = (block.kind, block.zone) {
            above = level;
        }
        let Some(entry) = by_block.get(&index) else {
            blocks.push(block);
            continue;
        };
        blocks.push(Block { kind: BlockKind::Heading(above.saturating_add(1)), extent: entry.label, ..block });
        let rest = Extent { start: entry.rest, ..block.extent };
        blocks.extend((!rest.is_empty()).then_some(Block { extent: rest, ..block }));
    }
    after.push(blocks.len());
    document.replace_blocks(blocks, &after);
}

/// Whether there are enough entries, in order, and close together.
fn is_diary(document: &Document, entries: &[Entry]) -> bool {
    const LEAST: usize = 4;
    const PARAGRAPHS: usize = 4;
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return false };
    let between = document.blocks[first.block..last.block].iter().filter(|block| is_paragraph(block)).count();
    let in_order = entries.windows(2).filter(|pair| goes_on(&pair[0], &pair[1])).count();
    let weekdays: HashSet<&str> = entries.iter().filter_map(|entry| entry.weekday.as_deref()).collect();
    // Of "Fig. 1" and "Fig. 2" the word comes back, of days of the week it does not.
    let are_weekdays = weekdays.is_empty() || (LEAST - 1..=7).contains(&weekdays.len());
    !is_chronology(entries)
        && entries.len() >= LEAST
        && in_order * 10 >= (entries.len() - 1) * 9
        && between <= entries.len() * PARAGRAPHS
        && are_weekdays
}

/// Whether the entries tell of many years and of few days of each, as no diary does.
fn is_chronology(entries: &[Entry]) -> bool {
    const YEARS: usize = 3;
    const DAYS: usize = 4;
    let years: HashSet<i32> = entries.iter().filter_map(|entry| entry.year).collect();
    years.len() >= YEARS && entries.len() < years.len() * DAYS
}

/// A later day of the month or year, or one of the next.
fn goes_on(before: &Entry, next: &Entry) -> bool {
    const EARLY: u8 = 12;
    const LATE: u8 = 18;
    match (before.day, next.day) {
        ((Some(m), d), (Some(n), e)) => (m, d) <= (n, e) || m >= 11 && n <= 2,
        ((_, d), (_, e)) => d <= e || d >= LATE && e <= EARLY,
    }
}

fn is_paragraph(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph && block.depth == 0 && block.zone == Zone::Body
}

fn read(document: &Document, index: usize, habits: &Habits) -> Option<Entry> {
    const NEAR: usize = 64;
    let block = &document.blocks[index];
    if !is_paragraph(block) || !document.is_leaf(index) {
        return None;
    }
    let text = document.str(block.extent);
    let in_chars = || text.char_indices().nth(NEAR).map_or(text, |(at, _)| &text[..at]);
    let near = text.get(..NEAR).filter(|near| near.is_ascii()).unwrap_or_else(in_chars);
    let Dated { end, day, year, weekday } = dated(near).or_else(|| weekday(near, habits))?;
    let marks = closing_marks(&text[end..]);
    let is_set_off = document
        .annotations_at(block.extent.start)
        .iter()
        .any(|own| matches!(own.kind, Kind::Emphasis(_)) && (own.extent.end - block.extent.start).abs_diff((end + marks) as u32) <= 1);
    let rest = &text[end + marks..];
    let is_closed = text[end..end + marks].contains(['.', ':', '—', '–', '-', ']', ')']) || is_set_off || rest.is_empty();
    let at = |byte: usize| block.extent.start + byte as u32;
    let start = at(text.len() - rest.trim_start().len());
    let label = Extent { end: at(end + marks), ..block.extent };
    // A link over the date and what follows is one of a list of works.
    let crosses = |own: &Annotation| own.extent.start < label.end && own.extent.end > label.end && !matches!(own.kind, Kind::Emphasis(_));
    let is_whole = !document.annotations_in(label).iter().any(crosses);
    (is_closed && is_whole).then_some(Entry { block: index, label, rest: start, day, year, weekday })
}

/// Bytes of the signs that close a date, and the white space between them: ".—", " --", ":".
fn closing_marks(text: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| ".:,;—–-]) ".contains(c) && c != '\n');
    text[..text.len() - rest.len()].trim_end().len()
}

/// Where a date ends with which a paragraph begins, and its month and day: a day of the week may stand before it.
fn dated(text: &str) -> Option<Dated> {
    const MAX_BEFORE: usize = 14;
    const MARKS: usize = 3;
    let phrases = date::read_from_start(text, second_word(text).min(MAX_BEFORE + MARKS) + 1);
    let found = Context::default().dates(text, &phrases, Voice::Text).into_iter().next()?;
    let before = text[..found.range.start].trim_matches(|c: char| !c.is_alphanumeric());
    let is_weekday = before.is_empty() || before.len() <= MAX_BEFORE && !before.contains(' ') && before.starts_with(char::is_uppercase);
    let first = found.date.value.as_ref()?.first()?;
    let day = first.day?;
    (is_weekday && found.range.start <= MAX_BEFORE + MARKS).then_some(Dated {
        end: found.range.end,
        day: (first.month, day),
        year: first.year,
        weekday: None,
    })
}

/// Where the second word begins; the first, where that has no capital.
fn second_word(text: &str) -> usize {
    let word = |from: usize| text[from..].find(char::is_alphanumeric).map_or(text.len(), |at| from + at);
    let first = word(0);
    let is_capital = text[first..].starts_with(char::is_uppercase);
    text[first..].find(' ').filter(|_| is_capital).map_or(first, |at| word(first + at))
}

/// "Monday, 3d", "Sunday the 12th", "[Tuesday] 6".
fn weekday(text: &str, habits: &Habits) -> Option<Dated> {
    let start = text.len() - text.trim_start_matches(['[', '(']).len();
    let word: &str = text[start..].split(|c: char| !c.is_alphabetic()).next()?;
    let rest = text[start + word.len()..].trim_start_matches(['.', ',', ' ', ']', ')']);
    let rest = habits.names.without_article(rest);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let day: u8 = rest[..digits].parse().ok().filter(|day| (1..=31).contains(day))?;
    let ordinal = rest[digits..].len() - rest[digits..].trim_start_matches(char::is_alphabetic).len();
    let is_ordinal = ordinal == 0 || date::is_ordinal_ending(&rest[digits..digits + ordinal]);
    let end = text.len() - rest.len() + digits + ordinal;
    let is_word = word.starts_with(char::is_uppercase) && date::is_weekday(word);
    (is_word && is_ordinal).then(|| Dated { end, day: (None, day), year: None, weekday: Some(word.to_lowercase()) })
}

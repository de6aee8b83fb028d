//! The printed title page of a text of which the title is stated above: title, subtitles, byline and imprint, up to the last
//! line that tells by whom the book is, and who printed it where and when.

use crate::convention::{Habits, Words};
use crate::date;
use crate::document::{BlockKind, Document, StatementKind, Zone};
use crate::structure::genre::{division, illustration};
use crate::structure::title;
use crate::structure::title_line::{ends_in_year, is_byline, is_date, is_prose, opens_text, words};
use crate::structure::{name, statement};

/// A title page has no more blocks, and above the title stand no more lines: a series, a half-title.
const MAX_BLOCKS: usize = 30;
const MAX_ABOVE: usize = 4;
/// A block of a title page is no longer, in bytes.
const MAX_LEN: usize = 240;

/// Sets the title page apart, where one says the stated title again and more than that.
pub(super) fn set_apart(document: &mut Document, habits: &Habits) -> bool {
    let kinds = kinds(document, habits).unwrap_or_default();
    for &(index, kind) in &kinds {
        document.blocks[index].kind = kind;
        document.blocks[index].zone = Zone::Front;
    }
    if !kinds.is_empty() && !document.header.statements.iter().any(|own| own.kind == StatementKind::Author) {
        title::read_bylines(document, habits);
    }
    !kinds.is_empty()
}

/// What each block of the title page is.
fn kinds(document: &Document, habits: &Habits) -> Option<Vec<(usize, BlockKind)>> {
    let stated = document.header.statements.iter().find(|own| own.kind == StatementKind::Title)?;
    let lines = lines(document, habits);
    let (first, n) = title(document, &lines, &words(statement::value(document, stated)))?;
    if first > MAX_ABOVE {
        return None;
    }
    let text = |at: usize| document.str(document.blocks[lines[at]].extent);
    let opens_byline = |at: usize| habits.is_byline_opening(text(at));
    let is_end = |&at: &usize| is_detail(text(at), habits) && !opens_byline(at) || at > 0 && opens_byline(at - 1);
    let last = (first + n - 1..until(document, habits, &lines, first + n)).rev().find(is_end)?;
    let mut kinds: Vec<(usize, BlockKind)> = Vec::with_capacity(last + 1);
    for (at, &index) in lines.iter().enumerate().take(last + 1) {
        let before = kinds.last().map(|&(_, kind)| kind).filter(|_| at > first + n);
        let above = at.checked_sub(1).map_or("", text);
        let kind = if (first..first + n).contains(&at) { BlockKind::Title } else { kind(text(at), before, above, habits) };
        kinds.push((index, kind));
    }
    Some(kinds)
}

/// The short lines at the top, up to what heads or opens the text; remarks in brackets left aside.
fn lines(document: &Document, habits: &Habits) -> Vec<usize> {
    let is_own = |index: &usize| document.is_leaf(*index) && document.blocks[*index].zone == Zone::Body;
    let units: Vec<usize> = (0..document.blocks.len()).filter(is_own).take(2 * MAX_BLOCKS).collect();
    let mut lines = Vec::new();
    let mut is_remark = false;
    for (n, &index) in units.iter().enumerate() {
        let block = &document.blocks[index];
        let text = document.str(block.extent).trim();
        is_remark |= text.starts_with('[') && (!text.contains(']') || text.ends_with(']'));
        match block.kind {
            BlockKind::Rule | BlockKind::PageBreak => continue,
            BlockKind::Heading(_) | BlockKind::Paragraph if is_remark => {
                is_remark = !text.contains(']');
                continue;
            }
            BlockKind::Heading(_) | BlockKind::Paragraph if text.is_empty() || illustration::is_image(document, block.extent) => continue,
            BlockKind::Heading(_) | BlockKind::Paragraph => {}
            _ => break,
        }
        let opens = habits.heads_part(text) || habits.is_notes_heading(text) || opens_text(document, habits, index);
        let is_volume = text.split_whitespace().next().is_some_and(|word| habits.bibliography.volume.contains(word));
        let is_chapter = division::stands_alone(text, habits) && !is_volume;
        let heads_text =
            matches!(block.kind, BlockKind::Heading(_)) && units.get(n + 1).is_some_and(|&next| is_running(document, habits, next));
        if lines.len() >= MAX_BLOCKS || opens || is_chapter || heads_text || is_running(document, habits, index) {
            break;
        }
        lines.push(index);
    }
    lines
}

/// The lines that say the stated title, or the first words of it, and how many they are: the first of those that say most of it.
fn title(document: &Document, lines: &[usize], stated: &[String]) -> Option<(usize, usize)> {
    let said = |at: usize| {
        let mut own = Vec::new();
        let mut best = None;
        for (n, &index) in lines[at..].iter().enumerate() {
            own.extend(words(document.str(document.blocks[index].extent)));
            // The byline may stand in the same paragraph.
            let is_whole = stated.len() > 2 && own.starts_with(stated);
            if is_whole || !own.is_empty() && stated.starts_with(&own) {
                best = Some((own.len().min(stated.len()), n + 1));
            }
            if own.len() >= stated.len() || !stated.starts_with(&own) {
                break;
            }
        }
        best.filter(|&(len, _)| len == stated.len() || len >= 2)
    };
    let best =
        (0..lines.len()).filter_map(|at| said(at).map(|(len, n)| (len, at, n))).max_by_key(|&(len, at, _)| (len, std::cmp::Reverse(at)));
    best.map(|(_, at, n)| (at, n))
}

/// Where the title page ends at the latest, of which the title goes as far as line `start`: below the date of an issue or imprint
/// come no lines but of who printed it.
fn until(document: &Document, habits: &Habits, lines: &[usize], start: usize) -> usize {
    let text = |at: usize| document.str(document.blocks[lines[at]].extent);
    let mut is_dated = is_date(text(start - 1)) && text(start - 1).contains(char::is_alphabetic);
    for at in start..lines.len() {
        if is_dated && !is_printed(text(at), habits) && !is_date(text(at)) {
            return at;
        }
        is_dated |= is_date(text(at)) || ends_in_year(text(at)) || ends_in_roman_year(text(at));
    }
    lines.len()
}

fn is_running(document: &Document, habits: &Habits, index: usize) -> bool {
    let block = &document.blocks[index];
    let text = document.str(block.extent);
    if matches!(block.kind, BlockKind::Heading(_)) || !text.contains(char::is_lowercase) {
        return text.len() > 2 * MAX_LEN;
    }
    text.len() > MAX_LEN || is_prose(text) || is_sentence(text) && habits.opening(text).is_none()
}

/// "The eldest assisted his father in farming, and succeeded to his little freehold."
fn is_sentence(text: &str) -> bool {
    const WORDS: usize = 8;
    let words = || text.split_whitespace();
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    text.ends_with(['.', '!', '?', '"', '”']) && words().count() > WORDS && small * 3 > words().count() * 2
}

/// A line with which a title page may end: by whom the book is, who printed it, where or when.
fn is_detail(text: &str, habits: &Habits) -> bool {
    is_byline(text, habits) || is_printed(text, habits) || is_date(text)
}

/// "London: John Murray, 1909", "MDCCXC.", "METHUEN & CO.", "COPYRIGHT, 1919, BY A. KNOPF".
fn is_printed(text: &str, habits: &Habits) -> bool {
    let has = |words: &Words| text.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(word));
    // "Civil Society" names no publisher.
    let is_set_so = !text.contains(char::is_lowercase) || text.contains(|c: char| c.is_ascii_digit() || "&·".contains(c));
    ends_in_year(text)
        || ends_in_roman_year(text)
        || names_place(text)
        || habits.opening(text).is_some()
        || has(&habits.bibliography.printer)
        || is_set_so && has(&habits.bibliography.publisher)
}

/// "LONDON:", "NEW YORK: C.H. DITSON & CO."
fn names_place(text: &str) -> bool {
    const WORDS: usize = 3;
    let place = text.split_once(": ").map(|(place, _)| place).or_else(|| text.strip_suffix(':'));
    place.is_some_and(|place| !place.contains(char::is_lowercase) && place.split_whitespace().count() <= WORDS)
}

/// "MDCCXC.", the year of an imprint.
fn ends_in_roman_year(text: &str) -> bool {
    let last = text.rsplit([' ', '\n']).next().unwrap_or_default().trim_end_matches('.');
    last.len() >= 4 && last.bytes().all(|b| b"MDCLXVI".contains(&b)) && date::roman(last).is_some_and(|year| (1400..2100).contains(&year))
}

fn kind(text: &str, before: Option<BlockKind>, above: &str, habits: &Habits) -> BlockKind {
    if is_date(text) && before != Some(BlockKind::Imprint) {
        BlockKind::DocDate
    } else if is_byline(text, habits) || habits.is_byline_opening(above) || name::are_persons(text, habits) && before.is_some() {
        BlockKind::Byline
    } else if before.is_some() && (is_printed(text, habits) || is_date(text)) {
        BlockKind::Imprint
    } else {
        BlockKind::Subtitle
    }
}

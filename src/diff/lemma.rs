//! The words in which a change is shown: a whole date, a whole name, a word with the marks that touch it.

use std::ops::Range;

use crate::date::{self, Date, Moment, Value, Years};
use crate::diff::align::Run;
use crate::diff::passage::{Hunk, Passage};
use crate::diff::token::{Gap, Text};
use crate::document::{Extent, Kind};

/// What the words of both sides mean.
pub(super) type Meanings = (Option<String>, Option<String>);

/// Both sides of one comparison.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides<'a, 'd> {
    pub(super) old: &'a Text<'d>,
    pub(super) new: &'a Text<'d>,
}

/// A date of one side: its tokens, as places in the passage's list, and its value.
#[derive(Clone, Debug, PartialEq)]
struct Dated {
    range: Range<usize>,
    value: Option<String>,
}

/// A hunk widened to whole dates, and their values; `None` where it touches none.
pub(super) fn date(sides: Sides<'_, '_>, passage: &Passage, hunk: &Hunk) -> Option<(Hunk, Meanings)> {
    let (old, new) = (dated(sides.old, &passage.old, &hunk.old), dated(sides.new, &passage.new, &hunk.new));
    if old.is_none() && new.is_none() {
        return None;
    }
    let mut wide = hunk.clone();
    for (range, is_old) in
        [(old.as_ref(), true), (new.as_ref(), false)].into_iter().filter_map(|(own, is_old)| Some((own?.range.clone(), is_old)))
    {
        widen(passage, &mut wide, &range, is_old);
    }
    let old = dated(sides.old, &passage.old, &wide.old).or(old);
    let new = dated(sides.new, &passage.new, &wide.new).or(new);
    let values = (old.and_then(|own| own.value), new.and_then(|own| own.value));
    Some((wide, values))
}

/// Widens a hunk so that one side holds `range`; the other side follows.
fn widen(passage: &Passage, hunk: &mut Hunk, range: &Range<usize>, is_old: bool) {
    let (own, other) = if is_old { (&mut hunk.old, &mut hunk.new) } else { (&mut hunk.new, &mut hunk.old) };
    if range.start < own.start {
        other.start = other.start.min(across(passage, range.start, is_old, false));
        own.start = range.start;
    }
    if range.end > own.end {
        other.end = other.end.max(across(passage, range.end, is_old, true));
        own.end = range.end;
    }
}

/// The place of the other list that stands for `at` of one: where a hunk is in between, all of it is taken in.
fn across(passage: &Passage, at: usize, is_old: bool, is_end: bool) -> usize {
    let sides = |run: &Run| {
        if is_old { (run.old, run.new) } else { (run.new, run.old) }
    };
    let next = passage.runs.partition_point(|run| sides(run).0 < at + usize::from(!is_end));
    let end = if is_old { passage.new.len() } else { passage.old.len() };
    let Some(run) = next.checked_sub(1).map(|n| &passage.runs[n]) else {
        return if is_end { passage.runs.first().map_or(end, |run| sides(run).1) } else { 0 };
    };
    let (own, other) = sides(run);
    if at <= own + run.len {
        other + at - own
    } else if is_end {
        passage.runs.get(next).map_or(end, |run| sides(run).1)
    } else {
        other + run.len
    }
}

/// The date that a range touches: one that was recognised, or a day and month without a year.
fn dated(text: &Text<'_>, list: &[u32], range: &Range<usize>) -> Option<Dated> {
    // Before the first word and behind the last there is no date around a place.
    if range.is_empty() && (range.start == 0 || range.start >= list.len()) {
        return None;
    }
    let (first, last) = (list.get(range.start).or(list.last())?, list.get(range.end.wrapping_sub(1)).or(list.last())?);
    let (first, last) = if range.is_empty() { (&list[range.start - 1], first) } else { (first, last) };
    let extent = Extent {
        start: text.tokens[*first as usize].extent.start,
        end: text.tokens[*last as usize].extent.end.max(text.tokens[*first as usize].extent.end),
    };
    recognised(text, list, range, extent).or_else(|| yearless(text, list, range))
}

fn recognised(text: &Text<'_>, list: &[u32], range: &Range<usize>, extent: Extent) -> Option<Dated> {
    let annotations = &text.document.annotations;
    let from = annotations.partition_point(|a| a.extent.start + MAX_DATE < extent.start);
    let near = annotations[from..].iter().take_while(|a| a.extent.start < extent.end);
    let (own, date) = near
        .filter_map(|a| if let Kind::Date(date) = &a.kind { Some((a.extent, date)) } else { None })
        .find(|(own, _)| touches(*own, extent, range.is_empty()))?;
    let place = |at: u32| list.partition_point(|&token| text.tokens[token as usize].extent.start < at);
    let range = place(own.start)..place(own.end);
    (!range.is_empty()).then(|| Dated { range, value: iso(date) })
}

/// A longer date is not looked for.
const MAX_DATE: u32 = 80;

/// An empty place lies in a date only between two of its words.
fn touches(date: Extent, extent: Extent, is_place: bool) -> bool {
    if is_place { date.contains(extent) } else { date.overlaps(extent) }
}

/// The value as TEI writes it; a range with a stroke between, `..` where it is open.
pub(super) fn iso(date: &Date) -> Option<String> {
    date.value.map(|value| match value {
        Value::When(moment) => moment.to_string(),
        Value::Range { from, to } | Value::Within { not_before: from, not_after: to } => format!("{}/{}", or_open(from), or_open(to)),
    })
}

fn or_open(moment: Option<Moment>) -> String {
    moment.map_or_else(|| "..".to_owned(), |moment| moment.to_string())
}

/// Any year makes a day and month a date that can be recognised.
const SOME_YEAR: &str = ", 1900";
/// A longer change is no part of a day and month.
const MAX_DAY: usize = 4;

/// "February 3": the longest row of words about `range` that is a date once a year is added.
fn yearless(text: &Text<'_>, list: &[u32], range: &Range<usize>) -> Option<Dated> {
    let near = &list[range.start.saturating_sub(3)..(range.end + 3).min(list.len())];
    if range.len() > MAX_DAY || !has_date(text, near) {
        return None;
    }
    let mut best: Option<Dated> = None;
    for start in range.start.saturating_sub(3)..=range.start.min(list.len() - 1) {
        for end in range.end.max(start + 1)..=(range.end + 3).min(list.len()) {
            let (first, last) = (list[start] as usize, list[end - 1] as usize);
            if best.as_ref().is_some_and(|best| best.range.len() >= end - start) || text.tokens[first].unit != text.tokens[last].unit {
                continue;
            }
            let words = format!("{}{SOME_YEAR}", text.document.str(text.extent(&(first..last + 1))));
            let whole = date::find(&words, Years::AfterPreposition).into_iter().find(|found| found.range == (0..words.len()));
            let value = whole.and_then(|found| found.date.value).and_then(without_year);
            if value.is_some() {
                best = Some(Dated { range: start..end, value });
            }
        }
    }
    best
}

/// Whether there is a number among some tokens, and what may be a date.
fn has_date(text: &Text<'_>, near: &[u32]) -> bool {
    const FAR: u32 = 400;
    let has_digit = near.iter().any(|&token| text.str(token as usize).starts_with(|c: char| c.is_ascii_digit()));
    let (Some(&first), Some(&last), true) = (near.first(), near.last(), has_digit) else { return false };
    let around = text.extent(&(first as usize..last as usize + 1));
    // Tokens of several zones may stand far from each other.
    around.end - around.start > FAR || !date::read(text.document.str(around), None, Years::AfterPreposition).is_empty()
}

/// `1900-02-03` as `--02-03` (TEI att.datable.w3c takes `xsd:gMonthDay`).
fn without_year(value: Value) -> Option<String> {
    let day = |moment: Moment| (moment.year == Some(1900) && moment.day.is_some()).then(|| Moment { year: None, ..moment }.to_string());
    match value {
        Value::When(moment) => day(moment),
        Value::Range { from, to } => Some(format!("{}/{}", day(from?)?, day(to?)?)),
        Value::Within { .. } => None,
    }
}

/// A hunk with what touches it without a space, on both sides.
pub(super) fn glued(sides: Sides<'_, '_>, passage: &Passage, hunk: &Hunk) -> Hunk {
    let mut wide = hunk.clone();
    for _ in 0..MAX_GLUED {
        let paired = wide.old.start.checked_sub(1).zip(wide.new.start.checked_sub(1)).filter(|&(a, b)| is_pair(passage, a, b));
        let Some((a, b)) =
            paired.filter(|_| is_glued(sides.old, &passage.old, wide.old.start) || is_glued(sides.new, &passage.new, wide.new.start))
        else {
            break;
        };
        (wide.old.start, wide.new.start) = (a, b);
    }
    for _ in 0..MAX_GLUED {
        let is_next = is_pair(passage, wide.old.end, wide.new.end);
        if !is_next || !is_glued(sides.old, &passage.old, wide.old.end) && !is_glued(sides.new, &passage.new, wide.new.end) {
            break;
        }
        (wide.old.end, wide.new.end) = (wide.old.end + 1, wide.new.end + 1);
    }
    wide
}

/// A hunk of one number, with the number that a dash joins it to: "12-20".
pub(super) fn number(sides: Sides<'_, '_>, passage: &Passage, hunk: &Hunk) -> Hunk {
    let mut wide = hunk.clone();
    let are_pairs = |old: usize, new: usize| is_pair(passage, old, new) && is_pair(passage, old + 1, new + 1);
    let before = hunk.old.start.checked_sub(2).zip(hunk.new.start.checked_sub(2));
    if let Some((old, new)) = before.filter(|&(old, new)| are_pairs(old, new) && is_span(sides.new, &passage.new, new)) {
        (wide.old.start, wide.new.start) = (old, new);
    }
    let (old, new) = (hunk.old.end, hunk.new.end);
    if are_pairs(old, new) && is_span(sides.new, &passage.new, new - 1) {
        (wide.old.end, wide.new.end) = (old + 2, new + 2);
    }
    wide
}

/// Whether the tokens from `at` on are two numbers with a dash between.
fn is_span(text: &Text<'_>, list: &[u32], at: usize) -> bool {
    let is_number = |token: u32| text.str(token as usize).starts_with(|c: char| c.is_ascii_digit());
    match list.get(at..at + 3) {
        Some(&[from, dash, to]) => {
            is_number(from)
                && matches!(text.str(dash as usize), "-" | "–")
                && is_number(to)
                && is_glued(text, list, at + 1)
                && is_glued(text, list, at + 2)
        }
        _ => false,
    }
}

/// Tokens on each side that a change is widened by, at most.
const MAX_GLUED: usize = 4;

fn is_glued(text: &Text<'_>, list: &[u32], at: usize) -> bool {
    list.get(at).is_some_and(|&token| text.tokens[token as usize].gap == Gap::None)
}

/// Whether two places of a passage stand for each other.
pub(super) fn is_pair(passage: &Passage, old: usize, new: usize) -> bool {
    let at = passage.runs.partition_point(|run| run.old + run.len <= old);
    passage.runs.get(at).is_some_and(|run| run.old <= old && run.new <= new && old - run.old == new - run.new)
}

/// A hunk of one name, with the initials and names around it: "Y. M. Sverdlov".
pub(super) fn name(sides: Sides<'_, '_>, passage: &Passage, hunk: &Hunk) -> Hunk {
    let mut wide = hunk.clone();
    let part = |at: usize| is_name_part(sides.new, &passage.new, at);
    for _ in 0..MAX_NAME {
        let Some((a, b)) =
            wide.old.start.checked_sub(1).zip(wide.new.start.checked_sub(1)).filter(|&(a, b)| part(b) && is_pair(passage, a, b))
        else {
            break;
        };
        (wide.old.start, wide.new.start) = (a, b);
    }
    for _ in 0..MAX_NAME {
        let is_next = wide.new.end < passage.new.len() && sides.new.is_word(passage.new[wide.new.end] as usize) && part(wide.new.end);
        if !is_next || !is_pair(passage, wide.old.end, wide.new.end) {
            break;
        }
        (wide.old.end, wide.new.end) = (wide.old.end + 1, wide.new.end + 1);
    }
    wide
}

/// Parts of a name, at most.
const MAX_NAME: usize = 8;

/// A word with a capital that does not begin the sentence, or the full stop of an initial.
fn is_name_part(text: &Text<'_>, list: &[u32], at: usize) -> bool {
    let token = list[at] as usize;
    let own = text.str(token);
    let begins = text.tokens[token].gap == Gap::Start
        || token > 0 && text.str(token - 1) == "." && text.tokens[token].gap != Gap::None && !is_initial(text, token - 1);
    let is_single = own.chars().count() == 1;
    own.starts_with(char::is_uppercase) && (!begins || is_single) || own == "." && is_initial(text, token)
}

/// Whether the full stop at `token` ends an initial: "M.".
fn is_initial(text: &Text<'_>, token: usize) -> bool {
    token > 0
        && text.tokens[token].gap == Gap::None
        && text.str(token - 1).chars().count() <= 2
        && text.str(token - 1).starts_with(char::is_uppercase)
}

/// Whether a change at `at` begins a sentence, where every word has a capital.
pub(super) fn begins_sentence(text: &Text<'_>, list: &[u32], at: usize) -> bool {
    let token = list[at] as usize;
    text.tokens[token].gap == Gap::Start
        || token > 0 && crate::diff::passage::ends_sentence(text, token - 1) && !is_initial(text, token - 1)
}

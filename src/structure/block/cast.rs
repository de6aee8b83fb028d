//! The persons of a play, each on a line of its own below the heading of their list: "Dramatis Personae".

use std::num::NonZeroU32;

use super::{DraftKind, Lines, Parsed, Shape};
use crate::structure::genre::division;
use crate::structure::line::Line;

/// A line of the list is no longer, in bytes.
const LONGEST: usize = 72;

/// Where the first heading of persons ends: a line alone, before the text of the play and so near the top.
pub(super) fn heading(lines: &Lines<'_>) -> Option<NonZeroU32> {
    const NEAR: usize = 1500;
    const LENGTHS: std::ops::RangeInclusive<u32> = 4..=36;
    let own = lines.lines;
    let is_marked = |n: usize| own[n].text(lines.source).starts_with('#');
    let is_alone = |n: usize| (n == 0 || own[n - 1].is_blank()) && (is_marked(n) || own.get(n + 1).is_none_or(|next| next.is_blank()));
    let is_heading = |&n: &usize| {
        LENGTHS.contains(&(own[n].end - own[n].start))
            && is_alone(n)
            && lines.habits.is_cast(own[n].text(lines.source).trim_start_matches(['#', ' ']))
    };
    (0..own.len().min(NEAR)).find(is_heading).and_then(|n| NonZeroU32::new(own[n].end))
}

/// Lines of which most begin with a capital, below the heading of the persons and before the first act: an item each.
pub(super) fn persons(lines: &Lines<'_>) -> Option<Parsed> {
    const FAR: u32 = 4000;
    let from = lines.persons?.get();
    let is_near = (from..from + FAR).contains(&lines.lines[0].start);
    if !is_near || lines.first().len() > LONGEST || lines.text(1).is_none_or(|next| next.trim().is_empty()) || !is_below_heading(lines) {
        return None;
    }
    let run: Vec<Line> = lines.lines.iter().map(|line| line.trimmed(lines.source)).take_while(|line| !line.is_blank()).collect();
    let without_dash = |line: &Line| line.text(lines.source).trim_start_matches(['–', '—', '-', ' ', '\u{a0}']);
    let begins = |line: &Line| without_dash(line).starts_with(|c: char| c.is_uppercase() || "([_*".contains(c));
    let named = run.iter().filter(|line| begins(line)).count();
    // What is set off in type over several lines is no list: "_Sailors of the Vessel. The Crew of the / Dutchman. Girls._"
    let is_no_line = |line: &Line| line.text(lines.source).len() > LONGEST || line.text(lines.source).matches('_').count() % 2 == 1;
    if named * 3 < run.len() * 2 || run.iter().any(is_no_line) {
        return None;
    }
    let mut persons: Vec<Vec<Line>> = Vec::new();
    for line in &run {
        match persons.last_mut() {
            Some(person) if !begins(line) => person.push(*line),
            _ => persons.push(vec![*line]),
        }
    }
    let persons = persons.into_iter().map(|person| (DraftKind::Item { label: 0 }, 0, person)).collect();
    Some(Parsed { n_lines: run.len(), shape: Shape::Tree(persons) })
}

/// Whether the heading of the persons stands above with nothing but short lines between, none of which heads an act.
fn is_below_heading(lines: &Lines<'_>) -> bool {
    const NEAR: usize = 30;
    let above = lines.before.iter().rev().map(|line| line.shown(lines.source).trim_start_matches(['#', ' ']));
    let mut above = above.filter(|text| !text.is_empty()).take(NEAR).take_while(|text| text.len() <= LONGEST);
    above
        .find(|text| lines.habits.is_cast(text) || division::stands_alone(text, lines.habits))
        .is_some_and(|text| lines.habits.is_cast(text))
}

//! What stands around the text and is not of it: the licence of its publisher, and among it some statements on the text.

use std::ops::Range;

use crate::convention::Habits;
use crate::document::Reason;
use crate::structure::block::{DraftKind, Drafts};
use crate::structure::line::Line;
use crate::structure::statement;

/// The line after which the text begins is not looked for farther down.
const MAX_HEAD: usize = 800;

/// Claims the lines before and after the text, and reads the statements in those before it; the lines of the text.
pub(super) fn read(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) -> Range<usize> {
    if !habits.has_envelope() {
        return 0..lines.len();
    }
    let opens = lines.iter().take(MAX_HEAD).rposition(|line| habits.opens_text(line.text(source)));
    let start = opens.map_or(0, |n| end_of_paragraph(lines, n));
    let above = opens.unwrap_or(0);
    head(source, &lines[..above], habits, drafts);
    drafts.push(DraftKind::Claimed(Reason::Boilerplate), 0, lines[above..start].to_vec());
    let closes = lines[start..].iter().position(|line| habits.closes_text(line.text(source)));
    start..closes.map_or(lines.len(), |n| start + n)
}

/// Claims the lines from `start` on: what stands after the text.
pub(super) fn close(lines: &[Line], drafts: &mut Drafts) {
    drafts.push(DraftKind::Claimed(Reason::Boilerplate), 0, lines.to_vec());
}

/// One past the last line of the paragraph that has line `n`: the line that opens the text may be wrapped.
fn end_of_paragraph(lines: &[Line], n: usize) -> usize {
    n + lines[n..].iter().take_while(|line| !line.is_blank()).count()
}

fn head(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) {
    for paragraph in lines.split(|line| line.is_blank()).filter(|paragraph| !paragraph.is_empty()) {
        for own in statements(source, paragraph, habits) {
            drafts.push(kind(source, own, habits), 0, own.iter().map(|line| line.trimmed(source)).collect());
        }
    }
}

/// A paragraph, or each of its keys with the lines set in below it.
fn statements<'l>(source: &str, paragraph: &'l [Line], habits: &Habits) -> Vec<&'l [Line]> {
    let is_key = |n: usize| key(paragraph[n].text(source), habits).is_some();
    let leaves_key = |n: usize| paragraph[n].indent(source) == 0 && (is_key(n - 1) || paragraph[n - 1].indent(source) > 0);
    let starts: Vec<usize> = (0..paragraph.len()).filter(|&n| n == 0 || is_key(n) || leaves_key(n)).collect();
    let ends = starts.iter().skip(1).copied().chain([paragraph.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &paragraph[start..end]).collect()
}

fn kind(source: &str, lines: &[Line], habits: &Habits) -> DraftKind {
    let first = lines[0].shown(source);
    match key(first, habits) {
        Some(key) => DraftKind::Statement { key: key.trim_end().to_owned(), mark: key.len() + 1 },
        None if habits.opening(first).is_some() || statement::is_sentence(first, habits) => DraftKind::Credit,
        None => DraftKind::Claimed(Reason::Boilerplate),
    }
}

/// The key of `Release Date: July 31, 2004`.
fn key<'t>(line: &'t str, habits: &Habits) -> Option<&'t str> {
    let (key, value) = line.split_once(':')?;
    let is_key = key.starts_with(char::is_uppercase) && value.starts_with([' ', '\t']) && habits.key(key).is_some();
    is_key.then_some(key)
}

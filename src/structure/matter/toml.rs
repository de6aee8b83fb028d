//! Front matter in TOML, between lines `+++`: `title = "On Peace"`, and below `[source]` the keys of the source.

use crate::convention::Habits;
use crate::document::Reason;
use crate::structure::block::{DraftKind, Drafts};
use crate::structure::line::Line;

use super::{between, place};

/// What opens and closes a text of several lines.
const QUOTES: [&str; 2] = ["\"\"\"", "'''"];

/// The lines between the fences of front matter that begins with the first of `lines`.
pub(super) fn entries<'l>(source: &str, lines: &'l [Line]) -> Option<&'l [Line]> {
    let entries = between(source, lines, "+++", &["+++"])?;
    entries.iter().any(|line| assigned(line.shown(source)).is_some()).then_some(entries)
}

/// Reads `entries` into `drafts`.
pub(super) fn read(source: &str, entries: &[Line], habits: &Habits, drafts: &mut Drafts) {
    let mut above = "";
    let mut rest = entries;
    while let Some(first) = rest.first() {
        let text = first.shown(source);
        let own = 1 + if assigned(text).is_some() { goes_on(source, rest) } else { 0 };
        let lines: Vec<Line> = rest[..own].iter().filter(|line| !line.is_blank()).map(|line| line.trimmed(source)).collect();
        rest = &rest[own..];
        if let Some((key, mark)) = assigned(text) {
            let key = if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
            value(source, key, mark, lines, habits, drafts);
        } else if let Some(table) = table(text) {
            above = table;
            drafts.push(DraftKind::Claimed(Reason::Key), 0, lines);
        } else if text.starts_with('#') {
            drafts.push(DraftKind::Claimed(Reason::Comment), 0, lines);
        }
    }
}

/// A key and its value, without the marks around a text of several lines.
fn value(source: &str, key: String, mark: usize, mut lines: Vec<Line>, habits: &Habits, drafts: &mut Drafts) {
    let is_mark = |text: &str| QUOTES.contains(&text.trim());
    let is_text = lines.len() > 2 && is_mark(&lines[0].text(source)[mark..]);
    let last = lines.pop_if(|last| is_text && is_mark(last.text(source)));
    let mark = if last.is_some() { lines[0].text(source).len() } else { mark };
    place(source, key, mark, lines, habits, drafts);
    if let Some(last) = last {
        drafts.push(DraftKind::Claimed(Reason::Key), 0, vec![last]);
    }
}

/// How many lines below the first the value that begins in it has: up to the mark that closes it.
fn goes_on(source: &str, lines: &[Line]) -> usize {
    let text = |line: &Line| line.shown(source).trim_end();
    let first = lines.first().map_or("", text);
    let value = assigned(first).map_or("", |(_, mark)| first[mark..].trim());
    let close = match QUOTES.into_iter().find(|mark| value.starts_with(mark)) {
        Some(mark) if value.len() == mark.len() || !value.ends_with(mark) => mark,
        None if value.starts_with('[') && !value.ends_with(']') => "]",
        _ => return 0,
    };
    lines.iter().skip(1).position(|line| text(line).ends_with(close)).map_or(0, |at| at + 1)
}

/// The key of `title = "…"`, without quotation marks, and the bytes before its value.
fn assigned(line: &str) -> Option<(&str, usize)> {
    let (key, _) = line.split_once('=')?;
    let (mark, key) = (key.len() + 1, key.trim().trim_matches(['"', '\'']));
    let is_word = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
    (!key.is_empty() && key.chars().all(is_word)).then_some((key, mark))
}

/// The name of a table: of `[source]`, and of `[[author]]`, an item of a list.
fn table(line: &str) -> Option<&str> {
    let name = line.trim().trim_start_matches('[').trim_end_matches(']').trim();
    (line.starts_with('[') && !name.is_empty()).then_some(name)
}

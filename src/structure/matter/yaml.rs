//! Front matter in YAML, between lines `---`: keys with their values, also below others and in lists.

use crate::convention::Habits;
use crate::document::Reason;
use crate::structure::block::{DraftKind, Drafts};
use crate::structure::line::Line;

use super::{between, place};

/// The lines between the fences of front matter that begins with the first of `lines`.
pub(super) fn entries<'l>(source: &str, lines: &'l [Line]) -> Option<&'l [Line]> {
    let entries = between(source, lines, "---", &["---", "..."])?;
    let is_entry = |line: &Line| key(line.text(source)).is_some();
    let is_matter = entries.iter().any(is_entry) && entries.first().is_none_or(|line| line.is_blank() || is_entry(line));
    is_matter.then_some(entries)
}

/// Reads `entries` into `drafts`.
pub(super) fn read(source: &str, entries: &[Line], habits: &Habits, drafts: &mut Drafts) {
    let mut above = Vec::new();
    for entry in split(source, entries) {
        read_entry(source, &entry, &mut above, habits, drafts);
    }
}

/// The lines of each key: its own and those below it that have none.
fn split(source: &str, lines: &[Line]) -> Vec<Vec<Line>> {
    let mut entries: Vec<Vec<Line>> = Vec::new();
    for line in lines.iter().filter(|line| !line.shown(source).is_empty()) {
        let is_below = line.indent(source) > 0 && entries.last().is_some_and(|entry| !is_mapping(source, entry));
        match entries.last_mut() {
            Some(entry) if is_below || key_of(source, *line).is_none() && !is_comment(source, *line) => entry.push(*line),
            _ => entries.push(vec![*line]),
        }
    }
    entries
}

/// `# subtitle: …` at the margin: what YAML leaves out.
fn is_comment(source: &str, line: Line) -> bool {
    line.text(source).starts_with('#')
}

/// Whether the keys below an entry are its own: it has no value, or is itself below such a one.
fn is_mapping(source: &str, entry: &[Line]) -> bool {
    let first = entry[0];
    entry.len() == 1 && first.shown(source).ends_with(':') || first.indent(source) > 0 || first.shown(source).starts_with(ITEM)
}

/// How an item of a list begins.
const ITEM: &str = "- ";

/// The key of a line, and its column. An item has one where it is a word in small letters, `- name: Jane Roe`, and no title that
/// has a colon.
fn key_of(source: &str, line: Line) -> Option<(usize, &str)> {
    let shown = line.shown(source);
    let is_word = |key: &&str| key.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'));
    match shown.strip_prefix(ITEM) {
        Some(item) => key(item).filter(is_word).map(|key| (line.indent(source) + ITEM.len(), key)),
        None => key(shown).map(|key| (line.indent(source), key)),
    }
}

/// A key and its value: a key below others is named after all of them, which `above` has with their columns.
fn read_entry<'s>(source: &'s str, entry: &[Line], above: &mut Vec<(usize, &'s str)>, habits: &Habits, drafts: &mut Drafts) {
    let mut lines: Vec<Line> = entry.iter().map(|line| line.trimmed(source)).collect();
    if is_comment(source, entry[0]) {
        return drafts.push(DraftKind::Claimed(Reason::Comment), 0, lines);
    }
    let Some((column, own)) = key_of(source, entry[0]) else { return };
    above.truncate(above.iter().take_while(|(own, _)| *own < column).count());
    above.push((column, own));
    let name = above.iter().map(|(_, key)| *key).collect::<Vec<_>>().join(".");
    let mut mark = lines[0].text(source).find(':').map_or(0, |colon| colon + 1);
    if lines.len() > 1 && is_block_mark(lines[0].text(source)[mark..].trim()) && habits.letter_part(&name).is_none() {
        mark = lines[0].text(source).len();
    }
    if habits.letter_part(&name).is_none() && lines[0].text(source)[mark..].trim().is_empty() {
        lines.iter_mut().skip(1).for_each(|line| *line = unlisted(source, *line));
    }
    place(source, name, mark, lines, habits, drafts);
}

/// A line without what begins an item of a list in YAML, `- Rosa Berg`; with it where the item has keys of its own.
fn unlisted(source: &str, line: Line) -> Line {
    let item = line.text(source).strip_prefix("- ");
    item.filter(|item| key(item).is_none()).map_or(line, |_| line.from(line.start as usize + 2).trimmed(source))
}

/// What says after a key that its value stands on the lines below.
pub(in crate::structure) fn is_block_mark(text: &str) -> bool {
    matches!(text, "|" | ">" | "|-" | ">-" | "|+" | ">+")
}

/// The key of `title: "…"`; as French has it, a space may stand before the colon.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':').map(|(key, rest)| (key.trim_end(), rest))?;
    let is_word = |c: char| c.is_alphanumeric() || "_-. /&".contains(c);
    let is_key = !key.is_empty() && key.len() <= 40 && key.starts_with(char::is_alphabetic) && key.chars().all(is_word);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(key)
}

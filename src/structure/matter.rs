//! YAML front matter: each key with its value is a statement.

use crate::convention::Habits;
use crate::document::Reason;
use crate::structure::block::{DraftKind, Drafts};
use crate::structure::line::Line;

/// Reads the front matter at the very top into `drafts`; how many lines it takes.
pub(super) fn read(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) -> usize {
    let blank = lines.iter().take_while(|line| line.is_blank()).count();
    let is_fence = |line: &Line| matches!(line.text(source), "---" | "...");
    if lines.get(blank).is_none_or(|line| line.text(source) != "---") {
        return 0;
    }
    let rest = &lines[blank + 1..];
    let Some(close) = rest.iter().take(400).position(is_fence) else { return 0 };
    let entries = &rest[..close];
    let is_entry = |line: &&Line| key(line.text(source)).is_some();
    if !entries.iter().any(|line| is_entry(&line)) || entries.first().is_some_and(|line| !line.is_blank() && !is_entry(&line)) {
        return 0;
    }
    let mut start = 0;
    while start < entries.len() {
        let next = entries[start + 1..].iter().position(|line| is_entry(&line)).map_or(entries.len(), |n| start + 1 + n);
        let entry: Vec<Line> = entries[start..next].iter().map(|line| line.trimmed(source)).filter(|line| !line.is_blank()).collect();
        place(source, entry, habits, drafts);
        start = next;
    }
    blank + 1 + close + 1
}

fn place(source: &str, entry: Vec<Line>, habits: &Habits, drafts: &mut Drafts) {
    let Some(key) = entry.first().and_then(|line| key(line.text(source))) else { return };
    let is_empty = entry.len() == 1 && entry[0].text(source)[key.len() + 1..].trim().trim_matches(['"', '\'']).is_empty();
    let kind = if habits.is_site_setting(key) || is_empty { DraftKind::Claimed(Reason::SiteSettings) } else { DraftKind::Statement };
    drafts.push(kind, 0, entry);
}

/// The key of `title: "…"` at the margin.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_word = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
    let is_key = !key.is_empty() && key.len() <= 40 && key.starts_with(char::is_alphabetic) && key.chars().all(is_word);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(key)
}

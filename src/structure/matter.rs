//! Front matter, in YAML or as org-mode has it: each key with its value is a statement.

use crate::convention::Habits;
use crate::document::Reason;
use crate::structure::block::{DraftKind, Drafts};
use crate::structure::line::Line;

/// How many lines stand above front matter that is to be read next: in YAML nothing but blank lines, headings and images, or
/// front matter that was read before; above keys such as `:revdate: 1894` the title and who it is by.
pub(super) fn find(source: &str, lines: &[Line], habits: &Habits) -> Option<usize> {
    const MAX_LINES: usize = 12;
    let is_heading = |text: &str| text.starts_with('#') && text.trim_start_matches('#').starts_with(' ');
    let is_above = |line: &&Line| line.is_blank() || is_heading(line.text(source)) || line.text(source).starts_with("![");
    let above = lines.iter().take(MAX_LINES).take_while(is_above).count();
    yaml(source, &lines[above..]).map(|_| above).or_else(|| below_title(source, lines, habits))
}

/// How many lines of a title `= Title` and its byline stand above the first key.
fn below_title(source: &str, lines: &[Line], habits: &Habits) -> Option<usize> {
    const MAX_LINES: usize = 4;
    lines.first().filter(|line| line.text(source).starts_with("= "))?;
    if lines.get(1).is_some_and(|line| line.text(source).starts_with(char::is_uppercase)) && has_lines_below_title(habits) {
        return Some(1);
    }
    let head = lines.iter().take(MAX_LINES).take_while(|line| !line.is_blank());
    head.into_iter().position(|line| habits.directive(line.text(source)).is_some())
}

/// Whether the lines right below the title say what the habits have for them.
fn has_lines_below_title(habits: &Habits) -> bool {
    habits.title_lines.mark.is_empty() && !habits.title_lines.keys.is_empty()
}

/// How many lines at the top say without a key what the habits have for them: below `= Title`, or each with a mark of its own.
fn title_lines(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) -> usize {
    let (mark, keys) = (habits.title_lines.mark.as_str(), &habits.title_lines.keys);
    let above = lines.first().and_then(|line| source[..line.start as usize].trim_end_matches(['\n', '\r']).lines().next_back());
    if mark.is_empty() && !above.is_some_and(|above| above.starts_with("= ")) {
        return 0;
    }
    let is_own = |line: &&Line| {
        let text = line.text(source);
        let is_marked = text.starts_with(mark) || text == mark.trim_end();
        !line.is_blank() && is_marked && (!mark.is_empty() || habits.directive(text).is_none())
    };
    let own = lines.iter().take(keys.len()).take_while(is_own);
    let n = own.clone().count();
    for (line, key) in own.zip(keys) {
        let mark = mark.len().min(line.text(source).len());
        let is_empty = line.text(source)[mark..].trim().is_empty();
        let kind = if is_empty { DraftKind::Claimed(Reason::SiteSettings) } else { DraftKind::Statement { key: key.clone(), mark } };
        drafts.push(kind, 0, vec![*line]);
    }
    n
}

/// The lines between the fences of front matter that begins with the first of `lines`.
fn yaml<'l>(source: &str, lines: &'l [Line]) -> Option<&'l [Line]> {
    const MAX_LINES: usize = 400;
    let is_fence = |line: &Line| matches!(line.text(source), "---" | "...");
    let (_, rest) = lines.split_first().filter(|(first, _)| first.text(source) == "---")?;
    let entries = &rest[..rest.iter().take(MAX_LINES).position(is_fence)?];
    let is_entry = |line: &Line| key(line.text(source)).is_some();
    let is_matter = entries.iter().any(is_entry) && entries.first().is_none_or(|line| line.is_blank() || is_entry(line));
    is_matter.then_some(entries)
}

/// Reads the front matter at the very top into `drafts`; how many lines it takes.
pub(super) fn read(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) -> usize {
    let mut blank = lines.iter().take_while(|line| line.is_blank()).count();
    let titled = title_lines(source, &lines[blank..], habits, drafts);
    let has_title_lines = titled > 0;
    blank += titled;
    if lines.get(blank).is_some_and(|line| line.text(source).starts_with("#+") || line.text(source).starts_with("# -*-")) {
        return blank + org(source, &lines[blank..], habits, drafts);
    }
    if lines.get(blank).is_some_and(|line| habits.directive(line.text(source)).is_some()) {
        return blank + directives(source, &lines[blank..], habits, drafts);
    }
    let Some(entries) = yaml(source, &lines[blank..]) else { return if has_title_lines { blank } else { 0 } };
    let mut above = Vec::new();
    for entry in split(source, entries) {
        place(source, &entry, &mut above, habits, drafts);
    }
    blank + 1 + entries.len() + 1
}

/// `#+TITLE: 論語`, and the line that sets up the editor.
fn org(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) -> usize {
    let is_entry = |line: &&Line| line.text(source).starts_with("#+") || line.text(source).starts_with("# -*-");
    let n = lines.iter().take_while(is_entry).count();
    for line in &lines[..n] {
        let text = line.text(source);
        let kind = match text.strip_prefix("#+").and_then(|rest| rest.split_once(':')) {
            Some((key, _)) if !habits.is_site_setting(key) => DraftKind::Statement { key: key.to_lowercase(), mark: key.len() + 3 },
            _ => DraftKind::Claimed(Reason::SiteSettings),
        };
        drafts.push(kind, 0, vec![*line]);
    }
    n
}

/// `#title The Commune`, `#notes …` and the lines that go on with it, up to a blank line.
fn directives(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) -> usize {
    let n = lines.iter().take_while(|line| !line.is_blank()).count();
    let mut at = 0;
    while at < n {
        let rest = lines[at + 1..n].iter().take_while(|line| habits.directive(line.text(source)).is_none());
        let own = &lines[at..=at + rest.count()];
        let kind = match habits.directive(own[0].text(source)) {
            Some((key, mark)) if own[0].text(source).len() > mark => DraftKind::Statement { key: key.to_owned(), mark },
            _ => DraftKind::Claimed(Reason::SiteSettings),
        };
        drafts.push(kind, 0, own.to_vec());
        at += own.len();
    }
    n
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
fn place<'s>(source: &'s str, entry: &[Line], above: &mut Vec<(usize, &'s str)>, habits: &Habits, drafts: &mut Drafts) {
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
    let says_nothing = entry.len() == 1 && is_switch(lines[0].text(source)[mark..].trim().trim_matches(['"', '\'']));
    let kind = if habits.is_site_setting(&name) || says_nothing {
        DraftKind::Claimed(Reason::SiteSettings)
    } else {
        DraftKind::Statement { key: name, mark }
    };
    drafts.push(kind, 0, lines);
}

/// No value, or one that only turns on or off what a site does: "published: true".
fn is_switch(value: &str) -> bool {
    matches!(value, "" | "true" | "false" | "null" | "~" | "[]" | "{}")
}

/// A line without what begins an item of a list in YAML, `- Rosa Berg`; with it where the item has keys of its own.
fn unlisted(source: &str, line: Line) -> Line {
    let item = line.text(source).strip_prefix("- ");
    item.filter(|item| key(item).is_none()).map_or(line, |_| line.from(line.start as usize + 2).trimmed(source))
}

/// What says after a key that its value stands on the lines below.
pub(super) fn is_block_mark(text: &str) -> bool {
    matches!(text, "|" | ">" | "|-" | ">-" | "|+" | ">+")
}

/// The key of `title: "…"`; as French has it, a space may stand before the colon.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':').map(|(key, rest)| (key.trim_end(), rest))?;
    let is_word = |c: char| c.is_alphanumeric() || "_-. /&".contains(c);
    let is_key = !key.is_empty() && key.len() <= 40 && key.starts_with(char::is_alphabetic) && key.chars().all(is_word);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(key)
}

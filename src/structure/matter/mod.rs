//! Front matter, in YAML, TOML or as org-mode has it: each key with its value is a statement.

mod toml;
mod yaml;

use crate::convention::Habits;
use crate::document::Reason;
use crate::structure::block::{DraftKind, Drafts};
use crate::structure::line::Line;

pub(super) use yaml::is_block_mark;

/// How many lines stand above front matter that is to be read next: in YAML nothing but blank lines, headings and images, or
/// front matter that was read before; above keys such as `:revdate: 1894` the title and who it is by.
pub(super) fn find(source: &str, lines: &[Line], habits: &Habits) -> Option<usize> {
    const MAX_LINES: usize = 12;
    let is_heading = |text: &str| text.starts_with('#') && text.trim_start_matches('#').starts_with(' ');
    let is_above = |line: &&Line| line.is_blank() || is_heading(line.text(source)) || line.text(source).starts_with("![");
    let above = lines.iter().take(MAX_LINES).take_while(is_above).count();
    fenced(source, &lines[above..]).map(|_| above).or_else(|| below_title(source, lines, habits))
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
    habits.front_matter.title_lines.mark.is_empty() && !habits.front_matter.title_lines.keys.is_empty()
}

/// How many lines at the top say without a key what the habits have for them: below `= Title`, or each with a mark of its own.
fn title_lines(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) -> usize {
    let (mark, keys) = (habits.front_matter.title_lines.mark.as_str(), &habits.front_matter.title_lines.keys);
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

/// Reads the front matter at the very top into `drafts`; how many lines it takes.
pub(super) fn read(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) -> usize {
    let mut blank = lines.iter().take_while(|line| line.is_blank()).count();
    let titled = title_lines(source, &lines[blank..], habits, drafts);
    let has_title_lines = titled > 0;
    blank += titled;
    if lines.get(blank).is_some_and(|line| line.text(source).starts_with("#+") || line.text(source).starts_with("# -*-")) {
        return blank + org(source, &lines[blank..], habits, drafts);
    }
    if let Some(entries) = between_braces(source, &lines[blank..], habits) {
        drafts.push(DraftKind::Claimed(Reason::Key), 0, vec![lines[blank]]);
        directives(source, &entries, habits, drafts);
        let end = blank + 1 + entries.len();
        drafts.push(DraftKind::Claimed(Reason::Key), 0, vec![lines[end]]);
        return end + 1;
    }
    if lines.get(blank).is_some_and(|line| habits.directive(line.text(source)).is_some()) {
        return blank + directives(source, &lines[blank..], habits, drafts);
    }
    let Some((entries, read)) = fenced(source, &lines[blank..]) else { return if has_title_lines { blank } else { 0 } };
    read(source, entries, habits, drafts);
    blank + 1 + entries.len() + 1
}

/// How the lines between two fences are read.
type Read = fn(&str, &[Line], &Habits, &mut Drafts);

/// The lines between the fences of front matter that begins with the first of `lines`, and how they are read.
fn fenced<'l>(source: &str, lines: &'l [Line]) -> Option<(&'l [Line], Read)> {
    let yaml = yaml::entries(source, lines).map(|entries| (entries, yaml::read as Read));
    yaml.or_else(|| toml::entries(source, lines).map(|entries| (entries, toml::read as Read)))
}

/// The lines between the first, if it is `open`, and the next that is one of `close`.
fn between<'l>(source: &str, lines: &'l [Line], open: &str, close: &[&str]) -> Option<&'l [Line]> {
    const MAX_LINES: usize = 400;
    let (_, rest) = lines.split_first().filter(|(first, _)| first.text(source) == open)?;
    let end = rest.iter().take(MAX_LINES).position(|line| close.contains(&line.text(source)))?;
    Some(&rest[..end])
}

/// The lines of keys between those that open and close them, `{{header` and `}}`.
fn between_braces(source: &str, lines: &[Line], habits: &Habits) -> Option<Vec<Line>> {
    const MAX_LINES: usize = 100;
    let (open, close) = habits.directive_fence()?;
    let (_, rest) = lines.split_first().filter(|(first, _)| first.text(source).starts_with(open))?;
    rest.first().filter(|line| habits.directive(line.shown(source)).is_some())?;
    let end = rest.iter().take(MAX_LINES).take_while(|line| !line.is_blank()).position(|line| line.text(source).trim() == close)?;
    Some(rest[..end].iter().map(|line| line.trimmed(source)).collect())
}

/// Puts a key with its value among the statements, unless it only sets up a site; the value stands behind `mark` bytes.
fn place(source: &str, key: String, mark: usize, lines: Vec<Line>, habits: &Habits, drafts: &mut Drafts) {
    let says_nothing = lines.len() == 1 && is_switch(lines[0].text(source)[mark..].trim().trim_matches(['"', '\'']));
    let kind = if habits.is_site_setting(&key) || says_nothing {
        DraftKind::Claimed(Reason::SiteSettings)
    } else {
        DraftKind::Statement { key, mark }
    };
    drafts.push(kind, 0, lines);
}

/// No value, or one that only turns on or off what a site does: "published: true".
fn is_switch(value: &str) -> bool {
    matches!(value, "" | "true" | "false" | "null" | "~" | "[]" | "{}")
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
        match habits.directive(own[0].text(source)) {
            Some((key, mark)) => place(source, key.to_owned(), mark, own.to_vec(), habits, drafts),
            None => drafts.push(DraftKind::Claimed(Reason::SiteSettings), 0, own.to_vec()),
        }
        at += own.len();
    }
    n
}

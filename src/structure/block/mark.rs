//! Lines that are marks, or begin with one: headings, rules, page marks, fences, comments, template code, tags.

use super::{DraftKind, Lines, Parsed, Shape, folio};
use crate::convention::{Habits, HeadingStyle};
use crate::document::{Reason, StatementKind};
use crate::structure::html;
use crate::structure::line::Line;

/// A comment without an end is looked for so far, lest many of them cost the square of the document.
const MAX_LINES: usize = 2000;

/// `## Title {#id .class}`, up to six.
pub(super) fn heading(lines: &Lines<'_>) -> Option<Parsed> {
    let text = lines.first();
    let mark = heading_mark(lines.habits, text.as_bytes()[0])?;
    if mark == b'=' && lines.habits.has_headings(HeadingStyle::Enclosed) {
        return enclosed_heading(lines);
    }
    let level = text.bytes().take_while(|&b| b == mark).count();
    if mark != b'#' && (lines.lines[0].indent(lines.source) > 0 || text.len() <= level) {
        return None;
    }
    if !(1..=6).contains(&level) || !matches!(text.as_bytes().get(level), None | Some(b' ' | b'\t')) {
        return None;
    }
    let line = lines.lines[0].trimmed(lines.source);
    let title = line.from(line.start as usize + level).trimmed(lines.source);
    let closed = title.text(lines.source).trim_end_matches('#');
    let end = if closed.ends_with([' ', '\t']) || closed.is_empty() { closed.trim_end().len() } else { title.text(lines.source).len() };
    let title = Line { end: title.start + end as u32, ..title };
    // Where the mark stands alone, the line below it is the heading.
    if title.is_blank()
        && let Some(next) = lines.lines.get(1).map(|next| next.trimmed(lines.source)).filter(|next| !next.is_blank())
    {
        return Parsed::leaf(2, DraftKind::Heading(level as u8), vec![next]);
    }
    Parsed::leaf(1, DraftKind::Heading(level as u8), vec![title])
}

/// `== Title ==`.
fn enclosed_heading(lines: &Lines<'_>) -> Option<Parsed> {
    let text = lines.first();
    let level = text.bytes().take_while(|&b| b == b'=').count();
    let after = text.bytes().rev().take_while(|&b| b == b'=').count();
    let line = lines.lines[0].trimmed(lines.source);
    let own = Line { end: line.end - after as u32, ..line };
    let is_heading = (1..=6).contains(&level) && level == after && text.len() > level + after;
    if is_heading {
        Parsed::leaf(1, DraftKind::Heading(level as u8), vec![own.from(line.start as usize + level).trimmed(lines.source)])
    } else {
        None
    }
}

/// `# Title: Rock Crystal`, and `## Author: …` below it: keys and values at the very top, written as headings.
pub(super) fn keyed_heading(lines: &Lines<'_>) -> Option<Parsed> {
    const MAX_LINES: usize = 16;
    let is_heading = |line: &Line| line.is_blank() || line.text(lines.source).starts_with('#');
    if !lines.first().starts_with('#') || lines.before.len() > MAX_LINES || !lines.before.iter().all(is_heading) {
        return None;
    }
    let Parsed { n_lines: 1, shape: Shape::Leaf(DraftKind::Heading(_), title) } = heading(lines)? else { return None };
    let (key, value) = title[0].text(lines.source).split_once(": ")?;
    let is_known = lines.habits.key(key).is_some_and(|kind| kind != StatementKind::Other);
    if !is_known || value.trim().is_empty() {
        return None;
    }
    let own = lines.lines[0].trimmed(lines.source);
    let mark = (title[0].start - own.start) as usize + key.len() + 1;
    Parsed::leaf(1, DraftKind::Statement { key: key.to_lowercase(), mark }, vec![Line { end: title[0].end, ..own }])
}

/// The byte that marks headings, if `first` is it.
fn heading_mark(habits: &Habits, first: u8) -> Option<u8> {
    let is_mark = match first {
        b'#' => true,
        b'*' => habits.has_headings(HeadingStyle::Stars),
        b'=' => habits.has_headings(HeadingStyle::Equals) || habits.has_headings(HeadingStyle::Enclosed),
        _ => false,
    };
    is_mark.then_some(first)
}

/// One to three short lines with three blank lines or more before them, or two where they are in capitals: how a chapter
/// begins in the plain text of proofreaders.
pub(super) fn spaced_heading(lines: &Lines<'_>) -> Option<Parsed> {
    const MAX_LINES: usize = 3;
    const MAX_LEN: usize = 72;
    if !lines.habits.has_headings(HeadingStyle::Spaced) {
        return None;
    }
    let is_blank = |line: &&Line| line.shown(lines.source).is_empty();
    let blank = lines.before.iter().rev().take_while(is_blank).count();
    let level = match blank {
        0 | 1 => return None,
        2 => 3,
        _ => 2,
    };
    let own: Vec<Line> =
        lines.lines.iter().take(MAX_LINES + 1).take_while(|line| !is_blank(line)).map(|line| line.trimmed(lines.source)).collect();
    let texts = || own.iter().map(|line| line.text(lines.source));
    let is_short = own.len() <= MAX_LINES && texts().all(|text| text.len() <= MAX_LEN);
    // "PAGE." stands above the numbers of a table of contents.
    let heads_numbers = own.len() == 1 && lines.habits.bibliography.page.contains(lines.first().trim_end_matches('.'));
    if lines.habits.opening(lines.first()).is_some() || heads_numbers {
        return None;
    }
    let is_upper = texts().all(|text| !text.contains(char::is_lowercase));
    let begins = |text: &str| text.starts_with(|c: char| c.is_alphanumeric() || "_=\"“".contains(c));
    let is_worded = texts().next().is_some_and(begins) || level == 2 && is_upper && is_numbered(lines.first());
    let is_capital = is_upper && (texts().any(|text| text.contains(char::is_alphabetic)) || own.len() == 1 && lines.first().ends_with('.'));
    let is_sentence = texts().next_back().is_some_and(|text| text.ends_with([',', ';', ':', '-']));
    let is_heading = is_short
        && is_worded
        && !is_sentence
        && (is_capital || level == 2 && own.len() < MAX_LINES && !is_prose(&texts().collect::<Vec<_>>()));
    if is_heading { Parsed::leaf(own.len(), DraftKind::Heading(level), own) } else { None }
}

/// "[67] THE SOUTH".
fn is_numbered(text: &str) -> bool {
    let numbered = text.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    numbered.is_some_and(|(number, rest)| number.bytes().all(|b| b.is_ascii_digit()) && rest.starts_with(char::is_uppercase))
}

/// Whether lines read as a sentence rather than as a title: they end as one and more words than not begin in lower case, short
/// ones aside where a line stands above that may be a number ("CHAPTER I").
fn is_prose(lines: &[&str]) -> bool {
    let words = || lines.iter().flat_map(|line| line.split_whitespace());
    let least = if lines.len() > 1 { 4 } else { 1 };
    let lower = words().filter(|word| word.starts_with(char::is_lowercase) && word.len() >= least).count();
    lines.last().is_some_and(|line| line.ends_with(['.', '!', '?', '"', '”'])) && lower * 2 > words().count()
}

/// `---`, `* * *`, `___`, `=====`: three or more of one mark, and nothing else.
pub(super) fn rule(lines: &Lines<'_>) -> Option<Parsed> {
    let text = lines.first().trim_end_matches('\\');
    if lines.habits.is_rule(text) {
        return Parsed::leaf(1, DraftKind::Rule, Vec::new());
    }
    let mark = *text.as_bytes().first()?;
    let is_rule = b"-*_=".contains(&mark) && text.bytes().all(|b| b == mark || b == b' ' || b == b'\t');
    if !is_rule || text.bytes().filter(|&b| b == mark).count() < 3 {
        return None;
    }
    Parsed::leaf(1, DraftKind::Rule, Vec::new())
}

/// `page 12` between empty lines.
pub(super) fn page_apart(lines: &Lines<'_>) -> Option<Parsed> {
    const MAX: u32 = 40;
    let line = lines.lines[0];
    if line.end - line.start > MAX || lines.lines.get(1).is_some_and(|below| !below.is_blank()) {
        return None;
    }
    let number = lines.habits.page_mark_apart(lines.first())?.to_owned();
    Parsed::leaf(1, DraftKind::PageBreak { number: Some(number) }, vec![line.trimmed(lines.source)])
}

/// `[p. 12]`, `-12-`, `-----File: 001.png-----` alone on a line, as the habits have them.
pub(super) fn page(lines: &Lines<'_>) -> Option<Parsed> {
    let text = lines.first();
    if lines.habits.is_blank_page(text) || folio::is_foot(lines) {
        return claim(lines, 1, Reason::PageMark);
    }
    if let Some(number) = lines.folios.number(lines, 0) {
        return Parsed::leaf(1, DraftKind::PageBreak { number: Some(number.to_owned()) }, vec![lines.lines[0].trimmed(lines.source)]);
    }
    if let Some(number) = folio::running_head(lines) {
        return Parsed::leaf(1, DraftKind::PageBreak { number: Some(number.to_string()) }, vec![lines.lines[0].trimmed(lines.source)]);
    }
    let text = lines.habits.line_end(text).map_or(text, |mark| text[..text.len() - mark].trim_end());
    if text.is_empty() || text.len() > 200 || !(text.starts_with('\x0c') || lines.habits.begins_page_line(text.as_bytes()[0])) {
        return None;
    }
    let number = match text.strip_prefix('\x0c') {
        Some("") => folio::after_foot(lines.source, lines.lines[0].start as usize, lines.has_feet),
        _ => Some(lines.habits.page_mark(text)?.to_owned()),
    };
    Parsed::leaf(1, DraftKind::PageBreak { number }, vec![lines.lines[0].trimmed(lines.source)])
}

/// "Ovid", "The Latin Library", "The Classics Page" below each other at the very end: the way through a site, without links.
pub(super) fn way(lines: &Lines<'_>) -> Option<Parsed> {
    const MOST: usize = 6;
    const MAX_LEN: usize = 60;
    let texts = || lines.lines.iter().map(|line| line.shown(lines.source)).take_while(|text| !text.is_empty());
    let is_step =
        |text: &str| text.len() <= MAX_LEN && text.starts_with(char::is_uppercase) && !text.ends_with(['.', ',', ';', ':', '!', '?']);
    let n = texts().take(MOST + 1).count();
    let is_way = (2..=MOST).contains(&n) && texts().all(is_step) && texts().any(|text| lines.habits.names_archive(text));
    let is_end = || lines.lines[n..].iter().all(|line| line.shown(lines.source).is_empty());
    if is_way && is_end() { claim(lines, n, Reason::Navigation) } else { None }
}

/// A line that the convention leaves out.
pub(super) fn dropped(lines: &Lines<'_>) -> Option<Parsed> {
    claim(lines, 1, lines.habits.dropped(lines.first())?)
}

/// How comments open that may go over lines, and what sets up a site, and how they close.
const COMMENTS: [(&str, &[&str], Reason); 5] = [
    ("<!--", &["-->"], Reason::Comment),
    ("{::comment}", &["{:/comment}", "{::/comment}"], Reason::Comment),
    ("<noinclude>", &["</noinclude>"], Reason::Template),
    ("<style", &["</style>"], Reason::Template),
    ("<script", &["</script>"], Reason::Template),
];

/// `<!-- … -->`, `{::comment} … {:/comment}`, `[//]: # (…)` and Obsidian's `%% … %%`, `<style> … </style>`, over as many lines as
/// they take.
pub(super) fn comment(lines: &Lines<'_>) -> Option<Parsed> {
    let first = lines.first();
    if first.starts_with("[//]: #") || is_percent_comment(first) || lines.habits.is_comment(first) {
        return claim(lines, 1, Reason::Comment);
    }
    let (open, closes, reason) = COMMENTS.into_iter().find(|(open, ..)| first.starts_with(open))?;
    let closed = |text: &str| closes.iter().find_map(|close| text.find(close).map(|at| at + close.len() == text.len()));
    let text = |line: &Line| line.shown(lines.source);
    // One that opens below ends the search: no comment holds another.
    let own = lines.lines.iter().take(MAX_LINES).enumerate().take_while(|(n, line)| *n == 0 || !text(line).starts_with(open));
    let (n, is_alone) = own.into_iter().find_map(|(n, line)| closed(text(line)).map(|is_alone| (n, is_alone)))?;
    if is_alone { claim(lines, n + 1, reason) } else { None }
}

/// `%% 003.0117 %%`, a line to itself.
pub(super) fn is_percent_comment(text: &str) -> bool {
    text.len() > 4 && text.starts_with("%%") && text.ends_with("%%")
}

/// `::: border`, ` ``` `: the fences of divisions and of literal text, which then is read as any other.
pub(super) fn fence(lines: &Lines<'_>) -> Option<Parsed> {
    let text = lines.first();
    let is_fence = text.starts_with(":::") || (text.starts_with("```") && !text[3..].contains('`'));
    if is_fence { claim(lines, 1, Reason::Attributes) } else { None }
}

/// `{:.poetry}`, `{: #id}` alone on a line.
pub(super) fn attributes(lines: &Lines<'_>) -> Option<Parsed> {
    let text = lines.first();
    let is_list = text.starts_with("{:") && text.find('}') == Some(text.len() - 1);
    if is_list { claim(lines, 1, Reason::Attributes) } else { None }
}

/// `{% include toc.html %}` alone on a line.
pub(super) fn template(lines: &Lines<'_>) -> Option<Parsed> {
    let text = lines.first();
    let is_code = (text.starts_with("{%") && text.find("%}") == Some(text.len() - 2))
        || (text.starts_with("{{") && text.find("}}") == Some(text.len() - 2) && !holds_words(text));
    if is_code { claim(lines, 1, Reason::Template) } else { None }
}

/// Whether braces hold words beside the name of what they call, as wikis do: `{{right|Jane Roe}}`. Code has spaces: `{{ page.title | upcase }}`.
pub(in crate::structure) fn holds_words(code: &str) -> bool {
    code.starts_with('{') && code.trim_start_matches('{').starts_with(char::is_alphabetic) && code.contains('|')
}

/// `<div class="x">`, `</center>`: a line of nothing but tags that lay out.
pub(super) fn tags(lines: &Lines<'_>) -> Option<Parsed> {
    let text = lines.first();
    if html::is_layout_only(text) { claim(lines, 1, Reason::Attributes) } else { None }
}

fn claim(lines: &Lines<'_>, n: usize, reason: Reason) -> Option<Parsed> {
    Parsed::leaf(n, DraftKind::Claimed(reason), lines.lines[..n].to_vec())
}

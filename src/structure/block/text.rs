//! Running text: paragraphs, verse, and headings underlined on the next line.

use super::{DraftKind, Lines, Parsed, Shape, container, interrupts, mark};
use crate::structure::genre::{attribution, contents, letter, margin};
use crate::structure::line::Line;

/// Lines of a paragraph that is wrapped are at most so long, in characters.
const WRAPPED: usize = 120;

/// Whether the document has a paragraph on each line and none between: half of the lines that have no blank line after
/// them are longer than any that is wrapped.
pub(super) fn is_unwrapped(source: &str, lines: &[Line]) -> bool {
    let followed = lines.windows(2).filter(|pair| !pair[0].is_blank() && !pair[1].is_blank() && !pair[0].is_hard);
    let (n, long) = followed.fold((0, 0), |(n, long), pair| (n + 1, long + usize::from(is_long(pair[0].text(source)))));
    long * 2 > n
}

fn is_long(line: &str) -> bool {
    line.len() > WRAPPED && line.chars().nth(WRAPPED).is_some()
}

/// A run of lines up to a blank one or to what needs no blank line before it. Never fails: the last resort.
pub(super) fn paragraph(lines: &Lines<'_>) -> Parsed {
    let first = lines.lines[0].indent(lines.source);
    let mut pieces = vec![lines.lines[0].trimmed(lines.source)];
    let is_keyed = begins_with_key(lines, lines.lines[0]);
    for n in 1..lines.lines.len() {
        let (before, line) = (lines.lines[n - 1], lines.lines[n]);
        if is_keyed && begins_with_key(lines, line)
            || line.trimmed(lines.source).is_blank()
            || ends_before(lines, n, first)
            || is_own_line(lines, before)
            || is_title_line(lines, n)
        {
            break;
        }
        pieces.push(line.trimmed(lines.source));
    }
    Parsed { n_lines: pieces.len(), shape: Shape::Leaf(DraftKind::Paragraph, pieces) }
}

/// `Source: …`, `**Source:** …`, `[Source]{.info}: …`: below such a line another one begins for itself.
fn begins_with_key(lines: &Lines<'_>, line: Line) -> bool {
    const MAX_KEY: usize = 60;
    let text = line.trimmed(lines.source).text(lines.source).trim_start_matches(['[', '*', '_']);
    let Some(colon) = text.bytes().take(MAX_KEY).position(|b| b == b':') else { return false };
    let key = text[..colon].split([']', '*', '_', '{']).next().unwrap_or_default().trim_end();
    let is_closed = text[colon + 1..].is_empty() || text[colon + 1..].starts_with([' ', '\u{a0}', '*', '_', ']']);
    is_closed && !text[..colon].contains('(') && key.starts_with(char::is_uppercase) && lines.habits.key(key).is_some()
}

fn ends_before(lines: &Lines<'_>, n: usize, first_indent: usize) -> bool {
    let rest = lines.after(n);
    if mark::page(&rest).is_some() {
        // A page mark between two lines of a paragraph stands inside it; no paragraph goes on over a page without text.
        let is_blank_page = |line: &Line| lines.habits.is_blank_page(line.text(lines.source));
        return is_blank_page(&lines.lines[n]) || rest.lines.get(1).is_none_or(|line| line.is_blank() || is_blank_page(line));
    }
    starts_indented(lines, n, first_indent) || is_attribution(lines, n) || interrupts(&rest) || container::is_below(&rest, first_indent)
}

/// A paragraph that begins with an indent ends where the next begins with the same.
fn starts_indented(lines: &Lines<'_>, n: usize, first_indent: usize) -> bool {
    let indent = |n: usize| lines.lines[n].indent(lines.source);
    first_indent >= 2 && indent(n) == first_indent && (n == 1 || indent(n - 1) < first_indent) && indent(n - 1) != indent(n)
}

/// Whether the last line of a paragraph names the source of what is quoted in those above it.
fn is_attribution(lines: &Lines<'_>, n: usize) -> bool {
    let text = |n: usize| lines.lines.get(n).map_or("", |line| line.trimmed(lines.source).text(lines.source));
    let is_quotation = || lines.is_quoted || lines.first().starts_with(['"', '“', '«', '„', '‘', '*', '_']);
    attribution::opens(text(n))
        && text(n + 1).is_empty()
        && text(n - 1).trim_end_matches('\\').ends_with(['.', '!', '?', '…', '"', '”', '“', '’', '»', '*', '_'])
        && is_quotation()
}

fn is_own_line(lines: &Lines<'_>, line: Line) -> bool {
    lines.is_unwrapped && !line.is_hard && !line.text(lines.source).ends_with('\\')
}

/// The first line of all, where a colon leads from the title to its subtitle.
fn is_title_line(lines: &Lines<'_>, n: usize) -> bool {
    const MAX_TITLE: usize = 80;
    n == 1 && lines.before.is_empty() && lines.first().len() <= MAX_TITLE && lines.first().ends_with(':')
}

/// `Contents` with `--------` or `========` below it.
pub(super) fn setext_heading(lines: &Lines<'_>) -> Option<Parsed> {
    let underline = lines.text(1)?;
    let level = match underline.as_bytes().first()? {
        b'=' => 1,
        b'-' => 2,
        _ => return None,
    };
    let mark = underline.as_bytes()[0];
    let title = lines.first();
    let is_underline = underline.len() >= 3 && underline.bytes().all(|b| b == mark);
    let is_title = title.len() <= 100 && !title.ends_with(['.', ',', ';', '|', '\\']) && !lines.lines[0].is_hard;
    if !is_underline || !is_title {
        return None;
    }
    Parsed::leaf(2, DraftKind::Heading(level), vec![lines.lines[0].trimmed(lines.source)])
}

/// The lines below a heading of contents, each entry for itself: two or more that end in the number of a page.
pub(super) fn contents(lines: &Lines<'_>) -> Option<Parsed> {
    const NEAR: usize = 6;
    let text = |line: &Line| line.trimmed(lines.source).text(lines.source).trim_start_matches(['#', ' ']);
    let heading = lines.before.iter().rev().take(NEAR).map(text).find(|text| !text.is_empty())?;
    if heading.len() > 40 || !lines.habits.is_contents(heading) {
        return None;
    }
    let run = lines.lines.iter().map(|line| line.trimmed(lines.source)).take_while(|line| !line.is_blank());
    let mut entries: Vec<Vec<Line>> = vec![Vec::new()];
    let mut n_lines = 0;
    for line in run {
        n_lines += 1;
        entries.last_mut()?.push(line);
        if contents::is_entry(line.text(lines.source)) {
            entries.push(Vec::new());
        }
    }
    let is_list = entries.len() > 2;
    let entries = entries.into_iter().filter(|entry| !entry.is_empty()).map(|entry| (DraftKind::Paragraph, 0, entry)).collect();
    is_list.then_some(Parsed { n_lines, shape: Shape::Tree(entries) })
}

/// Lines that begin with a mark by which the convention tells verse; a line of nothing else parts stanzas.
pub(super) fn marked_verse(lines: &Lines<'_>) -> Option<Parsed> {
    lines.habits.verse.mark(lines.first())?;
    let unmarked = |line: &Line| {
        let line = line.trimmed(lines.source);
        let mark = lines.habits.verse.mark(line.text(lines.source))?;
        Some(line.from(line.start as usize + mark))
    };
    let own: Vec<Line> = lines.lines.iter().map_while(unmarked).collect();
    Some(Parsed { n_lines: own.len(), shape: Shape::Tree(container::stanzas(lines.source, &own)) })
}

/// Lines set in from the margin, too short to be wrapped prose.
pub(super) fn verse(lines: &Lines<'_>) -> Option<Parsed> {
    const INDENT: usize = 4;
    let is_inside = |line: &&Line| !line.trimmed(lines.source).is_blank() && line.indent(lines.source) >= INDENT;
    let run: Vec<Line> = lines.lines.iter().take_while(is_inside).map(|line| line.trimmed(lines.source)).collect();
    let texts = || run.iter().map(|line| margin::unnumbered(line.text(lines.source)));
    let is_full = lines.lines.get(run.len()).is_none_or(|line| line.trimmed(lines.source).is_blank());
    let looks = run.len() >= 2 && is_full && texts().all(is_short) && texts().filter(|t| is_verse_line(t)).count() * 4 >= run.len() * 3;
    if !looks {
        return None;
    }
    // "Your loving brother,", set in from the margin as the name below it.
    if letter::is_closing(&texts().collect::<Vec<_>>().join("\n"), lines.habits) {
        return Parsed::leaf(1, DraftKind::Paragraph, vec![run[0]]);
    }
    Parsed::leaf(run.len(), DraftKind::Verse, run)
}

fn is_short(text: &str) -> bool {
    text.len() <= 80 || text.chars().count() <= 65
}

/// Begins as verse does and is neither a row of a table nor set in capitals throughout, as on a title page.
fn is_verse_line(text: &str) -> bool {
    let begins = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    begins && !text.contains("   ") && text.chars().any(char::is_lowercase) && !text.contains("|")
}

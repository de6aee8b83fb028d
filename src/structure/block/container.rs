//! Blocks that hold blocks: quotations, items, notes.

use super::{DraftKind, Lines, Parsed, Shape, interrupts, spoken};
use crate::convention::{Fence, Holds};
use crate::document::Reason;
use crate::structure::line::Line;
use crate::structure::list::Label;

/// An HTML quotation without an end is looked for so far, lest many of them cost the square of the document.
const MAX_LINES: usize = 2000;

/// Lines that begin with `>`, and a paragraph's lines after them that lack it.
pub(super) fn quotation(lines: &Lines<'_>) -> Option<Parsed> {
    if !lines.first().starts_with('>') {
        return None;
    }
    let mut inner = Vec::new();
    for line in lines.lines {
        match unquoted(*line, lines.source) {
            Some(line) => inner.push(line),
            None if is_lazy(lines, inner.len(), &inner) => inner.push(*line),
            None => break,
        }
    }
    Parsed::container(inner.len(), Some(DraftKind::Quotation), inner)
}

fn unquoted(line: Line, source: &str) -> Option<Line> {
    let line = line.trimmed(source);
    let rest = line.text(source).strip_prefix('>')?;
    Some(line.from(line.start as usize + 1 + usize::from(rest.starts_with(' '))))
}

fn is_lazy(lines: &Lines<'_>, n: usize, inner: &[Line]) -> bool {
    let is_text = |line: &Line| !line.shown(lines.source).is_empty();
    inner.last().is_some_and(is_text) && is_text(&lines.lines[n]) && !interrupts(&lines.after(n)) && item(&lines.after(n)).is_none()
}

/// What stands between `<blockquote>` at the start of a line and `</blockquote>` at the end of one.
pub(super) fn html_quotation(lines: &Lines<'_>) -> Option<Parsed> {
    const CLOSE: &str = "</blockquote>";
    let first = lines.first();
    if !first.starts_with("<blockquote") {
        return None;
    }
    let open = first.find('>')? + 1;
    let closes = |line: &Line| line.shown(lines.source).ends_with(CLOSE);
    let close = lines.lines.iter().take(MAX_LINES).position(closes)?;
    let mut inner = lines.lines[..=close].to_vec();
    let start = inner[0].trimmed(lines.source).start as usize;
    inner[0] = inner[0].from(start + open);
    let last = inner.last_mut()?;
    let end = last.start as usize + last.text(lines.source).rfind(CLOSE)?;
    *last = Line::new(lines.source, last.start as usize, end);
    let is_blank = |line: &Line| line.shown(lines.source).is_empty();
    let text = |line: &Line| line.text(lines.source);
    let is_odd = inner.iter().any(|line| text(line).contains("<blockquote") || text(line).contains(CLOSE)) || inner.iter().all(is_blank);
    if is_odd { None } else { Parsed::container(close + 1, Some(DraftKind::Quotation), inner) }
}

/// `/* … */` and other fences that say what the lines between them are.
pub(super) fn fenced(lines: &Lines<'_>) -> Option<Parsed> {
    let below = lines.lines.get(1).map(|line| line.shown(lines.source));
    let fence = lines.habits.fence(lines.first(), below)?;
    let closes = |line: &Line| line.shown(lines.source) == fence.close;
    let open = 1 + usize::from(fence.above.is_some());
    // A fence may close as it opens: the first line is not its own end.
    let close = open + lines.lines.iter().take(MAX_LINES).skip(open).position(closes)?;
    let inner = &lines.lines[open..close];
    let said = said_above(lines, fence);
    let (kind, inner) = match fence.holds {
        Holds::Verse => {
            let said = said.map(|said| (DraftKind::Paragraph, 0, vec![said]));
            let tree = said.into_iter().chain(stanzas(lines.source, inner)).collect();
            return Some(Parsed { n_lines: close + 1, shape: Shape::Tree(tree) });
        }
        Holds::Settings => return Parsed::leaf(close + 1, DraftKind::Claimed(Reason::SiteSettings), lines.lines[..=close].to_vec()),
        // Whom it is from stands above the quotation, which then is read without that line.
        Holds::Quotation if said.is_some() => {
            let blank = Line { end: lines.lines[1].start, ..lines.lines[1] };
            let below = said.into_iter().chain([blank]).chain(lines.lines[1..=close].iter().copied());
            return Parsed::container(close + 1, None, below.collect());
        }
        Holds::Text => (None, inner.to_vec()),
        Holds::Quotation => (Some(DraftKind::Quotation), inner.to_vec()),
        Holds::Lines => (None, inner.iter().map(|line| Line { is_hard: true, ..*line }).collect()),
    };
    Parsed::container(close + 1, kind, inner)
}

/// What the line above a fence says of what it holds: whom it is from.
fn said_above(lines: &Lines<'_>, fence: &Fence) -> Option<Line> {
    let said = fence.said_above(lines.first()).filter(|said| !said.is_empty())?;
    let start = said.as_ptr() as usize - lines.source.as_ptr() as usize;
    Some(Line::new(lines.source, start, start + said.len()))
}

/// The stanzas of verse, which blank lines separate.
pub(super) fn stanzas(source: &str, lines: &[Line]) -> Vec<(DraftKind, u16, Vec<Line>)> {
    let lines: Vec<Line> = lines.iter().map(|line| line.trimmed(source)).collect();
    lines.split(|line| line.is_blank()).filter(|stanza| !stanza.is_empty()).map(|stanza| (DraftKind::Verse, 0, stanza.to_vec())).collect()
}

/// `[^1]: …` with its further paragraphs, which are indented.
pub(super) fn note_definition(lines: &Lines<'_>) -> Option<Parsed> {
    let (label, rest) = definition(lines.first())?;
    let first = lines.lines[0];
    let inner = continued(lines, first.from(first.end as usize - rest.len()));
    Parsed::container(inner.len(), Some(DraftKind::Note { label: label.to_owned() }), inner)
}

/// The label of `[^1]: text`, and the text.
pub(super) fn definition(text: &str) -> Option<(&str, &str)> {
    const MAX_LABEL: usize = 40;
    let rest = text.strip_prefix("[^")?;
    let end = rest.bytes().take(MAX_LABEL).position(|b| matches!(b, b']' | b'[' | b' '))?;
    (end > 0).then_some((&rest[..end], rest[end..].strip_prefix("]:")?))
}

/// `[Footnote 1: …]`, up to the bracket that closes it at the end of a line.
pub(super) fn bracketed_note(lines: &Lines<'_>) -> Option<Parsed> {
    const MAX_NOTE: usize = 200;
    let text = lines.first();
    let (label, rest) = lines.habits.note_opening(text)?;
    let first = lines.lines[0];
    let mut inner = vec![first.from(first.end as usize - rest.len())];
    inner.extend(lines.lines[1..].iter().take(MAX_NOTE));
    let n = 1 + inner.iter().scan(1_i32, |open, line| close_bracket(line.text(lines.source), open)).position(|closed| closed)?;
    inner.truncate(n);
    let last = inner.last_mut()?;
    last.end -= 1;
    *last = Line::new(lines.source, last.start as usize, last.end as usize);
    Parsed::container(n, Some(DraftKind::Note { label: label.to_owned() }), inner)
}

/// A note by a mark of the convention's own, as far as its paragraph goes: `#1# …`; below `Footnote 1:` alone, what is set in.
pub(super) fn marked_note(lines: &Lines<'_>) -> Option<Parsed> {
    let (label, rest) = lines.habits.note_body(lines.first())?;
    let first = lines.lines[0].trimmed(lines.source);
    if rest.is_empty() && lines.text(1).is_none_or(str::is_empty) {
        let inner = set_in(lines)?;
        return Parsed::container(1 + inner.len(), Some(DraftKind::Note { label: label.to_owned() }), inner);
    }
    let goes_on = |line: &&Line| {
        let text = line.shown(lines.source);
        !text.is_empty() && lines.habits.note_body(text).is_none()
    };
    let mut inner = vec![first.from(first.end as usize - rest.len())];
    inner.extend(lines.lines[1..].iter().take_while(goes_on));
    Parsed::container(inner.len(), Some(DraftKind::Note { label: label.to_owned() }), inner)
}

/// The lines below the first that are set in, and the blank ones between them.
fn set_in(lines: &Lines<'_>) -> Option<Vec<Line>> {
    const MAX_NOTE: usize = 200;
    /// What is set in further is centred: a heading.
    const INDENT: std::ops::Range<usize> = 2..8;
    let mut blank = 0;
    let is_own = |line: &&Line| {
        blank = if line.is_blank() { blank + 1 } else { 0 };
        blank == 1 || blank == 0 && INDENT.contains(&line.indent(lines.source))
    };
    let mut inner: Vec<Line> = lines.lines[1..].iter().take(MAX_NOTE).take_while(is_own).copied().collect();
    let last = inner.iter().rposition(|line| !line.is_blank())?;
    inner.truncate(last + 1);
    Some(inner.into_iter().map(|line| line.trimmed(lines.source)).collect())
}

/// Whether the bracket that was open before `text` is closed at its end; `None` where it is closed earlier.
fn close_bracket(text: &str, open: &mut i32) -> Option<bool> {
    for (at, b) in text.bytes().enumerate() {
        *open += i32::from(b == b'[') - i32::from(b == b']');
        if *open == 0 {
            return (at + 1 == text.len()).then_some(true);
        }
    }
    Some(false)
}

/// `- …`, `1. …`, `(a) …` with what is indented below it.
pub(super) fn item(lines: &Lines<'_>) -> Option<Parsed> {
    let first = lines.lines[0].trimmed(lines.source);
    let text = first.text(lines.source);
    let label = item_label(text);
    let mark = label.map_or_else(|| bullet(lines, text).filter(|_| !is_note_star(lines, text) || has_sister(lines)), Some)?;
    let start = inner_start(text, mark);
    let mut inner = continued(lines, first.from(first.start as usize + start));
    let n_lines = inner.len();
    if start == mark && is_single_paragraph(lines, &inner) {
        let kind = DraftKind::Item { label: label.unwrap_or(0) as u32 };
        inner[0] = if label.is_some() { first } else { inner[0] };
        return Parsed::leaf(n_lines, kind, inner.iter().map(|line| line.trimmed(lines.source)).collect());
    }
    let label = label.map(|len| Line::new(lines.source, first.start as usize, first.start as usize + len));
    let kind = DraftKind::Item { label: label.map_or(0, |label| label.end - label.start) };
    Some(Parsed { n_lines, shape: Shape::Container { kind: Some(kind), label, inner } })
}

/// Where what an item holds begins: behind its mark or, where that is an item with the same bullet, set in (`*    *   Hops`), right
/// behind the bullet, so that the space before the inner one tells how far its sisters are set in.
fn inner_start(text: &str, mark: usize) -> usize {
    let Some(bullet) = text.chars().next().filter(|c| !c.is_alphanumeric() && *c != '(') else { return mark };
    let is_inner = text[mark..].strip_prefix(bullet).is_some_and(|rest| rest.starts_with([' ', '\t']));
    // With one space between, it is a row of marks as often: "+ + +".
    if is_inner && mark > bullet.len_utf8() + 1 { bullet.len_utf8() } else { mark }
}

/// Whether the first line begins an item below a paragraph, as those of a list in an item do: set in, or with a mark of its own.
pub(super) fn is_below(lines: &Lines<'_>, indent: usize) -> bool {
    let is_marked = || lines.habits.lists.mark(lines.first()).is_some();
    (lines.lines[0].indent(lines.source) >= indent + 2 || is_marked()) && item(lines).is_some()
}

/// Whether a star may begin a note: where the convention has it for lists, it does not.
fn is_note_star(lines: &Lines<'_>, text: &str) -> bool {
    text.starts_with('*') && lines.habits.lists.mark(text).is_none()
}

/// A star begins a note as often as an item: it is a bullet where another line of the list begins with one, or the item has
/// begun before it on its line.
fn has_sister(lines: &Lines<'_>) -> bool {
    if lines.source[..lines.lines[0].start as usize].ends_with('*') {
        return true;
    }
    let begins = |line: &Line| line.shown(lines.source).starts_with("* ");
    let is_text = |line: &&Line| !line.shown(lines.source).is_empty();
    let after = lines.lines[1..].iter().filter(is_text).take(12);
    let before = lines.before.iter().rev().filter(is_text).take(12);
    after.chain(before).any(begins)
}

/// Bytes of `- ` or another bullet at the start of `text`, one of `lines`.
fn bullet(lines: &Lines<'_>, text: &str) -> Option<usize> {
    if lines.has_spoken_lines && spoken::begins(text) {
        return None;
    }
    let own = lines.habits.lists.mark(text).map(|(_, len)| len);
    let mark = own.or_else(|| Some(text.chars().next().filter(|c| "-*+•‣◦".contains(*c))?.len_utf8()))?;
    let spaces = text[mark..].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
    (spaces > 0 && text.len() > mark + spaces).then_some(mark + spaces)
}

/// The label with which line `n` begins.
pub(super) fn label(lines: &Lines<'_>, n: usize) -> Option<Label> {
    let text = lines.lines[n].shown(lines.source);
    Some(Label::new(&text[..item_label(text)?]))
}

/// Bytes of `1. `, `12) `, `(3) `, `(a) `, `b) ` at the start of `text`. A capital with a full stop is an initial more
/// often than a label ("A. Smith was…"), so that it is none.
fn item_label(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let open = usize::from(bytes.first() == Some(&b'('));
    let digits = bytes[open..].iter().take_while(|b| b.is_ascii_digit()).count();
    let letters = usize::from(digits == 0 && bytes.get(open).is_some_and(u8::is_ascii_lowercase));
    let end = open + digits + letters;
    let is_closed = match bytes.get(end)? {
        b')' => true,
        b'.' => open == 0,
        _ => false,
    };
    let spaces = bytes[end + 1..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let is_label = is_closed && digits <= 3 && digits + letters > 0 && spaces > 0 && bytes.len() > end + 1 + spaces;
    is_label.then_some(end + 1 + spaces)
}

/// The first line, and those after it that belong to the same item: indented further, or of the same paragraph.
fn continued(lines: &Lines<'_>, first: Line) -> Vec<Line> {
    let width = lines.lines[0].indent(lines.source) + 2;
    let depth = |line: &Line| lines.habits.lists.mark(line.shown(lines.source)).map_or(0, |(depth, _)| depth);
    let own = depth(&lines.lines[0]);
    let mut inner = vec![first];
    for n in 1..lines.lines.len() {
        let line = lines.lines[n];
        let is_blank = line.shown(lines.source).is_empty();
        let follows = !inner[n - 1].shown(lines.source).is_empty();
        let is_indented = line.indent(lines.source) >= width;
        let is_deeper = own > 0 && depth(&line) > own;
        let belongs = is_blank || is_indented || is_deeper || (follows && !lines.is_unwrapped && is_wrapped_text(lines, n));
        if !belongs {
            break;
        }
        inner.push(line);
    }
    while inner.len() > 1 && inner.last().is_some_and(|line| line.shown(lines.source).is_empty()) {
        inner.pop();
    }
    inner
}

fn is_wrapped_text(lines: &Lines<'_>, n: usize) -> bool {
    let rest = lines.after(n);
    let text = rest.first();
    !interrupts(&rest) && item_label(text).is_none() && bullet(lines, text).is_none() && lines.habits.note_opening(text).is_none()
}

fn is_single_paragraph(lines: &Lines<'_>, inner: &[Line]) -> bool {
    let source = lines.source;
    let is_blank = |line: &Line| line.shown(source).is_empty();
    let holds_item = |line: &Line| {
        let text = line.shown(source);
        item_label(text).is_some() || bullet(lines, text).is_some() || text.starts_with(['>', '|', '+', '#'])
    };
    !inner.iter().any(is_blank) && !inner[1..].iter().any(holds_item) && !holds_item_first(inner, source)
}

/// `- 1. text`: an item in an item.
fn holds_item_first(inner: &[Line], source: &str) -> bool {
    let text = inner[0].shown(source);
    let rest = item_label(text).map_or("", |len| &text[len..]);
    item_label(rest).is_some() || text.starts_with(['>', '#'])
}

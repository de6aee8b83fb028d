//! Lines that are the number of a page and nothing else, "4" between two blank ones, or beside a running head.

use super::Lines;
use crate::structure::line::Line;

/// Whether such lines count the pages: each is one more than the last, a page stands between two of them, and one at least
/// goes through a sentence. Chapters and notes are numbered so as well; neither begins in the midst of one.
pub(super) fn are_counted(lines: &Lines<'_>) -> bool {
    const LEAST: usize = 3;
    /// Bytes on a page.
    const PAGE: u32 = 400;
    let mut last: Option<(u32, u32)> = None;
    let (mut found, mut cuts) = (0, 0);
    // Most lines are told by their last byte, which of an empty one is a line end.
    let ends_in_digit = |line: &Line| lines.source.as_bytes().get((line.end as usize).wrapping_sub(1)).is_some_and(u8::is_ascii_digit);
    for (at, line) in lines.lines.iter().enumerate().filter(|(_, line)| ends_in_digit(line)) {
        let Some(number) = number(lines, at) else { continue };
        if last.is_some_and(|(before, end)| number != before + 1 || line.start < end + PAGE) {
            return false;
        }
        last = Some((number, line.end));
        found += 1;
        cuts += usize::from(cuts_sentence(lines, at));
    }
    found >= LEAST && cuts > 0
}

/// The number that a line is, with nothing beside it or below, nor above it but for the first of `lines`.
pub(super) fn number(lines: &Lines<'_>, at: usize) -> Option<u32> {
    let is_free = |n: usize| lines.lines.get(n).is_none_or(|line| line.shown(lines.source).is_empty());
    let number = page_number(lines.lines[at].shown(lines.source));
    number.filter(|_| is_free(at + 1) && (at == 0 || is_free(at - 1)))
}

/// Whether the text above stops at a word or a comma, and that below goes on with a small letter.
fn cuts_sentence(lines: &Lines<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    /// A line of prose has so many bytes.
    const PROSE: usize = 40;
    let text = |n: usize| Some(lines.lines.get(n)?.shown(lines.source)).filter(|text| !text.is_empty());
    let above = (at.saturating_sub(NEAR)..at).rev().find_map(text);
    let below = (at + 1..=at + NEAR).find_map(text);
    let stops = above.is_some_and(|above| above.len() >= PROSE && above.ends_with(|c: char| c.is_alphabetic() || c == ',' || c == '-'));
    stops && below.is_some_and(|below| below.len() >= PROSE && below.starts_with(char::is_lowercase))
}

/// Whether running heads count the pages: of the lines that begin a page, most have a number beside them that goes on from the last.
pub(super) fn are_running(lines: &Lines<'_>) -> bool {
    count_on(lines, |at| headed(lines.lines[at].text(lines.source)))
}

/// Whether pages end with their number, on a line to itself above the form feed: of those that begin, most follow one that goes on
/// from the last.
pub(super) fn are_at_feet(lines: &Lines<'_>) -> bool {
    count_on(lines, |at| foot_above(lines, at))
}

/// Whether most of the lines that begin a page, by their indices, have a `number` that goes on from the last.
fn count_on(lines: &Lines<'_>, number: impl Fn(usize) -> Option<u32>) -> bool {
    const LEAST: usize = 3;
    if memchr::memchr(FEED, lines.source.as_bytes()).is_none() {
        return false;
    }
    let begins = |at: &usize| lines.lines[*at].text(lines.source).starts_with('\x0c');
    let numbers: Vec<Option<u32>> = (0..lines.lines.len()).filter(begins).map(number).collect();
    let follows = |pair: &&[Option<u32>]| pair[0].zip(pair[1]).is_some_and(|(before, own)| own == before + 1);
    let n = numbers.windows(2).filter(follows).count();
    n >= LEAST && n * 2 >= numbers.len()
}

/// The number of the page that the first of `lines` begins with its running head.
pub(super) fn running_head(lines: &Lines<'_>) -> Option<u32> {
    if !lines.has_running_heads {
        return None;
    }
    let text = lines.first();
    if lines.before.is_empty() || text.starts_with('\x0c') { headed(text) } else { None }
}

/// The number on the last line above the one at `at`, if it is near and has nothing else.
fn foot_above(lines: &Lines<'_>, at: usize) -> Option<u32> {
    let above = (at.saturating_sub(GAP)..at).rev().find(|&n| !lines.lines[n].is_blank())?;
    page_number(lines.lines[above].shown(lines.source))
}

/// Whether the first of `lines` is the number at the foot of a page: the next begins, or the text ends.
pub(super) fn is_foot(lines: &Lines<'_>) -> bool {
    if !lines.has_feet || page_number(lines.first()).is_none() {
        return false;
    }
    let below = lines.lines[1..].iter().take(GAP).map(|line| line.text(lines.source)).find(|text| !text.is_empty());
    below.map_or(lines.lines.len() <= GAP, |text| text.starts_with('\x0c'))
}

/// The number of the page that the form feed at `at` begins, where pages have feet and the one before has its number there.
pub(in crate::structure) fn after_foot(source: &str, at: usize, has_feet: bool) -> Option<String> {
    /// White space and digits, in bytes.
    const MAX: usize = 1000;
    if !has_feet {
        return None;
    }
    let is_blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
    let above = &source.as_bytes()[at.saturating_sub(MAX)..at];
    let end = above.iter().rposition(|b| !is_blank(b))? + 1;
    let start = above[..end].iter().rposition(|b| !b.is_ascii_digit()).map_or(0, |before| before + 1);
    let is_line = above[..start].iter().rev().find(|b| !matches!(b, b' ' | b'\t')).is_none_or(|&b| b == b'\n' || b == b'\r');
    let number = std::str::from_utf8(&above[start..end]).ok().and_then(page_number);
    number.filter(|_| is_line && above[end..].contains(&b'\n')).map(|number| (number + 1).to_string())
}

fn page_number(text: &str) -> Option<u32> {
    const MAX_DIGITS: usize = 4;
    let is_number = text.len() <= MAX_DIGITS && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// So many blank lines stand between the last of a page and the first of the next, at most.
const GAP: usize = 40;
const FEED: u8 = b'\x0c';

/// "784        Tuesday, 20 July 2010", "Tuesday, 20 July 2010        785".
fn headed(text: &str) -> Option<u32> {
    const GAP: &str = "   ";
    const LONGEST: usize = 80;
    let text = text.trim_start_matches('\x0c').trim();
    let (left, right) = (text.split_once(GAP)?.0, text.rsplit_once(GAP)?.1);
    let is_number = |word: &str| word.len() <= 4 && !word.starts_with('0') && word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty();
    let number = if is_number(left) { left } else { right };
    let head = if is_number(left) { text[left.len()..].trim() } else { text[..text.len() - right.len()].trim() };
    let is_head = head.len() <= LONGEST && head.contains(char::is_alphabetic) && !head.contains(GAP);
    number.parse().ok().filter(|_| is_number(number) && is_head)
}

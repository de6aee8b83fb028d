//! Lines that are the number of a page and nothing else, "4" or "[4]" between two blank ones, or beside a running head.

use super::Lines;
use crate::structure::line::Line;

/// How the lines are written that are the numbers of pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::structure) enum Folios {
    None,
    /// `4`
    Bare,
    /// `[4]`
    Bracketed,
}

impl Folios {
    /// How the numbers of the pages of a text are written, where lines that are nothing else count them.
    pub(super) fn of(lines: &Lines<'_>) -> Self {
        if are_counted(lines) {
            Self::Bare
        } else if are_counted_in_brackets(lines) {
            Self::Bracketed
        } else {
            Self::None
        }
    }

    /// The number that a line of them is, with nothing beside it or below, nor above it but for the first of `lines`.
    pub(super) fn number<'l>(self, lines: &Lines<'l>, at: usize) -> Option<&'l str> {
        let text = lines.lines[at].shown(lines.source);
        let own = match self {
            Self::None => None,
            Self::Bare => Some(text),
            Self::Bracketed => text.strip_prefix('[').and_then(|text| text.strip_suffix(']')),
        };
        let is_tag = |text: &str| text.starts_with('<') && text.ends_with('>');
        let is_free = |n: usize| lines.lines.get(n).map(|line| line.shown(lines.source)).is_none_or(|text| text.is_empty() || is_tag(text));
        own.filter(|own| page_number(own).is_some() && is_free(at + 1) && (at == 0 || is_free(at - 1)))
    }

    /// All such lines by their indices, with their numbers. Most lines are told by their last byte, which of an empty one is a
    /// line end.
    fn all(self, lines: &Lines<'_>) -> impl Iterator<Item = (usize, u32)> {
        let is_last = move |b: &u8| if self == Self::Bare { b.is_ascii_digit() } else { *b == b']' };
        let may_be = move |line: &Line| lines.source.as_bytes().get((line.end as usize).wrapping_sub(1)).is_some_and(is_last);
        let own = lines.lines.iter().enumerate().filter(move |(_, line)| may_be(line));
        own.filter_map(move |(at, _)| Some((at, page_number(self.number(lines, at)?)?)))
    }
}

/// Whether such lines count the pages: each is one more than the last, a page stands between two of them, and one at least
/// goes through a sentence. Chapters and notes are numbered so as well; neither begins in the midst of one.
fn are_counted(lines: &Lines<'_>) -> bool {
    const LEAST: usize = 3;
    /// Bytes on a page.
    const PAGE: u32 = 400;
    let mut last: Option<(u32, u32)> = None;
    let (mut found, mut cuts) = (0, 0);
    for (at, number) in Folios::Bare.all(lines) {
        let line = lines.lines[at];
        if last.is_some_and(|(before, end)| number != before + 1 || line.start < end + PAGE) {
            return false;
        }
        last = Some((number, line.end));
        found += 1;
        cuts += usize::from(cuts_sentence(lines, at));
    }
    found >= LEAST && cuts > 0
}

/// Whether such lines in brackets count the pages: of the steps from one to the next at least half are of one, though a hand that typed
/// many slips, and of the lines many go through a sentence, which labels of notes and numbers of paragraphs do not. One alone
/// above all that a text says is that of its page, where it is no first of others.
fn are_counted_in_brackets(lines: &Lines<'_>) -> bool {
    /// From here on a number alone may be a year.
    const YEARS: u32 = 1000;
    let all: Vec<(usize, u32)> = Folios::Bracketed.all(lines).collect();
    let steps = all.windows(2).filter(|pair| pair[1].1 == pair[0].1 + 1).count();
    let cuts = all.iter().filter(|(at, _)| cuts_sentence(lines, *at)).count();
    let is_head = |at: usize| lines.lines[..at].iter().all(|line| line.shown(lines.source).split_whitespace().nth(1).is_none());
    match all[..] {
        [(at, number)] if (2..YEARS).contains(&number) && is_head(at) => true,
        [] => false,
        _ => cuts * 4 >= all.len() && steps * 2 >= all.len() - 1,
    }
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

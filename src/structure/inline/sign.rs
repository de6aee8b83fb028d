//! Editorial signs and other marks around words, as the habits have them: `[**query]`, `=bold=`, `⟦struck out⟧`.

use super::scan::SPECIAL;
use super::{Action, Inline};
use crate::byte_set::ByteSet;
use crate::convention::{Habits, Marks, Sign, SignMeaning};
use crate::document::{GapReason, Kind, Rend};

/// The end of a sign is not looked for farther than so many bytes on.
const MAX_LEN: usize = 1000;

/// The bytes at which plain text may end: those of every transcription, and those with which
/// signs begin and end and marks of pages begin.
pub(super) fn special(habits: &Habits) -> ByteSet {
    let mut special = SPECIAL;
    special.extend((0..=u8::MAX).filter(|&byte| habits.begins_page(byte)));
    special.extend(habits.links.firsts().chain(habits.notes_in_line.iter().flat_map(|own| own.firsts())));
    special.extend(habits.signs().iter().flat_map(|sign| [&sign.open, &sign.close]).filter_map(|mark| mark.bytes().next()));
    special
}

/// A sign that was opened.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenSign {
    /// Where the mark begins that closes it.
    pub(super) close: usize,
    /// Bytes of that mark.
    pub(super) mark: usize,
    /// Its index in [`Inline::pairs`].
    pub(super) pair: usize,
    /// Whether the marks belong to what they enclose.
    pub(super) keeps_marks: bool,
}

impl Inline<'_> {
    /// The sign that begins or ends at byte `at`, and where the text goes on.
    pub(super) fn sign(&mut self, at: usize, limit: usize) -> Option<usize> {
        while self.signs.last().is_some_and(|open| open.close < at) {
            self.signs.pop();
        }
        if let Some(open) = self.signs.pop_if(|open| open.close == at) {
            let end = at + open.mark;
            return Some(self.push(if open.keeps_marks { end } else { at }, end, Action::Close(open.pair)));
        }
        if let Some(after) = self.enclosed(at, limit) {
            return Some(after);
        }
        let habits = self.habits;
        habits.signs().iter().find_map(|sign| self.open_sign(sign, at, limit))
    }

    fn open_sign(&mut self, sign: &Sign, at: usize, limit: usize) -> Option<usize> {
        let inner = self.source[at..limit].strip_prefix(sign.open.as_str())?;
        let len = closing(inner, sign)?;
        // `[**Source:**]{.info}` and `[**Works**](index.htm)` are marked as other words are.
        if sign.close.ends_with(']') && inner[len + sign.close.len()..].starts_with(['{', '(']) {
            return None;
        }
        let is_typographic = is_typographic(sign.means);
        let keeps_marks = sign.marks.map_or(!is_typographic, |marks| marks == Marks::Kept);
        if is_typographic && sign.open == sign.close && !flanks(sign, &self.source[..at], &inner[..len], &inner[len + sign.close.len()..]) {
            return None;
        }
        let (start, mark) = (at + sign.open.len(), sign.close.len());
        let close = start + len;
        if self.signs.last().is_some_and(|outer| outer.close < close + mark) {
            return None;
        }
        let pair = self.pair(kind(sign.means).into_iter().collect());
        self.signs.push(OpenSign { close, mark, pair, keeps_marks });
        self.push(at, if keeps_marks { at } else { start }, Action::Open(pair));
        Some(start)
    }
}

/// Bytes of what a sign encloses, signs of the same shape inside passed over.
fn closing(inner: &str, sign: &Sign) -> Option<usize> {
    if sign.open == sign.close {
        return inner.find(sign.close.as_str()).filter(|&at| (1..MAX_LEN).contains(&at));
    }
    let first = sign.open.chars().next()?;
    // Of `{{sc|` the braces, of `[**` the bracket.
    let opens = &sign.open[..sign.open.find(|c| c != first).unwrap_or(sign.open.len())];
    let (mut open, mut at) = (0, 0);
    while let Some(next) = inner[at..].chars().next().filter(|_| at < MAX_LEN) {
        at += if inner[at..].starts_with(sign.close.as_str()) {
            if open == 0 {
                return Some(at);
            }
            open -= 1;
            sign.close.len()
        } else if inner[at..].starts_with(opens) {
            open += 1;
            opens.len()
        } else {
            next.len_utf8()
        };
    }
    None
}

/// Whether a mark that opens and closes alike stands at the edges of words: `=bold=`, not `a = b` nor `//`.
fn flanks(sign: &Sign, before: &str, inner: &str, after: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let is_doubled = before.ends_with(sign.open.as_str()) || after.starts_with(sign.close.as_str());
    !is_doubled
        && is_edge(before.chars().next_back())
        && is_edge(after.chars().next())
        && inner.starts_with(|c: char| !c.is_whitespace())
        && inner.ends_with(|c: char| !c.is_whitespace())
}

const fn is_typographic(means: SignMeaning) -> bool {
    use SignMeaning::{Bold, Highlight, Italic, Layout, SmallCaps, Spaced, Strikethrough, Subscript, Superscript, Typewriter, Underline};
    matches!(
        means,
        Layout | Bold | Italic | SmallCaps | Typewriter | Spaced | Superscript | Subscript | Underline | Strikethrough | Highlight
    )
}

const fn kind(means: SignMeaning) -> Option<Kind> {
    Some(match means {
        SignMeaning::Layout => return None,
        SignMeaning::Bold => Kind::Emphasis(Rend::Bold),
        SignMeaning::Italic => Kind::Emphasis(Rend::Italic),
        SignMeaning::SmallCaps => Kind::Emphasis(Rend::SmallCaps),
        SignMeaning::Typewriter => Kind::Emphasis(Rend::Typewriter),
        SignMeaning::Spaced => Kind::Emphasis(Rend::Spaced),
        SignMeaning::Comment => Kind::Comment,
        SignMeaning::Supplied => Kind::Supplied,
        SignMeaning::Unclear => Kind::Unclear,
        SignMeaning::Expansion => Kind::Expansion,
        SignMeaning::Surplus => Kind::Surplus,
        SignMeaning::Deletion => Kind::Deletion,
        SignMeaning::Gap => Kind::Gap(GapReason::Omitted),
        SignMeaning::Illegible => Kind::Gap(GapReason::Illegible),
        SignMeaning::Damaged => Kind::Gap(GapReason::Damaged),
        SignMeaning::Blank => Kind::Gap(GapReason::Blank),
        SignMeaning::Sic => Kind::Sic,
        SignMeaning::Gloss => Kind::Gloss,
        SignMeaning::Superscript => Kind::Emphasis(Rend::Superscript),
        SignMeaning::Subscript => Kind::Emphasis(Rend::Subscript),
        SignMeaning::Underline => Kind::Emphasis(Rend::Underline),
        SignMeaning::Strikethrough => Kind::Emphasis(Rend::Strikethrough),
        SignMeaning::Highlight => Kind::Emphasis(Rend::Highlight),
    })
}

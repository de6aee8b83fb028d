//! Segments compared token by token, and the result tidied: chance agreement dropped, edges moved to where a reader would
//! put them.

use std::ops::Range;

use crate::diff::align::{self, Run};
use crate::diff::pair::Segment;
use crate::diff::token::{Gap, Text};

/// Tokens of both sides that were compared with each other.
#[derive(Debug)]
pub(super) struct Passage {
    /// Tokens of the old text.
    pub(super) old: Vec<u32>,
    /// Tokens of the new text.
    pub(super) new: Vec<u32>,
    /// Where they agree, as places in the two lists.
    pub(super) runs: Vec<Run>,
    /// How the passage came to be.
    pub(super) origin: Origin,
}

/// How a passage came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Its units stand in order.
    InOrder,
    /// Its unit moved.
    Moved,
    /// A sentence that moved.
    Sentence {
        /// Where it changed places with its neighbour, the tokens of both, before and now.
        swapped: Option<(Range<usize>, Range<usize>)>,
    },
}

/// What lies between two runs: places in the lists of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

impl Passage {
    /// Compares the units of `segment`.
    pub(super) fn of(segment: &Segment, old: &Text<'_>, new: &Text<'_>) -> Self {
        let tokens = |text: &Text<'_>, units: &[u32]| units.iter().flat_map(|&unit| text.units[unit as usize].tokens.clone()).collect();
        let origin = if segment.is_moved { Origin::Moved } else { Origin::InOrder };
        Self::compare(tokens(old, &segment.old), tokens(new, &segment.new), origin, old, new)
    }

    /// Compares some tokens.
    pub(super) fn compare(old_tokens: Vec<u32>, new_tokens: Vec<u32>, origin: Origin, old: &Text<'_>, new: &Text<'_>) -> Self {
        let keys = |text: &Text<'_>, tokens: &[u32]| tokens.iter().map(|&token| text.tokens[token as usize].key).collect::<Vec<u32>>();
        let runs = align::runs(&keys(old, &old_tokens), &keys(new, &new_tokens));
        let mut passage = Self { old: old_tokens, new: new_tokens, runs, origin };
        if passage.runs.len() > 1 || passage.is_partial() {
            passage.drop_chance(old, new);
            passage.slide(old, new);
            passage.drop_rewritten(old, new);
        }
        passage
    }

    fn is_partial(&self) -> bool {
        !self.runs.is_empty() && self.runs[0].len < self.old.len().max(self.new.len())
    }

    /// What does not agree, in order.
    pub(super) fn hunks(&self) -> Vec<Hunk> {
        let mut hunks = Vec::new();
        let (mut a, mut b) = (0, 0);
        let end = Run { old: self.old.len(), new: self.new.len(), len: 0 };
        for run in self.runs.iter().chain([&end]) {
            if a < run.old || b < run.new {
                hunks.push(Hunk { old: a..run.old, new: b..run.new });
            }
            (a, b) = (run.old + run.len, run.new + run.len);
        }
        hunks
    }

    /// The tokens of a range of the old list, as a range of the text's tokens.
    pub(super) fn old_tokens(&self, range: &Range<usize>) -> Range<usize> {
        tokens(&self.old, range)
    }

    /// The same for the new list.
    pub(super) fn new_tokens(&self, range: &Range<usize>) -> Range<usize> {
        tokens(&self.new, range)
    }

    /// A word or two between two long changes agree by chance.
    fn drop_chance(&mut self, old: &Text<'_>, new: &Text<'_>) {
        let words = |text: &Text<'_>, tokens: &[u32]| tokens.iter().filter(|&&token| text.is_word(token as usize)).count();
        let mut kept: Vec<Run> = Vec::with_capacity(self.runs.len());
        // Where the change before the run begins, how far its words are counted, and how many there are.
        let (mut begin, mut counted, mut before) = ((0, 0), (0, 0), (0, 0));
        for (index, run) in self.runs.iter().copied().enumerate() {
            before.0 += words(old, &self.old[counted.0..run.old]);
            before.1 += words(new, &self.new[counted.1..run.new]);
            counted = (run.old, run.new);
            let next = self.runs.get(index + 1).map_or((self.old.len(), self.new.len()), |next| (next.old, next.new));
            let after = words(old, &self.old[run.old + run.len..next.0]).max(words(new, &self.new[run.new + run.len..next.1]));
            let own = if run.len > MAX_CHANCE { usize::MAX } else { words(old, &self.old[run.old..run.old + run.len]) };
            let is_cut =
                || is_cut_remark(old, &self.old, begin.0..run.old, next.0) || is_cut_remark(new, &self.new, begin.1..run.new, next.1);
            let is_dropped = is_chance(own, before.0.max(before.1).min(after)) && self.is_inside_unit(run, run.len, old, new);
            // A remark may end its unit.
            let is_remark = || own <= MAX_REMARK && self.is_inside_unit(run, run.len - 1, old, new) && is_cut();
            if !is_dropped && !is_remark() {
                kept.push(run);
                begin = (run.old + run.len, run.new + run.len);
                (counted, before) = (begin, (0, 0));
            }
        }
        self.runs = kept;
    }

    /// Whether no unit begins in the first tokens of a run, of which one more than `n` are looked at.
    fn is_inside_unit(&self, run: Run, n: usize, old: &Text<'_>, new: &Text<'_>) -> bool {
        let is_start =
            |text: &Text<'_>, list: &[u32], at: usize| list.get(at).is_none_or(|&token| text.tokens[token as usize].gap == Gap::Start);
        (0..=n).all(|n| !is_start(old, &self.old, run.old + n) && !is_start(new, &self.new, run.new + n))
    }

    /// A unit of which most is new is shown whole.
    fn drop_rewritten(&mut self, old: &Text<'_>, new: &Text<'_>) {
        let is_one = |text: &Text<'_>, tokens: &[u32]| {
            tokens.first().map(|&token| text.tokens[token as usize].unit) == tokens.last().map(|&token| text.tokens[token as usize].unit)
        };
        let longest = self.old.len().max(self.new.len());
        let kept: usize = self.runs.iter().map(|run| run.len).sum();
        let is_rewritten = self.runs.len() > 2 && longest >= MIN_REWRITTEN && kept * 3 < longest;
        if is_rewritten && is_one(old, &self.old) && is_one(new, &self.new) {
            self.runs.clear();
        }
    }

    /// Words put in or taken out could often stand in several places ("a b a" for "a"): the best for a reader counts.
    fn slide(&mut self, old: &Text<'_>, new: &Text<'_>) {
        for index in 0..=self.runs.len() {
            let (before, after) = (index.checked_sub(1).map(|n| self.runs[n]), self.runs.get(index).copied());
            let (a, b) = before.map_or((0, 0), |run| (run.old + run.len, run.new + run.len));
            let (to_a, to_b) = after.map_or((self.old.len(), self.new.len()), |run| (run.old, run.new));
            let (left, right) = (self.room_before(index), self.room_after(index));
            let shift = match (a == to_a, b == to_b) {
                (false, true) => best_shift(old, &self.old, a..to_a, left, right),
                (true, false) => best_shift(new, &self.new, b..to_b, left, right),
                _ => 0,
            };
            self.shift(index, shift);
        }
        self.runs.retain(|run| run.len > 0);
    }

    /// How many tokens of the run before may be given away: all of it only where nothing stands before it.
    fn room_before(&self, index: usize) -> usize {
        let Some(run) = index.checked_sub(1).map(|n| self.runs[n]) else {
            return 0;
        };
        if run.old == 0 && run.new == 0 { run.len } else { run.len.saturating_sub(1) }
    }

    fn room_after(&self, index: usize) -> usize {
        let Some(run) = self.runs.get(index) else {
            return 0;
        };
        let is_last = run.old + run.len == self.old.len() && run.new + run.len == self.new.len();
        if is_last { run.len } else { run.len.saturating_sub(1) }
    }

    /// Moves the edge between the runs around the hunk at `index`.
    fn shift(&mut self, index: usize, by: isize) {
        let n = by.unsigned_abs();
        if n == 0 {
            return;
        }
        let end = (self.old.len(), self.new.len());
        if index == 0 {
            self.runs.insert(0, Run { old: 0, new: 0, len: 0 });
            return self.shift(1, by);
        }
        if index == self.runs.len() {
            self.runs.push(Run { old: end.0, new: end.1, len: 0 });
        }
        let (before, after) = self.runs.split_at_mut(index);
        let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) else {
            return;
        };
        if by > 0 {
            before.len += n;
            (after.old, after.new, after.len) = (after.old + n, after.new + n, after.len - n);
        } else {
            before.len -= n;
            (after.old, after.new, after.len) = (after.old - n, after.new - n, after.len + n);
        }
    }
}

fn tokens(list: &[u32], range: &Range<usize>) -> Range<usize> {
    match (list.get(range.start), list.get(range.end.wrapping_sub(1))) {
        (Some(&first), Some(&last)) if range.start < range.end => first as usize..last as usize + 1,
        (Some(&next), _) => next as usize..next as usize,
        (None, _) => list.last().map_or(0..0, |&last| last as usize + 1..last as usize + 1),
    }
}

/// A run of more tokens never agrees by chance.
const MAX_CHANCE: usize = 8;
/// A unit of fewer tokens is not shown as rewritten.
const MIN_REWRITTEN: usize = 8;

/// Whether a run of so many words between changes of at least so many agrees by chance.
const fn is_chance(words: usize, around: usize) -> bool {
    match words {
        0 => around >= 2,
        1 | 2 => around >= 3,
        3 | 4 => around >= 12,
        _ => false,
    }
}

/// Words between the parts of a bracketed remark that was put in or taken out, at most.
const MAX_REMARK: usize = 3;

/// Whether a hunk opens a bracket that the next one, which ends at `end`, closes: the remark between is one change.
fn is_cut_remark(text: &Text<'_>, list: &[u32], hunk: Range<usize>, end: usize) -> bool {
    let mark = |at: usize| text.str(list[at] as usize);
    let near = hunk.start.max(hunk.end.saturating_sub(MAX_REMARK_LEN))..hunk.end;
    let opened = near.clone().rposition(|at| mark(at) == "[").filter(|_| hunk.len() > 1);
    let is_open = |from: usize| (near.start + from..near.end).all(|at| mark(at) != "]");
    opened.is_some_and(is_open)
        && (hunk.end..end).take(MAX_REMARK_LEN).find(|&at| matches!(mark(at), "[" | "]")).is_some_and(|at| mark(at) == "]")
}

/// Tokens of the rest of such a remark, at most.
const MAX_REMARK_LEN: usize = 24;

/// Steps that a hunk is moved, at most.
const MAX_SHIFT: usize = 64;

/// By how many tokens the hunk `range` of `list` is best moved, to the right where positive.
fn best_shift(text: &Text<'_>, list: &[u32], range: Range<usize>, left: usize, right: usize) -> isize {
    let key = |at: usize| text.tokens[list[at] as usize].key;
    let (start, end) = (range.start, range.end);
    let left = (1..=left.min(MAX_SHIFT).min(start)).take_while(|n| key(start - n) == key(end - n)).count();
    let right = (0..right.min(MAX_SHIFT).min(list.len() - end)).take_while(|n| key(start + n) == key(end + n)).count();
    let score = |by: isize| {
        let (start, end) = (start.wrapping_add_signed(by), end.wrapping_add_signed(by));
        edge(text, list, start) + edge(text, list, end) + closed(text, &list[start..end])
    };
    let mut best = (score(0), 0);
    for by in (-(left as isize)..0).chain(1..=right as isize) {
        let own = score(by);
        if own > best.0 {
            best = (own, by);
        }
    }
    best.1
}

/// How good it is to begin or end a change before the token at `at`.
fn edge(text: &Text<'_>, list: &[u32], at: usize) -> u32 {
    let Some(&token) = list.get(at) else { return 8 };
    let before = token.checked_sub(1).filter(|_| at > 0);
    match (text.tokens[token as usize].gap, before) {
        (Gap::Start, _) | (_, None) => 8,
        (gap, Some(before)) if gap != Gap::None && ends_sentence(text, before as usize) => 5,
        (Gap::None, _) => 0,
        _ => 2,
    }
}

/// Whether a sentence ends with this token: a mark that ends one, or what closes after such a mark; not where it goes on with a
/// small letter, a number or a comma ("i. e. the", "No. 30", "6 a.m., and").
pub(super) fn ends_sentence(text: &Text<'_>, token: usize) -> bool {
    if goes_on(text, token + 1) {
        return false;
    }
    match text.str(token) {
        "." | "!" | "?" | "…" | "..." | ". . ." => true,
        "\"" | "”" | "»" | ")" | "]" | "'" | "’" => {
            token > 0 && text.tokens[token].gap == Gap::None && matches!(text.str(token - 1), "." | "!" | "?" | "…" | "...")
        }
        _ => false,
    }
}

/// Whether a token of the same unit as that before it begins with what begins no sentence.
fn goes_on(text: &Text<'_>, token: usize) -> bool {
    text.tokens.get(token).is_some_and(|own| own.gap != Gap::Start)
        && text.str(token).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ',' | ';' | ':'))
}

/// A change that holds both of its brackets is better than one that holds one.
fn closed(text: &Text<'_>, list: &[u32]) -> u32 {
    let count = |marks: &[&str]| list.iter().filter(|&&token| marks.contains(&text.str(token as usize))).count();
    u32::from(count(&["(", "[", "“", "«"]) == count(&[")", "]", "”", "»"]) && count(&["\""]) % 2 == 0)
}

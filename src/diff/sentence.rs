//! Sentences that were taken out in one place and put in at another: they moved.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::diff::align::{self, Run};
use crate::diff::passage::{Hunk, Origin, Passage, ends_sentence};
use crate::diff::token::{Gap, Text};

/// A shorter piece is no sentence that moved: so many words and marks, of the marks one; twice as many without a sentence's end,
/// as in a cell.
const MIN_LEN: usize = 6;
/// Rows of so many tokens tell which pieces are alike.
const SHINGLE: usize = 3;
/// Neighbours that changed places are shown together up to so many tokens.
const MAX_SWAP: usize = 120;

/// A sentence, or what of it was taken out or put in.
#[derive(Clone, Debug)]
struct Piece {
    passage: usize,
    hunk: usize,
    /// Places in the passage's list.
    range: Range<usize>,
}

/// Takes moved sentences out of `passages` by marking their tokens as claimed, and gives a passage for each.
pub(super) fn moved(passages: &mut [Passage], old: &Text<'_>, new: &Text<'_>, claimed: &mut Claimed) -> Vec<Passage> {
    let hunks: Vec<Vec<Hunk>> = passages.iter().map(Passage::hunks).collect();
    let (taken, put) = pieces(passages, &hunks, old, new);
    let mut found = pairs(passages, &taken, &put, old, new);
    found.sort_by_key(|&(votes, a, b)| (Reverse(votes), a, b));
    let (mut used_old, mut used_new) = (vec![false; taken.len()], vec![false; put.len()]);
    found.retain(|&(_, a, b)| {
        let is_free = !used_old[a] && !used_new[b];
        used_old[a] |= is_free;
        used_new[b] |= is_free;
        is_free
    });
    let mut pairs: Vec<(Piece, Piece)> = found.into_iter().map(|(_, a, b)| (taken[a].clone(), put[b].clone())).collect();
    pairs.iter().for_each(|pair| claimed.set(passages, pair, true));
    pairs.iter_mut().for_each(|pair| grow(passages, &hunks, pair, (old, new), claimed));
    let mut sentences = Vec::new();
    for mut pair in together(pairs) {
        if let Some(other) = jumped(&mut passages[pair.0.passage], &pair, old, new) {
            claimed.set(passages, &pair, false);
            claimed.set(passages, &other, true);
            pair = other;
        }
        let (from, to) = pair;
        let lists = (passages[from.passage].old[from.range.clone()].to_vec(), passages[to.passage].new[to.range.clone()].to_vec());
        let origin = Origin::Sentence { swapped: swapped(passages, &from, &to, old, new) };
        sentences.push(Passage::compare(lists.0, lists.1, origin, old, new));
    }
    sentences
}

/// Takes in the words on both sides of a sentence that moved with it, too few to be one themselves: "Mrs.", "(So France.".
fn grow(
    passages: &[Passage],
    hunks: &[Vec<Hunk>],
    (from, to): &mut (Piece, Piece),
    (old, new): (&Text<'_>, &Text<'_>),
    claimed: &mut Claimed,
) {
    let (list, other) = (&passages[from.passage], &passages[to.passage]);
    let (was, now) = (&hunks[from.passage][from.hunk], &hunks[to.passage][to.hunk]);
    let mut take = |a: usize, b: usize| {
        let (a, b) = (list.old[a] as usize, other.new[b] as usize);
        let is_free = !claimed.old[a] && !claimed.new[b] && old.tokens[a].key == new.tokens[b].key;
        claimed.old[a] |= is_free;
        claimed.new[b] |= is_free;
        is_free
    };
    while from.range.start > was.old.start && to.range.start > now.new.start && take(from.range.start - 1, to.range.start - 1) {
        (from.range.start, to.range.start) = (from.range.start - 1, to.range.start - 1);
    }
    while from.range.end < was.old.end && to.range.end < now.new.end && take(from.range.end, to.range.end) {
        (from.range.end, to.range.end) = (from.range.end + 1, to.range.end + 1);
    }
}

/// Sentences that stood together and stand together moved as one.
fn together(mut pairs: Vec<(Piece, Piece)>) -> Vec<(Piece, Piece)> {
    pairs.sort_by_key(|(from, _)| (from.passage, from.range.start));
    let goes_on = |last: &Piece, next: &Piece| last.passage == next.passage && last.hunk == next.hunk && last.range.end == next.range.start;
    let mut joined: Vec<(Piece, Piece)> = Vec::with_capacity(pairs.len());
    for (from, to) in pairs {
        match joined.last_mut() {
            Some((a, b)) if goes_on(a, &from) && goes_on(b, &to) => (a.range.end, b.range.end) = (from.range.end, to.range.end),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Two neighbours changed places, and one of them begins its paragraph in both texts: that one stayed, and the other one moved
/// over the paragraph's beginning. `None` where it is as it was found.
fn jumped(passage: &mut Passage, (from, to): &(Piece, Piece), old: &Text<'_>, new: &Text<'_>) -> Option<(Piece, Piece)> {
    if from.passage != to.passage || from.hunk.abs_diff(to.hunk) != 1 {
        return None;
    }
    let hunks = passage.hunks();
    let is_all = hunks.get(from.hunk)? == &Hunk { old: from.range.clone(), new: hunks[from.hunk].new.start..hunks[from.hunk].new.start }
        && hunks.get(to.hunk)? == &Hunk { old: hunks[to.hunk].old.start..hunks[to.hunk].old.start, new: to.range.clone() };
    let end = hunks[from.hunk.min(to.hunk)].old.end;
    let between = passage.runs.iter_mut().find(|run| run.old == end)?;
    let (was, now) = (between.old..between.old + between.len, between.new..between.new + between.len);
    let key = |text: &Text<'_>, token: u32| text.tokens[token as usize].key;
    let (stay_old, stay_new) = (&passage.old[from.range.clone()], &passage.new[to.range.clone()]);
    let is_same = stay_old.len() == stay_new.len() && stay_old.iter().zip(stay_new).all(|(&a, &b)| key(old, a) == key(new, b));
    let is_jump = begins(old, &passage.old, &from.range)
        && begins(new, &passage.new, &to.range)
        && is_inside(old, &passage.old, &was)
        && is_inside(new, &passage.new, &now);
    if !is_all || !is_same || !is_jump {
        return None;
    }
    *between = Run { old: from.range.start, new: to.range.start, len: from.range.len() };
    let piece = |own: &Piece, range| Piece { range, ..own.clone() };
    Some((piece(to, was), piece(from, now)))
}

fn begins(text: &Text<'_>, list: &[u32], range: &Range<usize>) -> bool {
    text.tokens[list[range.start] as usize].gap == Gap::Start
}

/// Whether a range is whole sentences of one paragraph that does not begin with them.
fn is_inside(text: &Text<'_>, list: &[u32], range: &Range<usize>) -> bool {
    range.len() >= MIN_LEN
        && range.clone().all(|at| text.tokens[list[at] as usize].gap != Gap::Start)
        && ends_sentence(text, list[range.end - 1] as usize)
}

/// The tokens that belong to moved sentences.
#[derive(Debug, Default)]
pub(super) struct Claimed {
    old: Vec<bool>,
    new: Vec<bool>,
}

impl Claimed {
    pub(super) fn new(old: usize, new: usize) -> Self {
        Self { old: vec![false; old], new: vec![false; new] }
    }

    fn set(&mut self, passages: &[Passage], (from, to): &(Piece, Piece), is_claimed: bool) {
        let (old, new) = (&passages[from.passage].old[from.range.clone()], &passages[to.passage].new[to.range.clone()]);
        old.iter().for_each(|&token| self.old[token as usize] = is_claimed);
        new.iter().for_each(|&token| self.new[token as usize] = is_claimed);
    }

    /// What of a hunk is left, piece by piece.
    pub(super) fn rest(&self, passage: &Passage, hunk: &Hunk) -> Vec<Hunk> {
        let old = free(&passage.old, &hunk.old, &self.old);
        let new = free(&passage.new, &hunk.new, &self.new);
        let piece = |pieces: &[Range<usize>], n: usize, end: usize| pieces.get(n).cloned().unwrap_or(end..end);
        (0..old.len().max(new.len())).map(|n| Hunk { old: piece(&old, n, hunk.old.end), new: piece(&new, n, hunk.new.end) }).collect()
    }
}

fn free(list: &[u32], range: &Range<usize>, claimed: &[bool]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for at in range.clone().filter(|&at| !claimed[list[at] as usize]) {
        match pieces.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => pieces.push(at..at + 1),
        }
    }
    pieces
}

/// The sentences in all hunks: those taken out and those put in.
fn pieces(passages: &[Passage], hunks: &[Vec<Hunk>], old: &Text<'_>, new: &Text<'_>) -> (Vec<Piece>, Vec<Piece>) {
    let (mut taken, mut put) = (Vec::new(), Vec::new());
    for (number, passage) in passages.iter().enumerate() {
        for (index, hunk) in hunks[number].iter().enumerate() {
            let piece = |range| Piece { passage: number, hunk: index, range };
            taken.extend(sentences(old, &passage.old, hunk.old.clone()).into_iter().map(piece));
            put.extend(sentences(new, &passage.new, hunk.new.clone()).into_iter().map(piece));
        }
    }
    (taken, put)
}

fn sentences(text: &Text<'_>, list: &[u32], range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        let is_last = at + 1 == range.end || text.tokens[list[at + 1] as usize].gap == Gap::Start;
        let goes_on = !is_last && ends_sentence(text, list[at + 1] as usize) && text.tokens[list[at + 1] as usize].gap == Gap::None;
        if is_last || ends_sentence(text, list[at] as usize) && !goes_on {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    // Of "l.c., p. 25" no letter alone is a word.
    let is_word = |&&token: &&u32| text.is_word(token as usize) && text.str(token as usize).len() > 1;
    let words = |piece: &Range<usize>| list[piece.clone()].iter().filter(is_word).count();
    let is_ended = |piece: &Range<usize>| ends_sentence(text, list[piece.end - 1] as usize);
    found.retain(|piece| piece.len() >= MIN_LEN && words(piece) + 1 >= if is_ended(piece) { MIN_LEN } else { 2 * MIN_LEN });
    found
}

/// Pieces that are alike: votes, and the places of both in their lists.
fn pairs(passages: &[Passage], taken: &[Piece], put: &[Piece], old: &Text<'_>, new: &Text<'_>) -> Vec<(u32, usize, usize)> {
    let mut homes: FxHashMap<u64, Option<usize>> = FxHashMap::default();
    for (index, piece) in taken.iter().enumerate() {
        for row in rows(old, &passages[piece.passage].old[piece.range.clone()]) {
            let home = homes.entry(row).or_insert(Some(index));
            if *home != Some(index) {
                *home = None;
            }
        }
    }
    let mut found = Vec::new();
    let mut votes: FxHashMap<usize, u32> = FxHashMap::default();
    for (index, piece) in put.iter().enumerate() {
        votes.clear();
        let rows = rows(new, &passages[piece.passage].new[piece.range.clone()]);
        rows.iter().filter_map(|row| homes.get(row).copied().flatten()).for_each(|home| *votes.entry(home).or_default() += 1);
        let best = votes.iter().map(|(&home, &votes)| (votes, Reverse(home))).max();
        if let Some((votes, Reverse(home))) = best {
            let longer = rows.len().max(taken[home].range.len() + 1 - SHINGLE);
            // Of the longer one, three in five: a word put in costs three rows.
            if votes as usize * 5 >= longer * 3 {
                found.push((votes, home, index));
            }
        }
    }
    found
}

fn rows(text: &Text<'_>, list: &[u32]) -> Vec<u64> {
    let keys: Vec<u32> = list.iter().map(|&token| text.tokens[token as usize].key).collect();
    keys.windows(SHINGLE).map(align::hash).collect()
}

/// The tokens of a sentence and its neighbour, where only one short run lies between where it was and where it is.
fn swapped(passages: &[Passage], from: &Piece, to: &Piece, old: &Text<'_>, new: &Text<'_>) -> Option<(Range<usize>, Range<usize>)> {
    if from.passage != to.passage || from.hunk.abs_diff(to.hunk) != 1 {
        return None;
    }
    let passage = &passages[from.passage];
    let hunks = passage.hunks();
    let (before, after) = (&hunks[from.hunk.min(to.hunk)], &hunks[from.hunk.max(to.hunk)]);
    let is_pure = before.old.is_empty() != before.new.is_empty() && after.old.is_empty() != after.new.is_empty();
    let is_one = |text: &Text<'_>, tokens: &Range<usize>| text.tokens[tokens.start].unit == text.tokens[tokens.end - 1].unit;
    let is_short = after.old.start - before.old.end <= MAX_SWAP;
    if !is_pure || !is_short {
        return None;
    }
    let (from, to) = (passage.old_tokens(&(before.old.start..after.old.end)), passage.new_tokens(&(before.new.start..after.new.end)));
    (is_one(old, &from) && is_one(new, &to)).then_some((from, to))
}

//! Two sequences of numbers to the runs in which they agree. The only module that knows the crate `similar`.
//!
//! Linear for every input: where the sequences are long, what stands once in both anchors them (first eight in a row, then
//! four, two and one), and only gaps of bounded length are compared thoroughly. No clock decides when to stop.

use std::ops::Range;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::rising::longest_rising;

/// So many numbers from these places on are the same on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) old: usize,
    pub(super) new: usize,
    pub(super) len: usize,
}

/// What is still to be compared: a range of each side.
#[derive(Clone, Debug)]
struct Stretch {
    old: Range<usize>,
    new: Range<usize>,
}

/// Stretches of which the sides together have at most so many numbers are compared thoroughly; longer ones in windows
/// of half that length.
const THOROUGH: usize = 512;
/// How many numbers in a row anchor, in the order in which they are tried.
const ANCHORS: [usize; 4] = [8, 4, 2, 1];

/// The runs of equal numbers of a good alignment, in order.
pub(super) fn runs(old: &[u32], new: &[u32]) -> Vec<Run> {
    let mut aligner = Aligner { old, new, runs: Vec::new() };
    let mut stretches = aligner.trim(Stretch { old: 0..old.len(), new: 0..new.len() }).into_iter().collect::<Vec<_>>();
    for length in ANCHORS {
        stretches = stretches.into_iter().flat_map(|stretch| aligner.anchor(stretch, length)).collect();
    }
    for stretch in stretches {
        aligner.compare(stretch);
    }
    aligner.finish()
}

struct Aligner<'a> {
    old: &'a [u32],
    new: &'a [u32],
    runs: Vec<Run>,
}

impl Aligner<'_> {
    fn push(&mut self, old: usize, new: usize, len: usize) {
        if len > 0 {
            self.runs.push(Run { old, new, len });
        }
    }

    /// Takes what is equal at both ends; `None` where nothing is left on one side.
    fn trim(&mut self, stretch: Stretch) -> Option<Stretch> {
        let Stretch { mut old, mut new } = stretch;
        let start = self.old[old.clone()].iter().zip(&self.new[new.clone()]).take_while(|(a, b)| a == b).count();
        self.push(old.start, new.start, start);
        (old.start, new.start) = (old.start + start, new.start + start);
        let end = self.old[old.clone()].iter().rev().zip(self.new[new.clone()].iter().rev()).take_while(|(a, b)| a == b).count();
        (old.end, new.end) = (old.end - end, new.end - end);
        self.push(old.end, new.end, end);
        (!old.is_empty() && !new.is_empty()).then_some(Stretch { old, new })
    }

    /// Cuts a long stretch at what stands once on each side of it.
    fn anchor(&mut self, stretch: Stretch, length: usize) -> Vec<Stretch> {
        if stretch.old.len() + stretch.new.len() <= THOROUGH {
            return vec![stretch];
        }
        let unique = unique(&self.old[stretch.old.clone()], &self.new[stretch.new.clone()], length);
        let anchors = longest_rising(&unique, |&(old, _)| old);
        let mut rest = Vec::new();
        let (mut old, mut new) = (stretch.old.start, stretch.new.start);
        for (a, b) in anchors {
            let (a, b) = (stretch.old.start + a, stretch.new.start + b);
            if a < old || b < new {
                continue;
            }
            rest.extend(self.trim(Stretch { old: old..a, new: new..b }));
            let len = self.old[a..stretch.old.end].iter().zip(&self.new[b..stretch.new.end]).take_while(|(x, y)| x == y).count();
            self.push(a, b, len);
            (old, new) = (a + len, b + len);
        }
        rest.extend(self.trim(Stretch { old: old..stretch.old.end, new: new..stretch.new.end }));
        rest
    }

    /// Compares thoroughly what is short, and what is long window by window: up to the last run of each.
    fn compare(&mut self, stretch: Stretch) {
        let Stretch { mut old, mut new } = stretch;
        while !old.is_empty() && !new.is_empty() {
            let is_whole = old.len() + new.len() <= THOROUGH;
            let window = |range: &Range<usize>| {
                if is_whole { range.clone() } else { range.start..range.end.min(range.start + THOROUGH / 2) }
            };
            let (a, b) = (window(&old), window(&new));
            let found = thorough(&self.old[a.clone()], &self.new[b.clone()]);
            let (mut to_old, mut to_new) = (a.end, b.end);
            if let (Some(last), false) = (found.last(), is_whole) {
                (to_old, to_new) = (a.start + last.old + last.len, b.start + last.new + last.len);
            }
            found.into_iter().for_each(|run| self.push(a.start + run.old, b.start + run.new, run.len));
            (old.start, new.start) = (to_old, to_new);
        }
    }

    /// The runs in order, those that touch joined.
    fn finish(mut self) -> Vec<Run> {
        self.runs.sort_by_key(|run| run.old);
        let mut joined: Vec<Run> = Vec::with_capacity(self.runs.len());
        for run in self.runs {
            match joined.last_mut() {
                Some(last) if last.old + last.len == run.old && last.new + last.len == run.new => {
                    last.len += run.len;
                }
                _ => joined.push(run),
            }
        }
        joined
    }
}

fn thorough(old: &[u32], new: &[u32]) -> Vec<Run> {
    let equal = |op: DiffOp| match op {
        DiffOp::Equal { old_index, new_index, len } => Some(Run { old: old_index, new: new_index, len }),
        _ => None,
    };
    capture_diff_slices(Algorithm::Patience, old, new).into_iter().filter_map(equal).collect()
}

/// Where `length` numbers in a row stand once on each side: places of old and new, in the order of new.
fn unique(old: &[u32], new: &[u32], length: usize) -> Vec<(usize, usize)> {
    let in_old = counted(old, length);
    let in_new = counted(new, length);
    let mut pairs = Vec::new();
    for (at, window) in new.windows(length).enumerate() {
        let hash = hash(window);
        if in_new.get(&hash) == Some(&Some(at))
            && let Some(&Some(from)) = in_old.get(&hash)
            && old[from..from + length] == *window
        {
            pairs.push((from, at));
        }
    }
    pairs
}

/// Each row of `length` numbers, by its hash, and where it stands; `None` where it stands more than once.
fn counted(numbers: &[u32], length: usize) -> FxHashMap<u64, Option<usize>> {
    let mut places: FxHashMap<u64, Option<usize>> = FxHashMap::default();
    places.reserve(numbers.len());
    for (at, window) in numbers.windows(length).enumerate() {
        places.entry(hash(window)).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// A hash of some numbers, the same on every machine.
pub(super) fn hash(numbers: &[u32]) -> u64 {
    numbers.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &n| (hash.rotate_left(23) ^ u64::from(n)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &[u32], new: &[u32]) -> usize {
        let runs = runs(old, new);
        let (mut a, mut b) = (0, 0);
        for run in &runs {
            assert!(run.old >= a && run.new >= b, "in order");
            assert_eq!(old[run.old..run.old + run.len], new[run.new..run.new + run.len]);
            (a, b) = (run.old + run.len, run.new + run.len);
        }
        runs.iter().map(|run| run.len).sum()
    }

    #[test]
    fn runs_are_equal_and_in_order() {
        assert_eq!(check(&[1, 2, 3, 4], &[1, 9, 3, 4]), 3);
        assert_eq!(check(&[], &[1]), 0);
        let old: Vec<u32> = (0..5000).collect();
        let new: Vec<u32> = (0..5000).filter(|n| n % 10 != 3).flat_map(|n| if n % 10 == 7 { vec![n, 9999] } else { vec![n] }).collect();
        assert_eq!(check(&old, &new), 4500);
    }

    #[test]
    fn long_sequences_without_anything_unique_take_linear_time() {
        let old: Vec<u32> = (0..200_000).map(|n| n % 3).collect();
        let new: Vec<u32> = (0..200_000).map(|n| (n * 7 / 5) % 3).collect();
        assert!(check(&old, &new) > 50_000);
    }
}

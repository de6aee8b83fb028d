//! Which units of the old text stand for which of the new: those in order, those split and merged, those moved.
//!
//! Units vote for each other by rows of four tokens that stand in one unit of each text alone. The heaviest chain of pairs that is
//! in order on both sides stays; a pair off the chain has moved. What has no votes is paired in the gaps between.

mod chain;
mod gap;
mod place;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::diff::align;
use crate::diff::token::Text;

/// Units that stand for each other; one side may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Segment {
    /// Units of the old text, in order.
    pub(super) old: Vec<u32>,
    /// Units of the new text, in order.
    pub(super) new: Vec<u32>,
    /// Whether they moved against the rest.
    pub(super) is_moved: bool,
}

/// So many tokens in a row vote.
const SHINGLE: usize = 4;
/// A unit of fewer tokens does not move: it was taken out here and put in there.
const MIN_MOVED: u32 = 6;
/// Nor does one of fewer that stands in several copies.
const MIN_COPY: u32 = 16;

/// So many votes tell that a statement is the same under another key.
const MIN_WHOLE: u32 = 6;

/// An old and a new unit that share rare rows of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edge {
    old: u32,
    new: u32,
    votes: u32,
    /// Whether they share at least half of what the shorter of them could.
    is_strong: bool,
}

/// Pairs the units of both texts. Each unit stands in one segment.
pub(super) fn pair(old: &Text<'_>, new: &Text<'_>) -> Vec<Segment> {
    let mut covered = Covered::new(old.units.len(), new.units.len());
    let all = edges(old, new, &covered);
    // Notes are compared after the text: what became a note, or ceased to be one, is in no order with the rest.
    let is_note = |text: &Text<'_>, unit: u32| text.units[unit as usize].note.is_some();
    let best = Best::new(&all);
    let in_order: Vec<Edge> =
        all.iter().filter(|edge| is_note(old, edge.old) == is_note(new, edge.new) && !best.is_stray(edge)).copied().collect();
    let chain = chain::heaviest(&in_order, new.units.len());
    chain.iter().for_each(|edge| covered.add(edge));
    let mut moved_away = moved(&all, &mut covered, (old, new), MIN_MOVED);
    let mut elsewhere = Covered::new(old.units.len(), new.units.len());
    moved_away.iter().for_each(|segment| elsewhere.add_all(std::slice::from_ref(segment)));
    let mut segments = gap::fill(old, new, &groups(&chain), &elsewhere);
    // What stands in several copies has no votes; of what is left over, one copy may have.
    covered.add_all(&segments);
    moved_away.extend(moved(&edges(old, new, &covered), &mut covered, (old, new), MIN_COPY));
    moved_away.extend(by_field(old, new, &mut covered));
    segments.retain(|segment| !covered.has_moved(segment));
    segments.extend(moved_away);
    place::settle(old, new, &mut segments);
    place::in_order(old, new, &mut segments);
    segments
}

/// Of each unit the one of the other text with which it shares most, and where those stand that share most with it.
struct Best {
    of_old: Homes,
    of_new: Homes,
}

#[derive(Default)]
struct Homes {
    /// Of each unit of one text, the votes of its best of the other and that one.
    best: BTreeMap<u32, (u32, u32)>,
    /// Of each unit of the other, the first and the last of which it is the best.
    guests: FxHashMap<u32, (u32, u32)>,
}

impl Best {
    fn new(edges: &[Edge]) -> Self {
        let of_old = Homes::new(edges.iter().map(|edge| (edge.old, edge.new, edge.votes)));
        let of_new = Homes::new(edges.iter().map(|edge| (edge.new, edge.old, edge.votes)));
        Self { of_old, of_new }
    }

    /// Whether a sentence went from one unit to the other, and neither was split or merged: of the one most stands elsewhere,
    /// and to the other most of a third one went, and neither is a neighbour.
    fn is_stray(&self, edge: &Edge) -> bool {
        self.of_old.is_stray(edge.old, edge.new) || self.of_new.is_stray(edge.new, edge.old)
    }
}

impl Homes {
    fn new(edges: impl Iterator<Item = (u32, u32, u32)>) -> Self {
        let mut own = Self::default();
        for (unit, other, votes) in edges {
            let best = own.best.entry(unit).or_insert((votes, other));
            *best = if best.0 < votes { (votes, other) } else { *best };
        }
        for (&unit, &(_, home)) in &own.best {
            let (first, last) = own.guests.entry(home).or_insert((unit, unit));
            (*first, *last) = ((*first).min(unit), (*last).max(unit));
        }
        own
    }

    fn is_stray(&self, unit: u32, other: u32) -> bool {
        let is_elsewhere = self.best.get(&unit).is_some_and(|(_, home)| home.abs_diff(other) > 1);
        is_elsewhere && self.guests.get(&other).is_some_and(|(first, last)| first.abs_diff(unit).max(last.abs_diff(unit)) > 1)
    }
}

/// Which units have found their pair.
struct Covered {
    old: Vec<bool>,
    new: Vec<bool>,
}

impl Covered {
    fn new(old: usize, new: usize) -> Self {
        Self { old: vec![false; old], new: vec![false; new] }
    }

    fn add(&mut self, edge: &Edge) {
        self.old[edge.old as usize] = true;
        self.new[edge.new as usize] = true;
    }

    /// Takes the units of segments with both sides.
    fn add_all(&mut self, segments: &[Segment]) {
        for segment in segments.iter().filter(|segment| !segment.old.is_empty() && !segment.new.is_empty()) {
            segment.old.iter().for_each(|&unit| self.old[unit as usize] = true);
            segment.new.iter().for_each(|&unit| self.new[unit as usize] = true);
        }
    }

    /// Whether a segment with one side has found another pair.
    fn has_moved(&self, segment: &Segment) -> bool {
        match (&segment.old[..], &segment.new[..]) {
            (&[unit], []) => self.old[unit as usize],
            ([], &[unit]) => self.new[unit as usize],
            _ => false,
        }
    }

    fn is_free(&self, edge: &Edge) -> bool {
        !self.old[edge.old as usize] && !self.new[edge.new as usize]
    }
}

/// Statements with one key that stand in another order.
fn by_field(old: &Text<'_>, new: &Text<'_>, covered: &mut Covered) -> Vec<Segment> {
    let mut homes: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (unit, own) in old.units.iter().enumerate().rev().filter(|(unit, _)| !covered.old[*unit]) {
        own.field.into_iter().for_each(|field| homes.entry(field).or_default().push(unit as u32));
    }
    let mut segments = Vec::new();
    for (unit, own) in new.units.iter().enumerate() {
        let home = own.field.filter(|_| !covered.new[unit]).and_then(|field| homes.get_mut(&field)?.pop());
        if let Some(home) = home {
            covered.add(&Edge { old: home, new: unit as u32, votes: 0, is_strong: false });
            segments.push(Segment { old: vec![home], new: vec![unit as u32], is_moved: true });
        }
    }
    segments
}

/// Pairs off the chain, those with the most votes first.
fn moved(edges: &[Edge], covered: &mut Covered, (old, new): (&Text<'_>, &Text<'_>), least: u32) -> Vec<Segment> {
    let long_enough = |edge: &Edge| {
        old.units[edge.old as usize].tokens.len() as u32 >= least && new.units[edge.new as usize].tokens.len() as u32 >= least
    };
    let mut strong: Vec<&Edge> = edges.iter().filter(|edge| edge.is_strong && covered.is_free(edge) && long_enough(edge)).collect();
    strong.sort_by_key(|edge| (std::cmp::Reverse(edge.votes), edge.old, edge.new));
    let mut segments = Vec::new();
    for edge in strong {
        if covered.is_free(edge) {
            covered.add(edge);
            segments.push(Segment { old: vec![edge.old], new: vec![edge.new], is_moved: true });
        }
    }
    segments
}

/// Pairs of the chain that share a unit belong together: one unit was split, or several merged.
fn groups(chain: &[Edge]) -> Vec<(std::ops::Range<u32>, std::ops::Range<u32>)> {
    let mut groups: Vec<(std::ops::Range<u32>, std::ops::Range<u32>)> = Vec::new();
    for edge in chain {
        match groups.last_mut() {
            Some((old, new)) if edge.old < old.end || edge.new < new.end => {
                old.end = old.end.max(edge.old + 1);
                new.end = new.end.max(edge.new + 1);
            }
            _ => groups.push((edge.old..edge.old + 1, edge.new..edge.new + 1)),
        }
    }
    groups
}

/// All pairs of units not covered yet that share enough, in the order of old, then of new.
fn edges(old: &Text<'_>, new: &Text<'_>, covered: &Covered) -> Vec<Edge> {
    let (homes, guests) = (homes(old, &covered.old), homes(new, &covered.new));
    let mut edges = Vec::new();
    let mut votes: FxHashMap<u32, u32> = FxHashMap::default();
    let mut keys = Vec::new();
    for unit in (0..new.units.len()).filter(|&unit| !covered.new[unit]) {
        votes.clear();
        shingles(new, unit, &mut keys, |shingle| {
            if let Some(&Some(home)) = homes.get(&shingle)
                && guests.get(&shingle) == Some(&Some(unit as u32))
            {
                *votes.entry(home).or_default() += 1;
            }
        });
        let own = shingle_count(new, unit);
        let mut found: Vec<(u32, u32)> = votes.iter().map(|(&home, &votes)| (home, votes)).collect();
        found.sort_unstable();
        for (home, votes) in found {
            let other = shingle_count(old, home as usize);
            let possible = own.min(other);
            // Statements under other keys are other statements, though their values be the same; long ones are not.
            let (was, now) = (old.units[home as usize].field, new.units[unit].field);
            let is_whole = votes >= MIN_WHOLE && votes * 10 >= own.max(other) * 9;
            if votes * 5 >= possible && (was == now || was.is_none() || now.is_none() || is_whole) {
                edges.push(Edge { old: home, new: unit as u32, votes, is_strong: votes * 2 >= possible });
            }
        }
    }
    edges.sort_unstable_by_key(|edge| (edge.old, edge.new));
    edges
}

/// Each row of tokens of the units not covered yet, and the one unit in which it stands; `None` where it stands in several: a
/// heading and its line in the contents.
fn homes(text: &Text<'_>, covered: &[bool]) -> FxHashMap<u64, Option<u32>> {
    let mut homes: FxHashMap<u64, Option<u32>> = FxHashMap::default();
    let mut keys = Vec::new();
    for unit in (0..text.units.len()).filter(|&unit| !covered[unit]) {
        shingles(text, unit, &mut keys, |shingle| {
            let home = homes.entry(shingle).or_insert(Some(unit as u32));
            if *home != Some(unit as u32) {
                *home = None;
            }
        });
    }
    homes
}

fn shingle_count(text: &Text<'_>, unit: usize) -> u32 {
    (text.units[unit].tokens.len() as u32).saturating_sub(SHINGLE as u32 - 1).max(1)
}

/// Calls `each` with the rows of tokens of a unit; a unit shorter than a row is one itself.
fn shingles(text: &Text<'_>, unit: usize, keys: &mut Vec<u32>, mut each: impl FnMut(u64)) {
    unit_keys(text, unit, keys);
    if keys.len() < SHINGLE {
        each(align::hash(keys) ^ keys.len() as u64);
    } else {
        keys.windows(SHINGLE).for_each(|row| each(align::hash(row)));
    }
}

fn unit_keys(text: &Text<'_>, unit: usize, keys: &mut Vec<u32>) {
    keys.clear();
    let range = text.units[unit].tokens.clone();
    keys.extend(text.tokens[range.start as usize..range.end as usize].iter().map(|token| token.key));
}

//! The units without votes, between those that have their pair: equal ones in order, then similar ones; what is left was
//! taken out or put in, or was split off a neighbour.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::diff::align;
use crate::diff::pair::{Covered, Segment, unit_keys};
use crate::diff::token::{Text, Unit};
use crate::document::{BlockKind, Zone};

/// Units of each side that are compared with each other at once, at most.
pub(super) const WINDOW: usize = 20;
/// The share of common words that makes two units a pair; of the only two in a gap; what the same key or kind adds.
pub(super) const SIMILAR: f64 = 0.4;
const ALONE: f64 = 0.12;
const SAME_KEY: f64 = 0.4;
/// The share of a unit's words that its neighbours must have lost for it to be a part split off them.
const LOST: f64 = 0.6;

/// All segments that are in order: `groups`, and what the gaps between them hold; not the units that moved `elsewhere`.
pub(super) fn fill(old: &Text<'_>, new: &Text<'_>, groups: &[(Range<u32>, Range<u32>)], elsewhere: &Covered) -> Vec<Segment> {
    let mut filler = Filler { old, new, elsewhere, numbers: FxHashMap::default(), segments: Vec::new() };
    let (mut a, mut b) = (0, 0);
    for (own_old, own_new) in groups {
        filler.gap(a..own_old.start, b..own_new.start);
        filler.group(own_old.clone(), own_new.clone());
        (a, b) = (own_old.end, own_new.end);
    }
    filler.gap(a..old.units.len() as u32, b..new.units.len() as u32);
    absorb(old, new, filler.segments)
}

struct Filler<'a, 'd> {
    old: &'a Text<'d>,
    new: &'a Text<'d>,
    elsewhere: &'a Covered,
    /// Numbers for the hashes of whole units.
    numbers: FxHashMap<u64, u32>,
    segments: Vec<Segment>,
}

impl Filler<'_, '_> {
    fn push(&mut self, old: Vec<u32>, new: Vec<u32>) {
        if !old.is_empty() || !new.is_empty() {
            self.segments.push(Segment { old, new, is_moved: false });
        }
    }

    /// The units of a group.
    fn group(&mut self, old: Range<u32>, new: Range<u32>) {
        let (old, new) = self.here(old, new);
        self.push(old, new);
    }

    fn here(&self, old: Range<u32>, new: Range<u32>) -> (Vec<u32>, Vec<u32>) {
        let is_here = |elsewhere: &[bool], n: &u32| !elsewhere[*n as usize];
        (old.filter(|n| is_here(&self.elsewhere.old, n)).collect(), new.filter(|n| is_here(&self.elsewhere.new, n)).collect())
    }

    fn gap(&mut self, old: Range<u32>, new: Range<u32>) {
        let (old, new) = self.here(old, new);
        if old.is_empty() && new.is_empty() {
            return;
        }
        if old.len() <= WINDOW && new.len() <= WINDOW {
            return self.similar(&old, &new);
        }
        let hashes = (self.hashes(true, &old), self.hashes(false, &new));
        let (mut a, mut b) = (0, 0);
        for run in align::runs(&hashes.0, &hashes.1) {
            self.similar(&old[a..run.old], &new[b..run.new]);
            (0..run.len).for_each(|n| self.push(vec![old[run.old + n]], vec![new[run.new + n]]));
            (a, b) = (run.old + run.len, run.new + run.len);
        }
        self.similar(&old[a..], &new[b..]);
    }

    fn hashes(&mut self, is_old: bool, units: &[u32]) -> Vec<u32> {
        let text = if is_old { self.old } else { self.new };
        let mut keys = Vec::new();
        units
            .iter()
            .map(|&unit| {
                unit_keys(text, unit as usize, &mut keys);
                // A heading and a caption with the same words are two.
                keys.push(u32::from(matches!(text.units[unit as usize].kind, BlockKind::Heading(_))));
                let next = self.numbers.len() as u32;
                *self.numbers.entry(align::hash(&keys)).or_insert(next)
            })
            .collect()
    }

    /// Pairs what is similar, window by window.
    fn similar(&mut self, mut old: &[u32], mut new: &[u32]) {
        while !old.is_empty() && !new.is_empty() {
            let (a, b) = (&old[..old.len().min(WINDOW)], &new[..new.len().min(WINDOW)]);
            let pairs = Window::new(self.old, self.new, a, b).pairs();
            let is_whole = a.len() == old.len() && b.len() == new.len();
            let (to_old, to_new) = pairs.last().filter(|_| !is_whole).map_or((a.len(), b.len()), |&(x, y)| (x + 1, y + 1));
            self.place(&old[..to_old], &new[..to_new], &pairs);
            (old, new) = (&old[to_old..], &new[to_new..]);
        }
        self.place(old, new, &[]);
    }

    fn place(&mut self, old: &[u32], new: &[u32], pairs: &[(usize, usize)]) {
        let (mut a, mut b) = (0, 0);
        for &(x, y) in pairs.iter().chain(&[(old.len(), new.len())]) {
            old[a..x].iter().for_each(|&n| self.push(vec![n], Vec::new()));
            new[b..y].iter().for_each(|&n| self.push(Vec::new(), vec![n]));
            if x < old.len() && y < new.len() {
                self.push(vec![old[x]], vec![new[y]]);
            }
            (a, b) = (x + 1, y + 1);
            (a, b) = (a.min(old.len()), b.min(new.len()));
        }
    }
}

/// Some units of each side, compared each with each.
struct Window {
    likeness: Vec<Vec<f64>>,
}

impl Window {
    fn new(old: &Text<'_>, new: &Text<'_>, a: &[u32], b: &[u32]) -> Self {
        let (bags_a, bags_b) = (bags(old, a), bags(new, b));
        let least = if a.len() == 1 && b.len() == 1 { ALONE } else { SIMILAR };
        let like = |(n, x): (usize, u32), (m, y): (usize, u32)| {
            let shared = dice(&bags_a[n], &bags_b[m]) + if is_same_place(old, x, new, y) { SAME_KEY } else { 0.0 };
            let is_exchanged = || a.len() == b.len() && n == m && are_short_alike(&old.units[x as usize], &new.units[y as usize]);
            if shared >= least {
                shared
            } else if is_exchanged() {
                ALONE
            } else {
                0.0
            }
        };
        let row = |x: (usize, &u32)| b.iter().enumerate().map(|(m, &y)| like((x.0, *x.1), (m, y))).collect();
        Self { likeness: a.iter().enumerate().map(row).collect() }
    }

    /// The pairs in order whose likeness is the greatest in sum.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let (n, m) = (self.likeness.len(), self.likeness.first().map_or(0, Vec::len));
        let mut sums = vec![vec![0.0_f64; m + 1]; n + 1];
        for a in (0..n).rev() {
            for b in (0..m).rev() {
                let together = if self.likeness[a][b] > 0.0 { self.likeness[a][b] + sums[a + 1][b + 1] } else { 0.0 };
                sums[a][b] = together.max(sums[a + 1][b]).max(sums[a][b + 1]);
            }
        }
        let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
        while a < n && b < m {
            let own = self.likeness[a][b];
            if own > 0.0 && sums[a][b] <= own + sums[a + 1][b + 1] {
                pairs.push((a, b));
                (a, b) = (a + 1, b + 1);
            } else if sums[a + 1][b] >= sums[a][b + 1] {
                a += 1;
            } else {
                b += 1;
            }
        }
        pairs
    }
}

fn bags(text: &Text<'_>, units: &[u32]) -> Vec<Vec<u32>> {
    units.iter().map(|&unit| bag(text, unit)).collect()
}

/// The sorted words of a unit; where it has none, its marks.
pub(super) fn bag(text: &Text<'_>, unit: u32) -> Vec<u32> {
    let range = text.units[unit as usize].tokens.clone();
    let range = range.start as usize..range.end as usize;
    let words = range.clone().filter(|&token| text.is_word(token)).map(|token| text.tokens[token].key);
    let mut bag: Vec<u32> = words.collect();
    if bag.is_empty() {
        bag = text.tokens[range].iter().map(|token| token.key).collect();
    }
    bag.sort_unstable();
    bag
}

/// Twice what two sorted bags have in common, of all that they have.
pub(super) fn dice(a: &[u32], b: &[u32]) -> f64 {
    let (mut n, mut m, mut common) = (0, 0, 0_u32);
    while let (Some(x), Some(y)) = (a.get(n), b.get(m)) {
        common += u32::from(x == y);
        (n, m) = (n + usize::from(x <= y), m + usize::from(y <= x));
    }
    2.0 * f64::from(common) / (a.len() + b.len()).max(1) as f64
}

/// Whether two units are of a few words and of one kind, as cells and items are: where as many are new as have gone, each stands
/// for the one in its place.
fn are_short_alike(old: &Unit, new: &Unit) -> bool {
    let is_short = |unit: &Unit| unit.tokens.len() <= MAX_EXCHANGED;
    let kind = |unit: &Unit| (std::mem::discriminant(&unit.kind), unit.zone, unit.note.is_some());
    let is_part = matches!(old.kind, BlockKind::Item { .. } | BlockKind::Cell | BlockKind::Line);
    is_part && kind(old) == kind(new) && is_short(old) && is_short(new)
}

/// Tokens of such units, at most.
const MAX_EXCHANGED: usize = 8;

/// Statements with one key, and two titles or two headings of one level, stand in the same place.
fn is_same_place(old: &Text<'_>, a: u32, new: &Text<'_>, b: u32) -> bool {
    let (x, y) = (&old.units[a as usize], &new.units[b as usize]);
    match (x.zone, y.zone) {
        (Zone::Header, Zone::Header) => x.field.is_some() && x.field == y.field,
        _ => {
            x.kind == y.kind
                && matches!(
                    x.kind,
                    BlockKind::Title
                        | BlockKind::Subtitle
                        | BlockKind::DocDate
                        | BlockKind::Imprint
                        | BlockKind::Byline
                        | BlockKind::Heading(_)
                        | BlockKind::Dateline
                        | BlockKind::Signature
                )
        }
    }
}

/// A unit without pair whose words a neighbour's pair has lost was split off it, or merged into it.
fn absorb(old: &Text<'_>, new: &Text<'_>, mut segments: Vec<Segment>) -> Vec<Segment> {
    for at in 0..segments.len() {
        if segments[at].old.is_empty() == segments[at].new.is_empty() {
            continue;
        }
        let neighbours = [nearest(&segments, (0..at).rev()), nearest(&segments, at + 1..segments.len())];
        let home = neighbours.into_iter().flatten().find(|&home| is_lost_by(old, new, &segments[at], &segments[home]));
        if let Some(home) = home {
            let own = std::mem::take(&mut segments[at]);
            segments[home].old.extend(own.old);
            segments[home].new.extend(own.new);
            segments[home].old.sort_unstable();
            segments[home].new.sort_unstable();
        }
    }
    segments.retain(|segment| !segment.old.is_empty() || !segment.new.is_empty());
    segments
}

/// The next segment with both sides, over at most two without.
fn nearest(segments: &[Segment], mut places: impl Iterator<Item = usize>) -> Option<usize> {
    places.by_ref().take(3).find(|&place| !segments[place].old.is_empty() && !segments[place].new.is_empty())
}

fn is_lost_by(old: &Text<'_>, new: &Text<'_>, stray: &Segment, home: &Segment) -> bool {
    let count = |text: &Text<'_>, units: &[u32]| units.iter().map(|&unit| text.units[unit as usize].tokens.len()).sum::<usize>();
    let own = count(old, &stray.old) + count(new, &stray.new);
    let mut lost: FxHashMap<u32, i32> = FxHashMap::default();
    let sign = if stray.old.is_empty() { 1 } else { -1 };
    each_key(old, &home.old, |key| *lost.entry(key).or_default() += sign);
    each_key(new, &home.new, |key| *lost.entry(key).or_default() -= sign);
    let mut found = 0_usize;
    let mut take = |key: u32| {
        if let Some(n) = lost.get_mut(&key).filter(|n| **n > 0) {
            *n -= 1;
            found += 1;
        }
    };
    each_key(old, &stray.old, &mut take);
    each_key(new, &stray.new, &mut take);
    found as f64 >= LOST * own as f64
}

fn each_key(text: &Text<'_>, units: &[u32], mut each: impl FnMut(u32)) {
    for &unit in units {
        let range = text.units[unit as usize].tokens.clone();
        text.tokens[range.start as usize..range.end as usize].iter().for_each(|token| each(token.key));
    }
}

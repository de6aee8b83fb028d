//! Units that became a note or a statement, or ceased to be one, where they stood: a mark before them came or went, and they
//! did not move.
//!
//! Each zone is compared by itself, one after the other; so such a unit seems to have moved. Whether it has, the units around
//! it in the file tell.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::diff::pair::Segment;
use crate::diff::pair::gap::{SIMILAR, WINDOW, bag, dice};
use crate::diff::token::Text;
use crate::document::Zone;

/// Pairs the units that stand in different zones on both sides, and says of those that are a pair already
/// that they did not move, where their neighbours stand for each other.
pub(super) fn settle(old: &Text<'_>, new: &Text<'_>, segments: &mut Vec<Segment>) {
    let around = (Around::new(old, segments, |own| &own.old), Around::new(new, segments, |own| &own.new));
    for segment in segments.iter_mut().filter(|own| own.is_moved) {
        if let (&[a], &[b]) = (&segment.old[..], &segment.new[..]) {
            segment.is_moved = !is_across(old, a, new, b) || !around.0.is_same(a, &around.1, b);
        }
    }
    let found = strays(old, new, segments, (&around.0, &around.1));
    let (gone, come): (BTreeSet<u32>, BTreeSet<u32>) = found.iter().copied().unzip();
    segments.retain(|own| match (&own.old[..], &own.new[..]) {
        (&[a], []) => !gone.contains(&a),
        ([], &[b]) => !come.contains(&b),
        _ => true,
    });
    segments.extend(found.into_iter().map(|(a, b)| Segment { old: vec![a], new: vec![b], is_moved: false }));
}

/// Statements that were paired by their keys have moved only where others stand between in another order.
pub(super) fn in_order(old: &Text<'_>, new: &Text<'_>, segments: &mut [Segment]) {
    let is_statement = |text: &Text<'_>, units: &[u32]| units.first().is_some_and(|&unit| text.units[unit as usize].zone == Zone::Header);
    let mut statements: Vec<&mut Segment> =
        segments.iter_mut().filter(|own| is_statement(old, &own.old) && is_statement(new, &own.new)).collect();
    statements.sort_by_key(|own| own.new[0]);
    let mut least_after = vec![u32::MAX; statements.len() + 1];
    for (index, own) in statements.iter().enumerate().rev() {
        least_after[index] = least_after[index + 1].min(own.old[0]);
    }
    let mut most_before = 0;
    for (index, own) in statements.iter_mut().enumerate() {
        own.is_moved &= own.old[0] < most_before || least_after[index + 1] < own.old[0];
        most_before = most_before.max(own.old[0]);
    }
}

/// Units without a pair that are of different zones, in the same place and similar.
fn strays(old: &Text<'_>, new: &Text<'_>, segments: &[Segment], around: (&Around, &Around)) -> Vec<(u32, u32)> {
    let mut homes: FxHashMap<Option<u32>, Vec<(u32, Vec<u32>)>> = FxHashMap::default();
    for segment in segments {
        if let (&[unit], []) = (&segment.old[..], &segment.new[..]) {
            let home = homes.entry(around.0.before[unit as usize]).or_default();
            if home.len() < WINDOW {
                home.push((unit, bag(old, unit)));
            }
        }
    }
    let mut alike = Vec::new();
    for segment in segments {
        if let ([], &[unit]) = (&segment.old[..], &segment.new[..]) {
            let own = bag(new, unit);
            let near =
                homes.get(&around.1.before[unit as usize]).into_iter().flatten().filter(|(home, _)| is_across(old, *home, new, unit));
            let found = near.map(|(home, words)| (dice(words, &own), *home)).filter(|(likeness, _)| *likeness >= SIMILAR);
            alike.extend(found.map(|(likeness, home)| (likeness, home, unit)));
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut gone, mut come) = (BTreeSet::new(), BTreeSet::new());
    alike.retain(|&(_, a, b)| !gone.contains(&a) && !come.contains(&b) && gone.insert(a) && come.insert(b));
    alike.into_iter().map(|(_, a, b)| (a, b)).collect()
}

/// Whether two units are of different zones.
fn is_across(old: &Text<'_>, a: u32, new: &Text<'_>, b: u32) -> bool {
    old.units[a as usize].zone != new.units[b as usize].zone
}

/// Of each unit of a text, the segments next to it in the file of which the units stand in order.
struct Around {
    before: Vec<Option<u32>>,
    after: Vec<Option<u32>>,
}

impl Around {
    fn new(text: &Text<'_>, segments: &[Segment], pick: fn(&Segment) -> &[u32]) -> Self {
        let mut own = vec![None; text.units.len()];
        let in_order = segments.iter().enumerate().filter(|(_, own)| !own.is_moved && !own.old.is_empty() && !own.new.is_empty());
        for (number, segment) in in_order {
            pick(segment).iter().for_each(|&unit| own[unit as usize] = Some(number as u32));
        }
        let mut units: Vec<usize> = (0..text.units.len()).collect();
        units.sort_by_key(|&unit| text.tokens[text.units[unit].tokens.start as usize].extent.start);
        let before = nearest(units.iter().copied(), &own);
        let after = nearest(units.iter().rev().copied(), &own);
        Self { before, after }
    }

    /// Whether a unit has the same neighbour as one of the other text, or none where that has none.
    fn is_same(&self, unit: u32, other: &Self, across: u32) -> bool {
        let is_equal = |a: &[Option<u32>], b: &[Option<u32>]| a[unit as usize] == b[across as usize];
        is_equal(&self.before, &other.before) || is_equal(&self.after, &other.after)
    }
}

/// Of each unit the last segment before it, in the order of `units`.
fn nearest(units: impl Iterator<Item = usize>, own: &[Option<u32>]) -> Vec<Option<u32>> {
    let mut nearest = vec![None; own.len()];
    let mut last = None;
    for unit in units {
        nearest[unit] = last;
        last = own[unit].or(last);
    }
    nearest
}

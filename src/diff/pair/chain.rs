//! The heaviest chain of pairs that is in order on both sides.

use crate::diff::pair::Edge;

/// The pairs of the chain with the most votes in which neither side goes back; a unit may stand in it more than once.
/// `edges` are in the order of old, then of new; `width` is the number of new units.
pub(super) fn heaviest(edges: &[Edge], width: usize) -> Vec<Edge> {
    let mut best = Prefixes { tree: vec![None; width + 1] };
    let mut links: Vec<Link> = Vec::with_capacity(edges.len());
    for (index, edge) in edges.iter().enumerate() {
        let before = best.up_to(edge.new as usize);
        let weight = u64::from(edge.votes) + before.map_or(0, |best| best.weight);
        links.push(Link { before: before.map(|best| best.index) });
        best.offer(edge.new as usize, Best { weight, index });
    }
    let mut chain = Vec::new();
    let mut at = best.up_to(width.saturating_sub(1)).map(|best| best.index);
    while let Some(index) = at {
        chain.push(edges[index]);
        at = links[index].before;
    }
    chain.reverse();
    chain
}

struct Link {
    before: Option<usize>,
}

/// The end of a chain.
#[derive(Clone, Copy)]
struct Best {
    weight: u64,
    index: usize,
}

/// A Fenwick tree of maxima: the best chain that ends at or before a new unit.
struct Prefixes {
    tree: Vec<Option<Best>>,
}

impl Prefixes {
    fn up_to(&self, place: usize) -> Option<Best> {
        let mut at = place + 1;
        let mut best: Option<Best> = None;
        while at > 0 {
            best = heavier(best, self.tree.get(at).copied().flatten());
            at &= at - 1;
        }
        best
    }

    fn offer(&mut self, place: usize, own: Best) {
        let mut at = place + 1;
        while at < self.tree.len() {
            self.tree[at] = heavier(self.tree[at], Some(own));
            at += at & at.wrapping_neg();
        }
    }
}

/// Of equal ones the first found.
fn heavier(a: Option<Best>, b: Option<Best>) -> Option<Best> {
    match (a, b) {
        (Some(a), Some(b)) if b.weight > a.weight || b.weight == a.weight && b.index < a.index => Some(b),
        (None, b) => b,
        (a, _) => a,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_chain_is_found_and_the_light_pair_left_out() {
        let edge = |old, new, votes| Edge { old, new, votes, is_strong: true };
        let edges = [edge(0, 0, 5), edge(1, 3, 4), edge(2, 1, 9), edge(3, 2, 9), edge(3, 3, 2)];
        let chain = heaviest(&edges, 4);
        let places: Vec<(u32, u32)> = chain.iter().map(|edge| (edge.old, edge.new)).collect();
        assert_eq!(places, [(0, 0), (2, 1), (3, 2), (3, 3)]);
    }
}

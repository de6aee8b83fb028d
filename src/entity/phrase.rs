//! Phrases of words, found by walking a tree of their keys.

use rustc_hash::FxHashMap;

/// Phrases, each with a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    edges: FxHashMap<(u32, u64), u32>,
    /// For each node but the root, the number of the phrase that ends there.
    ends: Vec<Option<u32>>,
}

impl Phrases {
    /// Adds the phrase of these words; one that is there keeps its number, which is given back.
    pub(super) fn add(&mut self, keys: &[u64], number: u32) -> u32 {
        let mut node = 0;
        for &key in keys {
            let next = self.ends.len() as u32 + 1;
            let own = *self.edges.entry((node, key)).or_insert(next);
            if own == next {
                self.ends.push(None);
            }
            node = own;
        }
        match self.ends.get_mut((node as usize).wrapping_sub(1)) {
            Some(end) => *end.get_or_insert(number),
            None => number,
        }
    }

    /// The longest phrase at the start of `keys`: how many words it has, and its number.
    pub(super) fn longest(&self, keys: impl Iterator<Item = u64>) -> Option<(usize, u32)> {
        let (mut node, mut found) = (0, None);
        for (n, key) in keys.enumerate() {
            let Some(&next) = self.edges.get(&(node, key)) else {
                break;
            };
            node = next;
            if let Some(number) = self.ends[next as usize - 1] {
                found = Some((n + 1, number));
            }
        }
        found
    }

    /// Whether a phrase begins with this key.
    pub(super) fn begins(&self, key: u64) -> bool {
        self.edges.contains_key(&(0, key))
    }

    /// Whether the word with this key is a phrase by itself.
    pub(super) fn has(&self, key: u64) -> bool {
        self.longest(std::iter::once(key)).is_some()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn the_longest_phrase_is_found() {
        let mut phrases = Phrases::default();
        phrases.add(&[1], 7);
        phrases.add(&[1, 2, 3], 8);
        assert_eq!(phrases.longest([1, 2, 4].into_iter()), Some((1, 7)));
        assert_eq!(phrases.longest([1, 2, 3, 4].into_iter()), Some((3, 8)));
        assert_eq!(phrases.longest([2].into_iter()), None);
        assert_eq!(phrases.add(&[1], 9), 7);
    }
}

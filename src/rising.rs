//! The longest part of a list that is in order.

/// The longest part of `items`, in their order, of which each key is more than that before.
pub(crate) fn longest_rising<T: Copy, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> Vec<T> {
    // For each length the item with the least key that ends a part of it (Schensted 1961), and of each item the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let place = ends.partition_point(|&end| key(&items[end]) < key(item));
        before.push(place.checked_sub(1).map(|place| ends[place]));
        if place == ends.len() { ends.push(index) } else { ends[place] = index }
    }
    let mut chain: Vec<T> = std::iter::successors(ends.last().copied(), |&at| before[at]).map(|at| items[at]).collect();
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn the_longest_part_in_order_is_found() {
        assert_eq!(longest_rising(&[5, 1, 4, 2, 2, 3, 0], |&n| n), [1, 2, 3]);
        assert!(longest_rising(&[0; 0], |&n| n).is_empty());
    }
}

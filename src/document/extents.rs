//! Extents of the text that are asked about together.

use super::Extent;

/// Extents in order, those that meet as one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extents(Vec<Extent>);

impl Extents {
    /// Whether one of them has bytes of `extent`.
    pub(crate) fn meet(&self, extent: Extent) -> bool {
        self.meeting(extent).is_some()
    }

    /// The first that has bytes of `extent`, with all that it meets.
    pub(crate) fn meeting(&self, extent: Extent) -> Option<Extent> {
        let first = self.0.partition_point(|own| own.end <= extent.start);
        self.0.get(first).copied().filter(|own| own.overlaps(extent))
    }
}

impl FromIterator<Extent> for Extents {
    fn from_iter<T: IntoIterator<Item = Extent>>(extents: T) -> Self {
        let mut all: Vec<Extent> = extents.into_iter().collect();
        all.sort_unstable();
        let mut merged: Vec<Extent> = Vec::with_capacity(all.len());
        for extent in all {
            match merged.last_mut() {
                Some(last) if extent.start < last.end => last.end = last.end.max(extent.end),
                _ => merged.push(extent),
            }
        }
        Self(merged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_inside_others_hide_none() {
        let own: Extents = [(20, 22), (0, 10), (2, 4)].into_iter().map(|(start, end)| Extent::new(start, end)).collect();
        assert_eq!(own.meeting(Extent::new(6, 8)), Some(Extent::new(0, 10)));
        assert!(own.meet(Extent::new(21, 30)) && !own.meet(Extent::new(10, 20)));
    }
}

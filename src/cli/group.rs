//! Documents that are worked on together: many short ones are checked faster at once than one by one.

/// Documents of a group, at most.
const MOST: usize = 32;

/// Bytes of a group, at most, if it has more than one document: they are held in memory together.
const BYTES: u64 = 1 << 18;

/// Cuts `jobs` into groups, in order, such that every thread has some; `size` is a document's in bytes.
pub(super) fn groups<T>(jobs: &[T], size: impl Fn(&T) -> u64) -> Vec<&[T]> {
    let most = MOST.min(jobs.len().div_ceil(rayon::current_num_threads()));
    let mut groups = Vec::new();
    let (mut from, mut bytes) = (0, 0);
    for (at, job) in jobs.iter().enumerate() {
        if at > from && (at - from == most || bytes + size(job) > BYTES) {
            groups.push(&jobs[from..at]);
            (from, bytes) = (at, 0);
        }
        bytes += size(job);
    }
    groups.extend((from < jobs.len()).then(|| &jobs[from..]));
    groups
}

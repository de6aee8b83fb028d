//! Given names: one list, by which persons are known in the text and where it says who it is by.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// The names, a row a kind and its names: `given`; `given-word`, common words or places too; and `no-sign`, those of the first that
/// surnames, places or peoples are called as well, so that a line that begins with one need not be a person's name.
pub(crate) const TABLE: &str = include_str!("given_names.tsv");

static SIGNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let no_signs: FxHashSet<&str> = names("no-sign").collect();
    names("given").filter(|name| !no_signs.contains(name)).collect()
});

/// The names of a kind.
fn names(kind: &str) -> impl Iterator<Item = &'static str> {
    let rows = TABLE.lines().filter_map(|row| row.split_once('\t'));
    rows.filter(move |(own, _)| *own == kind).flat_map(|(_, names)| names.split_whitespace())
}

/// Whether a word in any letters is a given name, and nothing else as often: "Karl", "KARL".
pub(crate) fn is_sign_of_person(word: &str) -> bool {
    let capitalised = || {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.flat_map(char::to_lowercase)).collect::<String>()
    };
    SIGNS.contains(word) || SIGNS.contains(&*capitalised())
}

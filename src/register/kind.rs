//! What an entry is about, in the words that projects use for it, in their tables and in TEI.

use crate::document::{EntryKind, PlaceKind};

const KINDS: [(EntryKind, &[&str]); 9] = [
    (EntryKind::Person, &["person", "pers", "persname", "people"]),
    (EntryKind::Place(PlaceKind::Unknown), &["place", "placename", "ort", "lieu", "building", "street"]),
    (EntryKind::Place(PlaceKind::Polity), &["polity", "state", "country"]),
    (EntryKind::Place(PlaceKind::Region), &["region", "district", "county", "province"]),
    (EntryKind::Place(PlaceKind::Settlement), &["settlement", "city", "town", "village", "hamlet"]),
    (EntryKind::Place(PlaceKind::Water), &["water", "river", "lake", "sea"]),
    (EntryKind::Place(PlaceKind::Mountain), &["mountain", "mountains"]),
    (EntryKind::Organisation, &["org", "organisation", "organization", "orgname"]),
    (EntryKind::Work, &["work", "title"]),
];

/// The kind that a word in any letters stands for: `village` is a settlement.
pub(super) fn kind(word: &str) -> Option<EntryKind> {
    let word = word.to_lowercase();
    KINDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_for_two_kinds() {
        let words = || KINDS.iter().flat_map(|(kind, words)| words.iter().map(move |word| (*kind, *word)));
        assert!(words().all(|(own, word)| kind(word) == Some(own)));
        assert_eq!((kind("Village"), kind("thing")), (Some(EntryKind::Place(PlaceKind::Settlement)), None));
    }
}

//! What is no part of the text and differs all the same: comments, and settings of a site. It is not compared, but told.

use std::collections::BTreeMap;

use crate::diff::Version;
use crate::document::{Reason, Role};

/// What a person may have changed of what is left out.
const WRITTEN: [(Reason, &str); 2] = [(Reason::Comment, "comments"), (Reason::SiteSettings, "site settings")];

/// The names of what is left out on both sides and is not the same.
pub(super) fn find(old: Version<'_>, new: Version<'_>) -> Vec<&'static str> {
    let (was, now) = (left_out(old), left_out(new));
    WRITTEN.iter().filter(|(reason, _)| was.get(reason.as_str()) != now.get(reason.as_str())).map(|(_, name)| *name).collect()
}

/// The words that are left out, without the white space between them, by the reason.
fn left_out(version: Version<'_>) -> BTreeMap<&'static str, String> {
    let mut all: BTreeMap<&'static str, String> = BTreeMap::new();
    let mut at = 0;
    for tile in &version.document.tiles {
        let end = at + tile.len as usize;
        if let Role::Dropped(reason) = tile.role
            && WRITTEN.iter().any(|(own, _)| *own == reason)
        {
            let words = version.source.text()[at..end].split_whitespace();
            words.for_each(|word| all.entry(reason.as_str()).or_default().push_str(word));
        }
        at = end;
    }
    all
}

//! Lines among the statements below the title of which no key is known: "Checker: Ann Reader" between "Source: …" and a rule.

use crate::convention::Habits;
use crate::document::{BlockKind, Document};
use crate::structure::statement;

/// Whether the block at `n` of `units` is of the statements below the title: they go on with it, or begin with it, up to a rule.
pub(super) fn is_of_statements(document: &Document, habits: &Habits, units: &[usize], n: usize, before: &[usize]) -> bool {
    let follows = n > 0 && before.last() == Some(&units[n - 1]);
    let begins = n > 0 && document.blocks[units[n - 1]].kind == BlockKind::Rule && is_keyed(document, units[n]);
    if !follows && !begins {
        return false;
    }
    closes(document, habits, &units[n - 1..], if follows { before.len() } else { 0 })
}

/// Whether a rule ends the run of such lines below the first of `units`, and no more of them are unknown than known.
fn closes(document: &Document, habits: &Habits, units: &[usize], mut known: usize) -> bool {
    const MOST: usize = 8;
    let mut unknown = 0;
    for pair in units.windows(2).take(MOST) {
        let (above, block, index) = (&document.blocks[pair[0]], &document.blocks[pair[1]], pair[1]);
        if block.kind == BlockKind::Rule {
            return unknown <= known;
        }
        if block.kind != BlockKind::Paragraph {
            return false;
        }
        // What may be done with the text may take more than a paragraph.
        let goes_on = || document.str(block.extent).len() <= MAX && statement::grants(document, above, habits);
        if statement::is_one(document, block, habits) || goes_on() {
            known += 1;
        } else if is_keyed(document, index) {
            unknown += 1;
        } else {
            return false;
        }
    }
    false
}

/// A line is no longer, in bytes.
const MAX: usize = 420;

/// "Checker: Ann Reader": a few words with a capital, a colon, and more.
fn is_keyed(document: &Document, index: usize) -> bool {
    const KEY: usize = 40;
    const WORDS: usize = 5;
    let text = document.str(document.blocks[index].extent);
    let key = text.split_once(": ").map(|(key, _)| key);
    let is_key = |key: &str| {
        key.len() <= KEY
            && key.starts_with(char::is_uppercase)
            && key.split_whitespace().count() <= WORDS
            && !key.contains(|c: char| ".,;!?\"“”[]()".contains(c))
    };
    text.len() <= MAX && key.is_some_and(is_key)
}

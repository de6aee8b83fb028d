//! Equal small changes as one item, with all their places; and marks that are taken out or put in as a pair.

use std::collections::BTreeMap;

use crate::diff::change::{Category, Kind, Subkind};
use crate::diff::item::Item;
use crate::diff::lemma::{Meanings, Sides};
use crate::diff::token::Text;

/// Changes of one group that are not equal are one item where there are more than so many.
const MANY: usize = 5;

/// Changes that are one item of the report: the first is shown.
pub(super) fn group(sides: Sides<'_, '_>, items: Vec<Item>) -> Vec<Vec<Item>> {
    let mut groups: Vec<Vec<Item>> = Vec::new();
    let mut equal: BTreeMap<Key, usize> = BTreeMap::new();
    for item in items {
        let key = Key::of(sides, &item);
        match key.as_ref().and_then(|key| equal.get(key)) {
            Some(&at) => groups[at].push(item),
            None => {
                equal.extend(key.map(|key| (key, groups.len())));
                groups.push(vec![item]);
            }
        }
    }
    many(groups)
}

/// What equal changes have in common.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    kind: Kind,
    category: Category,
    subkind: Option<Subkind>,
    old: String,
    new: String,
    values: Option<Meanings>,
}

impl Key {
    /// `None` for a change that is an item of its own.
    fn of(sides: Sides<'_, '_>, item: &Item) -> Option<Self> {
        let close = item.group.as_ref().filter(|group| group.is_close);
        if item.is_single {
            return None;
        }
        let (old, new) = match close {
            Some(group) => (group.old.clone(), group.new.clone()),
            None => (words(sides.old, &item.old), words(sides.new, &item.new)),
        };
        Some(Self { kind: item.kind, category: item.category, subkind: item.subkind, old, new, values: item.values.clone() })
    }
}

fn words(text: &Text<'_>, tokens: &std::ops::Range<usize>) -> String {
    if tokens.is_empty() { String::new() } else { text.document.str(text.extent(tokens)).to_owned() }
}

/// Joins the groups that differ in words alone, where they are many.
fn many(groups: Vec<Vec<Item>>) -> Vec<Vec<Item>> {
    let mut sizes: BTreeMap<(Kind, Category, String, String), usize> = BTreeMap::new();
    let key = |group: &[Item]| {
        let first = group.first()?;
        let own = first.group.as_ref().filter(|own| !own.is_close)?;
        Some((first.kind, first.category, own.old.clone(), own.new.clone()))
    };
    for group in &groups {
        if let Some(key) = key(group) {
            *sizes.entry(key).or_default() += 1;
        }
    }
    let mut homes: BTreeMap<(Kind, Category, String, String), usize> = BTreeMap::new();
    let mut joined: Vec<Vec<Item>> = Vec::with_capacity(groups.len());
    for group in groups {
        let key = key(&group).filter(|key| sizes[key] > MANY);
        match key.as_ref().and_then(|key| homes.get(key)) {
            Some(&home) => joined[home].extend(group),
            None => {
                homes.extend(key.map(|key| (key, joined.len())));
                joined.push(group);
            }
        }
    }
    joined
}

/// Marks that open and close, of which both were put in or both taken out.
const PAIRS: [(&str, &str); 8] = [("[", "]"), ("(", ")"), ("{", "}"), ("⟨", "⟩"), ("“", "”"), ("«", "»"), ("\"", "\""), ("‘", "’")];
/// Tokens between the marks of a pair, at most.
const MAX_BETWEEN: usize = 60;

/// Changes between the marks of a pair, at most.
const MAX_ITEMS: usize = 12;

/// Makes one change of an opening and a closing mark around words that stay. `items` are in order.
pub(super) fn pair_marks(items: Vec<Item>) -> Vec<Item> {
    let mut paired: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let near = (paired.len().saturating_sub(MAX_ITEMS)..paired.len()).rev();
        let opener = near.filter(|&at| is_marks(&paired[at])).find(|&at| is_pair(&paired[at], &item));
        match opener {
            Some(at) => {
                let before = &mut paired[at];
                before.old = before.old.start..item.old.end;
                before.new = before.new.start..item.new.end;
                before.group = None;
            }
            None => paired.push(item),
        }
    }
    paired
}

const fn is_marks(item: &Item) -> bool {
    matches!(item.kind, Kind::Punctuation | Kind::EditorialSupply)
}

fn is_pair(opener: &Item, closer: &Item) -> bool {
    let signs = |item: &Item| item.group.clone().map(|group| (group.old, group.new));
    let Some(((was, now), (was_end, now_end))) = signs(opener).zip(signs(closer)).filter(|_| is_marks(closer)) else {
        return false;
    };
    let is_near = closer.old.start.saturating_sub(opener.old.end) <= MAX_BETWEEN
        && closer.new.start.saturating_sub(opener.new.end) <= MAX_BETWEEN
        && closer.old.start >= opener.old.start
        && closer.new.start >= opener.new.start;
    let is_taken = now.is_empty() && now_end.is_empty() && PAIRS.contains(&(&*was, &*was_end));
    let is_put = was.is_empty() && was_end.is_empty() && PAIRS.contains(&(&*now, &*now_end));
    let is_exchanged = PAIRS.contains(&(&*was, &*was_end)) && PAIRS.contains(&(&*now, &*now_end));
    is_near && (is_taken || is_put || is_exchanged)
}

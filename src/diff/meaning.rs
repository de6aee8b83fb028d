//! What names and dates mean that have the same words in both texts, or forms of one name: whom a register, a correction or
//! the TEI says they name, when, and what they link to. Names that nobody has decided on are not compared: what they are called by the program
//! depends on the other names of the text.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diff::change::{Kind, Subkind};
use crate::diff::item::Item;
use crate::diff::lemma::{self, Sides};
use crate::diff::note::Partners;
use crate::diff::token::{Text, Unit};
use crate::document::{Annotation, Document, Extent, Kind as Annotated, Set};

/// A name, date or link of one text.
#[derive(Clone, Debug, PartialEq)]
struct Meant {
    tokens: Range<usize>,
    sort: Sort,
    /// `#sverdlov`, `1919-02-18`, `https://example.org`.
    value: String,
    /// Whether the value follows from the rest of the text.
    is_inferred: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Sort {
    Name,
    Date,
    Link,
}

/// Names of more words are not looked for in the words of a change.
const MAX_CHANGED: usize = 8;

/// Adds to `items` the names, dates and links that mean something else in the same words, and to changes of words whom they named
/// and name.
pub(super) fn compare(sides: Sides<'_, '_>, partners: &Partners, items: &mut Vec<Item>) {
    let (old, new) = (meant(sides.old), meant(sides.new));
    let names = (of_sort(&old, Sort::Name), of_sort(&new, Sort::Name));
    if !names.0.is_empty() || !names.1.is_empty() {
        items.iter_mut().filter(|item| is_of_words(item)).for_each(|item| named(item, &names));
    }
    let by_range: FxHashMap<(Sort, Range<usize>), &Meant> = old.iter().map(|own| ((own.sort, own.tokens.clone()), own)).collect();
    let links = (of_sort(&old, Sort::Link), of_sort(&new, Sort::Link));
    let mut gone: FxHashSet<&Range<usize>> = links.0.iter().map(|own| &own.tokens).collect();
    for now in &new {
        let Some(tokens) = partner_range(&partners.of_new, &now.tokens) else { continue };
        gone.remove(&tokens);
        match by_range.get(&(now.sort, tokens.clone())) {
            Some(was) if was.value != now.value && !follows(was, now) && !follows(now, was) => items.push(item(was, now)),
            None if now.sort == Sort::Link && !goes_on(&links.0, tokens.start, &now.value) => {
                items.push(linked((tokens, now.tokens.clone()), (None, Some(&now.value))));
            }
            _ => {}
        }
    }
    let taken = links.0.iter().filter(|was| gone.contains(&was.tokens));
    items.extend(taken.filter_map(|was| {
        let tokens = partner_range(&partners.of_old, &was.tokens)?;
        (!goes_on(&links.1, tokens.start, &was.value)).then(|| linked((was.tokens.clone(), tokens), (Some(&was.value), None)))
    }));
}

/// Whether a word is in a link that leads where another did: it has more words or fewer now.
fn goes_on(links: &[&Meant], token: usize, value: &str) -> bool {
    let after = links.partition_point(|own| own.tokens.start <= token);
    links[..after].last().is_some_and(|own| own.tokens.contains(&token) && own.value == value)
}

fn of_sort(all: &[Meant], sort: Sort) -> Vec<&Meant> {
    all.iter().filter(|own| own.sort == sort).collect()
}

/// The tokens of the other side that stand for all of `tokens`, one by one.
fn partner_range(partners: &[Option<u32>], tokens: &Range<usize>) -> Option<Range<usize>> {
    let start = partners[tokens.start]? as usize;
    let is_same = tokens.clone().enumerate().all(|(n, token)| partners[token] == Some((start + n) as u32));
    is_same.then(|| start..start + tokens.len())
}

/// Whether the value of one follows from the rest of the text, and so does that of the other, or it has no year.
fn follows(own: &Meant, other: &Meant) -> bool {
    own.is_inferred && (other.is_inferred || other.value.starts_with("--"))
}

/// The same words with another link, or with one on one side only.
fn linked((old, new): (Range<usize>, Range<usize>), (was, now): (Option<&String>, Option<&String>)) -> Item {
    let shown = |target: Option<&String>| Some(target.map_or_else(|| "no link".to_owned(), String::clone));
    Item { values: Some((shown(was), shown(now))), ..Item::new(Kind::Markup, old, new).in_group("link", "other link", false) }
}

fn item(was: &Meant, now: &Meant) -> Item {
    if now.sort == Sort::Link {
        return linked((was.tokens.clone(), now.tokens.clone()), (Some(&was.value), Some(&now.value)));
    }
    let subkind = if now.sort == Sort::Date { Subkind::Date } else { Subkind::Name };
    let item = Item::new(Kind::Entity, was.tokens.clone(), now.tokens.clone()).with_subkind(subkind);
    Item { values: Some((Some(was.value.clone()), Some(now.value.clone()))), ..item }
}

/// Whether an item changes a few words.
fn is_of_words(item: &Item) -> bool {
    matches!(item.kind, Kind::Substitution | Kind::Deletion | Kind::Insertion)
        && item.values.is_none()
        && !item.is_whole()
        && item.old.len().max(item.new.len()) <= MAX_CHANGED
}

/// Says of a change in a name whom it named and names, where that is not the same. A form of a name that now names somebody
/// else is a change of identity.
fn named(item: &mut Item, names: &(Vec<&Meant>, Vec<&Meant>)) {
    let (was, now) = (around(&names.0, &item.old), around(&names.1, &item.new));
    let value = |own: Option<&Meant>| own.map(|own| own.value.clone());
    let is_exchange = item.kind == Kind::Substitution;
    // Words that were put in or taken out are part of a name where it goes on beside them.
    let is_part = |own: &Meant, tokens: &Range<usize>| tokens.is_empty() || own.tokens.start < tokens.start || own.tokens.end > tokens.end;
    let is_form = !is_exchange || matches!(item.subkind, Some(Subkind::NameVariant | Subkind::Spelling));
    match (was, now) {
        (Some(was), Some(now)) if was.value == now.value => {}
        (Some(was), Some(now)) if is_form && (is_exchange || is_part(was, &item.old) && is_part(now, &item.new)) => {
            (item.kind, item.subkind) = (Kind::Entity, Some(Subkind::NameVariant));
            item.values = Some((value(Some(was)), value(Some(now))));
        }
        (None, None) => {}
        _ if is_exchange => item.values = Some((value(was), value(now))),
        _ => {}
    }
}

/// The one name that `tokens` touch; a place between tokens touches a name that it is in or at the edge of.
fn around<'m>(names: &[&'m Meant], tokens: &Range<usize>) -> Option<&'m Meant> {
    let reach = if tokens.is_empty() { tokens.start.saturating_sub(1)..tokens.end + 1 } else { tokens.clone() };
    let first = names.partition_point(|own| own.tokens.start + MAX_NAME < reach.start);
    let touches = |own: &&&Meant| own.tokens.start < reach.end && own.tokens.end > reach.start;
    let mut near = names[first..].iter().take_while(|own| own.tokens.start < reach.end).filter(touches);
    let own = near.next()?;
    near.all(|other| other.value == own.value).then_some(own)
}

/// Tokens of a name, at most.
const MAX_NAME: usize = 24;

/// The names and dates of a text whose meaning is known, in the order of their first tokens.
fn meant(text: &Text<'_>) -> Vec<Meant> {
    let decided = decided(text.document);
    let mut all = Vec::new();
    for unit in &text.units {
        let (first, last) = (text.tokens[unit.tokens.start as usize].extent, text.tokens[unit.tokens.end as usize - 1].extent);
        let near = text.document.annotations_in(Extent { start: first.start, end: last.end });
        all.extend(near.iter().filter_map(|own| of_annotation(text, unit, own, &decided)));
    }
    all.sort_by_key(|own| own.tokens.start);
    all
}

/// Whom persons say that words name.
fn decided(document: &Document) -> FxHashMap<Extent, &str> {
    let pointer = |set| if let &Set::Ref(Some(ref which)) = set { Some(&**which) } else { None };
    document.corrections.iter().filter_map(|own| Some((own.extent, pointer(&own.set)?))).collect()
}

fn of_annotation(text: &Text<'_>, unit: &Unit, own: &Annotation, decided: &FxHashMap<Extent, &str>) -> Option<Meant> {
    let (sort, value, is_inferred) = match &own.kind {
        Annotated::Date(date) => (Sort::Date, lemma::iso(date)?, date.inferred.is_some()),
        Annotated::Mention(mention) => {
            let entry = text.document.entries.get(mention.entry?.0 as usize)?;
            let id = entry.id.as_deref().or_else(|| decided.get(&own.extent).copied())?;
            (Sort::Name, pointer(id), false)
        }
        // Where links inside the text lead, its form decides.
        Annotated::Link(Some(target)) if !target.starts_with('#') => (Sort::Link, target.to_string(), false),
        _ => return None,
    };
    let (from, to) = (unit.tokens.start as usize, unit.tokens.end as usize);
    let place = |byte: u32| from + text.tokens[from..to].partition_point(|token| token.extent.start < byte);
    let tokens = place(own.extent.start)..place(own.extent.end);
    (!tokens.is_empty()).then_some(Meant { tokens, sort, value, is_inferred })
}

/// An id as TEI points at it; an address, or another's pointer, stays as it is.
fn pointer(id: &str) -> String {
    if id.contains([':', '/', '#']) { id.to_owned() } else { format!("#{id}") }
}

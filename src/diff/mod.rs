//! What changed between two revisions, as an editor would put it.
//!
//! Both documents become tokens in units (`token`), of which the folded forms are aligned: first whole units, by rare
//! rows of tokens (`pair`), then the tokens of each (`passage`, `align`). What does not agree is classified
//! (`classify`), what agrees but for its shape is told from what does not (`level`); notes, sections, statements and
//! moved sentences are changes of their own. Equal small changes are one item (`group`).
//!
//! All of it is symmetric, since the two texts are compared in an order of their own: `diff(b, a)` mirrors `diff(a, b)`.

mod align;
mod build;
mod change;
mod classify;
mod fold;
mod group;
mod item;
mod lemma;
mod level;
mod meaning;
mod metadata;
mod note;
mod pair;
mod passage;
pub mod render;
mod script;
mod sentence;
mod spelling;
mod structure;
mod token;
mod unread;

use std::ops::Range;

use crate::document::Document;
use crate::source::Source;

use classify::Classifier;
use fold::Interner;
use item::Item;
use lemma::Sides;
use note::{Notes, Partners};
use passage::{Origin, Passage};
use sentence::Claimed;
use spelling::Spelling;
use token::Text;

pub use change::{Category, Change, Context, Kind, Pair, Place, Side, Subkind, Values, Zone, classes};
pub use script::{Edit, Script};
pub use spelling::Rule;

/// A revision: what it was read from, and what was read.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The file.
    pub source: &'a Source,
    /// What was made of it.
    pub document: &'a Document,
}

/// What changed between two revisions.
#[derive(Debug, Default)]
pub struct Diff {
    /// The items of the report, in the order of the new text.
    pub changes: Vec<Change>,
    /// Which words stand for which, for views of the whole text.
    pub script: Script,
    /// What is not the same but no part of the text, and so in no item: `comments`, `site settings`.
    pub unread: Vec<&'static str>,
}

/// Compares two revisions; `rules` are the project's rules of spelling.
///
/// ```
/// use teiscribe::diff::{self, Kind, Version};
/// use teiscribe::settings::Settings;
///
/// let read = |text: &str| teiscribe::read("t.txt", text.into(), &Settings::default()).unwrap();
/// let (old, new) = (read("It was undoubtly\nso, he said.\n"), read("It was undoubtedly so, he said.\n"));
/// let diff = diff::diff(Version { source: &old.source, document: &old.document }, Version { source: &new.source, document: &new.document }, &[]);
/// assert_eq!(diff.changes.len(), 1);
/// assert_eq!(diff.changes[0].kind, Kind::Substitution);
/// ```
pub fn diff(old: Version<'_>, new: Version<'_>, rules: &[Rule]) -> Diff {
    let mut interner = Interner::default();
    let (text_old, text_new) = (Text::new(old, &mut interner), Text::new(new, &mut interner));
    let sides = Sides { old: &text_old, new: &text_new };
    let is_mirrored = new.source.text() < old.source.text();
    let compared = if is_mirrored { compare(mirrored(sides), &interner, rules).mirrored() } else { compare(sides, &interner, rules) };
    let script = Script::new(sides, &compared.partners);
    Diff { changes: build::changes((old, new), sides, compared.items), script, unread: unread::find(old, new) }
}

const fn mirrored<'a, 'd>(sides: Sides<'a, 'd>) -> Sides<'a, 'd> {
    Sides { old: sides.new, new: sides.old }
}

/// The result of a comparison, before texts and places.
struct Compared {
    items: Vec<Item>,
    partners: Partners,
}

impl Compared {
    fn mirrored(self) -> Self {
        let partners = Partners { of_old: self.partners.of_new, of_new: self.partners.of_old };
        Self { items: self.items.into_iter().map(Item::mirrored).collect(), partners }
    }
}

fn compare(sides: Sides<'_, '_>, interner: &Interner, rules: &[Rule]) -> Compared {
    let segments = pair::pair(sides.old, sides.new);
    let mut passages: Vec<Passage> = segments.iter().map(|segment| Passage::of(segment, sides.old, sides.new)).collect();
    let mut claimed = Claimed::new(sides.old.tokens.len(), sides.new.tokens.len());
    let sentences = sentence::moved(&mut passages, sides.old, sides.new, &mut claimed);
    let partners = partners(sides, passages.iter().chain(&sentences));
    let notes = Notes::new(sides, &partners);
    let language = sides.new.document.header.tongue().or(sides.old.document.header.tongue());
    let classifier = Classifier { sides, interner, spelling: Spelling::new(rules, language), has_capital_nouns: language == Some("de") };
    let is_whole = |index: usize| passages[index].hunks().iter().all(|hunk| claimed.rest(&passages[index], hunk) == [hunk.clone()]);
    let mut items = structure::items(sides, &segments, &notes, &partners, &is_whole);
    for (index, passage) in passages.iter().enumerate() {
        let is_one_sided = passage.old.is_empty() || passage.new.is_empty();
        if !is_one_sided || !is_whole(index) {
            items.extend(words(&classifier, passage, &claimed, &notes).into_iter().map(|item| anchored(sides, passage, &partners, item)));
        }
    }
    for sentence in &sentences {
        items.push(sentence_item(sentence));
        items.extend(words(&classifier, sentence, &Claimed::new(sides.old.tokens.len(), sides.new.tokens.len()), &notes));
    }
    let mut items: Vec<Item> = items.into_iter().flat_map(|item| apart(sides, item)).collect();
    meaning::compare(sides, &partners, &mut items);
    let whole = Whole::of(&items);
    items.extend(
        notes.items(sides, &partners).into_iter().filter(|item| notes.marker(item).is_none_or(|marker| !whole.holds(item, marker))),
    );
    Compared { items: metadata::gather(sides, items), partners }
}

/// The tokens of whole units put in or taken out, which notes between them go with.
struct Whole {
    old: Vec<Range<usize>>,
    new: Vec<Range<usize>>,
}

impl Whole {
    fn of(items: &[Item]) -> Self {
        let sorted = |pick: fn(&Item) -> &Range<usize>| {
            let mut ranges: Vec<_> =
                items.iter().filter(|item| item.is_whole()).map(|item| pick(item).clone()).filter(|range| !range.is_empty()).collect();
            ranges.sort_by_key(|range| range.start);
            ranges
        };
        Self { old: sorted(|item| &item.old), new: sorted(|item| &item.new) }
    }

    /// Whether a note put in or taken out has its marker in such units.
    fn holds(&self, item: &Item, marker: usize) -> bool {
        let is_in = |ranges: &[Range<usize>]| {
            let after = ranges.partition_point(|range| range.start < marker);
            after > 0 && marker <= ranges[after - 1].end
        };
        match item.kind {
            Kind::NoteDelete => is_in(&self.old),
            Kind::NoteInsert => is_in(&self.new),
            _ => false,
        }
    }
}

/// The changes inside a passage, but for those in notes that were put in or taken out.
fn words(classifier: &Classifier<'_, '_>, passage: &Passage, claimed: &Claimed, notes: &Notes) -> Vec<Item> {
    let hunks: Vec<_> = passage.hunks().iter().flat_map(|hunk| claimed.rest(passage, hunk)).collect();
    let mut items = classifier.items(passage, &hunks);
    items.extend(level::items(classifier.sides, passage));
    items.sort_by_key(|item| (item.new.start, item.old.start));
    let note = |text: &Text<'_>, tokens: &Range<usize>| {
        if tokens.is_empty() { None } else { text.unit(tokens.start).note }
    };
    items.retain(|item| {
        let is_gone = item.new.is_empty() && note(classifier.sides.old, &item.old).is_some_and(|note| notes.is_deleted(note));
        let is_come = item.old.is_empty() && note(classifier.sides.new, &item.new).is_some_and(|note| notes.is_inserted(note));
        !is_gone && !is_come
    });
    group::pair_marks(items)
}

/// What was taken out of units of which nothing is left stands where the words after them stand.
fn anchored(sides: Sides<'_, '_>, passage: &Passage, partners: &Partners, item: Item) -> Item {
    if passage.new.is_empty() {
        let at = note::partner_after(&partners.of_old, item.old.end, sides.new.tokens.len());
        return Item { new: at..at, ..item };
    }
    if passage.old.is_empty() {
        let at = note::partner_after(&partners.of_new, item.new.end, sides.old.tokens.len());
        return Item { old: at..at, ..item };
    }
    item
}

fn partners<'a>(sides: Sides<'_, '_>, passages: impl Iterator<Item = &'a Passage>) -> Partners {
    let mut partners = Partners { of_old: vec![None; sides.old.tokens.len()], of_new: vec![None; sides.new.tokens.len()] };
    for passage in passages {
        for run in &passage.runs {
            for n in 0..run.len {
                let (old, new) = (passage.old[run.old + n], passage.new[run.new + n]);
                partners.of_old[old as usize] = Some(new);
                partners.of_new[new as usize] = Some(old);
            }
        }
    }
    partners
}

/// A change of words as changes of what stands together in the text; any other as it is.
fn apart(sides: Sides<'_, '_>, item: Item) -> Vec<Item> {
    if !matches!(item.kind, Kind::Substitution | Kind::Deletion | Kind::Insertion) {
        return vec![item];
    }
    let (old, new) = (sides.old.parts(&item.old), sides.new.parts(&item.new));
    if old.len() <= 1 && new.len() <= 1 {
        return vec![item];
    }
    let (after_old, after_new) = (item.old.end..item.old.end, item.new.end..item.new.end);
    let part = |n: usize| match (old.get(n).cloned(), new.get(n).cloned()) {
        (Some(old), Some(new)) => Item::new(Kind::Substitution, old, new),
        (Some(old), None) => Item { old, new: after_new.clone(), kind: Kind::Deletion, ..item.clone() },
        (None, new) => Item { old: after_old.clone(), new: new.unwrap_or_default(), kind: Kind::Insertion, ..item.clone() },
    };
    (0..old.len().max(new.len())).map(part).map(|part| if has_words(sides, &part) { part } else { marks(part) }).collect()
}

fn has_words(sides: Sides<'_, '_>, item: &Item) -> bool {
    item.old.clone().any(|token| sides.old.is_word(token)) || item.new.clone().any(|token| sides.new.is_word(token))
}

/// What is left of a change of words where its other part holds them all.
fn marks(part: Item) -> Item {
    Item::new(Kind::Punctuation, part.old, part.new)
}

/// A sentence that moved; with its neighbour, where the two changed places.
fn sentence_item(passage: &Passage) -> Item {
    let (old, new) = (passage.old_tokens(&(0..passage.old.len())), passage.new_tokens(&(0..passage.new.len())));
    let item = Item { moved: Some((old.clone(), new.clone())), ..Item::new(Kind::SentenceMove, old, new).alone() };
    match &passage.origin {
        Origin::Sentence { swapped: Some((old, new)) } => Item { old: old.clone(), new: new.clone(), ..item }.with_subkind(Subkind::Swap),
        _ => item,
    }
}

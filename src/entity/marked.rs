//! Names that the transcription marks up itself: `[Smith](#smith-adam)`, `[Minsk](https://www.wikidata.org/wiki/Q2280)`,
//! `Georgia<!-- georgia-us -->`. What leads to an entry of the register counts as the register's own word, where the words are a
//! name of the entry: `[Biography](#smith-adam)` stays a link.

use rustc_hash::FxHashMap;

use super::found::MARKED;
use super::known;
use super::registered::mention_kind;
use super::spotted::{is_in, places};
use super::token::fold;
use crate::document::{Annotation, Document, Extent, Kind};
use crate::register::{self, Known, Register};

/// A name, and the index in the register of the entry that its mark leads to.
type Marked = (Extent, u32);

/// Makes mentions of what is marked; other names at the place give way. Marks that lead to no entry stay what they are.
pub(super) fn find(document: &mut Document, register: &Register) {
    let marked = if register.is_empty() { Vec::new() } else { marked(document, register) };
    if marked.is_empty() {
        return;
    }
    let names: Vec<Extent> = marked.iter().map(|(name, _)| *name).collect();
    document.annotations.retain(|own| !gives_way(own, &names));
    let mut entries = FxHashMap::default();
    for (extent, index) in marked {
        let known = &register.entries[index as usize];
        let entry = *entries.entry(index).or_insert_with(|| known::entry_in(document, known));
        let mention = MARKED.mention(mention_kind(known.kind), Some(entry));
        document.annotations.push(Annotation { extent, kind: Kind::Mention(Box::new(mention)) });
    }
    document.sort_annotations();
}

/// The names in order, none inside another.
fn marked(document: &Document, register: &Register) -> Vec<Marked> {
    let marks: Vec<(&Annotation, &str)> = document.annotations.iter().filter_map(|own| Some((own, mark(&own.kind)?))).collect();
    if marks.is_empty() {
        return Vec::new();
    }
    let (index, places) = (Index::of(register), places(document));
    let mut found: Vec<Marked> = Vec::new();
    for (own, mark) in marks {
        let Some(entry) = index.get(mark) else { continue };
        let known = &register.entries[entry as usize];
        let linked = || is_named(document.str(own.extent), known).then_some(own.extent);
        let name = if own.extent.is_empty() { before(document, own.extent.start, known) } else { linked() };
        let is_free = |name: &Extent| found.last().is_none_or(|(last, _)| last.end <= name.start);
        found.extend(name.filter(|name| is_in(&places, *name) && is_free(name)).map(|name| (name, entry)));
    }
    found
}

/// Where a mark leads.
fn mark(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Link(target) => target.as_deref(),
        Kind::Marked(id) => Some(id),
        _ => None,
    }
}

/// The entries of a register by their ids and by what they are called elsewhere.
struct Index<'r> {
    ids: FxHashMap<&'r str, u32>,
    identifiers: FxHashMap<(&'r str, &'r str), u32>,
}

impl<'r> Index<'r> {
    fn of(register: &'r Register) -> Self {
        let (mut ids, mut identifiers) = (FxHashMap::default(), FxHashMap::default());
        for (known, index) in register.entries.iter().zip(0..) {
            ids.entry(known.id.as_str()).or_insert(index);
            for (kind, value) in &known.identifiers {
                identifiers.entry((kind.as_str(), value.as_str())).or_insert(index);
            }
        }
        ids.remove("");
        Self { ids, identifiers }
    }

    /// The entry that `smith`, `#smith`, `wd:Q9381` or an address leads to.
    fn get(&self, mark: &str) -> Option<u32> {
        let id = mark.strip_prefix('#').unwrap_or(mark);
        let elsewhere = || register::identifier(mark);
        self.ids.get(id).copied().or_else(|| elsewhere().and_then(|(kind, value)| self.identifiers.get(&(&*kind, &*value)).copied()))
    }
}

/// Whether a word of the text is one of the entry's names, articles and the like apart.
fn is_named(text: &str, known: &Known) -> bool {
    const SHORT: usize = 2;
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > SHORT).map(fold).collect()
    };
    let own = words(text);
    known.forms.iter().any(|form| words(&form.text).iter().any(|word| own.contains(word)))
}

/// The name before a comment: the one that was found there, else the longest form of the entry that stands there.
fn before(document: &Document, at: u32, known: &Known) -> Option<Extent> {
    let text = document.text[..at as usize].trim_end_matches(' ');
    let end = text.len() as u32;
    let found = document.annotations[..document.annotations.partition_point(|own| own.extent.start < end)].iter().rev().take(8);
    let named = found.filter(|own| own.extent.end == end && matches!(own.kind, Kind::Mention(_))).map(|own| own.extent).next_back();
    let forms = known.forms.iter().filter(|form| text.ends_with(&*form.text)).map(|form| form.text.len());
    named.or_else(|| forms.max().map(|len| Extent::new(text.len() - len, text.len())))
}

/// Whether an annotation cannot stand beside the names: a name or title about the same words, or the mark itself.
fn gives_way(own: &Annotation, names: &[Extent]) -> bool {
    let at = names.partition_point(|name| name.end <= own.extent.start);
    let is_at = names.get(at).is_some_and(|name| name.overlaps(own.extent));
    is_at
        && (matches!(own.kind, Kind::Mention(_) | Kind::Title(_))
            || matches!(own.kind, Kind::Link(_)) && names.get(at) == Some(&own.extent))
}

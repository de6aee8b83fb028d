//! Dates, names and brackets by a person's decision, after the rules for each.

use std::collections::HashMap;
use std::ops::Range;

use crate::date::{Date, Moment, Value};
use crate::diagnostic::Finding;
use crate::document::{
    Annotation, Bound, Cert, Document, Entry, EntryId, Evidence, Extent, Extents, Family, Kind, Mention, MentionKind, ReadAs, Set,
};
use crate::register::{self, Known, Register};

use super::known;
use super::registered::mention_kind;

/// What stands as the rule of a decision.
pub(super) const RULE: &str = "a correction";

/// The decisions of one family, those of the same words together.
fn decided(document: &Document, family: Family) -> Vec<(Extent, Vec<Set>)> {
    let mut own: Vec<(Extent, Set)> =
        document.corrections.iter().filter(|own| own.set.family() == family).map(|own| (own.extent, own.set.clone())).collect();
    own.sort_by_key(|(extent, _)| *extent);
    let mut groups: Vec<(Extent, Vec<Set>)> = Vec::new();
    for (extent, set) in own {
        match groups.last_mut() {
            Some((last, sets)) if *last == extent => sets.push(set),
            _ => groups.push((extent, vec![set])),
        }
    }
    groups
}

/// Sets the dates that were decided on.
pub(super) fn dates(document: &mut Document, findings: &mut Vec<(Extent, Finding)>) {
    let groups = decided(document, Family::Date);
    if groups.is_empty() {
        return;
    }
    let decided: Extents = groups.iter().map(|(extent, _)| *extent).collect();
    document.annotations.retain(|a| !(matches!(a.kind, Kind::Date(_)) && decided.meet(a.extent)));
    findings.retain(|(extent, _)| !decided.meet(*extent));
    for (extent, sets) in &groups {
        if let Some(value) = value(sets) {
            let date = Date { value: Some(value), ..Date::default() };
            document.annotations.push(Annotation { extent: *extent, kind: Kind::Date(Box::new(date)) });
        }
    }
    document.sort_annotations();
}

fn value(sets: &[Set]) -> Option<Value> {
    if let [Set::Span(bound, first, last)] = *sets {
        let (first, last) = (Some(first), Some(last));
        let is_within = bound == Bound::NotBefore;
        return Some(if is_within { Value::Within { not_before: first, not_after: last } } else { Value::Range { from: first, to: last } });
    }
    let bound = |wanted: Bound| -> Option<Moment> {
        sets.iter().find_map(|set| if let Set::Date(own, moment) = set { (*own == wanted).then_some(*moment) } else { None })
    };
    let (from, to) = (bound(Bound::From), bound(Bound::To));
    let (not_before, not_after) = (bound(Bound::NotBefore), bound(Bound::NotAfter));
    if let Some(moment) = bound(Bound::When) {
        Some(Value::When(moment))
    } else if from.or(to).is_some() {
        Some(Value::Range { from, to })
    } else {
        not_before.or(not_after).map(|_| Value::Within { not_before, not_after })
    }
}

/// Sets the names that were decided on.
pub(super) fn names(document: &mut Document, register: &Register, findings: &mut Vec<(Extent, Finding)>) {
    let groups = decided(document, Family::Name);
    if groups.is_empty() {
        return;
    }
    let decided: Extents = groups.iter().map(|(extent, _)| *extent).collect();
    findings.retain(|(extent, _)| !decided.meet(*extent));
    document.doubtful.retain(|own| !decided.meet(own.extent));
    let before = replaced(document, &groups, &decided);
    let mut entries = Entries { register, by_words: None, by_reference: HashMap::new() };
    let mut made = Vec::with_capacity(groups.len());
    for ((extent, sets), before) in groups.iter().zip(before) {
        match named(document, &mut entries, *extent, sets, before) {
            Ok(mention) => made.extend(mention.map(|own| Annotation { extent: *extent, kind: Kind::Mention(Box::new(own)) })),
            Err(problem) => findings.push((*extent, Finding::without_object(document.line(*extent), problem))),
        }
    }
    document.annotations.extend(made);
    document.sort_annotations();
}

/// Takes out the names that cannot stand beside those of the groups; for each group the one that was there.
fn replaced(document: &mut Document, groups: &[(Extent, Vec<Set>)], decided: &Extents) -> Vec<Option<Mention>> {
    let mut before: Vec<Option<(Extent, Mention)>> = vec![None; groups.len()];
    document.annotations.retain(|a| {
        if !matches!(a.kind, Kind::Title(_) | Kind::Mention(_)) || !decided.meet(a.extent) {
            return true;
        }
        let own = groups.binary_search_by_key(&a.extent, |(extent, _)| *extent);
        let met = own.map_or_else(|_| overlapping(groups, decided, a.extent), |index| index..index + 1);
        met.into_iter().all(|index| {
            let extent = groups[index].0;
            match &a.kind {
                _ if !a.extent.overlaps(extent) => true,
                Kind::Mention(mention) if is_nested(a.extent, mention.kind, extent) => true,
                Kind::Mention(mention) => {
                    if before[index].is_none() || a.extent == extent {
                        before[index] = Some((a.extent, (**mention).clone()));
                    }
                    false
                }
                _ => false,
            }
        })
    });
    before.into_iter().map(|own| own.map(|(_, mention)| mention)).collect()
}

/// The groups among which are those about words of `extent`.
fn overlapping(groups: &[(Extent, Vec<Set>)], decided: &Extents, extent: Extent) -> Range<usize> {
    let start = decided.meeting(extent).map_or(extent.end, |own| own.start);
    groups.partition_point(|(own, _)| own.start < start)..groups.partition_point(|(own, _)| own.start < extent.end)
}

/// Whether a name may hold the one at `extent`, or stand in it: an organisation holds names, and a place stands in them.
fn is_nested(own: Extent, kind: MentionKind, extent: Extent) -> bool {
    let holds = own.contains(extent) && kind == MentionKind::Organisation;
    own != extent && (holds || extent.contains(own) && kind == MentionKind::Place)
}

fn named(
    document: &mut Document,
    entries: &mut Entries<'_>,
    extent: Extent,
    sets: &[Set],
    before: Option<Mention>,
) -> Result<Option<Mention>, &'static str> {
    if sets.contains(&Set::Type(None)) {
        return Ok(None);
    }
    let stated = sets.iter().find_map(|set| if let Set::Type(kind) = set { *kind } else { None });
    let which = sets.iter().find_map(|set| if let Set::Ref(which) = set { Some(which.as_deref()) } else { None });
    let target = which.flatten().map(|which| entries.target(document, which));
    let of_entry =
        target.as_ref().and_then(|target| target.as_ref().ok()).map(|&entry| mention_kind(document.entries[entry.0 as usize].kind));
    if let Some((of_entry, stated)) = of_entry.zip(stated)
        && of_entry.as_str() != stated.as_str()
    {
        return Err("the entry that is meant is of another type");
    }
    let kind = match (stated, before.as_ref().map(|mention| mention.kind)) {
        (Some(MentionKind::Work(_)), Some(own @ MentionKind::Work(_))) => own,
        (Some(kind), _) => kind,
        (None, kind) => of_entry.or(kind).ok_or("no name was found there; a row that sets its type tells what it is")?,
    };
    let entry = match (which, target) {
        (None, _) => {
            before.as_ref().filter(|own| own.kind == kind).and_then(|own| own.entry).or_else(|| entries.of_words(document, extent, kind))
        }
        (Some(_), Some(Ok(entry))) => Some(entry),
        (Some(_), Some(Err(which))) => Some(entries.make(document, kind, which, extent)),
        (Some(_), None) => None,
    };
    if let Some(entry) = entry {
        entries.name(document, extent, kind, entry);
    }
    let is_plural = before.is_some_and(|own| own.is_plural && own.kind == kind && which.is_none());
    Ok(Some(Mention { kind, is_plural, entry, rivals: Vec::new(), cert: Cert::High, evidence: Evidence::External, rule: RULE }))
}

/// The entries that decisions name, each looked for once.
struct Entries<'r> {
    register: &'r Register,
    /// By what places with these words name.
    by_words: Option<HashMap<(MentionKind, String), EntryId>>,
    /// By their ids and addresses.
    by_reference: HashMap<String, EntryId>,
}

impl Entries<'_> {
    /// The entry that other places with the same words name.
    fn of_words(&mut self, document: &Document, extent: Extent, kind: MentionKind) -> Option<EntryId> {
        let by_words = self.by_words.get_or_insert_with(|| {
            let mut by_words = HashMap::new();
            for a in &document.annotations {
                if let Kind::Mention(own) = &a.kind
                    && let Some(entry) = own.entry
                {
                    by_words.entry((own.kind, document.str(a.extent).to_owned())).or_insert(entry);
                }
            }
            by_words
        });
        by_words.get(&(kind, document.str(extent).to_owned())).copied()
    }

    /// Takes in that the words of `extent` name this entry.
    fn name(&mut self, document: &Document, extent: Extent, kind: MentionKind, entry: EntryId) {
        if let Some(by_words) = &mut self.by_words {
            by_words.entry((kind, document.str(extent).to_owned())).or_insert(entry);
        }
    }

    /// The entry that is meant by an id or address: of the document or the register; else what is to be made one of.
    fn target<'w>(&mut self, document: &mut Document, which: &'w str) -> Result<EntryId, &'w str> {
        if let Some(&entry) = self.by_reference.get(which) {
            return Ok(entry);
        }
        let address = register::identifier(which);
        let has = |entry: &Entry| {
            entry.id.as_deref() == Some(which)
                || entry.id.is_none() && register::id_of(entry.kind, &entry.name) == which
                || address.as_ref().is_some_and(|(kind, value)| entry.identifiers.iter().any(|(k, v)| (&**k, &**v) == (kind, value)))
        };
        let is_known = |own: &&Known| own.id == which || address.as_ref().is_some_and(|address| own.identifiers.contains(address));
        let own = document.entries.iter().position(has).map(|n| EntryId(n as u32));
        let entry = own.or_else(|| Some(known::entry_in(document, self.register.entries.iter().find(is_known)?))).ok_or(which)?;
        self.by_reference.insert(which.to_owned(), entry);
        Ok(entry)
    }

    /// An entry that no register has, by the words of the text.
    fn make(&mut self, document: &mut Document, kind: MentionKind, which: &str, extent: Extent) -> EntryId {
        let address = register::identifier(which);
        let identifiers = address.iter().map(|(kind, value)| (kind.as_str().into(), value.as_str().into())).collect();
        let id = address.is_none().then(|| which.into());
        let name = document.line(extent);
        document.entries.push(Entry { id, identifiers, ..Entry::new(kind.entry_kind(), name) });
        let entry = EntryId(document.entries.len() as u32 - 1);
        self.by_reference.insert(which.to_owned(), entry);
        entry
    }
}

/// Sets what brackets mean that were decided on; words without brackets are as if they stood in some. The decision is from
/// now on about exactly the bracket.
pub(super) fn brackets(document: &mut Document) {
    let is_bracket = |kind: &Kind| {
        matches!(kind, Kind::Supplied | Kind::Gloss | Kind::Comment | Kind::Sic | Kind::Unclear | Kind::Gap(_) | Kind::Bracket)
    };
    let mut made = Vec::new();
    for n in 0..document.corrections.len() {
        let extent = document.corrections[n].extent;
        let Set::Read(ReadAs::Inline(kind)) = &document.corrections[n].set else { continue };
        let near = Extent { start: extent.start.saturating_sub(1), end: extent.end + 1 };
        let first = document.annotations.partition_point(|a| a.extent.start < near.start);
        let held = document.annotations[first..]
            .iter_mut()
            .take_while(|a| a.extent.start < extent.end)
            .find(|a| is_bracket(&a.kind) && (near.contains(a.extent) || a.extent.contains(extent)));
        match held {
            Some(held) => {
                held.kind = kind.clone();
                document.corrections[n].extent = held.extent;
            }
            None => made.push(Annotation { extent, kind: kind.clone() }),
        }
    }
    if !made.is_empty() {
        document.annotations.extend(made);
        document.sort_annotations();
    }
}

//! Items to changes: their texts, their places, their ids.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::diff::Version;
use crate::diff::change::{Change, Context, Kind, Pair, Place, Side, Values, Zone};
use crate::diff::group;
use crate::diff::item::{Group, Item};
use crate::diff::lemma::Sides;
use crate::diff::level::EMPHATIC;
use crate::diff::token::Text;
use crate::document::{Extent, Origins, Zone as EditionZone};

/// Words of context on each side.
const CONTEXT: usize = 7;
/// Labels of renumbered notes that are shown.
const MAX_LABELS: usize = 8;

/// The changes that `items` are, grouped, in the order of the new text.
pub(super) fn changes((old, new): (Version<'_>, Version<'_>), sides: Sides<'_, '_>, mut items: Vec<Item>) -> Vec<Change> {
    items.sort_by_key(|item| (item.new.start, item.old.start, item.kind, item.new.end, item.old.end));
    let groups = group::group(sides, items);
    let all = || groups.iter().flatten();
    let places =
        (Places::new(old, sides.old, all().map(|item| item.old.clone())), Places::new(new, sides.new, all().map(|item| item.new.clone())));
    let builder = Builder { sides, old: places.0, new: places.1 };
    let mut changes: Vec<Change> = groups.iter().filter_map(|group| builder.change(group)).collect();
    number(&mut changes);
    changes
}

struct Builder<'a, 'd> {
    sides: Sides<'a, 'd>,
    old: Places,
    new: Places,
}

impl Builder<'_, '_> {
    fn change(&self, group: &[Item]) -> Option<Change> {
        let first = group.first()?;
        let (text, tokens) = if first.new.is_empty() { (self.sides.old, &first.old) } else { (self.sides.new, &first.new) };
        let unit = text.tokens.get(tokens.start).map(|token| &text.units[token.unit as usize])?;
        let note = unit.note.or(first.notes.1).or(first.notes.0.filter(|_| first.new.is_empty()));
        let label = |note: u32| text.document.notes.get(note as usize).map(|note| note.label.to_string());
        let section = unit.section.map(|heading| shown(text, &range(&text.units[heading as usize].tokens)));
        let (old, new) = self.texts(group);
        let side = |text: Option<String>, places: &Places, tokens: &Range<usize>| text.map(|text| Side { text, place: places.of(tokens) });
        Some(Change {
            id: String::new(),
            category: first.category,
            kind: first.kind,
            subkind: first.subkind,
            zone: zone(unit.zone),
            field: first.field.clone(),
            note: note.and_then(label),
            section,
            count: group.len(),
            old: side(old, &self.old, &first.old),
            new: side(new, &self.new, &first.new),
            values: first.values.clone().filter(|_| self.label(group).is_none()).map(|(old, new)| Values { old, new }),
            context: context(text, tokens),
            places: group.iter().map(|item| self.pair(item)).collect(),
            moved: self.moved(first),
        })
    }

    /// The words that moved, on both sides.
    fn moved(&self, item: &Item) -> Option<(Extent, Extent)> {
        let (old, new) = item.moved.as_ref().map_or((&item.old, &item.new), |(old, new)| (old, new));
        let is_there = item.kind.is_move() && !old.is_empty() && !new.is_empty();
        is_there.then(|| (self.sides.old.extent(old), self.sides.new.extent(new)))
    }

    fn pair(&self, item: &Item) -> Pair {
        let place = |places: &Places, tokens: &Range<usize>| (!tokens.is_empty()).then(|| places.of(tokens));
        Pair { old: place(&self.old, &item.old), new: place(&self.new, &item.new) }
    }

    /// What the members of a group have in common, where that is shown in place of their words.
    fn label<'g>(&self, group: &'g [Item]) -> Option<&'g Group> {
        let own = group[0].group.as_ref().filter(|own| !own.old.is_empty() || !own.new.is_empty())?;
        (group.len() > 1 && (own.is_close || !is_equal(self.sides, group))).then_some(own)
    }

    /// The texts of both sides: of one item its words, of a group what its members have in common.
    fn texts(&self, group: &[Item]) -> (Option<String>, Option<String>) {
        let first = &group[0];
        if first.kind == Kind::NoteRenumber {
            return labels(group);
        }
        if let Some(own) = self.label(group) {
            let side = |text: &str, tokens: &Range<usize>| (!tokens.is_empty()).then(|| text.to_owned());
            return (side(&own.old, &first.old), side(&own.new, &first.new));
        }
        (self.text(true, first), self.text(false, first))
    }

    fn text(&self, is_old: bool, item: &Item) -> Option<String> {
        let (text, tokens, note) =
            if is_old { (self.sides.old, &item.old, item.notes.0) } else { (self.sides.new, &item.new, item.notes.1) };
        if tokens.is_empty() {
            return None;
        }
        let own = shown(text, tokens);
        let emphasis = item.group.as_ref().filter(|_| item.kind == Kind::Markup).map(|group| if is_old { &group.old } else { &group.new });
        Some(match emphasis {
            Some(style) if EMPHATIC.contains(&style.as_str()) => format!("*{own}*"),
            _ if matches!(item.kind, Kind::NoteDelete | Kind::NoteInsert) => {
                format!("{}{own}", note_label(text, note))
            }
            _ => own,
        })
    }
}

/// The label of a note as it stands before the body: "1. ".
fn note_label(text: &Text<'_>, note: Option<u32>) -> String {
    let Some(note) = note.and_then(|note| text.document.notes.get(note as usize)) else {
        return String::new();
    };
    let written = text.document.str(note.label_extent);
    if written.trim().is_empty() { format!("{}. ", note.label) } else { format!("{} ", written.trim()) }
}

fn labels(group: &[Item]) -> (Option<String>, Option<String>) {
    let own: Vec<&(String, String)> = group.iter().filter_map(|item| item.labels.as_ref()).collect();
    let list = |pick: fn(&(String, String)) -> &str| {
        let shown: Vec<&str> = own.iter().take(MAX_LABELS).map(|labels| pick(labels)).collect();
        let more = if own.len() > MAX_LABELS { ", …" } else { "" };
        Some(format!("{}{more}", shown.join(", ")))
    };
    (list(|labels| &labels.0), list(|labels| &labels.1))
}

fn is_equal(sides: Sides<'_, '_>, group: &[Item]) -> bool {
    let words = |item: &Item| (shown(sides.old, &item.old), shown(sides.new, &item.new));
    let first = words(&group[0]);
    group.iter().skip(1).all(|item| words(item) == first)
}

fn range(tokens: &Range<u32>) -> Range<usize> {
    tokens.start as usize..tokens.end as usize
}

/// The words of some tokens, without markers of notes; line ends as spaces, but between units.
fn shown(text: &Text<'_>, tokens: &Range<usize>) -> String {
    if tokens.is_empty() { String::new() } else { without_markers(text, text.extent(tokens)) }
}

fn without_markers(text: &Text<'_>, extent: Extent) -> String {
    let mut shown = String::new();
    let mut at = extent.start;
    let first = text.left_out.partition_point(|out| out.start < extent.start);
    for out in
        text.left_out[first..].iter().take_while(|out| out.start < extent.end).filter(|out| !out.contains(extent) && out.end <= extent.end)
    {
        shown.push_str(&text.document.text[at as usize..out.start.max(at) as usize]);
        at = at.max(out.end);
    }
    shown.push_str(&text.document.text[at.min(extent.end) as usize..extent.end as usize]);
    shown
}

fn context(text: &Text<'_>, tokens: &Range<usize>) -> Context {
    let Some(token) = text.tokens.get(tokens.start) else {
        return Context::default();
    };
    let unit = range(&text.units[token.unit as usize].tokens);
    let before = tokens.start.saturating_sub(CONTEXT).max(unit.start)..tokens.start;
    let last = tokens.end.max(tokens.start + 1) - 1;
    let end = range(&text.units[text.tokens[last.min(text.tokens.len() - 1)].unit as usize].tokens).end;
    let after = tokens.end..(tokens.end + CONTEXT).min(end).max(tokens.end);
    let slice = |from: u32, to: u32| without_markers(text, Extent { start: from, end: to.max(from) }).replace('\n', " ");
    let start = |at: usize| text.tokens[at].extent;
    let lead = if before.is_empty() {
        String::new()
    } else {
        slice(start(before.start).start, start(tokens.start.min(text.tokens.len() - 1)).start)
    };
    let trail = if after.is_empty() {
        String::new()
    } else {
        slice(
            if after.start > 0 && !tokens.is_empty() { start(after.start - 1).end } else { start(after.start).start },
            start(after.end - 1).end,
        )
    };
    Context { before: lead, after: trail }
}

const fn zone(zone: EditionZone) -> Zone {
    match zone {
        EditionZone::Header => Zone::Metadata,
        EditionZone::Front => Zone::Front,
        EditionZone::Note => Zone::Note,
        _ => Zone::Body,
    }
}

/// Where ranges of tokens stand in the file.
struct Places {
    of: FxHashMap<Range<usize>, Place>,
}

impl Places {
    fn new(version: Version<'_>, text: &Text<'_>, ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let origins = Origins::new(version.document);
        let extent = |tokens: &Range<usize>| {
            if tokens.is_empty() { Extent::default() } else { text.extent(tokens) }
        };
        let spans: Vec<_> = ranges.filter(|tokens| !tokens.is_empty()).map(|tokens| (origins.span(extent(&tokens)), tokens)).collect();
        let paragraphs = paragraphs(version.source.text());
        let place = |start: u32, end: u32| {
            let (first, last) = (version.source.locate(start), version.source.locate(end));
            let paragraph = paragraphs.partition_point(|&own| own <= start).saturating_sub(1) as u32;
            Place { line: first.line, column: first.column, start: first.byte, end: last.byte, paragraph }
        };
        Self { of: spans.into_iter().map(|(span, tokens)| (tokens, place(span.start, span.end))).collect() }
    }

    fn of(&self, tokens: &Range<usize>) -> Place {
        self.of.get(tokens).copied().unwrap_or_default()
    }
}

/// Where what stands between blank lines begins.
fn paragraphs(text: &str) -> Vec<u32> {
    let mut starts = Vec::new();
    let (mut at, mut is_blank) = (0, true);
    for line in text.split_inclusive('\n') {
        let is_empty = line.trim().is_empty();
        if is_blank && !is_empty {
            starts.push(at);
        }
        is_blank = is_empty;
        at += line.len() as u32;
    }
    starts
}

/// Gives each change its id: a hash of what it is, where the words are the same of what they mean, and, for the second of
/// equal ones on, its number.
fn number(changes: &mut [Change]) {
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    for change in changes {
        let text = |side: &Option<Side>| side.as_ref().map_or("", |side| &side.text).to_owned();
        let field = change.field.as_deref().unwrap_or_default();
        let mut own = format!("{}\0{field}\0{}\0{}", change.kind, text(&change.old), text(&change.new));
        if let Some(values) = change.values.as_ref().filter(|_| change.kind == Kind::Entity) {
            own.extend(["\0", values.old.as_deref().unwrap_or_default(), "\0", values.new.as_deref().unwrap_or_default()]);
        }
        let hash = fnv(&own);
        let n = seen.entry(hash).or_default();
        *n += 1;
        change.id = format!("c{:08x}", hash >> 32);
        if *n > 1 {
            change.id = format!("{}-{n}", change.id);
        }
    }
}

/// FNV-1a, the same on every machine.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

//! Whole units put in, taken out or moved: paragraphs, sections, statements.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::diff::change::{Category, Kind, Subkind};
use crate::diff::item::Item;
use crate::diff::lemma::Sides;
use crate::diff::note::{Notes, Partners, partner_after};
use crate::diff::pair::Segment;
use crate::diff::token::{Text, Unit};
use crate::document::{BlockKind, Zone};

/// The changes that whole segments are: those with one side only, and those that moved. `is_whole` tells of a segment with
/// one side whether no sentence of it moved.
pub(super) fn items(
    sides: Sides<'_, '_>,
    segments: &[Segment],
    notes: &Notes,
    partners: &Partners,
    is_whole: &dyn Fn(usize) -> bool,
) -> Vec<Item> {
    let mut items = Vec::new();
    let whole = |is_old: bool| {
        let own = segments
            .iter()
            .enumerate()
            .filter(move |(index, segment)| (if is_old { segment.new.is_empty() } else { segment.old.is_empty() }) && is_whole(*index));
        let mut units: Vec<u32> = own.flat_map(|(_, segment)| if is_old { &segment.old } else { &segment.new }).copied().collect();
        units.sort_unstable();
        units
    };
    for units in stretches(sides.old, &whole(true), &|note| notes.is_deleted(note)) {
        let tokens = tokens(sides.old, &units);
        let at = partner_after(&partners.of_old, tokens.end, sides.new.tokens.len());
        items.push(one_sided(sides.old, &units, tokens, at, true));
    }
    for units in stretches(sides.new, &whole(false), &|note| notes.is_inserted(note)) {
        let tokens = tokens(sides.new, &units);
        let at = partner_after(&partners.of_new, tokens.end, sides.old.tokens.len());
        items.push(one_sided(sides.new, &units, tokens, at, false));
    }
    items.extend(moves(sides, segments, notes, partners));
    items
}

/// Neighbouring units are one change; a heading begins another, unless it is below the one that the change began with, and
/// so does a statement. Notes are changes of their own.
fn stretches(text: &Text<'_>, units: &[u32], is_note_gone: &dyn Fn(u32) -> bool) -> Vec<Range<u32>> {
    let mut stretches: Vec<Range<u32>> = Vec::new();
    let byte = |token: u32| text.tokens[token as usize].extent.start;
    // Statements may stand between two units of the text: then these do not stand together.
    let mut statements: Vec<u32> = text.units.iter().filter(|unit| unit.zone == Zone::Header).map(|unit| byte(unit.tokens.start)).collect();
    statements.sort_unstable();
    let stands_after = |unit: u32, other: u32| {
        let (start, end) = (byte(text.units[unit as usize].tokens.start), byte(text.units[other as usize].tokens.start));
        statements.partition_point(|&own| own < start) == statements.partition_point(|&own| own < end)
    };
    for &unit in units {
        let own = &text.units[unit as usize];
        match stretches.last_mut() {
            _ if own.note.is_some_and(is_note_gone) => {}
            Some(last) if last.end == unit && goes_on(&text.units[last.start as usize], own) && stands_after(unit - 1, unit) => {
                last.end += 1;
            }
            _ => stretches.push(unit..unit + 1),
        }
    }
    stretches
}

/// Whether a unit belongs to the change that begins with `first`.
fn goes_on(first: &Unit, unit: &Unit) -> bool {
    let is_below = match (first.kind, unit.kind) {
        (BlockKind::Heading(above), BlockKind::Heading(level)) => level > above,
        (_, BlockKind::Heading(_)) => false,
        _ => true,
    };
    is_below && unit.zone == first.zone && unit.zone != Zone::Header && unit.note == first.note
}

const fn is_heading(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Heading(_))
}

fn tokens(text: &Text<'_>, units: &Range<u32>) -> Range<usize> {
    text.units[units.start as usize].tokens.start as usize..text.units[units.end as usize - 1].tokens.end as usize
}

fn one_sided(text: &Text<'_>, units: &Range<u32>, tokens: Range<usize>, at: usize, is_old: bool) -> Item {
    let first = &text.units[units.start as usize];
    let (kind, subkind) = match first {
        _ if first.zone == Zone::Header => (Kind::Metadata, None),
        _ if is_heading(first.kind) => (Kind::SectionInsert, None),
        _ => (Kind::Insertion, Some(Subkind::Paragraph)),
    };
    // A line that was put in, or taken out, in many places is one change: "(repealed)".
    let is_single = subkind.is_none() || tokens.len() > MAX_LINE;
    let item = if is_old { Item::new(kind.mirrored(), tokens, at..at) } else { Item::new(kind, at..at, tokens) };
    Item { subkind, is_single, ..item }
}

/// Tokens of such a line, at most.
const MAX_LINE: usize = 12;

/// Units that moved together are one change. A note goes where its marker goes.
fn moves(sides: Sides<'_, '_>, segments: &[Segment], notes: &Notes, partners: &Partners) -> Vec<Item> {
    let mut moved: Vec<(u32, u32)> = segments
        .iter()
        .filter(|segment| segment.is_moved)
        .filter_map(|segment| Some((*segment.new.first()?, *segment.old.first()?)))
        .collect();
    let both = |old: u32, new: u32| sides.old.units[old as usize].note.zip(sides.new.units[new as usize].note);
    let come: FxHashSet<u32> = moved.iter().map(|&(new, _)| new).collect();
    moved.retain(|&(new, old)| {
        sides.new.units[new as usize].zone != Zone::Front
            && both(old, new).is_none_or(|pair| !notes.has_followed(sides, partners, pair, &|unit| come.contains(&unit)))
    });
    moved.sort_unstable();
    let mut together: Vec<(Range<u32>, Range<u32>)> = Vec::new();
    for (new, old) in moved {
        let is_new_section = is_heading(sides.new.units[new as usize].kind);
        match together.last_mut() {
            Some((a, b))
                if a.end == old
                    && b.end == new
                    && !is_new_section
                    && sides.new.units[b.start as usize].zone == sides.new.units[new as usize].zone =>
            {
                (a.end, b.end) = (old + 1, new + 1);
            }
            _ => together.push((old..old + 1, new..new + 1)),
        }
    }
    together.into_iter().map(|(old, new)| moved_item(sides, &old, &new)).collect()
}

fn is_first_of_note(text: &Text<'_>, unit: u32) -> bool {
    let note = |unit: u32| text.units[unit as usize].note;
    unit == 0 || note(unit) != note(unit - 1)
}

fn moved_item(sides: Sides<'_, '_>, old: &Range<u32>, new: &Range<u32>) -> Item {
    let unit = &sides.new.units[new.start as usize];
    let item = |kind| Item::new(kind, tokens(sides.old, old), tokens(sides.new, new)).alone();
    match unit.zone {
        Zone::Note if is_first_of_note(sides.new, new.start) => {
            Item { notes: (sides.old.units[old.start as usize].note, unit.note), ..item(Kind::NoteMove) }
        }
        Zone::Header => Item::new(Kind::ParaMove, tokens(sides.old, old), tokens(sides.new, new))
            .in_category(Category::Formatting)
            .in_group("", "", true),
        _ if is_heading(unit.kind) => item(Kind::SectionMove),
        _ => item(Kind::ParaMove),
    }
}

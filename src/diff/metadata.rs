//! Changes in statements on the text: one for each statement, with its field.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diff::change::{Kind, Subkind};
use crate::diff::item::Item;
use crate::diff::lemma::Sides;
use crate::diff::token::Text;
use crate::document::{Document, Extent, Part, Statement, StatementKind, Zone};

/// Gives the items in statements their fields, and makes one of those that change the words of one statement.
pub(super) fn gather(sides: Sides<'_, '_>, items: Vec<Item>) -> Vec<Item> {
    let mut rest = Vec::new();
    // A paragraph may hold several statements.
    let mut by_statement: BTreeMap<(u32, u32, Option<String>), Vec<Item>> = BTreeMap::new();
    for mut item in items {
        let Some((old, new)) = units(sides, &item) else {
            rest.push(item);
            continue;
        };
        item.field = field(sides, &item);
        if matches!(item.kind, Kind::Substitution | Kind::Insertion | Kind::Deletion)
            && item.subkind != Some(Subkind::HistoricalSpelling)
            && lies_in_one(sides.old, &item.old)
            && lies_in_one(sides.new, &item.new)
        {
            by_statement.entry((old, new, statement(sides, &item))).or_default().push(item);
        } else {
            rest.push(item);
        }
    }
    let statements: Vec<Item> = by_statement.into_values().map(|items| joined(sides, items)).collect();
    let held = Held::of(&statements);
    rest.retain(|item| !held.holds(item));
    rest.extend(statements);
    rest
}

/// The values that are shown whole, in order: what else changed in them is shown with them.
struct Held {
    values: Vec<(Range<usize>, Range<usize>)>,
}

impl Held {
    fn of(statements: &[Item]) -> Self {
        let is_whole = |item: &&Item| !item.old.is_empty() && !item.new.is_empty();
        let mut values: Vec<_> = statements.iter().filter(is_whole).map(|item| (item.new.clone(), item.old.clone())).collect();
        values.sort_by_key(|(new, _)| new.start);
        Self { values }
    }

    /// Whether a change of marks or capitals lies in such a value.
    fn holds(&self, item: &Item) -> bool {
        let lies_in = |own: &Range<usize>, value: &Range<usize>| value.start <= own.start && own.end <= value.end;
        let after = self.values.partition_point(|(new, _)| new.start <= item.new.start);
        matches!(item.kind, Kind::Punctuation | Kind::Case)
            && self.values[..after].last().is_some_and(|(new, old)| lies_in(&item.new, new) && lies_in(&item.old, old))
    }
}

/// The units of an item that lies in statements.
fn units(sides: Sides<'_, '_>, item: &Item) -> Option<(u32, u32)> {
    let unit = |text: &Text<'_>, tokens: &Range<usize>| {
        let token = if tokens.is_empty() { tokens.start.checked_sub(1)? } else { tokens.start };
        Some(text.tokens.get(token)?.unit)
    };
    let (old, new) = (unit(sides.old, &item.old), unit(sides.new, &item.new));
    let is_header = |text: &Text<'_>, unit: Option<u32>| unit.is_some_and(|unit| text.units[unit as usize].zone == Zone::Header);
    let is_in = if item.new.is_empty() { is_header(sides.old, old) } else { is_header(sides.new, new) };
    is_in.then_some((old.unwrap_or(u32::MAX), new.unwrap_or(u32::MAX)))
}

/// The key of the statement that an item lies in: in the new text or, where it has no words there, in the old.
fn statement(sides: Sides<'_, '_>, item: &Item) -> Option<String> {
    let (text, tokens) = if item.new.is_empty() { (sides.old, &item.old) } else { (sides.new, &item.new) };
    key(text.document, statement_at(text.document, text.tokens.get(tokens.start)?.extent)?)
}

/// Whether the tokens are all of one unit: what reaches from a statement into the text is no change of the statement.
fn lies_in_one(text: &Text<'_>, tokens: &Range<usize>) -> bool {
    let unit = |token: usize| text.tokens.get(token).map(|token| token.unit);
    tokens.is_empty() || unit(tokens.start) == unit(tokens.end - 1)
}

/// One change of a statement: the part that it lies in or, where there are several, the value from its first word on.
fn joined(sides: Sides<'_, '_>, items: Vec<Item>) -> Item {
    let is_single = items.len() == 1;
    let Some(mut item) = items.into_iter().reduce(|a, b| Item {
        old: a.old.start.min(b.old.start)..a.old.end.max(b.old.end),
        new: a.new.start.min(b.new.start)..a.new.end.max(b.new.end),
        subkind: None,
        values: None,
        ..a
    }) else {
        return Item::new(Kind::Metadata, 0..0, 0..0);
    };
    if !is_single {
        item.old = around(&item.old, whole_value(sides.old, &item.old));
        item.new = around(&item.new, whole_value(sides.new, &item.new));
    }
    let subkind = item.subkind.filter(|subkind| *subkind != Subkind::Paragraph);
    let mut item = Item { kind: Kind::Metadata, subkind, ..item }.alone();
    item.field = field(sides, &item);
    item
}

/// What changed is shown whole, though it reach beyond the value.
fn around(changed: &Range<usize>, value: Range<usize>) -> Range<usize> {
    changed.start.min(value.start)..changed.end.max(value.end)
}

/// The value of the statement that holds `tokens`, from its first word to its last.
fn whole_value(text: &Text<'_>, tokens: &Range<usize>) -> Range<usize> {
    let Some(token) = text.tokens.get(tokens.start) else {
        return tokens.clone();
    };
    let Some(statement) = statement_at(text.document, token.extent) else {
        return tokens.clone();
    };
    let unit = &text.units[token.unit as usize];
    let is_value = |token: &usize| {
        let own = text.tokens[*token].extent;
        own.start >= statement.key.end && own.end <= statement.extent.end
    };
    let mut own = (unit.tokens.start as usize..unit.tokens.end as usize).filter(is_value);
    let first = own.find(|&token| text.is_word(token) || !matches!(text.str(token), ":" | "-" | "—" | "–" | "."));
    let first = first.unwrap_or(tokens.start).min(tokens.start);
    let last = own.next_back().map_or(tokens.end, |last| last + 1).max(tokens.end);
    first..last
}

fn statement_at(document: &Document, extent: Extent) -> Option<&Statement> {
    document.header.statements.iter().find(|own| own.extent.contains(extent))
}

/// What the change is about: "publisher date", "transcription resp"; else the statement's key as it is written.
fn field(sides: Sides<'_, '_>, item: &Item) -> Option<String> {
    let (text, tokens) = if item.new.is_empty() { (sides.old, &item.old) } else { (sides.new, &item.new) };
    let tokens = if tokens.is_empty() {
        return None;
    } else {
        tokens.clone()
    };
    let extent = text.extent(&tokens);
    let document = text.document;
    let front = || document.header.front_matter.iter().find(|(own, _)| own.overlaps(extent)).map(|(_, key)| key.to_string());
    let Some(statement) = document.header.statements.iter().find(|own| own.extent.overlaps(extent)) else {
        return front();
    };
    let is_date =
        statement.parts.iter().any(|&(part, own)| part == Part::Date && own.contains(extent)) || item.subkind == Some(Subkind::Date);
    let is_about_key = extent.start < statement.key.end;
    match share(statement.kind) {
        _ if is_about_key => key(document, statement),
        Some((name, true)) if item.kind == Kind::Metadata => Some(format!("{name} resp")),
        Some((name, _)) if is_date && item.kind == Kind::Metadata => Some(format!("{name} date")),
        _ => key(document, statement),
    }
}

/// The name of a kind of statement, and whether it says who did something.
const fn share(kind: StatementKind) -> Option<(&'static str, bool)> {
    Some(match kind {
        StatementKind::Source => ("source", false),
        StatementKind::FirstPublication => ("publication", false),
        StatementKind::Publisher => ("publisher", false),
        StatementKind::Written => ("written", false),
        StatementKind::OnlineVersion => ("online version", false),
        StatementKind::Updated => ("updated", false),
        StatementKind::Translated => ("translation", true),
        StatementKind::Edited => ("edition", true),
        StatementKind::Transcribed => ("transcription", true),
        StatementKind::MarkedUp => ("markup", true),
        StatementKind::Proofread => ("proofreading", true),
        _ => return None,
    })
}

fn key(document: &Document, statement: &Statement) -> Option<String> {
    let written = document.str(statement.key).trim();
    let written = if written.is_empty() { statement.name.as_deref().unwrap_or_default() } else { written };
    (!written.is_empty()).then(|| written.to_owned())
}

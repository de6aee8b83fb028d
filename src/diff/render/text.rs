//! The report for a terminal.

use std::fmt::Write;

use crate::diff::render::words::{MAX_SHOWN, counted_kind, files, is_meaning_alone, shortened, side, sorted, summary};
use crate::diff::render::{Compared, NOWHERE, Summary};
use crate::diff::{Category, Change, Kind};

/// How the report is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether words are coloured.
    pub is_coloured: bool,
    /// Whether words are shown whole, however many there are.
    pub is_whole: bool,
}

/// Of a change in one place the context is shown up to so many characters on each side.
const MAX_CONTEXT: usize = 40;
/// Places of a group that are shown.
const MAX_PLACES: usize = 6;

/// The reports of all files, their items numbered throughout; of several, a line above says what there is in all.
pub fn reports(compared: &[Compared<'_>], style: Style) -> String {
    if let [own] = compared {
        return report(*own, style);
    }
    let Summary { substantive, accidental, formatting } = Summary::of_all(compared.iter().map(|own| own.changes));
    let mut text = format!("{}: {substantive} substantive, {accidental} accidental, {formatting} formatting\n", files(compared.len()));
    let mut before = 0;
    for own in compared {
        text.push('\n');
        text.push_str(&numbered(*own, before, style));
        before += own.changes.len();
    }
    text
}

/// The report of a file: a line that sums up, the items with the substantive first, and what was ignored.
pub fn report(compared: Compared<'_>, style: Style) -> String {
    numbered(compared, 0, style)
}

fn numbered(compared: Compared<'_>, before: usize, style: Style) -> String {
    let mut text = headline(compared);
    for (number, change) in sorted(compared.changes).into_iter().enumerate() {
        text.push('\n');
        item(&mut text, before + number + 1, change, style);
    }
    let rest = unchanged(compared);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\n{rest}");
    text
}

/// Item `number`, as the report numbers it, from 1; nothing where there is none.
pub fn single(compared: Compared<'_>, number: usize, style: Style) -> String {
    let mut text = String::new();
    if let Some(change) = number.checked_sub(1).and_then(|at| sorted(compared.changes).get(at).copied()) {
        item(&mut text, number, change, style);
    }
    text
}

/// A line for each file with its counts, and one for all.
pub fn stat(compared: &[Compared<'_>]) -> String {
    let mut text = format!("{:>11} {:>10} {:>10}\n", Category::Substantive, Category::Accidental, Category::Formatting);
    let mut line = |summary: Summary, name: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:>11} {:>10} {:>10}  {name}", summary.substantive, summary.accidental, summary.formatting);
    };
    for own in compared {
        line(Summary::of(own.changes), &own.whole().map_or_else(|| own.file.to_owned(), |what| format!("{} ({what})", own.file)));
    }
    line(Summary::of_all(compared.iter().map(|own| own.changes)), "all");
    text
}

/// `gov.md  main → working tree` and, below, `2 substantive · 38 straight quotes → curly quotes (1 group) · 1 para-merge`.
fn headline(compared: Compared<'_>) -> String {
    let names = match compared.whole() {
        Some(what) if compared.new == NOWHERE => format!("{}: {what}", compared.old),
        Some(what) => format!("{}: {what}", compared.new),
        None if compared.old == compared.new => compared.new.to_owned(),
        None => format!("{} → {}", compared.old, compared.new),
    };
    let other = if compared.changes.is_empty() && compared.left_out > 0 { "no other change".to_owned() } else { summary(compared.changes) };
    format!("{names}\n{other}\n")
}

/// One item: its class and place on a line, its words in the next.
fn item(text: &mut String, number: usize, change: &Change, style: Style) {
    let _ = writeln!(text, "{number}. {} {}  {}{}", change.category, counted_kind(change), places(change), whereabouts(change));
    let _ = writeln!(text, "   {}", words(change, style));
    if let Some(values) = &change.values {
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "no value".to_owned());
        let _ = writeln!(text, "   {} → {}", shown(&values.old), shown(&values.new));
    }
}

/// `12:3 → 14:3`, and of a group its first places.
fn places(change: &Change) -> String {
    let place = |side: Option<crate::diff::Place>| side.map_or_else(|| "–".to_owned(), |place| format!("{}:{}", place.line, place.column));
    let pairs = change.places.iter().take(if change.count > 1 { MAX_PLACES } else { 1 });
    let shown: Vec<String> = pairs.map(|pair| format!("{} → {}", place(pair.old), place(pair.new))).collect();
    let more = change.places.len().saturating_sub(shown.len());
    let more = if more > 0 && change.count > 1 { format!(", and {more} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// The statement, note or section that a change is in.
fn whereabouts(change: &Change) -> String {
    let parts = [
        change.field.as_ref().map(|field| format!("in {field}")),
        change.note.as_ref().map(|note| format!("note {note}").trim_end().to_owned()),
        change.section.as_ref().map(|section| format!("§ {}", shortened(section, 50))),
    ];
    parts.into_iter().flatten().map(|part| format!("  {part}")).collect()
}

/// The words in their context: `the [-mighty-]{+great+} upsurge`; where they only mean something else, `read to {==Levi==} and`.
fn words(change: &Change, style: Style) -> String {
    let is_whole =
        change.count == 1 && !change.kind.is_move() && !matches!(change.kind, Kind::NoteRenumber | Kind::ParaMerge | Kind::ParaSplit);
    let most = if style.is_whole { usize::MAX } else { MAX_SHOWN };
    let (old, new) = (side(change, true), side(change, false));
    if let (Kind::NoteMove, Some(label), true) = (change.kind, &change.note, old.is_empty() || new.is_empty()) {
        let marks = if new.is_empty() { ("[-", "-]", "\x1b[31m") } else { ("{+", "+}", "\x1b[32m") };
        return format!("{old}{new} {}", marked(marks.0, &format!("marker {label}"), marks.1, marks.2, style));
    }
    if change.kind.is_move() || matches!(change.kind, Kind::ParaMerge | Kind::ParaSplit) {
        return shortened(if new.is_empty() { old } else { new }, most);
    }
    if is_meaning_alone(change) {
        let own = marked("{==", &shortened(new, most), "==}", "\x1b[1m", style);
        return if is_whole { in_context(change, &own) } else { own };
    }
    let old = if old.is_empty() { String::new() } else { marked("[-", &shortened(old, most), "-]", "\x1b[31m", style) };
    let new = if new.is_empty() { String::new() } else { marked("{+", &shortened(new, most), "+}", "\x1b[32m", style) };
    let own = format!("{old}{new}");
    if is_whole { in_context(change, &own) } else { own }
}

fn in_context(change: &Change, words: &str) -> String {
    format!("{}{words}{}", last_of(&change.context.before), first_of(&change.context.after))
}

fn marked(open: &str, words: &str, close: &str, colour: &str, style: Style) -> String {
    if style.is_coloured { format!("{colour}{open}{words}{close}\x1b[0m") } else { format!("{open}{words}{close}") }
}

fn first_of(text: &str) -> String {
    text.chars().take(MAX_CONTEXT).collect()
}

fn last_of(text: &str) -> String {
    let n = text.chars().count().saturating_sub(MAX_CONTEXT);
    text.chars().skip(n).collect()
}

/// What is not reported and why: the last line.
fn unchanged(compared: Compared<'_>) -> String {
    let mut parts = vec!["Rewrapping ignored.".to_owned()];
    if !compared.unread.is_empty() {
        parts.push(format!("Not the same, but no part of the text: {}.", compared.unread.join(", ")));
    }
    let same = same(compared.changes);
    match compared.left_out {
        0 if same.is_empty() => {}
        0 => parts.push(format!("Unchanged: {}.", same.join(", "))),
        1 => parts.push("1 item left out as asked.".to_owned()),
        n => parts.push(format!("{n} items left out as asked.")),
    }
    parts.join(" ")
}

/// Of what is often asked about, that of which nothing changed.
fn same(changes: &[Change]) -> Vec<&'static str> {
    let has = |kinds: &[Kind]| changes.iter().any(|change| kinds.contains(&change.kind));
    let parts = [
        (
            "notes",
            has(&[Kind::NoteInsert, Kind::NoteDelete, Kind::NoteRenumber, Kind::NoteMove])
                || changes.iter().any(|change| change.note.is_some()),
        ),
        ("statements", has(&[Kind::Metadata])),
        ("names", has(&[Kind::Entity])),
    ];
    parts.iter().filter(|(_, has)| !has).map(|(name, _)| *name).collect()
}

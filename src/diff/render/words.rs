//! Changes in words, as all reports have them.

use crate::diff::{Category, Change, Kind};

/// Words that are shown of one side of a change, at most this many characters.
pub(super) const MAX_SHOWN: usize = 160;

/// The items in the order in which they are numbered: substantive first, then as in the text.
pub(super) fn sorted(changes: &[Change]) -> Vec<&Change> {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by_key(|change| change.category);
    sorted
}

/// What there is in a line.
pub(super) fn summary(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "no change".to_owned();
    }
    let substantive = changes.iter().filter(|change| change.category == Category::Substantive).count();
    let mut parts: Vec<String> = (substantive > 0).then(|| format!("{substantive} substantive")).into_iter().collect();
    let mut kinds: Vec<(Kind, usize)> = Vec::new();
    for change in changes.iter().filter(|change| change.category != Category::Substantive) {
        match change.count {
            1 => count(&mut kinds, change.kind),
            n if matches!(change.kind, Kind::ParaSplit | Kind::ParaMerge | Kind::ParaMove | Kind::NoteRenumber) => {
                parts.push(format!("{n} {}", change.kind));
            }
            n => parts.push(format!("{n} {} → {} (1 group)", named(change, true), named(change, false))),
        }
    }
    parts.extend(kinds.into_iter().map(|(kind, n)| format!("{n} {kind}")));
    parts.join(" · ")
}

/// A side of a group, in few words.
fn named(change: &Change, is_old: bool) -> String {
    let words = shortened(side(change, is_old), 24);
    if words.is_empty() { "nothing".to_owned() } else { words }
}

fn count(kinds: &mut Vec<(Kind, usize)>, kind: Kind) {
    match kinds.iter_mut().find(|(own, _)| *own == kind) {
        Some((_, n)) => *n += 1,
        None => kinds.push((kind, 1)),
    }
}

/// What was done: "substitution (date)".
pub(super) fn kind(change: &Change) -> String {
    change.subkind.map_or_else(|| change.kind.to_string(), |subkind| format!("{} ({subkind})", change.kind))
}

/// What was done, and of a group how often: "typography × 38".
pub(super) fn counted_kind(change: &Change) -> String {
    if change.count > 1 { format!("{} × {}", kind(change), change.count) } else { kind(change) }
}

/// The words of one side as they stand; nothing where there are none.
pub(super) fn side(change: &Change, is_old: bool) -> &str {
    let side = if is_old { &change.old } else { &change.new };
    side.as_ref().map_or("", |side| &side.text)
}

/// A change in a line without marks: "substitution (date): February 3 → February 2".
pub fn words_of(change: &Change) -> String {
    let what = counted_kind(change);
    let shown = |is_old| valued(change, is_old, MAX_SHOWN);
    match (&change.old, &change.new) {
        (Some(_), Some(_)) => format!("{what}: {} → {}", shown(true), shown(false)),
        (old, _) => format!("{what}: {}", shown(old.is_some())),
    }
}

/// The words of one side, and what they mean where that is known: "Sverdlov (#sverdlov)".
pub(super) fn valued(change: &Change, is_old: bool, most: usize) -> String {
    let words = shortened(side(change, is_old), most);
    let value = change.values.as_ref().and_then(|own| if is_old { own.old.as_ref() } else { own.new.as_ref() });
    value.map_or_else(|| words.clone(), |value| format!("{words} ({value})"))
}

/// Whether the words are the same, and only what they mean or are is not.
pub(super) fn is_meaning_alone(change: &Change) -> bool {
    match change.kind {
        Kind::Entity => side(change, true) == side(change, false),
        Kind::Markup | Kind::Encoding => change.values.is_some(),
        _ => false,
    }
}

/// Words on one line, so many characters of them at most.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most { line } else { format!("{}…", line.chars().take(most - 1).collect::<String>()) }
}

/// How many files, in words.
pub(super) fn files(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
}

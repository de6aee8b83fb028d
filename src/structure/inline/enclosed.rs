//! Links, images, places and notes in the line, as the habits write them: `[[#a][there]]`, `footnote:[See there.]`.

use super::scan::link_kind;
use super::sign::OpenSign;
use super::{Action, Inline};
use crate::convention::{Enclosed, Slot};
use crate::document::{Kind, Reason};

/// What a link begins with that points at the note of this name.
pub(in crate::structure) const NOTE_NAME: &str = "#^";

impl Inline<'_> {
    /// The link, place or note that begins at byte `at`, and where the text goes on.
    pub(super) fn enclosed(&mut self, at: usize, limit: usize) -> Option<usize> {
        let (habits, text) = (self.habits, &self.source[at..limit]);
        // A link may be part of no word; the mark of a note follows one.
        let is_inside = text.starts_with(char::is_alphanumeric) && self.source[..at].ends_with(char::is_alphanumeric);
        let found = habits.links.patterns().iter().filter(|_| !is_inside).find_map(|pattern| pattern.at_start(text));
        if let Some(found) = found {
            let kind = found.slot.map(|(slot, value)| link(slot, value));
            return Some(self.open(at, &found, kind.into_iter().collect()));
        }
        if let Some((name, len)) = habits.links.anchor(text) {
            return Some(self.push(at, at + len, Action::Point(Kind::Anchor(name.into()), Reason::Attributes)));
        }
        let note = habits.notes_in_line.iter().find_map(|pattern| pattern.at_start(text))?;
        // `^[\[1\]](#n1)^` is a link.
        if text[note.len..].starts_with(['(', '{', '[', '^']) {
            return None;
        }
        let name = note.slot.map_or("", |(_, name)| name);
        let kind = if note.is_bare { Kind::Link(Some(format!("{NOTE_NAME}{name}").into())) } else { Kind::NoteInLine(name.into()) };
        Some(self.open(at, &note, vec![kind]))
    }

    /// Opens what is `found` at byte `at`; its text is read on as any other, unless it is a target.
    fn open(&mut self, at: usize, found: &Enclosed<'_>, kinds: Vec<Kind>) -> usize {
        let pair = self.pair(kinds);
        let (start, close, end) = (at + found.text.start, at + found.text.end, at + found.len);
        self.push(at, start, Action::Open(pair));
        if found.is_bare {
            return self.push(close, end, Action::Close(pair));
        }
        self.signs.push(OpenSign { close, mark: end - close, pair, keeps_marks: false });
        start
    }
}

fn link(slot: Slot, value: &str) -> Kind {
    match slot {
        Slot::Image => Kind::Figure(value.into()),
        Slot::Anchor => link_kind(&format!("#{value}")),
        Slot::Target | Slot::Address | Slot::Name => link_kind(value),
    }
}

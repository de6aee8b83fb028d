//! How notes are known: their headings, how they begin, how they are signed.

use super::habits::Habits;
use crate::document::Signer;

impl Habits {
    /// Whether a heading is that of notes: "Footnotes".
    pub(crate) fn is_notes_heading(&self, text: &str) -> bool {
        text.len() <= 60 && self.note_headings.contains(text.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// Who signs a note so, without the full stop: "Ed", "Tr".
    pub(crate) fn signer(&self, signature: &str) -> Option<Signer> {
        self.note_signers.iter().find(|(_, words)| words.contains(signature)).map(|&(signer, _)| signer)
    }

    /// Bytes of "Note by" at the start of `text`.
    pub(crate) fn note_by(&self, text: &str) -> Option<usize> {
        self.note_by.opening(text)
    }

    /// The label of `[Footnote 1: text`, and what follows.
    pub(crate) fn note_opening<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let (label, len) = self.note_openings.iter().find_map(|pattern| pattern.at_start(text))?;
        Some((label, text[len..].trim_start()))
    }

    /// The label of a paragraph that is a note by a mark of its own, and what follows.
    pub(crate) fn note_body<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let (label, len) = self.note_bodies.iter().find_map(|pattern| pattern.at_start(text))?;
        Some((label, text[len..].trim_start()))
    }
}

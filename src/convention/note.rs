//! How notes are known: their headings, how they begin, how they are signed.

use super::habits::Habits;
use crate::document::Signer;

impl Habits {
    /// Whether a heading is that of notes: "Footnotes".
    pub(crate) fn is_notes_heading(&self, text: &str) -> bool {
        let words = text.trim_matches(|c: char| !c.is_alphanumeric());
        text.len() <= 60 && (self.note_headings.contains(words) || self.heads_notes_of_division(words))
    }

    /// "Notes to Volume I", "Anmerkungen zum ersten Kapitel".
    fn heads_notes_of_division(&self, text: &str) -> bool {
        let Some((heading, rest)) = text.split_once(' ').filter(|(heading, _)| self.note_headings.contains(heading)) else { return false };
        let of = rest.split_once(' ').filter(|(word, _)| self.note_of.contains(word));
        heading.len() > 2 && of.is_some_and(|(_, division)| self.division(division).is_some() || self.division_of(division))
    }

    /// "ersten Kapitel", "first chapter".
    fn division_of(&self, text: &str) -> bool {
        text.split_once(' ').is_some_and(|(number, rest)| self.is_ordinal(number) && self.division(rest).is_some())
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

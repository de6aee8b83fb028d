//! The words that tell the parts of letters, plays and references, and the ways through a web site.

use serde::Deserialize;

use crate::document::Part;

use super::sentence::{Said, Sentence};
use super::words::{Phrases, Words};

/// The words with which letters begin and end.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Letter {
    /// "Dear".
    pub(crate) salutations: Phrases,
    /// "Mr.", "Herrn": before the name of whom it is to.
    pub(crate) titles: Phrases,
    /// "To the", before whom a message is to: "To the Senate:".
    pub(crate) addresses: Phrases,
    /// "Yours".
    pub(crate) closings: Phrases,
    /// "Obedient servant": what a closing sentence says anywhere.
    pub(crate) formulas: Phrases,
    /// "P.S."
    pub(crate) postscripts: Phrases,
}

/// The words by which plays, interviews and debates are known.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Dialogue {
    /// "Question", "Q".
    pub(crate) questions: Words,
    /// "Answer", "A".
    pub(crate) answers: Words,
    /// "First", "Note": what comes back before a colon and is nobody.
    pub(crate) no_speakers: Words,
    /// "Exeunt".
    pub(crate) directions: Phrases,
    /// What heads the persons of a play.
    pub(crate) casts: Words,
    /// "Applause".
    pub(crate) audience: Phrases,
    /// How a turn begins that names its speaker: `<{speaker}>`.
    speakers: Vec<String>,
}

impl Dialogue {
    /// The speaker whom the mark at the start of `text` names: where the name begins, its bytes, and those of all of the mark.
    pub(crate) fn speaker(&self, text: &str) -> Option<(usize, usize, usize)> {
        let marks = self.speakers.iter().filter_map(|pattern| pattern.split_once("{speaker}"));
        marks.into_iter().find_map(|(before, after)| {
            let rest = text.strip_prefix(before)?;
            let line = rest.lines().next()?;
            let len = if after.is_empty() { line.len() } else { line.find(after)? };
            (len > 0).then_some((before.len(), len, before.len() + len + after.len()))
        })
    }
}

/// The words by which a line leads through a web site.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Navigation {
    pub(super) archives: Words,
    pub(super) words: Words,
    pub(super) lines: Words,
    pub(super) downloads: Phrases,
}

/// The words that tell the parts of a bibliographic reference.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Bibliography {
    pub(crate) volume: Words,
    pub(crate) issue: Words,
    pub(crate) page: Words,
    /// Numbers in words, of volumes and issues: "Vol. One".
    pub(crate) number: Words,
    pub(crate) publisher: Words,
    /// What tells of who printed a book: "Printed in Great Britain".
    pub(crate) printer: Words,
    pub(crate) organisation: Words,
    /// How a piece of a reference reads: `{volume} ({date}), {page}`.
    patterns: Vec<Sentence>,
}

impl Bibliography {
    /// What a piece of a reference says: of "vol. VI, no. 10", a volume and an issue.
    pub(crate) fn piece(&self, text: &str, fits: impl Fn(Part, &str) -> bool + Copy) -> Option<Said> {
        let read = self.patterns.iter().filter_map(|own| own.read(text, fits).map(|said| (own.len(), said)));
        read.max_by_key(|&(len, _)| len).map(|(_, said)| said)
    }

    /// Whether pieces of references are told by patterns.
    pub(crate) const fn has_patterns(&self) -> bool {
        !self.patterns.is_empty()
    }
}

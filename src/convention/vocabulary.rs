//! The words that tell names, credits, the parts of letters, plays and references, and the ways through a web site.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::document::Part;

use super::sentence::{Said, Sentence, Slot};
use super::words::{Phrases, Words};

/// The words by which names are known.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Names {
    /// "Karl".
    pub(crate) given: Words,
    /// "von": small words in a name.
    pub(crate) particles: Words,
    /// "and": between the names of several.
    pub(crate) joints: Words,
    /// "the", "l'".
    pub(crate) articles: Words,
    /// "'s": the end of a name before what is its own.
    pub(crate) possessives: Words,
}

impl Names {
    /// `text` without the article that it begins with: "auteur" of "l'auteur".
    pub(crate) fn without_article<'t>(&self, text: &'t str) -> &'t str {
        let end = text.find([' ', '\'']).map(|end| end + usize::from(text[end..].starts_with('\'')));
        let rest = end.filter(|&end| self.articles.contains(&text[..end])).map(|end| text[end..].trim_start());
        rest.unwrap_or(text)
    }

    /// A name without the end that says that something is its own: "Vladimir Lenin" of "Vladimir Lenin’s".
    pub(crate) fn without_possessive<'t>(&self, name: &'t str) -> &'t str {
        let end = name.rfind(['\'', '’']).filter(|&end| self.possessives.contains(&name[end..]));
        end.map_or(name, |end| &name[..end])
    }

    /// Whether `text` begins with an article that has a capital: "The Commune".
    pub(crate) fn begins_title(&self, text: &str) -> bool {
        text.starts_with(char::is_uppercase) && text.split_once(' ').is_some_and(|(word, _)| self.articles.contains(word))
    }

    /// Whether a sentence begins within `text`, as far as an article tells: "June 7, 1896. The Commune".
    pub(crate) fn begin_sentence_in(&self, text: &str) -> bool {
        text.match_indices(". ").any(|(at, stop)| self.begins_title(&text[at + stop.len()..]))
    }
}

/// What a word of a credit says of who follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CreditRole {
    /// Another of the same.
    And,
    /// Did it.
    By,
    /// It was done for.
    For,
    /// Is where someone belongs, and not who did it.
    Of,
}

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
    /// "yours", behind any word: "Cordially yours".
    pub(crate) own: Words,
    /// "to", before whom it is to, in its title.
    pub(crate) to: Words,
    /// "from", before whom it is from.
    pub(crate) from: Words,
    /// "in", before where it was written.
    pub(crate) at: Words,
    /// "near", before the place by which that lies.
    pub(crate) near: Phrases,
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

/// What keys of front matter below others say: `volume` below `source`, `name` and `role` below `contributor`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Below {
    /// Keys of which the value is what someone did.
    pub(crate) roles: Words,
    parts: BTreeMap<Slot, Words>,
}

impl Below {
    /// The part that the value of `key` is.
    pub(crate) fn part(&self, key: &str) -> Option<Part> {
        self.parts.iter().find(|(_, keys)| keys.contains(key)).map(|(slot, _)| slot.0)
    }
}

/// The words by which a line leads through a web site.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Navigation {
    pub(super) archives: Words,
    pub(super) words: Words,
    /// "next", "top": those that say which way.
    pub(super) ways: Words,
    pub(super) lines: Words,
    pub(super) downloads: Phrases,
    /// "Back to the", before the name of an archive.
    pub(super) back: Phrases,
    /// "Library", behind the name of whose works it holds.
    pub(super) holdings: Phrases,
    /// "internet archive", at the end of the name of a site.
    pub(super) endings: Vec<String>,
    /// ".org", anywhere in the name of a site.
    pub(super) sites: Vec<String>,
    /// "proofread", in the name of those who only made a text.
    pub(super) teams: Vec<String>,
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
    /// "in", before the title of what a piece came out in.
    pub(crate) within: Words,
    /// "Street", at the end of an address.
    pub(crate) street: Words,
    pub(crate) organisation: Words,
    /// "Co.": no stop behind them ends a sentence.
    pub(crate) abbreviations: Words,
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

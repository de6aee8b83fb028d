//! Reports, one module a format.

pub mod github;
pub mod html;
pub mod json;
pub mod markdown;
mod sides;
pub mod text;
mod words;

use crate::diff::{Category, Change};

pub use words::words_of;

/// How many items of each category there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Substantive items.
    pub substantive: usize,
    /// Accidental items.
    pub accidental: usize,
    /// Formatting items.
    pub formatting: usize,
}

impl Summary {
    /// Counts the changes of several files.
    pub fn of_all<'a>(files: impl IntoIterator<Item = &'a [Change]>) -> Self {
        files.into_iter().map(Self::of).fold(Self::default(), |sum, own| Self {
            substantive: sum.substantive + own.substantive,
            accidental: sum.accidental + own.accidental,
            formatting: sum.formatting + own.formatting,
        })
    }

    /// Counts `changes`.
    pub fn of(changes: &[Change]) -> Self {
        let count = |category| changes.iter().filter(|change| change.category == category).count();
        Self { substantive: count(Category::Substantive), accidental: count(Category::Accidental), formatting: count(Category::Formatting) }
    }
}

/// Two files compared, as a report names them.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The old file's name: a path, or `REV:PATH`.
    pub old: &'a str,
    /// The new file's name.
    pub new: &'a str,
    /// The path that annotations name: of the new file, or of the old one where that was taken out.
    pub file: &'a str,
    /// What changed.
    pub changes: &'a [Change],
    /// How many items were left out, as the reader asked.
    pub left_out: usize,
    /// What is not the same but no part of the text.
    pub unread: &'a [&'static str],
}

impl Compared<'_> {
    /// What became of the file as a whole: put in, taken out, or there on both sides.
    pub fn whole(&self) -> Option<&'static str> {
        match (self.old, self.new) {
            (_, NOWHERE) => Some("file taken out"),
            (NOWHERE, _) => Some("new file"),
            _ => None,
        }
    }
}

/// The name of the side on which there is no such file, as `git diff` has it.
pub const NOWHERE: &str = "/dev/null";

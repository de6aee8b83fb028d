//! Reports, one module a format.

pub mod github;
pub mod html;
pub mod json;
pub mod markdown;
mod sides;
pub mod text;

use crate::diff::{Category, Change};

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
    /// Adds the counts of another.
    pub const fn add(&mut self, other: Self) {
        self.substantive += other.substantive;
        self.accidental += other.accidental;
        self.formatting += other.formatting;
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
    /// What changed.
    pub changes: &'a [Change],
}

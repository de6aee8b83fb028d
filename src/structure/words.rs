//! The words of a source: how often those stand in it that would be made of what the ends of lines and large initials have divided.

use std::sync::OnceLock;

use crate::structure::tally::{self, Tally};
use crate::structure::{hyphen, initial};

/// The words of a source, read when the first is asked for.
#[derive(Debug)]
pub(super) struct Words<'a> {
    source: &'a str,
    tallies: OnceLock<[Tally; 2]>,
}

impl<'a> Words<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, tallies: OnceLock::new() }
    }

    /// How often the words stand undivided that are divided at the ends of lines.
    pub(super) fn divided(&self) -> &Tally {
        &self.tallies()[0]
    }

    /// How often the words stand whole of which the initial may be torn off, and alone what would be left of them.
    pub(super) fn torn(&self) -> &Tally {
        &self.tallies()[1]
    }

    fn tallies(&self) -> &[Tally; 2] {
        self.tallies.get_or_init(|| {
            let mut tallies = [hyphen::divided(self.source), initial::torn(self.source)];
            tally::read(self.source, &mut tallies);
            tallies
        })
    }
}

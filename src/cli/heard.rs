//! What was wrong in the files that documents are read by, each told once, however many folders they lie above.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use teiscribe::diagnostic::{Diagnostic, Finding};
use teiscribe::source::Source;

use super::Outcome;
use super::report::text;

/// What reading a file gave.
pub(super) type Read = Result<(Source, Vec<Diagnostic>), Finding>;

/// The files of one kind that were read.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Whether somebody else tells what was found.
    is_quiet: bool,
    files: BTreeMap<PathBuf, Read>,
}

impl Heard {
    /// Tells nothing itself.
    pub(super) const fn be_quiet(&mut self) {
        self.is_quiet = true;
    }

    /// Takes in what reading a file gave, and tells it the first time.
    pub(super) fn add(&mut self, file: &Path, read: Read) {
        if self.files.contains_key(file) {
            return;
        }
        let name = file.to_string_lossy();
        match &read {
            _ if self.is_quiet => {}
            Ok((source, findings)) => text::findings(&name, source, findings),
            Err(finding) => text::refused(&name, finding),
        }
        self.files.insert(file.to_owned(), read);
    }

    /// The files in the order of their paths.
    pub(super) fn files(&self) -> impl Iterator<Item = (&Path, &Read)> {
        self.files.iter().map(|(file, read)| (file.as_path(), read))
    }

    /// What reading a file gave, if it was read.
    pub(super) fn get(&self, file: &Path) -> Option<(&Path, &Read)> {
        self.files.get_key_value(file).map(|(file, read)| (file.as_path(), read))
    }

    /// The worst that was found.
    pub(super) fn outcome(&self) -> Outcome {
        let of = |read: &Read| match read {
            Ok((_, findings)) if findings.is_empty() => Outcome::Done,
            Ok(_) => Outcome::Findings,
            Err(_) => Outcome::Failed,
        };
        self.files.values().map(of).max().unwrap_or(Outcome::Done)
    }
}

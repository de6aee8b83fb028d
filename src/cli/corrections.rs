//! The corrections that documents are read with, and which of their rows were met.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use teiscribe::diagnostic::Diagnostic;
use teiscribe::register::Corrections;
use teiscribe::source::Source;

use super::Failure;
use super::heard::Heard;
use super::near::Near;
use super::shelf::Shelf;

/// The file beside a transcription that has its corrections.
pub(super) const BESIDE: &str = "corrections.csv";

/// The corrections read so far.
#[derive(Debug)]
pub(super) struct CorrectionFiles {
    files: Near,
    read: BTreeMap<PathBuf, Arc<Corrections>>,
    heard: Heard,
}

impl CorrectionFiles {
    /// The corrections at `named`; without any, those beside each document and in the folders above it.
    pub(super) fn new(named: Vec<PathBuf>) -> Self {
        Self { files: Near::new(&[BESIDE], named), read: BTreeMap::new(), heard: Heard::default() }
    }

    /// The corrections for the document at `path`.
    pub(super) fn of(&mut self, path: &Path) -> Result<Arc<Corrections>, Failure> {
        let key = self.files.key(path);
        if let Some(corrections) = self.read.get(&key) {
            return Ok(Arc::clone(corrections));
        }
        let corrections = Arc::new(self.all(&self.files.of(path))?);
        self.read.insert(key, Arc::clone(&corrections));
        Ok(corrections)
    }

    /// All of `files` together; what is broken in them is reported.
    fn all(&mut self, files: &[PathBuf]) -> Result<Corrections, Failure> {
        let mut corrections = Corrections::default();
        for file in files {
            let read = corrections.read(&file.to_string_lossy(), self.files.read(file)?);
            self.heard.add(file, read);
        }
        Ok(corrections)
    }

    /// Reads the files as they were on another shelf.
    pub(super) fn be_on(&mut self, shelf: Shelf) {
        self.files.be_on(shelf);
    }

    /// Where they are looked for.
    pub(super) const fn files(&self) -> &Near {
        &self.files
    }

    /// What was found in the files themselves.
    pub(super) const fn heard(&self) -> &Heard {
        &self.heard
    }

    /// Tells nothing of what is found in the files.
    pub(super) const fn be_quiet(&mut self) {
        self.heard.be_quiet();
    }

    /// The rows about a document that is none, and those about several of which none had the words, with the files they stand in.
    pub(super) fn never_found(&self) -> Vec<(&Path, &Source, Diagnostic)> {
        let mut rows: BTreeMap<(&str, u32), (Diagnostic, bool)> = BTreeMap::new();
        // A file above several folders was read for each.
        for (file, told, is_met) in self.read.values().flat_map(|own| own.met()) {
            rows.entry((file, told.span.start)).or_insert((told, false)).1 |= is_met;
        }
        let lost = rows.into_iter().filter(|(_, (_, is_met))| !is_met);
        let placed = lost.filter_map(|((file, _), (told, _))| {
            let (path, read) = self.heard.get(Path::new(file))?;
            Some((path, &read.as_ref().ok()?.0, told))
        });
        placed.collect()
    }

    /// Where a row about the document at `path` is written: the file that is read for it, else one beside it.
    pub(super) fn file_for(&self, path: &Path) -> PathBuf {
        let beside = || path.parent().unwrap_or(Path::new("")).join(BESIDE);
        self.files.of(path).into_iter().next().unwrap_or_else(beside)
    }
}

//! Which corrections a document is read with: those of the project, else those that lie beside it or above.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use teiscribe::diagnostic::Diagnostic;
use teiscribe::register::Corrections;
use teiscribe::source::Source;

use super::Failure;
use super::heard::Heard;
use super::project::absolute;
use super::shelf::Shelf;

/// The file beside a transcription that has its corrections.
pub(super) const BESIDE: &str = "corrections.csv";

/// The corrections read so far.
#[derive(Debug, Default)]
pub(super) struct CorrectionFiles {
    /// Those that the project names.
    named: Vec<PathBuf>,
    read: BTreeMap<PathBuf, Arc<Corrections>>,
    heard: Heard,
    shelf: Shelf,
}

impl CorrectionFiles {
    /// The corrections at `named`; without any, those beside each document and in the folders above it.
    pub(super) fn new(named: Vec<PathBuf>) -> Self {
        Self { named, ..Self::default() }
    }

    /// The corrections for the document at `path`.
    pub(super) fn of(&mut self, path: &Path) -> Result<Arc<Corrections>, Failure> {
        let folder = if self.named.is_empty() { path.parent().map(Path::to_owned).unwrap_or_default() } else { PathBuf::new() };
        if let Some(corrections) = self.read.get(&folder) {
            return Ok(Arc::clone(corrections));
        }
        let files = if self.named.is_empty() { self.above(&folder) } else { self.named.clone() };
        let corrections = Arc::new(self.all(&files)?);
        self.read.insert(folder, Arc::clone(&corrections));
        Ok(corrections)
    }

    /// All of `files` together; what is broken in them is reported.
    fn all(&mut self, files: &[PathBuf]) -> Result<Corrections, Failure> {
        let mut corrections = Corrections::default();
        for file in files {
            let read = corrections.read(&file.to_string_lossy(), self.shelf.read(file)?);
            self.heard.add(file, read);
        }
        Ok(corrections)
    }

    /// Reads the files as they were on another shelf.
    pub(super) fn be_on(&mut self, shelf: Shelf) {
        self.shelf = shelf;
    }

    /// The files in a folder and in those above it that its path names, the nearest first.
    fn above(&self, folder: &Path) -> Vec<PathBuf> {
        places(folder).into_iter().filter(|file| self.shelf.has(file)).collect()
    }

    /// The files that the document at `path` is read with, were they there or not.
    pub(super) fn files_of(&self, path: &Path) -> Vec<PathBuf> {
        if self.named.is_empty() { places(path.parent().unwrap_or(Path::new(""))) } else { self.named.clone() }
    }

    /// Whether some document may be read with the file at `path`, from the root of the file system.
    pub(super) fn may_read(&self, path: &Path) -> bool {
        if self.named.is_empty() { path.ends_with(BESIDE) } else { self.named.iter().any(|own| absolute(own) == path) }
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
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let known = if self.named.is_empty() { self.above(&folder) } else { self.named.clone() };
        known.into_iter().next().unwrap_or_else(|| folder.join(BESIDE))
    }
}

/// Where such files may be. `.` and the folder without a name are one: a row is read once.
fn places(folder: &Path) -> Vec<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    let folder: PathBuf = folder.components().filter(|part| *part != Component::CurDir).collect();
    let folders = folder.ancestors().enumerate().filter(|(n, own)| *n == 0 || own.is_relative() || own.starts_with(&here));
    folders.map(|(_, own)| own.join(BESIDE)).collect()
}

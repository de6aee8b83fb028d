//! Which corrections a document is read with: those of the project, else those that lie beside it or above.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use teiscribe::register::Corrections;

use super::report::text;
use super::{Failure, Outcome, files};

/// The file beside a transcription that has its corrections.
pub(super) const BESIDE: &str = "corrections.csv";

/// The corrections read so far.
#[derive(Debug, Default)]
pub(super) struct CorrectionFiles {
    /// Those that the project names.
    named: Vec<PathBuf>,
    read: BTreeMap<PathBuf, Arc<Corrections>>,
    /// The worst that was found in the files themselves.
    outcome: Option<Outcome>,
}

impl CorrectionFiles {
    /// The corrections at `named`; without any, those beside each document and in the folders above it.
    pub(super) const fn new(named: Vec<PathBuf>) -> Self {
        Self { named, read: BTreeMap::new(), outcome: None }
    }

    /// The corrections for the document at `path`.
    pub(super) fn of(&mut self, path: &Path) -> Result<Arc<Corrections>, Failure> {
        let folder = if self.named.is_empty() { path.parent().map(Path::to_owned).unwrap_or_default() } else { PathBuf::new() };
        if let Some(corrections) = self.read.get(&folder) {
            return Ok(Arc::clone(corrections));
        }
        let files = if self.named.is_empty() { above(&folder) } else { self.named.clone() };
        let corrections = Arc::new(self.all(&files)?);
        self.read.insert(folder, Arc::clone(&corrections));
        Ok(corrections)
    }

    /// All of `files` together; what is broken in them is reported.
    fn all(&mut self, files: &[PathBuf]) -> Result<Corrections, Failure> {
        let mut corrections = Corrections::default();
        for file in files {
            let name = file.to_string_lossy();
            match corrections.read(&name, files::read(file)?) {
                Ok((source, findings)) => {
                    text::findings(&name, &source, &findings);
                    self.outcome = self.outcome.max((!findings.is_empty()).then_some(Outcome::Findings));
                }
                Err(finding) => {
                    text::refused(&name, &finding);
                    self.outcome = Some(Outcome::Failed);
                }
            }
        }
        Ok(corrections)
    }

    /// The files that the document at `path` is read with, were they there or not.
    pub(super) fn files_of(&self, path: &Path) -> Vec<PathBuf> {
        if self.named.is_empty() { places(path.parent().unwrap_or(Path::new(""))) } else { self.named.clone() }
    }

    /// The files that were read, each once.
    pub(super) fn files_read(&self) -> Vec<PathBuf> {
        let found: BTreeSet<PathBuf> = self.read.keys().flat_map(|folder| above(folder)).collect();
        if self.named.is_empty() { found.into_iter().collect() } else { self.named.clone() }
    }

    /// How reading them ended.
    pub(super) fn outcome(&self) -> Outcome {
        self.outcome.unwrap_or(Outcome::Done)
    }

    /// Where a row about the document at `path` is written: the file that is read for it, else one beside it.
    pub(super) fn file_for(&self, path: &Path) -> PathBuf {
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let known = if self.named.is_empty() { above(&folder) } else { self.named.clone() };
        known.into_iter().next().unwrap_or_else(|| folder.join(BESIDE))
    }
}

/// The files in a folder and in those above it that its path names, the nearest first.
fn above(folder: &Path) -> Vec<PathBuf> {
    places(folder).into_iter().filter(|file| file.is_file()).collect()
}

/// Where such files may be.
fn places(folder: &Path) -> Vec<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    let folders = folder.ancestors().enumerate().filter(|(n, own)| *n == 0 || own.is_relative() || own.starts_with(&here));
    folders.map(|(_, own)| own.join(BESIDE)).collect()
}

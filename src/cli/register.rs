//! Which names a document is read with, and which of its places a person has decided on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use teiscribe::diagnostic::{Diagnostic, Finding};
use teiscribe::entity::Names;
use teiscribe::register::{Corrections, Register};
use teiscribe::source::{Source, Span};

use super::corrections::CorrectionFiles;
use super::heard::{Heard, Read};
use super::near::Near;
use super::shelf::Shelf;
use super::{Failure, Outcome};

/// The files beside a transcription that are taken for registers.
const BESIDE: [&str; 8] =
    ["names.csv", "names.tsv", "names.xml", "listperson.xml", "listPerson.xml", "listplace.xml", "listPlace.xml", "listorg.xml"];

/// The registers read so far.
#[derive(Debug)]
pub(super) struct Registers {
    files: Near,
    read: BTreeMap<PathBuf, Arc<Names>>,
    decided: BTreeMap<PathBuf, Arc<Names>>,
    corrections: CorrectionFiles,
    heard: Heard,
}

impl Default for Registers {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new())
    }
}

impl Registers {
    /// The registers at `named` and the corrections at `corrections`; without any, those beside each document and above it.
    pub(super) fn new(named: Vec<PathBuf>, corrections: Vec<PathBuf>) -> Self {
        Self {
            files: Near::new(&BESIDE, named),
            read: BTreeMap::new(),
            decided: BTreeMap::new(),
            corrections: CorrectionFiles::new(corrections),
            heard: Heard::default(),
        }
    }

    /// The same, which tells nothing of what is found in the files: [`Registers::heard`] has it.
    pub(super) fn quiet(mut self) -> Self {
        self.heard.be_quiet();
        self.corrections.be_quiet();
        self
    }

    /// The same, of the files as they were on another shelf.
    pub(super) fn on(mut self, shelf: Shelf) -> Self {
        self.corrections.be_on(shelf.clone());
        self.files.be_on(shelf);
        self
    }

    /// The corrections for the document at `path`.
    pub(super) fn corrections_of(&mut self, path: &Path) -> Result<Arc<Corrections>, Failure> {
        self.corrections.of(path)
    }

    /// Where a correction of the document at `path` is written.
    pub(super) fn corrections_for(&self, path: &Path) -> PathBuf {
        self.corrections.file_for(path)
    }

    /// The files that were read, the corrections after the registers, with what was found in them.
    pub(super) fn heard(&self) -> impl Iterator<Item = (&Path, &Read)> {
        self.heard.files().chain(self.corrections.heard().files())
    }

    /// The corrections about what no document is or has, with the files they stand in.
    pub(super) fn never_found(&self) -> Vec<(&Path, &Source, Diagnostic)> {
        self.corrections.never_found()
    }

    /// How reading the corrections ended.
    pub(super) fn outcome(&self) -> Outcome {
        self.corrections.heard().outcome()
    }

    /// The names for the document at `path`.
    pub(super) fn of(&mut self, path: &Path) -> Result<Arc<Names>, Failure> {
        let key = self.files.key(path);
        if let Some(names) = self.read.get(&key) {
            return Ok(Arc::clone(names));
        }
        let names = Arc::new(Names::new(self.all_of(&self.files.of(path))?));
        self.read.insert(key, Arc::clone(&names));
        Ok(names)
    }

    /// All of `files` as one register; what is broken in them is told once.
    fn all_of(&mut self, files: &[PathBuf]) -> Result<Register, Failure> {
        let mut register = Register::default();
        let mut read = Vec::with_capacity(files.len());
        for file in files {
            read.push((file, register.read(&file.to_string_lossy(), self.files.read(file)?)));
        }
        // They may stand in several files: the last has made them so.
        if let Some((_, Ok((_, findings)))) = read.last_mut() {
            let pairs = register.near_duplicates().into_iter();
            let told = |(one, other)| Diagnostic { span: Span::default(), finding: Finding::NearDuplicates { one, other } };
            findings.extend(pairs.map(told));
        }
        read.into_iter().for_each(|(file, read)| self.heard.add(file, read));
        Ok(register)
    }

    /// The names for the document at `path`, without those on which nobody has decided.
    pub(super) fn decided(&mut self, path: &Path) -> Result<Arc<Names>, Failure> {
        let names = self.of(path)?;
        let key = self.files.key(path);
        Ok(Arc::clone(self.decided.entry(key).or_insert_with(|| Arc::new(names.decided()))))
    }

    /// The files that the document at `path` is read with, were they there or not: a change to one of them may change its TEI.
    pub(super) fn files_of(&self, path: &Path) -> Vec<PathBuf> {
        let mut files = self.files.places(path);
        files.extend(self.corrections.files().places(path));
        files
    }

    /// Whether some document may be read with the file at `path`, from the root of the file system.
    pub(super) fn may_read(&self, path: &Path) -> bool {
        self.files.may_have(path) || self.corrections.files().may_have(path)
    }

    /// All that were read.
    pub(super) fn all(&self) -> impl Iterator<Item = &Names> {
        self.read.values().map(AsRef::as_ref)
    }
}

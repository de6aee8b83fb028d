//! Which registers a document is read with: those of the project, else those that lie beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use teiscribe::diagnostic::{Diagnostic, Finding};
use teiscribe::entity::Names;
use teiscribe::register::{Corrections, Register};
use teiscribe::source::{Source, Span};

use super::corrections::CorrectionFiles;
use super::heard::{Heard, Read};
use super::project::absolute;
use super::shelf::Shelf;
use super::{Failure, Outcome};

/// The files beside a transcription that are taken for registers.
const BESIDE: [&str; 8] =
    ["names.csv", "names.tsv", "names.xml", "listperson.xml", "listPerson.xml", "listplace.xml", "listPlace.xml", "listorg.xml"];

/// The registers read so far.
#[derive(Debug, Default)]
pub(super) struct Registers {
    /// Those that are named: by the project or on the command line.
    named: Vec<PathBuf>,
    read: BTreeMap<PathBuf, Arc<Names>>,
    decided: BTreeMap<PathBuf, Arc<Names>>,
    corrections: CorrectionFiles,
    heard: Heard,
    shelf: Shelf,
}

impl Registers {
    /// The registers at `named` and the corrections at `corrections`; without any, those beside each document.
    pub(super) fn new(named: Vec<PathBuf>, corrections: Vec<PathBuf>) -> Self {
        Self { named, corrections: CorrectionFiles::new(corrections), ..Self::default() }
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
        self.shelf = shelf;
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
        let folder = self.folder(path);
        if let Some(names) = self.read.get(&folder) {
            return Ok(Arc::clone(names));
        }
        let files = if self.named.is_empty() { self.beside(&folder) } else { self.named.clone() };
        let names = Arc::new(Names::new(self.all_of(&files)?));
        self.read.insert(folder, Arc::clone(&names));
        Ok(names)
    }

    /// All of `files` as one register; what is broken in them is told once.
    fn all_of(&mut self, files: &[PathBuf]) -> Result<Register, Failure> {
        let mut register = Register::default();
        let mut read = Vec::with_capacity(files.len());
        for file in files {
            read.push((file, register.read(&file.to_string_lossy(), self.shelf.read(file)?)));
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

    /// What the registers of the document at `path` are kept under: its folder, unless they are named.
    fn folder(&self, path: &Path) -> PathBuf {
        if self.named.is_empty() { path.parent().map(Path::to_owned).unwrap_or_default() } else { PathBuf::new() }
    }

    /// The names for the document at `path`, without those on which nobody has decided.
    pub(super) fn decided(&mut self, path: &Path) -> Result<Arc<Names>, Failure> {
        let names = self.of(path)?;
        let folder = self.folder(path);
        Ok(Arc::clone(self.decided.entry(folder).or_insert_with(|| Arc::new(names.decided()))))
    }

    fn beside(&self, folder: &Path) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = BESIDE.iter().map(|name| folder.join(name)).filter(|file| self.shelf.has(file)).collect();
        // Where a file system knows no case, one file has two of the names.
        files.dedup_by_key(|file| file.to_string_lossy().to_lowercase());
        files
    }

    /// The files that the document at `path` is read with, were they there or not: a change to one of them may change its TEI.
    pub(super) fn files_of(&self, path: &Path) -> Vec<PathBuf> {
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let own: Vec<PathBuf> =
            if self.named.is_empty() { BESIDE.iter().map(|name| folder.join(name)).collect() } else { self.named.clone() };
        own.into_iter().chain(self.corrections.files_of(path)).collect()
    }

    /// Whether some document may be read with the file at `path`, from the root of the file system.
    pub(super) fn may_read(&self, path: &Path) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_named = |own: &PathBuf| absolute(own) == path;
        (if self.named.is_empty() { BESIDE.contains(&name.as_str()) } else { self.named.iter().any(is_named) })
            || self.corrections.may_read(path)
    }

    /// All that were read.
    pub(super) fn all(&self) -> impl Iterator<Item = &Names> {
        self.read.values().map(AsRef::as_ref)
    }
}

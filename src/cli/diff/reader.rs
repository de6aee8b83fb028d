//! How each side of a comparison is read: by the settings of the project, and by the registers and corrections that stand
//! beside it, in its folder or its revision.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use teiscribe::diagnostic::{Diagnostic, Finding};
use teiscribe::settings::Settings;
use teiscribe::{Guides, Reading};

use super::versions::{Span, Versions};
use crate::cli::beside::Neighbours;
use crate::cli::choice::Choice;
use crate::cli::meta::MetadataFiles;
use crate::cli::project::Project;
use crate::cli::register::Registers;
use crate::cli::report::text;
use crate::cli::shelf::Shelf;
use crate::cli::{Failure, git};

/// Where one side stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    /// The revision; `None` in a folder.
    pub(super) revision: Option<String>,
    /// The file; in a revision, below the root of the repository.
    pub(super) path: PathBuf,
}

impl Origin {
    /// A file in a folder.
    pub(super) fn file(path: impl Into<PathBuf>) -> Self {
        Self { revision: None, path: path.into() }
    }

    /// A file of a revision.
    pub(super) fn revision(name: &str, path: impl Into<PathBuf>) -> Self {
        Self { revision: Some(name.to_owned()), path: path.into() }
    }
}

/// One side as it is given: what it is called in messages, where it stands, what it holds.
#[derive(Clone)]
pub(super) struct Side<'a> {
    pub(super) name: &'a str,
    pub(super) origin: &'a Origin,
    pub(super) bytes: Vec<u8>,
}

impl Side<'_> {
    fn is_xml(&self) -> bool {
        self.bytes.trim_ascii_start().starts_with(b"<")
    }
}

fn malformed(reading: &Reading) -> impl Iterator<Item = &Diagnostic> {
    reading.findings.iter().filter(|found| matches!(found.finding, Finding::MalformedXml { .. }))
}

fn is_malformed(reading: &Reading) -> bool {
    malformed(reading).next().is_some()
}

/// What the sides are read by, each file of it read once.
pub(super) struct Reader {
    project: Project,
    /// Whether the texts of the project are read as `convert` reads them, with all their names.
    is_for_tei: bool,
    registers: BTreeMap<Option<String>, Registers>,
    neighbours: BTreeMap<Option<String>, Neighbours>,
    metadata: MetadataFiles,
    root: Option<PathBuf>,
}

impl Reader {
    pub(super) fn new(project: Project, is_for_tei: bool) -> Self {
        Self {
            project,
            is_for_tei,
            registers: BTreeMap::new(),
            neighbours: BTreeMap::new(),
            metadata: MetadataFiles::default(),
            root: None,
        }
    }

    /// The settings by which `convert` reads and writes a file; `None` where it is none of the project's.
    pub(super) fn project_settings(&mut self, origin: &Origin) -> Result<Option<Settings>, Failure> {
        let path = self.place(origin)?;
        let Some((_, relative)) = self.project.output_for(&path) else { return Ok(None) };
        self.project.settings_for(&path, &relative, &mut self.metadata).map(Some)
    }

    /// Both sides. TEI that is not well-formed is read as text, tags and all, and so is other TEI that is compared with it.
    pub(super) fn read_both(&mut self, old: Side<'_>, new: Side<'_>) -> Result<(Reading, Reading), Failure> {
        let kept = (old.is_xml() && new.is_xml()).then(|| (old.clone(), new.clone()));
        let (was, now) = (self.read(old, true)?, self.read(new, true)?);
        match kept {
            Some((old, _)) if is_malformed(&now) && !is_malformed(&was) => Ok((self.read(old, false)?, now)),
            Some((_, new)) if is_malformed(&was) && !is_malformed(&now) => Ok((was, self.read(new, false)?)),
            _ => Ok((was, now)),
        }
    }

    /// A transcription or, where it `may_be_tei`, a TEI file, by what it begins with.
    fn read(&mut self, Side { name, origin, bytes }: Side<'_>, may_be_tei: bool) -> Result<Reading, Failure> {
        let path = self.place(origin)?;
        let received = self.neighbours(origin.revision.as_deref())?.received(&path, bytes)?;
        let registers = self.registers(origin.revision.as_deref())?;
        let (names, corrections) = (registers.of(&path)?, registers.corrections_of(&path)?);
        // Names on which nobody has decided are not compared: then they need not be found.
        let no_names = names.is_empty() && corrections.is_empty();
        let own = if self.is_for_tei { self.project_settings(origin)? } else { None };
        let settings = own.unwrap_or_else(|| Settings { no_names, ..self.project.reading().clone() });
        let guides = Guides { settings: &settings, names: &names, corrections: &corrections, recogniser: None };
        let read = if may_be_tei { teiscribe::read_revision } else { teiscribe::read_by };
        let reading = read(&origin.path.to_string_lossy(), received, guides).map_err(|finding| Failure::refused(name, &finding))?;
        for found in malformed(&reading) {
            text::about(name, &found.finding);
        }
        Ok(reading)
    }

    /// The registers and corrections that stand in the folders.
    pub(super) fn registers_of_folders(&self) -> Registers {
        Registers::new(self.project.registers(Vec::new()), self.project.corrections()).quiet()
    }

    /// The registers and corrections of a revision, or of the folders.
    fn registers(&mut self, revision: Option<&str>) -> Result<&mut Registers, Failure> {
        let (shelf, own) = (self.shelf(revision)?, self.registers_of_folders());
        Ok(self.registers.entry(revision.map(str::to_owned)).or_insert_with(|| own.on(shelf)))
    }

    /// What stands beside the texts of a revision, or of the folders.
    pub(super) fn neighbours(&mut self, revision: Option<&str>) -> Result<&mut Neighbours, Failure> {
        let (shelf, conventions) = (self.shelf(revision)?, &self.project.reading().conventions);
        Ok(self.neighbours.entry(revision.map(str::to_owned)).or_insert_with(|| Neighbours::new(conventions, shelf)))
    }

    /// Whether both sides of a comparison are the same, their notes in files beside them too.
    pub(super) fn is_same(&mut self, versions: &Versions) -> Result<bool, Failure> {
        let (origins, bytes) = (&versions.origins, &versions.bytes);
        if bytes.0 != bytes.1 {
            return Ok(false);
        }
        Ok(bytes.0.is_empty() || self.notes(&origins.0)? == self.notes(&origins.1)?)
    }

    /// What the notes beside a side hold.
    fn notes(&mut self, origin: &Origin) -> Result<Option<Vec<u8>>, Failure> {
        let path = self.place(origin)?;
        let notes = self.neighbours(origin.revision.as_deref())?.notes(&path)?;
        Ok(notes.map(|(_, bytes)| bytes))
    }

    /// Whether the notes of the text at `path`, in either revision of `span`, are among the files `touched`.
    pub(super) fn has_notes_of(&mut self, span: &Span<'_>, path: &Path, touched: &BTreeSet<PathBuf>) -> Result<bool, Failure> {
        let sides = [Some(span.old), span.new];
        let notes = sides.into_iter().map(|revision| Ok(self.neighbours(revision)?.notes_of(path))).collect::<Result<Vec<_>, Failure>>()?;
        Ok(notes.iter().flatten().any(|notes| touched.contains(notes)))
    }

    /// Which files of a folder are compared with those of another.
    pub(super) fn choice(&self) -> Choice {
        Choice::by(&self.project.reading().conventions)
    }

    fn shelf(&mut self, revision: Option<&str>) -> Result<Shelf, Failure> {
        Ok(match revision {
            Some(name) => Shelf::Revision { name: name.to_owned(), root: self.root()? },
            None => Shelf::Folders,
        })
    }

    fn place(&mut self, origin: &Origin) -> Result<PathBuf, Failure> {
        if origin.revision.is_some() { Ok(self.root()?.join(&origin.path)) } else { Ok(origin.path.clone()) }
    }

    fn root(&mut self) -> Result<PathBuf, Failure> {
        if self.root.is_none() {
            self.root = Some(git::root()?);
        }
        Ok(self.root.clone().unwrap_or_else(|| Path::new("").to_owned()))
    }
}

//! What one document after the other is read by: the settings of the project, its registers, its corrections.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use teiscribe::diagnostic::Finding;
use teiscribe::entity::Names;
use teiscribe::register::Corrections;
use teiscribe::settings::Settings;
use teiscribe::{Conversion, Guides, Reading, Received};

use super::beside::{self, Neighbours};
use super::meta::MetadataFiles;
use super::project::Project;
use super::recogniser::{External, Recognisers, external};
use super::register::Registers;
use super::shelf::Shelf;
use super::{Failure, files};

/// All that a project sets, ready for its documents.
#[derive(Debug)]
pub(super) struct Guide {
    project: Project,
    registers: Registers,
    metadata: MetadataFiles,
    recognisers: Recognisers,
    neighbours: Neighbours,
}

/// What one document is read by.
#[derive(Debug)]
pub(super) struct OwnGuides {
    pub(super) settings: Settings,
    names: Arc<Names>,
    corrections: Arc<Corrections>,
    recogniser: Option<Arc<External>>,
    /// The file with its notes.
    pub(super) notes: Option<PathBuf>,
}

impl OwnGuides {
    /// Reads the document `name` by them, with the notes that stand in a file beside it.
    pub(super) fn read(&self, name: &str, bytes: Vec<u8>) -> Result<Result<Reading, Finding>, Failure> {
        Ok(teiscribe::read_by(name, self.received(bytes)?, self.guides()))
    }

    /// Converts it as well.
    pub(super) fn convert(&self, name: &str, bytes: Vec<u8>) -> Result<Result<Conversion, Finding>, Failure> {
        Ok(teiscribe::convert_by(name, self.received(bytes)?, self.guides()))
    }

    fn received(&self, bytes: Vec<u8>) -> Result<Received, Failure> {
        beside::with(bytes, self.notes.as_deref(), &Shelf::Folders)
    }

    /// As the library takes them.
    pub(super) fn guides(&self) -> Guides<'_> {
        Guides {
            settings: &self.settings,
            names: &self.names,
            corrections: &self.corrections,
            recogniser: external(self.recogniser.as_ref()),
        }
    }
}

impl Guide {
    /// By `project`, with the registers that the command line names, if it does.
    pub(super) fn new(project: Project, named: Vec<PathBuf>) -> Self {
        let registers = Registers::new(project.registers(named), project.corrections());
        let neighbours = Neighbours::new(&project.reading().conventions, Shelf::Folders);
        Self { project, registers, metadata: MetadataFiles::default(), recognisers: Recognisers::default(), neighbours }
    }

    /// By the project around the working folder.
    pub(super) fn find() -> Result<Self, Failure> {
        Ok(Self::new(Project::find()?, Vec::new()))
    }

    /// The same, which tells nothing of what is found in registers and corrections.
    pub(super) fn quiet(self) -> Self {
        Self { registers: self.registers.quiet(), ..self }
    }

    /// What the document at `path` is read by, which stands at `relative` below the input folder.
    pub(super) fn of(&mut self, path: &Path, relative: &Path) -> Result<OwnGuides, Failure> {
        let settings = self.project.settings_for(path, relative, &mut self.metadata)?;
        let recogniser = self.recognisers.of(&settings, self.project.folder());
        let (names, corrections) = (self.registers.of(path)?, self.registers.corrections_of(path)?);
        let notes = self.neighbours.notes_of(path);
        Ok(OwnGuides { settings, names, corrections, recogniser, notes })
    }

    /// The files of metadata of the document at `path` alone.
    pub(super) fn sidecars(&mut self, path: &Path) -> Result<Vec<PathBuf>, Failure> {
        self.metadata.sidecars(path)
    }

    /// What the document at `path` is read by, of the names in registers those alone on which somebody has decided.
    pub(super) fn decided(&mut self, path: &Path, relative: &Path) -> Result<OwnGuides, Failure> {
        let own = self.of(path, relative)?;
        Ok(OwnGuides { names: self.registers.decided(path)?, ..own })
    }

    /// Reads the file at `path`, which stands at `relative` below the input folder.
    pub(super) fn read(&mut self, path: &Path, relative: &Path) -> Result<Result<Reading, Finding>, Failure> {
        let bytes = files::read(path)?;
        self.of(path, relative)?.read(&path.to_string_lossy(), bytes)
    }

    /// Reads the file at `path` alone.
    pub(super) fn read_alone(&mut self, path: &Path) -> Result<Reading, Failure> {
        let relative = path.file_name().map(PathBuf::from).unwrap_or_default();
        self.read(path, &relative)?.map_err(|finding| Failure::refused(&path.to_string_lossy(), &finding))
    }

    /// The project.
    pub(super) const fn project(&self) -> &Project {
        &self.project
    }

    /// The registers and corrections that were read so far.
    pub(super) const fn registers(&self) -> &Registers {
        &self.registers
    }

    /// Where a correction of the document at `path` is written.
    pub(super) fn corrections_for(&self, path: &Path) -> PathBuf {
        self.registers.corrections_for(path)
    }
}

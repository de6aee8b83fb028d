//! What one document after the other is read by: the settings of the project, its registers, its corrections.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use teiscribe::diagnostic::Finding;
use teiscribe::entity::Names;
use teiscribe::register::Corrections;
use teiscribe::settings::Settings;
use teiscribe::{Conversion, Guides};

use super::meta::Shelves;
use super::project::Project;
use super::recogniser::{External, Recognisers, external};
use super::register::Registers;
use super::{Failure, Outcome, files};

/// All that a project sets, ready for its documents.
#[derive(Debug)]
pub(super) struct Guide {
    project: Project,
    registers: Registers,
    shelves: Shelves,
    recognisers: Recognisers,
}

/// What one document is read by.
#[derive(Debug)]
pub(super) struct OwnGuides {
    pub(super) settings: Settings,
    names: Arc<Names>,
    corrections: Arc<Corrections>,
    recogniser: Option<Arc<External>>,
}

impl OwnGuides {
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
        Self { project, registers, shelves: Shelves::default(), recognisers: Recognisers::default() }
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
        let settings = self.project.settings_for(path, relative, self.project.reading().clone(), &mut self.shelves)?;
        let recogniser = self.recognisers.of(&settings, self.project.folder());
        Ok(OwnGuides { settings, names: self.registers.of(path)?, corrections: self.registers.corrections_of(path)?, recogniser })
    }

    /// The files of metadata of the document at `path` alone.
    pub(super) fn sidecars(&mut self, path: &Path) -> Result<Vec<PathBuf>, Failure> {
        self.shelves.sidecars(path)
    }

    /// What the document at `path` is read by, of the names in registers those alone on which somebody has decided.
    pub(super) fn decided(&mut self, path: &Path, relative: &Path) -> Result<OwnGuides, Failure> {
        let own = self.of(path, relative)?;
        Ok(OwnGuides { names: self.registers.decided(path)?, ..own })
    }

    /// Converts the file at `path`, which stands at `relative` below the input folder.
    pub(super) fn convert(&mut self, path: &Path, relative: &Path) -> Result<Result<Conversion, Finding>, Failure> {
        let bytes = files::read(path)?;
        Ok(teiscribe::convert_by(&path.to_string_lossy(), bytes, self.of(path, relative)?.guides()))
    }

    /// Converts the file at `path` alone.
    pub(super) fn read(&mut self, path: &Path) -> Result<Conversion, Failure> {
        let refused = |finding: Finding| Failure { outcome: Outcome::Failed, message: format!("{}: {finding}", path.display()) };
        let relative = path.file_name().map(PathBuf::from).unwrap_or_default();
        self.convert(path, &relative)?.map_err(refused)
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

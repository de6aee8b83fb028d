//! What one document after the other is read by: the settings of the project, its registers, its corrections.

use std::path::{Path, PathBuf};

use teiscribe::diagnostic::Finding;
use teiscribe::{Conversion, Guides};

use super::meta::Shelves;
use super::project::Project;
use super::register::Registers;
use super::{Failure, Outcome, files};

/// All that a project sets, ready for its documents.
#[derive(Debug)]
pub(super) struct Guide {
    project: Project,
    registers: Registers,
    shelves: Shelves,
}

impl Guide {
    /// By the project around the working folder.
    pub(super) fn find() -> Result<Self, Failure> {
        let project = Project::find()?;
        let registers = Registers::new(project.registers(Vec::new()), project.corrections());
        Ok(Self { project, registers, shelves: Shelves::default() })
    }

    /// Converts the file at `path`, which stands at `relative` below the input folder.
    pub(super) fn convert(&mut self, path: &Path, relative: &Path) -> Result<Result<Conversion, Finding>, Failure> {
        let bytes = files::read(path)?;
        let settings = self.project.settings_for(path, relative, self.project.reading().clone(), &mut self.shelves)?;
        let (names, corrections) = (self.registers.of(path)?, self.registers.corrections_of(path)?);
        let guides = Guides { settings: &settings, names: &names, corrections: &corrections };
        Ok(teiscribe::convert_by(&path.to_string_lossy(), bytes, guides))
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

    /// Where a correction of the document at `path` is written.
    pub(super) fn corrections_for(&self, path: &Path) -> PathBuf {
        self.registers.corrections_for(path)
    }
}

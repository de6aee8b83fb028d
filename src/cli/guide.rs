//! What documents are read by: the settings of the project, its registers, its corrections.

use std::path::{Path, PathBuf};

use teiscribe::diagnostic::Finding;
use teiscribe::settings::Settings;
use teiscribe::{Conversion, Guides};

use super::corrections::CorrectionFiles;
use super::project::Project;
use super::register::Registers;
use super::{Failure, Outcome, files};

/// All that a project sets, ready for its documents.
#[derive(Debug)]
pub(super) struct Guide {
    settings: Settings,
    registers: Registers,
    corrections: CorrectionFiles,
}

impl Guide {
    /// By `settings`, and by the registers at `register` instead of those of the project, if there are any.
    pub(super) fn new(project: &Project, settings: Settings, register: Vec<PathBuf>) -> Self {
        let registers = Registers::new(project.registers(register));
        Self { settings, registers, corrections: CorrectionFiles::new(project.corrections()) }
    }

    /// By the project around the working folder as it is.
    pub(super) fn find() -> Result<Self, Failure> {
        let project = Project::find()?;
        Ok(Self::new(&project, project.reading().clone(), Vec::new()))
    }

    /// Converts `bytes` of the file at `path`, with what `change` makes of the settings.
    pub(super) fn convert(
        &mut self,
        path: &Path,
        bytes: Vec<u8>,
        change: impl FnOnce(&mut Settings),
    ) -> Result<Result<Conversion, Finding>, Failure> {
        let mut settings = self.settings.clone();
        change(&mut settings);
        let (names, corrections) = (self.registers.of(path)?, self.corrections.of(path)?);
        let guides = Guides { settings: &settings, names: &names, corrections: &corrections };
        Ok(teiscribe::convert_by(&path.to_string_lossy(), bytes, guides))
    }

    /// Converts the file at `path`.
    pub(super) fn read(&mut self, path: &Path) -> Result<Conversion, Failure> {
        let refused = |finding: Finding| Failure { outcome: Outcome::Failed, message: format!("{}: {finding}", path.display()) };
        self.convert(path, files::read(path)?, |_| {})?.map_err(refused)
    }

    pub(super) const fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(super) const fn files(&self) -> &CorrectionFiles {
        &self.corrections
    }
}

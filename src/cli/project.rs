//! The project file `teiscribe.toml`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use teiscribe::diff::Rule;
use teiscribe::settings::{Annotate, Notes, Settings};

use super::{Convert, Failure};

/// A project: its settings, and where its files are.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Project {
    /// The folder of transcriptions.
    input: Option<PathBuf>,
    /// Registers of names.
    register: Vec<PathBuf>,
    /// Files of corrections.
    corrections: Vec<PathBuf>,
    /// The folder that is written to.
    output: Option<PathBuf>,
    #[serde(flatten)]
    settings: Settings,
    /// Where the project file stands.
    #[serde(skip)]
    folder: PathBuf,
}

impl Project {
    /// The project around the working folder, found by walking up; without a file, one in which nothing is set.
    pub(super) fn find() -> Result<Self, Failure> {
        let here = std::env::current_dir().map_err(|error| Failure::io("find", Path::new("the working folder"), &error))?;
        let file = here.ancestors().map(|folder| folder.join("teiscribe.toml")).find(|file| file.is_file());
        match file {
            Some(file) => Self::read(&file),
            None => Ok(Self::default()),
        }
    }

    fn read(file: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(file).map_err(|error| Failure::io("read", file, &error))?;
        let mut project: Self = toml::from_str(&text).map_err(|error| Failure::usage(format!("{}: {error}", file.display())))?;
        project.folder = folder_of(file);
        Ok(project)
    }

    /// The paths to convert: those given, else the project's input folder.
    pub(super) fn paths(&self, given: &[String]) -> Result<Vec<String>, Failure> {
        match &self.input {
            _ if !given.is_empty() => Ok(given.to_vec()),
            Some(input) => Ok(vec![self.folder.join(input).to_string_lossy().into_owned()]),
            None => Err(Failure::usage("nothing to convert: name a file or folder, or set input in teiscribe.toml")),
        }
    }

    /// The registers: those given, else the project's.
    pub(super) fn registers(&self, given: Vec<PathBuf>) -> Vec<PathBuf> {
        if given.is_empty() { self.register.iter().map(|file| self.folder.join(file)).collect() } else { given }
    }

    /// The files of corrections that the project names.
    pub(super) fn corrections(&self) -> Vec<PathBuf> {
        self.corrections.iter().map(|file| self.folder.join(file)).collect()
    }

    /// Where to write: as given; else, where the paths are the project's own, its output folder.
    pub(super) fn output(&self, arguments: &Convert) -> Option<PathBuf> {
        let own = self.output.as_ref().filter(|_| arguments.paths.is_empty()).map(|output| self.folder.join(output));
        arguments.output.clone().or(own)
    }

    /// The project's rules of spelling.
    pub(super) fn spelling(&self) -> Result<Vec<Rule>, Failure> {
        let rule = |line: &String| {
            Rule::new(line).ok_or_else(|| Failure::usage(format!("spelling \"{line}\" is not two forms with a space between: \"ae ä\"")))
        };
        self.settings.spelling.iter().map(rule).collect()
    }

    /// The settings that a document is read with.
    pub(super) const fn reading(&self) -> &Settings {
        &self.settings
    }

    /// The settings, overruled by the command line.
    pub(super) fn settings(&self, arguments: &Convert) -> Settings {
        let mut settings = self.settings.clone();
        if let Some(annotate) = arguments.annotate {
            settings.annotate = match annotate {
                super::Annotate::Lean => Annotate::Lean,
                super::Annotate::Full => Annotate::Full,
            };
        }
        if let Some(notes) = arguments.notes {
            settings.notes = match notes {
                super::Notes::Inline => Notes::Inline,
                super::Notes::End => Notes::End,
            };
        }
        settings.no_names |= arguments.no_names;
        settings.paragraph_ids |= arguments.paragraph_ids;
        settings
    }
}

/// The folder of the project file, as a person would name it from here.
fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    match std::env::current_dir() {
        Ok(here) => folder.strip_prefix(here).unwrap_or(folder).to_owned(),
        Err(_) => folder.to_owned(),
    }
}

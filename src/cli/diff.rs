//! `teiscribe diff`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use teiscribe::Reading;
use teiscribe::diagnostic::Finding;
use teiscribe::diff::render::{Compared, Summary, json, text};
use teiscribe::diff::{self, Version};

use super::{Failure, Outcome, files, print};

/// What `teiscribe diff` takes.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The old file, and the new one
    #[arg(num_args = 2)]
    paths: Vec<PathBuf>,
    /// How the report is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// What makes the exit code 1
    #[arg(long, value_enum, default_value = "never")]
    exit_on: ExitOn,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ExitOn {
    /// Nothing
    Never,
    /// Any change
    Any,
    /// A change of the words
    Substantive,
}

pub(super) fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let (old, new) = (read(&arguments.paths[0])?, read(&arguments.paths[1])?);
    let diff = diff::diff(Version { source: &old.source, document: &old.document }, Version { source: &new.source, document: &new.document }, &[]);
    let compared = Compared { old: old.source.name(), new: new.source.name(), changes: &diff.changes };
    match arguments.format {
        Format::Text => print(&text::report(compared, text::Style::default()))?,
        Format::Json => print(&json::report(compared))?,
    }
    let summary = Summary::of(&diff.changes);
    let counts = match arguments.exit_on {
        ExitOn::Never => false,
        ExitOn::Any => !diff.changes.is_empty(),
        ExitOn::Substantive => summary.substantive > 0,
    };
    Ok(if counts { Outcome::Findings } else { Outcome::Done })
}

fn read(path: &Path) -> Result<Reading, Failure> {
    let name = path.to_string_lossy();
    let refused = |finding: Finding| Failure { outcome: Outcome::Failed, message: format!("{name}: {finding}") };
    teiscribe::read(&name, files::read(path)?, &teiscribe::settings::Settings::default()).map_err(refused)
}

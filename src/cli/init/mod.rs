//! `teiscribe init`: looks at a folder, says what it found, and writes a project file that already converts.

mod file;
mod survey;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use teiscribe::Guides;
use teiscribe::entity::Names;
use teiscribe::register::Corrections;
use teiscribe::settings::Settings;

use super::beside::{self, Neighbours};
use super::choice::{Choice, Chosen, LeftOut};
use super::files::{self, Input};
use super::project::Project;
use super::shelf::Shelf;
use super::{Failure, Outcome, print};
use survey::Survey;

/// What `teiscribe init` takes.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder; none: this one
    folder: Option<PathBuf>,
    /// Where the TEI and the registers are
    #[arg(long, value_enum, default_value = "plain")]
    layout: Layout,
    /// Write nothing: list what no convention knows, in the project of teiscribe.toml
    #[arg(long, conflicts_with = "layout")]
    update: bool,
}

/// Where a project has its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Layout {
    /// tei/
    Plain,
    /// data/editions and data/indices, as the static sites of the DSE family have them
    DseStatic,
    /// tei/, as corpora of plays have it
    Dracor,
}

pub(super) fn run(arguments: &Init) -> Result<Outcome, Failure> {
    if arguments.update {
        return update(arguments.folder.as_deref());
    }
    let folder = arguments.folder.clone().unwrap_or_default();
    let file = folder.join("teiscribe.toml");
    if !file.parent().is_some_and(|own| own.as_os_str().is_empty() || own.is_dir()) {
        return Err(Failure::usage(format!("{} is no folder", folder.display())));
    }
    if file.symlink_metadata().is_ok() {
        return Err(Failure::usage(format!("there is a {} already: init --update lists what it does not cover", file.display())));
    }
    let settings = Settings::default();
    let choice = Choice::by(&settings.conventions);
    let (inputs, left_out) = files::walk(if folder.as_os_str().is_empty() { Path::new(".") } else { &folder }, &choice);
    let survey = surveyed(&inputs, &settings)?;
    let plan = file::Plan::new(&folder, arguments.layout, &inputs);
    print(&survey.report(&left_out))?;
    files::write(&file, &file::text(&plan, &survey, &below(&folder, &left_out)))?;
    let next = if inputs.is_empty() { format!("; transcriptions go into {}/", plan.input) } else { String::new() };
    print(&format!("written: {}{next}\n", file.display()))?;
    Ok(Outcome::Done)
}

/// Lists what the conventions of the project, its own among them, do not know.
fn update(folder: Option<&Path>) -> Result<Outcome, Failure> {
    let project = Project::find()?;
    let given: Vec<String> = folder.into_iter().map(|folder| folder.to_string_lossy().into_owned()).collect();
    let (inputs, _) = files::inputs(&project.paths(&given)?, &project.choice(&Chosen::default())?)?;
    print(&surveyed(&inputs, project.reading())?.unknown())?;
    Ok(Outcome::Done)
}

/// Looks at all files; one that is no text is passed over, as the conversion will say.
fn surveyed(inputs: &[Input], settings: &Settings) -> Result<Survey, Failure> {
    let settings = Settings { no_names: true, ..settings.clone() };
    let mut neighbours = Neighbours::new(&settings.conventions, Shelf::Folders);
    let mut survey = Survey::default();
    for some in inputs.chunks(64 * rayon::current_num_threads()) {
        let some: Vec<(&Input, Option<PathBuf>)> = some.iter().map(|input| (input, neighbours.notes_of(&input.path))).collect();
        let own: Vec<Survey> = some.par_iter().map(|(input, notes)| one(input, notes.as_deref(), &settings)).collect::<Result<_, _>>()?;
        own.into_iter().for_each(|own| survey.add(own));
    }
    Ok(survey)
}

fn one(input: &Input, notes: Option<&Path>, settings: &Settings) -> Result<Survey, Failure> {
    let name = files::shown(&input.path);
    let received = beside::with(files::read(&input.path)?, notes, &Shelf::Folders)?;
    let guides = Guides { settings, names: &Names::default(), corrections: &Corrections::default(), recogniser: None };
    let read = teiscribe::read_by(&name, received, guides);
    Ok(read.map_or_else(|_| Survey::default(), |reading| Survey::of(&reading, settings)))
}

/// The files that were left out, as they are named below the folder.
fn below(folder: &Path, left_out: &[LeftOut]) -> Vec<String> {
    let folder = format!("{}/", folder.to_string_lossy().trim_end_matches('/'));
    let shown = left_out.iter().map(|own| files::shown(&own.path));
    shown.map(|own| own.strip_prefix(&folder).map(str::to_owned).unwrap_or(own)).collect()
}

//! `teiscribe diff`.

mod effect;
mod guided;
mod history;
mod reader;
pub(super) mod setup;
mod versions;

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use teiscribe::diff::render::{Compared, github, html, json, markdown, text, words_of};
use teiscribe::diff::{self, Change, Kind, Rule, Version};
use teiscribe::{Reading, tei};

use super::project::Project;
use super::{Failure, Outcome, files, print};
use reader::{Origin, Reader, Side};
use versions::Versions;

/// What `teiscribe diff` takes.
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// OLD NEW (files, folders, - for standard input, REV:PATH), REV, REV..REV or REV...REV; none: HEAD and the working tree
    #[arg(value_name = "OLD NEW | REV | REV..REV")]
    what: Vec<String>,
    /// Only these files of the revisions
    #[arg(last = true, value_name = "PATH")]
    paths: Vec<String>,
    /// How the report is written
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Where the report is written; none: standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Leave changes of this category, kind or subkind out
    #[arg(long, value_name = "CLASS")]
    ignore: Vec<String>,
    /// Leave all other changes out
    #[arg(long, value_name = "CLASS")]
    only: Vec<String>,
    /// What makes the exit code 1: never, any, or a class
    #[arg(long, value_name = "CLASS", default_value = "never")]
    exit_on: String,
    /// Only count, a line a file
    #[arg(long)]
    stat: bool,
    /// Show item N whole
    #[arg(long, value_name = "N")]
    show: Option<usize>,
    /// Tell what changed when and by whom in a file, from git
    #[arg(long, value_name = "PATH")]
    history: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// One page for a browser, complete in itself
    Html,
    /// A critical apparatus, for two files
    Tei,
    /// A comment for a pull request
    Markdown,
    /// Annotations for GitHub Actions
    Github,
}

pub(super) fn run(arguments: &Diff) -> Result<Outcome, Failure> {
    let mut comparer = Comparer::new(arguments)?;
    if let Some(path) = &arguments.history {
        return history::run(&mut comparer, path);
    }
    let found = versions::find(&arguments.what, &arguments.paths, &mut comparer.reader)?;
    let is_driven = arguments.what.len() >= DRIVEN;
    // Two files are named: that nothing changed is an answer, and so is that they cannot be read.
    let is_pair = is_driven || !arguments.what.is_empty() && found.len() == 1 && found[0].is_named;
    let (mut reports, mut outcome) = (Vec::new(), Outcome::Done);
    for versions in found {
        if !is_pair && !versions.is_guided && comparer.reader.is_same(&versions)? {
            continue;
        }
        match comparer.report(versions) {
            Ok(report) => reports.push(report),
            Err(failure) if is_pair && !is_driven => return Err(failure),
            // Git dies of an external driver that fails; of several files the others are compared.
            Err(failure) => {
                eprintln!("teiscribe: {}", failure.message);
                outcome = if is_driven { Outcome::Done } else { failure.outcome };
            }
        }
    }
    reports.retain(|report| is_pair || !report.is_guided || !report.changes.is_empty());
    let text = written(arguments, &reports, &mut comparer.reader)?;
    match &arguments.output {
        Some(path) => files::write(path, &text)?,
        None => print(&text)?,
    }
    let counts = |change: &Change| arguments.exit_on == "any" || change.is_of(&arguments.exit_on);
    let is_found = !is_driven && reports.iter().flat_map(|report| &report.changes).any(counts);
    Ok(if is_found && matches!(outcome, Outcome::Done) { Outcome::Findings } else { outcome })
}

/// Arguments that git gives to an external driver, at least (gitattributes(5)).
const DRIVEN: usize = 7;

/// What is said where there is no file to compare.
const NOTHING: &str = "No transcription differs.\n";

/// Two files compared.
struct Report {
    names: (String, String),
    file: String,
    origins: (Origin, Origin),
    old: Reading,
    new: Reading,
    changes: Vec<Change>,
    left_out: usize,
    unread: Vec<&'static str>,
    script: diff::Script,
    is_guided: bool,
}

impl Report {
    fn compared(&self) -> Compared<'_> {
        Compared {
            old: &self.names.0,
            new: &self.names.1,
            file: &self.file,
            changes: &self.changes,
            left_out: self.left_out,
            unread: &self.unread,
        }
    }
}

fn written(arguments: &Diff, reports: &[Report], reader: &mut Reader) -> Result<String, Failure> {
    let compared: Vec<Compared<'_>> = reports.iter().map(Report::compared).collect();
    let colour =
        std::io::stdout().is_terminal() && arguments.output.is_none() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let style = text::Style { is_coloured: colour, is_whole: false };
    if let Some(number) = arguments.show {
        return shown(&compared, number, text::Style { is_whole: true, ..style });
    }
    if arguments.stat {
        return Ok(text::stat(&compared));
    }
    Ok(match arguments.format {
        Format::Text if compared.is_empty() => NOTHING.to_owned(),
        Format::Text => text::reports(&compared, style),
        Format::Json => json::reports(&compared),
        Format::Markdown => markdown::report(&compared, effect::regenerated(reader, reports)?),
        Format::Github => github::report(&compared),
        Format::Html => html::report(&reports.iter().map(page).collect::<Vec<_>>()),
        Format::Tei => return apparatus(reports),
    })
}

fn page(report: &Report) -> html::Page<'_> {
    let texts = (&*report.old.document.text, &*report.new.document.text);
    html::Page { compared: report.compared(), texts, script: &report.script }
}

fn apparatus(reports: &[Report]) -> Result<String, Failure> {
    match reports {
        [own] => {
            let entries = own.changes.iter().map(|change| tei::Entry { id: change.id.clone(), words: words_of(change) }).collect();
            let texts = (&*own.old.document.text, &*own.new.document.text);
            let moved = own.changes.iter().filter(|change| change.kind != Kind::NoteMove);
            let moved = moved.filter_map(|change| change.moved.map(|(old, new)| tei::Moved { id: change.id.clone(), old, new })).collect();
            let names = (&*own.names.0, &*own.names.1);
            Ok(tei::apparatus(&tei::Revisions { names, texts, kept: own.script.kept(), moved, entries }))
        }
        _ => Err(Failure::usage("an apparatus is made of two files")),
    }
}

/// Item `number` of all reports, whole.
fn shown(compared: &[Compared<'_>], number: usize, style: text::Style) -> Result<String, Failure> {
    let mut before = 0;
    for own in compared {
        if number > before && number <= before + own.changes.len() {
            return Ok(text::single(*own, number - before, style));
        }
        before += own.changes.len();
    }
    Err(Failure::usage(format!("there are {before} items")))
}

/// How files are read and compared, and which changes count.
struct Comparer {
    rules: Vec<Rule>,
    reader: Reader,
    ignore: Vec<String>,
    only: Vec<String>,
}

impl Comparer {
    fn new(arguments: &Diff) -> Result<Self, Failure> {
        let project = Project::find()?;
        let named = arguments
            .ignore
            .iter()
            .chain(&arguments.only)
            .chain(Some(&arguments.exit_on).filter(|class| *class != "any" && *class != "never"));
        let classes = diff::classes();
        if let Some(unknown) = named.into_iter().find(|class| !classes.contains(class)) {
            return Err(Failure::usage(format!("no class of change is called {unknown}; there are {}", classes.join(", "))));
        }
        Ok(Self {
            rules: project.spelling()?,
            reader: Reader::new(project, arguments.format == Format::Markdown),
            ignore: arguments.ignore.clone(),
            only: arguments.only.clone(),
        })
    }

    fn report(&mut self, versions: Versions) -> Result<Report, Failure> {
        let Versions { names, file, origins, bytes, is_guided, .. } = versions;
        let (old, new) = self.reader.read_both(
            Side { name: &names.0, origin: &origins.0, bytes: bytes.0 },
            Side { name: &names.1, origin: &origins.1, bytes: bytes.1 },
        )?;
        let found = diff::diff(version(&old), version(&new), &self.rules);
        let all = found.changes.len();
        let changes: Vec<Change> = found.changes.into_iter().filter(|change| self.counts(change)).collect();
        let left_out = all - changes.len();
        Ok(Report { names, file, origins, old, new, changes, left_out, unread: found.unread, script: found.script, is_guided })
    }

    fn counts(&self, change: &Change) -> bool {
        let is_of = |classes: &[String]| classes.iter().any(|class| change.is_of(class));
        (self.only.is_empty() || is_of(&self.only)) && !is_of(&self.ignore)
    }
}

const fn version(reading: &Reading) -> Version<'_> {
    Version { source: &reading.source, document: &reading.document }
}

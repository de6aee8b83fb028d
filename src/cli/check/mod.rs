//! `teiscribe check`: everything that a repository's CI asks, in one run that changes no TEI.

mod document;
mod forge;
mod since;
mod tei;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use teiscribe::diagnostic::{Finding, Severity};

use super::choice::{Chosen, LeftOut};
use super::files::{self, Input, shown};
use super::group::groups;
use super::guide::{Guide, OwnGuides};
use super::project::{Project, absolute};
use super::register::Registers;
use super::report::Format;
use super::report::found::{Found, Judge, Overview};
use super::{Failure, Outcome, print};

/// What `check` is told.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Transcriptions, TEI files, folders or patterns; none: the project of teiscribe.toml
    paths: Vec<String>,
    /// Where the TEI of the transcriptions is; none: where teiscribe.toml says
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    chosen: Chosen,
    /// Only what differs from this revision, and all that a changed register, setting or schema touches
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value = "error")]
    fail_on: FailOn,
    /// How the findings are printed; on GitHub, github
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Also write the findings to a file, as sarif=FILE or in any other format; several by repeating it
    #[arg(long, value_name = "FORMAT=FILE")]
    report: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    const fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// A document to be checked, and what it is checked with.
struct Job {
    input: Input,
    /// Bytes of it.
    size: u64,
    /// The TEI that is committed.
    output: Option<PathBuf>,
    own: OwnGuides,
}

pub(super) fn run(arguments: &Check) -> Result<Outcome, Failure> {
    let reports = arguments.report.iter().map(|own| named_report(own)).collect::<Result<Vec<_>, _>>()?;
    let mut guide = Guide::find()?.quiet();
    let checker = Checker::new(guide.project())?;
    let Asked { mut jobs, mut tei, left_out } = asked(arguments, &mut guide)?;
    let is_whole = arguments.paths.is_empty();
    let orphans = if is_whole { orphans(&jobs, &tei) } else { Vec::new() };
    if is_whole {
        tei.clone_from(&orphans);
    }
    let mut overview = Overview::default();
    if let Some(revision) = &arguments.since {
        match since::Touched::find(revision, guide.project())? {
            Some(touched) => {
                jobs.retain(|job| touched.concerns(job, guide.registers()));
                tei.retain(|path| touched.has(path));
            }
            None => overview.found.extend(checker.judge.found(revision, &Finding::ShallowHistory)),
        }
    }
    overview.found.extend(left_out.iter().filter_map(|own| checker.judge.found(&shown(&own.path), &own.finding())));
    register_findings(guide.registers(), &checker, &mut overview);
    check_all(&checker, &jobs, &tei, &mut overview)?;
    if is_whole && arguments.since.is_none() {
        let never = guide.registers().never_found();
        overview.found.extend(never.iter().filter_map(|(path, source, told)| checker.judge.placed(&shown(path), source, told)));
    }
    overview.found.extend(orphans.iter().filter_map(|path| checker.judge.found(&shown(path), &Finding::NoTranscription)));
    finish(arguments, &overview, &reports)
}

/// Checks the transcriptions and the TEI that has none, in their order.
fn check_all(checker: &Checker, jobs: &[Job], tei: &[PathBuf], overview: &mut Overview) -> Result<(), Failure> {
    let groups = groups(jobs, |job| job.size);
    let checked: Vec<Vec<Vec<Found>>> = groups.into_par_iter().map(|group| checker.transcriptions(group)).collect::<Result<_, _>>()?;
    for (job, found) in jobs.iter().zip(checked.into_iter().flatten()) {
        overview.add(found, &shown(&job.input.path));
    }
    let checked: Vec<Vec<Found>> = tei.par_iter().map(|path| checker.tei(path)).collect::<Result<_, _>>()?;
    for (path, found) in tei.iter().zip(checked) {
        overview.add(found, &shown(path));
    }
    Ok(())
}

/// Prints and writes the findings, and says how it ended.
fn finish(arguments: &Check, overview: &Overview, reports: &[(Format, PathBuf)]) -> Result<Outcome, Failure> {
    let format = arguments.format.unwrap_or_else(forge::format);
    print(&format.text(overview))?;
    for (format, path) in reports {
        files::write(path, &format.text(overview))?;
    }
    forge::tell(overview, arguments.report.is_empty())?;
    eprintln!("{}", overview.sum());
    let is_failed = arguments.fail_on.least().is_some_and(|least| overview.worst() >= Some(least));
    Ok(if is_failed { Outcome::Findings } else { Outcome::Done })
}

/// `sarif=out.sarif`.
fn named_report(given: &str) -> Result<(Format, PathBuf), Failure> {
    let wrong = || Failure::usage(format!("--report {given}: write it as FORMAT=FILE, with a format of {}", Format::names()));
    let (name, path) = given.split_once('=').ok_or_else(wrong)?;
    let format = Format::from_str(name, false).map_err(|_| wrong())?;
    Ok((format, PathBuf::from(path)))
}

/// What is to be checked.
struct Asked {
    /// The transcriptions with the TEI that is committed of each.
    jobs: Vec<Job>,
    /// The TEI files: those given, or those of the output folder.
    tei: Vec<PathBuf>,
    /// What is no transcription.
    left_out: Vec<LeftOut>,
}

fn asked(arguments: &Check, guide: &mut Guide) -> Result<Asked, Failure> {
    let project = guide.project();
    let (mut inputs, mut tei, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    let choice = project.choice(&arguments.chosen)?;
    for path in project.paths(&arguments.paths)? {
        let own = if Path::new(&path).is_dir() { files::tei(Path::new(&path)) } else { Vec::new() };
        match files::inputs(std::slice::from_ref(&path), &choice) {
            Ok((found, apart)) => {
                inputs.extend(found);
                left_out.extend(apart);
            }
            Err(failure) if own.is_empty() => return Err(failure),
            Err(_) => {}
        }
        tei.extend(own);
    }
    let (given, texts): (Vec<Input>, Vec<Input>) = inputs.into_iter().partition(|input| files::is_xml(&input.path));
    tei.extend(given.into_iter().map(|input| input.path));
    tei.sort();
    tei.dedup();
    let output = project.output_of(arguments.output.as_deref(), &arguments.paths);
    if arguments.paths.is_empty() {
        tei = output.as_deref().map(files::tei).unwrap_or_default();
    }
    let outputs = match &output {
        Some(folder) => files::outputs(&texts, Some(folder))?,
        None => texts.iter().map(|input| project.output_for(&input.path).map(|(path, _)| path)).collect(),
    };
    let jobs = texts.into_iter().zip(outputs).map(|(input, output)| job(input, output, guide)).collect::<Result<_, _>>()?;
    Ok(Asked { jobs, tei, left_out })
}

fn job(input: Input, output: Option<PathBuf>, guide: &mut Guide) -> Result<Job, Failure> {
    let relative = guide.project().output_for(&input.path).map_or_else(|| input.relative.clone(), |(_, relative)| relative);
    let own = guide.of(&input.path, &relative)?;
    Ok(Job { size: files::size(&input.path), input, output, own })
}

/// The TEI files that no transcription gives.
fn orphans(jobs: &[Job], tei: &[PathBuf]) -> Vec<PathBuf> {
    let given: BTreeSet<PathBuf> = jobs.iter().filter_map(|job| job.output.as_deref()).map(absolute).collect();
    tei.iter().filter(|path| !given.contains(&absolute(path))).cloned().collect()
}

/// What is wrong in the registers and corrections.
fn register_findings(registers: &Registers, checker: &Checker, overview: &mut Overview) {
    for (file, read) in registers.heard() {
        let name = shown(file);
        let found = match read {
            Ok((source, findings)) => findings.iter().filter_map(|own| checker.judge.placed(&name, source, own)).collect(),
            Err(finding) => checker.judge.found(&name, finding).into_iter().collect(),
        };
        overview.add(found, &name);
    }
}

/// What all documents are checked against.
struct Checker {
    judge: Judge,
    require: Vec<String>,
    limit: u64,
    #[cfg(feature = "validate")]
    schemas: Vec<teiscribe::validate::Schema>,
}

impl Checker {
    fn new(project: &Project) -> Result<Self, Failure> {
        Ok(Self {
            judge: project.judge.clone(),
            require: project.require.clone(),
            limit: project.size_limit(),
            #[cfg(feature = "validate")]
            schemas: project.schemas().iter().map(|path| schema(path)).collect::<Result<_, _>>()?,
        })
    }
}

/// A schema of the project's; one that cannot be read ends the run.
#[cfg(feature = "validate")]
fn schema(path: &Path) -> Result<teiscribe::validate::Schema, Failure> {
    let name = path.to_string_lossy();
    let text = std::fs::read_to_string(path).map_err(|error| Failure::usage(format!("failed to read the schema {name}: {error}")))?;
    teiscribe::validate::Schema::read(&name, &text).map_err(|error| Failure::usage(format!("the schema {name} cannot be used: {error}")))
}

//! `teiscribe convert`: all documents, on all cores; what is said and written is the same whatever their number.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use teiscribe::Conversion;
use teiscribe::diagnostic::{Diagnostic, Finding, Severity};
use teiscribe::source::Span;

use super::choice::LeftOut;
use super::effect::Effects;
use super::entities::Entities;
use super::files::{self, Input};
use super::group::groups;
use super::guide::{Guide, OwnGuides};
use super::progress::Progress;
use super::project::{Project, known, overruled};
use super::report::text::Fate;
use super::report::{json, text};
use super::state::{Key, State};
use super::{Convert, Failure, Outcome, jsonl, print};

/// Documents of a thread that are worked on at a time where they are held in memory until all are done.
const HELD: usize = 64;

/// The same where only what is said of them is held: the more, the less a thread waits for the others.
const UNHELD: usize = 1024;

pub(super) fn run(arguments: &Convert) -> Result<Outcome, Failure> {
    let project = Project::find()?;
    known(&overruled(project.reading().clone(), arguments))?;
    if arguments.jsonl {
        return jsonl::run(arguments, &project);
    }
    let (inputs, left_out) = files::inputs(&project.paths(&arguments.paths)?, &project.choice(&arguments.chosen)?)?;
    let output = project.output_of(arguments.output.as_deref(), &arguments.paths);
    let is_unwritten = arguments.dry_run && output.is_none();
    let outputs = if is_unwritten { vec![None; inputs.len()] } else { files::outputs(&inputs, output.as_deref())? };
    let mut batch = Batch::new(arguments, project, &inputs, output.as_deref().filter(|path| path.is_dir() || inputs.len() > 1));
    let pairs: Vec<(&Input, Option<&Path>)> = inputs.iter().zip(outputs.iter().map(Option::as_deref)).collect();
    match arguments.jobs {
        0 => batch.all(&pairs)?,
        n => pool(n)?.install(|| batch.all(&pairs))?,
    }
    batch.finish(&left_out)
}

fn pool(threads: usize) -> Result<rayon::ThreadPool, Failure> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| Failure::usage(format!("--jobs {threads}: {error}")))
}

/// A document to convert.
struct Job<'a> {
    input: &'a Input,
    /// Bytes of it.
    size: u64,
    output: Option<&'a Path>,
    own: OwnGuides,
    key: Key,
}

/// A document that is converted, and the hash of what it was made from, where it is to be remembered.
struct Made {
    conversion: Conversion,
    digest: Option<String>,
}

/// What became of a document.
struct Done {
    outcome: Outcome,
    fate: Fate,
    is_warned: bool,
    /// Whether the next run may come to something else, though nothing has changed.
    is_passing: bool,
    /// What is said of it on standard error.
    said: String,
    /// Where it is still asked for: by a report, by the list of entities, by standard output.
    conversion: Option<Box<Conversion>>,
    refused: Option<Finding>,
}

impl Done {
    const fn new(outcome: Outcome, said: String) -> Self {
        Self { outcome, fate: Fate::Unwritten, is_warned: false, is_passing: false, said, conversion: None, refused: None }
    }
}

struct Batch<'a> {
    arguments: &'a Convert,
    guide: Guide,
    state: State,
    outcome: Outcome,
    report: json::Report,
    tally: text::Tally,
    entities: Entities,
    effects: Effects,
}

impl<'a> Batch<'a> {
    fn new(arguments: &'a Convert, project: Project, inputs: &[Input], folder: Option<&Path>) -> Self {
        let is_fresh = arguments.force || arguments.report.is_some() || arguments.entities.is_some();
        let folder = folder.filter(|_| !arguments.dry_run && inputs.iter().all(|input| input.path != Path::new("-")));
        Self {
            arguments,
            state: State::open(folder, is_fresh, &project, &arguments.effect()),
            guide: Guide::new(project, arguments.register.clone()),
            outcome: Outcome::Done,
            report: json::Report::default(),
            tally: text::Tally::default(),
            entities: Entities::default(),
            effects: Effects::default(),
        }
    }

    /// Converts all documents, some at a time.
    fn all(&mut self, pairs: &[(&Input, Option<&Path>)]) -> Result<(), Failure> {
        let progress = Progress::of(pairs.len());
        let held = if self.is_held() { HELD } else { UNHELD };
        for some in pairs.chunks(held * rayon::current_num_threads()) {
            let jobs = some.iter().map(|(input, output)| self.job(input, *output)).collect::<Result<Vec<Job<'_>>, Failure>>()?;
            let done: Vec<Done> = {
                let this = &*self;
                let groups = groups(&jobs, |job| job.size);
                groups.into_par_iter().flat_map_iter(|group| progress.counting(group.len(), || this.group(group))).collect()
            };
            for (job, done) in jobs.into_iter().zip(done) {
                progress.suspend(|| self.take(&job, &done))?;
            }
            let written = self.state.write_now_and_then();
            self.remember(written);
        }
        Ok(())
    }

    fn job<'j>(&mut self, input: &'j Input, output: Option<&'j Path>) -> Result<Job<'j>, Failure> {
        let mut own = self.guide.of(&input.path, &input.relative)?;
        own.settings = overruled(own.settings, self.arguments);
        let mut sidecars = self.guide.sidecars(&input.path)?;
        sidecars.extend(own.notes.clone());
        let key = self.state.key(input, &own.settings, self.guide.registers(), &sidecars);
        Ok(Job { input, size: files::size(&input.path), output, own, key })
    }

    /// Converts some documents, checks them together, and writes each that has a file of its own.
    fn group(&self, jobs: &[Job<'_>]) -> Vec<Done> {
        let made = jobs.iter().map(|job| self.made(job)).collect();
        let checked = teiscribe::with_breaches(made, !self.arguments.no_validate, |own: &Made| &own.conversion.tei);
        let done = |(job, checked)| match checked {
            Ok((own, invalid)) => self.kept(job, own, invalid),
            Err(done) => done,
        };
        jobs.iter().zip(checked).map(done).collect()
    }

    /// The TEI of a document; what became of it where there is none to be written.
    fn made(&self, job: &Job<'_>) -> Result<Made, Done> {
        let name = job.input.path.to_string_lossy();
        let limit = self.guide.project().size_limit();
        if job.size > limit {
            return Err(refused(&name, Finding::OverLimit { limit }));
        }
        let bytes = files::read(&job.input.path).map_err(|failure| failed(&failure))?;
        if let Some(kept) = self.state.kept(&job.key, &bytes, job.output) {
            return Err(Done { fate: Fate::Unchanged, is_warned: kept.is_warned, ..Done::new(Outcome::Done, kept.said) });
        }
        let digest = self.state.digest(&bytes);
        let converted = job.own.convert(&name, bytes).map_err(|failure| failed(&failure))?;
        converted.map(|conversion| Made { conversion, digest }).map_err(|finding| refused(&name, finding))
    }

    /// Writes a document, and remembers it where the next run would do the same.
    fn kept(&self, job: &Job<'_>, made: Made, invalid: Option<String>) -> Done {
        let done = self.written(&job.input.path.to_string_lossy(), made.conversion, invalid, job.output);
        if let Some(digest) = made.digest.filter(|_| done.fate == Fate::Written && done.outcome == Outcome::Done && !done.is_passing) {
            self.state.keep(&job.key, digest, job.output, &done.said, done.is_warned);
        }
        done
    }

    fn written(&self, name: &str, mut conversion: Conversion, invalid: Option<String>, output: Option<&Path>) -> Done {
        let is_valid = invalid.is_none();
        conversion
            .reading
            .findings
            .extend(invalid.map(|message| Diagnostic { span: Span::default(), finding: Finding::Invalid { message } }));
        let is_grave = conversion.reading.findings.iter().any(|found| found.finding.severity() == Severity::Error);
        let outcome = if !is_valid {
            Outcome::Invalid
        } else if is_grave {
            Outcome::Findings
        } else {
            Outcome::Done
        };
        let mut done = Done::new(outcome, text::lines(name, &conversion.reading.source, &conversion.reading.findings));
        done.is_warned = text::is_warned(&conversion.reading.findings);
        done.is_passing = conversion.reading.findings.iter().any(|found| matches!(found.finding, Finding::Recogniser { .. }));
        let written = output.filter(|_| !self.arguments.dry_run);
        if is_valid && let Some(path) = written {
            match files::write(path, &conversion.tei) {
                Ok(()) => done.fate = Fate::Written,
                Err(failure) => return failed(&failure),
            }
        }
        let is_asked = self.is_held() || written.is_none();
        done.conversion = is_asked.then(|| Box::new(conversion));
        done
    }

    /// Whether documents are asked for again after they are written.
    const fn is_held(&self) -> bool {
        self.arguments.report.is_some() || self.arguments.entities.is_some() || self.arguments.dry_run
    }

    /// Says what became of a document. Only a failure to write to standard output ends the run.
    fn take(&mut self, job: &Job<'_>, done: &Done) -> Result<(), Failure> {
        let name = job.input.path.to_string_lossy();
        eprint!("{}", done.said);
        self.outcome = self.outcome.max(done.outcome);
        self.tally.add(done.outcome, done.fate, done.is_warned);
        if let Some(finding) = &done.refused {
            self.report.refused(&name, finding);
        }
        let Some(conversion) = &done.conversion else { return Ok(()) };
        if job.output.is_none() && !self.arguments.dry_run && done.outcome != Outcome::Invalid {
            print(&conversion.tei)?;
        }
        if self.arguments.dry_run {
            match job.output.map(files::read) {
                Some(Ok(old)) => self.effects.add(&name, &String::from_utf8_lossy(&old), &conversion.tei),
                _ => self.effects.new_file(),
            }
        }
        if self.arguments.entities.is_some() {
            self.entities.add(&name, &conversion.reading);
        }
        if self.arguments.report.is_some() {
            self.report.document(&name, job.output.map(PathBuf::from), &conversion.reading);
        }
        Ok(())
    }

    /// Tells where the state could not be written: without it the next run only has more to do, but a disk that is full is to be told.
    fn remember(&mut self, written: Result<(), Failure>) {
        if let Err(failure) = written {
            eprintln!("teiscribe: {}", failure.message);
            self.outcome = self.outcome.max(failure.outcome);
        }
    }

    /// Says which corrections no document of the project had the words of, where each was looked at.
    fn miss(&mut self) {
        if !self.arguments.paths.is_empty() || self.tally.has_unchanged() {
            return;
        }
        for (path, source, told) in self.guide.registers().never_found() {
            text::findings(&path.to_string_lossy(), source, std::slice::from_ref(&told));
            self.outcome = self.outcome.max(Outcome::Findings);
        }
    }

    /// Says what is no transcription.
    fn leave_out(&mut self, left_out: &[LeftOut]) {
        for own in left_out {
            let name = own.path.to_string_lossy();
            text::refused(&name, &own.finding());
            self.report.refused(&name, &own.finding());
        }
    }

    fn finish(mut self, left_out: &[LeftOut]) -> Result<Outcome, Failure> {
        self.leave_out(left_out);
        self.miss();
        let written = self.state.write();
        self.remember(written);
        if let Some(path) = &self.arguments.entities {
            files::write(path, &self.entities.text(path))?;
        }
        if let Some(path) = &self.arguments.report {
            files::write(path, &self.report.text())?;
        }
        print(&self.effects.text())?;
        text::sum_up(&self.tally, left_out.len());
        Ok(self.outcome.max(self.guide.registers().outcome()))
    }
}

fn refused(name: &str, finding: Finding) -> Done {
    let said = text::refusal(name, &finding);
    let outcome = if matches!(finding, Finding::Fault { .. }) { Outcome::Invalid } else { Outcome::Failed };
    Done { refused: Some(finding), ..Done::new(outcome, said) }
}

fn failed(failure: &Failure) -> Done {
    Done::new(failure.outcome, format!("teiscribe: {}\n", failure.message))
}

//! `teiscribe convert`.

use std::path::{Path, PathBuf};

use teiscribe::Conversion;
use teiscribe::diagnostic::{Diagnostic, Finding, Severity};
use teiscribe::source::Span;

use super::effect::Effects;
use super::entities::Entities;
use super::files::{self, Input};
use super::guide::Guide;
use super::project::Project;
use super::report::{json, text};
use super::{Convert, Failure, Outcome, print};

pub(super) fn run(arguments: &Convert) -> Result<Outcome, Failure> {
    let project = Project::find()?;
    let settings = project.settings(arguments);
    let (inputs, left_out) = files::inputs(&project.paths(&arguments.paths)?)?;
    let output = project.output(arguments);
    let is_unwritten = arguments.dry_run && output.is_none();
    let outputs = if is_unwritten { vec![None; inputs.len()] } else { files::outputs(&inputs, output.as_deref())? };
    let mut batch = Batch {
        arguments,
        outcome: Outcome::Done,
        report: json::Report::default(),
        tally: text::Tally::default(),
        guide: Guide::new(&project, settings, arguments.register.clone()),
        entities: Entities::default(),
        effects: Effects::default(),
    };
    for (input, output) in inputs.iter().zip(&outputs) {
        batch.document(input, output.as_deref())?;
    }
    if let Some(path) = &arguments.entities {
        files::write(path, &batch.entities.text(path))?;
    }
    if let Some(path) = &arguments.report {
        files::write(path, &batch.report.to_string())?;
    }
    print(&batch.effects.text())?;
    text::sum_up(&batch.tally, &left_out);
    Ok(batch.outcome.max(batch.guide.files().outcome()))
}

struct Batch<'a> {
    arguments: &'a Convert,
    outcome: Outcome,
    report: json::Report,
    tally: text::Tally,
    guide: Guide,
    entities: Entities,
    effects: Effects,
}

impl Batch<'_> {
    /// Converts one document. Only a failure to write to standard output ends the run.
    fn document(&mut self, input: &Input, output: Option<&Path>) -> Result<(), Failure> {
        let name = input.path.to_string_lossy();
        let bytes = match files::read(&input.path) {
            Ok(bytes) => bytes,
            Err(failure) => {
                self.fail(&failure);
                return Ok(());
            }
        };
        let schema = self.schema(input);
        match self.guide.convert(&input.path, bytes, |settings| settings.schema = schema)? {
            Ok(conversion) => self.keep(&name, conversion, output),
            Err(finding) => {
                text::refused(&name, &finding);
                self.tally.refused += 1;
                self.report.refused(&name, &finding);
                self.outcome = self.outcome.max(Outcome::Failed);
                Ok(())
            }
        }
    }

    /// The folder of the schema as seen from the output, which may stand in folders below the one that the setting is
    /// about.
    fn schema(&self, input: &Input) -> Option<String> {
        let depth = input.relative.components().count().saturating_sub(1);
        self.guide
            .settings()
            .schema
            .as_ref()
            .map(|folder| if folder.contains("://") { folder.clone() } else { format!("{}{folder}", "../".repeat(depth)) })
    }

    fn keep(&mut self, name: &str, mut conversion: Conversion, output: Option<&Path>) -> Result<(), Failure> {
        let invalid = self.invalid(&conversion.tei);
        if let Some(message) = invalid {
            conversion.findings.push(Diagnostic { span: Span::default(), finding: Finding::Invalid { message } });
            self.outcome = self.outcome.max(Outcome::Invalid);
            self.tally.refused += 1;
        } else {
            self.write(name, &conversion.tei, output)?;
        }
        if conversion.findings.iter().any(|found| found.finding.severity() == Severity::Error) {
            self.outcome = self.outcome.max(Outcome::Findings);
        }
        text::findings(name, &conversion.source, &conversion.findings);
        if self.arguments.entities.is_some() {
            self.entities.add(name, &conversion);
        }
        self.tally.count(&conversion.findings);
        self.report.document(name, output.map(PathBuf::from), &conversion);
        Ok(())
    }

    fn write(&mut self, name: &str, tei: &str, output: Option<&Path>) -> Result<(), Failure> {
        if self.arguments.dry_run {
            match output.map(files::read) {
                Some(Ok(old)) => self.effects.add(name, &String::from_utf8_lossy(&old), tei),
                _ => self.effects.new_file(),
            }
            return Ok(());
        }
        match output.map(|path| files::write(path, tei)) {
            None => print(tei)?,
            Some(Ok(())) => self.tally.written += 1,
            Some(Err(failure)) => self.fail(&failure),
        }
        Ok(())
    }

    fn fail(&mut self, failure: &Failure) {
        eprintln!("teiscribe: {}", failure.message);
        self.tally.refused += 1;
        self.outcome = self.outcome.max(failure.outcome);
    }

    #[cfg(feature = "validate")]
    fn invalid(&self, tei: &str) -> Option<String> {
        if self.arguments.no_validate { None } else { teiscribe::validate::validate(tei).err() }
    }

    #[cfg(not(feature = "validate"))]
    fn invalid(&self, _: &str) -> Option<String> {
        None
    }
}

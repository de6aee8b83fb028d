//! `teiscribe convert --jsonl`: a line in, a line out, in the same order, for whatever runs many of them (Spark, GNU parallel,
//! Slurm). A record that cannot be converted is a record with its error, never the end of the stream.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use serde_json::{Value, json};
use teiscribe::diagnostic::Diagnostic;
use teiscribe::entity::{Names, Recogniser};
use teiscribe::register::Corrections;
use teiscribe::settings::{Metadata, Settings};
use teiscribe::source::Source;
use teiscribe::{Conversion, Guides};

use super::entities::Entities;
use super::project::{Project, known, overruled};
use super::recogniser::{Recognisers, external};
use super::register::Registers;
use super::{Convert, Failure, Outcome, breach};

/// Answers every line of standard input, and flushes where the input has a pause.
pub(super) fn run(arguments: &Convert, project: &Project) -> Result<Outcome, Failure> {
    if arguments.paths.iter().any(|path| path != "-") {
        return Err(Failure::usage("--jsonl reads standard input: name no paths"));
    }
    let mut registers = Registers::new(project.registers(arguments.register.clone()), project.corrections());
    let (names, corrections) = (registers.of(Path::new("-"))?, registers.corrections_of(Path::new("-"))?);
    let settings = overruled(project.reading().clone(), arguments);
    known(&settings)?;
    let recogniser = Recognisers::default().of(&settings, project.folder());
    let recogniser = external(recogniser.as_ref());
    let filter = Filter {
        settings,
        names: &names,
        corrections: &corrections,
        recogniser,
        limit: project.size_limit(),
        is_checked: !arguments.no_validate,
    };
    let mut input = BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut output = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    match filter.all(&mut input, &mut output) {
        Err(Broken::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(Outcome::Done),
        Err(Broken::Output(error)) => Err(Failure::io("write to", Path::new("standard output"), &error)),
        Err(Broken::Input(error)) => Err(Failure::io("read", Path::new("standard input"), &error)),
        Ok(()) => Ok(Outcome::Done),
    }
}

/// Which end of the stream broke.
enum Broken {
    Input(std::io::Error),
    Output(std::io::Error),
}

struct Filter<'n> {
    settings: Settings,
    names: &'n Names,
    corrections: &'n Corrections,
    recogniser: Option<&'n dyn Recogniser>,
    limit: u64,
    is_checked: bool,
}

impl Filter<'_> {
    fn all<R: Read>(&self, input: &mut BufReader<R>, output: &mut impl Write) -> Result<(), Broken> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = input.by_ref().take(self.limit + 1).read_until(b'\n', &mut line).map_err(Broken::Input)?;
            if read == 0 {
                return output.flush().map_err(Broken::Output);
            }
            let is_whole = line.last() == Some(&b'\n') || line.len() as u64 <= self.limit;
            if !is_whole {
                skip_line(input).map_err(Broken::Input)?;
            }
            let answer = if is_whole { self.answer(&line) } else { problem(&Value::Null, "T008", "the record is larger than size-limit") };
            output.write_all(escaped(&answer.to_string()).as_bytes()).and_then(|()| output.write_all(b"\n")).map_err(Broken::Output)?;
            if input.buffer().is_empty() {
                output.flush().map_err(Broken::Output)?;
            }
        }
    }

    fn answer(&self, line: &[u8]) -> Value {
        let record: Value = match serde_json::from_slice(line) {
            Ok(record) => record,
            Err(error) => return problem(&Value::Null, "json", &format!("no JSON: {error}")),
        };
        let id = record.get("id").cloned().unwrap_or_default();
        let Some(text) = record.get("text").and_then(Value::as_str) else {
            return problem(&id, "json", "the record has no \"text\" that is a string");
        };
        match self.settings_for(&record) {
            Ok(settings) => self.converted(&id, text, &settings),
            Err(message) => problem(&id, "json", &message),
        }
    }

    /// The settings, with what the record says of itself.
    fn settings_for(&self, record: &Value) -> Result<Settings, String> {
        let mut settings = self.settings.clone();
        let said = |field: &&str| Some(((*field).to_owned(), record.get(*field)?.as_str()?.to_owned()));
        let fields: std::collections::BTreeMap<String, String> = Metadata::FIELDS.iter().filter_map(said).collect();
        settings.metadata.overrule(Metadata::try_from(fields)?);
        Ok(settings)
    }

    fn converted(&self, id: &Value, text: &str, settings: &Settings) -> Value {
        let name = match id {
            Value::String(id) => id.clone(),
            other => other.to_string(),
        };
        let guides = Guides { settings, names: self.names, corrections: self.corrections, recogniser: self.recogniser };
        match teiscribe::convert_by(&name, text.as_bytes().to_vec(), guides) {
            Err(finding) => problem(id, finding.code(), &finding.to_string()),
            Ok(own) => match self.is_checked.then(|| breach(&own.tei)).flatten() {
                Some(message) => problem(id, "T901", &message),
                None => json!({
                    "id": id,
                    "tei": own.tei,
                    "diagnostics": own.findings.iter().map(|found| diagnostic(&own.source, found)).collect::<Vec<_>>(),
                    "entities": entities(&name, &own),
                }),
            },
        }
    }
}

/// Reads on to the end of a line that is too long to be held.
fn skip_line<R: Read>(input: &mut BufReader<R>) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let (used, is_over) = end.map_or((buffer.len(), buffer.is_empty()), |at| (at + 1, true));
        input.consume(used);
        if is_over {
            return Ok(());
        }
    }
}

fn problem(id: &Value, code: &str, message: &str) -> Value {
    json!({ "id": id, "error": { "code": code, "message": message }, "diagnostics": [], "entities": [] })
}

fn diagnostic(source: &Source, found: &Diagnostic) -> Value {
    let place = source.locate(found.span.start);
    let (code, severity) = (found.finding.code(), found.finding.severity().to_string());
    json!({ "code": code, "severity": severity, "message": found.finding.to_string(), "line": place.line, "column": place.column })
}

/// The names of the text, as `--entities` lists them.
fn entities(name: &str, conversion: &Conversion) -> Value {
    let mut entities = Entities::default();
    entities.add(name, conversion);
    entities.values()
}

/// JSON in which no character is one that a naive reader takes for the end of a line.
fn escaped(json: &str) -> String {
    json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace('\u{85}', "\\u0085")
}

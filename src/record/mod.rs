//! One document as a record of JSON, and its answer: the contract of `convert --jsonl`, for whatever hands documents on by line.

mod name;

use std::collections::BTreeMap;

use serde_json::{Value, json};

pub use self::name::{NameRow, names};
use crate::diagnostic::Diagnostic;
use crate::settings::{Metadata, Settings};
use crate::source::Source;
use crate::{Conversion, Guides, convert_by, with_breaches};

/// What records are converted with.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// The settings, the register, the corrections.
    pub guides: Guides<'a>,
    /// Whether what is made is checked against the embedded schema.
    pub is_checked: bool,
}

impl Answers<'_> {
    /// The answer to a record `{"id": …, "text": …}`, beside which may stand fields of [`Metadata`]: a line of JSON without its
    /// end, `{"id", "tei", "diagnostics", "entities"}`. What cannot be converted has an `"error"` with code and message in
    /// place of `"tei"`; so has a line that is no record.
    ///
    /// ```
    /// use teiscribe::{Guides, record::Answers, settings::Settings};
    ///
    /// let (settings, names, corrections) = (Settings::default(), Default::default(), Default::default());
    /// let answers = Answers { guides: Guides { settings: &settings, names: &names, corrections: &corrections, recogniser: None }, is_checked: false };
    /// assert!(answers.to(br##"{"id": 7, "text": "# On Peace"}"##).contains(">On Peace</title>"));
    /// assert!(answers.to(b"[]").starts_with(r#"{"diagnostics":[],"entities":[],"error":{"code":"json""#));
    /// ```
    pub fn to(&self, line: &[u8]) -> String {
        self.to_each(&[line]).concat()
    }

    /// The answer to each of several records, as [`Answers::to`] gives it: they are checked together.
    pub fn to_each(&self, lines: &[&[u8]]) -> Vec<String> {
        let made = lines.iter().map(|line| self.made(line)).collect();
        let checked = with_breaches(made, self.is_checked, |own: &Made| &own.conversion.tei);
        let answer = |checked: Result<(Made, _), Value>| checked.map_or_else(|problem| problem, |(own, invalid)| own.answer(invalid));
        checked.into_iter().map(|checked| escaped(&answer(checked).to_string())).collect()
    }

    /// The TEI of a record; what is wrong where there is none.
    fn made(&self, line: &[u8]) -> Result<Made, Value> {
        let record: Value = serde_json::from_slice(line).map_err(|error| problem(&Value::Null, "json", &format!("no JSON: {error}")))?;
        let id = record.get("id").cloned().unwrap_or_default();
        let text = record.get("text").and_then(Value::as_str);
        let text = text.ok_or_else(|| problem(&id, "json", "the record has no \"text\" that is a string"))?;
        let settings = self.settings_for(&record).map_err(|message| problem(&id, "json", &message))?;
        let name = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
        let converted = convert_by(&name, text.as_bytes().to_vec(), Guides { settings: &settings, ..self.guides });
        let conversion = converted.map_err(|finding| problem(&id, finding.code(), &finding.to_string()))?;
        Ok(Made { id, name, conversion })
    }

    /// The settings, with what the record says of itself.
    fn settings_for(&self, record: &Value) -> Result<Settings, String> {
        let mut settings = self.guides.settings.clone();
        let said = |field: &&str| Some(((*field).to_owned(), record.get(*field)?.as_str()?.to_owned()));
        let fields: BTreeMap<String, String> = Metadata::FIELDS.iter().filter_map(said).collect();
        settings.metadata.overrule(Metadata::try_from(fields)?);
        Ok(settings)
    }
}

/// A record that is converted.
struct Made {
    id: Value,
    /// As what its document is known.
    name: String,
    conversion: Conversion,
}

impl Made {
    fn answer(self, invalid: Option<String>) -> Value {
        let Self { id, name, conversion } = self;
        if let Some(message) = invalid {
            return problem(&id, "T901", &message);
        }
        json!({
            "id": id,
            "diagnostics": conversion.reading.findings.iter().map(|found| diagnostic(&conversion.reading.source, found)).collect::<Vec<_>>(),
            "entities": names(&name, &conversion.reading),
            "tei": conversion.tei,
        })
    }
}

/// The answer to a line that is not read to its end, as it has more than the bytes that are allowed.
pub fn too_large() -> String {
    problem(&Value::Null, "T008", "the record is larger than size-limit").to_string()
}

fn problem(id: &Value, code: &str, message: &str) -> Value {
    json!({ "id": id, "error": { "code": code, "message": message }, "diagnostics": [], "entities": [] })
}

fn diagnostic(source: &Source, found: &Diagnostic) -> Value {
    let place = source.locate(found.span.start);
    let (code, severity) = (found.finding.code(), found.finding.severity().to_string());
    json!({ "code": code, "severity": severity, "message": found.finding.to_string(), "line": place.line, "column": place.column })
}

/// JSON in which no character is one that a naive reader takes for the end of a line.
fn escaped(json: &str) -> String {
    json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace('\u{85}', "\\u0085")
}

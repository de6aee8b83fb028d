//! The names of a document as rows: of `convert --entities` and of a record's answer.

use serde::Serialize;

use crate::Reading;
use crate::document::{Annotation, Kind, Mention, Origins};

/// A name where it stands.
#[derive(Debug, Serialize)]
pub struct NameRow {
    /// The file, or the id of the record.
    pub input: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The first byte of the name in the source's text.
    pub start: u32,
    /// The byte after it.
    pub end: u32,
    /// "person", "place", "org" or "work".
    pub r#type: &'static str,
    /// The words, on one line.
    pub form: String,
    /// The id of its entry in a register, else the entry's name; empty where it has none.
    pub entry: String,
    /// The first identifier of the entry, with its service: "wd:Q855".
    pub identifier: String,
    /// "low", "medium" or "high".
    pub cert: &'static str,
    /// "internal", "external" or "conjecture".
    pub evidence: &'static str,
    /// The rule by which it was recognised.
    pub rule: &'static str,
}

/// The names of the text of a document called `input`, in its order.
///
/// ```
/// use teiscribe::{read, record, settings::Settings};
///
/// let reading = read("a.txt", b"They met in Petrograd.\n".to_vec(), &Settings::default()).unwrap();
/// let rows = record::names("a.txt", &reading);
/// assert_eq!((rows[0].form.as_str(), rows[0].r#type, rows[0].column), ("Petrograd", "place", 13));
/// ```
pub fn names(input: &str, reading: &Reading) -> Vec<NameRow> {
    let document = &reading.document;
    let origins = Origins::new(document);
    let name = |annotation: &Annotation| match &annotation.kind {
        Kind::Mention(mention) => Some(row(input, reading, &origins, annotation, mention)),
        _ => None,
    };
    document.annotations.iter().filter_map(name).collect()
}

fn row(input: &str, reading: &Reading, origins: &Origins, annotation: &Annotation, mention: &Mention) -> NameRow {
    let document = &reading.document;
    let span = origins.span(annotation.extent);
    let at = reading.source.locate(span.start);
    let entry = mention.entry.and_then(|entry| document.entries.get(entry.0 as usize));
    let identifier = entry.and_then(|entry| entry.identifiers.first()).map(|(service, value)| format!("{service}:{value}"));
    NameRow {
        input: input.to_owned(),
        line: at.line,
        column: at.column,
        start: span.start,
        end: span.end,
        r#type: mention.kind.as_str(),
        form: document.line(annotation.extent),
        entry: entry.map(|entry| entry.id.as_deref().unwrap_or(&entry.name).to_owned()).unwrap_or_default(),
        identifier: identifier.unwrap_or_default(),
        cert: mention.cert.as_str(),
        evidence: mention.evidence.as_str(),
        rule: mention.rule,
    }
}

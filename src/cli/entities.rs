//! The side file of `convert --entities`: each name with its place, as CSV or JSON lines.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;
use teiscribe::Conversion;
use teiscribe::document::{Cert, Evidence, Kind, MentionKind, Origins};

/// The rows so far.
#[derive(Debug, Default)]
pub(super) struct Entities {
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    input: String,
    line: u32,
    column: u32,
    start: u32,
    end: u32,
    r#type: &'static str,
    form: String,
    entry: String,
    identifier: String,
    cert: &'static str,
    evidence: &'static str,
    rule: &'static str,
}

impl Entities {
    /// Takes in the names of a document.
    pub(super) fn add(&mut self, name: &str, conversion: &Conversion) {
        let document = &conversion.document;
        let origins = Origins::new(document);
        for annotation in &document.annotations {
            let Kind::Mention(mention) = &annotation.kind else { continue };
            let span = origins.span(annotation.extent);
            let at = conversion.source.locate(span.start);
            let entry = mention.entry.and_then(|entry| document.entries.get(entry.0 as usize));
            self.rows.push(Row {
                input: name.to_owned(),
                line: at.line,
                column: at.column,
                start: span.start,
                end: span.end,
                r#type: kind(mention.kind),
                form: document.line(annotation.extent),
                entry: entry.map(|entry| entry.id.as_deref().unwrap_or(&entry.name).to_owned()).unwrap_or_default(),
                identifier: entry
                    .and_then(|entry| entry.identifiers.first())
                    .map(|(service, value)| format!("{service}:{value}"))
                    .unwrap_or_default(),
                cert: cert(mention.cert),
                evidence: evidence(mention.evidence),
                rule: mention.rule,
            });
        }
    }

    /// The rows as JSON.
    pub(super) fn values(self) -> serde_json::Value {
        serde_json::to_value(self.rows).unwrap_or_default()
    }

    /// The file's text: JSON where its name ends so, else CSV.
    pub(super) fn text(&self, path: &Path) -> String {
        if path.extension().is_some_and(|ending| ending == "json") {
            serde_json::to_string_pretty(&self.rows).unwrap_or_default() + "\n"
        } else {
            self.csv()
        }
    }

    fn csv(&self) -> String {
        let mut text = String::from("\u{feff}input,line,column,start,end,type,form,entry,identifier,cert,evidence,rule\n");
        for row in &self.rows {
            let (input, form, entry, identifier) = (cell(&row.input), cell(&row.form), cell(&row.entry), cell(&row.identifier));
            let _ = writeln!(
                text,
                "{input},{},{},{},{},{},{form},{entry},{identifier},{},{},{}",
                row.line,
                row.column,
                row.start,
                row.end,
                row.r#type,
                row.cert,
                row.evidence,
                cell(row.rule)
            );
        }
        text
    }
}

/// Quoted where it must be, and safe against being taken for a formula.
fn cell(text: &str) -> String {
    let safe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if safe.contains([',', '"', '\n']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

const fn kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Place => "place",
        MentionKind::Organisation => "org",
        MentionKind::Work(_) => "work",
    }
}

const fn cert(cert: Cert) -> &'static str {
    match cert {
        Cert::Low => "low",
        Cert::Medium => "medium",
        Cert::High => "high",
    }
}

const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Internal => "internal",
        Evidence::External => "external",
        Evidence::Conjecture => "conjecture",
    }
}

//! The report of a conversion as JSON, offsets in bytes of the file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;
use teiscribe::Reading;
use teiscribe::diagnostic::{Diagnostic, Finding};
use teiscribe::document::{BlockKind, Kind, Zone};
use teiscribe::source::Source;

use crate::cli::detected::{self, CandidateReport};

/// Everything that `--report` writes.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Report {
    schema: u32,
    documents: Vec<DocumentReport>,
}

#[derive(Debug, Serialize)]
struct DocumentReport {
    input: String,
    output: Option<PathBuf>,
    encoding: Option<&'static str>,
    convention: Option<String>,
    candidates: Vec<CandidateReport>,
    counts: BTreeMap<&'static str, usize>,
    diagnostics: Vec<DiagnosticReport>,
    dropped: Vec<DroppedReport>,
}

#[derive(Debug, Serialize)]
struct DiagnosticReport {
    /// The file beside the input in which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    code: &'static str,
    severity: String,
    message: String,
    line: u32,
    column: u32,
    start: u64,
    end: u64,
}

#[derive(Debug, Serialize)]
struct DroppedReport {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    start: u64,
    end: u64,
    reason: &'static str,
}

impl Default for Report {
    fn default() -> Self {
        Self { schema: 1, documents: Vec::new() }
    }
}

impl Report {
    /// Adds a document that was converted.
    pub(in crate::cli) fn document(&mut self, input: &str, output: Option<PathBuf>, reading: &Reading) {
        let source = &reading.source;
        let byte = |offset: u32| source.locate(offset).byte;
        let dropped = reading.document.dropped();
        self.documents.push(DocumentReport {
            input: input.to_owned(),
            output,
            encoding: Some(source.encoding()),
            convention: Some(reading.detection.name().to_owned()),
            candidates: detected::candidates(&reading.detection, source),
            counts: counts(reading),
            diagnostics: reading.findings.iter().map(|found| diagnostic(source, found)).collect(),
            dropped: dropped
                .into_iter()
                .map(|(span, reason)| DroppedReport {
                    file: source.file_beside(span.start).map(str::to_owned),
                    start: byte(span.start),
                    end: byte(span.end),
                    reason: reason.as_str(),
                })
                .collect(),
        });
    }

    /// The report as it is written.
    pub(in crate::cli) fn text(&self) -> String {
        pretty(self)
    }

    /// Adds a document that is no text.
    pub(in crate::cli) fn refused(&mut self, input: &str, finding: &Finding) {
        let diagnostic = DiagnosticReport {
            file: None,
            code: finding.code(),
            severity: finding.severity().to_string(),
            message: finding.to_string(),
            line: 1,
            column: 1,
            start: 0,
            end: 0,
        };
        self.documents.push(DocumentReport {
            input: input.to_owned(),
            output: None,
            encoding: None,
            convention: None,
            candidates: Vec::new(),
            counts: BTreeMap::new(),
            diagnostics: vec![diagnostic],
            dropped: Vec::new(),
        });
    }
}

fn diagnostic(source: &Source, found: &Diagnostic) -> DiagnosticReport {
    let place = source.locate(found.span.start);
    DiagnosticReport {
        file: source.file_beside(found.span.start).map(str::to_owned),
        code: found.finding.code(),
        severity: found.finding.severity().to_string(),
        message: found.finding.to_string(),
        line: place.line,
        column: place.column,
        start: place.byte,
        end: source.locate(found.span.end).byte,
    }
}

fn counts(reading: &Reading) -> BTreeMap<&'static str, usize> {
    let document = &reading.document;
    let blocks = |is: fn(BlockKind) -> bool| document.blocks.iter().filter(|block| block.zone == Zone::Body && is(block.kind)).count();
    let annotations = |is: fn(&Kind) -> bool| document.annotations.iter().filter(|a| is(&a.kind)).count();
    BTreeMap::from([
        ("paragraphs", blocks(|kind| kind == BlockKind::Paragraph)),
        ("sections", blocks(|kind| matches!(kind, BlockKind::Heading(_)))),
        ("statements", document.header.statements.len()),
        ("notes", document.notes.len()),
        ("notes linked", document.notes.iter().filter(|note| note.marker.is_some()).count()),
        ("dates", annotations(|kind| matches!(kind, Kind::Date(_)))),
        ("page breaks", annotations(|kind| matches!(kind, Kind::PageBreak(_)))),
    ])
}

/// JSON for people's eyes too, with a line end.
pub(in crate::cli) fn pretty<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_else(|error| format!("\"{error}\""));
    format!("{text}\n")
}

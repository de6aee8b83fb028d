//! `teiscribe explain`: what a code means, or what is made of a place.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use teiscribe::Conversion;
use teiscribe::diagnostic::{codes, explanation};
use teiscribe::document::{Extent, Kind, Origins};
use teiscribe::settings::Settings;

use super::{Failure, Outcome, files, print};

pub(super) fn run(what: &str) -> Result<Outcome, Failure> {
    let text = match (explanation(what), place(what)) {
        (Some(text), _) => format!("{text}\n"),
        (None, Some((file, line, column))) => explain_place(&file, line, column)?,
        (None, None) => {
            let known: Vec<&str> = codes().collect();
            return Err(Failure::usage(format!("{what} is neither a code ({}) nor FILE:LINE[:COLUMN]", known.join(", "))));
        }
    };
    print(&text)?;
    Ok(Outcome::Done)
}

/// The file, line and column of `gov.md:12:3`.
fn place(what: &str) -> Option<(PathBuf, u32, Option<u32>)> {
    let (rest, last) = what.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    match rest.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?))) {
        Some((file, line)) => Some((PathBuf::from(file), line, Some(last))),
        None => Some((PathBuf::from(rest), last, None)),
    }
}

fn explain_place(file: &Path, line: u32, column: Option<u32>) -> Result<String, Failure> {
    let name = file.to_string_lossy();
    let refused = |finding: teiscribe::diagnostic::Finding| Failure { outcome: Outcome::Failed, message: format!("{name}: {finding}") };
    let conversion = teiscribe::convert(&name, files::read(file)?, &Settings::default()).map_err(refused)?;
    let mut text = String::new();
    for extent in extents_of_line(&conversion, line) {
        describe(&conversion, extent, column, line, &mut text);
    }
    for found in conversion.findings.iter().filter(|found| conversion.source.locate(found.span.start).line == line) {
        let _ = writeln!(text, "finding {}: {}", found.finding.code(), found.finding);
    }
    if text.is_empty() { Ok(format!("{name}:{line}: no text\n")) } else { Ok(text) }
}

/// The extents of leaf blocks that have something on this line.
fn extents_of_line(conversion: &Conversion, line: u32) -> Vec<Extent> {
    let document = &conversion.document;
    let origins = Origins::new(document);
    let on_line = |extent: Extent| {
        let span = origins.span(extent);
        conversion.source.locate(span.start).line <= line && conversion.source.locate(span.end).line >= line
    };
    let leaves = document.blocks.iter().enumerate().filter(|&(index, block)| document.is_leaf(index) && !block.extent.is_empty());
    leaves.map(|(_, block)| block.extent).filter(|extent| on_line(*extent)).collect()
}

fn describe(conversion: &Conversion, extent: Extent, column: Option<u32>, line: u32, text: &mut String) {
    let document = &conversion.document;
    let origins = Origins::new(document);
    let Some(block) = document.blocks.iter().rfind(|block| block.extent == extent) else { return };
    let _ = writeln!(text, "{:?} in {:?}: \"{}\"", block.kind, block.zone, shortened(document.str(extent)));
    for annotation in document.annotations_in(extent) {
        let span = origins.span(annotation.extent);
        let (start, end) = (conversion.source.locate(span.start), conversion.source.locate(span.end));
        let at_column = column.is_none_or(|column| start.line == line && start.column <= column && (end.line > line || end.column >= column));
        if at_column && start.line == line {
            let _ = writeln!(text, "  column {}: {}: \"{}\"", start.column, said(&annotation.kind), shortened(document.str(annotation.extent)));
        }
    }
}

/// What an annotation says; of a date, its value and where that comes from.
fn said(kind: &Kind) -> String {
    let Kind::Date(date) = kind else { return format!("{kind:?}") };
    let mut text = date.value.map_or_else(|| "date without a value".to_owned(), |value| format!("date {value}"));
    if let Some(original) = date.original {
        let (year, month, day) = original.day;
        let _ = write!(text, ", {year:04}-{month:02}-{day:02} in the {:?} calendar", original.calendar);
    }
    if let Some(inferred) = date.inferred {
        let _ = write!(text, " ({}; certainty {:?}, evidence {:?})", inferred.rule.as_str(), inferred.cert, inferred.evidence);
    }
    text
}

fn shortened(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

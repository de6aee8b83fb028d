//! The side file of `convert --entities`: each name with its place, as CSV or JSON.

use std::fmt::Write;
use std::path::Path;

use teiscribe::Reading;
use teiscribe::record::{NameRow, names};

use super::report::json;

/// The rows so far.
#[derive(Debug, Default)]
pub(super) struct Entities {
    rows: Vec<NameRow>,
}

impl Entities {
    /// Takes in the names of a document.
    pub(super) fn add(&mut self, name: &str, reading: &Reading) {
        self.rows.extend(names(name, reading));
    }

    /// The file's text: JSON where its name ends so, else CSV.
    pub(super) fn text(&self, path: &Path) -> String {
        if path.extension().is_some_and(|ending| ending == "json") { json::pretty(&self.rows) } else { self.csv() }
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

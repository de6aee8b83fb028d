//! A comment for a pull request: one that is updated in place, found by its first line.

use std::fmt::{self, Write};

use crate::diff::render::words::{counted_kind, files, sorted, summary, valued};
use crate::diff::render::{Compared, Summary};
use crate::diff::{Category, Change};

/// The line by which the comment is found again.
pub const MARKER: &str = "<!-- teiscribe diff -->";
/// Rows of each table; a comment holds 65,536 characters (GitHub).
const MAX_ROWS: usize = 120;
/// Characters of words in a cell.
const SHOWN: usize = 90;

/// What becomes of the TEI of a project by the new texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Regenerated {
    /// Files of which the TEI is another than that of the old text.
    pub files: usize,
    /// Files of which the TEI would not be valid.
    pub invalid: usize,
    /// Notes and markers that lead nowhere now, and names in words that stayed of which it is no longer known whom they mean.
    pub links_lost: usize,
    /// Corrections that are about these files.
    pub corrections: usize,
    /// Those of them that match no words any more.
    pub astray: usize,
}

impl fmt::Display for Regenerated {
    /// `1 file regenerated, valid; links: 0 lost; corrections: all match`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let valid = if self.invalid == 0 { "valid".to_owned() } else { format!("**{} not valid**", self.invalid) };
        let corrections = match (self.corrections, self.astray) {
            (0, _) => "none".to_owned(),
            (_, 0) => "all match".to_owned(),
            (all, astray) => format!("**{astray} of {all} match nothing**"),
        };
        write!(f, "{} regenerated, {valid}; links: {} lost; corrections: {corrections}", files(self.files), self.links_lost)
    }
}

/// The comment: the substantive changes of all files as a table, the rest folded; of files of a project, what becomes of their
/// TEI.
pub fn report(compared: &[Compared<'_>], regenerated: Option<Regenerated>) -> String {
    let mut text = format!("{MARKER}\n");
    let all = Summary::of_all(compared.iter().map(|own| own.changes));
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "**{} substantive**, {} accidental, {} formatting changes in {}\n",
        all.substantive,
        all.accidental,
        all.formatting,
        files(compared.len())
    );
    let rows = |is_substantive: bool| {
        compared.iter().flat_map(move |own| {
            sorted(own.changes)
                .into_iter()
                .filter(move |change| (change.category == Category::Substantive) == is_substantive)
                .map(move |change| row(own.file, change))
        })
    };
    table(&mut text, rows(true).collect());
    let rest: Vec<String> = rows(false).collect();
    if !rest.is_empty() {
        let _ = writeln!(text, "<details><summary>{} accidental and formatting</summary>\n", rest.len());
        table(&mut text, rest);
        text.push_str("</details>\n\n");
    }
    for own in compared {
        let what = own.whole().map(|what| format!("{what}; ")).unwrap_or_default();
        let _ = writeln!(text, "`{}`: {what}{}  ", own.file, escaped(&summary(own.changes)));
    }
    if let Some(regenerated) = regenerated {
        let _ = writeln!(text, "\nTEI: {regenerated}.");
    }
    text
}

fn table(text: &mut String, rows: Vec<String>) {
    if rows.is_empty() {
        return;
    }
    text.push_str("| where | was | now | kind |\n|---|---|---|---|\n");
    let more = rows.len().saturating_sub(MAX_ROWS);
    rows.into_iter().take(MAX_ROWS).for_each(|row| text.push_str(&row));
    let left_out = if more > 0 { format!("\nand {more} more\n\n") } else { "\n".to_owned() };
    text.push_str(&left_out);
}

fn row(file: &str, change: &Change) -> String {
    let line = change.places.first().and_then(|pair| pair.new.or(pair.old)).unwrap_or_default().line;
    let cell = |words: String| if words.is_empty() { "–".to_owned() } else { escaped(&words) };
    let whereabouts = change
        .field
        .as_ref()
        .map(|field| format!(", {field}"))
        .or_else(|| change.note.as_ref().map(|note| format!(", note {note}")))
        .unwrap_or_default();
    format!(
        "| {}#{line}{} | {} | {} | {} |\n",
        escaped(file),
        escaped(&whereabouts),
        cell(valued(change, true, SHOWN)),
        cell(valued(change, false, SHOWN)),
        counted_kind(change)
    )
}

/// What Markdown or HTML would take for a mark, escaped.
fn escaped(text: &str) -> String {
    let mut own = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => own.push_str("&amp;"),
            '<' => own.push_str("&lt;"),
            '\n' => own.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '@' | '!' => own.extend(['\\', c]),
            _ => own.push(c),
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_on_the_tei_says_what_is_wrong() {
        let all = Regenerated { files: 1, corrections: 3, ..Regenerated::default() };
        assert_eq!(all.to_string(), "1 file regenerated, valid; links: 0 lost; corrections: all match");
        let wrong = Regenerated { files: 2, invalid: 1, links_lost: 4, astray: 2, ..all };
        assert_eq!(wrong.to_string(), "2 files regenerated, **1 not valid**; links: 4 lost; corrections: **2 of 3 match nothing**");
    }

    #[test]
    fn words_cannot_break_the_table_or_call_somebody() {
        assert_eq!(escaped("a|b *c* <script> @d"), "a\\|b \\*c\\* &lt;script> \\@d");
    }
}

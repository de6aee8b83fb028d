//! `teiscribe correct`: one row more in the corrections, about words that stand once.

use std::path::{Path, PathBuf};

use clap::Args;
use teiscribe::Reading;
use teiscribe::document::{Document, Extent, Family, Origins};
use teiscribe::register::{Anchor, Corrections, Drafted, anchors, family, lacking, places, quoted, table};

use super::guide::Guide;
use super::review::named;
use super::{Failure, Outcome, files};

#[derive(Debug, Args)]
pub(super) struct Correct {
    /// <FILE:LINE:COLUMN>, or FILE with words after it
    what: String,
    /// "words" of the file, then what is set: when=1919-02-18, type=place, ref=stalin-j, read-as=verse
    #[arg(required = true, num_args = 1..=2, value_names = ["WORDS", "SET=VALUE"])]
    rest: Vec<String>,
    /// Who decides; none: the only person of teiscribe.toml
    #[arg(long)]
    by: Option<String>,
    /// Why
    #[arg(long, default_value = "")]
    why: String,
}

pub(super) fn run(arguments: &Correct) -> Result<Outcome, Failure> {
    let (words, assignment) = match arguments.rest.as_slice() {
        [words, assignment] => (Some(words.as_str()), assignment),
        [assignment, ..] => (None, assignment),
        [] => return Err(Failure::usage("nothing is set")),
    };
    let (set, value) = assignment.split_once('=').ok_or_else(|| Failure::usage(format!("{assignment} is not SET=VALUE")))?;
    let family = family(set, value).map_err(Failure::usage)?;
    let (path, meant) = meant(&arguments.what, words)?;
    let mut guide = Guide::find()?;
    let reading = guide.read_alone(&path)?;
    let extent = match meant {
        Meant::Words(words) => of_words(&reading, words)?,
        Meant::Place(line, column) => of_place(&reading, line, column, family)?,
    };
    let people = &guide.project().reading().people;
    let only = people.keys().next().filter(|_| people.len() == 1).cloned();
    let file = guide.corrections_for(&path);
    let row = Drafted {
        file: named(&path, Some(&file)),
        anchor: anchor(&reading.document, extent)?,
        set: set.to_owned(),
        value: value.to_owned(),
        by: arguments.by.clone().or(only).unwrap_or_default(),
        why: arguments.why.clone(),
    };
    append(&file, &row)?;
    eprintln!("{}: {}", file.display(), row.line());
    Ok(Outcome::Done)
}

/// What a person points at in a file.
enum Meant<'a> {
    Words(&'a str),
    Place(u32, u32),
}

/// The file, and what is meant in it.
fn meant<'a>(what: &str, words: Option<&'a str>) -> Result<(PathBuf, Meant<'a>), Failure> {
    match (words, files::place(what)) {
        (Some(words), _) => Ok((PathBuf::from(what), Meant::Words(words))),
        (None, Some((file, line, Some(column)))) => Ok((file, Meant::Place(line, column))),
        (None, _) => Err(Failure::usage(format!("{what} is not FILE:LINE:COLUMN"))),
    }
}

fn of_words(reading: &Reading, words: &str) -> Result<Extent, Failure> {
    let document = &reading.document;
    let found = places(document, &Anchor { quote: words.to_owned(), ..Anchor::default() });
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::usage(format!("\"{words}\" stands nowhere"))),
        several => {
            let origins = Origins::new(document);
            let shown = several.iter().take(5).map(|extent| {
                let at = reading.source.locate(origins.span(*extent).start);
                format!("{}:{}", at.line, at.column)
            });
            let shown: Vec<String> = shown.collect();
            Err(Failure::usage(format!(
                "\"{words}\" stands in {} places: {}; name one as FILE:LINE:COLUMN",
                several.len(),
                shown.join(", ")
            )))
        }
    }
}

/// What is to be corrected at a place: for blocks the block, else the date, name or bracket there, else the word.
fn of_place(reading: &Reading, line: u32, column: u32, family: Family) -> Result<Extent, Failure> {
    let document = &reading.document;
    let origins = Origins::new(document);
    let byte = byte(reading.source.text(), line, column).ok_or_else(|| Failure::usage(format!("there is no {line}:{column}")))?;
    let at = origins.extent(teiscribe::source::Span { start: byte, end: byte }).start;
    let is_there = |extent: Extent| extent.start <= at && at < extent.end;
    let leaf = document.blocks.iter().enumerate().rfind(|&(index, block)| document.is_leaf(index) && is_there(block.extent));
    let Some((_, block)) = leaf else { return Err(Failure::usage(format!("there is no text at {line}:{column}"))) };
    let held = document
        .annotations_in(block.extent)
        .iter()
        .filter(|a| is_there(a.extent) && Family::of(&a.kind) == Some(family))
        .map(|a| a.extent);
    let nearest = held.min_by_key(|extent| extent.end - extent.start);
    let is_block = matches!(family, Family::Block | Family::Title | Family::Author | Family::Written);
    let own = nearest.unwrap_or_else(|| if is_block { block.extent } else { word_at(document, block.extent, at) });
    if own.is_empty() { Err(Failure::usage(format!("there is no word at {line}:{column}"))) } else { Ok(own) }
}

/// The word at a byte of a block; the marker of a note is no part of the one before it.
fn word_at(document: &Document, block: Extent, at: u32) -> Extent {
    let own = letters_at(document, block, at);
    let markers = document.annotations_in(own).iter().filter(|a| Family::of(&a.kind) == Some(Family::Note) && a.extent.overlaps(own));
    markers.fold(own, |own, marker| match marker.extent {
        marker if marker.end <= at => Extent { start: marker.end, ..own },
        marker if at < marker.start => Extent { end: own.end.min(marker.start), ..own },
        _ => own,
    })
}

fn letters_at(document: &Document, block: Extent, at: u32) -> Extent {
    let text = document.str(block);
    let is_edge = |c: char| !c.is_alphanumeric();
    let at = (at - block.start) as usize;
    let start = text[..at].rfind(is_edge).map_or(0, |n| n + text[n..].chars().next().map_or(0, char::len_utf8));
    let end = text[at..].find(is_edge).map_or(text.len(), |n| at + n);
    Extent::new(block.start as usize + start, block.start as usize + end.max(start))
}

/// The byte of a line and column in characters, both from 1.
fn byte(text: &str, line: u32, column: u32) -> Option<u32> {
    let own = text.split_inclusive('\n').nth(line.checked_sub(1)? as usize)?;
    let start = own.as_ptr() as usize - text.as_ptr() as usize;
    own.char_indices().nth(column.checked_sub(1)? as usize).map(|(at, _)| (start + at) as u32)
}

fn anchor(document: &Document, extent: Extent) -> Result<Anchor, Failure> {
    let own = quoted(&document.text, extent);
    let found = anchors(document, &[own]).pop().flatten().filter(|anchor| !anchor.quote.is_empty());
    found.ok_or_else(|| Failure::usage("no words around the place tell it from another"))
}

/// Writes the row, if it is one that can be read back.
fn append(file: &Path, row: &Drafted) -> Result<(), Failure> {
    let mut corrections = Corrections::default();
    let read = corrections.read("corrections.csv", table("", std::slice::from_ref(row)).into());
    if let Ok((_, findings)) = &read
        && let Some(found) = findings.first()
    {
        return Err(Failure::usage(found.finding.to_string()));
    }
    add(file, &files::text(file)?, std::slice::from_ref(row))
}

/// Writes the table with `rows` after what it has.
pub(super) fn add(file: &Path, old: &str, rows: &[Drafted]) -> Result<(), Failure> {
    if let Some(column) = lacking(old, rows) {
        return Err(Failure::usage(format!("{} has no column \"{column}\", which a row needs: add it to the first line", file.display())));
    }
    files::write(file, &table(old, rows))
}

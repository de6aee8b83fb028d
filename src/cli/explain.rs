//! `teiscribe explain`: what a code means, how a file is read, or what is made of a place or of words, and why.

use std::fmt::Write;
use std::path::Path;

use teiscribe::Reading;
use teiscribe::diagnostic::{codes, explanation};
use teiscribe::document::{Annotation, Block, Extent, Family, Origins};
use teiscribe::register::{Anchor, places};

use super::detected;
use super::doubt::{self, Sort};
use super::files::place;
use super::guide::Guide;
use super::review::named;
use super::{Failure, Outcome, decision, print, term};

pub(super) fn run(what: &str, words: Option<&str>) -> Result<Outcome, Failure> {
    if let Some(words) = words {
        print(&explain_words(Path::new(what), words)?)?;
        return Ok(Outcome::Done);
    }
    let text = match (explanation(what), place(what)) {
        (Some(text), _) => format!("{text}\n"),
        (None, Some((file, line, column))) => explain_place(&file, line, column)?,
        (None, None) if Path::new(what).is_file() => explain_file(Path::new(what))?,
        (None, None) => {
            let known: Vec<&str> = codes().collect();
            return Err(Failure::usage(format!("{what} is neither a code ({}) nor FILE[:LINE[:COLUMN]]", known.join(", "))));
        }
    };
    print(&text)?;
    Ok(Outcome::Done)
}

/// By what conventions the file is read, and why.
fn explain_file(file: &Path) -> Result<String, Failure> {
    let reading = Guide::find()?.read_alone(file)?;
    Ok(detected::explained(&reading.detection, &reading.source))
}

/// Every decision on these words, where there is none on those around them, with the row that would overrule it.
fn explain_words(file: &Path, words: &str) -> Result<String, Failure> {
    let reading = Guide::find()?.read_alone(file)?;
    let document = &reading.document;
    let origins = Origins::new(document);
    let mut meant = doubt::decisions(document);
    meant.extend(doubt::doubts(&reading).into_iter().filter(|own| !matches!(own.sort, Sort::Dates | Sort::Names)));
    let places = places(document, &Anchor { quote: words.to_owned(), ..Anchor::default() });
    let is_exact = meant.iter().any(|own| places.contains(&own.extent));
    let is_meant = |own: Extent| if is_exact { places.contains(&own) } else { places.iter().any(|place| place.overlaps(own)) };
    meant.retain(|own| is_meant(own.extent));
    let rows = doubt::rows(document, &named(file, None), &meant);
    let text: String = meant
        .iter()
        .zip(rows)
        .map(|(own, row)| format!("{}:{}\n  to overrule it: {}\n", file.display(), doubt::placed(&reading, &origins, own), row.line()))
        .collect();
    let text = text + &others(&reading, file, &places);
    if text.is_empty() { Ok(format!("{}: no date or name holds \"{words}\"\n", file.display())) } else { Ok(text) }
}

/// What persons decided of these words that is neither a date nor a name.
fn others(reading: &Reading, file: &Path, places: &[Extent]) -> String {
    let document = &reading.document;
    let origins = Origins::new(document);
    let is_other = |a: &&Annotation| {
        let family = Family::of(&a.kind).filter(|family| !matches!(family, Family::Date | Family::Name));
        document.corrections.iter().any(|own| own.extent == a.extent && Some(own.set.family()) == family)
            && places.iter().any(|place| place.overlaps(a.extent))
    };
    let said = |a: &Annotation| {
        let at = reading.source.locate(origins.span(a.extent).start);
        let (words, said) = (document.line(a.extent), decision::said(document, a));
        format!("{}:{}:{} \"{words}\": {said}\n", file.display(), at.line, at.column)
    };
    document.annotations.iter().filter(is_other).map(said).collect()
}

fn explain_place(file: &Path, line: u32, column: Option<u32>) -> Result<String, Failure> {
    let name = file.to_string_lossy();
    let reading = Guide::find()?.read_alone(file)?;
    let mut text = String::new();
    let origins = Origins::new(&reading.document);
    for block in blocks_of_line(&reading, &origins, line) {
        describe(&reading, &origins, block, (line, column), &mut text);
    }
    for found in reading.findings.iter().filter(|found| reading.source.locate(found.span.start).line == line) {
        let _ = writeln!(text, "finding {}: {}", found.finding.code(), found.finding);
    }
    if text.is_empty() { Ok(format!("{name}:{line}: no text\n")) } else { Ok(text) }
}

/// The leaf blocks that have something on this line.
fn blocks_of_line<'r>(reading: &'r Reading, origins: &'r Origins, line: u32) -> impl Iterator<Item = &'r Block> {
    let document = &reading.document;
    let on_line = move |extent: Extent| {
        let span = origins.span(extent);
        reading.source.locate(span.start).line <= line && reading.source.locate(span.end).line >= line
    };
    let leaves = document.blocks.iter().enumerate().filter(|&(index, block)| document.is_leaf(index) && !block.extent.is_empty());
    leaves.map(|(_, block)| block).filter(move |block| on_line(block.extent))
}

fn describe(reading: &Reading, origins: &Origins, block: &Block, (line, column): (u32, Option<u32>), text: &mut String) {
    let document = &reading.document;
    let words = shortened(document.str(block.extent));
    let _ = writeln!(text, "{} in {}: \"{words}\"", term::block(block.kind), term::term(&block.zone));
    for annotation in document.annotations_in(block.extent) {
        let span = origins.span(annotation.extent);
        let (start, end) = (reading.source.locate(span.start), reading.source.locate(span.end));
        let at_column =
            column.is_none_or(|column| start.line == line && start.column <= column && (end.line > line || end.column >= column));
        if at_column && start.line == line {
            let _ = writeln!(
                text,
                "  column {}: {}: \"{}\"",
                start.column,
                decision::said(document, annotation),
                shortened(document.str(annotation.extent))
            );
        }
    }
}

fn shortened(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

//! `teiscribe review`: doubtful decisions as rows of corrections, for a person to sign or to overrule.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use clap::Args;
use teiscribe::document::Family;
use teiscribe::register::{Anchor, Corrections, Drafted, EVERYWHERE, table};

use super::choice::Chosen;
use super::correct;
use super::doubt::{self, Sort};
use super::guide::Guide;
use super::report::text;
use super::{Failure, Outcome, files, print};

#[derive(Debug, Args)]
pub(super) struct Review {
    /// Files, folders or patterns; none: the project of teiscribe.toml
    paths: Vec<String>,
    /// The file of corrections; what it has stays as it is, what is new comes after it. None: standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// One row for all places of the same words that were decided by the same rule
    #[arg(long)]
    group: bool,
    #[command(flatten)]
    chosen: Chosen,
    /// Decisions of one sort alone
    #[arg(long, value_enum)]
    only: Option<Sort>,
}

pub(super) fn run(arguments: &Review) -> Result<Outcome, Failure> {
    let mut guide = Guide::find()?;
    let (inputs, _) = files::inputs(&guide.project().paths(&arguments.paths)?, &guide.project().choice(&arguments.chosen)?)?;
    let old = arguments.output.as_deref().map_or_else(|| Ok(String::new()), files::text)?;
    let asked = known(&old)?;
    let (mut rows, mut about): (Vec<(u8, Drafted)>, Vec<About>) = Default::default();
    for input in &inputs {
        let reading = match guide.read(&input.path, &input.relative)? {
            Ok(reading) => reading,
            Err(finding) => {
                text::refused(&input.path.to_string_lossy(), &finding);
                continue;
            }
        };
        let document = &reading.document;
        let file = named(&input.path, arguments.output.as_deref());
        let known: HashSet<_> = asked.asked(&file, document).into_iter().collect();
        let mut doubts = doubt::doubts(&reading);
        doubts.retain(|own| {
            arguments.only.is_none_or(|only| only == own.sort) && own.family().is_none_or(|family| !known.contains(&(own.extent, family)))
        });
        let ranks = doubts.iter().map(|own| own.rank);
        rows.extend(ranks.zip(doubt::rows(document, &file, &doubts)));
        about.extend(doubts.iter().map(|own| (document.line(own.extent), own.family())));
    }
    if arguments.group {
        rows = group(rows, &about);
    }
    rows.sort_by_key(|(rank, _)| *rank);
    let rows: Vec<Drafted> = rows.into_iter().map(|(_, row)| row).collect();
    write(&old, &rows, arguments.output.as_deref())?;
    Ok(Outcome::Done)
}

fn write(old: &str, rows: &[Drafted], output: Option<&Path>) -> Result<(), Failure> {
    match output {
        Some(_) if rows.is_empty() => eprintln!("nothing new"),
        Some(file) => correct::add(file, old, rows)?,
        None => print(&table(old, rows))?,
    }
    Ok(())
}

/// The rows that a table has, drafts included.
fn known(table: &str) -> Result<Corrections, Failure> {
    let mut corrections = Corrections::default();
    let refused = |finding: teiscribe::diagnostic::Finding| Failure { outcome: Outcome::Failed, message: finding.to_string() };
    corrections.read("corrections.csv", table.into()).map_err(refused)?;
    Ok(corrections)
}

/// The document as a row names it: from the folder of the corrections, if it is below that.
pub(super) fn named(path: &Path, corrections: Option<&Path>) -> String {
    let folder = corrections.and_then(Path::parent).unwrap_or(Path::new(""));
    let own = path.strip_prefix("./").unwrap_or(path);
    files::shown(own.strip_prefix(folder).unwrap_or(own))
}

/// The words of a decision, and what it decides of them.
type About = (String, Option<Family>);

/// One row of those that say the same of the same words, wherever these stand; of several documents, a row about any file.
/// Words on which it was decided in several ways keep a row for each place: a row about all would overrule the others.
fn group(rows: Vec<(u8, Drafted)>, about: &[About]) -> Vec<(u8, Drafted)> {
    let said = |row: &Drafted| (row.set.clone(), row.value.clone(), row.why.clone());
    let mut ways: BTreeMap<&About, BTreeSet<(String, String, String)>> = BTreeMap::new();
    for ((_, row), about) in rows.iter().zip(about) {
        ways.entry(about).or_default().insert(said(row));
    }
    let mut groups: BTreeMap<&About, usize> = BTreeMap::new();
    let mut kept: Vec<(u8, Drafted, usize)> = Vec::new();
    for ((rank, row), about) in rows.into_iter().zip(about) {
        match groups.get(about) {
            Some(&n) => join(&mut kept[n], &row, &about.0),
            None => {
                if ways[about].len() == 1 {
                    groups.insert(about, kept.len());
                }
                kept.push((rank, row, 1));
            }
        }
    }
    let counted = kept.into_iter().map(|(rank, mut row, count)| {
        if count > 1 {
            row.why = format!("{} · {count} places", row.why);
        }
        (rank, row)
    });
    counted.collect()
}

/// Lets the first row of a group be about these words everywhere.
fn join(first: &mut (u8, Drafted, usize), other: &Drafted, words: &str) {
    let (_, row, count) = first;
    *count += 1;
    row.anchor = Anchor { before: EVERYWHERE.to_owned(), quote: words.to_owned(), after: String::new() };
    if row.file != other.file {
        row.file.clear();
    }
}

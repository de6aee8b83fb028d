//! `teiscribe review`: doubtful decisions as rows of corrections, for a person to sign or to overrule.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use clap::Args;
use teiscribe::register::{Corrections, Drafted, EVERYWHERE, table};

use super::choice::Chosen;
use super::doubt::{self, Doubt, Sort};
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
    let old = match arguments.output.as_deref().filter(|file| file.is_file()) {
        Some(file) => files::text(file)?,
        None => String::new(),
    };
    let asked = known(&old)?;
    let mut rows: Vec<(u8, Drafted)> = Vec::new();
    for input in &inputs {
        let conversion = match guide.convert(&input.path, &input.relative)? {
            Ok(conversion) => conversion,
            Err(finding) => {
                text::refused(&input.path.to_string_lossy(), &finding);
                continue;
            }
        };
        let document = &conversion.document;
        let file = named(&input.path, arguments.output.as_deref());
        let known: HashSet<_> = asked.asked(&file, &document.text).into_iter().collect();
        let mut doubts = doubt::doubts(&conversion);
        doubts.retain(|own| arguments.only.is_none_or(|only| only == own.sort) && !known.contains(&(own.extent, own.family)));
        let ranks = doubts.iter().map(|own| own.rank);
        rows.extend(ranks.zip(doubt::rows(document, &file, &doubts)));
        if arguments.group {
            group(&mut rows, &doubts, |own| document.line(own.extent));
        }
    }
    rows.sort_by_key(|(rank, _)| *rank);
    let rows: Vec<Drafted> = rows.into_iter().map(|(_, row)| row).collect();
    write(&old, &rows, arguments.output.as_deref())?;
    Ok(Outcome::Done)
}

fn write(old: &str, rows: &[Drafted], output: Option<&Path>) -> Result<(), Failure> {
    match output {
        Some(_) if rows.is_empty() => eprintln!("nothing new"),
        Some(file) => files::write(file, &table(old, rows))?,
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
    own.strip_prefix(folder).unwrap_or(own).to_string_lossy().replace('\\', "/")
}

/// Of the last rows, as many as there are `doubts`, those that say the same of the same words become one.
fn group(rows: &mut Vec<(u8, Drafted)>, doubts: &[Doubt], words: impl Fn(&Doubt) -> String) {
    let own = rows.split_off(rows.len() - doubts.len());
    let mut groups: BTreeMap<(String, &str, String, String), usize> = BTreeMap::new();
    let mut kept: Vec<(u8, Drafted, usize, String)> = Vec::new();
    for ((rank, row), doubt) in own.into_iter().zip(doubts) {
        let words = words(doubt);
        let key = (words.clone(), row.set, row.value.clone(), row.why.clone());
        match groups.get(&key) {
            Some(&n) => kept[n].2 += 1,
            None => {
                groups.insert(key, kept.len());
                kept.push((rank, row, 1, words));
            }
        }
    }
    rows.extend(kept.into_iter().map(|(rank, mut row, count, words)| {
        if count > 1 {
            row.anchor = teiscribe::register::Anchor { before: EVERYWHERE.to_owned(), quote: words, after: String::new() };
            row.why = format!("{} · {count} places", row.why);
        }
        (rank, row)
    }));
}

//! `teiscribe diff --history`: what class of change came when, and by whom.

use std::fmt::Write;
use std::path::Path;

use teiscribe::diagnostic::Finding;
use teiscribe::diff::{Category, Change};

use super::reader::Origin;
use super::{Comparer, Versions};
use crate::cli::project::absolute;
use crate::cli::report::text;
use crate::cli::{Failure, Outcome, git, print};

/// Prints a table with a line for each commit that changed the file at `path`, newest first, or whom its words name and what
/// else it is read by.
pub(super) fn run(comparer: &mut Comparer, path: &str) -> Result<Outcome, Failure> {
    let (root, file) = (git::root()?, absolute(Path::new(path)));
    let mut guides = comparer.reader.registers_of_folders().files_of(&file);
    guides.extend(comparer.reader.neighbours(None)?.notes_of(&file));
    guides = guides.iter().map(|guide| absolute(guide)).filter(|guide| guide.starts_with(&root)).collect();
    let commits = git::history(path, &guides)?;
    if commits.is_empty() {
        return Err(Failure::usage(format!("git has no history of {path}")));
    }
    if git::is_shallow() {
        text::about(path, &Finding::ShallowHistory);
    }
    let mut table = format!(
        "{:<10}  {:<10}  {:<20}  {:>11}  {:>10}  {:>10}  what\n",
        "date", "commit", "by", "substantive", "accidental", "formatting"
    );
    for (index, commit) in commits.iter().enumerate() {
        let older = commits.get(index + 1);
        let changes = match older {
            Some(older) => comparer.report(between(older, commit))?.changes,
            None => Vec::new(),
        };
        if commit.is_guide && changes.is_empty() {
            continue;
        }
        let what = if older.is_none() { "first revision".to_owned() } else { kinds(&changes) };
        let count = |category| changes.iter().filter(|change| change.category == category).map(|change| change.count).sum::<usize>();
        let counts = (count(Category::Substantive), count(Category::Accidental), count(Category::Formatting));
        let by: String = commit.author.chars().take(20).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "{:<10}  {:<10}  {by:<20}  {:>11}  {:>10}  {:>10}  {what} ({})",
            commit.date,
            &commit.id[..commit.id.len().min(10)],
            counts.0,
            counts.1,
            counts.2,
            commit.subject
        );
    }
    print(&table)?;
    Ok(Outcome::Done)
}

fn between(old: &git::Commit, new: &git::Commit) -> Versions {
    let bytes = |commit: &git::Commit| git::show(&commit.id, &commit.path.to_string_lossy()).unwrap_or_default();
    let name = |commit: &git::Commit| commit.path.to_string_lossy().into_owned();
    let origins = (Origin::revision(&old.id, &old.path), Origin::revision(&new.id, &new.path));
    Versions::new((name(old), name(new)), name(new), origins, (bytes(old), bytes(new)))
}

/// Kinds that are named, at most.
const NAMED: usize = 4;

/// The most frequent kinds: "3 substitution, 1 para-move".
fn kinds(changes: &[Change]) -> String {
    let mut counts: Vec<(usize, String)> = Vec::new();
    for change in changes {
        let kind = change.kind.to_string();
        match counts.iter_mut().find(|(_, own)| *own == kind) {
            Some((n, _)) => *n += change.count,
            None => counts.push((change.count, kind)),
        }
    }
    counts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    if counts.is_empty() {
        "no change".to_owned()
    } else {
        counts.iter().take(NAMED).map(|(n, kind)| format!("{n} {kind}")).collect::<Vec<_>>().join(", ")
    }
}

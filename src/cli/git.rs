//! The program `git`: what changed between revisions, and what a file held in one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{Failure, Outcome};

/// A file that differs between two revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Changed {
    /// Its path in the old revision, below the repository's root; `None` where it was not there.
    pub(super) old: Option<PathBuf>,
    /// Its path in the new one.
    pub(super) new: Option<PathBuf>,
}

/// A commit of a file's history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Commit {
    pub(super) id: String,
    pub(super) author: String,
    /// Year, month and day.
    pub(super) date: String,
    pub(super) subject: String,
    /// The file's path at that commit, below the repository's root.
    pub(super) path: PathBuf,
    /// Whether it changed what the file is read by, not the file.
    pub(super) is_guide: bool,
}

fn run(arguments: &[&str]) -> Result<Output, Failure> {
    let output =
        Command::new("git").args(["-c", "core.quotePath=false", "-c", "diff.external=", "-c", "color.ui=false"]).args(arguments).output();
    output.map_err(|error| Failure::io("run", Path::new("git"), &error))
}

/// What `git` prints; its own message where it fails.
fn bytes(arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = run(arguments)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr).trim().replace('\n', "; ");
    Err(Failure { outcome: Outcome::Usage, message: format!("git {}: {message}", arguments.first().copied().unwrap_or_default()) })
}

fn text(arguments: &[&str]) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(&bytes(arguments)?).trim_end().to_owned())
}

/// The root of the repository around the working folder.
pub(super) fn root() -> Result<PathBuf, Failure> {
    text(&["rev-parse", "--show-toplevel"]).map(PathBuf::from)
}

/// Whether `name` names a commit.
pub(super) fn is_revision(name: &str) -> bool {
    run(&["rev-parse", "--quiet", "--verify", "--end-of-options", &format!("{name}^{{commit}}")])
        .is_ok_and(|output| output.status.success())
}

/// The commit from which both revisions come.
pub(super) fn merge_base(old: &str, new: &str) -> Result<String, Failure> {
    text(&["merge-base", "--end-of-options", old, new])
}

/// Whether old revisions are missing.
pub(super) fn is_shallow() -> bool {
    text(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer == "true")
}

/// What `path`, below the repository's root, held in `revision`.
pub(super) fn show(revision: &str, path: &str) -> Result<Vec<u8>, Failure> {
    bytes(&["cat-file", "blob", &format!("{revision}:{path}")])
}

/// Whether `path`, below the repository's root, is a file of `revision`.
pub(super) fn has(revision: &str, path: &str) -> bool {
    run(&["cat-file", "-e", &format!("{revision}:{path}")]).is_ok_and(|output| output.status.success())
}

/// The files that differ between `old` and `new` (`None`: the working tree), renames seen; only those below `paths`.
pub(super) fn changed(old: &str, new: Option<&str>, paths: &[String]) -> Result<Vec<Changed>, Failure> {
    let mut arguments = vec!["diff", "--name-status", "-z", "-M40%", "--no-ext-diff", "--ignore-submodules=all", old];
    arguments.extend(new);
    arguments.push("--");
    arguments.extend(paths.iter().map(String::as_str));
    let listed = bytes(&arguments)?;
    let listed = String::from_utf8_lossy(&listed);
    let mut fields = listed.split('\0').filter(|field| !field.is_empty());
    let mut changed = Vec::new();
    while let Some(status) = fields.next() {
        let mut path = || fields.next().map(PathBuf::from);
        changed.push(match status.as_bytes()[0] {
            b'A' => Changed { old: None, new: path() },
            b'D' => Changed { old: path(), new: None },
            b'R' | b'C' => Changed { old: path(), new: path() },
            _ => {
                let own = path();
                Changed { old: own.clone(), new: own }
            }
        });
    }
    Ok(changed)
}

/// The files of `revision` (`None`: those of the working tree that git knows), below the repository's root; only those below
/// `paths`.
pub(super) fn listed(revision: Option<&str>, paths: &[String]) -> Result<Vec<PathBuf>, Failure> {
    let mut arguments = match revision {
        Some(revision) => {
            vec!["ls-tree", "-r", "-z", "--name-only", if paths.is_empty() { "--full-tree" } else { "--full-name" }, revision]
        }
        None => vec!["ls-files", "-z", "--full-name"],
    };
    arguments.push("--");
    arguments.extend(paths.iter().map(String::as_str));
    if paths.is_empty() && revision.is_none() {
        arguments.push(":/");
    }
    let listed = bytes(&arguments)?;
    Ok(String::from_utf8_lossy(&listed).split('\0').filter(|path| !path.is_empty()).map(PathBuf::from).collect())
}

/// The files of `folder` in `revision`, both below the repository's root, without those of the folders in it.
pub(super) fn files(revision: &str, folder: &str) -> Result<Vec<PathBuf>, Failure> {
    let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let listed = bytes(&["ls-tree", "-z", "--name-only", "--full-tree", revision, &below])?;
    Ok(String::from_utf8_lossy(&listed).split('\0').filter(|path| !path.is_empty()).map(PathBuf::from).collect())
}

/// How `git log` writes a commit that [`commit`] reads.
const COMMIT: &str = "--format=%x01%H%x02%an%x02%ad%x02%s";

/// The commits that changed a file, newest first, over its renames; and, from its first on, those that changed one of `guides`,
/// the files that it is read by.
pub(super) fn history(path: &str, guides: &[PathBuf]) -> Result<Vec<Commit>, Failure> {
    let listed = text(&["log", "--follow", "-M40%", "--name-only", "--date=short", COMMIT, "--", path])?;
    let own = commits(&listed);
    if own.is_empty() || guides.is_empty() {
        return Ok(own);
    }
    let paths: BTreeSet<String> = own.iter().map(|commit| format!(":(top,literal){}", commit.path.display())).collect();
    let guides = guides.iter().map(|guide| format!(":(literal){}", guide.display()));
    let mut arguments = vec!["log".to_owned(), "--date=short".to_owned(), COMMIT.to_owned(), "--".to_owned()];
    arguments.extend(paths.into_iter().chain(guides));
    let listed = text(&arguments.iter().map(String::as_str).collect::<Vec<_>>())?;
    let mut rest = own.into_iter().peekable();
    let all = commits(&listed).into_iter().filter_map(|commit| match rest.next_if(|next| next.id == commit.id) {
        Some(own) => Some(own),
        None => rest.peek().map(|older| Commit { path: older.path.clone(), is_guide: true, ..commit }),
    });
    Ok(all.collect())
}

fn commits(listed: &str) -> Vec<Commit> {
    listed.split('\u{1}').filter(|entry| !entry.trim().is_empty()).map(commit).collect()
}

fn commit(entry: &str) -> Commit {
    let (line, rest) = entry.split_once('\n').unwrap_or((entry, ""));
    let mut fields = line.split('\u{2}').map(str::to_owned);
    let mut field = || fields.next().unwrap_or_default();
    Commit { id: field(), author: field(), date: field(), subject: field(), path: PathBuf::from(rest.trim()), is_guide: false }
}

/// Sets `key` of git's settings, for this repository or for all.
pub(super) fn set(key: &str, value: &str, is_global: bool) -> Result<(), Failure> {
    let scope = if is_global { "--global" } else { "--local" };
    bytes(&["config", scope, key, value]).map(|_| ())
}

/// The files that differ between `revision` and the working tree, or that git does not know, from the root of the file system.
pub(super) fn touched(revision: &str) -> Result<Vec<PathBuf>, Failure> {
    let root = root()?;
    let changed = changed(revision, None, &[])?;
    let known = changed.into_iter().flat_map(|own| [own.old, own.new]).flatten().map(|path| root.join(path));
    let new = bytes(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"])?;
    let new = String::from_utf8_lossy(&new);
    let new = new.split('\0').filter(|path| !path.is_empty()).map(|path| root.join(path));
    Ok(known.chain(new).collect())
}

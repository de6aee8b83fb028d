//! What a revision's changes touch.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Job;
use crate::cli::project::{Project, absolute};
use crate::cli::register::Registers;
use crate::cli::{Failure, git, meta};

/// The files that differ from a revision.
pub(super) struct Touched {
    files: BTreeSet<PathBuf>,
    /// Whether what every document goes by is among them: the project file, a schema.
    is_all: bool,
}

impl Touched {
    /// What differs between `revision`, or where it parted from the present one, and the working tree. `None` where a shallow
    /// clone does not have the revision: then everything has to be looked at.
    pub(super) fn find(revision: &str, project: &Project) -> Result<Option<Self>, Failure> {
        if !git::is_revision(revision) {
            return if git::is_shallow() { Ok(None) } else { Err(Failure::usage(format!("git knows no revision {revision}"))) };
        }
        let from = match git::merge_base(revision, "HEAD") {
            Ok(base) => base,
            Err(_) if git::is_shallow() => return Ok(None),
            Err(_) => revision.to_owned(),
        };
        let files: BTreeSet<PathBuf> = git::touched(&from)?.iter().map(|path| physical(path)).collect();
        let shared = project.shared();
        let is_all = shared.iter().any(|path| files.contains(&physical(path)));
        Ok(Some(Self { files, is_all }))
    }

    /// Whether this file differs.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.is_all || self.files.contains(&physical(path))
    }

    /// Whether a document may have become another: it, its TEI, its notes in a file beside it, its metadata or a register of its.
    pub(super) fn concerns(&self, job: &Job, registers: &Registers) -> bool {
        let input = &job.input.path;
        let own = [Some(input), job.output.as_ref(), job.own.notes.as_ref()].into_iter().flatten().cloned();
        let others = registers.files_of(input).into_iter().chain(meta::files_of(input));
        own.chain(others).any(|path| self.has(&path))
    }
}

/// A path from the root, links followed in its folders.
fn physical(path: &Path) -> PathBuf {
    let whole = absolute(path);
    let folder = whole.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, whole.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => whole,
    }
}

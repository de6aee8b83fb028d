//! Where the files stand that documents are read by: in the folders, or in a revision.

use std::path::{Path, PathBuf};

use super::project::absolute;
use super::{Failure, files, git};

/// The working tree or a revision.
#[derive(Clone, Debug, Default)]
pub(super) enum Shelf {
    /// The files as they are.
    #[default]
    Folders,
    /// The files as they were in a revision of the repository at `root`.
    Revision { name: String, root: PathBuf },
}

impl Shelf {
    /// Whether a file is there.
    pub(super) fn has(&self, path: &Path) -> bool {
        match self {
            Self::Folders => path.is_file(),
            Self::Revision { name, root } => below(path, root).is_some_and(|path| git::has(name, &path)),
        }
    }

    /// What a file holds.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Folders => files::read(path),
            // What a project reads by that was not there yet, it did not read by.
            Self::Revision { name, root } => Ok(below(path, root).and_then(|path| git::show(name, &path).ok()).unwrap_or_default()),
        }
    }
}

/// A path as git names it, with strokes and below the root of the repository.
fn below(path: &Path, root: &Path) -> Option<String> {
    let whole = absolute(path);
    let parts = whole.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(parts.collect::<Vec<_>>().join("/"))
}

//! Where the files stand that documents are read by: in the folders, or in a revision.

use std::path::{Path, PathBuf};

use super::project::absolute;
use super::{Failure, choice, files, git};

/// Bytes at the beginning of a file that tell what it holds.
const HEAD: u64 = 4 * 1024;

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

    /// The files of a folder, as they are reached from here.
    pub(super) fn files(&self, folder: &Path) -> Vec<PathBuf> {
        match self {
            Self::Folders => {
                let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                std::fs::read_dir(here).into_iter().flatten().flatten().map(|entry| folder.join(entry.file_name())).collect()
            }
            Self::Revision { name, root } => {
                let names = below(folder, root).and_then(|folder| git::files(name, &folder).ok()).unwrap_or_default();
                names.into_iter().map(|path| root.join(path)).collect()
            }
        }
    }

    /// The whole lines at the beginning of a file.
    pub(super) fn beginning(&self, path: &Path) -> Result<String, Failure> {
        match self {
            Self::Folders => choice::beginning(path, HEAD).map_err(|error| Failure::io("read", path, &error)),
            Self::Revision { .. } => {
                let mut bytes = self.read(path)?;
                bytes.truncate(HEAD as usize);
                Ok(String::from_utf8_lossy(&bytes).into_owned())
            }
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

//! Which files a document is read with: those of the project, else those that lie beside it or in a folder above.

use std::path::{Component, Path, PathBuf};

use super::Failure;
use super::project::absolute;
use super::shelf::Shelf;

/// The files of one sort: where they are looked for, and the shelf that has them.
#[derive(Debug)]
pub(super) struct Near {
    /// What they are called where no project names them.
    names: &'static [&'static str],
    /// Those that are named: by the project or on the command line.
    named: Vec<PathBuf>,
    shelf: Shelf,
}

impl Near {
    /// The files at `named`; without any, those of these names beside each document and above it.
    pub(super) const fn new(names: &'static [&'static str], named: Vec<PathBuf>) -> Self {
        Self { names, named, shelf: Shelf::Folders }
    }

    /// Reads the files as they were on another shelf.
    pub(super) fn be_on(&mut self, shelf: Shelf) {
        self.shelf = shelf;
    }

    /// What the files of the document at `path` are kept under: its folder, unless they are named.
    pub(super) fn key(&self, path: &Path) -> PathBuf {
        if self.named.is_empty() { path.parent().map(Path::to_owned).unwrap_or_default() } else { PathBuf::new() }
    }

    /// The files that the document at `path` is read with, the nearest first.
    pub(super) fn of(&self, path: &Path) -> Vec<PathBuf> {
        if self.named.is_empty() { self.known(path) } else { self.named.clone() }
    }

    /// What one of the files holds.
    pub(super) fn read(&self, file: &Path) -> Result<Vec<u8>, Failure> {
        self.shelf.read(file)
    }

    /// The files that the document at `path` is read with, were they there or not: a change to one of them may change its TEI.
    pub(super) fn places(&self, path: &Path) -> Vec<PathBuf> {
        if self.named.is_empty() { self.above(path).flatten().collect() } else { self.named.clone() }
    }

    /// Whether some document may be read with the file at `path`, from the root of the file system.
    pub(super) fn may_have(&self, path: &Path) -> bool {
        let is_called_so = || self.names.iter().any(|name| path.ends_with(name));
        if self.named.is_empty() { is_called_so() } else { self.named.iter().any(|own| absolute(own) == path) }
    }

    /// The files that are there beside the document at `path` and above it.
    fn known(&self, path: &Path) -> Vec<PathBuf> {
        let in_folder = |places: Vec<PathBuf>| {
            let mut files: Vec<PathBuf> = places.into_iter().filter(|file| self.shelf.has(file)).collect();
            // Where a file system knows no case, one file has two of the names.
            files.dedup_by_key(|file| file.to_string_lossy().to_lowercase());
            files
        };
        self.above(path).flat_map(in_folder).collect()
    }

    /// Where such files may be, folder by folder.
    fn above(&self, path: &Path) -> impl Iterator<Item = Vec<PathBuf>> {
        let folders = folders(path.parent().unwrap_or(Path::new("")));
        folders.into_iter().map(|folder| self.names.iter().map(|name| folder.join(name)).collect())
    }
}

/// A folder and those above it up to the working folder, the nearest first. `.` and the folder without a name are one.
pub(super) fn folders(folder: &Path) -> Vec<PathBuf> {
    let here = absolute(Path::new("."));
    let n = absolute(folder).ancestors().take_while(|own| own.starts_with(&here)).count();
    let folder: PathBuf = folder.components().filter(|part| *part != Component::CurDir).collect();
    folder.ancestors().take(n.max(1)).map(Path::to_owned).collect()
}

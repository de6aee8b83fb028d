//! The notes of a transcription in a file beside it: `peace-notes.md` beside `peace.md`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use teiscribe::Received;
use teiscribe::convention::{Conventions, Habits};

use super::Failure;
use super::choice::{has_ending, is_transcription};
use super::shelf::Shelf;

/// The transcriptions of each folder that is asked for, where one of them may hold the notes of another.
#[derive(Debug)]
pub(super) struct Neighbours {
    conventions: Conventions,
    shelf: Shelf,
    folders: HashMap<PathBuf, Texts>,
}

impl Neighbours {
    /// Those in the folders or revision of `shelf`, by what `conventions` know of files of notes.
    pub(super) fn new(conventions: &Conventions, shelf: Shelf) -> Self {
        Self { conventions: conventions.clone(), shelf, folders: HashMap::new() }
    }

    /// The file that holds the notes of the text at `path`.
    pub(super) fn notes_of(&mut self, path: &Path) -> Option<PathBuf> {
        let (texts, shelf) = self.texts(path);
        texts.notes_of(path, shelf)
    }

    /// Whether the file at `path` holds the notes of another.
    pub(super) fn holds_notes(&mut self, path: &Path) -> bool {
        let (texts, shelf) = self.texts(path);
        texts.is_called_notes(path) && texts.files.values().any(|text| texts.notes_of(text, shelf).as_deref() == Some(path))
    }

    /// The text at `path`, which holds `bytes`, with its notes. A file that is not there has none.
    pub(super) fn received(&mut self, path: &Path, bytes: Vec<u8>) -> Result<Received, Failure> {
        let notes = if bytes.is_empty() { None } else { self.notes(path)? };
        Ok(Received { text: bytes, notes })
    }

    /// What the notes beside the text at `path` hold, with their file's name.
    pub(super) fn notes(&mut self, path: &Path) -> Result<Option<(String, Vec<u8>)>, Failure> {
        notes(self.notes_of(path).as_deref(), &self.shelf)
    }

    /// Whether a file at `path` may be one of notes by its name.
    pub(super) fn may_hold_notes(&self, path: &Path) -> bool {
        has_ending(path) && stem(path).is_some_and(|stem| self.conventions.note_files().any(|pattern| is_called(pattern, &stem)))
    }

    fn texts(&mut self, path: &Path) -> (&Texts, &Shelf) {
        let folder = path.parent().unwrap_or(Path::new(""));
        let texts = self.folders.entry(folder.to_owned()).or_insert_with(|| Texts::of(folder, &self.conventions, &self.shelf));
        (texts, &self.shelf)
    }
}

/// A text that holds `bytes`, and its notes in `file`.
pub(super) fn with(bytes: Vec<u8>, file: Option<&Path>, shelf: &Shelf) -> Result<Received, Failure> {
    Ok(Received { text: bytes, notes: notes(file, shelf)? })
}

fn notes(file: Option<&Path>, shelf: &Shelf) -> Result<Option<(String, Vec<u8>)>, Failure> {
    file.map(|file| Ok((file.to_string_lossy().into_owned(), shelf.read(file)?))).transpose()
}

/// The transcriptions of a folder.
#[derive(Debug, Default)]
struct Texts {
    /// Files by their names without ending.
    files: HashMap<String, PathBuf>,
    /// What files of notes are called, as far as one of these is called so.
    patterns: Vec<String>,
}

impl Texts {
    fn of(folder: &Path, conventions: &Conventions, shelf: &Shelf) -> Self {
        let mut paths = shelf.files(folder);
        paths.retain(|path| is_transcription(path));
        paths.sort();
        let files: HashMap<String, PathBuf> = paths.into_iter().rev().filter_map(|path| Some((stem(&path)?, path))).collect();
        let is_used = |pattern: &&str| files.keys().any(|stem| is_called(pattern, stem));
        let patterns: Vec<String> = conventions.note_files().filter(is_used).map(str::to_owned).collect();
        if patterns.is_empty() { Self::default() } else { Self { files, patterns } }
    }

    /// The file that holds the notes of the text at `path`. One that is not called after it does where there is no other text.
    fn notes_of(&self, path: &Path, shelf: &Shelf) -> Option<PathBuf> {
        let own = stem(path).filter(|_| !self.patterns.is_empty())?;
        let is_only = self.files.len() == 2;
        let named = self.patterns.iter().filter(|pattern| is_only || pattern.contains("{stem}"));
        let mut found = named.filter_map(|pattern| self.files.get(&pattern.replace("{stem}", &own)));
        let notes = found.find(|file| stem(file).as_ref() != Some(&own))?;
        let head = shelf.beginning(notes).ok()?;
        Habits::base().holds_notes(&head).then(|| notes.clone())
    }

    fn is_called_notes(&self, path: &Path) -> bool {
        stem(path).is_some_and(|stem| self.patterns.iter().any(|pattern| is_called(pattern, &stem)))
    }
}

fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_string_lossy().into_owned())
}

fn is_called(pattern: &str, stem: &str) -> bool {
    match pattern.split_once("{stem}") {
        Some((before, after)) => stem.len() > before.len() + after.len() && stem.starts_with(before) && stem.ends_with(after),
        None => stem == pattern,
    }
}

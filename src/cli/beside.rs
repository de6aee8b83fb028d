//! The notes of a transcription in a file beside it: `peace-notes.md` beside `peace.md`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use teiscribe::convention::{Conventions, Habits};

use super::choice::{self, is_transcription};

/// Bytes at the beginning of a file that tell whether it holds notes.
const HEAD: u64 = 4 * 1024;

/// The transcriptions of a folder, where one of them may hold the notes of another.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Files by their names without ending.
    files: HashMap<String, PathBuf>,
    /// What files of notes are called, as far as one of these is called so.
    patterns: Vec<String>,
}

impl Texts {
    /// Those of `folder`, by what `conventions` know of files of notes.
    pub(super) fn of(folder: &Path, conventions: &Conventions) -> Self {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let names = std::fs::read_dir(here).into_iter().flatten().flatten().map(|entry| folder.join(entry.file_name()));
        let mut paths: Vec<PathBuf> = names.filter(|path| is_transcription(path)).collect();
        paths.sort();
        let files: HashMap<String, PathBuf> = paths.into_iter().rev().filter_map(|path| Some((stem(&path)?, path))).collect();
        let is_used = |pattern: &&str| files.keys().any(|stem| is_called(pattern, stem));
        let patterns: Vec<String> = conventions.note_files().filter(is_used).map(str::to_owned).collect();
        if patterns.is_empty() { Self::default() } else { Self { files, patterns } }
    }

    /// The file that holds the notes of the text at `path`. One that is not called after it does where there is no other text.
    pub(super) fn notes_of(&self, path: &Path) -> Option<&Path> {
        let own = stem(path).filter(|_| !self.patterns.is_empty())?;
        let is_only = self.files.len() == 2;
        let named = self.patterns.iter().filter(|pattern| is_only || pattern.contains("{stem}"));
        let mut found = named.filter_map(|pattern| self.files.get(&pattern.replace("{stem}", &own)));
        let notes = found.find(|file| stem(file).as_ref() != Some(&own))?;
        let head = choice::beginning(notes, HEAD).ok()?;
        Habits::base().holds_notes(&head).then_some(notes.as_path())
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

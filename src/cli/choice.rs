//! Which files of a folder are read: what the command line says, then the project, then what the files hold.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;
use globset::GlobSet;
use teiscribe::convention::{Apart, Conventions, Habits};
use teiscribe::diagnostic::Finding;

use super::beside::Neighbours;
use super::shelf::Shelf;
use super::{Failure, project};

/// The endings of files that are taken for transcriptions in a folder.
const ENDINGS: [&str; 10] = ["txt", "md", "markdown", "text", "asciidoc", "adoc", "muse", "org", "wiki", "mediawiki"];
/// Bytes at the beginning of a file that are looked at first; only where they look like no transcription is more read.
const HEAD: u64 = 4 * 1024;
const MORE: u64 = 1024 * 1024;

/// What the command line says of the files of folders.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Chosen {
    /// Files of folders that are taken in though they seem to be no transcriptions; several by repeating it
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// Files of folders that are left out; several by repeating it
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
}

/// Which files of folders are read.
#[derive(Debug)]
pub(super) struct Choice {
    /// Patterns, the first that fits decides, and whether what fits is taken in.
    rules: Vec<(GlobSet, bool)>,
    /// The conventions that know what files of notes are called.
    conventions: Conventions,
}

/// A file of a folder that was left out as no transcription.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LeftOut {
    pub(super) path: PathBuf,
    pub(super) apart: Apart,
}

impl LeftOut {
    /// As it is told.
    pub(super) const fn finding(&self) -> Finding {
        Finding::LeftOut { what: self.apart.describes() }
    }
}

/// What becomes of a file of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Read,
    LeftOut(Apart),
    /// It is none that could be read, or is said to be none.
    Passed,
}

impl Choice {
    /// By what the files hold alone.
    pub(super) fn by(conventions: &Conventions) -> Self {
        Self { rules: Vec::new(), conventions: conventions.clone() }
    }

    /// By the command line and, where that says nothing, by the project's patterns.
    pub(super) fn new(chosen: &Chosen, include: &[String], exclude: &[String], conventions: &Conventions) -> Result<Self, Failure> {
        let lists = [("--exclude", &chosen.exclude[..], false), ("--include", &chosen.include, true), ("exclude", exclude, false)];
        let lists = lists.into_iter().chain([("include", include, true)]).filter(|(_, list, _)| !list.is_empty());
        let rule = |(name, list, is_in): (&str, &[String], bool)| {
            let set = project::globs(list).map_err(|error| Failure::usage(format!("{name}: {error}")))?;
            Ok((set, is_in))
        };
        Ok(Self { rules: lists.map(rule).collect::<Result<_, Failure>>()?, conventions: conventions.clone() })
    }

    /// The files among `paths` that hold the notes of another, with which they are read.
    pub(super) fn notes(&self, paths: &[PathBuf]) -> HashSet<PathBuf> {
        let mut neighbours = Neighbours::new(&self.conventions, Shelf::Folders);
        paths.iter().filter_map(|path| neighbours.notes_of(path)).collect()
    }

    /// What becomes of the file at `path`, `relative` below the folder that is read.
    pub(super) fn verdict(&self, path: &Path, relative: &Path) -> Verdict {
        match self.rules.iter().find(|(set, _)| set.is_match(relative)) {
            Some((_, true)) => Verdict::Read,
            Some((_, false)) => Verdict::Passed,
            None if !has_ending(path) => Verdict::Passed,
            None => apart(path).map_or(Verdict::Read, Verdict::LeftOut),
        }
    }
}

/// Why a file is no transcription. One that cannot be read is for the conversion to tell of.
fn apart(path: &Path) -> Option<Apart> {
    let stem = path.file_stem()?.to_string_lossy();
    let look = |limit| {
        let text = beginning(path, limit).ok()?;
        Habits::base().apart(&stem, &text)
    };
    look(HEAD).and_then(|_| look(MORE))
}

/// The whole lines in the first bytes of a file.
pub(super) fn beginning(path: &Path, limit: u64) -> std::io::Result<String> {
    // One byte more than is wanted, so that the end is seen without asking for more room.
    let mut bytes = Vec::with_capacity(HEAD as usize + 1);
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    let end = if bytes.len() as u64 == limit { memchr::memrchr(b'\n', &bytes).unwrap_or(bytes.len()) } else { bytes.len() };
    Ok(String::from_utf8_lossy(&bytes[..end]).into_owned())
}

/// Whether a file is taken for a transcription by its name.
pub(super) fn is_transcription(path: &Path) -> bool {
    let is_about = path.file_stem().is_some_and(|stem| Habits::base().is_about_texts(&stem.to_string_lossy()));
    has_ending(path) && !is_about
}

/// Whether a file is called as texts are.
pub(super) fn has_ending(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

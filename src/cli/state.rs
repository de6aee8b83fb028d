//! What the last run wrote, so that the next one writes only what has changed: `.teiscribe/state.json` in the output folder.
//! All goes by content, since git keeps no times: a document is as it was where its bytes, the settings, the registers and
//! metadata it is read with and the program's version are. Of the TEI that stands there length and time are compared.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use teiscribe::settings::Settings;

use super::files::{self, Input};
use super::project::Project;
use super::register::Registers;
use super::{Failure, meta};

/// Documents after which the state is written down at the earliest.
const MUCH: usize = 4096;

/// What one document was converted with, apart from its bytes, and where its TEI is below the folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Key {
    name: String,
    context: String,
}

/// What the last run said of a document that it wrote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    context: String,
    input: String,
    length: u64,
    modified: u128,
    pub(super) said: String,
    pub(super) is_warned: bool,
}

/// The state of an output folder.
#[derive(Debug, Default)]
pub(super) struct State {
    file: Option<PathBuf>,
    shared: blake3::Hasher,
    before: BTreeMap<String, Kept>,
    /// What was written in this run.
    now: Mutex<BTreeMap<String, Kept>>,
    /// How many documents of it are written down.
    down: usize,
    folders: HashMap<PathBuf, blake3::Hash>,
}

impl State {
    /// The state of `folder`; a fresh one where there is none, it cannot be read, or everything is to be written anew.
    pub(super) fn open(folder: Option<&Path>, is_fresh: bool, project: &Project, effect: &str) -> Self {
        let mut state = Self { file: folder.map(|folder| folder.join(".teiscribe").join("state.json")), ..Self::default() };
        state.shared.update(env!("CARGO_PKG_VERSION").as_bytes()).update(effect.as_bytes());
        for path in project.shared() {
            state.shared.update(hash(&path).as_bytes());
        }
        let kept = state.file.as_ref().filter(|_| !is_fresh).and_then(|file| std::fs::read(file).ok());
        state.before = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        state
    }

    /// What `input` is converted with; `sidecars` say something of it alone.
    pub(super) fn key(&mut self, input: &Input, settings: &Settings, registers: &Registers, sidecars: &[PathBuf]) -> Key {
        if self.file.is_none() {
            return Key::default();
        }
        let mut hasher = self.shared.clone();
        hasher.update(self.of_folder(&input.path, registers).as_bytes());
        for bytes in sidecars.iter().filter_map(|path| std::fs::read(path).ok()) {
            hasher.update(blake3::hash(&bytes).as_bytes());
        }
        hasher.update(input.path.to_string_lossy().as_bytes()).update(settings.schema.as_deref().unwrap_or_default().as_bytes());
        Key { name: input.relative.to_string_lossy().into_owned(), context: hasher.finalize().to_hex().to_string() }
    }

    /// The hash of the registers and metadata that all documents of a folder are read with.
    fn of_folder(&mut self, path: &Path, registers: &Registers) -> blake3::Hash {
        let folder = path.parent().unwrap_or(Path::new(""));
        if let Some(known) = self.folders.get(folder) {
            return *known;
        }
        let mut hasher = blake3::Hasher::new();
        for file in registers.files_of(path).iter().chain(&meta::files_of_folder(folder)) {
            hasher.update(hash(file).as_bytes());
        }
        *self.folders.entry(folder.to_owned()).or_insert_with(|| hasher.finalize())
    }

    /// The hash of a document, where the folder has a state.
    pub(super) fn digest(&self, bytes: &[u8]) -> Option<String> {
        self.file.as_ref().map(|_| blake3::hash(bytes).to_hex().to_string())
    }

    /// What was said of the document, where its TEI stands as the last run wrote it and would be written the same.
    pub(super) fn kept(&self, key: &Key, bytes: &[u8], output: Option<&Path>) -> Option<Kept> {
        let kept = self.before.get(&key.name)?;
        let is_same = kept.context == key.context
            && about(output?) == Some((kept.length, kept.modified))
            && Some(&kept.input) == self.digest(bytes).as_ref();
        is_same.then(|| kept.clone())
    }

    /// Remembers a document that was written.
    pub(super) fn keep(&self, key: &Key, input: String, output: Option<&Path>, said: &str, is_warned: bool) {
        if let Some((length, modified)) = output.and_then(about) {
            let kept = Kept { context: key.context.clone(), input, length, modified, said: said.to_owned(), is_warned };
            self.written().insert(key.name.clone(), kept);
        }
    }

    fn written(&self) -> MutexGuard<'_, BTreeMap<String, Kept>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the state down where much has come to it: so that all the writing stays linear, a share of what it has.
    pub(super) fn write_now_and_then(&mut self) -> Result<(), Failure> {
        let now = self.written().len();
        if now - self.down >= MUCH.max((self.before.len() + now) / 4) { self.write() } else { Ok(()) }
    }

    /// Writes the state down, if it has changed. What was not looked at stays in it.
    pub(super) fn write(&mut self) -> Result<(), Failure> {
        let now = self.written();
        let Some(file) = self.file.as_ref().filter(|_| now.len() > self.down) else { return Ok(()) };
        let mut all: BTreeMap<&String, &Kept> = self.before.iter().collect();
        all.extend(now.iter());
        let written = files::write(file, &serde_json::to_string(&all).unwrap_or_default()).and_then(|()| ignored_by_git(file));
        let down = now.len();
        drop(now);
        self.down = down;
        written
    }
}

/// Keeps the folder of the state, which is of use where it was written alone, out of commits.
fn ignored_by_git(state: &Path) -> Result<(), Failure> {
    let ignore = state.with_file_name(".gitignore");
    if ignore.exists() { Ok(()) } else { files::write(&ignore, "*\n") }
}

/// The hash of a file; that of nothing where it is not there.
fn hash(path: &Path) -> blake3::Hash {
    blake3::hash(&std::fs::read(path).unwrap_or_default())
}

/// Length and time of a file.
fn about(path: &Path) -> Option<(u64, u128)> {
    let about = std::fs::metadata(path).ok()?;
    let modified = about.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((about.len(), modified.as_nanos()))
}

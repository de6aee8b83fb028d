//! What the last run wrote, so that the next one writes only what has changed: `.teiscribe/state.json` in the output folder.
//! All goes by content, since git keeps no times: a document is as it was where its bytes, the settings, the registers and
//! metadata it is read with and the program's version are. Of the TEI that stands there length and time are compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use teiscribe::settings::Settings;

use super::files::{self, Input};
use super::project::Project;
use super::{Failure, meta};

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
    now: Mutex<BTreeMap<String, Kept>>,
    hashes: BTreeMap<PathBuf, blake3::Hash>,
}

impl State {
    /// The state of `folder`; a fresh one where there is none, it cannot be read, or everything is to be written anew.
    pub(super) fn open(folder: Option<&Path>, is_fresh: bool, project: &Project, effect: &str) -> Result<Self, Failure> {
        let mut state = Self { file: folder.map(|folder| folder.join(".teiscribe").join("state.json")), ..Self::default() };
        state.shared.update(env!("CARGO_PKG_VERSION").as_bytes()).update(effect.as_bytes());
        for path in project.shared() {
            let hash = state.hash(&path);
            state.shared.update(hash.as_bytes());
        }
        let kept = state.file.as_ref().filter(|_| !is_fresh).and_then(|file| std::fs::read(file).ok());
        state.before = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Ok(state)
    }

    /// The hash of a file that many documents go by; that of nothing where it is not there.
    fn hash(&mut self, path: &Path) -> blake3::Hash {
        *self.hashes.entry(path.to_owned()).or_insert_with(|| blake3::hash(&std::fs::read(path).unwrap_or_default()))
    }

    /// What `input` is converted with.
    pub(super) fn key(&mut self, input: &Input, settings: &Settings, registers: &[PathBuf]) -> Result<Key, Failure> {
        if self.file.is_none() {
            return Ok(Key::default());
        }
        let mut hasher = self.shared.clone();
        for path in registers.iter().chain(&meta::files_of(&input.path)) {
            let hash = self.hash(path);
            hasher.update(hash.as_bytes());
        }
        hasher.update(input.path.to_string_lossy().as_bytes()).update(settings.schema.as_deref().unwrap_or_default().as_bytes());
        Ok(Key { name: input.relative.to_string_lossy().into_owned(), context: hasher.finalize().to_hex().to_string() })
    }

    /// The hash of a document.
    pub(super) fn digest(bytes: &[u8]) -> String {
        blake3::hash(bytes).to_hex().to_string()
    }

    /// What was said of the document, where its TEI stands as the last run wrote it and would be written the same.
    pub(super) fn kept(&self, key: &Key, bytes: &[u8], output: Option<&Path>) -> Option<Kept> {
        let kept = self.before.get(&key.name)?;
        let is_same =
            kept.context == key.context && about(output?) == Some((kept.length, kept.modified)) && kept.input == Self::digest(bytes);
        is_same.then(|| {
            self.insert(&key.name, kept.clone());
            kept.clone()
        })
    }

    /// Remembers a document that was written.
    pub(super) fn keep(&self, key: &Key, input: String, output: Option<&Path>, said: &str, is_warned: bool) {
        if let Some((length, modified)) = output.and_then(about).filter(|_| self.file.is_some()) {
            self.insert(&key.name, Kept { context: key.context.clone(), input, length, modified, said: said.to_owned(), is_warned });
        }
    }

    fn insert(&self, name: &str, kept: Kept) {
        let mut now = self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        now.insert(name.to_owned(), kept);
    }

    /// Writes the state down. What was not looked at stays in it.
    pub(super) fn write(&self) -> Result<(), Failure> {
        let Some(file) = &self.file else { return Ok(()) };
        let now = self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all: BTreeMap<&String, &Kept> = self.before.iter().collect();
        all.extend(now.iter());
        let text = serde_json::to_string(&all).unwrap_or_default();
        files::write(file, &text)
    }
}

/// Length and time of a file.
fn about(path: &Path) -> Option<(u64, u128)> {
    let about = std::fs::metadata(path).ok()?;
    let modified = about.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some((about.len(), modified.as_nanos()))
}

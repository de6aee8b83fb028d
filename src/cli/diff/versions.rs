//! What `teiscribe diff` compares: two files, two folders, a revision and the working tree, two revisions.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use rustc_hash::FxHasher;

use super::reader::Origin;
use crate::cli::{Failure, choice, files, git};

/// Two versions of a file, read.
#[derive(Debug)]
pub(super) struct Versions {
    /// The names of both, as they are shown.
    pub(super) names: (String, String),
    /// Where both stand.
    pub(super) origins: (Origin, Origin),
    /// What both hold; nothing where there is no such file.
    pub(super) bytes: (Vec<u8>, Vec<u8>),
}

/// All versions that `what` and `paths` name.
pub(super) fn find(what: &[String], paths: &[String]) -> Result<Vec<Versions>, Failure> {
    match what {
        [] => revisions("HEAD", None, paths),
        [one] => single(one, paths),
        [old, new] => pair(old, new, paths),
        // Called by git as an external driver (gitattributes(5), "Defining an external diff driver").
        [path, old, _, _, new, _, _, ..] => {
            let (names, origins) = ((path.clone(), path.clone()), (Origin::file(path), Origin::file(path)));
            Ok(vec![Versions { names, origins, bytes: (side(old)?, side(new)?) }])
        }
        _ => Err(Failure::usage("name two files or folders, a revision, or REV..REV")),
    }
}

fn single(what: &str, paths: &[String]) -> Result<Vec<Versions>, Failure> {
    let named = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    if let Some((old, new)) = what.split_once("...") {
        return revisions(&git::merge_base(&named(old), &named(new))?, Some(&named(new)), paths);
    }
    if let Some((old, new)) = what.split_once("..").filter(|_| !Path::new(what).exists()) {
        return revisions(&named(old), Some(&named(new)), paths);
    }
    if let Some((_, path)) = what.split_once(':').filter(|_| !Path::new(what).exists()) {
        return Ok(vec![named_pair(what, path)?]);
    }
    if git::is_revision(what) {
        return revisions(what, None, paths);
    }
    if Path::new(what).exists() {
        return revisions("HEAD", None, &[what.to_owned()]);
    }
    Err(Failure::usage(format!("{what} is neither a revision nor a file")))
}

fn pair(old: &str, new: &str, paths: &[String]) -> Result<Vec<Versions>, Failure> {
    match (Path::new(old).is_dir(), Path::new(new).is_dir()) {
        (true, true) => folders(Path::new(old), Path::new(new)),
        (true, false) | (false, true) => Err(Failure::usage("a folder is compared with a folder, a file with a file")),
        _ if is_plain_revision(old) && is_plain_revision(new) => revisions(old, Some(new), paths),
        _ => Ok(vec![named_pair(old, new)?]),
    }
}

fn named_pair(old: &str, new: &str) -> Result<Versions, Failure> {
    Ok(Versions { names: (old.to_owned(), new.to_owned()), origins: (origin(old), origin(new)), bytes: (side(old)?, side(new)?) })
}

/// Where that stands which [`side`] reads.
fn origin(name: &str) -> Origin {
    match name.split_once(':') {
        Some((revision, path)) if !Path::new(name).exists() => Origin::revision(revision, path),
        _ => Origin::file(name),
    }
}

fn is_plain_revision(name: &str) -> bool {
    name != "-" && !Path::new(name).exists() && !name.contains(':') && git::is_revision(name)
}

/// A file, standard input, or `REV:PATH`; `/dev/null` holds nothing.
fn side(name: &str) -> Result<Vec<u8>, Failure> {
    let path = Path::new(name);
    match name.split_once(':') {
        Some((revision, path)) if !Path::new(name).exists() => git::show(revision, path),
        _ if name == "/dev/null" => Ok(Vec::new()),
        _ => files::read(path),
    }
}

/// The transcriptions that differ between two revisions, or a revision and the working tree.
fn revisions(old: &str, new: Option<&str>, paths: &[String]) -> Result<Vec<Versions>, Failure> {
    let root = git::root()?;
    let mut versions = Vec::new();
    for changed in git::changed(old, new, paths)? {
        let is_wanted = |path: &PathBuf| choice::is_transcription(path) || !paths.is_empty();
        if !changed.new.iter().chain(&changed.old).any(is_wanted) {
            continue;
        }
        let shown = |path: &Option<PathBuf>| path.as_ref().map_or_else(|| "/dev/null".to_owned(), |path| path.display().to_string());
        let before = changed.old.as_ref().map_or_else(|| Ok(Vec::new()), |path| git::show(old, &path.to_string_lossy()))?;
        let now = match (&changed.new, new) {
            (None, _) => Vec::new(),
            (Some(path), Some(revision)) => git::show(revision, &path.to_string_lossy())?,
            (Some(path), None) => files::read(&root.join(path))?,
        };
        let (from, to) = (short(old), new.map_or_else(|| "working tree".to_owned(), short));
        let names = (
            format!("{from}:{}", shown(&changed.old)),
            if new.is_some() { format!("{to}:{}", shown(&changed.new)) } else { shown(&changed.new) },
        );
        let place = |path: &Option<PathBuf>| path.clone().unwrap_or_default();
        let now_at = new.map_or_else(|| Origin::file(root.join(place(&changed.new))), |name| Origin::revision(name, place(&changed.new)));
        let origins = (Origin::revision(old, place(&changed.old)), now_at);
        versions.push(Versions { names, origins, bytes: (before, now) });
    }
    Ok(versions)
}

/// A revision as it is shown: a whole hash is cut.
fn short(revision: &str) -> String {
    let is_hash = revision.len() == 40 && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { revision[..10].to_owned() } else { revision.to_owned() }
}

/// The files of two folders: those of one path, then those of like content, then those on one side alone.
fn folders(old: &Path, new: &Path) -> Result<Vec<Versions>, Failure> {
    let (mut before, mut now) = (listed(old)?, listed(new)?);
    let common: Vec<PathBuf> = before.keys().filter(|path| now.contains_key(*path)).cloned().collect();
    let mut pairs: Vec<(Option<PathBuf>, Option<PathBuf>)> = common.iter().map(|path| (before.remove(path), now.remove(path))).collect();
    let (left, right) = (sketches(before)?, sketches(now)?);
    let mut used = BTreeSet::new();
    for (path, sketch) in right {
        let like = |(_, other): &&(PathBuf, Sketch)| alike(other, &sketch);
        let best = left.iter().filter(|(path, _)| !used.contains(path)).max_by_key(like).filter(|found| like(found) >= ALIKE);
        used.extend(best.map(|(path, _)| path.clone()));
        pairs.push((best.map(|(path, _)| path.clone()), Some(path)));
    }
    pairs.extend(left.into_iter().filter(|(path, _)| !used.contains(path)).map(|(path, _)| (Some(path), None)));
    let read = |path: &Option<PathBuf>| path.as_ref().map_or_else(|| Ok(Vec::new()), |path| files::read(path));
    let shown = |path: &Option<PathBuf>| path.as_ref().map_or_else(|| "/dev/null".to_owned(), |path| path.display().to_string());
    let origin = |path: &Option<PathBuf>| Origin::file(path.clone().unwrap_or_default());
    let versions = |(a, b): &(Option<PathBuf>, Option<PathBuf>)| {
        Ok(Versions { names: (shown(a), shown(b)), origins: (origin(a), origin(b)), bytes: (read(a)?, read(b)?) })
    };
    pairs.iter().map(versions).collect()
}

/// The transcriptions and TEI files of a folder by their paths below it.
fn listed(folder: &Path) -> Result<BTreeMap<PathBuf, PathBuf>, Failure> {
    if !folder.is_dir() {
        return Err(Failure::usage(format!("{} is no folder", folder.display())));
    }
    Ok(files::comparable(folder).into_iter().map(|input| (input.relative, input.path)).collect())
}

/// The smallest hashes of a file's lines and rows of words.
type Sketch = BTreeSet<u64>;

/// Hashes in a sketch, and how many of them two files share that are one, renamed.
const SKETCH: usize = 64;
const ALIKE: usize = 32;

fn sketches(paths: BTreeMap<PathBuf, PathBuf>) -> Result<Vec<(PathBuf, Sketch)>, Failure> {
    paths.into_values().map(|path| Ok((path.clone(), sketch(&String::from_utf8_lossy(&files::read(&path)?))))).collect()
}

fn sketch(text: &str) -> Sketch {
    let words: Vec<&str> = text.split_whitespace().collect();
    let hash = |row: &[&str]| {
        let mut hasher = FxHasher::default();
        row.hash(&mut hasher);
        hasher.finish().wrapping_mul(0x9e37_79b9_7f4a_7c15)
    };
    let all: BTreeSet<u64> = words.windows(4).map(hash).collect();
    all.into_iter().take(SKETCH).collect()
}

fn alike(old: &Sketch, new: &Sketch) -> usize {
    let least = old.len().min(new.len()).max(1);
    old.intersection(new).count() * SKETCH / least.max(SKETCH / 4)
}

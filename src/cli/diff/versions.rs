//! What `teiscribe diff` compares: two files, two folders, a revision and the working tree, two revisions.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use rustc_hash::FxHasher;
use teiscribe::diff::render::NOWHERE;

use super::guided;
use super::reader::{Origin, Reader};
use crate::cli::choice::Choice;
use crate::cli::project::absolute;
use crate::cli::{Failure, choice, files, git};

/// Two versions of a file, read.
#[derive(Debug)]
pub(super) struct Versions {
    /// The names of both, as they are shown.
    pub(super) names: (String, String),
    /// The path that annotations name.
    pub(super) file: String,
    /// Where both stand.
    pub(super) origins: (Origin, Origin),
    /// What both hold; nothing where there is no such file.
    pub(super) bytes: (Vec<u8>, Vec<u8>),
    /// Whether the two are named themselves, not their folders or revisions.
    pub(super) is_named: bool,
    /// Whether only what they are read by may have changed.
    pub(super) is_guided: bool,
}

impl Versions {
    /// Those of a file of folders or revisions, which itself may have changed.
    pub(super) const fn new(names: (String, String), file: String, origins: (Origin, Origin), bytes: (Vec<u8>, Vec<u8>)) -> Self {
        Self { names, file, origins, bytes, is_named: false, is_guided: false }
    }

    /// The same, named themselves.
    const fn named(mut self) -> Self {
        self.is_named = true;
        self
    }
}

/// All versions that `what` and `paths` name.
pub(super) fn find(what: &[String], paths: &[String], reader: &mut Reader) -> Result<Vec<Versions>, Failure> {
    match what {
        [] => revisions("HEAD", None, paths, reader),
        [one] => single(one, paths, reader),
        [old, new] => pair(old, new, paths, reader),
        // Called by git as an external driver (gitattributes(5), "Defining an external diff driver").
        [path, old, _, _, new, _, _, ..] => {
            let (names, origins) = ((path.clone(), path.clone()), (Origin::file(path), Origin::file(path)));
            Ok(vec![Versions::new(names, path.clone(), origins, (side(old)?, side(new)?)).named()])
        }
        _ => Err(Failure::usage("name two files or folders, a revision, or REV..REV")),
    }
}

fn single(what: &str, paths: &[String], reader: &mut Reader) -> Result<Vec<Versions>, Failure> {
    let named = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    if let Some((old, new)) = what.split_once("...") {
        return revisions(&git::merge_base(&named(old), &named(new))?, Some(&named(new)), paths, reader);
    }
    if let Some((old, new)) = what.split_once("..").filter(|_| !Path::new(what).exists()) {
        return revisions(&named(old), Some(&named(new)), paths, reader);
    }
    if let Some((_, path)) = what.split_once(':').filter(|_| !Path::new(what).exists()) {
        return Ok(vec![named_pair(what, path)?]);
    }
    if git::is_revision(what) {
        return revisions(what, None, paths, reader);
    }
    if Path::new(what).exists() {
        return revisions("HEAD", None, &[what.to_owned()], reader);
    }
    Err(Failure::usage(format!("{what} is neither a revision nor a file")))
}

fn pair(old: &str, new: &str, paths: &[String], reader: &mut Reader) -> Result<Vec<Versions>, Failure> {
    match (Path::new(old).is_dir(), Path::new(new).is_dir()) {
        (true, true) => folders(Path::new(old), Path::new(new), &reader.choice()),
        (true, false) | (false, true) if [old, new].iter().all(|name| Path::new(name).exists()) => {
            Err(Failure::usage("a folder is compared with a folder, a file with a file"))
        }
        _ if is_plain_revision(old) && is_plain_revision(new) => revisions(old, Some(new), paths, reader),
        _ => Ok(vec![named_pair(old, new)?]),
    }
}

fn named_pair(old: &str, new: &str) -> Result<Versions, Failure> {
    let origins = (origin(old), origin(new));
    let file = if new == NOWHERE { &origins.0 } else { &origins.1 }.path.display().to_string();
    Ok(Versions::new((old.to_owned(), new.to_owned()), file, origins, (side(old)?, side(new)?)).named())
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
        _ if name == NOWHERE => Ok(Vec::new()),
        _ => files::read(path),
    }
}

/// Two revisions; of the new one `None` is the working tree.
pub(super) struct Span<'a> {
    pub(super) old: &'a str,
    pub(super) new: Option<&'a str>,
}

impl Span<'_> {
    /// Both versions of a file, by its paths below `root`, the repository's.
    pub(super) fn versions(&self, root: &Path, old: Option<&Path>, new: Option<&Path>) -> Result<Versions, Failure> {
        let before = old.map_or_else(|| Ok(Vec::new()), |path| git::show(self.old, &path.to_string_lossy()))?;
        let now = match (new, self.new) {
            (None, _) => Vec::new(),
            (Some(path), Some(revision)) => git::show(revision, &path.to_string_lossy())?,
            (Some(path), None) => files::read(&root.join(path))?,
        };
        let name = |revision: Option<&str>, path: Option<&Path>| match (revision, path) {
            (_, None) => NOWHERE.to_owned(),
            (Some(revision), Some(path)) => format!("{}:{}", short(revision), path.display()),
            (None, Some(path)) => path.display().to_string(),
        };
        let (names, file) = ((name(Some(self.old), old), name(self.new, new)), name(None, new.or(old)));
        let place = |path: Option<&Path>| path.unwrap_or(Path::new("")).to_owned();
        let now_at = self.new.map_or_else(|| Origin::file(root.join(place(new))), |name| Origin::revision(name, place(new)));
        Ok(Versions::new(names, file, (Origin::revision(self.old, place(old)), now_at), (before, now)))
    }
}

/// The transcriptions that differ between two revisions, or a revision and the working tree, and those that are read by
/// what differs.
fn revisions(old: &str, new: Option<&str>, paths: &[String], reader: &mut Reader) -> Result<Vec<Versions>, Failure> {
    let root = git::root()?;
    let span = Span { old, new };
    let mut versions = Vec::new();
    for changed in changed(&span, paths)? {
        // What lies in a folder that is named is chosen as always, but that TEI is compared too.
        let is_named = |path: &Path| paths.iter().any(|own| absolute(Path::new(own)) == root.join(path));
        let is_wanted = |path: &PathBuf| choice::is_transcription(path) || is_named(path) || !paths.is_empty() && files::is_xml(path);
        let is_of_notes =
            holds_notes(&span, &root, &changed, reader)? && !changed.new.iter().chain(&changed.old).any(|path| is_named(path));
        if !is_of_notes && changed.new.iter().chain(&changed.old).any(is_wanted) {
            versions.push(span.versions(&root, changed.old.as_deref(), changed.new.as_deref())?);
        }
    }
    versions.extend(guided::find(&span, paths, reader)?);
    Ok(versions)
}

/// Whether a file held the notes of another on each side where it is.
fn holds_notes(span: &Span<'_>, root: &Path, changed: &git::Changed, reader: &mut Reader) -> Result<bool, Failure> {
    let sides = [(Some(span.old), &changed.old), (span.new, &changed.new)];
    let all = sides.into_iter().filter_map(|(revision, path)| Some((revision, root.join(path.as_ref()?))));
    let held = all.map(|(revision, path)| Ok(reader.neighbours(revision)?.holds_notes(&path))).collect::<Result<Vec<_>, Failure>>()?;
    Ok(held.iter().all(|held| *held))
}

/// The files that differ and lie below `paths`, renames seen also where the old path does not.
fn changed(span: &Span<'_>, paths: &[String]) -> Result<Vec<git::Changed>, Failure> {
    let mut all = git::changed(span.old, span.new, &[])?;
    if paths.is_empty() {
        return Ok(all);
    }
    let wanted: BTreeSet<PathBuf> =
        git::changed(span.old, span.new, paths)?.into_iter().flat_map(|own| [own.old, own.new]).flatten().collect();
    all.retain(|own| own.old.iter().chain(&own.new).any(|path| wanted.contains(path)));
    if all.is_empty() && git::listed(span.new, paths)?.is_empty() {
        return Err(Failure::usage(format!("no file matches {}", paths.join(" "))));
    }
    Ok(all)
}

/// A revision as it is shown: a whole hash is cut.
fn short(revision: &str) -> String {
    let is_hash = revision.len() == 40 && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { revision[..10].to_owned() } else { revision.to_owned() }
}

/// The files of two folders: those of one path, then those of like content, then those on one side alone.
fn folders(old: &Path, new: &Path, choice: &Choice) -> Result<Vec<Versions>, Failure> {
    let (mut before, mut now) = (listed(old, choice)?, listed(new, choice)?);
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
    let shown = |path: &Option<PathBuf>| path.as_ref().map_or_else(|| NOWHERE.to_owned(), |path| path.display().to_string());
    let origin = |path: &Option<PathBuf>| Origin::file(path.clone().unwrap_or_default());
    let versions = |(a, b): &(Option<PathBuf>, Option<PathBuf>)| {
        let file = shown(if b.is_some() { b } else { a });
        Ok(Versions::new((shown(a), shown(b)), file, (origin(a), origin(b)), (read(a)?, read(b)?)))
    };
    pairs.iter().map(versions).collect()
}

/// The transcriptions and TEI files of a folder by their paths below it.
fn listed(folder: &Path, choice: &Choice) -> Result<BTreeMap<PathBuf, PathBuf>, Failure> {
    if !folder.is_dir() {
        return Err(Failure::usage(format!("{} is no folder", folder.display())));
    }
    Ok(files::comparable(folder, choice).into_iter().map(|input| (input.relative, input.path)).collect())
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

//! What a project says of its documents beside them: the table `[header]` of `teiscribe.toml`, `_meta.toml` of a folder,
//! `metadata.csv`, `NAME.meta.toml` beside the document. The nearer goes before the farther, and the transcription before all; after
//! all comes the file's name.

mod read;

use std::collections::hash_map::Entry as Known;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use teiscribe::document::{Document, PersonRole};
use teiscribe::settings::Metadata;

use self::read::Told;
use super::guide::Guide;
use super::{Failure, Outcome, near, print};

/// Where something is said, and what.
struct Said {
    place: String,
    metadata: Metadata,
}

/// The files that may say something of the document at `path`, those that go before last. They need not be there.
pub(super) fn files_of(path: &Path) -> Vec<PathBuf> {
    let mut found = files_of_folder(path.parent().unwrap_or(Path::new("")));
    found.extend(sidecars(path));
    found
}

fn named(folder: &Path, stem: &str) -> [PathBuf; 3] {
    ["toml", "yml", "yaml"].map(|ending| folder.join(format!("{stem}.{ending}")))
}

/// The files that may say something of that document alone.
fn sidecars(path: &Path) -> [PathBuf; 3] {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    named(path.parent().unwrap_or(Path::new("")), &format!("{stem}.meta"))
}

/// The files that may say something of all documents of a folder: those of the folders around it, up to the working folder,
/// and its own.
pub(super) fn files_of_folder(folder: &Path) -> Vec<PathBuf> {
    let folders = near::folders(folder);
    let mut found: Vec<PathBuf> = folders.iter().rev().flat_map(|folder| named(folder, "_meta")).collect();
    found.extend(folders.iter().rev().map(|folder| folder.join("metadata.csv")));
    found
}

/// The files of metadata that are there, by folder: each folder is looked through and each file of it read once.
#[derive(Debug, Default)]
pub(super) struct MetadataFiles(HashMap<PathBuf, OfFolder>);

/// The files of metadata of a folder.
#[derive(Debug, Default)]
struct OfFolder {
    /// What is said of all documents of the folder.
    common: Vec<(PathBuf, Told)>,
    /// The files that say something of one document.
    sidecars: HashSet<PathBuf>,
}

impl OfFolder {
    fn of(folder: &Path) -> Result<Self, Failure> {
        let files = files_of_folder(folder).into_iter().filter(|file| file.is_file());
        let common = files.map(|file| Ok((file.clone(), told(&file)?))).collect::<Result<_, Failure>>()?;
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = std::fs::read_dir(here).into_iter().flatten().flatten();
        let is_sidecar = |name: &str| name.rsplit_once('.').is_some_and(|(stem, _)| stem.ends_with(".meta"));
        let names = entries.map(|entry| entry.file_name()).filter(|name| name.to_str().is_some_and(is_sidecar));
        Ok(Self { common, sidecars: names.map(|name| folder.join(name)).collect() })
    }
}

impl MetadataFiles {
    fn folder(&mut self, path: &Path) -> Result<&OfFolder, Failure> {
        let folder = path.parent().unwrap_or(Path::new(""));
        Ok(match self.0.entry(folder.to_owned()) {
            Known::Occupied(known) => known.into_mut(),
            Known::Vacant(new) => new.insert(OfFolder::of(folder)?),
        })
    }

    /// The files that say something of the document at `path` alone.
    pub(super) fn sidecars(&mut self, path: &Path) -> Result<Vec<PathBuf>, Failure> {
        let own = self.folder(path)?;
        Ok(sidecars(path).into_iter().filter(|file| own.sidecars.contains(file)).collect())
    }

    /// What is said of the document at `path` beside it, over what `base` says of all.
    pub(super) fn of(&mut self, path: &Path, base: &Metadata) -> Result<Metadata, Failure> {
        let mut metadata = base.clone();
        for own in self.said(path)? {
            metadata.overrule(own.metadata);
        }
        Ok(metadata)
    }

    /// All that the files beside a document say of it.
    fn said(&mut self, path: &Path) -> Result<Vec<Said>, Failure> {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let said = |(file, told): (&Path, &Told)| {
            let metadata = told.of(&stem).map_err(|why| refused(file, &why))?;
            Ok(Said { place: file.display().to_string(), metadata })
        };
        let own = self.sidecars(path)?.into_iter().map(|file| Ok((told(&file)?, file))).collect::<Result<Vec<_>, Failure>>()?;
        let common = self.folder(path)?.common.iter().map(|(file, told)| (file.as_path(), told));
        common.chain(own.iter().map(|(told, file)| (file.as_path(), told))).map(said).collect()
    }
}

/// What one file says.
fn told(file: &Path) -> Result<Told, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::io("read", file, &error))?;
    Told::read(file, &text).map_err(|why| refused(file, &why))
}

fn refused(file: &Path, why: &str) -> Failure {
    Failure::usage(format!("{}: {why}", file.display()))
}

/// `teiscribe meta FILE`: each value, where it comes from, and what it goes before.
pub(super) fn run(file: &Path) -> Result<Outcome, Failure> {
    let mut guide = Guide::find()?;
    let reading = guide.read_alone(file)?;
    let relative = file.file_name().map(PathBuf::from).unwrap_or_default();
    let metadata = guide.project().overridden(file, &relative)?.metadata;
    let mut all = vec![Said { place: "teiscribe.toml".to_owned(), metadata }];
    all.extend(MetadataFiles::default().said(file)?);
    let text: String = Metadata::FIELDS.iter().filter_map(|field| row(field, &reading.document, &all)).collect();
    print(if text.is_empty() { "nothing is said of it\n" } else { &text })?;
    Ok(Outcome::Done)
}

/// A line for the value that holds, and one for each that it goes before.
fn row(field: &str, document: &Document, all: &[Said]) -> Option<String> {
    let own = stated(field, document).map(|value| (value, "the transcription".to_owned()));
    let filled = |value: &str| if field == "idno" { value.replace("{stem}", &document.header.stem) } else { value.to_owned() };
    let others = all.iter().rev().filter_map(|said| Some((filled(said.metadata.get(field)?), said.place.clone())));
    let named = in_name(field, document).map(|value| (value, "the file's name".to_owned()));
    let mut values = own.into_iter().chain(others).chain(named);
    let (value, place) = values.next()?;
    let mut text = format!("{field:<12} {value}   [{place}]\n");
    for (other, place) in values {
        let word = if other == value { "also" } else { "not" };
        text.push_str(&format!("{:<12} {word} {other}   [{place}]\n", ""));
    }
    Some(text)
}

/// What the file's name says.
fn in_name(field: &str, document: &Document) -> Option<String> {
    let named = &document.header.named;
    match field {
        "title" => named.title.clone(),
        "author" => named.author.clone(),
        "date" => named.date.clone(),
        _ => None,
    }
}

/// What the transcription itself says.
pub(super) fn stated(field: &str, document: &Document) -> Option<String> {
    let header = &document.header;
    let words = |extent| document.line(extent);
    match field {
        "title" => header.title.map(words),
        "author" => header.people.iter().find(|person| person.role == PersonRole::Author).map(|person| words(person.name)),
        "publisher" => header.publication.publisher.map(words),
        "licence" => header.rights.as_ref().map(|rights| words(rights.text)),
        // A licence of its own has no address but its own.
        "licence-url" => header.rights.as_ref().map(|rights| rights.target.clone().unwrap_or_else(|| "none".to_owned())),
        "source" => header.statements.iter().find_map(|own| own.bibl).map(|(_, extent)| words(extent)),
        "date" => header.creation.as_ref().map(|own| words(own.date)),
        "language" => header.language.as_deref().map(str::to_owned),
        _ => None,
    }
}

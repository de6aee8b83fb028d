//! What a project says of its documents beside them: the table `[header]` of `teiscribe.toml`, `_meta.toml` of a folder,
//! `metadata.csv`, `NAME.meta.toml` beside the document. The nearer goes before the farther, and the transcription before all.

mod read;

use std::path::{Path, PathBuf};

use teiscribe::document::{Document, PersonRole};
use teiscribe::settings::Metadata;

use super::project::{Project, absolute};
use super::{Failure, Outcome, files, print};

/// Where something is said, and what.
struct Said {
    place: String,
    metadata: Metadata,
}

/// The files that may say something of the document at `path`, those that go before last. They need not be there.
pub(super) fn files_of(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let here = std::env::current_dir().map(|here| absolute(&here)).unwrap_or_default();
    let whole = absolute(folder);
    let mut folders: Vec<PathBuf> = whole.ancestors().take_while(|own| own.starts_with(&here)).map(Path::to_owned).collect();
    if folders.is_empty() {
        folders.push(whole);
    }
    let named = |folder: &Path, stem: &str| ["toml", "yml", "yaml"].map(|ending| folder.join(format!("{stem}.{ending}")));
    let mut found: Vec<PathBuf> = folders.iter().rev().flat_map(|folder| named(folder, "_meta")).collect();
    found.extend(folders.iter().rev().map(|folder| folder.join("metadata.csv")));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    found.extend(named(folder, &format!("{stem}.meta")));
    found
}

/// All that the files beside a document say of it.
fn said(path: &Path) -> Result<Vec<Said>, Failure> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let files = files_of(path).into_iter().filter(|file| file.is_file());
    let all = files.map(|file| {
        let text = std::fs::read_to_string(&file).map_err(|error| Failure::io("read", &file, &error))?;
        let metadata = read::metadata(&file, &text, &stem).map_err(|why| Failure::usage(format!("{}: {why}", file.display())))?;
        Ok(Said { place: file.display().to_string(), metadata })
    });
    all.collect()
}

/// What is said of the document at `path` beside it, over what `base` says of all.
pub(super) fn of(path: &Path, base: &Metadata) -> Result<Metadata, Failure> {
    let mut metadata = base.clone();
    for own in said(path)? {
        metadata.overrule(own.metadata);
    }
    Ok(metadata)
}

/// `teiscribe meta FILE`: each value, where it comes from, and what it goes before.
pub(super) fn run(file: &Path) -> Result<Outcome, Failure> {
    let project = Project::find()?;
    let name = file.to_string_lossy();
    let settings = project.settings_for(file, Path::new(file.file_name().unwrap_or_default()), project.reading().clone())?;
    let refused = |finding: teiscribe::diagnostic::Finding| Failure { outcome: Outcome::Failed, message: format!("{name}: {finding}") };
    let reading = teiscribe::read(&name, files::read(file)?, &settings).map_err(refused)?;
    let mut all = vec![Said { place: "teiscribe.toml".to_owned(), metadata: project.reading().metadata.clone() }];
    all.extend(said(file)?);
    let text: String = Metadata::FIELDS.iter().filter_map(|field| row(field, &reading.document, &all)).collect();
    print(if text.is_empty() { "nothing is said of it\n" } else { &text })?;
    Ok(Outcome::Done)
}

/// A line for the value that holds, and one for each that it goes before.
fn row(field: &str, document: &Document, all: &[Said]) -> Option<String> {
    let own = stated(field, document).map(|value| (value, "the transcription".to_owned()));
    let others = all.iter().rev().filter_map(|said| Some((said.metadata.get(field)?.to_owned(), said.place.clone())));
    let mut values = own.into_iter().chain(others);
    let (value, place) = values.next()?;
    let mut text = format!("{field:<12} {value}   [{place}]\n");
    for (other, place) in values {
        let word = if other == value { "also" } else { "not" };
        text.push_str(&format!("{:<12} {word} {other}   [{place}]\n", ""));
    }
    Some(text)
}

/// What the transcription itself says.
fn stated(field: &str, document: &Document) -> Option<String> {
    let header = &document.header;
    let words = |extent| document.str(extent).split_whitespace().collect::<Vec<_>>().join(" ");
    match field {
        "title" => header.title.map(words),
        "author" => header.people.iter().find(|person| person.role == PersonRole::Author).map(|person| words(person.name)),
        "publisher" => header.publication.publisher.map(words),
        "licence" => header.rights.as_ref().map(|rights| words(rights.text)),
        "licence-url" => header.rights.as_ref().and_then(|rights| rights.target.clone()),
        "date" => header.creation.as_ref().map(|own| words(own.date)),
        "language" => header.language.map(str::to_owned),
        _ => None,
    }
}

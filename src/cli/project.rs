//! The project file `teiscribe.toml`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde::Deserialize;
use teiscribe::convention::Convention;
use teiscribe::diff::Rule;
use teiscribe::settings::{Annotate, Notes, Settings};

use super::choice::{Choice, Chosen};
use super::meta::MetadataFiles;
use super::report::found::Judge;
use super::{Convert, Failure};

/// What a project may require.
const REQUIRED: [&str; 6] = ["title", "author", "date", "source", "licence", "language"];

/// A project: its settings, and where its files are.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Project {
    /// The folder of transcriptions.
    input: Option<PathBuf>,
    /// Registers of names.
    register: Vec<PathBuf>,
    /// Files of corrections.
    corrections: Vec<PathBuf>,
    /// Files of conventions of the project's own; each is named as its file.
    conventions: Vec<PathBuf>,
    /// Patterns below the input folder: files that are taken in though they seem to be no transcriptions.
    include: Vec<String>,
    /// Patterns below the input folder: files that are left out.
    exclude: Vec<String>,
    /// The folder that is written to.
    output: Option<PathBuf>,
    /// How grave the findings of these codes are: `T301 = "ignore"`.
    severity: BTreeMap<String, String>,
    /// The same, ready.
    #[serde(skip)]
    pub(super) judge: Judge,
    /// What every document must say of itself: title, author, date, source, licence, language.
    pub(super) require: Vec<String>,
    /// Schemas of the project's own, RELAX NG or Schematron, that `check` holds the TEI against.
    schemas: Vec<PathBuf>,
    /// Bytes of the largest file that is read.
    size_limit: Option<u64>,
    /// Settings for some of the files: `paths`, patterns below the input folder, and keys of the settings.
    #[serde(rename = "override")]
    overrides: Vec<toml::Table>,
    #[serde(flatten)]
    settings: Settings,
    /// The overrides with their patterns, ready.
    #[serde(skip)]
    ready: Vec<(GlobSet, toml::Table)>,
    /// The settings as they stand in the file.
    #[serde(skip)]
    table: toml::Table,
    /// Where the project file stands.
    #[serde(skip)]
    folder: PathBuf,
}

impl Project {
    /// The project around the working folder, found by walking up; without a file, one in which nothing is set.
    pub(super) fn find() -> Result<Self, Failure> {
        let here = std::env::current_dir().map_err(|error| Failure::io("find", Path::new("the working folder"), &error))?;
        let file = here.ancestors().map(|folder| folder.join("teiscribe.toml")).find(|file| file.is_file());
        match file {
            Some(file) => Self::read(&file),
            None => Ok(Self::default()),
        }
    }

    fn read(file: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(file).map_err(|error| Failure::io("read", file, &error))?;
        let mut project: Self =
            toml::from_str(&text).map_err(|error| Failure::usage(format!("{}: {}", file.display(), advised(&error, &text))))?;
        project.folder = folder_of(file);
        project.table = toml::from_str(&text).unwrap_or_default();
        project.table.retain(|key, _| !OWN.contains(&key));
        project.ready = project.overrides.iter().map(patterns).collect::<Result<_, _>>().map_err(|why| wrong(file, &why))?;
        for (_, table) in &project.ready {
            project.merged(&[table]).map_err(|error| wrong(file, &advised(&error, &text)))?;
        }
        project.read_conventions()?;
        project.judge = Judge::new(&project.severity)?;
        project.judge_required()?;
        Ok(project)
    }

    fn judge_required(&self) -> Result<(), Failure> {
        let unknown = self.require.iter().find(|field| !REQUIRED.contains(&field.as_str()));
        let told = |field: &String| Failure::usage(format!("require: no field is called {field}; there are {}", REQUIRED.join(", ")));
        unknown.map_or(Ok(()), |field| Err(told(field)))
    }

    fn read_conventions(&mut self) -> Result<(), Failure> {
        for file in &self.conventions {
            let path = self.folder.join(file);
            let text = std::fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let added = Convention::read(&name, &text).and_then(|convention| self.settings.conventions.add(convention));
            added.map_err(|error| Failure::usage(format!("{}: {error}", path.display())))?;
        }
        known(&self.settings)
    }

    /// The paths to convert: those given, else the project's input folder.
    pub(super) fn paths(&self, given: &[String]) -> Result<Vec<String>, Failure> {
        match &self.input {
            _ if !given.is_empty() => Ok(given.to_vec()),
            Some(input) => Ok(vec![self.folder.join(input).to_string_lossy().into_owned()]),
            None => Err(Failure::usage("nothing to convert: name a file or folder, or set input in teiscribe.toml")),
        }
    }

    /// Which files of folders are read: as `chosen`, then as the project says.
    pub(super) fn choice(&self, chosen: &Chosen) -> Result<Choice, Failure> {
        Choice::new(chosen, &self.include, &self.exclude, &self.settings.conventions)
    }

    /// The registers: those given, else the project's.
    pub(super) fn registers(&self, given: Vec<PathBuf>) -> Vec<PathBuf> {
        if given.is_empty() { self.register.iter().map(|file| self.folder.join(file)).collect() } else { given }
    }

    /// The files of corrections that the project names.
    pub(super) fn corrections(&self) -> Vec<PathBuf> {
        self.corrections.iter().map(|file| self.folder.join(file)).collect()
    }

    /// The settings of the file, with `tables` over them.
    fn merged(&self, tables: &[&toml::Table]) -> Result<Settings, toml::de::Error> {
        let mut merged = self.table.clone();
        for (key, value) in tables.iter().flat_map(|table| table.iter()) {
            match (merged.get_mut(key), value) {
                (Some(toml::Value::Table(old)), toml::Value::Table(new)) => old.extend(new.clone()),
                _ => drop(merged.insert(key.clone(), value.clone())),
            }
        }
        let mut settings: Settings = merged.try_into()?;
        settings.conventions = self.settings.conventions.clone();
        Ok(settings)
    }

    /// The settings for the file at `path`, `relative` below the input folder: the project's, unless an override says other, and
    /// what is said of the document beside it.
    pub(super) fn settings_for(&self, path: &Path, relative: &Path, metadata: &mut MetadataFiles) -> Result<Settings, Failure> {
        let mut settings = self.overridden(path, relative)?;
        settings.schema = settings.schema.map(|schema| from_below(&schema, relative));
        settings.names.registers = from_below(&settings.names.registers, relative);
        settings.metadata = metadata.of(path, &settings.metadata)?;
        known(&settings)?;
        Ok(settings)
    }

    /// The settings for the file at `path` as they stand in the project's file.
    pub(super) fn overridden(&self, path: &Path, relative: &Path) -> Result<Settings, Failure> {
        if self.ready.is_empty() {
            return Ok(self.settings.clone());
        }
        let below = self.output_for(path).map_or_else(|| relative.to_owned(), |(_, below)| below);
        let tables: Vec<&toml::Table> = self.ready.iter().filter(|(set, _)| set.is_match(&below)).map(|(_, table)| table).collect();
        if tables.is_empty() { Ok(self.settings.clone()) } else { self.merged(&tables).map_err(|error| Failure::usage(error.to_string())) }
    }

    /// The files on which every document depends.
    pub(super) fn shared(&self) -> Vec<PathBuf> {
        let conventions = self.conventions.iter().map(|file| self.folder.join(file));
        std::iter::once(self.file()).chain(conventions).chain(self.schemas()).collect()
    }

    /// The project's own schemas.
    pub(super) fn schemas(&self) -> Vec<PathBuf> {
        self.schemas.iter().map(|file| self.folder.join(file)).collect()
    }

    /// Bytes of the largest file that is read: 64 MiB, where nothing is set.
    pub(super) fn size_limit(&self) -> u64 {
        self.size_limit.unwrap_or(64 << 20)
    }

    /// The folder of the project file.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The project file.
    pub(super) fn file(&self) -> PathBuf {
        self.folder.join("teiscribe.toml")
    }

    /// Where to write: as given; else, where the paths are the project's own, its output folder.
    pub(super) fn output_of(&self, given: Option<&Path>, paths: &[String]) -> Option<PathBuf> {
        let own = || self.output.as_ref().filter(|_| paths.is_empty()).map(|output| self.folder.join(output));
        given.map(Path::to_owned).or_else(own)
    }

    /// Where the TEI of a file of the project is, by the project's folders: of `texts/a.txt`, `tei/a.xml`.
    pub(super) fn output_for(&self, file: &Path) -> Option<(PathBuf, PathBuf)> {
        let input = absolute(&self.folder.join(self.input.as_ref()?));
        let relative = absolute(file).strip_prefix(input).ok()?.to_owned();
        Some((self.folder.join(self.output.as_ref()?).join(relative.with_extension("xml")), relative))
    }

    /// The project's rules of spelling.
    pub(super) fn spelling(&self) -> Result<Vec<Rule>, Failure> {
        let rule = |line: &String| {
            Rule::new(line).ok_or_else(|| Failure::usage(format!("spelling \"{line}\" is not two forms with a space between: \"ae ä\"")))
        };
        self.settings.spelling.iter().map(rule).collect()
    }

    /// The settings that a document is read with.
    pub(super) const fn reading(&self) -> &Settings {
        &self.settings
    }
}

/// Fails where the convention that is set is none.
pub(super) fn known(settings: &Settings) -> Result<(), Failure> {
    match settings.convention.as_ref().filter(|name| settings.conventions.get(name).is_none()) {
        Some(name) => Err(Failure::usage(format!("no convention `{name}`: {}", settings.conventions.names().join(", ")))),
        None => Ok(()),
    }
}

/// The settings, overruled by the command line.
pub(super) fn overruled(mut settings: Settings, arguments: &Convert) -> Settings {
    if let Some(annotate) = arguments.annotate {
        settings.annotate = match annotate {
            super::Annotate::Lean => Annotate::Lean,
            super::Annotate::Full => Annotate::Full,
        };
    }
    if let Some(notes) = arguments.notes {
        settings.notes = match notes {
            super::Notes::Inline => Notes::Inline,
            super::Notes::End => Notes::End,
        };
    }
    if arguments.convention.is_some() {
        settings.convention.clone_from(&arguments.convention);
    }
    settings.no_names |= arguments.no_names;
    settings.paragraph_ids |= arguments.paragraph_ids;
    settings
}

/// The keys that are the project's, not settings of a conversion.
const OWN: [&str; 12] = [
    "input",
    "include",
    "exclude",
    "output",
    "register",
    "corrections",
    "conventions",
    "severity",
    "require",
    "schemas",
    "size-limit",
    "override",
];

/// All keys of `teiscribe.toml`: the project's own and, as serde tells them where one is unknown, those of the settings.
fn keys() -> Vec<String> {
    let settings = toml::from_str::<Settings>("'' = 0").err();
    let settings = settings.iter().flat_map(|error| listed(error.message()));
    OWN.into_iter().chain(settings).map(str::to_owned).collect()
}

/// The keys that a message of serde's lists: "unknown field `x`, expected one of `a`, `b`".
fn listed(message: &str) -> Vec<&str> {
    message.split('`').skip(3).step_by(2).collect()
}

fn wrong(file: &Path, why: &str) -> Failure {
    Failure::usage(format!("{}: {why}", file.display()))
}

/// What an override is about, and the settings in it.
fn patterns(table: &toml::Table) -> Result<(GlobSet, toml::Table), String> {
    let mut rest = table.clone();
    let paths =
        rest.remove("paths").and_then(|paths| paths.try_into::<Vec<String>>().ok()).ok_or("[[override]] needs paths = [\"PATTERN\"]")?;
    Ok((globs(&paths)?, rest))
}

/// Patterns in which `*` does not go into folders.
pub(super) fn globs(patterns: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(GlobBuilder::new(pattern).literal_separator(true).build().map_err(|error| error.to_string())?);
    }
    set.build().map_err(|error| error.to_string())
}

/// What is wrong, with the line of an unknown key and the known one that is nearest.
fn advised(error: &toml::de::Error, text: &str) -> String {
    let message = error.to_string().trim_end().to_owned();
    let Some(unknown) = error.message().strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) else { return message };
    let (listed, all) = (listed(error.message()), keys());
    let known = if listed.is_empty() { all.iter().map(String::as_str).collect() } else { listed };
    let nearest = known.into_iter().min_by_key(|own| distance(own, unknown));
    let nearest = nearest.map_or_else(String::new, |own| format!("; the nearest known key is `{own}`"));
    let (line, column) = key_place(text, unknown).unwrap_or((1, 1));
    format!("line {line}, column {column}: unknown key `{unknown}`{nearest}")
}

/// The line and column of a key.
fn key_place(text: &str, key: &str) -> Option<(usize, usize)> {
    let is_here = |line: &str| {
        line.trim_start()
            .trim_start_matches(['[', '"'])
            .strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.', '"']))
    };
    let line = text.lines().position(is_here)?;
    Some((line + 1, text.lines().nth(line)?.find(key)? + 1))
}

/// How many letters have to be changed, added or taken away (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.chars().enumerate() {
            let best = (corner + usize::from(a != b)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], best);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The folder of the schema as seen from a file in folders below the one that the setting is about.
fn from_below(folder: &str, relative: &Path) -> String {
    let depth = relative.components().count().saturating_sub(1);
    if folder.contains("://") { folder.to_owned() } else { format!("{}{folder}", "../".repeat(depth)) }
}

/// `path` from the root, without `.` and `..`.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in whole.components() {
        match part {
            std::path::Component::ParentDir => drop(plain.pop()),
            std::path::Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

/// The folder of the project file, as a person would name it from here.
fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    match std::env::current_dir() {
        Ok(here) => folder.strip_prefix(here).unwrap_or(folder).to_owned(),
        Err(_) => folder.to_owned(),
    }
}

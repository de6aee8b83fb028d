//! Files of metadata: TOML, flat YAML (`key: value` lines), and CSV with a row a document.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use teiscribe::register::cells;
use teiscribe::settings::Metadata;

/// What a file of metadata says.
#[derive(Debug)]
pub(super) enum Told {
    /// The same of all documents that it is about.
    All(Metadata),
    /// Of each document, by its name with and without ending.
    Each(HashMap<String, Arc<Fields>>),
}

/// The values of a row by the names of their columns.
type Fields = BTreeMap<String, String>;

impl Told {
    /// What the text of `file` says.
    pub(super) fn read(file: &Path, text: &str) -> Result<Self, String> {
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("toml") => toml::from_str(text).map(Self::All).map_err(|error| error.to_string()),
            Some("csv") => Ok(Self::Each(csv(text))),
            _ => yaml(text).map(Self::All),
        }
    }

    /// What it says of the document whose name without ending is `stem`.
    pub(super) fn of(&self, stem: &str) -> Result<Metadata, String> {
        match self {
            Self::All(metadata) => Ok(metadata.clone()),
            Self::Each(rows) => rows.get(stem).map_or_else(|| Ok(Metadata::default()), |row| Metadata::try_from(Fields::clone(row))),
        }
    }
}

/// Lines `key: value`, comments and blank lines; a value may be quoted. What is deeper is refused rather than misread.
fn yaml(text: &str) -> Result<Metadata, String> {
    let mut fields = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let is_blank = line.trim().is_empty() || line.starts_with('#') || matches!(line.trim_end(), "---" | "...");
        if is_blank {
            continue;
        }
        let flat = line.split_once(": ").filter(|(key, _)| !key.starts_with([' ', '-', '\t']));
        let (key, value) = flat.ok_or_else(|| format!("line {}: only lines `key: value` are read", number + 1))?;
        fields.insert(key.trim().to_owned(), scalar(value.trim()).ok_or_else(|| format!("line {}: no plain value", number + 1))?);
    }
    Metadata::try_from(fields)
}

/// A value, without its quotation marks; nothing where it is a list, a block or a reference.
fn scalar(value: &str) -> Option<String> {
    if let Some(inner) = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return Some(inner.replace("''", "'"));
    }
    if value.starts_with('"') {
        return serde_json::from_str(value).ok();
    }
    let plain = value.split(" #").next().unwrap_or_default().trim_end();
    (!plain.starts_with(['[', '{', '|', '>', '&', '*', '!'])).then(|| plain.to_owned())
}

/// The rows by their first column, the first of a name before others; the other columns are named by the first row.
fn csv(text: &str) -> HashMap<String, Arc<Fields>> {
    let mut rows = cells(text).into_iter();
    let head = rows.next().unwrap_or_default();
    let mut found = HashMap::new();
    for row in rows {
        let name = row.first().cloned().unwrap_or_default();
        let fields = head.iter().cloned().zip(row).skip(1).filter(|(key, value)| !key.is_empty() && !value.is_empty());
        let fields = Arc::new(fields.collect());
        let stem = Path::new(&name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        for name in stem.into_iter().chain([name]) {
            found.entry(name).or_insert_with(|| Arc::clone(&fields));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_kinds_say_the_same() {
        let metadata = |file: &str, text: &str| Told::read(Path::new(file), text).and_then(|told| told.of("a"));
        let toml = metadata("a.meta.toml", "author = \"Roe, Jane\"\n");
        let yaml = metadata("a.meta.yml", "---\n# about\nauthor: \"Roe, Jane\"\n");
        let csv = metadata("metadata.csv", "file,author,date\nb.txt,X,\na.txt,\"Roe, Jane\",\na,Z,\n");
        assert_eq!((&toml, &yaml), (&yaml, &csv));
        assert_eq!(csv.map(|own| own.get("author").map(str::to_owned)), Ok(Some("Roe, Jane".to_owned())));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert_eq!(yaml("author:\n  - Roe\n"), Err("line 1: only lines `key: value` are read".to_owned()));
        assert!(yaml("autor: Roe\n").is_err_and(|why| why.contains("unknown field `autor`")));
        assert!(yaml("author: [Roe]\n").is_err());
    }
}

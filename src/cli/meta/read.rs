//! Files of metadata: TOML, flat YAML (`key: value` lines), and CSV with a row a document.

use std::collections::BTreeMap;
use std::path::Path;

use teiscribe::register::cells;
use teiscribe::settings::Metadata;

/// What `file` says of the document whose name without ending is `stem`.
pub(super) fn metadata(file: &Path, text: &str, stem: &str) -> Result<Metadata, String> {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("toml") => toml::from_str(text).map_err(|error| error.to_string()),
        Some("csv") => csv(text, stem),
        _ => yaml(text),
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

/// The row whose first column is `stem`, with or without an ending; the other columns are named by the first row.
fn csv(text: &str, stem: &str) -> Result<Metadata, String> {
    let mut rows = cells(text).into_iter();
    let head = rows.next().unwrap_or_default();
    let is_own =
        |row: &Vec<String>| row.first().is_some_and(|name| Path::new(name).file_stem().is_some_and(|own| own == stem) || name == stem);
    let Some(row) = rows.find(is_own) else { return Ok(Metadata::default()) };
    let fields = head.into_iter().zip(row).skip(1).filter(|(key, value)| !key.is_empty() && !value.is_empty());
    Metadata::try_from(fields.collect::<BTreeMap<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_kinds_say_the_same() {
        let toml = metadata(Path::new("a.meta.toml"), "author = \"Roe, Jane\"\n", "a");
        let yaml = metadata(Path::new("a.meta.yml"), "---\n# about\nauthor: \"Roe, Jane\"\n", "a");
        let csv = metadata(Path::new("metadata.csv"), "file,author,date\nb.txt,X,\na.txt,\"Roe, Jane\",\n", "a");
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

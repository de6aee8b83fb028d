//! What a project may set.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::date::Reckoning;

/// The settings of a conversion, as `teiscribe.toml` has them; the command line overrules them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Where notes are written.
    pub notes: Notes,
    /// How much is said of each decision.
    pub annotate: Annotate,
    /// Whether each paragraph has an `xml:id`.
    pub paragraph_ids: bool,
    /// Whether names are left as they are.
    pub no_names: bool,
    /// The persons who correct, by the words that stand for them in the column `by`: `jr = "Jane Roe"`.
    pub people: BTreeMap<String, String>,
    /// Spellings that count as one in `diff`, each as two forms with a space between: `"ae ä"`, `"^olde$ ^old$"`.
    pub spelling: Vec<String>,
    /// The folder of the schema as seen from the output folder, or its address: `"../schema"`. The files that are written
    /// point at it (`xml-model`); without it they name no schema.
    pub schema: Option<String>,
    /// The calendar of the texts' days where they do not say so: `"julian"`, `"gregorian"`, a country, for its days up to
    /// its reform (`"russia"`), or the first Gregorian day (`"1918-02-14"`).
    #[serde(deserialize_with = "calendar")]
    pub calendar: Option<Reckoning>,
}

fn calendar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Reckoning>, D::Error> {
    let name = String::deserialize(deserializer)?;
    let unknown =
        || D::Error::custom(format!("no calendar `{name}`: julian, gregorian, a country such as russia, or the first Gregorian day"));
    Reckoning::set(&name).map(Some).ok_or_else(unknown)
}

/// Where notes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notes {
    /// At their markers.
    #[default]
    Inline,
    /// After the text, with a pointer at each marker.
    End,
}

/// How much is said of each decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Annotate {
    /// How sure it is, where it is not high.
    #[default]
    Lean,
    /// Also who decided it, on what evidence.
    Full,
}

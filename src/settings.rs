//! What a project may set.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::convention::{Conventions, Detection};
use crate::date::Reckoning;
use crate::document::{AUTHORITIES, Authority, is_language};

/// The settings of a conversion, as `teiscribe.toml` has them; the command line overrules them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Where notes are written.
    pub notes: Notes,
    /// What becomes of tables of contents.
    pub contents: Contents,
    /// How much is said of each decision.
    pub annotate: Annotate,
    /// Whether each paragraph has an `xml:id`.
    pub paragraph_ids: bool,
    /// Whether names are left as they are, but for those that a person decided on.
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
    /// The convention of the texts, where it is not to be told from each text: `"gutenberg"`.
    pub convention: Option<String>,
    /// The conventions that there are: those built in, and the project's own.
    #[serde(skip)]
    pub conventions: Conventions,
    /// How names are pointed at those whom they name.
    pub names: NameSettings,
    /// What the header says where the transcription says nothing.
    #[serde(rename = "header")]
    pub metadata: Metadata,
}

impl Settings {
    /// The conventions of `text`: the one that is set, else the one that its front matter names, else those that it shows.
    pub fn detect(&self, text: &str) -> Detection {
        let set = self.convention.as_deref().or_else(|| self.conventions.named_in(text));
        set.map_or_else(|| self.conventions.detect(text), Detection::set)
    }
}

/// The table `[names]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct NameSettings {
    /// What `@ref` points at, the best first: `["register", "wd"]`; where none of it is there, at an entry in the file itself.
    #[serde(rename = "ref", deserialize_with = "pointing")]
    pub pointing: Vec<Pointing>,
    /// The folder of the registers as seen from the output folder, or its address, for pointers into them: `"../indices"`.
    pub registers: String,
    /// A program and its arguments that is asked for names after our own rules: `["python3", "spot.py"]`. The library runs
    /// nothing.
    pub command: Vec<String>,
    /// Seconds that it may take for a document; 60, where nothing is set.
    pub command_seconds: Option<u64>,
}

/// What a name points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointing {
    /// The entry in the file itself: `#stalin-j`.
    Id,
    /// The entry in a register that is TEI: `listperson.xml#stalin-j`.
    Register,
    /// The entry in an authority file, by a prefix: `wd:Q855`.
    Authority(&'static Authority),
}

impl Pointing {
    /// The words that set it: `id`, `register`, the prefix of an authority file.
    fn of(word: &str) -> Option<Self> {
        match word {
            "id" => Some(Self::Id),
            "register" => Some(Self::Register),
            prefix => Authority::of_prefix(prefix).map(Self::Authority),
        }
    }
}

/// One word, or several in a list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Several(Vec<String>),
}

fn pointing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Pointing>, D::Error> {
    let words = match Words::deserialize(deserializer)? {
        Words::One(word) => vec![word],
        Words::Several(words) => words,
    };
    let known = || AUTHORITIES.iter().map(|own| own.prefix).collect::<Vec<_>>().join(", ");
    let unknown = |word: &str| D::Error::custom(format!("no way to point `{word}`: id, register, {}", known()));
    words.iter().map(|word| Pointing::of(word).ok_or_else(|| unknown(word))).collect()
}

/// What a project knows of its documents besides what stands in them. What a transcription says of itself goes before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct Metadata(BTreeMap<String, String>);

impl Metadata {
    /// What can be said: `title`, `author`, `date` (of the work, "1919-02-18" or as people write it), `source`, `publisher`, `licence`, `licence-url`, `language` (BCP 47),
    /// `project` (what for and how the texts were gathered), `resp` (who is responsible for the encoding), `idno` (in which
    /// `{stem}` stands for the file's name).
    pub const FIELDS: [&str; 11] =
        ["title", "author", "date", "source", "publisher", "licence", "licence-url", "language", "project", "resp", "idno"];

    /// What it says of this.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// All that it says, by field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, value)| (field.as_str(), value.as_str()))
    }

    /// Takes in what others say; where both say something, the others are right.
    pub fn overrule(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

impl TryFrom<BTreeMap<String, String>> for Metadata {
    type Error = String;

    fn try_from(fields: BTreeMap<String, String>) -> Result<Self, String> {
        match fields.keys().find(|field| !Self::FIELDS.contains(&field.as_str())) {
            Some(unknown) => {
                Err(format!("unknown field `{unknown}`, expected one of {}", Self::FIELDS.map(|own| format!("`{own}`")).join(", ")))
            }
            None => match fields.iter().find_map(|(field, value)| unfit(field, value)) {
                Some(problem) => Err(problem),
                None => Ok(Self(fields)),
            },
        }
    }
}

/// Why a value cannot be what the field says.
fn unfit(field: &str, value: &str) -> Option<String> {
    (field == "language" && !is_language(value)).then(|| format!("`{value}` is no language: en, de, zh-Hant"))
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

/// What becomes of tables of contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contents {
    /// Each is a division of its own, its lines a list.
    #[default]
    List,
    /// They are left out.
    Drop,
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

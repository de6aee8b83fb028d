//! The tables of a convention's file, and how one file adds to another.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::document::{DivisionKind, Genre, Signer, StatementKind};

use super::apart::Leaflets;
use super::bracket::Brackets;
use super::enclosure::{Enclosure, Links};
use super::evidence::Evidence;
use super::file_name::FileNames;
use super::mark::{DroppedLine, Fence, HeadingStyle, LetterPart, Sign};
use super::sentence::Sentence;
use super::style::{Columns, Lists, Paragraphs, Verse};
use super::vocabulary::{Below, Bibliography, CreditRole, Dialogue, Letter, Names, Navigation};
use super::words::{Phrases, Words};

/// A convention's file as it is written. All tables may be missing: what one file lacks, those that it extends have.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Tables {
    /// What the file says of itself.
    pub(super) convention: About,
    /// By what the convention is known.
    pub(super) evidence: Vec<Evidence>,
    pub(super) keys: BTreeMap<StatementKind, Vec<String>>,
    pub(super) openings: BTreeMap<StatementKind, Vec<String>>,
    /// How a statement reads as a whole, with slots for its parts.
    pub(super) sentences: BTreeMap<StatementKind, Vec<Sentence>>,
    pub(super) statements: Statements,
    /// The words of credits.
    pub(super) credits: BTreeMap<CreditRole, Vec<String>>,
    pub(super) byline: Byline,
    pub(super) titles: Titles,
    pub(super) front_matter: FrontMatter,
    pub(super) envelope: Envelope,
    pub(super) headings: Headings,
    pub(super) notes: Notes,
    pub(super) pages: Pages,
    pub(super) paragraphs: Paragraphs,
    pub(super) lines: LineMarks,
    pub(super) verse: Verse,
    pub(super) lists: Lists,
    pub(super) tables: Columns,
    pub(super) fences: Vec<Fence>,
    pub(super) signs: Vec<Sign>,
    /// How links and the places that they point at are written.
    pub(super) links: Links,
    /// What words in square brackets say.
    pub(super) brackets: Brackets,
    /// Lines that are left out, with the reason.
    pub(super) dropped: Vec<DroppedLine>,
    pub(super) navigation: Navigation,
    pub(super) quotations: Quotations,
    pub(super) letter: Letter,
    pub(super) dialogue: Dialogue,
    pub(super) genres: BTreeMap<Genre, Phrases>,
    pub(super) divisions: Divisions,
    pub(super) bibliography: Bibliography,
    pub(super) names: Names,
    /// How files are called.
    pub(super) file_names: FileNames,
    /// Files that are no transcriptions.
    pub(super) leaflets: Leaflets,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct About {
    /// One line on the transcriptions that have it.
    pub(super) describes: String,
    /// The conventions that it adds to.
    pub(super) extends: Vec<String>,
    /// The language of its texts (BCP 47), where they do not state one.
    pub(super) language: Option<String>,
}

/// What tells of a statement without a key, besides how it begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Statements {
    /// How one begins that names its source without a title or a date: "Published according to the manuscript".
    pub(super) certain: Phrases,
    /// How one begins of which a year alone is that of the first publication: "Published in 1918".
    pub(super) dated: Phrases,
    /// Words anywhere in it.
    pub(super) anywhere: BTreeMap<StatementKind, Phrases>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Byline {
    pub(super) openings: Phrases,
    /// What the text is, before those: "Roman von Anna Berg".
    pub(super) kinds: Phrases,
    /// Before what else the author wrote: "author of".
    pub(super) works: Phrases,
    /// Who wrote what is listed before the title: "the same author".
    pub(super) same: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Titles {
    /// Words after which a title goes on in the next line.
    pub(super) joints: Words,
    /// Headings below the title under which statements stand.
    pub(super) statements: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FrontMatter {
    /// Keys that set up a web site.
    pub(super) site: Words,
    /// Words that a key is compared without: "and".
    pub(super) fillers: Words,
    /// Keys of a subtitle.
    pub(super) subtitles: Words,
    /// What keys below others say.
    pub(crate) below: Below,
    /// Keys of which the value is text, by the part of a letter that it is.
    pub(super) text: BTreeMap<LetterPart, Vec<String>>,
    /// How a line at the top gives a key and its value: `#{key} {value}`.
    pub(super) directives: Vec<String>,
    /// What the lines above and below those begin with, where they stand apart: `{{` and `}}`.
    pub(super) fence: Vec<String>,
    /// The keys of lines without one at the top, in order.
    pub(crate) title_lines: TitleLines,
}

/// Lines at the top that have no key, each known by where it stands.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TitleLines {
    /// What each begins with: `% `. Where there is none, they stand right below the title.
    pub(crate) mark: String,
    /// What they say, in order.
    pub(crate) keys: Vec<String>,
}

/// By what quotations are known.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Quotations {
    /// Words that announce one at the end of the sentence before it: "following passage".
    pub(super) announced: Phrases,
}

/// What the headings of divisions call them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Divisions {
    /// Headings of parts of a book: "preface".
    pub(super) parts: Words,
    pub(super) ordinals: Words,
    /// What heads a table of contents.
    pub(super) contents: Words,
    pub(super) names: BTreeMap<DivisionKind, Vec<String>>,
}

/// What stands around the text and is not of it: the licence of its publisher.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Envelope {
    /// How the line begins after which the text begins.
    pub(super) opens: Vec<String>,
    /// How the line begins before which the text ends.
    pub(super) closes: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Headings {
    pub(super) styles: Vec<HeadingStyle>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Notes {
    pub(super) headings: Words,
    /// Between a heading and the division of which the notes are: "to".
    pub(super) of: Words,
    /// What files are called that hold the notes of another, without ending: `{stem}-notes`.
    pub(super) files: Vec<String>,
    pub(super) openings: Vec<String>,
    /// How notes stand in the line: `footnote:[{text}]`.
    pub(super) inline: Vec<Enclosure>,
    /// Markers in the text besides those of every transcription: `#{n}#`.
    pub(super) markers: Vec<String>,
    /// How the paragraph of a note begins: `#{n}# `.
    pub(super) bodies: Vec<String>,
    /// How notes are signed, without the full stop at the end.
    pub(super) signers: BTreeMap<Signer, Words>,
    /// What stands before the name of who a note is by.
    pub(super) by: Phrases,
    /// Small words in such a name: "of".
    pub(super) within: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Pages {
    pub(super) inline: Vec<String>,
    pub(super) alone: Vec<String>,
    pub(super) apart: Vec<String>,
    /// What a page may hold instead of text: `[Blank Page]`.
    pub(super) blank: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct LineMarks {
    /// What ends each line of the original: `¶`.
    pub(super) ends: Vec<String>,
    /// What divides a word at the end of a line or page: `-*`; the rest of it begins with `*`.
    pub(super) divides: Vec<String>,
    /// Lines that stand for a rule or a space between sections: `<tb>`.
    pub(super) rules: Words,
    /// How a line begins that is a comment: `;; `.
    pub(super) comments: Vec<String>,
    /// Whether paragraphs are wrapped; where it is not said, each text tells.
    pub(super) wrapped: Option<bool>,
}

/// Adds the tables of `over` to those of `base`: lists are joined, single values replaced. A key or opening that `over`
/// has under one kind of statement is taken from all others.
pub(super) fn add(base: &mut toml::Table, over: &toml::Table) {
    for table in ["keys", "openings"] {
        if let (Some(toml::Value::Table(own)), Some(toml::Value::Table(new))) = (base.get_mut(table), over.get(table)) {
            take_away(own, new);
        }
    }
    join(base, over);
}

fn take_away(own: &mut toml::Table, new: &toml::Table) {
    let taken: Vec<&toml::Value> = new.values().filter_map(toml::Value::as_array).flatten().collect();
    for words in own.iter_mut().filter_map(|(_, words)| words.as_array_mut()) {
        words.retain(|word| !taken.contains(&word));
    }
}

fn join(base: &mut toml::Table, over: &toml::Table) {
    for (key, value) in over {
        match (base.get_mut(key), value) {
            (Some(toml::Value::Table(own)), toml::Value::Table(new)) => join(own, new),
            (Some(toml::Value::Array(own)), toml::Value::Array(new)) => own.extend(new.iter().cloned()),
            _ => {
                base.insert(key.clone(), value.clone());
            }
        }
    }
}

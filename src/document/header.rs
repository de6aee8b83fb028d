//! What a transcription says of itself: its statements, and the facts drawn from them.

use std::borrow::Cow;

use crate::document::{Cert, EntryId, Extent};

/// The facts of the header. Each is an extent of the text: nothing is invented.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The file's name without folder and ending; it stands in where there is no title.
    pub stem: String,
    /// What it tells of the document, where a convention says how.
    pub named: Named,
    /// The main title.
    pub title: Option<Extent>,
    /// Subtitles, in order.
    pub subtitles: Vec<Extent>,
    /// Authors, editors and translators.
    pub people: Vec<Person>,
    /// Who did what for the transcription.
    pub responsibilities: Vec<Responsibility>,
    /// Who publishes the transcription.
    pub publication: Publication,
    /// What may be done with it.
    pub rights: Option<Rights>,
    /// The transcription, what it was copied from, and where that first came out.
    pub bibls: Vec<Bibl>,
    /// When and where the text was written or spoken.
    pub creation: Option<Creation>,
    /// Between whom it went, where it is a letter.
    pub correspondence: Option<Correspondence>,
    /// What kind of text its title makes it.
    pub genre: Option<Genre>,
    /// The language of the text (BCP 47): `en`, `zh-Hant`.
    pub language: Option<Cow<'static, str>>,
    /// The values of front matter with their keys: `entities.people`.
    pub front_matter: Vec<(Extent, Box<str>)>,
    /// Every statement of the transcription, in order.
    pub statements: Vec<Statement>,
}

/// Whether a word is a tag of BCP 47, as far as its form goes: `de`, `zh-Hant`.
///
/// ```
/// use teiscribe::document::is_language;
///
/// assert!(is_language("zh-Hant") && !is_language("German"));
/// ```
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_first = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    is_first && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

impl Header {
    /// The language without what tells its script or country: of `zh-Hant` `zh`.
    pub fn tongue(&self) -> Option<&str> {
        self.language.as_deref().map(|tag| tag.split('-').next().unwrap_or(tag))
    }
}

/// What a file's name tells of a document. It holds where neither the text nor the project says anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// When it was written, in ISO 8601: `1870-07-12`, `1870`.
    pub date: Option<String>,
    /// Whether the name was not expected to tell that, and the day in it is taken for it.
    pub is_guess: bool,
    /// Who wrote it.
    pub author: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// What kind of text a title makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Genre {
    /// "Interview with …".
    Interview,
    /// "Letter to …".
    Letter,
    /// "Speech at …".
    Speech,
    /// "Chapter 3", "Preface".
    Chapter,
    /// "Report of …", "Resolution on …".
    Report,
}

/// Someone with a share in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The share.
    pub role: PersonRole,
    /// The name.
    pub name: Extent,
    /// How sure it is; `None` where it is stated.
    pub cert: Option<Cert>,
    /// Who it is, where that is known.
    pub entry: Option<EntryId>,
}

/// A share in the text that TEI has an element for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonRole {
    /// Wrote it.
    Author,
    /// Edited it.
    Editor,
}

/// Who did what: "Transcription/Markup : Salil Sen for MIA, 2009".
#[derive(Clone, Debug, PartialEq)]
pub struct Responsibility {
    /// What was done: "Transcription/Markup".
    pub what: Extent,
    /// The key that says so, where it is none of the text: of front matter.
    pub name: Option<Box<str>>,
    /// Who did it: people, or a body.
    pub names: Vec<(Part, Extent)>,
    /// For whom: "MIA", with the words that say so: "for MIA".
    pub organisation: Option<(Extent, Extent)>,
    /// When.
    pub date: Option<Extent>,
}

/// Who publishes the transcription, where and when.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publication {
    /// "1000 Flowers Publishing".
    pub publisher: Option<Extent>,
    /// "Corvallis, OR".
    pub place: Option<Extent>,
    /// "December 2015".
    pub date: Option<Extent>,
}

/// What may be done with the transcription.
#[derive(Clone, Debug, PartialEq)]
pub struct Rights {
    /// The words that say so.
    pub text: Extent,
    /// Whether it is free (TEI availability, `@status`); `None` where the words do not tell.
    pub is_free: Option<bool>,
    /// The address of the licence.
    pub target: Option<String>,
}

/// When and where the text was written or spoken.
#[derive(Clone, Debug, PartialEq)]
pub struct Creation {
    /// The date's words.
    pub date: Extent,
    /// The place.
    pub place: Option<Extent>,
}

/// Between whom a letter went, whence and when: "Clara Zetkin, Stuttgart, 2 March 1899, to Karl Kautsky".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Correspondence {
    /// Who sent it.
    pub sender: Option<Extent>,
    /// To whom.
    pub recipient: Option<Extent>,
    /// Where it was written.
    pub place: Option<Extent>,
    /// When.
    pub date: Option<Extent>,
}

/// A bibliographic entry of which the transcription tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Bibl {
    /// Which.
    pub kind: BiblKind,
    /// Whether the text is a part of the work named, or the work itself.
    pub is_part: bool,
    /// The parts.
    pub parts: Vec<(Part, Extent)>,
}

impl Bibl {
    /// The first extent of this part.
    pub fn part(&self, part: Part) -> Option<Extent> {
        self.parts.iter().find(|(p, _)| *p == part).map(|&(_, extent)| extent)
    }

    /// The title of what came out, and its level; that of an article in it is none.
    pub fn title(&self) -> Option<(Level, Extent)> {
        self.parts.iter().find_map(|&(part, extent)| match part {
            Part::Title(level) if level != Level::Analytic => Some((level, extent)),
            _ => None,
        })
    }
}

/// The texts behind a text, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BiblKind {
    /// The digital text itself.
    Transcription,
    /// What it was copied from.
    CopyText,
    /// Where the text first came out.
    FirstPublication,
}

/// A line that says where the text comes from, as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it is about.
    pub kind: StatementKind,
    /// All of it, its key included.
    pub extent: Extent,
    /// The key or opening words: "Source", "Published in"; empty where there are none, or where the key was a mark.
    pub key: Extent,
    /// The key that was a mark, in front matter.
    pub name: Option<Box<str>>,
    /// The entry that it describes, and the words that describe it.
    pub bibl: Option<(BiblKind, Extent)>,
    /// What was recognised in it, in order.
    pub parts: Vec<(Part, Extent)>,
}

impl StatementKind {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Title,
        Self::Author,
        Self::Written,
        Self::Source,
        Self::FirstPublication,
        Self::Publisher,
        Self::Translated,
        Self::Edited,
        Self::Transcribed,
        Self::MarkedUp,
        Self::Proofread,
        Self::OnlineVersion,
        Self::Rights,
        Self::Recipient,
        Self::Location,
        Self::Updated,
        Self::Language,
        Self::Other,
    ];

    /// Its word, as conventions, corrections and the TEI have it: `first-publication`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Author => "author",
            Self::Written => "written",
            Self::Source => "source",
            Self::FirstPublication => "first-publication",
            Self::Publisher => "publisher",
            Self::Translated => "translated",
            Self::Edited => "edited",
            Self::Transcribed => "transcribed",
            Self::MarkedUp => "marked-up",
            Self::Proofread => "proofread",
            Self::OnlineVersion => "online-version",
            Self::Rights => "rights",
            Self::Recipient => "recipient",
            Self::Location => "location",
            Self::Updated => "updated",
            Self::Language => "language",
            Self::Other => "other",
        }
    }
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// The work's title.
    Title,
    /// Who wrote it.
    Author,
    /// When it was written, delivered, dated.
    Written,
    /// What the transcription was copied from.
    Source,
    /// Where the text first came out.
    FirstPublication,
    /// Who published the source.
    Publisher,
    /// Who translated it.
    Translated,
    /// Who edited it.
    Edited,
    /// Who transcribed it.
    Transcribed,
    /// Who marked it up.
    MarkedUp,
    /// Who read the proofs.
    Proofread,
    /// The digital text itself.
    OnlineVersion,
    /// What may be done with it.
    Rights,
    /// To whom it was written.
    Recipient,
    /// Where the original is.
    Location,
    /// When the digital text was changed.
    Updated,
    /// The language.
    Language,
    /// Anything else.
    Other,
}

/// A recognised part of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A title of this level.
    Title(Level),
    /// A person.
    Person,
    /// A body: "MIA".
    Organisation,
    /// A publisher.
    Publisher,
    /// A place of publication.
    Place,
    /// A date.
    Date,
    /// The period that a volume covers: "November, 1917 - 1920".
    Period,
    /// "Vol. 4".
    Volume,
    /// "no. 7".
    Issue,
    /// "pp. 59-60".
    Page,
    /// What is said of a source that cannot be analysed: "Published according to the manuscript".
    Remark,
    /// "Non-commercial reproduction permitted".
    Licence,
}

/// The level of a title (TEI title, `@level`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// An article or another part.
    Analytic,
    /// A book.
    Monograph,
    /// A periodical.
    Journal,
    /// A series.
    Series,
}

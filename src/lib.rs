//! **teiscribe** turns plain-text transcriptions into TEI P5 XML, and loses not a character.
//!
//! # The flow
//!
//! ```text
//! bytes ─ source ─▶ structure::draft ─▶ Corrections::place ─▶ structure::settle ─▶ Document ─▶ entity::annotate ─▶ resolve::resolve ─▶ tei::write ─▶ TEI
//!                        │                              │                    │
//!                        └────────── Vec<Diagnostic> ───┴────────────────────┴────────▶ cli::report
//! old, new ─ (the same as far as resolve; or tei::read) ─▶ diff::diff ─▶ Diff ─▶ diff::render::{text, json, html, …}
//! ```
//!
//! Which room uses which, from the ground up; a test holds it to be so, and that each uses only what stands above it here:
//!
//! ```text
//! source
//! byte_set
//! rising
//! runs
//! word_filter
//! given_names
//! xml
//! validate
//! diagnostic   source
//! date         byte_set document runs word_filter
//! document     date source
//! convention   byte_set document given_names
//! settings     convention date document
//! structure    byte_set convention date diagnostic document runs source word_filter xml
//! register     date diagnostic document source xml
//! entity       date diagnostic document given_names register runs settings source
//! resolve      diagnostic document
//! tei          date diagnostic document rising settings source xml
//! diff         date document rising source
//! record       diagnostic document settings source
//! ```
//!
//! `date` and `document` alone know each other: a document holds dates, and a date says as all of it does how sure it is.
//! What stands here calls all of them for [`record`] and for the binary's `cli`. `structure` does not know `entity`; only
//! [`tei`] knows names of TEI; only [`xml`] writes `<`; only `cli` knows files, clocks, terminals and threads.
//!
//! # The model
//!
//! Tiles over the source say what became of each byte; the text is one flat string; blocks and annotations stand off from
//! it ([`document`]). A tree of inline elements cannot hold what crosses, so only the writer makes one. Markers of notes
//! and labels stay in the text, under an annotation that stands for them: what is not linked stays text.
//!
//! # What holds everywhere
//!
//! - The library does no I/O, prints nothing, reads no clock, locale or environment: same bytes in, same bytes out.
//! - Parsing never fails on content. What is not understood stays text; what is left out is a tile or a block that says why.
//! - Everything is linear in its input, and no recursion has a depth that the input decides.
//! - A panic is a bug, and the loss of one document alone: it is caught where a document is read or written, and is a finding.
//! - What is written is valid by construction, and checked before it is written.
//!
//! # Where to start
//!
//! [`structure::parse`] is the longest way; its passes stand in the order in which they run. [`convention`] has the words
//! and marks that it goes by, as data. [`tei::write`] makes the tree.
//!
//! ```
//! use teiscribe::{Conversion, convert, settings::Settings};
//!
//! let bytes = b"# On Peace\n\n*May 1, 1919*\n\nPeace<sup>1</sup> is near.\n\n1. Of Brest.\n".to_vec();
//! let Conversion { reading, tei } = convert("peace.txt", bytes, &Settings::default()).unwrap();
//! assert!(tei.contains("<docDate><hi rend=\"italic\"><date when=\"1919-05-01\">May 1, 1919</date></hi></docDate>"));
//! assert!(tei.contains("Peace<note xml:id=\"note-1\" n=\"1\" place=\"end\"><p>Of <placeName ref=\"#brest\">Brest</placeName>.</p></note> is near."));
//! assert!(reading.findings.is_empty());
//! ```

#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, clippy::expect_used))]
#![allow(clippy::cast_possible_truncation, reason = "a source has less than 2 GiB, so that its offsets fit in 32 bits")]

mod byte_set;
pub mod convention;
pub mod date;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod entity;
mod given_names;
pub mod record;
pub mod register;
pub mod resolve;
mod rising;
mod runs;
pub mod settings;
pub mod source;
pub mod structure;
pub mod tei;
#[cfg(feature = "validate")]
pub mod validate;
mod word_filter;
pub mod xml;

use convention::Detection;
use diagnostic::{Diagnostic, Finding, caught};
use document::Document;
use entity::{Names, Recogniser};
use register::Corrections;
use settings::Settings;
use source::Source;

/// What a transcription is read by: what persons have set and decided.
#[derive(Clone, Copy, Debug)]
pub struct Guides<'a> {
    /// The settings of the project.
    pub settings: &'a Settings,
    /// Its register of names.
    pub names: &'a Names,
    /// Its corrections.
    pub corrections: &'a Corrections,
    /// A recogniser of names that is asked after our own.
    pub recogniser: Option<&'a dyn Recogniser>,
}

/// A transcription as received: its bytes, and the file beside it that holds its notes.
///
/// ```
/// use teiscribe::{Guides, Received, convert_by, entity::Names, register::Corrections, settings::Settings};
///
/// let (settings, names, corrections) = (Settings::default(), Names::default(), Corrections::default());
/// let guides = Guides { settings: &settings, names: &names, corrections: &corrections, recogniser: None };
/// let notes = Some(("peace-notes.txt".to_owned(), b"[1] Of Brest.\n".to_vec()));
/// let received = Received { text: b"Peace[1] is near.\n".to_vec(), notes };
/// assert_eq!(convert_by("peace.txt", received, guides).unwrap().reading.document.notes.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The bytes of the transcription.
    pub text: Vec<u8>,
    /// The name and the bytes of the file with its notes, where it has one.
    pub notes: Option<(String, Vec<u8>)>,
}

impl From<Vec<u8>> for Received {
    fn from(text: Vec<u8>) -> Self {
        Self { text, notes: None }
    }
}

/// A transcription converted.
#[derive(Debug)]
pub struct Conversion {
    /// The transcription read.
    pub reading: Reading,
    /// The TEI file.
    pub tei: String,
}

/// A transcription read.
#[derive(Debug)]
pub struct Reading {
    /// What was read.
    pub source: Source,
    /// By what conventions it was read.
    pub detection: Detection,
    /// What was made of it.
    pub document: Document,
    /// What a person should know.
    pub findings: Vec<Diagnostic>,
}

/// Reads the transcription in `bytes`; `name` is the file's name, which is shown and stands in for a missing title.
///
/// ```
/// use teiscribe::{read, settings::Settings};
///
/// let reading = read("peace.txt", b"# On Peace\n\nThe text.\n".to_vec(), &Settings::default()).unwrap();
/// assert_eq!(reading.document.text, "On Peace\nThe text.");
/// assert_eq!(reading.source.locate(12).line, 3);
/// ```
///
/// # Errors
/// Where the bytes are no text: see [`Source::read`]; [`Finding::Fault`] where the program fails on them.
pub fn read(name: &str, bytes: Vec<u8>, settings: &Settings) -> Result<Reading, Finding> {
    read_by(name, bytes, Guides { settings, names: &Names::default(), corrections: &Corrections::default(), recogniser: None })
}

/// Reads as [`read`] does, by what a project has beside its settings, with the notes of a file beside the transcription.
///
/// # Errors
/// Where the bytes of either are no text: see [`Source::read`]; [`Finding::Fault`] where the program fails on them.
pub fn read_by(name: &str, received: impl Into<Received>, guides: Guides<'_>) -> Result<Reading, Finding> {
    let Received { text, notes } = received.into();
    let (source, findings) = decoded(name, text)?;
    let (source, findings) = with_notes(source, findings, notes)?;
    caught(|| parsed(source, findings, guides))
}

/// The source, and what it was decoded as where that is worth a word.
fn decoded(name: &str, bytes: Vec<u8>) -> Result<(Source, Vec<Diagnostic>), Finding> {
    let (source, decoded) = Source::read(name, bytes)?;
    let decoded = decoded.map(|decoded| Diagnostic { span: source::Span::default(), finding: decoded.into() });
    let first = source.decomposed().next();
    let composed = first.map(|span| Diagnostic { span, finding: Finding::Decomposed { letters: source.decomposed().count() } });
    let findings = decoded.into_iter().chain(composed).collect();
    Ok((source, findings))
}

/// The source and its notes as one text.
fn with_notes(
    source: Source,
    mut findings: Vec<Diagnostic>,
    notes: Option<(String, Vec<u8>)>,
) -> Result<(Source, Vec<Diagnostic>), Finding> {
    let Some((name, bytes)) = notes else { return Ok((source, findings)) };
    let (other, told) = decoded(&name, bytes)?;
    let source = source.with(other)?;
    let at = source.beside();
    findings.extend(told.into_iter().map(|own| Diagnostic { span: own.span.after(at), ..own }));
    Ok((source, findings))
}

fn parsed(source: Source, mut findings: Vec<Diagnostic>, guides: Guides<'_>) -> Reading {
    let detection = guides.settings.detect(&source.text()[..source.beside() as usize]);
    let habits = guides.settings.conventions.habits(&detection);
    let mut draft = structure::draft(&source, &habits);
    draft.document.header.language = guides.settings.metadata.get("language").map(|code| code.to_owned().into());
    let (corrections, astray) = guides.corrections.place(source.name(), &draft.document, &source);
    draft.document.corrections = corrections;
    findings.extend(astray);
    let (mut document, found) = structure::settle(draft, &source, &habits);
    findings.extend(found);
    if guides.settings.contents == settings::Contents::Drop {
        structure::leave_out_contents(&mut document);
    }
    findings.extend(entity::annotate(&mut document, guides.settings, guides.names, guides.recogniser));
    findings.extend(resolve::resolve(&mut document));
    Reading { source, detection, document, findings }
}

/// Reads a revision to be compared: a TEI file, by what it begins with, else a transcription, as [`read_by`] does. TEI that is
/// not well-formed is read as plain text, with a finding.
///
/// ```
/// use teiscribe::{Guides, entity::Names, read_revision, register::Corrections, settings::Settings};
///
/// let (settings, names, corrections) = (Settings::default(), Names::default(), Corrections::default());
/// let guides = Guides { settings: &settings, names: &names, corrections: &corrections, recogniser: None };
/// let tei = "<TEI><text><body><p>The <hi>text</hi>.</p></body></text></TEI>";
/// assert_eq!(read_revision("peace.xml", tei.as_bytes().to_vec(), guides).unwrap().document.text, "The text.\n");
/// ```
///
/// # Errors
/// As [`read`].
pub fn read_revision(name: &str, received: impl Into<Received>, guides: Guides<'_>) -> Result<Reading, Finding> {
    let Received { text, notes } = received.into();
    let (source, mut findings) = decoded(name, text)?;
    if !tei::is_tei(source.text()) {
        let (source, findings) = with_notes(source, findings, notes)?;
        return caught(|| parsed(source, findings, guides));
    }
    match tei::read(&source) {
        Ok(document) => Ok(Reading { source, detection: Detection::default(), document, findings }),
        Err(error) => {
            let finding = Finding::MalformedXml { message: error.to_string() };
            findings.push(Diagnostic { span: source::Span::default(), finding });
            caught(|| parsed(source, findings, guides))
        }
    }
}

/// Converts the transcription in `bytes`; `name` is the file's name, which is shown and stands in for a missing title.
///
/// # Errors
/// Where the bytes are no text: see [`Source::read`]; [`Finding::Fault`] where the program fails on them.
pub fn convert(name: &str, bytes: Vec<u8>, settings: &Settings) -> Result<Conversion, Finding> {
    convert_with(name, bytes, settings, &Names::default())
}

/// Converts as [`convert`] does, with the names of a register.
///
/// # Errors
/// Where the bytes are no text: see [`Source::read`]; [`Finding::Fault`] where the program fails on them.
pub fn convert_with(name: &str, bytes: Vec<u8>, settings: &Settings, names: &Names) -> Result<Conversion, Finding> {
    convert_by(name, bytes, Guides { settings, names, corrections: &Corrections::default(), recogniser: None })
}

/// Converts as [`convert`] does, by what a project has beside its settings, with the notes of a file beside the transcription.
///
/// # Errors
/// Where the bytes of either are no text: see [`Source::read`]; [`Finding::Fault`] where the program fails on them.
pub fn convert_by(name: &str, received: impl Into<Received>, guides: Guides<'_>) -> Result<Conversion, Finding> {
    let reading = read_by(name, received, guides)?;
    caught(|| written(reading, guides.settings))
}

fn written(reading: Reading, settings: &Settings) -> Conversion {
    let tei = tei::write(&reading.document, settings);
    Conversion { reading, tei }
}

/// What is wrong with TEI that was made here, by the embedded schema: the first error with its line and column. `None` where it is
/// valid, and where the program is built without the feature `validate`.
///
/// ```
/// let tei = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text/></TEI>";
/// assert_eq!(teiscribe::breach(tei).is_some(), cfg!(feature = "validate"));
/// ```
pub fn breach(tei: &str) -> Option<String> {
    breaches(&[tei]).pop().flatten()
}

/// Each of `made` with its [`breach`], where they are to be checked: all at once. `tei` is the TEI of one.
pub fn with_breaches<T, E>(made: Vec<Result<T, E>>, is_checked: bool, tei: fn(&T) -> &str) -> Vec<Result<(T, Option<String>), E>> {
    let documents: Vec<&str> = made.iter().flatten().filter(|_| is_checked).map(tei).collect();
    let mut breaches = breaches(&documents).into_iter();
    made.into_iter().map(|own| own.map(|own| (own, breaches.next().flatten()))).collect()
}

/// As [`breach`], of several documents: short ones are checked faster together than one by one.
#[cfg(feature = "validate")]
pub fn breaches(documents: &[&str]) -> Vec<Option<String>> {
    validate::validate_each(documents).into_iter().map(Result::err).collect()
}

/// As [`breach`], of several documents: nothing is known, as the program is built without the feature `validate`.
#[cfg(not(feature = "validate"))]
pub fn breaches(documents: &[&str]) -> Vec<Option<String>> {
    vec![None; documents.len()]
}

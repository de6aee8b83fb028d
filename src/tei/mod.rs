//! Documents to TEI P5. Valid by construction: what may stand where is decided here, and nowhere else are names of TEI
//! known but in `schema/`.

mod apparatus;
mod bibl;
mod block;
mod body;
mod corrected;
mod date;
mod element;
mod header;
mod id;
mod inline;
mod inventory;
mod links;
mod note;
mod plain;
mod pointer;
mod read;
mod referred;
mod signer;
mod standoff;

use std::collections::HashSet;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::document::{BlockKind, Document, Genre, Kind, Level, PersonRole};
use crate::settings::{Annotate, Settings};
use crate::xml::{self, Element};

use corrected::Correctors;
use id::Ids;
use note::Notes;
use pointer::Pointers;
use signer::Signers;

pub use apparatus::{Entry, Kept, Moved, Revisions, apparatus};
pub use inventory::{Marked, inventory};
pub use links::links;
pub use plain::{PlainError, plain, running_text};
pub use read::{is_tei, read};

/// The version that the output says it was made with.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes `document` as a TEI file.
///
/// ```
/// use teiscribe::{convention::Habits, settings::Settings, source::Source, structure, tei};
///
/// let (source, _) = Source::read("t.txt", b"# A Title\n\nThe text.\n".to_vec()).unwrap();
/// let (document, _) = structure::parse(&source, Habits::base());
/// let xml = tei::write(&document, &Settings::default());
/// assert!(xml.contains("<titlePart type=\"main\">A Title</titlePart>"));
/// ```
pub fn write(document: &Document, settings: &Settings) -> String {
    let context = Context::new(document, settings);
    let mut root =
        Element::new("TEI").with("xmlns", "http://www.tei-c.org/ns/1.0").with_some("xml:lang", document.header.language.as_deref());
    root = root.child(header::header(&context, &mut Notes::of_header())).children(standoff::lists(&context)).child(body::text(&context));
    xml::write(&instructions(settings), &root, holds_text)
}

/// `tei` without the version of the program that wrote it: what a comparison of two runs is about.
///
/// ```
/// let old = "<application ident=\"teiscribe\" version=\"0.1.0\">";
/// assert_eq!(teiscribe::tei::without_version(old), "<application ident=\"teiscribe\">");
/// ```
pub fn without_version(tei: &str) -> String {
    const BEFORE: &str = "ident=\"teiscribe\"";
    let cut = tei.split_once(BEFORE).and_then(|(before, rest)| {
        let (_, after) = rest.strip_prefix(" version=\"")?.split_once('"')?;
        Some(format!("{before}{BEFORE}{after}"))
    });
    cut.unwrap_or_else(|| tei.to_owned())
}

/// Which schemas the file goes by (TEI Guidelines, 1.3.1.1.1).
fn instructions(settings: &Settings) -> Vec<String> {
    let Some(folder) = settings.schema.as_deref() else { return Vec::new() };
    let model =
        |file: &str, namespace: &str| format!("xml-model href=\"{folder}/{file}\" type=\"application/xml\" schematypens=\"{namespace}\"");
    vec![model("teiscribe.rng", "http://relaxng.org/ns/structure/1.0"), model("teiscribe.sch", "http://purl.oclc.org/dsdl/schematron")]
}

/// What all parts of the writer need.
struct Context<'d> {
    document: &'d Document,
    settings: &'d Settings,
    /// Annotations of page breaks that stand between blocks.
    between: HashSet<usize>,
    /// The one editor to whom brackets are ascribed.
    editor: Option<String>,
    pointers: Pointers,
    correctors: Correctors,
    signers: Signers,
}

impl<'d> Context<'d> {
    fn new(document: &'d Document, settings: &'d Settings) -> Self {
        let mut ids = Ids::default();
        let mut editors = document.header.people.iter().filter(|person| person.role == PersonRole::Editor);
        let editor = match (editors.next(), editors.next()) {
            (Some(editor), None) => Some(ids.person(document.str(editor.name))),
            _ => None,
        };
        let correctors = Correctors::new(document, settings, editor.as_deref(), &mut ids);
        let pointers = Pointers::new(document, settings, &mut ids);
        let signers = Signers::new(document, &pointers, editor.as_deref(), &mut ids);
        Self { document, settings, between: between(document), editor, pointers, correctors, signers }
    }

    /// What the project says of the document, for where the transcription says nothing.
    fn given(&self, field: &str) -> Option<&'d str> {
        self.settings.metadata.get(field)
    }

    /// The type of the division that holds the text.
    fn genre(&self) -> &'static str {
        let header = &self.document.header;
        let is_from_journal = header.bibls.iter().any(|bibl| matches!(bibl.title(), Some((Level::Journal, _))));
        match header.genre {
            Some(Genre::Interview) => "interview",
            Some(Genre::Letter) => "letter",
            Some(Genre::Speech) => "speech",
            Some(Genre::Chapter) => "chapter",
            Some(Genre::Report) => "report",
            None if is_from_journal => "article",
            None => "text",
        }
    }

    fn is_full(&self) -> bool {
        self.settings.annotate == Annotate::Full
    }

    /// `@resp` of what the program decided, where it is asked for.
    fn tool(&self) -> Option<&'static str> {
        self.is_full().then_some("#tool")
    }

    /// `@resp` of what the editor decided.
    fn editor(&self) -> Option<String> {
        self.editor.as_ref().map(|id| format!("#{id}"))
    }
}

/// The page breaks that are blocks of their own: of the annotations at their points, the last ones.
fn between(document: &Document) -> HashSet<usize> {
    let mut between = HashSet::new();
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::PageBreak).rev() {
        let end = document.annotations.partition_point(|a| a.extent.start <= block.extent.start);
        let at_point = (0..end).rev().take_while(|&n| document.annotations[n].extent.start == block.extent.start);
        let is_free = |&n: &usize| {
            document.annotations[n].extent.is_empty() && matches!(document.annotations[n].kind, Kind::PageBreak(_)) && !between.contains(&n)
        };
        let own = at_point.into_iter().find(is_free);
        between.extend(own);
    }
    between
}

/// The elements that hold elements alone.
const EMPTY_OF_TEXT: [&str; 58] = [
    "cit",
    "epigraph",
    "castList",
    "correspDesc",
    "correspAction",
    "sp",
    "TEI",
    "teiHeader",
    "fileDesc",
    "titleStmt",
    "respStmt",
    "publicationStmt",
    "availability",
    "notesStmt",
    "sourceDesc",
    "biblStruct",
    "analytic",
    "monogr",
    "imprint",
    "encodingDesc",
    "editorialDecl",
    "correction",
    "normalization",
    "punctuation",
    "hyphenation",
    "segmentation",
    "stdVals",
    "interpretation",
    "listPrefixDef",
    "prefixDef",
    "appInfo",
    "application",
    "profileDesc",
    "langUsage",
    "calendarDesc",
    "calendar",
    "standOff",
    "text",
    "front",
    "docTitle",
    "body",
    "back",
    "div",
    "lg",
    "list",
    "table",
    "row",
    "opener",
    "address",
    "closer",
    "listPerson",
    "postscript",
    "licence",
    "listPlace",
    "listOrg",
    "person",
    "place",
    "org",
];

/// Whether an element may hold text: white space in it would be a part of the text.
fn holds_text(name: &str) -> bool {
    // opener and closer may hold text, which the writer never gives them outside their parts.
    static EMPTY: LazyLock<FxHashSet<&str>> = LazyLock::new(|| EMPTY_OF_TEXT.into_iter().collect());
    !EMPTY.contains(name)
}

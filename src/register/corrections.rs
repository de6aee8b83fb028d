//! `corrections.csv`: what persons decided, a row each, found in a document by the words that it is about.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use globset::{Glob, GlobMatcher};

use super::anchor::{Anchor, Folded, nearest, places};
use super::csv::{self, Columns};
use super::decision;
use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{Correction, Document, Extent, Family, Kind, Origins, ReadAs, Set};
use crate::source::{Source, Span};

/// The columns, in order.
const COLUMNS: [&str; 8] = ["file", "before", "quote", "after", "set", "value", "by", "why"];
/// With this in the cell `before`, a row is about every place of its words.
pub const EVERYWHERE: &str = "*";
/// With this the reason of a row begins that `review` drafted; what was chosen stands after it.
pub const DRAFTED: &str = "review: ";

/// The rows of one file or several.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    rows: Vec<Row>,
}

/// A row that can be used.
#[derive(Clone, Debug)]
struct Row {
    /// The file and line where it stands: `corrections.csv:7`.
    place: String,
    file: Pattern,
    anchor: Anchor,
    is_everywhere: bool,
    family: Family,
    /// `None`: nobody has decided yet, as `review` wrote it.
    set: Option<Set>,
    by: Box<str>,
    /// Where the row begins in its file.
    start: u32,
    /// Whether there was what it is about: the file that it names; else a document with its words.
    is_met: Arc<AtomicBool>,
}

/// Which documents a row is about.
#[derive(Clone, Debug)]
enum Pattern {
    All,
    /// A file, by the end of its path.
    File(String),
    /// A pattern, which may be the name of a file all the same: `letter[1].md`.
    Glob(GlobMatcher, String),
}

impl Pattern {
    fn new(cell: &str) -> Result<Self, String> {
        let cell = cell.replace('\\', "/");
        let cell = cell.trim_start_matches("./");
        if cell.is_empty() || cell == "*" {
            return Ok(Self::All);
        }
        if !cell.contains(['*', '?', '[', '{']) {
            return Ok(Self::File(cell.to_owned()));
        }
        let glob = Glob::new(cell).map_err(|error| format!("\"{cell}\" is no pattern: {error}"))?;
        Ok(Self::Glob(glob.compile_matcher(), cell.to_owned()))
    }

    /// Whether the path, or what it ends with, is meant.
    fn holds(&self, path: &str) -> bool {
        let mut ends = std::iter::once(path).chain(path.match_indices('/').map(|(at, _)| &path[at + 1..]));
        match self {
            Self::All => true,
            Self::File(own) => ends.any(|end| end == own),
            Self::Glob(glob, own) => ends.any(|end| end == own || glob.is_match(end)),
        }
    }
}

impl Corrections {
    /// Reads the rows in `bytes`, which are CSV; `name` is shown. What is broken is reported, with its place in the source
    /// that is given back; the rest is used.
    ///
    /// ```
    /// use teiscribe::register::Corrections;
    ///
    /// let csv = "file,before,quote,after,set,value,by,why\n,,May 1,,when,1871-05-01,jr,\n,,Geneva,,when,soon,jr,\n";
    /// let mut corrections = Corrections::default();
    /// let (_, findings) = corrections.read("corrections.csv", csv.into()).unwrap();
    /// assert_eq!(findings.len(), 1);
    /// assert_eq!(findings[0].finding.code(), "T605");
    /// ```
    ///
    /// # Errors
    /// Where the bytes are no text: see [`Source::read`].
    pub fn read(&mut self, name: &str, bytes: Vec<u8>) -> Result<(Source, Vec<Diagnostic>), Finding> {
        let (source, _) = Source::read(name, bytes)?;
        let (rows, unclosed) = csv::rows(source.text());
        let mut findings = Vec::new();
        let mut report = |start: u32, problem: String| {
            findings.push(Diagnostic { span: Span { start, end: start }, finding: Finding::CorrectionRow { problem } });
        };
        if let Some(start) = unclosed {
            report(start, "a quotation mark that is never closed".to_owned());
        }
        let Some((head, body)) = rows.split_first() else { return Ok((source, findings)) };
        let columns = Columns::new(&head.cells);
        for missing in ["quote", "set"].into_iter().filter(|&column| !columns.has(column)) {
            report(head.start, format!("no column \"{missing}\""));
        }
        for row in body.iter().filter(|_| columns.has("quote") && columns.has("set")) {
            let place = format!("{name}:{}", source.locate(row.start).line);
            match Row::read(&columns, row, place) {
                Ok(row) => self.rows.push(row),
                Err(problem) => report(row.start, problem),
            }
        }
        Ok((source, findings))
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The corrections of the document at `path`, whose text is that of `document`, and what is wrong with some: words
    /// that stand nowhere or in several places, and rows that contradict each other, which are left out.
    pub fn place(&self, path: &str, document: &Document, source: &Source) -> (Vec<Correction>, Vec<Diagnostic>) {
        let path = path.replace('\\', "/");
        let (rows, sets): (Vec<&Row>, Vec<&Set>) =
            self.rows.iter().filter(|row| row.file.holds(&path)).filter_map(|row| Some((row, row.set.as_ref()?))).unzip();
        if rows.is_empty() {
            return Default::default();
        }
        let mut placing = Placing { document, source, origins: Origins::new(document), placed: Vec::new(), findings: Vec::new() };
        let places = places_of(document, &rows);
        for ((row, set), extents) in rows.iter().zip(sets).zip(places) {
            row.is_met.fetch_or(!row.is_of_many() || !extents.is_empty(), Ordering::Relaxed);
            placing.row(row, set, &extents);
        }
        let kept = placing.without_contradictions();
        (kept, placing.findings)
    }

    /// The decided rows, each with the name of its file, what is to be said of it where no document is what it names, or none
    /// of several has its words, and whether one was since the rows were read.
    pub fn met(&self) -> impl Iterator<Item = (&str, Diagnostic, bool)> {
        self.rows.iter().filter(|row| row.set.is_some()).map(|row| {
            let file = row.place.rsplit_once(':').map_or("", |(file, _)| file);
            let diagnostic = Diagnostic { span: Span { start: row.start, end: row.start }, finding: row.unmet() };
            (file, diagnostic, row.is_met.load(Ordering::Relaxed))
        })
    }

    /// What is set where in the document at `path`, drafts included: so that `review` asks nothing twice.
    pub fn asked(&self, path: &str, document: &Document) -> Vec<(Extent, Family)> {
        let path = path.replace('\\', "/");
        let rows: Vec<&Row> = self.rows.iter().filter(|row| row.file.holds(&path)).collect();
        let places = places_of(document, &rows);
        rows.iter().zip(places).flat_map(|(row, extents)| extents.into_iter().map(|extent| (extent, row.family))).collect()
    }
}

/// What `review` chose, by the reason that it gave; nothing, where it had no value to propose.
fn chosen(why: &str) -> Option<&str> {
    let rest = why.strip_prefix(DRAFTED)?.trim_start();
    if rest.starts_with('·') { Some("") } else { rest.split(" · ").next().map(str::trim) }
}

/// Where the words of each row stand; a row without words is about the whole document.
fn places_of(document: &Document, rows: &[&Row]) -> Vec<Vec<Extent>> {
    if rows.is_empty() {
        return Vec::new();
    }
    let anchors: Vec<&Anchor> = rows.iter().map(|row| &row.anchor).collect();
    let mut places = Folded::of(document).places(&anchors);
    for (row, places) in rows.iter().zip(&mut places) {
        if row.anchor.quote.is_empty() {
            places.push(Extent::default());
        }
    }
    places
}

impl Row {
    fn read(columns: &Columns, row: &csv::Row, place: String) -> Result<Self, String> {
        let cell = |name: &str| columns.cell(row, &[name]);
        let is_draft = cell("by").is_empty() && chosen(cell("why")).is_some_and(|chosen| chosen == cell("value"));
        let set = if is_draft { None } else { Some(Self::set(cell("quote"), cell("set"), cell("value"))?) };
        let is_everywhere = cell("before") == EVERYWHERE;
        let before = if is_everywhere { "" } else { cell("before") };
        let anchor = Anchor { before: before.to_owned(), quote: cell("quote").to_owned(), after: cell("after").to_owned() };
        let family = decision::family(cell("set"), cell("value"))?;
        let is_whole = matches!(family, Family::Title | Family::Author | Family::Written | Family::Language) && !cell("value").is_empty();
        if anchor.quote.is_empty() && !is_whole {
            return Err("a row without a quote".to_owned());
        }
        let (file, by) = (Pattern::new(cell("file"))?, cell("by").into());
        Ok(Self { place, file, anchor, is_everywhere, family, set, by, start: row.start, is_met: Arc::default() })
    }

    /// What is set. Brackets that are text are still no block.
    fn set(quote: &str, set: &str, value: &str) -> Result<Set, String> {
        let set = decision::read(set, value)?;
        let is_bracket = quote.starts_with('[') && quote.ends_with(']');
        Ok(if set == Set::Read(ReadAs::Text) && is_bracket { Set::Read(ReadAs::Inline(Kind::Bracket)) } else { set })
    }

    /// Whether a document without the words is no fault: the row is about several.
    const fn is_of_many(&self) -> bool {
        !matches!(self.file, Pattern::File(_))
    }

    /// What is to be said where nothing in a whole project is what the row is about.
    fn unmet(&self) -> Finding {
        match &self.file {
            Pattern::File(name) => Finding::CorrectionRow { problem: format!("no document is called \"{name}\"") },
            _ => Finding::CorrectionLost { row: self.place.clone(), words: self.anchor.quote.clone(), near: String::new() },
        }
    }
}

/// Corrections on their way into a document.
struct Placing<'a> {
    document: &'a Document,
    source: &'a Source,
    origins: Origins,
    placed: Vec<(Correction, &'a str)>,
    findings: Vec<Diagnostic>,
}

impl<'a> Placing<'a> {
    fn row(&mut self, row: &'a Row, set: &Set, extents: &[Extent]) {
        let correction = |extent| Correction { extent, set: set.clone(), by: row.by.clone() };
        match extents {
            [] if row.is_of_many() => {}
            [] => self.missing(row),
            [_, _, ..] if !row.is_everywhere => self.ambiguous(row, extents),
            found => self.placed.extend(found.iter().map(|&extent| (correction(extent), row.place.as_str()))),
        }
    }

    fn shown(&self, extents: &[Extent]) -> String {
        /// Places that are shown.
        const SHOWN: usize = 3;
        let place = |extent: &Extent| {
            let at = self.source.locate(self.origins.span(*extent).start);
            let words: Vec<&str> = self.document.str(*extent).split_whitespace().take(12).collect();
            format!("{}:{} \"{}\"", at.line, at.column, words.join(" "))
        };
        extents.iter().take(SHOWN).map(place).collect::<Vec<_>>().join(", ")
    }

    fn missing(&mut self, row: &Row) {
        let Anchor { before, quote, after } = &row.anchor;
        let alone = Anchor { quote: quote.clone(), ..Anchor::default() };
        let stands = places(self.document, &alone);
        let near = self.shown(&if stands.is_empty() { nearest(&self.document.text, &row.anchor) } else { stands });
        let words: Vec<&str> = [before, quote, after].into_iter().flat_map(|part| part.split_whitespace()).collect();
        let finding = Finding::CorrectionLost { row: row.place.clone(), words: words.join(" "), near };
        self.findings.push(Diagnostic { span: Span::default(), finding });
    }

    fn ambiguous(&mut self, row: &Row, extents: &[Extent]) {
        let (words, places) = (row.anchor.quote.clone(), self.shown(extents));
        let finding = Finding::CorrectionOfSeveral { row: row.place.clone(), words, count: extents.len(), places };
        self.findings.push(Diagnostic { span: self.origins.span(extents[0]), finding });
    }

    /// What agrees with all else, in the order of the rows; what two say, once.
    fn without_contradictions(&mut self) -> Vec<Correction> {
        let mut order: Vec<usize> = (0..self.placed.len()).collect();
        order.sort_by_key(|&n| (self.placed[n].0.set.family(), self.placed[n].0.extent));
        let mut is_refused = vec![false; self.placed.len()];
        for (at, &one) in order.iter().enumerate() {
            let own = &self.placed[one].0;
            let is_first = at == 0 || self.placed[order[at - 1]].0.set.family() != own.set.family();
            let rivals = || order[at + 1..].iter().copied().take_while(|&n| meets(own, &self.placed[n].0, is_first));
            let is_said_again = |&n: &usize| own.set == self.placed[n].0.set && own.extent == self.placed[n].0.extent;
            rivals().filter(is_said_again).for_each(|n| is_refused[n] = true);
            let disagreeing: Vec<usize> = rivals().filter(|&n| !own.set.agrees(&self.placed[n].0.set)).collect();
            if !disagreeing.is_empty() && is_one(&own.set) {
                // Of several titles none is the one.
                rivals().for_each(|n| is_refused[n] = true);
            }
            for other in disagreeing {
                (is_refused[one], is_refused[other]) = (true, true);
                let finding = Finding::CorrectionsDisagree {
                    one: self.placed[one].1.to_owned(),
                    other: self.placed[other].1.to_owned(),
                    words: self.document.line(own.extent),
                };
                self.findings.push(Diagnostic { span: self.origins.span(own.extent), finding });
            }
        }
        let mut refused = is_refused.into_iter();
        self.placed.drain(..).filter(|_| !refused.next().unwrap_or(false)).map(|(own, _)| own).collect()
    }
}

/// Whether two corrections of one family are about the same: the same words, or what a document has one of; then each is compared
/// with the first.
fn meets(one: &Correction, other: &Correction, is_first: bool) -> bool {
    one.set.family() == other.set.family() && (one.extent == other.extent || is_first && is_one(&one.set))
}

/// Whether a document has one of what is set.
const fn is_one(set: &Set) -> bool {
    matches!(set.family(), Family::Title | Family::Written)
}

/// A row that is written for a person: to be decided on, or decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafted {
    /// The document, as the row names it.
    pub file: String,
    /// The words.
    pub anchor: Anchor,
    /// What is set.
    pub set: String,
    /// Its value.
    pub value: String,
    /// Who decided; nobody yet where it is empty.
    pub by: String,
    /// Why.
    pub why: String,
}

impl Drafted {
    fn cell(&self, column: &str) -> String {
        let cell = match column {
            "file" => &self.file,
            "before" => &self.anchor.before,
            "quote" => &self.anchor.quote,
            "after" => &self.anchor.after,
            "set" => &self.set,
            "value" => &self.value,
            "by" => &self.by,
            "why" => &self.why,
            _ => "",
        };
        cell.to_owned()
    }

    /// The row as a line of CSV, in the order of the columns.
    pub fn line(&self) -> String {
        COLUMNS.map(|column| csv::cell(&self.cell(column))).join(",")
    }
}

/// The column that the table lacks and a row has something for: without it, the row would say something else.
///
/// ```
/// use teiscribe::register::{Anchor, Drafted, lacking};
///
/// let row = Drafted { anchor: Anchor { quote: "Bern".into(), before: "in".into(), ..Anchor::default() }, ..Drafted::default() };
/// assert_eq!(lacking("quote,set,value\n", &[row.clone()]), Some("before"));
/// assert_eq!(lacking("", &[row]), None);
/// ```
pub fn lacking(table: &str, rows: &[Drafted]) -> Option<&'static str> {
    let head = csv::rows(table).0.into_iter().next()?;
    let own = Columns::new(&head.cells);
    COLUMNS.into_iter().find(|&column| !own.has(column) && rows.iter().any(|row| !row.cell(column).is_empty()))
}

/// The table with `rows` after what it has, which stays byte for byte; where it is empty, its head comes first.
///
/// ```
/// use teiscribe::register::{Anchor, Drafted, table};
///
/// let row = Drafted { anchor: Anchor { quote: "May 1".into(), ..Anchor::default() }, set: "when".into(), value: "1871-05-01".into(), ..Drafted::default() };
/// assert_eq!(table("quote;set;value\n", &[row]), "quote;set;value\n\"'May 1\";when;1871-05-01\n");
/// ```
pub fn table(table: &str, rows: &[Drafted]) -> String {
    csv::append(table, &COLUMNS, rows.iter().map(|row| |column: &str| row.cell(column)))
}

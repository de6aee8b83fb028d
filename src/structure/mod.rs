//! A source to a document: what its lines are, by their shape, and what its blocks mean, by where they stand.
//!
//! First the lines become drafts of blocks (`block`), and these a document in which nothing is decided yet
//! (`assemble`). Then passes over the blocks set apart what is no running text: each is one module here.

mod assemble;
mod block;
mod corrected;
mod delimiter;
mod envelope;
mod frame;
mod front;
mod front_line;
mod genre;
mod heading;
mod html;
mod hyphen;
mod initial;
mod inline;
mod keyed;
mod language;
mod line;
mod list;
mod masthead;
mod matter;
mod moved;
mod name;
mod navigation;
mod note;
mod page;
mod rule;
mod statement;
mod tally;
mod title;
mod title_line;
mod title_page;
mod words;

use crate::convention::Habits;
use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{Block, Document, Extent, Kind, Origins, Zone};
use crate::source::{Source, Span};

use block::Drafts;
pub use genre::contents::leave_out as leave_out_contents;
use genre::{
    byline, cast, clause, contents, correspondence, dialogue, diary, division, illustration, letter, margin, numeral, quotation, verse,
};
use line::Line;

/// Reads a transcription. Never fails: what no rule understands stays text.
///
/// ```
/// use teiscribe::{convention::Habits, source::Source, structure};
///
/// let (source, _) = Source::read("t", b"# Title\n\nText.<sup>1</sup>\n\n1. Note.\n".to_vec()).unwrap();
/// let (document, findings) = structure::parse(&source, Habits::base());
/// assert_eq!(document.notes.len(), 1);
/// assert!(findings.is_empty());
/// ```
pub fn parse(source: &Source, habits: &Habits) -> (Document, Vec<Diagnostic>) {
    settle(draft(source, habits), source, habits)
}

/// A source of which the text is known and nothing is decided yet: corrections are looked for in this text.
#[derive(Debug)]
pub struct Draft {
    /// The document so far.
    pub document: Document,
    is_too_deep: bool,
}

/// Reads a transcription as far as its text and the shape of its blocks.
pub fn draft(source: &Source, habits: &Habits) -> Draft {
    let (mut document, is_too_deep) = blocks(source.text(), source.beside(), habits);
    document.header.stem = stem(source.name());
    document.header.named = habits.named(&document.header.stem);
    Draft { document, is_too_deep }
}

/// Decides what the blocks of a draft mean, its corrections first and last.
pub fn settle(draft: Draft, source: &Source, habits: &Habits) -> (Document, Vec<Diagnostic>) {
    let Draft { mut document, is_too_deep } = draft;
    let mut findings = if is_too_deep { vec![(Extent::default(), Finding::TooDeep)] } else { Vec::new() };
    findings.extend(corrected::begin(&mut document, source.text()));
    heading::clear(&mut document);
    frame::unwrap(&mut document);
    list::group(&mut document);
    navigation::set_apart(&mut document, habits);
    contents::find(&mut document, habits);
    statement::read(&mut document, habits);
    front::set_apart(&mut document, habits);
    division::open(&mut document, habits);
    numeral::open(&mut document);
    heading::open(&mut document, habits);
    division::name(&mut document, habits);
    statement::set_apart(&mut document, habits);
    verse::find(&mut document, habits);
    margin::number(&mut document);
    findings.extend(note::set_apart(&mut document, habits));
    statement::set_apart(&mut document, habits);
    note::drop_headings(&mut document, habits);
    note::sign(&mut document, habits);
    heading::settle(&mut document);
    rule::clear(&mut document);
    illustration::find(&mut document, habits);
    quotation::find(&mut document, habits);
    byline::find(&mut document, habits);
    letter::find(&mut document, habits);
    moved::place(&mut document);
    frame::unwrap_settled(&mut document);
    corrected::hold(&mut document);
    corrected::markers(&mut document, &mut findings);
    findings.extend(page::rejoin(&mut document, habits));
    cast::find(&mut document, habits);
    diary::find(&mut document, habits);
    clause::number(&mut document, habits);
    dialogue::find(&mut document, habits);
    verse::find(&mut document, habits);
    division::find(&mut document, habits);
    delimiter::find(&mut document, habits);
    statement::read(&mut document, habits);
    findings.extend(statement::gather(&mut document, habits));
    findings.extend((!has_text(&document)).then_some((Extent::default(), Finding::NoText)));
    findings.extend(corrected::unmade(&mut document));
    corrected::facts(&mut document, &mut findings);
    correspondence::gather(&mut document);
    language::tell(&mut document, habits);
    corrected::language(&mut document);
    let diagnostics = located(&document, findings, source);
    (document, diagnostics)
}

/// The blocks of a text, and of the notes of a file beside it, which begin at byte `beside`.
fn blocks(source: &str, beside: u32, habits: &Habits) -> (Document, bool) {
    let all = line::lines(source);
    let (lines, notes) = all.split_at(all.partition_point(|line| line.start < beside));
    let mut drafts = Drafts::default();
    text(source, lines, habits, &mut drafts);
    if !notes.is_empty() {
        drafts.push(block::DraftKind::Beside, 0, Vec::new());
        let above = matter::read(source, notes, habits, &mut drafts);
        block::read(source, &notes[above..], habits, &mut drafts);
    }
    (assemble::assemble(source, &drafts, habits), drafts.is_too_deep)
}

fn text(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) {
    let text = envelope::read(source, lines, habits, drafts);
    let mut rest = &lines[text.clone()];
    while let Some(above) = matter::find(source, rest, habits) {
        block::read(source, &rest[..above], habits, drafts);
        rest = &rest[above + matter::read(source, &rest[above..], habits, drafts)..];
    }
    rest = &rest[matter::read(source, rest, habits, drafts)..];
    block::read(source, rest, habits, drafts);
    envelope::close(&lines[text.end..], drafts);
}

/// Whether anything stands in the body.
fn has_text(document: &Document) -> bool {
    let is_text = |block: &Block| matches!(block.zone, Zone::Body | Zone::Note) && !document.str(block.extent).trim().is_empty();
    document.blocks.iter().any(is_text)
}

/// The file's name without folder and ending.
fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

fn located(document: &Document, findings: Vec<(Extent, Finding)>, source: &Source) -> Vec<Diagnostic> {
    let origins = Origins::new(document);
    let mut diagnostics: Vec<Diagnostic> =
        findings.into_iter().map(|(extent, finding)| Diagnostic { span: origins.span(extent), finding }).collect();
    diagnostics.extend(characters(document, &origins, source));
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics
}

/// One finding each for all form feeds and all characters that XML cannot hold.
fn characters(document: &Document, origins: &Origins, source: &Source) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let feeds = memchr::memchr_iter(b'\x0c', source.text().as_bytes());
    let (count, first) = (feeds.clone().count(), feeds.into_iter().next());
    diagnostics.extend(first.map(|at| Diagnostic { span: Span::new(at, at + 1), finding: Finding::FormFeed { count } }));
    let forbidden = || document.annotations.iter().filter_map(|a| if let Kind::Forbidden(c) = a.kind { Some((a.extent, c)) } else { None });
    if let Some((extent, character)) = forbidden().next() {
        let finding = Finding::Forbidden { character, count: forbidden().count() };
        diagnostics.push(Diagnostic { span: origins.span(extent), finding });
    }
    diagnostics
}

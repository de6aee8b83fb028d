//! Lines that say where a text comes from: "Source : *Works*, Vol. 4", "Transcribed by Aindrias Ó Cathasaigh."

mod cited;
mod creation;
mod credit;
mod facts;
mod matter;
mod sentence;
mod unit;
mod value;

use crate::convention::{CreditRole, Habits};
use crate::date::{self, Years};
use crate::document::{Block, BlockKind, Document, Extent, Kind, Rend, Set, Statement, StatementKind, Zone};
use crate::structure::{moved, name};

pub(super) use cited::{is_credit, is_masthead};
pub(super) use facts::gather;

use cited::{is_attributed, is_citation, within_brackets};

/// A line longer than this is running text, in bytes; a statement of rights may be longer.
const MAX_LINE: usize = 420;

/// Whether a line reads as a sentence of the convention.
pub(super) fn is_sentence(line: &str, habits: &Habits) -> bool {
    line.len() <= MAX_LINE && sentence::stated(habits, line).is_some()
}

/// Whether a block holds nothing but statements.
pub(super) fn is_one(document: &Document, block: &Block, habits: &Habits) -> bool {
    let text = document.str(block.extent);
    if block.kind == BlockKind::Statement || is_citation(document, block, habits) {
        return true;
    }
    let kinds = || lines(document, block.extent).map(|line| recognise(document, line, habits));
    let recognised = kinds().flatten().count();
    recognised > 0
        && (text.len() <= MAX_LINE
            || recognised * 3 >= kinds().count() && text.len() <= 6 * MAX_LINE
            || kinds().flatten().any(|(kind, _)| kind == StatementKind::Rights))
}

/// Whether a block says what may be done with the text.
pub(super) fn grants(document: &Document, block: &Block, habits: &Habits) -> bool {
    lines(document, block.extent).any(|line| recognise(document, line, habits).is_some_and(|(kind, _)| kind == StatementKind::Rights))
}

/// Whether a line of a block tells something of the text, and is no remark.
fn tells(document: &Document, block: &Block, habits: &Habits) -> bool {
    let kinds = lines(document, block.extent).filter_map(|line| recognise(document, line, habits));
    kinds.into_iter().any(|(kind, _)| kind != StatementKind::Other)
}

/// Whether a heading is none but says who made the text what it is: "##### Transcribed for the Archive by Sally Ryan."
pub(super) fn is_set_large(document: &Document, block: &Block, habits: &Habits) -> bool {
    let made = |line| recognise(document, line, habits).is_some_and(|(kind, _)| is_role(kind) && kind != StatementKind::FirstPublication);
    matches!(block.kind, BlockKind::Heading(4..)) && is_one(document, block, habits) && lines(document, block.extent).any(made)
}

/// The lines of an extent; they end at hard breaks.
fn lines(document: &Document, extent: Extent) -> impl Iterator<Item = Extent> {
    document.str(extent).split('\n').map(|line| document.extent_of(line.trim()))
}

/// What a line is about, and the words that say so.
fn recognise(document: &Document, line: Extent, habits: &Habits) -> Option<(StatementKind, Extent)> {
    let inner = within_brackets(document, line);
    let told = bare(document, line, habits);
    told.or_else(|| bare(document, inner, habits).filter(|(kind, _)| inner != line && *kind == StatementKind::Source))
}

fn bare(document: &Document, line: Extent, habits: &Habits) -> Option<(StatementKind, Extent)> {
    let text = document.str(line);
    let start = line.start as usize;
    if let Some((key, kind)) = keyed(text, habits) {
        return Some((kind, Extent::new(start, start + key)));
    }
    if let Some((kind, said)) = (text.len() <= MAX_LINE).then(|| sentence::stated(habits, text)).flatten() {
        return Some((kind, Extent::new(start, start + said.opening)));
    }
    let (kind, len) = habits.opening(text)?;
    let fits = match kind {
        StatementKind::FirstPublication if !date::find(text, Years::Anywhere).is_empty() => true,
        StatementKind::Source | StatementKind::FirstPublication => is_bibliographic(document, line, len, habits),
        StatementKind::Rights | StatementKind::Updated => true,
        StatementKind::Written => !date::find(text, Years::Anywhere).is_empty(),
        _ => text[len..].trim_start().starts_with(|c: char| !c.is_lowercase()) || says_who(text, habits),
    };
    // "Published in 1918": when it came out is told where it first did.
    let is_dated = kind == StatementKind::Source && text[len..].trim_start().starts_with('1') && habits.is_dated_statement(text);
    let kind = if is_dated { StatementKind::FirstPublication } else { kind };
    (fits && (text.len() <= MAX_LINE || kind == StatementKind::Rights)).then(|| (kind, Extent::new(start, start + len)))
}

/// Whether a line has a "by" within.
fn says_who(text: &str, habits: &Habits) -> bool {
    let is_by = |at: usize| matches!(habits.credit(&text[at + 1..]), Some((CreditRole::By, _)));
    text.match_indices(' ').any(|(at, _)| is_by(at))
}

/// The bytes of the key of "Source : *Works*", and its kind.
fn keyed(text: &str, habits: &Habits) -> Option<(usize, StatementKind)> {
    const MAX_KEY: usize = 60;
    let colon = text.bytes().take(MAX_KEY).position(|b| b == b':')?;
    let key = text[..colon].trim_end();
    let bare = key.trim_start_matches(|c: char| "#+*".contains(c)).trim();
    let kind = habits.key(bare)?;
    bare.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic()).then_some((key.len(), kind))
}

/// Whether what follows "From" or "Published in" is a title set off in type, a link, or something with a date.
fn is_bibliographic(document: &Document, line: Extent, len: usize, habits: &Habits) -> bool {
    /// "From", "Fra": an opening no longer than this, in bytes, stands before a time as well.
    const PREPOSITION: usize = 5;
    let after = line.start as usize + len + 1;
    let is_near = |extent: Extent| (extent.start as usize) >= after.saturating_sub(1) && (extent.start as usize) <= after + 12;
    let is_set_off = |kind: &Kind| matches!(kind, Kind::Emphasis(Rend::Italic | Rend::Bold) | Kind::Link(_));
    let has_title = document.annotations_in(line).iter().any(|a| is_set_off(&a.kind) && is_near(a.extent));
    let rest = document.text.get(after..line.end as usize).unwrap_or_default();
    let is_named = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'«„".contains(c));
    // "From February 18 to 20, 1919, it met" tells when.
    let is_dated = date::find(rest, Years::Anywhere).first().is_some_and(|found| found.range.start > 0 || len > PREPOSITION);
    has_title || (is_named && is_dated) || habits.is_certain_statement(document.str(line))
}

/// The words of a statement without its key.
pub(super) fn value<'d>(document: &'d Document, statement: &Statement) -> &'d str {
    document.str(value_extent(document, statement))
}

/// Where the words of a statement begin after its key, its colon and quotation marks of YAML.
fn value_extent(document: &Document, statement: &Statement) -> Extent {
    let (start, end) = (statement.key.end as usize, statement.extent.end as usize);
    let rest = &document.text[start..end];
    let is_bracketed = start == statement.extent.start as usize && statement.name.is_none() && rest.starts_with('[') && rest.ends_with(']');
    let (rest, end) = if is_bracketed { (&rest[..rest.len() - 1], end - 1) } else { (rest, end) };
    let is_before = |c: char| c == ':' || c.is_whitespace() || is_bracketed && c == '[';
    let skipped = rest.len() - rest.trim_start_matches(is_before).len();
    let rest = &rest[skipped..];
    let quoted = rest.len() > 1 && (rest.starts_with('"') && rest.ends_with('"') || rest.starts_with('\'') && rest.ends_with('\''));
    let (from, to) = (start + skipped + usize::from(quoted), end - usize::from(quoted));
    Extent::new(from, to.max(from))
}

/// Sets the statements after the text apart: colophon, imprint, credits.
pub(super) fn set_apart(document: &mut Document, habits: &Habits) {
    let leaves: Vec<usize> =
        (0..document.blocks.len()).filter(|&index| document.is_leaf(index) && document.blocks[index].zone == Zone::Body).collect();
    for (n, &index) in leaves.iter().enumerate().skip(1).rev() {
        let block = document.blocks[index];
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Cell | BlockKind::Heading(4..));
        // "Note: See …" at the end is text; above it, it tells of it, and right below "Source: …".
        let told = |block: &Block| is_one(document, block, habits) && tells(document, block, habits);
        let is_statement = is_text
            && (is_one(document, &block, habits) && (tells(document, &block, habits) || told(&document.blocks[leaves[n - 1]]))
                || (is_imprint(document.str(block.extent), habits) && block.kind == BlockKind::Paragraph));
        if is_statement {
            document.blocks[index].kind = BlockKind::Statement;
            document.blocks[index].zone = Zone::Header;
        } else if block.kind != BlockKind::Rule && !document.str(block.extent).trim().is_empty() {
            break;
        }
    }
}

/// Reads every statement of the header's zone, and the imprint and trailer at the end.
pub(super) fn read(document: &mut Document, habits: &Habits) {
    let mut statements = Vec::new();
    for block in document.blocks.iter().filter(|block| is_stated(block)) {
        read_block(document, block, habits, &mut statements);
    }
    for statement in &mut statements {
        statement.kind = decided(document, statement.extent).unwrap_or(statement.kind);
        value::parse(document, habits, statement);
    }
    document.header.statements = statements;
}

/// Whether a block holds statements.
const fn is_stated(block: &Block) -> bool {
    matches!(block.zone, Zone::Header) && !moved::waits(block) || matches!(block.kind, BlockKind::Trailer)
}

/// What a person decided that a statement is about.
fn decided(document: &Document, extent: Extent) -> Option<StatementKind> {
    document
        .corrections
        .iter()
        .filter(|own| own.extent.overlaps(extent))
        .find_map(|own| if let Set::Statement(kind) = own.set { kind } else { None })
}

/// A block's lines; one without a key goes on with the statement before, unless it is a sentence of its own.
fn read_block(document: &Document, block: &Block, habits: &Habits, statements: &mut Vec<Statement>) {
    let key = Extent { end: block.extent.start, ..block.extent };
    if let Some(at) = document.header.front_matter.iter().position(|(extent, _)| *extent == block.extent) {
        return statements.push(matter::read(document, habits, at));
    }
    if !lines(document, block.extent).any(|line| recognise(document, line, habits).is_some())
        && (is_credit(document, block, habits) || is_masthead(document, block, habits) || is_citation(document, block, habits))
    {
        let kind = StatementKind::Source;
        return statements.push(Statement { kind, extent: block.extent, key, name: None, bibl: None, parts: Vec::new() });
    }
    let first = statements.len();
    for line in lines(document, block.extent).filter(|line| !line.is_empty()) {
        let recognised = recognise(document, line, habits);
        let (kind, key) = match recognised {
            Some(recognised) => recognised,
            None if let Some(key) = bylined(document, line, habits) => (StatementKind::Author, key),
            None if block.kind == BlockKind::Trailer => (StatementKind::FirstPublication, Extent { end: line.start, ..line }),
            None if statements.len() > first && goes_on(document, statements, line) => {
                statements.last_mut().into_iter().for_each(|statement| statement.extent.end = line.end);
                continue;
            }
            None => (unkeyed_kind(document, line, habits), Extent { end: line.start, ..line }),
        };
        statements.push(Statement { kind, extent: line, key, name: None, bibl: None, parts: Vec::new() });
        split_sentences(document, habits, statements);
    }
}

/// The words "By" of a line among statements that names who the text is by: "By Rosa Berg" below "Written in 1918".
fn bylined(document: &Document, line: Extent, habits: &Habits) -> Option<Extent> {
    let text = document.str(line);
    let len = habits.byline(text).filter(|&len| name::are_persons(text[len..].trim(), habits))?;
    Some(Extent::new(line.start as usize, line.start as usize + len))
}

/// Whether a line continues the statement before: that one does not end, or this one is no sentence.
fn goes_on(document: &Document, statements: &[Statement], line: Extent) -> bool {
    let Some(before) = statements.last() else { return false };
    let ends = document.str(before.extent).ends_with(['.', ';', ')']) || before.kind == StatementKind::Rights;
    let text = document.str(line);
    text.starts_with(char::is_lowercase)
        || text.starts_with([' ', '-', '[', '{'])
        || (!ends && !text.starts_with(char::is_uppercase))
        || (!ends && text.len() < 60)
}

/// What a line is about that says it in no key: an imprint, a credit, or it is not known.
fn unkeyed_kind(document: &Document, line: Extent, habits: &Habits) -> StatementKind {
    let block = Block { kind: BlockKind::Statement, extent: line, depth: 0, zone: Zone::Header };
    let text = document.str(line);
    if let Some(kind) = habits.statement_told_within(text) {
        kind
    } else if is_imprint(text, habits) && !names_work(document, line) {
        StatementKind::Publisher
    } else if is_imprint(text, habits) || is_credit(document, &block, habits) || is_attributed(document, line, habits) {
        StatementKind::Source
    } else {
        StatementKind::Other
    }
}

/// Whether a line has a title set off in type behind other words: "Ann Roe (ed.), **Life and Ideas**, Freedom Press 1966."
fn names_work(document: &Document, line: Extent) -> bool {
    let is_type = |kind: &Kind| matches!(kind, Kind::Emphasis(Rend::Italic | Rend::Bold));
    document.annotations_in(line).iter().any(|a| is_type(&a.kind) && a.extent.start > line.start && a.extent.end < line.end)
}

/// "Letters to Dr Kugelmann (London, undated). Scanned and prepared by Paul Flewers.": the second sentence is a statement
/// of its own, of another kind.
fn split_sentences(document: &Document, habits: &Habits, statements: &mut Vec<Statement>) {
    while let Some(last) = statements.last_mut()
        && let Some((kind, extent, key)) = own_sentence(document, habits, last)
    {
        last.extent.end = extent.start - 1;
        statements.push(Statement { kind, extent, key, name: None, bibl: None, parts: Vec::new() });
    }
}

/// The first sentence of `last` that is a statement of its own, of another kind: its kind, its extent to the end, and its key.
fn own_sentence(document: &Document, habits: &Habits, last: &Statement) -> Option<(StatementKind, Extent, Extent)> {
    let text = document.str(last.extent);
    text.match_indices(". ").chain(text.match_indices("; ")).find_map(|(at, stop)| {
        let rest = Extent::new(last.extent.start as usize + at + 2, last.extent.end as usize);
        let is_keyed = (at > 20 || stop == "; ") && keyed(document.str(rest), habits).is_some();
        // "First published in Moscow in 1924. Taken from Works, vol. 2, 1976.", "Transcribed by Sally Ryan. From *Liberty*, May 1935."
        let is_taken = |kind| kind == StatementKind::Source && is_role(last.kind);
        let is_own = |kind| kind != last.kind && ((is_role(kind) || is_taken(kind)) && at > 20 || is_keyed && kind != StatementKind::Other);
        let (kind, key) = recognise(document, rest, habits).filter(|(kind, _)| is_own(*kind))?;
        Some((kind, rest, key))
    })
}

/// "Edited by Ann Reader": a line that says who made the edition.
pub(super) fn is_role_line(text: &str, habits: &Habits) -> bool {
    let is_own = |(kind, len): (StatementKind, usize)| is_role(kind) && text[len..].trim_start().starts_with(char::is_uppercase);
    text.starts_with(char::is_uppercase) && habits.opening(text).is_some_and(is_own)
}

fn is_role(kind: StatementKind) -> bool {
    use StatementKind::{Edited, FirstPublication, MarkedUp, OnlineVersion, Proofread, Transcribed, Translated};
    matches!(kind, Edited | FirstPublication | MarkedUp | OnlineVersion | Proofread | Transcribed | Translated)
}

/// "1000 Flowers Publishing, Corvallis, OR · December 2015 · Non-commercial reproduction permitted."
pub(super) fn is_imprint(text: &str, habits: &Habits) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_end_matches('.'));
    let is_publisher = |word: &str| word.starts_with(char::is_uppercase) && habits.bibliography.publisher.contains(word);
    // A year of print is in figures, or Roman: then it begins with M.
    let may_have_year = || text.bytes().any(|b| b.is_ascii_digit() || b == b'M');
    text.len() <= 200
        && may_have_year()
        && text.contains(['·', '•', '|', '–', ','])
        && words().any(is_publisher)
        && !date::find(text, Years::Anywhere).is_empty()
        && !habits.names.begin_sentence_in(text)
        && !is_numbered(text)
        && name::is_mostly_names(text)
}

/// "1. Sir Edwin Arnold, …": a note or an item.
fn is_numbered(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']) && text.starts_with(|c: char| c.is_ascii_digit())
}

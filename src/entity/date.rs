//! The dates of a document: first those that date it, then those of the text, then those of the notes and statements.

use crate::date::{self, Context, Order, Phrase, Problem, Reckoning, Voice, Years};
use crate::diagnostic::Finding;
use crate::document::{Annotation, BlockKind, Document, Extent, Kind, Set, Zone};
use crate::settings::Settings;

/// A block with the dates that its words name.
struct Read {
    extent: Extent,
    voice: Voice,
    phrases: Vec<Phrase>,
    /// Whether a part ends with it or begins anew, so that what dated it dates no more.
    is_end: bool,
}

/// Adds the dates of `document`; gives back what is wrong with some, and where.
pub(super) fn find(document: &mut Document, settings: &Settings) -> Vec<(Extent, Finding)> {
    let reads = read(document);
    let order = Order::of(reads.iter().flat_map(|read| &read.phrases));
    let reckoning = settings.calendar.unwrap_or_else(|| Reckoning::of_language(document.header.tongue()));
    let mut context = Context::new(date_of(document, settings), order, reckoning);
    let mut findings = Vec::new();
    let mut found = Vec::new();
    for read in &reads {
        let base = read.extent.start as usize;
        if read.is_end {
            context.leave();
        }
        for own in context.dates(document.str(read.extent), &read.phrases, read.voice) {
            let extent = Extent::new(base + own.range.start, base + own.range.end);
            findings.extend(own.date.problem.map(|problem| (extent, finding(problem, document.str(extent)))));
            found.push(Annotation { extent, kind: Kind::Date(Box::new(own.date)) });
        }
    }
    document.annotations.extend(found);
    document.sort_annotations();
    findings
}

fn read(document: &Document) -> Vec<Read> {
    let blocks = document.texts().into_iter().map(|(extent, index)| (extent, &document.blocks[index]));
    let texts = blocks.filter(|(extent, block)| !matches!(block.zone, Zone::Dropped(_)) && !extent.is_empty());
    let read = texts.map(|(extent, block)| {
        let stands_alone = is_bibliographic(block.kind) || block.kind == BlockKind::Paragraph && is_year(document.str(extent));
        let years = if stands_alone { Years::Anywhere } else { Years::AfterPreposition };
        let phrases = date::read(document.str(extent), document.header.tongue(), years);
        let voice = match voice(block.zone, block.kind) {
            Voice::Text if dates_others(block.kind, document.str(extent), &phrases) => Voice::Heading,
            voice => voice,
        };
        let is_end = voice == Voice::Text && matches!(block.kind, BlockKind::Heading(_) | BlockKind::Closer | BlockKind::Signature);
        Read { extent, voice, phrases, is_end }
    });
    read.filter(|read| read.is_end || !read.phrases.is_empty()).collect()
}

fn voice(zone: Zone, kind: BlockKind) -> Voice {
    match (zone, kind) {
        (Zone::Header, _) | (_, BlockKind::Statement | BlockKind::Trailer) => Voice::Statement,
        (Zone::Note, _) => Voice::Note,
        _ => Voice::Text,
    }
}

/// Whether a number of four digits that stands alone in such a block is a year.
fn is_bibliographic(kind: BlockKind) -> bool {
    use BlockKind::{Dateline, DocDate, Heading, Imprint, Statement, Subtitle, Title, Trailer};
    matches!(kind, Statement | Trailer | DocDate | Imprint | Dateline | Title | Subtitle | Heading(_))
}

/// Whether a block dates those below it: a dateline, or a paragraph or heading that is a date and no more.
fn dates_others(kind: BlockKind, words: &str, phrases: &[Phrase]) -> bool {
    let [phrase] = phrases else { return false };
    let outside = [&words[..phrase.range.start], &words[phrase.range.end..]];
    let is_alone = || outside.iter().all(|words| !words.contains(char::is_alphanumeric));
    match kind {
        BlockKind::Dateline => true,
        BlockKind::Paragraph | BlockKind::Heading(_) => is_alone(),
        _ => false,
    }
}

/// Whether a block says a year and no more, as annals and diaries do before its entries.
fn is_year(words: &str) -> bool {
    let figures = words.trim_matches(|c: char| c.is_whitespace() || ".:[]()—–-".contains(c));
    figures.len() == 4 && figures.bytes().all(|b| b.is_ascii_digit())
}

/// When the document was written: as was decided, as its header or dateline says, as its project or its file's name says.
fn date_of(document: &Document, settings: &Settings) -> Option<date::Moment> {
    let decided = document.corrections.iter().find_map(|own| if let Set::Written(moment) = own.set { moment } else { None });
    let given = || [settings.metadata.get("date"), document.header.named.date.as_deref()].into_iter().flatten().find_map(first_of);
    decided.or_else(|| stated(document)).or_else(given).filter(|moment| moment.year.is_some())
}

fn first_of(words: &str) -> Option<date::Moment> {
    date::find(words, Years::Anywhere).first()?.date.value?.first()
}

fn stated(document: &Document) -> Option<date::Moment> {
    let creation = document.header.creation.as_ref()?;
    let words = document.str(creation.date);
    let phrases = date::read(words, document.header.tongue(), Years::Anywhere);
    let found = Context::default().dates(words, &phrases, Voice::Text);
    found.first()?.date.value?.first().filter(|moment| moment.year.is_some())
}

fn finding(problem: Problem, words: &str) -> Finding {
    let words = words.to_owned();
    match problem {
        Problem::Impossible => Finding::ImpossibleDate { words },
        Problem::Reversed => Finding::ReversedDates { words },
        Problem::Weekday => Finding::OtherWeekday { words },
    }
}

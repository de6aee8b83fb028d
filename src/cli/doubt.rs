//! What the program decided, as rows that would overrule it.

use std::cmp::Reverse;

use clap::ValueEnum;
use teiscribe::Reading;
use teiscribe::date::{Date, Value};
use teiscribe::diagnostic::{Diagnostic, Finding};
use teiscribe::document::{Annotation, Cert, Document, Extent, Family, Kind, Level, Mention, MentionKind, Origins, Reason, Zone};
use teiscribe::register::{Anchor, DRAFTED, Drafted, EVERYWHERE, anchors, family, id_of, quoted};

use super::decision;

/// The sorts of decision that can be asked for alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Sort {
    Dates,
    Names,
    Joins,
    Notes,
    Statements,
    Dropped,
}

/// A decision, and the row that it would be.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    /// The words, the first where they are many.
    pub(super) extent: Extent,
    pub(super) sort: Sort,
    /// The most doubtful are 0; what nobody doubts is [`SURE`].
    pub(super) rank: u8,
    pub(super) set: &'static str,
    /// What was chosen.
    pub(super) value: String,
    /// The rule, the evidence, and what else it may be.
    pub(super) why: String,
}

impl Doubt {
    /// Of what it decides; `None` for no word of the rows, which none has.
    pub(super) fn family(&self) -> Option<Family> {
        family(self.set, &self.value).ok()
    }
}

/// The rank of what is sure.
pub(super) const SURE: u8 = 9;

/// Every decision of a document that is not sure, in the order of the text.
pub(super) fn doubts(reading: &Reading) -> Vec<Doubt> {
    let document = &reading.document;
    let origins = Origins::new(document);
    let mut doubts: Vec<Doubt> = decisions(document).into_iter().filter(|own| own.rank < SURE).collect();
    doubts.extend(document.annotations.iter().filter_map(|a| join(document, a)));
    doubts.extend(reading.findings.iter().filter_map(|found| of_finding(document, origins.extent(found.span), found)));
    doubts.extend(dropped(document));
    for own in &mut doubts {
        own.extent = quoted(&document.text, own.extent);
    }
    doubts.retain(|own| !document.str(own.extent).trim().is_empty());
    doubts.sort_by_key(|own| (own.extent.start, Reverse(own.extent.end), own.sort));
    doubts.dedup_by_key(|own| (own.extent, own.family()));
    doubts
}

/// The dates and names of a document, those included that are not sure enough to be tagged.
pub(super) fn decisions(document: &Document) -> Vec<Doubt> {
    let tagged = document.annotations.iter().filter_map(|a| tagged(document, a));
    let untagged = document.doubtful.iter().map(|own| Doubt {
        extent: own.extent,
        sort: Sort::Names,
        rank: 0,
        set: "type",
        value: "none".to_owned(),
        why: format!("perhaps {}, not tagged (rule: {})", type_name(own.kind), own.rule),
    });
    let mut all: Vec<Doubt> = tagged.chain(untagged).collect();
    all.sort_by_key(|own| (own.extent.start, Reverse(own.extent.end)));
    all
}

const fn rank(cert: Cert) -> u8 {
    match cert {
        Cert::Low => 0,
        Cert::Medium => 1,
        Cert::High => SURE,
    }
}

fn tagged(document: &Document, annotation: &Annotation) -> Option<Doubt> {
    let (sort, cert, (set, value)) = match &annotation.kind {
        Kind::Date(date) => {
            let unvalued = if date.value.is_none() { Cert::Low } else { Cert::High };
            (Sort::Dates, date.inferred.map_or(unvalued, |own| own.cert), set_of_date(date))
        }
        Kind::Mention(mention) => (Sort::Names, mention.cert, set_of_name(document, mention)),
        _ => return None,
    };
    let why = decision::said(document, annotation);
    Some(Doubt { extent: annotation.extent, sort, rank: rank(cert), set, value, why })
}

fn set_of_date(date: &Date) -> (&'static str, String) {
    match date.value {
        None => ("when", String::new()),
        Some(Value::When(moment)) => ("when", moment.to_string()),
        Some(Value::Range { from: Some(from), to: Some(to) }) => ("from", format!("{from}/{to}")),
        Some(Value::Range { from: Some(from), to: None }) => ("from", from.to_string()),
        Some(Value::Range { from: None, to }) => ("to", to.map(|to| to.to_string()).unwrap_or_default()),
        Some(Value::Within { not_before: Some(from), not_after: Some(to) }) => ("notBefore", format!("{from}/{to}")),
        Some(Value::Within { not_before: Some(from), not_after: None }) => ("notBefore", from.to_string()),
        Some(Value::Within { not_before: None, not_after }) => ("notAfter", not_after.map(|to| to.to_string()).unwrap_or_default()),
    }
}

fn set_of_name(document: &Document, mention: &Mention) -> (&'static str, String) {
    let entry = mention.entry.and_then(|entry| document.entries.get(entry.0 as usize));
    match entry {
        Some(entry) => ("ref", entry.id.as_deref().map_or_else(|| id_of(entry.kind, &entry.name), str::to_owned)),
        None if mention.rivals.is_empty() => ("type", type_name(mention.kind).to_owned()),
        None => ("ref", "none".to_owned()),
    }
}

const fn type_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Work(Level::Journal) => "title j",
        MentionKind::Work(Level::Analytic) => "title a",
        MentionKind::Work(_) => "title",
        kind => kind.as_str(),
    }
}

/// Two paragraphs that were taken for one: the words on both sides of where they met.
fn join(document: &Document, annotation: &Annotation) -> Option<Doubt> {
    let Kind::PageBreak(page) = &annotation.kind else { return None };
    let cert = page.cert?;
    let why = format!("paragraph rejoined over an unmarked page break (rule: the sentence goes on; certainty {})", cert.as_str());
    Some(joined(document, annotation.extent, "yes", rank(cert), why))
}

fn joined(document: &Document, seam: Extent, value: &str, rank: u8, why: String) -> Doubt {
    const WORDS: usize = 3;
    let (before, after) = (&document.text[..seam.start as usize], &document.text[seam.end as usize..]);
    let start = before.split_whitespace().rev().take(WORDS).last().map_or(seam.start, |word| document.extent_of(word).start);
    let end = after.split_whitespace().take(WORDS).last().map_or(seam.end, |word| document.extent_of(word).end);
    let extent = Extent { start, end };
    Doubt { extent, sort: Sort::Joins, rank, set: "join", value: value.to_owned(), why }
}

/// A decision of which a finding tells.
fn of_finding(document: &Document, extent: Extent, found: &Diagnostic) -> Option<Doubt> {
    let why = format!("{} (rule: {})", found.finding, found.finding.code());
    let (sort, rank, set, value) = match &found.finding {
        Finding::PerhapsCut { .. } => return Some(joined(document, extent, "no", 1, why)),
        Finding::MarkerWithoutNote { .. } => (Sort::Notes, 1, "note", "none"),
        Finding::NoteWithoutMarker { .. } => (Sort::Notes, 1, "read-as", "note"),
        Finding::Statement { .. } => (Sort::Statements, 1, "statement", "other"),
        Finding::AuthorFromNavigation { .. } => (Sort::Statements, 2, "author", ""),
        _ => return None,
    };
    let extent = if set == "read-as" { rest_of_block(document, extent) } else { extent };
    Some(Doubt { extent, sort, rank, set, value: value.to_owned(), why })
}

/// The words of the block from `extent` on.
fn rest_of_block(document: &Document, extent: Extent) -> Extent {
    let at = document.blocks.partition_point(|block| block.extent.start <= extent.start);
    let end = document.blocks[..at].last().map_or(extent.end, |block| block.extent.end);
    Extent { end: end.max(extent.end), ..extent }
}

/// The blocks that a rule leaves out, whatever for.
fn dropped(document: &Document) -> impl Iterator<Item = Doubt> {
    let is_leaf = |index: usize| document.is_leaf(index);
    let blocks = document.blocks.iter().enumerate().filter(move |&(index, _)| is_leaf(index));
    blocks.filter_map(|(_, block)| {
        let Zone::Dropped(reason) = block.zone else { return None };
        (reason != Reason::Correction).then(|| Doubt {
            extent: block.extent,
            sort: Sort::Dropped,
            rank: 3,
            set: "read-as",
            value: "dropped".to_owned(),
            why: format!("left out (rule: {})", reason.as_str()),
        })
    })
}

/// The row of each decision, each with words that stand once in the document.
pub(super) fn rows(document: &Document, file: &str, doubts: &[Doubt]) -> Vec<Drafted> {
    let extents: Vec<Extent> = doubts.iter().map(|own| quoted(&document.text, own.extent)).collect();
    let anchors = anchors(document, &extents);
    let row = |((own, extent), anchor): ((&Doubt, &Extent), Option<Anchor>)| {
        let alone = Anchor { quote: document.line(*extent), before: EVERYWHERE.to_owned(), after: String::new() };
        Drafted {
            file: file.to_owned(),
            anchor: anchor.unwrap_or(alone),
            set: own.set.to_owned(),
            value: own.value.clone(),
            by: String::new(),
            why: format!("{DRAFTED}{} · {}", own.value, own.why),
        }
    };
    doubts.iter().zip(&extents).zip(anchors).map(row).collect()
}

/// `12:3 "Bury": place …`: a decision with the line and column of its first word.
pub(super) fn placed(reading: &Reading, origins: &Origins, own: &Doubt) -> String {
    let place = reading.source.locate(origins.span(own.extent).start);
    format!("{}:{} \"{}\": {}", place.line, place.column, reading.document.line(own.extent), own.why)
}

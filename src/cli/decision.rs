//! What was decided of a place in the text, and why, in words.

use std::fmt::Write;

use teiscribe::date::Date;
use teiscribe::document::{Annotation, Cert, Correction, Document, EntryId, Evidence, Family, Kind, Mention, MentionKind};

use super::term;

/// What an annotation says; of a date, its value and where that comes from; of a name, the rule, the evidence and who else
/// may be meant.
pub(super) fn said(document: &Document, annotation: &Annotation) -> String {
    match &annotation.kind {
        Kind::Date(date) => said_of_date(date) + &corrected(document, annotation),
        Kind::Mention(mention) => said_of_name(document, mention),
        other => term::annotation(other) + &corrected(document, annotation),
    }
}

fn said_of_date(date: &Date) -> String {
    let mut text = date.value.map_or_else(|| "date without a value".to_owned(), |value| format!("date {value}"));
    if let Some(original) = date.original {
        let (year, month, day) = original.day;
        // Writing to a string cannot fail.
        let _ = write!(text, ", {year:04}-{month:02}-{day:02} in the {} calendar", term::term(&original.calendar));
    }
    if let Some(inferred) = date.inferred {
        text.push_str(&because(inferred.rule.as_str(), inferred.cert, inferred.evidence));
    }
    text
}

/// That a person decided it.
fn corrected(document: &Document, annotation: &Annotation) -> String {
    let is_it = |own: &&Correction| own.extent == annotation.extent && Some(own.set.family()) == Family::of(&annotation.kind);
    document.corrections.iter().find(is_it).map_or_else(String::new, |own| match &*own.by {
        "" => " (rule: a correction)".to_owned(),
        by => format!(" (rule: a correction, by {by})"),
    })
}

fn said_of_name(document: &Document, mention: &Mention) -> String {
    let name = |id: &EntryId| document.entries.get(id.0 as usize).map_or("", |entry| &entry.name).to_owned();
    let mut text = kind_name(mention.kind).to_owned();
    if mention.is_plural {
        text.push_str(", several of one name");
    }
    if let Some(entry) = &mention.entry {
        let _ = write!(text, " {}", name(entry));
    }
    text.push_str(&because(mention.rule, mention.cert, mention.evidence));
    if !mention.rivals.is_empty() {
        let _ = write!(text, "; may also be {}", mention.rivals.iter().map(name).collect::<Vec<_>>().join(", "));
    }
    text
}

/// By which rule it was decided, how sure that is, and on what evidence.
fn because(rule: &str, cert: Cert, evidence: Evidence) -> String {
    format!(" (rule: {rule}; certainty {}, evidence {})", cert.as_str(), evidence.as_str())
}

const fn kind_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "person",
        MentionKind::Place => "place",
        MentionKind::Organisation => "organisation",
        MentionKind::Work(_) => "work",
    }
}

//! What square brackets mean, once it is known which of them hold dates.

use crate::document::{Document, Extent, GapReason, Kind};

/// Turns every undecided bracket into what it means.
pub(super) fn decide(document: &mut Document) {
    for index in 0..document.annotations.len() {
        let is_open = match &document.annotations[index].kind {
            Kind::Bracket => true,
            Kind::Figure(address) => address.is_empty() && holds_more(document, document.annotations[index].extent),
            _ => false,
        };
        if is_open {
            document.annotations[index].kind = meaning(document, index);
        }
    }
}

/// A legend in brackets in which names and dates were found, or type: a figure has words alone.
fn holds_more(document: &Document, extent: Extent) -> bool {
    let inner = Extent { start: extent.start + 1, end: extent.end.saturating_sub(1).max(extent.start + 1) };
    document.str(extent).starts_with('[') && document.annotations_in(inner).iter().any(|a| inner.contains(a.extent))
}

/// "[10 December] 1922", "December 10 [1922]": the brackets hold a part of a date.
fn is_in_date(document: &Document, index: usize) -> bool {
    const NEAR: usize = 8;
    let extent = document.annotations[index].extent;
    let before = document.annotations[..index].iter().rev().take(NEAR);
    before.into_iter().any(|a| matches!(a.kind, Kind::Date(_)) && a.extent != extent && a.extent.contains(extent))
}

/// A word of a gloss or of a supplied phrase is one of so few, at most.
const MAX_SUPPLIED: usize = 4;
/// What is longer, in bytes, is a comment; brackets in brackets in brackets would each be read to their ends.
const MAX_READ: usize = 1000;

fn meaning(document: &Document, index: usize) -> Kind {
    let extent = document.annotations[index].extent;
    if extent.range().len() > MAX_READ {
        return Kind::Comment;
    }
    let inner = Extent { start: extent.start + 1, end: extent.end - 1 };
    let text = document.str(inner).trim();
    if !text.is_empty() && text.chars().all(|c| ".…-–—_ *".contains(c)) {
        return Kind::Gap(GapReason::Omitted);
    }
    let words = text.split_whitespace().count();
    if is_in_date(document, index) {
        return Kind::Supplied;
    }
    if text == "!" {
        Kind::Sic
    } else if text.ends_with('?') && words <= 3 && text.len() > 1 {
        Kind::Unclear
    } else if is_in_word(document, extent) {
        Kind::Supplied
    } else if holds_date(document, inner) {
        if completes_date(document, extent) { Kind::Supplied } else { gloss_or_comment(document, inner) }
    } else if is_name(text) && words <= MAX_SUPPLIED && follows_word(document, extent) {
        Kind::Gloss
    } else if words <= MAX_SUPPLIED && text.starts_with(char::is_lowercase) && !text.contains([',', ':', ';', '=']) {
        Kind::Supplied
    } else {
        Kind::Comment
    }
}

/// `Communi[s]ten`, `Whitn[e]y`: letters touch the brackets on the inside and the outside.
fn is_in_word(document: &Document, extent: Extent) -> bool {
    let before = document.text[..extent.start as usize].chars().next_back().is_some_and(char::is_alphabetic);
    let after = document.text[extent.end as usize..].chars().next().is_some_and(char::is_alphabetic);
    let inner = document.str(Extent { start: extent.start + 1, end: extent.end - 1 });
    (before || after) && !inner.is_empty() && inner.chars().all(char::is_alphabetic)
}

fn dates(document: &Document, extent: Extent) -> impl Iterator<Item = Extent> {
    document.annotations_in(extent).iter().filter(move |a| matches!(a.kind, Kind::Date(_)) && extent.contains(a.extent)).map(|a| a.extent)
}

fn holds_date(document: &Document, inner: Extent) -> bool {
    dates(document, inner).next().is_some() || is_year(document.str(inner).trim())
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && text.as_bytes()[0] <= b'2'
}

/// "December 10 [1922]": the year that the words before leave out.
fn completes_date(document: &Document, extent: Extent) -> bool {
    let inner = document.str(Extent { start: extent.start + 1, end: extent.end - 1 }).trim();
    let before = document.text[..extent.start as usize].trim_end();
    is_year(inner) && before.ends_with(|c: char| c.is_ascii_digit())
}

/// A date alone glosses; a date with words about it is a comment.
fn gloss_or_comment(document: &Document, inner: Extent) -> Kind {
    let dated: usize = dates(document, inner).map(|date| date.range().len()).sum();
    let rest = document.str(inner).trim().len().saturating_sub(dated);
    if rest <= 4 || is_year(document.str(inner).trim()) { Kind::Gloss } else { Kind::Comment }
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.contains(['.', ':', ';', '='])
        && text.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || ["of", "the", "de", "von", "and"].contains(&word))
}

fn follows_word(document: &Document, extent: Extent) -> bool {
    document.text[..extent.start as usize].trim_end().ends_with(|c: char| c.is_alphanumeric() || c == '’' || c == '.')
}

//! Lines that cite what a text is from, or a number of a periodical, without a key that says so.

use crate::convention::Habits;
use crate::date::{self, Years};
use crate::document::{Annotation, Block, BlockKind, Document, Extent, Kind, Rend};
use crate::structure::name;

use super::MAX_LINE;

/// "**Workers' Republic**, 30 June, 1900.": a title set off in type, and a date.
pub(in crate::structure) fn is_credit(document: &Document, block: &Block, habits: &Habits) -> bool {
    let text = document.str(block.extent);
    let Some(title) = leading_emphasis(document, block.extent) else { return false };
    let rest = &document.text[title.end as usize..block.extent.end as usize];
    let is_key = document.str(title).ends_with(':') || rest.starts_with(':');
    // A person and a date are a byline.
    let is_person = name::is_person(document.str(title), habits);
    let is_title = !is_person
        && !is_key
        && document.str(title).starts_with(char::is_uppercase)
        && date::find(document.str(title), Years::Anywhere).is_empty();
    let is_dated = date::find(rest, Years::Anywhere).first().is_some_and(|found| found.range.start < 40);
    is_title
        && is_dated
        && rest.starts_with([',', ' ', '\n', '.', ';'])
        && text.len() <= MAX_LINE
        && !crate::structure::genre::letter::is_salutation(text, habits)
}

/// "VOL. VI, NO. 10    NEW YORK, SUNDAY, JUNE 7, 1896": the head of a newspaper above the title; "Notes to the People. No. 22,
/// 27 September 1851".
pub(in crate::structure) fn is_masthead(document: &Document, block: &Block, habits: &Habits) -> bool {
    let text = document.str(block.extent);
    let words = || text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphabetic() && c != '.'));
    let has_issue = words().any(|word| habits.bibliography.issue.contains(word));
    // At the end of a text such a line says where it came out first.
    let is_alone = || block.kind != BlockKind::Trailer && is_issue(text, habits);
    let is_numbered = has_issue && (words().any(|word| habits.bibliography.volume.contains(word)) || is_alone());
    text.len() <= MAX_LINE / 2 && is_numbered && !date::find(text, Years::Anywhere).is_empty() && !habits.names.begin_sentence_in(text)
}

/// Whether a short line is a title, the number of an issue, and at its end a date, and nothing else.
fn is_issue(text: &str, habits: &Habits) -> bool {
    const SHORT: usize = 90;
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |pair: &[&str]| habits.bibliography.issue.contains(pair[0]) && pair[1].starts_with(|c: char| c.is_ascii_digit());
    let number = words.windows(2).position(is_number);
    let ends = |found: &date::Found| text[found.range.end..].trim_end_matches(['.', ')', ']']).is_empty();
    number.is_some_and(|at| at > 0)
        && text.len() <= SHORT
        && name::is_mostly_names(text)
        && habits.genre(text).is_none()
        && date::find(text, Years::Anywhere).last().is_some_and(ends)
}

/// What stands in the brackets around a whole line: "[Reprinted from The Weaver, May 1, 1919]".
pub(super) fn within_brackets(document: &Document, line: Extent) -> Extent {
    let inner = document.str(line).strip_prefix('[').and_then(|text| text.trim_end_matches('.').strip_suffix(']'));
    inner.filter(|inner| !inner.starts_with('^')).map_or(line, |inner| document.extent_of(inner))
}

/// "[The Weaver, Roth, year 23, No. 300, August 31, 1911, p. 2]": a line in brackets that cites a number, a volume or a page, and a
/// date.
pub(super) fn is_citation(document: &Document, block: &Block, habits: &Habits) -> bool {
    let line = within_brackets(document, block.extent);
    let text = document.str(line);
    let bibliography = &habits.bibliography;
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let is_part = |word: &str| [&bibliography.volume, &bibliography.issue, &bibliography.page].iter().any(|own| own.contains(word));
    let is_number =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c));
    let parts = words.windows(2).filter(|pair| is_part(pair[0]) && is_number(pair[1])).count();
    line != block.extent && text.len() <= MAX_LINE && parts > 0 && !date::find(text, Years::Anywhere).is_empty()
}

/// What is set off in type at the very start of `extent`.
fn leading_emphasis(document: &Document, extent: Extent) -> Option<Extent> {
    let mut at_start = document.annotations_at(extent.start).iter();
    let is_inside = |own: &&Annotation| matches!(own.kind, Kind::Emphasis(Rend::Italic | Rend::Bold)) && own.extent.end <= extent.end;
    at_start.find(is_inside).map(|own| own.extent)
}

/// "Rosa Berg, *The Weavers*, **The Loom**, May 1890, pp. 7-9.": who, a title set off in type right behind, and when.
pub(super) fn is_attributed(document: &Document, line: Extent, habits: &Habits) -> bool {
    const COMMA: u32 = 2;
    let text = document.str(line);
    let Some((person, rest)) = text.split_once(", ").filter(|(person, _)| name::is_person(person, habits)) else { return false };
    let after = line.start + person.len() as u32 + COMMA;
    let is_set_off = |a: &Annotation| matches!(a.kind, Kind::Emphasis(Rend::Italic | Rend::Bold)) && a.extent.start == after;
    let is_plain = leading_emphasis(document, line).is_none();
    is_plain
        && text.len() <= MAX_LINE
        && document.annotations_at(after).iter().any(is_set_off)
        && !date::find(rest, Years::Anywhere).is_empty()
}

//! What a line above the text is: a date, a byline, an imprint, an ornament, a transcriber's remark; or running text after all.

use crate::convention::Habits;
use crate::date::{self, Found, Value, Years};
use crate::document::{Block, BlockKind, Document, StatementKind};
use crate::structure::genre::{division, illustration};
use crate::structure::{name, statement};

/// Sentences, which no title page has: one after the other, on more than a line.
pub(super) fn is_prose(text: &str) -> bool {
    const LINE: usize = 80;
    let ends = |mark: &str| text.match_indices(mark).any(|(at, _)| text[..at].trim_end_matches(')').ends_with(char::is_lowercase));
    text.len() > LINE && [". ", "? ", "! ", ".) "].into_iter().any(ends)
}

/// The blocks of what transcribers remark above the title: their heading, and what stands below it up to the next; of a remark in
/// brackets, as far as these go.
pub(super) fn remarks(document: &Document, units: &[usize], habits: &Habits) -> Vec<usize> {
    const NEAR: usize = 12;
    let text = |index: usize| document.str(document.blocks[index].extent).trim_end_matches(['.', ':']);
    let heads = |index: usize| habits.opening(text(index)) == Some((StatementKind::Other, text(index).len()));
    let Some(first) = units.iter().take(4).position(|&index| heads(index)) else { return Vec::new() };
    let whole = |index: usize| document.str(document.blocks[index].extent).trim_end();
    if whole(units[first]).starts_with('[')
        && let Some(closes) = units[first..].iter().take(NEAR).position(|&index| whole(index).ends_with(']'))
    {
        return units[first..=first + closes].to_vec();
    }
    let below = || units[first + 1..].iter().take(NEAR);
    // What stands in a box goes with its heading.
    let depth = |index: usize| document.blocks[index].depth;
    let boxed = below().take_while(|&&index| depth(index) > 0 && depth(index) >= depth(units[first])).count();
    let next = below().position(|&index| matches!(document.blocks[index].kind, BlockKind::Heading(_)));
    let told = below().take_while(|&&index| is_remark(document, index)).count();
    let n = if boxed > 0 { boxed } else { next.unwrap_or(told) };
    if n > 0 { units[first..=first + n].to_vec() } else { Vec::new() }
}

/// A sentence, as no title page has: "Words in bold are marked =so=."
pub(super) fn is_remark(document: &Document, index: usize) -> bool {
    const LONG: usize = 40;
    let text = document.str(document.blocks[index].extent);
    text.len() >= LONG && text.ends_with(['.', ':']) && !name::is_mostly_names(text)
}

/// "[circa February 1919]".
pub(super) fn is_bracketed_date(document: &Document, index: usize) -> bool {
    let text = document.str(document.blocks[index].extent);
    text.starts_with('[') && is_date(text)
}

/// "1.", the number of the first letter; "Persons of the play".
pub(super) fn opens_text(document: &Document, habits: &Habits, index: usize) -> bool {
    let text = document.str(document.blocks[index].extent);
    let is_number = text.len() <= 4 && text.ends_with('.') && text.trim_end_matches('.').bytes().all(|b| b.is_ascii_digit());
    is_number || habits.is_cast(text)
}

/// "LONDON / John Doe / 1890".
pub(super) fn ends_in_year(text: &str) -> bool {
    let last = text.rsplit([' ', '\n']).next().unwrap_or_default().trim_end_matches('.');
    last.len() == 4 && last.bytes().all(|b| b.is_ascii_digit()) && text.len() > 4
}

/// "by", "By the author of Waverley."; "By nine the looms of the town had stood still for a week." is a sentence.
pub(super) fn is_byline(text: &str, habits: &Habits) -> bool {
    const SHORT: usize = 8;
    let is_sentence = || {
        text.ends_with(['.', '!', '?', ':', ';', ',', '-']) && text.split_whitespace().nth(SHORT).is_some() && !name::is_mostly_names(text)
    };
    // "By Date | By Title" leads to lists.
    let is_said = || habits.byline(text).is_some() && !is_sentence() && !text.contains('|') && !habits.leads_to_works(text);
    habits.is_byline_opening(text) || is_said()
}

/// Nothing but an image, or brackets, "[Blank Page]": neither belongs to the title.
pub(super) fn is_ornament(document: &Document, block: &Block, habits: &Habits) -> bool {
    let within = document.str(block.extent).strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    within.is_some_and(|text| !text.contains(['[', ']'])) && !statement::is_one(document, block, habits)
        || illustration::is_image(document, block.extent)
}

/// The first line below the author that tells where and by whom a book was printed: "London:", "T. FISHER UNWIN / LONDON".
pub(super) fn is_imprint(text: &str, habits: &Habits) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    text.ends_with(':') || text.contains(": ") || words.any(|word| habits.bibliography.publisher.contains(word))
}

/// "Otava, Helsinki, 1918.", "K. E. Holm, Helsinki, 1879": who printed it, where, and the year.
pub(super) fn names_printer(text: &str) -> bool {
    const LONGEST: usize = 80;
    let mut parts = text.trim_end_matches('.').rsplit(", ");
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    let is_named =
        |part: &str| part.starts_with(char::is_uppercase) && !part.contains(|c: char| c.is_ascii_digit()) && name::is_mostly_names(part);
    let named = parts.next().filter(|year| is_year(year)).map(|_| parts.clone().filter(|part| is_named(part)).count());
    let is_year_alone = || date::find(text, Years::Anywhere).iter().all(|found| found.range.len() == 4);
    text.len() <= LONGEST && !text.contains(';') && named.is_some_and(|n| n == 2 && parts.count() == 2) && is_year_alone()
}

/// "(1899)", "January 31, 1919", "circa 1900".
pub(super) fn is_date(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| "()[]., ".contains(c));
    inner.len() < 60 && date::find(inner, Years::Anywhere).first().is_some_and(|found| found.range.len() + 6 >= inner.len())
}

/// "1525–1848", "1879-1944": the years of a life or of an age, which a text tells of; none took so long to write.
pub(super) fn is_long_period(text: &str) -> bool {
    const LONG: i32 = 20;
    let inner = text.trim_matches(|c: char| "()[]., ".contains(c));
    let years = |found: &Found| match found.date.value {
        Some(Value::Range { from: Some(from), to: Some(to) }) if found.range.len() == inner.len() => from.year.zip(to.year),
        _ => None,
    };
    date::find(inner, Years::Anywhere).first().and_then(years).is_some_and(|(from, to)| to - from > LONG)
}

/// Whether a heading has the words of the title that a statement gives, or the first of them, of which there are two at
/// least: "BEETHOVEN'S LETTERS" of "Beethoven's Letters 1790-1826".
pub(super) fn is_title_of(stated: &str, heading: &str) -> bool {
    let (stated, own) = (words(stated), words(heading));
    !own.is_empty() && (stated == own || own.len() >= 2 && heading.len() > 8 && stated.starts_with(&own))
}

/// The words of a line in small letters.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// A line without the bracketed number of a note at its end.
pub(super) fn before_marker(text: &str) -> &str {
    let marked = text.strip_suffix(']').and_then(|text| text.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('['));
    marked.map_or(text, str::trim_end)
}

/// "MR. DAVIS:" above what he says: one of the blocks from `next` on begins so again.
pub(super) fn is_speaker(document: &Document, text: &str, next: usize) -> bool {
    const NEAR: usize = 16;
    let begins_so = |block: &Block| document.str(block.extent).starts_with(text);
    text.ends_with(':') && document.blocks[next..].iter().take(NEAR).any(begins_so)
}

/// A line of a printed title page: "THE GREAT OIL OCTOPUS".
pub(super) fn is_in_capitals(document: &Document, index: usize) -> bool {
    let text = document.stated(document.blocks[index].extent);
    text.chars().filter(|c| c.is_uppercase()).count() >= 3 && !text.contains(char::is_lowercase)
}

/// "LONDON / JOHN MURRAY, ALBEMARLE STREET, W. / 1909", "BOSTON: CROSBY & CO. 1853" on a title page in capitals.
pub(super) fn is_printed(document: &Document, index: usize) -> bool {
    let text = document.str(document.blocks[index].extent);
    text.contains(['\n', ':']) && ends_in_year(text) && is_in_capitals(document, index)
}

/// "WITH ILLUSTRATIONS BY / GEORGE VARIAN": what somebody else did for a book.
pub(super) fn is_share(text: &str, habits: &Habits) -> bool {
    let has_name =
        |(at, _): (usize, &str)| habits.byline(&text[at + 1..]).is_some_and(|len| name::has_shape(text[at + 1 + len..].trim(), habits));
    text.match_indices([' ', '\n']).any(has_name)
}

pub(super) fn names_volume(text: &str, habits: &Habits) -> bool {
    division::stands_alone(text, habits) && text.split_whitespace().next().is_some_and(|word| habits.bibliography.volume.contains(word))
}

/// "PREFACE", "CHAPTER I": what heads a part of the text and is no title of it.
pub(super) fn heads_part(document: &Document, habits: &Habits, index: usize) -> bool {
    let text = document.str(document.blocks[index].extent);
    habits.heads_part(text) || division::stands_alone(text, habits)
}

//! When a text was written.

use crate::convention::Habits;
use crate::date::{self, Found, Value, Years};
use crate::document::{Block, BlockKind, Creation, Document, Extent, Part, StatementKind, Zone};
use crate::structure::genre::letter;
use crate::structure::title_line::is_long_period;
use crate::structure::{name, title};

use super::facts::first;

/// When the text was written: by statement, by the title page, by its dateline. Never by what is said of the digital text.
pub(super) fn creation(document: &Document, habits: &Habits) -> Option<Creation> {
    let stated = first(document, StatementKind::Written, |part| part == Part::Date);
    let on_title_page =
        |kind| document.blocks.iter().filter(move |block| block.zone == Zone::Front && block.kind == kind).map(|block| block.extent);
    let lines = document.blocks.iter().filter(|block| block.kind == BlockKind::Dateline && block.zone != Zone::Note);
    // Of letters that are collected, none tells when the collection was made.
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading(_)) && block.zone == Zone::Body;
    let first_letter = document.blocks.iter().find(is_heading).filter(|_| letter::is_collection(document));
    let end = first_letter.map_or(u32::MAX, |heading| heading.extent.start);
    let lines = lines.map(|block| block.extent).filter(|extent| extent.start < end);
    let dated =
        on_title_page(BlockKind::DocDate).chain(on_title_page(BlockKind::Subtitle)).chain(on_title_page(BlockKind::Title)).chain(lines);
    let dated = dated.filter(|line| !is_long_period(document.str(*line)));
    let read = dated.chain(dated_heading(document, habits)).filter_map(|extent| date_in(document, extent, habits)).next();
    // "by Friedrich Engels, 1877", "Ann Reader, June 15, 2017"
    let says_when = |text: &str| habits.byline(text).is_some() || title::is_dated_name(text, habits);
    let bylines = on_title_page(BlockKind::Byline).filter(|line| says_when(document.str(*line)));
    let bylined = || bylines.filter_map(|line| date_in(document, line, habits)).map(|(date, _)| (date, None)).next();
    match (stated, read.or_else(bylined)) {
        (Some(date), _) => Some(Creation { date, place: None }),
        (None, Some((date, place))) => Some(Creation { date, place }),
        (None, None) => None,
    }
}

/// The one heading, where it is a date: that of a day of a diary.
fn dated_heading(document: &Document, habits: &Habits) -> Option<Extent> {
    let mut headings = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(_)) && block.zone == Zone::Body);
    let first = headings.next().filter(|_| headings.next().is_none() && document.header.title.is_none())?;
    letter::is_dateline(document.str(first.extent), habits).then_some(first.extent)
}

/// "by Harriet Dove (1831-1902)": the years of a person, and none of the text.
fn is_life(text: &str, found: &Found, habits: &Habits) -> bool {
    let Some(Value::Range { from: Some(_), to: Some(_) }) = found.date.value else { return false };
    let before = text[..found.range.start].strip_suffix(['(', '[']).map(str::trim_end);
    let is_person = |before: &str| name::is_person(&before[habits.byline(before).unwrap_or(0)..], habits);
    before.is_some_and(is_person) && text[found.range.end..].starts_with([')', ']'])
}

/// The date in a line, and the place before it: "Interview with Inprecorr, Moscow, circa Jan. 10, 1923".
fn date_in(document: &Document, line: Extent, habits: &Habits) -> Option<(Extent, Option<Extent>)> {
    let text = document.str(line);
    let found = date::find(text, Years::Anywhere).into_iter().find(|found| !is_life(text, found, habits))?;
    let date = Extent::new(line.start as usize + found.range.start, line.start as usize + found.range.end);
    let Some(before) = text[..found.range.start].trim_end().strip_suffix(',') else { return Some((date, None)) };
    let word = before.rsplit([',', ';', '(', ':']).next().unwrap_or(before).trim();
    let own = document.extent_of(word);
    if date::is_weekday(word) {
        return Some((Extent { start: own.start, ..date }, None));
    }
    // "Minutes, 23 September 1842", "af Friedrich Engels, 1877", "Ann Roe, 9 June 1989"
    let is_other = word.starts_with(char::is_lowercase) || habits.genre(word).is_some() || name::is_person(word, habits);
    let is_place = !is_other && name::is_name(word, habits) && word.split(' ').count() <= 3;
    Some((date, is_place.then_some(own)))
}

//! When a text was written.

use crate::convention::Habits;
use crate::date::{self, Found, Value, Years};
use crate::document::{Annotation, Block, BlockKind, Creation, Document, Extent, Kind, Part, StatementKind, Zone};
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
        (Some(date), _) => Some(Creation { date, place: stated_place(document, date, habits) }),
        (None, Some((date, place))) => Some(Creation { date, place }),
        (None, None) => None,
    }
}

/// The place in a statement, before its date: "Written: London, 4 May 1858", "Delivered at Bristol, November 10, 1858".
fn stated_place(document: &Document, date: Extent, habits: &Habits) -> Option<Extent> {
    let statement = document.header.statements.iter().find(|own| own.extent.contains(date))?;
    let before = &document.text[statement.extent.start as usize..date.start as usize];
    place_at_end(document, before.trim_end().strip_suffix(',')?, habits)
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
    Some((date, place_at_end(document, before, habits)))
}

/// The name of a place that ends a text: "Interview with Inprecorr, Moscow", "Delivered at Bristol".
fn place_at_end(document: &Document, text: &str, habits: &Habits) -> Option<Extent> {
    let mut word = text.rsplit([',', ';', '(', ':']).next().unwrap_or(text).trim();
    let mut rest = word;
    while let Some((first, after)) = rest.split_once(' ') {
        if habits.letter.at.contains(first) {
            word = after;
        }
        rest = after;
    }
    // "Minutes, 23 September 1842", "af Friedrich Engels, 1877"
    let is_other = word.starts_with(char::is_lowercase) || habits.genre(word).is_some();
    let is_place = !is_other && name::is_name(word, habits) && word.split(' ').count() <= 3;
    let extent = document.extent_of(word);
    // "*The People*, June 7, 1898": what is set off in type without the date is a title.
    let is_set_off = |own: &Annotation| matches!(own.kind, Kind::Emphasis(_)) && own.extent.end <= extent.end + 1;
    let is_set_off = || document.annotations_in(extent).iter().any(is_set_off);
    (is_place && !is_set_off()).then_some(extent)
}

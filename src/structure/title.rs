//! The title page read: the title, which may go over several lines, subtitles, and authors.

use crate::convention::{Habits, Words};
use crate::document::{Block, BlockKind, Document, Extent, Genre, Kind, Person, PersonRole, Zone};
use crate::structure::name;
use crate::structure::title_line::{before_marker, is_date, words};

/// Of many names in a byline so many are authors.
const MAX_AUTHORS: usize = 3;

/// Reads what the blocks of the title page say into the header.
pub(super) fn read(document: &mut Document, habits: &Habits) {
    let front: Vec<Block> = document.blocks.iter().filter(|block| block.zone == Zone::Front).copied().collect();
    let mut authors = Vec::new();
    for block in &front {
        let text = document.str(block.extent);
        let named = name::at_start(text, habits).or_else(|| name::at_end(text, habits)).map(|name| document.extent_of(name));
        match (block.kind, named) {
            (BlockKind::Title, _) => {
                let (author, own) = entitled(document, block.extent, habits);
                authors.extend(author);
                let start = document.header.title.map_or(own.start, |title| title.start);
                document.header.title = Some(Extent { start, ..own });
            }
            (BlockKind::Byline, _) if habits.is_byline_opening(text) => {}
            (BlockKind::Byline, _) => authors.extend(bylined(document, text, habits)),
            (BlockKind::Subtitle, _) if is_half_title(document, block.extent) => {}
            (BlockKind::Subtitle, Some(name)) if authors.is_empty() => authors.push(name),
            // "Louise Petit" on the line above the date.
            (BlockKind::DocDate, Some(name)) if authors.is_empty() && text.contains('\n') => authors.push(name),
            (BlockKind::Subtitle, _) => document.header.subtitles.push(title_extent(document, block.extent)),
            _ => {}
        }
    }
    if authors.is_empty() {
        let titles = front.iter().filter(|block| block.kind == BlockKind::Title);
        let is_letter = front.iter().any(|block| habits.genre(document.str(block.extent)) == Some(Genre::Letter));
        authors.extend(titles.filter_map(|block| letter_writer(document, block.extent, is_letter, habits)));
    }
    add_authors(document, authors, habits);
}

/// Reads the authors of a title page of which the title is stated.
pub(super) fn read_bylines(document: &mut Document, habits: &Habits) {
    let is_byline = |block: &&Block| block.zone == Zone::Front && block.kind == BlockKind::Byline;
    let texts = document.blocks.iter().filter(is_byline).map(|block| document.str(block.extent));
    let authors = texts.filter(|text| !habits.is_byline_opening(text)).flat_map(|text| bylined(document, text, habits)).collect();
    add_authors(document, authors, habits);
}

fn add_authors(document: &mut Document, names: Vec<Extent>, habits: &Habits) {
    let own = |name: Extent| document.extent_of(habits.names.without_possessive(document.str(name)));
    let person = |name| Person { role: PersonRole::Author, name, cert: None, entry: None };
    let people: Vec<Person> = names.into_iter().take(MAX_AUTHORS).map(|name| person(own(name))).collect();
    document.header.people.extend(people);
}

/// Whether a line says again what the title and subtitles say: a half-title stands before the title.
fn is_half_title(document: &Document, extent: Extent) -> bool {
    let header = &document.header;
    let lines = header.title.iter().chain(&header.subtitles);
    let said: Vec<String> = lines.flat_map(|own| words(&document.stated(*own))).collect();
    header.title.is_some() && words(&document.stated(extent)).iter().all(|word| said.contains(word))
}

/// "Karl Marx" of "Karl Marx to Ludwig Kugelmann, 30 January 1868", of "Letter to Ludwig Kugelmann from Karl Marx in London";
/// on a page of letters also "Engels" of "Engels to Franz Mehring".
fn letter_writer(document: &Document, title: Extent, is_letter: bool, habits: &Habits) -> Option<Extent> {
    let text = document.str(title);
    let is_surname = |name: &str| is_letter && name::is_name(name, habits) && !name.contains(' ') && habits.genre(name).is_none();
    let written_to = habits.letter.to.split_once(text);
    let surname = written_to.filter(|(name, to)| is_surname(name) && to.starts_with(char::is_uppercase)).map(|(name, _)| name);
    let first = name::at_start(text, habits).filter(|name| written_to.is_some_and(|(from, _)| from == *name)).or(surname);
    let from = || {
        let (_, rest) = habits.letter.from.split_once(text)?;
        let until = |name, words: &Words| words.split_once(name).map_or(name, |(before, _)| before);
        let name = until(until(rest.split([',', '\n']).next()?, &habits.letter.at), &habits.letter.to).trim();
        (habits.genre(text) == Some(Genre::Letter) && name::is_person(name, habits)).then_some(name)
    };
    first.or_else(from).or_else(|| written_by(text, habits)).map(|name| document.extent_of(name))
}

/// "Victor Kopald" of "Seventh Letter by Victor Kopald".
fn written_by<'t>(text: &'t str, habits: &Habits) -> Option<&'t str> {
    let is_own = matches!(habits.genre(text), Some(Genre::Letter | Genre::Speech | Genre::Report));
    let rests = text.match_indices(' ').map(|(at, _)| &text[at + 1..]).filter(|_| is_own);
    rests.into_iter().find_map(|rest| Some(rest[habits.byline(rest)?..].trim()).filter(|name| name::is_person(name, habits)))
}

/// The names in "by J. Stalin", "Karl Marx and Frederick Engels"; of a person alone on the first line, what he is stands below.
fn bylined(document: &Document, text: &str, habits: &Habits) -> Vec<Extent> {
    let text = text.trim_matches(['[', ']']);
    let from = habits.byline(text).unwrap_or(0);
    let first = text[from..].lines().next().unwrap_or_default().trim_end_matches(',');
    let line = without_date(&text[from..]);
    let own = habits.without_works(line);
    let is_above = || name::has_shape(first, habits) && text[from..].contains('\n') && !habits.is_byline_opening(first);
    let alone = || vec![if name::is_person(first, habits) || is_above() { first } else { own }];
    let names = name::persons(own, habits).unwrap_or_else(alone);
    names.into_iter().map(|name| document.extent_of(without_stop(name))).collect()
}

/// "Friedrich Engels" of "Friedrich Engels, 1877", of "Friedrich Engels (1877)", of "Friedrich Engels, May 1, 1877".
pub(super) fn without_date(line: &str) -> &str {
    let is_before_date = |at: &usize| is_date(line[at + 1..].trim());
    line.match_indices([',', '(']).map(|(at, _)| at).find(is_before_date).map_or(line, |at| line[..at].trim_end())
}

/// "Ann Reader, June 15, 2017": who, where a dateline says where.
pub(super) fn is_dated_name(text: &str, habits: &Habits) -> bool {
    let name = without_date(text);
    // "Karl Marx (1818 - 1883)": of a life.
    let is_life = |rest: &str| rest.trim_start().starts_with('(') && rest.contains(['-', '–']);
    name.len() < text.len() && name::are_persons(name, habits) && !is_life(&text[name.len()..])
}

/// A name without the punctuation that ends its line; "F.R.S." keeps its own.
fn without_stop(name: &str) -> &str {
    let bare = name.trim_end_matches([',', '.', ':']);
    let is_abbreviated = bare.rsplit(char::is_whitespace).next().is_some_and(|last| last.contains('.'));
    if is_abbreviated && name[bare.len()..].starts_with('.') { &name[..=bare.len()] } else { bare }
}

/// The author above the title in one heading, "Rosa Luxemburg / The Mass Strike", and the title.
fn entitled(document: &Document, extent: Extent, habits: &Habits) -> (Option<Extent>, Extent) {
    let text = document.str(extent);
    // "Rosa Berg: The Weavers", where what is cited in brackets below says that it is no book about her.
    let sign = if is_cited(document) { ": " } else { "\n" };
    let Some((first, rest)) = text.split_once(sign).filter(|(first, _)| name::is_person(first.trim(), habits)) else {
        return (None, title_extent(document, extent));
    };
    (Some(document.extent_of(first.trim_end())), title_extent(document, document.extent_of(rest.trim_start())))
}

fn is_cited(document: &Document) -> bool {
    document.header.statements.first().is_some_and(|own| document.str(own.extent).starts_with('['))
}

/// "Savings[^12/1]", "Savings [1]": the words before the marker.
fn without_marker(text: &str) -> &str {
    let marked = text.strip_suffix(']').and_then(|rest| rest.rsplit_once("[^")).map(|(words, _)| words);
    marked.filter(|words| !words.is_empty()).unwrap_or_else(|| before_marker(text))
}

/// A title without the marker of a note at its end and without a colon that leads to the subtitle.
fn title_extent(document: &Document, extent: Extent) -> Extent {
    let marker = document
        .annotations_in(extent)
        .iter()
        .find(|a| a.extent.end == extent.end && matches!(a.kind, Kind::Link(_) | Kind::Emphasis(crate::document::Rend::Superscript)));
    let is_marker = |text: &str| text.len() <= 5 && text.contains(|c: char| c.is_ascii_digit() || "*†".contains(c));
    let end = marker.filter(|a| a.extent != extent && is_marker(document.str(a.extent))).map_or(extent.end, |a| a.extent.start);
    let text = &document.text[extent.start as usize..end as usize];
    let kept = without_marker(text.trim_end()).trim_end().trim_end_matches(':').trim_end();
    Extent::new(extent.start as usize, extent.start as usize + kept.len())
}

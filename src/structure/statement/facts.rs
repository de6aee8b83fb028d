//! The facts of the header, drawn from the statements, the title page and the navigation.

use crate::convention::{CreditRole, Habits};
use crate::date::{self, Years};
use crate::diagnostic::Finding;
use crate::document::{
    Annotation, Bibl, BiblKind, Block, BlockKind, Cert, Document, Extent, Genre, Kind, Level, Part, Person, PersonRole, Publication,
    Reason, Responsibility, Rights, Statement, StatementKind, Zone, licence_terms,
};
use crate::structure::{name, navigation};

use super::{creation, matter, value_extent};

/// Draws the facts from what was read before.
pub(in crate::structure) fn gather(document: &mut Document, habits: &Habits) -> Vec<(Extent, Finding)> {
    let mut findings = Vec::new();
    people(document, habits, &mut findings);
    document.header.responsibilities = document.header.statements.iter().filter_map(|s| responsibility(document, habits, s)).collect();
    document.header.rights = rights(document, habits);
    document.header.bibls = bibls(document);
    document.header.publication = publication(document, habits);
    document.header.bibls.extend(transcription(document));
    document.header.bibls.sort_by_key(|bibl| bibl.kind);
    document.header.creation = creation::creation(document, habits);
    if document.header.title.is_none() {
        document.header.title = first(document, StatementKind::Title, |part| matches!(part, Part::Title(_)));
    }
    if document.header.subtitles.is_empty() {
        document.header.subtitles = subtitle(document, habits).into_iter().collect();
    }
    document.header.genre = document.header.title.and_then(|title| habits.genre(document.str(title)));
    let subtitled = || document.header.subtitles.iter().find_map(|subtitle| habits.genre(document.str(*subtitle)));
    document.header.genre = document.header.genre.or_else(subtitled).filter(|genre| *genre != Genre::Letter || !is_of_many(document));
    if document.header.title.is_none() {
        findings.push((Extent::default(), Finding::NoTitle));
    }
    let unknown = document.header.statements.iter().filter(|s| is_unknown(s) || is_unanalysed(s));
    findings.extend(unknown.map(|s| (s.extent, Finding::Statement { words: beginning(document.str(s.extent)) })));
    findings
}

/// "subtitle: On the strike" of front matter.
fn subtitle(document: &Document, habits: &Habits) -> Option<Extent> {
    let is_named = |own: &&Statement| own.name.as_deref().is_some_and(|name| habits.is_subtitle_key(name));
    document.header.statements.iter().find(is_named).map(|own| value_extent(document, own)).filter(|value| !value.is_empty())
}

/// Whether a document has more headings than a letter has: "The Letters of Cicero" are a book.
fn is_of_many(document: &Document) -> bool {
    const MOST: usize = 5;
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading(_)) && block.zone == Zone::Body;
    document.blocks.iter().filter(is_heading).nth(MOST).is_some()
}

fn is_unknown(statement: &Statement) -> bool {
    statement.kind == StatementKind::Other && statement.key.is_empty() && statement.name.is_none()
}

/// Whether a statement is of a kind that has parts, and none was found: "Published according to the manuscript".
fn is_unanalysed(statement: &Statement) -> bool {
    use StatementKind::{Author, Edited, FirstPublication, MarkedUp, Proofread, Publisher, Source, Transcribed, Translated, Written};
    let has_parts = matches!(
        statement.kind,
        Author | Edited | FirstPublication | MarkedUp | Proofread | Publisher | Source | Transcribed | Translated | Written
    );
    has_parts && statement.parts.iter().all(|(part, _)| *part == Part::Remark)
}

fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(8).collect();
    words.join(" ")
}

pub(super) fn first(document: &Document, kind: StatementKind, part: impl Fn(Part) -> bool) -> Option<Extent> {
    let statement = document.header.statements.iter().find(|s| s.kind == kind)?;
    statement.parts.iter().find(|(p, extent)| part(*p) && !extent.is_empty()).map(|&(_, extent)| extent)
}

fn people(document: &mut Document, habits: &Habits, findings: &mut Vec<(Extent, Finding)>) {
    let add = |document: &mut Document, role, name, cert| document.header.people.push(Person { role, name, cert, entry: None });
    let has_author = |document: &Document| document.header.people.iter().any(|person| person.role == PersonRole::Author);
    if !has_author(document) {
        authors(document).into_iter().for_each(|name| add(document, PersonRole::Author, name, None));
    }
    if let Some(name) = navigated_author(document, habits).filter(|_| !has_author(document)) {
        add(document, PersonRole::Author, name, Some(Cert::High));
        findings.push((name, Finding::AuthorFromNavigation { name: document.str(name).to_owned() }));
    }
    complete_names(document);
    let edited = |s: &&Statement| is_editor(document, habits, s);
    let editors: Vec<Extent> = document
        .header
        .statements
        .iter()
        .filter(edited)
        .flat_map(|s| &s.parts)
        .filter(|(part, _)| *part == Part::Person)
        .map(|&(_, extent)| extent)
        .collect();
    // Front matter and the last line may name the one editor twice.
    let is_named = |document: &Document, name: Extent| {
        let mut named = document.header.people.iter().filter(|person| person.role == PersonRole::Editor);
        named.any(|person| document.line(person.name).to_lowercase() == document.line(name).to_lowercase())
    };
    for name in editors {
        if !is_named(document, name) {
            add(document, PersonRole::Editor, name, None);
        }
    }
}

/// Whom the first statement on the authors names: all of them; one that has no more than the name of a file, only where no other does.
fn authors(document: &Document) -> Vec<Extent> {
    let stated = || document.header.statements.iter().filter(|own| own.kind == StatementKind::Author);
    let is_named = stated().any(|own| !matter::is_slug(document, own));
    let mut stated = stated().filter(|own| !is_named || !matter::is_slug(document, own));
    let first = stated.next();
    let listed = stated.filter(|own| first.is_some_and(|first| matter::are_listed(first, own)));
    let parts = first.into_iter().chain(listed).flat_map(|own| &own.parts);
    parts.filter(|(part, extent)| *part == Part::Person && !extent.is_empty()).map(|&(_, extent)| extent).collect()
}

/// A surname is completed from a statement on the source: "Plekhanov" from "Georgi Plekhanov, *Selected Works*"; where no
/// author is named at all, that is one.
fn complete_names(document: &mut Document) {
    let stated = document
        .header
        .statements
        .iter()
        .filter(|s| s.kind == StatementKind::Source)
        .flat_map(|s| &s.parts)
        .find(|(part, _)| *part == Part::Person);
    let Some(&(_, name)) = stated else { return };
    if !document.header.people.iter().any(|person| person.role == PersonRole::Author) {
        return document.header.people.push(Person { role: PersonRole::Author, name, cert: None, entry: None });
    }
    for n in 0..document.header.people.len() {
        let own = document.header.people[n].name;
        let is_short = document.str(name).len() > document.str(own).len() && document.str(name).ends_with(document.str(own));
        if is_short {
            document.header.people[n].name = name;
        }
    }
}

/// "J. V. Stalin" in the link "J. V. Stalin Archive".
fn navigated_author(document: &Document, habits: &Habits) -> Option<Extent> {
    let dropped = document.blocks.iter().filter(|block| block.zone == Zone::Dropped(Reason::Navigation));
    let links = dropped.flat_map(|block| document.annotations_in(block.extent)).filter(|a| matches!(a.kind, Kind::Link(_)));
    links.into_iter().find_map(|link| {
        let name = habits.held(document.str(link.extent)).filter(|name| name::is_person(name, habits))?;
        Some(document.extent_of(name))
    })
}

/// "Edited by", `editor:`; not "Notes by".
fn is_editor(document: &Document, habits: &Habits, statement: &Statement) -> bool {
    let key = || matter::share(document, habits, statement).unwrap_or_else(|| document.str(statement.key));
    statement.kind == StatementKind::Edited && key().to_lowercase().starts_with("edit")
}

/// The share of those who made the transcription and the text behind it; editors have an element of their own.
fn responsibility(document: &Document, habits: &Habits, statement: &Statement) -> Option<Responsibility> {
    use StatementKind::{Edited, MarkedUp, Proofread, Transcribed, Translated};
    if !matches!(statement.kind, Edited | MarkedUp | Proofread | Transcribed | Translated) || is_editor(document, habits, statement) {
        return None;
    }
    let all = |wanted: Part| statement.parts.iter().filter(move |(part, _)| *part == wanted).map(|&(_, extent)| extent);
    let people: Vec<(Part, Extent)> = all(Part::Person).map(|name| (Part::Person, name)).collect();
    let mut bodies = all(Part::Organisation).map(|name| (Part::Organisation, name));
    let is_person = !people.is_empty();
    let beside: Vec<(Part, Extent)> = bodies.clone().filter(|(_, name)| is_person && stands_beside(document, habits, *name)).collect();
    let names: Vec<(Part, Extent)> =
        if is_person { people.into_iter().chain(beside).collect() } else { bodies.next().into_iter().collect() };
    let first = statement.parts.iter().map(|(_, extent)| extent.start).min().filter(|_| !names.is_empty())?;
    let what = what_was_done(document, habits, statement, first);
    let organisation = all(Part::Organisation).find(|name| is_person && !stands_beside(document, habits, *name));
    let organisation = organisation.map(|name| (for_whom(document, habits, name), name));
    let name = matter::share(document, habits, statement).filter(|_| what.is_empty()).map(Into::into);
    Some(Responsibility { what, name, names, organisation, date: all(Part::Date).next() })
}

/// The words before the first name, without "by" and "for": "Scanned and prepared".
fn what_was_done(document: &Document, habits: &Habits, statement: &Statement, first: u32) -> Extent {
    let text = &document.text[statement.extent.start as usize..first as usize];
    let leads = |word: &str| {
        matches!(habits.credit_role(word), Some(CreditRole::By | CreditRole::For))
            || habits.is_byline_opening(word)
            || habits.names.articles.contains(word)
    };
    let mut kept = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    while let Some((rest, _)) = last_word(kept).filter(|(_, word)| leads(word)) {
        kept = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    }
    let kept = if kept.is_empty() { document.str(statement.key) } else { kept };
    Extent::new(statement.extent.start as usize, statement.extent.start as usize + kept.len())
}

/// Whether "and" puts an organisation beside the persons: "Ann Roe and the Online Team".
fn stands_beside(document: &Document, habits: &Habits, name: Extent) -> bool {
    let before = document.text[..name.start as usize].trim_end();
    last_word(without_last_article(before, habits)).is_some_and(|(_, word)| habits.credit_role(word) == Some(CreditRole::And))
}

/// `text` without an article at its end.
fn without_last_article<'t>(text: &'t str, habits: &Habits) -> &'t str {
    last_word(text).filter(|(_, word)| habits.names.articles.contains(word)).map_or(text, |(before, _)| before.trim_end())
}

/// The last word of `text`, and what stands before it, where something does.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let (at, c) = text.char_indices().rev().find(|(_, c)| c.is_whitespace() || ",.;:()".contains(*c))?;
    Some(text.split_at(at + c.len_utf8()))
}

/// "for MIA" around the name of an organisation.
fn for_whom(document: &Document, habits: &Habits, name: Extent) -> Extent {
    let before = document.text[..name.start as usize].strip_suffix(' ').map(|before| without_last_article(before, habits));
    let leads = |word: &str| habits.credit_role(word) == Some(CreditRole::For);
    let start = before.and_then(last_word).filter(|(_, word)| leads(word)).map_or(name.start, |(before, _)| before.len() as u32);
    Extent { start, ..name }
}

fn rights(document: &Document, habits: &Habits) -> Option<Rights> {
    let statement = document.header.statements.iter().find(|s| s.kind == StatementKind::Rights);
    let text = statement.map(|s| s.extent).or_else(|| licence(document))?;
    let words = document.str(text);
    let terms = licence_terms(words);
    let link = document.annotations_in(text).iter().find_map(|a| match &a.kind {
        Kind::Link(Some(target)) if target.starts_with("http") => Some(target.to_string()),
        _ => None,
    });
    let is_licence = |link: &String| link.contains("creativecommons.org") || link.contains("gnu.org") || habits.opening(words).is_none();
    Some(Rights { text, is_free: terms.is_free, target: link.filter(is_licence).or(terms.target) })
}

fn licence(document: &Document) -> Option<Extent> {
    let parts = document.header.statements.iter().flat_map(|s| &s.parts);
    let sentence = parts.filter(|(part, _)| *part == Part::Licence).map(|&(_, extent)| extent).next()?;
    // The full stop belongs to the sentence.
    let stop = document.text[sentence.end as usize..].starts_with('.');
    Some(Extent { end: sentence.end + u32::from(stop), ..sentence })
}

/// The entries that the statements describe: those of one kind are one, and a keyed publisher is the source's.
fn bibls(document: &Document) -> Vec<Bibl> {
    let mut bibls: Vec<Bibl> = Vec::new();
    let statements = &document.header.statements;
    for (n, statement) in statements.iter().enumerate() {
        let Some((kind, _)) = statement.bibl else { continue };
        let parts = statement.parts.iter().copied().filter(|(part, _)| *part != Part::Licence);
        let has_title = statement.parts.iter().any(|(part, _)| matches!(part, Part::Title(_)));
        let goes_on = n > 0 && matter::are_of_one(&statements[n - 1], statement);
        let adds_to = |bibl: &Bibl| statement.parts.iter().any(|(part, _)| bibl.part(*part).is_none());
        match bibls.iter().position(|bibl| bibl.kind == kind) {
            // "El Mundo", and "El Mundo, San Juan, 4 August 1946" below it.
            Some(at) if has_title && matter::is_fuller(document, &bibls[at], statement) => bibls[at].parts = parts.collect(),
            // A second work of the same kind stays a statement, and so does a second imprint.
            Some(at) if bibls[at].title().is_some() && has_title && !goes_on || !adds_to(&bibls[at]) => {}
            Some(at) => bibls[at].parts.extend(parts),
            None => bibls.push(Bibl { kind, is_part: kind != BiblKind::Transcription, parts: parts.collect() }),
        }
    }
    let title = document.header.title.map(|title| document.str(title).to_lowercase());
    for bibl in &mut bibls {
        let is_same = bibl.title().is_none_or(|(level, own)| level == Level::Monograph && Some(document.str(own).to_lowercase()) == title);
        bibl.is_part &= !is_same && bibl.kind != BiblKind::FirstPublication;
    }
    bibls
}

/// Who publishes the digital text: an imprint of its own, else the archive for which it was made.
fn publication(document: &Document, habits: &Habits) -> Publication {
    if let Some(imprint) = document.header.bibls.iter().find(|bibl| bibl.kind == BiblKind::Transcription) {
        return Publication { publisher: imprint.part(Part::Publisher), place: imprint.part(Part::Place), date: imprint.part(Part::Date) };
    }
    let statements = &document.header.statements;
    let online = statements.iter().find(|s| s.kind == StatementKind::OnlineVersion);
    let part = |s: &Statement, wanted: Part| s.parts.iter().find(|(part, _)| *part == wanted).map(|&(_, extent)| extent);
    let made =
        statements.iter().filter(|s| matches!(s.kind, StatementKind::Transcribed | StatementKind::MarkedUp | StatementKind::Translated));
    let archive = named_in_rights(document, habits)
        .or_else(|| online.and_then(|s| part(s, Part::Organisation)))
        .or_else(|| {
            made.clone()
                .filter(|s| s.parts.iter().any(|(part, _)| *part == Part::Person))
                .filter_map(|s| part(s, Part::Organisation))
                .find(|name| habits.is_site(document.str(*name)))
        })
        .or_else(|| navigated_archive(document, habits));
    let date = online
        .and_then(|s| part(s, Part::Date))
        .or_else(|| made.clone().find_map(|s| part(s, Part::Date)))
        .or_else(|| dated_rights(document))
        .or_else(|| statements.iter().filter(|s| s.kind == StatementKind::Updated).find_map(|s| part(s, Part::Date)));
    Publication { publisher: archive, place: None, date }
}

/// "Marxists Internet Archive" in "Public Domain : Marxists Internet Archive (2009). You may …".
fn named_in_rights(document: &Document, habits: &Habits) -> Option<Extent> {
    let statement = document.header.statements.iter().find(|s| s.kind == StatementKind::Rights && !s.key.is_empty())?;
    let value = value_extent(document, statement);
    let text = document.str(value);
    // "Copyleft: Weavers' Archive 2010."
    let name = text[..text.find(|c: char| "(.,;".contains(c) || c.is_ascii_digit())?].trim_end();
    let is_archive = name.split(' ').any(|word| habits.bibliography.organisation.contains(word));
    let named = Extent::new(value.start as usize, value.start as usize + name.len());
    (is_archive && name.len() <= 80 && name.starts_with(char::is_uppercase)).then_some(named)
}

fn dated_rights(document: &Document) -> Option<Extent> {
    let statement = document.header.statements.iter().find(|s| s.kind == StatementKind::Rights)?;
    let found = date::find(document.str(statement.extent), Years::Anywhere).into_iter().next()?;
    let start = statement.extent.start as usize;
    Some(Extent::new(start + found.range.start, start + found.range.end))
}

/// The last link that names an archive: "Marxists Internet Archive".
fn navigated_archive(document: &Document, habits: &Habits) -> Option<Extent> {
    let dropped = document.blocks.iter().filter(|block| block.zone == Zone::Dropped(Reason::Navigation));
    let is_link = |a: &&Annotation| matches!(a.kind, Kind::Link(_));
    let links = dropped.clone().flat_map(|block| document.annotations_in(block.extent)).filter(is_link).map(|link| link.extent);
    let plain = dropped.filter(|block| !document.annotations_in(block.extent).iter().any(|a| is_link(&a)));
    let plain = plain.flat_map(|block| navigation::way(document.str(block.extent))).map(|part| document.extent_of(part));
    let named = links.chain(plain).map(|name| without_way(document, habits, name)).filter(|name| habits.is_archive(document.str(*name)));
    named.max_by_key(|name| (document.str(*name).len(), name.start))
}

/// "Marxists Internet Archive" of "Back to the Marxists Internet Archive".
fn without_way(document: &Document, habits: &Habits, link: Extent) -> Extent {
    Extent { start: link.start + habits.way_back(document.str(link)) as u32, ..link }
}

/// The digital text as an entry, where no imprint made it one.
fn transcription(document: &Document) -> Option<Bibl> {
    if document.header.bibls.iter().any(|bibl| bibl.kind == BiblKind::Transcription) {
        return None;
    }
    let publication = &document.header.publication;
    let title = publication.publisher.map(|extent| (Part::Title(Level::Monograph), extent));
    let date = publication.date.map(|extent| (Part::Date, extent));
    title.map(|title| Bibl { kind: BiblKind::Transcription, is_part: true, parts: std::iter::once(title).chain(date).collect() })
}

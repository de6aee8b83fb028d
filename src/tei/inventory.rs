//! What a TEI file marks: each element with its words, for telling what another conversion would change.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::xml;

/// Something that is marked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marked {
    /// The sort, for a person: "names".
    pub sort: &'static str,
    /// Its first words.
    pub words: String,
    /// The element and its attributes.
    pub said: String,
}

/// An element that is open.
struct Open {
    /// `None` where it is not counted.
    marked: Option<(&'static str, String)>,
    /// Where its text begins.
    start: usize,
    is_header: bool,
}

/// All that `tei` marks, and how often; of a file that is not well-formed, what stands before the fault.
///
/// ```
/// let marked = teiscribe::tei::inventory("<TEI><text><p>In <placeName ref=\"#minsk\">Minsk</placeName>.</p></text></TEI>");
/// let names: Vec<&str> = marked.keys().filter(|own| own.sort == "names").map(|own| own.words.as_str()).collect();
/// assert_eq!(names, ["Minsk"]);
/// ```
pub fn inventory(tei: &str) -> BTreeMap<Marked, usize> {
    let mut reader = Reader::from_str(tei);
    let (mut open, mut text, mut all): (Vec<Open>, String, _) = (Vec::new(), String::new(), BTreeMap::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => open.push(opened(&start, open.last(), text.len())),
            Ok(Event::Empty(start)) => {
                let own = opened(&start, open.last(), text.len());
                close(own, &text, &mut all);
            }
            Ok(Event::End(_)) => {
                if let Some(own) = open.pop() {
                    close(own, &text, &mut all);
                }
            }
            Ok(Event::Text(own)) => text.push_str(&own),
            Ok(Event::GeneralRef(own)) => match xml::entity(&own) {
                Some(xml::Entity::Named(sign)) => text.push_str(sign),
                Some(xml::Entity::Numbered(sign)) => text.push(sign),
                None => {}
            },
            Ok(Event::Eof) | Err(_) => return all,
            Ok(_) => {}
        }
    }
}

fn opened(start: &BytesStart<'_>, around: Option<&Open>, at: usize) -> Open {
    let name = start.name();
    let name: &str = name.as_ref();
    let is_header = name == "teiHeader" || name == "standOff" || around.is_some_and(|own| own.is_header);
    let attributes = start.attributes().flatten().filter(|own| !matches!(own.key.as_ref(), "xml:id" | "n" | "version" | "corresp"));
    let said: Vec<String> = attributes.map(|own| format!("{}={}", own.key.as_ref(), own.value)).collect();
    let is_editorial = said.iter().any(|own| own == "type=editorial");
    let marked = sort(name, is_header, is_editorial).map(|sort| (sort, format!("{name} {}", said.join(" "))));
    Open { marked, start: at, is_header }
}

/// The sort of an element; `None` where it only holds others.
fn sort(name: &str, is_header: bool, is_editorial: bool) -> Option<&'static str> {
    Some(match name {
        "title" | "author" | "editor" | "note" | "date" | "resp" | "publisher" | "licence" | "language" if is_header => "header",
        "persName" | "placeName" | "orgName" | "title" if !is_header => "names",
        "date" => "dates",
        "note" if is_editorial => "brackets",
        "supplied" | "gap" | "unclear" => "brackets",
        "note" => "notes",
        "pb" => "page breaks",
        "foreign" => "languages",
        "p" | "head" | "lg" | "l" | "list" | "item" | "table" | "row" | "quote" | "dateline" | "salute" | "signed" | "postscript"
        | "trailer" | "byline" | "titlePart" | "docDate" | "docImprint" | "milestone" | "label"
            if !is_header =>
        {
            "blocks"
        }
        _ => return None,
    })
}

fn close(own: Open, text: &str, all: &mut BTreeMap<Marked, usize>) {
    /// Words that tell an element from another.
    const WORDS: usize = 8;
    let Some((sort, said)) = own.marked else { return };
    let words: Vec<&str> = text[own.start..].split_whitespace().take(WORDS).collect();
    *all.entry(Marked { sort, words: words.join(" "), said }).or_insert(0) += 1;
}

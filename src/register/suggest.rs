//! A register drafted from texts: a row for each form, to be decided on in a spreadsheet.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::csv::{self, COLUMNS};
use super::kind::kind;
use crate::document::{Document, Entry, EntryKind, Extent, Kind, MentionKind, Origins};
use crate::source::Source;
use crate::xml::{is_name_start, name_letters};

/// Quotations of a form, at most.
const QUOTES: usize = 3;
/// Characters of text about a form in a quotation, on each side.
const CONTEXT: usize = 40;

/// The forms of names in some documents.
#[derive(Debug, Default)]
pub struct Suggestions {
    forms: BTreeMap<(&'static str, String), Suggested>,
}

/// What is known of a form.
#[derive(Debug, Default)]
struct Suggested {
    count: usize,
    files: BTreeSet<String>,
    quotes: Vec<String>,
    first: String,
    /// The name and the id of the entry that the document has for it.
    name: Option<String>,
    id: Option<String>,
    uri: String,
}

impl Suggestions {
    /// Takes in the names of a document that was read from `source`; `file` is shown as where they stand.
    pub fn add(&mut self, document: &Document, source: &Source, file: &str) {
        let origins = Origins::new(document);
        for annotation in &document.annotations {
            let Kind::Mention(mention) = &annotation.kind else {
                continue;
            };
            let Some(kind) = kind_name(mention.kind).filter(|_| !mention.is_plural) else {
                continue;
            };
            let text = document.line(annotation.extent);
            let own = self.forms.entry((kind, text)).or_default();
            own.count += 1;
            own.files.insert(file.to_owned());
            if own.quotes.len() < QUOTES {
                own.quotes.push(quote(document, annotation.extent));
            }
            if own.first.is_empty() {
                let at = source.locate(origins.span(annotation.extent).start);
                own.first = format!("{file}:{}:{}", at.line, at.column);
            }
            if let Some(entry) = mention.entry.and_then(|entry| document.entries.get(entry.0 as usize)) {
                own.identify(entry);
            }
        }
    }

    /// The rows for the forms that are not in `table`, which is a register as it stands, or empty. Given back is the whole
    /// table: what it had, byte for byte, and the rows after it; `None` where there is nothing new.
    ///
    /// ```
    /// use teiscribe::register::Suggestions;
    ///
    /// assert!(Suggestions::default().table("type,form\nperson,Stalin\n").is_none());
    /// ```
    pub fn table(&self, table: &str) -> Option<String> {
        let known = known_forms(table);
        let clusters = Clusters::new(&self.forms);
        let mut rows: Vec<(&str, String, &str, &Suggested)> = Vec::new();
        for ((kind, form), own) in &self.forms {
            if !known.contains(&(family(kind).to_owned(), form.clone())) {
                rows.push((kind, clusters.id(kind, form, own), form, own));
            }
        }
        if rows.is_empty() {
            return None;
        }
        rows.sort_by(|a, b| (a.0, &a.1, std::cmp::Reverse(a.3.count), a.2).cmp(&(b.0, &b.1, std::cmp::Reverse(b.3.count), b.2)));
        let cell = |(kind, id, form, own): &(&str, String, &str, &Suggested), column: &str| own.cell(column, kind, id, form);
        Some(csv::append(table, &COLUMNS, rows.iter().map(|row| |column: &str| cell(row, column))))
    }
}

/// The forms that a register has, with their types, whatever was decided on them.
fn known_forms(table: &str) -> BTreeSet<(String, String)> {
    let (rows, _) = csv::rows(table);
    let Some((head, body)) = rows.split_first() else {
        return BTreeSet::new();
    };
    let columns = csv::Columns::new(&head.cells);
    if !columns.has("form") && !columns.has("name") {
        return BTreeSet::new();
    }
    let forms = |row| std::iter::once(columns.cell(row, &["form", "name"])).chain(columns.variants(row));
    let known = |row| {
        let family = family(&columns.cell(row, &["type"]).to_lowercase()).to_owned();
        forms(row).map(move |form| (family.clone(), form.to_owned()))
    };
    body.iter().flat_map(known).collect()
}

/// The types that one form cannot have side by side.
fn family(word: &str) -> &str {
    match kind(word) {
        Some(EntryKind::Person) => "person",
        Some(EntryKind::Place(_)) => "place",
        Some(EntryKind::Organisation) => "org",
        Some(EntryKind::Work) => "work",
        None => word,
    }
}

const fn kind_name(kind: MentionKind) -> Option<&'static str> {
    match kind {
        MentionKind::Person => Some("person"),
        MentionKind::Place => Some("place"),
        MentionKind::Organisation => Some("org"),
        MentionKind::Work(_) => None,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words about a form, with the form in them.
fn quote(document: &Document, extent: Extent) -> String {
    let before = &document.text[..extent.start as usize];
    let after = &document.text[extent.end as usize..];
    let start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    one_line(&format!("{}[{}]{}", &before[start..], document.str(extent), &after[..end]))
}

impl Suggested {
    fn identify(&mut self, entry: &Entry) {
        self.id = self.id.take().or_else(|| entry.id.as_deref().map(str::to_owned));
        self.name = self.name.take().or_else(|| Some(entry.name.to_string()));
        let is_place = matches!(entry.kind, EntryKind::Place(_));
        if self.uri.is_empty()
            && is_place
            && let Some((service, value)) = entry.identifiers.first()
        {
            self.uri = format!("{service}:{value}");
        }
    }

    fn cell(&self, column: &str, kind: &str, id: &str, form: &str) -> String {
        match column {
            "type" => kind.to_owned(),
            "form" | "name" => form.to_owned(),
            "id" => id.to_owned(),
            "label" => self.name.clone().unwrap_or_default(),
            "uri" => self.uri.clone(),
            "count" => self.count.to_string(),
            "files" => self.files.len().to_string(),
            "quote1" => self.quotes.first().cloned().unwrap_or_default(),
            "quote2" => self.quotes.get(1).cloned().unwrap_or_default(),
            "quote3" => self.quotes.get(2).cloned().unwrap_or_default(),
            "where1" => self.first.clone(),
            _ => String::new(),
        }
    }
}

/// Which forms are of one person: the surnames, and who has each.
struct Clusters {
    people: HashMap<String, BTreeSet<String>>,
}

impl Clusters {
    fn new(forms: &BTreeMap<(&'static str, String), Suggested>) -> Self {
        let mut people: HashMap<String, BTreeSet<String>> = HashMap::new();
        for ((kind, _), own) in forms {
            if let Some(name) = own.name.as_ref().filter(|_| *kind == "person") {
                people.entry(romanised(last_word(name))).or_default().insert(name.clone());
            }
        }
        Self { people }
    }

    /// The id of a form: that of its register, else one made of the name; `?` where several have the surname.
    fn id(&self, kind: &str, form: &str, own: &Suggested) -> String {
        if let Some(id) = &own.id {
            return id.clone();
        }
        let name = own.name.as_deref().unwrap_or(form);
        if kind != "person" {
            return slug(name.split_whitespace());
        }
        let namesakes = self.people.get(&romanised(last_word(name)));
        let people = namesakes.map(people).unwrap_or_default();
        match (people.as_slice(), own.name.is_some()) {
            ([one], _) => person_id(one),
            ([], _) => person_id(form),
            (several, true) => several.iter().find(|one| agree(one, name)).map_or_else(|| person_id(name), |one| person_id(one)),
            (_, false) => "?".to_owned(),
        }
    }
}

/// Of several names with one surname, the fullest of each person.
fn people(names: &BTreeSet<String>) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    let mut by_length: Vec<&String> = names.iter().collect();
    by_length.sort_by_key(|name| (std::cmp::Reverse(name.chars().count()), *name));
    for name in by_length {
        if !people.iter().any(|known| agree(known, name)) {
            people.push(name.clone());
        }
    }
    people
}

/// Whether two names of one surname may be of one person.
fn agree(one: &str, other: &str) -> bool {
    let given = |name: &str| -> Vec<String> {
        let words: Vec<&str> = name.split_whitespace().collect();
        words
            .split_last()
            .map(|(_, given)| {
                given.iter().flat_map(|word| word.split_inclusive('.')).map(|word| word.trim_end_matches('.').to_lowercase()).collect()
            })
            .unwrap_or_default()
    };
    given_names_agree(&given(one), &given(other))
}

/// Whether given names, in small letters, may be those of one person: equal, or one the initial of the other, as far as both go.
pub(crate) fn given_names_agree(one: &[String], other: &[String]) -> bool {
    let is_initial_of = |own: &str, whole: &str| own.chars().count() == 1 && whole.starts_with(own);
    one.iter().zip(other).all(|(a, b)| a == b || is_initial_of(a, b) || is_initial_of(b, a))
}

fn last_word(name: &str) -> &str {
    name.split_whitespace().next_back().unwrap_or_default()
}

/// A surname as it sounds, whichever way it was put into Latin letters: Sverdloff and Sverdlov, Trotzky and Trotsky.
pub(super) fn romanised(name: &str) -> String {
    const SOUNDS: [(&str, &str); 12] = [
        ("tsch", "ch"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("tz", "ts"),
        ("ff", "v"),
        ("w", "v"),
        ("ij", "i"),
        ("iy", "i"),
        ("yi", "i"),
        ("y", "i"),
        ("j", "i"),
        ("ph", "f"),
    ];
    SOUNDS.iter().fold(name.to_lowercase(), |name, (from, to)| name.replace(from, to))
}

/// The id that a name of this sort is given.
pub(super) fn id(kind: EntryKind, name: &str) -> String {
    if kind == EntryKind::Person { person_id(name) } else { slug(name.split_whitespace()) }
}

fn person_id(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.last().copied();
    slug(last.into_iter().chain(words.iter().copied().take(words.len().saturating_sub(1))))
}

fn slug<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let joined = words.map(name_letters).filter(|word| !word.is_empty() && word != "the").collect::<Vec<_>>().join("-");
    if joined.starts_with(is_name_start) { joined } else { format!("n-{joined}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_person_have_one_id() {
        let forms = [
            ("Y. M. Sverdlov", Some("Y. M. Sverdlov")),
            ("Sverdloff", None),
            ("Stalin", None),
            ("J. Marx", Some("J. Marx")),
            ("K. Marx", Some("K. Marx")),
            ("Marx", None),
        ];
        let forms: BTreeMap<(&'static str, String), Suggested> = forms
            .iter()
            .map(|(form, name)| (("person", (*form).to_owned()), Suggested { name: name.map(str::to_owned), ..Suggested::default() }))
            .collect();
        let clusters = Clusters::new(&forms);
        let id = |form: &str| clusters.id("person", form, &forms[&("person", form.to_owned())]);
        assert_eq!(id("Y. M. Sverdlov"), "sverdlov-y-m");
        assert_eq!(id("Sverdloff"), "sverdlov-y-m");
        assert_eq!(id("Stalin"), "stalin");
        assert_eq!(id("K. Marx"), "marx-k");
        assert_eq!(id("Marx"), "?");
    }

    #[test]
    fn what_a_person_wrote_stays_byte_for_byte() {
        let mut suggestions = Suggestions::default();
        suggestions.forms.insert(("place", "Minsk".to_owned()), Suggested { count: 2, ..Suggested::default() });
        let old = "\u{feff}form;type;comment\r\nStalin;person;\"see; there\"\r\n";
        let new = suggestions.table(old).unwrap();
        assert_eq!(new.strip_prefix(old), Some("Minsk;place;\r\n"));
        assert_eq!(suggestions.table(&new), None);
    }
}

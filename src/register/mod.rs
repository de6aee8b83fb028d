//! Registers: the people, places and organisations that a project knows, as its own files give them.

mod anchor;
mod corrections;
mod csv;
mod decision;
mod kind;
mod loose;
mod suggest;
mod tei;

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Finding};
use crate::document::{AUTHORITIES, EntryKind};
use crate::source::Source;

pub use anchor::{Anchor, anchors, places, quoted};
pub use corrections::{Corrections, DRAFTED, Drafted, EVERYWHERE, lacking, table};
pub use csv::cells;
pub use decision::family;
pub use suggest::Suggestions;

pub(crate) use suggest::given_names_agree;

/// The entries of one register or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// The entries, in the order of their files.
    pub entries: Vec<Known>,
    /// Forms that are no names: decided so by a person.
    pub refused: Vec<String>,
    /// Where each entry stands, by its sort and its id or, without one, its name.
    places: HashMap<(EntryKind, String), usize>,
}

/// An entry of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id; empty where a namesake is not told apart: `?`.
    pub id: String,
    /// What it is.
    pub kind: EntryKind,
    /// The name that it goes by.
    pub name: String,
    /// The forms under which it is found, the name among them.
    pub forms: Vec<Form>,
    /// What it is called elsewhere: `("wikidata", "Q855")`.
    pub identifiers: Vec<(String, String)>,
    /// The year of birth.
    pub born: Option<i32>,
    /// The file that has the entry under its id, where it is TEI: `listperson.xml`.
    pub file: Option<Arc<str>>,
}

/// A form of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As it stands in texts.
    pub text: String,
    /// Whether nobody has decided on it yet.
    pub is_draft: bool,
}

impl Register {
    /// Reads the register in `bytes`: CSV or TEI, as its beginning tells. What is broken is reported, with its place in the
    /// source that is given back; the rest is used.
    ///
    /// ```
    /// use teiscribe::register::Register;
    ///
    /// let csv = "decision,type,form,id\nyes,person,Comrade Stalin,stalin\nyes,person,Stalin,stalin\nyes,person,,x\n";
    /// let mut register = Register::default();
    /// let (_, findings) = register.read("names.csv", csv.into()).unwrap();
    /// assert_eq!(register.entries[0].forms.len(), 2);
    /// assert_eq!(findings[0].finding.code(), "T601");
    /// ```
    ///
    /// # Errors
    /// Where the bytes are no text: see [`Source::read`].
    pub fn read(&mut self, name: &str, bytes: Vec<u8>) -> Result<(Source, Vec<Diagnostic>), Finding> {
        let (source, _) = Source::read(name, bytes)?;
        let findings = if source.text().trim_start_matches('\u{feff}').trim_start().starts_with('<') {
            tei::read(self, source.name(), source.text())
        } else {
            csv::read(self, source.text())
        };
        Ok((source, findings))
    }

    /// Whether it has nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.refused.is_empty()
    }

    /// Takes in a name that a document lists of itself; its id is made of its words.
    pub(crate) fn add_name(&mut self, kind: EntryKind, name: &str) {
        let is_known = self.entries.iter().any(|known| known.kind == kind && known.forms.iter().any(|form| form.text == name));
        if !is_known {
            let id = suggest::id(kind, name);
            self.add(&id, kind, name, Form { text: name.to_owned(), is_draft: false });
        }
    }

    /// Pairs of ids whose entries are of one sort and have names that differ in spelling alone: Sverdlov, Sverdloff.
    pub fn near_duplicates(&self) -> Vec<(String, String)> {
        let mut seen: HashMap<(EntryKind, String), &str> = HashMap::new();
        let mut pairs = Vec::new();
        for known in self.entries.iter().filter(|known| !known.id.is_empty()) {
            match seen.entry((known.kind, suggest::romanised(&known.name))) {
                std::collections::hash_map::Entry::Occupied(other) => pairs.push(((*other.get()).to_owned(), known.id.clone())),
                std::collections::hash_map::Entry::Vacant(free) => drop(free.insert(&known.id)),
            }
        }
        pairs
    }

    /// Takes in a form of the entry with this id, which is made where there is none yet.
    fn add(&mut self, id: &str, kind: EntryKind, name: &str, form: Form) -> &mut Known {
        let key = if id.is_empty() { format!(" {name}") } else { id.to_owned() };
        let next = self.entries.len();
        let index = *self.places.entry((kind, key)).or_insert(next);
        if index == next {
            self.entries.push(Known {
                id: id.to_owned(),
                kind,
                name: name.to_owned(),
                forms: Vec::new(),
                identifiers: Vec::new(),
                born: None,
                file: None,
            });
        }
        let known = &mut self.entries[index];
        match known.forms.iter_mut().find(|own| own.text == form.text) {
            Some(own) => own.is_draft &= form.is_draft,
            None => known.forms.push(form),
        }
        known
    }
}

/// The id that is made of a name where a register gives none.
///
/// ```
/// use teiscribe::document::EntryKind;
/// use teiscribe::register::id_of;
///
/// assert_eq!(id_of(EntryKind::Person, "Rosa Berg"), "berg-rosa");
/// assert_eq!(id_of(EntryKind::Organisation, "The Red Star"), "red-star");
/// ```
pub fn id_of(kind: EntryKind, name: &str) -> String {
    suggest::id(kind, name)
}

/// An address or prefixed name of an entry elsewhere, as kind and value: `wd:Q855`, `https://www.geonames.org/625144`.
pub(crate) fn identifier(uri: &str) -> Option<(String, String)> {
    let uri = uri.trim();
    let found = AUTHORITIES.iter().find_map(|own| Some((own.kind.to_owned(), own.identifier(uri)?.to_owned())));
    found.filter(|(_, value)| !value.is_empty()).or_else(|| (uri.contains("://")).then(|| ("URL".to_owned(), uri.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::identifier;

    #[test]
    fn entries_that_differ_in_spelling_alone_are_near_duplicates() {
        let mut register = super::Register::default();
        register.read("names.csv", "type,form,id\nperson,Sverdlov,a\nperson,Sverdloff,b\nplace,Minsk,c\n".into()).unwrap();
        assert_eq!(register.near_duplicates(), [("a".to_owned(), "b".to_owned())]);
        let finding = crate::diagnostic::Finding::NearDuplicates { one: "a".to_owned(), other: "b".to_owned() };
        assert_eq!(finding.code(), "T604");
    }

    #[test]
    fn identifiers_are_read_from_addresses_and_prefixes() {
        let own = |kind: &str, value: &str| Some((kind.to_owned(), value.to_owned()));
        assert_eq!(identifier("wd:Q855"), own("wikidata", "Q855"));
        assert_eq!(identifier("https://www.wikidata.org/wiki/Q855"), own("wikidata", "Q855"));
        assert_eq!(identifier("https://www.geonames.org/625144/minsk.html"), own("geonames", "625144"));
        assert_eq!(identifier("stalin"), None);
    }
}

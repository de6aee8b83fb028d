//! A register, made ready to be looked up.

use super::lexicon::key;
use super::phrase::Phrases;
use super::token::{self, Shape};
use crate::document::{Document, Entry, EntryId, EntryKind, PlaceKind};
use crate::register::{Known, Register};

/// A register, ready to be looked up: made once, used for many documents.
#[derive(Debug, Default)]
pub struct Names {
    pub(super) register: Register,
    phrases: Phrases,
    /// For each number of a phrase: the entries that have the form.
    pub(super) forms: Vec<Owners>,
    /// Entries that a document says it names: of namesakes they are meant.
    pub(super) meant: Vec<u32>,
    /// The forms that are no names, by the keys of their words.
    refused: Phrases,
}

/// Who has a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Owners {
    /// Indices of entries.
    pub(super) entries: Vec<u32>,
    /// Whether a person has decided on it.
    pub(super) is_decided: bool,
    /// How many of its words have a capital, at least.
    pub(super) capitals: usize,
}

impl Names {
    /// Makes `register` ready.
    pub fn new(register: Register) -> Self {
        let mut names = Self { register, ..Self::default() };
        let entries = std::mem::take(&mut names.register.entries);
        for (index, known) in entries.iter().enumerate() {
            for form in &known.forms {
                let keys = keys(&form.text);
                if keys.is_empty() {
                    continue;
                }
                let number = names.phrases.add(&keys, names.forms.len() as u32);
                if number as usize == names.forms.len() {
                    names.forms.push(Owners { capitals: capitals(&form.text), ..Owners::default() });
                }
                let own = &mut names.forms[number as usize];
                own.is_decided |= !form.is_draft;
                if !own.entries.contains(&(index as u32)) {
                    own.entries.push(index as u32);
                }
            }
        }
        names.register.entries = entries;
        for form in &names.register.refused {
            names.refused.add(&keys(form), 0);
        }
        names
    }

    /// The same without the forms on which nobody has decided.
    #[must_use]
    pub fn decided(&self) -> Self {
        let mut register = self.register.clone();
        for known in &mut register.entries {
            known.forms.retain(|form| !form.is_draft);
        }
        Self::new(register)
    }

    /// The same with the names that the front matter of a document lists; `None` where it lists none.
    pub(super) fn with_front_matter(&self, document: &Document) -> Option<Self> {
        let mut listed = document.header.front_matter.iter().filter_map(|(extent, key)| Some((*extent, listed(key)?))).peekable();
        listed.peek()?;
        let mut register = self.register.clone();
        let mut meant = Vec::new();
        for (extent, kind) in listed {
            for item in items(document.str(extent)) {
                match register.entries.iter().position(|known| known.id == item) {
                    Some(index) => meant.push(index as u32),
                    None => kind.into_iter().for_each(|kind| register.add_name(kind, item)),
                }
            }
        }
        Some(Self { meant, ..Self::new(register) })
    }

    /// Whether there is no register.
    pub fn is_empty(&self) -> bool {
        self.register.is_empty()
    }

    /// The register.
    pub const fn register(&self) -> &Register {
        &self.register
    }

    /// Whether a form begins with the word of this key.
    pub(super) fn begins(&self, key: u64) -> bool {
        self.phrases.begins(key)
    }

    /// The longest form at the start of `keys`: how many keys it has, and its number.
    pub(super) fn longest(&self, keys: impl Iterator<Item = u64>) -> Option<(usize, u32)> {
        self.phrases.longest(keys)
    }

    /// The one person of the register with exactly this form, by the index of the entry.
    pub(super) fn person(&self, form: &str) -> Option<u32> {
        let keys = keys(form);
        let (_, number) = self.longest(keys.iter().copied()).filter(|&(n, _)| n == keys.len())?;
        let is_person = |entry: &&u32| self.register.entries[**entry as usize].kind == EntryKind::Person;
        let mut people = self.forms[number as usize].entries.iter().filter(is_person);
        people.next().copied().filter(|_| people.next().is_none())
    }

    /// Whether a person decided that exactly this form is no name.
    pub(super) fn refuses(&self, form: &str) -> bool {
        !self.refused.is_empty() && self.is_refused(&keys(form))
    }

    /// Whether exactly these words are no name.
    pub(super) fn is_refused(&self, keys: &[u64]) -> bool {
        !self.refused.is_empty() && self.refused.longest(keys.iter().copied()).is_some_and(|(n, _)| n == keys.len())
    }
}

/// The keys of a form: initials one by one, whether or not spaces stand between.
fn keys(form: &str) -> Vec<u64> {
    let mut keys = Vec::new();
    token::scan(form, 0, &mut Vec::new(), |shape, folded| {
        push_keys(shape, folded, &mut keys);
        0
    });
    if keys.len() > 1 && keys[0] == key("the") {
        keys.remove(0);
    }
    keys
}

/// Whether a key of front matter lists names or ids, and what they are where it says so: `entities`, `entities.people`.
fn listed(key: &str) -> Option<Option<EntryKind>> {
    let (group, kind) = key.split_once('.').unwrap_or((key, ""));
    if !["entities", "names"].contains(&group) {
        return None;
    }
    match kind {
        "person" | "persons" | "people" => Some(Some(EntryKind::Person)),
        "place" | "places" => Some(Some(EntryKind::Place(PlaceKind::Unknown))),
        "org" | "orgs" | "organisations" | "organizations" => Some(Some(EntryKind::Organisation)),
        "" => Some(None),
        _ => None,
    }
}

/// The items of a list in YAML: `[A, B]`, or one a line after hyphens.
fn items(value: &str) -> impl Iterator<Item = &str> {
    let value = value.trim();
    let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let marks: &[char] = if inner.is_some() { &[',', '\n'] } else { &['\n'] };
    inner
        .unwrap_or(value)
        .split(marks)
        .map(|item| item.trim().trim_start_matches("- ").trim_matches(['"', '\'']))
        .filter(|item| !item.is_empty())
}

/// How many words of a form begin with a capital, its article left out.
fn capitals(form: &str) -> usize {
    let words = form.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty() && *word != "The");
    words.filter(|word| word.starts_with(char::is_uppercase) && word.chars().count() > 1).count()
}

/// The keys of a token, its stops left out.
pub(super) fn push_keys(shape: Shape, folded: &str, keys: &mut Vec<u64>) {
    if shape == Shape::Initial {
        keys.extend(folded.split('.').filter(|letter| !letter.is_empty()).map(key));
    } else {
        keys.push(key(folded));
    }
}

/// An entry of the register as the document has it.
pub(super) fn entry(known: &Known) -> Entry {
    let id = (!known.id.is_empty()).then(|| known.id.as_str().into());
    let identifiers = known.identifiers.iter().map(|(kind, value)| (kind.as_str().into(), value.as_str().into())).collect();
    Entry { id, identifiers, file: known.file.clone(), ..Entry::new(known.kind, known.name.as_str()) }
}

/// The entry that a document has of one of the register, made where there is none yet.
pub(super) fn entry_in(document: &mut Document, known: &Known) -> EntryId {
    let at = document.entries.iter().position(|own| own.id.as_deref() == Some(&known.id)).unwrap_or_else(|| {
        document.entries.push(entry(known));
        document.entries.len() - 1
    });
    EntryId(at as u32)
}

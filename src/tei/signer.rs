//! Who answers for a note that is signed: `@resp`, and the person in the header (TEI Guidelines, 1.3.1.1.4).

use rustc_hash::FxHashMap;

use crate::document::{Document, EntryId, Extent, Kind, PersonRole, Signer, StatementKind};
use crate::tei::Context;
use crate::tei::id::Ids;
use crate::tei::pointer::Pointers;
use crate::xml::Element;

/// A person or body whom the header names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Declared {
    /// Of [`crate::document::Header::people`].
    Person(usize),
    /// Of [`crate::document::Header::responsibilities`].
    Responsibility(usize),
}

/// Those who sign notes.
#[derive(Debug, Default)]
pub(super) struct Signers {
    /// The pointer to who signs each note that is signed.
    by_note: FxHashMap<usize, String>,
    /// The ids of those whom the header names anyway.
    of_header: FxHashMap<Declared, String>,
    /// The others: id and name, in order.
    others: Vec<(String, String)>,
}

impl Signers {
    pub(super) fn new(document: &Document, pointers: &Pointers, editor: Option<&str>, ids: &mut Ids) -> Self {
        let mut own = Self::default();
        for note in 0..document.notes.len() {
            if let Some((signer, name)) = signature(document, note) {
                let known = identified(document, name).or_else(|| identified_author(document, signer, name));
                let known = known.and_then(|entry| pointers.of(entry)).map(str::to_owned);
                let pointer = known.unwrap_or_else(|| format!("#{}", own.identify(document, signer, name, editor, ids)));
                own.by_note.insert(note, pointer);
            }
        }
        own
    }

    fn identify(&mut self, document: &Document, signer: Signer, name: Extent, editor: Option<&str>, ids: &mut Ids) -> String {
        let Some((declared, person)) = declared(document, signer, document.str(name)) else {
            return self.other(&document.line(name), ids);
        };
        let is_editor = matches!(declared, Declared::Person(n) if document.header.people[n].role == PersonRole::Editor);
        match editor.filter(|_| is_editor) {
            Some(editor) => editor.to_owned(),
            None => self.of_header.entry(declared).or_insert_with(|| ids.person(document.str(person))).clone(),
        }
    }

    fn other(&mut self, name: &str, ids: &mut Ids) -> String {
        if let Some((id, _)) = self.others.iter().find(|(_, known)| known == name) {
            return id.clone();
        }
        let id = ids.person(name);
        self.others.push((id.clone(), name.to_owned()));
        id
    }
}

/// The entry of the name in a signature.
fn identified(document: &Document, name: Extent) -> Option<EntryId> {
    let near = Extent { start: name.start.saturating_sub(60), ..name };
    let mentions = document.annotations_in(near).iter().filter(|own| own.extent.overlaps(name));
    mentions.filter_map(|own| if let Kind::Mention(mention) = &own.kind { mention.entry } else { None }).next()
}

/// The entry of the author who signs.
fn identified_author(document: &Document, signer: Signer, name: Extent) -> Option<EntryId> {
    match declared(document, signer, document.str(name))?.0 {
        Declared::Person(n) => document.header.people[n].entry,
        Declared::Responsibility(_) => None,
    }
}

fn signature(document: &Document, note: usize) -> Option<(Signer, Extent)> {
    let body = &document.notes[note].body;
    let leaves = body.clone().filter(|&index| document.is_leaf(index));
    let ends = leaves.clone().next_back().into_iter().chain(leaves.take(1));
    ends.flat_map(|index| document.annotations_in(document.blocks[index].extent))
        .find_map(|own| if let Kind::Signed(signer) = own.kind { Some((signer, own.extent)) } else { None })
}

/// Whom of the header a signature means: the only one of that role, or one of that name.
fn declared(document: &Document, signer: Signer, name: &str) -> Option<(Declared, Extent)> {
    let header = &document.header;
    let people = header.people.iter().enumerate().map(|(n, own)| (Declared::Person(n), own.name));
    let translated = || header.statements.iter().filter(|own| own.kind == StatementKind::Translated);
    let is_translator = |name: Extent| translated().any(|own| own.extent.contains(name));
    let doing = header.responsibilities.iter().enumerate();
    let doing = doing.filter_map(|(n, own)| Some((Declared::Responsibility(n), own.names.first()?.1)));
    let of_role =
        |role: PersonRole| people.clone().filter(move |(own, _)| matches!(own, Declared::Person(n) if header.people[*n].role == role));
    match signer {
        Signer::Author => only(of_role(PersonRole::Author)),
        Signer::Editor => only(of_role(PersonRole::Editor)),
        Signer::Translator => only(doing.filter(|&(_, name)| is_translator(name))),
        Signer::Named => people.chain(doing).find(|&(_, own)| is_called(document.str(own), name)),
    }
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next();
    if found.next().is_some() { None } else { first }
}

/// Whether "Engels", or "F. Engels", is "Friedrich Engels".
fn is_called(full: &str, name: &str) -> bool {
    let last = |name: &str| name.split_whitespace().next_back().map(str::to_lowercase);
    let first = |name: &str| name.chars().next();
    last(full) == last(name) && (!name.trim().contains(' ') || first(full) == first(name))
}

impl<'d> Context<'d> {
    /// `@resp` of a note that is signed.
    pub(super) fn note_signer(&self, note: usize) -> Option<String> {
        self.signers.by_note.get(&note).cloned()
    }

    /// The id of someone whom the header names, where notes are signed so.
    pub(super) fn signer_id(&self, declared: Declared) -> Option<String> {
        self.signers.of_header.get(&declared).cloned()
    }

    /// A `respStmt` for each who signs notes and is named nowhere else.
    pub(super) fn signers(&self) -> impl Iterator<Item = Element<'d>> {
        self.signers.others.iter().map(|(id, name)| {
            let stated = Element::new("respStmt").with("xml:id", id.clone());
            stated.child(Element::new("resp").text("notes signed so")).child(Element::new("name").text(name.clone()))
        })
    }
}

//! Whom the names of a TEI file point at.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::document::{Cert, Entry, EntryId, Evidence, Kind, Level, Mention, MentionKind};
use crate::tei::element::attribute;

/// The elements that name, and what; of `name` and `rs` @type tells it (TEI Guidelines, 14.1 and 14.2).
const NAMES: [(&str, MentionKind); 12] = [
    ("persName", MentionKind::Person),
    ("placeName", MentionKind::Place),
    ("geogName", MentionKind::Place),
    ("settlement", MentionKind::Place),
    ("region", MentionKind::Place),
    ("country", MentionKind::Place),
    ("district", MentionKind::Place),
    ("bloc", MentionKind::Place),
    ("orgName", MentionKind::Organisation),
    ("title", MentionKind::Work(Level::Monograph)),
    ("name", MentionKind::Person),
    ("rs", MentionKind::Person),
];

/// Those whom names point at, by their pointers.
#[derive(Debug, Default)]
pub(super) struct Referred {
    entries: Vec<Entry>,
    of: HashMap<Box<str>, EntryId>,
}

impl Referred {
    /// The name that an element is, if it points at somebody by @ref or, as older files do, by @key.
    pub(super) fn mention(&mut self, name: &str, element: &BytesStart<'_>) -> Option<Kind> {
        let kind = NAMES.iter().find(|(own, _)| *own == name).map(|&(_, kind)| kind)?;
        let pointer = attribute(element, "ref").or_else(|| attribute(element, "key"))?;
        // Of "listperson.xml#p12" what the register calls it by.
        let id = pointer.trim().rsplit('#').next().unwrap_or_default();
        if id.is_empty() {
            return None;
        }
        let entry = Some(self.entry(id, kind));
        let (cert, evidence) = (Cert::High, Evidence::External);
        Some(Kind::Mention(Box::new(Mention { kind, is_plural: false, entry, rivals: Vec::new(), cert, evidence, rule: "TEI" })))
    }

    fn entry(&mut self, id: &str, kind: MentionKind) -> EntryId {
        if let Some(&entry) = self.of.get(id) {
            return entry;
        }
        let entry = EntryId(self.entries.len() as u32);
        self.entries.push(Entry { id: Some(id.into()), ..Entry::new(kind.entry_kind(), id) });
        self.of.insert(id.into(), entry);
        entry
    }

    /// All of them, as mentions number them.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }
}

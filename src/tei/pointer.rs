//! Who is meant: the pointers of names to those whom they name (TEI Guidelines, 14.1 and 17.2.3).

use std::collections::HashSet;

use crate::document::{Authority, Document, Entry, EntryId, EntryKind, Kind};
use crate::settings::{Pointing, Settings};
use crate::tei::Context;
use crate::tei::id::Ids;
use crate::xml::Element;

/// For each entry of a document how it is pointed at.
#[derive(Debug, Default)]
pub(super) struct Pointers {
    /// Empty for one that neither a mention nor the header names.
    pointers: Vec<String>,
    /// The authority files that are pointed into.
    authorities: Vec<&'static Authority>,
}

impl Pointers {
    pub(super) fn new(document: &Document, settings: &Settings, ids: &mut Ids) -> Self {
        let mentioned = document.annotations.iter().filter_map(|a| if let Kind::Mention(mention) = &a.kind { mention.entry } else { None });
        let used: HashSet<u32> =
            mentioned.chain(document.header.people.iter().filter_map(|person| person.entry)).map(|entry| entry.0).collect();
        let mut own = Self::default();
        for (n, entry) in document.entries.iter().enumerate() {
            let pointer = if used.contains(&(n as u32)) { own.pointer(entry, settings, ids) } else { String::new() };
            own.pointers.push(pointer);
        }
        own
    }

    /// How `entry` is pointed at: the first of the ways that are set that there is for it, else its own id in this file.
    fn pointer(&mut self, entry: &Entry, settings: &Settings, ids: &mut Ids) -> String {
        let elsewhere = settings.names.pointing.iter().take_while(|way| **way != Pointing::Id).find_map(|way| match way {
            Pointing::Id => None,
            Pointing::Register => registered(entry, &settings.names.registers),
            Pointing::Authority(authority) => self.prefixed(entry, authority),
        });
        elsewhere.unwrap_or_else(|| format!("#{}", id(entry, ids)))
    }

    /// `wd:Q855`, where the entry has such an identifier.
    fn prefixed(&mut self, entry: &Entry, authority: &'static Authority) -> Option<String> {
        let own = entry.identifiers.iter().find(|(kind, value)| **kind == *authority.kind && authority.is_identifier(value));
        let (_, value) = own?;
        if !self.authorities.contains(&authority) {
            self.authorities.push(authority);
        }
        Some(format!("{}:{value}", authority.prefix))
    }

    pub(super) fn of(&self, entry: EntryId) -> Option<&str> {
        self.pointers.get(entry.0 as usize).map(String::as_str).filter(|pointer| !pointer.is_empty())
    }

    /// The entries that this file has to hold, with their ids.
    pub(super) fn listed<'p, 'd>(&'p self, document: &'d Document) -> impl Iterator<Item = (&'p str, &'d Entry)> {
        self.pointers.iter().zip(&document.entries).filter_map(|(pointer, entry)| Some((pointer.strip_prefix('#')?, entry)))
    }

    /// What the prefixes of the pointers stand for (TEI Guidelines, 17.2.3).
    pub(super) fn prefixes<'d>(&self) -> Option<Element<'d>> {
        let mut authorities = self.authorities.clone();
        authorities.sort_unstable_by_key(|own| own.prefix);
        let prefixes: Vec<Element<'d>> = authorities.into_iter().map(prefix).collect();
        (!prefixes.is_empty()).then(|| Element::new("listPrefixDef").children(prefixes))
    }
}

fn prefix<'d>(authority: &'static Authority) -> Element<'d> {
    Element::new("prefixDef")
        .with("ident", authority.prefix)
        .with("matchPattern", format!("({})", authority.pattern()))
        .with("replacementPattern", format!("{}$1", authority.address))
}

/// `listperson.xml#p12`, where a register in TEI has the entry.
fn registered(entry: &Entry, folder: &str) -> Option<String> {
    let (file, id) = entry.file.as_deref().zip(entry.id.as_deref())?;
    let slash = if folder.is_empty() || folder.ends_with('/') { "" } else { "/" };
    Some(format!("{folder}{slash}{}#{id}", file.replace(' ', "%20")))
}

fn id(entry: &Entry, ids: &mut Ids) -> String {
    match (&entry.id, entry.kind) {
        (Some(id), _) => ids.given(id),
        (None, EntryKind::Person) => ids.person(&entry.name),
        (None, _) => ids.thing(&entry.name),
    }
}

impl Context<'_> {
    /// The pointer to an entry: `#stalin-j-v`.
    pub(super) fn entry(&self, entry: Option<EntryId>) -> Option<String> {
        self.pointers.of(entry?).map(str::to_owned)
    }
}

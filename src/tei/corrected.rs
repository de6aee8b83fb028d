//! Who answers for what a person decided: `@resp`, and the persons in the header (TEI Guidelines, 1.3.1.1.4).

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::document::{Annotation, Block, BlockKind, Correction, Document, Extent, Family, PersonRole, ReadAs, Set};
use crate::settings::Settings;
use crate::tei::Context;
use crate::tei::id::Ids;
use crate::xml::Element;

/// The persons who corrected the document.
#[derive(Debug, Default)]
pub(super) struct Correctors {
    /// The id of each, by what stands in the column `by`.
    ids: BTreeMap<String, String>,
    /// Those whom the header does not name anyway: id and name, in order.
    declared: Vec<(String, String)>,
    /// The id of who decided what of which words.
    by_place: FxHashMap<(Extent, Family), String>,
    /// The decisions on blocks, notes, joins and statements, which are asked for by where they reach: by their places, each
    /// with its index and how far it and all before it reach.
    structural: Vec<(Extent, usize, u32)>,
}

impl Correctors {
    pub(super) fn new(document: &Document, settings: &Settings, editor: Option<&str>, ids: &mut Ids) -> Self {
        let mut own = Self::default();
        let by: std::collections::BTreeSet<&str> = document.corrections.iter().map(|correction| &*correction.by).collect();
        for by in by {
            let only = settings.people.values().next().filter(|_| by.is_empty() && settings.people.len() == 1);
            let name = settings.people.get(by).or(only).map_or(by, String::as_str);
            let id = match (own.declared.iter().find(|(_, known)| known == name), editor.filter(|_| is_editor(document, name))) {
                (Some((id, _)), _) => id.clone(),
                (None, Some(editor)) => editor.to_owned(),
                (None, None) => own.declare(name, ids),
            };
            own.ids.insert(by.to_owned(), id);
        }
        for (n, correction) in document.corrections.iter().enumerate() {
            let id = own.ids.get(&*correction.by).cloned().unwrap_or_default();
            own.by_place.entry((correction.extent, correction.set.family())).or_insert(id);
            own.structural.extend(is_structural(&correction.set).then_some((correction.extent, n, 0)));
        }
        own.structural.sort_unstable();
        let mut end = 0;
        for (extent, _, reach) in &mut own.structural {
            end = end.max(extent.end);
            *reach = end;
        }
        own
    }

    fn declare(&mut self, name: &str, ids: &mut Ids) -> String {
        let id = ids.person(if name.is_empty() { "corrector" } else { name });
        self.declared.push((id.clone(), name.to_owned()));
        id
    }
}

const fn is_structural(set: &Set) -> bool {
    matches!(set, Set::Read(_) | Set::Note(_) | Set::Join(_) | Set::Statement(_))
}

fn is_editor(document: &Document, name: &str) -> bool {
    document.header.people.iter().any(|person| person.role == PersonRole::Editor && document.line(person.name) == name)
}

impl<'d> Context<'d> {
    /// `@resp` of what a person decided of exactly this extent.
    pub(super) fn corrector(&self, extent: Extent, family: Family) -> Option<String> {
        if self.correctors.by_place.is_empty() {
            return None;
        }
        self.correctors.by_place.get(&(extent, family)).map(|id| format!("#{id}"))
    }

    /// Whether a person decided what is said here of words.
    pub(super) fn is_decided(&self, annotation: &Annotation) -> bool {
        Family::of(&annotation.kind).is_some_and(|family| self.corrector(annotation.extent, family).is_some())
    }

    /// Whether a person decided what some of these words name.
    pub(super) fn is_renamed(&self, extent: Extent) -> bool {
        !self.correctors.by_place.is_empty()
            && self.document.corrections.iter().any(|own| own.set.family() == Family::Name && own.extent.overlaps(extent))
    }

    /// The decisions on blocks, notes, joins and statements that reach into `extent`, or touch it, in the order of their rows.
    fn structural(&self, extent: Extent) -> impl Iterator<Item = &'d Correction> {
        let all = &self.correctors.structural;
        let before = &all[..all.partition_point(|(own, ..)| own.start <= extent.end)];
        let near = before.iter().rev().take_while(|(.., reach)| *reach + 1 >= extent.start);
        let mut near: Vec<usize> = near.filter(|(own, ..)| own.end + 1 >= extent.start).map(|&(_, n, _)| n).collect();
        near.sort_unstable();
        near.into_iter().map(|n| &self.document.corrections[n])
    }

    fn pointer(&self, by: &str) -> Option<String> {
        self.correctors.ids.get(by).map(|id| format!("#{id}"))
    }

    /// `@resp` of a block that is what a person decided that it is.
    pub(super) fn block_corrector(&self, block: Block) -> Option<String> {
        let own = self.structural(block.extent).find(|own| own.extent.overlaps(block.extent) && makes(&own.set, block.kind))?;
        self.pointer(&own.by)
    }

    /// `@resp` of the body of a note.
    pub(super) fn note_corrector(&self, note: usize) -> Option<String> {
        let note = &self.document.notes[note];
        let blocks = &self.document.blocks[note.body.clone()];
        let holds = |block: &Block| {
            self.structural(block.extent).find(|own| own.set == Set::Read(ReadAs::Note) && block.extent.overlaps(own.extent))
        };
        let of_body = blocks.iter().find_map(holds);
        let of_marker = || {
            let marker = note.marker?;
            self.structural(marker).find(|own| own.set.family() == Family::Note && own.extent.contains(marker))
        };
        of_body.or_else(of_marker).and_then(|own| self.pointer(&own.by))
    }

    /// `@resp` of a page break at which a person joined two paragraphs.
    pub(super) fn join_corrector(&self, at: Extent) -> Option<String> {
        let touches = |own: Extent| own.start <= at.start && at.start <= own.end + 1;
        let own = self.structural(at).find(|own| own.set == Set::Join(true) && touches(own.extent))?;
        self.pointer(&own.by)
    }

    /// `@resp` of a statement of which a person said what it is about.
    pub(super) fn statement_corrector(&self, extent: Extent) -> Option<String> {
        let own = self.structural(extent).find(|own| matches!(own.set, Set::Statement(Some(_))) && own.extent.overlaps(extent))?;
        self.pointer(&own.by)
    }

    /// The words of a title or author, as a person gives them, else as they stand.
    pub(super) fn stated(&self, extent: Extent, family: Family) -> Cow<'d, str> {
        let given = self.document.corrections.iter().filter(|own| own.extent == extent).find_map(|own| match &own.set {
            Set::Title(words) | Set::Author(Some(words)) if own.set.family() == family && !words.is_empty() => Some(&**words),
            _ => None,
        });
        given.map_or_else(|| self.fact(extent), Cow::Borrowed)
    }

    /// The date of the text that a person gives.
    pub(super) fn written(&self) -> Option<Element<'d>> {
        let (own, moment) =
            self.document.corrections.iter().find_map(|own| if let Set::Written(moment) = own.set { Some((own, moment)) } else { None })?;
        let words = if own.extent.is_empty() {
            Cow::Owned(moment.map(|moment| moment.to_string()).unwrap_or_default())
        } else {
            self.fact(own.extent)
        };
        let date = match moment {
            Some(moment) => Element::new("date").with("when", moment.to_string()).text(words),
            None => self.dated(own.extent),
        };
        Some(date.with_some("resp", self.pointer(&own.by)))
    }

    /// A `respStmt` for each person who corrected.
    pub(super) fn correctors(&self) -> impl Iterator<Item = Element<'d>> {
        self.correctors.declared.iter().map(|(id, name)| {
            let name = if name.is_empty() { "not stated".to_owned() } else { name.clone() };
            Element::new("respStmt")
                .with("xml:id", id.clone())
                .child(Element::new("resp").text("correction of the automatic conversion"))
                .child(Element::new("persName").text(name))
        })
    }
}

/// Whether a block of this kind is what is set.
fn makes(set: &Set, kind: BlockKind) -> bool {
    match (set, kind) {
        (Set::Read(ReadAs::Block(own)), _) => std::mem::discriminant(own) == std::mem::discriminant(&kind),
        (Set::Read(ReadAs::Verse), BlockKind::Stanza)
        | (Set::Read(ReadAs::List), BlockKind::List(_))
        | (Set::Read(ReadAs::Table), BlockKind::Table)
        | (Set::Read(ReadAs::Quotation), BlockKind::Quotation)
        | (Set::Read(ReadAs::Speaker), BlockKind::Speaker)
        | (Set::Read(ReadAs::Text), BlockKind::Paragraph)
        | (Set::Statement(None), BlockKind::Paragraph) => true,
        _ => false,
    }
}

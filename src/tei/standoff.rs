//! Names in the text, and the lists of those whom they name (TEI Guidelines, 14 and 16.10).

use crate::document::{Entry, EntryKind, Extent, Family, Kind, Mention, MentionKind, NamePart, PlaceKind};
use crate::tei::Context;
use crate::tei::inline::{level_name, rend_of};
use crate::xml::{Element, Node};

/// The `standOff` element: each list sorted by its ids.
pub(super) fn lists<'d>(context: &Context<'d>) -> Option<Element<'d>> {
    let mut entries: Vec<(&str, &'d Entry)> = context.pointers.listed(context.document).collect();
    entries.sort_unstable_by_key(|(id, _)| *id);
    let list = |name: &'static str, element: fn(&str, &'d Entry) -> Element<'d>, holds: fn(EntryKind) -> bool| {
        let items: Vec<Element<'d>> = entries.iter().filter(|(_, entry)| holds(entry.kind)).map(|(id, entry)| element(id, entry)).collect();
        (!items.is_empty()).then(|| Element::new(name).children(items))
    };
    let people = list("listPerson", person, |kind| kind == EntryKind::Person);
    let places = list("listPlace", place, |kind| matches!(kind, EntryKind::Place(_)));
    let organisations = list("listOrg", organisation, |kind| kind == EntryKind::Organisation);
    let lists: Vec<Element<'d>> = [people, places, organisations].into_iter().flatten().collect();
    (!lists.is_empty()).then(|| Element::new("standOff").children(lists))
}

fn person<'d>(id: &str, entry: &'d Entry) -> Element<'d> {
    let name = Element::new("persName").children(name_parts(entry));
    let variants = entry.variants.iter().map(|name| Element::new("persName").with("type", "variant").text(&**name));
    Element::new("person").with("xml:id", id.to_owned()).child(name).children(variants).children(identifiers(entry))
}

fn place<'d>(id: &str, entry: &'d Entry) -> Element<'d> {
    let kind = match entry.kind {
        EntryKind::Place(PlaceKind::Polity) => Some("polity"),
        EntryKind::Place(PlaceKind::Region) => Some("region"),
        EntryKind::Place(PlaceKind::Settlement) => Some("settlement"),
        EntryKind::Place(PlaceKind::Water) => Some("water"),
        EntryKind::Place(PlaceKind::Mountain) => Some("mountain"),
        _ => None,
    };
    let variants = entry.variants.iter().map(|name| Element::new("placeName").with("type", "variant").text(&**name));
    let place = Element::new("place").with("xml:id", id.to_owned()).with_some("type", kind);
    place.child(Element::new("placeName").text(&*entry.name)).children(variants).children(identifiers(entry))
}

fn organisation<'d>(id: &str, entry: &'d Entry) -> Element<'d> {
    let variants = entry.variants.iter().map(|name| Element::new("orgName").with("type", "variant").text(&**name));
    Element::new("org")
        .with("xml:id", id.to_owned())
        .child(Element::new("orgName").text(&*entry.name))
        .children(variants)
        .children(identifiers(entry))
}

fn identifiers<'d>(entry: &'d Entry) -> impl Iterator<Item = Element<'d>> {
    entry.identifiers.iter().map(|(kind, value)| Element::new("idno").with("type", &**kind).text(&**value))
}

/// A person's name with its parts; one that is not to be parted stays whole.
fn name_parts(entry: &Entry) -> Vec<Node<'_>> {
    let (mut nodes, mut at) = (Vec::new(), 0);
    let between = |from: u32, to: u32| (from < to).then(|| Node::Text(entry.name[from as usize..to as usize].into()));
    for (part, span) in &entry.parts {
        nodes.extend(between(at, span.start));
        nodes.push(name_part(*part).text(&entry.name[span.start as usize..span.end as usize]).into());
        at = span.end;
    }
    nodes.extend(between(at, entry.name.len() as u32));
    nodes
}

/// The element of a part of a name (TEI Guidelines, 14.2.1).
pub(super) fn name_part<'d>(part: NamePart) -> Element<'d> {
    match part {
        NamePart::Honorific => Element::new("roleName").with("type", "honorific"),
        NamePart::Role => Element::new("roleName"),
        NamePart::Forename => Element::new("forename"),
        NamePart::Initial => Element::new("forename").with("full", "init"),
        NamePart::Link => Element::new("nameLink"),
        NamePart::Surname => Element::new("surname"),
        NamePart::Generation => Element::new("genName"),
    }
}

impl<'d> Context<'d> {
    /// The element of a name: who is meant, and how sure that is.
    pub(super) fn mention(&self, mention: &'d Mention, extent: Extent) -> Element<'d> {
        let element = match mention.kind {
            MentionKind::Person => Element::new("persName"),
            MentionKind::Place => Element::new("placeName"),
            MentionKind::Organisation => Element::new("orgName"),
            MentionKind::Work(level) => Element::new("title")
                .with("level", level_name(level))
                .with_some("rend", rend_of(self.document.annotations_in(extent), extent)),
        };
        let element = element.with_some("type", mention.is_plural.then_some("plural")).with_some("ref", self.entry(mention.entry));
        if let Some(resp) = self.corrector(extent, Family::Name) {
            return element.with("resp", resp);
        }
        let cert = (self.is_full() || mention.cert != crate::document::Cert::High).then_some(mention.cert.as_str());
        let holds_evidence = !matches!(mention.kind, MentionKind::Work(_));
        let evidence = (self.is_full() && holds_evidence).then_some(mention.evidence.as_str());
        element.with_some("cert", cert).with_some("evidence", evidence).with_some("resp", self.tool())
    }

    /// Whether exactly this extent is the title of a work, which has the type as an attribute.
    pub(super) fn is_work(&self, extent: Extent) -> bool {
        self.document
            .annotations_in(extent)
            .iter()
            .any(|a| a.extent == extent && matches!(&a.kind, Kind::Mention(mention) if matches!(mention.kind, MentionKind::Work(_))))
    }
}

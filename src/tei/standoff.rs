//! Names in the text, and the lists of those whom they name (TEI Guidelines, 14 and 16.10).

use crate::document::{Entry, EntryKind, Extent, Family, Kind, Mention, MentionKind, PlaceKind};
use crate::tei::Context;
use crate::tei::inline::{cert_name, evidence_name, level_name, rend_of};
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
    let name = Element::new("persName").children(name_parts(&entry.name));
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

/// "J. V. Stalin" as forenames and surname; a name with other than initials, given names and a surname stays whole.
fn name_parts(name: &str) -> Vec<Node<'_>> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_plain = |word: &&str| word.starts_with(char::is_uppercase) && !word.contains(['(', ',']);
    let is_number = |word: &str| word.bytes().all(|b| b"IVX".contains(&b));
    let Some((surname, given)) =
        words.split_last().filter(|(last, given)| !given.is_empty() && words.iter().all(is_plain) && !is_number(last))
    else {
        return vec![Node::Text(name.into())];
    };
    let mut nodes = Vec::new();
    for word in given {
        let full = (word.ends_with('.') || word.chars().count() == 1).then_some("init");
        nodes.push(Element::new("forename").with_some("full", full).text(*word).into());
        nodes.push(Node::Text(" ".into()));
    }
    nodes.push(Element::new("surname").text(*surname).into());
    nodes
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
        let cert = (self.is_full() || mention.cert != crate::document::Cert::High).then_some(cert_name(mention.cert));
        let holds_evidence = !matches!(mention.kind, MentionKind::Work(_));
        let evidence = (self.is_full() && holds_evidence).then_some(evidence_name(mention.evidence));
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

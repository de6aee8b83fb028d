//! Bibliographic entries and the statements that describe them.

use std::borrow::Cow;

use crate::document::{Annotation, Bibl, BiblKind, Extent, Family, Kind, Level, Part, PersonRole, Statement};
use crate::tei::Context;
use crate::tei::inline::{Place, Wrap, WrapRole, level_name, rend_of};
use crate::tei::note::{Notes, note_at};
use crate::xml::{Element, Node};

const fn id(kind: BiblKind) -> &'static str {
    match kind {
        BiblKind::Transcription => "transcription",
        BiblKind::CopyText => "copy-text",
        BiblKind::FirstPublication => "first-publication",
    }
}

/// The parts of a statement that a link goes over, which cannot stand in it: each has the link of its own.
fn held(statement: &Statement, annotation: &Annotation) -> Vec<Extent> {
    let is_link = matches!(annotation.kind, Kind::Link(_));
    let is_held = |&&(part, extent): &&(Part, Extent)| {
        let is_whole = matches!(part, Part::Volume | Part::Issue | Part::Page | Part::Publisher | Part::Place);
        is_link && is_whole && annotation.extent.contains(extent) && annotation.extent != extent
    };
    statement.parts.iter().filter(is_held).map(|&(_, extent)| extent).collect()
}

impl<'d> Context<'d> {
    /// The text of a fact, for an element of the header.
    pub(super) fn fact(&self, extent: Extent) -> Cow<'d, str> {
        let text = self.document.str(extent);
        let stated = self.document.stated(extent);
        if stated == text { Cow::Borrowed(text) } else { Cow::Owned(stated) }
    }

    /// A date of the header, with its value.
    pub(super) fn dated(&self, extent: Extent) -> Element<'d> {
        let dates = self
            .document
            .annotations_in(extent)
            .iter()
            .filter_map(|a| if let Kind::Date(date) = &a.kind { Some((a.extent, date)) } else { None });
        let date = dates.filter(|(own, _)| own.overlaps(extent)).max_by_key(|(own, _)| *own == extent).map(|(_, date)| self.date(date));
        date.unwrap_or_else(|| Element::new("date")).text(self.fact(extent))
    }

    /// A statement as it stands, its parts tagged in place.
    pub(super) fn statement(&self, statement: &'d Statement, notes: &mut Notes) -> Vec<Node<'d>> {
        let annotations = self.document.annotations_in(statement.extent);
        let mut wraps: Vec<Wrap<'d>> = Vec::new();
        if let Some((kind, extent)) = statement.bibl {
            let corresp = self.describes(statement, kind).then(|| format!("#{}", id(kind)));
            wraps.push(Wrap { extent, element: Element::new("bibl").with_some("corresp", corresp), role: WrapRole::Whole });
        }
        let has_bibl = statement.bibl.is_some();
        let parts = statement.parts.iter().filter(|(_, extent)| !self.is_renamed(*extent));
        wraps.extend(parts.filter_map(|&(part, extent)| self.part(part, extent, has_bibl)));
        let is_named = |extent: Extent| statement.parts.iter().any(|&(part, own)| own == extent && matches!(part, Part::Title(_)));
        for annotation in annotations.iter().filter(|a| statement.extent.contains(a.extent)) {
            let (element, role) = match &annotation.kind {
                Kind::Emphasis(_) if is_named(annotation.extent) => continue,
                _ if self.is_decided(annotation) => {
                    wraps.extend(self.wrap(annotation, Place::Header, notes));
                    continue;
                }
                Kind::Date(date) => (self.date(date), WrapRole::Whole),
                Kind::NoteMarker(note) => (note_at(self, *note as usize, notes), WrapRole::Instead),
                _ => continue,
            };
            wraps.push(Wrap { extent: annotation.extent, element, role });
        }
        let plain = annotations
            .iter()
            .filter(|a| statement.extent.contains(a.extent) && !is_named(a.extent) && matches!(a.kind, Kind::Emphasis(_) | Kind::Link(_)));
        for annotation in plain {
            let inside = held(statement, annotation);
            let places = if inside.is_empty() { vec![annotation.extent] } else { inside };
            wraps.extend(places.into_iter().filter_map(|extent| Some(Wrap { extent, ..self.plain_wrap(annotation)? })));
        }
        self.nest(statement.extent, wraps)
    }

    fn plain_wrap(&self, annotation: &'d Annotation) -> Option<Wrap<'d>> {
        match &annotation.kind {
            Kind::Emphasis(_) => rend_of(std::slice::from_ref(annotation), annotation.extent).map(|rend| Wrap {
                extent: annotation.extent,
                element: Element::new("hi").with("rend", rend),
                role: WrapRole::Cut,
            }),
            Kind::Link(Some(target)) if !target.starts_with('#') => {
                Some(Wrap { extent: annotation.extent, element: Element::new("ref").with("target", &**target), role: WrapRole::Whole })
            }
            _ => None,
        }
    }

    /// Whether the entry was made from this statement, and not from another of its kind.
    fn describes(&self, statement: &Statement, kind: BiblKind) -> bool {
        let own = self.document.header.bibls.iter().find(|bibl| bibl.kind == kind);
        own.is_some_and(|bibl| statement.parts.iter().any(|(_, extent)| bibl.parts.iter().any(|(_, own)| own == extent)))
    }

    fn part(&self, part: Part, extent: Extent, has_bibl: bool) -> Option<Wrap<'d>> {
        let element = match part {
            Part::Title(level) => Element::new("title")
                .with("level", level_name(level))
                .with_some("rend", rend_of(self.document.annotations_in(extent), extent)),
            Part::Person => Element::new("persName"),
            Part::Organisation => Element::new("orgName"),
            Part::Publisher => Element::new("publisher"),
            Part::Place if has_bibl => Element::new("pubPlace"),
            Part::Place => Element::new("placeName"),
            Part::Volume | Part::Issue | Part::Page => scope(part, self.document.str(extent))?,
            Part::Remark | Part::Date | Part::Period | Part::Licence => return None,
        };
        (!extent.is_empty()).then_some(Wrap { extent, element, role: WrapRole::Whole })
    }

    /// The entries of the sources, each pointing at the one it goes back to.
    pub(super) fn sources(&self) -> Vec<Element<'d>> {
        let bibls = &self.document.header.bibls;
        let next = |n: usize| bibls.get(n + 1).map(|bibl| format!("#{}", id(bibl.kind)));
        bibls.iter().enumerate().map(|(n, bibl)| self.bibl(bibl, next(n))).collect()
    }

    /// The edition whose pages an unmarked page break belongs to.
    pub(super) fn paged_edition(&self) -> Option<&'static str> {
        let bibls = &self.document.header.bibls;
        let own = bibls.iter().find(|bibl| bibl.kind == BiblKind::Transcription && !bibl.is_part);
        own.or_else(|| bibls.iter().find(|bibl| bibl.kind == BiblKind::CopyText)).map(|bibl| id(bibl.kind))
    }

    fn bibl(&self, bibl: &'d Bibl, original: Option<String>) -> Element<'d> {
        let related = original.map(|target| Element::new("relatedItem").with("type", "original").with("target", target));
        let element = Element::new("biblStruct").with("xml:id", id(bibl.kind)).with("type", id(bibl.kind));
        let analytic = bibl.is_part.then(|| Element::new("analytic").children(self.authors(bibl)).child(self.own_title("a")));
        let remark = bibl.part(Part::Remark).map(|remark| Element::new("note").text(self.fact(remark)));
        element.children(analytic).child(self.monogr(bibl)).children(remark).children(related)
    }

    fn authors(&self, bibl: &Bibl) -> Vec<Element<'d>> {
        let people = self.document.header.people.iter().filter(|person| person.role == PersonRole::Author);
        let named: Vec<Element<'d>> = people.map(|person| Element::new("author").text(self.stated(person.name, Family::Author))).collect();
        let stated = bibl.part(Part::Person).filter(|_| named.is_empty()).map(|name| Element::new("author").text(self.fact(name)));
        named.into_iter().chain(stated).collect()
    }

    fn own_title(&self, level: &'static str) -> Element<'d> {
        let title = self
            .document
            .header
            .title
            .map_or_else(|| Cow::Owned(self.document.header.stem.clone()), |title| self.stated(title, Family::Title));
        Element::new("title").with("level", level).text(title)
    }

    /// `monogr` in the order of its content model: author, title, editor, imprint, scope (TEI Guidelines, 3.12.2.1).
    fn monogr(&self, bibl: &'d Bibl) -> Element<'d> {
        let is_whole = !bibl.is_part && bibl.kind != BiblKind::FirstPublication;
        let authors = if is_whole { self.authors(bibl) } else { Vec::new() };
        let title = match bibl.title() {
            Some((level, title)) => Element::new("title").with("level", level_name(level)).text(self.fact(title)),
            None => self.own_title(if bibl.is_part { "m" } else { level_name(Level::Monograph) }),
        };
        let editors = self
            .document
            .header
            .people
            .iter()
            .filter(|person| is_whole && bibl.kind == BiblKind::Transcription && person.role == PersonRole::Editor);
        let editors: Vec<Element<'d>> = editors.map(|person| Element::new("editor").text(self.fact(person.name))).collect();
        let scopes = bibl.parts.iter().filter_map(|&(part, extent)| self.biblscope(part, extent));
        Element::new("monogr").children(authors).child(title).children(editors).child(self.imprint(bibl)).children(scopes)
    }

    fn biblscope(&self, part: Part, extent: Extent) -> Option<Element<'d>> {
        if part == Part::Period {
            return Some(Element::new("biblScope").with("unit", "period").child(self.dated(extent)));
        }
        scope(part, self.document.str(extent)).map(|scope| scope.text(self.fact(extent)))
    }

    /// The imprint is required, and must hold something.
    fn imprint(&self, bibl: &Bibl) -> Element<'d> {
        let place = bibl.part(Part::Place).map(|place| Element::new("pubPlace").child(Element::new("placeName").text(self.fact(place))));
        let publisher = bibl.part(Part::Publisher).map(|publisher| Element::new("publisher").text(self.fact(publisher)));
        let date = bibl.part(Part::Date).map(|date| self.dated(date));
        let imprint = Element::new("imprint").children(place).children(publisher).children(date);
        if imprint.children.is_empty() { imprint.child(Element::new("date").text("not stated")) } else { imprint }
    }

    /// A name in the text of the header, without annotations.
    pub(super) fn running(&self, extent: Extent) -> Vec<Node<'d>> {
        self.inline(extent, Place::Header, &mut Notes::default())
    }
}

/// `<biblScope unit="page" from="59" to="60">`; no number is made up where the words have none.
fn scope<'d>(part: Part, text: &str) -> Option<Element<'d>> {
    let unit = match part {
        Part::Volume => "volume",
        Part::Issue => "issue",
        Part::Page => "page",
        _ => return None,
    };
    let element = Element::new("biblScope").with("unit", unit);
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()) || is_roman(word))
        .collect();
    Some(match numbers.as_slice() {
        [n] if part == Part::Page => element.with("from", (*n).to_owned()).with("to", (*n).to_owned()),
        [n] => element.with("n", (*n).to_owned()),
        [from, to, ..] if text.contains(['-', '–', '—']) => element.with("from", (*from).to_owned()).with("to", whole_number(from, to)),
        _ => element,
    })
}

/// "421-22": the second number is 422.
fn whole_number(from: &str, to: &str) -> String {
    let is_short = to.len() < from.len() && from.bytes().chain(to.bytes()).all(|b| b.is_ascii_digit());
    if is_short { format!("{}{to}", &from[..from.len() - to.len()]) } else { to.to_owned() }
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 8 && word.bytes().all(|b| b"IVXLCDM".contains(&b))
}

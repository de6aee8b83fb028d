//! Overlap becomes nesting: the annotations of a stretch of text as elements in elements.
//!
//! Emphasis is cut where it crosses something else and goes on inside it; dates, quotations and the like are whole or not
//! at all.

use std::borrow::Cow;
use std::collections::VecDeque;

use crate::document::{Annotation, Extent, Family, GapReason, Kind, Level, PageBreak, Rend};
use crate::tei::standoff::name_part;
use crate::tei::{Context, note};
use crate::xml::{self, Element, Node, is_name_char};

/// Elements in elements, at most.
const MAX_DEPTH: usize = 48;

/// Elements that hold phrases alone (TEI Guidelines, 1.4.1).
const HOLD_PHRASES: [&str; 6] = ["date", "ex", "foreign", "orgName", "persName", "placeName"];

/// Elements that are no phrases.
const NO_PHRASES: [&str; 3] = ["bibl", "label", "stage"];

/// Elements that stand in a `bibl`, and in nothing that it holds (TEI Guidelines, 3.12.2).
const PARTS_OF_BIBL: [&str; 3] = ["biblScope", "publisher", "pubPlace"];

/// An element around an extent of text.
#[derive(Clone, Debug)]
pub(super) struct Wrap<'d> {
    pub(super) extent: Extent,
    pub(super) element: Element<'d>,
    pub(super) role: WrapRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WrapRole {
    /// May be cut in two.
    Cut,
    /// Must stay whole.
    Whole,
    /// Stands for its text, or at a point.
    Instead,
}

/// What an element is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Running text, with its notes.
    Text,
    /// The header: no notes, no page breaks.
    Header,
}

/// Whether an annotation is of the text that is being written, `extent`: the marker of a note in the line is its body, the
/// number of a clause its label.
fn is_itself(annotation: &Annotation, extent: Extent, notes: &note::Notes) -> bool {
    match annotation.kind {
        Kind::NoteMarker(note) => notes.is_in(note as usize),
        Kind::Clause(_) => annotation.extent == extent,
        _ => false,
    }
}

impl<'d> Context<'d> {
    /// The text of `extent` with all that is said of it.
    pub(super) fn inline(&self, extent: Extent, place: Place, notes: &mut note::Notes) -> Vec<Node<'d>> {
        let first = self.document.annotations.partition_point(|a| a.extent.start < extent.start);
        let annotations = self.document.annotations_in(extent).iter().enumerate();
        let inside: Vec<_> = annotations
            .filter(|(n, a)| {
                a.extent.end <= extent.end
                    && !is_itself(a, extent, notes)
                    && !self.between.contains(&(first + n))
                    && notes.is_new(first + n, a)
            })
            .collect();
        let wraps = inside.into_iter().filter_map(|(_, a)| self.wrap(a, place, notes)).collect();
        self.nest(extent, wraps)
    }

    /// The text of `extent` with the elements of `wraps` around its parts.
    pub(super) fn nest(&self, extent: Extent, mut wraps: Vec<Wrap<'d>>) -> Vec<Node<'d>> {
        wraps.sort_by_key(|wrap| {
            (wrap.extent.start, wrap.role != WrapRole::Instead || !wrap.extent.is_empty(), std::cmp::Reverse(wrap.extent.end))
        });
        let text = self.document.str(extent);
        if wraps.is_empty() {
            return if text.is_empty() { Vec::new() } else { vec![Node::Text(Cow::Borrowed(text))] };
        }
        let mut nest = Nest { text: &self.document.text, at: extent.start, open: Vec::new(), top: Vec::new() };
        let mut wraps = VecDeque::from(wraps);
        while let Some(wrap) = wraps.pop_front() {
            nest.place(wrap, &mut wraps);
        }
        nest.finish(extent.end)
    }

    /// The element that an annotation makes, if it makes one there.
    pub(super) fn wrap(&self, annotation: &'d Annotation, place: Place, notes: &mut note::Notes) -> Option<Wrap<'d>> {
        let extent = annotation.extent;
        let in_text = place == Place::Text;
        let (element, role) = match &annotation.kind {
            Kind::Emphasis(_) if self.is_work(extent) => return None,
            Kind::Emphasis(rend) => (Element::new("hi").with("rend", rend_name(*rend)), WrapRole::Cut),
            Kind::Quotation => (Element::new("q"), WrapRole::Whole),
            Kind::Supplied => (self.editorial("supplied", extent).with("reason", "omitted"), WrapRole::Whole),
            Kind::Unclear => (self.editorial("unclear", extent), WrapRole::Whole),
            Kind::Gloss => (self.remark("gloss", extent), WrapRole::Whole),
            Kind::Comment => (self.remark("comment", extent), WrapRole::Whole),
            Kind::Margin => (Element::new("note").with("place", "margin"), WrapRole::Whole),
            Kind::Expansion => (self.editorial("ex", extent), WrapRole::Whole),
            Kind::Surplus => (self.editorial("surplus", extent), WrapRole::Whole),
            Kind::Stage => (Element::new("stage"), WrapRole::Whole),
            Kind::Clause(number) if in_text => (Element::new("label").with("n", &**number), WrapRole::Whole),
            Kind::Deletion => (Element::new("del"), WrapRole::Whole),
            Kind::Sic => (self.remark("sic", extent), WrapRole::Whole),
            Kind::Gap(reason) => (self.gap(*reason, extent), WrapRole::Instead),
            Kind::Link(target) => (Element::new("ref").with("target", pointer(target.as_deref()?)), WrapRole::Whole),
            Kind::Anchor(id) => (Element::new("anchor").with("xml:id", anchor_id(id)), WrapRole::Instead),
            Kind::Language(language) => {
                let resp = self.corrector(extent, Family::Language);
                (Element::new("foreign").with("xml:lang", &**language).with_some("resp", resp), WrapRole::Cut)
            }
            Kind::Date(date) => (self.date(date).with_some("resp", self.corrector(extent, Family::Date)), WrapRole::Whole),
            Kind::Mention(mention) => (self.mention(mention, extent), WrapRole::Whole),
            Kind::NamePart(part) if in_text => (name_part(*part), WrapRole::Whole),
            Kind::Title(level) => (Element::new("title").with("level", level_name(*level)), WrapRole::Whole),
            Kind::NoteMarker(note) if in_text => (note::note_at(self, *note as usize, notes), WrapRole::Instead),
            Kind::NoteReference(note) if in_text => {
                (Element::new("ref").with("target", format!("#note-{}", note + 1)).with("type", "note"), WrapRole::Whole)
            }
            Kind::NoteMarker(_) | Kind::LineNumber(_) => (Element::new(""), WrapRole::Instead),
            Kind::PageBreak(page) if in_text => (self.page_break(page, extent), WrapRole::Instead),
            Kind::LineBreak { in_word } if in_text => (line_break(*in_word), WrapRole::Instead),
            Kind::Figure(address) if in_text => (self.figure(address, extent), WrapRole::Instead),
            Kind::Forbidden(c) if in_text => (forbidden(*c), WrapRole::Instead),
            _ => return None,
        };
        // A point keeps the place; `lb` stands before the line end that is its extent.
        let is_point = matches!(annotation.kind, Kind::Anchor(_) | Kind::LineBreak { .. });
        let extent = if is_point { Extent { start: extent.start, end: extent.start } } else { extent };
        Some(Wrap { extent, element, role })
    }

    fn editorial(&self, name: &'static str, extent: Extent) -> Element<'d> {
        Element::new(name).with_some("resp", self.responsible(extent))
    }

    /// Who answers for what stands in brackets: who corrected it, else the editor.
    fn responsible(&self, extent: Extent) -> Option<String> {
        self.corrector(extent, Family::Bracket).or_else(|| self.editor())
    }

    /// An editor's remark in brackets, in the line (TEI Guidelines, 3.9.1).
    fn remark(&self, subtype: &'static str, extent: Extent) -> Element<'d> {
        let note = Element::new("note").with("type", "editorial").with("subtype", subtype).with("place", "inline");
        note.with_some("resp", self.responsible(extent))
    }

    /// The characters that tell of the gap stand in its description (TEI Guidelines, 3.5.3).
    fn gap(&self, reason: GapReason, extent: Extent) -> Element<'d> {
        let reason = match reason {
            GapReason::Omitted => "omitted",
            GapReason::Illegible => "illegible",
            GapReason::Damaged => "damaged",
            GapReason::Blank => "blank",
        };
        self.editorial("gap", extent).with("reason", reason).child(Element::new("desc").text(self.document.str(extent)))
    }

    pub(super) fn page_break(&self, page: &'d PageBreak, extent: Extent) -> Element<'d> {
        let pb = Element::new("pb").with_some("n", page.number.as_deref());
        let edition = self.paged_edition().map(|id| format!("#{id}"));
        let Some(cert) = page.cert else {
            let resp = if page.number.is_none() && !page.in_word { self.join_corrector(extent) } else { None };
            return match resp {
                Some(resp) => pb.with_some("edRef", edition).with("break", "yes").with("resp", resp),
                None => pb.with_some("break", page.in_word.then_some("no")),
            };
        };
        pb.with_some("edRef", edition)
            .with("break", if page.in_word { "no" } else { "yes" })
            .with("cert", cert.as_str())
            .with_some("resp", self.tool())
    }

    fn figure(&self, address: &'d str, extent: Extent) -> Element<'d> {
        let graphic = (!address.is_empty() && !address.contains(['{', ' '])).then(|| Element::new("graphic").with("url", pointer(address)));
        let label = self.document.str(extent);
        let description = (!label.is_empty()).then(|| Element::new("figDesc").text(label));
        Element::new("figure").children(graphic).children(description)
    }
}

/// What stands where phrases alone may stand: elements that are none leave what they hold.
pub(super) fn phrases(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let phrases = nodes.into_iter().flat_map(|node| match node {
        Node::Element(element) if NO_PHRASES.contains(&element.name) => element.children,
        node => vec![node],
    });
    phrases.collect()
}

/// A character that XML cannot hold: only its number can be given.
fn forbidden<'d>(c: char) -> Element<'d> {
    Element::new("gap").with("reason", "invalid-character").with("n", format!("U+{:04X}", u32::from(c)))
}

fn line_break<'d>(in_word: bool) -> Element<'d> {
    Element::new("lb").with_some("break", in_word.then_some("no"))
}

/// Elements that are open, and what they hold so far.
struct Nest<'d> {
    text: &'d str,
    at: u32,
    open: Vec<(Wrap<'d>, Vec<Node<'d>>)>,
    top: Vec<Node<'d>>,
}

impl<'d> Nest<'d> {
    fn place(&mut self, wrap: Wrap<'d>, later: &mut VecDeque<Wrap<'d>>) {
        self.close_before(wrap.extent.start.max(self.at), wrap.extent.is_empty());
        self.write_to(wrap.extent.start);
        if wrap.extent.start < self.at {
            return;
        }
        match wrap.role {
            WrapRole::Instead => {
                self.at = self.at.max(wrap.extent.end);
                if !wrap.element.name.is_empty() {
                    self.put(Node::Element(wrap.element));
                }
            }
            _ if self.open.len() >= MAX_DEPTH => {}
            WrapRole::Cut => self.open_cut(wrap, later),
            WrapRole::Whole => self.open_whole(wrap, later),
        }
    }

    /// Closes what ends at or before `at`; a point at the very end of an element stands in it.
    fn close_before(&mut self, at: u32, is_point: bool) {
        while self.open.last().is_some_and(|(wrap, _)| wrap.extent.end < at || wrap.extent.end == at && !is_point) {
            let end = self.open.last().map_or(at, |(wrap, _)| wrap.extent.end);
            self.write_to(end);
            self.close();
        }
    }

    /// Opens what may be cut; what is left beyond the element around it comes later.
    fn open_cut(&mut self, wrap: Wrap<'d>, later: &mut VecDeque<Wrap<'d>>) {
        let limit = self.open.last().map_or(u32::MAX, |(around, _)| around.extent.end);
        self.open_up_to(limit, wrap, later);
    }

    /// Opens an element that ends at `limit` at the latest, what is left beyond being for later.
    fn open_up_to(&mut self, limit: u32, wrap: Wrap<'d>, later: &mut VecDeque<Wrap<'d>>) {
        if wrap.extent.end > limit {
            let rest = Wrap { extent: Extent { start: limit, end: wrap.extent.end }, ..wrap.clone() };
            let at = later.partition_point(|next| next.extent.start < limit);
            later.insert(at, rest);
        }
        let extent = Extent { start: self.at, end: wrap.extent.end.min(limit) };
        self.open.push((Wrap { extent, ..wrap }, Vec::new()));
    }

    /// Opens what must stay whole, closing what may be cut and opening it again inside. Where it crosses another that must
    /// stay whole, or cannot stand in it, it is left out: the one that began first stands.
    fn open_whole(&mut self, wrap: Wrap<'d>, later: &mut VecDeque<Wrap<'d>>) {
        let Some(n) = self.count_in_the_way(&wrap) else { return };
        let crossed = &self.open[self.open.len() - n..];
        if crossed.iter().any(|(open, _)| open.role == WrapRole::Whole) {
            return;
        }
        let again: Vec<Wrap<'d>> = crossed.iter().map(|(open, _)| open.clone()).collect();
        for _ in 0..n {
            self.close();
        }
        let limit = wrap.extent.end;
        self.open.push((wrap, Vec::new()));
        for open in again {
            self.open_up_to(limit, open, later);
        }
    }

    /// How many of the innermost open elements cross `wrap`, or cannot hold it; nothing where it cannot stand at all.
    fn count_in_the_way(&self, wrap: &Wrap<'d>) -> Option<usize> {
        let crosses = |(open, _): &&(Wrap<'d>, Vec<Node<'d>>)| open.extent.end < wrap.extent.end;
        let crossing = self.open.iter().rev().take_while(crosses).count();
        Some(crossing.max(self.open.len() - self.count_holding(wrap.element.name)?))
    }

    /// How many of the outermost open elements may hold one of this name; nothing where what it must stand in is not open.
    fn count_holding(&self, name: &str) -> Option<usize> {
        let mut open = self.open.iter().map(|(open, _)| open.element.name);
        match name {
            _ if PARTS_OF_BIBL.contains(&name) => open.rposition(|own| own == "bibl").map(|bibl| bibl + 1),
            _ if NO_PHRASES.contains(&name) => open.position(|own| HOLD_PHRASES.contains(&own)).or(Some(self.open.len())),
            _ => Some(self.open.len()),
        }
    }

    fn close(&mut self) {
        let Some((mut wrap, children)) = self.open.pop() else { return };
        if children.is_empty() && wrap.role == WrapRole::Cut {
            return;
        }
        match wrap.element.children.is_empty() {
            true => wrap.element.children = children,
            false => wrap.element.children.extend(children),
        }
        self.put(Node::Element(wrap.element));
    }

    fn put(&mut self, node: Node<'d>) {
        match self.open.last_mut() {
            Some((_, children)) => xml::push(children, node),
            None => self.top.push(node),
        }
    }

    fn write_to(&mut self, to: u32) {
        if to > self.at {
            let text = &self.text[self.at as usize..to as usize];
            self.at = to;
            self.put(Node::Text(Cow::Borrowed(text)));
        }
    }

    fn finish(mut self, end: u32) -> Vec<Node<'d>> {
        self.close_before(u32::MAX, false);
        self.write_to(end);
        self.top
    }
}

const fn rend_name(rend: Rend) -> &'static str {
    match rend {
        Rend::Italic => "italic",
        Rend::Bold => "bold",
        Rend::Superscript => "superscript",
        Rend::Subscript => "subscript",
        Rend::Underline => "underline",
        Rend::Strikethrough => "strikethrough",
        Rend::Small => "small",
        Rend::Large => "large",
        Rend::SmallCaps => "smallcaps",
        Rend::Highlight => "highlight",
        Rend::DropCap => "dropcap",
        Rend::Typewriter => "typewriter",
        Rend::Spaced => "spaced",
    }
}

pub(super) const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Analytic => "a",
        Level::Monograph => "m",
        Level::Journal => "j",
        Level::Series => "s",
    }
}

/// A link's target as a pointer; one into this document points at an anchor of ours.
fn pointer(target: &str) -> Cow<'_, str> {
    match target.strip_prefix('#') {
        Some(id) => Cow::Owned(format!("#{}", anchor_id(id))),
        None => Cow::Borrowed(target),
    }
}

/// An id as transcribed, made an NCName: `#001` is no name.
pub(super) fn anchor_id(id: &str) -> String {
    let clean: String = id.chars().map(|c| if is_name_char(c) { c } else { '_' }).collect();
    format!("a-{clean}")
}

/// The rend of emphasis around exactly this extent.
pub(super) fn rend_of(annotations: &[Annotation], extent: Extent) -> Option<&'static str> {
    annotations
        .iter()
        .filter(|a| a.extent == extent)
        .find_map(|a| if let Kind::Emphasis(rend) = a.kind { Some(rend_name(rend)) } else { None })
}

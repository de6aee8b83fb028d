//! Two revisions as one text with a critical apparatus (TEI Guidelines, 13): parallel segmentation, each reading with its
//! witness, and a draft of the entries of `revisionDesc`.
//!
//! Each block that both revisions begin at one place is an `ab`; a block that one of them begins stands as `lb` in its
//! reading. So each revision can be had back: blocks and `lb` are line ends, and of each `app` its own reading counts.
//! What moved is a reading in both places, as `seg` with a pointer at the other one.

use std::ops::Range;

use crate::document::Extent;
use crate::rising::longest_rising;
use crate::tei::{VERSION, holds_text};
use crate::xml::{self, Element, Node};

/// Words that stand for each other in two revisions: extents of the old text and of the new, in the order of the new.
pub type Kept = (Extent, Extent);

/// One item of a report, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// What was changed: "substitution (date): February 3 → February 2".
    pub words: String,
}

/// Words that stand elsewhere now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The item's id.
    pub id: String,
    /// Where they stood in the old text.
    pub old: Extent,
    /// Where they stand in the new one.
    pub new: Extent,
}

/// What an apparatus is made of.
#[derive(Clone, Debug)]
pub struct Revisions<'a> {
    /// The names of the old and the new revision.
    pub names: (&'a str, &'a str),
    /// Their texts.
    pub texts: (&'a str, &'a str),
    /// Which words stand for each other.
    pub kept: Vec<Kept>,
    /// What moved; of two that overlap the second is left out.
    pub moved: Vec<Moved>,
    /// The items of the report.
    pub entries: Vec<Entry>,
}

/// The witnesses.
const OLD: &str = "#old";
const NEW: &str = "#new";

/// The schema that has the elements of an apparatus: that of the program's other files has none of them.
const SCHEMA: &str = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng";

/// Writes the apparatus as a TEI file, valid by TEI's own schema of all its elements (`tei_all`).
pub fn apparatus(revisions: &Revisions<'_>) -> String {
    let sides = Side::both(revisions);
    let mut body = Body { blocks: vec![Element::new("ab")] };
    let (mut old, mut new) = (0, 0);
    let is_moved = |(own, now): &&Kept| sides.0.is_moved(*own) || sides.1.is_moved(*now);
    let kept: Vec<Kept> = revisions.kept.iter().filter(|own| !is_moved(own)).copied().collect();
    // What moved is a reading in both places.
    for (own, now) in longest_rising(&kept, |(old, _)| old.start) {
        body.reading((&sides.0, old..own.start as usize), (&sides.1, new..now.start as usize));
        body.reading((&sides.0, own.range()), (&sides.1, now.range()));
        (old, new) = (own.end as usize, now.end as usize);
    }
    body.reading((&sides.0, old..sides.0.text.len()), (&sides.1, new..sides.1.text.len()));
    let text = Element::new("text").child(Element::new("body").child(Element::new("div").with("type", "collation").children(body.blocks)));
    let root = Element::new("TEI").with("xmlns", "http://www.tei-c.org/ns/1.0").child(header(revisions)).child(text);
    xml::write(&[], &root, |name| holds_text(name) && !matches!(name, "listWit" | "revisionDesc"))
}

/// One of the texts.
struct Side<'a> {
    text: &'a str,
    /// What moved from or to it, in order; each with its id and that of the other place.
    moved: Vec<(Extent, [String; 2])>,
}

impl<'a> Side<'a> {
    fn both(revisions: &Revisions<'a>) -> (Self, Self) {
        let moved = apart(apart(revisions.moved.iter().collect(), |own| own.old), |own| own.new);
        let side = |text, pick: fn(&Moved) -> Extent, own: &str, other: &str| {
            let ids = |moved: &Moved| [own, other].map(|end| format!("{}-{end}", moved.id));
            let mut moved: Vec<_> = moved.iter().map(|own| (pick(own), ids(own))).collect();
            moved.sort_by_key(|(extent, _)| *extent);
            Self { text, moved }
        };
        (side(revisions.texts.0, |own| own.old, "from", "to"), side(revisions.texts.1, |own| own.new, "to", "from"))
    }

    /// What moved that begins at or after a byte.
    fn moved_from(&self, byte: usize) -> &[(Extent, [String; 2])] {
        &self.moved[self.moved.partition_point(|(own, _)| (own.start as usize) < byte)..]
    }

    fn is_moved(&self, extent: Extent) -> bool {
        let after = self.moved.partition_point(|(own, _)| own.start < extent.end);
        after.checked_sub(1).is_some_and(|before| self.moved[before].0.end > extent.start)
    }

    /// The words of a reading, what moved in a `seg`.
    fn nodes(&self, range: Range<usize>) -> Vec<Node<'a>> {
        let mut nodes = Vec::new();
        let mut at = range.start;
        for (own, [id, other]) in self.moved_from(at).iter().take_while(|(own, _)| own.end as usize <= range.end) {
            nodes.extend(lines(&self.text[at..own.start as usize]));
            let seg = Element::new("seg").with("type", "moved").with("xml:id", id.clone()).with("corresp", format!("#{other}"));
            nodes.push(seg.children(lines(&self.text[own.range()])).into());
            at = own.end as usize;
        }
        nodes.extend(lines(&self.text[at..range.end]));
        nodes
    }

    fn has_moved(&self, range: &Range<usize>) -> bool {
        self.moved_from(range.start).first().is_some_and(|(own, _)| own.end as usize <= range.end)
    }
}

/// Without what overlaps another on one side.
fn apart(mut moved: Vec<&Moved>, pick: fn(&Moved) -> Extent) -> Vec<&Moved> {
    moved.sort_by_key(|own| pick(own));
    let mut end = 0;
    moved.retain(|own| {
        pick(own).start >= end && !pick(own).is_empty() && {
            end = pick(own).end;
            true
        }
    });
    moved
}

fn header<'a>(revisions: &Revisions<'a>) -> Element<'a> {
    let paragraph = |text: String| Element::new("p").text(text);
    let title = format!("{} and {} collated", revisions.names.0, revisions.names.1);
    let witness = |id: &'static str, name: &'a str| Element::new("witness").with("xml:id", id).text(name);
    let file = Element::new("fileDesc")
        .child(Element::new("titleStmt").child(Element::new("title").text(title)))
        .child(Element::new("publicationStmt").child(paragraph("A working file.".to_owned())))
        .child(
            Element::new("sourceDesc")
                .child(Element::new("listWit").child(witness("old", revisions.names.0)).child(witness("new", revisions.names.1))),
        );
    let method = Element::new("variantEncoding").with("method", "parallel-segmentation").with("location", "internal");
    let application =
        Element::new("application").with("ident", "teiscribe").with("version", VERSION).child(Element::new("label").text("teiscribe"));
    let schema = Element::new("schemaRef").with("key", "tei_all").with("url", SCHEMA);
    let encoding = Element::new("encodingDesc").child(method).child(Element::new("appInfo").child(application)).child(schema);
    let changes = revisions.entries.iter().map(|entry| Element::new("change").with("n", entry.id.clone()).text(allowed(&entry.words)));
    let header = Element::new("teiHeader").child(file).child(encoding);
    if revisions.entries.is_empty() { header } else { header.child(Element::new("revisionDesc").with("status", "draft").children(changes)) }
}

/// The text on the way.
struct Body<'a> {
    blocks: Vec<Element<'a>>,
}

impl<'a> Body<'a> {
    fn push(&mut self, node: impl Into<Node<'a>>) {
        if let Some(block) = self.blocks.last_mut() {
            block.children.push(node.into());
        }
    }

    /// What both have.
    fn common(&mut self, text: &str) {
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.blocks.push(Element::new("ab"));
            }
            if !line.is_empty() {
                self.push(Node::Text(allowed(line).into()));
            }
        }
    }

    /// What both have, or an `app` with a reading each; the spaces around the words of both stand outside it.
    fn reading(&mut self, mut old: (&Side<'a>, Range<usize>), mut new: (&Side<'a>, Range<usize>)) {
        let is_moved = old.0.has_moved(&old.1) || new.0.has_moved(&new.1);
        let texts =
            |old: &(&Side<'a>, Range<usize>), new: &(&Side<'a>, Range<usize>)| (&old.0.text[old.1.clone()], &new.0.text[new.1.clone()]);
        let (was, now) = texts(&old, &new);
        if was == now && !is_moved {
            return self.common(now);
        }
        let are_spaced = |has: fn(&str) -> bool| !is_moved && !was.trim().is_empty() && !now.trim().is_empty() && has(was) && has(now);
        let (leads, trails) = (are_spaced(|text| text.starts_with(' ')), are_spaced(|text| text.ends_with(' ')));
        for range in [&mut old.1, &mut new.1] {
            *range = range.start + usize::from(leads)..range.end - usize::from(trails);
        }
        let (was, now) = texts(&old, &new);
        let reading = |name: &'static str, witness: &'static str, side: (&Side<'a>, Range<usize>)| {
            Element::new(name).with("wit", witness).children(side.0.nodes(side.1))
        };
        let app = Element::new("app").with("type", class(was, now)).child(reading("lem", NEW, new)).child(reading("rdg", OLD, old));
        self.common(if leads { " " } else { "" });
        self.push(app);
        self.common(if trails { " " } else { "" });
    }
}

/// Text with `lb` for each line end.
fn lines<'a>(text: &str) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            nodes.push(Element::new("lb").into());
        }
        if !line.is_empty() {
            nodes.push(Node::Text(allowed(line).into()));
        }
    }
    nodes
}

/// Without what XML cannot hold.
fn allowed(text: &str) -> String {
    text.chars().map(|c| if xml::is_allowed(c) { c } else { '\u{fffd}' }).collect()
}

/// The category of a reading: by whether the letters differ, or only marks and capitals, or only white space.
fn class(old: &str, new: &str) -> &'static str {
    let without = |text: &str, keep: fn(char) -> bool| text.chars().filter(|&c| keep(c)).collect::<String>();
    if without(old, |c| !c.is_whitespace()) == without(new, |c| !c.is_whitespace()) {
        "formatting"
    } else if without(old, char::is_alphanumeric).to_lowercase() == without(new, char::is_alphanumeric).to_lowercase() {
        "accidental"
    } else {
        "substantive"
    }
}

//! Both texts of a page, side by side: what is on one side alone is marked, what moved is linked with the place where it
//! stands on the other side.

use std::fmt::Write;
use std::iter::Peekable;
use std::ops::Range;
use std::slice::Iter;

use crate::diff::render::html::{Page, escaped};
use crate::diff::{Change, Edit};
use crate::document::Extent;

/// Bytes of both texts up to which they are shown.
const MAX_SHOWN: usize = 6_000_000;
/// Bytes of changed paragraphs of a side that are shown; after them only those that moved are, so that a browser opens the page
/// at once.
const MOST_CHANGED: usize = 400_000;
/// Paragraphs that are shown on both sides of one that has a change.
const AROUND: usize = 2;

/// Whether both texts are shown; long ones are not.
pub(super) const fn are_shown(texts: (&str, &str)) -> bool {
    texts.0.len() + texts.1.len() <= MAX_SHOWN
}

/// Links from an item to the place that something left, and to the one that it came to.
pub(super) fn links(file: usize, change: &Change) -> String {
    let (old, new) = (place_id(file, change, true), place_id(file, change, false));
    format!("<p><a href=\"#{old}\">Where it stood in the old text</a> · <a href=\"#{new}\">Where it stands in the new text</a></p>\n")
}

fn place_id(file: usize, change: &Change, is_old: bool) -> String {
    format!("f{file}-{}-{}", change.id, if is_old { "old" } else { "new" })
}

/// Writes both texts, folded; paragraphs far from any change are left out.
pub(super) fn write(html: &mut String, file: usize, page: &Page<'_>) {
    if !are_shown(page.texts) {
        return;
    }
    let gone = page.script.edits.iter().filter_map(|edit| if let Edit::Delete(extent) = edit { Some(*extent) } else { None });
    let come = page.script.edits.iter().filter_map(|edit| if let Edit::Insert(extent) = edit { Some(*extent) } else { None });
    html.push_str("<details><summary>Both texts, side by side</summary>\n<div class=\"sides\">\n");
    let (changes, edits) = (page.compared.changes, &page.script.edits);
    Side::new(page.texts.0, "del", gone.collect(), moves(file, changes, true))
        .about(across(edits, true))
        .write(html, &format!("Old text: {}", page.compared.old));
    Side::new(page.texts.1, "ins", come.collect(), moves(file, changes, false))
        .about(across(edits, false))
        .write(html, &format!("New text: {}", page.compared.new));
    html.push_str("</div>\n</details>\n");
}

/// Where something moved from or to: the place in the text, and the link to the other one.
#[derive(Debug)]
struct Link {
    at: usize,
    html: String,
}

/// The places of one side that something left or came to, in order.
fn moves(file: usize, changes: &[Change], is_old: bool) -> Vec<Link> {
    let link = |change: &Change| {
        let (old, new) = change.moved?;
        let words = if is_old { "moved from here: go to the new place" } else { "moved to here: go to the old place" };
        let (own, other) = (place_id(file, change, is_old), place_id(file, change, !is_old));
        let at = if is_old { old.start } else { new.start } as usize;
        Some(Link { at, html: format!("<a class=\"move\" id=\"{own}\" href=\"#{other}\">{words}</a> ") })
    };
    let mut links: Vec<Link> = changes.iter().filter_map(link).collect();
    links.sort_by_key(|link| link.at);
    links
}

/// The places of one side that stand for what is on the other side alone, in order.
fn across(edits: &[Edit], is_old: bool) -> Vec<usize> {
    let mut last = 0;
    let mut places = Vec::new();
    for edit in edits {
        match edit {
            Edit::Keep { old, new, .. } => last = if is_old { old.end } else { new.end },
            Edit::Insert(_) if is_old => places.push(last as usize),
            Edit::Delete(_) if !is_old => places.push(last as usize),
            Edit::Insert(_) | Edit::Delete(_) => {}
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// One of the texts.
struct Side<'t> {
    text: &'t str,
    /// The element of what is on this side alone, and where that is, in order.
    tag: &'static str,
    marked: Vec<Extent>,
    links: Vec<Link>,
    /// Places that are shown though nothing is marked there, in order.
    shown: Vec<usize>,
}

impl<'t> Side<'t> {
    fn new(text: &'t str, tag: &'static str, mut marked: Vec<Extent>, links: Vec<Link>) -> Self {
        marked.sort();
        Self { text, tag, marked, links, shown: Vec::new() }
    }

    /// The same, with the paragraphs at `places` shown.
    fn about(self, places: Vec<usize>) -> Self {
        Self { shown: places, ..self }
    }

    fn write(&self, html: &mut String, name: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(html, "<div tabindex=\"0\" role=\"region\" aria-label=\"{}\">", escaped(name));
        let mut open = Open { marks: self.marked.iter().peekable(), links: self.links.iter().peekable() };
        let (mut at, mut left_out, mut bytes) = (0, 0, 0);
        for (line, is_near) in self.text.split('\n').zip(self.near_a_change()) {
            open.pass(at);
            if is_near && (bytes < MOST_CHANGED || open.is_link_before(at + line.len())) {
                bytes += line.len();
                omission(html, std::mem::take(&mut left_out), bytes < MOST_CHANGED);
                self.paragraph(html, at..at + line.len(), &mut open);
            } else {
                left_out += 1;
            }
            at += line.len() + 1;
        }
        omission(html, left_out, bytes < MOST_CHANGED);
        html.push_str("</div>\n");
    }

    /// For each paragraph, whether it or one close by has a mark or a link, or is to be shown.
    fn near_a_change(&self) -> Vec<bool> {
        let mut at = 0;
        let has_change: Vec<bool> = self
            .text
            .split('\n')
            .map(|line| {
                let end = at + line.len();
                let mark = self.marked.partition_point(|mark| (mark.end as usize) <= at);
                let link = self.links.partition_point(|link| link.at < at);
                let shown = self.shown.partition_point(|&own| own < at);
                at = end + 1;
                self.marked.get(mark).is_some_and(|mark| (mark.start as usize) < end)
                    || self.links.get(link).is_some_and(|link| link.at <= end)
                    || self.shown.get(shown).is_some_and(|&own| own <= end)
            })
            .collect();
        let around = |index: usize| index.saturating_sub(AROUND)..(index + AROUND + 1).min(has_change.len());
        (0..has_change.len()).map(|index| has_change[around(index)].contains(&true)).collect()
    }

    /// A paragraph of the text, with those of the marks and links that begin in it.
    fn paragraph(&self, html: &mut String, line: Range<usize>, open: &mut Open<'_>) {
        html.push_str("<p>");
        let mut from = line.start;
        while let Some(mark) = open.marks.next_if(|mark| (mark.start as usize) < line.end) {
            let mut to = mark.end as usize;
            while let Some(more) = open.marks.next_if(|more| (more.start as usize) <= to + 1 && (more.end as usize) <= line.end) {
                to = more.end as usize;
            }
            let (start, to) = ((mark.start as usize).max(from), to.min(line.end).max(from));
            self.words(html, from..start, open);
            let _ = write!(html, "<{0}>{1}</{0}>", self.tag, escaped(&self.text[start..to]));
            from = to;
        }
        self.words(html, from..line.end, open);
        html.push_str("</p>\n");
    }

    /// Some words, with the links that stand in them; those that stand in a mark follow it.
    fn words(&self, html: &mut String, range: Range<usize>, open: &mut Open<'_>) {
        let mut from = range.start;
        while let Some(link) = open.links.next_if(|link| link.at <= range.end) {
            let at = link.at.max(from);
            html.push_str(&escaped(&self.text[from..at]));
            html.push_str(&link.html);
            from = at;
        }
        html.push_str(&escaped(&self.text[from..range.end]));
    }
}

/// The marks and links that are still to be written.
struct Open<'s> {
    marks: Peekable<Iter<'s, Extent>>,
    links: Peekable<Iter<'s, Link>>,
}

impl Open<'_> {
    /// Leaves out the marks that end before `at`.
    fn pass(&mut self, at: usize) {
        while self.marks.next_if(|mark| (mark.end as usize) <= at).is_some() {}
    }

    fn is_link_before(&mut self, end: usize) -> bool {
        self.links.peek().is_some_and(|link| link.at <= end)
    }
}

/// Says how many paragraphs are left out.
fn omission(html: &mut String, count: usize, is_unchanged: bool) {
    if count > 0 {
        let what = if is_unchanged { "unchanged" } else { "more" };
        let _ = writeln!(html, "<p class=\"where\">{count} {what} paragraph{}</p>", if count == 1 { "" } else { "s" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(marked: Vec<Extent>, links: Vec<Link>) -> String {
        let mut html = String::new();
        Side::new("a\nb\nc\nd\ne\nf\ng", "ins", marked, links).write(&mut html, "New text");
        html
    }

    #[test]
    fn paragraphs_far_from_a_change_are_counted() {
        let html = written(vec![Extent::new(6, 7)], Vec::new());
        assert!(html.contains("<p class=\"where\">1 unchanged paragraph</p>\n<p>b</p>"), "{html}");
        assert!(html.contains("<p><ins>d</ins></p>\n<p>e</p>\n<p>f</p>\n<p class=\"where\">1 unchanged"), "{html}");
    }

    #[test]
    fn of_very_many_changes_the_first_are_shown_and_what_moved() {
        let line = "x".repeat(1000);
        let text = vec![line.as_str(); 1000].join("\n");
        let marked = (0..1000).map(|n| Extent::new(n * 1001, n * 1001 + 1)).collect();
        let mut html = String::new();
        let link = Link { at: 990 * 1001, html: "<a>here</a>".into() };
        Side::new(&text, "ins", marked, vec![link]).write(&mut html, "New text");
        assert_eq!((html.matches("<ins>").count(), html.matches("<a>here</a><ins>x</ins>").count()), (401, 1), "{}", html.len());
        assert!(html.contains("590 more paragraphs") && html.contains("9 more paragraphs"), "{}", html.len());
    }

    #[test]
    fn what_is_on_the_other_side_alone_is_shown_on_both() {
        let mut html = String::new();
        let keep = |at| Edit::Keep { old: Extent::new(at, at + 1), new: Extent::new(at, at + 1), is_same: true };
        let edits = [keep(0), Edit::Delete(Extent::new(2, 3)), keep(4)];
        Side::new("a\nc", "ins", Vec::new(), Vec::new()).about(across(&edits, false)).write(&mut html, "New text");
        assert!(html.contains("<p>a</p>\n<p>c</p>"), "{html}");
    }

    #[test]
    fn a_paragraph_that_moved_is_shown_with_its_link() {
        let html =
            written(vec![Extent::new(0, 1)], vec![Link { at: 0, html: "<a>x</a>".into() }, Link { at: 10, html: "<a>y</a>".into() }]);
        assert!(html.contains("<p><a>x</a><ins>a</ins></p>"), "{html}");
        assert!(html.contains("<p>d</p>\n<p>e</p>\n<p><a>y</a>f</p>\n<p>g</p>"), "{html}");
    }
}

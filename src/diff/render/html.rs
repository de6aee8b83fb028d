//! The report as one page that is complete in itself: no network, no script; it can be read with the keyboard, in light and
//! dark, and printed.

use std::fmt::Write;
use std::iter::Peekable;
use std::ops::Range;
use std::slice::Iter;

use crate::diff::render::text::{is_meaning_alone, summary};
use crate::diff::render::{Compared, Summary};
use crate::diff::{Category, Change, Edit, Kind, Script};
use crate::document::Extent;

/// A pair of files, with their texts for the view of the whole.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The names and the changes.
    pub compared: Compared<'a>,
    /// The documents' texts, old and new.
    pub texts: (&'a str, &'a str),
    /// Which words stand for which.
    pub script: &'a Script,
}

/// Items of a file that have a place on the page; the rest is counted.
const MAX_ITEMS: usize = 3000;
/// Bytes of both texts up to which the whole is shown.
const MAX_WHOLE: usize = 6_000_000;

const STYLE: &str = include_str!("page.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page.
pub fn report(pages: &[Page<'_>]) -> String {
    let mut all = Summary::default();
    pages.iter().for_each(|page| all.add(Summary::of(page.compared.changes)));
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>What changed: {} substantive, {} accidental, {} formatting</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n<main>\n<h1>What changed</h1>\n",
        all.substantive, all.accidental, all.formatting
    );
    filters(&mut html, all);
    html.push_str("<div id=\"changes\">\n");
    for (number, page) in pages.iter().enumerate() {
        file(&mut html, number + 1, page);
    }
    html.push_str("</div>\n</main>\n</body>\n</html>\n");
    html
}

/// Boxes that hide and show the items of a category: the style sheet does it.
fn filters(html: &mut String, all: Summary) {
    html.push_str("<fieldset class=\"filters\"><legend>Show</legend>\n");
    for (category, count) in
        [(Category::Substantive, all.substantive), (Category::Accidental, all.accidental), (Category::Formatting, all.formatting)]
    {
        // Writing to a string cannot fail.
        let _ = writeln!(html, "<label><input type=\"checkbox\" id=\"show-{category}\" checked> {count} {category}</label>");
    }
    html.push_str("</fieldset>\n");
}

fn file(html: &mut String, number: usize, page: &Page<'_>) {
    let Compared { old, new, changes } = page.compared;
    let _ = writeln!(
        html,
        "<section aria-labelledby=\"file-{number}\">\n<h2 id=\"file-{number}\">{}</h2>\n<p>Compared with {}: {}.</p>",
        escaped(new),
        escaped(old),
        escaped(&summary(changes))
    );
    html.push_str("<ol class=\"items\">\n");
    for change in changes.iter().take(MAX_ITEMS) {
        item(html, number, change);
    }
    html.push_str("</ol>\n");
    let more = changes.len().saturating_sub(MAX_ITEMS);
    if more > 0 {
        let _ = writeln!(html, "<p>And {more} more items, which the JSON report has.</p>");
    }
    whole(html, page);
    html.push_str("</section>\n");
}

fn item(html: &mut String, file: usize, change: &Change) {
    let kind = change.subkind.map_or_else(|| change.kind.to_string(), |subkind| format!("{} ({subkind})", change.kind));
    let times = if change.count > 1 { format!(" × {}", change.count) } else { String::new() };
    let _ = writeln!(html, "<li class=\"{}\" id=\"f{file}-{}\">\n<h3>{} {kind}{times}</h3>", change.category, change.id, change.category);
    let _ = writeln!(html, "<p class=\"where\">{}</p>", escaped(&whereabouts(change)));
    let (old, new) = (words(change, true), words(change, false));
    let is_move =
        matches!(change.kind, Kind::ParaMove | Kind::SectionMove | Kind::SentenceMove | Kind::NoteMove | Kind::ParaSplit | Kind::ParaMerge);
    let (before, after) = (escaped(&change.context.before), escaped(&change.context.after));
    if is_move {
        let _ = writeln!(html, "<p>{}</p>", escaped(new.or(old).unwrap_or_default()));
    } else if is_meaning_alone(change) {
        let _ = writeln!(html, "<p class=\"inline\">{before}<mark>{}</mark>{after}</p>", escaped(new.unwrap_or_default()));
    } else {
        let mark = |tag: &str, label: &str, words: Option<&str>| {
            words.map(|words| format!("<{tag}><span class=\"label\">{label}: </span>{}</{tag}>", escaped(words))).unwrap_or_default()
        };
        let _ = writeln!(html, "<p class=\"inline\">{before}{}{}{after}</p>", mark("del", "was", old), mark("ins", "now", new));
    }
    if let Some(values) = &change.values {
        let shown = |value: &Option<String>| escaped(value.as_deref().unwrap_or("no value"));
        let _ = writeln!(html, "<p>Value: {} → {}</p>", shown(&values.old), shown(&values.new));
    }
    html.push_str("</li>\n");
}

fn words(change: &Change, is_old: bool) -> Option<&str> {
    let side = if is_old { &change.old } else { &change.new };
    side.as_ref().map(|side| &*side.text)
}

/// The lines of the first places, the statement, note and section.
fn whereabouts(change: &Change) -> String {
    let line = |place: Option<crate::diff::Place>| place.map_or_else(|| "–".to_owned(), |place| place.line.to_string());
    let lines: Vec<String> = change.places.iter().take(12).map(|pair| format!("line {} → {}", line(pair.old), line(pair.new))).collect();
    let more = if change.places.len() > 12 { ", …" } else { "" };
    let parts = [
        change.field.clone(),
        change.note.as_ref().map(|note| format!("note {note}")),
        change.section.as_ref().map(|section| format!("§ {section}")),
    ];
    format!("{}{more}{}", lines.join(", "), parts.into_iter().flatten().map(|part| format!(", {part}")).collect::<String>())
}

/// Both texts, side by side, with what is on one side alone marked; paragraphs far from any change are left out.
fn whole(html: &mut String, page: &Page<'_>) {
    if page.texts.0.len() + page.texts.1.len() > MAX_WHOLE {
        return;
    }
    let gone = page.script.edits.iter().filter_map(|edit| if let Edit::Delete(extent) = edit { Some(*extent) } else { None });
    let come = page.script.edits.iter().filter_map(|edit| if let Edit::Insert(extent) = edit { Some(*extent) } else { None });
    html.push_str("<details><summary>Both texts, side by side</summary>\n<div class=\"sides\">\n");
    side(html, "Old text", page.texts.0, gone.collect(), "del");
    side(html, "New text", page.texts.1, come.collect(), "ins");
    html.push_str("</div>\n</details>\n");
}

/// Paragraphs that are shown on both sides of one that has a change.
const AROUND: usize = 2;

fn side(html: &mut String, name: &str, text: &str, mut marked: Vec<Extent>, tag: &str) {
    marked.sort();
    let _ = writeln!(html, "<div tabindex=\"0\" role=\"region\" aria-label=\"{name}\">");
    let near = near_a_mark(text, &marked);
    let mut next = marked.iter().peekable();
    let (mut at, mut left_out) = (0, 0);
    for (line, is_near) in text.split('\n').zip(near) {
        if is_near {
            omission(html, std::mem::take(&mut left_out));
            paragraph(html, text, at..at + line.len(), &mut next, tag);
        } else {
            left_out += 1;
        }
        at += line.len() + 1;
    }
    omission(html, left_out);
    html.push_str("</div>\n");
}

/// For each paragraph, whether it or one close by has a mark.
fn near_a_mark(text: &str, marked: &[Extent]) -> Vec<bool> {
    let mut at = 0;
    let has_mark: Vec<bool> = text
        .split('\n')
        .map(|line| {
            let end = at + line.len();
            let first = marked.partition_point(|mark| (mark.end as usize) <= at);
            at = end + 1;
            marked.get(first).is_some_and(|mark| (mark.start as usize) < end)
        })
        .collect();
    let around = |index: usize| index.saturating_sub(AROUND)..(index + AROUND + 1).min(has_mark.len());
    (0..has_mark.len()).map(|index| has_mark[around(index)].contains(&true)).collect()
}

/// Says how many paragraphs are left out.
fn omission(html: &mut String, count: usize) {
    if count > 0 {
        let _ = writeln!(html, "<p class=\"where\">{count} unchanged paragraph{}</p>", if count == 1 { "" } else { "s" });
    }
}

/// A paragraph of the text, with those of the marks that begin in it.
fn paragraph(html: &mut String, text: &str, line: Range<usize>, next: &mut Peekable<Iter<'_, Extent>>, tag: &str) {
    html.push_str("<p>");
    let mut from = line.start;
    while let Some(mark) = next.next_if(|mark| (mark.start as usize) < line.end) {
        let mut to = mark.end as usize;
        while let Some(more) = next.next_if(|more| (more.start as usize) <= to + 1 && (more.end as usize) <= line.end) {
            to = more.end as usize;
        }
        let (start, to) = ((mark.start as usize).max(from), to.min(line.end).max(from));
        let _ = write!(html, "{}<{tag}>{}</{tag}>", escaped(&text[from..start]), escaped(&text[start..to]));
        from = to;
    }
    let _ = writeln!(html, "{}</p>", escaped(&text[from..line.end]));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_far_from_a_change_are_counted() {
        let text = "a\nb\nc\nd\ne\nf\ng";
        let mut html = String::new();
        side(&mut html, "New text", text, vec![Extent::new(6, 7)], "ins");
        assert!(html.contains("<p class=\"where\">1 unchanged paragraph</p>\n<p>b</p>"), "{html}");
        assert!(html.contains("<p><ins>d</ins></p>\n<p>e</p>\n<p>f</p>\n<p class=\"where\">1 unchanged"), "{html}");
    }
}

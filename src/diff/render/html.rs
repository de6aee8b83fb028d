//! The report as one page that is complete in itself: no network, no script; it can be read with the keyboard, in light and
//! dark, and printed.

use std::fmt::Write;

use crate::diff::render::words::{counted_kind, is_meaning_alone, summary};
use crate::diff::render::{Compared, NOWHERE, Summary, sides};
use crate::diff::{Category, Change, Kind, Script};

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

const STYLE: &str = include_str!("page.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page.
pub fn report(pages: &[Page<'_>]) -> String {
    let all = Summary::of_all(pages.iter().map(|page| page.compared.changes));
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
    let Compared { old, new, changes, .. } = page.compared;
    let _ = writeln!(
        html,
        "<section aria-labelledby=\"file-{number}\">\n<h2 id=\"file-{number}\">{}</h2>\n<p>{}: {}.</p>",
        escaped(if page.compared.new == NOWHERE { old } else { new }),
        page.compared.whole().map_or_else(|| format!("Compared with {}", escaped(old)), |what| format!("This is a {what}")),
        escaped(&summary(changes))
    );
    html.push_str("<ol class=\"items\">\n");
    for change in changes.iter().take(MAX_ITEMS) {
        item(html, number, change, sides::are_shown(page.texts));
    }
    html.push_str("</ol>\n");
    let more = changes.len().saturating_sub(MAX_ITEMS);
    if more > 0 {
        let _ = writeln!(html, "<p>And {more} more items, which the JSON report has.</p>");
    }
    sides::write(html, number, page);
    html.push_str("</section>\n");
}

/// An item; with `has_sides`, what moved is linked to its places in both texts.
fn item(html: &mut String, file: usize, change: &Change, has_sides: bool) {
    let kind = counted_kind(change);
    let _ = writeln!(html, "<li class=\"{}\" id=\"f{file}-{}\">\n<h3>{} {kind}</h3>", change.category, change.id, change.category);
    let _ = writeln!(html, "<p class=\"where\">{}</p>", escaped(&whereabouts(change)));
    let (old, new) = (words(change, true), words(change, false));
    let is_shown_once = change.kind.is_move() || matches!(change.kind, Kind::ParaSplit | Kind::ParaMerge);
    let (before, after) = (escaped(&change.context.before), escaped(&change.context.after));
    if is_shown_once {
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
    if has_sides && change.moved.is_some() {
        html.push_str(&sides::links(file, change));
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

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

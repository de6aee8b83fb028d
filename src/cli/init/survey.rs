//! What a folder of transcriptions has, counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use teiscribe::Reading;
use teiscribe::convention::{unknown_marks, unknown_sentences};
use teiscribe::diagnostic::Finding;
use teiscribe::document::{Extent, Origins};
use teiscribe::settings::Settings;
use teiscribe::source::Span;

use crate::cli::choice::LeftOut;
use crate::cli::files;

/// So many of a kind are shown.
const SHOWN: usize = 12;
/// A mark that comes back less often is none.
const OFTEN: usize = 3;

/// So many characters of a value are shown.
const VALUE: usize = 50;

/// How often each was found.
type Counts = BTreeMap<String, usize>;
/// How often each was found, and where first: `texts/a.md:4`.
type Placed = BTreeMap<String, (usize, String)>;

/// What was found in transcriptions.
#[derive(Debug, Default)]
pub(super) struct Survey {
    documents: usize,
    pub(super) conventions: Counts,
    pub(super) languages: Counts,
    markers: Counts,
    notes: Counts,
    keys: Placed,
    sentences: Placed,
    marks: Placed,
}

impl Survey {
    /// What one transcription has.
    pub(super) fn of(reading: &Reading, settings: &Settings) -> Self {
        let (document, habits) = (&reading.document, settings.conventions.habits(&reading.detection));
        let mut own = Self { documents: 1, ..Self::default() };
        own.conventions.insert(reading.detection.name().to_owned(), 1);
        own.languages.insert(document.header.tongue().unwrap_or("not told").to_owned(), 1);
        let origins = Origins::new(document);
        let placed = |extent: Extent| format!("{}:{}", reading.source.name(), reading.source.locate(origins.span(extent).start).line);
        for (key, extent) in habits.unknown_keys(document) {
            let place = format!("{}: {}", placed(extent), shortened(&document.line(extent)));
            own.keys.entry(key).or_insert_with(|| (0, place)).0 += 1;
        }
        for (opening, extent) in unknown_sentences(document) {
            let place = format!("{}: {}", placed(extent), shortened(&document.line(extent)));
            own.sentences.entry(opening).or_insert_with(|| (0, place)).0 += 1;
        }
        for (mark, extent) in unknown_marks(document) {
            own.marks.entry(mark).or_insert_with(|| (0, placed(extent))).0 += 1;
        }
        for marker in document.notes.iter().filter_map(|note| note.marker) {
            *own.markers.entry(style(reading.source.text(), origins.span(marker))).or_default() += 1;
        }
        own.count_notes(reading);
        own
    }

    fn count_notes(&mut self, reading: &Reading) {
        let linked = reading.document.notes.iter().filter(|note| note.marker.is_some()).count();
        *self.notes.entry("linked".to_owned()).or_default() += linked;
        for found in &reading.findings {
            let what = match found.finding {
                Finding::MarkerWithoutNote { .. } => "markers without a note",
                Finding::NoteWithoutMarker { .. } => "notes without a marker",
                _ => continue,
            };
            *self.notes.entry(what.to_owned()).or_default() += 1;
        }
    }

    /// Takes in what was found in other transcriptions.
    pub(super) fn add(&mut self, other: Self) {
        self.documents += other.documents;
        let all = [
            (&mut self.conventions, other.conventions),
            (&mut self.languages, other.languages),
            (&mut self.markers, other.markers),
            (&mut self.notes, other.notes),
        ];
        for (own, other) in all {
            other.into_iter().for_each(|(what, n)| *own.entry(what).or_default() += n);
        }
        for (own, other) in [(&mut self.keys, other.keys), (&mut self.sentences, other.sentences), (&mut self.marks, other.marks)] {
            other.into_iter().for_each(|(what, (n, place))| own.entry(what).or_insert_with(|| (0, place)).0 += n);
        }
    }

    /// All of it, as a person reads it.
    pub(super) fn report(&self, left_out: &[LeftOut]) -> String {
        let mut text = format!("{} transcription{}\n", self.documents, if self.documents == 1 { "" } else { "s" });
        let lines = [
            ("conventions", &self.conventions),
            ("languages", &self.languages),
            ("markers of notes", &self.markers),
            ("notes", &self.notes),
        ];
        for (what, counts) in lines.iter().filter(|(_, counts)| counts.values().any(|n| *n > 0)) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{what:<18}{}", listed(counts));
        }
        if !left_out.is_empty() {
            text += "no transcriptions, left out:\n";
        }
        for own in left_out {
            let _ = writeln!(text, "        {}: {}", files::shown(&own.path), own.apart.describes());
        }
        text + &self.unknown()
    }

    /// What no convention knows, the most frequent first, each with a place.
    pub(super) fn unknown(&self) -> String {
        let marks: Placed = self.marks.iter().filter(|(_, (n, _))| *n >= OFTEN).map(|(mark, own)| (mark.clone(), own.clone())).collect();
        ranked("header keys that no convention knows", "[keys] of a convention of your own", &self.keys)
            + &ranked("sentences of headers that no convention knows", "[openings] or [sentences]", &self.sentences)
            + &ranked("marks with a number that no convention knows", "inline of [pages] of a convention of your own", &marks)
    }
}

/// As much of a value as tells what it is.
fn shortened(text: &str) -> String {
    let short: String = text.chars().take(VALUE).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

fn ranked(what: &str, mend: &str, found: &Placed) -> String {
    if found.is_empty() {
        return String::new();
    }
    let mut all: Vec<_> = found.iter().collect();
    all.sort_by_key(|(_, (n, _))| Reverse(*n));
    let mut text = format!("{what}, for {mend}:\n");
    for (own, (n, place)) in all {
        let _ = writeln!(text, "{n:>7} {own:<30} {place}");
    }
    text
}

/// "mia 8, markdown 4", the most frequent first.
pub(super) fn listed(counts: &Counts) -> String {
    let mut all: Vec<_> = counts.iter().filter(|(_, n)| **n > 0).collect();
    all.sort_by_key(|(_, n)| Reverse(**n));
    all.iter().take(SHOWN).map(|(what, n)| format!("{what} {n}")).collect::<Vec<_>>().join(", ")
}

/// The style of a marker: of `<sup>12</sup>`, `<sup>n</sup>`.
fn style(text: &str, span: Span) -> String {
    let (from, to) = (span.start as usize, span.end as usize);
    let (before, own, after) = (&text[..from], &text[from..to], &text[to..]);
    let (open, close) = if before.ends_with("<sup>") && !own.starts_with('<') { ("<sup>", "</sup>") } else { ("", "") };
    let open = if open.is_empty() && before.ends_with('^') { "^" } else { open };
    let close = if open == "^" && after.starts_with('^') { "^" } else { close };
    let mut style = open.to_owned();
    let is_named = own.chars().filter(|c| c.is_alphabetic()).count() > 2 && !own.starts_with('<');
    for c in own.chars().take(if is_named { 0 } else { 24 }) {
        let shown = if c.is_ascii_digit() { 'n' } else { c };
        if shown != 'n' || !style.ends_with('n') {
            style.push(shown);
        }
    }
    if is_named {
        style += "[^name]";
    }
    style + close
}

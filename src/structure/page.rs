//! Paragraphs that a page break has cut in two.

use std::collections::HashMap;

use crate::convention::Habits;
use crate::diagnostic::Finding;
use crate::document::{Annotation, BlockKind, Cert, Document, Extent, Kind, PageBreak, Zone};
use crate::structure::corrected::Joins;
use crate::structure::genre::label;

/// A paragraph shorter than this, in bytes, may stop anywhere: an address, a line of a list.
const RUNNING: usize = 120;
/// A phrase is looked for so far around, in bytes.
const NEAR: usize = 200_000;

/// Rejoins paragraphs over marked page breaks and over breaks that only the broken sentence tells of.
pub(super) fn rejoin(document: &mut Document, habits: &Habits) -> Vec<(Extent, Finding)> {
    let habit = Habit::of(document, habits);
    let mut joins = Joins::of(document);
    let mut keep = vec![true; document.blocks.len()];
    let mut seams = Vec::new();
    let mut findings = Vec::new();
    let mut first = 0;
    while first < document.blocks.len() {
        let mut last = first;
        while let Some((second, is_marked)) = next_part(document, first, last) {
            let seam = Extent { start: document.blocks[first].extent.end, end: document.blocks[second].extent.start };
            let verdict = match joins.at(seam) {
                Some(true) => Verdict::Cut(None),
                Some(false) => Verdict::Whole,
                None if is_interrupted(document, last, second) && !begins_with_word(document, second) => Verdict::Whole,
                None => judge(document, &habit, first, second, is_marked),
            };
            match verdict {
                Verdict::Cut(_) if is_interrupted(document, last, second) => {
                    document.blocks[second].kind = BlockKind::Continuation;
                    break;
                }
                Verdict::Cut(cert) => {
                    findings.extend(cert.map(|_| (seam, Finding::Rejoined { words: words(document, first, second) })));
                    join(document, first, second, (!is_marked).then_some(cert));
                    keep[last + 1..=second].fill(false);
                    seams.push(seam);
                    last = second;
                }
                Verdict::Perhaps => {
                    findings.push((seam, Finding::PerhapsCut { words: words(document, first, second) }));
                    break;
                }
                Verdict::Whole => break,
            }
        }
        first = last + 1;
    }
    findings.extend(joins.unused().map(|extent| (extent, without_seam(document, extent))));
    fill(&mut document.text, &seams);
    document.retain_blocks(&keep);
    document.sort_annotations();
    findings
}

/// Puts spaces where the line ends between two parts were.
fn fill(text: &mut String, seams: &[Extent]) {
    for seam in seams {
        text.replace_range(seam.range(), &" ".repeat(seam.range().len()));
    }
}

enum Verdict {
    /// With how sure it is; `None` where the break is marked.
    Cut(Option<Cert>),
    Perhaps,
    Whole,
}

/// How the paragraphs of this document end.
struct Habit {
    /// Nearly all end with a full stop or the like.
    ends_sentences: bool,
    /// Of each block whether it begins with a label that another begins with too: "Anna Roe:".
    is_spoken: Vec<bool>,
}

impl Habit {
    fn of(document: &Document, habits: &Habits) -> Self {
        let running = document.blocks.iter().enumerate().filter(|(index, block)| is_part(document, *index) && len(block.extent) >= RUNNING);
        let (n, open) = running.fold((0, 0), |(n, open), (_, block)| (n + 1, open + usize::from(is_open(document.str(block.extent)))));
        Self { ends_sentences: open * 8 <= n || open <= 1, is_spoken: spoken(document, habits) }
    }
}

fn spoken(document: &Document, habits: &Habits) -> Vec<bool> {
    let label = |index: usize| {
        let label = label::read(document, document.blocks[index].extent, habits, false)?;
        Some(document.str(label.speaker)).filter(|speaker| speaker.ends_with(':'))
    };
    let labels: Vec<Option<&str>> =
        (0..document.blocks.len()).map(|index| if is_part(document, index) { label(index) } else { None }).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in labels.iter().flatten() {
        *counts.entry(label).or_default() += 1;
    }
    labels.iter().map(|label| label.is_some_and(|label| counts[label] > 1)).collect()
}

fn len(extent: Extent) -> usize {
    (extent.end - extent.start) as usize
}

fn is_part(document: &Document, index: usize) -> bool {
    let block = &document.blocks[index];
    let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Continuation);
    is_text && block.zone == Zone::Body && document.is_leaf(index) && !block.extent.is_empty()
}

fn begins_with_word(document: &Document, index: usize) -> bool {
    document.str(document.blocks[index].extent).starts_with(char::is_alphabetic)
}

/// Whether notes at the foot of a page stand between two blocks.
fn is_interrupted(document: &Document, last: usize, second: usize) -> bool {
    document.blocks[last + 1..second].iter().any(|block| block.zone == Zone::Note)
}

/// The paragraph after the block at `last`, and whether a marked page break or notes at the foot of a page stand between.
fn next_part(document: &Document, first: usize, last: usize) -> Option<(usize, bool)> {
    if !is_part(document, first) {
        return None;
    }
    let is_between = |index: &usize| document.blocks[*index].kind == BlockKind::PageBreak || is_linked_note(document, *index);
    let marks = (last + 1..document.blocks.len()).take_while(is_between).count();
    let second = last + 1 + marks;
    let follows =
        second < document.blocks.len() && is_part(document, second) && document.blocks[second].depth == document.blocks[first].depth;
    let is_running = len(document.blocks[first].extent) >= RUNNING;
    follows.then(|| (second, marks > 0 || is_running && begins_page(document, second)))
}

/// Whether a page begins with a block: a form feed stands before its first word. Of pages set in short lines that joins nothing.
fn begins_page(document: &Document, index: usize) -> bool {
    let at = document.blocks[index].extent.start;
    document.annotations_at(at).iter().any(|own| matches!(own.kind, Kind::PageBreak(_)))
}

/// Whether a block belongs to a note that stands at its marker, which is before it: a note that holds its own marker stays
/// where it is.
fn is_linked_note(document: &Document, index: usize) -> bool {
    let note = document.notes.partition_point(|note| note.body.end <= index);
    let is_own = |body: &std::ops::Range<usize>| body.contains(&index) || body.start == index + 1;
    let block = &document.blocks[index];
    let is_before = |marker: Extent| marker.start < block.extent.start;
    block.zone == Zone::Note && document.notes.get(note).is_some_and(|note| note.marker.is_some_and(is_before) && is_own(&note.body))
}

fn judge(document: &Document, habit: &Habit, first: usize, second: usize, is_marked: bool) -> Verdict {
    let (a, b) = (document.str(document.blocks[first].extent), document.str(document.blocks[second].extent));
    if !is_open(a) || is_set_apart(a) || is_set_apart(b) || habit.is_spoken[second] {
        return Verdict::Whole;
    }
    let Some(initial) = b.chars().next().filter(|c| c.is_alphabetic() || is_marked) else { return Verdict::Whole };
    if is_marked {
        return if initial.is_lowercase() || !a.ends_with(',') && habit.ends_sentences { Verdict::Cut(None) } else { Verdict::Whole };
    }
    if a.len() < RUNNING || !habit.ends_sentences || !ends_as_text(b) {
        return Verdict::Whole;
    }
    let goes_on = initial.is_lowercase() && b.len() >= RUNNING;
    if goes_on || closes_bracket(a, b) || is_phrase(document, a, b) {
        return Verdict::Cut(Some(Cert::Medium));
    }
    let is_prose = a.len() >= 2 * RUNNING && b.len() >= RUNNING && stops_in_prose(a);
    if is_prose { Verdict::Cut(Some(Cert::Low)) } else { Verdict::Perhaps }
}

/// A formula, a line broken by hand, or matter in quotation marks stands for itself.
fn is_set_apart(text: &str) -> bool {
    let is_letter_alone = text
        .split_whitespace()
        .next()
        .is_some_and(|word| word.chars().count() == 1 && !["A", "I", "a", "O", "и", "в", "я", "à", "y", "e", "o"].contains(&word));
    text.contains('\n')
        || text.contains(" = ")
        || is_letter_alone
        || is_labelled(text)
        || text.starts_with(['"', '“', '«', '„', '—', '-', '–'])
}

/// `II. That …`, `c) zum Schutze …`, `[51] See …`: a clause of a list, or a note.
fn is_labelled(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let label = word.trim_start_matches('(').trim_end_matches(['.', ')', ':']);
    let is_roman = !label.is_empty() && label.bytes().all(|b| b"IVXLC".contains(&b));
    let is_note = word.strip_prefix('[').and_then(|word| word.strip_suffix(']')).is_some_and(|n| n.parse::<u16>().is_ok());
    let is_short = label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit()) || label.len() == 1;
    is_note || word.ends_with(['.', ')']) && (is_roman || is_short)
}

/// Whether a text has sentences, of which the last stops at words: neither a list of names, nor an address, nor a table of
/// contents.
fn stops_in_prose(text: &str) -> bool {
    let mut tail = text.split_whitespace().rev().take(3);
    let has_sentence = text.match_indices(['.', '!', '?']).any(|(at, _)| {
        let before = &text[..at];
        let after = text[at + 1..].trim_start_matches(['"', '”', '’', '\'', ')', '»']);
        before.ends_with(|c: char| c.is_lowercase())
            && after.starts_with(' ')
            && after.trim_start().starts_with(|c: char| c.is_uppercase() || "\"“«".contains(c))
    });
    let last = text.split_whitespace().next_back().unwrap_or_default();
    has_sentence && !text.ends_with(',') && !last.contains(['/', '@']) && tail.any(|word| word.starts_with(char::is_lowercase))
}

/// Whether a paragraph stops in mid-sentence: at a word or a comma, a remark in brackets after it aside: "That was all. [laughs]".
fn is_open(text: &str) -> bool {
    stops_at_word(text) && before_remark(text).is_none_or(stops_at_word)
}

/// What stands before the last brackets of a text, where it ends with them.
fn before_remark(text: &str) -> Option<&str> {
    const LONGEST: usize = 80;
    let text = text.trim_end();
    let open = if text.ends_with(']') { '[' } else { '(' };
    let at = text.strip_suffix([']', ')'])?.rfind(open).filter(|&at| text.len() - at <= LONGEST)?;
    Some(text[..at].trim_end()).filter(|before| !before.is_empty())
}

fn stops_at_word(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| "*†‡)]’'".contains(c) || c.is_ascii_digit());
    let had_mark = text.trim_end().ends_with(['[', '(']);
    let text = text.trim_end_matches(['[', '(', ' ']);
    let last = text.chars().next_back();
    !had_mark && last.is_some_and(|c| c.is_alphabetic() || c == ',')
}

fn ends_as_text(text: &str) -> bool {
    text.trim_end_matches(|c: char| "*†‡)]’'\"”»".contains(c) || c.is_ascii_digit()).ends_with(['.', '!', '?', ':', ';', '…', '[', '('])
}

/// A bracket opened in the first part is closed in the second before any other is opened.
fn closes_bracket(a: &str, b: &str) -> bool {
    let opened = a.rfind('(').is_some_and(|open| !a[open..].contains(')'));
    opened && b.find(')').is_some_and(|close| !b[..close].contains('('))
}

/// The words on both sides stand together elsewhere in the document: "the Soviet" and "Government".
fn is_phrase(document: &Document, a: &str, b: &str) -> bool {
    let (Some(last), Some(first)) = (a.split_whitespace().next_back(), b.split_whitespace().next()) else { return false };
    let first = first.trim_end_matches(|c: char| !c.is_alphanumeric());
    let at = document.extent_of(a).start as usize;
    let near = &document.text.as_bytes()[at.saturating_sub(NEAR)..document.text.len().min(at + NEAR)];
    last.len() > 3
        && last.ends_with(char::is_alphanumeric)
        && first.len() > 2
        && memchr::memmem::find(near, format!("{last} {first}").as_bytes()).is_some()
}

/// Lets the first part reach to the end of the second, where no break is marked with one where they meet, as sure as it is;
/// `None` where a person is.
fn join(document: &mut Document, first: usize, second: usize, cert: Option<Option<Cert>>) {
    let at = document.blocks[second].extent.start;
    document.blocks[first].extent.end = document.blocks[second].extent.end;
    if let Some(cert) = cert {
        let kind = Kind::PageBreak(Box::new(PageBreak { number: None, in_word: false, cert }));
        document.annotations.push(Annotation { extent: Extent { start: at, end: at }, kind });
    }
}

fn without_seam(document: &Document, extent: Extent) -> Finding {
    Finding::without_object(document.line(extent), "no two paragraphs meet there")
}

fn words(document: &Document, first: usize, second: usize) -> String {
    let tail: Vec<&str> = document.str(document.blocks[first].extent).split_whitespace().rev().take(4).collect();
    let head: Vec<&str> = document.str(document.blocks[second].extent).split_whitespace().take(4).collect();
    let tail: Vec<&str> = tail.into_iter().rev().collect();
    format!("{} / {}", tail.join(" "), head.join(" "))
}

//! Quotation marks and square brackets that match: what they hold becomes a quotation or, undecided yet, a bracket.

use crate::byte_set::ByteSet;
use crate::convention::{BracketMeaning, Habits};
use crate::document::{Annotation, BlockKind, Document, Extent, GapReason, Kind, Zone};
use crate::structure::genre::illustration;

/// Unmatched marks looked back at for one; a paragraph has no more of them in earnest.
const MAX_BACK: usize = 64;

/// Finds quotations and brackets in every block of text.
pub(super) fn find(document: &mut Document, habits: &Habits) {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for index in 0..document.blocks.len() {
        let block = &document.blocks[index];
        let is_text = matches!(block.zone, Zone::Body | Zone::Front | Zone::Note)
            && document.is_leaf(index)
            && !matches!(block.kind, BlockKind::Rule | BlockKind::PageBreak | BlockKind::Stage)
            && !(block.kind == BlockKind::Figure && illustration::has_legend(document.str(block.extent)));
        if is_text {
            open.clear();
            read(document, index, &mut open, &mut found);
        }
    }
    for own in found.iter_mut().filter(|own| own.kind == Kind::Bracket) {
        own.kind = said(habits, document, own.extent).unwrap_or(Kind::Bracket);
    }
    document.annotations.extend(found);
    document.sort_annotations();
}

/// What a bracket means by its words alone; an illustration whose legend has more than emphasis is no mere image.
fn said(habits: &Habits, document: &Document, bracket: Extent) -> Option<Kind> {
    let inner = document.str(bracket).strip_prefix('[')?.strip_suffix(']')?;
    let within = Extent { start: bracket.start + 1, end: bracket.end - 1 };
    let holds = |own: &Annotation| within.contains(own.extent) && !matches!(own.kind, Kind::Emphasis(_));
    Some(match habits.bracket(inner)? {
        BracketMeaning::Omitted => Kind::Gap(GapReason::Omitted),
        BracketMeaning::Illegible => Kind::Gap(GapReason::Illegible),
        BracketMeaning::Damaged => Kind::Gap(GapReason::Damaged),
        BracketMeaning::Blank => Kind::Gap(GapReason::Blank),
        BracketMeaning::Sic => Kind::Sic,
        BracketMeaning::Illustration if document.annotations_in(within).iter().any(holds) => return None,
        BracketMeaning::Illustration => Kind::Figure("".into()),
        BracketMeaning::Margin => Kind::Margin,
        BracketMeaning::Supplied => Kind::Supplied,
        BracketMeaning::Unclear => Kind::Unclear,
        BracketMeaning::Comment => Kind::Comment,
    })
}

#[derive(Clone, Copy)]
struct Open {
    at: usize,
    close: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Bracket,
    /// A closing quotation mark; a straight one closes itself.
    Quote(char),
}

/// The bytes with which the marks begin.
static MARKS: ByteSet = ByteSet::of(b"\"[]\xe2\xc2");

fn read(document: &Document, index: usize, open: &mut Vec<Open>, found: &mut Vec<Annotation>) {
    let extent = document.blocks[index].extent;
    let own = document.note_in_line(index).map(|note| Kind::NoteMarker(note as u32));
    let text = document.str(extent);
    let base = extent.start as usize;
    let mut markers = document
        .annotations_in(extent)
        .iter()
        .filter(|a| is_decided(&a.kind) && own.as_ref() != Some(&a.kind))
        .map(|a| a.extent.range())
        .peekable();
    let mut at = 0;
    while let Some(mark) = MARKS.find(text.as_bytes(), at) {
        at = mark;
        while markers.next_if(|marker| marker.end <= base + at).is_some() {}
        if let Some(marker) = markers.peek().filter(|marker| marker.contains(&(base + at))) {
            // What is known of a bracket may go on beyond the line of verse.
            at = (marker.end - base).min(text.len());
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        if let Some(opened) = step(text, at, c, open) {
            let kind = if c == ']' { Kind::Bracket } else { Kind::Quotation };
            let is_marker = kind == Kind::Bracket && is_marker(&text[opened + 1..at]);
            found.extend((!is_marker).then_some(Annotation { extent: Extent::new(base + opened, base + end), kind }));
        }
        at = end;
    }
}

/// Whether it is known already what stands in the brackets: the marker of a note, or a sign that the habits have.
const fn is_decided(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::NoteMarker(_)
            | Kind::NoteReference(_)
            | Kind::LineNumber(_)
            | Kind::Clause(_)
            | Kind::Stage
            | Kind::Comment
            | Kind::Margin
            | Kind::Supplied
            | Kind::Unclear
            | Kind::Gap(_)
            | Kind::Deletion
            | Kind::Surplus
            | Kind::Expansion
    )
}

/// The number or `^label` of a note that is missing, or the number of a line: nothing that an editor says. Of four digits it is a year.
fn is_marker(text: &str) -> bool {
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    is_number || text.strip_prefix('^').is_some_and(|label| !label.is_empty() && !label.contains(char::is_whitespace))
}

/// Opens or closes at a mark; where what it closes was opened.
fn step(text: &str, at: usize, c: char, open: &mut Vec<Open>) -> Option<usize> {
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
    let may_open = !after.is_whitespace()
        && (before.is_whitespace() || "([{—–-\"“‘«„/".contains(before) || !before.is_ascii() && !before.is_alphanumeric());
    let may_close = !before.is_whitespace();
    let close = match c {
        '[' => Mark::Bracket,
        ']' => return shut(open, Mark::Bracket),
        '"' if may_close && is_open(open, '"') => return shut(open, Mark::Quote('"')),
        '"' if may_open => Mark::Quote('"'),
        // “German“ and ”Swedish” marks close with what opens elsewhere.
        '“' if is_open(open, '“') && may_close && !may_open => return shut(open, Mark::Quote('“')),
        '“' => Mark::Quote('”'),
        '„' => Mark::Quote('“'),
        '‘' => Mark::Quote('’'),
        '«' => Mark::Quote('»'),
        '”' | '»' => return shut(open, Mark::Quote(c)).or_else(|| if c == '”' { shut(open, Mark::Quote('“')) } else { None }),
        '’' if !after.is_alphanumeric() && may_close && is_top(open, '’') => return shut(open, Mark::Quote('’')),
        _ => return None,
    };
    open.push(Open { at, close });
    None
}

fn is_open(open: &[Open], close: char) -> bool {
    open.iter().rev().take_while(|own| own.close != Mark::Bracket).take(MAX_BACK).any(|own| own.close == Mark::Quote(close))
}

fn is_top(open: &[Open], close: char) -> bool {
    open.last().is_some_and(|own| own.close == Mark::Quote(close))
}

/// Closes the nearest that this mark closes; what was opened inside it stays unmatched. A quotation does not close over an
/// open bracket.
fn shut(open: &mut Vec<Open>, close: Mark) -> Option<usize> {
    let within = open.iter().rev().take(MAX_BACK);
    let back = if close == Mark::Bracket {
        within.into_iter().position(|own| own.close == close)
    } else {
        within.take_while(|own| own.close != Mark::Bracket).position(|own| own.close == close)
    }?;
    let own = open[open.len() - 1 - back];
    open.truncate(open.len() - 1 - back);
    Some(own.at)
}

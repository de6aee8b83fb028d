//! How a turn begins: "Question:", "**SPEAKER:**", "_Halla_ (_stares at him_).", "(Speaker)", "HAMLET.", "Mrs. Alving.".

use memchr::memchr;

use crate::byte_set::ByteSet;
use crate::convention::Habits;
use crate::document::{Document, Extent, Kind, Rend};

/// A label is at most so long, in bytes.
pub(super) const MAX_LABEL: usize = 60;

/// How a speaker is set off from the speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::structure) enum Style {
    /// "Anna: …".
    Colon,
    /// "*Anna.* …".
    SetOff,
    /// "**Anna:** …".
    Bold,
    /// "ANNA. …".
    Capitals,
    /// "(Anna) …".
    Parentheses,
    /// As the convention marks speakers: "<Anna> …".
    Own,
    /// "Anna. …", "Mrs. Alving (softly). …", which any sentence may look like.
    Plain,
}

/// The beginning of a turn.
#[derive(Clone, Copy, Debug)]
pub(in crate::structure) struct Label {
    pub(super) style: Style,
    /// The bare name.
    pub(super) name: Extent,
    /// The name with its marks.
    pub(in crate::structure) speaker: Extent,
    /// A direction after it: "(softly)".
    pub(super) stage: Option<Extent>,
    /// Where the speech begins.
    pub(super) rest: u32,
}

impl Label {
    /// The label of a paragraph of which a person said who speaks: as far as those words, and the sign that ends them.
    pub(super) fn decided(document: &Document, paragraph: Extent, speaker: Extent) -> Self {
        let rest = &document.text[speaker.end.min(paragraph.end) as usize..paragraph.end as usize];
        let said = rest.trim_start_matches(['.', ':', ',']);
        let end = paragraph.end - said.len() as u32;
        let speaker = Extent { start: paragraph.start, end };
        Self { style: Style::Colon, name: speaker, speaker, stage: None, rest: paragraph.end - said.trim_start().len() as u32 }
    }
}

/// The label at the start of a paragraph, if it has one; of a play, `in_acts`, a name before a full stop is one too.
pub(in crate::structure) fn read(document: &Document, extent: Extent, habits: &Habits, in_acts: bool) -> Option<Label> {
    let text = document.str(extent);
    let own = habits.dialogue.speaker(text).map(|(from, len, marks)| (Style::Own, from, len, marks));
    let found = own
        .or_else(|| set_off(document, extent))
        .or_else(|| parenthesised(text))
        .or_else(|| coloned(text))
        .or_else(|| capitals(text, habits))
        .or_else(|| dashed(text))
        .or_else(|| if in_acts { plain(text, habits) } else { None })?;
    let (style, from, len, marks) = found;
    let name = &text[from..from + len];
    // "**II**" above the second stanza.
    let is_numbered = is_number(name) && !text[..marks].ends_with(':');
    if (!is_speaker(name) || is_numbered) && style != Style::Own
        || habits.dialogue.no_speakers.contains(name)
        || name.rsplit_once(' ').is_some_and(|(_, last)| habits.dialogue.no_speakers.contains(last))
        || is_statement(name, habits)
        || habits.dialogue.directions.opening(name).is_some()
    {
        return None;
    }
    let base = extent.start as usize;
    let (stage, rest) = directed(text, marks);
    let kept = text[..marks].trim_end().len();
    let label = Label {
        style,
        name: Extent::new(base + from, base + from + len),
        speaker: Extent::new(base, base + kept),
        stage: stage.map(|(start, end)| Extent::new(base + start, base + end)),
        rest: (base + rest) as u32,
    };
    can_be_cut(document, &label).then_some(label)
}

/// Style, start and length of the name, and where its marks end.
type Found = (Style, usize, usize, usize);

fn set_off(document: &Document, extent: Extent) -> Option<Found> {
    let is_mark = |kind: &Kind| matches!(kind, Kind::Emphasis(Rend::Italic | Rend::Bold | Rend::SmallCaps | Rend::Underline));
    let own = document.annotations_at(extent.start).iter().find(|a| is_mark(&a.kind))?;
    let text = document.str(extent);
    let inner = text.get(..(own.extent.end.min(extent.end) - extent.start) as usize).filter(|inner| inner.len() <= MAX_LABEL)?;
    let name = inner.trim_end_matches([':', '.', ' ']);
    let is_closed = inner.len() > inner.trim_end_matches([':', '.']).len();
    let after = &text[inner.len()..];
    let marks = after.len() - after.trim_start_matches([':', '.']).len();
    let is_directed = after.trim_start().starts_with(['(', '[']) && after.len() > 3;
    // "**CLERK**" on a line above what he says.
    let is_above = matches!(own.kind, Kind::Emphasis(Rend::Bold)) && after.starts_with([' ', '\n']) && !inner.contains(char::is_lowercase);
    let is_alone = after.trim().is_empty() || is_above;
    let style = if matches!(own.kind, Kind::Emphasis(Rend::Bold)) { Style::Bold } else { Style::SetOff };
    (is_closed || marks > 0 || is_directed || is_alone).then_some((style, 0, name.len(), inner.len() + marks))
}

fn parenthesised(text: &str) -> Option<Found> {
    let close = text.strip_prefix('(')?.bytes().take(MAX_LABEL).position(|b| b == b')')?;
    let colon = usize::from(text[close + 2..].starts_with(':'));
    Some((Style::Parentheses, 1, close, close + 2 + colon))
}

/// "Anna: …", "Anna (softly): …" too, and "ANNA:" alone on its line.
fn coloned(text: &str) -> Option<Found> {
    let colon = memchr(b':', &text.as_bytes()[..text.len().min(MAX_LABEL)])?;
    let rest = &text[colon + 1..];
    let name = text[..colon].split(['(', '[']).next().unwrap_or_default().trim_end();
    (rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with(['—', '–', '-'])).then_some((
        Style::Colon,
        0,
        name.len(),
        colon + 1,
    ))
}

/// What stands before the first stop or bracket, and where that is; what shortens a title ends no name.
fn stopped<'t>(text: &'t str, habits: &Habits) -> Option<(&'t str, usize)> {
    const STOPS: ByteSet = ByteSet::of(b".([");
    let title = habits.letter.titles.opening(text).unwrap_or(0);
    let stop = STOPS.find(&text.as_bytes()[..text.len().min(MAX_LABEL)], title)?;
    Some((text[..stop].trim_end(), stop))
}

/// "HAMLET. …", "FIRST LORD (aside). …", "MRS. BUCKLEY. …", "HAMLET." above what he says; a number is none.
fn capitals(text: &str, habits: &Habits) -> Option<Found> {
    let (name, stop) = stopped(text, habits)?;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // "Q. How many?" and "A. All of them."
    let is_asking = matches!(name, "Q" | "A");
    let is_capital = (letters > 2 || is_asking) && !name.chars().any(char::is_lowercase);
    let is_numbered = text[stop + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let marks = stop + usize::from(text[stop..].starts_with('.'));
    let goes_on = text[marks..].is_empty() || text[marks..].starts_with([' ', '\n', '(', '[', '—', '-']);
    (is_capital && !is_number(name) && !is_numbered && goes_on).then_some((Style::Capitals, 0, name.len(), marks))
}

/// "QUEEN--No, because …", "QUEEN—No": a name in capitals that a dash closes.
fn dashed(text: &str) -> Option<Found> {
    const DASHES: [&str; 2] = ["--", "—"];
    let stop = text.find(|c: char| !c.is_uppercase() && !"' ’".contains(c)).filter(|&stop| stop <= MAX_LABEL)?;
    let dash = DASHES.iter().find(|dash| text[stop..].starts_with(**dash))?;
    let name = &text[..stop];
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (letters > 2 && !name.ends_with(' ') && !is_number(name)).then_some((Style::Capitals, 0, stop, stop + dash.len()))
}

/// "Hovstad. …", "Dr. Stockmann (from within). …".
fn plain(text: &str, habits: &Habits) -> Option<Found> {
    let (name, stop) = stopped(text, habits)?;
    let is_named = name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let marks = stop + usize::from(text[stop..].starts_with('.'));
    let goes_on = text[marks..].starts_with([' ', '\n', '(', '[', '—', '-']);
    (is_named && goes_on).then_some((Style::Plain, 0, name.len(), marks))
}

/// "IV": a numeral.
fn is_number(name: &str) -> bool {
    name.chars().all(|c| "IVXLCDM".contains(c))
}

/// A few words, each with a capital, as names and roles are: "First Lord", "Q", "Herr von der Tann", "Soldier 2".
fn is_speaker(name: &str) -> bool {
    let words = || name.split_whitespace();
    let is_small = |word: &str| word.chars().count() <= 3;
    let fits = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || is_small(word);
    name.starts_with(char::is_uppercase)
        && (1..=5).contains(&words().count())
        && words().all(fits)
        && !name.contains([',', ';', '!', '?', '"', '“', '”', '«', '[', '(', '/', '='])
        && !name.split_whitespace().next_back().is_some_and(|word| is_number(word) && words().count() > 1)
}

/// "Source:" says where a text comes from; "President:" may speak.
fn is_statement(name: &str, habits: &Habits) -> bool {
    use crate::document::StatementKind::Author;
    habits.key(name).is_some_and(|kind| kind != Author) && !habits.dialogue.questions.contains(name)
}

/// The direction in brackets after `from`, and where the speech begins.
fn directed(text: &str, from: usize) -> (Option<(usize, usize)>, usize) {
    const MAX_DIRECTION: usize = 300;
    let skip = |at: usize| at + text[at..].len() - text[at..].trim_start_matches([' ', '\n', '\t', '\u{a0}']).len();
    let start = skip(from);
    let close = match text.as_bytes().get(start) {
        Some(b'(') => b')',
        Some(b'[') => b']',
        _ => return (None, start),
    };
    let inner = &text.as_bytes()[start..];
    let Some(len) = inner.iter().take(MAX_DIRECTION).position(|&b| b == close) else { return (None, start) };
    let is_worded = text[start..start + len].contains(char::is_alphabetic) && len > 2;
    if !is_worded {
        return (None, start);
    }
    let end = start + len + 1;
    let marks = text[end..].len() - text[end..].trim_start_matches(['.', ':']).len();
    (Some((start, end + marks)), skip(end + marks))
}

/// Whether nothing but emphasis goes over the edges of the label.
fn can_be_cut(document: &Document, label: &Label) -> bool {
    let whole = Extent { start: label.speaker.start, end: label.rest };
    let crosses = |at: u32| move |own: Extent| own.start < at && own.end > at;
    let edges = [label.speaker.end, label.stage.map_or(label.rest, |stage| stage.start), label.rest];
    document
        .annotations_in(whole)
        .iter()
        .filter(|a| !matches!(a.kind, Kind::Emphasis(_)))
        .all(|a| edges.iter().all(|&at| !crosses(at)(a.extent)))
}

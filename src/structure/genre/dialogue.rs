//! Speakers in turn: plays, interviews, debates; and stage directions.
//!
//! A name before a colon or full stop is a speaker only where such names come back and take turns: "III." and "N.B." match
//! as well as "HAMLET." does.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::direction;
use super::label::{Label, Style, read};
use super::role::Roles;
use crate::convention::Habits;
use crate::document::{Annotation, Block, BlockKind, DivisionKind, Document, Extent, Kind, Rend, Zone};
use crate::structure::corrected;
use crate::structure::title_line::ends_in_year;

/// A paragraph that begins with a label which may be that of a speaker.
struct Turn {
    block: usize,
    /// How many blocks stand before it, lines of verse apart.
    place: usize,
    label: Label,
    name: String,
    /// Whether a full stop or colon ends the label, and the speech begins beside it.
    is_closed: bool,
}

/// Makes speeches of the paragraphs of which the speakers take turns, and stage directions of what stands between.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let roles = Roles::read(document);
    roles.part(document);
    let decided = corrected::decided(document);
    let turns = spoken(document, candidates(document, habits, &roles, &decided), habits);
    let mut turns: BTreeMap<usize, Label> = turns.into_iter().map(|turn| (turn.block, turn.label)).collect();
    direct(document, habits, &turns, &decided);
    turns.extend(
        corrected::speakers(document)
            .filter(|&(index, _)| is_paragraph(document, index))
            .map(|(index, speaker)| (index, Label::decided(document, document.blocks[index].extent, speaker))),
    );
    if turns.is_empty() {
        return;
    }
    cut_emphasis(document, turns.values().map(|label| label.speaker.end));
    cut_emphasis(document, turns.values().map(|label| label.rest));
    enclose(document, &turns);
    direction::find(document, habits, is_play(&turns));
}

/// Interviews have colons; plays have capitals, italics, or directions after the names.
fn is_play(turns: &BTreeMap<usize, Label>) -> bool {
    turns.values().any(|label| matches!(label.style, Style::Capitals | Style::SetOff | Style::Plain) || label.stage.is_some())
}

fn is_paragraph(document: &Document, index: usize) -> bool {
    let block = &document.blocks[index];
    block.kind == BlockKind::Paragraph && block.depth == 0 && block.zone == Zone::Body && document.is_leaf(index)
}

/// The paragraphs that begin as turns do; of those that a person decided on none.
fn candidates(document: &Document, habits: &Habits, roles: &Roles, decided: &[bool]) -> Vec<Turn> {
    let in_acts = is_in_acts(document, habits);
    let turn = |(block, place): (usize, usize)| {
        let extent = document.blocks[block].extent;
        let told = read(document, extent, habits, in_acts);
        let is_set_off = told.is_some_and(|label| !matches!(label.style, Style::Colon | Style::Parentheses));
        let named = if is_set_off { None } else { roles.label(document, extent) };
        let label = named.or(told).filter(|label| !is_dated(document, label))?;
        let name = document.str(label.name).to_lowercase();
        // "THE END." stands alone too: nobody is told by that.
        let is_alone = label.style == Style::Capitals && label.rest == document.blocks[block].extent.end;
        let is_closed = document.str(label.speaker).ends_with(['.', ':']) && !is_alone;
        Some(Turn { block, place, label, name, is_closed })
    };
    let places = document.blocks.iter().scan(0, |place, block| {
        *place += usize::from(block.kind != BlockKind::Line);
        Some(*place)
    });
    places.enumerate().filter(|&(index, _)| is_paragraph(document, index) && !decided[index]).filter_map(turn).collect()
}

/// "*Nov.* 1786", "*Midsummer 1921*.": a month that a year or day follows, or ends the words in italics.
fn is_dated(document: &Document, label: &Label) -> bool {
    let is_before_figure = document.text[label.rest as usize..].starts_with(|c: char| c.is_ascii_digit());
    label.style == Style::SetOff && (is_before_figure || ends_in_year(document.str(label.name)))
}

/// The turns of each style in which names come back and take turns.
fn spoken(document: &Document, turns: Vec<Turn>, habits: &Habits) -> Vec<Turn> {
    let mut styles: Vec<Vec<Turn>> = (0..7).map(|_| Vec::new()).collect();
    for turn in turns {
        styles[turn.label.style as usize].push(turn);
    }
    let spoken = styles.into_iter().flat_map(|own| of_style(document, own, habits));
    spoken.collect()
}

fn of_style(document: &Document, turns: Vec<Turn>, habits: &Habits) -> Vec<Turn> {
    /// Who speaks once does so no more blocks before or after those who come back.
    const NEAR: usize = 4;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for turn in &turns {
        *counts.entry(turn.name.clone()).or_default() += 1;
    }
    let asks = |turn: &Turn| habits.dialogue.questions.contains(&turn.name);
    let answers = |turn: &Turn| habits.dialogue.answers.contains(&turn.name);
    let is_asked = turns.iter().any(asks) && turns.iter().any(answers);
    let is_marked = |turn: &Turn| turn.label.style == Style::Own;
    if turns.iter().all(is_marked) {
        return turns;
    }
    let comes_back = |turn: &Turn| counts.get(&turn.name).is_some_and(|&n| n > 1) || is_asked && (asks(turn) || answers(turn));
    let again: Vec<&Turn> = turns.iter().filter(|turn| comes_back(turn)).collect();
    let is_played = takes_turns(&again) && are_most(&again, &turns) && is_played(document, &turns, habits);
    if !(is_asked || is_played) {
        return Vec::new();
    }
    // "STERNE." below a motto, far from the play; "Ann Reader:" opens a debate in which she takes part no more.
    let span = again.first().map_or(0, |first| first.place.saturating_sub(NEAR))..=again.last().map_or(0, |last| last.place + NEAR);
    let belongs = |turn: &Turn| document.str(turn.label.speaker).ends_with(':') || span.contains(&turn.place);
    let is_set_off =
        |turn: &Turn| matches!(turn.label.style, Style::SetOff | Style::Bold | Style::Capitals) && turn.is_closed && belongs(turn);
    let fits: Vec<bool> =
        turns.iter().map(|turn| if is_played { comes_back(turn) || is_set_off(turn) } else { asks(turn) || answers(turn) }).collect();
    turns.into_iter().zip(fits).filter_map(|(turn, fits)| fits.then_some(turn)).collect()
}

/// Whether those who come back speak most of the turns: of titles in bold, in a list of books, few stand twice.
fn are_most(again: &[&Turn], turns: &[Turn]) -> bool {
    let is_in_type = |turn: &&Turn| matches!(turn.label.style, Style::SetOff | Style::Bold);
    !again.iter().any(is_in_type) || again.len() * 2 > turns.len()
}

/// Whether turns are those of a play. Notes and indexes begin with words in italics too: a play has directions in some, or
/// between them, or is in acts.
fn is_played(document: &Document, turns: &[Turn], habits: &Habits) -> bool {
    const ONE_IN: usize = 60;
    let is_enough = |directed: usize| directed * ONE_IN >= turns.len();
    turns.iter().any(|turn| turn.label.style != Style::SetOff)
        || is_enough(turns.iter().filter(|turn| turn.label.stage.is_some()).count())
        || is_enough(entrances(document, turns, habits))
        || is_in_acts(document, habits)
}

fn is_in_acts(document: &Document, habits: &Habits) -> bool {
    let is_act = |text: &str| matches!(habits.division(text), Some((DivisionKind::Act | DivisionKind::Scene, _)));
    document.blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading(_)) && is_act(document.str(block.extent)))
}

/// How many paragraphs between the turns tell who comes and goes: "Enter _Anna_.", "[Exit _Paul_.". A single one is none:
/// any sentence may begin so.
fn entrances(document: &Document, turns: &[Turn], habits: &Habits) -> usize {
    const MIN: usize = 2;
    let (Some(first), Some(last)) = (turns.first(), turns.last()) else { return 0 };
    let directs =
        |&index: &usize| is_paragraph(document, index) && opens_direction(document.str(document.blocks[index].extent).trim(), habits);
    let directed = (first.block.saturating_sub(1)..document.blocks.len().min(last.block + 2)).filter(directs).count();
    if directed < MIN { 0 } else { directed }
}

/// Whether a short paragraph begins as directions do.
fn opens_direction(text: &str, habits: &Habits) -> bool {
    text.len() <= 120 && habits.dialogue.directions.opening(text.trim_start_matches(['(', '['])).is_some()
}

/// Whether two names or more alternate, in paragraphs that stand close together.
fn takes_turns(turns: &[&Turn]) -> bool {
    const MIN_TURNS: usize = 4;
    // A short sentence looks like a plain label: of a play, most paragraphs begin with one.
    let far = if turns.iter().any(|turn| turn.label.style == Style::Plain) { 2 } else { 8 };
    let names: HashSet<&str> = turns.iter().map(|turn| &*turn.name).collect();
    let (Some(first), Some(last)) = (turns.first(), turns.last()) else { return false };
    let changes = turns.windows(2).filter(|pair| pair[0].name != pair[1].name).count();
    names.len() > 1 && turns.len() >= MIN_TURNS && changes * 2 >= turns.len() - 1 && (last.place - first.place) <= turns.len() * far
}

/// Marks the paragraphs that are nothing but a stage direction, or tell of applause. What stands far above the first turn
/// is matter of the title page or a preface, in italics or brackets though it be.
fn direct(document: &mut Document, habits: &Habits, turns: &BTreeMap<usize, Label>, decided: &[bool]) {
    const FAR: usize = 8;
    let first = turns.keys().next().copied().unwrap_or_default();
    let is_play = is_play(turns);
    for (index, &is_decided) in decided.iter().enumerate() {
        let is_free = is_paragraph(document, index) && !is_decided && !turns.contains_key(&index);
        if is_free && is_direction(document, index, habits, is_play && index + FAR >= first, !turns.is_empty()) {
            document.blocks[index].kind = BlockKind::Stage;
        }
    }
}

fn is_direction(document: &Document, index: usize, habits: &Habits, is_play: bool, is_spoken: bool) -> bool {
    const MAX: usize = 400;
    let extent = document.blocks[index].extent;
    let text = document.str(extent).trim();
    if text.len() > MAX {
        return false;
    }
    let is_enclosed = (text.starts_with('(') && text.ends_with(')') || text.starts_with('[') && text.ends_with(']'))
        && text[1..].find([')', ']']) == Some(text.len() - 2)
        && text.contains(char::is_alphabetic);
    let is_italic = || document.annotations_in(extent).iter().any(|a| a.extent == extent && matches!(a.kind, Kind::Emphasis(Rend::Italic)));
    let words = text.trim_start_matches(['(', '[']);
    let opens = || habits.dialogue.directions.opening(words).is_some();
    let tells_of_audience = || habits.dialogue.audience.is_in(words) && text.len() <= 80;
    is_play && opens_direction(text, habits)
        || is_enclosed && (is_play || is_spoken && opens() || tells_of_audience())
        || is_spoken && is_italic() && (is_play || opens())
}

/// Cuts the emphasis that goes over one of `places`, so that it can stand in two elements.
pub(super) fn cut_emphasis(document: &mut Document, places: impl Iterator<Item = u32>) {
    let mut rest = Vec::new();
    for at in places {
        let near = at.saturating_sub(super::label::MAX_LABEL as u32);
        let first = document.annotations.partition_point(|a| a.extent.start < near);
        for own in document.annotations[first..].iter_mut().take_while(|a| a.extent.start < at) {
            if own.extent.end > at && matches!(own.kind, Kind::Emphasis(_)) {
                rest.push(Annotation { extent: Extent { start: at, ..own.extent }, kind: own.kind.clone() });
                own.extent.end = at;
            }
        }
    }
    document.annotations.extend(rest);
    document.sort_annotations();
}

/// Puts each turn and what follows it into a speech.
fn enclose(document: &mut Document, turns: &BTreeMap<usize, Label>) {
    let mut blocks = Vec::with_capacity(document.blocks.len() + 3 * turns.len());
    let mut after = Vec::with_capacity(document.blocks.len() + 1);
    let mut end = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        after.push(blocks.len());
        if let Some(label) = turns.get(&index)
            && let Some(until) = speech_end(document, index, label, turns)
        {
            end = until;
            let last = document.blocks[index..until].iter().map(|own| own.extent.end).max().unwrap_or(block.extent.end);
            blocks.push(Block { kind: BlockKind::Speech, extent: Extent { end: last, ..block.extent }, ..*block });
            blocks.extend(parts(block, label));
        } else {
            blocks.push(Block { depth: block.depth + u16::from(index < end), ..*block });
        }
    }
    after.push(blocks.len());
    document.replace_blocks(blocks, &after);
}

/// Speaker, direction and what is said in the first paragraph of a turn.
fn parts(block: &Block, label: &Label) -> impl Iterator<Item = Block> {
    let (own, rest) = (*block, Extent { start: label.rest, ..block.extent });
    let part = move |kind, extent| Block { kind, extent, depth: own.depth + 1, zone: own.zone };
    let stage = label.stage.map(|extent| part(BlockKind::Stage, extent));
    let said = (!rest.is_empty()).then(|| part(BlockKind::Paragraph, rest));
    [part(BlockKind::Speaker, label.speaker)].into_iter().chain(stage).chain(said)
}

/// One past the last block of a turn; `None` where nothing is said.
fn speech_end(document: &Document, index: usize, label: &Label, turns: &BTreeMap<usize, Label>) -> Option<usize> {
    let n = document.blocks[index + 1..]
        .iter()
        .enumerate()
        .take_while(|(n, block)| !turns.contains_key(&(index + 1 + n)) && may_be_spoken(block));
    let end = index + 1 + n.count();
    let says = |own: usize| {
        let block = &document.blocks[own];
        let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Line | BlockKind::Item { .. } | BlockKind::Stage);
        block.zone == Zone::Body && is_text && document.str(block.extent).contains(char::is_alphanumeric)
    };
    let is_said = document.text[label.rest as usize..document.blocks[index].extent.end as usize].contains(char::is_alphanumeric)
        || label.stage.is_some()
        || (index + 1..end).any(says);
    is_said.then_some(end)
}

/// Whether a speech may hold a block.
const fn may_be_spoken(block: &Block) -> bool {
    use BlockKind::{Cited, Continuation, Figure, List, PageBreak, Paragraph, Quotation, Stage, Stanza};
    let is_held = matches!(block.kind, Paragraph | Stanza | Quotation | Cited | Continuation | Figure | List(_) | PageBreak | Stage);
    match block.zone {
        Zone::Note => true,
        Zone::Body => block.depth > 0 || is_held,
        _ => false,
    }
}

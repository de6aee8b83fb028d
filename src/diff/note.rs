//! Notes of both texts: which is which, by what they say; those put in, taken out, renumbered, and moved.

use std::ops::Range;

use crate::diff::change::{self, Category};
use crate::diff::item::Item;
use crate::diff::lemma::Sides;
use crate::diff::token::Text;
use crate::document::{Document, Kind};

/// Which tokens of the two texts stand for each other.
#[derive(Debug)]
pub(super) struct Partners {
    /// Of each old token the new one.
    pub(super) of_old: Vec<Option<u32>>,
    /// Of each new token the old one.
    pub(super) of_new: Vec<Option<u32>>,
}

/// The notes that stand for each other, and where their bodies are.
#[derive(Debug)]
pub(super) struct Notes {
    old: Vec<Body>,
    new: Vec<Body>,
    /// Of each note, the token before which its marker stands.
    markers: (Vec<Option<usize>>, Vec<Option<usize>>),
    /// The words before all markers, in order.
    marked: (Vec<usize>, Vec<usize>),
}

/// A note's tokens and the note that stands for it on the other side.
#[derive(Clone, Debug, Default)]
struct Body {
    tokens: Option<Range<usize>>,
    partner: Option<u32>,
    /// Whether most of its words stand in the text itself on the other side.
    is_in_text: bool,
}

impl Body {
    /// Whether nothing stands for it, neither a note nor words of the text.
    const fn is_alone(&self) -> bool {
        self.partner.is_none() && !self.is_in_text
    }
}

impl Notes {
    /// Matches notes: two are one where their bodies begin to agree.
    pub(super) fn new(sides: Sides<'_, '_>, partners: &Partners) -> Self {
        let (mut old, mut new) = (bodies(sides.old), bodies(sides.new));
        for (number, body) in old.iter_mut().enumerate() {
            let first = body.tokens.clone().into_iter().flatten().find_map(|token| Some(partners.of_old[token]? as usize));
            let other = first.and_then(|token| sides.new.unit(token).note);
            if let Some(other) = other.filter(|&other| new[other as usize].partner.is_none()) {
                body.partner = Some(other);
                new[other as usize].partner = Some(number as u32);
            }
        }
        match_empty(sides, &mut old, &mut new);
        old.iter_mut().for_each(|body| body.is_in_text = is_in_text(body, sides.new, &partners.of_old));
        new.iter_mut().for_each(|body| body.is_in_text = is_in_text(body, sides.old, &partners.of_new));
        Self { old, new, markers: (markers(sides.old), markers(sides.new)), marked: (marked(sides.old), marked(sides.new)) }
    }

    /// Whether an old note has nothing that stands for it.
    pub(super) fn is_deleted(&self, note: u32) -> bool {
        self.old[note as usize].is_alone()
    }

    /// Whether a new note has nothing that stood for it.
    pub(super) fn is_inserted(&self, note: u32) -> bool {
        self.new[note as usize].is_alone()
    }

    /// Whether the body of a note, of which `pair` are the old and the new number, went where its marker went: the marker
    /// stands in a unit that moved, or elsewhere, or the notes are numbered anew.
    pub(super) fn has_followed(&self, sides: Sides<'_, '_>, partners: &Partners, pair: (u32, u32), is_moved: &dyn Fn(u32) -> bool) -> bool {
        let label = |text: &Text<'_>, note: u32| text.document.notes[note as usize].label.clone();
        let is_in_moved = |at: usize| at.checked_sub(1).is_some_and(|token| is_moved(sides.new.tokens[token].unit));
        self.markers.0[pair.0 as usize].zip(self.markers.1[pair.1 as usize]).is_some_and(|(a, b)| {
            is_in_moved(b) || has_moved(sides, partners, a, b) || label(sides.old, pair.0) != label(sides.new, pair.1)
        })
    }

    /// The token before which the marker of a note put in or taken out stands.
    pub(super) fn marker(&self, item: &Item) -> Option<usize> {
        match item.notes {
            (Some(old), None) => self.markers.0[old as usize],
            (None, Some(new)) => self.markers.1[new as usize],
            _ => None,
        }
    }

    /// Notes put in, taken out, renumbered, and those of which the marker moved.
    pub(super) fn items(&self, sides: Sides<'_, '_>, partners: &Partners) -> Vec<Item> {
        let mut items = Vec::new();
        for (number, body) in self.old.iter().enumerate() {
            let Some(tokens) = body.tokens.clone() else {
                continue;
            };
            match body.partner {
                None if body.is_in_text => {}
                None => {
                    let at = partner_after(&partners.of_old, tokens.end, sides.new.tokens.len());
                    items.push(Item { notes: (Some(number as u32), None), ..Item::new(change::Kind::NoteDelete, tokens, at..at).alone() });
                }
                Some(other) => items.extend(self.kept(sides, partners, (number, other as usize))),
            }
        }
        for (number, body) in self.new.iter().enumerate().filter(|(_, body)| body.is_alone()) {
            let Some(tokens) = body.tokens.clone() else {
                continue;
            };
            let at = partner_after(&partners.of_new, tokens.end, sides.old.tokens.len());
            items.push(Item { notes: (None, Some(number as u32)), ..Item::new(change::Kind::NoteInsert, at..at, tokens).alone() });
        }
        items
    }

    fn kept(&self, sides: Sides<'_, '_>, partners: &Partners, pair: (usize, usize)) -> Vec<Item> {
        let (Some(old), Some(new)) = (self.old[pair.0].tokens.clone(), self.new[pair.1].tokens.clone()) else {
            return Vec::new();
        };
        let notes = (Some(pair.0 as u32), Some(pair.1 as u32));
        let (was, now) = (&sides.old.document.notes[pair.0].label, &sides.new.document.notes[pair.1].label);
        let mut items = Vec::new();
        if was != now {
            let (a, b) = (old.start..old.start + 1, new.start..new.start + 1);
            let item = Item::new(change::Kind::NoteRenumber, a, b).with_labels(&**was, &**now).in_group("", "", true);
            items.push(Item { notes, ..item });
        }
        items.extend(self.marker_moved(sides, partners, pair, was == now).map(|(a, b)| {
            let item = Item::new(change::Kind::NoteMove, a, b).alone().in_category(Category::Substantive);
            Item { notes, ..item }
        }));
        items
    }

    /// The words before the marker of a note, where it stands elsewhere now; on one side none, where it came or went. Where
    /// markers have one label, which of them is of which note is a guess: one that stood there before has not moved.
    fn marker_moved(
        &self,
        sides: Sides<'_, '_>,
        partners: &Partners,
        pair: (usize, usize),
        has_same_label: bool,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let (a, b) = (self.markers.0[pair.0], self.markers.1[pair.1]);
        if a.zip(b).is_some_and(|(a, b)| !has_moved(sides, partners, a, b)) {
            return None;
        }
        let is_lost = |at: usize, text: &Text<'_>, partners: &[Option<u32>], marked: &[usize]| {
            let word = word_before(text, at).and_then(|word| partners[word]);
            word.is_some_and(|word| marked.binary_search(&(word as usize)).is_err())
        };
        let lost = a.filter(|&at| is_lost(at, sides.old, &partners.of_old, &self.marked.1));
        let gained = b.filter(|&at| is_lost(at, sides.new, &partners.of_new, &self.marked.0));
        let (old, new) = if lost.is_none() && gained.is_none() && !has_same_label { (a, b) } else { (lost, gained) };
        let words = |text: &Text<'_>, at: usize| at.saturating_sub(3)..at.min(text.tokens.len());
        let end = (sides.old.tokens.len(), sides.new.tokens.len());
        match (old, new) {
            (Some(a), Some(b)) => Some((words(sides.old, a), words(sides.new, b))),
            (Some(a), None) => {
                let at = partner_after(&partners.of_old, a, end.1);
                Some((words(sides.old, a), at..at))
            }
            (None, Some(b)) => {
                let at = partner_after(&partners.of_new, b, end.0);
                Some((at..at, words(sides.new, b)))
            }
            (None, None) => None,
        }
    }
}

fn bodies(text: &Text<'_>) -> Vec<Body> {
    let mut bodies = vec![Body::default(); text.document.notes.len()];
    for unit in &text.units {
        let Some(note) = unit.note else { continue };
        let own = &mut bodies[note as usize].tokens;
        let start = own.as_ref().map_or(unit.tokens.start as usize, |own| own.start);
        *own = Some(start..unit.tokens.end as usize);
    }
    bodies
}

/// Whether most words of a note without partner stand in `other`'s text itself.
fn is_in_text(body: &Body, other: &Text<'_>, partners: &[Option<u32>]) -> bool {
    let Some(tokens) = body.tokens.clone().filter(|_| body.partner.is_none()) else {
        return false;
    };
    let is_of_text = |partner: &u32| other.unit(*partner as usize).note.is_none();
    let count = partners[tokens.clone()].iter().flatten().filter(|own| is_of_text(own)).count();
    count * 2 > tokens.len()
}

/// A note without words is still the note at its place: the same label, and the notes before both are one.
fn match_empty(sides: Sides<'_, '_>, old: &mut [Body], new: &mut [Body]) {
    let label = |document: &Document, note: usize| document.notes[note].label.clone();
    let mut expected = 0;
    for (number, body) in old.iter_mut().enumerate() {
        if let Some(partner) = body.partner {
            expected = partner as usize + 1;
            continue;
        }
        let is_empty = |body: &Body| body.partner.is_none() && body.tokens.is_none();
        if is_empty(body)
            && new.get(expected).is_some_and(is_empty)
            && label(sides.old.document, number) == label(sides.new.document, expected)
        {
            body.partner = Some(expected as u32);
            new[expected].partner = Some(number as u32);
            expected += 1;
        }
    }
}

/// The place on the other side that stands for `token`: the partner of the next token that has one.
pub(super) fn partner_after(partners: &[Option<u32>], token: usize, end: usize) -> usize {
    partners[token.min(partners.len())..].iter().take(MAX_SEARCH).flatten().next().map_or(end, |&partner| partner as usize)
}

/// Tokens that are searched for a partner, at most.
const MAX_SEARCH: usize = 400;

/// Of each note the token before which its marker stands.
fn markers(text: &Text<'_>) -> Vec<Option<usize>> {
    let mut markers = vec![None; text.document.notes.len()];
    for annotation in &text.document.annotations {
        if let Kind::NoteMarker(note) = annotation.kind {
            markers[note as usize] = Some(text.token_at(annotation.extent.start));
        }
    }
    markers
}

/// The words before all markers, also those of a note's second marker, in order.
fn marked(text: &Text<'_>) -> Vec<usize> {
    let is_marker = |kind: &Kind| matches!(kind, Kind::NoteMarker(_) | Kind::NoteReference(_));
    let own = text.document.annotations.iter().filter(|own| is_marker(&own.kind));
    let mut marked: Vec<usize> = own.filter_map(|own| word_before(text, text.token_at(own.extent.start))).collect();
    marked.sort_unstable();
    marked
}

fn word_before(text: &Text<'_>, at: usize) -> Option<usize> {
    (0..at).rev().take(4).find(|&token| text.is_word(token))
}

/// Whether the tokens on both sides of two markers are the same words, elsewhere.
fn has_moved(sides: Sides<'_, '_>, partners: &Partners, old: usize, new: usize) -> bool {
    let Some((a, b)) = word_before(sides.old, old).zip(word_before(sides.new, new)) else {
        return false;
    };
    let (partner_a, partner_b) = (partners.of_old[a], partners.of_new[b]);
    partner_a.is_some_and(|own| own as usize != b) && partner_b.is_some_and(|own| own as usize != a)
}

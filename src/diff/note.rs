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
}

/// A note's tokens and the note that stands for it on the other side.
#[derive(Clone, Debug, Default)]
struct Body {
    tokens: Option<Range<usize>>,
    partner: Option<u32>,
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
        Self { old, new, markers: (markers(sides.old), markers(sides.new)) }
    }

    /// Whether an old note has nothing that stands for it.
    pub(super) fn is_deleted(&self, note: u32) -> bool {
        self.old[note as usize].partner.is_none()
    }

    /// Whether a new note has nothing that stood for it.
    pub(super) fn is_inserted(&self, note: u32) -> bool {
        self.new[note as usize].partner.is_none()
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
                None => {
                    let at = partner_after(&partners.of_old, tokens.end, sides.new.tokens.len());
                    items.push(Item { notes: (Some(number as u32), None), ..Item::new(change::Kind::NoteDelete, tokens, at..at).alone() });
                }
                Some(other) => items.extend(self.kept(sides, partners, (number, other as usize))),
            }
        }
        for (number, body) in self.new.iter().enumerate().filter(|(_, body)| body.partner.is_none()) {
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
        if let Some((a, b)) = self.markers.0[pair.0].zip(self.markers.1[pair.1]).filter(|&(a, b)| has_moved(sides, partners, a, b)) {
            let words = |text: &Text<'_>, at: usize| at.saturating_sub(3)..at.min(text.tokens.len());
            let item =
                Item::new(change::Kind::NoteMove, words(sides.old, a), words(sides.new, b)).alone().in_category(Category::Substantive);
            items.push(Item { notes, ..item });
        }
        items
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
            markers[note as usize] = Some(text.token_at(annotation.extent.start, false));
        }
    }
    markers
}

/// Whether the tokens on both sides of two markers are the same words, elsewhere.
fn has_moved(sides: Sides<'_, '_>, partners: &Partners, old: usize, new: usize) -> bool {
    let word_before = |text: &Text<'_>, at: usize| (0..at).rev().take(4).find(|&token| text.is_word(token));
    let Some((a, b)) = word_before(sides.old, old).zip(word_before(sides.new, new)) else {
        return false;
    };
    let (partner_a, partner_b) = (partners.of_old[a], partners.of_new[b]);
    partner_a.is_some_and(|own| own as usize != b) && partner_b.is_some_and(|own| own as usize != a)
}

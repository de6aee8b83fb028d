//! Organisations as French, Spanish, Italian and Portuguese name them: the head stands in front, with a capital, and what
//! tells it from others may have small letters.

use super::found::{self, Found};
use super::lexicon::Class;
use super::reading::{Language, Reading};
use super::token::{Gap, Shape};
use crate::document::MentionKind;

/// Tokens of a name, at most.
const MOST: usize = 14;

/// "Société des Nations", "Parti communiste français", "Ligue des Droits de l'Homme et du Citoyen".
pub(super) fn headed(reading: &Reading<'_>, first: usize) -> Option<Found> {
    is_head(reading, first).then_some(())?;
    let mut last = first;
    while let Some(next) = part(reading, first, last).filter(|&next| next < first + MOST) {
        last = next;
    }
    // "ministère de la Guerre": one of the two has a capital.
    let is_proper = reading.is_capital(first) || reading.is_capital(last) && reading.is(last, Class::ORG_TOPIC);
    (last > first && is_proper).then(|| Found::new(first, last, MentionKind::Organisation, &found::ORG_HEAD))
}

fn is_head(reading: &Reading<'_>, at: usize) -> bool {
    let may_be = match reading.tokens[at].shape {
        Shape::Small => reading.language == Language::French,
        Shape::Capital | Shape::Upper => matches!(reading.language, Language::French | Language::Other),
        Shape::Initial | Shape::Number => false,
    };
    may_be && reading.is(at, Class::ORG_FRONT)
}

/// "la Dotation": the head alone, where the document names the whole before or after.
pub(super) fn short(reading: &Reading<'_>, at: usize) -> Option<Found> {
    let is_head = reading.word(at).heads_organisation && reading.is_capital(at);
    let has_article = || reading.tokens[at].elided == b'l' || reading.before(at).is_some_and(|before| reading.is(before, Class::ARTICLE));
    (is_head && has_article()).then(|| Found::new(at, at, MentionKind::Organisation, &found::ORG_SHORT))
}

/// The next word of a name whose head is `first` and which goes to `last` so far.
fn part(reading: &Reading<'_>, first: usize, last: usize) -> Option<usize> {
    let next = reading.next_joined(last)?;
    if is_epithet(reading, next) {
        return Some(next);
    }
    let of = if last > first && reading.is(next, Class::AND) { reading.next_joined(next)? } else { next };
    let of = Some(of).filter(|&of| reading.is(of, Class::ORG_FRONT_OF) && is_small_beside(reading, of, first))?;
    let mut matter = reading.next_joined(of)?;
    if reading.is(matter, Class::ORG_ARTICLE) && is_small_beside(reading, matter, first) {
        matter = reading.next_joined(matter)?;
    }
    is_matter(reading, first, matter).then_some(matter)
}

/// What goes with a head or with what it is of: "Carnegie" of "Dotation Carnegie", "communiste", "d'Angleterre".
fn is_epithet(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    match token.shape {
        Shape::Capital | Shape::Upper => is_name(reading, at) && matches!(token.elided, 0 | b'd') && !is_address(reading, at),
        Shape::Small if token.elided == b'd' => reading.is(at, Class::ORG_TOPIC),
        Shape::Small => reading.is(at, Class::ORG_EPITHET.or(Class::DEMONYM).or(Class::IDEOLOGY)),
        Shape::Initial | Shape::Number => false,
    }
}

/// "Kristiania" behind "Union interparlementaire": where it is, which no hyphen joins.
fn is_address(reading: &Reading<'_>, at: usize) -> bool {
    reading.word(at).is_listed && reading.tokens[at].gap == Gap::Space && reading.tokens[at].elided == 0 && !reading.is_capital(at - 1)
}

/// What an organisation is of: no person is.
fn is_matter(reading: &Reading<'_>, first: usize, at: usize) -> bool {
    let word = reading.word(at);
    let is_person = word.class.is(Class::GIVEN.or(Class::SURNAME)) || word.is_introduced;
    // "Parti de Paris": at the beginning of a sentence a participle.
    let is_place_of_verb = reading.tokens[first].is_opening && (word.is_listed || word.place.is_some());
    match reading.tokens[at].shape {
        Shape::Capital | Shape::Upper => is_name(reading, at) && !is_person && !is_place_of_verb,
        Shape::Small => word.class.is(Class::ORG_TOPIC),
        Shape::Initial | Shape::Number => false,
    }
}

/// Whether a word with a capital may be a part of such a name.
fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let is_other = Class::TITLE.or(Class::ROLE).or(Class::ORG_NAME).or(Class::PLACE_FRONT);
    reading.is(at, Class::ORG_TOPIC.or(Class::ORG_EPITHET)) || !reading.is(at, is_other) && !reading.is_stop(at)
}

/// Whether a little word is written as such: in small letters, or in capitals where the head is.
fn is_small_beside(reading: &Reading<'_>, at: usize, head: usize) -> bool {
    !reading.is_capital(at) || reading.tokens[head].shape == Shape::Upper
}

//! What a document says of its own words before any is decided: who is named in full, what stands where places stand.

use super::found::Whom;
use super::lexicon::Class;
use super::reading::{Language, Reading};
use super::token::{Gap, Shape};
use super::{person, place, romance, token};
use crate::document::{BlockKind, Document};

/// Counts what speaks for what, and marks the surnames of those who are named in full.
pub(super) fn survey(reading: &mut Reading<'_>, document: &Document) {
    for person in &document.header.people {
        introduce_words(reading, document.str(person.name));
    }
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Signature) {
        introduce_signer(reading, document.str(block.extent));
    }
    for at in 0..reading.tokens.len() {
        if reading.is_capital(at) {
            votes(reading, at);
            introductions(reading, at);
            if romance::headed(reading, at).is_some() {
                reading.words[reading.tokens[at].word as usize].heads_organisation = true;
            }
        }
    }
}

/// The author of the header: the last word of the name.
fn introduce_words(reading: &mut Reading<'_>, name: &str) {
    if let Some(&key) = token::keys(name).last() {
        reading.introduce(key);
    }
}

/// "Thompson" below a telegram: a name alone, and no office.
fn introduce_signer(reading: &mut Reading<'_>, signed: &str) {
    const MOST: usize = 3;
    let keys = token::keys(signed);
    let is_office = |key: &u64| reading.class_of(*key).is(Class::ROLE.or(Class::TITLE).or(Class::ORG_HEAD).or(Class::PREP));
    if (1..=MOST).contains(&keys.len()) && !keys.iter().any(is_office) {
        reading.introduce(keys[keys.len() - 1]);
    }
}

fn introductions(reading: &mut Reading<'_>, at: usize) {
    let Some(found) = person::named(reading, at) else {
        return;
    };
    let last = (found.first..=found.last).rev().find(|&last| {
        matches!(reading.tokens[last].shape, Shape::Capital | Shape::Upper) && !reading.str(last).bytes().all(|b| b"IVX".contains(&b))
    });
    let Some(last) = last.filter(|&last| !reading.is(last, Class::ROLE.or(Class::TITLE))) else {
        return;
    };
    // "Padre Don Rosso Bianchi Monaco Perugia": the town of an address.
    const LONG: usize = 4;
    let is_town = found.len() >= LONG && {
        let word = reading.word(last);
        word.place.is_some_and(|place| place.size() >= 1 && !place.is_name()) && !word.class.is(Class::SURNAME)
    };
    let is_full = matches!(found.whom, Whom::Person(_)) && !is_town;
    let is_long = reading.tokens[last].end - reading.tokens[last].start > 2;
    let word = &mut reading.words[reading.tokens[last].word as usize];
    word.person_votes += 3;
    let is_plain_word = word.is_english && word.small > 0;
    word.is_introduced |=
        is_full && is_long && !is_plain_word && !word.class.is(Class::DEMONYM.or(Class::IDEOLOGY).or(Class::ORG_HEAD).or(Class::EVENT));
}

fn votes(reading: &mut Reading<'_>, at: usize) {
    let token = reading.tokens[at];
    let before = reading.before(at).filter(|&before| !reading.tokens[before].is_capital() || reading.tokens[before].is_opening);
    let (mut for_place, mut for_person) = (0, 0);
    if let Some(before) = before {
        // "a Pietro": to persons as to places
        let may_be_person = reading.is(at, Class::GIVEN.or(Class::GIVEN_WORD).or(Class::SURNAME));
        let is_place_prep = if may_be_person { reading.is(before, Class::PLACE_PREP) } else { reading.is_place_prep(before) };
        for_place += 2 * u32::from(is_place_prep) + u32::from(!is_place_prep && reading.is(before, Class::PREP));
        // "dit Penellan": in French a verb stands before who does it.
        let does = if reading.language == Language::French { Class::DEAR.or(Class::PERSON_VERB) } else { Class::DEAR };
        for_person += u32::from(reading.is(before, Class::PERSON_PREP)) + 2 * u32::from(reading.is(before, does));
    }
    if reading.is(at, Class::GIVEN.or(Class::GIVEN_WORD)) && (place::is_among(reading, at) || is_after_place(reading, at)) {
        for_place += 2;
    }
    for_person += u32::from(token.is_possessive);
    if let Some(next) = reading.tokens.get(at + 1).filter(|next| next.gap == Gap::Space && next.shape == Shape::Small) {
        for_person += 2 * u32::from(reading.words[next.word as usize].class.is(Class::PERSON_VERB));
    }
    // "in Mr. Hill's house", "in New Lanark": what follows is voted for by its own surroundings.
    let goes_on = reading.next_joined(at).is_some_and(|next| reading.is_capital(next));
    let word = &mut reading.words[token.word as usize];
    word.place_votes += if goes_on { 0 } else { for_place };
    word.person_votes += for_person;
}

/// "at Resaca, Georgia", "Bull Run, Virginia, August 29": of a name that persons have too, what stands about it tells which it is.
fn is_after_place(reading: &Reading<'_>, at: usize) -> bool {
    let Some(town) = at.checked_sub(1).filter(|&town| reading.tokens[at].gap == Gap::Comma && reading.is_capital(town)) else {
        return false;
    };
    let mut first = town;
    while let Some(before) = reading.before(first).filter(|&before| reading.is_capital(before)) {
        first = before;
    }
    let is_dated = || reading.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Comma && next.shape == Shape::Number);
    let is_person = || reading.is(first, Class::GIVEN.or(Class::TITLE).or(Class::ROLE)) || reading.word(town).is_introduced;
    reading.before(first).is_some_and(|before| reading.is_place_prep(before)) || is_dated() && !is_person()
}

//! The names of a document, from its first token to its last: at each the longest that a rule finds.

use super::found::{self, Found, Whom};
use super::lexicon::Class;
use super::reading::{Language, Reading};
use super::token::{Gap, Shape};
use super::{initial, org, person, place, registered, titled};
use crate::document::{Level, MentionKind};

/// What a name may begin with in small letters, in French: "rue", "ministère".
const FRONT: Class = Class::PLACE_FRONT.or(Class::ORG_FRONT);

/// All names, in order; a place inside an organisation stands after it.
pub(super) fn names(reading: &Reading<'_>) -> Vec<Found> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        match name(reading, at) {
            Some(found) => {
                names.push(found);
                at = found.last + 1;
                match found.kind {
                    MentionKind::Organisation => names.extend(inner(reading, &found)),
                    MentionKind::Person => {
                        let others = titled::others(reading, &found);
                        at = others.last().map_or(at, |other| other.last + 1);
                        names.extend(others);
                    }
                    _ => {}
                }
            }
            None => at += 1,
        }
    }
    names
}

/// The name that begins at the token `at`: the longest; of equals the one told by the surest rule.
fn name(reading: &Reading<'_>, at: usize) -> Option<Found> {
    if !begins(reading, at) {
        return None;
    }
    let registered = registered::at(reading, at);
    if reading.tokens[at].shape == Shape::Small && !reading.is(at, FRONT) {
        return registered;
    }
    let mut best = registered;
    for own in [
        place::at(reading, at),
        org::at(reading, at),
        person::named(reading, at),
        initial::alone(reading, at),
        person::lone(reading, at),
        person::row(reading, at),
        acting(reading, at),
        periodical(reading, at),
    ]
    .into_iter()
    .flatten()
    {
        let is_better = best
            .is_none_or(|best| own.len() > best.len() || registered.is_none() && own.len() == best.len() && own.rule.cert > best.rule.cert);
        if is_better {
            best = Some(own);
        }
    }
    best.filter(|best| !registered::is_refused(reading, best))
}

fn begins(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    let is_inside = token.gap == Gap::Hyphen;
    match token.shape {
        _ if reading.word(at).begins_form => true,
        Shape::Number => reading.is_capital(at + 1),
        Shape::Small => reading.language == Language::French && reading.is(at, FRONT),
        _ => !is_inside,
    }
}

/// A single word that does what persons do.
fn acting(reading: &Reading<'_>, at: usize) -> Option<Found> {
    let word = reading.word(at);
    let is_person = matches!(reading.language, Language::English | Language::French)
        && person::is_unexplained(reading, at)
        && !reading.letters(at).contains('\'')
        && !reading.tokens[at].is_opening
        && word.person_votes >= 2
        && word.person_votes >= word.place_votes;
    is_person.then(|| Found::new(at, at, MentionKind::Person, &found::PERSON_CONTEXT).naming(Whom::Person(at)))
}

/// A periodical that is known by one word: "the Inprecorr".
fn periodical(reading: &Reading<'_>, at: usize) -> Option<Found> {
    let is_known = reading.is(at, Class::NEWSPAPER) && reading.tokens[at].shape == Shape::Capital && !reading.tokens[at].is_possessive;
    is_known.then(|| Found::new(at, at, MentionKind::Work(Level::Journal), &found::NEWSPAPER))
}

/// The places that an organisation's name holds after its head.
fn inner(reading: &Reading<'_>, outer: &Found) -> Vec<Found> {
    let mut places = Vec::new();
    let mut at = outer.first + 1;
    while at <= outer.last {
        let after_of = reading.tokens[at - 1].shape == Shape::Small;
        let own = (after_of && reading.is_capital(at)).then(|| place::at(reading, at)).flatten().filter(|own| own.last <= outer.last);
        match own {
            Some(own) => {
                at = own.last + 1;
                places.push(own);
            }
            None => at += 1,
        }
    }
    places
}

//! Organisations: head words with what stands before and after them, and names that are listed.

use super::found::{self, Found, Rule};
use super::lexicon::{Class, key};
use super::reading::{Language, Reading};
use super::romance;
use super::token::{Gap, Shape};
use crate::document::MentionKind;

const fn organisation(first: usize, last: usize, rule: &'static Rule) -> Found {
    Found::new(first, last, MentionKind::Organisation, rule)
}

/// The organisation whose name begins at the token `first`.
pub(super) fn at(reading: &Reading<'_>, first: usize) -> Option<Found> {
    if reading.tokens[first].shape == Shape::Small {
        return romance::headed(reading, first);
    }
    if !reading.is_capital(first) || reading.is_stop(first) && !is_modifier_for(reading, first) && !reading.is_prefix(first) {
        return None;
    }
    headed(reading, first)
        .or_else(|| romance::headed(reading, first))
        .or_else(|| lettered(reading, first))
        .or_else(|| romance::short(reading, first))
        .or_else(|| named(reading, first))
}

/// "Red", "Central": of the words that are no part of names, those that are a part of these.
fn is_modifier_for(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, Class::ORG_MOD) && !reading.tokens[at].is_opening
}

/// Modifiers, a head, and "of" with what it is of.
fn headed(reading: &Reading<'_>, first: usize) -> Option<Found> {
    if reading.language == Language::German {
        return german(reading, first);
    }
    let (mut at, mut head) = (first, None);
    let mut last = first;
    for _ in 0..10 {
        if !is_part(reading, at) {
            break;
        }
        last = at;
        if reading.is(at, Class::ORG_HEAD) {
            head = Some(at);
        }
        let Some(next) = next_part(reading, at) else {
            break;
        };
        at = next;
    }
    // "Esprit International": what stands behind is no head in French; "Troisième Internationale".
    let is_behind = |head: usize| {
        reading.language == Language::French
            && reading.is(head, Class::ORG_MOD.or(Class::ORG_EPITHET))
            && !(first..head).all(|at| reading.is(at, Class::ORG_MOD))
    };
    let head = head.filter(|&head| head <= last && !is_behind(head))?;
    let whole = complements(reading, head);
    let is_polity =
        reading.next_joined(whole.unwrap_or(head)).is_some_and(|next| reading.is_capital(next) && reading.is(next, Class::POLITY_HEAD));
    let is_org = !is_polity && is_proper(reading, first, head, whole);
    is_org.then(|| organisation(first, whole.unwrap_or(head), &found::ORG_HEAD))
}

/// "Kommunistische Partei Deutschlands": in German an adjective has a capital only as a part of a name.
fn german(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let is_modifier = |at: usize| {
        let token = &reading.tokens[at];
        token.shape == Shape::Capital && !token.is_opening && reading.is(at, Class::ORG_MOD)
    };
    let (mut at, mut head) = (first, None);
    while is_modifier(at) && at < first + 5 {
        let Some(next) = reading.next_joined(at).filter(|&next| reading.is_capital(next)) else { break };
        head = Some(next).filter(|&next| reading.is(next, Class::ORG_HEAD));
        at = next;
    }
    let head = head?;
    let of = reading.next_joined(head).filter(|&of| reading.is_capital(of) && is_genitive_of_place(reading, of));
    Some(organisation(first, of.unwrap_or(head), &found::ORG_HEAD))
}

/// "Deutschlands".
fn is_genitive_of_place(reading: &Reading<'_>, at: usize) -> bool {
    reading.letters(at).strip_suffix('s').is_some_and(|place| reading.lexicon.places.has(key(place)))
}

fn is_part(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_capital(at)
        && (!reading.is_stop(at) || is_modifier_for(reading, at) || reading.is_prefix(at))
        && !reading.is(at, Class::TITLE)
        && reading.str(at) != "A"
        && reading.str(at) != "I"
}

/// The next part: joined, or after "and" between modifiers: "Workers' and Peasants' Government".
fn next_part(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let next = reading.tokens.get(at + 1)?;
    let is_joined = next.is_joined() && (!reading.tokens[at].is_possessive || is_possessive_of(reading, at))
        || next.gap == Gap::Other && reading.text[reading.tokens[at].end as usize..next.start as usize].trim_end() == "'"
        || is_plural_possessive(reading, at);
    is_joined.then_some(())?;
    if next.is_capital() {
        return Some(at + 1);
    }
    let is_and = reading.letters(at + 1) == "and" && reading.is(at, Class::ORG_MOD.or(Class::DEMONYM));
    let after = reading.tokens.get(at + 2)?;
    (is_and && after.is_joined() && after.is_capital() && reading.is(at + 2, Class::ORG_MOD.or(Class::DEMONYM))).then_some(at + 2)
}

/// "Workers'": the apostrophe alone lies between.
fn is_plural_possessive(reading: &Reading<'_>, at: usize) -> bool {
    // A block may stand before the one above it, as what is said of the text does.
    let next = reading.tokens.get(at + 1).filter(|next| next.gap == Gap::Other);
    next.is_some_and(|next| ["' ", "’ "].contains(&&reading.text[reading.tokens[at].end as usize..next.start as usize]))
}

/// Whether the parts make a proper name of the head.
fn is_proper(reading: &Reading<'_>, first: usize, head: usize, whole: Option<usize>) -> bool {
    let is_strong = reading.is(head, Class::ORG_STRONG);
    let is_name = |at: usize| {
        let word = reading.word(at);
        word.class.is(Class::DEMONYM.or(Class::IDEOLOGY).or(Class::ORG_MOD).or(Class::SURNAME).or(Class::GIVEN))
            || !word.is_english
            || reading.tokens[at].shape == Shape::Upper
            || is_strong && !reading.tokens[at].is_opening
    };
    let has_modifier = (first..head).any(|at| is_name(at) && !reading.is(at, Class::ROLE));
    let is_titled = reading.is(first, Class::ROLE) && head > first;
    let proper =
        (first..head).any(|at| reading.is(at, Class::DEMONYM.or(Class::IDEOLOGY).or(Class::ORG_MOD)) || !reading.word(at).is_english);
    let is_short = reading.is(head, Class::PLACE_WEAK.or(Class::PLACE_HEAD));
    !is_titled && if is_strong { has_modifier || whole.is_some() } else { proper && !is_short || whole.is_some() && has_modifier }
}

/// "of Soviets of the Byelorussian Republic", "of Peace and Liberty", "for Literature": the last token.
fn complements(reading: &Reading<'_>, head: usize) -> Option<usize> {
    let mut end = None;
    let mut at = head;
    for _ in 0..4 {
        let Some(next) = complement(reading, at) else {
            break;
        };
        end = Some(next);
        at = next;
    }
    end
}

fn complement(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let of = reading.next_joined(at)?;
    if !reading.is(of, Class::ORG_OF) || reading.is_capital(of) {
        return None;
    }
    let mut first = reading.next_joined(of)?;
    if reading.is(first, Class::ORG_ARTICLE) && !reading.is_capital(first) {
        first = reading.next_joined(first)?;
    }
    let is_name = |at: usize| {
        reading.is_capital(at)
            && !reading.is(at, Class::TITLE)
            && (!reading.is_stop(at)
                || reading.is(at, Class::ORG_MOD)
                || reading.language == Language::English && reading.is(at, Class::ORG_TOPIC))
    };
    is_name(first).then_some(())?;
    let mut last = first;
    while let Some(next) = reading
        .tokens
        .get(last + 1)
        .filter(|next| (next.is_joined() && !reading.tokens[last].is_possessive || is_possessive_of(reading, last)) && last < first + 8)
    {
        let is_and = next.shape == Shape::Small
            && reading.is(last + 1, Class::AND)
            && reading.next_joined(last + 1).is_some_and(is_name)
            && !begins_another(reading, last + 2);
        if is_and {
            last += 2;
        } else if is_name(last + 1) {
            last += 1;
        } else {
            break;
        }
    }
    Some(last)
}

/// "People's Commissars": the possessive is inside the name.
fn is_possessive_of(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, Class::ORG_MOD.or(Class::POLITY_MOD).or(Class::ORG_OWNER))
}

/// Whether a name with a title or a head of its own follows: "the Congress of Soviets and President Wilson".
fn begins_another(reading: &Reading<'_>, at: usize) -> bool {
    reading.is(at, Class::TITLE.or(Class::ROLE).or(Class::GIVEN))
}

/// "A.F. of L.".
fn lettered(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let text = reading.str(first);
    if reading.tokens[first].shape != Shape::Initial || text.matches('.').count() < 2 {
        return None;
    }
    let of = reading.next_joined(first).filter(|&of| reading.letters(of) == "of");
    if let Some(last) = of.and_then(|of| reading.next_joined(of)).filter(|&last| reading.tokens[last].shape == Shape::Initial) {
        return Some(organisation(first, last, &found::ORG_HEAD));
    }
    let is_person = reading.next_joined(first).is_some_and(|next| matches!(reading.tokens[next].shape, Shape::Capital | Shape::Initial));
    let after_the = reading.before(first).is_some_and(|before| reading.letters(before) == "the");
    (after_the && !is_person && text.len() >= 6).then(|| organisation(first, first, &found::ACRONYM))
}

/// "Reichstag", "the Entente", "the SPD".
fn named(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let shape = reading.tokens[first].shape;
    let is_bound = reading.next_joined(first).is_some_and(|next| reading.tokens[next].gap == Gap::Hyphen);
    if reading.is(first, Class::ORG_NAME) && shape != Shape::Initial && !is_bound {
        return Some(organisation(first, first, &found::ORG_NAME));
    }
    let after_the = reading.before(first).is_some_and(|before| reading.letters(before) == "the");
    let is_letters = shape == Shape::Upper
        && (3..=6).contains(&reading.str(first).len())
        && !reading.str(first).bytes().all(|b| b"IVXLCDM".contains(&b));
    let is_unknown = !reading.word(first).is_listed && !reading.word(first).is_english && reading.word(first).class.is_unlisted();
    (after_the && is_letters && is_unknown && !reading.tokens[first].is_opening && !is_bound)
        .then(|| organisation(first, first, &found::ACRONYM))
}

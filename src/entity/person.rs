//! People: titles, initials, given names, surnames.

use super::found::{self, Found, Rule, Whom};
use super::initial;
use super::lexicon::Class;
use super::parts::is_numeral;
use super::place;
use super::reading::{Language, Reading};
use super::token::{Gap, Shape};
use crate::document::MentionKind;

/// The parts of a name that a person's name was seen to have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub(super) initials: usize,
    given: usize,
    names: usize,
    /// One past the last token.
    pub(super) end: usize,
}

/// Words that no surname is, unless a title stands before.
const NOT_SURNAME: Class = Class::ORG_STRONG
    .or(Class::EVENT)
    .or(Class::POLITY_HEAD)
    .or(Class::TITLE)
    .or(Class::ROLE)
    .or(Class::DEMONYM)
    .or(Class::IDEOLOGY)
    .or(Class::PLACE_HEAD)
    .or(Class::PERIODICAL)
    .or(Class::ORG_MOD)
    .or(Class::ORG_NAME);
const GIVEN: Class = Class::GIVEN.or(Class::GIVEN_WORD);

/// The person whose name, with a title or a given name or initials, begins at the token `first`.
pub(super) fn named(reading: &Reading<'_>, first: usize) -> Option<Found> {
    const MAX_TITLES: usize = 8;
    let mut at = first;
    while at - first < MAX_TITLES && is_title(reading, at) && (at == first || reading.tokens[at].is_joined()) {
        at = after_article(reading, at).unwrap_or(at + 1);
    }
    let titles = at - first;
    let parts = parts(reading, at, titles > 0);
    if titles > 0 {
        return titled(reading, first, at, parts);
    }
    let rule = untitled(reading, first, parts)?;
    Some(person(first, parts.end - 1, rule).naming(Whom::Person(first)))
}

pub(super) const fn person(first: usize, last: usize, rule: &'static Rule) -> Found {
    Found::new(first, last, MentionKind::Person, rule)
}

fn titled(reading: &Reading<'_>, first: usize, names: usize, parts: Parts) -> Option<Found> {
    if parts.end == names {
        return territorial(reading, first, names - 1);
    }
    let has_title = (first..names)
        .any(|at| reading.is(at, Class::TITLE) && !reading.is(at, Class::GENERIC) || reading.tokens[at].shape == Shape::Initial);
    let word = reading.word(names);
    let is_word = word.is_english && (word.small > 0 || reading.letters(names).ends_with('s')) && !word.class.is(GIVEN.or(Class::SURNAME));
    let is_place = word.is_listed && !word.class.is(GIVEN.or(Class::SURNAME));
    let is_saint = reading.is(first, Class::SAINT) && reading.before(first).is_some_and(|before| reading.is(before, Class::PLACE_PREP));
    // "Saint-Germain": a place or a surname of its own.
    let is_hyphened = reading.language == Language::French && reading.is(first, Class::SAINT) && reading.tokens[names].gap == Gap::Hyphen;
    let is_common = is_word || is_place || is_saint || is_hyphened;
    let is_named = parts.names + parts.given > 0;
    let is_person = if has_title { is_named || parts.initials > 0 && names == first + 1 } else { is_named && !is_common };
    is_person.then(|| person(first, parts.end - 1, &found::TITLED).naming(Whom::Person(names)))
}

/// "Monsieur le Président": the title after the article.
fn after_article(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let article = reading.next_joined(at).filter(|&article| ["le", "la"].contains(&reading.letters(article)))?;
    reading.next_joined(article).filter(|&title| is_title(reading, title))
}

/// "Duke of Marlborough": the title and what it is of.
fn territorial(reading: &Reading<'_>, first: usize, last: usize) -> Option<Found> {
    let of = reading.next_joined(last)?;
    let place = reading.next_joined(of)?;
    let is_whole = reading.is(last, Class::NOBLE)
        && ["of", "de"].contains(&reading.letters(of))
        && reading.is_capital(place)
        && !reading.is_stop(place);
    is_whole.then(|| person(first, place, &found::TITLED))
}

fn is_title(reading: &Reading<'_>, at: usize) -> bool {
    if !reading.is_capital(at) || reading.tokens[at].is_possessive {
        return false;
    }
    let is_french = reading.language == Language::French && ["m.", "m.m.", "mm"].contains(&reading.letters(at));
    is_french
        || reading.tokens[at].shape != Shape::Initial
            && reading.is(at, Class::TITLE.or(Class::ROLE))
            && !(reading.is(at, Class::SURNAME.or(GIVEN)) && reading.before(at).is_none())
}

/// The parts from the token `start` on.
fn parts(reading: &Reading<'_>, start: usize, is_titled: bool) -> Parts {
    let mut parts = Parts { end: start, ..Parts::default() };
    let mut at = start;
    let mut after_nickname = false;
    while let Some(token) = reading.tokens.get(at) {
        let is_first = at == start;
        let fits = token.is_joined() || is_first && !is_titled || after_nickname;
        if !fits || !is_first && reading.tokens[at - 1].is_possessive || parts.end - start >= 8 {
            break;
        }
        let Some(next) = part(reading, at, is_titled, &mut parts) else {
            break;
        };
        after_nickname = next > at + 1 && reading.tokens[next - 1].gap == Gap::Parenthesis;
        at = next;
    }
    parts
}

/// Takes the part at `at` in, and gives the token after it.
fn part(reading: &Reading<'_>, at: usize, is_titled: bool, parts: &mut Parts) -> Option<usize> {
    let token = &reading.tokens[at];
    let has_name = parts.names + parts.given > 0;
    if has_name && place::is_phrase(reading, at) {
        return None;
    } else if has_name && is_regnal(reading, at) {
        parts.names += 1;
    } else if token.shape == Shape::Initial {
        if parts.names > 0 && !token_has_stop(reading, at) || is_article(reading, at) {
            return None;
        }
        parts.initials += 1;
    } else if token.shape == Shape::Number
        || token.shape != Shape::Small
            && reading.is_stop(at)
            && !reading.is(at, Class::ROLE)
            && !((has_name || is_titled) && reading.is(at, Class::SURNAME))
            && !(parts.names == 0 && is_given_month(reading, at))
    {
        return None;
    } else if token.shape == Shape::Small {
        return particle(reading, at, parts);
    } else if reading.is(at, GIVEN) && parts.names == 0 {
        parts.given += 1;
    } else if is_surname(reading, at, is_titled && !has_name) {
        parts.names += 1;
    } else {
        return None;
    }
    parts.end = at + 1;
    Some(nickname(reading, at).unwrap_or(at + 1))
}

/// "August Bebel": the name of a month that is no date, since a surname follows.
fn is_given_month(reading: &Reading<'_>, at: usize) -> bool {
    let is_name = |next: usize| {
        let word = reading.word(next);
        reading.tokens[next].gap == Gap::Space
            && reading.tokens[next].shape == Shape::Capital
            && !reading.is_stop(next)
            && !word.is_english
            && (!word.class.is(NOT_SURNAME) || word.class.is(Class::SURNAME))
    };
    let is_given = reading.is(at, Class::GIVEN_WORD) && reading.tokens[at].shape == Shape::Capital;
    is_given && !reading.tokens[at].has_stop && reading.next_joined(at).is_some_and(is_name)
}

fn token_has_stop(reading: &Reading<'_>, at: usize) -> bool {
    reading.str(at).ends_with('.')
}

/// "A", "I" and "O" are words; so are "E" and "Y" in Romance languages.
fn is_article(reading: &Reading<'_>, at: usize) -> bool {
    let is_and = || matches!(reading.str(at), "E" | "Y" | "É" | "À") && matches!(reading.language, Language::French | Language::Other);
    matches!(reading.str(at), "I" | "O") || reading.tokens[at].is_opening && (reading.str(at) == "A" || is_and())
}

/// `von` before a capital; `d'` is no token of its own.
fn particle(reading: &Reading<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    let mut next = at;
    while reading.is(next, Class::PARTICLE) && reading.tokens[next].shape == Shape::Small && !reading.is(next, Class::LOOSE_PARTICLE) {
        next = reading.next_joined(next)?;
    }
    let is_name = next > at
        && next <= at + 3
        && matches!(reading.tokens[next].shape, Shape::Capital | Shape::Upper)
        && is_surname(reading, next, true)
        && !reading.word(next).class.is(Class::DEMONYM);
    // "the Kingdom of X de Y": a particle must follow a part.
    let is_titled = || reading.before(at).is_some_and(|before| is_title(reading, before) && !is_office_of(reading, before, next));
    if !is_name || parts.initials + parts.given + parts.names == 0 && !is_titled() {
        return None;
    }
    parts.names += 1;
    parts.end = next + 1;
    Some(next + 1)
}

/// "Ministre de la Marine": no name, unless it is known for one: "Président de Gaulle".
fn is_office_of(reading: &Reading<'_>, title: usize, name: usize) -> bool {
    let word = reading.word(name);
    reading.is(title, Class::OFFICE) && !word.is_introduced && !word.class.is(Class::SURNAME)
}

/// "Charles (Károly) Kertbeny": the token after the parenthesis.
fn nickname(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let inner = reading.tokens.get(at + 1).filter(|token| token.gap == Gap::Parenthesis && token.shape == Shape::Capital)?;
    let after = reading.tokens.get(at + 2).filter(|token| token.shape == Shape::Capital)?;
    (reading.text[inner.end as usize..after.start as usize] == *") ").then_some(at + 2)
}

/// "Napoleon III", "George V".
fn is_regnal(reading: &Reading<'_>, at: usize) -> bool {
    let text = reading.str(at).trim_end_matches('.');
    is_numeral(text) && (text != "I" || reading.tokens.get(at + 1).is_none_or(|next| next.gap != Gap::Space))
}

fn is_surname(reading: &Reading<'_>, at: usize, is_titled: bool) -> bool {
    let class = reading.word(at).class;
    let known = class.is(Class::SURNAME) || class.is(GIVEN);
    if class.is(Class::SUFFIX) && reading.tokens[at].shape == Shape::Upper {
        return false;
    }
    (!reading.is_stop(at) || class.is(Class::SURNAME))
        && (known || !class.is(NOT_SURNAME) || is_titled && !class.is(Class::EVENT.or(Class::ORG_STRONG).or(Class::TITLE)))
}

fn untitled(reading: &Reading<'_>, first: usize, parts: Parts) -> Option<&'static Rule> {
    if parts.names == 0 && parts.given < 2 || parts.end < first + 2 {
        return None;
    }
    if parts.given > 0 && reading.is(first, GIVEN) {
        is_full_name(reading, first, parts).then_some(&found::FULL_NAME)
    } else {
        initial::are_of_name(reading, first, parts).then_some(&found::INITIALS)
    }
}

/// Whether a given name and what follows are a person's, and no common words, place or beginning of a sentence.
fn is_full_name(reading: &Reading<'_>, first: usize, parts: Parts) -> bool {
    let last = reading.word(parts.end - 1);
    let is_common = is_common(reading, parts.end - 1);
    let is_place_name = last.place.is_some() || last.is_listed;
    let is_word = reading.is(first, Class::GIVEN_WORD)
        && !last.class.is(Class::SURNAME)
        && !last.is_introduced
        && parts.initials == 0
        && (reading.tokens[first].is_opening && is_common || reading.word(first).small > 0 && (is_common || is_place_name));
    let is_place = reading.is(parts.end - 1, Class::PLACE_HEAD) && parts.end == first + 2;
    let is_phrase = is_common && last.small > 1 && reading.tokens[parts.end - 1].is_opening;
    !(is_word || is_place || is_phrase)
}

/// Whether a word is a common one of English, and no surname.
pub(super) fn is_common(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    word.is_english && !word.class.is(Class::SURNAME)
}

/// The person whom a single name at `at` names.
pub(super) fn lone(reading: &Reading<'_>, at: usize) -> Option<Found> {
    let token = &reading.tokens[at];
    let word = reading.word(at);
    if !matches!(token.shape, Shape::Capital | Shape::Upper) || reading.is_stop(at) || is_bound(reading, at) {
        return None;
    }
    if let Some(plural) = plural(reading, at) {
        return Some(plural);
    }
    let after_article = reading.before(at).is_some_and(|before| reading.is(before, Class::ARTICLE)) && !is_attribute(reading, at);
    let is_safe = !word.is_english || !token.is_opening && word.small == 0;
    if after_article || !is_safe {
        return None;
    }
    let last = with_number(reading, at);
    let found = |rule| Some(person(at, last, rule).naming(Whom::Person(at)));
    if word.is_introduced {
        return found(&found::INTRODUCED);
    }
    if word.class.is(Class::SURNAME) {
        return found(&found::KNOWN);
    }
    let is_town = word.place.is_some_and(|place| place.size() >= 3 && !place.is_variant()) && word.place_votes > 0;
    let prefers_place = word.place_votes > word.person_votes + 1 || is_town;
    (word.class.is(Class::GIVEN) || word.class.is(Class::GIVEN_WORD) && !token.is_opening && word.small == 0).then_some(())?;
    if prefers_place { None } else { found(&found::GIVEN) }
}

/// "the Napoleon cult", "the Marx family": a common word follows.
fn is_attribute(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.next_joined(at).filter(|&next| reading.tokens[next].shape == Shape::Small);
    reading.language == Language::English
        && next.is_some_and(|next| !reading.is(next, Class::PREP.or(Class::PERSON_VERB)) && reading.letters(next).len() > 3)
        && (reading.word(at).is_introduced || reading.is(at, Class::SURNAME))
}

fn with_number(reading: &Reading<'_>, at: usize) -> usize {
    reading.next_joined(at).filter(|&next| reading.is_capital(next) && is_regnal(reading, next)).unwrap_or(at)
}

/// Whether the token is a part of a longer word or name: "Stalin-like", "Marx Street".
fn is_bound(reading: &Reading<'_>, at: usize) -> bool {
    let Some(next) = reading.next_joined(at) else {
        return false;
    };
    let is_compound = reading.tokens[next].gap == Gap::Hyphen;
    is_compound
        || reading.is_capital(next)
            && reading.tokens[next].shape != Shape::Initial
            && reading.is(next, Class::PLACE_HEAD.or(Class::ORG_STRONG).or(Class::POLITY_HEAD))
            && !reading.is(next, Class::STOP)
}

/// "the Krasnovs and Denikins", "the Moncks".
fn plural(reading: &Reading<'_>, at: usize) -> Option<Found> {
    let letters = reading.letters(at);
    let word = reading.word(at);
    let base = letters.strip_suffix('s').filter(|base| base.len() > 3 && !base.ends_with('s'))?;
    let is_free = !word.is_english
        && !word.class.is(Class::DEMONYM.or(Class::IDEOLOGY).or(GIVEN).or(Class::SURNAME))
        && !reading.lexicon.is_english(base)
        && word.place.is_none();
    if !is_free || reading.tokens[at].is_possessive || word.is_listed {
        return None;
    }
    let is_known = reading.lexicon.class(base).is(Class::SURNAME) || reading.is_introduced(base);
    let after_the = is_after(reading, at, "the");
    let is_paired = after_the && pair(reading, at) || is_after(reading, at, "and") && pair_before(reading, at);
    (is_known && after_the || is_paired).then(|| Found { is_plural: true, ..person(at, at, &found::PLURAL) })
}

fn is_after(reading: &Reading<'_>, at: usize, word: &str) -> bool {
    reading.before(at).is_some_and(|before| reading.letters(before) == word)
}

fn looks_plural(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    reading.is_capital(at) && reading.letters(at).ends_with('s') && !word.is_english && !word.class.is(Class::DEMONYM.or(Class::IDEOLOGY))
}

/// "Krasnovs and Denikins" from the first.
fn pair(reading: &Reading<'_>, at: usize) -> bool {
    let and = reading.next_joined(at).filter(|&and| reading.letters(and) == "and");
    and.and_then(|and| reading.next_joined(and)).is_some_and(|other| looks_plural(reading, other))
}

/// "the Krasnovs and Denikins" from the second.
fn pair_before(reading: &Reading<'_>, at: usize) -> bool {
    let and = reading.before(at);
    let other = and.and_then(|and| reading.before(and));
    other.is_some_and(|other| looks_plural(reading, other) && is_after(reading, other, "the"))
}

/// Two or more capitalised words in a row that nothing else explains: "Salil Sen".
pub(super) fn row(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let is_foreign = reading.is(first, Class::STOP_DE.or(Class::STOP_FR));
    if reading.language == Language::German || reading.tokens[first].is_opening || is_foreign || !is_unexplained(reading, first) {
        return None;
    }
    let mut last = first;
    while let Some(next) = reading.next_joined(last).filter(|&next| {
        last < first + 3 && reading.tokens[next].gap == Gap::Space && (is_unexplained(reading, next) || is_initial_between(reading, next))
    }) {
        last = next;
    }
    (last > first && is_unexplained(reading, last) && !is_bound(reading, last))
        .then(|| person(first, last, &found::CAPITALS).naming(Whom::Person(first)))
}

fn is_initial_between(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens[at].shape == Shape::Initial && reading.str(at).ends_with('.')
}

/// Whether a capitalised word is in no list but that of surnames.
pub(super) fn is_unexplained(reading: &Reading<'_>, at: usize) -> bool {
    const EXPLAINED: Class = NOT_SURNAME.or(Class::PLACE_FRONT).or(Class::ORG_HEAD).or(Class::ORG_FRONT).or(Class::POLITY_MOD);
    let word = reading.word(at);
    let is_place = || word.is_listed || word.place.is_some_and(|place| place.size() > 1 && !place.is_variant());
    reading.tokens[at].shape == Shape::Capital
        && !word.is_english
        && word.small == 0
        && !word.class.is(EXPLAINED)
        && !reading.is_stop(at)
        && !is_place()
        && !word.made_with.is(Class::DERIVED.or(Class::ADHERENT))
}

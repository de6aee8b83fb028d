//! People: titles, initials, given names, surnames.

use super::found::{self, Found, Rule, Whom};
use super::initial;
use super::lexicon::Class;
use super::parts::is_numeral;
use super::place;
use super::plural::plural;
use super::reading::{Language, Reading};
use super::titled::{after_article, is_behind_small, is_title, titled};
use super::token::{Gap, Shape};
use crate::document::MentionKind;

/// The parts of a name that a person's name was seen to have.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    pub(super) initials: usize,
    pub(super) given: usize,
    pub(super) names: usize,
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
pub(super) const GIVEN: Class = Class::GIVEN.or(Class::GIVEN_WORD);

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

/// The parts from the token `start` on.
#[inline]
pub(super) fn parts(reading: &Reading<'_>, start: usize, is_titled: bool) -> Parts {
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
    if has_name && (place::is_phrase(reading, at) || parts.names > 0 && is_german_noun(reading, at)) {
        return None;
    } else if has_name && is_regnal(reading, at) {
        parts.names += 1;
    } else if token.shape == Shape::Initial {
        if parts.names > 0 && !goes_on_behind_initial(reading, at) || is_article(reading, at) {
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
    } else if is_compound(reading, at, parts) {
        // "Regierungs-Präsidenten": the second half of a part
    } else if token.shape == Shape::Small {
        return particle(reading, at, parts);
    } else if parts.names == 0 && (reading.is(at, GIVEN) || !has_name && !is_titled && is_before_initial(reading, at)) {
        parts.given += 1;
    } else if is_surname(reading, at, is_titled && !has_name) || parts.given > 0 && parts.names == 0 && is_colour(reading, at) {
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

/// "Charles Roe B. Dale", "Sverdlov Y. M.": a surname is gone on with by initials that have their stops; in English, where more
/// follows: "D. Rowland J.P." is of the peace.
fn goes_on_behind_initial(reading: &Reading<'_>, at: usize) -> bool {
    let goes_on = || reading.next_joined(at).is_some_and(|next| reading.is_capital(next) && !reading.is_stop(next));
    reading.str(at).ends_with('.') && (reading.language != Language::English || goes_on())
}

/// "Rezin" of "Rezin B. Lock": a word that nothing explains, before an initial and a surname.
fn is_before_initial(reading: &Reading<'_>, at: usize) -> bool {
    const INITIAL: usize = 2;
    if reading.tokens.get(at + 1).is_none_or(|next| next.shape != Shape::Initial) {
        return false;
    }
    let is_initial = |at: usize| is_initial_between(reading, at) && reading.str(at).len() == INITIAL;
    let initial = reading.next_joined(at).filter(|&initial| reading.language == Language::English && is_initial(initial));
    let surname = initial.and_then(|initial| reading.next_joined(initial));
    surname.is_some_and(|surname| reading.tokens[surname].shape == Shape::Capital && is_surname(reading, surname, false))
        && is_unexplained(reading, at)
        && !reading.word(at).is_introduced
}

/// "Präsidenten" of "Herrn Regierungs-Präsidenten Roe".
fn is_compound(reading: &Reading<'_>, at: usize, parts: &Parts) -> bool {
    parts.end == at && parts.names > 0 && reading.tokens[at].gap == Gap::Hyphen && reading.is_capital(at) && reading.is(at, Class::ROLE)
}

/// "White" of "Henry White": an adjective of organisations, where none follows.
fn is_colour(reading: &Reading<'_>, at: usize) -> bool {
    let class = reading.word(at).class;
    let follows = || reading.next_joined(at).is_some_and(|next| reading.is_capital(next));
    class.is(Class::ORG_MOD) && !class.without(Class::ORG_MOD.or(Class::ORG_HEAD)).is(NOT_SURNAME) && !reading.is_stop(at) && !follows()
}

/// "Rücksprache" behind "mit Herrn Roe": what German nouns end in, a surname in two words hardly.
fn is_german_noun(reading: &Reading<'_>, at: usize) -> bool {
    reading.language == Language::German
        && reading.word(at).made_with.is(Class::NOUN_DE)
        && reading.tokens[at].gap == Gap::Space
        && !reading.is(at, Class::SURNAME)
}

/// "A", "I" and "O" are words; so are "E" and "Y" in Romance languages.
fn is_article(reading: &Reading<'_>, at: usize) -> bool {
    let is_and = || matches!(reading.str(at), "E" | "Y" | "É" | "À") && matches!(reading.language, Language::French | Language::Other);
    matches!(reading.str(at), "I" | "O") || reading.tokens[at].is_opening && (reading.str(at) == "A" || is_and())
}

/// `von` before a capital; `d'` is no token of its own.
fn particle(reading: &Reading<'_>, at: usize, parts: &mut Parts) -> Option<usize> {
    let mut next = at;
    // "Graf zu Stolberg", but "Harder zur Hochzeit"
    let is_loose = |next: usize| {
        let is_land = || reading.before(next).is_some_and(|title| reading.is(title, Class::ROLE));
        reading.is(next, Class::LOOSE_PARTICLE)
            || reading.language == Language::German && reading.is(next, Class::LOOSE_PARTICLE_DE) && !is_land()
    };
    while reading.is(next, Class::PARTICLE) && reading.tokens[next].shape == Shape::Small && !is_loose(next) {
        next = reading.next_joined(next)?;
    }
    // "Präsident der Bahn", "machte Paul Roe den Vorschlag", but "Friedrich den Großen"
    let is_epithet = parts.given > 0 && parts.names == 0 && !reading.is(at - 1, Class::NOUN_DE);
    let is_article = || reading.language == Language::German && reading.is(at, Class::BEFORE_THING) && !is_epithet;
    let is_name = next > at
        && next <= at + 3
        && !is_article()
        && !is_german_noun(reading, next)
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
    if parts.given > 0 && reading.tokens[first].shape != Shape::Initial {
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
    // "Ernst Bernhard": the second tells that the first is no noun.
    let known = if reading.is(first, Class::NOUN_DE) { Class::SURNAME.or(GIVEN) } else { Class::SURNAME };
    let is_word = reading.is(first, Class::GIVEN_WORD)
        && !last.class.is(known)
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
    if is_behind_small(reading, at) {
        return found(&found::TITLED);
    }
    // "Herzl." before "Gruß": a word that is cut short.
    if reading.language == Language::German && token.is_opening && token.has_stop && goes_on_in_block(reading, at) {
        return None;
    }
    if word.is_introduced || is_genitive(reading, at) {
        return found(&found::INTRODUCED);
    }
    if word.class.is(Class::SURNAME) {
        return found(&found::KNOWN);
    }
    let is_town = word.place.is_some_and(|place| place.size() >= 3 && !place.is_variant()) && word.place_votes > 0;
    let prefers_place = word.place_votes > word.person_votes + 1 || is_town;
    (word.class.is(Class::GIVEN) || word.class.is(Class::GIVEN_WORD) && !token.is_opening && word.small == 0).then_some(())?;
    // "mit Ernst": only who is spoken to or of as a person.
    let is_noun = reading.language == Language::German && word.class.is(Class::NOUN_DE) && word.person_votes < 2;
    if prefers_place || is_noun { None } else { found(&found::GIVEN) }
}

/// Whether more stands behind a word in its block.
fn goes_on_in_block(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens.get(at + 1).is_some_and(|next| next.gap != Gap::Block)
}

/// "Roes" of a Roe who is named in full, in German.
pub(super) fn is_genitive(reading: &Reading<'_>, at: usize) -> bool {
    if reading.language != Language::German {
        return false;
    }
    let base = reading.letters(at).strip_suffix('s').filter(|base| base.len() > 2);
    base.is_some_and(|base| reading.is_introduced(base)) && reading.word(at).class.is_unlisted()
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

/// Two or more capitalised words in a row that nothing else explains: "Salil Sen".
pub(super) fn row(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let is_foreign = reading.is(first, Class::STOP_DE.or(Class::STOP_FR));
    let is_thing = || reading.tokens[first].elided == b'l' || reading.before(first).is_some_and(|it| reading.is(it, Class::BEFORE_THING));
    if is_thing()
        || reading.language == Language::German
        || reading.tokens[first].is_opening
        || is_foreign
        || !is_unexplained(reading, first)
    {
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

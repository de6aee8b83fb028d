//! Persons by their titles: "Herr", "Duke of", "Messrs", and small letters before a name.

use super::found::{self, Found, Whom};
use super::lexicon::Class;
use super::person::{GIVEN, Parts, parts, person};
use super::place;
use super::reading::{Language, Reading};
use super::token::{Gap, Shape};

pub(super) fn titled(reading: &Reading<'_>, first: usize, names: usize, parts: Parts) -> Option<Found> {
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
    // "St. Gallen", "St. Petersburg": a town, and no saint's given name. "the Church of St. Laurent" is his, and the list has towns
    // of France in full, so that another would be meant.
    let is_dedicated = reading.before(first).is_some_and(|before| reading.letters(before) == "of");
    let is_town = reading.is(first, Class::SAINT)
        && reading.language != Language::French
        && !is_dedicated
        && !word.class.is(GIVEN)
        && place::gazetted_phrase(reading, first).is_some_and(|(last, own)| last + 1 >= parts.end && own.size() > 0);
    let is_common = is_word || is_place || is_saint || is_hyphened;
    let is_named = parts.names + parts.given > 0;
    let is_person = if has_title { is_named || parts.initials > 0 && names == first + 1 } else { is_named && !is_common };
    (is_person && !is_town && !is_letter(reading, names, parts))
        .then(|| person(first, parts.end - 1, &found::TITLED).naming(Whom::Person(names)))
}

/// "Herr X.", "Mr. Y": a letter that stands for anybody.
fn is_letter(reading: &Reading<'_>, at: usize, parts: Parts) -> bool {
    parts.end == at + 1 && matches!(reading.str(at).trim_end_matches('.'), "X" | "Y")
}

/// "Monsieur le Président": the title after the article.
pub(super) fn after_article(reading: &Reading<'_>, at: usize) -> Option<usize> {
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

#[inline]
pub(super) fn is_title(reading: &Reading<'_>, at: usize) -> bool {
    if !reading.is_capital(at) || reading.tokens[at].is_possessive {
        return false;
    }
    let is_french = reading.language == Language::French && ["m.", "m.m.", "mm"].contains(&reading.letters(at));
    is_french
        || reading.tokens[at].shape != Shape::Initial
            && reading.is(at, Class::TITLE.or(Class::ROLE))
            && !(reading.is(at, Class::SURNAME.or(GIVEN)) && reading.before(at).is_none())
}

/// "Viviani" and "Delcassé" of "MM. Poincaré, Viviani et Delcassé": those that follow the first behind a title of several, up to the one
/// behind "and".
pub(super) fn others(reading: &Reading<'_>, first: &Found) -> Vec<Found> {
    /// Names behind one title, at most.
    const MOST: usize = 12;
    let mut names = Vec::new();
    if !reading.is(first.first, Class::PLURAL_TITLE) {
        return names;
    }
    let (mut last, mut whole) = (first.last, 0);
    while names.len() < MOST {
        let Some((name, is_closing)) = next_of_series(reading, last) else { break };
        let end = parts(reading, name, false).end;
        let is_other = reading.is(name, Class::TITLE.or(Class::ROLE).or(Class::ORG_HEAD).or(Class::SUFFIX));
        if end == name || is_other || reading.word(name).is_listed {
            break;
        }
        names.push(person(name, end - 1, &found::TITLED).naming(Whom::Person(name)));
        last = end - 1;
        whole = if is_closing { names.len() } else { whole };
    }
    names.truncate(whole);
    names
}

/// The word with a capital behind a comma, "and", or both, and whether "and" is there.
fn next_of_series(reading: &Reading<'_>, last: usize) -> Option<(usize, bool)> {
    let next = reading.tokens.get(last + 1)?;
    let is_and = reading.is(last + 1, Class::AND) && matches!(next.gap, Gap::Space | Gap::Comma);
    let name = last + 1 + usize::from(is_and);
    let is_joined = if is_and { reading.tokens.get(name)?.gap == Gap::Space } else { next.gap == Gap::Comma };
    (is_joined && reading.is_capital(name) && !reading.is_stop(name)).then_some((name, is_and))
}

/// "captain Smith", "l'abbé Grégoire": whether a title in small letters stands before a name.
pub(super) fn is_behind_small(reading: &Reading<'_>, at: usize) -> bool {
    const OTHER: Class = Class::TITLE
        .or(Class::ROLE)
        .or(Class::DEMONYM)
        .or(Class::IDEOLOGY)
        .or(Class::EVENT)
        .or(Class::ORG_HEAD)
        .or(Class::ORG_FRONT)
        .or(Class::POLITY_HEAD)
        .or(Class::PLACE_HEAD)
        .or(Class::PLACE_FRONT)
        .or(Class::PERIODICAL);
    let is_title = |before: usize| reading.tokens[before].shape == Shape::Small && reading.is(before, Class::SMALL_TITLE);
    if reading.tokens[at].elided != 0 || !reading.before(at).is_some_and(is_title) {
        return false;
    }
    let word = reading.word(at);
    let is_common = word.is_english && word.small > 0 || word.is_listed && !word.class.is(GIVEN.or(Class::SURNAME));
    !word.class.is(OTHER) && !is_common
}

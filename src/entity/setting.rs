//! Places that no list has: told by what stands about them.

use super::found::{self, Found, Whom};
use super::lexicon::{Class, key};
use super::place::{place, stands_as_place};
use super::reading::{Language, Reading};
use super::token::{Gap, Shape};

/// A name that nothing else explains, where places stand or that is made like one.
pub(super) fn in_context(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let word = reading.word(first);
    let is_made = |lists| word.made_with.is(lists);
    let is_long = || reading.letters(first).len() > 8;
    if reading.tokens[first].shape != Shape::Capital
        || reading.is_stop(first)
        || word.is_english
        || !word.class.is_unlisted() && !word.class.is(Class::PLACE_HEAD)
        || reading.is_part_of_compound(first)
        || is_made(Class::DERIVED)
    {
        return None;
    }
    let is_place = match reading.language {
        // "Hegelgasse" is a street wherever it stands; "Josefsplatz" may be any square.
        Language::German => {
            is_made(Class::STREET_ENDING.or(Class::PLACE_ENDING_DE))
                && is_long()
                && (!is_made(Class::PLACE_ENDING_DE) || stands_as_place(reading, first))
        }
        Language::English => !reading.tokens[first].is_opening && is_made(Class::STREET_ENDING) && is_long() || is_english(reading, first),
        // "à Penellan" may be to a person: most of what is said of a place is said with such words.
        Language::French => outweighs(reading, first) && word.place_votes >= 4.max(word.capital) && !reading.tokens[first].is_opening,
        Language::Other => false,
    };
    is_place.then(|| place(first, first, &found::PLACE_CONTEXT).naming(Whom::Itself))
}

/// In English: where places stand again and again, or made like one and standing so here.
fn is_english(reading: &Reading<'_>, first: usize) -> bool {
    let (word, token) = (reading.word(first), &reading.tokens[first]);
    let stands_so = word.made_with.is(Class::PLACE_ENDING) && stands_as_place(reading, first);
    outweighs(reading, first) && !token.is_possessive && (word.place_votes >= 2 && !token.is_opening || stands_so)
}

/// Whether the word stands where places do more often than where persons do, and never in small letters.
fn outweighs(reading: &Reading<'_>, first: usize) -> bool {
    let word = reading.word(first);
    word.place_votes > word.person_votes && word.small == 0 && !word.is_introduced
}

/// "Vitry-le-François", "Saint-Cyr": a French town, by how its name is made; a saint where a place stands.
pub(super) fn hyphened(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let is_name = |at: usize| reading.tokens[at].shape == Shape::Capital && !reading.is_stop(at) && !reading.word(at).is_introduced;
    let goes_on = |at: usize| reading.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Hyphen && !reading.tokens[at].is_possessive);
    if reading.language != Language::French || !goes_on(first) || !is_name(first) {
        return None;
    }
    let mut last = first;
    let mut is_joint = false;
    while goes_on(last) {
        last += 1;
        is_joint |= reading.tokens[last].shape == Shape::Small && reading.is(last, Class::TOWN_JOINT);
    }
    let is_saint = reading.is(first, Class::SAINT) && stands_as_place(reading, first);
    (is_name(last) && (is_joint || is_saint)).then(|| place(first, last, &found::PLACE_CONTEXT).naming(Whom::Itself))
}

/// "Edgeworth Town Feb. 20th 1812": before the date, where a letter begins.
pub(super) fn dated(reading: &Reading<'_>, first: usize) -> Option<Found> {
    /// Tokens of a text among which it begins.
    const BEGINNING: usize = 60;
    /// Tokens of such a line, at most.
    const LINE: usize = 12;
    if !reading.datelines.is_empty()
        && let Some(found) = in_dateline(reading, first)
    {
        return Some(found);
    }
    if reading.language == Language::German {
        return at_the_foot(reading, first);
    }
    if reading.language != Language::English || first > BEGINNING || !begins_line(reading, first) {
        return None;
    }
    let line = reading.tokens[first + 1..].iter().take_while(|token| token.gap != Gap::Block).count();
    let last = address(reading, first)?;
    (line < LINE && begins_date(reading, last + 1)).then(|| place(first, last, &found::PLACE_CONTEXT).naming(Whom::Itself))
}

/// "Bischofszell, den 18. April 1829" in the last line of a letter: after a sentence, with the article of its day.
fn at_the_foot(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let word = reading.word(first);
    let is_apart = reading.tokens[first].is_opening || reading.tokens[first].gap == Gap::Comma;
    if !is_apart || word.is_introduced || word.small > 0 || reading.is(first, Class::GIVEN_WORD) {
        return None;
    }
    let last = address(reading, first)?;
    let is_article = |at: usize| {
        reading.tokens.get(at).is_some_and(|next| matches!(next.gap, Gap::Comma | Gap::Space) && reading.is(at, Class::DAY_ARTICLE))
    };
    (is_article(last + 1) && begins_date(reading, last + 2)).then(|| place(first, last, &found::PLACE_CONTEXT).naming(Whom::Itself))
}

/// "Perugia 31 luglio 1714", "Créans, 3 septembre": what a dateline begins with, up to its date or a comma.
fn in_dateline(reading: &Reading<'_>, first: usize) -> Option<Found> {
    reading.datelines.binary_search(&first).ok()?;
    let last = address(reading, first).filter(|&last| (first..=last).all(|at| !reading.is(at, Class::GIVEN_WORD)))?;
    let next = reading.tokens.get(last + 1)?;
    let is_place = begins_date(reading, last + 1) || next.gap == Gap::Comma;
    is_place.then(|| place(first, last, &found::PLACE_CONTEXT).naming(Whom::Itself))
}

/// "die Finanzen Italiens": in German, the genitive of a place that is listed, or large, or stands in the text.
pub(super) fn genitive(reading: &Reading<'_>, first: usize) -> Option<Found> {
    const SHORTEST: usize = 4;
    if reading.language != Language::German || reading.tokens[first].shape != Shape::Capital {
        return None;
    }
    let word = reading.word(first);
    let is_free = word.class.without(Class::DEMONYM).is_unlisted() && word.small == 0 && word.place.is_none() && !word.is_listed;
    if !is_free || reading.is_stop(first) {
        return None;
    }
    let base = reading.letters(first).strip_suffix('s').filter(|base| base.len() >= SHORTEST)?;
    let class = reading.lexicon.class(base);
    if class.is(Class::GIVEN.or(Class::GIVEN_WORD).or(Class::SURNAME).or(Class::STOP).or(Class::STOP_DE)) {
        return None;
    }
    let found = |whom| Some(place(first, first, &found::LISTED).naming(whom));
    if let Some((1, index)) = reading.lexicon.places.longest(std::iter::once(key(base))) {
        return found(Whom::Listed(index));
    }
    let own = reading.lexicon.gazetted(base).filter(|own| !own.is_name() && !own.is_word())?;
    let is_told = reading.word_of(base).is_some_and(|word| word.place_votes > word.person_votes && word.small == 0);
    let is_known = class.is_unlisted() && (own.size() >= 3 && !own.is_variant() || is_told);
    if is_known { found(Whom::Gazetted(own.id() as u32)) } else { None }
}

/// Whether a line begins at the token, or goes on after its number: "8 Bertram House".
fn begins_line(reading: &Reading<'_>, at: usize) -> bool {
    let after_number =
        || at.checked_sub(1).is_some_and(|n| reading.tokens[n].shape == Shape::Number && reading.tokens[n].gap == Gap::Block);
    let between = || at.checked_sub(1).map(|before| &reading.text[reading.tokens[before].end as usize..reading.tokens[at].start as usize]);
    reading.tokens[at].gap == Gap::Block || after_number() || between().is_some_and(|between| between.contains('\n'))
}

/// The last word of an address: a place's name or, of whatever words, what ends in a head: "Three Mile Cross".
fn address(reading: &Reading<'_>, first: usize) -> Option<usize> {
    /// Words of such a name, at most.
    const NAME: usize = 4;
    let joined =
        |last: &usize| reading.next_joined(*last).filter(|&next| reading.tokens[next].shape == Shape::Capital && !reading.is_stop(next));
    let words = std::iter::successors(Some(first), joined).take(NAME);
    let plain = words.clone().take_while(|&at| is_of_address(reading, at)).last();
    let is_head = |at: &usize| reading.is(*at, Class::PLACE_HEAD.or(Class::PLACE_WEAK));
    let is_other = Class::TITLE.or(Class::ROLE).or(Class::ARTICLE).or(Class::PREP).or(Class::DEAR);
    let is_word = reading.tokens[first].shape == Shape::Capital && (!reading.is(first, is_other) || reading.is(first, Class::SAINT));
    words.skip(1).filter(is_head).last().filter(|_| is_word).or(plain)
}

/// Whether a word may be one of a place's name: it is no common word and no person's.
fn is_of_address(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let is_head = word.class.is(Class::PLACE_HEAD.or(Class::PLACE_WEAK).or(Class::PLACE_FRONT));
    let is_other = Class::TITLE.or(Class::ROLE).or(Class::GIVEN).or(Class::SURNAME).or(Class::DEMONYM).or(Class::IDEOLOGY);
    let is_work = Class::EVENT.or(Class::ORG_STRONG).or(Class::PERIODICAL).or(Class::NEWSPAPER);
    reading.tokens[at].shape == Shape::Capital
        && !reading.is_stop(at)
        && (is_head || !word.is_english && !word.class.is(is_other.or(is_work)))
}

/// Whether a date with a month or day of the week begins here: its words count as numbers.
fn begins_date(reading: &Reading<'_>, at: usize) -> bool {
    let is_date = |at: usize| reading.tokens.get(at).is_some_and(|token| token.gap != Gap::Block && token.shape == Shape::Number);
    let is_word = |at: usize| is_date(at) && reading.letters(at).starts_with(char::is_alphabetic);
    is_word(at) || is_date(at) && is_word(at + 1)
}

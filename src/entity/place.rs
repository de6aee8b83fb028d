//! Places: built-in lists, head words, the words about them.

use super::found::{self, Found, Rule, Whom};
use super::lexicon::{Class, Gazetted};
use super::reading::{Language, Reading};
use super::setting;
use super::token::{Gap, Shape};
use crate::document::MentionKind;

/// The rules by which a place is found that begins at a token.
const RULES: [fn(&Reading<'_>, usize) -> Option<Found>; 10] =
    [listed, polity, fronted, headed, gazetted, with_article, setting::hyphened, setting::in_context, setting::dated, setting::genitive];

/// The place that begins at the token `first`: the longest that a rule finds.
pub(super) fn at(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let found = RULES.iter().filter_map(|rule| rule(reading, first));
    // Of equals the first stands: `max_by_key` would take the last.
    let mut best: Option<Found> = None;
    for own in found {
        if best.is_none_or(|best| own.len() > best.len()) {
            best = Some(own);
        }
    }
    best.filter(|found| !is_event(reading, found.last))
}

pub(super) const fn place(first: usize, last: usize, rule: &'static Rule) -> Found {
    Found::new(first, last, MentionKind::Place, rule)
}

/// "Genoa Conference", "Brest Peace", "London Magazine": the place is a part of another name.
fn is_event(reading: &Reading<'_>, last: usize) -> bool {
    reading.next_joined(last).is_some_and(|next| reading.is_capital(next) && reading.is(next, Class::EVENT.or(Class::PERIODICAL)))
}

/// A place of our own list.
fn listed(reading: &Reading<'_>, first: usize) -> Option<Found> {
    if is_direction(reading, first)
        && let Some(next) = reading.next_joined(first).filter(|&next| reading.is_capital(next))
        && let Some(inner) = listed_here(reading, next)
    {
        return Some(
            listed_here(reading, first)
                .filter(|own| own.last >= inner.last)
                .unwrap_or(place(first, inner.last, &found::LISTED).naming(Whom::Itself)),
        );
    }
    listed_here(reading, first)
}

fn is_direction(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens[at].shape == Shape::Capital && reading.is(at, Class::DIRECTION)
}

fn listed_here(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let word = reading.word(first);
    word.begins_place.then_some(())?;
    let joined = (first..reading.tokens.len()).take_while(|&at| {
        at == first || reading.tokens[at].is_joined() && !reading.tokens[at - 1].is_possessive || reading.is_possessive_part(at)
    });
    let (n, index) = reading.lexicon.places.longest(joined.map(|at| reading.word(at).key))?;
    let last = first + n - 1;
    let is_doubtful = n == 1
        && (word.is_english
            || reading.is_stop(first)
            || word.class.is(Class::GIVEN.or(Class::GIVEN_WORD).or(Class::SURNAME).or(Class::PLACE_HEAD)));
    let whom = Whom::Listed(index);
    if !is_doubtful {
        let is_shape = n > 1 || reading.tokens[first].shape != Shape::Initial || reading.str(first).len() > 2;
        return (is_shape && (n == 1 || reading.is_capital(last))).then(|| place(first, last, &found::LISTED).naming(whom));
    }
    let may_be_person = word.class.is(Class::GIVEN.or(Class::GIVEN_WORD).or(Class::SURNAME));
    let is_person = word.is_introduced || may_be_person && word.person_votes > word.place_votes;
    let has_capital = !reading.tokens[first].is_opening || is_among(reading, first);
    let is_fine = has_capital
        && !is_person
        && (stands_as_place(reading, first)
            || word.place_votes >= 2 && word.small == 0
            || word.small == 0 && word.class.is_unlisted() && reading.language == Language::English);
    is_fine.then(|| place(first, last, &found::LISTED_IN_CONTEXT).naming(whom))
}

/// Whether a place of our own list with a name of several words begins here: "New York" behind "Nicholas Murray Butler".
pub(super) fn is_phrase(reading: &Reading<'_>, at: usize) -> bool {
    reading.word(at).begins_place && !reading.word(at).is_listed && listed_here(reading, at).is_some()
}

/// Whether the words about a name are those about places: a preposition before, a place and a comma before.
pub(super) fn stands_as_place(reading: &Reading<'_>, first: usize) -> bool {
    let before = reading.before(first).filter(|&before| reading.tokens[before].shape == Shape::Small || reading.tokens[before].is_opening);
    let prep = before.is_some_and(|before| {
        let is_article = reading.letters(before) == "the";
        let at = if is_article { reading.before(before) } else { Some(before) };
        at.is_some_and(|at| reading.is(at, Class::PREP) || reading.is_place_prep(at))
    });
    prep || is_among(reading, first)
}

/// "Minsk, Vilna and Kiev": a place that is no common word stands beside it, with a comma.
pub(super) fn is_among(reading: &Reading<'_>, first: usize) -> bool {
    let is_clear = |at: usize| {
        let word = reading.word(at);
        reading.is_capital(at)
            && !word.is_english
            && !word.class.is(Class::GIVEN.or(Class::SURNAME))
            && (word.is_listed || word.place.is_some_and(|place| place.size() >= 2 && !place.is_name()))
    };
    let before = reading.tokens[first].gap == Gap::Comma && first > 0 && is_clear(first - 1);
    let after = reading.tokens.get(first + 1).is_some_and(|next| next.gap == Gap::Comma) && is_clear(first + 1);
    before || after
}

/// "Byelorussian Soviet Republic", "Socialist Soviet Republic of Lithuania and Byelorussia".
fn polity(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let (mut at, mut proper, mut social) = (first, false, false);
    loop {
        let is_name =
            reading.is(at, Class::DEMONYM) || reading.is_capital(at) && listed_here(reading, at).is_some_and(|found| found.last == at);
        if !reading.is_capital(at) {
            return None;
        }
        if reading.is(at, Class::POLITY_HEAD) && (at == first || !reading.is(at, Class::POLITY_MOD) || !heads_on(reading, at)) {
            break;
        }
        if !is_name && !reading.is(at, Class::POLITY_MOD) && !reading.is_prefix(at) {
            return None;
        }
        proper |= is_name;
        social |= reading.is(at, Class::SOVIET);
        at = next_modifier(reading, at).filter(|_| at < first + 8)?;
    }
    // "the Latvian and Byelorussian Soviet Republics": several, none of which is named so.
    if reading.letters(at) == "republics" {
        return None;
    }
    let is_union = reading.is(at, Class::POLITY_UNION);
    let whole = polity_of(reading, at, is_union);
    let is_polity =
        if is_union { whole.is_some() || proper && (social || reading.letters(at) != "union") } else { proper || whole.is_some() };
    let last = whole.unwrap_or(at);
    is_polity.then(|| place(first, last, &found::POLITY).naming(Whom::Itself)).filter(|_| !reading.is_bound_org(last))
}

/// Whether another head of polities follows the modifiers after `at`: "Union" in "Soviet Union Republic".
fn heads_on(reading: &Reading<'_>, at: usize) -> bool {
    reading.next_joined(at).is_some_and(|next| reading.is_capital(next) && reading.is(next, Class::POLITY_HEAD))
}

fn next_modifier(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let next = at + 1;
    let token = reading.tokens.get(next)?;
    (token.is_joined() && token.is_capital()).then_some(next)
}

/// "of the Far East", "of Soviet Republics": the last token.
fn polity_of(reading: &Reading<'_>, head: usize, is_union: bool) -> Option<usize> {
    let of = reading.next_joined(head).filter(|&of| reading.letters(of) == "of")?;
    let mut at = reading.next_joined(of)?;
    if reading.letters(at) == "the" {
        at = reading.next_joined(at)?;
    }
    let own = (reading.is_capital(at)).then(|| listed(reading, at)).flatten();
    let Some(mut last) = own.map(|found| found.last) else {
        return is_union.then(|| republics(reading, at)).flatten();
    };
    if let Some(and) = reading.next_joined(last).filter(|&and| reading.letters(and) == "and")
        && let Some(other) = reading.next_joined(and).filter(|&other| reading.is_capital(other))
        && let Some(found) = listed(reading, other)
    {
        last = found.last;
    }
    Some(last)
}

/// "Socialist Soviet Republics", "S.S. Republics", of which a federation is one.
fn republics(reading: &Reading<'_>, first: usize) -> Option<usize> {
    let mut at = first;
    while reading.is(at, Class::POLITY_MOD) || reading.letters(at) == "s.s." {
        at = reading.next_joined(at)?;
    }
    (at > first && reading.is_capital(at) && ["republics", "states"].contains(&reading.letters(at))).then_some(at)
}

/// "Lake Constance", "rue Pierre-Curie", "Isle of Wight".
fn fronted(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let is_front = reading.is(first, Class::PLACE_FRONT)
        && (reading.is_capital(first) || reading.language == Language::French && reading.is(first, Class::FRONT_SMALL));
    if !is_front || reading.tokens[first].is_possessive {
        return None;
    }
    let mut last = reading.next_joined(first)?;
    while reading.is(last, Class::FRONT_JOINT.or(Class::SAINT)) {
        last = reading.next_joined(last)?;
    }
    let is_name = |at: usize| {
        matches!(reading.tokens[at].shape, Shape::Capital | Shape::Upper)
            && !reading.is_stop(at)
            && !reading.is(at, Class::ROLE.or(Class::TITLE).or(Class::ORG_STRONG))
    };
    is_name(last).then_some(())?;
    while let Some(next) = reading
        .next_joined(last)
        .filter(|&next| is_name(next) && (reading.tokens[next].gap == Gap::Hyphen || reading.language == Language::French))
    {
        last = next;
    }
    let is_sure = !reading.is(first, Class::FRONT_WORD) || !reading.word(last).is_english;
    let is_known = !reading.is(first, Class::FRONT_WEAK)
        || reading.word(last).place.is_some()
        || stands_as_place(reading, first) && !reading.word(last).is_english;
    (is_sure && is_known).then(|| place(first, last, &found::PLACE_HEAD).naming(Whom::Itself))
}

/// "North Audley Street", "Malin Head", "Regent's Park"; with the number of the house.
fn headed(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let is_number = reading.tokens[first].shape == Shape::Number && reading.tokens[first].end - reading.tokens[first].start <= 4;
    let start = if is_number { reading.next_joined(first)? } else { first };
    let mut at = start;
    let is_part = |at: usize| {
        matches!(reading.tokens[at].shape, Shape::Capital | Shape::Upper)
            && (!reading.is_stop(at) || is_direction(reading, at))
            && (!reading.is(at, Class::TITLE.or(Class::ORG_STRONG).or(Class::EVENT)) || reading.is(at, Class::SAINT))
    };
    while at < start + 4 && is_part(at) {
        let next = reading.tokens.get(at + 1).filter(|next| next.is_joined() && next.is_capital()).map(|_| at + 1)?;
        if reading.is(next, Class::PLACE_HEAD) && next > start {
            return end_of_headed(reading, first, start, next);
        }
        at = next;
    }
    None
}

fn end_of_headed(reading: &Reading<'_>, first: usize, start: usize, head: usize) -> Option<Found> {
    let street = reading.is(head, Class::STREET);
    let last = reading.next_joined(head).filter(|&next| reading.is_capital(next) && reading.is(next, Class::PLACE_HEAD)).unwrap_or(head);
    let plain = (start..head)
        .all(|at| reading.word(at).is_english && !reading.is(at, Class::GIVEN.or(Class::SURNAME)) && reading.word(at).small > 0);
    let weak = reading.is(head, Class::PLACE_WEAK);
    // "Anne Arundel County"
    let person = reading.is(start, Class::GIVEN.or(Class::ROLE))
        && !street
        && !reading.is(head, Class::FRONT_WORD)
        && !reading.tokens[head - 1].is_possessive
        && !stands_as_place(reading, start);
    let demonym = reading.is(start, Class::DEMONYM.or(Class::IDEOLOGY)) && head == start + 1 && weak;
    let is_place = !person
        && !demonym
        && !(plain && (weak || reading.tokens[start].is_opening))
        && (!weak
            || stands_as_place(reading, start)
            || street
            || !reading.word(head - 1).is_english && reading.language == Language::English && !reading.tokens[start].is_opening);
    let from = if street { first } else { start };
    is_place.then(|| place(from, last, &found::PLACE_HEAD).naming(if street { Whom::Unknown } else { Whom::Itself }))
}

/// A place of the gazetteer.
fn gazetted(reading: &Reading<'_>, first: usize) -> Option<Found> {
    let word = reading.word(first);
    if !matches!(reading.tokens[first].shape, Shape::Capital | Shape::Upper) || reading.is_stop(first) && word.longer.is_none() {
        return None;
    }
    if let Some((last, own)) = gazetted_phrase(reading, first) {
        return Some(place(first, last, &found::GAZETTEER).naming(Whom::Gazetted(own.id() as u32)));
    }
    let own = word.place.filter(|_| !reading.is_stop(first) && !reading.is_part_of_compound(first))?;
    let is_sure = own.size() >= 3 && !own.is_variant() && !own.is_name() && !own.is_ambiguous();
    let rule = if is_sure { &found::GAZETTEER_LARGE } else { &found::GAZETTEER };
    let whom = if own.is_ambiguous() { Whom::Unknown } else { Whom::Gazetted(own.id() as u32) };
    is_town(reading, first, own).then(|| place(first, first, rule).naming(whom))
}

/// Whether the word at `first` is the town that has its form: it is no other word or name, and stands as places do or is a large one.
fn is_town(reading: &Reading<'_>, first: usize, own: Gazetted) -> bool {
    const OTHER: Class = Class::GIVEN
        .or(Class::GIVEN_WORD)
        .or(Class::SURNAME)
        .or(Class::DEMONYM)
        .or(Class::IDEOLOGY)
        .or(Class::TITLE)
        .or(Class::ROLE)
        .or(Class::ORG_HEAD)
        .or(Class::PERIODICAL)
        .or(Class::EVENT)
        .or(Class::PLACE_HEAD);
    let (word, language) = (reading.word(first), reading.language);
    let is_common = own.is_word() && language != Language::French || word.small > 0;
    if is_common || word.class.is(OTHER) || word.is_introduced {
        return false;
    }
    let is_german = language == Language::German && own.is_variant() && own.size() == 0;
    // "Bensley's fairy type": a small town has hardly anything.
    let is_owner = language == Language::English && reading.tokens[first].is_possessive && own.size() < 2;
    let after_of = || is_after_of(reading, first) || own.size() >= 1 && is_after_noun_de(reading, first);
    let is_most_often = word.place_votes >= 2 && word.place_votes > word.person_votes;
    let strong = || !own.is_name() && !own.is_variant() && after_of() || stands_as_place(reading, first) || is_most_often;
    let is_large = own.size() >= 3 && !own.is_variant() && word.person_votes == 0 && language != Language::German;
    let is_person = own.is_name() && (language == Language::German || word.person_votes >= word.place_votes.max(1));
    !is_german && !is_owner && !is_person && (strong() || !own.is_name() && is_large)
}

fn is_after_of(reading: &Reading<'_>, first: usize) -> bool {
    reading.before(first).is_some_and(|before| reading.letters(before) == "of")
}

/// "le congrès de Heidelberg", "près d'Angers": of a noun, and not behind a name, whose particle it would be.
fn is_after_noun_de(reading: &Reading<'_>, first: usize) -> bool {
    let de = if reading.tokens[first].elided == b'd' {
        Some(first)
    } else {
        reading.before(first).filter(|&de| ["de", "di"].contains(&reading.letters(de)))
    };
    let is_romance = matches!(reading.language, Language::French | Language::Other);
    let noun = de.filter(|_| is_romance).and_then(|de| reading.before(de));
    noun.is_some_and(|noun| reading.tokens[noun].shape == Shape::Small)
}

/// "au Mans", "du Havre", "à la Rochelle": the article of a French town, which the gazetteer has in its name.
fn with_article(reading: &Reading<'_>, first: usize) -> Option<Found> {
    (reading.language == Language::French).then_some(())?;
    let is_little = |at: &usize| reading.tokens[*at].shape == Shape::Small || reading.tokens[*at].is_opening;
    let before = reading.before(first).filter(is_little)?;
    // "Rochelle" is a given name too, "Robert" a town: "à la" stands before no person.
    let (article, other) = match reading.letters(before) {
        "au" | "du" => ("le ", Class::default()),
        "la" if reading.before(before).is_some_and(|before| reading.is(before, Class::PLACE_PREP)) => ("la ", Class::GIVEN),
        _ => return None,
    };
    let word = reading.word(first);
    let is_free = word.small == 0 && word.class.without(other).is_unlisted() && !reading.is_stop(first);
    let form = reading.lexicon.form(article).filter(|_| is_free)?;
    let own = reading.lexicon.place(reading.lexicon.follow(form, reading.letters(first))?)?;
    Some(place(first, first, &found::GAZETTEER).naming(Whom::Gazetted(own.id() as u32)))
}

/// The longest form of the gazetteer of several words from `first` on.
pub(super) fn gazetted_phrase(reading: &Reading<'_>, first: usize) -> Option<(usize, Gazetted)> {
    let lexicon = reading.lexicon;
    let (mut at, mut best, mut odd) = (first, None, !reading.word(first).is_english);
    let mut longer = reading.word(first).longer;
    while let Some(begun) = longer
        && let Some(next) = reading.next_joined(at).filter(|&next| next < first + 5 && reading.tokens[next].shape != Shape::Number)
        && let Some(form) = lexicon.follow(begun, reading.letters(next).trim_end_matches('.'))
    {
        odd |= !reading.word(next).is_english;
        if reading.is_capital(next)
            && odd
            && let Some(own) = lexicon.place(form)
        {
            best = Some((next, own));
        }
        (at, longer) = (next, lexicon.follow(form, " "));
    }
    let is_name =
        |at: usize| reading.is(at, Class::GIVEN.or(Class::TITLE).or(Class::ROLE).or(Class::SURNAME)) && !reading.is(at, Class::SAINT);
    best.filter(|(_, own)| !is_name(first) && (own.size() > 0 || stands_as_place(reading, first)) && !own.is_word())
}

impl Reading<'_> {
    /// "People's": a possessive inside a listed name.
    fn is_possessive_part(&self, at: usize) -> bool {
        self.tokens[at].gap == Gap::Space && self.tokens[at - 1].is_possessive
    }

    /// "Trans" of "Trans-Caucasian".
    pub(super) fn is_prefix(&self, at: usize) -> bool {
        self.is(at, Class::PREFIX) && self.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Hyphen && next.is_capital())
    }

    /// Whether a hyphen joins the token with the one before or after.
    pub(super) fn is_part_of_compound(&self, at: usize) -> bool {
        self.tokens[at].gap == Gap::Hyphen || self.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Hyphen)
    }

    /// Whether a head of organisations follows.
    fn is_bound_org(&self, last: usize) -> bool {
        self.next_joined(last).is_some_and(|next| self.is_capital(next) && self.is(next, Class::ORG_STRONG))
    }
}

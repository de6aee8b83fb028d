//! The parts of a person's name (TEI Guidelines, 14.2.1): titles, forenames, links, the surname, what tells generations apart.

use std::ops::Range;

use super::lexicon::{Class, Lexicon};
use super::token::fold;
use crate::document::{Annotation, Document, Extent, Kind, MentionKind, NamePart};

/// The parts of `name`, in bytes of it: "Comrade J. Stalin". None where it has words that are none of them: "Catherine the
/// Great", "Lenin, V. I.".
pub(super) fn parts(name: &str) -> Vec<(NamePart, Range<u32>)> {
    let words = words(name);
    let mut parts: Vec<(NamePart, Range<u32>)> = Vec::with_capacity(words.len());
    for (n, word) in words.iter().enumerate() {
        let Some(part) = part(name, &words, n) else { return Vec::new() };
        let own = word.start as u32..word.end as u32;
        match parts.last_mut() {
            // "Lt. Gen.", "van der": one part of several words.
            Some((before, span)) if *before == part && matches!(part, NamePart::Role | NamePart::Honorific | NamePart::Link) => {
                span.end = own.end;
            }
            _ => parts.push((part, own)),
        }
    }
    let is_name = parts.len() > 1 && parts.iter().any(|(part, _)| matches!(part, NamePart::Surname | NamePart::Forename));
    if is_name { parts } else { Vec::new() }
}

/// The bytes of the words, without commas before a suffix: "Roe, Jr.".
fn words(name: &str) -> Vec<Range<usize>> {
    let base = name.as_ptr() as usize;
    name.split_whitespace()
        .map(|word| {
            let start = word.as_ptr() as usize - base;
            start..start + word.trim_end_matches(',').len()
        })
        .collect()
}

fn part(name: &str, words: &[Range<usize>], n: usize) -> Option<NamePart> {
    let word = &name[words[n].clone()];
    let class = class(word);
    let is_last = n + 1 == words.len();
    // A comma stands before a suffix alone.
    let has_comma = name[words[n].end..].starts_with(',');
    let next_is_suffix = words.get(n + 1).is_some_and(|next| is_suffix(&name[next.clone()]));
    if has_comma && !next_is_suffix || word.contains(['(', '[', '"', '*', '_', '<']) {
        return None;
    }
    let is_title = words[..=n].iter().all(|own| is_title(&name[own.clone()])) && !is_last;
    if is_title {
        return Some(if class.is(Class::TITLE) { NamePart::Honorific } else { NamePart::Role });
    }
    if n > 0 && is_generation(word) {
        return Some(NamePart::Generation);
    }
    if n > 0 && is_suffix(word) {
        return Some(NamePart::Honorific);
    }
    if !is_last && word.starts_with(char::is_lowercase) && class.is(Class::PARTICLE) {
        return Some(NamePart::Link);
    }
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    Some(own_name(name, words, n))
}

/// A forename or the surname: the last word is the surname, but for one after a role alone ("King George").
fn own_name(name: &str, words: &[Range<usize>], n: usize) -> NamePart {
    let word = &name[words[n].clone()];
    let rest = words[n + 1..].iter().map(|own| &name[own.clone()]);
    let is_last = rest.clone().all(|word| is_generation(word) || is_suffix(word));
    let is_numbered = rest.clone().any(is_numeral);
    let is_only = words[..n].iter().all(|own| is_title(&name[own.clone()]));
    let is_called = is_only && (is_numbered || n > 0 && class(word).is(Class::GIVEN.or(Class::GIVEN_WORD)));
    match (is_initial(word), is_last && !is_called) {
        (true, false) => NamePart::Initial,
        (_, true) => NamePart::Surname,
        (false, false) => NamePart::Forename,
    }
}

fn class(word: &str) -> Class {
    Lexicon::get().class(fold(word).trim_end_matches('.'))
}

/// "Dr.", "Comrade": what stands before a name.
pub(super) fn is_title(word: &str) -> bool {
    class(word).is(Class::TITLE.or(Class::ROLE)) && word.starts_with(char::is_uppercase)
}

/// "J.", "G.V.", "J".
fn is_initial(word: &str) -> bool {
    word.split('.').filter(|letter| !letter.is_empty()).all(|letter| letter.chars().count() == 1)
}

/// "V", "XIV": what tells kings of one name apart.
pub(super) fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.len() < 6 && word.bytes().all(|b| b"IVX".contains(&b))
}

fn is_generation(word: &str) -> bool {
    is_numeral(word) || class(word).is(Class::GENERATION)
}

/// "Esq.", "M.P.": what stands after a name.
fn is_suffix(word: &str) -> bool {
    is_generation(word) || Lexicon::get().class(&fold(word).replace('.', "")).is(Class::SUFFIX)
}

/// Gives each person of `document` the parts of the name.
pub(super) fn of_entries(document: &mut Document) {
    for entry in document.entries.iter_mut().filter(|entry| entry.kind == crate::document::EntryKind::Person) {
        entry.parts = parts(&entry.name);
    }
}

/// Marks the parts of the names in the text that have a title.
pub(super) fn of_mentions(document: &mut Document) {
    let mut marked = Vec::new();
    for annotation in &document.annotations {
        if !matches!(&annotation.kind, Kind::Mention(own) if own.kind == MentionKind::Person && !own.is_plural) {
            continue;
        }
        let parts = parts(document.str(annotation.extent));
        if parts.iter().any(|(part, _)| matches!(part, NamePart::Role | NamePart::Honorific)) {
            let start = annotation.extent.start;
            let own = |(part, span): &(NamePart, Range<u32>)| Annotation {
                extent: Extent { start: start + span.start, end: start + span.end },
                kind: Kind::NamePart(*part),
            };
            marked.extend(parts.iter().map(own));
        }
    }
    document.annotations.extend(marked);
    document.sort_annotations();
}

#[cfg(test)]
mod tests {
    use super::*;
    use NamePart::{Forename, Generation, Honorific, Initial, Link, Role, Surname};

    #[test]
    fn names_have_their_parts() {
        let own = |name: &'static str| {
            parts(name).into_iter().map(|(part, span)| (part, &name[span.start as usize..span.end as usize])).collect::<Vec<_>>()
        };
        assert_eq!(own("J. V. Stalin"), [(Initial, "J."), (Initial, "V."), (Surname, "Stalin")]);
        assert_eq!(own("Comrade Stalin"), [(Honorific, "Comrade"), (Surname, "Stalin")]);
        assert_eq!(own("Lt. Gen. C.P. Cabell"), [(Role, "Lt. Gen."), (Initial, "C.P."), (Surname, "Cabell")]);
        assert_eq!(own("Otto van der Meer"), [(Forename, "Otto"), (Link, "van der"), (Surname, "Meer")]);
        assert_eq!(own("King George V"), [(Role, "King"), (Forename, "George"), (Generation, "V")]);
        assert_eq!(own("Sir William"), [(Honorific, "Sir"), (Forename, "William")]);
        assert_eq!(own("John Roe, Jr."), [(Forename, "John"), (Surname, "Roe"), (Generation, "Jr.")]);
        assert_eq!(own("Henry Roe Esq."), [(Forename, "Henry"), (Surname, "Roe"), (Honorific, "Esq.")]);
        assert_eq!(own("Mr. Roe"), [(Honorific, "Mr."), (Surname, "Roe")]);
        for whole in ["Lenin", "Lenin, V. I.", "Catherine the Great", "Sir", "", "J.", "Mr. [Roe]"] {
            assert_eq!(parts(whole), [], "{whole}");
        }
    }
}

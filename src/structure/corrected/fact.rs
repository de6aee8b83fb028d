//! Facts of the header by a person's decision.

use std::borrow::Cow;

use crate::diagnostic::Finding;
use crate::document::{Annotation, Creation, Document, Extent, Kind, Person, PersonRole, Set};

/// Sets the title, the authors and the date of the text.
pub(in crate::structure) fn facts(document: &mut Document, findings: &mut Vec<(Extent, Finding)>) {
    let Document { corrections: decided, header, .. } = document;
    if decided.iter().any(|own| matches!(own.set, Set::Author(_))) {
        let is_named = decided.iter().any(|own| matches!(own.set, Set::Author(Some(_))));
        let is_none = |name: Extent| decided.iter().any(|own| own.set == Set::Author(None) && own.extent.overlaps(name));
        header.people.retain(|person| person.role != PersonRole::Author || !is_named && !is_none(person.name));
        findings.retain(|(_, finding)| !matches!(finding, Finding::AuthorFromNavigation { .. }));
    }
    for own in decided.iter() {
        match own.set {
            Set::Title(_) => {
                header.title = Some(own.extent);
                findings.retain(|(_, finding)| *finding != Finding::NoTitle);
            }
            Set::Author(Some(_)) => header.people.push(Person { role: PersonRole::Author, name: own.extent, cert: None, entry: None }),
            Set::Written(_) => header.creation = Some(Creation { date: own.extent, place: None }),
            _ => {}
        }
    }
    let is_decided = |extent: Extent| decided.iter().any(|own| matches!(own.set, Set::Statement(_)) && own.extent.overlaps(extent));
    findings.retain(|(extent, finding)| !(matches!(finding, Finding::Statement { .. }) && is_decided(*extent)));
}

/// Sets the language of the document and of words in it.
pub(in crate::structure) fn language(document: &mut Document) {
    let decided: Vec<(Extent, Box<str>)> = document
        .corrections
        .iter()
        .filter_map(|own| if let Set::Language(language) = &own.set { Some((own.extent, language.clone())) } else { None })
        .collect();
    for (extent, language) in decided {
        if !extent.is_empty() {
            document.annotations.push(Annotation { extent, kind: Kind::Language(language) });
        } else {
            document.header.language = Some(Cow::Owned(language.into()));
        }
    }
    document.sort_annotations();
}

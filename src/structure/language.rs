//! The language of a text: as stated, else as its words suggest.

use std::borrow::Cow;

use whatlang::{Detector, Lang};

use crate::convention::Habits;
use crate::document::{Annotation, Document, Extent, Kind, StatementKind, Zone};
use crate::structure::statement;

/// Bytes of text that are enough to tell.
const SAMPLE: usize = 1000;

/// Sets the language of the document: as it states it, as it was given beside it, as its convention has it, as its words suggest.
pub(super) fn tell(document: &mut Document, habits: &Habits) {
    let given = document.header.language.take();
    let own = || habits.language.clone().map(Cow::Owned);
    document.header.language = stated(document).map(Cow::Borrowed).or(given).or_else(own).or_else(|| guessed(document).map(Cow::Borrowed));
    mark_originals(document);
}

fn stated(document: &Document) -> Option<&'static str> {
    const NAMES: [(&str, &str); 14] = [
        ("english", "en"),
        ("german", "de"),
        ("french", "fr"),
        ("russian", "ru"),
        ("italian", "it"),
        ("spanish", "es"),
        ("latin", "la"),
        ("polish", "pl"),
        ("dutch", "nl"),
        ("deutsch", "de"),
        ("français", "fr"),
        ("chinese", "zh"),
        ("portuguese", "pt"),
        ("swedish", "sv"),
    ];
    let statement = document.header.statements.iter().find(|s| s.kind == StatementKind::Language)?;
    let value = statement::value(document, statement).trim().to_lowercase();
    let named = NAMES.iter().find(|(name, code)| value == *name || value == *code);
    named.map(|&(_, code)| code)
}

fn guessed(document: &Document) -> Option<&'static str> {
    let body = document.blocks.iter().filter(|block| block.zone == Zone::Body).map(|block| block.extent);
    told(document, body.filter(|extent| document.originals.binary_search(extent).is_err()))
}

/// Marks what is in another language than what translates it.
fn mark_originals(document: &mut Document) {
    let Some(language) = told(document, document.originals.iter().copied()) else { return };
    if document.header.language.as_deref() != Some(language) {
        let marked = document.originals.iter().map(|&extent| Annotation { extent, kind: Kind::Language(language.into()) });
        document.annotations.extend(marked);
        document.sort_annotations();
    }
}

/// The language of the words in `extents`, which are in order.
fn told(document: &Document, extents: impl Iterator<Item = Extent>) -> Option<&'static str> {
    let mut sample = String::with_capacity(SAMPLE);
    let mut end = 0;
    for extent in extents {
        let text = document.text.get(extent.start.max(end) as usize..extent.end as usize).unwrap_or_default();
        sample.extend(text.chars().take(SAMPLE - sample.len().min(SAMPLE)));
        sample.push(' ');
        end = end.max(extent.end);
        if sample.len() >= SAMPLE {
            break;
        }
    }
    common(&sample).or_else(|| {
        let info = Detector::new().detect(&sample)?;
        (info.is_reliable() || sample.len() > 200).then(|| code(info.lang())).flatten()
    })
}

/// The commonest words of languages that many transcriptions are in, those that no other of them has.
const COMMON: [(&str, [&str; 12]); 3] = [
    ("en", ["the", "of", "and", "to", "that", "was", "is", "with", "which", "by", "his", "this"]),
    ("de", ["der", "die", "und", "das", "nicht", "von", "zu", "den", "mit", "sich", "dem", "ist"]),
    ("fr", ["le", "les", "des", "du", "dans", "une", "pour", "pas", "sur", "au", "par", "ce"]),
];

/// The language of which every tenth word of `sample` is one of the commonest, and hardly any of another: so that most texts need
/// no longer look.
fn common(sample: &str) -> Option<&'static str> {
    const LEAST: usize = 40;
    let (mut all, mut counts) = (0, [0; COMMON.len()]);
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        all += 1;
        COMMON.iter().zip(&mut counts).for_each(|((_, words), count)| *count += usize::from(words.contains(&word)));
    }
    let others = |own: usize| counts.iter().sum::<usize>() - own;
    let is_told = |own: usize| all >= LEAST && own * 10 >= all && others(own) * 50 <= all;
    counts.iter().position(|&own| is_told(own)).map(|index| COMMON[index].0)
}

/// ISO 639-3 to BCP 47, for the languages that transcriptions are likely to be in.
const CODES: [(Lang, &str); 26] = [
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Rus, "ru"),
    (Lang::Ita, "it"),
    (Lang::Spa, "es"),
    (Lang::Lat, "la"),
    (Lang::Pol, "pl"),
    (Lang::Nld, "nl"),
    (Lang::Por, "pt"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Ukr, "uk"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Ell, "el"),
    (Lang::Heb, "he"),
    (Lang::Ara, "ar"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Tur, "tr"),
    (Lang::Cat, "ca"),
];

fn code(lang: Lang) -> Option<&'static str> {
    CODES.iter().find(|(own, _)| *own == lang).map(|&(_, code)| code)
}

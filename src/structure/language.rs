//! The language of a text: as stated, else as its words suggest.

use std::borrow::Cow;
use std::sync::LazyLock;

use whatlang::Detector;

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

/// A language, as a row of `languages.tsv` has it.
struct Language {
    code: &'static str,
    /// In ISO 639-3.
    long: &'static str,
    names: Vec<&'static str>,
    common: Vec<&'static str>,
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let rows = include_str!("languages.tsv").lines().filter(|row| !row.starts_with('#'));
    let language = |row: &'static str| {
        let mut cells = row.split('\t');
        let (code, long) = (cells.next()?, cells.next()?);
        let names = cells.next().into_iter().flat_map(|names| names.split(", ")).filter(|name| !name.is_empty());
        let common = cells.next().into_iter().flat_map(str::split_whitespace);
        Some(Language { code, long, names: names.collect(), common: common.collect() })
    };
    rows.filter_map(language).collect()
});

fn stated(document: &Document) -> Option<&'static str> {
    let statement = document.header.statements.iter().find(|s| s.kind == StatementKind::Language)?;
    let value = statement::value(document, statement).trim().to_lowercase();
    let is_stated = |own: &&Language| !own.names.is_empty() && (own.code == value || own.names.contains(&value.as_str()));
    LANGUAGES.iter().find(is_stated).map(|own| own.code)
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
        let own = LANGUAGES.iter().find(|own| own.long == info.lang().code())?;
        (info.is_reliable() || sample.len() > 200).then_some(own.code)
    })
}

/// The language of which every tenth word of `sample` is one of the commonest, and hardly any of another: so that most texts need
/// no longer look.
fn common(sample: &str) -> Option<&'static str> {
    const LEAST: usize = 40;
    let mut all = 0;
    let mut counts: Vec<(&Language, usize)> = LANGUAGES.iter().filter(|own| !own.common.is_empty()).map(|own| (own, 0)).collect();
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        all += 1;
        counts.iter_mut().for_each(|(language, count)| *count += usize::from(language.common.contains(&word)));
    }
    let known: usize = counts.iter().map(|(_, count)| count).sum();
    let is_told = |count: usize| all >= LEAST && count * 10 >= all && (known - count) * 50 <= all;
    counts.into_iter().find(|&(_, count)| is_told(count)).map(|(language, _)| language.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_languages_that_the_guess_knows() {
        assert_eq!(LANGUAGES.len(), include_str!("languages.tsv").lines().filter(|row| !row.starts_with('#')).count());
        for own in LANGUAGES.iter() {
            assert!(whatlang::Lang::from_code(own.long).is_some() && crate::document::is_language(own.code), "{}", own.code);
        }
        assert_eq!(LANGUAGES.iter().filter(|own| !own.common.is_empty()).count(), 3);
    }
}

//! Titles of works and periodicals: what is set off in type, and named as works are.

use super::found;
use super::lexicon::{Class, Lexicon};
use super::token::fold;
use crate::document::{Annotation, BlockKind, Document, Extent, Kind, Level, Mention, MentionKind, Rend, Zone};

/// Words before a title: "in his pamphlet *What Is to Be Done?*".
const LEADS: [(&str, Level); 34] = [
    ("newspaper", Level::Journal),
    ("paper", Level::Journal),
    ("journal", Level::Journal),
    ("magazine", Level::Journal),
    ("review", Level::Journal),
    ("weekly", Level::Journal),
    ("daily", Level::Journal),
    ("monthly", Level::Journal),
    ("periodical", Level::Journal),
    ("organ", Level::Journal),
    ("zeitung", Level::Journal),
    ("zeitschrift", Level::Journal),
    ("journaux", Level::Journal),
    ("revue", Level::Journal),
    ("supplement", Level::Journal),
    ("book", Level::Monograph),
    ("pamphlet", Level::Monograph),
    ("work", Level::Monograph),
    ("novel", Level::Monograph),
    ("brochure", Level::Monograph),
    ("treatise", Level::Monograph),
    ("play", Level::Monograph),
    ("tragedy", Level::Monograph),
    ("volume", Level::Monograph),
    ("edition", Level::Monograph),
    ("entitled", Level::Monograph),
    ("livre", Level::Monograph),
    ("ouvrage", Level::Monograph),
    ("buch", Level::Monograph),
    ("roman", Level::Monograph),
    ("drama", Level::Monograph),
    ("comedy", Level::Monograph),
    ("opera", Level::Monograph),
    ("preface", Level::Monograph),
];

/// Marks the titles of works among what stands in italics.
pub(super) fn find(document: &mut Document) {
    let mut found: Vec<Annotation> = Vec::new();
    for (n, annotation) in document.annotations.iter().enumerate() {
        if annotation.kind == Kind::Emphasis(Rend::Italic)
            && is_in_text(document, annotation.extent)
            && !holds_mark(document, n)
            && let Some(level) = level(document, annotation.extent)
        {
            let rule = &found::WORK;
            let mention = Mention {
                kind: MentionKind::Work(level),
                is_plural: false,
                entry: None,
                rivals: Vec::new(),
                cert: rule.cert,
                evidence: rule.evidence,
                rule: rule.name,
            };
            found.push(Annotation { extent: annotation.extent, kind: Kind::Mention(Box::new(mention)) });
        }
    }
    document.annotations.extend(found);
    document.sort_annotations();
}

/// Whether it stands in running text, and is not all of its block.
fn is_in_text(document: &Document, extent: Extent) -> bool {
    let at = document.blocks.partition_point(|block| block.extent.start <= extent.start);
    let own = document.blocks[..at].iter().rev().take(64).find(|block| block.extent.contains(extent));
    own.is_some_and(|block| {
        matches!(block.zone, Zone::Front | Zone::Body | Zone::Note)
            && !matches!(block.kind, BlockKind::Statement | BlockKind::Trailer)
            && block.extent.range().len() > extent.range().len() + 4
    })
}

/// Whether dates or marks of notes stand in it.
fn holds_mark(document: &Document, index: usize) -> bool {
    let extent = document.annotations[index].extent;
    document.annotations_in(extent).iter().any(|a| {
        extent.overlaps(a.extent)
            && matches!(
                a.kind,
                Kind::Date(_) | Kind::NoteMarker(_) | Kind::NoteReference(_) | Kind::PageBreak(_) | Kind::Quotation | Kind::Bracket
            )
    })
}

/// The level of the title that stands here, if one does.
fn level(document: &Document, extent: Extent) -> Option<Level> {
    let text = document.str(extent);
    if text.len() > 160 || !text.starts_with(char::is_uppercase) || text.ends_with([':', ';']) {
        return None;
    }
    let before = document.text[..extent.start as usize].rsplit(['\n', ',', ';', '.', ':']).next().unwrap_or_default();
    let words: Vec<String> =
        before.split_whitespace().rev().take(3).map(|word| fold(word.trim_matches(|c: char| !c.is_alphanumeric()))).collect();
    if let Some((_, level)) = LEADS.iter().find(|(lead, _)| words.iter().any(|word| word == lead)) {
        return Some(*level);
    }
    let after = &document.text[extent.end as usize..];
    let is_cited =
        [", No", ", no.", ", Vol", ", vol.", ", Nos", ", p.", ", pp.", " (19", " (18", " (17"].iter().any(|mark| after.starts_with(mark));
    let lexicon = Lexicon::get();
    let is_periodical =
        text.split_whitespace().any(|word| lexicon.class(&fold(word.trim_matches(|c: char| !c.is_alphanumeric()))).is(Class::PERIODICAL));
    let is_body = text.rsplit(' ').next().is_some_and(|word| lexicon.class(&fold(word)).is(Class::ORG_STRONG));
    if is_periodical && !is_body {
        return Some(Level::Journal);
    }
    let is_numbered = [", No", ", no.", ", Nos"].iter().any(|mark| after.starts_with(mark));
    (is_cited).then_some(if is_numbered { Level::Journal } else { Level::Monograph })
}

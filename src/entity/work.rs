//! Titles of works and periodicals: what is set off in type, and named as works are.

use super::found;
use super::lexicon::{Class, Lexicon};
use super::token::fold;
use crate::document::{Annotation, BlockKind, Document, Extent, Kind, Level, MentionKind, Rend, Zone};

/// Marks the titles of works among what stands in italics.
pub(super) fn find(document: &mut Document) {
    let mut found: Vec<Annotation> = Vec::new();
    for (n, annotation) in document.annotations.iter().enumerate() {
        if annotation.kind == Kind::Emphasis(Rend::Italic)
            && is_in_text(document, annotation.extent)
            && !holds_mark(document, n)
            && let Some(level) = level(document, annotation.extent)
        {
            let mention = found::WORK.mention(MentionKind::Work(level), None);
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
    let lexicon = Lexicon::get();
    let class = |word: &str| lexicon.class(&fold(word.trim_matches(|c: char| !c.is_alphanumeric())));
    // "in his pamphlet *What Is to Be Done?*"
    let lead = before.split_whitespace().rev().take(3).map(class).fold(Class::default(), Class::or);
    if lead.is(Class::WORK_JOURNAL.or(Class::WORK_BOOK)) {
        return Some(if lead.is(Class::WORK_JOURNAL) { Level::Journal } else { Level::Monograph });
    }
    let after = &document.text[extent.end as usize..];
    let is_periodical = text.split_whitespace().any(|word| class(word).is(Class::PERIODICAL));
    let is_body = text.rsplit(' ').next().is_some_and(|word| lexicon.class(&fold(word)).is(Class::ORG_STRONG));
    if is_periodical && !is_body {
        return Some(Level::Journal);
    }
    let goes_on = |marks: &[&str]| marks.iter().any(|mark| after.starts_with(mark));
    if goes_on(&[", No", ", no."]) {
        return Some(Level::Journal);
    }
    goes_on(&[", Vol", ", vol.", ", p.", ", pp.", " (19", " (18", " (17"]).then_some(Level::Monograph)
}

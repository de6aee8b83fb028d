//! Illustrations: an image, or "[Illustration: The weir in winter.]", that stands for itself.

use crate::convention::{BracketMeaning, Habits};
use crate::document::{BlockKind, Document, Extent, Kind, Zone};
use crate::structure::corrected;

/// Makes figures of the paragraphs that hold nothing but an illustration.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let decided = corrected::decided(document);
    for (index, is_decided) in decided.into_iter().enumerate() {
        let block = document.blocks[index];
        let is_paragraph = block.kind == BlockKind::Paragraph && matches!(block.zone, Zone::Body | Zone::Note) && document.is_leaf(index);
        let is_figure = || !block.extent.is_empty() && is_image(document, block.extent) && !covers(document, block.extent, is_link);
        if is_paragraph && !is_decided && (is_figure() || is_whole(document.str(block.extent), habits)) {
            document.blocks[index].kind = BlockKind::Figure;
        }
    }
}

/// Whether all of a stretch of text is an image.
pub(in crate::structure) fn is_image(document: &Document, extent: Extent) -> bool {
    covers(document, extent, |kind| matches!(kind, Kind::Figure(_)))
}

const fn is_link(kind: &Kind) -> bool {
    matches!(kind, Kind::Link(_))
}

/// Whether an annotation of such a kind has just this extent.
fn covers(document: &Document, extent: Extent, is: fn(&Kind) -> bool) -> bool {
    document.annotations_at(extent.start).iter().any(|own| is(&own.kind) && own.extent == extent)
}

/// Whether a text is one bracket that tells of an illustration.
fn is_whole(text: &str, habits: &Habits) -> bool {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    inner.is_some_and(|inner| habits.bracket(inner) == Some(BracketMeaning::Illustration) && closes_last(text))
}

/// Whether the first bracket is closed by the last.
fn closes_last(text: &str) -> bool {
    let mut open = 0_i32;
    let close = text.bytes().position(|b| {
        open += i32::from(b == b'[') - i32::from(b == b']');
        open == 0
    });
    close == Some(text.len() - 1)
}

/// Whether what stands in brackets gives the legend of an illustration, which is text.
pub(in crate::structure) fn has_legend(text: &str) -> bool {
    text.split_once(':').is_some_and(|(_, legend)| legend.contains(char::is_alphanumeric))
}

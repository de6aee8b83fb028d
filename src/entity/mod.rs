//! What the words name: dates, and after them what brackets mean.

mod bracket;

use crate::date::{self, Years};
use crate::document::{Annotation, BlockKind, Document, Extent, Kind, Zone};

/// Adds dates to `document`, and decides what its brackets mean. Reads nothing but the document.
pub fn annotate(document: &mut Document) {
    dates(document);
    bracket::decide(document);
}

fn dates(document: &mut Document) {
    let mut found = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        let is_text = document.is_leaf(index) && !matches!(block.zone, Zone::Dropped(_)) && !block.extent.is_empty();
        if is_text {
            let years = if is_bibliographic(block.kind) { Years::Anywhere } else { Years::AfterPreposition };
            let base = block.extent.start as usize;
            found.extend(date::find(document.str(block.extent), years).into_iter().map(|own| Annotation {
                extent: Extent::new(base + own.range.start, base + own.range.end),
                kind: Kind::Date(Box::new(own.date)),
            }));
        }
    }
    document.annotations.extend(found);
    document.sort_annotations();
}

/// Whether a number of four digits in such a block is a year.
fn is_bibliographic(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Statement | BlockKind::Trailer | BlockKind::DocDate | BlockKind::Dateline)
}

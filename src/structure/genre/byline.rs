//! By whom a part of the text is, below its heading: "By H. KELLY" in a periodical or an anthology.

use crate::convention::Habits;
use crate::document::{BlockKind, Document, Zone};
use crate::structure::name;
use crate::structure::title_line::is_byline;

/// Marks the lines right below headings that say so.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    const LONGEST: usize = 120;
    for index in 1..document.blocks.len() {
        let (heading, own) = (document.blocks[index - 1], document.blocks[index]);
        let is_below = matches!(heading.kind, BlockKind::Heading(_)) && heading.zone == Zone::Body;
        if !is_below || own.kind != BlockKind::Paragraph || own.zone != Zone::Body || own.depth > 0 {
            continue;
        }
        let text = document.str(own.extent);
        let names =
            |len: usize| name::is_person(text[len..].trim_end_matches('.'), habits) || name::at_start(&text[len..], habits).is_some();
        if text.len() <= LONGEST && is_byline(text, habits) && habits.byline(text).is_some_and(names) {
            document.blocks[index].kind = BlockKind::Byline;
        }
    }
}

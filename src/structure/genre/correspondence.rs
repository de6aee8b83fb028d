//! Who sent a letter, whence and when, and who received it: from what the transcription states, and from the letter itself.

use super::letter;
use crate::document::{BlockKind, Correspondence, Document, Extent, Genre, Part, PersonRole, StatementKind, Zone};

/// Draws the facts of the correspondence from the header and the ends of the letter. A text of which no recipient is known
/// is a letter only where its title says so and it is signed, or where salutation, closing words and signature all stand in it.
pub(in crate::structure) fn gather(document: &mut Document) {
    let recipient = stated(document, StatementKind::Recipient);
    let signature = last(document, BlockKind::Signature);
    let is_letter = document.header.genre == Some(Genre::Letter) && signature.is_some();
    let has = |kind| last(document, kind).is_some();
    let is_addressed = has(BlockKind::Salutation) && has(BlockKind::Closer) && signature.is_some();
    if letter::is_collection(document) || recipient.is_none() && !is_letter && !is_addressed {
        return;
    }
    let sender = authors(document).or(signature);
    let creation = document.header.creation.as_ref();
    let place = stated(document, StatementKind::Location).or_else(|| creation.and_then(|own| own.place));
    let date = creation.map(|own| own.date);
    document.header.genre = document.header.genre.or(Some(Genre::Letter));
    document.header.correspondence = Some(Correspondence { sender, recipient, place, date });
}

/// The first part of a statement of this kind.
fn stated(document: &Document, kind: StatementKind) -> Option<Extent> {
    let own = document.header.statements.iter().filter(|statement| statement.kind == kind);
    let is_fit = |part: &Part| matches!(part, Part::Person | Part::Place);
    own.flat_map(|statement| &statement.parts).find(|(part, extent)| is_fit(part) && !extent.is_empty()).map(|&(_, extent)| extent)
}

fn authors(document: &Document) -> Option<Extent> {
    document.header.people.iter().find(|person| person.role == PersonRole::Author).map(|person| person.name)
}

/// The last block of the body of this kind, without the punctuation at its end.
fn last(document: &Document, kind: BlockKind) -> Option<Extent> {
    let block = document.blocks.iter().rev().find(|block| block.zone == Zone::Body && block.kind == kind)?;
    let text = document.str(block.extent).trim_end_matches([',', ' ']);
    Some(Extent::new(block.extent.start as usize, block.extent.start as usize + text.len()))
}

//! Where names overlap with what is known already: the one place that decides.
//!
//! A name is whole or not at all. It gives way to dates, and to titles of works around it; a place may stand inside an
//! organisation. Emphasis gives way to it, which the writer sees to.

use super::found::{CAPITALS, DRAFTED, Found, PERSON_CONTEXT};
use super::reading::Reading;
use crate::document::{Document, Extent, Kind, MentionKind, Rend};

/// Takes out the names that cannot stand.
pub(super) fn resolve(document: &Document, reading: &Reading<'_>, names: &mut Vec<Found>) {
    let fixed: Vec<(Extent, bool)> =
        document.annotations.iter().filter_map(|a| fixed(&a.kind).map(|is_whole| (a.extent, is_whole))).collect();
    let italics: Vec<Extent> = document
        .annotations
        .iter()
        .filter(|a| a.kind == Kind::Emphasis(Rend::Italic) && document.str(a.extent).contains(' '))
        .map(|a| a.extent)
        .collect();
    let mut first = 0;
    let mut italic = 0;
    let mut around: Option<(Extent, MentionKind)> = None;
    names.retain(|found| {
        let extent = reading.extent(found.first, found.last);
        while fixed.get(first).is_some_and(|(other, _)| other.end <= extent.start) {
            first += 1;
        }
        let crosses = fixed[first..]
            .iter()
            .take_while(|(other, _)| other.start < extent.end)
            .any(|&(other, is_opaque)| other.overlaps(extent) && (is_opaque || !other.contains(extent) && !extent.contains(other)));
        let is_nested = around.is_some_and(|(outer, kind)| {
            outer.overlaps(extent) && !(kind == MentionKind::Organisation && found.kind == MentionKind::Place && outer.contains(extent))
        });
        while italics.get(italic).is_some_and(|other| other.end <= extent.start) {
            italic += 1;
        }
        let is_guess = std::ptr::eq(found.rule, &raw const DRAFTED)
            || std::ptr::eq(found.rule, &raw const CAPITALS)
            || std::ptr::eq(found.rule, &raw const PERSON_CONTEXT);
        let is_set_off = is_guess && italics.get(italic).is_some_and(|other| other.contains(extent));
        let stands = !crosses && !is_nested && !is_set_off;
        if stands && around.is_none_or(|(outer, _)| !outer.contains(extent)) {
            around = Some((extent, found.kind));
        }
        stands
    });
}

/// What a name cannot cross, and whether it cannot stand inside either.
pub(super) const fn fixed(kind: &Kind) -> Option<bool> {
    match kind {
        Kind::Date(_) | Kind::Title(_) | Kind::Mention(_) | Kind::Figure(_) | Kind::Gap(_) => Some(true),
        Kind::Quotation
        | Kind::Bracket
        | Kind::Supplied
        | Kind::Gloss
        | Kind::Comment
        | Kind::Margin
        | Kind::Sic
        | Kind::Unclear
        | Kind::Link(_)
        | Kind::NoteReference(_) => Some(false),
        _ => None,
    }
}

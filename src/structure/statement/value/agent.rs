//! Who did what to a text, and for whom.

use crate::convention::{CreditRole, Habits};
use crate::document::{Extent, Kind, Part};
use crate::structure::name;

use super::{Reader, is_publisher};
use crate::structure::statement::credit;

impl Reader<'_> {
    /// The value without the brackets of a list in YAML: `[Ada Quill, "Ann Lee"]`.
    fn unlisted(&self) -> Extent {
        let text = self.str(self.value);
        let list = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
        list.map_or(self.value, |list| self.document.extent_of(list))
    }

    /// "Salil Sen for MIA, 2009", "for marxists.org by Mitch Abidor", "Sally Ryan & Einde O'Callaghan", "by Eden and Cedar Paul".
    pub(super) fn agents(&self) -> Vec<(Part, Extent)> {
        let mut parts: Vec<(Part, Extent)> = self.dates.iter().map(|(extent, _)| (Part::Date, *extent)).collect();
        let value = self.unlisted();
        let base = value.start as usize;
        if let Some(body) = self.linked_body() {
            parts.push((Part::Organisation, body));
            return parts;
        }
        let pieces = credit::pieces(self.str(value), self.habits).into_iter().map(|piece| {
            let extent = Extent::new(base + piece.range.start, base + piece.range.end);
            (piece.role, piece.is_listed, extent)
        });
        let pieces: Vec<(CreditRole, bool, Extent)> = pieces.collect();
        let has_known = pieces.iter().any(|(_, _, piece)| name::is_person(self.str(self.trimmed(*piece)), self.habits));
        for (role, is_listed, piece) in pieces {
            let piece = self.without_date(piece);
            let piece = self.without_article(self.trimmed(piece));
            let text = self.str(piece);
            if text.is_empty() {
                continue;
            }
            if role == CreditRole::For && !name::is_person(text, self.habits) || is_organisation(text, self.habits) {
                // "by Ann Roe (from images made available by The Internet Archive)"
                let is_of_another = role == CreditRole::By && parts.iter().any(|(part, _)| *part == Part::Person);
                parts.extend((!is_of_another).then_some((Part::Organisation, piece)));
            } else if name::is_person(text, self.habits)
                || is_listed
                    && (name::has_shape(text, self.habits) || role == CreditRole::By && !text.contains(' '))
                    && !is_publisher(text, self.habits)
                || !has_known && name::is_name(text, self.habits) && (text.contains(' ') || role == CreditRole::By)
            {
                let names = name::in_a_row(text, self.habits).into_iter().map(|name| (Part::Person, self.document.extent_of(name)));
                parts.extend(names);
            }
        }
        parts
    }

    /// "[Socialist Party of Roth](address)": a link that is all of the value names a body as a whole.
    fn linked_body(&self) -> Option<Extent> {
        let value = self.trimmed(self.value);
        let is_linked = self.document.annotations_in(value).iter().any(|a| matches!(a.kind, Kind::Link(_)) && a.extent == value);
        (is_linked && is_organisation(self.str(value), self.habits)).then_some(value)
    }

    fn without_article(&self, piece: Extent) -> Extent {
        let text = self.str(piece);
        let rest = if text.starts_with(char::is_lowercase) { self.habits.names.without_article(text) } else { text };
        Extent { start: piece.end - rest.len() as u32, ..piece }
    }

    /// "Lafargue Internet Archive (marxists.org) 2000".
    pub(super) fn online(&self) -> Vec<(Part, Extent)> {
        let text = self.str(self.value);
        let end = self.dates.first().map_or(self.value.end, |(date, _)| date.start);
        let stop = text.find(['(', ';', ',', '.']).map_or(end, |at| (self.value.start + at as u32).min(end));
        let organisation = self.without_article(self.trimmed(Extent { end: stop, ..self.value }));
        let dates = self.dates.iter().map(|(extent, _)| (Part::Date, *extent));
        std::iter::once((Part::Organisation, organisation)).filter(|(_, extent)| !extent.is_empty()).chain(dates).collect()
    }
}

fn is_organisation(text: &str, habits: &Habits) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    text.len() <= 90 && words.any(|word| habits.bibliography.organisation.contains(word.trim_end_matches('.')))
}

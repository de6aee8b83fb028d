//! Statements and references that are read by the sentences of a convention.

use crate::convention::{Habits, Said};
use crate::date;
use crate::document::{Document, Extent, Part, StatementKind};

/// A longer slot than this holds more than its name says, in bytes.
const MAX_SLOT: usize = 200;
/// A number is no longer, in bytes.
const MAX_NUMBER: usize = 40;

/// What a line says by a sentence of its own, and of what.
pub(super) fn stated(habits: &Habits, text: &str) -> Option<(StatementKind, Said)> {
    habits.sentence(text, |part, own| fits(habits, part, own))
}

/// The parts of a statement of this kind, where a sentence of the convention tells them.
pub(super) fn parts(document: &Document, habits: &Habits, kind: StatementKind, extent: Extent) -> Option<Vec<(Part, Extent)>> {
    let (_, said) = stated(habits, document.str(extent)).filter(|&(own, _)| own == kind)?;
    Some(placed(document, habits, extent, said))
}

/// The parts of a piece of a reference: "vol. VI, no. 10".
pub(super) fn piece(document: &Document, habits: &Habits, extent: Extent) -> Option<Vec<(Part, Extent)>> {
    let said = habits.bibliography.piece(document.str(extent), |part, own| fits(habits, part, own))?;
    Some(placed(document, habits, extent, said))
}

fn placed(document: &Document, habits: &Habits, whole: Extent, said: Said) -> Vec<(Part, Extent)> {
    let start = whole.start as usize;
    let placed = said.parts.into_iter().map(|(part, own)| (part, Extent::new(start + own.start, start + own.end)));
    placed.map(|(part, extent)| (part, with_unit(document, habits, part, whole, extent))).collect()
}

/// A number with the word before it that says of what: "vol. VI".
fn with_unit(document: &Document, habits: &Habits, part: Part, whole: Extent, number: Extent) -> Extent {
    let words = &habits.bibliography;
    let known = match part {
        Part::Volume => &words.volume,
        Part::Issue => &words.issue,
        Part::Page => &words.page,
        _ => return number,
    };
    let before = document.text[whole.start as usize..number.start as usize].trim_end();
    let word = before.rsplit([' ', '\n', '(', ',']).next().unwrap_or_default();
    let start = whole.start as usize + before.len() - word.len();
    if known.contains(word) || known.contains(word.trim_end_matches('.')) { Extent { start: start as u32, ..number } } else { number }
}

/// Whether a slot for `part` may hold `text`.
fn fits(habits: &Habits, part: Part, text: &str) -> bool {
    let text = text.trim();
    text.len() <= MAX_SLOT
        && match part {
            Part::Date | Part::Period => date::whole(text).is_some(),
            Part::Volume | Part::Issue | Part::Page => is_number(habits, text),
            Part::Person => text.starts_with(char::is_uppercase) && !text.contains(|c: char| c.is_ascii_digit()),
            Part::Remark | Part::Licence => !text.is_empty(),
            _ => text.starts_with(|c: char| !c.is_lowercase() && !c.is_whitespace()),
        }
}

/// `12`, `3-4`, `XII`, `xii`, "Two".
fn is_number(habits: &Habits, text: &str) -> bool {
    let is_digits = text.starts_with(|c: char| c.is_ascii_digit());
    let is_one_word = !text.contains([' ', '\n']);
    let is_roman =
        is_one_word && text.split(['-', '–', '/']).all(|own| !own.is_empty() && own.bytes().all(|b| b"IVXLCDMivxlcdm".contains(&b)));
    text.len() <= MAX_NUMBER && (is_digits || is_roman || habits.bibliography.number.contains(text))
}

//! Headings that name what they open: "Act II", "Scene 3", "Article 5", "§ 12", "Canto IV", the date of a diary's entry.

use crate::convention::Habits;
use crate::date::{self, Years};
use crate::document::{Annotation, Block, BlockKind, DivisionKind, Document, Extent, Kind, Zone};
use crate::structure::name;

/// Says of each such heading what kind of division it opens, and of its number where that stands.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let headings: Vec<Extent> = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)) && block.zone == Zone::Body)
        .map(|block| block.extent)
        .collect();
    let entries: Vec<bool> = headings.iter().map(|&extent| is_entry(document.str(extent))).collect();
    let is_diary = entries.iter().filter(|is_entry| **is_entry).count() > 1;
    for (extent, is_entry) in headings.into_iter().zip(entries) {
        let first = document.str(extent).lines().next().unwrap_or_default();
        let named = named(first, habits).or_else(|| (is_diary && is_entry).then_some((DivisionKind::Entry, None)));
        if let Some((division, number)) = named {
            document.annotations.push(Annotation { extent, kind: Kind::Division(division, number.map(Into::into)) });
        }
    }
    document.sort_annotations();
}

/// Takes the name of a chapter into the heading that has its number: "CHAPTER I" and "THE MILLER OF DEE" below it.
pub(in crate::structure) fn name(document: &mut Document, habits: &Habits) {
    const MAX: u32 = 90;
    let mut keep = vec![true; document.blocks.len()];
    for (index, kept) in keep.iter_mut().enumerate().skip(1) {
        let (heading, own) = (document.blocks[index - 1], document.blocks[index]);
        let is_heading = matches!(heading.kind, BlockKind::Heading(_)) && heading.zone == Zone::Body;
        let follows = own.kind == BlockKind::Paragraph && own.zone == Zone::Body && own.extent.start == heading.extent.end + 1;
        let text = document.str(own.extent);
        let is_numbered = || text.bytes().take(8).any(|b| b.is_ascii_digit());
        let is_name = || {
            own.extent.end - own.extent.start <= MAX
                && text.chars().filter(|c| c.is_uppercase()).count() > 3
                && !text.contains(char::is_lowercase)
        };
        if is_heading && follows && is_name() && !is_numbered() && is_number_alone(document.str(heading.extent), habits) {
            let end = Extent { start: heading.extent.end, end: own.extent.start };
            document.annotations.push(Annotation { extent: end, kind: Kind::LineBreak { in_word: false } });
            document.blocks[index - 1].extent.end = own.extent.end;
            *kept = false;
        }
    }
    if keep.contains(&false) {
        document.retain_blocks(&keep);
        document.sort_annotations();
    }
}

/// "CHAPTER I", "II.".
fn is_number_alone(heading: &str, habits: &Habits) -> bool {
    let bare = heading.trim_end_matches('.');
    rank(heading, habits).is_some() && !habits.heads_part(heading) && !is_numbered_line(heading)
        || !bare.is_empty() && bare.chars().all(|c| "IVXLC".contains(c))
}

/// "Act II" to an act and its number: the word first, or the number first as in "2. Akt".
fn named<'t>(text: &'t str, habits: &Habits) -> Option<(DivisionKind, Option<&'t str>)> {
    // "The First Act."
    let text = habits.names.without_article(text.trim());
    let (division, len) = match habits.division(text) {
        Some(found) => found,
        None => return ordered(text, habits),
    };
    let rest = text[len..].trim_start();
    let rest = habits.names.without_article(rest);
    let number = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    is_number(number, habits).then_some((division, Some(number)))
}

/// Whether a line is the name and number of a chapter, book or the like, and nothing else: "CHAPTER V", "Часть I", or
/// "PREFACE".
pub(in crate::structure) fn stands_alone(text: &str, habits: &Habits) -> bool {
    rank(text, habits).is_some()
}

/// The level of the heading that a line is by its name and number alone, or as "PREFACE", below a title of level 1; clauses
/// are no headings.
fn rank(text: &str, habits: &Habits) -> Option<u8> {
    /// Longer lines are the name of no division, in bytes.
    const LONGEST: usize = 120;
    if text.len() > LONGEST {
        return None;
    }
    if !text.contains(char::is_lowercase) && habits.heads_part(text) {
        return Some(2);
    }
    if is_numbered_line(text) {
        return Some(3);
    }
    let text = habits.names.without_article(text.trim().trim_end_matches(['.', ':']));
    if text.split_whitespace().take(3).count() != 2 && !is_titled(text, habits) {
        return None;
    }
    match named(text, habits)? {
        (DivisionKind::Book | DivisionKind::Part | DivisionKind::Act, Some(_)) => Some(2),
        (DivisionKind::Chapter | DivisionKind::Scene | DivisionKind::Letter, Some(_)) => Some(3),
        _ => None,
    }
}

/// "CHAPTER I. THE MILLER OF DEE", "PART FIVE Work and Wages": the title of a division on the line of its number, its name in
/// capitals; of a list of contents the number of a page ends the line.
fn is_titled(text: &str, habits: &Habits) -> bool {
    const LONGEST: usize = 90;
    let mut words = text.split_whitespace();
    let (Some(name), Some(number)) = (words.next(), words.next()) else { return false };
    let number = number.trim_end_matches(['.', ':', ',', '-', '—', '–']);
    let is_capital = |word: &str| word.chars().count() > 3 && !word.contains(|c: char| !c.is_uppercase());
    let is_set_so = number.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) && is_number(number, habits);
    let mut rest = words.skip_while(|word| !word.contains(char::is_alphanumeric));
    is_capital(name)
        && is_set_so
        && text.len() <= LONGEST
        && !text.contains(['\n', ';'])
        && !text.ends_with(|c: char| c.is_ascii_digit() || ",;-".contains(c))
        && rest.next().is_some_and(|word| word.trim_start_matches(['"', '“', '‘']).starts_with(char::is_uppercase))
        && name::is_mostly_names(text)
}

/// "XII.--TO MRS. DUNLOP.", "II.-To ELLISON BEGBIE.": a number in Roman figures and, behind a dash, a line in capitals, the first
/// word aside.
fn is_numbered_line(text: &str) -> bool {
    const DASHES: [char; 3] = ['-', '—', '–'];
    let rest = text.trim_start_matches(['I', 'V', 'X', 'L', 'C']);
    let Some(line) = rest.strip_prefix('.').filter(|line| rest.len() < text.len() && line.starts_with(DASHES)) else { return false };
    let mut words = line.trim_start_matches(DASHES).split_whitespace();
    let begins = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    begins && words.clone().count() > 0 && words.all(|word| !word.contains(char::is_lowercase))
}

/// Makes headings of the lines that are the name and number of a division alone; a list of them is one of contents, but "PART
/// ONE" and "BOOK ONE" are none.
pub(in crate::structure) fn open(document: &mut Document, habits: &Habits) {
    let level = |index: usize| {
        let block: &Block = document.blocks.get(index)?;
        let is_line = block.kind == BlockKind::Paragraph && block.zone == Zone::Body && block.depth == 0;
        if is_line { rank(document.str(block.extent), habits) } else { None }
    };
    let levels: Vec<Option<u8>> = (0..document.blocks.len()).map(level).collect();
    let word = |index: usize| document.str(document.blocks[index].extent).split_whitespace().next().map(str::to_lowercase);
    let listed = |index: usize| {
        let is_same = |other: usize| levels.get(other).is_some_and(|level| *level == levels[index]) && word(other) == word(index);
        levels[index].is_some() && (is_same(index + 1) || index > 0 && is_same(index - 1))
    };
    let listed: Vec<bool> = (0..levels.len()).map(listed).collect();
    for (index, is_listed) in listed.into_iter().enumerate() {
        if let Some(level) = levels[index].filter(|_| !is_listed) {
            document.blocks[index].kind = BlockKind::Heading(level);
        }
    }
}

/// "2. Akt", "Erster Auftritt", "Действие первое" has the word first; here it comes last.
fn ordered<'t>(text: &'t str, habits: &Habits) -> Option<(DivisionKind, Option<&'t str>)> {
    let (first, rest) = text.split_once(' ')?;
    let number = first.trim_end_matches('.');
    let (division, len) = habits.division(rest)?;
    let is_whole = rest[len..].trim_matches(['.', ' ', ':']).is_empty();
    (is_whole && is_number(number, habits)).then_some((division, Some(number)))
}

/// `12`, `12a`, `IV`, "first", "erster".
fn is_number(word: &str, habits: &Habits) -> bool {
    let is_roman = !word.is_empty() && word.chars().all(|c| "IVXLCDM".contains(c));
    let is_arabic = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 5;
    is_roman || is_arabic || habits.is_ordinal(word)
}

/// "12 May 1893", "Monday, January 3rd, 1870".
fn is_entry(text: &str) -> bool {
    const MAX_MORE: usize = 24;
    let found = date::find(text, Years::Anywhere);
    found.first().is_some_and(|own| own.range.len() > 4 && text.len() - own.range.len() <= MAX_MORE && text[..own.range.start].len() <= 16)
}

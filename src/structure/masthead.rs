//! The head of a page that begins with the year alone: below it a rubric of the site, what the text is from, the title, and who
//! it is by. Where the title stands is told by what is below the author.

use crate::convention::Habits;
use crate::date::{self, Years};
use crate::document::{BlockKind, Document};
use crate::structure::genre::division;
use crate::structure::name;
use crate::structure::title_line::is_date;

/// What the blocks of such a head are.
pub(super) struct Masthead {
    pub(super) title: usize,
    /// What is neither the title nor who the text is by, nor when it is from.
    pub(super) about: Vec<usize>,
}

/// Reads the head of a page of which the first block is a year.
pub(super) fn read(document: &Document, units: &[usize], habits: &Habits) -> Option<Masthead> {
    const NEAR: usize = 10;
    let text = |n: usize| document.str(document.blocks[units[n]].extent).trim();
    let near = units.iter().take(NEAR).take_while(|&&index| document.blocks[index].kind == BlockKind::Paragraph).count();
    if near < 3 || !is_year(text(0)) {
        return None;
    }
    let author = (2..near).find(|&n| name::are_persons(text(n), habits))?;
    let is_title = |n: usize| {
        let text = text(n);
        text.len() <= MAX_TITLE && !is_date(text) && !text.ends_with(['.', ';', ':', ',']) && !division::stands_alone(text, habits)
    };
    let is_dated = |n: usize| n < near && text(n).len() <= MAX_TITLE && has_date(text(n));
    let is_below = author + 1 < near && is_title(author + 1) && is_dated(author + 2);
    let title = if is_below { author + 1 } else { author - 1 };
    if !is_title(title) {
        return None;
    }
    // "n°301, 19 mai 1849", the issue of the paper.
    let issue = (title + 1..near).take(1).filter(|&n| is_below && !is_date(text(n)));
    let about = (1..author).filter(|&n| n != title).chain(issue).map(|n| units[n]).collect();
    Some(Masthead { title: units[title], about })
}

/// A line of a title is no longer, in bytes.
const MAX_TITLE: usize = 160;

/// "1922", "1848-49".
fn is_year(text: &str) -> bool {
    const YEAR: usize = 4;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_rest = |rest: &str| rest.bytes().all(|b| b.is_ascii_digit());
    digits == YEAR && (text.len() == YEAR || text[YEAR..].strip_prefix(['-', '–', '/']).is_some_and(is_rest))
}

fn has_date(text: &str) -> bool {
    !date::find(text, Years::Anywhere).is_empty()
}

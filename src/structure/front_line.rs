//! Which short lines before the text are of the title page.

use crate::convention::Habits;
use crate::document::Document;
use crate::structure::front::{Lead, SHORT, is_heading, is_running};
use crate::structure::genre::letter;
use crate::structure::title_line::{before_marker, is_byline, is_date, is_in_capitals, is_prose, is_speaker, names_printer};
use crate::structure::{name, statement, title};

/// A title page has no more lines.
const MAX_LINES: usize = 12;

/// A short line, and what stands about it.
#[derive(Clone, Copy)]
pub(super) struct Line<'d> {
    pub(super) document: &'d Document,
    pub(super) habits: &'d Habits,
    pub(super) index: usize,
    pub(super) text: &'d str,
    /// The block below, rules aside.
    pub(super) next: Option<usize>,
}

impl Line<'_> {
    /// Whether running text follows.
    fn precedes_text(&self) -> bool {
        let is_text =
            |next: usize| is_running(self.document, next) && !statement::is_one(self.document, &self.document.blocks[next], self.habits);
        self.next.is_some_and(is_text)
    }

    /// Whether what follows tells of the text: "A Declaration of the Left Wing.", above its date.
    fn precedes_detail(&self) -> bool {
        let tells = |next: usize| {
            let (block, text) = (&self.document.blocks[next], self.document.str(self.document.blocks[next].extent));
            is_date(text) || is_byline(text, self.habits) || statement::is_one(self.document, block, self.habits)
        };
        self.next.is_some_and(tells)
    }

    /// Whether it is a sentence by its end: one that a colon closes, where text or other words follow.
    fn is_sentence(&self, precedes_text: bool) -> bool {
        // "Of this the ministers say:"
        let leads_on = |next: usize| self.document.str(self.document.blocks[next].extent).starts_with(['"', '“', '„', '«', '—']);
        let is_open = self.text.ends_with(':') && (precedes_text || self.next.is_some_and(leads_on));
        let is_closed = before_marker(self.text).ends_with(['.', '!', '?', ';', ',', '-']);
        is_closed && !is_in_capitals(self.document, self.index) || is_open || is_said(self.text)
    }
}

/// "»Wait, I shall take you on board.«": a whole sentence that somebody says.
fn is_said(text: &str) -> bool {
    const WORDS: usize = 4;
    let inner = text.trim_matches(['"', '“', '”', '«', '»', '„']);
    let is_quoted = inner.len() < text.len() && text.starts_with(['"', '“', '«', '»', '„']) && text.ends_with(['"', '”', '“', '»', '«']);
    is_quoted && inner.ends_with(['.', ',', '!', '?']) && inner.split_whitespace().count() > WORDS
}

impl Lead {
    /// Whether a short line belongs to the title page: before the title a running head, after it a date or byline, and
    /// where there is no heading at all the title itself and its subtitle.
    pub(super) fn takes_line(&self, line: &Line<'_>, has_heading: bool, has_title: bool) -> bool {
        let is_printed = self.last(line.document).is_some_and(names_printer) && !is_date(line.text);
        if self.blocks.len() >= MAX_LINES || is_printed || self.is_of_text(line, has_heading) {
            return false;
        }
        if has_heading { self.takes_by_heading(line, has_title) } else { self.takes_without_heading(line) }
    }

    /// Whether a line is none of a title page, whatever stands about it there.
    fn is_of_text(&self, line: &Line<'_>, has_heading: bool) -> bool {
        let Line { document, habits, text, .. } = *line;
        let is_worded = (text.contains(char::is_alphabetic) || is_date(text)) && !text.starts_with(['%', '=', '/', '<', '{', '|']);
        let is_address = text.contains('\n') && text.lines().next().is_some_and(|line| letter::is_addressed_to(line, habits));
        // "[1]", the leaf of a letter, above its date.
        let is_leaf = || text.split_once('\n').is_some_and(|(first, _)| is_bracketed_number(first));
        !is_worded
            || is_address
            || is_leaf()
            // "Groom:   Calvin Roe": the lines of a form.
            || text.contains(":  ")
            || self.blocks.is_empty() && line.next.is_some_and(|next| is_speaker(document, text, next))
            || is_prose(text)
            || self.opens_letter(line, has_heading)
            || letter::is_salutation(text, habits)
    }

    /// Whether a dateline stands above a salutation, or right above the text: "Heytesbury Camp, 16th March 1918" is no title.
    fn opens_letter(&self, line: &Line<'_>, has_heading: bool) -> bool {
        let Line { document, habits, text, .. } = *line;
        let greets = |next: usize| letter::is_salutation(document.str(document.blocks[next].extent), habits);
        let is_no_title = |next: usize| {
            self.blocks.is_empty() && !has_heading && !is_date(text) && habits.genre(text).is_none() && is_running(document, next)
        };
        letter::is_dateline(text, habits) && line.next.is_some_and(|next| greets(next) || is_no_title(next))
    }

    /// Whether a line says when and by whom the text was written.
    fn is_detail(&self, line: &Line<'_>) -> bool {
        let Line { document, habits, text, .. } = *line;
        let is_detail_line = |line: &str| is_date(line) || name::are_persons(line, habits);
        is_date(text)
            || !self.blocks.is_empty() && names_printer(text)
            // "Louise Petit / 3 May 1907"
            || text.contains('\n') && text.lines().all(is_detail_line)
            || is_byline(text, habits)
            || self.last(document).is_some_and(|last| habits.is_byline_opening(last))
            // "Karl Marx and Frederick Engels (1848)" right below the heading
            || self.ends_in_heading(document) && name::are_persons(title::without_date(text), habits)
    }

    /// Whether the line before is a heading.
    fn ends_in_heading(&self, document: &Document) -> bool {
        self.blocks.last().is_some_and(|&last| is_heading(&document.blocks[last]))
    }

    /// Of a page with a heading: what stands above the title, a date or byline, and what the title goes on with.
    fn takes_by_heading(&self, line: &Line<'_>, has_title: bool) -> bool {
        let Line { document, habits, text, .. } = *line;
        // Below "Rosa Luxemburg", which may be the title after all.
        let tells = self.ends_in_heading(document) && text.ends_with(['.', '!', '?']) && !name::is_mostly_names(text);
        !has_title && !tells || self.is_detail(line) || self.goes_on(document, habits, line.index)
    }

    /// Of a page without a heading: the title, its subtitle, a date or byline.
    fn takes_without_heading(&self, line: &Line<'_>) -> bool {
        let Line { document, habits, text, .. } = *line;
        let precedes_text = line.precedes_text();
        let is_sentence = line.is_sentence(precedes_text);
        let is_stopped_title = self.lacks(document, habits, true)
            && before_marker(text).ends_with(['.', '?', '!'])
            && text.len() <= SHORT / 2
            && line.precedes_detail();
        let is_author = self.lacks(document, habits, false) && name::are_persons(title::without_date(text), habits);
        let is_own_line = self.statements.len() == self.n_remarks || is_byline(text, habits) && !is_sentence;
        is_own_line
            && (self.is_detail(line)
                || is_author
                || is_stopped_title
                || !is_sentence && (!precedes_text || self.lacks(document, habits, true) || is_title_open(document, self.blocks.last())))
    }

    /// Whether all lines before are names or none is: below those of authors stands the title, below the title its author.
    fn lacks(&self, document: &Document, habits: &Habits, is_title: bool) -> bool {
        let is_named = |index: &usize| name::are_persons(document.str(document.blocks[*index].extent), habits);
        self.blocks.iter().all(|index| is_named(index) == is_title) && (is_title || !self.blocks.is_empty())
    }

    /// Whether a title of which the heading is the first line goes on: "T H E / W H O R E: / A  P O E M."
    fn goes_on(&self, document: &Document, habits: &Habits, index: usize) -> bool {
        let text = document.str(document.blocks[index].extent);
        self.last(document).is_some_and(|last| {
            let is_capital = !last.contains(char::is_lowercase) && is_in_capitals(document, index);
            is_capital && (habits.title_goes_on(last, text) || is_title_open(document, self.blocks.last()))
        })
    }

    /// The line before.
    fn last<'d>(&self, document: &'d Document) -> Option<&'d str> {
        self.blocks.last().map(|&last| document.str(document.blocks[last].extent))
    }
}

/// "[1]".
fn is_bracketed_number(line: &str) -> bool {
    let number = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether the title goes on, as a colon at its end says.
fn is_title_open(document: &Document, title: Option<&usize>) -> bool {
    title.is_some_and(|&index| document.str(document.blocks[index].extent).ends_with(':'))
}

//! What stands before the text: title, subtitles, author, date, and statements among them.

use crate::convention::Habits;
use crate::document::{Block, BlockKind, Document, StatementKind, Zone};
use crate::structure::front_line::Line;
use crate::structure::genre::{division, letter};
use crate::structure::masthead::{self, Masthead};
use crate::structure::title_line::{
    ends_in_year, heads_part, is_bracketed_date, is_byline, is_date, is_imprint, is_in_capitals, is_long_period, is_ornament, is_printed,
    is_remark, is_share, is_title_of, names_printer, names_volume, opens_text, remarks,
};
use crate::structure::{keyed, name, navigation, statement, title, title_page};

/// Finds the title page and the statements below it, and sets them apart from the text.
pub(super) fn set_apart(document: &mut Document, habits: &Habits) {
    let lead = Lead::read(document, habits);
    let about = lead.own_masthead().map_or(&[][..], |own| &own.about);
    for &index in lead.statements.iter().chain(about) {
        set(document, index, BlockKind::Statement, Zone::Header);
    }
    statement::read(document, habits);
    if title_page::set_apart(document, habits) {
        return take_pages(document);
    }
    let Some(title) = lead.title(document, habits) else { return };
    let kinds = lead.kinds(document, habits, title);
    for (&index, kind) in lead.blocks.iter().zip(kinds) {
        set(document, index, kind, Zone::Front);
    }
    take_pages(document);
    title::read(document, habits);
}

/// Takes the page breaks that stand before the title page, or in it, to it.
fn take_pages(document: &mut Document) {
    let last = document.blocks.iter().rposition(|block| block.zone == Zone::Front).unwrap_or(0);
    let is_text = |block: &Block| block.zone == Zone::Body && !matches!(block.kind, BlockKind::Rule | BlockKind::PageBreak);
    let first = document.blocks.iter().position(is_text).unwrap_or(last);
    let pages = document.blocks[..last.min(first)].iter_mut().filter(|block| block.kind == BlockKind::PageBreak && block.depth == 0);
    pages.for_each(|block| block.zone = Zone::Front);
}

/// The blocks before the first running text.
#[derive(Default)]
pub(super) struct Lead {
    /// Headings and short lines.
    pub(super) blocks: Vec<usize>,
    pub(super) statements: Vec<usize>,
    /// How many of these are a transcriber's remarks above the title.
    pub(super) n_remarks: usize,
    /// The head of a page that begins with the year.
    masthead: Option<Masthead>,
}

/// Running text is longer than this, in bytes.
pub(super) const SHORT: usize = 160;

impl Lead {
    fn read(document: &Document, habits: &Habits) -> Self {
        let mut lead = Self::default();
        let units = units(document);
        let has_heading = has_heading(document, habits, &units);
        let first_list = document.blocks.iter().position(|block| matches!(block.kind, BlockKind::List(_)) && block.zone == Zone::Body);
        let remarks = remarks(document, &units, habits);
        lead.masthead = if has_heading { None } else { masthead::read(document, &units, habits) };
        let mut has_title = false;
        let mut is_ruled = false;
        for (n, &index) in units.iter().enumerate().take_while(|&(_, &index)| first_list.is_none_or(|list| index < list)) {
            let block = &document.blocks[index];
            let text = document.str(block.extent);
            let next = units[n + 1..].iter().copied().find(|&index| document.blocks[index].kind != BlockKind::Rule);
            match block.kind {
                BlockKind::Rule => is_ruled |= has_title,
                BlockKind::PageBreak => {}
                BlockKind::Paragraph if lead.is_about(index) => {}
                BlockKind::Paragraph if is_bracketed_date(document, index) && !lead.blocks.is_empty() => lead.blocks.push(index),
                BlockKind::Heading(_) | BlockKind::Paragraph
                    if remarks.contains(&index) || lead.goes_on_remarking(document, habits, &units, n) =>
                {
                    lead.statements.push(index);
                    lead.n_remarks += usize::from(lead.blocks.is_empty());
                }
                BlockKind::Paragraph if is_ornament(document, block, habits) || text.trim().is_empty() => {}
                BlockKind::Heading(_) | BlockKind::Paragraph if n > 0 && is_of_notes(document, habits, index) => break,
                BlockKind::Heading(_) | BlockKind::Paragraph if !lead.blocks.is_empty() && opens_text(document, habits, index) => break,
                BlockKind::Paragraph if is_volume(document, habits, index, next) => lead.blocks.push(index),
                BlockKind::Paragraph if !lead.blocks.is_empty() && division::stands_alone(text, habits) => break,
                BlockKind::Heading(_) if !has_heading && !lead.blocks.is_empty() && heads_part(document, habits, index) => break,
                BlockKind::Heading(_) if has_title && heads_statements(document, habits, &units[n..]) => lead.statements.push(index),
                BlockKind::Heading(_) if has_title && statement::is_set_large(document, block, habits) => lead.statements.push(index),
                BlockKind::Heading(_) if lead.names_author(document, habits, index) => lead.blocks.push(index),
                BlockKind::Heading(_) if has_title && !lead.has(document, index) && is_section(document, habits, index, next, is_ruled) => {
                    break;
                }
                BlockKind::Heading(_) => {
                    has_title |= !is_author(document, text, habits);
                    lead.blocks.push(index);
                }
                BlockKind::Paragraph | BlockKind::Cell
                    if is_stated(document, habits, block, next.filter(|_| has_title))
                        || has_title && keyed::is_of_statements(document, habits, &units, n, &lead.statements) =>
                {
                    lead.statements.push(index);
                }
                BlockKind::Paragraph
                    if !is_running(document, index)
                        && lead.takes_line(&Line { document, habits, index, text, next }, has_heading, has_title) =>
                {
                    lead.blocks.push(index);
                }
                _ => break,
            }
        }
        lead
    }

    /// Whether a paragraph goes on with the transcriber's remark above the title: "Transcriber's Note: …" and sentences below it.
    fn goes_on_remarking(&self, document: &Document, habits: &Habits, units: &[usize], n: usize) -> bool {
        let begins = |index: usize| {
            let text = document.str(document.blocks[index].extent);
            habits.opening(text).is_some_and(|(kind, len)| kind == StatementKind::Other && text[len..].starts_with(':'))
        };
        let follows = n > 0 && self.statements.last() == Some(&units[n - 1]) && begins(self.statements[0]);
        // Below its last sentence stands the title.
        let leads_on = units.get(n + 1).is_some_and(|&next| is_remark(document, next) || !is_running(document, next));
        self.blocks.is_empty() && (n == 0 && begins(units[n]) || follows && leads_on && is_remark(document, units[n]))
    }

    /// Whether a block of the masthead only tells of the text.
    fn is_about(&self, index: usize) -> bool {
        self.masthead.as_ref().is_some_and(|own| own.about.contains(&index))
    }

    /// The masthead, if its title is of the lines that were taken.
    fn own_masthead(&self) -> Option<&Masthead> {
        self.masthead.as_ref().filter(|own| self.blocks.contains(&own.title))
    }

    /// Whether a heading far below the title's level, right below it, is the one name among the headings: whose the text is.
    fn names_author(&self, document: &Document, habits: &Habits, index: usize) -> bool {
        let level = |index: usize| if let BlockKind::Heading(level) = document.blocks[index].kind { level } else { 0 };
        let named = |own: &usize| level(*own) > 0 && name::is_person(document.str(document.blocks[*own].extent), habits);
        let [title] = self.blocks[..] else { return false };
        let is_far_below = level(title) > 0 && level(title) + 2 <= level(index);
        is_far_below && named(&index) && !named(&title) && !(index + 1..document.blocks.len()).any(|own| named(&own))
    }

    /// Whether the title page has these words: a half-title says the title before it.
    fn has(&self, document: &Document, index: usize) -> bool {
        let letters = |index: usize| document.str(document.blocks[index].extent).chars().filter(|c| c.is_alphanumeric());
        self.blocks.iter().any(|&own| letters(own).flat_map(char::to_lowercase).eq(letters(index).flat_map(char::to_lowercase)))
    }

    /// The first block that is, or begins with, a person's name: "James Connolly", "Paul Lafargue 1905".
    fn author(&self, document: &Document, habits: &Habits) -> Option<usize> {
        let text = |index: usize| document.str(document.blocks[index].extent);
        let is_named =
            |text: &str| is_author(document, text, habits) || name::at_start(text, habits).is_some_and(|name| is_date(&text[name.len()..]));
        self.blocks.iter().copied().find(|&index| is_named(text(index)))
    }

    /// What each block of the title page is; a title may go over several: "ESSAYS / IN / EUGENICS".
    fn kinds(&self, document: &Document, habits: &Habits, title: usize) -> Vec<BlockKind> {
        let text = |index: usize| document.str(document.blocks[index].extent);
        let mut kinds: Vec<BlockKind> = self.blocks.iter().map(|&index| front_kind(document, habits, index, title)).collect();
        for n in 1..kinds.len() {
            let (before, own) = (text(self.blocks[n - 1]), text(self.blocks[n]));
            kinds[n] = match (kinds[n - 1], kinds[n]) {
                (BlockKind::Title, BlockKind::Subtitle) if habits.title_goes_on(before, own) => BlockKind::Title,
                (BlockKind::Byline, BlockKind::Subtitle) if habits.is_byline_opening(before) => BlockKind::Byline,
                (BlockKind::Imprint, BlockKind::Subtitle) => BlockKind::Imprint,
                (BlockKind::Byline, BlockKind::Subtitle) if is_imprint(own, habits) || is_printed(document, self.blocks[n]) => {
                    BlockKind::Imprint
                }
                (BlockKind::Subtitle, BlockKind::Byline) if self.is_of_printer(document, habits, n) => {
                    kinds[n - 1] = BlockKind::Imprint;
                    BlockKind::Imprint
                }
                (BlockKind::Subtitle, BlockKind::Subtitle)
                    if names_volume(before, habits) && (is_imprint(own, habits) || ends_in_year(own)) =>
                {
                    BlockKind::Imprint
                }
                (_, kind) => kind,
            };
        }
        kinds
    }

    /// Whether the name on the line `n` is that of who printed the book: below a place in capitals, and who the book is by is said
    /// above: "BY / ANN ROE", "LONDON", "JOHN HAY,".
    fn is_of_printer(&self, document: &Document, habits: &Habits, n: usize) -> bool {
        let text = |n: usize| document.str(document.blocks[self.blocks[n]].extent);
        let is_place = |line: &str| !line.contains(char::is_lowercase) && line.split_whitespace().count() <= 2;
        let is_said = (0..n - 1).any(|own| is_byline(text(own), habits));
        !is_byline(text(n), habits) && is_place(text(n - 1)) && is_said && !is_heading(&document.blocks[self.blocks[n]])
    }

    /// The block that is the main title.
    fn title(&self, document: &Document, habits: &Habits) -> Option<usize> {
        if let Some(own) = self.own_masthead() {
            return Some(own.title);
        }
        let stated = document.header.statements.iter().find(|s| s.kind == StatementKind::Title).map(|s| statement::value(document, s));
        let text = |index: usize| document.str(document.blocks[index].extent);
        let heads = || self.blocks.iter().copied().filter(|&index| is_heading(&document.blocks[index]) && !habits.is_contents(text(index)));
        if let Some(index) = heads().find(|&index| stated.is_some_and(|stated| is_title_of(stated, text(index)))) {
            return Some(index);
        }
        if let Some(stated) = stated.filter(|stated| stated.contains(char::is_alphabetic)) {
            return self.blocks.iter().copied().find(|&index| is_title_of(stated, text(index)));
        }
        let author = self.author(document, habits);
        let is_below_title = |index: usize| {
            let is_share = |first: usize| !is_heading(&document.blocks[first]) && is_share(text(index), habits);
            self.blocks.first().is_some_and(|&first| first < index && (is_printed(document, index) || is_share(first)))
        };
        // "Karl Marx / by Friedrich Engels": whom the text is about.
        let is_subject = |index: usize| {
            let next = self.blocks.iter().find(|&&next| next > index);
            next.is_some_and(|&next| habits.byline(text(next)).is_some())
        };
        // "TOM BERG / A Tale / By / ANN ROE": who the text is by is said below.
        let is_by_another = |index: usize| {
            let says_by = |own: &usize| {
                let is_whole = !is_heading(&document.blocks[index]) && is_byline(text(*own), habits);
                *own > index && (habits.is_byline_opening(text(*own)) || is_whole)
            };
            name::is_person(text(index), habits) && self.blocks.iter().any(says_by)
        };
        // A name that stands twice is not that of the author above the title.
        let is_about =
            |index: usize| is_subject(index) || is_by_another(index) || heads().filter(|&own| text(own) == text(index)).count() > 1;
        let is_title = |&index: &usize| {
            let is_named = is_author(document, text(index), habits) && author.is_none_or(|author| author >= index) && !is_about(index);
            !is_date(text(index)) && !is_named && !is_byline(text(index), habits) && !is_below_title(index) && !names_printer(text(index))
        };
        let level = |index: &usize| match document.blocks[*index].kind {
            BlockKind::Heading(level) => level,
            _ => u8::MAX,
        };
        heads()
            .filter(is_title)
            .min_by_key(level)
            .or_else(|| {
                heads()
                    .filter(|&index| !is_date(text(index)) && !is_byline(text(index), habits) && !is_below_title(index))
                    .filter(|&index| !names_printer(text(index)))
                    .min_by_key(|index| (std::cmp::Reverse(*index), level(index)))
            })
            .or_else(|| self.blocks.iter().copied().find(is_title))
    }
}

/// The blocks among which the title page may be.
fn units(document: &Document) -> Vec<usize> {
    const MOST: usize = 60;
    let is_own = |&index: &usize| document.is_leaf(index) && document.blocks[index].zone == Zone::Body;
    (0..document.blocks.len()).filter(is_own).take(MOST).collect()
}

/// Whether a heading stands before the running text that may be the title.
fn has_heading(document: &Document, habits: &Habits, units: &[usize]) -> bool {
    let lines = || units.iter().copied().take_while(|&index| !is_running(document, index));
    let is_printed = lines().take_while(|&index| !is_heading(&document.blocks[index])).any(|index| is_in_capitals(document, index));
    let heads = |index: usize| is_heading(&document.blocks[index]) && !is_of_notes(document, habits, index);
    let heads_part = |index: usize| heads_part(document, habits, index);
    // "CONTENTS" below the title is none.
    let lists = |index: usize| units[0] != index && habits.is_contents(document.str(document.blocks[index].extent));
    lines().any(|index| heads(index) && !(is_printed && heads_part(index)) && !lists(index))
}

/// Whether a block says where the text comes from; `next` is the block below it, where the title stands above.
fn is_stated(document: &Document, habits: &Habits, block: &Block, next: Option<usize>) -> bool {
    // "**Workers' Republic**, 30 June, 1900.": a periodical and a date, right below the title.
    let is_short = block.extent.end - block.extent.start < SHORT as u32;
    statement::is_one(document, block, habits)
        || block.kind == BlockKind::Paragraph && statement::is_masthead(document, block, habits)
        || next.is_some() && is_short && statement::is_credit(document, block, habits)
}

fn set(document: &mut Document, index: usize, kind: BlockKind, zone: Zone) {
    document.blocks[index].kind = kind;
    document.blocks[index].zone = zone;
}

pub(super) fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
}

fn is_of_notes(document: &Document, habits: &Habits, index: usize) -> bool {
    habits.is_notes_heading(document.str(document.blocks[index].extent))
}

/// "VOLUME VI" on a title page: below it stands who printed it where and when, and no text.
fn is_volume(document: &Document, habits: &Habits, index: usize, next: Option<usize>) -> bool {
    let text = document.str(document.blocks[index].extent);
    let is_detail = |text: &str| is_date(text) || is_byline(text, habits) || is_imprint(text, habits) || ends_in_year(text);
    names_volume(text, habits)
        && next.is_some_and(|next| !is_running(document, next) && is_detail(document.str(document.blocks[next].extent)))
}

pub(super) fn is_running(document: &Document, index: usize) -> bool {
    let block = &document.blocks[index];
    let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Line);
    is_text && ((block.extent.end - block.extent.start) as usize > SHORT || block.kind != BlockKind::Paragraph)
}

/// Whether a heading after the title opens a section: text follows it at once; or some line does, after a rule has closed
/// the title page or where others of its level come later.
fn is_section(document: &Document, habits: &Habits, index: usize, next: Option<usize>, is_ruled: bool) -> bool {
    let text = document.str(document.blocks[index].extent);
    let kind = document.blocks[index].kind;
    // "## by Daniel DeLeon" says whose the text is.
    if habits.byline(text).is_some_and(|len| name::is_person(&text[len..], habits)) {
        return false;
    }
    // "Notes" at the end is no section beside it.
    let is_sister = |block: &&Block| block.kind == kind && !habits.is_notes_heading(document.str(block.extent));
    let sister = document.blocks[index + 1..].iter().find(is_sister);
    let precedes_line = next.is_some_and(|next| is_line(document.blocks[next].kind));
    let precedes_part = next.is_some_and(|next| is_below(document.blocks[next].kind, kind));
    let is_dated = |text: &str| is_date(text) || letter::is_dateline(text, habits);
    // The first day of a diary is no date of the title: others follow.
    let is_entry = || sister.is_some_and(|sister| is_dated(document.str(sister.extent)));
    (!is_dated(text) || precedes_line && is_entry())
        && (precedes_text(document, habits, index, next)
            || precedes_line && (is_ruled || sister.is_some())
            || precedes_part && sister.is_some())
}

/// Whether text follows a heading at once; below one of a lower level a long sentence is text.
fn precedes_text(document: &Document, habits: &Habits, index: usize, next: Option<usize>) -> bool {
    let is_above = |next: usize| document.blocks[index + 1..next].iter().all(|block| block.kind != BlockKind::Rule);
    let level = |block: &Block| if let BlockKind::Heading(level) = block.kind { level } else { 0 };
    let is_deeper =
        document.blocks[..index].iter().map(level).max().is_some_and(|above| above > 0 && above < level(&document.blocks[index]));
    let is_sentence = |next: usize| {
        let (block, text) = (&document.blocks[next], document.str(document.blocks[next].extent));
        let is_prose = block.kind == BlockKind::Paragraph && text.len() > SHORT / 2 && text.ends_with(['.', '!', '?', '”', '"']);
        is_prose && !statement::is_one(document, block, habits)
    };
    next.is_some_and(|next| is_running(document, next) && is_above(next) || is_deeper && is_sentence(next))
}

const fn is_line(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Table | BlockKind::Stanza | BlockKind::Line)
}

/// Whether the first heading is of a lower rank than the second: it opens a part of its section.
fn is_below(first: BlockKind, second: BlockKind) -> bool {
    matches!((first, second), (BlockKind::Heading(first), BlockKind::Heading(second)) if first > second)
}

/// Whether nothing but statements stands between a heading and the next: "Abstract" above "Source: …" and "Transcribed: …".
fn heads_statements(document: &Document, habits: &Habits, units: &[usize]) -> bool {
    let mut blocks = units.iter().map(|&index| &document.blocks[index]);
    if !blocks.next().is_some_and(|heading| habits.heads_statements(document.str(heading.extent))) {
        return false;
    }
    let mut own = blocks.take_while(|block| !is_heading(block)).filter(|block| block.kind != BlockKind::Rule).peekable();
    own.peek().is_some() && own.all(|block| statement::is_one(document, block, habits))
}

/// Whether a line alone names who the text is by: a person, whose page it is, or "R.B."; an editor may have put it in brackets.
fn is_author(document: &Document, text: &str, habits: &Habits) -> bool {
    let bare = text.trim_matches(['[', ']']);
    let are_initials = bare.len() <= 8 && bare.matches('.').count() >= 2 && name::is_initials(bare);
    name::is_person(bare, habits) || are_initials || has_middle_initial(bare) || navigation::names_author(document, bare, habits)
}

/// "Moissaye J. Olgin".
fn has_middle_initial(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_named =
        |word: &str| word.chars().count() >= 3 && word.starts_with(char::is_uppercase) && word.chars().skip(1).all(|c| c.is_lowercase());
    matches!(words[..], [given, initial, surname] if is_named(given) && initial.len() == 2 && name::is_initials(initial) && is_named(surname))
}

fn front_kind(document: &Document, habits: &Habits, index: usize, title: usize) -> BlockKind {
    let text = document.str(document.blocks[index].extent);
    if text == document.str(document.blocks[title].extent) {
        if index == title { BlockKind::Title } else { BlockKind::Subtitle }
    } else if names_printer(text) {
        BlockKind::Imprint
    } else if title::is_dated_name(text, habits) {
        BlockKind::Byline
    } else if (is_date(text) || letter::is_dateline(text, habits)) && !is_long_period(text) {
        BlockKind::DocDate
    } else if is_byline(text, habits) || name::are_persons(title::without_date(text), habits) || is_author(document, text, habits) {
        BlockKind::Byline
    } else {
        BlockKind::Subtitle
    }
}

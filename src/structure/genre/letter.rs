//! How letters, and other texts, begin and end: dateline, salutation, closing words, signature, postscript.

use crate::convention::Habits;
use crate::date::{self, Years};
use crate::document::{Annotation, Block, BlockKind, Document, Extent, Kind, Zone};
use crate::structure::name;

use super::illustration;
use super::signed::{is_signed_date, name_and_dateline};

/// Marks the blocks at both ends of the text that are no running text.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    read(document, habits);
    part(document, habits);
}

fn read(document: &mut Document, habits: &Habits) {
    let body = candidates(document);
    if letters(document, habits, &body).len() < 2 {
        opening(document, habits, &body);
        closing(document, habits, &body);
        return;
    }
    address(document, habits);
    let body = candidates(document);
    opening(document, habits, &body);
    for letter in letters(document, habits, &body) {
        opening(document, habits, letter);
        closing(document, habits, letter);
    }
}

/// The blocks with words that are no headings.
fn candidates(document: &Document) -> Vec<usize> {
    (0..document.blocks.len()).filter(|&index| is_candidate(document, index)).collect()
}

/// The blocks of each letter of a collection: of the sections that begin with a salutation.
fn letters<'b>(document: &Document, habits: &Habits, body: &'b [usize]) -> Vec<&'b [usize]> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_)) && block.zone == Zone::Body;
    let sections = body.chunk_by(|&own, &next| !document.blocks[own..next].iter().any(is_heading));
    let is_addressed = |section: &&[usize]| {
        let mut first = section.iter().take(4).skip_while(|&&index| is_addressee(document, index, habits));
        first.any(|&index| {
            document.blocks[index].kind == BlockKind::Paragraph && greets(document.str(document.blocks[index].extent), habits)
        })
    };
    sections.filter(is_addressed).collect()
}

/// Takes whom a letter is to into the heading that gives its number: "454." and "TO STEPHAN VON BREUNING." below it.
fn address(document: &mut Document, habits: &Habits) {
    let mut keep = vec![true; document.blocks.len()];
    for (index, kept) in keep.iter_mut().enumerate().skip(1) {
        let (heading, own) = (document.blocks[index - 1], document.blocks[index]);
        let is_number = matches!(heading.kind, BlockKind::Heading(_)) && is_number(document.str(heading.extent), habits);
        let follows = own.kind == BlockKind::Paragraph && own.zone == Zone::Body && own.extent.start == heading.extent.end + 1;
        if is_number && follows && is_addressee(document, index, habits) {
            let end = Extent { start: heading.extent.end, end: own.extent.start };
            document.annotations.push(Annotation { extent: end, kind: Kind::LineBreak { in_word: false } });
            document.blocks[index - 1].extent.end = own.extent.end;
            *kept = false;
        }
    }
    document.retain_blocks(&keep);
    document.sort_annotations();
}

/// "454.", "XII", "No. 7".
fn is_number(heading: &str, habits: &Habits) -> bool {
    let called = heading.split_once(' ').filter(|(word, _)| habits.bibliography.issue.contains(word));
    let bare = called.map_or(heading, |(_, number)| number).trim_end_matches('.');
    !bare.is_empty() && bare.len() <= 8 && (bare.bytes().all(|b| b.is_ascii_digit()) || bare.chars().all(|c| "IVXLC".contains(c)))
}

/// Whether the document holds letters of which each has a heading.
pub(in crate::structure) fn is_collection(document: &Document) -> bool {
    let body = document.blocks.iter().filter(|block| block.zone == Zone::Body);
    let is_opener = |kind: &BlockKind| matches!(kind, BlockKind::Salutation | BlockKind::Dateline);
    let told = body.map(|block| block.kind).filter(|kind| is_opener(kind) || matches!(kind, BlockKind::Heading(_)));
    let told: Vec<BlockKind> = told.skip_while(|kind| !is_opener(kind)).collect();
    let headed = told.iter().position(|kind| !is_opener(kind));
    headed.is_some_and(|first| told[first..].iter().any(is_opener))
}

/// "TO STEPHAN VON BREUNING.", "TO HERR SCHENK,--VIENNA.": to whom the letter is, above it in capitals.
fn is_addressee(document: &Document, index: usize, habits: &Habits) -> bool {
    let text = document.str(document.blocks[index].extent);
    let is_capital = text.contains(' ') && text.contains(char::is_alphabetic) && !text.contains(char::is_lowercase);
    text.len() <= 120 && is_capital && !is_salutation(text, habits)
}

fn is_candidate(document: &Document, index: usize) -> bool {
    let block = &document.blocks[index];
    let is_text = !matches!(block.kind, BlockKind::Rule | BlockKind::PageBreak | BlockKind::Heading(_));
    let has_words = || !document.str(block.extent).trim().is_empty() && !illustration::is_image(document, block.extent);
    block.zone == Zone::Body && document.is_leaf(index) && is_text && has_words()
}

fn opening(document: &mut Document, habits: &Habits, body: &[usize]) {
    let addressed = addressed(document, habits, body);
    for (index, kind) in addressed.iter().copied() {
        document.blocks[index].kind = kind;
    }
    for &index in body[addressed.len()..].iter().take(4).filter(|_| body.len() > 1) {
        let block = document.blocks[index];
        let text = document.str(block.extent);
        let kind = match block.kind {
            BlockKind::Paragraph if is_salutation(text, habits) => BlockKind::Salutation,
            BlockKind::Paragraph if is_dateline(text, habits) => BlockKind::Dateline,
            _ => break,
        };
        document.blocks[index].kind = kind;
    }
}

/// What stands above a salutation: where and when the letter was written, and whom it is to; nothing where any of it is text.
fn addressed(document: &Document, habits: &Habits, body: &[usize]) -> Vec<(usize, BlockKind)> {
    const MOST: usize = 5;
    let text = |index: usize| document.str(document.blocks[index].extent);
    let is_greeting = |&index: &usize| document.blocks[index].kind == BlockKind::Paragraph && greets(text(index), habits);
    let Some(above) = body.iter().take(MOST).position(is_greeting).filter(|&above| above + 1 < body.len()) else { return Vec::new() };
    let kind = |&index: &usize| match text(index) {
        _ if document.blocks[index].kind != BlockKind::Paragraph => None,
        own if is_dated(own.lines().next_back().unwrap_or_default()) && is_address(own) => Some((index, BlockKind::Dateline)),
        own => is_address(own).then_some((index, BlockKind::AddressLine)),
    };
    let mut found: Vec<(usize, BlockKind)> = body[..above].iter().map(kind).collect::<Option<_>>().unwrap_or_default();
    // A name alone is no address.
    let lines = found.iter().filter(|(_, kind)| *kind == BlockKind::AddressLine).map(|(index, _)| text(*index).lines().count());
    if lines.sum::<usize>() == 1 {
        found.iter_mut().filter(|(_, kind)| *kind == BlockKind::AddressLine).for_each(|(_, kind)| *kind = BlockKind::Salutation);
    }
    found
}

/// "London, June 23, 1869", "Bonn, 1787. Autumn."
fn is_dated(line: &str) -> bool {
    !date::find(line, Years::Anywhere).is_empty()
}

/// Parts the lines of addresses, and closing words from the signature on the lines below them.
fn part(document: &mut Document, habits: &Habits) {
    let mut blocks = Vec::with_capacity(document.blocks.len());
    let mut after = Vec::with_capacity(document.blocks.len() + 1);
    let mut parted: Vec<u32> = Vec::new();
    for index in 0..document.blocks.len() {
        after.push(blocks.len());
        let block = document.blocks[index];
        let parts = parts(document, &block, habits);
        parted.extend(parts.iter().skip(1).map(|(_, extent)| extent.start - 1));
        blocks.extend(parts.into_iter().map(|(kind, extent)| Block { kind, extent, ..block }));
    }
    after.push(blocks.len());
    if !parted.is_empty() {
        document.replace_blocks(blocks, &after);
        let ends_line = |own: &Annotation| matches!(own.kind, Kind::LineBreak { .. }) && parted.binary_search(&own.extent.start).is_ok();
        document.annotations.retain(|own| !ends_line(own));
    }
}

/// The parts of a block on lines of their own.
fn parts(document: &Document, block: &Block, habits: &Habits) -> Vec<(BlockKind, Extent)> {
    let whole = || vec![(block.kind, block.extent)];
    let text = document.str(block.extent);
    match block.kind {
        BlockKind::AddressLine => text.split('\n').map(|line| (block.kind, document.extent_of(line))).collect(),
        BlockKind::Closer if let Some((signature, dateline)) = name_and_dateline(text, habits) => {
            vec![(BlockKind::Signature, document.extent_of(signature)), (BlockKind::Dateline, document.extent_of(dateline))]
        }
        BlockKind::Closer => {
            let ends = text.match_indices('\n').map(|(at, _)| at);
            let is_name = |line: &str| {
                is_signature(line.trim(), habits) || is_in_capitals(line) || name::is_name(line.trim_end_matches([',', '.']), habits)
            };
            let signed =
                |&at: &usize| text[..at].trim_end().ends_with([',', '!', '.']) && text[at + 1..].lines().next().is_some_and(is_name);
            let Some(at) = ends.into_iter().find(signed) else { return whole() };
            let (closer, signature) = (&text[..at], &text[at + 1..]);
            vec![(BlockKind::Closer, document.extent_of(closer)), (BlockKind::Signature, document.extent_of(signature))]
        }
        _ => whole(),
    }
}

/// Whether short lines are those of a letter's address, above its date or greeting `below`: the first names whom it is to.
pub(in crate::structure) fn are_of_address(lines: &[&str], below: &str, habits: &Habits) -> bool {
    let is_next = || is_salutation(below, habits) || is_dateline(below, habits);
    lines.len() > 1 && is_addressed_to(lines[0], habits) && is_address(&lines.join("\n")) && is_next()
}

/// "Mr. John Smith", "Herrn Karl Roth": whom a letter is to.
pub(in crate::structure) fn is_addressed_to(text: &str, habits: &Habits) -> bool {
    habits.letter.titles.opening(text).is_some_and(|len| name::is_name(text[len..].trim_matches([' ', ',', '.']), habits))
}

/// "Mr M. McKeown,\nIrish Transport Union,\nLiberty Hall, Dublin": short lines of names.
fn is_address(text: &str) -> bool {
    const MAX_LINES: usize = 6;
    const MAX_LINE: usize = 70;
    let is_small = |word: &&str| word.starts_with(char::is_lowercase) && word.chars().count() > 3;
    let words = || text.split_whitespace();
    text.lines().count() <= MAX_LINES
        && text
            .lines()
            .all(|line| line.len() <= MAX_LINE && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "([".contains(c)))
        && !text.trim_end().ends_with(['?', '!', ';', '"', '”'])
        && words().filter(is_small).count() * 4 <= words().count()
}

/// Sets apart what closes a letter.
fn closing(document: &mut Document, habits: &Habits, body: &[usize]) {
    let opens = |&index: &usize| {
        let block = &document.blocks[index];
        block.kind == BlockKind::Salutation || block.kind == BlockKind::Paragraph && greets(document.str(block.extent), habits)
    };
    let is_letter = body.iter().any(|&index| document.blocks[index].kind == BlockKind::Salutation) || body.iter().take(4).any(opens);
    let found = endings(document, habits, body, is_letter);
    // A telegram has its dateline above and a name below, and no greeting.
    let is_dated = body.first().is_some_and(|&first| document.blocks[first].kind == BlockKind::Dateline);
    let is_ended = found.iter().any(|(_, kind)| matches!(kind, BlockKind::Closer | BlockKind::Dateline | BlockKind::Trailer));
    let is_signed = is_letter || is_dated || is_ended;
    let named = found.iter().filter(|(_, kind)| *kind == BlockKind::Signature).count();
    for (index, kind) in found {
        let is_lone_name = kind == BlockKind::Signature
            && !is_signed
            && !(named == 1 && name::is_person(document.str(document.blocks[index].extent), habits));
        if !is_lone_name && document.blocks[index].kind == BlockKind::Paragraph {
            document.blocks[index].kind = kind;
        }
    }
}

/// What closes a text, from its end backwards, until running text comes.
fn endings(document: &Document, habits: &Habits, body: &[usize], is_letter: bool) -> Vec<(usize, BlockKind)> {
    const MAX_BLOCKS: usize = 8;
    let mut found = Vec::new();
    for (n, &index) in body.iter().enumerate().skip(1).rev().take(MAX_BLOCKS) {
        let block = document.blocks[index];
        let text = document.str(block.extent);
        let is_below_closing = || is_letter && is_closing(document.str(document.blocks[body[n - 1]].extent), habits);
        let kind = match block.kind {
            BlockKind::Paragraph if found.is_empty() && is_trailer(document, &block, habits) => Some(BlockKind::Trailer),
            BlockKind::Paragraph | BlockKind::Cell => ending(text, habits, is_letter || !found.is_empty())
                .or_else(|| (is_below_closing() && is_named(text, habits)).then_some(BlockKind::Signature)),
            _ => None,
        };
        let Some(kind) = kind else { break };
        found.push((index, kind));
    }
    found
}

/// "Thos. Weaver,\nSecretary": below closing words, a name and what he is.
fn is_named(text: &str, habits: &Habits) -> bool {
    text.lines().count() <= 3
        && text.lines().all(|line| name::is_name(line.trim_end_matches([',', '.']), habits) && line.split_whitespace().count() <= 4)
}

fn ending(text: &str, habits: &Habits, is_letter: bool) -> Option<BlockKind> {
    let is_short = text.len() <= 160;
    if habits.letter.postscripts.opening(text).is_some() && is_letter {
        Some(BlockKind::Postscript)
    } else if is_short && (is_closing(text, habits) || is_signed_date(text, habits) || is_letter && is_valediction(text, habits))
        || is_letter && is_formula(text, habits)
    {
        Some(BlockKind::Closer)
    } else if is_dateline(text, habits) {
        Some(BlockKind::Dateline)
    } else if is_signature(text, habits) || is_letter && is_in_capitals(text) {
        Some(BlockKind::Signature)
    } else {
        None
    }
}

/// A greeting, or "My dear Sir--Last evening wrought me up": one that the first words of the letter follow behind a dash.
fn greets(text: &str, habits: &Habits) -> bool {
    const NEAR: usize = 60;
    let near = text.char_indices().nth(NEAR).map_or(text, |(end, _)| &text[..end]);
    let dash = ["--", "—"].iter().filter_map(|dash| near.find(dash).map(|at| at + dash.len())).min();
    let opens = || habits.letter.salutations.opening(text).is_some();
    is_salutation(text, habits) || dash.is_some_and(|end| opens() && is_salutation(&text[..end], habits))
}

/// "Dear Kugelmann", "Fellow-Workers,", "My dear Guesde:".
pub(in crate::structure) fn is_salutation(text: &str, habits: &Habits) -> bool {
    let may = text.len() <= 100 && !text.contains('\n');
    let Some(len) = habits.letter.salutations.opening(text).filter(|_| may) else {
        return may && (is_addressed(text, habits) || is_called(text));
    };
    let rest = text[len..].trim_end();
    let ends = rest.ends_with([',', ':', '!', '—', '.', '-']) || rest.is_empty();
    let is_plain = rest.split_whitespace().count() <= 4
        && rest.split_whitespace().all(|word| word.starts_with(|c: char| !c.is_lowercase()) || word.len() <= 3);
    let is_sentence = rest.ends_with('.') && !is_plain;
    (ends || is_plain) && !is_sentence && rest.matches(['.', '!', '?']).count() <= 1 && text.split_whitespace().count() <= 14
}

/// "MOST ESTEEMED FRIEND,--": a few words and a dash.
fn is_called(text: &str) -> bool {
    const WORDS: usize = 8;
    let called = [",--", ",—", "!--", "!—", ", —", ",–"].into_iter().any(|end| text.ends_with(end));
    called && text.starts_with(char::is_uppercase) && text.split_whitespace().count() <= WORDS
}

/// "To the Senate of the United States:".
fn is_addressed(text: &str, habits: &Habits) -> bool {
    let words = || text.split_whitespace();
    let small = words().filter(|word| word.starts_with(char::is_lowercase) && word.chars().count() > 3).count();
    text.ends_with(':') && habits.letter.addresses.opening(text).is_some() && small * 4 <= words().count()
}

/// "Yours sincerely,", "Cordially yours,\nG. Plekhanoff".
pub(in crate::structure) fn is_closing(text: &str, habits: &Habits) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let opens = habits.letter.closings.opening(first).is_some()
        || first.split_once(' ').is_some_and(|(_, rest)| habits.letter.own.contains(rest.trim_end_matches(',')));
    let lines = || text.lines().map(|line| line.trim().len());
    opens
        && first.len() <= 120
        && lines().all(|len| len <= 80)
        && (first.ends_with([',', '.', '!', '—', '-']) || first.split_whitespace().count() <= 4)
}

/// "Veuillez, Monsieur, présenter nos respects à Madame Roe, et agréez mes salutations bien empressées."
fn is_formula(text: &str, habits: &Habits) -> bool {
    const MAX: usize = 200;
    text.len() <= MAX && !text.trim_end_matches(['.', '!']).contains(['.', '!', '?', ';']) && habits.letter.formulas.is_in(text)
}

/// "Your faithful and truly attached": above a name, where nothing closes it.
fn is_valediction(text: &str, habits: &Habits) -> bool {
    const WORDS: usize = 8;
    habits.letter.closings.opening(text).is_some() && text.ends_with(char::is_alphabetic) && text.split_whitespace().count() <= WORDS
}

/// "London, June 23, 1869", "[London] April 17, 1871", "(October 2, 1970)".
pub(in crate::structure) fn is_dateline(text: &str, habits: &Habits) -> bool {
    if text.len() > 90 {
        return false;
    }
    let Some(found) = date::find(text, Years::Anywhere).into_iter().next() else { return false };
    let is_day = found.range.len() > 4 || text.starts_with('(');
    let before = text[..found.range.start].trim_matches(|c: char| " ,.([])*_—-".contains(c));
    // Of "July 5, 1956.[2]" the last is the marker of a note.
    let after = text[found.range.end..].trim_matches(|c: char| " ,.)]*_—".contains(c)).trim_start_matches('[');
    is_day
        && after.len() <= 2
        && after.bytes().all(|b| b.is_ascii_digit())
        && (before.is_empty() || before.split(',').all(|part| is_place(part.trim(), habits)))
}

/// The name of a place, or by which one it lies: "near Dover".
pub(super) fn is_place(part: &str, habits: &Habits) -> bool {
    let bare = habits.letter.near.opening(part).map_or(part, |len| part[len..].trim_start());
    name::is_name(bare, habits) && bare.split_whitespace().count() <= 4
}

/// A short name on a line of its own: "N. Lenin", "K. M.", "Polk".
pub(super) fn is_signature(text: &str, habits: &Habits) -> bool {
    let text = text.trim().trim_end_matches(',');
    let words = text.split_whitespace().count();
    let is_initials = text.len() <= 8 && text.chars().all(|c| c.is_uppercase() || ". ".contains(c)) && text.contains(char::is_alphabetic);
    let is_word =
        words == 1 && text.len() > 2 && name::is_name(text, habits) && !text.ends_with('.') && text.chars().skip(1).all(char::is_lowercase);
    is_initials || is_word || name::is_person(text, habits)
}

/// "LUDWIG V. BEETHOVEN."
pub(super) fn is_in_capitals(text: &str) -> bool {
    let is_name = |word: &str| word.starts_with(char::is_alphabetic) && !word.contains(char::is_lowercase);
    text.len() <= 40
        && !text.ends_with([':', '!', '?'])
        && (1..=4).contains(&text.split_whitespace().count())
        && text.split_whitespace().all(is_name)
}

/// "Izvestia, No. 30, February 9, 1919": where the text first stood, at its end.
fn is_trailer(document: &Document, block: &Block, habits: &Habits) -> bool {
    let text = document.str(block.extent);
    if text.len() > 140 {
        return false;
    }
    let words = &habits.bibliography;
    let has_number = text.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic() && c != '.');
        words.issue.contains(word) || words.volume.contains(word)
    });
    let set_off = crate::structure::statement::is_credit(document, block, habits);
    let found = date::find(text, Years::Anywhere);
    let ends_dated = found.last().is_some_and(|found| text.len() - found.range.end <= 2);
    ends_dated
        && (has_number || set_off)
        && text.starts_with(|c: char| c.is_uppercase() || "“\"*«".contains(c))
        && !habits.names.begin_sentence_in(text)
        && text.contains(',')
}

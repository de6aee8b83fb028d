//! Running text: paragraphs, verse, and headings underlined on the next line.

use super::{DraftKind, Lines, Parsed, Shape, container, folio, interrupts, mark, solid, spoken};
use crate::document::StatementKind;
use crate::structure::genre::{attribution, contents, division, letter, margin};
use crate::structure::line::Line;
use crate::structure::{name, statement};

/// Lines of a paragraph that is wrapped are at most so long, in characters.
const WRAPPED: usize = 120;

/// Whether the document has a paragraph on each line and none between: half of the lines that have no blank line after them
/// are longer than any that is wrapped; or some are, where hardly a blank line stands and none is broken because it was full.
pub(super) fn is_unwrapped(source: &str, lines: &[Line]) -> bool {
    const LEAST: usize = 12;
    const ONE_IN: usize = 10;
    let followed = lines.windows(2).filter(|pair| !pair[0].is_blank() && !pair[1].is_blank() && !pair[0].is_hard);
    let (n, long, full) = followed.fold((0, 0, 0), |(n, long, full), pair| {
        let (is_long, is_full) = (is_long(pair[0].text(source)), is_full(pair[0].text(source)));
        (n + 1, long + usize::from(is_long), full + usize::from(is_full && !is_long))
    });
    let is_dense = || n >= LEAST && n * 3 > lines.iter().filter(|line| !line.is_blank()).count() * 2;
    long * 2 > n || long * ONE_IN > n && full < long && is_dense()
}

/// Whether a line may be broken because no word had place in it any more.
fn is_full(line: &str) -> bool {
    const SHORTEST: usize = 60;
    line.len() > SHORTEST && !line.ends_with(['.', '!', '?', ':', ';', '…', '"', '”', '»', ')'])
}

fn is_long(line: &str) -> bool {
    line.len() > WRAPPED && line.chars().nth(WRAPPED).is_some()
}

/// A run of lines up to a blank one or to what needs no blank line before it. Never fails: the last resort.
pub(super) fn paragraph(lines: &Lines<'_>) -> Parsed {
    if let Some(keyed) = keys(lines) {
        return keyed;
    }
    let first = lines.lines[0].indent(lines.source);
    let mut pieces = vec![lines.lines[0].trimmed(lines.source)];
    let is_keyed = begins_with_key(lines, lines.lines[0]);
    let is_credit = !is_last(lines, 0) && is_credit_line(lines, 0);
    for n in 1..lines.lines.len() {
        let (before, line) = (lines.lines[n - 1], lines.lines[n]);
        if is_keyed && begins_with_key(lines, line)
            || line.shown(lines.source).is_empty()
            || ends_before(lines, n, first)
            || is_own_line(lines, before) && !is_in_link(lines, n)
            || is_title_line(lines, n)
            || is_speaker_above(lines, n)
            || is_byline(lines, n)
            || n == 1 && heads_chapter(lines)
            || is_below_byline(lines, n)
            || is_credit && is_credit_line(lines, n)
            || opens_quotation_again(lines, n)
        {
            break;
        }
        pieces.push(line.trimmed(lines.source));
    }
    if are_lines(lines, &pieces) {
        pieces.iter_mut().for_each(|piece| piece.is_hard = true);
    }
    Parsed { n_lines: pieces.len(), shape: Shape::Leaf(DraftKind::Paragraph, pieces) }
}

/// Lines near the top of which each gives a key and its value, and one a key that is known: each is a statement.
fn keys(lines: &Lines<'_>) -> Option<Parsed> {
    const NEAR: usize = 40;
    let text = |line: &Line| line.shown(lines.source);
    let known = |line: &Line| text(line).split_once(':').and_then(|(key, _)| lines.habits.key(key));
    if lines.before.len() > NEAR || !looks_keyed(text(&lines.lines[0])) {
        return None;
    }
    let near = lines.lines.iter().take(NEAR).take_while(|line| !text(line).is_empty());
    let own: Vec<Line> = near.map(|line| line.trimmed(lines.source)).collect();
    let is_known = |line: &Line| known(line).is_some_and(|kind| kind != StatementKind::Other);
    let is_header = own.len() > 1 && own.iter().all(|line| looks_keyed(text(line))) && own.iter().any(is_known);
    // Where all are known the lines are told by themselves.
    if !is_header || own.iter().all(|line| known(line).is_some()) {
        return None;
    }
    let n_lines = own.len();
    let tree = own.into_iter().map(|line| (if known(&line).is_some() { DraftKind::Paragraph } else { DraftKind::Credit }, 0, vec![line]));
    Some(Parsed { n_lines, shape: Shape::Tree(tree.collect()) })
}

/// "Shelfmark: LH 12/4": a few words, the first with a capital, a colon and a space.
fn looks_keyed(line: &str) -> bool {
    const MAX_KEY: usize = 40;
    line.split_once(": ").is_some_and(|(key, value)| {
        key.len() <= MAX_KEY && key.starts_with(char::is_uppercase) && key.split_whitespace().count() <= 4 && !value.trim().is_empty()
    })
}

/// Whether a paragraph has the short lines of an address above a letter, or of its end: each stands for itself.
fn are_lines(lines: &Lines<'_>, pieces: &[Line]) -> bool {
    const MOST: usize = 6;
    const MAX_LINE: usize = 56;
    let texts: Vec<&str> = pieces.iter().map(|piece| piece.text(lines.source)).collect();
    if !(2..=MOST).contains(&texts.len()) || texts.iter().any(|text| text.len() > MAX_LINE || text.ends_with('\\')) {
        return false;
    }
    let below = || lines.lines[pieces.len()..].iter().map(|line| line.trimmed(lines.source)).find(|line| !line.is_blank());
    letter::is_closing(&texts.join("\n"), lines.habits)
        || below().is_some_and(|below| letter::are_of_address(&texts, below.text(lines.source), lines.habits))
}

/// `Source: …`, `**Source:** …`, `[Source]{.info}: …`: below such a line another one begins for itself.
pub(super) fn begins_with_key(lines: &Lines<'_>, line: Line) -> bool {
    const MAX_KEY: usize = 60;
    let text = line.shown(lines.source).trim_start_matches(['[', '*', '_']);
    let Some(colon) = text.bytes().take(MAX_KEY).position(|b| b == b':') else { return false };
    let key = text[..colon].split([']', '*', '_', '{']).next().unwrap_or_default().trim_end();
    let is_closed = text[colon + 1..].is_empty() || text[colon + 1..].starts_with([' ', '\u{a0}', '*', '_', ']']);
    is_closed && !text[..colon].contains('(') && key.starts_with(char::is_uppercase) && lines.habits.key(key).is_some()
}

fn ends_before(lines: &Lines<'_>, n: usize, first_indent: usize) -> bool {
    let rest = lines.after(n);
    if folio::running_head(&rest).is_some() || folio::is_foot(&rest) {
        return true;
    }
    if mark::page(&rest).is_some() {
        // A page mark between two lines of a paragraph stands inside it; no paragraph goes on over a page without text.
        let is_blank_page = |line: &Line| lines.habits.is_blank_page(line.text(lines.source));
        return is_blank_page(&lines.lines[n]) || rest.lines.get(1).is_none_or(|line| line.is_blank() || is_blank_page(line));
    }
    solid::ends_before(lines, n)
        || spoken::ends_before(lines, n)
        || begins_list(lines, n)
        || starts_indented(lines, n, first_indent)
        || is_attribution(lines, n)
        || interrupts(&rest)
        || container::is_below(&rest, first_indent)
}

/// Whether a line begins a list right below a paragraph: the first label, with the second on a line not far below it.
fn begins_list(lines: &Lines<'_>, n: usize) -> bool {
    const NEAR: usize = 8;
    let before = lines.lines[n - 1].shown(lines.source);
    let leads =
        before.ends_with([':', '—', '–', '-', ',', ';']) || !lines.lines[n].shown(lines.source).starts_with(|c: char| c.is_ascii_digit());
    let Some(first) = container::label(lines, n).filter(|label| label.is_first() && leads) else { return false };
    let below = (n + 1..lines.lines.len().min(n + NEAR)).take_while(|&m| !lines.lines[m].shown(lines.source).is_empty());
    below.into_iter().any(|m| container::label(lines, m).is_some_and(|label| label.follows(&first) && !label.is_first()))
}

/// A paragraph that begins with an indent ends where the next begins with the same.
fn starts_indented(lines: &Lines<'_>, n: usize, first_indent: usize) -> bool {
    let indent = |n: usize| lines.lines[n].indent(lines.source);
    first_indent >= 2 && indent(n) == first_indent && (n == 1 || indent(n - 1) < first_indent) && indent(n - 1) != indent(n)
}

/// Whether the last line of a paragraph names the source of what is quoted in those above it.
fn is_attribution(lines: &Lines<'_>, n: usize) -> bool {
    let text = |n: usize| lines.lines.get(n).map_or("", |line| line.shown(lines.source));
    let is_quotation = || lines.is_quoted || lines.first().starts_with(['"', '“', '«', '„', '‘', '*', '_']);
    attribution::opens(text(n))
        && text(n + 1).is_empty()
        && text(n - 1).trim_end_matches('\\').ends_with(['.', '!', '?', '…', '"', '”', '“', '’', '»', '*', '_'])
        && is_quotation()
}

/// Whether the text of a link goes on from the line before: "[Notes of the" and "year](notes.htm)".
fn is_in_link(lines: &Lines<'_>, n: usize) -> bool {
    let (before, own) = (lines.lines[n - 1].text(lines.source), lines.lines[n].text(lines.source));
    let is_open = before.rfind('[').is_some_and(|open| !before[open..].contains(']'));
    is_open && own.find("](").is_some_and(|close| !own[..close].contains('['))
}

fn is_own_line(lines: &Lines<'_>, line: Line) -> bool {
    lines.is_unwrapped && !line.is_hard && !line.text(lines.source).ends_with('\\')
}

/// The first line of all, where a colon leads from the title to its subtitle; a line that comes back names who speaks.
fn is_title_line(lines: &Lines<'_>, n: usize) -> bool {
    const MAX_TITLE: usize = 80;
    const NEAR: usize = 16;
    let comes_back = || lines.lines.iter().skip(1).take(NEAR).any(|line| line.shown(lines.source) == lines.first());
    n == 1 && lines.before.is_empty() && lines.first().len() <= MAX_TITLE && lines.first().ends_with(':') && !comes_back()
}

/// "MR. DAVIS:" at the margin, above what he says, which is set in as what was said before.
fn is_speaker_above(lines: &Lines<'_>, n: usize) -> bool {
    const MOST: usize = 5;
    let text = lines.lines[n].shown(lines.source);
    let is_name =
        |name: &str| name.split_whitespace().count() <= MOST && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    let indent = |n: usize| lines.lines[n].indent(lines.source);
    let below = || lines.lines.get(n + 1).filter(|line| !line.shown(lines.source).is_empty()).map(|line| line.indent(lines.source));
    text.strip_suffix(':').is_some_and(is_name) && indent(n) < indent(n - 1) && below().is_some_and(|below| below > indent(n))
}

/// A line that says below the title whose the text is: "by Alfred Roe and L. E. Poe".
fn is_byline(lines: &Lines<'_>, n: usize) -> bool {
    const NEAR: usize = 4;
    let text = lines.lines[n].shown(lines.source);
    let is_top = || lines.before.iter().filter(|line| !line.is_blank()).take(NEAR + 1).count() + n <= NEAR;
    // "Rosa Berg / The Weavers of Roth": the author above the title.
    let is_free = !lines.is_quoted && !lines.lines[0].is_hard && !lines.first().ends_with([',', '.']);
    let is_below_author = n == 1 && is_free && text.len() < WRAPPED && name::is_person(lines.first(), lines.habits);
    // "By" and two names alone are of a person, though the first is not known as a given name.
    let is_named = |own: &str| name::is_name(own, lines.habits) && (2..=4).contains(&own.split_whitespace().count()) && is_last(lines, n);
    let names = |own: &str| name::are_persons(own, lines.habits) || is_named(own);
    is_top()
        && (is_below_author && is_last(lines, n)
            || lines.habits.byline(text).is_some_and(|len| names(text[len..].trim_end_matches('.').trim())))
}

/// Whether the lines above, and nothing else, say whose the text is: "by / Ann Roe", or "by Ann Roe", above the periodical.
fn is_below_byline(lines: &Lines<'_>, n: usize) -> bool {
    const NEAR: usize = 4;
    let text = |n: usize| lines.lines[n].shown(lines.source);
    let is_top = || lines.before.iter().filter(|line| !line.is_blank()).take(NEAR + 1).count() <= NEAR;
    let names = |own: &str| name::are_persons(own.trim_end_matches(['.', ',']), lines.habits);
    let is_byline = match n {
        1 => lines.habits.byline(text(0)).is_some_and(|len| names(&text(0)[len..])),
        2 => lines.habits.is_byline_opening(text(0)) && names(text(1)),
        _ => false,
    };
    is_byline && is_top() && !lines.habits.tells_works(text(n))
}

/// Whether a line begins the next paragraph of a quotation, with the mark with which the one before or after begins.
fn opens_quotation_again(lines: &Lines<'_>, n: usize) -> bool {
    let text = |n: usize| lines.lines[n].shown(lines.source);
    let Some(mark) = text(n).chars().next().filter(|c| "“„«".contains(*c)) else { return false };
    // What is closed on its line is not taken up again.
    let close = if mark == '«' { '»' } else { '”' };
    let is_open = |n: usize| text(n).starts_with(mark) && !text(n).contains(close);
    let goes_on = is_open(n - 1) && text(n - 1).ends_with(['.', '!', '?', ';', ':', '…', ',']);
    goes_on || is_open(n) && text(n - 1).ends_with(':') && n + 1 < lines.lines.len() && text(n + 1).starts_with(mark)
}

/// "CHAPTER I" above the name of the chapter in capitals, and nothing else.
fn heads_chapter(lines: &Lines<'_>) -> bool {
    let (number, name) = (lines.first(), lines.lines[1].shown(lines.source));
    let is_name = !name.contains(char::is_lowercase) && name.contains(char::is_uppercase);
    is_last(lines, 1) && is_name && number.split_whitespace().count() == 2 && division::stands_alone(number, lines.habits)
}

/// Whether a blank line, or the end, follows line `n`.
fn is_last(lines: &Lines<'_>, n: usize) -> bool {
    lines.lines.get(n + 1).is_none_or(|line| line.shown(lines.source).is_empty())
}

/// A line of a colophon that stands for itself: an imprint, or who made the edition, below another such.
fn is_credit_line(lines: &Lines<'_>, n: usize) -> bool {
    let text = lines.lines[n].shown(lines.source);
    statement::is_imprint(text, lines.habits) || statement::is_role_line(text, lines.habits)
}

/// `Contents` with `--------` or `========` below it.
pub(super) fn setext_heading(lines: &Lines<'_>) -> Option<Parsed> {
    let underline = lines.text(1)?;
    let level = match underline.as_bytes().first()? {
        b'=' => 1,
        b'-' => 2,
        _ => return None,
    };
    let mark = underline.as_bytes()[0];
    let title = lines.first();
    let is_underline = underline.len() >= 3 && underline.bytes().all(|b| b == mark);
    let is_title = title.len() <= 100 && !title.ends_with(['.', ',', ';', '|', '\\']) && !lines.lines[0].is_hard;
    // A rule below the last of some statements underlines none.
    if !is_underline || !is_title || begins_with_key(lines, lines.lines[0]) {
        return None;
    }
    Parsed::leaf(2, DraftKind::Heading(level), vec![lines.lines[0].trimmed(lines.source)])
}

/// The lines below a heading of contents, each entry for itself: two or more that end in the number of a page.
pub(super) fn contents(lines: &Lines<'_>) -> Option<Parsed> {
    if !is_below_contents(lines) {
        return None;
    }
    let run = lines.lines.iter().map(|line| line.trimmed(lines.source)).take_while(|line| !line.is_blank());
    let mut entries: Vec<Vec<Line>> = vec![Vec::new()];
    let mut n_lines = 0;
    for line in run {
        n_lines += 1;
        entries.last_mut()?.push(line);
        if contents::is_entry(line.text(lines.source)) {
            entries.push(Vec::new());
        }
    }
    let is_list = entries.len() > 2;
    let entries = entries.into_iter().filter(|entry| !entry.is_empty()).map(|entry| (DraftKind::Paragraph, 0, entry)).collect();
    is_list.then_some(Parsed { n_lines, shape: Shape::Tree(entries) })
}

/// Whether the lines stand below a heading of contents, or below entries of which the first do.
fn is_below_contents(lines: &Lines<'_>) -> bool {
    const FAR: usize = 160;
    const LONGEST_WORD: usize = 16;
    /// So many lines of an entry stand above that with its number.
    const WRAPPED: usize = 3;
    let text = |line: &Line| line.shown(lines.source).trim_start_matches(['#', ' ']);
    // "PAGE" stands above the numbers.
    let heads_numbers = |text: &str| text.len() <= LONGEST_WORD && lines.habits.bibliography.page.contains(text.trim_end_matches('.'));
    let heads = |text: &str| text.len() <= 40 && lines.habits.is_contents(text);
    let mut above = lines.before.iter().rev().take(FAR).map(text).filter(|text| !text.is_empty() && !heads_numbers(text)).peekable();
    let Some(first) = above.peek().copied() else { return false };
    if !contents::is_entry(first) {
        return heads(first);
    }
    let mut other = 0;
    for text in above {
        other = if contents::is_entry(text) { 0 } else { other + 1 };
        if other > 0 && heads(text) || other > WRAPPED {
            return other <= WRAPPED;
        }
    }
    false
}

/// Lines that begin with a mark by which the convention tells verse; a line of nothing else parts stanzas.
pub(super) fn marked_verse(lines: &Lines<'_>) -> Option<Parsed> {
    lines.habits.verse.mark(lines.first())?;
    let unmarked = |line: &Line| {
        let line = line.trimmed(lines.source);
        let mark = lines.habits.verse.mark(line.text(lines.source))?;
        Some(line.from(line.start as usize + mark))
    };
    let is_row = |line: &Line| line.text(lines.source).ends_with('|');
    let own: Vec<Line> = lines.lines.iter().map_while(unmarked).collect();
    if lines.lines[..own.len()].iter().any(is_row) && lines.first().starts_with('|') {
        return None;
    }
    Some(Parsed { n_lines: own.len(), shape: Shape::Tree(container::stanzas(lines.source, &own)) })
}

/// Lines set in from the margin, too short to be wrapped prose.
pub(super) fn verse(lines: &Lines<'_>) -> Option<Parsed> {
    const INDENT: usize = 4;
    let is_inside = |line: &&Line| !line.shown(lines.source).is_empty() && line.indent(lines.source) >= INDENT;
    let run: Vec<Line> = lines.lines.iter().take_while(is_inside).map(|line| line.trimmed(lines.source)).collect();
    let texts = || run.iter().map(|line| margin::unnumbered(line.text(lines.source)));
    let is_full = lines.lines.get(run.len()).is_none_or(|line| line.shown(lines.source).is_empty());
    let looks = run.len() >= 2
        && is_full
        && !is_note(run[0].text(lines.source))
        && texts().all(is_short)
        && texts().filter(|t| is_verse_line(t)).count() * 4 >= run.len() * 3;
    if !looks {
        return None;
    }
    // "Fred Harw," and "Secretary." below it.
    let first = run[0].text(lines.source);
    if run.len() <= 3 && first.ends_with(',') && name::is_person(first.trim_end_matches(','), lines.habits) {
        return Parsed::leaf(run.len(), DraftKind::Paragraph, run.into_iter().map(|line| Line { is_hard: true, ..line }).collect());
    }
    // "Your loving brother,", set in from the margin as the name below it.
    if letter::is_closing(&texts().collect::<Vec<_>>().join("\n"), lines.habits) {
        return Parsed::leaf(1, DraftKind::Paragraph, vec![run[0]]);
    }
    if is_of_title_page(lines, run.len()) {
        return Parsed::leaf(run.len(), DraftKind::Paragraph, run.into_iter().map(|line| Line { is_hard: true, ..line }).collect());
    }
    Parsed::leaf(run.len(), DraftKind::Verse, run)
}

/// Whether the first `n` lines are centred near the top of the text, which verse is not: its lines begin in one or two columns.
fn is_of_title_page(lines: &Lines<'_>, n: usize) -> bool {
    const NEAR: usize = 60;
    const FAR: usize = 8;
    const ASKEW: usize = 3;
    if lines.before.len() > NEAR {
        return false;
    }
    let own = || lines.lines[..n].iter().map(|line| (line.indent(lines.source), line.shown(lines.source).trim_end().chars().count()));
    // Twice the column of the middle.
    let middles = || own().map(|(indent, len)| 2 * indent + len);
    let spread = |numbers: &mut dyn Iterator<Item = usize>| numbers.fold((usize::MAX, 0), |(least, most), n| (least.min(n), most.max(n)));
    let (least, most) = spread(&mut middles());
    let (left, right) = spread(&mut own().map(|(indent, _)| indent));
    left >= FAR && most - least <= ASKEW && right > left
}

/// "[3] The letter was first printed": what stands below the text that it is about.
fn is_note(text: &str) -> bool {
    let label = text.strip_prefix('[').and_then(|rest| rest.split_once("] ")).map_or("", |(label, _)| label);
    !label.is_empty() && label.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn is_short(text: &str) -> bool {
    text.len() <= 80 || text.chars().count() <= 65
}

/// Begins as verse does and is neither a row of a table nor set in capitals throughout, as on a title page.
fn is_verse_line(text: &str) -> bool {
    let begins = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    begins && !text.contains("   ") && text.chars().any(char::is_lowercase) && !text.contains("|")
}

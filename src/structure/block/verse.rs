//! Verse without a mark: short lines that begin with a capital each, or are counted at the margin, as no paragraph's are; lines that
//! begin small where those of the whole text are broken as no prose is.

use memchr::memchr2;

use super::{Draft, DraftKind, Lines, Parsed, Shape, interrupts, text};
use crate::structure::genre::{letter, margin, verse};
use crate::structure::line::Line;

/// So many lines prove themselves to be verse; fewer do where the text is verse.
const LEAST: usize = 4;

/// Lines from the margin up to a blank one, short and each with a capital, or counted at their margin, or as all the text is broken. A
/// line in capitals above them, a speaker or a title, stands for itself.
pub(super) fn unmarked(lines: &Lines<'_>) -> Option<Parsed> {
    // What was asked from its first line on is not asked again.
    let begins = lines.before.last().is_none_or(|line| line.shown(lines.source).is_empty() || interrupts_itself(lines));
    if lines.is_unwrapped || !begins || !may_be_verse(lines) || text::begins_with_key(lines, lines.lines[0]) {
        return None;
    }
    let run = run(lines)?;
    let (head, own) = run.split_at(heads(lines, &run));
    let texts: Vec<&str> = own.iter().map(|line| line.text(lines.source)).collect();
    let least = if lines.is_verse || lines.breaks_freely { 2 } else { LEAST };
    let is_numbered = head.last().is_some_and(|line| is_number(line.text(lines.source)));
    let is_proved =
        || is_stanza(&texts, is_numbered, lines) || is_stanza(&texts, true, lines) && is_beside_alike(lines, run.len(), texts.len());
    if own.len() < least || has_speaker(texts[0]) || !is_proved() || is_of_letter(lines, &texts, run.len()) {
        return None;
    }
    let head = head.iter().map(|line| (DraftKind::Paragraph, 0, vec![*line]));
    // Emphasis that goes on over lines is read as that of a paragraph.
    let (kind, is_hard) =
        if is_led(&texts) && has_emphasis_over_lines(&texts) { (DraftKind::Paragraph, true) } else { (DraftKind::Verse, false) };
    let own = own.iter().map(|line| Line { is_hard: is_hard || line.is_hard, ..*line }).collect();
    let tree = head.chain([(kind, 0, own)]);
    Some(Parsed { n_lines: run.len(), shape: Shape::Tree(tree.collect()) })
}

/// Whether the lines up to a blank one, or the first of them, may each begin with a capital or have numbers at the margin: most
/// paragraphs are told by their second line, and no more is asked of them.
fn may_be_verse(lines: &Lines<'_>) -> bool {
    const ASKED: usize = 100;
    let (mut n, mut small, mut counted) = (0, 0, 0);
    let texts = lines.lines.iter().take(ASKED).map(|line| line.shown(lines.source));
    texts.take_while(|text| !text.is_empty()).any(|text| {
        let is_digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
        n += 1;
        small += usize::from(!is_raised(text) && !is_digit(text.as_bytes().first()));
        counted += usize::from(is_digit(text.as_bytes().first()) || is_digit(text.trim_end_matches(']').as_bytes().last()));
        n > 1 && (small * 10 <= n || counted > 1 || lines.breaks_freely)
    })
}

/// Whether a stanza of `n` lines stands above the first `len` of these, or below them, and proves itself: those of one poem are alike.
fn is_beside_alike(lines: &Lines<'_>, len: usize, n: usize) -> bool {
    let is_one = |own: &Lines<'_>| {
        let run = run(own).unwrap_or_default();
        let texts: Vec<&str> = run.iter().map(|line| line.text(own.source)).collect();
        texts.len() == n && n >= LEAST && is_stanza(&texts, false, own)
    };
    let is_blank = |line: &Line| line.shown(lines.source).is_empty();
    let below = lines.lines[len..].iter().position(|line| !is_blank(line)).map(|blank| len + blank);
    let above = lines.before.iter().rposition(|line| !is_blank(line)).and_then(|last| (last + 1).checked_sub(n));
    let above = above.filter(|&first| first == 0 || is_blank(&lines.before[first - 1]));
    below.is_some_and(|first| is_one(&lines.after(first)))
        || above.is_some_and(|first| is_one(&Lines { lines: &lines.before[first..], before: &lines.before[..first], ..*lines }))
}

/// How many lines stand above the verse: one in capitals or the number of a stanza, and at the top of all what is above such a one.
fn heads(lines: &Lines<'_>, run: &[Line]) -> usize {
    const NEAR: usize = 4;
    let is_head = |line: &Line| {
        let text = line.text(lines.source);
        !text.contains(char::is_lowercase) && (text.contains(char::is_alphabetic) || is_number(text))
    };
    let near = if lines.before.iter().all(|line| line.is_blank()) { NEAR } else { 1 };
    let last = run.iter().take(near.min(run.len() - 1)).rposition(is_head);
    last.map_or(0, |n| n + 1)
}

/// "12." alone: the number of a stanza.
fn is_number(text: &str) -> bool {
    const MAX_DIGITS: usize = 3;
    let number = text.strip_suffix('.').unwrap_or(text);
    (1..=MAX_DIGITS).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a speaker begins the line: "_Anna._ Who's there?", "ANNA. Who's there?"
fn has_speaker(line: &str) -> bool {
    let is_set_off = |mark: char| line.strip_prefix(mark).is_some_and(|rest| rest.contains(mark) && !rest.ends_with(mark));
    let is_label = |word: &str| word.len() > 3 && word.ends_with(['.', ':']) && !word.contains(char::is_lowercase);
    is_set_off('_') || is_set_off('*') || line.split_whitespace().next().is_some_and(is_label)
}

/// Whether most of the lines of a text were read as verse.
pub(super) fn is_most(lines: &Lines<'_>, drafts: &[Draft]) -> bool {
    let is_blank = |line: &Line| line.shown(lines.source).is_empty();
    let verse = drafts.iter().filter(|draft| draft.kind == DraftKind::Verse);
    let n_verse: usize = verse.map(|draft| draft.pieces.len()).sum();
    n_verse > 0 && n_verse * 2 > lines.lines.iter().filter(|line| !is_blank(line)).count()
}

/// Whether the line before is one after which another begins for itself: a heading, a rule.
fn interrupts_itself(lines: &Lines<'_>) -> bool {
    let Some(last) = lines.before.last() else { return true };
    interrupts(&Lines { lines: std::slice::from_ref(last), before: &[], ..*lines })
}

/// The lines up to a blank one, if each may be one of verse.
fn run<'l>(lines: &Lines<'l>) -> Option<Vec<Line>> {
    let mut run = Vec::new();
    for (n, line) in lines.lines.iter().enumerate() {
        let line = line.trimmed(lines.source);
        if line.is_blank() || n > 0 && interrupts(&lines.after(n)) {
            break;
        }
        let shown = margin::unnumbered(line.text(lines.source));
        if !text::is_short(shown) || is_columned(shown) || shown.ends_with('\\') {
            return None;
        }
        run.push(line);
    }
    // Hard breaks at most ends are the convention's own way.
    let hard = run.iter().filter(|line| line.is_hard).count();
    (hard * 2 <= run.len()).then_some(run)
}

/// Whether a line has columns, as those of tables do.
fn is_columned(line: &str) -> bool {
    memchr2(b'|', b'\t', line.as_bytes()).is_some() || line.as_bytes().windows(3).any(|three| three == b"   ")
}

/// Whether lines are those of a stanza; one that is `numbered` need not show that its sentences run on.
fn is_stanza(texts: &[&str], is_numbered: bool, lines: &Lines<'_>) -> bool {
    let is_verse = lines.is_verse || lines.breaks_freely;
    let shown = || texts.iter().map(|text| margin::unnumbered(text).trim_end_matches(['_', '*', ' ']));
    let mean = shown().map(|text| text.chars().count()).sum::<usize>() / texts.len();
    let narrow = if lines.breaks_freely { 8 } else { 15 };
    let runs_on = is_verse || is_numbered || lines.is_led || verse::runs_on(shown());
    let is_short = (narrow..=60).contains(&mean) && (lines.is_verse || ends_early(&shown().collect::<Vec<_>>()));
    let is_led = lines.breaks_freely || is_led(texts);
    is_short && is_worded(shown()) && (is_led && runs_on || margin::counts_all(texts))
}

/// Whether the lines of a text are broken as those of verse are that begin small: short of where the wider ones end, and at signs more
/// often than prose ends its lines with them.
pub(super) fn breaks_freely(all: &Lines<'_>) -> bool {
    const LEAST: usize = 8;
    if is_wide(all) {
        return false;
    }
    let mut widths: Vec<usize> = pairs(all).map(|(own, _)| own.len()).collect();
    let n = widths.len();
    if n < LEAST {
        return false;
    }
    // Some lines are wider than the rest.
    let (_, &mut width, _) = widths.select_nth_unstable(n * 19 / 20);
    let is_early = |own: &str, next: &str| own.len() + 1 + next.find(' ').unwrap_or(next.len()) <= width;
    let (mut early, mut small, mut signs, mut bullets) = (0, 0, 0, 0);
    for (own, next) in pairs(all) {
        bullets += usize::from(own.starts_with("- "));
        early += usize::from(is_early(own, next));
        small += usize::from(next.starts_with(char::is_lowercase));
        signs += usize::from(own.ends_with(verse::SIGNS));
    }
    early * 20 >= n * 9 && small * 4 >= n && signs * 3 >= n && bullets * 10 < n
}

/// Whether nearly all lines of a text that is not wide begin with a capital, and many end in the midst of a sentence, at a comma or the
/// like: couplets of which each ends at a sign do not run on, and no list is written so.
pub(super) fn is_led_throughout(all: &Lines<'_>) -> bool {
    const LEAST: usize = 10;
    const INNER: [char; 3] = [',', ';', '—'];
    if all.is_unwrapped || is_wide(all) {
        return false;
    }
    let (n, raised, inner) = pairs(all).fold((0, 0, 0), |(n, raised, inner), (own, next)| {
        (n + 1, raised + usize::from(is_raised(next)), inner + usize::from(own.ends_with(INNER)))
    });
    n >= LEAST && raised * 10 >= n * 9 && inner * 4 >= n
}

/// Whether more than a tenth of the lines of a text are wide, as those of most prose: its first lines tell.
fn is_wide(all: &Lines<'_>) -> bool {
    const WIDE: usize = 64;
    const ONE_IN: usize = 10;
    pairs(all).filter(|(own, _)| own.len() >= WIDE).nth(all.lines.len() / ONE_IN).is_some()
}

/// The lines of a text with those right below them.
fn pairs<'l>(all: &'l Lines<'_>) -> impl Iterator<Item = (&'l str, &'l str)> {
    let shown = |line: Line| line.shown(all.source);
    all.lines.windows(2).map(move |pair| (shown(pair[0]), shown(pair[1]))).filter(|(own, next)| !own.is_empty() && !next.is_empty())
}

/// Whether nearly each line begins with a capital.
fn is_led(lines: &[&str]) -> bool {
    lines.iter().filter(|line| is_raised(margin::unnumbered(line))).count() * 10 >= lines.len() * 9
}

/// Whether a line begins with a capital, or with a word that lost its beginning: "'tis".
fn is_raised(line: &str) -> bool {
    let line = line.trim_start_matches(['_', '*', '"', '“', '„', '«', '(']);
    line.starts_with(['\'', '’']) || line.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

/// Whether at some ends of lines the next word had still stood within the widest: no paragraph is wrapped so.
fn ends_early(lines: &[&str]) -> bool {
    const ONE_IN: usize = 5;
    // No page is narrower.
    const NARROW: usize = 58;
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0).max(NARROW);
    let len = |text: &str| text.chars().count();
    let is_early = |pair: &&[&str]| len(pair[0]) + 1 + pair[1].split(' ').next().map_or(0, len) <= width;
    lines.windows(2).filter(is_early).count() * ONE_IN >= lines.len() - 1
}

/// Whether a mark of emphasis opens on one line and closes on another.
fn has_emphasis_over_lines(lines: &[&str]) -> bool {
    let open = |mark: char| lines.iter().filter(|line| line.matches(mark).count() % 2 == 1).count();
    ['_', '*'].into_iter().any(|mark| open(mark) > 0 && open(mark) % 2 == 0)
}

/// Whether half of the words begin small: names, addresses and titles do not.
fn is_worded<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let (n, small) = lines
        .flat_map(str::split_whitespace)
        .fold((0, 0), |(n, small), word| (n + 1, small + usize::from(word.starts_with(char::is_lowercase))));
    small * 2 >= n
}

/// Whether lines are the address above a letter, or its end.
fn is_of_letter(lines: &Lines<'_>, texts: &[&str], len: usize) -> bool {
    let below = || lines.lines[len..].iter().map(|line| line.trimmed(lines.source)).find(|line| !line.is_blank());
    letter::is_closing(&texts.join("\n"), lines.habits)
        || below().is_some_and(|below| letter::are_of_address(texts, below.text(lines.source), lines.habits))
}

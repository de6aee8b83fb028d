//! Numbers of verse lines at the margin: "[425]" or "425" after every fifth line, or before it.
//!
//! A number alone proves nothing: lines end in years too. It counts the lines where another agrees with it, or where it is
//! the line's own number.

use crate::document::{Annotation, BlockKind, Document, Extent, Kind, Zone};

/// A number at the margin of a line that may count it.
struct Candidate {
    /// How many lines stand before it.
    line: usize,
    value: usize,
    extent: Extent,
}

/// Sets apart the numbers that count the lines of the verse.
pub(in crate::structure) fn number(document: &mut Document) {
    let lines = document.blocks.iter().filter(|block| block.kind == BlockKind::Line && block.zone == Zone::Body);
    let found = lines.enumerate().filter_map(|(line, block)| {
        let (from, to, value) = at_margin(document.str(block.extent))?;
        let base = block.extent.start as usize;
        Some(Candidate { line, value, extent: Extent::new(base + from, base + to) })
    });
    let found: Vec<Candidate> = found.collect();
    let numbered: Vec<Annotation> = (0..found.len()).filter(|&n| counts(&found, n)).map(|n| annotation(&found[n])).collect();
    if numbered.is_empty() {
        return;
    }
    let is_taken = |extent: Extent| {
        let n = numbered.partition_point(|own| own.extent.start <= extent.start);
        n.checked_sub(1).is_some_and(|n| numbered[n].extent.contains(extent))
    };
    document.annotations.retain(|own| own.extent.is_empty() || !is_taken(own.extent));
    document.annotations.extend(numbered);
    document.sort_annotations();
}

fn annotation(own: &Candidate) -> Annotation {
    Annotation { extent: own.extent, kind: Kind::LineNumber(own.value.to_string().into()) }
}

/// Whether the number is that of its line, or goes on as that before or after it does.
fn counts(found: &[Candidate], n: usize) -> bool {
    let own = &found[n];
    let before = n.checked_sub(1).map(|n| &found[n]);
    let is_own = own.value == own.line + 1 && own.value.is_multiple_of(5);
    is_own || before.is_some_and(|before| goes_on(before, own)) || found.get(n + 1).is_some_and(|next| goes_on(own, next))
}

/// As many lines on as the numbers say, or fewer where some are left out.
fn goes_on(before: &Candidate, next: &Candidate) -> bool {
    let Some(step) = next.value.checked_sub(before.value).filter(|&step| step > 0) else { return false };
    let lines = next.line - before.line;
    lines == step || before.value.is_multiple_of(5) && step.is_multiple_of(5) && lines <= step && step <= 20
}

/// Whether numbers at the margin count these lines: two or more, nearly all of which go on as those before do.
pub(in crate::structure) fn counts_all(lines: &[&str]) -> bool {
    let candidate = |(line, text): (usize, &&str)| {
        let (from, to, value) = at_margin(text)?;
        Some(Candidate { line, value, extent: Extent::new(from, to) })
    };
    let found: Vec<Candidate> = lines.iter().enumerate().filter_map(candidate).collect();
    let good = found.windows(2).filter(|pair| goes_on(&pair[0], &pair[1])).count();
    good > 0 && good * 4 >= (found.len() - 1) * 3
}

/// The number at the margin of a line, with the white space between: from, to, and its value.
pub(super) fn at_margin(line: &str) -> Option<(usize, usize, usize)> {
    after(line).or_else(|| before(line))
}

/// "… nor grudges [425]", "… nor grudges   425".
fn after(line: &str) -> Option<(usize, usize, usize)> {
    let inner = line.strip_suffix(']').unwrap_or(line);
    inner.bytes().next_back().filter(u8::is_ascii_digit)?;
    let kept = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let value = value(&inner[kept.len()..])?;
    let before = if inner.len() < line.len() { kept.strip_suffix('[')? } else { kept };
    let words = before.trim_end();
    let gap = before[words.len()..].chars().count();
    let is_apart = gap >= if inner.len() < line.len() { 1 } else { 3 } || before[words.len()..].contains('\t');
    (is_apart && words.contains(char::is_alphabetic)).then_some((words.len(), line.len(), value))
}

/// "425   Nor grudges …".
fn before(line: &str) -> Option<(usize, usize, usize)> {
    line.bytes().next().filter(u8::is_ascii_digit)?;
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let value = value(&line[..line.len() - rest.len()])?;
    let words = rest.trim_start();
    let is_apart = rest.len() - words.len() >= 2 || rest.starts_with('\t');
    (is_apart && words.contains(char::is_alphabetic)).then_some((0, line.len() - words.len(), value))
}

fn value(digits: &str) -> Option<usize> {
    digits.parse().ok().filter(|_| digits.len() <= 4 && !digits.starts_with('0'))
}

/// A line without the number at its margin.
pub(in crate::structure) fn unnumbered(line: &str) -> &str {
    match at_margin(line) {
        Some((0, to, _)) => &line[to..],
        Some((from, ..)) => &line[..from],
        None => line,
    }
}

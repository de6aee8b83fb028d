//! Wrapped text without blank lines: a line that had place for more ends its paragraph.

use super::Lines;

/// The width of the lines of a text, in bytes, where it is wrapped prose and next to no blank lines part its paragraphs.
pub(super) fn width(lines: &Lines<'_>) -> Option<usize> {
    const LEAST: usize = 12;
    const NARROWEST: usize = 50;
    if lines.is_unwrapped || lines.lines.len() < LEAST {
        return None;
    }
    let texts = || lines.lines.iter().map(|line| line.shown(lines.source)).filter(|text| !text.is_empty());
    let mut lens: Vec<usize> = texts().map(str::len).collect();
    let blank = lines.lines.len() - lens.len();
    lens.sort_unstable();
    let width = *lens.get(lens.len() * 9 / 10)?;
    // Of verse few lines are full, or none begins small.
    let full = lens.len() - lens.partition_point(|len| len * 5 < width * 4);
    let small = texts().filter(|text| text.starts_with(char::is_lowercase)).count();
    let is_prose = full * 2 >= lens.len() && small * 3 >= lens.len();
    (blank * 50 <= lens.len() && width >= NARROWEST && is_prose).then_some(width)
}

/// Whether the paragraph ends above line `n` of such a text: the line before had place for its first word.
pub(super) fn ends_before(lines: &Lines<'_>, n: usize) -> bool {
    let Some(width) = lines.solid else { return false };
    let text = |n: usize| lines.lines[n].shown(lines.source);
    let word = text(n).split_whitespace().next().unwrap_or_default();
    (text(n - 1).len() + 1 + word.len()) * 5 <= width * 4
}

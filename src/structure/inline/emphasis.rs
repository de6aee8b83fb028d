//! Emphasis by marks in pairs: `*…*`, `**…**`, `_…_`, `~~…~~`, `==…==`, inside words and over line ends.
//!
//! The rules of CommonMark (section 6.2) on what may open and close, since they leave alone what is no emphasis: `2 * 3`,
//! `rights* -- opens`. Other than there, underscores set off parts of words. Longer runs are ornaments or blanks to fill in.

use super::{Action, Inline};
use crate::document::{Kind, Rend};

/// A run of one mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    mark: u8,
    start: usize,
    /// Marks that are left.
    len: usize,
    can_open: bool,
    can_close: bool,
    /// Whether it stands inside a word, as an underscore of `snake_case` does.
    is_inside: bool,
}

impl Run {
    /// The run of `len` marks at `start`; `None` if it cannot be emphasis.
    pub(super) fn new(source: &str, start: usize, len: usize) -> Option<Self> {
        let mark = source.as_bytes()[start];
        let fits = if matches!(mark, b'~' | b'=') { len == 2 } else { len <= 3 };
        if !fits {
            return None;
        }
        let before = source[..start].chars().next_back().unwrap_or(' ');
        let after = source[start + len..].chars().next().unwrap_or(' ');
        let left = is_flanking(after, before);
        let right = is_flanking(before, after);
        let is_inside = mark == b'_' && before.is_alphanumeric() && after.is_alphanumeric();
        let can_open = left && (mark != b'_' || !right || is_punctuation(before) || is_inside);
        let can_close = right && (mark != b'_' || !left || is_punctuation(after) || is_inside);
        (can_open || can_close).then_some(Self { mark, start, len, can_open, can_close, is_inside })
    }

    fn rend(self, width: usize) -> Rend {
        match (self.mark, width) {
            (b'~', _) => Rend::Strikethrough,
            (b'=', _) => Rend::Highlight,
            (_, 2) => Rend::Bold,
            _ => Rend::Italic,
        }
    }
}

/// Whether a run touches a word on the side of `near`.
fn is_flanking(near: char, far: char) -> bool {
    !near.is_whitespace() && (!is_punctuation(near) || far.is_whitespace() || is_punctuation(far))
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// Openers looked back at for one closer; beyond that a paragraph is no prose.
const MAX_BACK: usize = 64;

impl Inline<'_> {
    pub(super) fn match_emphasis(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let mut openers: Vec<Run> = Vec::new();
        for &run in &runs {
            let mut closer = run;
            while closer.can_close && closer.len > 0 && self.close(&mut openers, &mut closer) {}
            if closer.can_open && closer.len > 0 {
                openers.push(closer);
            }
        }
        self.runs = runs;
    }

    /// Closes the nearest opener that fits; whether there was one.
    fn close(&mut self, openers: &mut Vec<Run>, closer: &mut Run) -> bool {
        let fits =
            |opener: &Run| opener.mark == closer.mark && !breaks_rule_of_three(opener, closer) && joins_word(self.source, opener, closer);
        let Some(back) = openers.iter().rev().take(MAX_BACK).position(fits) else { return false };
        openers.truncate(openers.len() - back);
        let Some(opener) = openers.last_mut() else { return false };
        let width = if opener.len >= 2 && closer.len >= 2 { 2 } else { 1 };
        let is_expansion = width == 1 && opener.len == 1 && is_expansion(self.source, opener, closer);
        let pair = self.pair(vec![if is_expansion { Kind::Expansion } else { Kind::Emphasis(closer.rend(width)) }]);
        opener.len -= width;
        let open_at = opener.start + opener.len;
        self.push(open_at, open_at + width, Action::Open(pair));
        self.push(closer.start, closer.start + width, Action::Close(pair));
        closer.start += width;
        closer.len -= width;
        if opener.len == 0 {
            openers.pop();
        }
        true
    }
}

/// Underscores may set off a part of a word (`_slaap_kamer`), if one of the two stands at the edge of it, and what is not
/// upright from a figure on (`19_th October_`); two inside words are none (`snake_case_name`).
fn joins_word(source: &str, opener: &Run, closer: &Run) -> bool {
    let is_behind_figure = || {
        let before = source[..opener.start].trim_end_matches(|c: char| c.is_ascii_digit());
        before.len() < opener.start && !before.ends_with(char::is_alphanumeric)
    };
    match (opener.is_inside, closer.is_inside) {
        (false, false) => true,
        (true, true) => false,
        (true, false) if is_behind_figure() => true,
        _ => !source[opener.start..closer.start].contains(char::is_whitespace),
    }
}

/// Letters in italics inside a word, as in `ciu*da*d`, are those that an abbreviation leaves out: the habit of printed editions
/// of manuscripts.
fn is_expansion(source: &str, opener: &Run, closer: &Run) -> bool {
    let inner = &source[opener.start + 1..closer.start];
    let before = source[..opener.start].chars().next_back();
    let after = source[closer.start + 1..].chars().next();
    opener.mark == b'*'
        && before.zip(after).is_some_and(|(a, b)| a.is_alphabetic() && b.is_alphabetic())
        && inner.chars().all(char::is_lowercase)
}

/// CommonMark, rules 9 and 10: `*a**b*` is not `<em>a</em><em>b</em>`.
fn breaks_rule_of_three(opener: &Run, closer: &Run) -> bool {
    (opener.can_close || closer.can_open)
        && (opener.len + closer.len).is_multiple_of(3)
        && !(opener.len.is_multiple_of(3) && closer.len.is_multiple_of(3))
}

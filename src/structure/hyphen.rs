//! Words divided at the end of a line.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::structure::inline::LineEnd;
use crate::structure::tally::{Spelling, Tally};
use crate::structure::words::Words;

/// Shorter words are not looked for, in bytes: they stand everywhere.
const SHORTEST: usize = 4;

/// First parts of words of English that keep their hyphen where the document does not tell.
static KEPT: LazyLock<FxHashSet<&str>> = LazyLock::new(|| include_str!("hyphened.txt").split_whitespace().collect());

impl Words<'_> {
    /// What becomes of the end of `line`, which `next` follows. The word that it divides tells whether a hyphen belongs to the word
    /// ("well-built") or to the line ("estab-lish"), where it stands undivided elsewhere in the source.
    pub(super) fn line_end(&self, line: &str, next: &str) -> LineEnd {
        let Some(hyphen) = line.chars().next_back().filter(|c| matches!(c, '-' | '\u{ad}' | '\u{2010}')) else {
            return spacing(line, next);
        };
        let (first, second) = (last_word(&line[..line.len() - hyphen.len_utf8()]), first_word(next));
        if first.is_empty() || second.is_empty() { LineEnd::Soft } else { self.join(first, second, hyphen) }
    }

    fn join(&self, first: &str, second: &str, hyphen: char) -> LineEnd {
        let stands = |word: String| self.divided().count(&word) > 0;
        if hyphen == '\u{ad}' || stands(format!("{first}{second}")) {
            return LineEnd::Divided;
        }
        let is_name = second.starts_with(char::is_uppercase);
        let is_kept = KEPT.contains(&*first.to_lowercase());
        if is_name || is_kept || stands(format!("{first}-{second}")) { LineEnd::Hyphenated } else { LineEnd::Divided }
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// The words that would be made at line ends, joined and with their hyphen, to be counted in the source.
pub(super) fn divided(source: &str) -> Tally {
    let divided = memchr::memchr_iter(b'\n', source.as_bytes()).filter_map(|at| {
        let stem = source[..at].trim_end_matches('\r').strip_suffix(['-', '\u{2010}'])?;
        Some((last_word(stem), first_word(source[at..].trim_start_matches(|c: char| !c.is_alphabetic()))))
    });
    let made = divided.flat_map(|(first, second)| [format!("{first}{second}"), format!("{first}-{second}")]);
    Tally::new(made.filter(|word| word.len() >= SHORTEST), Spelling { sign: b'-', is_folded: false })
}

/// Chinese and Japanese do not separate words: there no space can stand for the end of a line, which stays one.
fn spacing(line: &str, next: &str) -> LineEnd {
    let is_unspaced =
        |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}');
    let meets = line.chars().next_back().is_some_and(is_unspaced) && next.chars().next().is_some_and(is_unspaced);
    if meets { LineEnd::Hard } else { LineEnd::Soft }
}

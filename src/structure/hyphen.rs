//! Words divided at the end of a line.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::structure::inline::LineEnd;

/// The words of a source, gathered when the first word is found divided: they tell whether a hyphen at the end of a line
/// belongs to the word ("well-built") or to the line ("re-establish" stays, "estab-lish" does not).
#[derive(Debug)]
pub(super) struct Words<'a> {
    source: &'a str,
    words: OnceLock<HashSet<Box<str>>>,
}

/// First parts that keep their hyphen where the document does not tell.
const KEPT: [&str; 28] = [
    "all", "anti", "arch", "co", "counter", "cross", "de", "ex", "far", "first", "free", "half", "high", "ill", "law", "long", "low", "middle", "mid",
    "never", "non", "pre", "pro", "quasi", "self", "semi", "so", "well",
];

impl<'a> Words<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, words: OnceLock::new() }
    }

    /// What becomes of the end of `line`, which `next` follows.
    pub(super) fn line_end(&self, line: &str, next: &str) -> LineEnd {
        let Some(hyphen) = line.chars().next_back().filter(|c| matches!(c, '-' | '\u{ad}' | '\u{2010}')) else {
            return spacing(line, next);
        };
        let stem = &line[..line.len() - hyphen.len_utf8()];
        let first = &stem[stem.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| at + char_len(stem, at))..];
        let second = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
        if first.is_empty() || !second.starts_with(char::is_alphabetic) {
            return LineEnd::Soft;
        }
        self.join(first, second, hyphen)
    }

    fn join(&self, first: &str, second: &str, hyphen: char) -> LineEnd {
        let words = self.words.get_or_init(|| words(self.source));
        if hyphen == '\u{ad}' || words.contains(&*format!("{first}{second}")) {
            return LineEnd::Divided;
        }
        let is_name = second.starts_with(char::is_uppercase);
        let is_kept = KEPT.contains(&&*first.to_lowercase());
        if is_name || is_kept || words.contains(&*format!("{first}-{second}")) { LineEnd::Hyphenated } else { LineEnd::Divided }
    }
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

fn words(source: &str) -> HashSet<Box<str>> {
    source.split(|c: char| !c.is_alphabetic() && c != '-').filter(|word| word.len() > 3 && !word.ends_with('-')).map(Box::from).collect()
}

/// Chinese and Japanese do not separate words: there no space can stand for the end of a line, which stays one.
fn spacing(line: &str, next: &str) -> LineEnd {
    let is_unspaced = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}');
    let meets = line.chars().next_back().is_some_and(is_unspaced) && next.chars().next().is_some_and(is_unspaced);
    if meets { LineEnd::Hard } else { LineEnd::Soft }
}

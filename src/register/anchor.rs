//! Words of a text found again: whatever became of its wrapping, emphasis and quotation marks since.
//!
//! Emphasis and wrapping are gone from the running text; here also white space goes, and quotation marks become one. So a
//! text is folded once, and all anchors are looked for in one pass (Aho and Corasick).

use std::borrow::Cow;
use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use unicode_normalization::char::is_combining_mark;

use super::loose::{self, Folder};
use crate::document::{Document, Extent};

/// Words, and what stands before and after them; each but the words may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// What stands right before the words.
    pub before: String,
    /// The words.
    pub quote: String,
    /// What stands right after them.
    pub after: String,
}

/// A text without white space and with one kind of quotation mark, and the way back.
pub(super) struct Folded<'t> {
    text: &'t str,
    folded: String,
    /// For each byte of `folded` the byte of the text that it comes from.
    origins: Vec<u32>,
    /// Where a note that stands in the line meets the words around it, without a space: `bread^[Of rye.]`.
    seams: Vec<u32>,
    /// What stands between words and is none, for words that stand nowhere as they are.
    between: Vec<Extent>,
}

impl<'t> Folded<'t> {
    /// The text of `document`, in which words end where its notes begin.
    pub(super) fn of(document: &'t Document) -> Self {
        let mut seams: Vec<u32> = document.notes_in_line().into_iter().flat_map(|note| [note.start, note.end]).collect();
        seams.sort_unstable();
        Self { seams, between: loose::between(document), ..Self::new(&document.text) }
    }

    fn new(text: &'t str) -> Self {
        Self::by(text, |_, c, folded| folded.extend(fold(c)))
    }

    /// The text by what `push` makes of each character and where it stands.
    fn by(text: &'t str, mut push: impl FnMut(usize, char, &mut String)) -> Self {
        let (folded, origins) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
        let mut own = Self { text, folded, origins, seams: Vec::new(), between: Vec::new() };
        for (at, c) in text.char_indices() {
            push(at, c, &mut own.folded);
            own.origins.resize(own.folded.len(), at as u32);
        }
        own
    }

    /// The same text folded further, without what stands between its words.
    fn loosely(&self) -> Self {
        let mut between = self.between.iter().peekable();
        let mut folder = Folder::default();
        let folded = Self::by(self.text, |at, c, folded| {
            while between.next_if(|own| own.end as usize <= at).is_some() {}
            if between.peek().is_none_or(|own| at < own.start as usize) {
                folder.push(c, folded);
            }
        });
        Self { seams: self.seams.clone(), ..folded }
    }

    /// For each anchor the places of its words. An anchor that stands nowhere as it is is looked for without the marks of
    /// emphasis in it, at last as it may have been copied or typed.
    pub(super) fn places(&self, anchors: &[&Anchor]) -> Vec<Vec<Extent>> {
        let mut places = vec![Vec::new(); anchors.len()];
        for without in MARKS {
            let left: Vec<usize> = (0..anchors.len()).filter(|&n| places[n].is_empty()).collect();
            let needles: Vec<Needle> = left.iter().map(|&n| Needle::new(anchors[n], without)).collect();
            for (n, found) in left.into_iter().zip(self.matches(&needles)) {
                places[n] = found;
            }
        }
        let left: Vec<usize> = (0..anchors.len()).filter(|&n| places[n].is_empty() && !anchors[n].quote.is_empty()).collect();
        if !left.is_empty() {
            let needles: Vec<Needle> = left.iter().map(|&n| Needle::loosely(anchors[n])).collect();
            for (n, found) in left.into_iter().zip(self.loosely().matches(&needles)) {
                places[n] = found;
            }
        }
        places
    }

    fn anchors(&self, extents: &[Extent]) -> Vec<Option<Anchor>> {
        let mut found: Vec<Option<Anchor>> = vec![None; extents.len()];
        for words in CONTEXT {
            let left: Vec<usize> = (0..extents.len()).filter(|&n| found[n].is_none()).collect();
            let tried: Vec<Anchor> = left.iter().map(|&n| around(self.text, extents[n], words)).collect();
            let places = self.places(&tried.iter().collect::<Vec<_>>());
            for ((n, anchor), places) in left.into_iter().zip(tried).zip(places) {
                if let [one] = places.as_slice()
                    && *one == extents[n]
                {
                    found[n] = Some(anchor);
                }
            }
        }
        found
    }

    fn matches(&self, needles: &[Needle]) -> Vec<Vec<Extent>> {
        let mut owners: HashMap<&str, Vec<usize>> = HashMap::new();
        for (n, needle) in needles.iter().enumerate().filter(|(_, needle)| !needle.quote.is_empty()) {
            owners.entry(&needle.whole).or_default().push(n);
        }
        let mut patterns: Vec<&str> = owners.keys().copied().collect();
        patterns.sort_unstable();
        let mut places = vec![Vec::new(); needles.len()];
        let Ok(automaton) = AhoCorasick::builder().build(&patterns) else { return places };
        for found in automaton.find_overlapping_iter(&self.folded) {
            for &n in &owners[patterns[found.pattern().as_usize()]] {
                let start = found.start() + needles[n].lead;
                places[n].extend(self.extent(start, start + needles[n].quote.len()));
            }
        }
        places
    }

    /// The extent in the text of these bytes of the folded one, unless they cut a word or a character.
    fn extent(&self, start: usize, end: usize) -> Option<Extent> {
        let parts_character = |at: usize| at.checked_sub(1).and_then(|before| self.origins.get(before)) == self.origins.get(at);
        if parts_character(start) || parts_character(end) {
            return None;
        }
        let first = self.origins[start] as usize;
        let last = self.origins[end - 1] as usize;
        let end = last + self.text[last..].chars().next().map_or(0, char::len_utf8);
        (!self.cuts(first) && !self.cuts(end)).then(|| Extent::new(first, end))
    }

    /// Whether byte `at` of the text is inside a word. The digit of a marker is no part of the word before it: of
    /// `Geneva<sup>1</sup>` the text is "Geneva1".
    fn cuts(&self, at: usize) -> bool {
        let (before, after) = self.text.split_at(at);
        let Some((last, next)) = before.chars().next_back().zip(after.chars().next()) else { return false };
        let is_marker = last.is_alphabetic() && next.is_ascii_digit();
        is_combining_mark(next) || is_letter(last) && is_letter(next) && !is_marker && self.seams.binary_search(&(at as u32)).is_err()
    }
}

/// Marks without which an anchor is looked for, one set after the other. `[^1]` is a marker of a note, `m^r^` is emphasis.
const MARKS: [&[char]; 3] = [&[], &['*', '_', '~', '`'], &['*', '_', '~', '`', '^']];

/// An anchor folded as a text is.
struct Needle {
    whole: String,
    quote: String,
    /// Bytes of `whole` before the quote.
    lead: usize,
}

impl Needle {
    /// Without these marks, and then without tags.
    fn new(anchor: &Anchor, without: &[char]) -> Self {
        let own = |text: &str| -> String {
            let text = if without.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(without_tags(text)) };
            text.chars().filter(|c| !without.contains(c)).filter_map(fold).collect()
        };
        Self::by(anchor, own)
    }

    /// As [`Folded::loosely`] folds a text.
    fn loosely(anchor: &Anchor) -> Self {
        Self::by(anchor, |text| {
            let (mut folder, mut folded) = (Folder::default(), String::new());
            without_tags(&loose::bare(text)).chars().for_each(|c| folder.push(c, &mut folded));
            folded
        })
    }

    fn by(anchor: &Anchor, own: impl Fn(&str) -> String) -> Self {
        let (before, quote) = (own(&anchor.before), own(&anchor.quote));
        Self { whole: format!("{before}{quote}{}", own(&anchor.after)), lead: before.len(), quote }
    }
}

/// A character as it is compared: none for white space and soft hyphens.
pub(super) fn fold(c: char) -> Option<char> {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some('"'),
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' => Some('\''),
        '\u{ad}' | '\u{200b}' | '\u{feff}' => None,
        _ if c.is_whitespace() => None,
        _ => Some(c),
    }
}

/// Letters and digits of scripts that separate words.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// `<sup>1</sup>` to `1`.
fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        kept.push_str(&rest[..open]);
        let tag = &rest[open..];
        let close = tag.find('>').filter(|_| tag[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()));
        rest = match close {
            Some(close) => &tag[close + 1..],
            None => {
                kept.push('<');
                &tag[1..]
            }
        };
    }
    kept + rest
}

/// Words of context that are tried on each side, one after the other, until the words stand once.
const CONTEXT: [usize; 7] = [0, 2, 4, 8, 16, 32, 64];
/// Words of a quotation at most; of a longer one its first stand for it.
const QUOTE: usize = 24;

/// For each extent of the text of `document`, cut as by [`quoted`], an anchor that stands there alone; `None` where no context
/// tells it from another place.
///
/// ```
/// use teiscribe::convention::Habits;
/// use teiscribe::document::Extent;
/// use teiscribe::register::anchors;
/// use teiscribe::{source::Source, structure};
///
/// let (source, _) = Source::read("t", b"Peace is near, and peace is dear.\n".to_vec()).unwrap();
/// let (document, _) = structure::parse(&source, Habits::base());
/// let anchor = anchors(&document, &[Extent::new(25, 27)])[0].clone().unwrap();
/// assert_eq!((anchor.before.as_str(), anchor.quote.as_str(), anchor.after.as_str()), ("and peace", "is", "dear."));
/// ```
pub fn anchors(document: &Document, extents: &[Extent]) -> Vec<Option<Anchor>> {
    Folded::of(document).anchors(extents)
}

/// The extent that stands for one in an anchor: its first words, where it is long, without white space around.
pub fn quoted(text: &str, extent: Extent) -> Extent {
    let own = &text[extent.range()];
    let base = extent.start as usize;
    let at = |word: &str| base + (word.as_ptr() as usize - own.as_ptr() as usize);
    let mut words = own.split_whitespace().take(QUOTE);
    let Some(first) = words.next() else { return extent };
    let last = words.last().unwrap_or(first);
    Extent::new(at(first), at(last) + last.len())
}

/// Where the words of an anchor stand in the text of `document`.
///
/// ```
/// use teiscribe::convention::Habits;
/// use teiscribe::document::Extent;
/// use teiscribe::register::{Anchor, places};
/// use teiscribe::{source::Source, structure};
///
/// let (source, _) = Source::read("t", "In the\n“good” text<sup>1</sup>.\n".into()).unwrap();
/// let (document, _) = structure::parse(&source, Habits::base());
/// let anchor = Anchor { quote: "the \"good\" text".to_owned(), ..Anchor::default() };
/// assert_eq!(places(&document, &anchor), [Extent::new(3, 22)]);
/// ```
pub fn places(document: &Document, anchor: &Anchor) -> Vec<Extent> {
    Folded::of(document).places(&[anchor]).into_iter().flatten().collect()
}

/// The words of `extent` with so many words on both sides.
fn around(text: &str, extent: Extent, words: usize) -> Anchor {
    let own = |words: Vec<&str>| words.join(" ");
    let quote: Vec<&str> = text[extent.range()].split_whitespace().collect();
    // A word that the extent begins or ends in goes with the context.
    let after: Vec<&str> = text[extent.end as usize..].split_whitespace().take(words).collect();
    let mut before: Vec<&str> = text[..extent.start as usize].split_whitespace().rev().take(words).collect();
    before.reverse();
    Anchor { before: own(before), quote: own(quote), after: own(after) }
}

/// The places of `text` that have the most words of an anchor, the best first, three at most.
pub(super) fn nearest(text: &str, anchor: &Anchor) -> Vec<Extent> {
    let words = |text: &str| -> Vec<String> { spans(text).into_iter().map(|(start, end)| text[start..end].to_lowercase()).collect() };
    let wanted = words(&format!("{} {} {}", anchor.before, anchor.quote, anchor.after));
    let stands = spans(text);
    let is_wanted: Vec<bool> = stands.iter().map(|&(start, end)| wanted.contains(&text[start..end].to_lowercase())).collect();
    let (size, mut count) = (wanted.len().max(1), 0);
    let mut scored: Vec<(usize, usize)> = Vec::new();
    for at in 0..stands.len() {
        count += usize::from(is_wanted[at]);
        count -= usize::from(at >= size && is_wanted[at - size]);
        let first = (at + 1).saturating_sub(size);
        match scored.last_mut() {
            Some((best, start)) if *start + size > first => {
                (*best, *start) = if count > *best { (count, first) } else { (*best, *start) };
            }
            _ if count * 2 > size => scored.push((count, first)),
            _ => {}
        }
    }
    scored.sort_by_key(|&(count, start)| (std::cmp::Reverse(count), start));
    scored.into_iter().take(3).map(|(_, first)| Extent::new(stands[first].0, stands[(first + size - 1).min(stands.len() - 1)].1)).collect()
}

fn spans(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                spans.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    spans.extend(start.map(|from| (from, text.len())));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(before: &str, quote: &str, after: &str) -> Anchor {
        Anchor { before: before.to_owned(), quote: quote.to_owned(), after: after.to_owned() }
    }

    fn places(text: &str, own: &Anchor) -> Vec<Extent> {
        Folded::new(text).places(&[own]).remove(0)
    }

    #[test]
    fn wrapping_emphasis_and_quotation_marks_are_ignored() {
        let text = "The “diplomatic\nunited front” was Marx’s, not the Marxists'.";
        assert_eq!(places(text, &anchor("", "*diplomatic united* front", "")).len(), 1);
        assert_eq!(places(text, &anchor("The \"", "diplomatic", "united")).len(), 1);
        assert_eq!(places(text, &anchor("", "Marx", "")), [Extent::new(38, 42)]);
        assert_eq!(places("M * * * came.", &anchor("", "M * * *", "came")).len(), 1);
        assert_eq!(places("now1 then", &anchor("", "now<sup>1</sup>", "")).len(), 1);
        assert_eq!(places("now1 then", &anchor("", "now", "")), [Extent::new(0, 3)]);
    }

    #[test]
    fn what_stands_before_and_after_tells_places_apart() {
        let text = "In Georgia. To Georgia. Georgia.";
        assert_eq!(places(text, &anchor("To", "Georgia", "")), [Extent::new(15, 22)]);
        let extents = [Extent::new(3, 10), Extent::new(15, 22), Extent::new(24, 31)];
        let made = Folded::new(text).anchors(&extents);
        for (own, extent) in made.iter().zip(extents) {
            assert_eq!(places(text, own.as_ref().unwrap()), [extent]);
        }
    }

    #[test]
    fn the_nearest_places_have_most_of_the_words() {
        let text = "The committee met in Geneva on Monday. Nothing else was said of it by anybody in town.";
        let near = nearest(text, &anchor("", "committee meets in Geneva", ""));
        assert!(text[near[0].range()].contains("committee met in"), "{near:?}");
    }
}

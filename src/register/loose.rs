//! Words that stand nowhere as a row has them, and yet are those of the text: copied out of the transcription with a hyphen at
//! a line end, a link or an entity, over the marker of a note or the mark of a page, or changed by what they were typed in.

use unicode_normalization::UnicodeNormalization;

use super::anchor::fold;
use crate::document::{Document, Extent, Kind, Rend};
use crate::xml::{self, Entity};

/// Bytes of a marker, at most: a note that stands in the line has words.
const MARKER: u32 = 12;

/// What stands between the words of a text and is none: markers of notes and marks of pages, in order.
pub(super) fn between(document: &Document) -> Vec<Extent> {
    let is_between =
        |kind: &Kind| matches!(kind, Kind::NoteMarker(_) | Kind::NoteReference(_) | Kind::PageBreak(_) | Kind::Emphasis(Rend::Superscript));
    let is_word = |extent: Extent| document.str(extent).contains(char::is_alphabetic);
    let own = document.annotations.iter().filter(|a| is_between(&a.kind) && a.extent.end - a.extent.start <= MARKER);
    let mut between: Vec<Extent> = own.filter(|a| matches!(a.kind, Kind::PageBreak(_)) || !is_word(a.extent)).map(|a| a.extent).collect();
    between.extend(markers(&document.text).map(|(start, end)| Extent::new(start, end)));
    between.sort_unstable();
    between
}

/// Words as a row has them, without links, entities, tags and markers of notes.
pub(super) fn bare(words: &str) -> String {
    // "## Speech" and "| Bury |" are copied with the marks of their blocks.
    let is_mark = |word: &&str| word.trim_matches(['#', '>', '|']).is_empty();
    let words: Vec<&str> = words.split_whitespace().filter(|word| !is_mark(word)).collect();
    let words = without_raised(&without_links(&words.join(" "))).replace('\\', "");
    let words = without_entities(&words);
    let mut kept = String::with_capacity(words.len());
    let mut from = 0;
    for (start, end) in markers(&words) {
        kept.push_str(&words[from..start]);
        from = end;
    }
    kept + &words[from..]
}

/// The markers `[1]` and `[^a]` of a text.
fn markers(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices('[').filter_map(|(start, _)| {
        let label = text[start + 1..].split_once(']')?.0;
        let inner = label.trim_start_matches('^');
        // Of "[^[^1]16]" the inner one is a marker.
        let is_label =
            matches!(inner.len(), 1..=3) && !label.contains('[') && inner.bytes().all(|b| b.is_ascii_digit() || inner.len() < label.len());
        is_label.then(|| (start, start + label.len() + 2))
    })
}

/// `R&amp;D` to `R&D`.
fn without_entities(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, own)) = rest.split_once('&') {
        kept.push_str(before);
        let known = own.split_once(';').and_then(|(name, after)| Some((xml::entity(name)?, after)));
        rest = match known {
            Some((Entity::Named(signs), after)) => {
                kept.push_str(signs);
                after
            }
            Some((Entity::Numbered(sign), after)) => {
                kept.push(sign);
                after
            }
            None => {
                kept.push('&');
                own
            }
        };
    }
    kept + rest
}

/// `<sup>1</sup>` goes with what it holds.
fn without_raised(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, raised)) = rest.split_once("<sup>") {
        kept.push_str(before);
        rest = match raised.split_once("</sup>") {
            Some((label, after)) if label.len() <= MARKER as usize => after,
            _ => raised,
        };
    }
    kept + rest
}

/// `[words](target)` to `words`.
fn without_links(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, target)) = rest.split_once("](") {
        kept.push_str(before);
        let open = kept.rmatch_indices('[').map(|(at, _)| at).find(|&at| !kept[..at].ends_with('\\'));
        match (open, target.split_once(')')) {
            (Some(open), Some((_, after))) => {
                kept.remove(open);
                rest = after;
            }
            _ => {
                kept.push_str("](");
                rest = target;
            }
        }
    }
    kept + rest
}

/// Folds characters further than [`fold`] does: dashes, hyphens and marks of emphasis go, ligatures and the like are letters.
#[derive(Debug, Default)]
pub(super) struct Folder {
    is_after_dash: bool,
}

impl Folder {
    pub(super) fn push(&mut self, c: char, folded: &mut String) {
        if matches!(c, '*' | '_' | '~' | '^' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹') {
            return;
        }
        for c in std::iter::once(c).nfkd().filter_map(fold) {
            if matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}') {
                self.is_after_dash = true;
                continue;
            }
            // 1-23 is not 12-3.
            if self.is_after_dash && c.is_ascii_digit() && folded.ends_with(|last: char| last.is_ascii_digit()) {
                folded.push('-');
            }
            self.is_after_dash = false;
            folded.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_entities_tags_and_markers_are_no_words() {
        assert_eq!(bare("of [Karl Marx](marx.htm)[\\[1\\]](#n1) at R&amp;D<sup>2</sup> [then][^a]"), "of Karl Marx at R&D [then]");
        assert_eq!(bare("## Speech of | Bury |"), "Speech of Bury");
        assert_eq!(bare("[the] words]( of x"), "[the] words]( of x");
        assert_eq!(bare("He came[^[^1]16] to"), "He came[^16] to");
    }

    #[test]
    fn dashes_and_composition_do_not_count_and_numbers_do() {
        let folded = |text: &str| {
            let (mut folder, mut folded) = (Folder::default(), String::new());
            text.chars().for_each(|c| folder.push(c, &mut folded));
            folded
        };
        assert_eq!(folded("com-\nmittee … then – said"), folded("committee ... then -- said"));
        assert_eq!(folded("Zoë"), folded("Zoe\u{308}"));
        assert_ne!(folded("pp. 1-23"), folded("pp. 12-3"));
    }
}

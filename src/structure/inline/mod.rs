//! The text of one block: emphasis, links, tags, entities, escapes and line ends become annotations and tiles.
//!
//! Three steps: [`scan`] finds what is no plain text, [`emphasis`] matches the marks that come in pairs, [`emit`] hands
//! everything to the tiler in order. What no step claims stays text.

mod emit;
mod emphasis;
mod enclosed;
mod link;
mod scan;
mod sign;

use crate::byte_set::ByteSet;
use crate::convention::Habits;
use crate::document::{Annotation, Kind, Reason, Tiler};
use crate::structure::line::Line;
use crate::structure::words::Words;

pub(super) use enclosed::NOTE_NAME;

/// Something in a block that is not plain text, in bytes of the source.
#[derive(Clone, Debug)]
struct Item {
    start: usize,
    end: usize,
    action: Action,
}

/// What is to be done with an item.
#[derive(Clone, Debug)]
enum Action {
    /// Plain text after all.
    Text,
    Mark,
    Drop(Reason),
    Recode(&'static str),
    RecodeChar(char),
    /// The first or last mark of a pair, by its index in [`Inline::pairs`].
    Open(usize),
    Close(usize),
    /// A mark that is also a point of the text.
    Point(Kind, Reason),
    LineEnd(LineEnd),
}

/// What becomes of the end of a line inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// White space.
    Soft,
    /// A break that is meant.
    Hard,
    /// The hyphen before it divides a word and goes.
    Divided,
    /// The hyphen before it belongs to the word.
    Hyphenated,
}

/// Reads the text of blocks. Its buffers serve for all blocks of a source.
pub(super) struct Inline<'a> {
    source: &'a str,
    habits: &'a Habits,
    words: &'a Words<'a>,
    items: Vec<Item>,
    /// What the pairs mean; `None` for marks that mean nothing.
    pairs: Vec<Vec<Kind>>,
    /// Where the text of each pair begins.
    starts: Vec<usize>,
    /// Open square brackets, as indices of `items`.
    brackets: Vec<usize>,
    runs: Vec<emphasis::Run>,
    /// Where a superscript that was opened ends.
    carets: Vec<(usize, usize)>,
    /// Open tags, with their index in `pairs`.
    tags: Vec<(&'a str, usize)>,
    /// Editorial signs that were opened.
    signs: Vec<sign::OpenSign>,
    /// The bytes at which plain text may end.
    special: ByteSet,
    /// Whether `{12}` is a page.
    has_braced_pages: bool,
    /// Whether the number of a page stands at its foot, above the form feed.
    has_feet: bool,
}

impl<'a> Inline<'a> {
    pub(super) fn new(source: &'a str, habits: &'a Habits, words: &'a Words<'a>, has_feet: bool) -> Self {
        let (items, pairs, starts, brackets) = Default::default();
        let (runs, carets, tags, signs) = Default::default();
        let has_braced_pages = scan::has_braced_pages(source);
        let special = sign::special(habits);
        Self { source, habits, words, items, pairs, starts, brackets, runs, carets, tags, signs, special, has_braced_pages, has_feet }
    }

    /// Tiles the text on `lines`, of which each ends in a hard break where `is_verse`.
    pub(super) fn read(&mut self, lines: &[Line], is_verse: bool, tiler: &mut Tiler<'_>, annotations: &mut Vec<Annotation>) {
        self.clear();
        self.scan(lines, is_verse);
        self.match_emphasis();
        self.items.sort_by_key(|item| item.start);
        let end = lines.last().map_or(tiler.at(), |line| line.end as usize);
        self.emit(end, tiler, annotations);
    }

    fn clear(&mut self) {
        self.items.clear();
        self.pairs.clear();
        self.brackets.clear();
        self.runs.clear();
        self.carets.clear();
        self.tags.clear();
        self.signs.clear();
    }

    fn push(&mut self, start: usize, end: usize, action: Action) -> usize {
        self.items.push(Item { start, end, action });
        end
    }

    fn pair(&mut self, kinds: Vec<Kind>) -> usize {
        self.pairs.push(kinds);
        self.pairs.len() - 1
    }
}

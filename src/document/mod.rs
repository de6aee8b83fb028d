//! The model: tiles over the source, one flat text, and annotations that stand off from it.
//!
//! A tree of inline elements cannot hold what crosses (a name across emphasis, a page break inside a word), so there
//! is none: only the writer wants nesting, and only the writer makes it.

mod annotation;
mod authority;
mod block;
mod correction;
mod extents;
mod header;
mod leaf;
mod licence;
mod mention;
mod standing;
mod tile;
mod tiler;

use std::ops::Range;

use crate::source::Span;

pub use annotation::{Annotation, Cert, Evidence, GapReason, Kind, PageBreak, Rend, Signer};
pub use authority::{AUTHORITIES, Authority};
pub use block::{Block, BlockKind, DivisionKind, ListKind, Zone};
pub use correction::{Bound, Correction, Family, ReadAs, Set};
pub(crate) use extents::Extents;
pub use header::{
    Bibl, BiblKind, Correspondence, Creation, Genre, Header, Level, Named, Part, Person, PersonRole, Publication, Responsibility, Rights,
    Statement, StatementKind, is_language,
};
pub(crate) use leaf::Leaves;
pub use licence::{Terms, licence_terms};
pub use mention::{Doubtful, Entry, EntryId, EntryKind, Mention, MentionKind, NamePart, PlaceKind};
pub use standing::{Standing, is_part};
pub use tile::{Origins, Reason, Role, Tile, text_len};
pub use tiler::Tiler;

/// A range of bytes of [`Document::text`]: another type than [`Span`], so that the two cannot be mixed up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extent {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Extent {
    /// The extent from byte `start` up to, not including, byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The bytes as a range to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it holds no byte: a point.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether all of `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A transcription, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The text in the order of the source: line ends LF, one LF between blocks, none inside a paragraph but at hard
    /// breaks.
    pub text: String,
    /// What became of each byte of the source.
    pub tiles: Vec<Tile>,
    /// The blocks in pre-order: a tree without pointers.
    pub blocks: Vec<Block>,
    /// What stands off from the text: sorted by start, then longest first; may overlap.
    pub annotations: Vec<Annotation>,
    /// The notes in the order of the source.
    pub notes: Vec<Note>,
    /// What the transcription says of itself.
    pub header: Header,
    /// Who and what the mentions name, in the order in which they were found.
    pub entries: Vec<Entry>,
    /// Mentions that are not sure enough to be tagged.
    pub doubtful: Vec<Doubtful>,
    /// What is left out inside recoded tiles: in rows of which the cells alternate in the source.
    pub left_out: Vec<(Span, Reason)>,
    /// Where the notes begin that stand in a file beside it.
    pub beside: Option<u32>,
    /// Paragraphs that the transcription has beside what translates them.
    pub originals: Vec<Extent>,
    /// What persons decided, in the order of their rows.
    pub corrections: Vec<Correction>,
}

/// A note: an editor's or author's remark on a place of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The label without its delimiters: `1`, `a`, `*`.
    pub label: Box<str>,
    /// The label as it stands at the head of the body, with the white space after it; empty where it was a mark.
    pub label_extent: Extent,
    /// Its marker in the text; an annotation of [`Kind::NoteMarker`] has the same extent.
    pub marker: Option<Extent>,
    /// The body, as indices of [`Document::blocks`].
    pub body: Range<usize>,
    /// Where its bodies were collected.
    pub place: NotePlace,
}

/// Where notes stood in the transcription (TEI att.placement, `@place`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotePlace {
    /// After the text.
    End,
    /// Among its paragraphs, at the foot of the page.
    Foot,
    /// In the line, at its marker, of which it is the text.
    Line,
}

impl Note {
    /// Whether the note stands in the line: its marker is all of it, and no other text of the paragraph.
    pub fn is_in_line(&self) -> bool {
        self.place == NotePlace::Line
    }

    /// The index of the block that holds its body, where the note is a block of its own: that of `[Footnote 1: …]`.
    pub const fn container(&self) -> usize {
        self.body.start - 1
    }
}

impl Document {
    /// The text of `extent`.
    pub fn str(&self, extent: Extent) -> &str {
        &self.text[extent.range()]
    }

    /// The text of `extent` on one line: a single space for each run of white space, none at the ends.
    pub fn line(&self, extent: Extent) -> String {
        self.str(extent).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where `part` stands, which is a piece of [`Self::text`] itself: a line, word or name of what [`Self::str`] gives.
    pub fn extent_of(&self, part: &str) -> Extent {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        Extent::new(start, start + part.len())
    }

    /// The text of `extent` for the header, on one line: without remarks in brackets, and with what is spaced out drawn
    /// together: of `[**decoration] T H E / L A M P:` it is `THE LAMP:`; of `'Marx''s notes'` in front matter `Marx's notes`.
    pub fn stated(&self, extent: Extent) -> String {
        let remarks = self.annotations_in(extent).iter().filter(|a| matches!(a.kind, Kind::Comment) && extent.contains(a.extent));
        let mut kept = String::new();
        let mut at = extent.start;
        for remark in remarks.filter(|remark| remark.extent != extent) {
            kept.push_str(self.str(Extent { start: at, end: remark.extent.start.max(at) }));
            at = at.max(remark.extent.end);
        }
        kept.push_str(self.str(Extent { start: at, ..extent }));
        let lines = kept.lines().map(unspaced);
        let line = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        // YAML 1.2, 7.3.2: between single quotes, two are one.
        if self.is_single_quoted(extent) && line.contains("''") { line.replace("''", "'") } else { line }
    }

    fn is_single_quoted(&self, extent: Extent) -> bool {
        self.text[..extent.start as usize].ends_with('\'') && self.text[extent.end as usize..].starts_with('\'')
    }

    /// Whether the block at `index` has no children.
    pub fn is_leaf(&self, index: usize) -> bool {
        self.blocks.get(index + 1).is_none_or(|next| next.depth <= self.blocks[index].depth)
    }

    /// One past the last descendant of the block at `index`.
    pub fn end_of(&self, index: usize) -> usize {
        let depth = self.blocks[index].depth;
        let after = self.blocks[index + 1..].iter().position(|block| block.depth <= depth);
        after.map_or(self.blocks.len(), |n| index + 1 + n)
    }

    /// The blocks without children, as indices, in the order of their text: that of the edition is another where a value of
    /// the front matter stands after the text.
    pub fn leaves_by_text(&self) -> Vec<usize> {
        let mut leaves: Vec<usize> = (0..self.blocks.len()).filter(|&index| self.is_leaf(index)).collect();
        leaves.sort_by_key(|&index| self.blocks[index].extent.start);
        leaves
    }

    /// The note of which the block at `index` is the text, where it stands in the line of another: `^[See there.]`.
    pub(crate) fn note_in_line(&self, index: usize) -> Option<usize> {
        let note = self.notes.partition_point(|note| note.body.start < index);
        self.notes.get(note).filter(|own| own.body.start == index && own.is_in_line()).map(|_| note)
    }

    /// The notes that stand in the line of another text, as their extents, in order.
    pub(crate) fn notes_in_line(&self) -> Vec<Extent> {
        let mut in_line: Vec<Extent> = self.notes.iter().filter(|note| note.is_in_line()).filter_map(|note| note.marker).collect();
        in_line.sort_unstable();
        in_line
    }

    /// The text of the block at `index`, behind its label if it is an item or the first of a note.
    fn words(&self, index: usize) -> Extent {
        let Block { extent, kind, .. } = self.blocks[index];
        let note = self.notes.get(self.notes.partition_point(|note| note.label_extent.start < extent.start));
        let start = match (kind, note) {
            (BlockKind::Item { label }, _) if label > 0 => extent.start + label,
            (_, Some(note)) if note.label_extent.start == extent.start => note.label_extent.end,
            _ => extent.start,
        };
        Extent { start: start.min(extent.end), ..extent }
    }

    /// The texts of the blocks without children, in order, each with its block: without the labels of items and notes, and the
    /// notes that stand in their lines, which are texts of their own.
    pub fn texts(&self) -> Vec<(Extent, usize)> {
        let leaves = self.leaves_by_text();
        let in_line = self.notes_in_line();
        if in_line.is_empty() {
            return leaves.into_iter().map(|index| (self.words(index), index)).collect();
        }
        let mut texts: Vec<(Extent, usize)> = Vec::new();
        for index in leaves {
            let mut rest = self.words(index);
            let first = in_line.partition_point(|note| note.start < rest.start);
            let own = self.note_in_line(index).and_then(|note| self.notes[note].marker);
            for note in in_line[first..].iter().take_while(|note| note.end <= rest.end).filter(|note| Some(**note) != own) {
                texts.push((Extent { end: note.start, ..rest }, index));
                rest.start = note.end;
            }
            texts.push((rest, index));
        }
        texts.sort_by_key(|(extent, _)| extent.start);
        texts
    }

    /// The annotations that begin inside `extent`, or at its end where they are points.
    pub fn annotations_in(&self, extent: Extent) -> &[Annotation] {
        let first = self.annotations.partition_point(|a| a.extent.start < extent.start);
        let n = self.annotations[first..].partition_point(|a| a.extent.start <= extent.end);
        &self.annotations[first..first + n]
    }

    /// The annotations that begin at a byte of the text.
    pub fn annotations_at(&self, at: u32) -> &[Annotation] {
        let first = self.annotations.partition_point(|a| a.extent.start < at);
        let n = self.annotations[first..].iter().take_while(|a| a.extent.start == at).count();
        &self.annotations[first..first + n]
    }

    /// What is not in the edition, in the order of the source, and why.
    pub fn dropped(&self) -> Vec<(Span, Reason)> {
        let mut dropped = self.left_out.clone();
        let mut at = 0;
        for tile in &self.tiles {
            if let Role::Dropped(reason) = tile.role {
                dropped.push((Span { start: at, end: at + tile.len }, reason));
            }
            at += tile.len;
        }
        let origins = Origins::new(self);
        for (index, block) in self.blocks.iter().enumerate() {
            if let (Zone::Dropped(reason), true) = (block.zone, self.is_leaf(index) && !block.extent.is_empty()) {
                dropped.push((origins.span(block.extent), reason));
            }
        }
        dropped.sort();
        dropped
    }

    /// Takes out the blocks for which `keep` is false; their children move up only if `depth` was changed before.
    pub fn retain_blocks(&mut self, keep: &[bool]) {
        self.rearrange(keep, Vec::new());
    }

    /// Takes out the blocks for which `keep` is false, and puts in those of `begun` before those at their indices.
    pub(crate) fn rearrange(&mut self, keep: &[bool], mut begun: Vec<(usize, Block)>) {
        begun.sort_by_key(|(index, _)| *index);
        let mut begun = begun.into_iter().peekable();
        let (mut blocks, mut after) = (Vec::with_capacity(keep.len()), Vec::with_capacity(keep.len() + 1));
        for (index, block) in self.blocks.iter().enumerate() {
            after.push(blocks.len());
            blocks.extend(begun.next_if(|(first, _)| *first == index).map(|(_, block)| block));
            blocks.extend(keep[index].then_some(*block));
        }
        after.push(blocks.len());
        self.replace_blocks(blocks, &after);
    }

    /// Puts `blocks` in the place of those that are; `after` has for each of those, and for the end, the index that it has now.
    pub fn replace_blocks(&mut self, blocks: Vec<Block>, after: &[usize]) {
        for note in &mut self.notes {
            note.body = after[note.body.start]..after[note.body.end];
        }
        self.blocks = blocks;
    }

    /// Puts an annotation in its place among those that are in order.
    pub fn insert_annotation(&mut self, own: Annotation) {
        let at = self.annotations.partition_point(|a| a.order() <= own.order());
        self.annotations.insert(at, own);
    }

    /// Puts the annotations in their order: by start, then the longest first, then as they were made.
    pub fn sort_annotations(&mut self) {
        self.annotations.sort_by_key(Annotation::order);
    }
}

/// A line on single spaces; letters that are spaced out, three at least, are words: of "A   P O E M." it is "A POEM.".
fn unspaced(line: &str) -> String {
    let is_letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let letters: Vec<&str> = line.split_whitespace().collect();
    let last = letters.last().map_or("", |last| last.trim_end_matches(|c: char| c.is_ascii_punctuation()));
    let is_spaced_out = letters.len() >= 3 && letters[..letters.len() - 1].iter().all(|word| is_letter(word)) && is_letter(last);
    if !is_spaced_out {
        return letters.join(" ");
    }
    let words = line.split("  ").map(|word| word.split_whitespace().collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

//! A document as tokens: words and single marks of punctuation, in blocks. White space, emphasis and the markers of notes
//! are no tokens: what is said of them stands at the token they go with.

use rustc_hash::FxHashMap;
use unicode_normalization::char::is_combining_mark;

use crate::diff::Version;
use crate::diff::fold::{self, Interner};
use crate::document::{BlockKind, Document, Extent, Extents, Kind, Origins, Rend, Zone};

/// A word or a mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its bytes of the document's text.
    pub(super) extent: Extent,
    /// Its folded form, as the interner numbers it: tokens with equal keys are aligned.
    pub(super) key: u32,
    /// The unit that it stands in.
    pub(super) unit: u32,
    /// What stands before it.
    pub(super) gap: Gap,
    /// How it is set off in type: a bit for each kind of emphasis.
    pub(super) rend: u16,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// The token is the first of its unit.
    Start,
    /// Nothing.
    None,
    /// One space or line end.
    Space,
    /// Several.
    Wide,
    /// A space that does not break, or one of another width.
    Fixed,
    /// A line end that means something.
    Line,
    /// Something that is left out: the marker of a note.
    Marker,
}

/// A block of running text, a piece of the document that is compared as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its tokens.
    pub(super) tokens: std::ops::Range<u32>,
    /// Where in the edition it belongs.
    pub(super) zone: Zone,
    /// What kind of block it is.
    pub(super) kind: BlockKind,
    /// The note whose body it is part of.
    pub(super) note: Option<u32>,
    /// The key of the statement that it is, as the interner numbers it.
    pub(super) field: Option<u32>,
    /// The unit of the heading above it.
    pub(super) section: Option<u32>,
}

/// A document ready to be compared.
#[derive(Debug)]
pub(super) struct Text<'d> {
    pub(super) document: &'d Document,
    pub(super) tokens: Vec<Token>,
    pub(super) units: Vec<Unit>,
    /// The extents that are no tokens, sorted: markers and labels of notes, marks of pages.
    pub(super) left_out: Vec<Extent>,
    /// The letters that stand apart from their accents in the file.
    decomposed: Extents,
    /// The first token of each zone, in the order in which they are compared, and the end.
    zones: Vec<usize>,
}

impl<'d> Text<'d> {
    /// Reads a version, numbering the folded forms of its tokens by `interner`.
    pub(super) fn new(version: Version<'d>, interner: &mut Interner) -> Self {
        let document = version.document;
        let mut text = Self {
            document,
            tokens: Vec::with_capacity(document.text.len() / 5),
            units: Vec::new(),
            left_out: left_out(document),
            decomposed: decomposed(version),
            zones: vec![0],
        };
        let fields = fields(document, interner);
        let blocks = blocks(document);
        // Where statements and notes stand in the file makes no difference: each zone is compared with itself.
        for rank in 0..RANKS {
            let mut reader = Reader { interner, emphasis: Emphasis::new(document), out: 0 };
            let mut section = None;
            for &(index, note) in blocks.iter().filter(|(index, _)| zone_rank(document.blocks[*index].zone) == Some(rank)) {
                let block = document.blocks[index];
                let field = match block.zone {
                    Zone::Header => fields.get(&block.extent.start).copied(),
                    // A title page has one of each: where they stand makes no difference.
                    Zone::Front => Some(reader.interner.intern(&format!("{:?}", block.kind))),
                    _ => None,
                };
                let first = text.units.len() as u32;
                for piece in pieces(document, block.extent) {
                    reader.unit(&mut text, piece, &Unit { tokens: 0..0, zone: block.zone, kind: block.kind, note, field, section });
                }
                if matches!(block.kind, BlockKind::Heading(_)) && text.units.len() as u32 > first {
                    section = Some(first);
                }
            }
            text.zones.push(text.tokens.len());
        }
        text
    }

    /// The first token at or after a byte of the text, of the zone in which the byte lies.
    pub(super) fn token_at(&self, byte: u32) -> usize {
        let mut best = (u32::MAX, self.tokens.len());
        for zone in self.zones.windows(2) {
            let tokens = &self.tokens[zone[0]..zone[1]];
            let at = tokens.partition_point(|token| token.extent.start < byte);
            // The zones interlace in the file: the words next to the byte tell in which it lies.
            let before = at.checked_sub(1).map(|token| byte.saturating_sub(tokens[token].extent.end));
            let after = tokens.get(at).map(|token| token.extent.start - byte);
            let distance = before.into_iter().chain(after).min().unwrap_or(u32::MAX);
            best = best.min((distance, zone[0] + at));
        }
        best.1
    }

    /// The text of a token as it stands.
    pub(super) fn str(&self, token: usize) -> &'d str {
        self.document.str(self.tokens[token].extent)
    }

    /// Whether letters of a token stand apart from their accents in the file.
    pub(super) fn is_decomposed(&self, token: usize) -> bool {
        self.decomposed.meet(self.tokens[token].extent)
    }

    /// The bytes from the first to the last of `tokens`.
    pub(super) fn extent(&self, tokens: &std::ops::Range<usize>) -> Extent {
        // Of two zones, the later tokens may stand first in the text.
        let (first, last) = (self.tokens[tokens.start].extent, self.tokens[tokens.end - 1].extent);
        Extent { start: first.start.min(last.start), end: first.end.max(last.end) }
    }

    /// `tokens` in parts that stand together in the text: of one zone each, of statements each by itself. The zones follow one
    /// another in an order of their own.
    pub(super) fn parts(&self, tokens: &std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
        let mut parts = Vec::new();
        let mut start = tokens.start;
        while start < tokens.end {
            let first = self.unit(start);
            let is_apart =
                |token: usize| self.unit(token).zone != first.zone || first.zone == Zone::Header && token >= first.tokens.end as usize;
            let end = (start + 1..tokens.end).find(|&token| is_apart(token)).unwrap_or(tokens.end);
            parts.push(start..end);
            start = end;
        }
        parts
    }

    /// The unit of a token.
    pub(super) fn unit(&self, token: usize) -> &Unit {
        &self.units[self.tokens[token].unit as usize]
    }

    /// The white space before a token.
    pub(super) fn space_before(&self, token: usize) -> &'d str {
        let start = if token == 0 { 0 } else { self.tokens[token - 1].extent.end };
        &self.document.text[start as usize..self.tokens[token].extent.start as usize]
    }

    /// Whether a token is a word or a number.
    pub(super) fn is_word(&self, token: usize) -> bool {
        self.str(token).starts_with(char::is_alphanumeric)
    }
}

/// How many ranks of zones there are.
const RANKS: u8 = 4;

/// The order in which the zones are compared; `None` for what is not of the edition.
const fn zone_rank(zone: Zone) -> Option<u8> {
    match zone {
        Zone::Front => Some(0),
        Zone::Header => Some(1),
        Zone::Body => Some(2),
        Zone::Note => Some(3),
        Zone::Dropped(_) => None,
    }
}

/// The blocks that hold words, each with the note that it is of.
fn blocks(document: &Document) -> Vec<(usize, Option<u32>)> {
    let mut note = 0;
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for (index, block) in document.blocks.iter().enumerate() {
        while document.notes.get(note).is_some_and(|own| own.body.end <= index) {
            note += 1;
        }
        let is_own = document.notes.get(note).is_some_and(|own| own.body.contains(&index));
        if !block.extent.is_empty() && document.is_leaf(index) {
            blocks.push((index, is_own.then_some(note as u32)));
        }
    }
    blocks
}

/// The keys of statements, by where their blocks begin.
fn fields(document: &Document, interner: &mut Interner) -> FxHashMap<u32, u32> {
    let stated = document.header.statements.iter().filter(|own| !own.key.is_empty()).map(|own| (own.extent.start, document.str(own.key)));
    let front = document.header.front_matter.iter().map(|(extent, key)| (extent.start, &**key));
    stated.chain(front).filter(|(_, key)| !key.is_empty()).map(|(start, key)| (start, interner.intern(key))).collect()
}

/// The letters that stand apart from their accents in the file, in the document's text.
fn decomposed(version: Version<'_>) -> Extents {
    let mut letters = version.source.decomposed().peekable();
    // Most files have none.
    if letters.peek().is_none() {
        return Extents::default();
    }
    let origins = Origins::new(version.document);
    letters.map(|letter| origins.extent(letter)).collect()
}

/// The extents that are no tokens.
fn left_out(document: &Document) -> Vec<Extent> {
    let is_out = |kind: &Kind| matches!(kind, Kind::NoteMarker(_) | Kind::NoteReference(_) | Kind::PageBreak(_) | Kind::LineNumber(_));
    let mut out: Vec<Extent> = document.annotations.iter().filter(|a| !a.extent.is_empty() && is_out(&a.kind)).map(|a| a.extent).collect();
    out.extend(document.notes.iter().map(|note| note.label_extent).filter(|label| !label.is_empty()));
    out.sort();
    out
}

/// A paragraph that was rejoined over a page break is as many units as it was paragraphs.
fn pieces(document: &Document, extent: Extent) -> Vec<Extent> {
    let is_join = |kind: &Kind| matches!(kind, Kind::PageBreak(page) if page.cert.is_some());
    let joins = document.annotations_in(extent).iter().filter(|a| is_join(&a.kind)).map(|a| a.extent.start);
    let mut pieces = Vec::new();
    let mut start = extent.start;
    for join in joins.filter(|&join| join < extent.end) {
        pieces.push(Extent { start, end: join.max(start) });
        start = join.max(start);
    }
    pieces.push(Extent { start, end: extent.end });
    pieces
}

struct Reader<'i, 'd> {
    interner: &'i mut Interner,
    emphasis: Emphasis<'d>,
    /// The next of the extents left out.
    out: usize,
}

impl Reader<'_, '_> {
    fn unit(&mut self, text: &mut Text<'_>, extent: Extent, unit: &Unit) {
        let first = text.tokens.len() as u32;
        let number = text.units.len() as u32;
        let mut at = extent.start as usize;
        let mut gap = Gap::Start;
        self.out = text.left_out.partition_point(|out| out.start < extent.start);
        // A note's own words are left out of the paragraph that it stands in, not of the note.
        while unit.note.is_some() && text.left_out.get(self.out).is_some_and(|out| out.contains(extent)) {
            self.out += 1;
        }
        while at < extent.end as usize {
            while text.left_out.get(self.out).is_some_and(|out| (out.end as usize) <= at) {
                self.out += 1;
            }
            let end = text.left_out.get(self.out).map_or(extent.end as usize, |out| (out.start as usize).min(extent.end as usize));
            self.stretch(text, at..end.max(at), number, &mut gap);
            let Some(out) = text.left_out.get(self.out).filter(|out| out.start < extent.end) else {
                break;
            };
            at = (out.end as usize).max(at);
            gap = if gap == Gap::Start { gap } else { Gap::Marker };
        }
        let last = text.tokens.len() as u32;
        if last > first {
            text.units.push(Unit { tokens: first..last, ..unit.clone() });
        }
    }

    fn stretch(&mut self, text: &mut Text<'_>, range: std::ops::Range<usize>, unit: u32, gap: &mut Gap) {
        let own = &text.document.text;
        let mut at = range.start;
        while at < range.end {
            let rest = &own[at..range.end];
            let spaces = rest.len() - rest.trim_start().len();
            *gap = merged(*gap, gap_of(&rest[..spaces]));
            let Some(len) = token_len(&rest[spaces..]) else {
                break;
            };
            let extent = Extent::new(at + spaces, at + spaces + len);
            let key = self.interner.intern(&own[extent.range()]);
            text.tokens.push(Token { extent, key, unit, gap: *gap, rend: self.emphasis.at(extent) });
            *gap = Gap::None;
            at += spaces + len;
        }
    }
}

fn merged(before: Gap, own: Gap) -> Gap {
    match before {
        Gap::Start | Gap::Marker => before,
        _ => own,
    }
}

fn gap_of(spaces: &str) -> Gap {
    let is_plain = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    match spaces {
        "" => Gap::None,
        " " => Gap::Space,
        _ if spaces.contains('\n') => Gap::Line,
        _ if !spaces.chars().all(is_plain) => Gap::Fixed,
        "\t" => Gap::Space,
        _ => Gap::Wide,
    }
}

/// Bytes of the first token of `text`, which does not begin with white space; `None` at its end.
fn token_len(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if is_ideograph(first) {
        Some(first.len_utf8())
    } else if is_word_part(first) {
        Some(word_len(text))
    } else {
        Some(fold::mark_len(text))
    }
}

fn is_word_part(c: char) -> bool {
    c.is_alphanumeric() && !is_ideograph(c) || is_combining_mark(c) || matches!(c, '\u{ad}' | '\u{200d}')
}

/// Scripts that do not separate words: each sign is a token.
const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A word keeps the apostrophes inside it, a number the marks that group its digits.
fn word_len(text: &str) -> usize {
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = || chars.clone().next().map_or(' ', |(_, c)| c);
        let is_inside = match c {
            '\'' | '’' | 'ʼ' => before.is_alphabetic() && after().is_alphabetic(),
            '.' | ',' => before.is_ascii_digit() && after().is_ascii_digit(),
            _ => is_word_part(c),
        };
        if !is_inside {
            return at;
        }
        before = if is_combining_mark(c) { before } else { c };
    }
    text.len()
}

/// Which emphasis is open, for tokens in the order of the text.
struct Emphasis<'d> {
    annotations: &'d [crate::document::Annotation],
    next: usize,
    open: Vec<(u32, u16)>,
}

impl<'d> Emphasis<'d> {
    fn new(document: &'d Document) -> Self {
        Self { annotations: &document.annotations, next: 0, open: Vec::new() }
    }

    fn at(&mut self, token: Extent) -> u16 {
        while let Some(annotation) = self.annotations.get(self.next).filter(|a| a.extent.start < token.end) {
            if let Kind::Emphasis(rend) = annotation.kind {
                self.open.push((annotation.extent.end, bit(rend)));
            }
            self.next += 1;
        }
        if !self.open.is_empty() {
            self.open.retain(|&(end, _)| end > token.start);
        }
        self.open.iter().fold(0, |bits, &(_, bit)| bits | bit)
    }
}

/// The bit of `rend` in [`Token::rend`].
pub(super) const fn bit(rend: Rend) -> u16 {
    1 << rend as u16
}

//! Lines to drafts of blocks: what the lines are, by their shape alone.
//!
//! A recogniser looks at the lines that are left and says how many of them it takes and as what. They are asked in the
//! order of [`RECOGNISERS`], and none knows another.

mod cast;
mod container;
pub(super) mod folio;
mod mark;
mod original;
mod solid;
mod spoken;
mod table;
mod text;
mod verse;

use std::num::NonZeroU32;
use std::ops::Range;

use crate::convention::Habits;
use crate::document::Reason;
use crate::structure::html;
use crate::structure::line::Line;

use folio::Folios;

pub(super) use mark::holds_words;

/// Nesting deeper than this is left as text.
const MAX_DEPTH: u16 = 64;

/// A block as its lines show it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    pub(super) kind: DraftKind,
    pub(super) depth: u16,
    /// The lines of its text, as indices of [`Drafts::pieces`]; empty for a container.
    pub(super) pieces: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum DraftKind {
    Heading(u8),
    Paragraph,
    /// A paragraph that the next translates.
    Original,
    /// Each line is a line of verse.
    Verse,
    Quotation,
    /// An item with so many bytes of label at the start of its text; none for a bullet.
    Item {
        label: u32,
    },
    /// A note's body with its label: `[^1]: …`, `[Footnote 1: …]`.
    Note {
        label: String,
    },
    Table,
    Row {
        is_head: bool,
    },
    Cell,
    /// The cells of a row whose lines alternate in the source.
    Transposed {
        cells: Vec<Vec<Line>>,
        is_head: bool,
    },
    Rule,
    /// Here the notes of the file beside begin.
    Beside,
    PageBreak {
        number: Option<String>,
    },
    /// A value of front matter with its key; so many bytes of the first line are the key's.
    Statement {
        key: String,
        mark: usize,
    },
    /// A statement without a key: a sentence on the text.
    Credit,
    /// Not text, for this reason.
    Claimed(Reason),
}

/// All drafts of a source, in pre-order.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) drafts: Vec<Draft>,
    pub(super) pieces: Vec<Line>,
    pub(super) is_too_deep: bool,
    /// Whether the pages end with their number.
    pub(super) has_feet: bool,
}

/// The lines that are left to be recognised; the first is not blank.
pub(super) struct Lines<'a> {
    pub(super) source: &'a str,
    pub(super) lines: &'a [Line],
    /// The lines that were recognised before, in the same container.
    pub(super) before: &'a [Line],
    pub(super) habits: &'a Habits,
    /// Whether the document has a paragraph on each line.
    pub(super) is_unwrapped: bool,
    /// The width of its lines, in bytes, where no blank ones part its paragraphs.
    pub(super) solid: Option<usize>,
    /// Whether a hyphen at the head of a line begins what somebody says.
    pub(super) has_spoken_lines: bool,
    /// Whether most lines of the document are verse.
    pub(super) is_verse: bool,
    /// Whether nearly all of them begin with a capital, as those of verse do.
    pub(super) is_led: bool,
    /// Whether they are broken as verse is that begins its lines small.
    pub(super) breaks_freely: bool,
    /// Whether they stand in a quotation.
    pub(super) is_quoted: bool,
    /// How the numbers of pages are written that have a line to themselves.
    pub(super) folios: Folios,
    /// Whether the pages begin with a running head that has their number.
    pub(super) has_running_heads: bool,
    /// Whether the pages end with their number.
    pub(super) has_feet: bool,
    /// Where the heading of the persons of a play ends.
    pub(super) persons: Option<NonZeroU32>,
}

impl<'a> Lines<'a> {
    #[inline]
    pub(super) fn first(&self) -> &'a str {
        self.lines[0].shown(self.source)
    }

    pub(super) fn text(&self, index: usize) -> Option<&'a str> {
        self.lines.get(index).map(|line| line.text(self.source))
    }

    pub(super) fn after(&self, n: usize) -> Self {
        // `before` and `lines` are parts of one slice only where this is called on all lines of a container.
        Lines { lines: &self.lines[n..], before: if self.before.is_empty() { &self.lines[..n] } else { self.before }, ..*self }
    }
}

/// What a recogniser makes of the first lines.
pub(super) struct Parsed {
    /// How many lines it takes.
    pub(super) n_lines: usize,
    pub(super) shape: Shape,
}

pub(super) enum Shape {
    /// A block whose text is on these lines.
    Leaf(DraftKind, Vec<Line>),
    /// A block whose children are on the inner lines; no kind for a container that means nothing.
    Container { kind: Option<DraftKind>, label: Option<Line>, inner: Vec<Line> },
    /// Blocks with their depth below this one: the rows and cells of a table.
    Tree(Vec<(DraftKind, u16, Vec<Line>)>),
}

impl Parsed {
    pub(super) fn leaf(n_lines: usize, kind: DraftKind, lines: Vec<Line>) -> Option<Self> {
        Some(Self { n_lines, shape: Shape::Leaf(kind, lines) })
    }

    pub(super) fn container(n_lines: usize, kind: Option<DraftKind>, inner: Vec<Line>) -> Option<Self> {
        Some(Self { n_lines, shape: Shape::Container { kind, label: None, inner } })
    }
}

type Recogniser = fn(&Lines<'_>) -> Option<Parsed>;

const RECOGNISERS: [Recogniser; 32] = [
    mark::dropped,
    original::original,
    mark::comment,
    container::fenced,
    mark::fence,
    mark::attributes,
    mark::template,
    mark::page,
    mark::page_apart,
    mark::keyed_heading,
    mark::heading,
    mark::spaced_heading,
    container::note_definition,
    container::bracketed_note,
    container::marked_note,
    table::grid,
    table::dashed,
    table::piped,
    table::html,
    table::fenced,
    table::separated,
    mark::rule,
    text::marked_verse,
    container::quotation,
    container::html_quotation,
    mark::tags,
    container::item,
    text::contents,
    cast::persons,
    mark::way,
    text::verse,
    verse::unmarked,
];

/// Recognises the blocks of `lines`, after those that `drafts` has.
pub(super) fn read(source: &str, lines: &[Line], habits: &Habits, drafts: &mut Drafts) {
    let is_unwrapped = habits.is_wrapped.map_or_else(|| text::is_unwrapped(source, lines), |is_wrapped| !is_wrapped);
    let lines = Lines {
        source,
        lines,
        before: &[],
        habits,
        is_unwrapped,
        solid: None,
        has_spoken_lines: spoken::are_marked(source, lines),
        is_verse: false,
        is_led: false,
        breaks_freely: false,
        is_quoted: false,
        folios: Folios::None,
        has_running_heads: false,
        has_feet: false,
        persons: None,
    };
    let lines = Lines {
        solid: solid::width(&lines),
        is_led: verse::is_led_throughout(&lines),
        breaks_freely: verse::breaks_freely(&lines),
        folios: Folios::of(&lines),
        has_running_heads: folio::are_running(&lines),
        has_feet: folio::are_at_feet(&lines),
        persons: cast::heading(&lines),
        ..lines
    };
    drafts.has_feet |= lines.has_feet;
    let (n_drafts, n_pieces) = (drafts.drafts.len(), drafts.pieces.len());
    parse(&lines, 0, drafts);
    if verse::is_most(&lines, &drafts.drafts[n_drafts..]) {
        // Fewer lines prove themselves to be verse among so many.
        drafts.drafts.truncate(n_drafts);
        drafts.pieces.truncate(n_pieces);
        parse(&Lines { is_verse: true, ..lines }, 0, drafts);
    }
}

fn parse(lines: &Lines<'_>, depth: u16, drafts: &mut Drafts) {
    let mut at = 0;
    while at < lines.lines.len() {
        if lines.lines[at].is_blank() || lines.lines[at].shown(lines.source).is_empty() {
            at += 1;
            continue;
        }
        let anchors = anchor_lines(&lines.after(at));
        let mut parsed = recognise(&lines.after(at + anchors), depth >= MAX_DEPTH, drafts);
        let own = &lines.lines[at..at + anchors];
        match &mut parsed.shape {
            Shape::Leaf(_, pieces) if !pieces.is_empty() => drop(pieces.splice(..0, own.iter().map(|line| line.trimmed(lines.source)))),
            _ => own.iter().for_each(|line| drafts.push(DraftKind::Claimed(Reason::Attributes), depth, vec![*line])),
        }
        at += anchors + parsed.n_lines;
        place(lines, parsed.shape, depth, drafts);
    }
}

/// How many lines above a block only mark its place.
fn anchor_lines(lines: &Lines<'_>) -> usize {
    let text = |line: &Line| line.shown(lines.source);
    let anchors = lines.lines.iter().take_while(|line| lines.habits.links.is_anchor_line(text(line))).count();
    if lines.lines.get(anchors).is_some_and(|line| !text(line).is_empty()) { anchors } else { 0 }
}

fn recognise(lines: &Lines<'_>, is_deepest: bool, drafts: &mut Drafts) -> Parsed {
    let recognised = RECOGNISERS.iter().find_map(|recogniser| recogniser(lines));
    match recognised {
        Some(Parsed { shape: Shape::Container { .. }, .. }) if is_deepest => {
            drafts.is_too_deep = true;
            text::paragraph(lines)
        }
        Some(parsed) => parsed,
        None => text::setext_heading(lines).unwrap_or_else(|| text::paragraph(lines)),
    }
}

fn place(lines: &Lines<'_>, shape: Shape, depth: u16, drafts: &mut Drafts) {
    match shape {
        Shape::Leaf(kind, pieces) => drafts.push(kind, depth, pieces),
        Shape::Container { kind: None, inner, .. } => parse(&Lines { lines: &inner, before: &[], ..*lines }, depth, drafts),
        Shape::Container { kind: Some(kind), label, inner } => {
            let is_quoted = kind == DraftKind::Quotation;
            drafts.push(kind, depth, label.into_iter().collect());
            parse(&Lines { lines: &inner, before: &[], is_quoted, ..*lines }, depth + 1, drafts);
        }
        Shape::Tree(blocks) => {
            for (kind, below, pieces) in blocks {
                drafts.push(kind, depth + below, pieces);
            }
        }
    }
}

impl Drafts {
    pub(super) fn push(&mut self, kind: DraftKind, depth: u16, pieces: Vec<Line>) {
        let start = self.pieces.len();
        self.pieces.extend(pieces);
        self.drafts.push(Draft { kind, depth, pieces: start..self.pieces.len() });
    }
}

/// Whether a line inside a paragraph ends it: what starts here is recognised without a blank line before it. Looks at this
/// line alone, since every line of a paragraph is asked.
fn interrupts(lines: &Lines<'_>) -> bool {
    let text = lines.first();
    match text.as_bytes()[0] {
        b'>' => true,
        b'#' => mark::heading(lines).is_some(),
        b'-' | b'*' | b'_' | b'=' => mark::rule(lines).is_some(),
        b'`' | b':' => mark::fence(lines).is_some(),
        b'{' => mark::attributes(lines).is_some(),
        b'[' => text.starts_with("[//]: #") || container::definition(text).is_some(),
        b'<' => text.starts_with("<!--") || html::begins_block(text) || lines.habits.is_rule(text),
        b'%' => mark::is_percent_comment(text),
        b'+' => table::is_border(text),
        b'/' => lines.habits.fence(text, None).is_some(),
        _ => false,
    }
}

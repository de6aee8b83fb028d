//! What differs between tokens that stand for each other: shape, capitals, Unicode form, the space before, emphasis; and
//! between their units: where paragraphs begin, what kind of block it is.

use std::ops::Range;

use unicode_normalization::is_nfc;

use crate::diff::change::{Category, Kind};
use crate::diff::fold::{self, Likeness};
use crate::diff::item::Item;
use crate::diff::lemma::Sides;
use crate::diff::passage::Passage;
use crate::diff::token::{Gap, Text, Unit};
use crate::document::{BlockKind, Zone};

/// All such differences of a passage, in order.
pub(super) fn items(sides: Sides<'_, '_>, passage: &Passage) -> Vec<Item> {
    let mut level = Level { sides, items: Vec::new(), open: [const { None }; CLASSES], first: (0, 0), before: None };
    for run in &passage.runs {
        level.close();
        let pair = |n: usize| (passage.old[run.old + n] as usize, passage.new[run.new + n] as usize);
        level.first = pair(0);
        (0..run.len).map(pair).for_each(|(old, new)| level.pair(old, new));
        level.before = Some(pair(run.len - 1));
    }
    level.close();
    level.items
}

/// The classes of difference of which neighbours are one item.
const CLASSES: usize = 5;

/// A difference that may go on with the next pair.
#[derive(Clone, Debug)]
struct Open {
    what: What,
    old: Range<usize>,
    new: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Encoding,
    Typography,
    Case,
    Space { is_formatting: bool },
    Emphasis { old: u16, new: u16 },
}

impl What {
    const fn class(&self) -> usize {
        match self {
            Self::Encoding => 0,
            Self::Typography => 1,
            Self::Case => 2,
            Self::Space { .. } => 3,
            Self::Emphasis { .. } => 4,
        }
    }
}

struct Level<'a, 'd> {
    sides: Sides<'a, 'd>,
    items: Vec<Item>,
    open: [Option<Open>; CLASSES],
    /// The first pair of the run.
    first: (usize, usize),
    /// The last pair of the run before.
    before: Option<(usize, usize)>,
}

impl Level<'_, '_> {
    fn pair(&mut self, old: usize, new: usize) {
        let (a, b) = (self.sides.old.tokens[old], self.sides.new.tokens[new]);
        if (a.gap == Gap::Start || b.gap == Gap::Start) && a.gap != b.gap {
            self.close();
            self.boundary(old, new);
        } else if a.gap == Gap::Start {
            self.block(old, new);
        } else if a.gap != b.gap || a.gap != Gap::None {
            self.space(old, new);
        }
        if a.rend != b.rend {
            self.differ(What::Emphasis { old: a.rend & !b.rend, new: b.rend & !a.rend }, old, new);
        }
        let (was, now) = (self.sides.old.str(old), self.sides.new.str(new));
        if was != now {
            match fold::likeness(was, now) {
                Likeness::Encoding => self.differ(What::Encoding, old, new),
                Likeness::Typography => self.shape(old, new),
                Likeness::Case => self.differ(What::Case, old, new),
                Likeness::Same | Likeness::None => {}
            }
        } else if self.sides.old.is_decomposed(old) != self.sides.new.is_decomposed(new) {
            self.differ(What::Encoding, old, new);
        }
    }

    /// Joins the difference to that of the pair before, or begins one.
    fn differ(&mut self, what: What, old: usize, new: usize) {
        let class = what.class();
        match &mut self.open[class] {
            Some(open) if open.what == what && open.old.end == old && open.new.end == new => {
                (open.old.end, open.new.end) = (old + 1, new + 1);
            }
            _ => {
                self.end(class);
                self.open[class] = Some(Open { what, old: old..old + 1, new: new..new + 1 });
            }
        }
    }

    fn close(&mut self) {
        (0..CLASSES).for_each(|class| self.end(class));
    }

    fn end(&mut self, class: usize) {
        if let Some(open) = self.open[class].take() {
            let item = self.finished(open);
            self.items.push(item);
        }
    }

    fn finished(&self, Open { what, old, new }: Open) -> Item {
        let item = |kind| Item::new(kind, old.clone(), new.clone());
        match what {
            What::Encoding => {
                let (was, now) = (form(self.sides.old, &old), form(self.sides.new, &new));
                meaning(item(Kind::Encoding), was, now).in_group(was, now, true)
            }
            What::Typography => {
                let letters = |is_old, range: &Range<usize>| self.text(is_old, range).chars().filter(|c| !c.is_ascii()).collect::<String>();
                let (was, now) = (letters(true, &old), letters(false, &new));
                item(Kind::Typography).in_group(was, now, false)
            }
            What::Case => item(Kind::Case),
            What::Space { is_formatting } => self.spaced(item(Kind::Whitespace), is_formatting),
            What::Emphasis { old, new } => {
                let (was, now) = (emphasis(old), emphasis(new));
                // What is italic or bold is shown so.
                let is_shown = |name: &str| EMPHATIC.contains(&name);
                let own = item(Kind::Markup);
                let own = if is_shown(&was) || is_shown(&now) { own } else { meaning(own, &was, &now) };
                own.in_group(was, now, false)
            }
        }
    }

    fn text(&self, is_old: bool, range: &Range<usize>) -> &str {
        let text = if is_old { self.sides.old } else { self.sides.new };
        text.document.str(text.extent(range))
    }

    /// Signs of another shape: quotation marks are one group whatever the words, other marks a group each, letters none.
    fn shape(&mut self, old: usize, new: usize) {
        let (was, now) = (self.sides.old.str(old), self.sides.new.str(new));
        if let Some((was, now)) = quotes(was, now) {
            self.items.push(Item::new(Kind::Typography, old..old + 1, new..new + 1).in_group(was, now, true));
        } else if self.sides.old.is_word(old) {
            self.differ(What::Typography, old, new);
        } else {
            self.items.push(Item::new(Kind::Typography, old..old + 1, new..new + 1).in_group(was, now, true));
        }
    }

    /// The white space before a pair.
    fn space(&mut self, old: usize, new: usize) {
        let (a, b) = (self.sides.old.tokens[old].gap, self.sides.new.tokens[new].gap);
        if (old, new) == self.first || a == Gap::Marker || b == Gap::Marker || a == Gap::Space && b == Gap::Space {
            return;
        }
        let (was, now) = (self.sides.old.space_before(old), self.sides.new.space_before(new));
        let is_formatting = a != Gap::None && b != Gap::None;
        if was != now && !(a == b && a != Gap::Fixed) {
            self.differ(What::Space { is_formatting }, old, new);
        }
    }

    /// Spaces are shown with what stands around them.
    fn spaced(&self, item: Item, is_formatting: bool) -> Item {
        let (was, now) = (self.sides.old.space_before(item.old.start), self.sides.new.space_before(item.new.start));
        let (mut old, mut new) = (item.old.clone(), item.new.clone());
        for _ in 0..MAX_AROUND {
            let is_first = (old.start, new.start) == self.first
                || self.sides.new.tokens[new.start].gap == Gap::Start
                || self.sides.old.tokens[old.start].gap == Gap::Start;
            let is_wide_enough = item.old.start - old.start >= 2 && self.sides.old.tokens[old.start].gap != Gap::None;
            if is_first || is_wide_enough || old.start == 0 || new.start == 0 {
                break;
            }
            (old.start, new.start) = (old.start - 1, new.start - 1);
        }
        let category = if is_formatting { Category::Formatting } else { Category::Accidental };
        let (was, now) = (space_name(was), space_name(now));
        meaning(Item { old, new, ..item }, &was, &now).in_category(category).in_group(was, now, false)
    }

    /// A paragraph begins on one side only.
    fn boundary(&mut self, old: usize, new: usize) {
        let is_merge = self.sides.old.tokens[old].gap == Gap::Start;
        let (kind, text, token) = if is_merge { (Kind::ParaMerge, self.sides.old, old) } else { (Kind::ParaSplit, self.sides.new, new) };
        let is_first = token == 0
            || zone_of(text, token) == Zone::Header
            || is_note_start(text, token)
            || zone_of(text, token) != zone_of(text, token - 1);
        if !is_first && old > 0 && new > 0 && !self.begins_both((old, new), is_merge) {
            let (old, new) = (self.around(self.sides.old, old), self.around(self.sides.new, new));
            self.items.push(Item::new(kind, old, new).in_group("", "", false).alone());
        }
    }

    /// Whether the paragraph begins on the other side too, with words that were put in or taken out before the pair.
    fn begins_both(&self, (old, new): (usize, usize), is_merge: bool) -> bool {
        let (text, token, before) = if is_merge {
            (self.sides.new, new, self.before.map(|(_, new)| new))
        } else {
            (self.sides.old, old, self.before.map(|(old, _)| old))
        };
        (old, new) == self.first && before.is_none_or(|before| before < text.unit(token).tokens.start as usize)
    }

    /// Some words on both sides of a place.
    fn around(&self, text: &Text<'_>, at: usize) -> Range<usize> {
        at.saturating_sub(4)..(at + 4).min(text.tokens.len())
    }

    /// Whether the same words are another kind of block.
    fn block(&mut self, old: usize, new: usize) {
        let (a, b) = (self.sides.old.unit(old), self.sides.new.unit(new));
        let (was, now) = (unit_name(a, b), unit_name(b, a));
        if was != now && a.tokens.start as usize == old && b.tokens.start as usize == new {
            let range = |tokens: &Range<u32>| tokens.start as usize..tokens.end as usize;
            self.items.push(meaning(Item::new(Kind::Markup, range(&a.tokens), range(&b.tokens)), was, now).in_group(was, now, false));
        }
    }
}

/// Emphasis that is shown with asterisks.
pub(super) const EMPHATIC: [&str; 3] = ["italic", "bold", "italic, bold"];
/// Tokens that a space is shown with before it, at most.
const MAX_AROUND: usize = 3;

fn zone_of(text: &Text<'_>, token: usize) -> Zone {
    text.unit(token).zone
}

fn is_note_start(text: &Text<'_>, token: usize) -> bool {
    text.unit(token).note != text.unit(token - 1).note
}

/// An item of which the words are the same on both sides, with what they are on each.
fn meaning(item: Item, old: &str, new: &str) -> Item {
    Item { values: Some((Some(old.to_owned()), Some(new.to_owned()))), ..item }
}

/// White space in words.
fn space_name(space: &str) -> String {
    let name = match space {
        "" => "no space",
        " " => "space",
        "\u{a0}" => "no-break space",
        "\u{202f}" => "narrow no-break space",
        "\u{2009}" => "thin space",
        "\t" => "tab",
        _ if space.contains('\n') => "line end",
        _ if space.chars().all(|c| c == ' ') => return format!("{} spaces", space.len()),
        _ => "other space",
    };
    name.to_owned()
}

/// What a unit is that stands for `other`: of what zone, or what kind of block.
const fn unit_name(unit: &Unit, other: &Unit) -> &'static str {
    match (unit.zone, other.zone) {
        (Zone::Header, Zone::Header) | (Zone::Note, Zone::Note) => block_name(unit.kind),
        (Zone::Header, _) => "statement",
        (Zone::Note, _) => "note",
        _ => block_name(unit.kind),
    }
}

/// What kind of block, where that makes a difference to a reader.
const fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(_) | BlockKind::Title => "heading",
        BlockKind::Quotation => "quotation",
        BlockKind::Item { .. } => "item",
        BlockKind::Line => "verse",
        BlockKind::Cell => "cell",
        _ => "paragraph",
    }
}

fn form(text: &Text<'_>, tokens: &Range<usize>) -> &'static str {
    let words = text.document.str(text.extent(tokens));
    if words.contains('\u{ad}') {
        "soft hyphen"
    } else if is_nfc(words) && !tokens.clone().any(|token| text.is_decomposed(token)) {
        "composed (NFC)"
    } else {
        "decomposed (NFD)"
    }
}

/// The styles of quotation marks on both sides, where only these differ.
fn quotes(old: &str, new: &str) -> Option<(&'static str, &'static str)> {
    let bare = |text: &str| text.chars().filter(|&c| style(c).is_none()).collect::<String>();
    let styles = |text: &str| text.chars().find_map(style);
    let both = styles(old).zip(styles(new)).filter(|(a, b)| a != b);
    both.filter(|_| bare(old) == bare(new))
}

const fn style(c: char) -> Option<&'static str> {
    Some(match c {
        '"' | '\'' => "straight quotes",
        '“' | '”' | '‘' | '’' | 'ʼ' => "curly quotes",
        '„' | '‟' | '‚' | '‛' => "low quotes",
        '«' | '»' | '‹' | '›' => "angle quotes",
        '`' | '´' | '′' | '″' => "accents as quotes",
        _ => return None,
    })
}

/// Emphasis in words, by the bits of [`crate::diff::token::Token::rend`].
pub(super) fn emphasis(bits: u16) -> String {
    const NAMES: [&str; 12] = [
        "italic",
        "bold",
        "superscript",
        "subscript",
        "underlined",
        "struck through",
        "small",
        "large",
        "small capitals",
        "highlighted",
        "drop capital",
        "typewriter",
    ];
    let names: Vec<&str> = NAMES.iter().enumerate().filter(|(n, _)| bits & (1 << n) != 0).map(|(_, name)| *name).collect();
    if names.is_empty() { "plain".to_owned() } else { names.join(", ") }
}

//! Lines of their own by hard breaks and by bullets: the lines of a paragraph, or the items of a list, become the lines of a stanza;
//! lines of links become the items of a list.

use memchr::memchr_iter;

use super::{letter, margin, signed};
use crate::convention::Habits;
use crate::document::{Annotation, Block, BlockKind, Document, Extent, Kind, ListKind, Rend, Zone};
use crate::structure::corrected;

/// Makes stanzas of the paragraphs that are broken as verse is, and of the lists of which each item is a line; lists of those that are
/// lines of an index.
pub(in crate::structure) fn find(document: &mut Document, habits: &Habits) {
    let decided = corrected::decided_prose(document);
    bulleted(document, &decided);
    let ends_letter = |text: &str| letter::is_closing(text, habits) || signed::name_and_dateline(text, habits).is_some();
    let broken_into = |index| broken_into(document, index).filter(|_| !ends_letter(document.str(document.blocks[index].extent)));
    let kinds: Vec<Option<[BlockKind; 2]>> =
        (0..document.blocks.len()).map(|index| if decided[index] { None } else { broken_into(index) }).collect();
    if kinds.iter().any(Option::is_some) {
        let broken = break_up(document, &kinds);
        fit_annotations(document, &broken);
    }
}

/// Makes of each block that is to be broken one of the first kind, with its lines in it, of the second; what was broken, in order.
fn break_up(document: &mut Document, kinds: &[Option<[BlockKind; 2]>]) -> Vec<Extent> {
    let mut blocks = Vec::with_capacity(document.blocks.len());
    let mut after = Vec::with_capacity(document.blocks.len() + 1);
    let mut broken = Vec::new();
    for (block, kinds) in document.blocks.iter().zip(kinds) {
        after.push(blocks.len());
        let Some([kind, line]) = *kinds else {
            blocks.push(*block);
            continue;
        };
        blocks.push(Block { kind, ..*block });
        let own = lines(document, block.extent).filter(|own| line == BlockKind::Line || !own.is_empty());
        blocks.extend(own.map(|extent| Block { kind: line, depth: block.depth + 1, extent, ..*block }));
        broken.push(block.extent);
    }
    after.push(blocks.len());
    document.replace_blocks(blocks, &after);
    broken
}

/// Lines need no breaks between them, and emphasis stands in one alone.
fn fit_annotations(document: &mut Document, broken: &[Extent]) {
    let is_broken = |extent: Extent| {
        broken.get(broken.partition_point(|stanza| stanza.end <= extent.start)).is_some_and(|stanza| stanza.contains(extent))
    };
    document.annotations.retain(|a| !(matches!(a.kind, Kind::LineBreak { in_word: false }) && is_broken(a.extent)));
    let crosses =
        |a: &mut Annotation| matches!(a.kind, Kind::Emphasis(_)) && is_broken(a.extent) && document.text[a.extent.range()].contains('\n');
    let crossing: Vec<Annotation> = document.annotations.extract_if(.., crosses).collect();
    cut_at_lines(document, crossing);
}

/// Emphasis over several lines stands in each of them.
fn cut_at_lines(document: &mut Document, crossing: Vec<Annotation>) {
    if crossing.is_empty() {
        return;
    }
    for own in crossing {
        let parts: Vec<Extent> = lines(document, own.extent).filter(|part| !part.is_empty()).collect();
        document.annotations.extend(parts.into_iter().map(|extent| Annotation { extent, kind: own.kind.clone() }));
    }
    document.sort_annotations();
}

/// Makes lines of the items of lists that are verse.
fn bulleted(document: &mut Document, decided: &[bool]) {
    for index in 0..document.blocks.len() {
        if document.blocks[index].kind == BlockKind::List(ListKind::Bulleted) && is_verse_list(document, index) {
            let end = document.end_of(index);
            if decided[index..end].contains(&true) {
                continue;
            }
            document.blocks[index].kind = BlockKind::Stanza;
            document.blocks[index + 1..end].iter_mut().for_each(|item| item.kind = BlockKind::Line);
        }
    }
}

/// Four items or more of the length of verse, each with a capital or as its sentence asks, of which the sentences run on from
/// one to the next: some end in nothing, and the rest in at least two different signs.
fn is_verse_list(document: &Document, index: usize) -> bool {
    let items = &document.blocks[index + 1..document.end_of(index)];
    let depth = document.blocks[index].depth + 1;
    let is_item = |block: &Block| block.depth == depth && block.kind == (BlockKind::Item { label: 0 }) && block.zone == Zone::Body;
    let is_linked = || {
        let starts = |own: Extent| items.binary_search_by_key(&own.start, |item| item.extent.start).is_ok_and(|n| items[n].extent == own);
        document.annotations_in(document.blocks[index].extent).iter().any(|own| matches!(own.kind, Kind::Link(_)) && starts(own.extent))
    };
    if items.len() < 4 || !items.iter().all(is_item) || is_linked() {
        return false;
    }
    let texts = || items.iter().map(|item| margin::unnumbered(document.str(item.extent)).trim_end());
    let lengths = || texts().map(|text| text.chars().count());
    let capitals = texts().filter(|text| text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)).count();
    let mean = lengths().sum::<usize>() / items.len();
    let has_capitals = || capitals * 10 >= items.len() * 9 || capitals * 6 >= items.len() && keeps_sentences(&texts());
    lengths().all(|len| len <= 75) && (20..=60).contains(&mean) && has_capitals() && runs_on(texts())
}

/// Whether lines begin with a capital where a sentence does, and often small where the line before ends in the midst of one.
fn keeps_sentences<'t>(lines: &(impl Iterator<Item = &'t str> + Clone)) -> bool {
    const LEAST: usize = 8;
    let pairs = || lines.clone().zip(lines.clone().skip(1));
    let is_small = |line: &str| line.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let broken = pairs().filter(|(before, next)| before.ends_with(char::is_alphabetic) && is_small(next)).count();
    let n = lines.clone().count();
    n >= LEAST && broken * LEAST >= n && !pairs().any(|(before, next)| before.ends_with(['.', '!', '?']) && is_small(next))
}

/// The signs in which lines of verse end where they do not run on.
pub(in crate::structure) const SIGNS: [char; 7] = [',', ';', ':', '.', '!', '?', '—'];

/// Whether lines end as those of verse do: in at least two signs, and in the midst of a sentence.
pub(in crate::structure) fn runs_on<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let mut signs = [false; SIGNS.len()];
    let mut runs_on = false;
    for last in lines.filter_map(|line| line.chars().next_back()) {
        match SIGNS.iter().position(|&sign| sign == last) {
            Some(sign) => signs[sign] = true,
            None => runs_on |= last.is_alphabetic(),
        }
    }
    runs_on && signs.into_iter().filter(|&ends| ends).count() >= 2
}

fn lines(document: &Document, extent: Extent) -> impl Iterator<Item = Extent> {
    document.str(extent).split('\n').map(|line| document.extent_of(line))
}

/// What a paragraph is of which the lines are broken hard, and what its lines are.
fn broken_into(document: &Document, index: usize) -> Option<[BlockKind; 2]> {
    let block = &document.blocks[index];
    if block.kind != BlockKind::Paragraph || block.zone != Zone::Body || !document.is_leaf(index) {
        return None;
    }
    let text = document.str(block.extent);
    let n = memchr_iter(b'\n', text.as_bytes()).count() + 1;
    let is_broken = || document.annotations_in(block.extent).iter().any(|a| matches!(a.kind, Kind::LineBreak { in_word: false }));
    if n < 2 || !is_broken() {
        return None;
    }
    match linked(document, block.extent) {
        Linked::Each if n > 2 => Some([BlockKind::List(ListKind::Simple), BlockKind::Item { label: 0 }]),
        Linked::None if is_stanza(document, block, n) => Some([BlockKind::Stanza, BlockKind::Line]),
        _ => None,
    }
}

/// Three lines or more, or two in a quotation, each no longer than verse is and most with a capital.
fn is_stanza(document: &Document, block: &Block, n: usize) -> bool {
    let text = document.str(block.extent);
    let is_quoted = block.depth > 0;
    let lengths = || text.split('\n').map(|line| line.chars().count());
    let mean = lengths().sum::<usize>() / n;
    let capitals = text.split('\n').filter(|line| line.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase())).count();
    let least = if is_quoted { 8 } else { 20 };
    (is_quoted || n > 2)
        && lengths().all(|len| len <= 75)
        && (least..=60).contains(&mean)
        && capitals * 4 >= n * 3
        && (is_quoted || !has_speaker(document, block.extent))
}

/// Whether the lines of a text are links.
enum Linked {
    None,
    /// Most of the text is links, but not a line each.
    Most,
    /// Each line has its own: an index.
    Each,
}

fn linked(document: &Document, extent: Extent) -> Linked {
    let links = || document.annotations_in(extent).iter().filter(|own| matches!(own.kind, Kind::Link(_))).map(|own| own.extent);
    let mut starts = links().map(|link| link.start).peekable();
    let mut has_own = |line: Extent| {
        while starts.next_if(|&start| start < line.start).is_some() {}
        starts.peek().is_some_and(|&start| start < line.end)
    };
    if links().map(|own| own.end - own.start).sum::<u32>() * 3 <= (extent.end - extent.start) * 2 {
        Linked::None
    } else if lines(document, extent).filter(|line| !line.is_empty()).all(&mut has_own) {
        Linked::Each
    } else {
        Linked::Most
    }
}

/// Whether it begins with a name in bold capitals, as that of who speaks the verse.
fn has_speaker(document: &Document, extent: Extent) -> bool {
    let is_name = |own: &Annotation| {
        matches!(own.kind, Kind::Emphasis(Rend::Bold)) && own.extent != extent && !document.str(own.extent).contains(char::is_lowercase)
    };
    document.annotations_at(extent.start).iter().any(is_name)
}

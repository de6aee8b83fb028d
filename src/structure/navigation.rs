//! Links that lead through a web site, before and after the text.

use crate::convention::Habits;
use crate::document::{Block, BlockKind, Document, Kind, Reason, Zone};
use crate::structure::{name, statement};

/// Leaves out what leads only on at both ends of the document. What stands between blocks of text is content, and so are
/// many links: an index.
pub(super) fn set_apart(document: &mut Document, habits: &Habits) {
    /// The forms of a text are offered above it, within so many blocks.
    const TOP: usize = 60;
    let n = document.blocks.len();
    let leading = run(document, habits, (0..n).filter(|&index| document.blocks[index].zone == Zone::Body));
    let below_title = below_title(document, habits);
    let trailing = run(document, habits, (0..n).rev().filter(|&index| document.blocks[index].zone == Zone::Body));
    let downloads = (0..n.min(TOP)).filter(|&index| offers_downloads(document, habits, index));
    let among = (0..n).filter(|&index| stands_apart(document, habits, index));
    let below = trailing.iter().copied().filter(|&index| leads_down(document, index)).collect::<Vec<_>>();
    let mut gone: Vec<usize> = leading.into_iter().chain(below_title).chain(downloads).chain(among).chain(trailing).collect();
    if is_all(document, habits, &gone) {
        gone.retain(|index| !below.contains(index));
    }
    for index in gone {
        document.blocks[index].zone = Zone::Dropped(Reason::Navigation);
    }
}

/// A line that leads on wherever it stands, above the notes too: "Top of the page", "Last Chapter | Next Chapter".
fn stands_apart(document: &Document, habits: &Habits, index: usize) -> bool {
    const MAX: usize = 120;
    const WORDS: usize = 3;
    let block = &document.blocks[index];
    let text = document.str(block.extent);
    let is_line = block.zone == Zone::Body && block.kind == BlockKind::Paragraph && text.len() <= MAX && document.is_leaf(index);
    if !is_line {
        return false;
    }
    let is_linked = || document.annotations_in(block.extent).iter().any(|a| matches!(a.kind, Kind::Link(Some(_))));
    let says_where = |word: &str| habits.is_navigation_word(word) || word.bytes().all(|b| b.is_ascii_digit());
    let words = || word_starts(text).map(|(_, word)| word);
    let leads = || words().count() > 1 && words().all(says_where) && words().any(|word| habits.is_way_word(word));
    habits.is_navigation_line(text) && words().count() >= WORDS || leads() && (is_linked() || text.contains('|')) || is_turned(text)
}

/// A line that offers the text in other forms.
fn offers_downloads(document: &Document, habits: &Habits, index: usize) -> bool {
    const MAX: usize = 160;
    let block = &document.blocks[index];
    let is_line = block.zone == Zone::Body && block.kind == BlockKind::Paragraph && block.extent.range().len() <= MAX;
    is_line && habits.offers_downloads(document.str(block.extent))
}

/// Whether nothing else is left of the text: headings and statements aside.
fn is_all(document: &Document, habits: &Habits, gone: &[usize]) -> bool {
    let is_left = |&(index, block): &(usize, &Block)| {
        let is_text = document.is_leaf(index) && !document.str(block.extent).trim().is_empty();
        is_text && block.zone == Zone::Body && !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Statement) && !gone.contains(&index)
    };
    let mut left = document.blocks.iter().enumerate().filter(is_left);
    left.all(|(_, block)| statement::is_one(document, block, habits))
}

/// Whether a block has a link to a page of the same folder: of an index, what is listed there is text.
fn leads_down(document: &Document, index: usize) -> bool {
    let is_below = |target: &str| {
        let page = target.split('#').next().unwrap_or_default();
        let is_index = page.rsplit('/').next().is_some_and(|name| name.starts_with("index."));
        !page.is_empty() && !is_index && !page.starts_with(['.', '/']) && !page.contains(':')
    };
    let links = document.annotations_in(document.blocks[index].extent).iter();
    links.filter_map(|own| if let Kind::Link(Some(target)) = &own.kind { Some(&**target) } else { None }).any(is_below)
}

/// A line below the title of which every link leads to an index, a next page or the like: "[Archive] | [Contents]".
fn below_title(document: &Document, habits: &Habits) -> Option<usize> {
    let mut body = (0..document.blocks.len())
        .filter(|&index| document.blocks[index].zone == Zone::Body && document.blocks[index].kind != BlockKind::Rule);
    let title = body.next().filter(|&index| matches!(document.blocks[index].kind, BlockKind::Heading(_)))?;
    let own = body.next().filter(|&index| index > title && leads_on(document, habits, index).is_some())?;
    let links = document.annotations_in(document.blocks[own].extent).iter().filter(|a| matches!(a.kind, Kind::Link(_)));
    let mut names = links.map(|a| document.str(a.extent));
    let leads = names.all(|name| word_starts(name).any(|(_, word)| habits.is_navigation_word(word) && word.len() > 3));
    (leads && body.next().is_some()).then_some(own)
}

/// The blocks from one end on that only lead on; a statement among them is passed over.
fn run(document: &Document, habits: &Habits, blocks: impl Iterator<Item = usize>) -> Vec<usize> {
    const MAX_WORDS: usize = 80;
    let mut run = Vec::new();
    let mut words = 0;
    for index in blocks {
        let block = &document.blocks[index];
        match leads_on(document, habits, index) {
            Some(n) => {
                words += n;
                run.push(index);
            }
            None if is_passed_over(document, block, habits) => {}
            None => break,
        }
    }
    if words > MAX_WORDS { Vec::new() } else { run }
}

fn is_passed_over(document: &Document, block: &Block, habits: &Habits) -> bool {
    let is_container =
        matches!(block.kind, BlockKind::Row { .. } | BlockKind::Table | BlockKind::Quotation | BlockKind::Rule | BlockKind::PageBreak);
    is_container || (block.kind == BlockKind::Paragraph && statement::is_one(document, block, habits))
}

/// How many words a block has, if it only leads on.
fn leads_on(document: &Document, habits: &Habits, index: usize) -> Option<usize> {
    let block = &document.blocks[index];
    let may_lead = matches!(block.kind, BlockKind::Paragraph | BlockKind::Cell | BlockKind::Heading(4..)) && document.is_leaf(index);
    let text = document.str(block.extent);
    if !may_lead || text.len() > 600 {
        return None;
    }
    let is_bare = !text.contains(char::is_alphanumeric);
    if block.kind == BlockKind::Cell && is_bare || habits.is_navigation_line(text) {
        return Some(text.split_whitespace().count());
    }
    let links: Vec<_> =
        document.annotations_in(block.extent).iter().filter(|a| matches!(a.kind, Kind::Link(_))).map(|a| a.extent).collect();
    // "English #": the sign of a link to the heading itself, as sites put it.
    let is_anchored = text.len() <= 40 && text.ends_with(" #");
    if links.is_empty() && (is_anchored || is_turned(text) || is_way(document, text, habits))
        || !links.is_empty() && announces(text, habits)
    {
        return Some(text.split_whitespace().count());
    }
    if links.is_empty() || links.iter().all(|link| document.str(*link).len() <= 5 && !document.str(*link).contains(char::is_alphabetic)) {
        return None;
    }
    let base = block.extent.start as usize;
    let is_from_archive = links[0].start == block.extent.start && habits.is_archive(document.str(links[0]));
    let mut starts = word_starts(if is_from_archive { above_own_place(text) } else { text });
    let is_linked = |at: usize| links.iter().any(|link| link.range().contains(&(base + at)));
    let stands = starts.all(|(at, word)| is_linked(at) || habits.is_navigation_word(word) || word.bytes().all(|b| b.is_ascii_digit()));
    stands.then(|| text.split_whitespace().count())
}

/// "MIA > Biblioteca" of "MIA > Biblioteca > Novidades", a way from the archive down: where the page itself stands is no link.
fn above_own_place(text: &str) -> &str {
    const LONGEST: usize = 40;
    text.rsplit_once('>').filter(|(_, own)| own.len() <= LONGEST).map_or(text, |(way, _)| way)
}

/// "<< 1. The Yarn | 3. The Loom >>": the pages before and after this one.
fn is_turned(text: &str) -> bool {
    const ARROWS: [(&str, &str); 3] = [("<<", ">>"), ("←", "→"), ("‹", "›")];
    text.contains('|') && ARROWS.iter().any(|(back, on)| text.starts_with(back) && text.ends_with(on))
}

/// The places that a way through a site names, from the top down: "Marxists Internet Archive: Rosa Berg".
pub(super) fn way(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '>', '»', ':', '/', '\n']).map(str::trim)
}

/// "Next: [II.](02.htm) The Strike": what a link leads to, told before it.
fn announces(text: &str, habits: &Habits) -> bool {
    const MAX: usize = 160;
    let Some((first, _)) = text.split_once(':').filter(|_| text.len() <= MAX) else { return false };
    let words = || first.split_whitespace();
    words().all(|word| habits.is_navigation_word(word)) && words().any(|word| habits.is_way_word(word))
}

/// Whether a text is what leads on says the page is held under: "Rosa Berg" of "Rosa Berg Archive", or by a surname alone, the first on
/// the way above the text: "MIA > Archive > Berg > The Weavers".
pub(super) fn names_author(document: &Document, text: &str, habits: &Habits) -> bool {
    let is_same = |name: &str| name.to_lowercase() == text.to_lowercase();
    let surname = text.rsplit(' ').next().filter(|own| own.len() > 2 && own.len() < text.len() && name::has_shape(text, habits));
    let is_surname = |name: Option<&str>| name.is_some() && name == surname;
    let leads = |link: &str| habits.is_archive(link) || word_starts(link).all(|(_, word)| habits.is_navigation_word(word));
    let names = |block: &Block| {
        let links = document.annotations_in(block.extent).iter().filter(|a| matches!(a.kind, Kind::Link(_)));
        let mut links = links.map(|a| document.str(a.extent).trim()).skip_while(|link| leads(link));
        let first = links.next();
        let held = |link: &'_ str| habits.held(&link[habits.way_back(link)..]).map(str::to_owned);
        let holds = |link: &str| held(link).is_some_and(|name| is_same(&name) || is_surname(Some(&name)));
        is_surname(first) || first.is_some_and(holds) || links.any(holds)
    };
    let led = document.blocks.iter().filter(|block| block.zone == Zone::Dropped(Reason::Navigation));
    text.contains(' ') && led.into_iter().any(names)
}

/// Whether a text is "Rosa Berg Archive", and the page begins with that name; or "Berg Archive" of such a page.
fn is_holding_of_author(document: &Document, text: &str, habits: &Habits) -> bool {
    const TOP: usize = 12;
    let Some(name) = habits.held(text) else { return false };
    let is_whole = |line: &str| name.contains(' ') && line.to_lowercase() == name.to_lowercase();
    let is_surname = |line: &str| name::has_shape(line, habits) && line.rsplit(' ').next() == Some(name);
    let mut above = document.blocks.iter().take(TOP).map(|block| document.str(block.extent).trim());
    above.any(|line| is_whole(line) || is_surname(line))
}

/// "Rosa Berg Archive | Marxists Internet Archive", "Marxists Internet Archive: Rosa Berg": where the page stands, without links.
fn is_way(document: &Document, text: &str, habits: &Habits) -> bool {
    const MAX: usize = 120;
    let parts = || way(text);
    // "MIA > Archive > R. Berg", "MIA > Archive > Berg > Decline of Am. Cap.": initials and short forms on a way that leads down.
    let leads_down = text.split('>').count() > 2;
    let is_sentence = |part: &str| part.contains([',', ';']) || part.contains('.') && !leads_down;
    let is_name = |part: &str| !part.is_empty() && !is_sentence(part) && part.starts_with(|c: char| !c.is_lowercase());
    let holds = |part: &str| is_holding_of_author(document, part, habits);
    text.len() <= MAX
        && (parts().count() > 1 || habits.names_archive(text) || holds(text))
        && parts().all(is_name)
        && parts().any(|part| habits.is_archive(part) || holds(part))
}

fn word_starts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

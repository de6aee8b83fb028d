//! From left to right: everything in a block that is not plain text.

use memchr::memmem;

use super::{Action, Inline, LineEnd};
use crate::byte_set::ByteSet;
use crate::document::{Kind, PageBreak, Reason, Rend};
use crate::structure::block::{folio, holds_words};
use crate::structure::html::{self, TagRole};
use crate::structure::inline::emphasis::Run;
use crate::structure::line::Line;
use crate::xml;

/// Bytes within which an address or a site's code closes.
const MAX_LEN: usize = 2000;

/// The bytes at which plain text may end: control characters but for the tab, and 0xEF, which begins U+FFFE and U+FFFF, among them.
pub(super) const SPECIAL: ByteSet = ByteSet::of(b"\\*_~=^<&[]!{|\xef").with(0, b'\t' - 1).with(b'\t' + 1, 0x1F);

impl<'a> Inline<'a> {
    pub(super) fn scan(&mut self, lines: &[Line], is_verse: bool) {
        let Some(last) = lines.last() else { return };
        let limit = last.end as usize;
        let mut at = self.rest_of_word(lines[0]);
        for (n, line) in lines.iter().enumerate() {
            if at > line.end as usize {
                continue;
            }
            at = at.max(line.start as usize);
            if let Some(number) = self.page_line(*line) {
                at = self.page_break(at, line.end as usize, number);
                if let Some(rest) = lines.get(n + 1).and_then(|next| self.goes_on(*line, *next)) {
                    at = self.push(at, rest, Action::Mark);
                    continue;
                }
            }
            let end = line.end as usize - self.habits.line_end(line.text(self.source)).unwrap_or(0);
            while at < end {
                at = self.next(at, end, limit);
            }
            match lines.get(n + 1) {
                Some(next) => self.line_end(*line, at, *next, is_verse),
                None => self.last_line_end(*line),
            }
        }
    }

    fn next(&mut self, at: usize, end: usize, limit: usize) -> usize {
        let bytes = self.source.as_bytes();
        let Some(at) = self.special.find(&bytes[..end], at) else { return end };
        if let Some(after) = self.sign(at, limit) {
            return after;
        }
        if let Some(after) = self.own_page(at, end) {
            return after;
        }
        match bytes[at] {
            b'\\' => self.escape(at, end, limit),
            b'*' | b'_' | b'~' | b'=' => self.run(at, end),
            b'^' => self.caret(at, end),
            b'<' => self.angle(at, limit),
            b'&' => self.entity(at),
            b'[' | b'|' => self.inline_page(at, end).unwrap_or_else(|| self.open_bracket(at)),
            b']' => self.close_bracket(at, limit),
            b'!' => self.image(at),
            b'{' => self.brace(at, limit),
            b if SPECIAL.contains(b) => self.forbidden(at),
            _ => self.plain(at),
        }
    }

    /// A character that begins a sign elsewhere.
    fn plain(&self, at: usize) -> usize {
        at + self.source[at..].chars().next().map_or(1, char::len_utf8)
    }

    /// `\*`: the character itself. `\ ` is pandoc's hard space. At the end of a line: a hard break, which at
    /// the end of a block means nothing.
    fn escape(&mut self, at: usize, end: usize, limit: usize) -> usize {
        match self.source.as_bytes().get(at + 1) {
            _ if at + 1 == limit => self.push(at, limit, Action::Mark),
            _ if at + 1 >= end => at + 1,
            Some(b' ') => self.push(at, at + 2, Action::Recode(" ")),
            Some(b) if b.is_ascii_punctuation() => self.push(at, at + 2, Action::RecodeChar(*b as char)),
            _ => at + 1,
        }
    }

    fn run(&mut self, at: usize, end: usize) -> usize {
        let mark = self.source.as_bytes()[at];
        let len = self.source.as_bytes()[at..end].iter().take_while(|&&b| b == mark).count();
        if let Some(run) = Run::new(self.source, at, len) {
            self.runs.push(run);
        }
        at + len
    }

    /// `^2^`, `^[\[1\]](#n1)^`: a superscript without white space in it.
    fn caret(&mut self, at: usize, end: usize) -> usize {
        if let Some(&(_, pair)) = self.carets.last().filter(|&&(close, _)| close == at) {
            self.carets.pop();
            return self.push(at, at + 1, Action::Close(pair));
        }
        let Some(close) = superscript_end(self.source.as_bytes(), at + 1, end) else { return at + 1 };
        let pair = self.pair(vec![Kind::Emphasis(Rend::Superscript)]);
        self.carets.push((close, pair));
        self.push(at, at + 1, Action::Open(pair))
    }

    fn angle(&mut self, at: usize, limit: usize) -> usize {
        let text = &self.source[at..limit];
        if text.starts_with("<!--") {
            let end = text.find("-->").map_or(limit, |n| at + n + 3);
            return self.push(at, end, super::link::comment(&self.source[at..end]));
        }
        if let Some(address) = autolink(text) {
            return self.autolink(at, address.len());
        }
        if let Some((number, len)) = self.habits.page_mark_at(text) {
            let number = number.to_owned();
            return self.page_break(at, at + len, Some(number));
        }
        match html::tag(text) {
            Some(tag) => self.tag(at, tag),
            None => at + 1,
        }
    }

    fn autolink(&mut self, at: usize, len: usize) -> usize {
        let pair = self.pair(vec![link_kind(&self.source[at + 1..at + 1 + len])]);
        self.push(at, at + 1, Action::Open(pair));
        self.push(at + 1 + len, at + 2 + len, Action::Close(pair))
    }

    fn tag(&mut self, at: usize, tag: html::Tag<'a>) -> usize {
        let end = at + tag.len;
        match tag.role() {
            TagRole::Break => self.push(at, end, Action::LineEnd(LineEnd::Hard)),
            TagRole::Layout => self.push(at, end, Action::LineEnd(LineEnd::Soft)),
            TagRole::Image => self.html_image(at, tag),
            _ if tag.is_end => self.end_tag(at, tag),
            role => self.start_tag(at, tag, role),
        }
    }

    fn start_tag(&mut self, at: usize, tag: html::Tag<'a>, role: TagRole) -> usize {
        let anchor = tag.attribute("id").or(tag.attribute("name")).map(|id| Kind::Anchor(id.into()));
        let language = tag.attribute("lang").or(tag.attribute("data-lang")).or(tag.attribute("xml:lang"));
        let own = match role {
            TagRole::Emphasis(rend) => Some(Kind::Emphasis(rend)),
            TagRole::Link => tag.attribute("href").map(link_kind),
            _ => language.map(|language| Kind::Language(language.into())),
        };
        let pair = self.pair(own.into_iter().chain(anchor).collect());
        if !tag.attributes.ends_with('/') {
            self.tags.push((tag.name, pair));
        }
        self.push(at, at + tag.len, Action::Open(pair))
    }

    fn end_tag(&mut self, at: usize, tag: html::Tag<'a>) -> usize {
        let open = self.tags.iter().rev().take(64).position(|(name, _)| name.eq_ignore_ascii_case(tag.name));
        let action = match open {
            Some(n) => Action::Close(self.tags.remove(self.tags.len() - 1 - n).1),
            None => Action::Mark,
        };
        self.push(at, at + tag.len, action)
    }

    fn html_image(&mut self, at: usize, tag: html::Tag<'a>) -> usize {
        let end = at + tag.len;
        let address = tag.attribute("src").unwrap_or_default();
        let Some(label) = tag.attribute("alt").filter(|label| !label.is_empty()) else {
            return self.push(at, end, Action::Point(Kind::Figure(address.into()), Reason::Attributes));
        };
        let pair = self.pair(vec![Kind::Figure(address.into())]);
        let start = label.as_ptr() as usize - self.source.as_ptr() as usize;
        self.push(at, start, Action::Open(pair));
        self.push(start + label.len(), end, Action::Close(pair))
    }

    /// `&eacute;`, `&#8212;`; what names nothing stays as typed.
    fn entity(&mut self, at: usize) -> usize {
        let Some(len) = self.source.as_bytes()[at..].iter().take(34).position(|&b| b == b';') else { return at + 1 };
        match xml::entity(&self.source[at + 1..at + len]) {
            Some(xml::Entity::Named(text)) => self.push(at, at + len + 1, Action::Recode(text)),
            Some(xml::Entity::Numbered(c)) => self.push(at, at + len + 1, Action::RecodeChar(c)),
            None => at + 1,
        }
    }

    /// Code of a site's generator, an attribute list, a page mark; any other brace is text.
    fn brace(&mut self, at: usize, limit: usize) -> usize {
        let text = &self.source[at..limit];
        let near = &text.as_bytes()[..text.len().min(MAX_LEN)];
        let close = [("{%", "%}"), ("{{", "}}")].into_iter().find_map(|(open, close)| text.starts_with(open).then_some(close));
        let end = close.and_then(|close| memmem::find(near, close.as_bytes()));
        if let Some(n) = end.filter(|&n| !holds_words(&text[..n])) {
            return self.push(at, at + n + 2, Action::Drop(Reason::Template));
        }
        if let Some(list) = super::link::attribute_list(text) {
            let spaces = self.source[..at].len() - self.source[..at].trim_end_matches(' ').len();
            let action = match list.id {
                Some(id) => Action::Point(Kind::Anchor(id.into()), Reason::Attributes),
                None => Action::Drop(Reason::Attributes),
            };
            return self.push(at - spaces, at + list.len, action);
        }
        self.braced_page(at, limit).or_else(|| self.inline_page(at, limit)).unwrap_or(at + 1)
    }

    fn braced_page(&mut self, at: usize, end: usize) -> Option<usize> {
        let (number, len) = braced_number(&self.source[at..]).filter(|_| self.has_braced_pages)?;
        Some(self.page_mark(at, at + len, end, number.to_string()))
    }

    /// A mark of a page that begins with none of the bytes that mean other things as well.
    fn own_page(&mut self, at: usize, end: usize) -> Option<usize> {
        let byte = self.source.as_bytes()[at];
        if b"[|<{".contains(&byte) || !self.habits.begins_page(byte) { None } else { self.inline_page(at, end) }
    }

    /// `[p. 12]` in the midst of a line.
    fn inline_page(&mut self, at: usize, end: usize) -> Option<usize> {
        let (number, len) = self.habits.page_mark_at(&self.source[at..end])?;
        // `[[#1][…]]` is a link.
        if self.source[at + len..end].starts_with('[') && self.source[..at].ends_with('[') {
            return None;
        }
        let number = number.to_owned();
        Some(self.page_mark(at, at + len, end, number))
    }

    /// A mark between two spaces takes one of them; one inside a word, the hyphen that divides it.
    fn page_mark(&mut self, at: usize, mark_end: usize, end: usize, number: String) -> usize {
        let (before, after) = (&self.source[..at], &self.source[mark_end..end]);
        let spaces = usize::from((before.is_empty() || before.ends_with(char::is_whitespace)) && after.starts_with(' '));
        let is_divided = after.starts_with(char::is_alphabetic) && self.words.line_end(before, after) == LineEnd::Divided;
        let hyphen = before.chars().next_back().filter(|_| is_divided).map_or(0, char::len_utf8);
        self.page_break(at - hyphen, mark_end + spaces, Some(number))
    }

    fn page_line(&self, line: Line) -> Option<Option<String>> {
        let text = line.text(self.source);
        let text = self.habits.line_end(text).map_or(text, |mark| &text[..text.len() - mark]);
        if text == "\x0c" {
            return Some(folio::after_foot(self.source, line.start as usize, self.has_feet));
        }
        if !self.habits.begins_page_line(*text.as_bytes().first()?) || text.len() > 200 {
            return None;
        }
        self.habits.page_mark(text).map(|number| Some(number.to_owned()))
    }

    fn page_break(&mut self, at: usize, end: usize, number: Option<String>) -> usize {
        let number = number.filter(|n| !n.is_empty()).map(String::into_boxed_str);
        let (mut before, mut after) = (self.source[..at].trim_end_matches('-'), &self.source[end..]);
        // Up to the form feed before: of a row of them none looks past the others.
        let word = before.trim_end_matches(|c: char| c.is_whitespace() && c != '\x0c');
        if let Some(mark) = self.habits.divided(word) {
            before = &word[..word.len() - mark];
            after = after.trim_start().strip_prefix('*').unwrap_or(after);
        }
        let in_word = before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
        let kind = Kind::PageBreak(Box::new(PageBreak { number, in_word, cert: None }));
        self.push(at, end, Action::Point(kind, Reason::PageMark))
    }

    fn forbidden(&mut self, at: usize) -> usize {
        let Some(c) = self.source[at..].chars().next() else { return at + 1 };
        let end = at + c.len_utf8();
        if c == '\x0c' {
            return self.page_break(at, end, folio::after_foot(self.source, at, self.has_feet));
        }
        if xml::is_allowed(c) { end } else { self.push(at, end, Action::Point(Kind::Forbidden(c), Reason::PageMark)) }
    }

    /// Where the text goes on after a page mark on a line of its own, if no white space stands for its end: in the midst of
    /// a word, or where a mark of its own ends each line.
    fn goes_on(&self, page: Line, next: Line) -> Option<usize> {
        let text = next.text(self.source);
        if self.habits.has_divides() && is_rest_of_word(text) {
            return Some(next.start as usize + 1);
        }
        self.habits.line_end(page.text(self.source)).map(|_| next.start as usize)
    }

    /// The star before the rest of a word that was divided at the end of a page: `*tion`.
    fn rest_of_word(&mut self, line: Line) -> usize {
        let start = line.start as usize;
        let text = line.text(self.source);
        if self.habits.has_divides() && is_rest_of_word(text) { self.push(start, start + 1, Action::Mark) } else { start }
    }

    /// The mark that ends the last line; of one that divides a word the hyphen stays.
    fn last_line_end(&mut self, line: Line) {
        let (text, end) = (line.text(self.source), line.end as usize);
        let mark = self.habits.line_end(text).or_else(|| self.habits.divided(text).map(|len| len - 1));
        if let Some(mark) = mark.filter(|mark| *mark > 0) {
            self.push(end - mark, end, Action::Mark);
        }
    }

    /// The bytes from the end of a line to the text of the next.
    fn line_end(&mut self, line: Line, at: usize, next: Line, is_verse: bool) {
        let (end, next_start) = (line.end as usize, next.start as usize);
        if at > end {
            return;
        }
        let text = line.text(self.source);
        if let Some(mark) = self.habits.line_end(text) {
            self.push(end - mark, next_start, Action::LineEnd(LineEnd::Hard));
            return;
        }
        if let Some(mark) = self.habits.divided(text) {
            let rest = next_start + usize::from(self.source[next_start..].starts_with('*'));
            self.push(end - mark, rest, Action::LineEnd(LineEnd::Divided));
            return;
        }
        let kind = if text.ends_with('\\') && !text.ends_with("\\\\") || line.is_hard || is_verse {
            LineEnd::Hard
        } else {
            self.words.line_end(text, next.text(self.source))
        };
        let hyphen = match kind {
            LineEnd::Divided => text.chars().next_back().map_or(0, char::len_utf8),
            LineEnd::Hard if text.ends_with('\\') => 1,
            _ => 0,
        };
        self.push(end - hyphen, next_start, Action::LineEnd(kind));
    }
}

/// `*tion`: what follows a word divided at the end of a page.
fn is_rest_of_word(text: &str) -> bool {
    text.strip_prefix('*').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// Whether the numbers in braces count the pages: each is one more than the last. `{1}` may mark notes as well, whose
/// bodies then begin with the same.
pub(super) fn has_braced_pages(source: &str) -> bool {
    let mut numbers = memchr::memchr_iter(b'{', source.as_bytes()).filter_map(|at| braced_number(&source[at..]).map(|(number, _)| number));
    let (Some(first), Some(second)) = (numbers.next(), numbers.next()) else { return false };
    let mut last = first;
    std::iter::once(second).chain(numbers).all(|number| std::mem::replace(&mut last, number) + 1 == number)
}

/// The number 12 and the length of `{12}` at the start of `text`.
fn braced_number(text: &str) -> Option<(u32, usize)> {
    const MAX_DIGITS: usize = 4;
    let digits = text.as_bytes()[1..].iter().take(MAX_DIGITS + 1).take_while(|b| b.is_ascii_digit()).count();
    let is_closed = (1..=MAX_DIGITS).contains(&digits) && text.as_bytes().get(digits + 1) == Some(&b'}');
    Some((text[1..].get(..digits)?.parse().ok().filter(|_| is_closed)?, digits + 2))
}

/// Where a link leads, if TEI can point there: no white space, no template code.
pub(super) fn link_kind(target: &str) -> Kind {
    let target = target.trim();
    let is_unsafe = |c: char| c.is_whitespace() || c.is_control() || "{}<>\"\\^`|[]".contains(c);
    let has_bad_percent = target
        .match_indices('%')
        .any(|(at, _)| !target.as_bytes().get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)));
    let points = !target.is_empty() && target != "#" && !target.contains(is_unsafe) && !has_bad_percent && target.matches('#').count() <= 1;
    Kind::Link(points.then(|| target.into()))
}

fn autolink(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('<')?;
    ["http://", "https://", "mailto:", "ftp://"].iter().find(|scheme| rest.starts_with(**scheme))?;
    let address = &rest[..rest.bytes().take(MAX_LEN).position(|b| b == b'>')?];
    (!address.contains(char::is_whitespace)).then_some(address)
}

/// The caret that closes a superscript; none behind a bracket that was opened before, as of the notes `[^1][^2]`.
fn superscript_end(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    const MAX_LEN: usize = 60;
    let (mut at, mut open) = (start, 0_usize);
    while at < end.min(start + MAX_LEN) {
        match bytes[at] {
            b'^' => return (at > start).then_some(at),
            b'\\' => at += 1,
            b' ' | b'\t' => return None,
            b'[' => open += 1,
            b']' => open = open.checked_sub(1)?,
            _ => {}
        }
        at += 1;
    }
    None
}

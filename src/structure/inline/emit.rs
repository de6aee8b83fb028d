//! Items in order, to tiles, text and annotations.

use super::{Action, Inline, Item, LineEnd};
use crate::document::{Annotation, Extent, Kind, Tiler};

impl Inline<'_> {
    pub(super) fn emit(&mut self, end: usize, tiler: &mut Tiler<'_>, annotations: &mut Vec<Annotation>) {
        self.starts.clear();
        self.starts.resize(self.pairs.len(), usize::MAX);
        let items = std::mem::take(&mut self.items);
        for item in &items {
            if item.start >= tiler.at() && !matches!(item.action, Action::Text) {
                tiler.text(item.start);
                self.act(item, tiler, annotations);
            }
        }
        self.items = items;
        if tiler.at() < end {
            tiler.text(end);
        }
    }

    fn act(&mut self, item: &Item, tiler: &mut Tiler<'_>, annotations: &mut Vec<Annotation>) {
        match &item.action {
            Action::Text => {}
            Action::Mark => tiler.mark(item.end),
            Action::Drop(reason) => tiler.drop(item.end, *reason),
            Action::Recode(text) => tiler.recode(item.end, text),
            Action::RecodeChar(c) => tiler.recode(item.end, c.encode_utf8(&mut [0; 4])),
            Action::Open(pair) => {
                tiler.mark(item.end);
                self.starts[*pair] = tiler.so_far().len();
            }
            Action::Close(pair) => {
                tiler.mark(item.end);
                self.close_pair(*pair, tiler.so_far(), annotations);
            }
            Action::Point(kind, reason) => {
                tiler.drop(item.end, *reason);
                let at = tiler.so_far().len();
                annotations.push(Annotation { extent: Extent::new(at, at), kind: kind.clone() });
            }
            Action::LineEnd(kind) => end_line(*kind, item.end, tiler, annotations),
        }
    }

    fn close_pair(&mut self, pair: usize, text: &str, annotations: &mut Vec<Annotation>) {
        let start = self.starts[pair];
        if start > text.len() {
            return;
        }
        let extent = Extent::new(start, text.len());
        let means = |kind: &Kind| !extent.is_empty() || matches!(kind, Kind::Anchor(_) | Kind::Figure(_));
        let kinds = std::mem::take(&mut self.pairs[pair]);
        annotations.extend(kinds.into_iter().filter(means).map(|kind| Annotation { extent, kind }));
    }
}

fn end_line(kind: LineEnd, end: usize, tiler: &mut Tiler<'_>, annotations: &mut Vec<Annotation>) {
    let is_spaced = tiler.so_far().ends_with([' ', '\n']) || tiler.so_far().is_empty();
    match kind {
        LineEnd::Soft if is_spaced => tiler.space(end),
        LineEnd::Soft => tiler.recode(end, " "),
        LineEnd::Divided => tiler.mark(end),
        LineEnd::Hyphenated => tiler.space(end),
        LineEnd::Hard if tiler.so_far().ends_with('\n') => tiler.mark(end),
        LineEnd::Hard => tiler.recode(end, "\n"),
    }
    let at = tiler.so_far().len();
    match kind {
        LineEnd::Divided | LineEnd::Hyphenated => {
            annotations.push(Annotation { extent: Extent::new(at, at), kind: Kind::LineBreak { in_word: true } });
        }
        LineEnd::Hard if at > 0 => {
            annotations.push(Annotation { extent: Extent::new(at - 1, at), kind: Kind::LineBreak { in_word: false } });
        }
        _ => {}
    }
}

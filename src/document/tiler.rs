//! The only maker of tiles.

use crate::document::{Reason, Role, Tile};

/// Consumes a source from its first byte to its last, making of each byte either text or a tile that says what else it
/// is. There is no way to skip one, so that losing nothing needs no care from the rules that call this.
#[derive(Debug)]
pub struct Tiler<'s> {
    source: &'s str,
    at: usize,
    tiles: Vec<Tile>,
    text: String,
}

impl<'s> Tiler<'s> {
    /// Begins at the first byte of `source`.
    pub fn new(source: &'s str) -> Self {
        Self { source, at: 0, tiles: Vec::new(), text: String::with_capacity(source.len()) }
    }

    /// The next byte of the source.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The text so far.
    pub fn so_far(&self) -> &str {
        &self.text
    }

    /// Keeps the bytes up to `to` as text.
    pub fn text(&mut self, to: usize) {
        self.text.push_str(&self.source[self.at..to]);
        self.push(to, Role::Text);
    }

    /// Lets `text` stand for the bytes up to `to`.
    pub fn recode(&mut self, to: usize, text: &str) {
        self.text.push_str(text);
        self.push(to, Role::Recoded(text.len() as u32));
    }

    /// Takes the bytes up to `to` as a mark.
    pub fn mark(&mut self, to: usize) {
        self.push(to, Role::Mark);
    }

    /// Takes the bytes up to `to` as white space that means nothing.
    pub fn space(&mut self, to: usize) {
        self.push(to, Role::Space);
    }

    /// Leaves the bytes up to `to` out.
    pub fn drop(&mut self, to: usize, reason: Reason) {
        self.push(to, Role::Dropped(reason));
    }

    /// The tiles and the text; what is left of the source is white space or, if it holds anything else, text.
    pub fn finish(mut self) -> (Vec<Tile>, String) {
        let end = self.source.len();
        if self.source[self.at..].trim().is_empty() {
            self.space(end);
        } else {
            self.text(end);
        }
        (self.tiles, self.text)
    }

    fn push(&mut self, to: usize, role: Role) {
        let len = (to - self.at) as u32;
        self.at = to;
        match self.tiles.last_mut() {
            _ if len == 0 && !matches!(role, Role::Recoded(n) if n > 0) => {}
            Some(last) if last.role == role && !matches!(role, Role::Recoded(_)) => last.len += len,
            _ => self.tiles.push(Tile { len, role }),
        }
    }
}

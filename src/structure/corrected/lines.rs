//! The lines of the source in the text of a block, where wrapping has become white space.

use crate::document::{Document, Extent, Role, Tile, text_len};

/// The bytes of the text that stand for line ends of the source, in order; those of words divided there are none.
pub(super) fn ends(document: &Document, source: &str) -> Vec<u32> {
    let (mut at, mut text) = (0, 0);
    let mut ends = Vec::new();
    for tile in &document.tiles {
        let own = &source[at as usize..(at + tile.len) as usize];
        let has_end = matches!(tile.role, Role::Recoded(1) | Role::Space) && own.contains(['\n', '\r']);
        let byte = if tile.role == Role::Space { u32::checked_sub(text, 1) } else { Some(text) };
        ends.extend(byte.filter(|&byte| has_end && matches!(document.text.as_bytes()[byte as usize], b' ' | b'\n')));
        (at, text) = (at + tile.len, text + text_len(*tile));
    }
    ends.dedup();
    ends
}

/// Lets line ends stand for these bytes of the text, which are in order.
pub(super) fn break_at(document: &mut Document, bytes: &[u32]) {
    put(document, bytes, b'\n');
    let mut tiles: Vec<Tile> = Vec::with_capacity(document.tiles.len() + 2 * bytes.len());
    let (mut bytes, mut text) = (bytes.iter().peekable(), 0);
    for tile in &document.tiles {
        let end = text + text_len(*tile);
        let mut from = text;
        while let Some(&byte) = bytes.next_if(|&&byte| byte < end) {
            if tile.role == Role::Text && byte >= from {
                tiles.extend((byte > from).then_some(Tile { len: byte - from, role: Role::Text }));
                tiles.push(Tile { len: 1, role: Role::Recoded(1) });
                from = byte + 1;
            }
        }
        let is_left = tile.role != Role::Text || from < end;
        let len = if tile.role == Role::Text { end - from } else { tile.len };
        tiles.extend(is_left.then_some(Tile { len, role: tile.role }));
        text = end;
    }
    document.tiles = tiles;
}

/// Lets spaces stand for the line ends in `extent`.
pub(super) fn join(document: &mut Document, extent: Extent) {
    let bytes: Vec<u32> = document.text[extent.range()].match_indices('\n').map(|(at, _)| extent.start + at as u32).collect();
    put(document, &bytes, b' ');
}

fn put(document: &mut Document, bytes: &[u32], sign: u8) {
    let mut text = std::mem::take(&mut document.text).into_bytes();
    for &byte in bytes {
        text[byte as usize] = sign;
    }
    document.text = String::from_utf8(text).unwrap_or_default();
}

/// The lines of `extent` without the white space around them; none is empty.
pub(super) fn of(document: &Document, extent: Extent) -> Vec<Extent> {
    let lines = document.str(extent).split('\n').map(|line| document.extent_of(line.trim()));
    lines.filter(|line| !line.is_empty()).collect()
}

//! Passes over blocks that know a kind of text.

pub(super) mod correspondence;
pub(super) mod letter;
pub(super) mod verse;

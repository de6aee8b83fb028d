//! Passes over blocks that know a kind of text.

pub(super) mod attribution;
pub(super) mod cast;
pub(super) mod contents;
pub(super) mod correspondence;
pub(super) mod dialogue;
mod direction;
pub(super) mod division;
mod label;
pub(super) mod letter;
pub(super) mod margin;
pub(super) mod quotation;
pub(super) mod verse;

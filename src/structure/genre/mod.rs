//! Passes over blocks that know a kind of text.

pub(super) mod attribution;
pub(super) mod byline;
pub(super) mod cast;
pub(super) mod clause;
pub(super) mod contents;
pub(super) mod correspondence;
pub(super) mod dialogue;
pub(super) mod diary;
mod direction;
pub(super) mod division;
pub(super) mod illustration;
pub(super) mod label;
pub(super) mod letter;
pub(super) mod margin;
pub(super) mod numeral;
pub(super) mod quotation;
mod role;
mod signed;
pub(super) mod verse;

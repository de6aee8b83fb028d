//! What was found, for people and for programs: one file a format.

pub(super) mod json;
pub(super) mod text;

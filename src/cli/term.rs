//! What is said of a place, in words: those that the variants of the model are named by.

use std::fmt::Debug;

use teiscribe::document::{BlockKind, Kind, PageBreak};

/// "paragraph", "heading 2", "cast list".
pub(super) fn block(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading {level}"),
        other => term(&other),
    }
}

/// "italic", "gap, illegible", "page break 12", "link to #sect-2".
pub(super) fn annotation(kind: &Kind) -> String {
    match kind {
        Kind::Emphasis(rend) => term(rend),
        Kind::Gap(reason) => format!("gap, {}", term(reason)),
        Kind::Link(Some(target)) => format!("link to {target}"),
        Kind::Signed(signer) => format!("signed, {}", term(signer)),
        Kind::PageBreak(own) => page_break(own),
        Kind::Division(kind, number) => format!("{} {}", term(kind), number.as_deref().unwrap_or_default()).trim_end().to_owned(),
        Kind::Forbidden(c) => format!("forbidden character U+{:04X}", u32::from(*c)),
        Kind::Anchor(value)
        | Kind::Marked(value)
        | Kind::Language(value)
        | Kind::NoteInLine(value)
        | Kind::LineNumber(value)
        | Kind::Clause(value) => format!("{}, {value}", term(kind)),
        other => term(other),
    }
}

fn page_break(own: &PageBreak) -> String {
    let number = own.number.as_deref().map_or_else(String::new, |number| format!(" {number}"));
    let word = if own.in_word { ", in a word" } else { "" };
    let cert = own.cert.map_or_else(String::new, |cert| format!(", unmarked (certainty {})", cert.as_str()));
    format!("page break{number}{word}{cert}")
}

/// The words of the name of a variant: "note marker" of `NoteMarker(3)`.
pub(super) fn term(variant: &impl Debug) -> String {
    let name = format!("{variant:?}");
    let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut words = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

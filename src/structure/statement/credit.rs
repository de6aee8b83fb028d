//! The pieces of a credit: "Louise Hope, Carlo Traverso, and the Online Distributed Proofreading Team".

use std::ops::Range;

/// What a piece is by the word before it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Role {
    And,
    By,
    For,
    /// Says where someone belongs, not who.
    Of,
}

/// A piece of a credit.
pub(super) struct Piece {
    pub(super) role: Role,
    /// Bytes of the credit.
    pub(super) range: Range<usize>,
    /// Whether it is one of a list that "and" closes: "Ann Roe, Bo Lund, and the Team".
    pub(super) is_listed: bool,
}

/// The words and marks that part agents.
const PARTING: [(&str, Role); 21] = [
    (" by ", Role::By),
    (" for ", Role::For),
    (" für das ", Role::For),
    (" für die ", Role::For),
    (" für ", Role::For),
    (" pour les ", Role::For),
    (" pour ", Role::For),
    (" para ", Role::For),
    (" per il ", Role::For),
    (" per ", Role::For),
    (" and ", Role::And),
    (" & ", Role::And),
    (", ", Role::And),
    ("; ", Role::And),
    (" (", Role::And),
    (") ", Role::And),
    (" of ", Role::Of),
    (" at ", Role::Of),
    (" from ", Role::Of),
    (" in ", Role::Of),
    (" with ", Role::And),
];

/// The words that a piece may begin with after its mark: ", and for".
const LEADING: [(&str, Role); 8] = [
    ("and ", Role::And),
    ("& ", Role::And),
    ("by ", Role::By),
    ("for ", Role::For),
    ("per il ", Role::For),
    ("pour ", Role::For),
    ("para ", Role::For),
    ("für ", Role::For),
];

/// The pieces of `text` between the words and marks that part agents, each with the word before it; not those that say where
/// someone belongs.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let (mut start, mut role) = leading(text, 0, Role::And);
    let mut pieces: Vec<(Role, Range<usize>)> = Vec::new();
    let mut at = start;
    while at < text.len() {
        let parting = PARTING.iter().find(|(mark, _)| text.as_bytes()[at..].starts_with(mark.as_bytes()));
        if let Some((mark, next)) = parting {
            pieces.push((role, start..at));
            (start, role) = leading(text, at + mark.len(), *next);
            // Two marks in a row share their white space: "… Kerr, by …".
            at = start.max(at + mark.len()) - 1;
        }
        at += 1;
    }
    if start <= text.len() {
        pieces.push((role, start..text.len()));
    }
    let listed = listed(text, &pieces);
    let pieces = pieces.into_iter().zip(listed).map(|((role, range), is_listed)| Piece { role, range, is_listed });
    pieces.filter(|piece| piece.role != Role::Of).collect()
}

/// Where the piece at `at` begins behind the words that lead it, and what they say of it.
fn leading(text: &str, mut at: usize, mut role: Role) -> (usize, Role) {
    while let Some((word, own)) = LEADING.iter().find(|(word, _)| text[at..].starts_with(word)) {
        (at, role) = (at + word.len(), *own);
    }
    (at, role)
}

/// Which pieces are of a list that "and" closes, the last of it too.
fn listed(text: &str, pieces: &[(Role, Range<usize>)]) -> Vec<bool> {
    let mut listed = vec![false; pieces.len()];
    for n in (1..pieces.len()).rev() {
        let joint = text[pieces[n - 1].1.end..pieces[n].1.start].trim();
        let closes = matches!(joint, "and" | "&" | ", and" | ", &");
        listed[n] |= closes;
        listed[n - 1] = closes || joint == "," && listed[n];
    }
    listed
}

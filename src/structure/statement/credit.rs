//! The pieces of a credit: "Louise Hope, Carlo Traverso, and the Online Distributed Proofreading Team".

use std::ops::Range;

use crate::convention::{CreditRole, Habits};

use super::value::is_sentence_end;

/// A piece of a credit.
pub(super) struct Piece {
    /// What the word before it says of it.
    pub(super) role: CreditRole,
    /// Bytes of the credit.
    pub(super) range: Range<usize>,
    /// Whether it is one of a list that "and" closes: "Ann Roe, Bo Lund, and the Team".
    pub(super) is_listed: bool,
}

/// The pieces of `text` between the words and marks that part agents, each with the word before it; not those that say where
/// someone belongs.
pub(super) fn pieces(text: &str, habits: &Habits) -> Vec<Piece> {
    let (mut start, mut role) = leading(text, 0, CreditRole::And, habits);
    let mut pieces: Vec<(CreditRole, Range<usize>)> = Vec::new();
    let mut at = start;
    while at < text.len() {
        // "Ann Roe. Downloaded with thanks …"; "Chas. H. Kerr"
        let stop = || text[at..].starts_with(". ") && is_long(&text[..at]) && is_sentence_end(&text[..at], habits);
        let parts = |rest| parting(rest, habits).or_else(|| stop().then_some((CreditRole::And, ". ".len())));
        if let Some((next, len)) = text.get(at..).and_then(parts) {
            pieces.push((role, start..at));
            (start, role) = leading(text, at + len, next, habits);
            // Two marks in a row share their white space: "… Kerr, by …".
            at = start.max(at + len) - 1;
        }
        at += 1;
    }
    if start <= text.len() {
        pieces.push((role, start..text.len()));
    }
    let listed = listed(text, &pieces, habits);
    let pieces = pieces.into_iter().zip(listed).map(|((role, range), is_listed)| Piece { role, range, is_listed });
    pieces.filter(|piece| piece.role != CreditRole::Of).collect()
}

/// Whether the last word is no short form of a name: "Chas", "Thos".
fn is_long(text: &str) -> bool {
    const SHORT: usize = 4;
    text.rsplit(' ').next().is_some_and(|word| word.chars().count() > SHORT)
}

/// The word or mark at the start of `text` that parts agents: what it says of who follows, and its bytes with its white space.
fn parting(text: &str, habits: &Habits) -> Option<(CreditRole, usize)> {
    const MARKS: [&str; 4] = [", ", "; ", " (", ") "];
    let word = || habits.credit(text.strip_prefix(' ')?).map(|(role, len)| (role, len + 1));
    MARKS.iter().find(|mark| text.starts_with(**mark)).map(|mark| (CreditRole::And, mark.len())).or_else(word)
}

/// Where the piece at `at` begins behind the words that lead it, ", and for", and what they say of it.
fn leading(text: &str, mut at: usize, mut role: CreditRole, habits: &Habits) -> (usize, CreditRole) {
    while let Some((own, len)) = habits.credit(&text[at..]).filter(|(own, _)| *own != CreditRole::Of) {
        (at, role) = (at + len, own);
    }
    (at, role)
}

/// Which pieces are of a list that "and" closes, the last of it too.
fn listed(text: &str, pieces: &[(CreditRole, Range<usize>)], habits: &Habits) -> Vec<bool> {
    let mut listed = vec![false; pieces.len()];
    for n in (1..pieces.len()).rev() {
        let joint = text[pieces[n - 1].1.end..pieces[n].1.start].trim();
        let closes = habits.credit_role(joint.trim_start_matches([',', ' '])) == Some(CreditRole::And);
        listed[n] |= closes;
        listed[n - 1] = closes || joint == "," && listed[n];
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_several_languages_part_agents() {
        let own = |text| {
            let pieces = pieces(text, Habits::base()).into_iter();
            pieces.map(|piece| (piece.role, &text[piece.range])).collect::<Vec<_>>()
        };
        assert_eq!(own("Karl Berg für das Archiv"), [(CreditRole::And, "Karl Berg"), (CreditRole::For, "Archiv")]);
        assert_eq!(own("by Ann Roe of Bath, and for MIA"), [(CreditRole::By, "Ann Roe"), (CreditRole::For, "MIA")]);
        assert_eq!(own("Lee In Cho & Bo Lund"), [(CreditRole::And, "Lee In Cho"), (CreditRole::And, "Bo Lund")]);
    }
}

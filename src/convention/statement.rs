//! What tells of a statement besides its key and opening, and the words of credits.

use super::habits::Habits;
use super::vocabulary::CreditRole;
use crate::document::StatementKind;

impl Habits {
    /// Whether a statement names its source by how it begins, be there a title and date or not: "Published according to the manuscript".
    pub(crate) fn is_certain_statement(&self, text: &str) -> bool {
        self.statements.certain.opening(text).is_some()
    }

    /// Whether a year alone behind its opening is that of the first publication: "Published in 1918".
    pub(crate) fn is_dated_statement(&self, text: &str) -> bool {
        self.statements.dated.opening(text).is_some()
    }

    /// What a statement is about by words that stand anywhere in it.
    pub(crate) fn statement_told_within(&self, text: &str) -> Option<StatementKind> {
        self.statements.anywhere.iter().find(|(_, words)| words.is_in(text)).map(|(kind, _)| *kind)
    }

    /// What a word in small letters at the start of `text` says of who follows in a credit, and its bytes with the space behind it:
    /// 4 of "for MIA".
    pub(crate) fn credit(&self, text: &str) -> Option<(CreditRole, usize)> {
        let (role, len) = self.credits.longest(text)?;
        (!text.starts_with(char::is_uppercase) && text[len..].starts_with(' ')).then_some((role, len + 1))
    }

    /// What a word of a credit says of who follows it.
    pub(crate) fn credit_role(&self, word: &str) -> Option<CreditRole> {
        self.credits.longest(word).filter(|&(_, len)| len == word.len()).map(|(role, _)| role)
    }
}

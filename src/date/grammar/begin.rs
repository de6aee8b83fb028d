//! Where a date may begin: told by the next words or two, before any of its forms is tried.

use super::Parser;
use super::number::{roman, small_numeral};
use crate::date::kind;
use crate::date::sense::{Sense, begins};
use crate::date::token::TokenKind;

impl Parser<'_> {
    /// Whether a date may begin here: with a number that stands free, with a word that has a reading, with a bracket or
    /// an apostrophe; not inside `1:1919`, nor after "No." or "pp.".
    pub(super) fn may_begin(&self, at: usize) -> bool {
        match self.tokens[at].kind {
            TokenKind::Number { .. } => {
                self.is_free(at)
                    && !self.is_numbered(at)
                    && (!self.is_of_things(at)
                        || self.is_behind(at, Sense::OnThe)
                        || self.is_behind(at, Sense::On)
                        || self.early_year(at).is_some())
            }
            TokenKind::Word { entry, kinds, is_capital } => {
                self.begins_date(at, entry, kinds)
                    && (is_capital || !self.is_hyphened(at))
                    && (self.is_spaced(at) || !self.is_number(at.wrapping_sub(1)))
                    || self.is_decade(at)
                    || is_capital && self.is_numeral(at)
                    || small_numeral(self.str(at)).is_some()
                    || self.is_marker(self.past(at + 1, '.')) && self.roman(at, true).is_some()
            }
            TokenKind::Mark('\'' | '’') => self.is_number(at + 1) || self.may_be(at + 1, kind::DECADES),
            TokenKind::Mark('[') => at + 1 < self.tokens.len() && self.may_begin(at + 1),
            TokenKind::Mark('?') => true,
            TokenKind::Mark(_) | TokenKind::Cut => false,
        }
    }

    /// "шестидесятых годах", "trzydziestych XIX wieku"; "seventies" alone may be an age.
    fn is_decade(&self, at: usize) -> bool {
        self.may_be(at, kind::DECADES) && (self.decade_unit(at + 1).is_some() || self.decade_of_century(0, at + 1).is_some())
    }

    /// Whether a word has a reading with which a date begins, all words of it.
    fn begins_date(&self, at: usize, entry: u32, kinds: u32) -> bool {
        let is_read = || {
            let reading = self.reading(at, |sense| begins(sense).then_some(()));
            reading.is_some_and(|((), end)| kinds & kind::ALONE != 0 || !self.leads_nowhere(end))
        };
        self.lexicon.may_begin(entry) && (is_read() || self.at_named_time(at).is_some() || self.is_ante_diem(at))
    }

    /// "the Internal" of "by the Internal Revenue": behind what only leads to a date, articles and prepositions at most before a word
    /// of which no date is made.
    fn leads_nowhere(&self, at: usize) -> bool {
        let at = self.past(at, '.');
        match self.kind(at) {
            Some(TokenKind::Word { kinds, .. }) if kinds & kind::FOLLOWING != 0 => false,
            Some(TokenKind::Word { kinds, .. }) if kinds & kind::LINKING != 0 => self.leads_nowhere(at + 1),
            Some(TokenKind::Word { .. }) => self.is_foreign(at) && self.roman(at, true).is_none(),
            _ => false,
        }
    }

    /// "12 men", "12. Men", "2) men", "151,": a number before a word of which no date is made, of an item, or before a mark where it is
    /// no day; four digits may be a year.
    fn is_of_things(&self, at: usize) -> bool {
        let is_foreign =
            |at: usize| matches!(self.kind(at), Some(TokenKind::Word { kinds: 0, .. })) && self.is_spaced(at) && self.is_foreign(at);
        let is_day = || self.number(at).is_some_and(|day| day <= 31);
        let is_of_no_date = match self.kind(at + 1) {
            None | Some(TokenKind::Cut | TokenKind::Mark(')')) => true,
            Some(TokenKind::Mark(',' | ':' | ';')) => !is_day(),
            // "[1] The greatest", but "[10] December 1922"
            Some(TokenKind::Mark(']')) => !is_day() || self.is_foreign(at + 2),
            Some(TokenKind::Mark('.')) => match self.kind(at + 2) {
                None | Some(TokenKind::Cut) => true,
                // "1. iv. 1849"
                Some(TokenKind::Word { .. }) => is_foreign(at + 2) && self.roman(at + 2, true).is_none(),
                Some(_) => !is_day(),
            },
            _ => is_foreign(at + 1),
        };
        is_of_no_date && self.four_digits(at).is_none()
    }

    /// Roman figures, with the ending of an ordinal or not: "MDCXI", "Ier"; "M" of "M.DCC.XCII".
    fn is_numeral(&self, at: usize) -> bool {
        let word = self.str(at);
        let ending = word.trim_start_matches(['M', 'D', 'C', 'L', 'X', 'V', 'I']);
        let is_ordinal = ending.len() <= 4 && ending.chars().all(char::is_lowercase);
        is_ordinal
            && (word.len() > 1 && (ending.is_empty() || word.len() - ending.len() > 1 || ["er", "o"].contains(&ending))
                || self.is_mark(at + 1, '.') && self.roman(at + 2, false).is_some())
    }

    /// "Kal." of "V Kal. Martias".
    fn is_marker(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Word { kinds, .. }) if kinds & kind::MARKER != 0)
    }

    /// Whether it is a word of which no date is made, as behind most articles.
    fn is_foreign(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Word { kinds, .. }) if kinds & kind::AFTER_ARTICLE == 0)
            && !self.begins_with_numeral(at)
            && small_numeral(self.str(at)).is_none()
    }

    /// `XIX`, `XIXe`, but not "Council".
    fn begins_with_numeral(&self, at: usize) -> bool {
        const LONGEST_ENDING: usize = 6;
        let word = self.str(at);
        let figures = word.trim_end_matches(char::is_lowercase);
        word.len() - figures.len() <= LONGEST_ENDING && roman(figures).is_some()
    }

    /// "august" of an address such as `held-on-august-27th-1899`.
    fn is_hyphened(&self, at: usize) -> bool {
        let is_joined = at >= 2 && self.is_mark(at - 1, '-') && !self.is_spaced(at) && !self.is_spaced(at - 1);
        is_joined && matches!(self.kind(at - 2), Some(TokenKind::Word { .. }))
    }

    fn is_free(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.kind(before));
        self.is_spaced(at)
            || !matches!(
                before,
                Some(TokenKind::Mark(':' | '/' | '.' | '-' | '–' | '$' | '£' | '#' | '_' | '=' | '&')) | Some(TokenKind::Number { .. })
            )
            || self.last_end == at
    }

    /// "No. 30", "pp. 59-60", "chapters 18 to 20".
    pub(super) fn is_numbered(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let word = if matches!(self.kind(before), Some(TokenKind::Mark('.' | '#' | '°'))) { before.wrapping_sub(1) } else { before };
        // "p. 12" is a page, "с 12" is from the twelfth.
        // "Halle a. S." is a town on a river, and no page.
        let is_river = |word: usize| word > 1 && self.is_mark(word - 1, '.') && self.str(word - 2) == "a";
        let is_said = |word: usize| {
            self.is(word, Sense::Numbered).is_some_and(|end| self.str(word).chars().count() > 1 || end > word + 1 && !is_river(word))
        };
        // "Nos. 27 and 28": the second of two.
        let is_second = self.is(before, Sense::And).is_some() && self.is_number(before.wrapping_sub(1));
        let first = before.wrapping_sub(2);
        let is_pair = is_second && (is_said(first) || self.is_mark(first, '.') && is_said(first.wrapping_sub(1)));
        is_said(word) || is_pair || matches!(self.kind(before), Some(TokenKind::Mark('№' | '§' | '£' | '$')))
    }
}

//! Weekdays alone: gone or to come, as the verbs about them say.

use super::Parser;
use crate::date::expression::{Core, Expression, Nearness, Point, Relative, Simple, What};
use crate::date::sense::{Companion, Sense};
use crate::date::token::TokenKind;

impl Parser<'_> {
    /// "on Friday": the one that the verb before it, if there is one, says is gone or to come. A weekday to which no
    /// preposition leads is that of the letter.
    pub(super) fn with_tense(&self, expression: Expression, at: usize) -> Expression {
        let Core::Point(Point { weekday: Some(weekday), year: None, month: None, day: None, feast: None, .. }) = expression.first.core
        else {
            return expression;
        };
        let is_this = at.checked_sub(1).is_some_and(|before| self.goes_with(before, Companion::This));
        let is_led = self.is_led(at) || is_this || self.before(at).is_some_and(|before| self.is(before, Sense::On).is_some());
        match is_led || self.has_verb(at) || self.is_in_sentence(at) {
            true => {
                let core = Core::Relative(Relative::Near { nearness: self.tense(at), what: What::Weekday(weekday) });
                Expression { first: Simple { core, ..expression.first }, ..expression }
            }
            false => expression,
        }
    }

    /// Words of the sentence before `at`, the nearest first.
    fn sentence_before(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        const REACH: usize = 25;
        let ends = |at: usize| matches!(self.kind(at), Some(TokenKind::Cut | TokenKind::Mark('.' | '!' | '?')));
        (at.saturating_sub(REACH)..at).rev().take_while(move |&at| !ends(at))
    }

    /// The words of the sentence behind `at`.
    fn sentence_after(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        const REACH: usize = 6;
        let ends = |at: usize| matches!(self.kind(at), Some(TokenKind::Cut | TokenKind::Mark('.' | '!' | '?' | ',' | ';')));
        (at + 1..self.tokens.len().min(at + REACH)).take_while(move |&at| !ends(at))
    }

    fn has_verb(&self, at: usize) -> bool {
        self.sentence_before(at).any(|at| self.is(at, Sense::Past).is_some() || self.is(at, Sense::Future).is_some())
    }

    /// "daß ich Mittwoch": behind a word in small letters, not at the head of a letter.
    fn is_in_sentence(&self, at: usize) -> bool {
        at > 0 && matches!(self.kind(at - 1), Some(TokenKind::Word { is_capital: false, kinds: 0, .. }))
    }

    /// What the nearest verb before says, else the nearest behind: "am Samstag hatten wir".
    fn tense(&self, at: usize) -> Nearness {
        let is_past = |at: usize| {
            let past = self.is(at, Sense::Past).is_some() || self.str(at).len() > 4 && self.str(at).ends_with("ed");
            if past { Some(Nearness::Gone) } else { self.is(at, Sense::Future).map(|_| Nearness::Coming) }
        };
        let before = self.sentence_before(at).find_map(is_past);
        before.or_else(|| self.sentence_after(at).find_map(is_past)).unwrap_or(Nearness::Coming)
    }
}

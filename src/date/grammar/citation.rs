//! Years of works that a text cites: "Lond. 1844, p. 20", "Scott & Co., 1903", "Reports on Bank Acts,” 1857".

use super::Parser;
use crate::date::expression::{Core, Expression, Point, Simple};
use crate::date::sense::Sense;
use crate::date::token::TokenKind;

impl Parser<'_> {
    /// The year, said to be one of a work, if it is: no date of the text about it is of that year.
    pub(super) fn with_citation(&self, expression: Expression, at: usize, end: usize) -> Expression {
        let Core::Point(point) = expression.first.core else { return expression };
        let is_cited = !point.is_in_year() && self.is_cited(at, end);
        let core = Core::Point(Point { is_cited, ..point });
        Expression { first: Simple { core, ..expression.first }, ..expression }
    }

    /// Whether a number of four digits is the year of a work.
    pub(super) fn is_cited(&self, at: usize, end: usize) -> bool {
        self.is_number(at)
            && at > 1
            && (self.is_behind_imprint(at) && self.is_before_part(end) || self.is_behind_title(at) && self.stops(end))
    }

    /// Behind a name, its abbreviation, or a mark: "Lond. ", "Report IV., ", "Taxes,” ".
    fn is_behind_imprint(&self, at: usize) -> bool {
        let is_mark = matches!(self.kind(at - 1), Some(TokenKind::Mark(',' | ';' | '.' | '(' | '”' | '"' | '»')));
        self.ends_word(at - 1).map_or(is_mark, |word| self.is_capital(word) && self.roman(word, false).is_none())
    }

    /// Before the number of a page, volume or part: ", p. 20", ",” Vol. II", ", № 5".
    fn is_before_part(&self, end: usize) -> bool {
        let is_mark = |at: usize| matches!(self.kind(at), Some(TokenKind::Mark(',' | ';' | '.' | '”' | '"' | '»')));
        let Some(part) = (end + 1..end + 3).find(|&part| !is_mark(part)).filter(|_| is_mark(end)) else { return false };
        let sign = self.is_mark(part, '№').then_some(part + 1);
        let number = self.is(part, Sense::Numbered).map(|number| self.past(number, '.')).or(sign);
        number.is_some_and(|number| self.is_number(number) || self.roman(number, true).is_some())
    }

    /// Behind the comma of an abbreviated name, or of a title in quotation marks: "Scott & Co., ", "Bank Acts,” ", "«Голос», ";
    /// behind a place: ", London ".
    fn is_behind_title(&self, at: usize) -> bool {
        let is_quote = |at: usize| matches!(self.kind(at), Some(TokenKind::Mark('”' | '»')));
        let has_comma = self.is_mark(at - 1, ',');
        let is_short = || at > 2 && self.is_mark(at - 2, '.') && self.is_capital(at - 3);
        let is_place = || matches!(self.kind(at - 2), Some(TokenKind::Mark(',' | '”' | '»' | '('))) && self.is_name(at - 1);
        has_comma && (is_short() || is_quote(at - 2)) || is_quote(at - 1) && self.is_mark(at - 2, ',') || is_place()
    }

    /// Whether a word with a capital stands at `at` of which no date is made, nor what counts.
    fn is_name(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Word { kinds: 0, is_capital: true, .. })) && self.roman(at, false).is_none()
    }
}

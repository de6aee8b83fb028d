//! Numbers in digits, words and Roman numerals.

use super::{Parse, Parser};
use crate::date::lexicon::Sense;
use crate::date::token::TokenKind;

impl Parser<'_> {
    /// One or two digits.
    pub(super) fn number(&self, at: usize) -> Option<u32> {
        match self.kind(at)? {
            TokenKind::Number { value, digits } if digits <= 2 => Some(value),
            _ => None,
        }
    }

    pub(super) fn four_digits(&self, at: usize) -> Option<i32> {
        match self.kind(at)? {
            TokenKind::Number { value, digits: 4 } => Some(value as i32),
            _ => None,
        }
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Number { .. }))
    }

    /// Digits of an ordinal with its suffix: "3d", "16th", "4.th", "1°", "3-его", "20 th".
    pub(super) fn suffixed(&self, at: usize) -> Parse<u32> {
        let value = self.number(at)?;
        if let Some(end) = self.suffix(at + 1) {
            return Some((value, end));
        }
        let is_joined = matches!(self.kind(at + 1), Some(TokenKind::Mark('.' | '-'))) && !self.is_spaced(at + 1);
        self.suffix(at + 2).filter(|_| is_joined && !self.is_spaced(at + 2)).map(|end| (value, end))
    }

    fn suffix(&self, at: usize) -> Option<usize> {
        if matches!(self.kind(at), Some(TokenKind::Mark('°' | 'º' | 'ª'))) {
            return Some(at + 1);
        }
        let end = self.is(at, Sense::Suffix)?;
        (!self.is_spaced(at) || self.str(at).len() == 2 && self.str(at).is_ascii()).then_some(end)
    }

    /// An ordinal in words: "third", "twenty-first".
    pub(super) fn ordinal_words(&self, at: usize) -> Parse<u32> {
        let ordinal = |at| self.sense(at, |sense| if let Sense::Ordinal(n) = sense { Some(u32::from(n)) } else { None });
        if let Some(found) = ordinal(at) {
            return Some(found);
        }
        let (tens, end) = self.cardinal(at).filter(|(tens, _)| (20..100).contains(tens))?;
        let (ones, end) = ordinal(self.past(end, '-')).filter(|(ones, _)| *ones < 10)?;
        Some((tens + ones, end))
    }

    fn cardinal(&self, at: usize) -> Parse<u32> {
        self.sense(at, |sense| if let Sense::Cardinal(n) = sense { Some(n) } else { None })
    }

    /// A cardinal in words: "five", "twenty five", "nineteen hundred and nineteen", "eighteen forty-eight".
    pub(super) fn number_words(&self, at: usize) -> Parse<u32> {
        let (mut total, mut chunk, mut end) = (0, None, at);
        while let Some((value, after)) = self.cardinal(self.past_link(end, at)) {
            let Some(next) = joined(chunk, value, &mut total) else {
                break;
            };
            (chunk, end) = (next, after);
        }
        (end > at).then(|| (total + chunk.unwrap_or(0), end))
    }

    /// After a hyphen or "and" inside a number.
    fn past_link(&self, at: usize, start: usize) -> usize {
        if at == start {
            return at;
        }
        let at = self.past(at, '-');
        self.is(at, Sense::And).filter(|&after| self.cardinal(after).is_some()).unwrap_or(at)
    }

    /// A Roman numeral: "XVIII", in small letters only where `is_small`.
    pub(super) fn roman(&self, at: usize, is_small: bool) -> Option<u32> {
        let word = self.str(at);
        let is_one_case = word.bytes().all(|b| b.is_ascii_uppercase()) || is_small && word.bytes().all(|b| b.is_ascii_lowercase());
        if is_one_case { roman(word) } else { None }
    }
}

/// A number so far, with the next word of it; `None` where that cannot go on. The thousands go to `total`.
fn joined(chunk: Option<u32>, value: u32, total: &mut u32) -> Option<Option<u32>> {
    Some(match (chunk, value) {
        (_, 1000) => {
            *total += chunk.unwrap_or(1).checked_mul(1000)?;
            None
        }
        (_, 100) if chunk.unwrap_or(1) < 100 => Some(chunk.unwrap_or(1) * 100),
        (None, _) => Some(value),
        (Some(0), 200..) => Some(value),
        (Some(n), _) if value < 100 && n % 100 == 0 => Some(n + value),
        (Some(n), _) if value < 10 && n % 100 >= 20 && n % 10 == 0 => Some(n + value),
        (Some(n), _) if (10..=20).contains(&n) && (10..100).contains(&value) => Some(n * 100 + value),
        _ => return None,
    })
}

/// The value of a Roman numeral in its usual form; `IIII` passes, `IC` does not.
pub(super) fn roman(word: &str) -> Option<u32> {
    const SIGNS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    if word.is_empty() || word.len() > 12 || !word.is_ascii() {
        return None;
    }
    let upper = word.to_ascii_uppercase();
    let upper = if upper.ends_with("IJ") { upper.replace('J', "I") } else { upper };
    let mut rest = upper.as_str();
    let mut value = 0;
    for (sign, worth) in SIGNS {
        for _ in 0..4 {
            let Some(after) = rest.strip_prefix(sign) else {
                break;
            };
            (rest, value) = (after, value + worth);
        }
    }
    rest.is_empty().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_numerals() {
        assert_eq!(roman("MDCXI"), Some(1611));
        assert_eq!(roman("XVIII"), Some(18));
        assert_eq!(roman("xiv"), Some(14));
        assert_eq!(roman("VII"), Some(7));
        assert_eq!(roman("IC"), None);
        assert_eq!(roman(""), None);
        assert_eq!(roman("MIX"), Some(1009));
    }
}

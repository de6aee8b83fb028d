//! Numbers in digits, words and Roman numerals.

use super::{Parse, Parser};
use crate::byte_set::ByteSet;
use crate::date::kind;
use crate::date::sense::Sense;
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

    /// Digits of an ordinal with its suffix: "3d", "16th", "4.th", "1°", "3-его", "20 th", "8 ten".
    pub(super) fn suffixed(&self, at: usize) -> Parse<u32> {
        let value = self.number(at)?;
        if let Some(end) = self.suffix(at + 1) {
            return Some((value, end));
        }
        let is_joined = matches!(self.kind(at + 1), Some(TokenKind::Mark('.' | '-'))) && !self.is_spaced(at + 1);
        self.suffix(at + 2).filter(|_| is_joined).map(|end| (value, end))
    }

    fn suffix(&self, at: usize) -> Option<usize> {
        let is_sign = match self.kind(at)? {
            TokenKind::Mark(mark) => mark == '°',
            TokenKind::Word { .. } => ["º", "ª"].contains(&self.str(at)),
            _ => false,
        };
        if is_sign {
            return Some(at + 1);
        }
        let end = self.is(at, Sense::Suffix)?;
        (!self.is_spaced(at) || (2..=3).contains(&self.str(at).len()) && self.str(at).is_ascii()).then_some(end)
    }

    /// An ordinal in words: "third", "twenty-first".
    pub(super) fn ordinal_words(&self, at: usize) -> Parse<u32> {
        let ordinal = |at| self.sense(at, kind::ORDINAL, |sense| if let Sense::Ordinal(n) = sense { Some(u32::from(n)) } else { None });
        if let Some((n, end)) = ordinal(at) {
            // "decima quinta", "dwudziestego pierwszego"
            let ones = ordinal(end).filter(|(ones, _)| [10, 20, 30].contains(&n) && *ones < 10);
            return Some(ones.map_or((n, end), |(ones, end)| (n + ones, end)));
        }
        let (tens, end) = self.cardinal(at).filter(|(tens, _)| (20..100).contains(tens))?;
        let (ones, end) = ordinal(self.past(end, '-')).filter(|(ones, _)| *ones < 10)?;
        Some((tens + ones, end))
    }

    fn cardinal(&self, at: usize) -> Parse<u32> {
        self.sense(at, kind::CARDINAL, |sense| if let Sense::Cardinal(n) = sense { Some(n) } else { None })
    }

    /// A cardinal in words: "five", "twenty five", "nineteen hundred and nineteen", "eighteen forty-eight".
    pub(super) fn number_words(&self, at: usize) -> Parse<u32> {
        let (mut total, mut chunk, mut end) = (0, None, at);
        loop {
            let from = self.past_link(end, at);
            let Some((value, after)) = self.cardinal(from) else { break };
            // "boys of fifteen and sixteen" are of no year: "nineteen sixteen" has nothing between.
            let are_two = value >= 10 && chunk.is_some_and(|n| (10..=20).contains(&n)) && self.is(end, Sense::And) == Some(from);
            let Some(next) = joined(chunk, value, &mut total).filter(|_| !are_two) else { break };
            (chunk, end) = (next, after);
        }
        if end == at {
            return self.compound(at).map(|number| (number, at + 1));
        }
        Some((total + chunk.unwrap_or(0), end))
    }

    /// "neunzehnhundertneunzehn", "millenovecentodiciannove": a number of which the words are written as one.
    fn compound(&self, at: usize) -> Option<u32> {
        const SHORTEST: usize = 12;
        let Some(TokenKind::Word { kinds: 0, .. }) = self.kind(at) else { return None };
        let folded = self.str(at).to_lowercase();
        let (mut rest, mut total, mut chunk, mut ones) = (folded.as_str(), 0, None, None);
        if rest.len() < SHORTEST {
            return None;
        }
        while !rest.is_empty() {
            let (value, len) = self.lexicon.number_at_start(rest)?;
            rest = &rest[len..];
            // "achtundvierzig": the ones stand before the tens.
            if let Some(after) = self.lexicon.past_and(rest).filter(|_| value < 10) {
                (ones, rest) = (Some(value), after);
                continue;
            }
            chunk = joined(chunk, value + ones.take().unwrap_or(0), &mut total)?;
        }
        ones.is_none().then(|| total + chunk.unwrap_or(0))
    }

    /// After a hyphen or "and" inside a number.
    fn past_link(&self, at: usize, start: usize) -> usize {
        if at == start {
            return at;
        }
        let at = self.past(at, '-');
        // "trente-et-un"
        let after = self.is(at, Sense::And).map(|after| self.past(after, '-'));
        after.filter(|&after| self.cardinal(after).is_some()).unwrap_or(at)
    }

    /// A Roman numeral: "XVIII", in small letters only where `is_small`.
    pub(super) fn roman(&self, at: usize, is_small: bool) -> Option<u32> {
        let word = self.str(at);
        let is_one_case = word.bytes().all(|b| b.is_ascii_uppercase()) || is_small && word.bytes().all(|b| b.is_ascii_lowercase());
        if is_one_case { roman(word) } else { None }
    }
}

/// Roman figures in small letters, two or more or with the ending of an ordinal: "xvth", "xvij".
pub(super) fn small_numeral(word: &str) -> Option<u32> {
    const ENDINGS: [&str; 6] = ["st", "nd", "rd", "th", "e", "ᵉ"];
    const FIGURES: ByteSet = ByteSet::of(b"ivxlcj");
    let (figures, ending) = word.split_at(FIGURES.past(word.as_bytes(), 0, true));
    let is_numeral = if ending.is_empty() { figures.len() > 1 } else { !figures.is_empty() && ENDINGS.contains(&ending) };
    is_numeral.then(|| roman(figures)).flatten()
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
        // "quatre-vingt", "soixante-dix"
        (Some(n), 20) if n % 100 == 4 => Some(n - 4 + 80),
        (Some(n), 10..=19) if [60, 80].contains(&(n % 100)) => Some(n + value),
        (Some(n), _) if value < 100 && n % 100 == 0 => Some(n + value),
        (Some(n), _) if value < 10 && n % 100 >= 20 && n % 10 == 0 => Some(n + value),
        (Some(n), _) if (10..=20).contains(&n) && (10..100).contains(&value) => Some(n * 100 + value),
        _ => return None,
    })
}

/// The value of a Roman numeral in its usual form, in capitals or small letters; `IIII` passes, and `ij` for `ii`; `IC`
/// does not.
///
/// ```
/// use teiscribe::date::roman;
///
/// assert_eq!((roman("XIV"), roman("mdcccxlviij"), roman("VX")), (Some(14), Some(1848), None));
/// ```
pub fn roman(word: &str) -> Option<u32> {
    const SIGNS: [(&[u8], u32); 14] = [
        (b"M", 1000),
        (b"CM", 900),
        (b"D", 500),
        (b"CD", 400),
        (b"C", 100),
        (b"XC", 90),
        (b"L", 50),
        (b"XL", 40),
        (b"X", 10),
        (b"IX", 9),
        (b"V", 5),
        (b"IV", 4),
        (b"I", 1),
        (b"J", 1),
    ];
    const FIGURES: ByteSet = ByteSet::of(b"MDCLXVIJmdclxvij");
    let mut rest = word.as_bytes();
    if rest.is_empty() || rest.len() > 12 || !rest.iter().all(|&b| FIGURES.contains(b)) {
        return None;
    }
    let mut value = 0;
    for (sign, worth) in SIGNS {
        for _ in 0..4 {
            let Some((_, after)) = rest.split_at_checked(sign.len()).filter(|(own, _)| own.eq_ignore_ascii_case(sign)) else {
                break;
            };
            (rest, value) = (after, value + worth);
        }
    }
    let is_final_j = word.ends_with(['J', 'j']) && word.len() > 1 && !word[..word.len() - 1].contains(['J', 'j']);
    (rest.is_empty() && (is_final_j || !word.contains(['J', 'j']))).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_numerals() {
        assert_eq!(roman("MDCXI"), Some(1611));
        assert_eq!(roman("XVIII"), Some(18));
        assert_eq!(roman("xiv"), Some(14));
        assert_eq!(roman("xiij"), Some(13));
        assert_eq!(roman("J"), None);
        assert_eq!(roman("VII"), Some(7));
        assert_eq!(roman("IC"), None);
        assert_eq!(roman(""), None);
        assert_eq!(roman("MIX"), Some(1009));
    }

    #[test]
    fn numerals_have_values() {
        assert_eq!(["I", "IV", "IX", "XIV", "XLII"].map(roman), [1, 4, 9, 14, 42].map(Some));
        assert_eq!(roman("CIVIL"), None);
    }
}

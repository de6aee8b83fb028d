//! Labels of notes: `1`, `a`, `*`, `fvin1`.

/// The marks that label notes one after the other (`*`, `†`, `‡`, `§`).
pub(super) const SYMBOLS: [char; 4] = ['*', '†', '‡', '§'];

/// A label without its delimiters, if `text` has the shape of one: 1 of "[1]", "(1)", "1.", "¹"; `*` of "[*]".
pub(super) fn label(text: &str) -> Option<&str> {
    let inner = text.trim().trim_start_matches(['[', '(', '{', '^']).trim_end_matches([']', ')', '}', '.', '^', ':']).trim();
    let is_number = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
    let is_letter = inner.len() == 1 && inner.as_bytes()[0].is_ascii_alphabetic();
    let digits = inner.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '*');
    // "1a", "1*".
    let is_mixed = (1..=3).contains(&digits.len()) && inner.len() == digits.len() + 1 && digits.bytes().all(|b| b.is_ascii_digit());
    let is_roman = inner.len() <= 5 && !inner.is_empty() && inner.bytes().all(|b| b"ivxl".contains(&b));
    (is_number || is_letter || is_mixed || is_roman || is_symbol(inner)).then_some(inner)
}

/// `*`, `**`, `†`.
pub(super) fn is_symbol(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| SYMBOLS.contains(&first) && chars.clone().count() < 3 && chars.all(|c| c == first))
}

/// The number of a label that is one.
pub(super) fn number(label: &str) -> Option<u32> {
    label.parse().ok()
}

/// The digit that a superscript digit is.
pub(super) fn superscript(c: char) -> Option<char> {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    DIGITS.iter().position(|&digit| digit == c).and_then(|value| char::from_digit(value as u32, 10))
}

/// The label 12 of `¹²`.
pub(super) fn superscript_label(text: &str) -> Option<String> {
    const MAX_DIGITS: usize = 3;
    let label: String = text.chars().map(superscript).collect::<Option<_>>()?;
    (1..=MAX_DIGITS).contains(&label.len()).then_some(label)
}

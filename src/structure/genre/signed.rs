//! A name with a place and a date at the end of a text: "Karl Marx / London / July 25, 1867".

use crate::convention::Habits;
use crate::structure::name;

use super::letter::{is_dateline, is_in_capitals, is_place, is_signature};

/// "Karl Marx,\nLondon, June 23, 1869".
pub(super) fn is_signed_date(text: &str, habits: &Habits) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim_end_matches([',', '.']);
    let rest: Vec<&str> = lines.collect();
    !rest.is_empty()
        && (is_signature(first, habits) || is_place(first, habits))
        && rest
            .iter()
            .all(|line| is_dateline(line, habits) || is_place(line.trim_end_matches([',', '.']), habits) || is_signature(line, habits))
}

/// "Karl Marx", "London", "July 25, 1867" on lines of their own: the signature, and where and when below it. `None` where no
/// line is known to be a name: all of it stays closing words.
pub(super) fn name_and_dateline<'t>(text: &'t str, habits: &Habits) -> Option<(&'t str, &'t str)> {
    let is_named = |line: &str| name::is_person(line.trim_end_matches([',', '.']), habits) || line.contains(' ') && is_in_capitals(line);
    let (first, rest) = text.split_once('\n').filter(|_| is_signed_date(text, habits))?;
    let is_dated = rest.lines().next_back().is_some_and(|line| is_dateline(line, habits)) && !rest.lines().any(is_named);
    (is_named(first) && is_dated).then_some((first, rest))
}

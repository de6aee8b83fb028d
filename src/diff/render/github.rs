//! Annotations for GitHub Actions: workflow commands, of which GitHub shows ten of each kind a step.

use std::fmt::Write;

use crate::diff::render::words::{files, kind, sorted, valued};
use crate::diff::render::{Compared, Summary};
use crate::diff::{Category, Change};

/// Annotations of one kind that GitHub shows in a step (GitHub, "Workflow commands").
const MOST: usize = 10;
/// Characters of words that an annotation shows.
const SHOWN: usize = 120;

/// A warning for each substantive change and a notice for each other one, at most ten each; then what is left out.
pub fn report(compared: &[Compared<'_>]) -> String {
    let mut text = String::new();
    let all = || compared.iter().flat_map(|own| sorted(own.changes).into_iter().map(move |change| (own.file, change)));
    let substantive = |change: &Change| change.category == Category::Substantive;
    commands(&mut text, "warning", all().filter(|(_, change)| substantive(change)), MOST);
    // One notice is kept for the line that sums up.
    commands(&mut text, "notice", all().filter(|(_, change)| !substantive(change)), MOST - 1);
    let Summary { substantive, accidental, formatting } = Summary::of_all(compared.iter().map(|own| own.changes));
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "::notice title=teiscribe diff::{substantive} substantive, {accidental} accidental, {formatting} formatting in {}",
        files(compared.len())
    );
    text
}

fn commands<'a>(text: &mut String, command: &str, changes: impl Iterator<Item = (&'a str, &'a Change)>, most: usize) {
    for (file, change) in changes.take(most) {
        let place = change.places.first().and_then(|pair| pair.new.or(pair.old)).unwrap_or_default();
        let words = format!("{} → {}", valued(change, true, SHOWN), valued(change, false, SHOWN));
        let _ = writeln!(
            text,
            "::{command} file={},line={},col={},title={}::{}",
            property(file),
            place.line,
            place.column,
            property(&kind(change)),
            data(&words)
        );
    }
}

/// Escapes a message (GitHub's toolkit, `command.ts`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(property("a,b:c\n100%"), "a%2Cb%3Ac%0A100%25");
        assert_eq!(data("a,b\r"), "a,b%0D");
    }
}

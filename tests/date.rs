//! Dates in sentences: the forms that are read and the values that they have, one row each, and the rows of other projects'
//! lists that are answered otherwise than there.

use std::path::PathBuf;

use teiscribe::date::{self, Context, Found, Moment, Order, Reckoning, Value, Voice, Years};

fn attribute(name: &str, moment: Option<Moment>) -> Option<String> {
    moment.map(|moment| format!("{name}={moment}"))
}

/// `when=1919-02`, `from=1920 to=1922`; `-` for a date without a value.
fn shown(found: &Found) -> String {
    let attributes = match found.date.value {
        Some(Value::When(moment)) => [attribute("when", Some(moment)), None],
        Some(Value::Range { from, to }) => [attribute("from", from), attribute("to", to)],
        Some(Value::Within { not_before, not_after }) => [attribute("notBefore", not_before), attribute("notAfter", not_after)],
        None => [Some("-".to_owned()), None],
    };
    attributes.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The values of the dates of a text that was written on a day, if that is known: `when=1919-02 | from=1920 to=1922`.
fn answer(language: &str, written: Option<Moment>, text: &str) -> String {
    let phrases = date::read(text, Some(language), Years::AfterPreposition);
    let mut context = Context::new(written, Order::of(&phrases), Reckoning::of_language(Some(language)));
    let found = context.dates(text, &phrases, Voice::Text);
    let values: Vec<String> = found.iter().map(shown).collect();
    if values.is_empty() { "none".to_owned() } else { values.join(" | ") }
}

fn day(written: &str) -> Option<Moment> {
    let phrases = date::read(written, None, Years::Anywhere);
    Context::default().dates(written, &phrases, Voice::Text).first()?.date.value?.first()
}

/// A row of `forms.tsv` with the answer that is given now; a comment or a heading as it is.
fn form(row: &str) -> String {
    let cells: Vec<&str> = row.split('\t').collect();
    let [language, written, text, _] = cells.as_slice() else { return row.to_owned() };
    [*language, *written, *text, &answer(language, day(written), text)].join("\t")
}

/// A row of `otherwise.tsv`, likewise.
fn otherwise(row: &str) -> String {
    let cells: Vec<&str> = row.split('\t').collect();
    let [list, expression, theirs, _, reason] = cells.as_slice() else { return row.to_owned() };
    let language = list.strip_prefix("duckling_").unwrap_or("en");
    let ours = answer(language, None, &format!("It is said of him, ({expression}), that he came."));
    [*list, *expression, *theirs, &ours, *reason].join("\t")
}

/// Compares each row of a table in `tests/date/` with what `renewed` makes of it. `UPDATE_EXPECT=1` writes it anew.
fn prove(name: &str, renewed: fn(&str) -> String) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/date").join(name);
    let table = std::fs::read_to_string(&path).unwrap();
    let now: String = table.lines().map(|row| renewed(row) + "\n").collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let other: Vec<(&str, &str)> = table.lines().zip(now.lines()).filter(|(old, new)| old != new).collect();
    assert!(table.lines().count() > 60 && other.is_empty(), "{name}: {other:#?}");
}

#[test]
fn every_form_has_the_value_that_a_scholar_gives_it() {
    prove("forms.tsv", form);
}

#[test]
fn rows_of_other_lists_are_answered_as_the_table_says() {
    prove("otherwise.tsv", otherwise);
}

/// A row that is to be read later, or that is answered as there, has no place in the table.
#[test]
fn every_row_answered_otherwise_has_its_reason() {
    let table = include_str!("date/otherwise.tsv");
    let reasons = table.lines().filter(|row| !row.starts_with('#')).map(|row| row.split('\t').nth(4).unwrap_or_default());
    assert!(reasons.into_iter().all(|reason| reason.contains("on purpose")));
}

//! The rows of other projects' lists that teiscribe answers otherwise: the table says what it does answer.

use std::path::PathBuf;

use teiscribe::date::{self, Context, Moment, Value, Voice, Years};

fn attribute(name: &str, moment: Option<Moment>) -> Option<String> {
    moment.map(|moment| format!("{name}={moment}"))
}

fn shown(value: Value) -> String {
    let attributes = match value {
        Value::When(moment) => [attribute("when", Some(moment)), None],
        Value::Range { from, to } => [attribute("from", from), attribute("to", to)],
        Value::Within { not_before, not_after } => [attribute("notBefore", not_before), attribute("notAfter", not_after)],
    };
    attributes.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What is answered for an expression of a list: `when=1919-02 | from=1920 to=1922`.
fn answer(list: &str, expression: &str) -> String {
    let language = list.strip_prefix("duckling_").unwrap_or("en");
    let text = format!("It is said of him, ({expression}), that he came.");
    let phrases = date::read(&text, Some(language), Years::AfterPreposition);
    let found = Context::default().dates(&text, &phrases, Voice::Text);
    let values: Vec<String> = found.iter().filter_map(|found| found.date.value).map(shown).collect();
    if values.is_empty() { "none".to_owned() } else { values.join(" | ") }
}

/// A row of the table with the answer that is given now; its header as it is.
fn renewed(row: &str) -> String {
    let cells: Vec<&str> = row.split('\t').collect();
    let [list, expression, theirs, _, reason] = cells.as_slice() else { return row.to_owned() };
    [*list, *expression, *theirs, &answer(list, expression), *reason].join("\t")
}

#[test]
fn rows_of_other_lists_are_answered_as_the_table_says() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/date/otherwise.tsv");
    let table = std::fs::read_to_string(&path).unwrap();
    let now: String = table.lines().map(|row| renewed(row) + "\n").collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let other: Vec<(&str, &str)> = table.lines().zip(now.lines()).filter(|(old, new)| old != new).collect();
    assert!(table.lines().count() > 100 && other.is_empty(), "{other:#?}");
}

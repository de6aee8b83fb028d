//! The schema of conventions holds for those that are built in, and has what the program reads.

mod support;

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use support::root;

fn schema() -> Value {
    let text = fs::read_to_string(root().join("schema/convention.schema.json")).expect("a schema");
    serde_json::from_str(&text).expect("JSON")
}

/// What breaks the schema: of JSON Schema, the words that this one uses.
fn breaches(schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    let is_type = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_u64(),
        Some("boolean") => value.is_boolean(),
        _ => schema["enum"].as_array().is_some_and(|values| values.contains(value)),
    };
    if !is_type {
        found.push(format!("{place}: {value}"));
    }
    for (key, own) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(schema) => found.extend(breaches(schema, own, &format!("{place}.{key}"))),
            None => found.push(format!("{place}.{key} is not known")),
        }
    }
    for own in value.as_array().into_iter().flatten() {
        found.extend(breaches(&schema["items"], own, place));
    }
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(required).is_none() {
            found.push(format!("{place} lacks {required}"));
        }
    }
    found
}

fn convention(text: &str) -> Value {
    toml::from_str(text).expect("TOML")
}

#[test]
fn the_built_in_conventions_are_as_the_schema_says() {
    let files = fs::read_dir(root().join("src/convention")).expect("a folder").flatten().map(|entry| entry.path());
    let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    assert!(files.len() > 10);
    for file in files {
        let text = fs::read_to_string(&file).expect("a convention");
        assert_eq!(breaches(&schema(), &convention(&text), ""), Vec::<String>::new(), "{}", file.display());
    }
}

#[test]
fn what_the_program_refuses_the_schema_refuses() {
    for wrong in [
        "[key]\ntitle = [\"a\"]",
        "[keys]\ntitel = [\"a\"]",
        "[headings]\nstyles = [\"dots\"]",
        "[[signs]]\nopen = \"<\"",
        "[pages]\ninline = \"a\"",
    ] {
        assert!(teiscribe::convention::Convention::read("own", wrong).is_err(), "{wrong}");
        assert!(!breaches(&schema(), &convention(wrong), "").is_empty(), "{wrong}");
    }
}

#[test]
fn the_schema_has_every_table() {
    let code = fs::read_to_string(root().join("src/convention/table.rs")).expect("the tables");
    let (_, fields) = code.split_once("struct Tables {").expect("the tables");
    let fields = fields.split("\n}").next().unwrap_or_default().lines().filter_map(|line| line.trim().strip_prefix("pub(super) "));
    let fields: BTreeSet<String> = fields.filter_map(|line| Some(line.split_once(':')?.0.replace('_', "-"))).collect();
    let known: BTreeSet<String> = schema()["properties"].as_object().expect("properties").keys().cloned().collect();
    assert_eq!(fields, known);
}

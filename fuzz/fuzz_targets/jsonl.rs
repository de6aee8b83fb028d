//! Any line is answered by one line of JSON, which has the record's id, and either valid TEI or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use teiscribe::Guides;
use teiscribe::record::Answers;

fuzz_target!(|bytes: &[u8]| {
    let (settings, names, corrections) = Default::default();
    let guides = Guides { settings: &settings, names: &names, corrections: &corrections, recogniser: None };
    let answer = Answers { guides, is_checked: true }.to(bytes);
    assert_eq!(answer.lines().count(), 1);
    let value: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
    assert!(value["tei"].is_string() != value["error"].is_object());
    assert_ne!(value["error"]["code"], "T901");
    if let Ok(record) = serde_json::from_slice::<serde_json::Value>(bytes) {
        assert_eq!(record["id"], value["id"]);
    }
});

//! Any bytes are TEI or not; reading them, their links and their plain text comes to an end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use teiscribe::{Guides, tei};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let _ = tei::links(&text);
    let _ = tei::plain(&text);
    let _ = tei::without_version(&text);
    let (settings, names, corrections) = Default::default();
    let guides = Guides { settings: &settings, names: &names, corrections: &corrections, recogniser: None };
    if let Ok(reading) = teiscribe::read_revision("a.xml", bytes.to_vec(), guides) {
        let covered: usize = reading.document.tiles.iter().map(|tile| tile.len as usize).sum();
        assert_eq!(covered, reading.source.text().len());
    }
});

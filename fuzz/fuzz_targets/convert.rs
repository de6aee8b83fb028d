//! Any bytes convert or are refused; what converts covers its source, keeps its text and is well-formed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use teiscribe::settings::{Notes, Settings};
use teiscribe::tei;

fuzz_target!(|bytes: &[u8]| {
    for notes in [Notes::Inline, Notes::End] {
        let settings = Settings { notes, ..Settings::default() };
        let Ok(own) = teiscribe::convert("fuzz.txt", bytes.to_vec(), &settings) else { return };
        let covered: usize = own.reading.document.tiles.iter().map(|tile| tile.len as usize).sum();
        assert_eq!(covered, own.reading.source.text().len());
        assert_eq!(tei::plain(&own.tei).expect("a TEI"), tei::running_text(&own.reading.document));
        teiscribe::validate::validate(&own.tei).expect("valid TEI");
    }
});

//! Any two texts, with a NUL between them, can be compared; one that is compared with itself has no change.
#![no_main]

use libfuzzer_sys::fuzz_target;
use teiscribe::Guides;
use teiscribe::diff::{Version, diff};
use teiscribe::settings::Settings;

fuzz_target!(|bytes: &[u8]| {
    let middle = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    let pair = (&bytes[..middle], bytes.get(middle + 1..).unwrap_or_default());
    let settings = Settings { no_names: true, ..Settings::default() };
    let (names, corrections) = Default::default();
    let guides = Guides { settings: &settings, names: &names, corrections: &corrections, recogniser: None };
    let read = |bytes: &[u8]| teiscribe::read_revision("a.txt", bytes.to_vec(), guides).ok();
    let (Some(old), Some(new)) = (read(pair.0), read(pair.1)) else { return };
    let (a, b) = (Version { source: &old.source, document: &old.document }, Version { source: &new.source, document: &new.document });
    let _ = diff(a, b, &[]);
    let same = Version { source: &old.source, document: &old.document };
    let own = Version { source: &old.source, document: &old.document };
    assert!(diff(same, own, &[]).changes.is_empty());
});

//! Any bytes are a register, or refused; what is read of them can be looked up.
#![no_main]

use libfuzzer_sys::fuzz_target;
use teiscribe::entity::Names;
use teiscribe::register::Register;
use teiscribe::settings::Settings;

fuzz_target!(|bytes: &[u8]| {
    let mut register = Register::default();
    if register.read("names.csv", bytes.to_vec()).is_err() {
        return;
    }
    let _ = register.near_duplicates();
    let text = b"# A\n\nComrade Stalin met Jane Roe in Geneva.\n".to_vec();
    teiscribe::convert_with("a.txt", text, &Settings::default(), &Names::new(register)).expect("a text");
});

//! The command line of teiscribe.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}

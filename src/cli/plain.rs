//! `teiscribe plain`.

use std::path::Path;

use teiscribe::tei;

use super::{Failure, Outcome, files, print};

/// Prints the running text of a TEI file; where `is_for_git`, what is none as it is: git dies of a filter that fails.
pub(super) fn run(file: &Path, is_for_git: bool) -> Result<Outcome, Failure> {
    let bytes = files::read(file)?;
    let plain =
        std::str::from_utf8(&bytes).map_err(|error| error.to_string()).and_then(|xml| tei::plain(xml).map_err(|error| error.to_string()));
    match plain {
        Ok(text) => print(&text)?,
        Err(_) if is_for_git => print(&String::from_utf8_lossy(&bytes))?,
        Err(error) => return Err(Failure::refused(&file.to_string_lossy(), &error)),
    }
    Ok(Outcome::Done)
}

//! `teiscribe plain`.

use std::path::Path;

use teiscribe::tei;

use super::{Failure, Outcome, files, print};

pub(super) fn run(file: &Path) -> Result<Outcome, Failure> {
    let bytes = files::read(file)?;
    let failed = |message: String| Failure { outcome: Outcome::Failed, message: format!("{}: {message}", file.display()) };
    let xml = String::from_utf8(bytes).map_err(|error| failed(error.to_string()))?;
    let text = tei::plain(&xml).map_err(|error| failed(error.to_string()))?;
    print(&text)?;
    Ok(Outcome::Done)
}

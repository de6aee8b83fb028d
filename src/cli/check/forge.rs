//! Where a run is on GitHub or GitLab, told by the environment: the files that they read.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::report::Format;
use crate::cli::report::found::Overview;
use crate::cli::{Failure, files};

/// What GitLab's code quality reports are called by custom.
const CODE_QUALITY: &str = "gl-code-quality-report.json";

fn is_on(forge: &str) -> bool {
    std::env::var(forge).is_ok_and(|value| value == "true")
}

/// The format of standard output where none is asked for.
pub(super) fn format() -> Format {
    if is_on("GITHUB_ACTIONS") { Format::Github } else { Format::Text }
}

/// Writes GitHub's job summary and outputs, and GitLab's report, unless reports are asked for by name.
pub(super) fn tell(overview: &Overview, is_left_to_us: bool) -> Result<(), Failure> {
    if is_on("GITHUB_ACTIONS") {
        append("GITHUB_STEP_SUMMARY", &Format::Markdown.text(overview))?;
        append("GITHUB_OUTPUT", &overview.outputs())?;
    }
    if is_on("GITLAB_CI") && is_left_to_us {
        files::write(Path::new(CODE_QUALITY), &Format::Gitlab.text(overview))?;
    }
    Ok(())
}

/// Appends to the file that a variable of the environment names.
fn append(variable: &str, text: &str) -> Result<(), Failure> {
    let Some(path) = std::env::var_os(variable).map(PathBuf::from) else { return Ok(()) };
    let file = std::fs::OpenOptions::new().append(true).create(true).open(&path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Failure::io("append to", &path, &error))
}

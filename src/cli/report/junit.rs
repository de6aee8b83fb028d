//! `JUnit`'s XML: a test case a document; one with an error has failed. Written by the writer of `xml`.

use teiscribe::diagnostic::Severity;
use teiscribe::xml::{self, Element};

use super::found::{Found, Overview};

/// The report.
pub(super) fn text(overview: &Overview) -> String {
    let mut by_file: std::collections::BTreeMap<&str, Vec<&Found>> =
        overview.files.iter().map(|file| (file.as_str(), Vec::new())).collect();
    for own in &overview.found {
        by_file.entry(&own.file).or_default().push(own);
    }
    let failures = by_file.values().filter(|own| own.iter().any(|own| own.severity == Severity::Error)).count();
    let suite = Element::new("testsuite")
        .with("name", "teiscribe check")
        .with("tests", by_file.len().to_string())
        .with("failures", failures.to_string())
        .children(by_file.iter().map(|(file, found)| case(file, found)));
    let root = Element::new("testsuites").child(suite);
    xml::write(&[], &root, |name| matches!(name, "failure" | "system-out"))
}

fn case(file: &str, found: &[&Found]) -> Element<'static> {
    let lines = |is_error: bool| {
        let own = found.iter().filter(|own| (own.severity == Severity::Error) == is_error);
        own.map(|own| format!("{}:{}:{}: {}[{}]: {}", own.file, own.from.0, own.from.1, own.severity, own.code, own.message))
            .collect::<Vec<_>>()
    };
    let (errors, others) = (lines(true), lines(false));
    let failure = errors.first().map(|first| {
        let message: String = first.chars().filter(|c| !c.is_control()).collect();
        Element::new("failure").with("message", message).text(plain(&errors))
    });
    let output = (!others.is_empty()).then(|| Element::new("system-out").text(plain(&others)));
    Element::new("testcase").with("classname", "teiscribe").with("name", file.to_owned()).children(failure).children(output)
}

/// Lines without what XML cannot hold.
fn plain(lines: &[String]) -> String {
    lines.join("\n").chars().filter(|&c| c == '\n' || !(c.is_control() || c == '\u{fffe}' || c == '\u{ffff}')).collect()
}

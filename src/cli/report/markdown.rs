//! A summary in Markdown, by code. GitHub takes 1 MiB of a step and drops all of what is longer: this keeps below 900 kB.

use std::collections::BTreeMap;
use std::fmt::Write;

use teiscribe::diagnostic::{Severity, explanation};

use super::found::{Found, Overview};

/// Bytes of a summary, and rows of a code.
const ROOM: usize = 900_000;
const ROWS: usize = 50;

/// The summary.
pub(super) fn text(overview: &Overview) -> String {
    let mut text = format!("### teiscribe: {}\n", overview.sum());
    let mut by_code: BTreeMap<(std::cmp::Reverse<Severity>, &str), Vec<&Found>> = BTreeMap::new();
    for own in &overview.found {
        by_code.entry((std::cmp::Reverse(own.severity), own.code)).or_default().push(own);
    }
    for ((severity, code), found) in by_code {
        let section = section(severity.0, code, &found);
        if text.len() + section.len() > ROOM {
            text.push_str("\nThere is more than fits here.\n");
            break;
        }
        text.push_str(&section);
    }
    text
}

fn section(severity: Severity, code: &str, found: &[&Found]) -> String {
    let title = explanation(code).and_then(|text| text.lines().next()).unwrap_or(code);
    let mut text = format!("\n#### {} ({severity}, {})\n\n| place | finding |\n|---|---|\n", escaped(title), found.len());
    for own in found.iter().take(ROWS) {
        let _ = writeln!(text, "| {}:{} | {} |", escaped(&own.file), own.from.0, escaped(&own.message));
    }
    if found.len() > ROWS {
        let _ = writeln!(text, "\nand {} more", found.len() - ROWS);
    }
    text
}

/// Text in which nothing is Markdown or HTML (CommonMark 0.31, 2.4 and 2.5), on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

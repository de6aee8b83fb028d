//! SARIF 2.1.0 (OASIS), as GitHub's code scanning takes it: at most 25,000 results a run, the gravest first.

use serde_json::{Value, json};
use teiscribe::diagnostic::{Severity, codes, explanation};

use super::found::{Found, Overview, fingerprints};

/// Results that GitHub takes of a run.
const MOST: usize = 25_000;

/// The log.
pub(super) fn text(overview: &Overview) -> String {
    let numbers = fingerprints(&overview.found);
    let mut numbered: Vec<(&Found, &String)> = overview.found.iter().zip(&numbers).collect();
    numbered.sort_by_key(|(own, _)| std::cmp::Reverse(own.severity));
    let results: Vec<Value> = numbered.into_iter().take(MOST).map(|(own, number)| result(own, number)).collect();
    let driver = json!({ "name": "teiscribe", "version": env!("CARGO_PKG_VERSION"), "rules": codes().map(rule).collect::<Vec<_>>() });
    super::json::pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    }))
}

fn rule(code: &str) -> Value {
    let text = explanation(code).unwrap_or_default();
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    json!({ "id": code, "shortDescription": { "text": title }, "help": { "text": rest.trim(), "markdown": rest.trim() } })
}

fn result(own: &Found, number: &str) -> Value {
    let region = json!({ "startLine": own.from.0, "startColumn": own.from.1, "endLine": own.to.0.max(own.from.0), "endColumn": own.to.1 });
    let location = json!({ "artifactLocation": { "uri": uri(&own.file) }, "region": region });
    json!({
        "ruleId": own.code,
        "level": level(own.severity),
        "message": { "text": own.message },
        "locations": [{ "physicalLocation": location }],
        "partialFingerprints": { "teiscribe/v1": number },
    })
}

const fn level(own: Severity) -> &'static str {
    match own {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative reference (RFC 3986, 4.2): what is not unreserved is escaped.
fn uri(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

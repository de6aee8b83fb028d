//! Findings as JSON: `schema/check.schema.json` describes it.

use serde_json::json;
use teiscribe::diagnostic::Severity;

use super::found::{Found, Overview, fingerprints};

/// The report.
pub(super) fn text(overview: &Overview) -> String {
    let numbered = overview.found.iter().zip(fingerprints(&overview.found));
    let findings: Vec<serde_json::Value> = numbered.map(|(own, fingerprint)| finding(own, &fingerprint)).collect();
    let (errors, warnings) = (overview.count(Severity::Error), overview.count(Severity::Warning));
    let files = overview.files.len();
    super::json::pretty(&json!({ "schema": 1, "checked": files, "errors": errors, "warnings": warnings, "findings": findings }))
}

fn finding(own: &Found, fingerprint: &str) -> serde_json::Value {
    json!({
        "file": own.file,
        "code": own.code,
        "severity": own.severity.to_string(),
        "message": own.message,
        "line": own.from.0,
        "column": own.from.1,
        "end_line": own.to.0,
        "end_column": own.to.1,
        "start": own.bytes.start,
        "end": own.bytes.end,
        "text": own.line.as_ref().map(|(line, _)| line),
        "detail": own.detail,
        "fingerprint": fingerprint,
    })
}

//! The report as JSON; `schema/diff.schema.json` describes it.

use serde::Serialize;

use crate::diff::Change;
use crate::diff::render::{Compared, Summary};

/// The version of the report's form.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    old: &'a str,
    new: &'a str,
    summary: Summary,
    changes: &'a [Change],
}

/// The report of one pair of files: `{"schema": 1, "old": …, "new": …, "summary": {…}, "changes": […]}`.
pub fn report(compared: Compared<'_>) -> String {
    let Compared { old, new, changes, .. } = compared;
    written(&Report { schema: SCHEMA, old, new, summary: Summary::of(changes), changes })
}

/// The report of several pairs: of one as [`report`], else `{"schema": 1, "summary": {…}, "documents": [report, …]}`.
pub fn reports(compared: &[Compared<'_>]) -> String {
    if let [own] = compared {
        return report(*own);
    }
    let summary = Summary::of_all(compared.iter().map(|own| own.changes));
    let one = |own: &Compared<'_>| serde_json::json!({"old": own.old, "new": own.new, "summary": Summary::of(own.changes), "changes": own.changes});
    written(&serde_json::json!({"schema": SCHEMA, "summary": summary, "documents": compared.iter().map(one).collect::<Vec<_>>()}))
}

fn written(report: &impl Serialize) -> String {
    // Writing to memory cannot fail.
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

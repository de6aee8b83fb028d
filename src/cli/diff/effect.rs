//! What becomes of the TEI of a project by the new texts of a comparison.

use teiscribe::diff::render::markdown::Regenerated;
use teiscribe::document::{Document, Extent, Kind};
use teiscribe::{Reading, tei};

use super::Report;
use super::reader::{Origin, Reader};
use crate::cli::Failure;

/// Notes and markers that lead nowhere.
const DANGLING: [&str; 2] = ["T201", "T202"];
/// Corrections that have lost their words, or say nothing of them.
const ASTRAY: [&str; 3] = ["T606", "T607", "T609"];

/// What becomes of the TEI, where a file of the project is among the new ones.
pub(super) fn regenerated(reader: &mut Reader, reports: &[Report]) -> Result<Option<Regenerated>, Failure> {
    let mut all = None;
    for report in reports {
        if let Some(now) = written(reader, &report.origins.1, &report.new)? {
            let was = written(reader, &report.origins.0, &report.old)?.unwrap_or_default();
            add(all.get_or_insert_default(), report, &was, &now);
        }
    }
    Ok(all)
}

/// The TEI of a file of the project; `None` for any other, and for one that is not there.
fn written(reader: &mut Reader, origin: &Origin, reading: &Reading) -> Result<Option<String>, Failure> {
    let is_there = !reading.source.text().is_empty() && !tei::is_tei(reading.source.text());
    let settings = if is_there { reader.project_settings(origin)? } else { None };
    Ok(settings.map(|settings| tei::write(&reading.document, &settings)))
}

fn add(all: &mut Regenerated, report: &Report, was: &str, now: &str) {
    let count = |reading: &Reading, codes: &[&str]| reading.findings.iter().filter(|own| codes.contains(&own.finding.code())).count();
    all.files += usize::from(was != now);
    all.invalid += usize::from(teiscribe::breach(now).is_some());
    all.links_lost += count(&report.new, &DANGLING).saturating_sub(count(&report.old, &DANGLING)) + names_lost(report);
    let astray = count(&report.new, &ASTRAY);
    all.astray += astray;
    all.corrections += report.new.document.corrections.len() + astray;
}

/// Names of which the words stand as they stood, and of which nobody is meant any more.
fn names_lost(report: &Report) -> usize {
    let mut kept = report.script.kept();
    kept.sort_by_key(|(old, _)| *old);
    let now = named(&report.new.document);
    let is_lost = |name: &Extent| {
        let first = kept.partition_point(|(old, _)| old.end <= name.start);
        let words: Vec<Extent> = kept[first..].iter().take_while(|(old, _)| old.start < name.end).map(|(_, new)| *new).collect();
        let is_named =
            |word: &Extent| now[..now.partition_point(|own| own.start < word.end)].iter().rev().take(2).any(|own| own.overlaps(*word));
        !words.is_empty() && !words.iter().any(is_named)
    };
    named(&report.old.document).iter().filter(|name| is_lost(name)).count()
}

/// The names of which it is known whom they mean, in order.
fn named(document: &Document) -> Vec<Extent> {
    let is_known = |kind: &Kind| matches!(kind, Kind::Mention(mention) if mention.entry.is_some());
    document.annotations.iter().filter(|own| is_known(&own.kind)).map(|own| own.extent).collect()
}

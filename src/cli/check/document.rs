//! One transcription: what is found in it, whether its TEI is valid, and whether the TEI that is committed is the same.

use teiscribe::Conversion;
use teiscribe::diagnostic::{Diagnostic, Finding};
use teiscribe::document::{Part, StatementKind};
use teiscribe::source::Span;

use super::{Checker, Job};
use crate::cli::files::{self, shown};
use crate::cli::report::found::Found;
use crate::cli::{Failure, meta};

/// Lines of each side of a difference that are shown.
const SHOWN: usize = 4;

impl Checker {
    /// All that is found about each of some transcriptions.
    pub(super) fn transcriptions(&self, jobs: &[Job]) -> Result<Vec<Vec<Found>>, Failure> {
        let made = jobs.iter().map(|job| self.made(job)).collect::<Result<_, Failure>>()?;
        let checked = teiscribe::with_breaches(made, true, |own: &Conversion| &own.tei);
        let found = |(job, checked): (&Job, Result<_, Finding>)| match checked {
            Ok((conversion, invalid)) => self.found(job, conversion, invalid),
            Err(finding) => self.judge.found(&shown(&job.input.path), &finding).into_iter().collect(),
        };
        Ok(jobs.iter().zip(checked).map(found).collect())
    }

    fn made(&self, job: &Job) -> Result<Result<Conversion, Finding>, Failure> {
        if job.size > self.limit {
            return Ok(Err(Finding::OverLimit { limit: self.limit }));
        }
        let bytes = files::read(&job.input.path)?;
        job.own.convert(&shown(&job.input.path), bytes)
    }

    fn found(&self, job: &Job, mut conversion: Conversion, invalid: Option<String>) -> Vec<Found> {
        let name = shown(&job.input.path);
        let missing = self.require.iter().filter(|field| !has(&conversion, job, field));
        let missing = missing.map(|field| Finding::Required { field: field.clone() });
        let invalid = invalid.map(|message| Finding::Invalid { message });
        let whole: Vec<Finding> = missing.chain(invalid).chain(self.breaches(&conversion.tei)).collect();
        conversion.reading.findings.extend(whole.into_iter().map(|finding| Diagnostic { span: Span::default(), finding }));
        let found = conversion.reading.findings.iter().filter_map(|own| self.judge.placed(&name, &conversion.reading.source, own));
        found.chain(self.current(job, &name, &conversion)).collect()
    }

    /// Whether the committed TEI is what the transcription gives.
    fn current(&self, job: &Job, name: &str, conversion: &Conversion) -> Option<Found> {
        let path = job.output.as_ref()?;
        let Ok(committed) = std::fs::read_to_string(path) else {
            return self.judge.found(name, &Finding::NoTei { path: shown(path) });
        };
        let (old, new) = (teiscribe::tei::without_version(&committed), teiscribe::tei::without_version(&conversion.tei));
        if old == new {
            return None;
        }
        let found = self.judge.found(name, &Finding::Stale { path: shown(path) })?;
        Some(Found { detail: Some(difference(&old, &new)), ..found })
    }

    /// Where TEI breaks the project's schemas.
    #[cfg(feature = "validate")]
    fn breaches(&self, tei: &str) -> Vec<Finding> {
        use teiscribe::validate::Breach;
        let own = self.schemas.iter().flat_map(|schema| schema.breaches(tei).unwrap_or_default());
        let finding = |breach: Breach| {
            let message = format!("{} (line {} of the TEI)", breach.message, breach.place.0);
            if breach.is_error { Finding::Schema { message } } else { Finding::Advice { message } }
        };
        own.map(finding).collect()
    }

    #[cfg(not(feature = "validate"))]
    fn breaches(&self, _: &str) -> Vec<Finding> {
        Vec::new()
    }
}

/// Whether the document, or the metadata of its project, says this of itself.
fn has(conversion: &Conversion, job: &Job, field: &str) -> bool {
    let header = &conversion.reading.document.header;
    let is_implied = match field {
        "date" => header.named.date.is_some() || header.bibls.iter().any(|bibl| bibl.part(Part::Date).is_some()),
        "source" => !header.bibls.is_empty() || header.statements.iter().any(|own| own.kind == StatementKind::Source),
        "author" => header.named.author.is_some(),
        "title" => header.named.title.is_some(),
        _ => false,
    };
    is_implied || meta::stated(field, &conversion.reading.document).is_some() || job.own.settings.metadata.get(field).is_some()
}

/// The lines that differ, between those at the beginning and at the end that are the same: `-` committed, `+` given now.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let after = old[before..].iter().rev().zip(new[before..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (&old[before..old.len() - after], &new[before..new.len() - after]);
    let cut = |sign: char, line: &str| format!("{sign} {}", line.chars().take(160).collect::<String>());
    let some = |sign: char, lines: &[&str]| lines.iter().take(SHOWN).map(|line| cut(sign, line)).collect::<Vec<_>>();
    let left = gone.len().saturating_sub(SHOWN) + come.len().saturating_sub(SHOWN);
    let more = (left > 0).then(|| format!("and {left} more lines"));
    std::iter::once(format!("line {} of the TEI:", before + 1))
        .chain(some('-', gone))
        .chain(some('+', come))
        .chain(more)
        .collect::<Vec<_>>()
        .join("\n")
}

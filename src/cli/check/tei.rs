//! One TEI file: whether it is well-formed and valid, and its ids and pointers lead somewhere.

use std::path::Path;

use teiscribe::diagnostic::{Diagnostic, Finding};
use teiscribe::source::Source;
use teiscribe::tei;

use super::Checker;
use crate::cli::Failure;
use crate::cli::files::{self, shown};
use crate::cli::report::found::Found;

impl Checker {
    /// All that is found about a TEI file.
    pub(super) fn tei(&self, path: &Path) -> Result<Vec<Found>, Failure> {
        let name = shown(path);
        if files::size(path) > self.limit {
            return Ok(self.judge.found(&name, &Finding::OverLimit { limit: self.limit }).into_iter().collect());
        }
        let source = match Source::read(&name, files::read(path)?) {
            Ok((source, _)) => source,
            Err(error) => return Ok(self.judge.found(&name, &error.into()).into_iter().collect()),
        };
        let mut findings = match tei::links(source.text()) {
            Ok(findings) => findings,
            Err(error) => return Ok(self.judge.found(&name, &Finding::NotXml { message: error.to_string() }).into_iter().collect()),
        };
        findings.extend(self.broken(&source));
        findings.sort_by_key(|own| own.span);
        Ok(findings.iter().filter_map(|own| self.judge.placed(&name, &source, own)).collect())
    }

    /// Where the file breaks the project's schemas; without any, the embedded one.
    #[cfg(feature = "validate")]
    fn broken(&self, source: &Source) -> Vec<Diagnostic> {
        use teiscribe::validate::{Breach, breaches};
        let text = source.text();
        let own = if self.schemas.is_empty() { vec![breaches(text)] } else { self.schemas.iter().map(|own| own.breaches(text)).collect() };
        let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let finding = |breach: Breach| {
            let span = place(text, &starts, breach.place);
            let message = breach.message;
            Diagnostic { span, finding: if breach.is_error { Finding::Schema { message } } else { Finding::Advice { message } } }
        };
        let broken = |own: Result<Vec<Breach>, String>| match own {
            Ok(breaches) => breaches.into_iter().map(finding).collect(),
            Err(message) => vec![Diagnostic { span: teiscribe::source::Span::default(), finding: Finding::NotXml { message } }],
        };
        own.into_iter().flat_map(broken).collect()
    }

    #[cfg(not(feature = "validate"))]
    fn broken(&self, _: &Source) -> Vec<Diagnostic> {
        Vec::new()
    }
}

/// The byte of a line and column, from 1.
#[cfg(feature = "validate")]
fn place(text: &str, starts: &[usize], (line, column): (u32, u32)) -> teiscribe::source::Span {
    let start = starts.get(line.saturating_sub(1) as usize).copied().unwrap_or(0);
    let before: usize = text[start..].chars().take_while(|&c| c != '\n').take(column.saturating_sub(1) as usize).map(char::len_utf8).sum();
    teiscribe::source::Span::new(start + before, start + before)
}

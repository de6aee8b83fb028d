//! What is said of a run, one file a format.

pub(super) mod annotated;
pub(super) mod found;
mod github;
mod gitlab;
pub(super) mod json;
mod junit;
mod listed;
mod markdown;
mod sarif;
pub(super) mod text;

use clap::ValueEnum;
use found::Overview;

/// A format of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A line a finding, and the line that it is about
    Text,
    /// For programs
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// SARIF 2.1.0
    Sarif,
    /// A test case a document
    Junit,
    /// A summary for a job or pull request
    Markdown,
}

impl Format {
    /// All findings in this format.
    pub(super) fn text(self, overview: &Overview) -> String {
        match self {
            Self::Text => annotated::text(overview),
            Self::Json => listed::text(overview),
            Self::Github => github::text(overview),
            Self::Gitlab => gitlab::text(overview),
            Self::Sarif => sarif::text(overview),
            Self::Junit => junit::text(overview),
            Self::Markdown => markdown::text(overview),
        }
    }

    /// "text, json, …".
    pub(super) fn names() -> String {
        let names = Self::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        names.map(|own| own.get_name().to_owned()).collect::<Vec<_>>().join(", ")
    }
}

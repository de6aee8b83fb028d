//! The explanations of the codes.

/// What a finding means, with an example and the mend, as Markdown: `explanation("T201")`. `None` for an unknown code.
///
/// ```
/// use teiscribe::diagnostic::explanation;
///
/// assert!(explanation("T201").unwrap().starts_with("T201"));
/// assert_eq!(explanation("T000"), None);
/// ```
pub fn explanation(code: &str) -> Option<&'static str> {
    EXPLANATIONS.split("\n## ").skip(1).find(|section| section.starts_with(code)).map(str::trim_end)
}

/// All codes that have an explanation, in order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    EXPLANATIONS.split("\n## ").skip(1).filter_map(|section| section.split_whitespace().next())
}

const EXPLANATIONS: &str = include_str!("findings.md");

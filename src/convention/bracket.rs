//! What the words in square brackets say by themselves: `[illegible]`, `[sic]`, `[Illustration: …]`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::Words;

/// What the editor says in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum BracketMeaning {
    /// Something is left out.
    Omitted,
    /// Something cannot be read.
    Illegible,
    /// Something is torn off or spoilt.
    Damaged,
    /// A space was left.
    Blank,
    /// The writer wrote so.
    Sic,
    /// There is a picture; its legend stands after a colon.
    Illustration,
    /// It stands at the margin of the page; its words stand after a colon.
    Margin,
    /// A word that the editor adds.
    Supplied,
    /// The reading before is not sure.
    Unclear,
    /// A remark.
    Comment,
}

/// The words that say so.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Brackets(BTreeMap<BracketMeaning, Words>);

impl Brackets {
    /// What `inner` says that stands in brackets, numbers and marks around its words left out: "2 words illegible", "sic!".
    pub(super) fn meaning(&self, inner: &str) -> Option<BracketMeaning> {
        const MAX_LEN: usize = 60;
        let is_legend = |meaning: BracketMeaning| matches!(meaning, BracketMeaning::Illustration | BracketMeaning::Margin);
        let bare = |text: Option<&str>| text.unwrap_or_default().trim_matches(|c: char| !c.is_alphabetic()).to_owned();
        let short = Some(inner).filter(|inner| inner.len() <= MAX_LEN);
        let colon = inner.bytes().take(MAX_LEN + 1).position(|b| b == b':');
        let (whole, head) = (bare(short), bare(colon.map(|end| &inner[..end]).or(short)));
        let own = self.0.iter().find(|(meaning, words)| words.contains(if is_legend(**meaning) { &head } else { &whole }));
        own.map(|(meaning, _)| *meaning)
    }
}

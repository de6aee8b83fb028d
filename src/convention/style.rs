//! How paragraphs are numbered, verse is marked and tables are set.

use serde::Deserialize;

use super::pattern::Pattern;

/// The numbers at the heads of paragraphs.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Paragraphs {
    /// `[{n}]`, `¶ {n}`.
    numbers: Vec<Pattern>,
}

impl Paragraphs {
    /// The number at the head of a paragraph, where it begins and ends in the mark, and the bytes of the mark: 3 of "[2] The weir".
    pub(crate) fn number<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        let is_apart = |len: usize| text[len..].starts_with([' ', '\n', '\t', '\u{a0}']);
        self.numbers.iter().find_map(|pattern| pattern.at_start(text).filter(|&(_, len)| is_apart(len)))
    }
}

/// The marks of verse.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Verse {
    /// How each line of it begins: `> `.
    marks: Vec<String>,
}

impl Verse {
    /// Bytes of the mark with which `line` begins; of a line that holds nothing else, of all of it.
    pub(crate) fn mark(&self, line: &str) -> Option<usize> {
        let alone = |mark: &&String| line == mark.trim_end();
        let mark = self.marks.iter().find(|mark| line.starts_with(mark.as_str()) || alone(mark))?;
        Some(mark.len().min(line.len()))
    }
}

/// The marks of items.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Lists {
    /// What an item begins with, as often as it is deep: `*`, `**`.
    repeated: Vec<String>,
}

impl Lists {
    /// How often the mark of an item stands at the start of `text`, and its bytes.
    pub(crate) fn mark(&self, text: &str) -> Option<(usize, usize)> {
        const DEEPEST: usize = 5;
        self.repeated.iter().find_map(|mark| {
            let rest = text.trim_start_matches(mark.as_str());
            let len = text.len() - rest.len();
            let depth = len.checked_div(mark.len())?;
            ((1..=DEEPEST).contains(&depth) && rest.starts_with(' ')).then_some((depth, len))
        })
    }
}

/// What separates the cells of a row.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Columns {
    /// The line above and below a table of which each cell begins with a bar: `|===`.
    pub(crate) fence: Option<String>,
    /// In any row: ` | `.
    columns: Vec<String>,
    /// In the row that heads the columns: ` || `.
    heads: Vec<String>,
}

impl Columns {
    /// What separates the cells of `line`, and whether it heads the columns.
    pub(crate) fn separator(&self, line: &str) -> Option<(&str, bool)> {
        let own = |list: &'_ [String]| list.iter().position(|mark| line.contains(mark.as_str()));
        let head = own(&self.heads).map(|n| (self.heads[n].as_str(), true));
        head.or_else(|| own(&self.columns).map(|n| (self.columns[n].as_str(), false)))
    }
}

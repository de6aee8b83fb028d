//! Marks of lines and words, as conventions have them.

use serde::Deserialize;

use crate::document::Reason;

/// Marks around whole lines.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fence {
    /// The line above `open` that is a part of it: `[verse]`.
    pub(crate) above: Option<String>,
    /// The line before them: `/*`.
    pub(crate) open: String,
    /// The line after them: `*/`.
    pub(crate) close: String,
    /// What is between.
    pub(crate) holds: Holds,
}

/// What stands between two fences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Holds {
    /// Text as any other.
    Text,
    /// Text of which each line ends where it ends.
    Lines,
    /// Verse.
    Verse,
    /// A block quotation.
    Quotation,
    /// What sets up a program and says nothing of the text.
    Settings,
}

/// How headings are known that have no mark of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HeadingStyle {
    /// `** Title`, as many stars as the level.
    Stars,
    /// `== Title`, as many signs as the level.
    Equals,
    /// `== Title ==`, or without the spaces.
    Enclosed,
    /// A short paragraph after three blank lines or more.
    Spaced,
}

/// What an editorial sign says of the words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SignMeaning {
    /// Set off in type; the marks go.
    Bold,
    /// The same.
    Italic,
    /// The same.
    SmallCaps,
    /// The same.
    Typewriter,
    /// Letters spaced out; the marks go.
    Spaced,
    /// The same, as the five that follow.
    Superscript,
    Subscript,
    Underline,
    Strikethrough,
    Highlight,
    /// Set in another place or size, which says nothing of them.
    Layout,
    /// A remark of the editor's; the marks stay, as those of all that follow.
    Comment,
    /// Words that the editor adds.
    Supplied,
    /// Words that are hard to read.
    Unclear,
    /// Letters that an abbreviation leaves out.
    Expansion,
    /// Letters that the writer wrote by mistake.
    Surplus,
    /// Letters that the writer struck out.
    Deletion,
    /// Something is missing.
    Gap,
    /// Something is missing that cannot be read.
    Illegible,
    /// Something is missing where the paper is torn.
    Damaged,
    /// The writer left a space.
    Blank,
    /// Words that the writer wrote so.
    Sic,
    /// Words that explain those before.
    Gloss,
}

/// The part of a letter that a value of front matter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LetterPart {
    /// "London, June 23, 1869".
    Dateline,
    /// "Dear Kugelmann".
    Salutation,
    /// "Yours sincerely,".
    Closer,
    /// "K. M.".
    Signature,
    /// "P.S. …".
    Postscript,
}

/// Marks around words, and what they say of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sign {
    pub(crate) open: String,
    pub(crate) close: String,
    pub(crate) means: SignMeaning,
    /// Whether the marks stay in the text; where it is not said, those of an editor do and those of type do not.
    pub(crate) marks: Option<Marks>,
}

/// What becomes of the marks of a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Marks {
    /// They are text.
    Kept,
    /// They are not.
    Dropped,
}

/// A line that is left out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DroppedLine {
    /// How it begins.
    pub(super) line: String,
    pub(super) reason: DropReason,
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum DropReason {
    /// It leads through a web site.
    Navigation,
    /// The publisher of the file puts it around every text.
    Boilerplate,
    /// A remark that is not for readers.
    Comment,
    /// Code of a generator.
    Template,
    /// What a page has besides its text: a running head.
    PageMark,
}

impl Fence {
    /// What `line` says besides being the line above the opening one: "J. Ruskin, Fors" of `[quote, J. Ruskin, Fors]`, where that
    /// is `[quote]`; `None` where it is not that line.
    pub(crate) fn said_above<'t>(&self, line: &'t str) -> Option<&'t str> {
        let above = self.above.as_deref()?;
        let rest = line.strip_prefix(above.trim_end_matches(']'))?;
        let said = rest.strip_suffix(']').filter(|_| above.ends_with(']')).or_else(|| rest.is_empty().then_some(""))?;
        (said.is_empty() || said.starts_with(',')).then(|| said.trim_start_matches([',', ' ']))
    }
}

impl DropReason {
    pub(super) const fn reason(self) -> Reason {
        match self {
            Self::Navigation => Reason::Navigation,
            Self::Boilerplate => Reason::Boilerplate,
            Self::Comment => Reason::Comment,
            Self::Template => Reason::Template,
            Self::PageMark => Reason::PageMark,
        }
    }
}

/// `text` without `mark` at its start; where that begins or ends with a space, there may be more of them, or none.
fn without<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    let text = if mark.starts_with(' ') { text.trim_start() } else { text };
    let rest = text.strip_prefix(mark.trim())?;
    Some(if mark.ends_with(' ') { rest.trim_start() } else { rest })
}

/// A line at the top that gives a key and its value.
#[derive(Debug)]
pub(super) struct Directive {
    before: String,
    between: String,
}

impl Directive {
    /// Reads `#{key} {value}`.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        let (before, rest) = pattern.split_once("{key}")?;
        Some(Self { before: before.to_owned(), between: rest.strip_suffix("{value}")?.to_owned() })
    }

    /// The key of a line, and the bytes before its value.
    pub(super) fn key<'t>(&self, line: &'t str) -> Option<(&'t str, usize)> {
        let rest = without(line, &self.before)?;
        let is_key = |c: char| c.is_alphanumeric() || "_-".contains(c);
        let key = &rest[..rest.find(|c: char| !is_key(c)).unwrap_or(rest.len())];
        let between = self.between.trim_end();
        let after = without(&rest[key.len()..], between)?;
        let is_closed = self.between == between || after.is_empty() || after.starts_with([' ', '\t']);
        (!key.is_empty() && is_closed).then_some((key, line.len() - after.len()))
    }
}

//! Files that stand beside transcriptions and are none: told by what they hold; their name is a hint among others.

use serde::Deserialize;

use super::habits::Habits;
use super::words::{Phrases, Words};

/// What counts for so much is enough.
const ENOUGH: u32 = 4;
/// So many lines are the least of a list of links or of data.
const LINES: usize = 5;
/// So many words between backquotes are no accident.
const ENOUGH_SPANS: usize = 5;
/// A text of fewer words is short.
const SHORT: usize = 120;
/// Of a hundred rows of data so many have the same number of columns.
const EVEN: usize = 95;

/// Why a file is no transcription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apart {
    /// It tells of a folder or program: a README.
    About,
    /// The text of a licence.
    Licence,
    /// Links to texts and nothing else.
    Links,
    /// Rows of data.
    Data,
    /// The notes of the file beside it.
    Notes,
}

impl Apart {
    /// What it is, in words: "an index of links".
    pub const fn describes(self) -> &'static str {
        match self {
            Self::About => "a file about the folder or a program",
            Self::Licence => "a licence",
            Self::Links => "an index of links",
            Self::Data => "rows of data",
            Self::Notes => "the notes of the text beside it, and read with it",
        }
    }
}

/// The words by which such files are known.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Leaflets {
    /// What they are called, without ending: "readme".
    pub(super) names: Words,
    /// Their headings: "Installation".
    headings: Words,
    /// How licences begin.
    licences: Phrases,
    /// What a file of such a name says of a program: "git clone".
    words: Vec<String>,
}

impl Habits {
    /// Whether a file of this name, without ending, is by its name alone rather about the texts than one of them.
    pub fn is_about_texts(&self, stem: &str) -> bool {
        self.leaflets.names.contains(stem)
    }

    /// Why the file with this name, without ending, and this text is no transcription; `None` where nothing tells that.
    ///
    /// ```
    /// use teiscribe::convention::{Apart, Habits};
    ///
    /// let links = "# Works\n".to_owned() + &"- [On Peace](peace.md)\n".repeat(6);
    /// assert_eq!(Habits::base().apart("index", &links), Some(Apart::Links));
    /// assert_eq!(Habits::base().apart("peace", "# On Peace\n\nPeace is near.\n"), None);
    /// ```
    pub fn apart(&self, stem: &str, text: &str) -> Option<Apart> {
        let body = without_front_matter(text);
        let mut top = body.lines().map(bare).filter(|line| !line.is_empty()).take(3);
        if top.any(|line| self.leaflets.licences.opening(line).is_some()) {
            Some(Apart::Licence)
        } else if is_data(body) {
            Some(Apart::Data)
        } else if is_index(body) && !self.is_title_page(body) {
            Some(Apart::Links)
        } else {
            (self.about(stem, body) >= ENOUGH).then_some(Apart::About)
        }
    }

    /// Whether a text begins as the notes of another do: with the first label, headings above it at most.
    ///
    /// ```
    /// use teiscribe::convention::Habits;
    ///
    /// assert!(Habits::base().holds_notes("# Notes\n\n1. Of Brest.\n"));
    /// assert!(!Habits::base().holds_notes("# Notes on the Harvest\n\nIt was late.\n"));
    /// ```
    pub fn holds_notes(&self, text: &str) -> bool {
        const TOP: usize = 4;
        let mut top = without_front_matter(text).lines().map(str::trim).filter(|line| !line.is_empty()).take(TOP);
        top.any(|line| self.note_opening(line).is_some() || self.note_body(line).is_some() || begins_notes(line))
    }

    /// Whether a text says of itself where it comes from: the contents of a book follow its title page.
    fn is_title_page(&self, body: &str) -> bool {
        let key = |line: &str| bare(line).split_once(':').is_some_and(|(key, _)| key.len() <= 60 && self.key(key).is_some());
        body.lines().filter(|line| key(line)).take(2).count() == 2
    }

    /// What speaks for a README.
    fn about(&self, stem: &str, body: &str) -> u32 {
        let name = if self.is_about_texts(stem) { 3 } else { 0 };
        let short = u32::from(name > 0 && body.split_whitespace().take(SHORT).count() < SHORT);
        let badges = if body.contains("[![") || body.contains("img.shields.io") { 3 } else { 0 };
        let code = if is_code_shown(body) { 2 } else { 0 };
        // What is typed is shown between backquotes: a transcription has no use for them.
        let spans = u32::from(name > 0 && body.matches('`').take(2 * ENOUGH_SPANS).count() == 2 * ENOUGH_SPANS);
        let headings = body.lines().filter_map(|line| line.strip_prefix('#'));
        let is_known = |heading: &str| self.leaflets.headings.contains(heading.trim_matches(|c: char| !c.is_alphanumeric()));
        let headings = headings.filter(|heading| is_known(heading)).take(3).count() as u32;
        let words = self.leaflets.words.iter().filter(|word| name > 0 && body.contains(word.as_str())).take(2).count() as u32;
        name + short + badges + code + spans + headings + words
    }
}

/// The lines that stand around front matter: of YAML, and of TOML.
const FENCES: [&str; 2] = ["---", "+++"];

/// The text after front matter at the top.
fn without_front_matter(text: &str) -> &str {
    front_matter(text).map_or_else(|| text.trim_start_matches(['\u{feff}', '\n', '\r']), |(_, body)| body)
}

/// The lines of front matter between two fences at the top, and the text after it.
pub(super) fn front_matter(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(['\u{feff}', '\n', '\r']);
    let (fence, rest) = FENCES.iter().find_map(|fence| Some((fence, text.strip_prefix(fence)?)))?;
    let end = rest.starts_with(['\n', '\r']).then(|| rest.match_indices(fence).find(|(at, _)| rest[..*at].ends_with('\n')))??.0;
    Some((&rest[..end], rest[end..].split_once('\n').map_or("", |(_, body)| body)))
}

/// `[^a]: `, `1. `, `[1] `, `(1) `, `* `: what may be the first of a series of notes.
fn begins_notes(line: &str) -> bool {
    let is_defined = line.strip_prefix("[^").and_then(|rest| rest.split_once(']')).is_some_and(|(_, rest)| rest.starts_with(':'));
    let plain = line.trim_start_matches(['\\', '[', '(', '^']);
    let is_first = plain.strip_prefix('1').is_some_and(|rest| rest.starts_with(['.', ')', ']', '\\', ' ', ':']));
    is_defined || is_first || line.starts_with("* ") || line.starts_with('¹')
}

/// A line without marks of quotations, lists and tables.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || "#>|*+-=_\\:.\u{a0}".contains(c))
}

/// Whether code for a shell or a program is shown.
fn is_code_shown(body: &str) -> bool {
    let languages = ["sh", "bash", "console", "shell", "python", "json", "yaml", "toml", "js", "javascript", "html", "rust", "xml"];
    body.lines().filter_map(|line| line.strip_prefix("```")).any(|language| languages.contains(&language.trim()))
}

/// Rows with the same number of columns, three at least.
fn is_data(body: &str) -> bool {
    ['\t', ',', ';'].into_iter().any(|separator| {
        let (mut rows, mut even, mut columns) = (0, 0, 0);
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            let own = separators(line, separator);
            columns = if rows == 0 { own } else { columns };
            rows += 1;
            even += usize::from(own == columns && !line.starts_with(char::is_whitespace));
            if columns < 2 || (rows == LINES && even < rows) {
                return false;
            }
        }
        columns >= 2 && rows > LINES && even * 100 >= rows * EVEN
    })
}

/// The separators of a row, those in quotation marks and those before a space left out: prose has a space after its commas.
fn separators(line: &str, separator: char) -> usize {
    let (mut count, mut is_quoted) = (0, false);
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        is_quoted ^= c == '"';
        count += usize::from(c == separator && !is_quoted && rest.peek() != Some(&' '));
    }
    count
}

/// Whether the words are those of links to other files: five links at least, and more words in them than outside.
fn is_index(body: &str) -> bool {
    let (mut links, mut inside, mut outside) = (0, 0, 0);
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((target, after)) = after.split_once(')') else { break };
        let (text, words) = before.rsplit_once('[').unwrap_or(("", before));
        let is_link = !target.starts_with('#') && letters(words) >= 3;
        links += usize::from(is_link);
        inside += if is_link { letters(words) } else { 0 };
        outside += letters(text);
        rest = attributes(after);
    }
    links >= LINES && inside > outside + letters(rest)
}

/// What follows the attributes in braces of a link or image.
fn attributes(text: &str) -> &str {
    text.strip_prefix('{').and_then(|rest| rest.split_once('}')).map_or(text, |(_, rest)| rest)
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stem: &str, text: &str, expected: Option<Apart>) {
        assert_eq!(Habits::base().apart(stem, text), expected, "{stem}: {text}");
    }

    #[test]
    fn what_a_file_holds_tells_more_than_its_name() {
        let prose = "The session was opened at nine by the oldest member, who spoke of the dead.\n".repeat(20);
        check("README", "About.\n", Some(Apart::About));
        check("README", &prose, None);
        check("start", "# Tool\n\n[![CI](b.svg)](ci)\n\n## Usage\n\n```sh\ngit clone x\n```\n", Some(Apart::About));
        check("notes", &format!("# Usage\n\n{prose}"), None);
        check("x", "MIT License\n\nCopyright (c) 1999 N. N.\n", Some(Apart::Licence));
        check("license", &format!("# The License of the Printer\n\n{prose}"), None);
    }

    #[test]
    fn a_list_of_links_is_none_of_notes() {
        let link = "1. [The Strike of the Weavers](strike/index.html), 1888\n";
        check("a", &link.repeat(5), Some(Apart::Links));
        check("a", &link.repeat(4), None);
        check("a", &format!("{}{}", link.repeat(5), "They met again in the hall of the guild. ".repeat(8)), None);
        check("a", &format!("Source: Works, 1888\nTranscribed: by N. N.\n\n{}", link.repeat(5)), None);
        check("a", &"The looms stood still [note](#n1) that day.\n".repeat(9), None);
    }

    #[test]
    fn rows_are_data_and_verse_is_none() {
        check("a", &"anna,1870,Ulm\n".repeat(6), Some(Apart::Data));
        check("a", &"O night, O stars, O moon\n".repeat(6), None);
        check("a", &"anna,1870,Ulm\n".repeat(4), None);
    }
}

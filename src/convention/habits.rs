//! The habits that the rules of `structure` look things up in.

use std::collections::{BTreeMap, HashMap};

use crate::document::{DivisionKind, Genre, Part, Reason, Signer, StatementKind};
use crate::given_names;

use super::apart::Leaflets;
use super::bracket::{BracketMeaning, Brackets};
use super::enclosure::{Enclosure, Links};
use super::file_name::FileNames;
use super::mark::{Directive, DroppedLine, Fence, HeadingStyle, LetterPart, Sign};
use super::pattern::{Pattern, Patterns};
use super::sentence::{Said, Sentence};
use super::style::{Columns, Lists, Paragraphs, Verse};
use super::table::{Byline, Envelope, FrontMatter, LineMarks, Statements, Tables, Titles};
use super::vocabulary::{Bibliography, CreditRole, Dialogue, Letter, Names, Navigation};
use super::words::{Openings, Phrases, Words};

/// The habits of a transcription: the words and marks by which its parts are known.
#[derive(Debug)]
pub struct Habits {
    keys: HashMap<String, StatementKind>,
    openings: Openings<StatementKind>,
    sentences: Vec<(Sentence, StatementKind)>,
    pub(super) statements: Statements,
    pub(super) credits: Openings<CreditRole>,
    pub(super) page_inline: Patterns,
    pub(super) page_alone: Patterns,
    pub(super) page_apart: Patterns,
    pub(super) note_openings: Vec<Pattern>,
    /// How markers of notes are written, besides what every transcription may have.
    pub(crate) note_markers: Vec<Pattern>,
    pub(super) note_bodies: Vec<Pattern>,
    pub(super) note_headings: Words,
    /// Between such a heading and the division of which the notes are: "to".
    pub(super) note_of: Words,
    /// What files of notes are called.
    pub(super) note_files: Vec<String>,
    pub(super) note_signers: Vec<(Signer, Words)>,
    pub(super) note_by: Phrases,
    /// Small words in the name of who a note is by.
    pub(crate) note_within: Words,
    pub(super) byline: Byline,
    titles: Titles,
    /// How front matter is written, and what its keys say.
    pub(crate) front_matter: FrontMatter,
    letter_parts: HashMap<String, LetterPart>,
    directives: Vec<Directive>,
    envelope: Envelope,
    heading_styles: Vec<HeadingStyle>,
    pub(super) page_blank: Words,
    lines: LineMarks,
    fences: Vec<Fence>,
    signs: Vec<Sign>,
    /// How links are written.
    pub(crate) links: Links,
    /// How notes stand in the line.
    pub(crate) notes_in_line: Vec<Enclosure>,
    brackets: Brackets,
    dropped: Vec<DroppedLine>,
    /// Whether paragraphs are wrapped, where that is set.
    pub(crate) is_wrapped: Option<bool>,
    /// The language of texts that state none, where that is set.
    pub(crate) language: Option<String>,
    /// How paragraphs are numbered.
    pub(crate) paragraphs: Paragraphs,
    /// How verse is marked.
    pub(crate) verse: Verse,
    /// How the items of lists are marked.
    pub(crate) lists: Lists,
    /// How tables are set.
    pub(crate) tables: Columns,
    pub(super) navigation: Navigation,
    announced_quotations: Phrases,
    /// How letters begin and end.
    pub(crate) letter: Letter,
    /// How speakers take turns.
    pub(crate) dialogue: Dialogue,
    genres: Vec<(Genre, Phrases)>,
    divisions: Openings<DivisionKind>,
    contents: Words,
    /// Headings of parts of a book.
    book_parts: Words,
    ordinals: Words,
    /// The words of bibliography.
    pub(crate) bibliography: Bibliography,
    /// How names are made.
    pub(crate) names: Names,
    /// How files are called.
    pub(super) file_names: FileNames,
    /// By what files are known that are no transcriptions.
    pub(super) leaflets: Leaflets,
}

/// Each word of a table, with the heading it stands under.
fn flat<K: Copy, W>(table: BTreeMap<K, Vec<W>>) -> impl Iterator<Item = (W, K)> {
    table.into_iter().flat_map(|(kind, words)| words.into_iter().map(move |word| (word, kind)))
}

impl From<Tables> for Habits {
    fn from(mut tables: Tables) -> Self {
        tables.signs.sort_by_key(|sign| std::cmp::Reverse(sign.open.len()));
        let patterns = |list: &[String]| list.iter().map(|pattern| Pattern::new(pattern)).collect::<Vec<_>>();
        let page_marks = [patterns(&tables.pages.inline), patterns(&tables.pages.alone)].concat();
        Self {
            keys: flat(tables.keys).collect(),
            openings: flat(tables.openings).collect(),
            sentences: flat(tables.sentences).collect(),
            statements: tables.statements,
            credits: flat(tables.credits).collect(),
            page_inline: patterns(&tables.pages.inline).into_iter().collect(),
            page_alone: page_marks.into_iter().collect(),
            page_apart: patterns(&tables.pages.apart).into_iter().collect(),
            note_openings: patterns(&tables.notes.openings),
            note_markers: patterns(&tables.notes.markers),
            note_bodies: patterns(&tables.notes.bodies),
            note_headings: tables.notes.headings,
            note_of: tables.notes.of,
            note_files: tables.notes.files,
            note_signers: tables.notes.signers.into_iter().collect(),
            note_by: tables.notes.by,
            note_within: tables.notes.within,
            byline: tables.byline,
            titles: tables.titles,
            letter_parts: flat(std::mem::take(&mut tables.front_matter.text)).collect(),
            directives: tables.front_matter.directives.iter().filter_map(|pattern| Directive::new(pattern)).collect(),
            front_matter: tables.front_matter,
            envelope: tables.envelope,
            heading_styles: tables.headings.styles,
            page_blank: tables.pages.blank.iter().map(|line| line.to_lowercase()).collect(),
            fences: tables.fences,
            signs: tables.signs,
            links: tables.links,
            notes_in_line: tables.notes.inline,
            brackets: tables.brackets,
            dropped: tables.dropped,
            is_wrapped: tables.lines.wrapped,
            lines: tables.lines,
            language: tables.convention.language,
            paragraphs: tables.paragraphs,
            verse: tables.verse,
            lists: tables.lists,
            tables: tables.tables,
            navigation: tables.navigation,
            announced_quotations: tables.quotations.announced,
            letter: tables.letter,
            dialogue: tables.dialogue,
            genres: tables.genres.into_iter().collect(),
            divisions: flat(tables.divisions.names).collect(),
            book_parts: tables.divisions.parts,
            ordinals: tables.divisions.ordinals,
            contents: tables.divisions.contents,
            bibliography: tables.bibliography,
            names: tables.names,
            file_names: tables.file_names,
            leaflets: tables.leaflets,
        }
    }
}

impl Habits {
    /// What a statement with this key is about: `HTML Mark-up`.
    pub(crate) fn key(&self, key: &str) -> Option<StatementKind> {
        self.keys.get(&self.normal_key(key)).copied()
    }

    /// "HTML Mark-up", "Transcription & Markup:" to "html markup", "transcription markup".
    fn normal_key(&self, key: &str) -> String {
        let joined = key.replace(['-', '\'', '’'], "").to_lowercase();
        let words = joined.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty() && !self.front_matter.fillers.contains(word)).collect::<Vec<_>>().join(" ")
    }

    /// What a sentence is about by how it begins, and the bytes of that: 14 of "Transcribed by Aindrias Ó Cathasaigh."
    pub(crate) fn opening(&self, text: &str) -> Option<(StatementKind, usize)> {
        self.openings.longest(text)
    }

    /// What a line says that reads as a sentence with slots, of which each holds what `fits` it: of "Published in Forward,
    /// 1912" by `published in {title}, {date}`, where the text first came out, its title and date.
    pub(crate) fn sentence(&self, text: &str, fits: impl Fn(Part, &str) -> bool + Copy) -> Option<(StatementKind, Said)> {
        let read = self.sentences.iter().filter_map(|(own, kind)| own.read(text, fits).map(|said| (own.len(), *kind, said)));
        read.max_by_key(|&(len, ..)| len).map(|(_, kind, said)| (kind, said))
    }

    /// Whether statements may stand below a heading: "Abstract".
    pub(crate) fn heads_statements(&self, heading: &str) -> bool {
        self.titles.statements.contains(heading.trim_end_matches([':', '.']))
    }

    /// Whether a title that ends in `before` goes on with the line `next`: "THE / WHORE", "ESSAYS / IN / EUGENICS".
    pub(crate) fn title_goes_on(&self, before: &str, next: &str) -> bool {
        let is_joint = |word: &str| self.titles.joints.contains(word);
        let is_spaced = |text: &str| text.split_whitespace().all(|word| word.chars().count() == 1);
        let whole = |text: &str| if is_spaced(text) { text.split_whitespace().collect() } else { text.to_owned() };
        let (before, next) = (whole(before), whole(next));
        before.split_whitespace().next_back().is_some_and(is_joint) || next.split_whitespace().all(is_joint)
    }

    /// The part of a letter that the value of a key of front matter is: it is text.
    pub(crate) fn letter_part(&self, key: &str) -> Option<LetterPart> {
        self.letter_parts.get(&key.to_lowercase()).copied()
    }

    /// Whether a key of front matter is that of the subtitle.
    pub(crate) fn is_subtitle_key(&self, key: &str) -> bool {
        self.front_matter.subtitles.contains(key)
    }

    /// Whether a key of front matter says nothing of the text.
    pub(crate) fn is_site_setting(&self, key: &str) -> bool {
        self.front_matter.site.contains(key)
    }

    /// What the lines above and below such lines begin with, where they stand apart: `{{` and `}}`.
    pub(crate) fn directive_fence(&self) -> Option<(&str, &str)> {
        if let [open, close] = self.front_matter.fence.as_slice() { Some((open, close)) } else { None }
    }

    /// The key of a line at the top such as `#title The Commune`, and the bytes before its value.
    pub(crate) fn directive<'t>(&self, line: &'t str) -> Option<(&'t str, usize)> {
        self.directives.iter().find_map(|directive| directive.key(line))
    }

    /// Whether a line ends what stands before the text.
    pub(crate) fn opens_text(&self, line: &str) -> bool {
        self.envelope.opens.iter().any(|opening| line.starts_with(opening.as_str()))
    }

    /// Whether a line begins what stands after the text.
    pub(crate) fn closes_text(&self, line: &str) -> bool {
        self.envelope.closes.iter().any(|opening| line.starts_with(opening.as_str()))
    }

    /// Whether the text may have something around it that is not of it.
    pub(crate) const fn has_envelope(&self) -> bool {
        !self.envelope.opens.is_empty() || !self.envelope.closes.is_empty()
    }

    /// Whether headings are known by `style`.
    pub(crate) fn has_headings(&self, style: HeadingStyle) -> bool {
        self.heading_styles.contains(&style)
    }

    /// Bytes of the mark at the end of `line` that ends a line of the original.
    pub(crate) fn line_end(&self, line: &str) -> Option<usize> {
        self.lines.ends.iter().find(|mark| line.ends_with(mark.as_str())).map(String::len)
    }

    /// Bytes of the mark at the end of `line` that divides a word.
    pub(crate) fn divided(&self, line: &str) -> Option<usize> {
        self.lines.divides.iter().find(|mark| line.ends_with(mark.as_str())).map(String::len)
    }

    /// Whether a line stands for a rule.
    pub(crate) fn is_rule(&self, line: &str) -> bool {
        self.lines.rules.contains(line)
    }

    /// Whether words are divided at the ends of lines and pages by marks of their own.
    pub(crate) const fn has_divides(&self) -> bool {
        !self.lines.divides.is_empty()
    }

    /// Whether a line is a comment by how it begins, or is one without words: the mark alone.
    pub(crate) fn is_comment(&self, line: &str) -> bool {
        self.lines.comments.iter().any(|opening| line.starts_with(opening.as_str()) || line == opening.trim_end())
    }

    /// The fence that `line` opens, with the one below where it takes two; what stands after it in brackets says how to print it:
    /// `/*[4]`.
    pub(crate) fn fence(&self, line: &str, below: Option<&str>) -> Option<&Fence> {
        let is_open = |fence: &&Fence| line.strip_prefix(fence.open.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('['));
        self.fences.iter().find(|fence| match &fence.above {
            Some(_) => fence.said_above(line).is_some() && below == Some(fence.open.as_str()),
            None => is_open(fence),
        })
    }

    /// Whether a line is one of those around others: `[verse]`, `#+END_QUOTE`.
    pub(crate) fn is_fence(&self, line: &str) -> bool {
        let is_above =
            |own: &Fence| own.above.as_deref().is_some_and(|above| above.trim_end_matches(']') == line.trim_end_matches([']', ',']));
        self.fences.iter().any(|own| is_above(own) || line == own.open || line == own.close)
    }

    /// The editorial signs that are looked for in the text, the longest first.
    pub(crate) fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// What the words in square brackets say, if they say it by themselves: "illegible".
    pub(crate) fn bracket(&self, inner: &str) -> Option<BracketMeaning> {
        self.brackets.meaning(inner)
    }

    /// Why a line is left out, by how it begins.
    pub(crate) fn dropped(&self, line: &str) -> Option<Reason> {
        self.dropped.iter().find(|own| line.starts_with(own.line.as_str())).map(|own| own.reason.reason())
    }

    /// Whether a word is a given name: "Karl".
    pub(crate) fn is_given_name(&self, word: &str) -> bool {
        given_names::is_sign_of_person(word) || self.names.given.contains(word)
    }

    /// What kind of division a heading opens that begins with its name, and the bytes of that: 3 of "Act II".
    pub(crate) fn division(&self, heading: &str) -> Option<(DivisionKind, usize)> {
        self.divisions.longest(heading)
    }

    /// Whether a heading is that of a table of contents.
    pub(crate) fn is_contents(&self, heading: &str) -> bool {
        self.contents.contains(heading.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// Whether a heading is that of the persons of a play.
    pub(crate) fn is_cast(&self, heading: &str) -> bool {
        self.dialogue.casts.contains(heading.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// Whether a heading is that of a part of a book and no title: "PREFACE.".
    pub(crate) fn heads_part(&self, heading: &str) -> bool {
        self.is_contents(heading) || self.book_parts.contains(heading.trim_end_matches(['.', ':']))
    }

    /// Whether a word counts: "first", "erster".
    pub(crate) fn is_ordinal(&self, word: &str) -> bool {
        self.ordinals.contains(word)
    }

    /// Whether a paragraph ends in words that announce a quotation: "in the following passage:".
    pub(crate) fn announces_quotation(&self, text: &str) -> bool {
        const NEAR: usize = 60;
        let words = text.trim_end_matches(|c: char| "—–- ".contains(c)).strip_suffix(':');
        let near = |words: &str| words.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        words.is_some_and(|words| self.announced_quotations.is_in(&words[near(words)..]))
    }

    /// What kind of text a title makes it.
    pub(crate) fn genre(&self, title: &str) -> Option<Genre> {
        self.genres.iter().find(|(_, words)| words.is_in(title)).map(|&(genre, _)| genre)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_without_case_hyphens_and_punctuation() {
        let kind = |key| Habits::base().key(key);
        assert_eq!(kind("HTML Mark-up"), Some(StatementKind::MarkedUp));
        assert_eq!(kind("Transcription & HTML Mark-up"), Some(StatementKind::Transcribed));
        assert_eq!(kind("Transcription\\HTML Markup"), Some(StatementKind::Transcribed));
        assert_eq!(kind("Fellow-Workers"), None);
    }

    #[test]
    fn a_sentence_is_known_by_its_longest_opening() {
        let opening = |text| Habits::base().opening(text);
        assert_eq!(opening("Published in Forward"), Some((StatementKind::Source, 12)));
        assert_eq!(opening("Marked up by Einde"), Some((StatementKind::MarkedUp, 12)));
        assert_eq!(opening("Fromage"), None);
    }

    #[test]
    fn no_key_or_opening_stands_twice() {
        let tables: Tables = toml::from_str(super::super::BASE).expect("base.toml");
        for table in [&tables.keys, &tables.openings] {
            let mut words: Vec<&String> = table.values().flatten().collect();
            words.sort();
            let n = words.len();
            words.dedup();
            assert_eq!(words.len(), n);
        }
    }
}

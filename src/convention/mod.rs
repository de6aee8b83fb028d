//! How an archive lays its transcriptions out, as data: one TOML file a convention, of which some are built in.
//!
//! A convention is a set of habits, not a mode: what a text shows of several conventions is read by the habits of all of
//! them, on the ground of those that every transcription may have.

mod apart;
mod bracket;
mod byline;
mod enclosure;
mod evidence;
mod file_name;
mod habits;
mod mark;
mod navigation;
mod note;
mod page;
mod pattern;
mod sentence;
mod statement;
mod style;
mod table;
mod unknown;
mod vocabulary;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use apart::front_matter;
use evidence::{Evidence, Sample};
use table::{About, Tables};

pub use apart::Apart;
pub use evidence::FoundSign;
pub use habits::Habits;
pub use unknown::{unknown_marks, unknown_sentences};

pub(crate) use bracket::BracketMeaning;
pub(crate) use enclosure::{Enclosed, Slot};
pub(crate) use mark::{Fence, HeadingStyle, Holds, LetterPart, Marks, Sign, SignMeaning};
pub(crate) use sentence::Said;
pub(crate) use vocabulary::CreditRole;
pub(crate) use words::Words;

/// A convention is detected where its evidence counts for so much.
pub const ENOUGH: u32 = 4;

/// The name of the convention of a text that shows no other.
const NONE: &str = "plain";

/// The habits of every transcription.
const BASE: &str = include_str!("base.toml");

/// The conventions that are built in, in the order in which they are named.
const BUILT_IN: [(&str, &str); 14] = [
    ("mia", include_str!("mia.toml")),
    ("flowers", include_str!("flowers.toml")),
    ("gutenberg", include_str!("gutenberg.toml")),
    ("wikisource", include_str!("wikisource.toml")),
    ("gallica", include_str!("gallica.toml")),
    ("proofreaders", include_str!("proofreaders.toml")),
    ("letters", include_str!("letters.toml")),
    ("markdown", include_str!("markdown.toml")),
    ("leiden", include_str!("leiden.toml")),
    ("muse", include_str!("muse.toml")),
    ("org", include_str!("org.toml")),
    ("asciidoc", include_str!("asciidoc.toml")),
    ("mediawiki", include_str!("mediawiki.toml")),
    ("plain", include_str!("plain.toml")),
];

static CATALOGUE: LazyLock<Conventions> = LazyLock::new(|| {
    let mut conventions = Conventions::empty();
    for (name, text) in BUILT_IN {
        match Convention::read(name, text) {
            Ok(convention) => conventions.list.push(Arc::new(convention)),
            Err(error) => unreachable!("{name}.toml is a part of the program, and a test reads it: {error}"),
        }
    }
    conventions
});

/// How an archive lays its transcriptions out.
#[derive(Debug)]
pub struct Convention {
    name: String,
    describes: String,
    extends: Vec<String>,
    evidence: Vec<Evidence>,
    note_files: Vec<String>,
    /// The file, read again as a table where a text has the convention.
    text: String,
}

impl Convention {
    /// Reads a convention's file.
    ///
    /// # Errors
    /// The place, line and column from 1, and what is wrong there: an unknown key, a value of another type.
    pub fn read(name: &str, text: &str) -> Result<Self, String> {
        sentence::check(text)?;
        let Tables { convention, evidence, notes, .. } = toml::from_str(text).map_err(|error| error.to_string())?;
        let About { describes, extends, .. } = convention;
        Ok(Self { name: name.to_owned(), describes, extends, evidence, note_files: notes.files, text: text.to_owned() })
    }

    /// Its name, as settings and reports have it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// One line on the transcriptions that have it.
    pub fn describes(&self) -> &str {
        &self.describes
    }
}

/// The conventions that a text is compared with: those built in, and a project's own.
#[derive(Clone, Debug)]
pub struct Conventions {
    list: Vec<Arc<Convention>>,
    /// The habits of the sets of conventions that were asked for.
    habits: Arc<Mutex<BTreeMap<Vec<String>, Arc<Habits>>>>,
}

impl Default for Conventions {
    fn default() -> Self {
        CATALOGUE.clone()
    }
}

impl PartialEq for Conventions {
    fn eq(&self, other: &Self) -> bool {
        self.list.len() == other.list.len() && self.list.iter().zip(&other.list).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

impl Eq for Conventions {}

impl Conventions {
    fn empty() -> Self {
        Self { list: Vec::new(), habits: Arc::default() }
    }

    /// Those built in.
    pub fn built_in() -> &'static Self {
        &CATALOGUE
    }

    /// Adds a convention of the project's own; one of the same name gives way to it.
    ///
    /// # Errors
    /// The name of a convention that it extends and that there is not.
    pub fn add(&mut self, convention: Convention) -> Result<(), String> {
        if let Some(unknown) = convention.extends.iter().find(|name| self.get(name).is_none()) {
            return Err(format!("extends `{unknown}`, which is no convention: {}", self.names().join(", ")));
        }
        self.list.retain(|own| own.name != convention.name);
        self.list.insert(0, Arc::new(convention));
        self.habits = Arc::default();
        Ok(())
    }

    /// The names of all of them.
    pub fn names(&self) -> Vec<&str> {
        self.list.iter().map(|own| own.name()).collect()
    }

    /// What files are called that hold the notes of another, without ending, by all of them: `{stem}-notes`.
    pub fn note_files(&self) -> impl Iterator<Item = &str> {
        let own = self.list.iter().flat_map(|own| &own.note_files);
        Habits::base().note_files.iter().chain(own).map(String::as_str)
    }

    /// The convention of this name.
    pub fn get(&self, name: &str) -> Option<&Convention> {
        self.list.iter().find(|own| own.name == name).map(AsRef::as_ref)
    }

    /// The convention that the front matter of `text` names: `convention: letters` between two lines `---` at the top,
    /// `convention = "letters"` between two lines `+++`.
    pub fn named_in(&self, text: &str) -> Option<&str> {
        let (matter, _) = front_matter(text)?;
        let mut values = matter.lines().filter_map(|line| line.strip_prefix("convention")?.trim_start().strip_prefix([':', '=']));
        self.get(values.next()?.trim_matches([' ', '"', '\''])).map(Convention::name)
    }

    /// What conventions `text` shows, on what evidence.
    ///
    /// ```
    /// use teiscribe::convention::Conventions;
    ///
    /// let detected = Conventions::built_in().detect("-----File: 001.png-----\n\n[Blank Page]\n-----File: 002.png-----\n");
    /// assert_eq!(detected.name(), "proofreaders");
    /// assert_eq!(Conventions::built_in().detect("A text.\n").name(), "plain");
    /// ```
    pub fn detect(&self, text: &str) -> Detection {
        let sample = Sample::new(text);
        let mut candidates: Vec<Candidate> = self.list.iter().map(|own| Candidate::new(own, &sample)).collect();
        let own: Vec<u32> = candidates.iter().map(|candidate| candidate.score).collect();
        for (candidate, convention) in candidates.iter_mut().zip(&self.list).filter(|(candidate, _)| candidate.score >= ENOUGH) {
            let extended = self.list.iter().zip(&own).filter(|(other, score)| convention.extends.contains(&other.name) && **score > 0);
            candidate.extended = extended.map(|(other, score)| (other.name.clone(), *score)).collect();
            candidate.score += candidate.extended.iter().map(|(_, score)| score).sum::<u32>();
        }
        candidates.retain(|candidate| candidate.score > 0);
        candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.score));
        Detection { candidates }
    }

    /// The habits of a text in which these conventions were found, or which is said to have the one of that name.
    pub fn habits(&self, detection: &Detection) -> Arc<Habits> {
        let mut names: Vec<String> = Vec::new();
        // The best comes last, so that what it says of a key holds.
        for candidate in detection.found().collect::<Vec<_>>().into_iter().rev() {
            self.collect(&candidate.name, &mut names);
        }
        let mut known = self.habits.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(names).or_insert_with_key(|names| Arc::new(self.read(names))))
    }

    /// The convention `name` after those that it extends.
    fn collect(&self, name: &str, names: &mut Vec<String>) {
        let mut chain = vec![name];
        let mut at = 0;
        while let Some(own) = chain.get(at).map(|name| self.get(name)) {
            for extended in own.into_iter().flat_map(|own| &own.extends) {
                if !chain.contains(&extended.as_str()) {
                    chain.push(extended);
                }
            }
            at += 1;
        }
        for name in chain.into_iter().rev().filter(|name| self.get(name).is_some()) {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }

    /// The habits of every transcription with those of the conventions `names` over them. Each file was read by itself, so
    /// that all together can be; were they not to, the base alone is safe.
    fn read(&self, names: &[String]) -> Habits {
        let mut table = table(BASE);
        for convention in names.iter().filter_map(|name| self.get(name)) {
            table::add(&mut table, &self::table(&convention.text));
        }
        let all = table.try_into::<Tables>().or_else(|_| self::table(BASE).try_into());
        Habits::from(all.unwrap_or_default())
    }
}

/// A file that was read before, as a table.
fn table(text: &str) -> toml::Table {
    toml::from_str(text).unwrap_or_default()
}

static BASE_HABITS: LazyLock<Arc<Habits>> = LazyLock::new(|| Conventions::built_in().habits(&Detection::default()));

impl Habits {
    /// The habits of every transcription, whatever archive it comes from.
    pub fn base() -> &'static Self {
        &BASE_HABITS
    }
}

/// What conventions a text shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detection {
    /// All of which anything was found, the best first.
    pub candidates: Vec<Candidate>,
}

/// A convention that a text may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its name.
    pub name: String,
    /// What the evidence counts for.
    pub score: u32,
    /// What was found of its own signs.
    pub evidence: Vec<FoundSign>,
    /// What was found of the conventions that it adds to, where its own signs are enough.
    pub extended: Vec<(String, u32)>,
}

impl Candidate {
    fn new(convention: &Convention, sample: &Sample<'_>) -> Self {
        let evidence: Vec<FoundSign> = convention.evidence.iter().filter_map(|sign| sign.find(sample)).collect();
        let score = evidence.iter().map(|own| own.score).sum();
        Self { name: convention.name.clone(), score, evidence, extended: Vec::new() }
    }
}

impl Detection {
    /// As a setting has it: this convention and no other.
    pub fn set(name: &str) -> Self {
        Self { candidates: vec![Candidate { name: name.to_owned(), score: ENOUGH, evidence: Vec::new(), extended: Vec::new() }] }
    }

    /// Whether a setting has said so.
    pub fn is_set(&self) -> bool {
        matches!(self.candidates.as_slice(), [own] if own.score > 0 && own.evidence.is_empty())
    }

    /// Those of which enough was found, the best first.
    pub fn found(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.score >= ENOUGH)
    }

    /// The name of the best of them, or of none.
    pub fn name(&self) -> &str {
        self.found().next().map_or(NONE, |candidate| &candidate.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_names_a_convention_that_there_is() {
        let named = |text| Conventions::built_in().named_in(text);
        assert_eq!(named("---\ntitle: Peace\nconvention: \"leiden\"\n---\nText.\n"), Some("leiden"));
        assert_eq!(named("---\nconvention: diplomatic\n---\nText.\n"), None);
        assert_eq!(named("+++\nconvention = 'leiden'\n+++\nText.\n"), Some("leiden"));
        assert_eq!(named("---\ntitle: Peace\n---\nconvention: leiden\n"), None);
    }

    #[test]
    fn what_a_candidate_adds_to_is_told_with_the_place_of_its_signs() {
        let detected = Conventions::built_in().detect("---\ntitle: Peace\nrecipient: Ann\n---\nText.\n");
        let best = &detected.candidates[0];
        let recipient = FoundSign { words: "recipient:".to_owned(), score: 4, first: 17 };
        assert_eq!((best.name.as_str(), best.score), ("letters", 9));
        assert_eq!((&best.evidence, &best.extended), (&vec![recipient], &vec![("markdown".to_owned(), 5)]));
    }

    #[test]
    fn the_built_in_files_are_read_alone_and_together() {
        let all = Detection { candidates: BUILT_IN.iter().flat_map(|(name, _)| Detection::set(name).candidates).collect() };
        assert_eq!(all.found().count(), BUILT_IN.len());
        let mut table = table(BASE);
        assert!(!table.is_empty());
        for convention in &CATALOGUE.list {
            assert!(!convention.describes.is_empty(), "{}", convention.name);
            table::add(&mut table, &super::table(&convention.text));
        }
        assert!(table.try_into::<Tables>().is_ok());
    }
}

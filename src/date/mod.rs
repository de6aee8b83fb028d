//! Dates: words such as "February 18 to 20, 1919" to values such as 1919-02-18 to 1919-02-20.
//!
//! [`read`] finds the dates of a stretch of text and says what their words say ([`Phrase`]); a [`Context`] then gives
//! each its value: it knows the document's date and the dates read before, and from them what the words leave out.
//! The words are data: `words/`, one table a language.

mod calendar;
mod expression;
mod feast;
mod grammar;
mod infer;
mod kind;
mod lexicon;
mod reckoning;
mod reign;
mod sense;
mod table;
mod token;
mod value;

use std::ops::Range;

use crate::document::{Cert, Evidence};

pub use calendar::{Calendar, Day, easter, weekday};
pub use grammar::roman;
pub use infer::{Context, Order, Voice};
pub use reckoning::Reckoning;
pub use value::{Moment, Time, Value};

use expression::Expression;
use lexicon::Lexicon;

/// A date and how sure its value is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// `None` where the words name a date that no calendar has, or a range that ends before it begins.
    pub value: Option<Value>,
    /// Whether the words are vague: "circa", "the end of" (TEI `@precision`).
    pub is_vague: bool,
    /// The day, or the first day of a range, as the text's own calendar has it, where that is not the Gregorian.
    pub original: Option<Original>,
    /// Of a range, the same of its last day.
    pub original_end: Option<Original>,
    /// The calendars that the words themselves are in, where they are not in the Gregorian alone or say that they are.
    pub calendars: Vec<Calendar>,
    /// How sure a value is that the words do not give alone, and where it comes from; else `None`.
    pub inferred: Option<Inferred>,
    /// What is wrong with a date that has no value, or doubtful in one that has.
    pub problem: Option<Problem>,
}

/// A day of another calendar: year, month and day as that calendar counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Original {
    /// The calendar.
    pub calendar: Calendar,
    /// The day in it.
    pub day: Day,
}

/// Where a value comes from that the words alone do not give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// How sure it is.
    pub cert: Cert,
    /// What it rests on.
    pub evidence: Evidence,
    /// The rule that gave it.
    pub rule: Rule,
}

/// The rules by which values are inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Year or month of another date in the sentence.
    Sentence,
    /// Year or month of the date before in the paragraph.
    Paragraph,
    /// Year or month of the last date of the text.
    Before,
    /// Year or month so that the date is the nearest to the document's.
    DocumentDate,
    /// Counted from the document's date: "ten years ago", "next Monday", "the 25th ult.".
    Counted,
    /// Counted from the date before: "the following year".
    Carried,
    /// The months taken for "the end", "the spring" and the like.
    PartOf,
    /// Five years on either side of "c. 1380".
    Circa,
    /// A question mark in the text.
    Doubtful,
    /// The order of day and month in "3/2/1919".
    Order,
    /// A date in Old Style made Gregorian by a rule, not by the text's own mark.
    Style,
    /// The days of a regnal year.
    Reign,
}

impl Rule {
    /// The rule in words, as `explain` prints it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sentence => "from another date of the sentence",
            Self::Paragraph => "from the date before in the paragraph",
            Self::Before => "from the last date of the text before",
            Self::DocumentDate => "the nearest to the document's date",
            Self::Counted => "counted from the document's date",
            Self::Carried => "counted from the date before",
            Self::PartOf => "the months taken for a part or a season",
            Self::Circa => "five years on either side",
            Self::Doubtful => "called doubtful by the text",
            Self::Order => "day before month, or as the document's other dates have it",
            Self::Style => "Old Style by the setting, the notation or the reform of the country",
            Self::Reign => "by the table of reigns",
        }
    }
}

/// What is wrong with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No calendar has it: February 30.
    Impossible,
    /// It ends before it begins.
    Reversed,
    /// The day of the week that it names is another.
    Weekday,
}

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it says.
    pub date: Date,
}

/// A date as read, of which the context has not been asked yet.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// Its bytes.
    pub range: Range<usize>,
    expression: Expression,
}

/// What a number of four digits is that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Years {
    /// A year only where the words before it say so: "in 1918".
    AfterPreposition,
    /// A year, as in statements: "Kerr, Chicago 1904".
    Anywhere,
}

/// The dates in `text`, in order; they do not overlap. `language` is the text's (BCP 47), if it is known.
///
/// ```
/// use teiscribe::date::{self, Context, Voice, Years};
///
/// let text = "It met from February 18 to 20, 1919, and again on March 4.";
/// let phrases = date::read(text, Some("en"), Years::AfterPreposition);
/// let found = Context::default().dates(text, &phrases, Voice::Text);
/// assert_eq!(found[0].range, 12..35);
/// assert_eq!(found[1].date.value.unwrap().first().unwrap().to_string(), "1919-03-04");
/// ```
pub fn read(text: &str, language: Option<&str>, years: Years) -> Vec<Phrase> {
    phrases(text, language, years, usize::MAX)
}

/// The dates in `text`, as [`read`] has them of a text of which the language is not known, if the first begins in its first bytes
/// `within`.
///
/// ```
/// use teiscribe::date;
///
/// assert_eq!(date::read_from_start("Monday, May 3. — Rose early.", 10).len(), 1);
/// assert!(date::read_from_start("It was on Monday, May 3.", 10).is_empty());
/// ```
pub fn read_from_start(text: &str, within: usize) -> Vec<Phrase> {
    phrases(text, None, Years::Anywhere, within)
}

fn phrases(text: &str, language: Option<&str>, years: Years, within: usize) -> Vec<Phrase> {
    let lexicon = Lexicon::of(language);
    let stretches = token::stretches(text, lexicon);
    if stretches.is_empty() {
        return Vec::new();
    }
    let tokens = token::tokens(text, &stretches, lexicon);
    let parsed = grammar::read(text, &tokens, lexicon, years, within);
    parsed.into_iter().map(|own| Phrase { range: own.range, expression: own.expression }).collect()
}

/// The dates in `text` of which the words give the year, without a context.
///
/// ```
/// use teiscribe::date::{self, Years};
///
/// let found = date::find("It met from February 18 to 20, 1919.", Years::AfterPreposition);
/// assert_eq!(found[0].range, 12..35);
/// ```
pub fn find(text: &str, years: Years) -> Vec<Found> {
    let phrases = read(text, None, years);
    let found = Context::default().dates(text, &phrases, Voice::Statement);
    let has_year = |date: &Date| date.value.is_none_or(|value| value.first().is_some_and(|moment| moment.year.is_some()));
    found.into_iter().filter(|found| has_year(&found.date)).collect()
}

/// The date that all of `text` is, if it is one.
///
/// ```
/// use teiscribe::date;
///
/// assert!(date::whole("12 May 1880").is_some());
/// assert_eq!(date::whole("before 12 May 1880, Ulm"), None);
/// ```
pub fn whole(text: &str) -> Option<Date> {
    match <[Found; 1]>::try_from(find(text, Years::Anywhere)) {
        Ok([own]) if own.range == (0..text.len()) => Some(own.date),
        _ => None,
    }
}

/// Whether a word is a day of the week in one of the languages: "Donnerstag", "lundi". Abbreviations stand without their stop.
///
/// ```
/// assert!(teiscribe::date::is_weekday("Donnerstag") && !teiscribe::date::is_weekday("Donner"));
/// ```
pub fn is_weekday(word: &str) -> bool {
    lexicon::is_weekday(word)
}

/// Whether a word is a month in one of the languages: "février", "Feb".
///
/// ```
/// assert!(teiscribe::date::is_month("février") && !teiscribe::date::is_month("fever"));
/// ```
pub fn is_month(word: &str) -> bool {
    lexicon::is_month(word)
}

/// Whether letters behind a number make it an ordinal in one of the languages: "th", "ten", "ème".
///
/// ```
/// assert!(teiscribe::date::is_ordinal_ending("th") && !teiscribe::date::is_ordinal_ending("the"));
/// ```
pub fn is_ordinal_ending(letters: &str) -> bool {
    lexicon::is_ordinal_ending(letters)
}

#[cfg(test)]
mod tests;

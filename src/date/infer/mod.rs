//! Values: what the words of a date leave out, from the sentence, the paragraph and the document's own date.

mod fill;
mod join;
mod part;
mod relative;
mod resolve;

use crate::date::calendar::Calendar;
use crate::date::expression::{Core, Point};
use crate::date::reckoning::Reckoning;
use crate::date::{Date, Found, Inferred, Moment, Phrase, Value};

/// What is known of a document's dates while it is read from its beginning to its end.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The date of the part that is read: the document's, or that of the heading or dateline above.
    document: Option<Moment>,
    /// The date of the whole document.
    whole: Option<Moment>,
    /// Whether a heading is read.
    is_heading: bool,
    /// Whether a heading has dated what is read.
    is_headed: bool,
    order: Order,
    reckoning: Reckoning,
    running: Running,
    /// Whether the date before is said to be in Old Style.
    is_old_style_said: bool,
}

/// The order of day and month in dates of three numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Nothing in the document tells; the day is taken to be first.
    #[default]
    Unknown,
    /// "31/10/1974".
    DayFirst,
    /// "10/31/1974".
    MonthFirst,
}

impl Order {
    /// The order that the unambiguous dates of a document have, if they agree.
    pub fn of<'p>(phrases: impl IntoIterator<Item = &'p Phrase>) -> Self {
        let told = |phrase: &Phrase| {
            if let Core::Point(Point { order: Some(order), .. }) = phrase.expression.first.core { Some(order) } else { None }
        };
        let (mut day, mut month) = (0, 0);
        for order in phrases.into_iter().filter_map(told) {
            day += u32::from(order == Self::DayFirst);
            month += u32::from(order == Self::MonthFirst);
        }
        match (day, month) {
            (1.., 0) => Self::DayFirst,
            (0, 1..) => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }
}

/// Who speaks: the running year is fed by the text alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The text itself.
    Text,
    /// A date of the text that dates what follows: a dateline, or a date alone as above the entries of a diary.
    Heading,
    /// A note, perhaps by another hand.
    Note,
    /// A statement of the header, on the source or the digital text.
    Statement,
}

/// The last dates read.
#[derive(Clone, Copy, Debug, Default)]
struct Running {
    sentence: Option<Moment>,
    /// Whether that of the sentence is still to come.
    is_ahead: bool,
    paragraph: Option<Moment>,
    text: Option<Moment>,
}

impl Context {
    /// For a document that was written on `document` (Gregorian), whose ambiguous dates have day and month in `order`,
    /// and whose days are in the calendar of `reckoning`.
    pub fn new(document: Option<Moment>, order: Order, reckoning: Reckoning) -> Self {
        Self { document, whole: document, order, reckoning, ..Self::default() }
    }

    /// The dates of one block of text, with their values. `phrases` are those that [`super::read`] found in `text`. A
    /// date of which the context does not tell what it counts from is left out.
    pub fn dates(&mut self, text: &str, phrases: &[Phrase], voice: Voice) -> Vec<Found> {
        let kept = (self.running, self.document);
        self.running.paragraph = None;
        self.is_heading = voice == Voice::Heading;
        let is_text = matches!(voice, Voice::Text | Voice::Heading);
        if !is_text {
            self.document = self.whole;
        }
        let mut found: Vec<Found> = Vec::with_capacity(phrases.len());
        let mut end = 0;
        for (index, phrase) in phrases.iter().enumerate() {
            if index == 0 || ends_sentence(&text[end..phrase.range.start]) {
                self.running.sentence = later_in_sentence(text, &phrases[index..]);
                self.running.is_ahead = true;
            }
            end = phrase.range.end;
            let date = if is_year_masked(&text[end..]) { self.without_years().date(phrase) } else { self.date(phrase) };
            let Some(date) = date else {
                continue;
            };
            // "Lond. 1844, p. 20" says nothing of the days about it.
            if !matches!(phrase.expression.first.core, Core::Point(Point { is_cited: true, .. })) {
                self.note(&date);
            }
            found.push(Found { range: phrase.range.clone(), date });
        }
        if !is_text {
            (self.running, self.document) = kept;
        }
        if voice == Voice::Heading {
            self.head(&found);
        }
        self.running.sentence = None;
        found
    }

    /// What stands above dates no more: a heading without a date follows, or the end of a letter.
    pub fn leave(&mut self) {
        (self.document, self.is_headed) = (self.whole, false);
    }

    /// Whether a heading is read that stands below another.
    const fn is_next_heading(&self) -> bool {
        self.is_heading && self.is_headed
    }

    /// Takes the date of a block for that of what follows it.
    fn head(&mut self, dates: &[Found]) {
        let first = dates.first().and_then(|found| found.date.value?.first()).filter(|moment| moment.year.is_some());
        self.document = first.or(self.document);
        self.is_headed |= first.is_some();
    }

    /// Remembers a date that the text gives.
    fn note(&mut self, date: &Date) {
        self.is_old_style_said = date.original.is_some_and(|own| own.calendar == Calendar::Julian);
        let (first, last) = match date.value {
            Some(Value::Range { from, to }) => (from, to),
            Some(Value::Within { not_before, not_after }) => (not_before, not_after),
            Some(Value::When(moment)) => (None, Some(moment)),
            None => (None, None),
        };
        // "1964–66" does not say of which year the next month is.
        let is_of_years = first.zip(last).is_some_and(|(first, last)| first.year != last.year && last.month.is_none());
        let Some(moment) = last.or(first).filter(|moment| moment.year.is_some() && !is_of_years) else {
            return;
        };
        let own = moment_in_words(date).unwrap_or(moment);
        let text = if self.is_in_passing(own) { self.running.text } else { Some(own) };
        self.running = Running { sentence: Some(own), is_ahead: false, paragraph: Some(own), text };
    }

    /// Whether a year alone is long before those of the text: no day of the paragraphs after it is of that year.
    fn is_in_passing(&self, own: Moment) -> bool {
        const YEARS: i32 = 100;
        let before = self.running.text.and_then(|before| before.year).zip(own.year);
        own.month.is_none() && before.is_some_and(|(before, year)| before - year > YEARS)
    }

    /// What is known but for the years.
    fn without_years(&self) -> Self {
        Self { document: None, running: Running::default(), ..self.clone() }
    }

    fn date(&self, phrase: &Phrase) -> Option<Date> {
        self.resolve(&phrase.expression)
    }
}

/// Whether a year stands after a date of which its author hides the end: "3 août 17**", "May 4, 18—".
fn is_year_masked(after: &str) -> bool {
    let figures = after.trim_start_matches([' ', ',']);
    let digits = figures.bytes().take_while(u8::is_ascii_digit).count();
    let mask = &figures[digits..];
    let is_mask = || ["*", "—", "--", "..", "__"].iter().any(|sign| mask.starts_with(sign));
    figures.starts_with('1')
        && (2..=3).contains(&digits)
        && is_mask()
        && !mask.trim_start_matches(['*', '—', '-', '.', '_']).starts_with(|c: char| c.is_ascii_digit())
}

/// The day as the text has it: the next date of the text is in its calendar.
fn moment_in_words(date: &Date) -> Option<Moment> {
    let original = date.original_end.or(date.original).filter(|original| original.calendar == Calendar::Julian)?;
    let (year, month, day) = original.day;
    Some(Moment::day(year, month, day))
}

/// Whether a sentence ends in the words between two dates.
fn ends_sentence(between: &str) -> bool {
    let stops = between.char_indices().filter(|(_, c)| ".!?\n".contains(*c));
    stops.into_iter().any(|(at, c)| {
        let (before, after) = (&between[..at], &between[at + 1..]);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_abbreviation = c == '.' && word.chars().count() <= 3 && !word.is_empty();
        c == '\n'
            || !is_abbreviation
                && after.trim_start_matches(['”', '"', ')', '’']).starts_with(char::is_whitespace)
                && after.trim_start().chars().next().is_none_or(|c| !c.is_lowercase())
    })
}

/// The year and month of the sentence's first date that has a year: for dates before it that have none.
fn later_in_sentence(text: &str, phrases: &[Phrase]) -> Option<Moment> {
    const AHEAD: usize = 3;
    let mut end = phrases.first()?.range.end;
    for phrase in phrases.iter().skip(1).take(AHEAD) {
        if ends_sentence(&text[end..phrase.range.start]) {
            return None;
        }
        end = phrase.range.end;
        if let (Core::Point(Point { year: Some(year), is_short: false, month, calendar: None, .. }), None) =
            (phrase.expression.first.core, phrase.expression.second)
        {
            return Some(Moment { year: Some(year), month, ..Moment::default() });
        }
    }
    None
}

/// A value and what it rests on, before the whole date is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Filled<T> {
    what: T,
    inferred: Option<Inferred>,
}

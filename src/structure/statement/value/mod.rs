//! The parts of a statement: who, what, where, when.

mod agent;
mod shape;

use crate::convention::{CreditRole, Habits};
use crate::date::{self, Found, Value, Years};
use crate::document::{BiblKind, Document, Extent, Kind, Level, Part, Rend, Statement, StatementKind};
use crate::structure::name;

pub(super) use shape::is_sentence_end;
use shape::{ends_in_abbreviation, is_address, is_place, is_publisher, is_within_name};

use super::unit::{two_units, unit};
use super::{is_imprint, sentence, value_extent};

/// Reads the parts of `statement`.
pub(super) fn parse(document: &Document, habits: &Habits, statement: &mut Statement) {
    // A key of front matter has told its part.
    if statement.bibl.is_some() {
        return;
    }
    use StatementKind::{
        Author, Edited, FirstPublication, Location, MarkedUp, OnlineVersion, Proofread, Publisher, Recipient, Source, Title, Transcribed,
        Translated, Updated, Written,
    };
    let value = value_extent(document, statement);
    let reader = Reader { document, habits, value, dates: dates(document, value), names_body: statement.kind == Publisher };
    let said = sentence::parts(document, habits, statement.kind, statement.extent);
    match statement.kind {
        Source | FirstPublication | Publisher if said.is_some() => reader.described(statement, said.unwrap_or_default()),
        _ if said.is_some() => statement.parts = said.unwrap_or_default(),
        FirstPublication if reader.is_publisher_alone() => {
            statement.kind = Publisher;
            reader.bibliographic(statement);
        }
        Source | FirstPublication | Publisher => reader.bibliographic(statement),
        Transcribed | MarkedUp | Proofread | Edited | Translated => statement.parts = reader.agents(),
        OnlineVersion => statement.parts = reader.online(),
        Title => statement.parts.push((Part::Title(Level::Analytic), reader.entitled())),
        Author => statement.parts = reader.authors(),
        Recipient => statement.parts.push((Part::Person, reader.trimmed(value))),
        Location => statement.parts.push((Part::Place, reader.trimmed(value))),
        Written | Updated => statement.parts = reader.dates.iter().map(|(extent, _)| (Part::Date, *extent)).collect(),
        _ => {}
    }
    statement.parts.sort_by_key(|(_, extent)| extent.start);
}

fn dates(document: &Document, value: Extent) -> Vec<(Extent, Found)> {
    let base = value.start as usize;
    let found = date::find(document.str(value), Years::Anywhere);
    found.into_iter().map(|found| (Extent::new(base + found.range.start, base + found.range.end), found)).collect()
}

struct Reader<'a> {
    document: &'a Document,
    habits: &'a Habits,
    value: Extent,
    dates: Vec<(Extent, Found)>,
    /// Whether the value begins with the name of a body, brackets and all.
    names_body: bool,
}

impl Reader<'_> {
    fn str(&self, extent: Extent) -> &str {
        self.document.str(extent)
    }

    /// Without white space and punctuation around.
    fn trimmed(&self, extent: Extent) -> Extent {
        let text = self.str(extent);
        let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || ",;:.·•|()\"“”".contains(c)).len();
        let inner = &text[start..];
        let mut kept = inner.trim_end_matches(|c: char| c.is_whitespace() || ",;:·•|()\"“”\\".contains(c));
        if !ends_in_abbreviation(kept, self.habits) {
            kept = kept.trim_end_matches('.');
        }
        let from = extent.start as usize + start;
        Extent::new(from, from + kept.len())
    }

    fn bibliographic(&self, statement: &mut Statement) {
        let mut segments = self.segments();
        // "16 King Street, Covent Garden, London": where a publisher is, and no title.
        if segments.first().is_some_and(|first| is_address(self.str(*first), self.habits)) {
            segments.clear();
        }
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(&segment) = segments.get(at) {
            let (piece, taken) = self.piece(&segments[at..]).unwrap_or_default();
            parts.extend(piece);
            if taken == 0 {
                self.segment(segment, statement.kind, &mut parts);
            }
            at += taken.max(1);
        }
        self.described(statement, parts);
    }

    /// The longest run of segments that reads as a piece of a reference, and how many there are of them.
    fn piece(&self, segments: &[Extent]) -> Option<(Vec<(Part, Extent)>, usize)> {
        const MOST: usize = 6;
        let run = |len: usize| Extent { start: segments[0].start, end: segments[len - 1].end };
        let lens = (1..=segments.len().min(MOST)).rev().filter(|_| self.habits.bibliography.has_patterns());
        lens.into_iter().find_map(|len| Some((sentence::piece(self.document, self.habits, self.closed(run(len)))?, len)))
    }

    /// With the bracket that was trimmed off its end.
    fn closed(&self, run: Extent) -> Extent {
        let is_open = self.str(run).matches('(').count() > self.str(run).matches(')').count();
        let closes = is_open && self.document.text[run.end as usize..].starts_with(')');
        Extent { end: run.end + u32::from(closes), ..run }
    }

    /// The entry that a statement describes, by its parts.
    fn described(&self, statement: &mut Statement, mut parts: Vec<(Part, Extent)>) {
        let kind = match statement.kind {
            StatementKind::FirstPublication => BiblKind::FirstPublication,
            StatementKind::Publisher if statement.key.is_empty() && is_imprint(self.str(statement.extent), self.habits) => {
                BiblKind::Transcription
            }
            _ => BiblKind::CopyText,
        };
        without_earlier_date(&mut parts);
        self.settle(statement.kind, &mut parts);
        if parts.is_empty() && !self.value.is_empty() {
            parts.push((Part::Remark, if statement.key.is_empty() { self.value } else { statement.extent }));
        }
        let licence = |(part, _): &(Part, Extent)| *part == Part::Licence;
        let described = parts.iter().filter(|part| !licence(part)).map(|(_, extent)| *extent);
        statement.bibl =
            described.reduce(|a, b| Extent { start: a.start.min(b.start), end: a.end.max(b.end) }).map(|extent| (kind, extent));
        statement.parts = parts;
    }

    /// "Charles Kerr" after "Published:": who, not where.
    fn is_publisher_alone(&self) -> bool {
        let text = self.str(self.trimmed(self.value));
        self.dates.is_empty()
            && self.emphases().next().is_none()
            && (name::is_name(text, self.habits) || is_publisher(text, self.habits))
            && text.len() <= 60
    }

    /// The value between commas, brackets and sentences; a date is not cut, nor what is set off in type.
    fn segments(&self) -> Vec<Extent> {
        let text = self.str(self.value);
        let base = self.value.start as usize;
        let whole: Vec<Extent> = self.dates.iter().map(|(extent, _)| *extent).chain(self.emphases()).collect();
        let mut segments = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            let is_mark = ",;()·•|\n".contains(c) && !(self.names_body && is_within_name(text, at));
            let is_stop = is_mark || (c == '.' && text[at..].starts_with(". ") && is_sentence_end(&text[..at], self.habits));
            let inside = Extent::new(base + at, base + at + 1);
            if is_stop && !whole.iter().any(|extent| extent.contains(inside)) {
                segments.push(self.trimmed(Extent::new(base + start, base + at)));
                start = at + c.len_utf8();
            }
        }
        segments.push(self.trimmed(Extent::new(base + start, base + text.len())));
        segments.retain(|segment| !segment.is_empty());
        segments
    }

    fn emphases(&self) -> impl Iterator<Item = Extent> {
        let is_type = |kind: &Kind| matches!(kind, Kind::Emphasis(Rend::Italic | Rend::Bold));
        self.document.annotations_in(self.value).iter().filter(move |a| is_type(&a.kind) && self.value.contains(a.extent)).map(|a| a.extent)
    }

    fn segment(&self, segment: Extent, kind: StatementKind, parts: &mut Vec<(Part, Extent)>) {
        self.give_way(segment, parts);
        let has_title = parts.iter().any(|(part, _)| matches!(part, Part::Title(_)));
        // "**Nineteenth Century**, December 1894": a title by its type, though its words are a date; "*Proceedings of 1921*" has one.
        let is_named_so = !has_title && self.dates.len() > 1 && self.emphases().any(|own| self.trimmed(own) == segment);
        if let Some((date, _)) = self
            .dates
            .iter()
            .find(|(date, _)| date.overlaps(segment))
            .filter(|(date, _)| !is_named_so && (has_title || !self.is_of_title(*date)))
        {
            if let Some(before) = self.before_date(segment, *date) {
                self.named(before, kind, has_title, parts);
            }
            return parts.push((Part::Date, *date));
        }
        let is_publisher = || parts.is_empty() && (kind == StatementKind::Publisher || self.opens_imprint(segment, kind));
        if let Some(title) = self.emphases().find(|emphasis| segment.overlaps(*emphasis)).filter(|_| !has_title && !is_publisher()) {
            return parts.push((Part::Title(Level::Monograph), self.trimmed(title)));
        }
        let text = self.str(segment);
        if let Some((first, second)) = two_units(self.document, self.habits, segment) {
            self.segment(first, kind, parts);
            self.segment(second, kind, parts);
        } else if let Some(part) = unit(self.habits, text) {
            parts.push((part, segment));
        } else if self.habits.opening(text).is_some_and(|(kind, _)| kind == StatementKind::Rights) {
            parts.push((Part::Licence, segment));
        } else {
            self.named(segment, kind, has_title, parts);
        }
    }

    /// "*The Weavers*, **The Loom**, May 1890": the title of the text itself gives way to that of what it stands in.
    fn give_way(&self, segment: Extent, parts: &mut Vec<(Part, Extent)>) {
        let letters = |own: Extent| self.str(own).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        let Some(title) = self.document.header.title.filter(|_| self.emphases().any(|own| segment.overlaps(own))) else { return };
        parts.retain(|(part, own)| !matches!(part, Part::Title(_)) || !letters(*own).eq(letters(title)));
    }

    /// Whether a statement begins with a publisher, as "Progress Publishers, Moscow, 1964" and "by Martin Lawrence, London 1934" do: then
    /// no more follows than a place, a year and the pages.
    fn opens_imprint(&self, first: Extent, kind: StatementKind) -> bool {
        let name = self.str(self.without_by(first));
        let last = name.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        let is_by = name.len() < self.str(first).len();
        let is_publisher = is_publisher(name, self.habits) && self.habits.bibliography.publisher.contains(last);
        if !(is_publisher || is_by && name::is_name(name, self.habits)) || self.emphases().any(|own| own.start >= first.end) {
            return false;
        }
        let is_year = self.dates.iter().all(|(_, found)| matches!(found.date.value, Some(Value::When(moment)) if moment.month.is_none()));
        let rest: Vec<Extent> =
            self.segments().into_iter().filter(|own| own.start >= first.end).map(|own| self.without_date(own)).collect();
        let texts = rest.iter().map(|own| self.str(self.trimmed(*own))).filter(|text| !text.is_empty());
        let mut places = texts.filter(|text| unit(self.habits, text) != Some(Part::Page));
        let has_place = kind == StatementKind::FirstPublication || places.clone().next().is_some();
        is_year && has_place && places.all(|text| name::is_name(text, self.habits) && text.split_whitespace().count() <= 3)
    }

    fn without_by(&self, segment: Extent) -> Extent {
        let by = self.habits.credit(self.str(segment)).filter(|(role, _)| *role == CreditRole::By).map_or(0, |(_, len)| len);
        Extent { start: segment.start + by as u32, ..segment }
    }

    /// "Kerr, Chicago 1904": the words before the date in its segment.
    fn before_date(&self, segment: Extent, date: Extent) -> Option<Extent> {
        let before = (date.start > segment.start).then(|| self.trimmed(Extent { end: date.start, ..segment }))?;
        (!before.is_empty() && name::is_name(self.str(before), self.habits)).then_some(before)
    }

    fn named(&self, segment: Extent, kind: StatementKind, has_title: bool, parts: &mut Vec<(Part, Extent)>) {
        let segment = self.without_in(segment);
        let text = self.str(segment);
        // "the Group of Dutch Communists (GDC)": the letters are no title and no place.
        if self.is_abbreviation(segment) {
            return;
        }
        // A title stands before the publisher, or set in its own type.
        let has_title = has_title || parts.iter().any(|(part, _)| *part == Part::Publisher);
        let is_state = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
        if parts.is_empty() && self.opens_imprint(segment, kind) {
            parts.push((Part::Publisher, self.without_by(segment)));
        } else if let (true, Some((Part::Place, place))) = (is_state, parts.last_mut()) {
            place.end = segment.end;
        } else if is_publisher(text, self.habits) && (has_title || kind == StatementKind::Publisher)
            || kind == StatementKind::Publisher && parts.is_empty()
        {
            parts.push((Part::Publisher, segment));
        } else if has_title || kind == StatementKind::Publisher {
            if is_place(text, self.habits) {
                parts.push((Part::Place, segment));
            }
        } else if name::is_person(text, self.habits) && self.emphases().any(|emphasis| emphasis.start >= segment.end)
            || name::is_person(text, self.habits) && self.has_more_after(segment)
        {
            parts.push((Part::Person, segment));
        } else if let Some((person, title)) = self.quoted(segment) {
            parts.extend([(Part::Person, person), (Part::Title(Level::Monograph), title)]);
        } else if text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !self.leads_to_title(segment) {
            let (title, issue) = self.before_issue(segment);
            parts.push((Part::Title(Level::Monograph), title));
            parts.extend(issue.map(|issue| (Part::Issue, issue)));
        }
    }

    /// Whether a date is a part of a title set off in type: "*Proceedings of the Third Congress, 1921*", "*Documents 1951–1954*"; not
    /// the year at the end of "*The Register 1981*", which is that of the volume.
    fn is_of_title(&self, date: Extent) -> bool {
        let is_year = self.dates.iter().any(|(own, found)| *own == date && matches!(found.date.value, Some(Value::When(_))));
        let is_own = |title: Extent| {
            let before = self.document.text[title.start as usize..date.start as usize].trim_end();
            !before.is_empty() && (!is_year || before.ends_with(',') || date.end < self.trimmed(title).end)
        };
        self.emphases().any(|title| title.contains(date) && is_own(title))
    }

    /// "The Loom" and "No. 8-9" of "The Loom No. 8-9".
    fn before_issue(&self, segment: Extent) -> (Extent, Option<Extent>) {
        let text = self.str(segment);
        let split = text.rsplit_once(' ').and_then(|(before, number)| Some((before.rsplit_once(' ')?, number)));
        let is_issue =
            |word: &str, number: &str| self.habits.bibliography.issue.contains(word) && number.starts_with(|c: char| c.is_ascii_digit());
        match split {
            // "JRL English MS 665 no. 5" is the mark of a manuscript.
            Some(((title, word), number)) if is_issue(word, number) && !title.contains(|c: char| c.is_ascii_digit() || c == ':') => {
                let at = segment.start + title.len() as u32;
                (Extent { end: at, ..segment }, Some(Extent { start: at + 1, ..segment }))
            }
            _ => (segment, None),
        }
    }

    /// "The Loom" of "in The Loom": where something came out.
    fn without_in(&self, segment: Extent) -> Extent {
        let text = self.str(segment);
        let is_within = |word: &str| word.starts_with(char::is_lowercase) && self.habits.bibliography.within.contains(word);
        let within = text.split_once(' ').filter(|(word, rest)| is_within(word) && rest.starts_with(char::is_uppercase));
        within.map_or(segment, |(word, _)| Extent { start: segment.start + word.len() as u32 + 1, ..segment })
    }

    /// Whether a piece is a word of capitals in brackets of its own.
    fn is_abbreviation(&self, segment: Extent) -> bool {
        let (start, end) = (segment.start as usize, segment.end as usize);
        let is_enclosed = self.document.text[..start].ends_with('(') && self.document.text[end..].starts_with(')');
        is_enclosed && self.str(segment).len() > 1 && self.str(segment).chars().all(char::is_uppercase)
    }

    /// `Karl Berg "The Weavers"`: who, and the title in quotation marks.
    fn quoted(&self, segment: Extent) -> Option<(Extent, Extent)> {
        let (person, title) = self.str(segment).split_once(['"', '“', '«'])?;
        let person = person.trim_end();
        name::is_person(person, self.habits).then(|| (self.document.extent_of(person), self.trimmed(self.document.extent_of(title))))
    }

    /// "It was first published in the collection of his writings, *The Loom*": words before a title set off in type.
    fn leads_to_title(&self, segment: Extent) -> bool {
        const WORDS: usize = 6;
        let text = self.str(segment);
        text.split_whitespace().count() >= WORDS
            && !name::is_mostly_names(text)
            && self.emphases().any(|emphasis| emphasis.start >= segment.end)
    }

    /// Whether another title can follow a name: "Georgi Plekhanov, Selected Philosophical Works, Volume 2".
    fn has_more_after(&self, segment: Extent) -> bool {
        let rest = self.document.text.get(segment.end as usize..self.value.end as usize).unwrap_or_default();
        let next = rest.trim_start_matches([',', ' ']);
        next.starts_with(char::is_uppercase) && self.dates.first().is_none_or(|(date, _)| date.start > segment.end + 2)
    }

    /// Settles what only the whole tells: whether the title is that of a periodical, which date is the volume's period.
    fn settle(&self, kind: StatementKind, parts: &mut [(Part, Extent)]) {
        let has = |wanted: Part| parts.iter().any(|(part, _)| *part == wanted);
        let (has_issue, has_volume, has_publisher) = (has(Part::Issue), has(Part::Volume), has(Part::Publisher));
        let is_part = |date: Extent| parts.iter().any(|(part, own)| *part == Part::Date && *own == date);
        let value = self.dates.iter().find(|(date, _)| is_part(*date)).and_then(|(_, found)| found.date.value);
        let is_daily = match value {
            Some(Value::When(moment)) => moment.month.is_some(),
            Some(Value::Range { from: Some(from), to: Some(to) }) => from.month.is_some() && to.month.is_some() && from.year == to.year,
            _ => false,
        };
        let is_period = has_volume && matches!(value, Some(Value::Range { from: Some(from), to: Some(to) }) if to.year > from.year);
        let is_journal = has_issue || (is_daily && !has_publisher && kind != StatementKind::Publisher);
        for (part, _) in parts {
            match part {
                Part::Title(level) if is_journal => *level = Level::Journal,
                Part::Date if is_period => *part = Part::Period,
                _ => {}
            }
        }
    }

    /// "Opinion sur le divorce" of "Opinion sur le divorce / par Jean-Henry Bancal": what a catalogue says of who made the book is no
    /// title.
    fn entitled(&self) -> Extent {
        let text = self.str(self.value);
        let is_credit = |at: &usize| text[at + 3..].starts_with('[') || self.habits.byline(&text[at + 3..]).is_some();
        let end = text.match_indices(" / ").map(|(at, _)| at).find(is_credit).unwrap_or(text.len());
        Extent { end: self.value.start + end as u32, ..self.value }
    }

    /// "Karl Marx and Frederick Engels", "Hugh Carter; Mary Carter", "Gabriël (AKA Carel van Nievelt)".
    fn authors(&self) -> Vec<(Part, Extent)> {
        let value = self.closed(self.trimmed(self.value));
        let names = name::authors(self.str(value), self.habits);
        names.into_iter().map(|name| (Part::Person, self.document.extent_of(name))).collect()
    }

    fn without_date(&self, piece: Extent) -> Extent {
        let date = self.dates.iter().find(|(date, _)| date.overlaps(piece));
        match date {
            Some((date, _)) if date.start > piece.start => Extent { end: date.start, ..piece },
            Some((date, _)) => Extent { start: date.end.min(piece.end), ..piece },
            None => piece,
        }
    }
}

/// "A lecture given in May 1890, published in *The Loom* in 1891": where a date follows the title, one before it is another's.
fn without_earlier_date(parts: &mut Vec<(Part, Extent)>) {
    let Some(title) = parts.iter().find(|(part, _)| matches!(part, Part::Title(_))).map(|(_, title)| *title) else { return };
    if parts.iter().any(|(part, own)| *part == Part::Date && own.start > title.start) {
        parts.retain(|(part, own)| *part != Part::Date || own.start > title.start);
    }
}

//! Findings: all that the program can say of a transcription, each with a stable code and a place.

mod explained;
mod fault;
mod message;
mod severity;

use crate::source::{Decoded, Span, Unreadable};

pub use explained::{codes, explanation};
pub(crate) use fault::caught;
pub use severity::Severity;

/// What was found, and where in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The bytes that it is about; empty at byte 0 where it is about the whole document.
    pub span: Span,
    /// What was found.
    pub finding: Finding,
}

/// Everything that can be said of a document. `code()` is stable; the words are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The file is not UTF-8 and was decoded as the encoding named.
    Encoding {
        /// The encoding's name in the Encoding Standard.
        name: &'static str,
        /// Whether a byte order mark or the text itself said so, rather than a guess.
        marked: bool,
        /// Whether some bytes mean nothing in that encoding.
        malformed: bool,
    },
    /// Letters that stand apart from their accents in the file are one character each.
    Decomposed {
        /// How many there are.
        letters: usize,
    },
    /// The file is no text.
    NotText {
        /// What it seems to be: "a PDF".
        what: &'static str,
    },
    /// The file is 2 GiB or more.
    TooLarge,
    /// Characters that XML 1.0 cannot hold.
    Forbidden {
        /// The first of them.
        character: char,
        /// How many there are in the document.
        count: usize,
    },
    /// Form feeds, taken as page breaks.
    FormFeed {
        /// How many there are.
        count: usize,
    },
    /// Nesting deeper than the limit is left as text.
    TooDeep,
    /// No title was found; the file's name stands in.
    NoTitle,
    /// A statement of which the kind or the parts were not understood; it is kept as it stands.
    Statement {
        /// Its first words.
        words: String,
    },
    /// The author is known from the site navigation alone.
    AuthorFromNavigation {
        /// The name.
        name: String,
    },
    /// A note's marker for which there is no note.
    MarkerWithoutNote {
        /// The marker as typed: `[3]`.
        label: String,
    },
    /// A note for which there is no marker.
    NoteWithoutMarker {
        /// The note's label as typed: `3.`.
        label: String,
    },
    /// A note's number that stands twice in one series.
    NoteRepeated {
        /// The label.
        label: String,
    },
    /// Numbers left out of a series of notes.
    NoteSkipped {
        /// The number before the gap.
        before: u32,
        /// The number after it.
        after: u32,
    },
    /// A paragraph cut in two by a page break was rejoined.
    Rejoined {
        /// The words on both sides.
        words: String,
    },
    /// A paragraph that stops in mid-sentence was left as it is, for want of evidence.
    PerhapsCut {
        /// The words on both sides.
        words: String,
    },
    /// A link to a place in this document that is not there.
    LinkTarget {
        /// The target as typed: `#n7`.
        target: String,
    },
    /// A date that no calendar has: February 30.
    ImpossibleDate {
        /// The date as typed.
        words: String,
    },
    /// Two dates of which the second is before the first.
    ReversedDates {
        /// The dates as typed.
        words: String,
    },
    /// A date with a day of the week that is not the one it falls on.
    OtherWeekday {
        /// The date as typed.
        words: String,
    },
    /// A row or element of a register that cannot be used.
    RegisterRow {
        /// What is wrong with it.
        problem: String,
    },
    /// A name that no entry of the register has.
    NameWithoutEntry {
        /// As it stands in the text.
        form: String,
    },
    /// A name that several entries of the register have, and the text does not decide.
    NameOfSeveral {
        /// As it stands in the text.
        form: String,
        /// How many have it.
        count: usize,
    },
    /// Another recogniser of names did not answer as it should.
    Recogniser {
        /// What it did: "exit status: 1".
        problem: String,
    },
    /// Two entries of the register whose names differ in spelling alone.
    NearDuplicates {
        /// One id.
        one: String,
        /// The other.
        other: String,
    },
    /// A row of corrections that cannot be used.
    CorrectionRow {
        /// What is wrong with it.
        problem: String,
    },
    /// A correction whose words stand nowhere in the document.
    CorrectionLost {
        /// File and line of the row.
        row: String,
        /// The words.
        words: String,
        /// Places that are like them, with line and column; empty where there are none.
        near: String,
    },
    /// A correction whose words stand in several places.
    CorrectionOfSeveral {
        /// File and line of the row.
        row: String,
        /// The words.
        words: String,
        /// How many places.
        count: usize,
        /// The first of them, with line and column.
        places: String,
    },
    /// Two corrections of the same words that contradict each other.
    CorrectionsDisagree {
        /// File and line of one.
        one: String,
        /// And of the other.
        other: String,
        /// The words.
        words: String,
    },
    /// A correction that finds nothing to correct in its words.
    CorrectionWithoutObject {
        /// The words.
        words: String,
        /// What is missing.
        problem: String,
    },
    /// The history of a file ends where a shallow clone was cut off.
    ShallowHistory,
    /// A TEI file is not well-formed, and was read as plain text.
    MalformedXml {
        /// What is wrong, and at which byte.
        message: String,
    },
    /// The file is larger than the project's limit.
    OverLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// A file of a folder that is no transcription, and was left out.
    LeftOut {
        /// What it is: "an index of links".
        what: &'static str,
    },
    /// A transcription that has no running text.
    NoText,
    /// A statement that the project requires is not there.
    Required {
        /// What is missing: "author".
        field: String,
    },
    /// A TEI file is not what its transcription gives now.
    Stale {
        /// The TEI file.
        path: String,
    },
    /// A transcription of which the TEI was not written, or not committed.
    NoTei {
        /// Where it should be.
        path: String,
    },
    /// A TEI file in the output folder that no transcription gives.
    NoTranscription,
    /// A TEI file breaks a schema of the project's.
    Schema {
        /// What the validator says.
        message: String,
    },
    /// A TEI file breaks a rule that is only advice.
    Advice {
        /// What the rule says.
        message: String,
    },
    /// A pointer in a TEI file to an id that it does not have.
    LostPointer {
        /// The id.
        id: String,
    },
    /// An id that a TEI file has twice.
    RepeatedId {
        /// The id.
        id: String,
    },
    /// A TEI file that was to be checked is no XML.
    NotXml {
        /// What is wrong, and at which byte.
        message: String,
    },
    /// The TEI that was made is not valid: a bug of ours.
    Invalid {
        /// What the validator says, with line and column of the TEI.
        message: String,
    },
    /// The program failed on a document: a bug of ours.
    Fault {
        /// What it says of itself.
        message: String,
    },
}

impl From<Decoded> for Finding {
    fn from(decoded: Decoded) -> Self {
        Self::Encoding { name: decoded.encoding, marked: decoded.is_marked, malformed: decoded.is_malformed }
    }
}

impl From<Unreadable> for Finding {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::NotText { what } => Self::NotText { what },
            Unreadable::TooLarge => Self::TooLarge,
        }
    }
}

struct Row {
    code: &'static str,
    severity: Severity,
}

const fn row(code: &'static str, severity: Severity) -> Row {
    Row { code, severity }
}

impl Finding {
    /// That a correction finds nothing to correct in `words`: `problem` says what is missing.
    pub(crate) fn without_object(words: String, problem: impl Into<String>) -> Self {
        Self::CorrectionWithoutObject { words, problem: problem.into() }
    }

    const fn row(&self) -> Row {
        use Severity::{Error, Info, Warning};
        match self {
            Self::Encoding { malformed: false, .. } => row("T001", Info),
            Self::Encoding { malformed: true, .. } => row("T002", Warning),
            Self::NotText { .. } => row("T003", Error),
            Self::TooLarge => row("T004", Error),
            Self::Forbidden { .. } => row("T005", Warning),
            Self::FormFeed { .. } => row("T006", Info),
            Self::TooDeep => row("T007", Warning),
            Self::OverLimit { .. } => row("T008", Error),
            Self::LeftOut { .. } => row("T009", Info),
            Self::NoText => row("T010", Warning),
            Self::Decomposed { .. } => row("T011", Info),
            Self::NoTitle => row("T101", Warning),
            Self::Statement { .. } => row("T102", Info),
            Self::AuthorFromNavigation { .. } => row("T103", Info),
            Self::Required { .. } => row("T109", Error),
            Self::MarkerWithoutNote { .. } => row("T201", Warning),
            Self::NoteWithoutMarker { .. } => row("T202", Warning),
            Self::NoteRepeated { .. } => row("T203", Warning),
            Self::NoteSkipped { .. } => row("T204", Warning),
            Self::Rejoined { .. } => row("T301", Info),
            Self::PerhapsCut { .. } => row("T302", Info),
            Self::LinkTarget { .. } => row("T401", Info),
            Self::ImpossibleDate { .. } => row("T501", Warning),
            Self::ReversedDates { .. } => row("T502", Warning),
            Self::OtherWeekday { .. } => row("T503", Info),
            Self::RegisterRow { .. } => row("T601", Warning),
            Self::NameWithoutEntry { .. } => row("T602", Info),
            Self::NameOfSeveral { .. } => row("T603", Info),
            Self::NearDuplicates { .. } => row("T604", Info),
            Self::Recogniser { .. } => row("T610", Warning),
            Self::CorrectionRow { .. } => row("T605", Error),
            Self::CorrectionLost { .. } => row("T606", Error),
            Self::CorrectionOfSeveral { .. } => row("T607", Error),
            Self::CorrectionsDisagree { .. } => row("T608", Error),
            Self::CorrectionWithoutObject { .. } => row("T609", Error),
            Self::ShallowHistory => row("T701", Warning),
            Self::MalformedXml { .. } => row("T702", Warning),
            Self::Stale { .. } => row("T703", Error),
            Self::NoTei { .. } => row("T704", Error),
            Self::NoTranscription => row("T705", Warning),
            Self::Schema { .. } => row("T801", Error),
            Self::Advice { .. } => row("T802", Warning),
            Self::LostPointer { .. } => row("T803", Error),
            Self::RepeatedId { .. } => row("T804", Error),
            Self::NotXml { .. } => row("T805", Error),
            Self::Invalid { .. } => row("T901", Error),
            Self::Fault { .. } => row("T902", Error),
        }
    }

    /// The stable code: `T201`.
    pub const fn code(&self) -> &'static str {
        self.row().code
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        self.row().severity
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Those that no short text can show.
    #[test]
    fn what_keeps_a_document_from_being_written_is_an_error() {
        let found = [
            Finding::TooLarge,
            Finding::Invalid { message: "3:1: unexpected element".to_owned() },
            Finding::Fault { message: "begin > end".to_owned() },
        ];
        assert_eq!(found.each_ref().map(Finding::code), ["T004", "T901", "T902"]);
        assert_eq!(found.each_ref().map(Finding::severity), [Severity::Error; 3]);
        assert!(found[1].to_string().ends_with("3:1: unexpected element"));
        assert!(found[2].to_string().ends_with("begin > end"));
    }
}

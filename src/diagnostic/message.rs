//! Findings in words.

use std::fmt;

use super::Finding;

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding { name, marked: true, malformed: false } => write!(f, "read as {name}, as it says itself"),
            Self::Encoding { name, marked: true, .. } => {
                write!(f, "read as {name}, as it says itself, in which some of its bytes mean nothing")
            }
            Self::Encoding { name, malformed: false, .. } => write!(f, "not UTF-8: read as {name}, which is a guess"),
            Self::Encoding { name, .. } => write!(f, "not UTF-8: read as {name}, in which some of its bytes mean nothing"),
            Self::Decomposed { letters } => write!(f, "{} written with the accents as one character", counted(*letters, "letter")),
            Self::NotText { what } => write!(f, "not a plain text: {what}"),
            Self::TooLarge => write!(f, "2 GiB or more: split the file"),
            Self::Forbidden { character, count } => forbidden(f, *character, *count),
            Self::FormFeed { count } => write!(f, "{} taken as page breaks", counted(*count, "form feed")),
            Self::TooDeep => write!(f, "nested deeper than 64 levels: what is deeper is left as text"),
            Self::NoTitle => write!(f, "no title found: the file's name stands in the header"),
            Self::Statement { words } => write!(f, "statement kept as it stands, its kind or its parts not understood: \"{words}\""),
            Self::AuthorFromNavigation { name } => write!(f, "author \"{name}\" is known from the navigation alone"),
            Self::MarkerWithoutNote { label } => write!(f, "marker {label} has no note"),
            Self::NoteWithoutMarker { label } => write!(f, "note {label} has no marker"),
            Self::NoteRepeated { label } => write!(f, "note {label} stands twice in one series"),
            Self::NoteSkipped { before, after } => write!(f, "notes go from {before} to {after}"),
            Self::Rejoined { words } => write!(f, "paragraph rejoined over a page break: \"{words}\""),
            Self::PerhapsCut { words } => write!(f, "paragraph perhaps cut in two: \"{words}\""),
            Self::LinkTarget { target } => write!(f, "link to {target}, which is not in this document"),
            Self::ImpossibleDate { words } => write!(f, "no calendar has the date \"{words}\""),
            Self::ReversedDates { words } => write!(f, "\"{words}\" ends before it begins"),
            Self::OtherWeekday { words } => write!(f, "\"{words}\" was another day of the week"),
            Self::RegisterRow { problem } => write!(f, "left out of the register: {problem}"),
            Self::NameWithoutEntry { form } => write!(f, "\"{form}\" is in no entry of the register"),
            Self::NameOfSeveral { form, count } => write!(f, "\"{form}\" is in {count} entries of the register: not identified"),
            Self::Recogniser { problem } => write!(f, "the command for names: {problem}; the document is as without it"),
            Self::NearDuplicates { one, other } => write!(f, "entries {one} and {other} have nearly the same name"),
            Self::CorrectionRow { problem } => write!(f, "no correction: {problem}"),
            Self::CorrectionLost { row, words, near } if near.is_empty() => write!(f, "{row}: \"{words}\" stands nowhere"),
            Self::CorrectionLost { row, words, near } => write!(f, "{row}: \"{words}\" stands nowhere; nearest: {near}"),
            Self::CorrectionOfSeveral { row, words, count, places } => {
                write!(f, "{row}: \"{words}\" stands in {count} places: {places}")
            }
            Self::CorrectionsDisagree { one, other, words } => write!(f, "{one} and {other} contradict each other on \"{words}\""),
            Self::CorrectionWithoutObject { words, problem } => write!(f, "nothing to correct at \"{words}\": {problem}"),
            Self::ShallowHistory => write!(f, "the clone is shallow: older revisions are not here; `git fetch --unshallow` brings them"),
            Self::MalformedXml { message } => write!(f, "not well-formed XML, read as plain text: {message}"),
            Self::OverLimit { limit } => write!(f, "larger than {limit} bytes, the limit: split the file, or set size-limit"),
            Self::LeftOut { what } => write!(f, "left out as no transcription: {what}; include takes it in"),
            Self::NoText => write!(f, "no running text: the page holds nothing but statements and links that lead on, or is empty"),
            Self::Required { field } => write!(f, "the project requires {field}, which the transcription does not give"),
            Self::Stale { path } => write!(f, "{path} is not what this transcription gives now"),
            Self::NoTei { path } => write!(f, "there is no {path}: the transcription was not converted"),
            Self::NoTranscription => write!(f, "no transcription gives this TEI"),
            Self::Schema { message } | Self::Advice { message } => f.write_str(message),
            Self::LostPointer { id } => write!(f, "#{id} leads nowhere"),
            Self::RepeatedId { id } => write!(f, "the id {id} stands twice"),
            Self::NotXml { message } => write!(f, "not well-formed XML: {message}"),
            Self::Fault { message } => write!(f, "teiscribe failed on this document, which is a fault of its own: {message}"),
            Self::Invalid { message } => write!(f, "the TEI is not valid, which is a fault of teiscribe: {message}"),
        }
    }
}

fn forbidden(f: &mut fmt::Formatter<'_>, character: char, count: usize) -> fmt::Result {
    let others = if count > 1 { format!(" (and {} more)", count - 1) } else { String::new() };
    write!(f, "character U+{:04X}{others} is not allowed in XML: a gap stands for it", u32::from(character))
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

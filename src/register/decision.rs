//! What a row of `corrections.csv` sets: its cells `set` and `value`.

use crate::date::Moment;
use crate::document::{BlockKind, Bound, Family, GapReason, Kind, Level, MentionKind, ReadAs, Set, StatementKind, is_language};

/// The words of the column `set`, each with what it decides; `read-as` decides what a bracket is where its value says so.
const SETS: [(&str, Family); 16] = [
    ("ref", Family::Name),
    ("type", Family::Name),
    ("when", Family::Date),
    ("from", Family::Date),
    ("to", Family::Date),
    ("notBefore", Family::Date),
    ("notAfter", Family::Date),
    ("none", Family::Date),
    ("join", Family::Join),
    (READ_AS, Family::Block),
    ("note", Family::Note),
    ("lang", Family::Language),
    ("statement", Family::Block),
    ("title", Family::Title),
    ("author", Family::Author),
    ("date", Family::Written),
];

/// The word that sets what a block or a bracket is.
const READ_AS: &str = "read-as";

/// The words of `read-as`.
const READINGS: [(&str, ReadAs); 22] = [
    ("heading", ReadAs::Block(BlockKind::Heading(0))),
    ("verse", ReadAs::Verse),
    ("list", ReadAs::List),
    ("table", ReadAs::Table),
    ("quotation", ReadAs::Quotation),
    ("note", ReadAs::Note),
    ("dropped", ReadAs::Dropped),
    ("text", ReadAs::Text),
    ("speaker", ReadAs::Speaker),
    ("dateline", ReadAs::Block(BlockKind::Dateline)),
    ("salutation", ReadAs::Block(BlockKind::Salutation)),
    ("closer", ReadAs::Block(BlockKind::Closer)),
    ("signature", ReadAs::Block(BlockKind::Signature)),
    ("postscript", ReadAs::Block(BlockKind::Postscript)),
    ("trailer", ReadAs::Block(BlockKind::Trailer)),
    ("supplied", ReadAs::Inline(Kind::Supplied)),
    ("gloss", ReadAs::Inline(Kind::Gloss)),
    ("comment", ReadAs::Inline(Kind::Comment)),
    ("sic", ReadAs::Inline(Kind::Sic)),
    ("unclear", ReadAs::Inline(Kind::Unclear)),
    ("gap", ReadAs::Inline(Kind::Gap(GapReason::Omitted))),
    ("omitted-name", ReadAs::Inline(Kind::Gap(GapReason::Omitted))),
];

/// What is set by the word `set` and its value.
///
/// # Errors
/// What is wrong with them, in words.
pub(super) fn read(set: &str, value: &str) -> Result<Set, String> {
    let set = known(set)?.0;
    let word = value.to_lowercase();
    let is_none = matches!(&*word, "none" | "no" | "?" | "-");
    let given = || if value.is_empty() { Err(format!("{set} without a value")) } else { Ok(value) };
    match set {
        "ref" if is_none => Ok(Set::Ref(None)),
        "ref" => given().map(|value| Set::Ref(Some(value.trim_start_matches('#').into()))),
        "type" if is_none => Ok(Set::Type(None)),
        "type" => mention(&word).map(|kind| Set::Type(Some(kind))),
        "none" => Ok(Set::NoDate),
        "join" => yes_or_no(&word).map(Set::Join),
        READ_AS => reading(&word).map(Set::Read),
        "note" if is_none => Ok(Set::Note(None)),
        "note" => given().map(|value| Set::Note(Some(value.into()))),
        "lang" => language(value),
        "statement" if is_none => Ok(Set::Statement(None)),
        "statement" => statement(&word).map(|kind| Set::Statement(Some(kind))),
        "author" if word == "none" => Ok(Set::Author(None)),
        "title" if word == "none" => Err(format!("\"{value}\" is no {set}")),
        "title" => Ok(Set::Title(value.into())),
        "author" => Ok(Set::Author(Some(value.into()))),
        "date" if value.is_empty() => Ok(Set::Written(None)),
        "date" => moment(value).map(|moment| Set::Written(Some(moment))),
        _ if is_none => Ok(Set::NoDate),
        "from" | "notBefore" if value.contains('/') => {
            let (first, last) = value.split_once('/').unwrap_or((value, value));
            span(bound(set), moment(first.trim())?, moment(last.trim())?)
        }
        _ => moment(value).map(|moment| Set::Date(bound(set), moment)),
    }
}

/// What a row decides, by its cells `set` and `value`: `when` a date, `read-as` with `verse` a block, with `supplied` a bracket.
///
/// ```
/// use teiscribe::document::Family;
/// use teiscribe::register::family;
///
/// assert_eq!(family("when", "1919-02-18"), Ok(Family::Date));
/// assert_eq!(family("read-as", "supplied"), Ok(Family::Bracket));
/// assert!(family("whose", "").is_err());
/// ```
///
/// # Errors
/// That `set` is none of the column's words, in words.
pub fn family(set: &str, value: &str) -> Result<Family, String> {
    let (set, known) = known(set)?;
    Ok(if set == READ_AS { reading(&value.to_lowercase()).map_or(known, |reading| Set::Read(reading).family()) } else { known })
}

/// The word of the column and what it decides. A spreadsheet may have made a capital of its first letter.
fn known(set: &str) -> Result<(&'static str, Family), String> {
    let unknown = || format!("\"{set}\" is none of {}", SETS.map(|(word, _)| word).join(", "));
    SETS.into_iter().find(|(word, _)| word.eq_ignore_ascii_case(set)).ok_or_else(unknown)
}

fn span(bound: Bound, first: Moment, last: Moment) -> Result<Set, String> {
    if first.is_after(last) { Err(format!("{first}/{last} ends before it begins")) } else { Ok(Set::Span(bound, first, last)) }
}

fn bound(set: &str) -> Bound {
    match set {
        "from" => Bound::From,
        "to" => Bound::To,
        "notBefore" => Bound::NotBefore,
        "notAfter" => Bound::NotAfter,
        _ => Bound::When,
    }
}

fn moment(value: &str) -> Result<Moment, String> {
    Moment::read(value).ok_or_else(|| format!("\"{value}\" is no day, month or year: 1919-02-18, 1919-02, 1919"))
}

fn mention(value: &str) -> Result<MentionKind, String> {
    match value {
        "person" => Ok(MentionKind::Person),
        "place" => Ok(MentionKind::Place),
        "org" | "organisation" | "organization" => Ok(MentionKind::Organisation),
        "title" | "work" => Ok(MentionKind::Work(Level::Monograph)),
        "title j" | "periodical" => Ok(MentionKind::Work(Level::Journal)),
        "title a" => Ok(MentionKind::Work(Level::Analytic)),
        _ => Err(format!("\"{value}\" is none of the types person, place, org, title, none")),
    }
}

fn yes_or_no(value: &str) -> Result<bool, String> {
    match value {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err(format!("join is yes or no, not \"{value}\"")),
    }
}

/// `heading`, `heading 2`.
fn reading(value: &str) -> Result<ReadAs, String> {
    if let Some(level) = value.strip_prefix("heading ").and_then(|level| level.trim().parse().ok()).filter(|level| (1..=6).contains(level))
    {
        return Ok(ReadAs::Block(BlockKind::Heading(level)));
    }
    let known = READINGS.iter().find(|(word, _)| *word == value).map(|(_, reading)| reading.clone());
    known.ok_or_else(|| {
        let words: Vec<&str> = READINGS.iter().map(|(word, _)| *word).collect();
        format!("\"{value}\" is none of {}", words.join(", "))
    })
}

fn language(value: &str) -> Result<Set, String> {
    if is_language(value) { Ok(Set::Language(value.into())) } else { Err(format!("\"{value}\" is no language: en, de, zh-Hant")) }
}

fn statement(value: &str) -> Result<StatementKind, String> {
    let known = StatementKind::ALL.into_iter().find(|kind| kind.as_str() == value);
    known.ok_or_else(|| format!("\"{value}\" is none of {}, none", StatementKind::ALL.map(StatementKind::as_str).join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_and_what_is_wrong_is_told() {
        assert_eq!(read("when", "1919-02"), Ok(Set::Date(Bound::When, Moment::month(1919, 2))));
        assert_eq!(read("read-as", "heading 2"), Ok(Set::Read(ReadAs::Block(BlockKind::Heading(2)))));
        assert_eq!(read("type", "none"), Ok(Set::Type(None)));
        assert_eq!(read("Type", "Place"), Ok(Set::Type(Some(MentionKind::Place))));
        for (set, value) in [
            ("when", "soon"),
            ("from", "1872/1871"),
            ("title", "none"),
            ("type", "thing"),
            ("read-as", "poem"),
            ("lang", "English!"),
            ("whose", "x"),
            ("ref", ""),
        ] {
            assert!(read(set, value).is_err(), "{set} {value}");
        }
    }
}

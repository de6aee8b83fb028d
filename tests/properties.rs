//! Laws that hold for any input.

mod support;

use std::sync::LazyLock;

use proptest::prelude::*;
use teiscribe::convention::Habits;
use teiscribe::document::{BlockKind, Document, text_len};
use teiscribe::entity::Names;
use teiscribe::register::Corrections;
use teiscribe::settings::{Notes, Settings};
use teiscribe::source::Source;
use teiscribe::{Conversion, Guides, convert, convert_by, structure, tei};

/// Text made of what the parser has rules for, in any order: words, marks, labels, tags, line ends.
fn transcription() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zé]{1,7}",
        2 => "[A-Z][a-z]{1,7}",
        1 => "[0-9]{1,4}",
        4 => Just(" ".to_owned()),
        2 => Just("\n".to_owned()),
        3 => Just("\n\n".to_owned()),
        6 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("a NUL tells of a binary file", |c| *c != '\0').prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// The paragraphs of the cases' transcriptions.
static PARAGRAPHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let inputs = support::cases("convert").into_iter().filter_map(|case| support::file(&case, "input"));
    let texts: Vec<String> = inputs.filter_map(|input| std::fs::read_to_string(input).ok()).collect();
    texts.iter().flat_map(|text| text.split("\n\n")).map(str::to_owned).collect()
});

/// Text made of what transcriptions have, in an order in which nobody has it: notes, letters, verse and titles beside each other.
fn patchwork() -> impl Strategy<Value = String> {
    let paragraphs = || prop::collection::vec(prop::sample::select(PARAGRAPHS.as_slice()), 1..16);
    (paragraphs(), prop_oneof![4 => Just("\n\n"), 1 => Just("\n")]).prop_map(|(paragraphs, seam)| paragraphs.join(seam))
}

const PIECES: &[&str] = &[
    "# ",
    "## ",
    "> ",
    "- ",
    "* ",
    "1. ",
    "(a) ",
    "---\n",
    "* * *",
    "====\n",
    "*",
    "**",
    "_",
    "~~",
    "==",
    "^",
    "[",
    "]",
    "(",
    ")",
    "[^1]",
    "\n[^1]: ",
    "[1]",
    "<sup>1</sup>",
    "¹",
    "†",
    "](#n1)",
    "{#n1}",
    "<a name=\"n1\"></a>",
    "<i>",
    "</i>",
    "<br>",
    "<!--",
    "-->",
    "<table><tr><td>",
    "</td></tr></table>",
    "| a | b |\n|---|---|\n",
    "+---+---+\n",
    "&amp;",
    "&#233;",
    "&bogus;",
    "\\",
    "\\\n",
    "  \n",
    "-\n",
    "\r\n",
    "\r",
    "\x0c",
    "\x01",
    "\u{ad}",
    "\u{a0}",
    "\"",
    "“",
    "”",
    "[sic]",
    "[...]",
    "[was]",
    "[p. 12]",
    "{12}",
    "-12-\n",
    "%% x %%\n",
    "::: border\n",
    "{:.poetry}\n",
    "{{ x }}",
    "May 1, 1919",
    "Source : *Works*, Vol. 4\n\n",
    "Edited by Jane Roe\n\n",
    "by John Doe\n\n",
    "Dear Sir,\n\n",
    "P.S. ",
    "    ",
    "Notes\n\n",
    "---\ntitle: x\n---\n",
    "[Footnote 1: ",
    "[Next](x.htm)\n\n",
];

fn converted(text: &str, settings: &Settings) -> Conversion {
    convert("t.txt", text.as_bytes().to_vec(), settings).expect("a text")
}

fn source_bytes(document: &Document) -> usize {
    document.tiles.iter().map(|tile| tile.len as usize).sum()
}

/// Each byte of the source has its tile, and each of the text is made by one.
fn tiles_cover(text: String) -> Result<(), TestCaseError> {
    let (source, _) = Source::read("t", text.into_bytes()).expect("a text");
    let (document, _) = structure::parse(&source, Habits::base());
    prop_assert_eq!(source_bytes(&document), source.text().len());
    prop_assert_eq!(document.tiles.iter().map(|tile| text_len(*tile) as usize).sum::<usize>(), document.text.len());
    Ok(())
}

/// Every word of the text stands in a block, and in one alone.
fn stands_once(document: &Document) -> Result<(), TestCaseError> {
    let texts = document.texts();
    let again = texts.windows(2).find(|pair| pair[0].0.end > pair[1].0.start);
    prop_assert_eq!(again, None, "{}", document.text);
    let leaves = document.leaves_by_text().into_iter().map(|index| document.blocks[index].extent.range());
    let labels = document.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Item { label } => Some(block.extent.start as usize..(block.extent.start + label) as usize),
        _ => None,
    });
    let note_labels = document.notes.iter().map(|note| note.label_extent.range());
    let mut stands: Vec<_> = leaves.chain(labels).chain(note_labels).collect();
    stands.sort_by_key(|own| own.start);
    let mut end = 0;
    let after = document.text.len()..document.text.len();
    for own in stands.into_iter().chain(std::iter::once(after)) {
        let between = document.text.get(end..own.start).unwrap_or_default();
        prop_assert!(!between.contains(char::is_alphanumeric), "{between} of {}", document.text);
        end = end.max(own.end);
    }
    Ok(())
}

/// The TEI holds the running text, of which each word stands once.
fn is_whole(own: &Conversion) -> Result<(), TestCaseError> {
    prop_assert_eq!(tei::plain(&own.tei).expect("a TEI"), tei::running_text(&own.reading.document));
    stands_once(&own.reading.document)
}

/// The TEI holds the running text, each word of it once, and a second run writes the same.
fn text_survives(text: &str) -> Result<(), TestCaseError> {
    for notes in [Notes::Inline, Notes::End] {
        let settings = Settings { notes, ..Settings::default() };
        let first = converted(text, &settings);
        is_whole(&first)?;
        prop_assert_eq!(&first.tei, &converted(text, &settings).tei);
    }
    Ok(())
}

#[cfg(feature = "validate")]
fn is_valid(text: &str) -> Result<(), TestCaseError> {
    use teiscribe::settings::Annotate;
    for annotate in [Annotate::Lean, Annotate::Full] {
        let own = converted(text, &Settings { annotate, ..Settings::default() });
        prop_assert_eq!(teiscribe::validate::validate(&own.tei), Ok(()), "{}", own.tei);
    }
    Ok(())
}

/// What a row of `corrections.csv` may set.
const DECISIONS: &[&str] = &[
    "read-as,text",
    "read-as,heading",
    "read-as,paragraph",
    "read-as,verse",
    "read-as,list",
    "read-as,table",
    "read-as,quotation",
    "read-as,note",
    "read-as,speaker",
    "read-as,stage",
    "read-as,dateline",
    "read-as,signature",
    "read-as,dropped",
    "read-as,supplied",
    "statement,source",
    "statement,none",
    "join,yes",
    "join,no",
    "note,none",
    "note,1",
    "title,",
    "author,",
    "lang,fr",
    "type,person",
    "when,1848-03-18",
    "none,",
];

/// A row for every few words: where they stand in a thousandth of the text, how many they are, and what is decided of them.
fn rows() -> impl Strategy<Value = Vec<(usize, usize, &'static str)>> {
    prop::collection::vec((0..1000usize, 1..8usize, prop::sample::select(DECISIONS)), 1..6)
}

fn table(text: &str, rows: &[(usize, usize, &str)]) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut table = "quote,set,value,by,before\n".to_owned();
    for (place, len, decision) in rows {
        let from = place * words.len() / 1000;
        let quote = words[from..(from + len).min(words.len())].join(" ").replace('"', "\"\"");
        table.push_str(&format!("\"{quote}\",{decision},jr,*\n"));
    }
    table
}

/// Whatever a person decides, the text survives, and what is written is valid.
fn corrections_keep_the_laws(text: &str, rows: &[(usize, usize, &'static str)]) -> Result<(), TestCaseError> {
    let mut corrections = Corrections::default();
    corrections.read("corrections.csv", table(text, rows).into()).expect("a text");
    for notes in [Notes::Inline, Notes::End] {
        let settings = Settings { notes, ..Settings::default() };
        let guides = Guides { settings: &settings, names: &Names::default(), corrections: &corrections, recogniser: None };
        let own = convert_by("t.txt", text.as_bytes().to_vec(), guides).expect("a text");
        is_whole(&own)?;
        prop_assert_eq!(source_bytes(&own.reading.document), own.reading.source.text().len());
        prop_assert_eq!(teiscribe::breach(&own.tei), None, "{}", own.tei);
    }
    Ok(())
}

proptest! {
    #![proptest_config(support::random(256))]

    #[test]
    fn tiles_cover_the_source_and_make_the_text(text in transcription()) {
        tiles_cover(text)?;
    }

    #[test]
    fn the_text_survives_and_a_second_run_is_the_same(text in transcription()) {
        text_survives(&text)?;
    }

    #[cfg(feature = "validate")]
    #[test]
    fn what_is_written_is_valid(text in transcription()) {
        is_valid(&text)?;
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(own) = convert("t", bytes, &Settings::default()) {
            prop_assert_eq!(source_bytes(&own.reading.document), own.reading.source.text().len());
        }
    }
}

proptest! {
    // A seed tells nothing once there is another case.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..support::random(128) })]

    #[test]
    fn paragraphs_in_any_order_keep_the_laws(text in patchwork()) {
        text_survives(&text)?;
        #[cfg(feature = "validate")]
        is_valid(&text)?;
        tiles_cover(text)?;
    }

    #[test]
    fn decisions_keep_the_laws(text in patchwork(), rows in rows()) {
        corrections_keep_the_laws(&text, &rows)?;
    }
}

#[test]
fn every_beginning_of_a_text_converts() {
    let text = include_str!("../input/stalin-1919-policy-on-the-national-question.md");
    for (end, _) in text.char_indices().step_by(37) {
        let own = converted(&text[..end], &Settings::default());
        assert_eq!(source_bytes(&own.reading.document), end);
    }
}

//! Golden cases of `diff`, a folder each under `tests/diff/`, and the laws that every comparison keeps. See `tests/README.md`.

mod support;

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use support::{expect, run_cases};
use teiscribe::diff::render::{Compared, html, text, words_of};
use teiscribe::diff::{self, Category, Change, Diff, Edit, Kind, Version};
use teiscribe::document::{Kind as Annotated, Origins};
use teiscribe::entity::Names;
use teiscribe::register::{Corrections, Register};
use teiscribe::settings::Settings;
use teiscribe::{Guides, Reading, tei};

#[test]
fn every_case_is_reported_as_expected() {
    run_cases("diff", check);
}

fn check(case: &Path) -> Result<(), String> {
    let (old, new) = (side(case, "old")?, side(case, "new")?);
    let found = compare(&old, &new);
    laws(&old, &new, &found)?;
    let compared = Compared {
        old: old.source.name(),
        new: new.source.name(),
        file: new.source.name(),
        changes: &found.changes,
        left_out: 0,
        unread: &found.unread,
    };
    expect(&case.join("expected.text"), &text::report(compared, text::Style::default()))
}

/// `old.txt` or `old.xml`, read by `old.names.csv` and `old.corrections.csv` where they are there.
fn side(case: &Path, side: &str) -> Result<Reading, String> {
    let name = ["txt", "xml"].map(|ending| format!("{side}.{ending}")).into_iter().find(|name| case.join(name).exists());
    let name = name.ok_or_else(|| format!("there is no {side}.txt"))?;
    let (mut register, mut corrections) = (Register::default(), Corrections::default());
    let beside = |what: &str| fs::read(case.join(format!("{side}.{what}.csv")));
    if let Ok(bytes) = beside("names") {
        register.read("names.csv", bytes).map_err(|finding| finding.to_string())?;
    }
    if let Ok(bytes) = beside("corrections") {
        corrections.read("corrections.csv", bytes).map_err(|finding| finding.to_string())?;
    }
    let settings = Settings { no_names: register.is_empty() && corrections.is_empty(), ..Settings::default() };
    let guides = Guides { settings: &settings, names: &Names::new(register), corrections: &corrections, recogniser: None };
    let bytes = fs::read(case.join(&name)).map_err(|error| format!("{name}: {error}"))?;
    teiscribe::read_revision(&name, bytes, guides).map_err(|finding| finding.to_string())
}

fn read(bytes: Vec<u8>) -> Reading {
    teiscribe::read("t.txt", bytes, &Settings::default()).expect("a text")
}

fn compare(old: &Reading, new: &Reading) -> Diff {
    diff::diff(version(old), version(new), &[])
}

fn version(own: &Reading) -> Version<'_> {
    Version { source: &own.source, document: &own.document }
}

/// What holds for every comparison.
fn laws(old: &Reading, new: &Reading, found: &Diff) -> Result<(), String> {
    applies(old, new, found)?;
    accounts(old, new, found)?;
    mirrors(old, new, found)?;
    for own in [old, new] {
        let same = compare(own, own);
        if !same.changes.is_empty() {
            return Err(format!("a text differs from itself: {:?}", same.changes[0]));
        }
    }
    Ok(())
}

/// The script applied to the old text gives the new, token for token; and takes every old token once.
fn applies(old: &Reading, new: &Reading, found: &Diff) -> Result<(), String> {
    let nothing = compare(new, new).script;
    let wanted = nothing.apply(&new.document.text, &new.document.text);
    let given = found.script.apply(&old.document.text, &new.document.text);
    if given != wanted {
        return Err("the changes applied to the old text do not give the new".to_owned());
    }
    let mut taken: Vec<_> = found
        .script
        .edits
        .iter()
        .filter_map(|edit| if let Edit::Keep { old, .. } | Edit::Delete(old) = edit { Some(*old) } else { None })
        .collect();
    taken.sort();
    let own = compare(old, old).script;
    let mut all: Vec<_> = own.edits.iter().filter_map(|edit| if let Edit::Keep { old, .. } = edit { Some(*old) } else { None }).collect();
    all.sort();
    if taken == all { Ok(()) } else { Err("the script does not take each old token once".to_owned()) }
}

/// Every word put in or taken out lies in a change; where a word is divided at a line end, how it is joined is a guess.
fn accounts(old: &Reading, new: &Reading, found: &Diff) -> Result<(), String> {
    let is_guess = |own: &Reading| own.document.annotations.iter().any(|a| matches!(a.kind, Annotated::LineBreak { in_word: true }));
    if is_guess(old) || is_guess(new) {
        return Ok(());
    }
    let origins = (Origins::new(&old.document), Origins::new(&new.document));
    for edit in &found.script.edits {
        let (span, is_old) = match *edit {
            Edit::Delete(extent) => (origins.0.span(extent), true),
            Edit::Insert(extent) => (origins.1.span(extent), false),
            Edit::Keep { .. } => continue,
        };
        let source = if is_old { &old.source } else { &new.source };
        // Places are counted in the file, spans in its text.
        let (start, end) = (source.locate(span.start).byte, source.locate(span.end).byte);
        let holds = |change: &Change| {
            change
                .places
                .iter()
                .filter_map(|pair| if is_old { pair.old } else { pair.new })
                .any(|place| place.start <= start && end <= place.end)
        };
        if !found.changes.iter().any(holds) {
            return Err(format!("{:?} is in no change", &source.text()[span.start as usize..span.end as usize]));
        }
    }
    Ok(())
}

/// The comparison the other way round has the same changes, seen from the other side.
fn mirrors(old: &Reading, new: &Reading, found: &Diff) -> Result<(), String> {
    let seen = |change: &Change, is_mirrored: bool| {
        let places = change.places.iter().map(|pair| if is_mirrored { (pair.new, pair.old) } else { (pair.old, pair.new) });
        let mut places: Vec<_> = places.collect();
        places.sort();
        (change.category, if is_mirrored { mirrored(change.kind) } else { change.kind }, change.subkind, change.count, places)
    };
    let mut forth: Vec<_> = found.changes.iter().map(|change| seen(change, false)).collect();
    let mut back: Vec<_> = compare(new, old).changes.iter().map(|change| seen(change, true)).collect();
    forth.sort();
    back.sort();
    if forth == back { Ok(()) } else { Err(format!("the comparison back is no mirror\n{forth:#?}\n{back:#?}")) }
}

const fn mirrored(kind: Kind) -> Kind {
    match kind {
        Kind::Insertion => Kind::Deletion,
        Kind::Deletion => Kind::Insertion,
        Kind::ParaSplit => Kind::ParaMerge,
        Kind::ParaMerge => Kind::ParaSplit,
        Kind::SectionInsert => Kind::SectionDelete,
        Kind::SectionDelete => Kind::SectionInsert,
        Kind::NoteInsert => Kind::NoteDelete,
        Kind::NoteDelete => Kind::NoteInsert,
        other => other,
    }
}

#[test]
fn each_revision_can_be_had_back_from_the_apparatus() {
    run_cases("diff", |case| {
        let (old, new) = (side(case, "old")?, side(case, "new")?);
        had_back(&old, &new, &compare(&old, &new))
    });
}

/// Whether the apparatus holds both texts, line for line.
fn had_back(old: &Reading, new: &Reading, found: &Diff) -> Result<(), String> {
    let texts = (&*old.document.text, &*new.document.text);
    let entries = found.changes.iter().map(|change| tei::Entry { id: change.id.clone(), words: words_of(change) }).collect();
    let revisions = tei::Revisions { names: ("old.txt", "new.txt"), texts, kept: found.script.kept(), moved: moved(found), entries };
    let xml = tei::apparatus(&revisions);
    let parsed = roxmltree::Document::parse(&xml).map_err(|error| error.to_string())?;
    pointers(&parsed)?;
    for (witness, text) in [("#old", texts.0), ("#new", texts.1)] {
        let blocks = parsed.descendants().filter(|node| node.has_tag_name((TEI, "ab")));
        let given: Vec<String> = blocks.map(|block| of_witness(block, witness)).collect();
        if given.join("\n") != text {
            return Err(format!("{witness} is not what it was:\n{}", given.join("\n")));
        }
    }
    Ok(())
}

fn moved(found: &Diff) -> Vec<tei::Moved> {
    let own = |change: &Change| change.moved.map(|(old, new)| tei::Moved { id: change.id.clone(), old, new });
    found.changes.iter().filter(|change| change.kind != Kind::NoteMove).filter_map(own).collect()
}

/// Whether what moved points at its other place, and that one back.
fn pointers(parsed: &roxmltree::Document<'_>) -> Result<(), String> {
    let id = |node: &roxmltree::Node<'_, '_>| node.attribute((roxmltree::NS_XML_URI, "id")).unwrap_or_default().to_owned();
    let other = |node: &roxmltree::Node<'_, '_>| node.attribute("corresp").unwrap_or_default().trim_start_matches('#').to_owned();
    let mut forth: Vec<(String, String)> =
        parsed.descendants().filter(|node| node.has_tag_name((TEI, "seg"))).map(|node| (id(&node), other(&node))).collect();
    let mut back: Vec<(String, String)> = forth.iter().map(|(id, other)| (other.clone(), id.clone())).collect();
    forth.sort();
    back.sort();
    if forth == back { Ok(()) } else { Err(format!("what moved is not linked both ways: {forth:?}")) }
}

const TEI: &str = "http://www.tei-c.org/ns/1.0";

/// The text of a block as one witness has it.
fn of_witness(block: roxmltree::Node<'_, '_>, witness: &str) -> String {
    let is_other = |node: roxmltree::Node<'_, '_>| node.ancestors().any(|own| own.attribute("wit").is_some_and(|own| own != witness));
    let words = block.descendants().filter(|node| !is_other(*node)).map(|node| match node.text() {
        Some(text) if node.is_text() => text,
        _ if node.has_tag_name((TEI, "lb")) => "\n",
        _ => "",
    });
    words.collect()
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(&["the", "of", "union", "republic", "states", "free", "old", "war", "Café", "naïve", "Sverdlov", "congress", "don't", "1919", "230", "Feb", "[was]", "*very*", "\"so\""][..]).prop_map(str::to_owned),
        3 => "[a-z]{1,7}",
        1 => Just("--".to_owned()),
        1 => Just("and,".to_owned()),
    ]
}

fn paragraph() -> impl Strategy<Value = String> {
    (prop::collection::vec(word(), 1..24), prop::sample::select(&["", "# ", "> ", "- ", "1. ", "Source : "][..]))
        .prop_map(|(words, mark)| format!("{mark}{}.", words.join(" ")))
}

fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop_oneof![6 => paragraph(), 1 => Just("The same words stand here again.".to_owned())], 0..9)
}

/// A text, and one made of it by taking paragraphs out, putting others in, moving and editing them.
fn revisions() -> impl Strategy<Value = (String, String)> {
    (paragraphs(), paragraphs(), prop::collection::vec((0_u8..6, any::<prop::sample::Index>(), any::<prop::sample::Index>(), word()), 0..8))
        .prop_map(|(old, more, edits)| {
            let mut new = old.clone();
            for (what, from, to, word) in edits {
                if new.is_empty() {
                    break;
                }
                let at = from.index(new.len());
                match what {
                    0 => drop(new.remove(at)),
                    1 if !more.is_empty() => new.insert(at, more[to.index(more.len())].clone()),
                    2 => {
                        let own = new.remove(at);
                        new.insert(to.index(new.len() + 1), own);
                    }
                    3 => new[at] = new[at].replacen(' ', &format!(" {word} "), 1),
                    4 => new[at] = new[at].replacen(' ', "\n\n", 1),
                    _ => new[at] = new[at].chars().rev().skip(2).collect::<String>().chars().rev().collect(),
                }
            }
            (old.join("\n\n"), new.join("\n\n"))
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..support::random(192) })]

    #[test]
    fn the_laws_hold((old, new) in revisions()) {
        let (old, new) = (read(old.into_bytes()), read(new.into_bytes()));
        let found = compare(&old, &new);
        prop_assert_eq!(laws(&old, &new, &found), Ok(()));
        prop_assert_eq!(had_back(&old, &new, &found), Ok(()));
    }

    #[test]
    fn the_laws_hold_for_unrelated_texts((old, new) in (paragraphs(), paragraphs())) {
        let (old, new) = (read(old.join("\n\n").into_bytes()), read(new.join("\n\n").into_bytes()));
        let found = compare(&old, &new);
        prop_assert_eq!(laws(&old, &new, &found), Ok(()));
    }

    #[test]
    fn wrapping_quotes_and_unicode_form_are_not_substantive(words in prop::collection::vec(prop::sample::select(&["the", "old", "\"union\"", "of", "Café", "don't", "naïve", "states", "rose", "long", "before"][..]), 12..60)) {
        let old = format!("{}.\n", words.join(" "));
        let wrapped: String = words.chunks(9).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n");
        let new = format!("{wrapped}.\n").replace(" \"", " “").replace("\" ", "” ").replace('\'', "’").replace('é', "e\u{301}");
        let found = compare(&read(old.into_bytes()), &read(new.into_bytes()));
        let substantive: Vec<&Change> = found.changes.iter().filter(|change| change.category == Category::Substantive).collect();
        prop_assert!(substantive.is_empty(), "{:?}", substantive);
    }
}

#[test]
fn what_moved_is_linked_both_ways_on_the_page() {
    let paragraph =
        |n: usize| format!("Paragraph {n} tells of the {n}th day of the congress and of what was said on it by the {n}th speaker.");
    let old: Vec<String> = (1..20).map(paragraph).collect();
    let mut new = old.clone();
    let own = new.remove(15);
    new.insert(3, own);
    let (old, new) = (read(old.join("\n\n").into_bytes()), read(new.join("\n\n").into_bytes()));
    let found = compare(&old, &new);
    let compared =
        Compared { old: "old.txt", new: "new.txt", file: "new.txt", changes: &found.changes, left_out: 0, unread: &found.unread };
    let texts = (&*old.document.text, &*new.document.text);
    let page = html::report(&[html::Page { compared, texts, script: &found.script }]);
    let id = format!("f1-{}", found.changes[0].id);
    let place = |own: &str, other: &str| format!("id=\"{id}-{own}\" href=\"#{id}-{other}\"");
    assert_eq!(found.changes[0].kind, Kind::ParaMove);
    let revisions = tei::Revisions { names: ("old", "new"), texts, kept: found.script.kept(), moved: moved(&found), entries: Vec::new() };
    let xml = tei::apparatus(&revisions);
    assert_eq!(xml.matches("Paragraph 16 tells of the 16th day").count(), 2, "{xml}");
    assert_eq!((xml.matches("-from\"").count(), xml.matches("-to\"").count()), (2, 2), "{xml}");
    assert!(page.contains(&place("old", "new")) && page.contains(&place("new", "old")), "{page}");
    for side in ["old", "new"] {
        assert!(page.contains(&format!("<a href=\"#{id}-{side}\">")), "{page}");
        assert_eq!(page.matches(&format!("id=\"{id}-{side}\"")).count(), 1, "{page}");
    }
}

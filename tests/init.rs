//! `init` from outside: what it says of a folder, and that what it writes converts.

mod support;

use std::fs;
use std::path::Path;

use support::{folder, run, write};
use tempfile::TempDir;

const LETTER: &str = "---\ntitle: To Ann\nauthor: Jane Roe\nrecipient: Ann Poe\nshelfmark: Ms 7\n---\n\nDear Ann,\n\nThe frost {leaf 3} came[1] early to the fields of Ann Poe, and we have had no news of you since the day on which you left the house.\n\nNotes\n\n[1] In May.\n";

fn settings(folder: &Path) -> String {
    fs::read_to_string(folder.join("teiscribe.toml")).expect("a project file")
}

/// Letters in a folder, and a README.
fn letters() -> TempDir {
    let folder = folder(&[("README.md", b"# Letters\n\nAbout.\n"), ("texts/index.md", "- [To Ann Poe](a.md)\n".repeat(6).as_bytes())]);
    for name in ["a", "b", "c"] {
        write(folder.path(), &format!("texts/{name}.md"), LETTER);
    }
    folder
}

#[test]
fn in_an_empty_folder_a_place_for_transcriptions_is_named() {
    let folder = folder(&[]);
    let (stdout, _) = run(folder.path(), &["init"], 0);
    assert!(stdout.contains("0 transcriptions") && stdout.contains("texts"), "{stdout}");
    write(folder.path(), "texts/a.md", LETTER);
    run(folder.path(), &["convert"], 0);
    assert!(folder.path().join("tei/a.xml").exists());
}

#[test]
fn a_folder_is_told_of_and_converts_as_written() {
    let folder = letters();
    let (stdout, _) = run(folder.path(), &["init"], 0);
    for told in
        ["3 transcriptions", "letters 3", "en 3", "[n] 3", "linked 3", "3 shelfmark", "texts/a.md:5", "3 {leaf {n}}", "index of links"]
    {
        assert!(stdout.contains(told), "{told}: {stdout}");
    }
    assert!(settings(folder.path()).contains("\ninput = \"texts\"\noutput = \"tei\"\n"));
    run(folder.path(), &["convert"], 0);
    run(folder.path(), &["check"], 0);
    assert_eq!(fs::read_dir(folder.path().join("tei")).expect("the output").flatten().filter(|own| own.path().is_file()).count(), 3);
}

#[test]
fn a_project_file_is_never_written_over() {
    let folder = letters();
    run(folder.path(), &["init"], 0);
    write(folder.path(), "teiscribe.toml", "input = \"texts\"\n");
    let (_, stderr) = run(folder.path(), &["init"], 2);
    assert!(stderr.contains("already"), "{stderr}");
    assert_eq!(settings(folder.path()), "input = \"texts\"\n");
    run(folder.path(), &["init", "nowhere"], 2);
}

#[test]
fn layouts_have_their_folders_and_registers() {
    for (layout, output) in [("plain", "tei"), ("dracor", "tei"), ("dse-static", "data/editions")] {
        let folder = letters();
        let register = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><listPerson><person xml:id=\"poe-of-ulm\"><persName>Ann Poe</persName></person></listPerson></TEI>";
        write(folder.path(), "data/indices/listperson.xml", register);
        run(folder.path(), &["init", "--layout", layout], 0);
        run(folder.path(), &["convert"], 0);
        run(folder.path(), &["check"], 0);
        let tei = fs::read_to_string(folder.path().join(output).join("a.xml")).expect("a TEI");
        assert_eq!(tei.contains("#poe-of-ulm"), layout == "dse-static", "{tei}");
    }
}

#[test]
fn an_update_lists_what_a_convention_of_ones_own_does_not_know_yet() {
    let folder = letters();
    run(folder.path(), &["init"], 0);
    let before = settings(folder.path());
    let (stdout, _) = run(folder.path(), &["init", "--update"], 0);
    assert!(stdout.contains("3 shelfmark") && stdout.contains("3 {leaf {n}}"), "{stdout}");
    assert_eq!(settings(folder.path()), before);
    write(
        folder.path(),
        "own.toml",
        "[convention]\ndescribes = \"our own\"\nextends = [\"letters\"]\n[[evidence]]\nline = \"shelfmark:\"\nscore = 9\n[keys]\nlocation = [\"shelfmark\"]\n[pages]\ninline = [\"{leaf {n}}\"]\n",
    );
    write(folder.path(), "teiscribe.toml", before.replace("# conventions", "conventions"));
    let (stdout, _) = run(folder.path(), &["init", "--update"], 0);
    assert!(!stdout.contains("shelfmark") && !stdout.contains("leaf"), "{stdout}");
}

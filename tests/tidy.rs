//! The rules of the house, held by a test each.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use support::{cases, expect, file, root};
use teiscribe::diagnostic::{codes, explanation};

/// The files below `folder` with this ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|own| own == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The code of a source file, without its tests.
fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text)
}

#[test]
fn no_file_has_more_than_400_lines() {
    let long: Vec<String> = files("src", "rs")
        .iter()
        .map(|path| (shown(path), without_tests(&read(path)).lines().count()))
        .filter(|&(_, n)| n > 400)
        .map(|(path, n)| format!("{path}: {n}"))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn the_command_line_is_called_in_a_short_main() {
    assert!(read(&root().join("src/main.rs")).lines().count() <= 40);
}

#[test]
fn no_leftovers() {
    let words = ["dbg!(", "todo!(", "unimplemented!(", "#[ignore", "FIXME", "XXX:"];
    let mut found = Vec::new();
    for path in files("src", "rs").iter().chain(&files("benches", "rs")) {
        let text = read(path);
        found.extend(words.iter().filter(|word| text.contains(**word)).map(|word| format!("{}: {word}", shown(path))));
    }
    assert_eq!(found, Vec::<String>::new());
}

/// What each room may know, besides itself: the arrows of the crate's documentation.
const ARROWS: [(&str, &[&str]); 19] = [
    ("byte_set", &[]),
    ("runs", &[]),
    ("word_filter", &[]),
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("document", &["date", "diagnostic", "source"]),
    ("date", &["byte_set", "document", "runs", "word_filter"]),
    ("settings", &["convention", "date", "document"]),
    ("convention", &["byte_set", "document"]),
    ("structure", &["byte_set", "convention", "date", "diagnostic", "document", "runs", "source", "word_filter", "xml"]),
    ("register", &["date", "diagnostic", "document", "source", "xml"]),
    ("entity", &["date", "diagnostic", "document", "register", "runs", "settings", "source"]),
    ("resolve", &["diagnostic", "document"]),
    ("xml", &[]),
    ("tei", &["date", "diagnostic", "document", "settings", "source", "structure", "xml"]),
    ("validate", &[]),
    ("diff", &["date", "diagnostic", "document", "settings", "source"]),
    ("record", &["diagnostic", "document", "settings", "source"]),
    (
        "lib",
        &["convention", "diagnostic", "document", "entity", "register", "resolve", "settings", "source", "structure", "tei", "validate"],
    ),
];

#[test]
fn nothing_points_back() {
    let mut wrong = BTreeSet::new();
    for path in files("src", "rs").iter().filter(|path| !shown(path).starts_with("src/cli") && !shown(path).ends_with("main.rs")) {
        let own = shown(path);
        let room = own.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_owned();
        let Some((_, known)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            wrong.insert(format!("{own}: the room {room} is not drawn"));
            continue;
        };
        let code = read(path);
        let code = without_tests(&code).lines().filter(|line| !line.trim_start().starts_with("//"));
        for used in code
            .flat_map(|line| line.split("crate::").skip(1))
            .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned))
        {
            if ARROWS.iter().any(|(name, _)| *name == used) && used != room && !known.contains(&used.as_str()) {
                wrong.insert(format!("{own} uses {used}"));
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

#[test]
fn every_finding_is_explained_with_a_mend_and_tested() {
    let listed = read(&root().join("src/diagnostic/mod.rs"));
    let of_code: BTreeSet<&str> = listed.split("row(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(codes().collect::<BTreeSet<_>>(), of_code);
    let tests: String =
        files("tests", "findings").iter().chain(&files("tests", "rs")).chain(&files("src", "rs")).map(|path| read(path)).collect();
    for code in of_code {
        let text = explanation(code).unwrap_or_default();
        assert!(text.lines().count() >= 3, "{code} has too short an explanation");
        assert!(tests.matches(code).count() >= 2, "{code} has no test");
    }
}

#[test]
fn the_cases_of_convert_are_whole() {
    for case in cases("convert") {
        let input = file(&case, "input").unwrap_or_else(|| panic!("{} has no input", case.display()));
        assert!(case.join("expected.xml").exists(), "{} has no expectation", case.display());
        assert!(
            fs::read(&input).expect("an input").iter().filter(|&&b| b == b'\n').count() <= 15,
            "{} is longer than 15 lines",
            input.display()
        );
    }
}

/// The first block after `heading` in the README that is fenced as `language`.
fn fenced(readme: &str, heading: &str, language: &str) -> String {
    let (_, after) = readme.split_once(heading).unwrap_or_else(|| panic!("the README has no {heading}"));
    let (_, block) = after.split_once(&format!("```{language}\n")).unwrap_or_else(|| panic!("no {language} after {heading}"));
    block.split("```").next().unwrap_or_default().to_owned()
}

#[test]
fn the_example_of_the_readme_is_what_comes_out() {
    let readme = read(&root().join("README.md"));
    let input = fenced(&readme, "## An example", "text");
    let conversion = teiscribe::convert("peace.txt", input.into_bytes(), &teiscribe::settings::Settings::default()).expect("a text");
    let shown = fenced(&readme, "## An example", "xml");
    expect(&root().join("README.md"), &readme.replacen(&shown, &conversion.tei, 1)).unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn the_exit_codes_of_the_readme_are_those_of_the_code() {
    let readme = read(&root().join("README.md"));
    let code = read(&root().join("src/cli/mod.rs"));
    let help: Vec<&str> =
        code.lines().skip_while(|line| !line.starts_with("Exit codes:")).skip(1).take_while(|line| line.starts_with("  ")).collect();
    assert_eq!(help.len(), 5);
    for line in help {
        let (number, meaning) = line.trim().trim_end_matches("\";").split_once("  ").expect("a code and its meaning");
        assert!(readme.contains(&format!("| {number} | {meaning} |")), "the README lacks: | {number} | {meaning} |");
    }
}

#[test]
fn the_readme_names_every_command_and_file() {
    let readme = read(&root().join("README.md"));
    for command in ["cargo run --release -- convert", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
    for link in
        readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://") && !link.starts_with('#'))
    {
        assert!(root().join(link).exists(), "the README links to {link}");
    }
}

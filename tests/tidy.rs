//! The rules of the house, held by a test each.

mod support;

use std::collections::{BTreeMap, BTreeSet};
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

/// What each room uses, from the ground up, as the documentation of the crate draws it.
fn drawn() -> Vec<(String, BTreeSet<String>)> {
    let text = read(&root().join("src/lib.rs"));
    let (_, after) = text.split_once("//! Which room uses which").expect("the drawing of the rooms");
    let block = after.split("//! ```").nth(1).expect("a block").lines().skip(1);
    let words = block.map(|line| line.trim_start_matches("//!").split_whitespace().map(str::to_owned));
    words.filter_map(|mut words| Some((words.next()?, words.collect()))).collect()
}

/// The rooms that the code of one names: `xml` in `crate::xml::write`, and each in `crate::{xml, tei}`.
fn named_rooms(code: &str) -> impl Iterator<Item = &str> {
    let word = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').len();
    code.split("crate::").skip(1).flat_map(move |rest| {
        let listed = rest.strip_prefix('{').and_then(|list| list.split('}').next());
        listed.unwrap_or(rest).split(',').take(if listed.is_some() { usize::MAX } else { 1 }).map(move |item| {
            let item = item.trim_start();
            &item[..word(item)]
        })
    })
}

#[test]
fn the_rooms_use_each_other_as_drawn() {
    let drawn = drawn();
    let mut found: BTreeMap<String, BTreeSet<String>> = drawn.iter().map(|(room, _)| (room.clone(), BTreeSet::new())).collect();
    let outside = ["src/cli", "src/main.rs", "src/lib.rs"];
    for path in files("src", "rs").iter().filter(|path| !outside.iter().any(|own| shown(path).starts_with(own))) {
        let room = shown(path).trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_owned();
        let code = read(path);
        let lines: Vec<&str> = without_tests(&code).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = lines.join("\n");
        let used: Vec<&str> = named_rooms(&code).filter(|own| *own != room && drawn.iter().any(|(other, _)| other == own)).collect();
        found.entry(room).or_default().extend(used.into_iter().map(str::to_owned));
    }
    assert_eq!(found, drawn.iter().cloned().collect());
}

#[test]
fn nothing_points_back() {
    let drawn = drawn();
    let place = |room: &str| drawn.iter().position(|(own, _)| own == room).unwrap_or_else(|| panic!("{room} is not drawn"));
    let arrows = drawn.iter().flat_map(|(room, used)| used.iter().map(move |used| (room.as_str(), used.as_str())));
    let back: Vec<(&str, &str)> = arrows.filter(|(room, used)| place(used) >= place(room)).collect();
    assert_eq!(back, [("date", "document")]);
}

#[test]
fn every_finding_is_explained_with_a_mend_and_tested() {
    let listed = read(&root().join("src/diagnostic/mod.rs"));
    let of_code: BTreeSet<&str> = listed.split("row(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(codes().collect::<BTreeSet<_>>(), of_code);
    let cases = files("tests", "findings").into_iter().chain(files("tests", "rs")).map(|path| read(&path));
    let own = files("src", "rs").into_iter().filter_map(|path| Some(read(&path).split_once("#[cfg(test)]")?.1.to_owned()));
    let tests: String = cases.chain(own).collect();
    for code in of_code {
        let text = explanation(code).unwrap_or_default();
        assert!(text.lines().count() >= 3, "{code} has too short an explanation");
        assert!(tests.contains(code), "{code} has no test");
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

/// `GitSetup` as the command line has it: `git-setup`.
fn kebab(name: &str) -> String {
    let parted = name.char_indices().map(|(at, c)| if at > 0 && c.is_uppercase() { format!("-{c}") } else { c.to_string() });
    parted.collect::<String>().to_lowercase()
}

#[test]
fn the_readme_names_every_command_and_file() {
    let readme = read(&root().join("README.md"));
    for command in ["cargo run --release -- convert", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
    let main = read(&root().join("src/cli/mod.rs"));
    let commands = main.split_once("enum Command {").expect("the commands").1.split("\n}").next().unwrap_or_default();
    let named = commands.lines().filter(|line| line.starts_with("    ") && line[4..].starts_with(char::is_uppercase));
    let names: Vec<String> =
        named.map(|line| kebab(line.trim().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        assert!(readme.contains(&format!("`teiscribe {name}")), "the README lacks {name}");
    }
    for link in
        readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|link| !link.contains("://") && !link.starts_with('#'))
    {
        assert!(root().join(link).exists(), "the README links to {link}");
    }
}

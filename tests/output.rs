//! `output/` is what `input/` gives now.

mod support;

use std::fs;

use support::{expect, root, run};
use teiscribe::settings::Settings;

#[test]
fn the_committed_tei_is_current() {
    let input = root().join("input");
    let mut files: Vec<_> = fs::read_dir(&input).expect("input/").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let is_text = |file: &std::path::PathBuf| {
        file.extension().is_some_and(|ending| ending == "txt" || ending == "md") && file.file_stem().is_some_and(|stem| stem != "README")
    };
    let texts: Vec<_> = files.into_iter().filter(is_text).collect();
    assert!(texts.len() >= 2, "input/ has the two seeds");
    for file in texts {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let settings = Settings { schema: Some("../schema".to_owned()), ..Settings::default() };
        let conversion = teiscribe::convert(&name, fs::read(&file).expect("a file"), &settings).expect("a text");
        let output = root().join("output").join(file.file_stem().unwrap_or_default()).with_extension("xml");
        expect(&output, &conversion.tei).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
}

#[test]
fn the_main_job_writes_a_file_for_each_that_is_committed() {
    let output = tempfile::tempdir().expect("a folder");
    run(&root(), &["convert", "-o", &output.path().to_string_lossy()], 0);
    let xml = |folder: &std::path::Path| {
        let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<_> = names.filter(|name| name.to_string_lossy().ends_with(".xml")).collect();
        names.sort();
        names
    };
    assert_eq!(xml(output.path()), xml(&root().join("output")));
}

/// The blocks of a file that are fenced as `language` by four backquotes.
fn fenced<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let opening = format!("````{language}\n");
    let blocks = text.split(opening.as_str()).skip(1);
    blocks.map(|rest| rest.split("````").next().unwrap_or_default()).collect()
}

#[test]
fn the_examples_of_the_conventions_come_out_as_shown() {
    let readme = fs::read_to_string(root().join("input/README.md")).expect("the README");
    let (typed, shown) = (fenced(&readme, "text"), fenced(&readme, "xml"));
    assert!(typed.len() == shown.len() && typed.len() > 20);
    for (typed, shown) in typed.into_iter().zip(shown) {
        let tei = teiscribe::convert("a.md", typed.as_bytes().to_vec(), &Settings::default()).expect("a text").tei;
        let missing: Vec<&str> = shown.lines().filter(|line| !tei.contains(line.trim())).collect();
        assert!(missing.is_empty(), "{missing:#?} of {typed}\n{tei}");
    }
}

#[test]
fn the_convention_of_the_readme_is_one() {
    let readme = fs::read_to_string(root().join("input/README.md")).expect("the README");
    let own = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a convention");
    assert!(own.starts_with("[convention]"), "{own}");
    teiscribe::convention::Convention::read("harbour", own).unwrap_or_else(|error| panic!("{error}"));
}

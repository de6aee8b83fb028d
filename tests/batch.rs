//! Batches and streams from outside: what is written when, on however many cores, whatever happens to the run.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use support::run;
use tempfile::TempDir;

const TEXT: &str = "# Peace\n\nby Jane Roe\n\nThe text[1] and[2].\n\nNotes\n\n[1] A note.\n";

fn teiscribe(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("teiscribe"));
    command.current_dir(folder).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A folder `in` of so many texts, one after another a little longer.
fn texts(n: usize) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("in")).expect("a folder");
    for i in 0..n {
        let text = format!("{TEXT}\nMore.\n").replace("More.", &"More words of it. ".repeat(i % 7));
        fs::write(folder.path().join(format!("in/t{i:03}.txt")), text).expect("a file");
    }
    folder
}

/// The TEI files of a folder.
fn written(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>()).unwrap_or_default();
    let tei = entries.into_iter().filter(|entry| entry.path().extension().is_some_and(|ending| ending == "xml"));
    tei.map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path()).expect("a file"))).collect()
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = texts(60);
    let said = |jobs: &str, out: &str| run(folder.path(), &["convert", "in", "-o", out, "--jobs", jobs], 0).1;
    assert_eq!(said("1", "one/"), said("7", "seven/"));
    assert_eq!(written(&folder.path().join("one")), written(&folder.path().join("seven")));
}

#[test]
fn only_what_changed_is_written_again_and_everything_is_said_again() {
    let folder = texts(5);
    let convert = |more: &[&str]| run(folder.path(), &[&["convert", "in", "-o", "out/"], more].concat(), 0).1;
    let first = convert(&[]);
    assert!(first.contains("5 written, 5 to look at"), "{first}");
    let second = convert(&[]);
    assert_eq!(second, first.replace("5 written", "5 unchanged"));
    fs::write(folder.path().join("in/t001.txt"), "# War\n\nNo text.\n").expect("a file");
    fs::write(folder.path().join("out/t002.xml"), "by hand").expect("a file");
    fs::remove_file(folder.path().join("out/t003.xml")).expect("a file");
    assert!(convert(&[]).contains("3 written, 2 unchanged"));
    assert!(convert(&["--notes", "end"]).contains("5 written"));
    assert!(convert(&["--notes", "end"]).contains("5 unchanged"));
    assert!(convert(&["--notes", "end", "--force"]).contains("5 written"));
    fs::write(folder.path().join("in/names.csv"), "decision,type,form,id\nyes,person,Jane Roe,jroe\n").expect("a file");
    assert!(convert(&["--notes", "end"]).contains("5 written"));
    fs::write(folder.path().join("in/_meta.toml"), "licence = \"CC0\"\n").expect("a file");
    assert!(convert(&["--notes", "end"]).contains("5 written"));
    assert_eq!(fs::read_to_string(folder.path().join("out/.teiscribe/.gitignore")).expect("a file"), "*\n");
    fs::write(folder.path().join("out/.teiscribe/state.json"), "{").expect("a file");
    assert!(convert(&["--notes", "end"]).contains("5 written"));
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_whole_files_and_the_next_writes_the_rest() {
    let folder = texts(120);
    run(folder.path(), &["convert", "in", "-o", "whole/"], 0);
    let whole = written(&folder.path().join("whole"));
    let out = folder.path().join("out");
    for n in 0..50_u64 {
        let mut child = teiscribe(folder.path(), &["convert", "in", "-o", "out/"]).stderr(Stdio::null()).spawn().expect("a run");
        std::thread::sleep(std::time::Duration::from_millis(5 + n * 13 % 190));
        child.kill().expect("a kill");
        child.wait().expect("an end");
        for (name, text) in written(&out) {
            assert_eq!(Some(&text), whole.get(&name), "{name} after kill {n}");
        }
        if n % 5 == 0 {
            fs::remove_dir_all(&out).or_else(|error| if out.exists() { Err(error) } else { Ok(()) }).expect("a folder");
        }
    }
    run(folder.path(), &["convert", "in", "-o", "out/"], 0);
    assert_eq!(written(&out), whole);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_leaves_whole_files() {
    let Some(full) = support::small_disk() else { return };
    let folder = texts(60);
    run(folder.path(), &["convert", "in", "-o", "whole/"], 0);
    let whole = written(&folder.path().join("whole"));
    let out = full.path().join("out");
    let arguments = ["convert", "in", "-o", &format!("{}/", out.display())];
    let (_, stderr) = run(folder.path(), &arguments, 3);
    assert!(stderr.contains("failed to write") && stderr.contains("not written"), "{stderr}");
    let some = written(&out);
    assert!(some.len() < 60 && some.iter().all(|(name, text)| whole.get(name) == Some(text)));
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_read_only_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = texts(3);
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("a folder");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).expect("permissions");
    // Root may write everywhere: then there is nothing to see.
    let is_bound = fs::write(out.join("probe"), "").is_err();
    let code = if is_bound { 3 } else { 0 };
    run(folder.path(), &["convert", "in", "-o", "out/"], code);
    fs::set_permissions(&out, fs::Permissions::from_mode(0o755)).expect("permissions");
    assert_eq!(written(&out).len(), if is_bound { 0 } else { 3 });
}

fn stream(folder: &Path, more: &[&str]) -> Child {
    teiscribe(folder, &[&["convert", "--jsonl"], more].concat()).spawn().expect("a run")
}

/// What comes out for these lines.
fn answers(folder: &Path, lines: &str) -> Vec<serde_json::Value> {
    let mut child = stream(folder, &[]);
    child.stdin.take().expect("input").write_all(lines.as_bytes()).expect("to write");
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text.matches(['\u{2028}', '\u{2029}', '\u{85}']).count(), 0);
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn a_line_in_is_a_line_out_and_a_bad_one_is_a_record_with_its_error() {
    let folder = TempDir::new().expect("a folder");
    let lines = "{\"id\": 7, \"text\": \"# Peace\\n\\nby Jane Roe\\n\\nA text[1] of Lenin\u{2028}here.\\n\", \"licence\": \"CC0\"}\nno json\n{\"id\": \"b\"}\n\n{\"id\": null, \"text\": \"x\"}\n{\"id\": \"pdf\", \"text\": \"%PDF-1.4 \"}";
    let found = answers(folder.path(), lines);
    assert_eq!(found.len(), 6);
    assert_eq!(found[0]["id"], 7);
    assert!(found[0]["tei"].as_str().is_some_and(|tei| tei.contains("<p>CC0</p>")), "{}", found[0]);
    assert!(found[0]["entities"].as_array().is_some_and(|list| !list.is_empty()) && found[0]["diagnostics"].is_array());
    for bad in [&found[1], &found[2], &found[3], &found[5]] {
        assert!(bad["error"]["message"].is_string() && bad.get("tei").is_none(), "{bad}");
    }
    assert_eq!((&found[2]["id"], &found[5]["error"]["code"]), (&"b".into(), &"T003".into()));
    assert!(found[4]["tei"].is_string());
}

#[test]
fn a_stream_answers_while_its_input_waits() {
    let folder = TempDir::new().expect("a folder");
    let mut child = stream(folder.path(), &["--no-validate"]);
    let (mut input, mut output) = (child.stdin.take().expect("input"), BufReader::new(child.stdout.take().expect("output")));
    for n in 0..100 {
        writeln!(input, "{{\"id\": {n}, \"text\": \"A text.\"}}").expect("to write");
        let mut line = String::new();
        output.read_line(&mut line).expect("an answer");
        assert!(line.contains(&format!("\"id\":{n}")), "{line}");
    }
    drop(input);
    assert!(child.wait().expect("an end").success());
}

#[test]
fn a_stream_whose_reader_goes_away_ends_quietly() {
    let folder = TempDir::new().expect("a folder");
    let mut child = stream(folder.path(), &["--no-validate"]);
    drop(child.stdout.take());
    let mut input = child.stdin.take().expect("input");
    // The pipe breaks here too, as soon as the program has ended.
    let _ = input.write_all("{\"id\": 1, \"text\": \"A text.\"}\n".repeat(5000).as_bytes());
    drop(input);
    let output = child.wait_with_output().expect("an end");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_record_over_the_limit_is_passed_over() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("teiscribe.toml"), "size-limit = 100\n").expect("a file");
    let long = format!("{{\"id\": 1, \"text\": \"{}\"}}\n{{\"id\": 2, \"text\": \"x\"}}\n", "long ".repeat(50_000));
    let found = answers(folder.path(), &long);
    assert_eq!((found.len(), &found[0]["error"]["code"], &found[1]["id"]), (2, &"T008".into(), &2.into()));
    run(folder.path(), &["convert", "--jsonl", "a.txt"], 2);
}

#[test]
fn completions_and_man_pages_name_every_command() {
    let folder = TempDir::new().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(run(folder.path(), &["completions", shell], 0).0.contains("check"), "{shell}");
    }
    run(folder.path(), &["man", "pages"], 0);
    for page in ["teiscribe.1", "teiscribe-check.1", "teiscribe-convert.1"] {
        assert!(fs::read_to_string(folder.path().join("pages").join(page)).expect("a page").contains(".TH "), "{page}");
    }
}

#[test]
fn notes_in_a_file_beside_are_read_with_their_text() {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    fs::create_dir(folder.path().join("in")).expect("a folder");
    write("in/peace.md", "# On Peace\n\nPeace[1] is near[2] at last.\n");
    write("in/peace-notes.md", "# Notes\n\n[1] The mill burnt.\n\n[3] Of nothing.\n");
    write("in/war-notes.md", "# Notes on War\n\nThey were written late.\n");
    let convert = || run(folder.path(), &["convert", "in", "-o", "out/", "--report", "report.json"], 0).1;
    let said = convert();
    assert!(said.contains("2 written, 1 to look at, 1 left out"), "{said}");
    assert!(said.contains("in/peace.md:3:17: warning[T201]") && said.contains("in/peace-notes.md:5:1: warning[T202]"), "{said}");
    assert!(written(&folder.path().join("out"))["peace.xml"].contains("<p>The mill burnt.</p></note> is near"));
    let report = fs::read_to_string(folder.path().join("report.json")).expect("a report");
    assert!(report.contains("\"file\":\"in/peace-notes.md\"") || report.contains("\"file\": \"in/peace-notes.md\""), "{report}");
    write("in/peace-notes.md", "# Notes\n\n[1] The mill stood.\n\n[2] And for good.\n");
    assert!(!convert().contains("T201"));
    assert!(written(&folder.path().join("out"))["peace.xml"].contains("<p>The mill stood.</p></note> is near"));
}

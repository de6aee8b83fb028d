//! Names from outside: what they point at, and a recogniser of the project's own.

mod support;

use std::path::Path;

use support::{folder, run, teiscribe, write};
use tempfile::TempDir;

const TEXT: &str = "# Peace\n\nThen spoke Zkmrtn, and so did Clara Zetkin, in Minsk.\n";

/// A project of one text whose command for names runs `script`.
fn project(script: &str) -> TempDir {
    let folder = folder(&[("texts/a.md", TEXT.as_bytes()), ("spot.sh", script.as_bytes())]);
    let settings = "input = \"texts\"\noutput = \"tei\"\n[names]\ncommand = [\"sh\", \"spot.sh\"]\ncommand-seconds = 1\n";
    write(folder.path(), "teiscribe.toml", settings);
    folder
}

fn tei(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("tei/a.xml")).expect("a TEI")
}

/// A command that answers each document by `answer`.
fn answering(answer: &str) -> String {
    format!("while read -r line; do echo '{answer}'; done\n")
}

#[test]
fn what_another_recogniser_spots_is_the_last_layer() {
    let start = "Peace\nThen spoke ".len();
    let answer = format!(
        "{{\"names\":[{{\"start\":{start},\"end\":{},\"type\":\"PER\"}},{{\"start\":{},\"end\":{},\"type\":\"ORG\",\"score\":0.99}}]}}",
        start + 6,
        start + 19,
        start + 24
    );
    let folder = project(&answering(&answer));
    let (_, stderr) = run(folder.path(), &["convert", "--annotate", "full"], 0);
    assert!(!stderr.contains("T610"), "{stderr}");
    let tei = tei(folder.path());
    assert!(tei.contains("<persName cert=\"low\" evidence=\"conjecture\" resp=\"#tool\">Zkmrtn</persName>"), "{tei}");
    assert!(tei.contains("Clara Zetkin</persName>") && !tei.contains("<orgName"), "what our rules have stands: {tei}");
    let (stdout, _) = run(folder.path(), &["explain", "texts/a.md", "Zkmrtn"], 0);
    assert!(stdout.contains("another recogniser"), "{stdout}");
}

#[test]
fn a_person_has_the_last_word_over_another_recogniser() {
    let start = "Peace\nThen spoke ".len();
    let answer = format!("{{\"names\":[{{\"start\":{start},\"end\":{},\"type\":\"PER\"}}]}}", start + 6);
    let folder = project(&answering(&answer));
    write(folder.path(), "texts/names.csv", "decision,type,form,id\nno,person,Zkmrtn,\n");
    run(folder.path(), &["convert"], 0);
    assert!(!tei(folder.path()).contains("Zkmrtn</persName>"));
}

#[test]
fn a_command_that_fails_hangs_or_answers_nonsense_is_a_finding_and_loses_nothing() {
    for (script, problem) in [
        ("exit 7\n", "exit status: 7"),
        ("read -r line; exec sleep 30\n", "no answer in 1 s"),
        ("while read -r line; do echo nonsense; done\n", "no answer in JSON"),
        ("while read -r line; do echo '{\"names\":[{\"start\":9,\"end\":900,\"type\":\"PER\"}]}'; done\n", "characters 9 to 900"),
        ("exec >&-; exec sleep 30\n", "it closed its output"),
    ] {
        let folder = project(script);
        let (_, stderr) = run(folder.path(), &["convert"], 0);
        assert!(stderr.contains("warning[T610]") && stderr.contains(problem), "{problem}: {stderr}");
        assert!(tei(folder.path()).contains(">Clara Zetkin</persName>"));
        write(folder.path(), "spot.sh", answering("{\"names\":[]}"));
        let (_, stderr) = run(folder.path(), &["convert"], 0);
        assert!(!stderr.contains("T610"), "it is asked again: {stderr}");
    }
}

#[test]
fn a_command_that_keeps_failing_is_given_up() {
    let folder = project("exit 7\n");
    for n in 0..5 {
        write(folder.path(), &format!("texts/{n}.md"), TEXT);
    }
    let (_, stderr) = run(folder.path(), &["convert", "--jobs", "1"], 0);
    assert_eq!((stderr.matches("exit status: 7").count(), stderr.matches("given up after 3 failures").count()), (3, 3), "{stderr}");
}

#[test]
fn no_command_runs_where_the_environment_forbids_it() {
    let folder = project("touch ran\n");
    let output = teiscribe(folder.path()).args(["convert"]).env("TEISCRIBE_NO_COMMAND", "1").output().expect("a run");
    assert!(String::from_utf8_lossy(&output.stderr).contains("TEISCRIBE_NO_COMMAND"));
    assert!(!folder.path().join("ran").exists() && tei(folder.path()).contains("Minsk</placeName>"));
}

#[test]
fn json_lines_are_asked_about_too() {
    let start = "Peace\nThen spoke ".len();
    let answer = format!("{{\"names\":[{{\"start\":{start},\"end\":{},\"type\":\"PER\"}}]}}", start + 6);
    let folder = project(&answering(&answer));
    let line = serde_json::json!({ "id": "a", "text": TEXT }).to_string();
    let output = teiscribe(folder.path()).args(["convert", "--jsonl"]).write_stdin(line).output().expect("a run");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Zkmrtn</persName>"));
}

#[test]
fn pointers_into_a_register_are_relative_to_each_output() {
    let register = "<listPerson><person xml:id=\"p1\"><persName>Clara Zetkin</persName></person></listPerson>";
    let folder = folder(&[("texts/sub/a.md", TEXT.as_bytes()), ("indices/listperson.xml", register.as_bytes())]);
    let settings = "input = \"texts\"\noutput = \"tei\"\nregister = [\"indices/listperson.xml\"]\n[names]\nref = [\"register\"]\nregisters = \"../indices\"\n";
    write(folder.path(), "teiscribe.toml", settings);
    run(folder.path(), &["convert"], 0);
    let tei = std::fs::read_to_string(folder.path().join("tei/sub/a.xml")).expect("a TEI");
    assert!(tei.contains("<persName ref=\"../../indices/listperson.xml#p1\">Clara Zetkin</persName>"), "{tei}");
    write(folder.path(), "teiscribe.toml", "[names]\nref = \"wikipedia\"\n");
    let (_, stderr) = run(folder.path(), &["convert", "texts"], 2);
    assert!(stderr.contains("no way to point `wikipedia`") && stderr.contains("geonames"), "{stderr}");
}

#[test]
fn a_register_above_the_transcription_is_read_and_the_nearest_goes_first() {
    let above = "type,form,id,label\nperson,Zkmrtn,above,Somebody\nperson,Clara Zetkin,zetkin,Zetkin\n";
    let below = "type,form,id,label\nperson,Clara Zetkin,zetkin,Clara Josephine Zetkin\n";
    let folder =
        folder(&[("texts/sub/a.md", TEXT.as_bytes()), ("texts/names.csv", above.as_bytes()), ("texts/sub/names.csv", below.as_bytes())]);
    let (tei, _) = run(folder.path(), &["convert", "texts/sub/a.md"], 0);
    assert!(tei.contains("<persName ref=\"#above\">Zkmrtn</persName>"), "{tei}");
    assert!(tei.contains("<forename>Josephine</forename>"), "{tei}");
}

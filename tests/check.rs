//! `check` from outside: a repository of transcriptions as its CI sees it.

mod support;

use std::fs;
use std::path::Path;

use support::{expect, git, root, run, run_unread, teiscribe, write};
use tempfile::TempDir;

const PROJECT: &str = "input = \"texts\"\noutput = \"tei\"\n";
const TEXT: &str = "# Peace\n\nby Jane Roe\n\nThe text[1] and[2].\n\nNotes\n\n[1] A note.\n";

/// A project with one text, converted.
fn project(settings: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), "teiscribe.toml", format!("{PROJECT}{settings}"));
    write(folder.path(), "texts/a.txt", TEXT);
    run(folder.path(), &["convert"], 0);
    folder
}

fn commit(folder: &Path) {
    git(folder, &["init", "-q"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "-q", "-m", "All"]);
}

#[test]
fn a_finding_has_its_line_and_a_caret() {
    let folder = project("");
    let (stdout, stderr) = run(folder.path(), &["check"], 0);
    assert!(stdout.contains("texts/a.txt:5:16: warning[T201]: marker [2] has no note"), "{stdout}");
    assert!(stdout.contains("5 | The text[1] and[2].") && stdout.contains("^^^"), "{stdout}");
    assert!(stderr.contains("1 checked: 1 warning"), "{stderr}");
}

#[test]
fn what_fails_is_asked_for_and_severities_are_set() {
    let folder = project("[severity]\nT201 = \"error\"\n");
    for (on, code) in [("error", 1), ("warning", 1), ("never", 0)] {
        run(folder.path(), &["check", "--fail-on", on], code);
    }
    let ignoring = project("[severity]\nT201 = \"ignore\"\n");
    let (stdout, _) = run(ignoring.path(), &["check", "--fail-on", "info"], 0);
    assert_eq!(stdout, "");
    for wrong in ["[severity]\nT999 = \"error\"\n", "[severity]\nT201 = \"grave\"\n", "require = [\"colour\"]\n", "notse = \"end\"\n"] {
        write(folder.path(), "teiscribe.toml", format!("{PROJECT}{wrong}"));
        run(folder.path(), &["check"], 2);
    }
}

#[test]
fn an_unknown_key_is_told_with_its_line_and_the_nearest() {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), "a.txt", TEXT);
    for (text, line, nearest) in [
        ("input = \"texts\"\nnotse = \"end\"\n", "line 2", "`notes`"),
        ("[header]\nautor = \"Roe\"\n", "line 2", "`author`"),
        ("[peopel]\njr = \"Roe\"\n", "line 1", "`people`"),
        ("[[override]]\npaths = [\"*\"]\nanotate = \"full\"\n", "line 3", "`annotate`"),
    ] {
        write(folder.path(), "teiscribe.toml", text);
        let (_, stderr) = run(folder.path(), &["check", "a.txt"], 2);
        assert!(stderr.contains(line) && stderr.contains("column") && stderr.contains(nearest), "{stderr}");
    }
}

#[test]
fn tei_that_is_stale_missing_or_left_over_is_found() {
    let folder = project("");
    write(folder.path(), "texts/a.txt", TEXT.replace("The text", "A text"));
    let (stdout, _) = run(folder.path(), &["check"], 1);
    assert!(stdout.contains("error[T703]: tei/a.xml is not what") && stdout.contains("    + ") && stdout.contains("A text"), "{stdout}");
    run(folder.path(), &["convert"], 0);
    write(folder.path(), "texts/b.txt", TEXT);
    assert!(run(folder.path(), &["check"], 1).0.contains("texts/b.txt:1:1: error[T704]"));
    run(folder.path(), &["convert"], 0);
    fs::remove_file(folder.path().join("texts/b.txt")).expect("a file");
    assert!(run(folder.path(), &["check", "--fail-on", "warning"], 1).0.contains("tei/b.xml:1:1: warning[T705]"));
}

#[test]
fn the_version_of_the_program_is_no_difference() {
    let folder = project("");
    let path = folder.path().join("tei/a.xml");
    let tei = fs::read_to_string(&path).expect("a TEI");
    let version = format!("ident=\"teiscribe\" version=\"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(tei.contains(&version));
    fs::write(&path, tei.replace(&version, "ident=\"teiscribe\" version=\"0.0.1\"")).expect("a file");
    assert!(!run(folder.path(), &["check"], 0).0.contains("T703"));
}

#[test]
fn tei_files_are_checked() {
    let folder = project("");
    let tei = fs::read_to_string(folder.path().join("tei/a.xml")).expect("a TEI");
    for (name, text, code) in [
        ("pointer.xml", tei.replace("target=\"#", "target=\"#no-").replace("ref=\"#", "ref=\"#no-"), "T803"),
        ("id.xml", tei.replace("xml:id=\"roe-jane\"", "xml:id=\"tool\""), "T804"),
        ("schema.xml", tei.replace("<body>", "<body><foo/>"), "T801"),
        ("broken.xml", tei.replace("</body>", ""), "T805"),
    ] {
        write(folder.path(), name, &text);
        let (stdout, _) = run(folder.path(), &["check", name], 1);
        assert!(stdout.contains(&format!("error[{code}]")), "{code}: {stdout}");
    }
    run(folder.path(), &["check", "tei/a.xml"], 0);
}

#[test]
fn a_project_has_schemas_of_its_own() {
    let folder = project("schemas = [\"own.rnc\", \"own.sch\"]\n");
    let (_, stderr) = run(folder.path(), &["check"], 2);
    assert!(stderr.contains("failed to read the schema own.rnc"), "{stderr}");
    write(
        folder.path(),
        "own.rnc",
        "start = element * { (attribute * { text } | text | any)* }\nany = element * { (attribute * { text } | text | any)* }\n",
    );
    let rule = |test: &str, role: &str| {
        format!(
            "<schema xmlns=\"http://purl.oclc.org/dsdl/schematron\" queryBinding=\"xslt2\"><ns prefix=\"t\" uri=\"http://www.tei-c.org/ns/1.0\"/>\
             <pattern><rule context=\"t:body\"><assert test=\"{test}\"{role}>No verse here.</assert></rule></pattern></schema>"
        )
    };
    write(folder.path(), "own.sch", rule("not(.//t:lg)", ""));
    run(folder.path(), &["check"], 0);
    write(folder.path(), "own.sch", rule(".//t:lg", ""));
    let (stdout, _) = run(folder.path(), &["check"], 1);
    assert!(stdout.contains("error[T801]: Schematron assert failed: No verse here."), "{stdout}");
    write(folder.path(), "own.sch", rule(".//t:lg", " role=\"warning\""));
    assert!(run(folder.path(), &["check"], 0).0.contains("warning[T802]: Schematron assert failed: No verse here."));
    write(folder.path(), "own.sch", "<schema xmlns=\"http://purl.oclc.org/dsdl/schematron\"></schema>");
    run(folder.path(), &["check"], 2);
}

#[test]
fn what_is_required_may_stand_beside_the_text() {
    let folder = project("require = [\"author\", \"licence\"]\n");
    let (stdout, _) = run(folder.path(), &["check"], 1);
    assert!(stdout.contains("error[T109]: the project requires licence") && !stdout.contains("requires author"), "{stdout}");
    write(folder.path(), "texts/a.meta.toml", "licence = \"CC0\"\nauthor = \"John Roe\"\n");
    let (stdout, _) = run(folder.path(), &["meta", "texts/a.txt"], 0);
    let licence = stdout.lines().find(|line| line.starts_with("licence ")).unwrap_or_default();
    assert!(licence.contains("CC0") && licence.contains("texts/a.meta.toml"), "{stdout}");
    assert!(stdout.contains("Jane Roe   [the transcription]") && stdout.contains("not John Roe"), "{stdout}");
    run(folder.path(), &["convert"], 0);
    run(folder.path(), &["check"], 0);
    let tei = fs::read_to_string(folder.path().join("tei/a.xml")).expect("a TEI");
    assert!(tei.contains("<p>CC0</p>") && !tei.contains("John Roe"), "{tei}");
}

#[test]
fn settings_of_the_check_that_mean_nothing_are_refused_by_every_command() {
    for setting in ["require = [\"sorce\"]\n", "[severity]\nT999 = \"error\"\n", "[severity]\nT201 = \"fatal\"\n"] {
        let folder = project("");
        let own = fs::read_to_string(folder.path().join("teiscribe.toml")).expect("the project's file");
        write(folder.path(), "teiscribe.toml", own + setting);
        run(folder.path(), &["check"], 2);
        run(folder.path(), &["convert"], 2);
    }
}

#[test]
fn overrides_hold_for_their_files() {
    let folder = project("[[override]]\npaths = [\"letters/**\"]\nnotes = \"end\"\nheader = {publisher = \"The Letters\"}\n");
    write(folder.path(), "texts/letters/b.txt", TEXT);
    run(folder.path(), &["convert"], 0);
    let back = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a TEI").contains("<back>");
    assert_eq!((back("tei/a.xml"), back("tei/letters/b.xml")), (false, true));
    assert!(run(folder.path(), &["meta", "texts/letters/b.txt"], 0).0.contains("The Letters   [teiscribe.toml]"));
    assert!(!run(folder.path(), &["meta", "texts/a.txt"], 0).0.contains("The Letters"));
    run(folder.path(), &["check"], 0);
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = project("");
    write(folder.path(), "teiscribe.toml", format!("{PROJECT}size-limit = 20\n"));
    assert!(run(folder.path(), &["check"], 1).0.contains("error[T008]: larger than 20 bytes"));
    assert!(run(folder.path(), &["convert"], 3).1.contains("error[T008]"));
}

#[test]
fn since_a_revision_what_changed_is_checked_and_what_that_touches() {
    let folder = project("");
    write(folder.path(), "texts/b.txt", TEXT.replace("Peace", "War"));
    run(folder.path(), &["convert"], 0);
    commit(folder.path());
    let checked = |expected: &str| {
        let (_, stderr) = run(folder.path(), &["check", "--since", "HEAD", "--fail-on", "never"], 0);
        assert!(stderr.contains(&format!("{expected} checked")), "{expected}: {stderr}");
    };
    checked("0");
    write(folder.path(), "texts/a.txt", TEXT.replace("The text", "A text"));
    checked("1");
    run(folder.path(), &["convert"], 0);
    checked("1");
    write(folder.path(), "texts/names.csv", "decision,type,form,id\nyes,person,Jane Roe,roe-jane\n");
    checked("3");
    fs::remove_file(folder.path().join("texts/names.csv")).expect("a file");
    checked("1");
    write(folder.path(), "teiscribe.toml", format!("{PROJECT}notes = \"end\"\n"));
    checked("2");
    run(folder.path(), &["check", "--since", "nowhere"], 2);
}

#[test]
fn a_shallow_clone_checks_everything_and_says_why() {
    let folder = project("");
    commit(folder.path());
    let origin = format!("file://{}", folder.path().display());
    git(folder.path(), &["clone", "-q", "--depth", "1", &origin, "clone"]);
    let (stdout, stderr) = run(&folder.path().join("clone"), &["check", "--since", "v1"], 0);
    assert!(
        stdout.contains("warning[T701]") && stdout.contains("git fetch --unshallow") && stderr.contains("1 checked"),
        "{stdout}{stderr}"
    );
}

#[test]
fn nothing_is_silently_green() {
    let folder = project("");
    run(folder.path(), &["check", "*.md"], 2);
    run(folder.path(), &["check", "missing.xml"], 2);
    run(folder.path(), &["check", "--report", "sarif"], 2);
    let bad = "# A\n\nx\n";
    for n in 0..256 {
        write(folder.path(), &format!("texts/{n}.txt"), bad);
    }
    let (_, stderr) = run(folder.path(), &["check"], 1);
    assert!(stderr.contains("256 errors"), "{stderr}");
}

#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    let folder = project("");
    for n in 0..200 {
        write(folder.path(), &format!("texts/{n}.txt"), TEXT);
    }
    assert_eq!(run_unread(folder.path(), &["check", "--format", "json"]), Some(1));
}

#[test]
fn formats_hold_what_their_readers_ask_for() {
    let folder = project("");
    for n in 0..15 {
        write(folder.path(), &format!("texts/a,{n}.txt"), format!("# P {n}\n\n**a** | `b` <c> \"d\"[2] %[3].\n\nNotes\n\n[1] A note.\n"));
    }
    let format = |name: &str| run(folder.path(), &["check", "--format", name, "--fail-on", "never"], 0).0;
    let github = format("github");
    let count = |kind: &str| github.lines().filter(|line| line.starts_with(&format!("::{kind} "))).count();
    assert_eq!((count("error"), count("warning")), (10, 10), "{github}");
    assert!(github.contains("file=texts/a%2C0.txt") && github.contains("more findings"), "{github}");
    let gitlab: serde_json::Value = serde_json::from_str(&format("gitlab")).expect("JSON");
    let issues = gitlab.as_array().expect("a list");
    let prints: std::collections::BTreeSet<&str> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), issues.len());
    assert!(issues.iter().all(|issue| issue["location"]["lines"]["begin"].is_u64() && issue["severity"].is_string()));
    let sarif: serde_json::Value = serde_json::from_str(&format("sarif")).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!((results.len(), sarif["version"].as_str()), (issues.len(), Some("2.1.0")));
    let rules: Vec<&str> =
        sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules").iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert!(results.iter().all(|own| rules.contains(&own["ruleId"].as_str().unwrap_or_default())));
    let junit = format("junit");
    let junit = roxmltree::Document::parse(&junit).expect("XML");
    assert_eq!(junit.descendants().filter(|node| node.has_tag_name("testcase")).count(), 16);
    assert_eq!(junit.descendants().filter(|node| node.has_tag_name("failure")).count(), 15);
    let markdown = format("markdown");
    assert!(markdown.contains("T704") && !markdown.contains("<c>"), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&format("json")).expect("JSON");
    assert_eq!((json["checked"].as_u64(), json["errors"].as_u64()), (Some(16), Some(15)));
}

#[test]
fn on_github_and_gitlab_their_files_are_written_in_the_same_run() {
    let folder = project("");
    fs::remove_file(folder.path().join("tei/a.xml")).expect("a file");
    let (summary, outputs) = (folder.path().join("summary.md"), folder.path().join("outputs"));
    let github = teiscribe(folder.path())
        .args(["check", "--report", "sarif=out/own.sarif"])
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_STEP_SUMMARY", &summary)
        .env("GITHUB_OUTPUT", &outputs)
        .output()
        .expect("a run");
    assert!(String::from_utf8_lossy(&github.stdout).starts_with("::error file=texts/a.txt,line=1"));
    assert!(fs::read_to_string(summary).expect("a summary").contains("#### T704"));
    assert_eq!(fs::read_to_string(outputs).expect("outputs"), "errors=1\nwarnings=1\nchanged=true\n");
    assert!(folder.path().join("out/own.sarif").exists());
    teiscribe(folder.path()).args(["check"]).env("GITLAB_CI", "true").assert().code(1);
    assert!(folder.path().join("gl-code-quality-report.json").exists());
}

#[test]
fn the_page_of_codes_is_current() {
    let page: String =
        teiscribe::diagnostic::codes().filter_map(teiscribe::diagnostic::explanation).map(|text| format!("\n## {text}\n")).collect();
    let page =
        format!("# Findings\n\nWritten from `src/diagnostic/findings.md` by a test. `teiscribe explain CODE` prints a section.\n{page}");
    expect(&root().join("docs/findings.md"), &page).unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn the_schema_of_the_project_file_has_its_keys_and_the_recipe_is_read() {
    let schema: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(root().join("schema/project.schema.json")).expect("a schema")).expect("JSON");
    let code = fs::read_to_string(root().join("src/cli/project.rs")).expect("the project file's reader");
    let (_, list) = code.split_once("const OWN: ").expect("the keys");
    let own = list.split(';').nth(1).unwrap_or_default().split('"').skip(1).step_by(2);
    // Of a key that it does not know, a setting tells those that it does.
    let settings = toml::from_str::<teiscribe::settings::Settings>("'' = 0").expect_err("an unknown key").to_string();
    let mut keys: Vec<&str> = own.chain(settings.split('`').skip(3).step_by(2)).collect();
    keys.sort_unstable();
    let mut known: Vec<&str> = schema["properties"].as_object().expect("properties").keys().map(String::as_str).collect();
    known.sort_unstable();
    assert_eq!(keys, known);
    let recipes = fs::read_to_string(root().join("docs/recipes.md")).expect("recipes");
    let is_told = |key: &&&str| {
        recipes.contains(&format!("`{key}`")) || recipes.contains(&format!("\n{key} = ")) || recipes.contains(&format!("[{key}]"))
    };
    assert_eq!(keys.iter().find(|key| !is_told(key)), None);
    let recipe = recipes.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a recipe");
    let folder = project("");
    write(folder.path(), "names.csv", "decision,type,form,id\nyes,person,Jane Roe,roe-jane\n");
    write(folder.path(), "teiscribe.toml", recipe);
    run(folder.path(), &["convert"], 0);
    assert!(fs::read_to_string(folder.path().join("tei/a.xml")).expect("a TEI").contains("<idno>archive-a</idno>"));
}

/// The whole way of a project, from outside: each exit code and finding.
#[test]
fn a_scholar_edits_checks_compares_and_converts() {
    let folder = project("");
    commit(folder.path());
    run(folder.path(), &["check"], 0);
    assert!(run(folder.path(), &["check", "--since", "HEAD"], 0).1.contains("0 checked"));
    write(folder.path(), "texts/a.txt", TEXT.replace("The text", "A long text"));
    let (stdout, _) = run(folder.path(), &["check", "--since", "HEAD"], 1);
    assert!(stdout.contains("error[T703]"), "{stdout}");
    let (stdout, _) = run(folder.path(), &["diff", "HEAD"], 0);
    assert!(stdout.contains("{+A long+}"), "{stdout}");
    run(folder.path(), &["convert"], 0);
    assert!(!run(folder.path(), &["check", "--since", "HEAD"], 0).0.contains("T703"));
}

#[test]
fn entries_with_nearly_one_name_are_told_where_they_stand() {
    let folder = project("[severity]\nT604 = \"error\"\n");
    write(folder.path(), "texts/names.csv", "form,type,id\nSverdlov,person,sverdlov\nSverdloff,person,sverdloff\n");
    let (stdout, _) = run(folder.path(), &["check"], 1);
    assert!(stdout.contains("texts/names.csv:1:1: error[T604]: entries sverdlov and sverdloff"), "{stdout}");
}

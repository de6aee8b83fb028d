//! What calls the program elsewhere: the script of the action of GitHub, its inputs, and the hooks of pre-commit.
#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::{Command, Output};

use support::{root, run, write};
use tempfile::TempDir;

/// A project with a marker that has no note, and a command for names that leaves a file behind.
fn project() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), "teiscribe.toml", "input = \"texts\"\noutput = \"tei\"\n[names]\ncommand = [\"touch\", \"was-run\"]\n");
    write(folder.path(), "texts/a.txt", "# Peace\n\nby Jane Roe\n\nThe text[1] and[2].\n\nNotes\n\n[1] A note.\n");
    write(folder.path(), "texts/b.txt", "# War\n\nIt came.\n");
    folder
}

/// Runs the action's script in `folder`, with the program of this build on the path and these inputs.
fn action(folder: &Path, inputs: &[(&str, &str)]) -> Output {
    let program = assert_cmd::cargo::cargo_bin("teiscribe");
    let path = format!("{}:{}", program.parent().expect("a folder").display(), std::env::var("PATH").unwrap_or_default());
    let mut command = Command::new(root().join("packaging/action.sh"));
    command.current_dir(folder).env("PATH", path).env_remove("GITHUB_ACTIONS").env_remove("GITLAB_CI");
    command.envs(inputs.iter().copied()).output().expect("the script")
}

#[test]
fn the_action_runs_what_its_inputs_say_and_nothing_else() {
    let folder = project();
    let code = |inputs: &[(&str, &str)]| action(folder.path(), inputs).status.code();
    assert_eq!(code(&[("TEISCRIBE_COMMAND", "convert")]), Some(0));
    assert!(folder.path().join("tei/a.xml").exists());
    assert_eq!(code(&[("TEISCRIBE_FAIL_ON", "never"), ("TEISCRIBE_SARIF", "out.sarif")]), Some(0));
    assert!(folder.path().join("out.sarif").exists());
    assert_eq!(code(&[("TEISCRIBE_FAIL_ON", "warning"), ("TEISCRIBE_PATHS", "texts/a.txt\n")]), Some(1));
    assert_eq!(code(&[("TEISCRIBE_COMMAND", "format")]), Some(2));
    for hostile in ["$(touch owned)", "; touch owned", "--output=owned", "`touch owned`"] {
        assert_eq!(code(&[("TEISCRIBE_PATHS", hostile)]), Some(2), "{hostile} is a path that is not there");
    }
    assert!(!folder.path().join("owned").exists());
}

#[test]
fn the_action_takes_the_first_push_of_a_branch_for_a_whole_check() {
    let folder = project();
    let all_zeros = "0".repeat(40);
    let output = action(folder.path(), &[("TEISCRIBE_SINCE", "auto"), ("TEISCRIBE_BASE", &all_zeros), ("TEISCRIBE_FAIL_ON", "never")]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("2 checked"), "{output:?}");
}

#[test]
fn the_action_runs_a_projects_own_command_only_where_it_is_told_to() {
    let folder = project();
    action(folder.path(), &[("TEISCRIBE_FAIL_ON", "never")]);
    assert!(!folder.path().join("was-run").exists());
    action(folder.path(), &[("TEISCRIBE_FAIL_ON", "never"), ("TEISCRIBE_NAMES_COMMAND", "true")]);
    assert!(folder.path().join("was-run").exists());
}

#[test]
fn no_expression_of_a_workflow_stands_in_a_script() {
    let action = std::fs::read_to_string(root().join("action.yml")).expect("action.yml");
    let is_given = |line: &str| {
        let key = line.trim_start().split(':').next().unwrap_or_default();
        key == "value" || key.starts_with("TEISCRIBE_")
    };
    let wrong: Vec<&str> = action.lines().filter(|line| line.contains("${{") && !is_given(line)).collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_hooks_call_what_there_is() {
    let folder = project();
    let hooks = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).expect("the hooks");
    let entries: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: teiscribe ")).collect();
    assert_eq!(entries, ["check", "convert", "check"]);
    run(folder.path(), &["convert"], 0);
    run(folder.path(), &["check", "texts/a.txt", "texts/b.txt", "--fail-on", "error"], 0);
}

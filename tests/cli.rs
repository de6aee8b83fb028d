//! The program from outside: what it writes, says and exits with.

mod support;

use std::fs;
use std::path::Path;

use support::{folder, git, run, run_unread, teiscribe, write};
use tempfile::TempDir;

const TEXT: &str = "# Peace\n\nThe text.<sup>1</sup>\n\n---\n\n1. A note.\n";

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name != ".teiscribe");
    names.sort();
    names
}

#[test]
fn one_file_goes_to_standard_output() {
    let folder = folder(&[("peace.md", TEXT.as_bytes())]);
    let (stdout, _) = run(folder.path(), &["convert", "peace.md"], 0);
    assert!(stdout.contains("The text.<note xml:id=\"note-1\" n=\"1\""), "{stdout}");
}

#[test]
fn standard_input_is_a_dash() {
    let folder = folder(&[]);
    let output = teiscribe(folder.path()).args(["convert", "-"]).write_stdin(TEXT).output().expect("a run");
    assert!(String::from_utf8_lossy(&output.stdout).contains("<titlePart type=\"main\">Peace</titlePart>"));
}

#[test]
fn a_dash_for_what_is_written_is_standard_output() {
    let folder = folder(&[("old.md", TEXT.as_bytes()), ("new.md", b"# Peace\n\nThe text of a year ago by Krasnov.\n")]);
    for command in [
        ["convert", "new.md", "-o", "-"].as_slice(),
        &["convert", "new.md", "-o", "new.xml", "--report", "-"],
        &["diff", "old.md", "new.md", "-o", "-"],
        &["names", "suggest", "new.md", "-o", "-"],
        &["check", "new.md", "--report", "json=-"],
    ] {
        let output = teiscribe(folder.path()).args(command).output().expect("a run");
        assert!(!output.stdout.is_empty(), "{command:?}");
        assert!(!listing(folder.path()).contains(&"-".to_owned()), "{command:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_the_file_it_leads_to_is_written() {
    let folder = folder(&[("peace.md", TEXT.as_bytes()), ("site/peace.xml", b"old")]);
    let link = folder.path().join("peace.xml");
    std::os::unix::fs::symlink("site/peace.xml", &link).expect("a link");
    run(folder.path(), &["convert", "peace.md", "-o", "peace.xml"], 0);
    assert!(link.is_symlink());
    assert!(fs::read_to_string(folder.path().join("site/peace.xml")).expect("the file").contains("<title"));
}

#[test]
fn a_folder_is_mirrored_and_what_is_no_transcription_is_left_out() {
    let folder = folder(&[
        ("in/a.txt", TEXT.as_bytes()),
        ("in/sub/b.md", TEXT.as_bytes()),
        ("in/README.md", b"About."),
        ("in/image.png", b"\x89PNG"),
    ]);
    let (_, stderr) = run(folder.path(), &["convert", "in", "-o", "out"], 0);
    assert_eq!(
        (listing(&folder.path().join("out")), listing(&folder.path().join("out/sub"))),
        (vec!["a.xml".to_owned(), "sub".to_owned()], vec!["b.xml".to_owned()])
    );
    assert!(stderr.contains("2 written") && stderr.contains("README.md"), "{stderr}");
}

/// Files with links and nothing else, and with a table.
fn with_leaflets() -> TempDir {
    folder(&[
        ("in/a.txt", TEXT.as_bytes()),
        ("in/index.md", "- [The Strike of the Weavers](strike.html)\n".repeat(6).as_bytes()),
        ("in/sub/table.txt", "anna,1870,Ulm\n".repeat(6).as_bytes()),
        ("in/note.rst", TEXT.as_bytes()),
    ])
}

#[test]
fn what_is_no_transcription_by_what_it_holds_is_left_out_with_a_finding() {
    let folder = with_leaflets();
    let (_, stderr) = run(folder.path(), &["convert", "in", "-o", "out"], 0);
    assert_eq!(listing(&folder.path().join("out")), ["a.xml"]);
    assert!(stderr.contains("in/index.md:1:1: info[T009]: left out as no transcription: an index of links"), "{stderr}");
    assert!(stderr.contains("1 written, 2 left out"), "{stderr}");
    let (stdout, _) = run(folder.path(), &["check", "in"], 0);
    assert!(stdout.matches("T009").count() >= 2, "{stdout}");
    run(folder.path(), &["convert", "in/index.md", "-o", "named.xml"], 0);
    assert!(folder.path().join("named.xml").exists());
}

#[test]
fn include_and_exclude_decide_the_command_line_before_the_file() {
    let folder = with_leaflets();
    write(folder.path(), "teiscribe.toml", "input = \"in\"\noutput = \"out\"\ninclude = [\"*.rst\", \"sub/*\"]\nexclude = [\"a.*\"]\n");
    run(folder.path(), &["convert"], 0);
    assert_eq!(listing(&folder.path().join("out")), ["note.xml", "sub"]);
    run(folder.path(), &["convert", "-o", "other/", "--include", "a.txt", "--exclude", "sub/**"], 0);
    assert_eq!(listing(&folder.path().join("other")), ["a.xml", "note.xml"]);
    let (_, stderr) = run(folder.path(), &["convert", "--exclude", "[", "-o", "other"], 2);
    assert!(stderr.contains("--exclude"), "{stderr}");
    run(folder.path(), &["review", "in", "--exclude", "a.txt"], 0);
}

#[test]
fn the_name_of_a_file_tells_what_the_text_does_not() {
    let own = "[convention]\nextends = [\"letters\"]\n[file-names]\npatterns = [\"{date}-{author}_{recipient}\"]\n";
    let text = "Dear Ann,\n\nThe frost came early.\n";
    let folder = folder(&[
        ("teiscribe.toml", b"conventions = [\"own.toml\"]\nconvention = \"own\"\nrequire = [\"date\"]\n"),
        ("own.toml", own.as_bytes()),
        ("1871-05-03-Jane-Roe_Ann-Poe.txt", text.as_bytes()),
        ("1871-05-03-X_Y.txt", format!("---\nauthor: Jane Roe\nrecipient: Ann Poe\ndate: May 4, 1871\n---\n\n{text}").as_bytes()),
    ]);
    let (tei, _) = run(folder.path(), &["convert", "1871-05-03-Jane-Roe_Ann-Poe.txt"], 0);
    for told in [
        "<creation><date when=\"1871-05-03\">1871-05-03</date></creation>",
        "<author><persName>Jane Roe</persName></author>",
        "<persName>Ann Poe</persName>",
    ] {
        assert!(tei.contains(told), "{told}: {tei}");
    }
    let (tei, _) = run(folder.path(), &["convert", "1871-05-03-X_Y.txt"], 0);
    assert!(!tei.contains("when=\"1871-05-03\"") && !tei.contains(">X<") && tei.contains("1871-05-04"), "{tei}");
    run(folder.path(), &["check", "1871-05-03-Jane-Roe_Ann-Poe.txt"], 0);
}

#[test]
fn the_day_in_a_files_name_dates_a_text_that_says_none() {
    let text = "# Message\n\nOn the 24th instant it was so.\n";
    let folder = folder(&[
        ("speeches/1796-03-30-message.txt", text.as_bytes()),
        ("posts/2019-03-30-message.txt", text.as_bytes()),
        ("dated/teiscribe.toml", b"[header]\ndate = \"1796-05-02\"\n"),
        ("dated/1796-03-30-message.txt", text.as_bytes()),
    ]);
    let (tei, _) = run(folder.path(), &["convert", "speeches/1796-03-30-message.txt"], 0);
    assert!(tei.contains("<creation><date when=\"1796-03-30\" cert=\"medium\">1796-03-30</date></creation>"), "{tei}");
    assert!(tei.contains("<date when=\"1796-03-24\">the 24th instant</date>"), "{tei}");
    let (tei, _) = run(folder.path(), &["convert", "posts/2019-03-30-message.txt"], 0);
    assert!(!tei.contains("<creation>") && !tei.contains("2019-03-24"), "{tei}");
    let (tei, _) = run(&folder.path().join("dated"), &["convert", "1796-03-30-message.txt"], 0);
    assert!(!tei.contains("1796-03-30</date>") && tei.contains("1796-05-24"), "{tei}");
}

#[test]
fn a_pattern_is_matched_by_the_program() {
    let folder = folder(&[("a.txt", TEXT.as_bytes()), ("b.md", TEXT.as_bytes())]);
    run(folder.path(), &["convert", "*.md", "-o", "out/"], 0);
    assert_eq!(listing(&folder.path().join("out")), ["b.xml"]);
}

#[test]
fn what_matches_nothing_is_an_error() {
    let folder = folder(&[]);
    for path in ["missing.txt", "*.txt", "."] {
        let (_, stderr) = run(folder.path(), &["convert", path], 2);
        assert!(stderr.contains("no input matches"), "{stderr}");
    }
    run(folder.path(), &["convert"], 2);
    run(folder.path(), &["bogus"], 2);
}

#[test]
fn several_inputs_need_a_folder() {
    let folder = folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", TEXT.as_bytes())]);
    run(folder.path(), &["convert", "a.txt", "b.txt"], 2);
    assert_eq!(listing(folder.path()), ["a.txt", "b.txt"]);
}

#[test]
fn two_inputs_for_one_output_are_an_error() {
    let folder = folder(&[("in/a.txt", TEXT.as_bytes()), ("in/a.md", TEXT.as_bytes())]);
    let (_, stderr) = run(folder.path(), &["convert", "in", "-o", "out"], 2);
    assert!(stderr.contains("would both be written"), "{stderr}");
}

#[test]
fn a_binary_file_is_refused_and_the_others_are_written() {
    let folder = folder(&[("in/a.txt", b"%PDF-1.4\n"), ("in/b.txt", TEXT.as_bytes())]);
    let (_, stderr) = run(folder.path(), &["convert", "in", "-o", "out"], 3);
    assert!(stderr.contains("error[T003]"), "{stderr}");
    assert_eq!(listing(&folder.path().join("out")), ["b.xml"]);
}

#[test]
fn unknown_keys_of_the_project_file_are_errors() {
    let folder = folder(&[("teiscribe.toml", b"notess = \"end\"\n"), ("a.txt", TEXT.as_bytes())]);
    let (_, stderr) = run(folder.path(), &["convert", "a.txt"], 2);
    assert!(stderr.contains("notess") && stderr.contains("line 1"), "{stderr}");
}

#[test]
fn without_paths_the_project_file_says_what_to_convert() {
    let folder = folder(&[("teiscribe.toml", b"input = \"texts\"\noutput = \"tei\"\nnotes = \"end\"\n"), ("texts/a.txt", TEXT.as_bytes())]);
    run(folder.path(), &["convert"], 0);
    let tei = fs::read_to_string(folder.path().join("tei/a.xml")).expect("a TEI");
    assert!(tei.contains("<back>"), "{tei}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = folder(&[("a.txt", TEXT.as_bytes())]);
    let (stdout, _) = run(folder.path(), &["convert", "a.txt", "-o", "out/", "--dry-run"], 0);
    assert_eq!((stdout.as_str(), listing(folder.path())), ("", vec!["a.txt".to_owned()]));
}

#[test]
fn the_report_tells_what_was_dropped_in_bytes_of_the_file() {
    let text = "\u{feff}# Peace\n\n<!-- checked -->\n\nThe text.\n";
    let folder = folder(&[("a.txt", text.as_bytes())]);
    run(folder.path(), &["convert", "a.txt", "-o", "a.xml", "--report", "report.json"], 0);
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("report.json")).expect("a report")).expect("JSON");
    let dropped = &report["documents"][0]["dropped"][0];
    let range = dropped["start"].as_u64().expect("a byte") as usize..dropped["end"].as_u64().expect("a byte") as usize;
    assert_eq!((&text[range], dropped["reason"].as_str()), ("<!-- checked -->", Some("comment")));
}

#[test]
fn findings_have_file_line_column_and_code() {
    let folder = folder(&[("a.txt", b"# Peace\n\nThe text[1] and[2].\n\nNotes\n\n[1] A note.\n")]);
    let (_, stderr) = run(folder.path(), &["convert", "a.txt", "-o", "a.xml"], 0);
    assert!(stderr.contains("a.txt:3:16: warning[T201]: marker [2] has no note"), "{stderr}");
}

#[test]
fn plain_gives_the_running_text_back() {
    let folder = folder(&[("a.txt", TEXT.as_bytes())]);
    run(folder.path(), &["convert", "a.txt", "-o", "a.xml"], 0);
    let (stdout, _) = run(folder.path(), &["plain", "a.xml"], 0);
    assert_eq!(stdout, "Peace\nThe text.\nA note.\n");
    let (_, stderr) = run(folder.path(), &["plain", "a.txt"], 3);
    assert!(stderr.contains("a.txt"), "{stderr}");
}

#[test]
fn show_fits_on_a_screen_and_explain_knows_codes_and_places() {
    let folder = folder(&[("a.txt", TEXT.as_bytes())]);
    let (shown, _) = run(folder.path(), &["show", "a.txt"], 0);
    assert!(shown.contains("title       Peace") && shown.contains("1, 1 linked") && shown.lines().count() < 40, "{shown}");
    let (explained, _) = run(folder.path(), &["explain", "T201"], 0);
    assert!(explained.starts_with("T201"), "{explained}");
    let (place, _) = run(folder.path(), &["explain", "a.txt:3"], 0);
    assert!(place.contains("The text."), "{place}");
    let (words, _) = run(folder.path(), &["explain", "a.txt", "nobody"], 0);
    assert!(words.contains("no date or name holds"), "{words}");
    let (read, _) = run(folder.path(), &["explain", "a.txt"], 0);
    assert!(read.starts_with("a.txt: convention "), "{read}");
    run(folder.path(), &["explain", "T999"], 2);
}

#[test]
fn an_output_that_cannot_be_written_fails_and_leaves_nothing() {
    let folder = folder(&[("a.txt", TEXT.as_bytes()), ("out", b"a file, not a folder")]);
    run(folder.path(), &["convert", "a.txt", "-o", "out/"], 3);
    assert_eq!(listing(folder.path()), ["a.txt", "out"]);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = folder(&[("a.txt", TEXT.repeat(2000).as_bytes())]);
    assert_eq!(run_unread(folder.path(), &["convert", "--no-validate", "a.txt"]), Some(0));
}

/// A repository of two commits, in which a word of `a.txt` changed, and a working tree in which a word of `b.txt` did.
fn repository() -> TempDir {
    let folder = folder(&[("a.txt", b"The red house stands.\n"), ("b.txt", b"The river runs fast.\n")]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "Two texts"]);
    fs::write(folder.path().join("a.txt"), "The green house stands.\n").expect("a file");
    git(folder.path(), &["commit", "-q", "-a", "-m", "The colour"]);
    fs::write(folder.path().join("b.txt"), "The river runs slowly.\n").expect("a file");
    folder
}

#[test]
fn each_side_is_read_by_the_register_of_its_revision() {
    let register = |id: &str| format!("decision,type,form,id,label\nyes,person,Levi,{id},Levi\n");
    let text = "The chair thanked Levi for his words.\n";
    let folder = folder(&[("in/a.txt", text.as_bytes()), ("in/names.csv", register("levi-p").as_bytes())]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "Levi"]);
    fs::write(folder.path().join("in/names.csv"), register("levi-h")).expect("a file");
    fs::write(folder.path().join("in/a.txt"), text.replace("his words", "them")).expect("a file");
    for arguments in [&["diff"][..], &["diff", "HEAD:in/a.txt", "in/a.txt"]] {
        let (stdout, _) = run(folder.path(), arguments, 0);
        assert!(stdout.contains("entity (name)") && stdout.contains("#levi-p → #levi-h"), "{arguments:?}: {stdout}");
    }
    git(folder.path(), &["commit", "-q", "-a", "-m", "Another Levi"]);
    let (stdout, _) = run(folder.path(), &["diff", "--history", "in/a.txt"], 0);
    assert!(stdout.contains("1 entity"), "{stdout}");
    fs::write(folder.path().join("in/names.csv"), register("levi-p")).expect("a file");
    git(folder.path(), &["commit", "-q", "-a", "-m", "The first Levi again"]);
    fs::write(folder.path().join("in/names.csv"), register("levi-p") + "yes,person,Blum,blum,Blum\n").expect("a file");
    git(folder.path(), &["commit", "-q", "-a", "-m", "Somebody else"]);
    let (stdout, _) = run(folder.path(), &["diff", "--history", "in/a.txt"], 0);
    assert!(stdout.contains("1 entity (The first Levi again)") && stdout.lines().count() == 4, "{stdout}");
}

#[test]
fn a_comment_tells_what_becomes_of_the_tei_of_a_project() {
    let text = "# On Peace\n\nThe chair thanked Levi for his words.<sup>1</sup> He left.<sup>2</sup>\n\n1. In Geneva.\n2. Before noon.\n";
    let corrections = "file,before,quote,after,set,value,by,why\na.txt,,Levi,,type,person,jr,\n";
    let project = "input = \"in\"\noutput = \"out\"\ncorrections = [\"corrections.csv\"]\n[people]\njr = \"Jane Roe\"\n";
    let folder =
        folder(&[("in/a.txt", text.as_bytes()), ("corrections.csv", corrections.as_bytes()), ("teiscribe.toml", project.as_bytes())]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "Peace"]);
    for (old, new, line) in [
        ("his words", "their words", "TEI: 1 file regenerated, valid; links: 0 lost; corrections: all match."),
        ("Levi", "Bauer", "TEI: 1 file regenerated, valid; links: 0 lost; corrections: **1 of 1 match nothing**."),
        ("2. Before noon.\n", "", "TEI: 1 file regenerated, valid; links: 1 lost; corrections: all match."),
    ] {
        fs::write(folder.path().join("in/a.txt"), text.replace(old, new)).expect("a file");
        let (stdout, _) = run(folder.path(), &["diff", "--format", "markdown"], 0);
        assert!(stdout.ends_with(&format!("\n{line}\n")), "{new}: {stdout}");
    }
    fs::write(folder.path().join("b.txt"), "Elsewhere.\n").expect("a file");
    let (stdout, _) = run(folder.path(), &["diff", "b.txt", "b.txt", "--format", "markdown"], 0);
    assert!(!stdout.contains("TEI:"), "{stdout}");
}

#[test]
fn two_folders_are_compared_by_names_and_a_renamed_file_is_seen() {
    let long = "When the delegates had come together the chairman opened the congress and read the report of the committee.";
    let folder = folder(&[
        ("old/a.txt", b"The red house stands.\n"),
        ("new/a.txt", b"The green house stands.\n"),
        ("old/first.txt", long.as_bytes()),
        ("new/second.txt", long.replace("read", "heard").as_bytes()),
    ]);
    let (stdout, _) = run(folder.path(), &["diff", "old", "new"], 0);
    for part in ["[-red-]{+green+}", "[-read-]{+heard+}", "first.txt", "second.txt"] {
        assert!(stdout.contains(part), "no {part} in {stdout}");
    }
    run(folder.path(), &["diff", "old", "new/a.txt"], 2);
}

#[test]
fn what_cannot_be_read_does_not_keep_the_other_files_from_being_compared() {
    let folder = folder(&[
        ("old/a.txt", b"The red house stands.\n"),
        ("new/a.txt", b"The green house stands.\n"),
        ("old/b.txt", b"A\0B"),
        ("new/b.txt", b"A\0C"),
        ("old/same.txt", b"As it was.\n"),
        ("new/same.txt", b"As it was.\n"),
        ("old/gone.txt", b"Nobody needs it.\n"),
        ("new/come.txt", b"Everybody asks for this.\n"),
    ]);
    let (stdout, stderr) = run(folder.path(), &["diff", "old", "new"], 3);
    assert!(stderr.contains("old/b.txt: not a plain text") && stdout.starts_with("3 files: 3 substantive"), "{stdout}{stderr}");
    for part in ["[-red-]{+green+}", "old/gone.txt: file taken out", "new/come.txt: new file", "\n3. substantive"] {
        assert!(stdout.contains(part), "no {part} in {stdout}");
    }
    assert!(!stdout.contains("same.txt"), "{stdout}");
    run(folder.path(), &["diff", "old/b.txt", "new/b.txt"], 3);
    // An external driver of git's that fails ends `git diff`.
    run(folder.path(), &["diff", "b.txt", "old/b.txt", "0", "100644", "new/b.txt", "1", "100644"], 0);
}

#[test]
fn paths_of_a_revision_are_followed_over_renames_and_have_to_be_there() {
    let long = "When the delegates had come together the chairman opened the congress and read the report of the committee.\n";
    let folder = folder(&[("a.txt", long.as_bytes())]);
    let git = |arguments: &[&str]| git(folder.path(), arguments);
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "One"]);
    git(&["mv", "a.txt", "b.txt"]);
    fs::write(folder.path().join("b.txt"), long.replace("read", "heard")).expect("a file");
    git(&["commit", "-q", "-a", "-m", "Two"]);
    let (stdout, _) = run(folder.path(), &["diff", "HEAD~1", "--", "b.txt"], 0);
    assert!(stdout.starts_with("HEAD~1:a.txt → b.txt\n1 substantive"), "{stdout}");
    let (stdout, _) = run(folder.path(), &["diff", "HEAD~1..HEAD", "--format", "github"], 0);
    assert!(stdout.starts_with("::warning file=b.txt,line=1,"), "{stdout}");
    let (stdout, _) = run(folder.path(), &["diff", "HEAD~1..HEAD", "--ignore", "substantive"], 0);
    assert!(stdout.contains("no other change") && stdout.contains("1 item left out as asked"), "{stdout}");
    run(folder.path(), &["diff", "HEAD", "--", "c.txt"], 2);
}

#[test]
fn revisions_are_compared_with_the_working_tree_and_with_each_other() {
    let folder = repository();
    let (red, fast) = ("[-red-]{+green+}", "[-fast-]{+slowly+}");
    for (arguments, has) in [
        (&["diff"][..], (false, true)),
        (&["diff", "HEAD~1"], (true, true)),
        (&["diff", "HEAD~1..HEAD"], (true, false)),
        (&["diff", "HEAD~1...HEAD"], (true, false)),
        (&["diff", "HEAD~1", "HEAD"], (true, false)),
        (&["diff", "HEAD~1:a.txt"], (true, false)),
        (&["diff", "HEAD~1:a.txt", "a.txt"], (true, false)),
        (&["diff", "HEAD~1", "--", "b.txt"], (false, true)),
        (&["diff", "b.txt"], (false, true)),
    ] {
        let (stdout, _) = run(folder.path(), arguments, 0);
        assert_eq!((stdout.contains(red), stdout.contains(fast)), has, "{arguments:?}: {stdout}");
    }
    run(folder.path(), &["diff", "nowhere"], 2);
}

#[test]
fn a_change_of_the_register_or_the_corrections_alone_is_seen() {
    let register = |id: &str| format!("decision,type,form,id,label\nyes,person,Levi,{id},Levi\n");
    let corrections = |day: &str| format!("file,before,quote,after,set,value,by,why\n,,May 3,,when,{day},jr,\n");
    let folder = folder(&[
        ("in/a.txt", b"The chair thanked Levi for his words of May 3.\n"),
        ("in/names.csv", register("levi-p").as_bytes()),
        ("in/corrections.csv", corrections("1919-05-03").as_bytes()),
        ("in/other.txt", b"Nobody is named here.\n"),
        ("elsewhere/b.txt", b"The chair thanked Levi.\n"),
    ]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "Levi"]);
    fs::write(folder.path().join("in/names.csv"), register("levi-h")).expect("a file");
    let told = |arguments: &[&str]| run(folder.path(), arguments, 0).0;
    for arguments in [&["diff"][..], &["diff", "HEAD"], &["diff", "HEAD", "--", "in"], &["diff", "in/a.txt"]] {
        let stdout = told(arguments);
        assert!(stdout.contains("in/a.txt\n1 substantive") && stdout.contains("#levi-p → #levi-h"), "{arguments:?}: {stdout}");
        assert!(!stdout.contains("other.txt") && !stdout.contains("b.txt"), "{arguments:?}: {stdout}");
    }
    assert!(!told(&["diff", "--", "elsewhere"]).contains("levi"));
    git(folder.path(), &["commit", "-q", "-a", "-m", "Another Levi"]);
    fs::write(folder.path().join("in/corrections.csv"), corrections("1920-05-03")).expect("a file");
    git(folder.path(), &["commit", "-q", "-a", "-m", "Another day"]);
    for (what, value) in [("HEAD~2..HEAD~1", "#levi-p → #levi-h"), ("HEAD~1..HEAD", "1919-05-03 → 1920-05-03"), ("HEAD~1", "1920-05-03")]
    {
        assert!(told(&["diff", what]).contains(value), "{what}");
    }
}

#[test]
fn notes_in_a_file_beside_a_text_are_compared_and_surveyed_with_it() {
    let folder = folder(&[
        ("in/peace.md", b"# Peace\n\nPeace[1] is near, and the army of the north has laid down its arms.\n"),
        ("in/peace-notes.md", b"[1] Of the river.\n"),
        ("in/war.md", b"# War\n\nThere is war.\n"),
    ]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "-m", "Peace"]);
    fs::create_dir(folder.path().join("old")).expect("a folder");
    for name in ["peace.md", "peace-notes.md", "war.md"] {
        fs::copy(folder.path().join("in").join(name), folder.path().join("old").join(name)).expect("a copy");
    }
    fs::write(folder.path().join("in/peace-notes.md"), "[1] Of the mountain.\n").expect("a file");
    for arguments in [&["diff"][..], &["diff", "HEAD", "--", "in"], &["diff", "in/peace.md"], &["diff", "old", "in"]] {
        let (stdout, _) = run(folder.path(), arguments, 0);
        assert!(stdout.contains("peace.md\n1 substantive") && stdout.contains("mountain"), "{arguments:?}: {stdout}");
        assert!(!stdout.contains("war.md") && stdout.matches("substantive").count() == 2, "{arguments:?}: {stdout}");
    }
    git(folder.path(), &["commit", "-q", "-a", "-m", "The mountain"]);
    assert!(run(folder.path(), &["diff", "HEAD~1..HEAD"], 0).0.contains("mountain"));
    assert!(run(folder.path(), &["diff", "--history", "in/peace.md"], 0).0.contains("1 substitution (The mountain)"));
    let (stdout, _) = run(folder.path(), &["init", "in"], 0);
    assert!(stdout.contains("2 transcriptions") && stdout.contains("linked 1") && stdout.contains("the notes of the text"), "{stdout}");
}

#[test]
fn the_exit_code_of_diff_is_asked_for() {
    let folder = folder(&[("a.txt", b"The red house stands.\n"), ("b.txt", b"The green house stands.\n")]);
    for (on, code) in [("never", 0), ("any", 1), ("substantive", 1), ("substitution", 1), ("accidental", 0), ("bogus", 2)] {
        run(folder.path(), &["diff", "a.txt", "b.txt", "--exit-on", on], code);
    }
    run(folder.path(), &["diff", "a.txt", "a.txt", "--exit-on", "any"], 0);
    run(folder.path(), &["diff", "a.txt", "b.txt", "--exit-on", "any", "--ignore", "substantive"], 0);
}

#[test]
fn the_history_tells_who_changed_what() {
    let folder = repository();
    let (stdout, stderr) = run(folder.path(), &["diff", "--history", "a.txt"], 0);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{stdout}");
    assert!(lines[1].contains("Ann") && lines[1].contains("1 substitution (The colour)"), "{stdout}");
    assert!(lines[2].contains("first revision (Two texts)") && !stderr.contains("T701"), "{stdout}{stderr}");
    run(folder.path(), &["diff", "--history", "none.txt"], 2);
}

#[test]
fn the_history_of_a_shallow_clone_says_that_it_is_cut_off() {
    let folder = repository();
    let origin = format!("file://{}", folder.path().display());
    git(folder.path(), &["clone", "-q", "--depth", "1", &origin, "clone"]);
    let (stdout, stderr) = run(&folder.path().join("clone"), &["diff", "--history", "a.txt"], 0);
    assert!(stderr.contains("a.txt: warning[T701]") && stdout.lines().count() == 2, "{stdout}{stderr}");
}

#[test]
fn malformed_tei_is_compared_as_text_with_a_finding() {
    let tei = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><p>The red house.";
    let folder = folder(&[("old.xml", tei.as_bytes()), ("new.txt", b"The red house.\n")]);
    let (_, stderr) = run(folder.path(), &["diff", "old.xml", "new.txt"], 0);
    assert!(stderr.contains("old.xml: warning[T702]"), "{stderr}");
    fs::write(folder.path().join("new.xml"), format!("{tei}</p></body></text></TEI>")).expect("a file");
    let (stdout, _) = run(folder.path(), &["diff", "old.xml", "new.xml", "--stat"], 0);
    assert!(stdout.contains("          1          0          0  all"), "only the tags that were added are: {stdout}");
    // Git dies of a filter that fails.
    let (stdout, _) = run(folder.path(), &["plain", "--textconv", "old.xml"], 0);
    assert_eq!(stdout, tei);
    run(folder.path(), &["plain", "old.xml"], 3);
}

/// A made-up archive: a frame around the text, keys and sentences of its own, pages `~12~`, notes `#1#`, speakers `<Anna>`,
/// remarks between `<<` and `>>`, expansions between stars, stamps.
const ARCHIVE: &str = r##"
[convention]
describes = "letters of the Harbour Archive"
extends = ["plain"]
[[evidence]]
line = "HARBOUR ARCHIVE"
score = 5
[envelope]
opens = ["=== letter ==="]
closes = ["=== end ==="]
[keys]
transcribed = ["typist"]
[sentences]
source = ["out of the {title}, leaf {page} ({date})"]
[pages]
inline = ["~{n}~"]
[notes]
markers = ["#{n}#"]
bodies = ["#{n}: "]
[dialogue]
speakers = ["<{speaker}> "]
[brackets]
illegible = ["smudge"]
"##;

/// What else a convention may say.
const REST: &str = r#"
[convention]
language = "la"
[lines]
wrapped = false
[bibliography]
patterns = ["{volume} ({date}), {page}"]
[[dropped]]
line = "STAMPED"
reason = "page-mark"
[[signs]]
open = "<<"
close = ">>"
means = "comment"
[[signs]]
open = "*"
close = "*"
means = "expansion"
marks = "dropped"
"#;

const HARBOUR: &str = "HARBOUR ARCHIVE\n\nTypist: Ann Reader\nOut of the Pilots' Ledger, leaf 7 (3 May 1871).\n\n=== letter ===\n\n# To the Pilots\n\nThe light#1# ~12~ is out [smudge].\n\n<Anna> Who lit it?\n\n<Tom> Nobody.\n\n#1: Of the mole.\n\n=== end ===\nstamped\n";

#[test]
fn a_project_describes_a_convention_of_its_own_without_code() {
    assert!(ARCHIVE.trim().lines().count() <= 25);
    let own = "conventions = [\"harbour.toml\"]\n";
    let files: [(&str, &[u8]); 4] = [
        ("teiscribe.toml", own.as_bytes()),
        ("harbour.toml", ARCHIVE.as_bytes()),
        ("letter.txt", HARBOUR.as_bytes()),
        ("peace.md", TEXT.as_bytes()),
    ];
    let folder = folder(&files);
    let (stdout, _) = run(folder.path(), &["convert", "--report", "report.json", "letter.txt"], 0);
    for part in [
        "<resp>Typist</resp>",
        "<title level=\"j\">Pilots' Ledger</title>",
        "<biblScope unit=\"page\" from=\"7\" to=\"7\">7</biblScope>",
        "<date when=\"1871-05-03\">3 May 1871</date>",
        "The light<note xml:id=\"note-1\" n=\"1\"",
        "<pb n=\"12\"/>is out <gap reason=\"illegible\"",
        "<speaker>&lt;Tom&gt;</speaker>",
    ] {
        assert!(stdout.contains(part), "{part}: {stdout}");
    }
    assert!(!stdout.contains("stamped"), "{stdout}");
    let report = fs::read_to_string(folder.path().join("report.json")).expect("the report");
    assert!(report.contains("\"convention\":\"harbour\"") || report.contains("\"convention\": \"harbour\""), "{report}");
    let (with, _) = run(folder.path(), &["convert", "peace.md"], 0);
    fs::write(folder.path().join("teiscribe.toml"), "").expect("a file");
    assert_eq!(run(folder.path(), &["convert", "peace.md"], 0).0, with, "it changes nothing elsewhere");
}

#[test]
fn how_a_file_is_read_is_explained_with_every_candidate_and_its_signs() {
    let letter = "---\nrecipient: Ann\n---\n\n# A Letter\n\nOf Project Gutenberg.\n";
    let folder = folder(&[("a.md", letter.as_bytes()), ("b.md", format!("---\nconvention: leiden\n{}", &letter[4..]).as_bytes())]);
    let (text, _) = run(folder.path(), &["explain", "a.md"], 0);
    let expected = "a.md: convention letters, with what it shows of others\n   13  letters\n          4  \"recipient:\", line 2\n          9  of markdown, which it adds to\n    9  markdown\n          5  \"---\\n\", line 1\n          4  \"# \", line 5\n    1  gutenberg: too little, 4 are enough\n          1  \"Project Gutenberg\", line 7\n";
    assert_eq!(text, expected);
    assert_eq!(run(folder.path(), &["explain", "b.md"], 0).0, "b.md: convention leiden, as set\n");
    run(folder.path(), &["convert", "a.md", "-o", "a.xml", "--report", "report.json"], 0);
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("report.json")).expect("a report")).expect("JSON");
    let candidates = report["documents"][0]["candidates"].as_array().expect("candidates");
    assert_eq!(candidates.len(), 3);
    assert_eq!(
        candidates[0],
        serde_json::json!({"name": "letters", "score": 13, "found": true, "evidence": [{"words": "recipient:", "score": 4, "line": 2}]})
    );
}

#[test]
fn a_convention_says_what_marks_and_lines_mean() {
    let text = "# Liber\n\nSource: *Annales*, XII (1894), 45-60\n\nSTAMPED 3\n\nRex d*omi*nus <<stained>> venit.\nHic manet.\n";
    let files: [(&str, &[u8]); 3] = [
        ("teiscribe.toml", b"conventions = [\"own.toml\"]\nconvention = \"own\"\n"),
        ("own.toml", REST.as_bytes()),
        ("a.txt", text.as_bytes()),
    ];
    let folder = folder(&files);
    let (stdout, _) = run(folder.path(), &["convert", "a.txt"], 0);
    for part in [
        "xml:lang=\"la\"",
        "<biblScope unit=\"volume\" n=\"XII\">XII</biblScope>",
        "<biblScope unit=\"page\" from=\"45\" to=\"60\">45-60</biblScope>",
        "d<ex>omi</ex>nus <note",
        "&lt;&lt;stained&gt;&gt;</note> venit.</p>",
        ">Hic manet.</p>",
    ] {
        assert!(stdout.contains(part), "{part}: {stdout}");
    }
    assert!(!stdout.contains("STAMPED"), "{stdout}");
}

#[test]
fn what_is_wrong_in_a_convention_is_said_with_its_place() {
    let files: [(&str, &[u8]); 3] =
        [("teiscribe.toml", b"conventions = [\"own.toml\"]\n"), ("own.toml", b"[pages]\ninlin = [\"~{n}~\"]\n"), ("a.txt", b"Text.\n")];
    let folder = folder(&files);
    let (_, stderr) = run(folder.path(), &["convert", "a.txt"], 2);
    assert!(stderr.contains("own.toml") && stderr.contains("line 2, column 1") && stderr.contains("inlin"), "{stderr}");
    let slot = "[sentences]\nsource = [\"from {title}\", \"from {titel}, {date}\"]\n";
    fs::write(folder.path().join("own.toml"), slot).expect("a file");
    let (_, stderr) = run(folder.path(), &["convert", "a.txt"], 2);
    assert!(stderr.contains("line 2, column 27") && stderr.contains("`{titel}` is no slot: {title}, {journal}"), "{stderr}");
    fs::write(folder.path().join("teiscribe.toml"), "convention = \"gutenburg\"\n").expect("a file");
    let (_, stderr) = run(folder.path(), &["convert", "a.txt"], 2);
    assert!(stderr.contains("no convention `gutenburg`") && stderr.contains("gutenberg"), "{stderr}");
}

#[test]
fn a_fence_may_close_as_it_opens() {
    let own = "[[fences]]\nopen = \"%%%\"\nclose = \"%%%\"\nholds = \"quotation\"\n";
    let files: [(&str, &[u8]); 3] = [
        ("teiscribe.toml", b"conventions = [\"own.toml\"]\nconvention = \"own\"\n"),
        ("own.toml", own.as_bytes()),
        ("a.txt", b"# Bread\n\n%%%\nBread first.\n%%%\n\nThen roses.\n"),
    ];
    let folder = folder(&files);
    let (stdout, _) = run(folder.path(), &["convert", "a.txt"], 0);
    assert!(stdout.contains("<quote><p>Bread first.</p></quote>") && stdout.contains(">Then roses.</p>"), "{stdout}");
}

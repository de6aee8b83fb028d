//! What the suites share: folders of cases, and expectations that are compared or blessed.

#![allow(dead_code, unreachable_pub, reason = "each suite uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::test_runner::{Config, RngSeed};

/// The project's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of `tests/<suite>`, sorted.
pub fn cases(suite: &str) -> Vec<PathBuf> {
    let folder = root().join("tests").join(suite);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    assert!(!cases.is_empty(), "{} has no case", folder.display());
    cases
}

/// Runs `check` on every case of a suite, and fails with all that went wrong.
pub fn run_cases(suite: &str, check: impl Fn(&Path) -> Result<(), String>) {
    let failures: Vec<String> =
        cases(suite).iter().filter_map(|case| check(case).err().map(|why| format!("{}: {why}", name(case)))).collect();
    assert!(failures.is_empty(), "{} of the cases of {suite} failed\n{}", failures.len(), failures.join("\n"));
}

/// The name of a case's folder.
pub fn name(case: &Path) -> String {
    case.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The file of a case whose name without ending is `stem`: `input.txt` or `input.md`.
pub fn file(case: &Path, stem: &str) -> Option<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(case).ok()?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.into_iter().find(|file| file.file_stem().is_some_and(|own| own == stem))
}

/// Compares `actual` with the file at `expected`. With `UPDATE_EXPECT=1` the file is written instead, though never under
/// CI; where it is missing it is written, and the case fails.
pub fn expect(expected: &Path, actual: &str) -> Result<(), String> {
    let name = expected.file_name().unwrap_or_default().to_string_lossy();
    let wanted = fs::read_to_string(expected).ok();
    if wanted.as_deref() == Some(actual) {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        assert!(std::env::var_os("CI").is_none(), "expectations are not blessed under CI");
        return fs::write(expected, actual).map_err(|error| error.to_string());
    }
    let Some(wanted) = wanted else {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", expected.display());
        fs::write(expected, actual).map_err(|error| error.to_string())?;
        return Err(format!("{name} was missing: it is written now; read it, and run again"));
    };
    let diff = similar::TextDiff::from_lines(wanted.as_str(), actual);
    Err(format!("{name} differs (- expected, + actual)\n{}", diff.unified_diff().context_radius(1)))
}

/// The program, to be run in `folder`, as if on no forge.
pub fn teiscribe(folder: &Path) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("teiscribe").expect("the program");
    command.current_dir(folder);
    for variable in ["GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"] {
        command.env_remove(variable);
    }
    command
}

/// Runs the program in `folder`, which has to exit with `code`: what it printed on both streams.
#[track_caller]
pub fn run(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let output = teiscribe(folder).args(arguments).output().expect("a run");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {stdout}{stderr}");
    (stdout, stderr)
}

/// Writes a file below `folder`, with the folders that lead to it.
pub fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// A folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().expect("a folder");
    for (name, bytes) in files {
        write(folder.path(), name, bytes);
    }
    folder
}

/// A disk of 256 kB, taken away again at the end.
#[cfg(target_os = "linux")]
pub struct SmallDisk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.0.path()).status();
    }
}

/// A small disk, where this user may make one; elsewhere `None`.
#[cfg(target_os = "linux")]
pub fn small_disk() -> Option<SmallDisk> {
    let folder = tempfile::TempDir::new().ok()?;
    let mount = ["-t", "tmpfs", "-o", "size=256k", "tmpfs"];
    let made = std::process::Command::new("mount").args(mount).arg(folder.path()).stderr(std::process::Stdio::null()).status();
    made.is_ok_and(|status| status.success()).then(|| SmallDisk(folder))
}

/// Runs `git` in `folder`, as somebody who has no settings.
#[track_caller]
pub fn git(folder: &Path, arguments: &[&str]) {
    let mut command = std::process::Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"]);
    let output = command.args(arguments).output().expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Runs teiscribe in `folder` for a reader who goes away at once; gives back how it ended.
pub fn run_unread(folder: &Path, arguments: &[&str]) -> Option<i32> {
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("teiscribe"));
    command.current_dir(folder).args(arguments).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null());
    let mut child = command.spawn().expect("a run");
    drop(child.stdout.take());
    child.wait().expect("an end").code()
}

/// So many random inputs, the same in every run, so that a failure tells of the change and not of chance; where
/// `PROPTEST_CASES` asks for a number, as many others.
pub fn random(cases: u32) -> Config {
    let asked = Config::default();
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return asked;
    }
    Config { cases, rng_seed: RngSeed::Fixed(1867), ..asked }
}

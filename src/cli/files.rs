//! Which files are read, where each is written, and how: beside, then renamed, so that no half-written file is ever seen.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use rayon::prelude::*;
use teiscribe::convention::Apart;
use teiscribe::diagnostic::Finding;

use super::Failure;
use super::choice::{Choice, LeftOut, Verdict};

/// A transcription to convert.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Input {
    /// As it is opened and shown; `-` for standard input.
    pub(super) path: PathBuf,
    /// Below the folder that was given: where it is written below the output folder.
    pub(super) relative: PathBuf,
    /// Whether the command line names it, rather than a folder or pattern.
    is_named: bool,
}

/// All inputs that `paths` name, sorted; and the files of folders that were left out.
pub(super) fn inputs(paths: &[String], choice: &Choice) -> Result<(Vec<Input>, Vec<LeftOut>), Failure> {
    let (mut inputs, mut left_out) = (Vec::new(), Vec::new());
    for path in paths {
        let (found, apart) = inputs_of(path, choice)?;
        if found.is_empty() {
            return Err(nothing(path, &apart));
        }
        inputs.extend(found);
        left_out.extend(apart);
    }
    inputs.sort();
    inputs.dedup();
    left_out.sort();
    left_out.dedup();
    Ok((inputs, left_out))
}

fn nothing(path: &str, apart: &[LeftOut]) -> Failure {
    let told = apart.iter().map(|own| format!("; {} is {}", own.path.display(), own.apart.describes()));
    Failure::usage(format!("no input matches {path}{}", told.collect::<String>()))
}

/// The transcriptions of a folder and, for comparing, its TEI files; there may be none.
pub(super) fn comparable(folder: &Path, choice: &Choice) -> Vec<Input> {
    let mut inputs = walk(folder, choice).0;
    inputs.extend(tei_below(folder));
    inputs.sort();
    inputs
}

fn tei_below(folder: &Path) -> Vec<Input> {
    list(folder, |path, _| if is_xml(path) { Verdict::Read } else { Verdict::Passed }).0
}

/// The transcriptions of a folder, and the files in it that are none.
pub(super) fn walk(folder: &Path, choice: &Choice) -> (Vec<Input>, Vec<LeftOut>) {
    without_notes(list(folder, |path, relative| choice.verdict(path, relative)), choice)
}

/// What was found without the files that hold the notes of others, which are left out.
fn without_notes((inputs, mut left_out): (Vec<Input>, Vec<LeftOut>), choice: &Choice) -> (Vec<Input>, Vec<LeftOut>) {
    let paths: Vec<PathBuf> = inputs.iter().map(|input| input.path.clone()).collect();
    let notes = choice.notes(&paths);
    let (apart, inputs): (Vec<Input>, Vec<Input>) = inputs.into_iter().partition(|input| notes.contains(&input.path));
    left_out.extend(apart.into_iter().map(|input| LeftOut { path: input.path, apart: Apart::Notes }));
    left_out.sort();
    (inputs, left_out)
}

fn inputs_of(path: &str, choice: &Choice) -> Result<(Vec<Input>, Vec<LeftOut>), Failure> {
    let own = PathBuf::from(path);
    if path == "-" {
        Ok((vec![Input { path: own.clone(), relative: PathBuf::from("stdin"), is_named: true }], Vec::new()))
    } else if own.is_dir() {
        Ok(walk(&own, choice))
    } else if own.exists() {
        let relative = own.file_name().map_or_else(|| own.clone(), PathBuf::from);
        Ok((vec![Input { path: own, relative, is_named: true }], Vec::new()))
    } else if path.contains(['*', '?', '[', '{']) {
        let glob = GlobBuilder::new(path)
            .literal_separator(true)
            .build()
            .map_err(|error| Failure::usage(format!("{path} is no pattern: {error}")))?
            .compile_matcher();
        let is_match = |path: &Path| glob.is_match(path) || glob.is_match(path.strip_prefix("./").unwrap_or(path));
        let found = list(&fixed_part(path), |path, _| if is_match(path) { Verdict::Read } else { Verdict::Passed });
        Ok(without_notes(found, choice))
    } else {
        Ok((Vec::new(), Vec::new()))
    }
}

/// The folder before the first wildcard of a pattern.
fn fixed_part(pattern: &str) -> PathBuf {
    let fixed: PathBuf =
        Path::new(pattern).components().take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{'])).collect();
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

/// The files of a folder by what `verdict` says of each and its path below the folder.
fn list(folder: &Path, verdict: impl Fn(&Path, &Path) -> Verdict + Sync) -> (Vec<Input>, Vec<LeftOut>) {
    let files: Vec<PathBuf> =
        WalkBuilder::new(folder).require_git(false).build().flatten().filter(is_file).map(ignore::DirEntry::into_path).collect();
    let below = |path: &Path| path.strip_prefix(folder).unwrap_or(path).to_owned();
    let verdicts: Vec<Verdict> = files.par_iter().map(|path| verdict(path, &below(path))).collect();
    let (mut inputs, mut left_out) = (Vec::new(), Vec::new());
    for (path, verdict) in files.into_iter().zip(verdicts) {
        match verdict {
            Verdict::Read => inputs.push(Input { relative: below(&path), path, is_named: false }),
            Verdict::LeftOut(apart) => left_out.push(LeftOut { path, apart }),
            Verdict::Passed => {}
        }
    }
    inputs.sort();
    left_out.sort();
    (inputs, left_out)
}

/// Whether it is a file or a link to one; only links are asked for.
fn is_file(entry: &ignore::DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file() || (kind.is_symlink() && entry.path().is_file()))
}

/// The TEI files of a folder, sorted.
pub(super) fn tei(folder: &Path) -> Vec<PathBuf> {
    tei_below(folder).into_iter().map(|own| own.path).collect()
}

/// The file, line and column of `gov.md:12:3`; of `gov.md:12`, no column.
pub(super) fn place(what: &str) -> Option<(PathBuf, u32, Option<u32>)> {
    let (rest, last) = what.rsplit_once(':')?;
    let last: u32 = last.parse().ok()?;
    match rest.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?))) {
        Some((file, line)) => Some((PathBuf::from(file), line, Some(last))),
        None => Some((PathBuf::from(rest), last, None)),
    }
}

/// A path as it is shown, and as rows of tables name it: with slashes, without `./`.
pub(super) fn shown(path: &Path) -> String {
    path.strip_prefix("./").unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Whether a file is XML by its name.
pub(super) fn is_xml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml"))
}

/// The bytes that a file has; none where it cannot be told.
pub(super) fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |about| about.len())
}

/// The bytes of a file or of standard input.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        return read.map(|_| bytes).map_err(|error| Failure::io("read", Path::new("standard input"), &error));
    }
    fs::read(path).map_err(|error| Failure::io("read", path, &error))
}

/// The text of a table that is to be written again, in UTF-8: with the byte order mark that it has, or that lets a spreadsheet
/// see the new encoding; empty where there is none yet.
pub(super) fn text(file: &Path) -> Result<String, Failure> {
    if !file.is_file() {
        return Ok(String::new());
    }
    let name = file.to_string_lossy();
    let bytes = read(file)?;
    let is_marked = bytes.starts_with(b"\xef\xbb\xbf") || std::str::from_utf8(&bytes).is_err();
    let (source, _) =
        teiscribe::source::Source::read(&name, bytes).map_err(|unreadable| Failure::refused(&name, &Finding::from(unreadable)))?;
    let mark = if is_marked && !source.text().starts_with('\u{feff}') { "\u{feff}" } else { "" };
    Ok(format!("{mark}{}", source.text()))
}

/// Where each input is written; `None` for standard output.
pub(super) fn outputs(inputs: &[Input], output: Option<&Path>) -> Result<Vec<Option<PathBuf>>, Failure> {
    let Some(output) = output.filter(|path| *path != Path::new("-")) else {
        let is_single = inputs.len() <= 1;
        return if is_single {
            Ok(vec![None; inputs.len()])
        } else {
            Err(Failure::usage(format!("{} inputs need a folder to be written to: -o FOLDER", inputs.len())))
        };
    };
    let ends_as_folder = output.to_string_lossy().ends_with(['/', '\\']);
    let is_folder = output.is_dir() || ends_as_folder || inputs.len() > 1 || inputs.iter().any(|input| !input.is_named);
    if !is_folder {
        return Ok(vec![Some(output.to_owned()); inputs.len()]);
    }
    let outputs: Vec<PathBuf> = inputs.iter().map(|input| output.join(input.relative.with_extension("xml"))).collect();
    collisions(inputs, &outputs)?;
    Ok(outputs.into_iter().map(Some).collect())
}

fn collisions(inputs: &[Input], outputs: &[PathBuf]) -> Result<(), Failure> {
    let mut seen: BTreeMap<&Path, &Path> = BTreeMap::new();
    for (input, output) in inputs.iter().zip(outputs) {
        if let Some(other) = seen.insert(output, &input.path) {
            return Err(Failure::usage(format!(
                "{} and {} would both be written to {}",
                other.display(),
                input.path.display(),
                output.display()
            )));
        }
    }
    Ok(())
}

/// Writes `text` beside `path` and renames it; `-` is standard output. What is no file (a pipe, a device) cannot be replaced,
/// and of a link the file that it leads to is.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if path == Path::new("-") {
        return super::print(text);
    }
    let failed = |error: std::io::Error| Failure::io("write", path, &error);
    if fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
        return fs::write(path, text).map_err(failed);
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".teiscribe-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.persist(&target).map_err(|error| failed(error.error))?;
    Ok(())
}

//! The command of a project that is asked for names: a process that answers lines of JSON.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;
use teiscribe::diagnostic::Finding;
use teiscribe::document::{Extent, MentionKind};
use teiscribe::entity::{Recogniser, Spotted};
use teiscribe::settings::Settings;

/// Failures after which the command is not started again.
const GIVEN_UP: u32 = 3;
/// Bytes of an answer, at most.
const LONGEST: u64 = 64 << 20;
/// The score from which on an answer counts as sure.
const SURE: f64 = 0.9;
/// How long a process may take to end after its input has ended.
const GRACE: Duration = Duration::from_secs(2);

/// The commands of a project: an override may set another.
#[derive(Debug, Default)]
pub(super) struct Recognisers(BTreeMap<Vec<String>, Arc<External>>);

impl Recognisers {
    /// The one that `settings` set, if they do; `folder` is where it runs.
    pub(super) fn of(&mut self, settings: &Settings, folder: &Path) -> Option<Arc<External>> {
        let names = &settings.names;
        if names.command.is_empty() || settings.no_names {
            return None;
        }
        let seconds = names.command_seconds.unwrap_or(60).max(1);
        let new = || Arc::new(External::new(&names.command, folder, Duration::from_secs(seconds)));
        Some(Arc::clone(self.0.entry(names.command.clone()).or_insert_with(new)))
    }
}

/// As the library takes it.
pub(super) fn external(own: Option<&Arc<External>>) -> Option<&dyn Recogniser> {
    own.map(|own| &**own as &dyn Recogniser)
}

/// A command: one process for all documents, asked by one thread at a time.
#[derive(Debug)]
pub(super) struct External {
    command: Vec<String>,
    folder: std::path::PathBuf,
    limit: Duration,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    running: Option<Running>,
    failures: u32,
}

impl External {
    fn new(command: &[String], folder: &Path, limit: Duration) -> Self {
        let folder = super::project::absolute(&Path::new(".").join(folder));
        Self { command: command.to_vec(), folder, limit, state: Mutex::default() }
    }

    fn ask(&self, line: String) -> Result<String, String> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.failures >= GIVEN_UP {
            return Err(format!("given up after {GIVEN_UP} failures"));
        }
        let answer = self.answer(&mut state.running, line);
        if answer.is_err() {
            state.failures += 1;
            state.running = None;
        }
        answer
    }

    fn answer(&self, running: &mut Option<Running>, line: String) -> Result<String, String> {
        let running = match running {
            Some(running) => running,
            None => running.insert(Running::start(&self.command, &self.folder)?),
        };
        running.ask(line, self.limit)
    }

    /// Forgets a process that answers nonsense.
    fn distrust(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.failures += 1;
        state.running = None;
    }
}

impl Recogniser for External {
    fn names(&self, text: &str, language: Option<&str>) -> Result<Vec<Spotted>, Finding> {
        let finding = |problem: String| Finding::Recogniser { problem };
        if std::env::var_os("TEISCRIBE_NO_COMMAND").is_some_and(|value| !value.is_empty()) {
            return Err(finding("not run, as TEISCRIBE_NO_COMMAND says".to_owned()));
        }
        let answer = self.ask(json!({ "text": text, "language": language }).to_string()).map_err(finding)?;
        read(&answer, text).inspect_err(|_| self.distrust()).map_err(finding)
    }
}

/// A process, with a thread that writes to it and one that reads from it, so that it can be waited for with a limit.
#[derive(Debug)]
struct Running {
    child: Child,
    lines: Option<Sender<String>>,
    answers: Receiver<String>,
}

impl Running {
    fn start(command: &[String], folder: &Path) -> Result<Self, String> {
        let (program, arguments) = command.split_first().ok_or("no command")?;
        // What has a folder in its name stands below the project's.
        let program = if program.contains('/') { folder.join(program).into_os_string() } else { program.into() };
        let started = Command::new(&program).args(arguments).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.map_err(|error| format!("{}: {error}", program.to_string_lossy()))?;
        let (input, output) = child.stdin.take().zip(child.stdout.take()).ok_or("no standard input or output")?;
        let ((lines, to_write), (read, answers)) = (channel(), channel());
        std::thread::spawn(move || write(input, &to_write));
        std::thread::spawn(move || listen(output, &read));
        Ok(Self { child, lines: Some(lines), answers })
    }

    fn ask(&mut self, line: String, limit: Duration) -> Result<String, String> {
        if let Some(lines) = &self.lines {
            // Where the process has ended, there is no answer either.
            let _ = lines.send(line);
        }
        match self.answers.recv_timeout(limit) {
            Ok(answer) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => Err(format!("no answer in {} s", limit.as_secs())),
            Err(RecvTimeoutError::Disconnected) => Err(self.end().map_or_else(|| "it closed its output".to_owned(), |how| how.to_string())),
        }
    }

    /// Waits a little for the process to end.
    fn end(&mut self) -> Option<std::process::ExitStatus> {
        self.lines = None;
        let begun = Instant::now();
        while begun.elapsed() < GRACE {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.end().is_none() {
            // It hangs; what it would still say is lost to nobody.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Writes each line to the process, until it ends or there are no more.
fn write(mut input: ChildStdin, lines: &Receiver<String>) {
    while let Ok(line) = lines.recv() {
        if writeln!(input, "{line}").and_then(|()| input.flush()).is_err() {
            return;
        }
    }
}

/// Hands on each line of the process.
fn listen(output: ChildStdout, answers: &Sender<String>) {
    let mut output = BufReader::new(output);
    loop {
        let mut line = Vec::new();
        let read = output.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        if !matches!(read, Ok(1..)) || answers.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
            return;
        }
    }
}

#[derive(Deserialize)]
struct Answer {
    names: Vec<Name>,
}

#[derive(Deserialize)]
struct Name {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    score: Option<f64>,
}

/// The names of an answer about `text`, in which places count characters.
fn read(answer: &str, text: &str) -> Result<Vec<Spotted>, String> {
    let answer: Answer = serde_json::from_str(answer).map_err(|error| format!("no answer in JSON: {error}"))?;
    // Bytes of characters: in ASCII they are the same.
    let places: Vec<u32> = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at as u32).collect() };
    let count = if text.is_ascii() { text.len() } else { places.len() };
    let byte = |at: usize| if at == count { text.len() } else { places.get(at).map_or(at, |&byte| byte as usize) };
    let mut names = Vec::new();
    for own in answer.names {
        if own.start >= own.end || own.end > count {
            return Err(format!("characters {} to {} are none of a text of {count}", own.start, own.end));
        }
        if let Some(kind) = kind(&own.kind) {
            let extent = Extent::new(byte(own.start), byte(own.end));
            names.push(Spotted { extent, kind, is_sure: own.score.is_some_and(|score| score >= SURE) });
        }
    }
    Ok(names)
}

/// What recognisers call the sorts of names.
fn kind(word: &str) -> Option<MentionKind> {
    match word.to_ascii_lowercase().as_str() {
        "person" | "per" | "pers" => Some(MentionKind::Person),
        "place" | "loc" | "location" | "gpe" => Some(MentionKind::Place),
        "org" | "organisation" | "organization" => Some(MentionKind::Organisation),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_and_nonsense_is_refused() {
        let text = "Né à Žilina.";
        let names =
            read("{\"names\":[{\"start\":5,\"end\":11,\"type\":\"GPE\",\"score\":0.95},{\"start\":0,\"end\":2,\"type\":\"MISC\"}]}", text);
        let names = names.expect("an answer");
        assert_eq!(names.len(), 1);
        assert_eq!((&text[names[0].extent.range()], names[0].kind, names[0].is_sure), ("Žilina", MentionKind::Place, true));
        for wrong in [
            "",
            "[]",
            "{}",
            "{\"names\":[{\"start\":3,\"end\":3,\"type\":\"LOC\"}]}",
            "{\"names\":[{\"start\":3,\"end\":13,\"type\":\"LOC\"}]}",
        ] {
            assert!(read(wrong, text).is_err(), "{wrong}");
        }
    }
}

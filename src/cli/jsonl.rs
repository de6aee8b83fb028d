//! `teiscribe convert --jsonl`: a line in, a line out, in the same order, for whatever runs many of them (Spark, GNU parallel,
//! Slurm). A record that cannot be converted is a record with its error, never the end of the stream.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use teiscribe::Guides;
use teiscribe::record::{Answers, too_large};

use super::project::{Project, known, overruled};
use super::recogniser::{Recognisers, external};
use super::register::Registers;
use super::{Convert, Failure, Outcome};

/// Answers every line of standard input, and flushes where the input has a pause.
pub(super) fn run(arguments: &Convert, project: &Project) -> Result<Outcome, Failure> {
    if arguments.paths.iter().any(|path| path != "-") {
        return Err(Failure::usage("--jsonl reads standard input: name no paths"));
    }
    let mut registers = Registers::new(project.registers(arguments.register.clone()), project.corrections());
    let (names, corrections) = (registers.of(Path::new("-"))?, registers.corrections_of(Path::new("-"))?);
    let settings = overruled(project.reading().clone(), arguments);
    known(&settings)?;
    let recogniser = Recognisers::default().of(&settings, project.folder());
    let guides = Guides { settings: &settings, names: &names, corrections: &corrections, recogniser: external(recogniser.as_ref()) };
    let filter = Filter { answers: Answers { guides, is_checked: !arguments.no_validate }, limit: project.size_limit() };
    let mut input = BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut output = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    match filter.all(&mut input, &mut output) {
        Err(Broken::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(Outcome::Done),
        Err(Broken::Output(error)) => Err(Failure::io("write to", Path::new("standard output"), &error)),
        Err(Broken::Input(error)) => Err(Failure::io("read", Path::new("standard input"), &error)),
        Ok(()) => Ok(Outcome::Done),
    }
}

/// Which end of the stream broke.
enum Broken {
    Input(std::io::Error),
    Output(std::io::Error),
}

struct Filter<'n> {
    answers: Answers<'n>,
    /// Bytes of the largest record.
    limit: u64,
}

impl Filter<'_> {
    fn all<R: Read>(&self, input: &mut BufReader<R>, output: &mut impl Write) -> Result<(), Broken> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = input.by_ref().take(self.limit + 1).read_until(b'\n', &mut line).map_err(Broken::Input)?;
            if read == 0 {
                return output.flush().map_err(Broken::Output);
            }
            let is_whole = line.last() == Some(&b'\n') || line.len() as u64 <= self.limit;
            if !is_whole {
                skip_line(input).map_err(Broken::Input)?;
            }
            let answer = if is_whole { self.answers.to(&line) } else { too_large() };
            output.write_all(answer.as_bytes()).and_then(|()| output.write_all(b"\n")).map_err(Broken::Output)?;
            if input.buffer().is_empty() {
                output.flush().map_err(Broken::Output)?;
            }
        }
    }
}

/// Reads on to the end of a line that is too long to be held.
fn skip_line<R: Read>(input: &mut BufReader<R>) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let (used, is_over) = end.map_or((buffer.len(), buffer.is_empty()), |at| (at + 1, true));
        input.consume(used);
        if is_over {
            return Ok(());
        }
    }
}

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

/// Answers every line of standard input as soon as it has come; those that come together are answered together.
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
        loop {
            let lines = self.lines(input).map_err(Broken::Input)?;
            if lines.is_empty() {
                return Ok(());
            }
            self.answer(&lines, output).map_err(Broken::Output)?;
        }
    }

    /// The next line, and those after it that have come with it: none at the end. A line that is too large is `None`.
    fn lines<R: Read>(&self, input: &mut BufReader<R>) -> std::io::Result<Vec<Option<Vec<u8>>>> {
        let mut lines = Vec::new();
        while lines.is_empty() || input.buffer().contains(&b'\n') {
            let mut line = Vec::new();
            if input.by_ref().take(self.limit + 1).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            let is_whole = line.last() == Some(&b'\n') || line.len() as u64 <= self.limit;
            if !is_whole {
                skip_line(input)?;
            }
            lines.push(is_whole.then_some(line));
        }
        Ok(lines)
    }

    fn answer(&self, lines: &[Option<Vec<u8>>], output: &mut impl Write) -> std::io::Result<()> {
        let whole: Vec<&[u8]> = lines.iter().flatten().map(Vec::as_slice).collect();
        let mut answers = self.answers.to_each(&whole).into_iter();
        for line in lines {
            let answer = line.as_ref().and_then(|_| answers.next()).unwrap_or_else(too_large);
            output.write_all(answer.as_bytes())?;
            output.write_all(b"\n")?;
        }
        output.flush()
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

//! What the binary does: arguments, files, findings, exit codes. One module a subcommand.

mod beside;
mod check;
mod choice;
mod convert;
mod correct;
mod corrections;
mod decision;
mod detected;
mod diff;
mod doubt;
mod effect;
mod entities;
mod explain;
mod files;
mod git;
mod group;
mod guide;
mod heard;
mod init;
mod jsonl;
mod meta;
mod names;
mod near;
mod offered;
mod plain;
mod progress;
mod project;
mod recogniser;
mod register;
mod report;
mod review;
mod shelf;
mod show;
mod state;
mod term;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns plain-text transcriptions into TEI P5 XML, without losing a character.
#[derive(Debug, Parser)]
#[command(name = "teiscribe", version, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  findings of severity error, or of that of --fail-on, or what --exit-on names
  2  usage, settings, or no input matched
  3  input or output failed
  4  an output could not be made or failed our own checks, and was not written; the others are";

#[derive(Debug, Subcommand)]
enum Command {
    /// Convert transcriptions to TEI
    Convert(Convert),
    /// Check transcriptions and TEI, and whether the TEI is current; changes no TEI
    Check(check::Check),
    /// Show on one screen what is made of a transcription
    Show {
        /// A transcription
        file: PathBuf,
    },
    /// Show what is said of a transcription, and where each value comes from
    Meta {
        /// A transcription
        file: PathBuf,
    },
    /// Print the running text of a TEI file
    Plain {
        /// A TEI file, or - for standard input
        file: PathBuf,
        /// Print what is no well-formed TEI as it is, as git's textconv needs
        #[arg(long)]
        textconv: bool,
    },
    /// Draft the register of names, and see what is found with it
    #[command(subcommand)]
    Names(names::Names),
    /// List doubtful decisions as rows of corrections, for a person to decide
    Review(review::Review),
    /// Add a row to the corrections
    Correct(correct::Correct),
    /// Report what changed between two revisions
    Diff(diff::Diff),
    /// Look at a folder of transcriptions, and write a project file that converts them
    Init(init::Init),
    /// Let git show transcriptions and TEI by teiscribe
    GitSetup(diff::setup::Setup),
    /// Print the completions of a shell
    Completions {
        /// Which
        shell: clap_complete::Shell,
    },
    /// Print the man page, or write one a command
    Man {
        /// A folder
        folder: Option<PathBuf>,
    },
    /// Explain a finding's code, how a file is read, or what is made of a line or of words, and why
    Explain {
        /// T201, FILE, <FILE:LINE>[:COLUMN], or FILE with words after it
        what: String,
        /// Words of a date or name in the file
        words: Option<String>,
    },
}

#[derive(Debug, Args)]
struct Convert {
    /// Files, folders, patterns in quotation marks, or - for standard input; none: the project of teiscribe.toml
    paths: Vec<String>,
    /// A file, or a folder where there are several inputs; none: standard output
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    chosen: choice::Chosen,
    /// How much is said of each decision
    #[arg(long, value_enum)]
    annotate: Option<Annotate>,
    /// Where notes are written
    #[arg(long, value_enum)]
    notes: Option<Notes>,
    /// The convention of the transcriptions; none: told from each of them
    #[arg(long, value_name = "NAME")]
    convention: Option<String>,
    /// Give each paragraph an id
    #[arg(long)]
    paragraph_ids: bool,
    /// Leave names as they are, but for those that corrections decide
    #[arg(long)]
    no_names: bool,
    /// A register of names, CSV or TEI; several by repeating it. None: that of teiscribe.toml, else names.csv beside the input or in a folder above
    #[arg(long, value_name = "FILE")]
    register: Vec<PathBuf>,
    /// Write all names with their places, as CSV or JSON
    #[arg(long, value_name = "FILE")]
    entities: Option<PathBuf>,
    /// Write nothing: print the findings, and what would change of the TEI that stands
    #[arg(long)]
    dry_run: bool,
    /// Write a report as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Do not check the output against the schema
    #[arg(long)]
    no_validate: bool,
    /// Write everything, also what is unchanged since the last run
    #[arg(long)]
    force: bool,
    /// How many documents are converted at a time; 0: as many as there are cores
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Lines {"id": …, "text": …} of standard input to lines {"id": …, "tei": …} of standard output
    #[arg(long, conflicts_with_all = ["output", "report", "entities", "dry_run"])]
    jsonl: bool,
}

impl Convert {
    /// All of the command line that bears on what is written.
    fn effect(&self) -> String {
        format!("{:?}", (self.annotate, self.notes, &self.convention, self.paragraph_ids, self.no_names, self.no_validate))
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Annotate {
    /// Identities, values, and how sure they are where that is not high
    Lean,
    /// Also who decided it, on what evidence
    Full,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Notes {
    /// At their markers
    Inline,
    /// After the text
    End,
}

/// How a run ended. The worst of all that happened counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Done,
    Findings,
    Usage,
    Failed,
    Invalid,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Findings => 1,
            Outcome::Usage => 2,
            Outcome::Failed => 3,
            Outcome::Invalid => 4,
        })
    }
}

/// What keeps a run from going on: what was attempted on what, and why it failed.
#[derive(Debug)]
struct Failure {
    outcome: Outcome,
    message: String,
}

impl Failure {
    fn usage(message: impl Into<String>) -> Self {
        Self { outcome: Outcome::Usage, message: message.into() }
    }

    /// That the file `name` cannot be read, and why.
    fn refused(name: &str, why: &dyn std::fmt::Display) -> Self {
        Self { outcome: Outcome::Failed, message: format!("{name}: {why}") }
    }

    fn io(attempt: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        Self { outcome: Outcome::Failed, message: format!("failed to {attempt} {}: {error}", path.display()) }
    }
}

/// Runs the command of this process.
pub(crate) fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Printing fails where the pipe is closed: then nobody reads it.
            let _ = error.print();
            return if error.use_stderr() { Outcome::Usage } else { Outcome::Done }.into();
        }
    };
    let outcome = run(arguments.command).unwrap_or_else(|failure| {
        eprintln!("teiscribe: {}", failure.message);
        failure.outcome
    });
    outcome.into()
}

fn run(command: Command) -> Result<Outcome, Failure> {
    match command {
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Meta { file } => meta::run(&file),
        Command::Show { file } => show::run(&file),
        Command::Plain { file, textconv } => plain::run(&file, textconv),
        Command::Names(command) => names::run(&command),
        Command::Review(arguments) => review::run(&arguments),
        Command::Correct(arguments) => correct::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::GitSetup(arguments) => diff::setup::run(&arguments),
        Command::Completions { shell } => offered::completions(shell),
        Command::Man { folder } => offered::man(folder.as_deref()),
        Command::Explain { what, words } => explain::run(&what, words.as_deref()),
    }
}

/// Prints to standard output; a reader that has gone away is no failure.
fn print(text: &str) -> Result<(), Failure> {
    use std::io::Write;
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::io("write to", std::path::Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}

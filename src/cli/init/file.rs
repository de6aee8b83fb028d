//! The project file that `init` writes.

use std::path::{Path, PathBuf};

use super::Layout;
use super::survey::{Survey, listed};
use crate::cli::files::Input;

/// The folders and registers of a project.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) input: String,
    output: &'static str,
    registers: Vec<String>,
    /// A register that there may be one day.
    perhaps: &'static str,
}

impl Plan {
    /// By the files of `folder`: their common folder is the input.
    pub(super) fn new(folder: &Path, layout: Layout, inputs: &[Input]) -> Self {
        let (output, known): (&str, &[&str]) = match layout {
            Layout::Plain | Layout::Dracor => ("tei", &["names.csv", "names.xml"]),
            Layout::DseStatic => (
                "data/editions",
                &["data/indices/listperson.xml", "data/indices/listplace.xml", "data/indices/listorg.xml", "data/indices/listbibl.xml"],
            ),
        };
        let registers = known.iter().filter(|file| folder.join(file).is_file()).map(|file| (*file).to_owned()).collect();
        Self { input: common(inputs), output, registers, perhaps: known[0] }
    }
}

/// The folder in which all files stand: `.` where there is none; `texts` where there are no files.
fn common(inputs: &[Input]) -> String {
    let mut folders = inputs.iter().map(|input| input.relative.parent().unwrap_or(Path::new("")).to_owned());
    let Some(first) = folders.next() else { return "texts".to_owned() };
    let shared =
        |one: PathBuf, other: PathBuf| one.components().zip(other.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    let common = folders.fold(first, shared);
    if common.as_os_str().is_empty() { ".".to_owned() } else { common.to_string_lossy().replace('\\', "/") }
}

/// The text of the project file.
pub(super) fn text(plan: &Plan, survey: &Survey, left_out: &[String]) -> String {
    let register = if plan.registers.is_empty() {
        format!("# register = [{}]", quoted(plan.perhaps))
    } else {
        format!("register = [{}]", plan.registers.iter().map(|own| quoted(own)).collect::<Vec<_>>().join(", "))
    };
    format!(
        "# The transcriptions, and the TEI made of them: `teiscribe convert`, `teiscribe check`.
input = {input}
output = {output}
{left_out}
# Names and their ids; `teiscribe names suggest -o names.csv` drafts a register.
{register}

# How the transcriptions are laid out is told from each of them{conventions}.
# convention = \"plain\"
# A convention of your own, for what `teiscribe init --update` lists:
# conventions = [\"own.toml\"]

# Where notes are written: at their markers (inline) or after the text (end).
notes = \"inline\"

# What the header says where a transcription says nothing.
[header]
# publisher = \"The Archive\"
# licence = \"CC BY 4.0\"
# licence-url = \"https://creativecommons.org/licenses/by/4.0/\"
# project = \"What the texts were gathered for, and how.\"
# resp = \"Who is responsible for the encoding\"
# idno = \"archive-{{stem}}\"
{language}
# How grave findings are: ignore, info, warning, error. `teiscribe explain T201` explains one.
[severity]
# T201 = \"error\"
",
        input = quoted(&plan.input),
        output = quoted(plan.output),
        left_out = left_out_lines(&plan.input, left_out),
        conventions = found(&listed(&survey.conventions)),
        language = language(survey),
    )
}

fn found(listed: &str) -> String {
    if listed.is_empty() { String::new() } else { format!(": {listed}") }
}

/// What was left out, to be taken in.
fn left_out_lines(input: &str, left_out: &[String]) -> String {
    let below =
        |path: &String| if input == "." { Some(path.clone()) } else { Some(path.strip_prefix(input)?.strip_prefix('/')?.to_owned()) };
    let names: Vec<String> = left_out.iter().filter_map(below).map(|path| quoted(&path)).take(20).collect();
    if names.is_empty() {
        return "# Files of the folder to leave out, below it:\n# exclude = [\"drafts/**\"]\n".to_owned();
    }
    format!("# Left out as no transcriptions; include takes in what is one, exclude leaves out more.\n# include = [{}]\n", names.join(", "))
}

/// A language that most texts have.
fn language(survey: &Survey) -> String {
    let told = survey.languages.iter().filter(|(language, _)| *language != "not told").max_by_key(|(_, n)| **n);
    told.map_or_else(String::new, |(language, _)| format!("# language = {}\n", quoted(language)))
}

/// As TOML has it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

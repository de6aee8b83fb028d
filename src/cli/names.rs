//! `teiscribe names`: the register drafted from the texts, and what is found with it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use teiscribe::Reading;
use teiscribe::document::{Kind, Origins};
use teiscribe::register::Suggestions;

use super::choice::Chosen;
use super::files::{self, Input};
use super::guide::Guide;
use super::project::Project;
use super::{Failure, Outcome, print};

#[derive(Debug, Subcommand)]
pub(super) enum Names {
    /// Draft a register: a row for each form that the texts have and the register has not
    Suggest {
        /// Files, folders or patterns; none: the project of teiscribe.toml
        paths: Vec<String>,
        /// The register; what it has stays as it is, what is new comes after it. None: standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// List where a name, a form or the id of an entry stands
    Where {
        /// "Comrade Stalin", stalin-j
        name: String,
        /// Files, folders or patterns; none: the project of teiscribe.toml
        paths: Vec<String>,
    },
    /// List the entries of the register that no text names
    Unused {
        /// Files, folders or patterns; none: the project of teiscribe.toml
        paths: Vec<String>,
    },
}

pub(super) fn run(command: &Names) -> Result<Outcome, Failure> {
    match command {
        Names::Suggest { paths, output } => suggest(paths, output.as_deref()),
        Names::Where { name, paths } => find(name, paths),
        Names::Unused { paths } => unused(paths),
    }
}

/// Reads each document, by all that the project sets, and hands it on with its name.
fn each(paths: &[String], register: Option<&Path>, mut take: impl FnMut(&Input, &Reading)) -> Result<Guide, Failure> {
    let own = register.filter(|file| file.is_file()).map(Path::to_owned).into_iter().collect();
    let mut guide = Guide::new(Project::find()?, own);
    let (inputs, _) = files::inputs(&guide.project().paths(paths)?, &guide.project().choice(&Chosen::default())?)?;
    for input in &inputs {
        let (path, relative) = (&input.path, &input.relative);
        let own = if register.is_some() { guide.decided(path, relative)? } else { guide.of(path, relative)? };
        let name = path.to_string_lossy();
        match own.read(&name, files::read(path)?)? {
            Ok(reading) => take(input, &reading),
            Err(finding) => super::report::text::refused(&name, &finding),
        }
    }
    Ok(guide)
}

fn suggest(paths: &[String], output: Option<&Path>) -> Result<Outcome, Failure> {
    let mut suggestions = Suggestions::default();
    each(paths, output, |input, reading| suggestions.add(&reading.document, &reading.source, &input.relative.to_string_lossy()))?;
    let table = output.map_or_else(|| Ok(String::new()), files::text)?;
    match (suggestions.table(&table), output) {
        (Some(new), Some(file)) => files::write(file, &new)?,
        (Some(new), None) => print(&new)?,
        (None, _) => eprintln!("nothing new"),
    }
    Ok(Outcome::Done)
}

fn find(name: &str, paths: &[String]) -> Result<Outcome, Failure> {
    let mut text = String::new();
    each(paths, None, |input, reading| list(name, input, reading, &mut text))?;
    print(&text)?;
    Ok(Outcome::Done)
}

fn list(name: &str, input: &Input, reading: &Reading, text: &mut String) {
    let document = &reading.document;
    let origins = Origins::new(document);
    for annotation in &document.annotations {
        let Kind::Mention(mention) = &annotation.kind else { continue };
        let form = document.line(annotation.extent);
        let entry = mention.entry.and_then(|entry| document.entries.get(entry.0 as usize));
        let is_meant = form.eq_ignore_ascii_case(name)
            || entry.is_some_and(|entry| entry.id.as_deref() == Some(name) || entry.name.eq_ignore_ascii_case(name));
        if is_meant {
            let at = reading.source.locate(origins.span(annotation.extent).start);
            let _ = writeln!(text, "{}:{}:{}: {form} ({})", input.path.display(), at.line, at.column, mention.rule);
        }
    }
}

fn unused(paths: &[String]) -> Result<Outcome, Failure> {
    let mut used: BTreeSet<String> = BTreeSet::new();
    let guide = each(paths, None, |_, reading| {
        let document = &reading.document;
        used.extend(document.entries.iter().filter_map(|entry| entry.id.as_deref().map(str::to_owned)));
    })?;
    let mut text = String::new();
    for names in guide.registers().all() {
        for known in names.register().entries.iter().filter(|known| !known.id.is_empty() && !used.contains(&known.id)) {
            let _ = writeln!(text, "{}: {}", known.id, known.name);
        }
    }
    print(&text)?;
    Ok(Outcome::Done)
}

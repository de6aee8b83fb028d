//! What an installation offers besides the program: completions of shells, and man pages.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Arguments, Failure, Outcome, files, print};

/// The completions of a shell, on standard output.
pub(super) fn completions(shell: Shell) -> Result<Outcome, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "teiscribe", &mut text);
    print(&String::from_utf8_lossy(&text))?;
    Ok(Outcome::Done)
}

/// The man pages, one of the program and one of each command, into a folder; without one, the first on standard output.
pub(super) fn man(folder: Option<&Path>) -> Result<Outcome, Failure> {
    let mut command = Arguments::command();
    command.build();
    let Some(folder) = folder else {
        print(&page(command)?)?;
        return Ok(Outcome::Done);
    };
    let others = command.get_subcommands().filter(|own| own.get_name() != "help").cloned();
    let others: Vec<(String, clap::Command)> = others.map(|own| (format!("teiscribe-{}", own.get_name()), own)).collect();
    for (name, own) in others {
        // A man page has one name for all its life; clap wants it for as long as the program runs.
        let named = own.name(&*Box::leak(name.clone().into_boxed_str()));
        files::write(&folder.join(format!("{name}.1")), &page(named)?)?;
    }
    files::write(&folder.join("teiscribe.1"), &page(command)?)?;
    Ok(Outcome::Done)
}

fn page(command: clap::Command) -> Result<String, Failure> {
    let mut text = Vec::new();
    let written = clap_mangen::Man::new(command).render(&mut text);
    written.map_err(|error| Failure::io("write", Path::new("a man page"), &error))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

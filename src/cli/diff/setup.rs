//! `teiscribe git-setup`: lets git show what teiscribe sees.

use clap::Args;

use crate::cli::{Failure, Outcome, git, print};

/// What `teiscribe git-setup` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Setup {
    /// For all repositories of this user, not this one alone
    #[arg(long)]
    global: bool,
    /// Let `git diff` print teiscribe's own report for transcriptions
    #[arg(long)]
    driver: bool,
}

/// Settings, and what they do: a heading names the hunk; TEI is compared by its running text, words by words and tags.
const SETTINGS: [(&str, &str); 5] = [
    ("diff.transcription.xfuncname", "^(#{1,6} .*|[A-Z][A-Z .]+)$"),
    ("diff.transcription.wordRegex", "[^[:space:]]+"),
    ("diff.tei.textconv", "teiscribe plain --textconv"),
    ("diff.tei.wordRegex", "[^[:space:]<>]+|<[^>]+>"),
    ("difftool.teiscribe.cmd", "teiscribe diff \"$LOCAL\" \"$REMOTE\""),
];

const ATTRIBUTES: &str = "\
Settings are written. For git to use them, put these lines into .gitattributes, which is shared by commit:

*.txt  diff=transcription
*.md   diff=transcription
*.xml  diff=tei

`git difftool -y -t teiscribe` shows the reports of `teiscribe diff`, with -d those of all files in one.
";

pub(in crate::cli) fn run(arguments: &Setup) -> Result<Outcome, Failure> {
    for (key, value) in SETTINGS {
        git::set(key, value, arguments.global)?;
    }
    if arguments.driver {
        git::set("diff.transcription.command", "teiscribe diff", arguments.global)?;
    }
    print(ATTRIBUTES)?;
    Ok(Outcome::Done)
}

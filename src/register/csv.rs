//! `names.csv`, as a person keeps it in a spreadsheet: commas, semicolons or tabs, in any order of columns.

use super::kind::kind;
use super::{Form, Register, identifier};
use crate::date;
use crate::diagnostic::{Diagnostic, Finding};
use crate::document::AUTHORITIES;
use crate::source::Span;

/// The columns of a register that is drafted, in order.
pub(super) const COLUMNS: [&str; 13] =
    ["decision", "type", "form", "id", "label", "uri", "count", "files", "quote1", "quote2", "quote3", "where1", "comment"];

/// A row: where it begins, and its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) start: u32,
    pub(super) cells: Vec<String>,
}

/// The rows of a table, and the place of a quotation mark that is never closed.
pub(super) fn rows(text: &str) -> (Vec<Row>, Option<u32>) {
    let (skipped, separator) = head(text);
    let (mut rows, mut row, mut cell) = (Vec::new(), Row { start: skipped as u32, cells: Vec::new() }, String::new());
    let mut quoted: Option<u32> = None;
    let mut chars = text[skipped..].char_indices().map(|(at, c)| (at + skipped, c)).peekable();
    while let Some((at, c)) = chars.next() {
        let next_is = |c: char, chars: &mut std::iter::Peekable<_>| matches!(chars.peek(), Some(&(_, next)) if next == c);
        match c {
            '"' if quoted.is_some() && next_is('"', &mut chars) => {
                cell.push('"');
                chars.next();
            }
            '"' if quoted.is_some() => quoted = None,
            // A person may have put spaces after the commas.
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = Some(at as u32);
            }
            _ if quoted.is_some() => cell.push(c),
            '\r' if next_is('\n', &mut chars) => {}
            '\n' | '\r' => {
                row.cells.push(std::mem::take(&mut cell));
                rows.push(std::mem::replace(&mut row, Row { start: at as u32 + 1, cells: Vec::new() }));
            }
            _ if c == separator => row.cells.push(std::mem::take(&mut cell)),
            _ => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.cells.is_empty() {
        row.cells.push(cell);
        rows.push(row);
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    (rows, quoted)
}

/// The cells of a table as a spreadsheet writes it, row by row: commas, semicolons or tabs, RFC 4180's quotation marks; rows
/// without a word are left out.
///
/// ```
/// assert_eq!(teiscribe::register::cells("file,author\na.txt,\"Roe, Jane\"\n")[1], ["a.txt", "Roe, Jane"]);
/// ```
pub fn cells(text: &str) -> Vec<Vec<String>> {
    rows(text).0.into_iter().map(|row| row.cells).collect()
}

const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// The bytes before the first row, and the sign between cells: that of a line `sep=;`, as Excel reads it, else the one that
/// the first line has most often.
fn head(text: &str) -> (usize, char) {
    let skipped = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = text[skipped..].lines().next().unwrap_or_default();
    let said = first.strip_prefix("sep=").and_then(|sign| sign.chars().next()).filter(|sign| SEPARATORS.contains(sign));
    said.map_or_else(|| (skipped, separator(first)), |sign| (skipped + first.len(), sign))
}

fn separator(first: &str) -> char {
    SEPARATORS.into_iter().rev().max_by_key(|&sign| first.matches(sign).count()).filter(|&sign| first.contains(sign)).unwrap_or(',')
}

/// Reads a register; what is broken is reported and left out.
pub(super) fn read(register: &mut Register, text: &str) -> Vec<Diagnostic> {
    let (rows, unclosed) = rows(text);
    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut report = |start: u32, problem: &str| {
        findings.push(Diagnostic { span: Span { start, end: start }, finding: Finding::RegisterRow { problem: problem.to_owned() } });
    };
    if let Some(start) = unclosed {
        report(start, "a quotation mark that is never closed");
    }
    let Some((head, body)) = rows.split_first() else {
        return findings;
    };
    let columns = Columns::new(&head.cells);
    if !columns.has("form") && !columns.has("name") {
        report(head.start, "no column \"form\" or \"name\"");
        return findings;
    }
    for row in body {
        if let Err(problem) = read_row(register, &columns, row) {
            report(row.start, &problem);
        }
    }
    findings
}

/// Where each column stands.
pub(super) struct Columns {
    names: Vec<String>,
}

impl Columns {
    pub(super) fn new(head: &[String]) -> Self {
        Self { names: head.iter().map(|cell| cell.trim().to_lowercase()).collect() }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }

    /// The cell under one of these names; empty where there is none.
    pub(super) fn cell<'r>(&self, row: &'r Row, names: &[&str]) -> &'r str {
        let at = names.iter().find_map(|name| self.names.iter().position(|own| own == name));
        at.and_then(|at| row.cells.get(at)).map_or("", |cell| plain(cell))
    }

    /// The further forms of a name, each a piece of one cell: "R. Berg; Red Rosa".
    pub(super) fn variants<'r>(&self, row: &'r Row) -> impl Iterator<Item = &'r str> + use<'r> {
        let cell = self.cell(row, &["variants", "aliases", "alias"]);
        cell.split(['|', ';']).map(str::trim).filter(|variant| !variant.is_empty())
    }
}

/// A cell without the apostrophe that keeps a spreadsheet from taking it for a formula, a day or a number.
pub(super) fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('\'').filter(|rest| is_mistaken(rest)).unwrap_or(cell)
}

/// Whether a spreadsheet would make something else of a text, and write that: a formula, "January 31", "03/04/1919", "1e5". It
/// leaves alone whole numbers and dates of ISO 8601.
fn is_mistaken(text: &str) -> bool {
    /// Of an hour, and of a number with an exponent.
    const SIGNS: [&str; 4] = ["am", "pm", "e", ""];
    let is_known = |word: &str| date::is_month(word) || date::is_weekday(word) || SIGNS.contains(&&*word.to_lowercase());
    let is_whole = !text.starts_with('0') && text.len() < 15 && text.bytes().all(|b| b.is_ascii_digit());
    let is_iso =
        text.len() >= 7 && text.split(['-', '/']).all(|part| part.bytes().all(|b| b.is_ascii_digit()) && matches!(part.len(), 2 | 4));
    let is_sign = |c: char| c.is_alphanumeric() || c.is_whitespace() || ",./:-%$€£'()".contains(c);
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    text.starts_with(['=', '+', '-', '@', '\''])
        || has_digit
            && !is_whole
            && !(is_iso && text.contains('-'))
            && text.chars().all(is_sign)
            && text.split(|c: char| !c.is_alphabetic()).all(is_known)
}

fn read_row(register: &mut Register, columns: &Columns, row: &Row) -> Result<(), String> {
    let form = columns.cell(row, &["form", "name"]);
    let decision = columns.cell(row, &["decision"]).to_lowercase();
    let has_decisions = columns.has("decision");
    if form.is_empty() {
        return Err("a row without a form".to_owned());
    }
    match decision.as_str() {
        "no" | "n" | "nein" | "non" | "false" | "0" => {
            register.refused.push(form.to_owned());
            return Ok(());
        }
        "later" | "später" | "plus tard" => return Ok(()),
        "" | "yes" | "y" | "ja" | "oui" | "true" | "x" | "1" => {}
        _ => {
            return Err(format!("\"{decision}\" is none of the decisions yes, no, later"));
        }
    }
    let word = columns.cell(row, &["type", "kind"]);
    let kind = kind(word).ok_or_else(|| format!("\"{word}\" is none of the types person, place, org, work"))?;
    let id = columns.cell(row, &["id", "xml:id"]);
    let label = columns.cell(row, &["label"]);
    let is_draft = has_decisions && decision.is_empty();
    let name = if label.is_empty() { form } else { label };
    let (id, own_name) = if id == "?" { ("", form) } else { (id, name) };
    let known = register.add(id, kind, own_name, Form { text: form.to_owned(), is_draft });
    for variant in columns.variants(row) {
        known.forms.push(Form { text: variant.to_owned(), is_draft });
    }
    for uri in columns.cell(row, &["uri", "ref", "refs", "ref(s)"]).split_whitespace() {
        known.identifiers.extend(identifier(uri).filter(|own| !known.identifiers.contains(own)));
    }
    // A column of an authority file may have its numbers alone: `Q855` under `wikidata`.
    for own in AUTHORITIES {
        let cell = columns.cell(row, &[own.kind, own.prefix]);
        let value = own.identifier(cell).unwrap_or(cell);
        let identifier = (own.kind.to_owned(), value.to_owned());
        known.identifiers.extend((!value.is_empty() && !known.identifiers.contains(&identifier)).then_some(identifier));
    }
    known.born = known.born.or_else(|| columns.cell(row, &["born"]).get(..4).and_then(|year| year.parse().ok()));
    Ok(())
}

/// A cell as it is written: quoted where it must be, and safe against being taken for a formula.
pub(super) fn cell(text: &str) -> String {
    let one_line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let safe = if is_mistaken(&one_line) { format!("'{one_line}") } else { one_line };
    if safe.contains([',', '"', ';', '\'']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

/// `table` with rows after it, each given as what it has in a column; what the table has stays byte for byte. Where it is
/// empty, a byte order mark and `columns` come first.
pub(super) fn append<R: Fn(&str) -> String>(table: &str, columns: &[&str], rows: impl Iterator<Item = R>) -> String {
    let own: Vec<String> = match self::rows(table).0.first() {
        Some(row) => Columns::new(&row.cells).names,
        None => columns.iter().map(|&column| column.to_owned()).collect(),
    };
    let (_, separator) = head(table);
    let end = if table.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = if table.is_empty() { format!("\u{feff}{}\n", columns.join(",")) } else { table.to_owned() };
    if !text.ends_with(['\n', '\r']) {
        text.push_str(end);
    }
    for row in rows {
        let cells: Vec<String> = own.iter().map(|column| cell(&row(column))).collect();
        text.push_str(&cells.join(&separator.to_string()));
        text.push_str(end);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register(text: &str) -> (Register, Vec<Diagnostic>) {
        let mut register = Register::default();
        let findings = read(&mut register, text);
        (register, findings)
    }

    #[test]
    fn separators_marks_and_line_ends_of_spreadsheets_are_read() {
        for text in ["\u{feff}decision;type;form;id\r\nyes;person;\"Stalin; J.\";s\r\n;;;\r\n", "type\tform\tid\nperson\tStalin; J.\ts\n"] {
            let (register, findings) = register(text);
            assert_eq!(findings, []);
            assert_eq!(register.entries[0].forms[0].text, "Stalin; J.");
        }
    }

    #[test]
    fn a_broken_row_is_reported_where_it_stands_and_the_rest_is_used() {
        let (register, findings) =
            register("decision,type,form,id\nyes,person,,a\nmaybe,person,X,b\nyes,thing,Y,c\nyes,place,Minsk,minsk\nno,person,Works,\n");
        assert_eq!(findings.iter().map(|found| found.span.start).collect::<Vec<_>>(), [22, 36, 53]);
        assert_eq!(register.entries.len(), 1);
        assert_eq!(register.refused, ["Works"]);
    }

    #[test]
    fn aliases_and_numbers_of_authority_files_have_columns_of_their_own() {
        let (register, findings) =
            register("type,name,id,aliases,gnd,wikidata\nperson,Rosa Berg,rb,R. Berg; Red Rosa,118575503,wd:Q7231\n");
        assert_eq!(findings, []);
        let known = &register.entries[0];
        assert_eq!(known.forms.iter().map(|form| form.text.as_str()).collect::<Vec<_>>(), ["Rosa Berg", "R. Berg", "Red Rosa"]);
        let own = |kind: &str, value: &str| (kind.to_owned(), value.to_owned());
        assert_eq!(known.identifiers, [own("wikidata", "Q7231"), own("gnd", "118575503")]);
    }

    #[test]
    fn a_line_that_names_the_sign_between_cells_and_line_ends_are_kept() {
        let table = append("sep=;\r\nquote;set\r\n", &["quote"], std::iter::once(|_: &str| "a;b".to_owned()));
        assert_eq!(table, "sep=;\r\nquote;set\r\n\"a;b\";\"a;b\"\r\n");
        assert_eq!(cells(&table)[1], ["a;b", "a;b"]);
    }

    #[test]
    fn cells_are_safe_against_formulas_and_come_back() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(plain("'=1+1"), "=1+1");
        assert_eq!(plain("'Tis"), "'Tis");
        for text in ["January 31", "03/04/1919", "1e5", "=1+1", "'48", "'Tis", "1919", "1919-02-18", "1919-02/1919-03", "Vol. 4", "-"] {
            assert_eq!(plain(rows(&format!("a\n{}\n", cell(text))).0[1].cells[0].as_str()), text, "{}", cell(text));
        }
    }
}

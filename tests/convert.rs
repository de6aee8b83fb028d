//! Golden cases of `convert`: a folder each under `tests/convert/`. See `tests/README.md`.

mod support;

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use support::{expect, file, run_cases};
use teiscribe::document::{Document, Tile, text_len};
use teiscribe::entity::Names;
use teiscribe::register::{Corrections, Register};
use teiscribe::settings::{Notes, Settings};
use teiscribe::{Conversion, Guides, Received, tei};

#[test]
fn every_case_converts_as_expected() {
    run_cases("convert", check);
}

fn check(case: &Path) -> Result<(), String> {
    let settings = settings(case)?;
    let conversion = convert(case, &settings)?;
    expect(&case.join("expected.xml"), &without_boilerplate(&conversion.tei))?;
    findings(case, &conversion)?;
    for notes in [Notes::Inline, Notes::End] {
        let own = convert(case, &Settings { notes, ..settings.clone() })?;
        laws(&own).map_err(|why| format!("notes {notes:?}: {why}"))?;
    }
    let again = convert(case, &settings)?;
    if again.tei == conversion.tei { Ok(()) } else { Err("a second run gives another output".to_owned()) }
}

fn settings(case: &Path) -> Result<Settings, String> {
    match fs::read_to_string(case.join("teiscribe.toml")) {
        Ok(text) => toml::from_str(&text).map_err(|error| error.to_string()),
        Err(_) => Ok(Settings::default()),
    }
}

fn convert(case: &Path, settings: &Settings) -> Result<Conversion, String> {
    let input = file(case, "input").ok_or("there is no input")?;
    let bytes = fs::read(&input).map_err(|error| error.to_string())?;
    let name = input.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut register = Register::default();
    for file in ["names.csv", "names.xml"] {
        if let Ok(bytes) = fs::read(case.join(file)) {
            let (_, findings) = register.read(file, bytes).map_err(|finding| finding.to_string())?;
            assert!(findings.is_empty(), "{file}: {findings:?}");
        }
    }
    let mut corrections = Corrections::default();
    if let Ok(bytes) = fs::read(case.join("corrections.csv")) {
        let (_, findings) = corrections.read("corrections.csv", bytes).map_err(|finding| finding.to_string())?;
        assert!(findings.is_empty(), "corrections.csv: {findings:?}");
    }
    let guides = Guides { settings, names: &Names::new(register), corrections: &corrections, recogniser: None };
    let notes = file(case, "input-notes").map(|notes| {
        let bytes = fs::read(&notes).map_err(|error| error.to_string())?;
        Ok((notes.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes))
    });
    let received = Received { text: bytes, notes: notes.transpose().map_err(|error: String| error)? };
    teiscribe::convert_by(&name, received, guides).map_err(|finding| finding.to_string())
}

/// The TEI without what is the same in every file: what was done, and by which program; what prefixes stand for remains.
fn without_boilerplate(tei: &str) -> String {
    let without = if tei.contains("<listPrefixDef>") {
        cut(&cut(tei, "      <editorialDecl>", "      </editorialDecl>\n"), "      <appInfo>", "      </appInfo>\n")
    } else {
        cut(tei, "    <encodingDesc>", "    </encodingDesc>\n")
    };
    cut(&without, "        <respStmt xml:id=\"tool\">", "        </respStmt>\n")
}

fn cut(text: &str, from: &str, to: &str) -> String {
    match text.split_once(from).and_then(|(before, rest)| Some((before, rest.split_once(to)?.1))) {
        Some((before, after)) => format!("{before}{after}"),
        None => text.to_owned(),
    }
}

/// Every finding stands in `expected.findings`; a case without any has no such file.
fn findings(case: &Path, conversion: &Conversion) -> Result<(), String> {
    let mut lines = String::new();
    for found in &conversion.reading.findings {
        let place = conversion.reading.source.locate(found.span.start);
        let file = conversion.reading.source.file_beside(found.span.start).map_or_else(String::new, |name| format!("{name}:"));
        let (severity, code) = (found.finding.severity(), found.finding.code());
        let _ = writeln!(lines, "{file}{}:{}: {severity}[{code}]: {}", place.line, place.column, found.finding);
    }
    let expected = case.join("expected.findings");
    if lines.is_empty() && !expected.exists() { Ok(()) } else { expect(&expected, &lines) }
}

/// What holds for every output.
fn laws(conversion: &Conversion) -> Result<(), String> {
    covers(&conversion.reading.document, conversion.reading.source.text())?;
    let kept = tei::plain(&conversion.tei).map_err(|error| error.to_string())?;
    let text = tei::running_text(&conversion.reading.document);
    if kept != text {
        return Err(format!("the text is not kept\n{text}\nbecame\n{kept}"));
    }
    pointers(&conversion.tei)?;
    #[cfg(feature = "validate")]
    teiscribe::validate::validate(&conversion.tei)?;
    Ok(())
}

/// The tiles cover the source, and make the text.
fn covers(document: &Document, source: &str) -> Result<(), String> {
    let bytes: usize = document.tiles.iter().map(|tile| tile.len as usize).sum();
    let text: u32 = document.tiles.iter().map(|&tile: &Tile| text_len(tile)).sum();
    if (bytes, text as usize) == (source.len(), document.text.len()) { Ok(()) } else { Err("the tiles do not cover the source".to_owned()) }
}

/// Every id stands once; every pointer into the file leads somewhere.
fn pointers(tei: &str) -> Result<(), String> {
    let parsed = roxmltree::Document::parse(tei).map_err(|error| error.to_string())?;
    let elements = || parsed.descendants().filter(roxmltree::Node::is_element);
    let mut ids = HashSet::new();
    for id in elements().filter_map(|element| element.attribute((roxmltree::NS_XML_URI, "id"))) {
        if !ids.insert(id) {
            return Err(format!("id {id} stands twice"));
        }
    }
    let pointing = ["target", "corresp", "resp", "edRef", "ref", "calendar", "wit", "from"];
    let values = elements().flat_map(|element| element.attributes()).filter(|attribute| pointing.contains(&attribute.name()));
    let lost = values
        .flat_map(|attribute| attribute.value().split_whitespace())
        .filter_map(|value| value.strip_prefix('#'))
        .find(|id| !ids.contains(id));
    lost.map_or(Ok(()), |id| Err(format!("#{id} leads nowhere")))
}

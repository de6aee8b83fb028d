//! TEI against the embedded schema, or against a project's own. The only module that knows the validator.

use std::sync::OnceLock;

use teixml::relaxng::SchemaSyntax;

/// The schema of what teiscribe writes, compiled from `schema/teiscribe.odd`.
const RNG: &str = include_str!("../schema/teiscribe.rng");

static SCHEMA: Compiled = OnceLock::new();

/// The same for several documents in one root. An id is the document's own, so that here it is only a name.
static SHELF: Compiled = OnceLock::new();

type Compiled = OnceLock<Result<teixml::Schema, String>>;

fn schema() -> Result<&'static teixml::Schema, String> {
    compiled(&SCHEMA, || RNG.to_owned())
}

fn shelf() -> Result<&'static teixml::Schema, String> {
    compiled(&SHELF, || {
        let several = "<start><element name=\"shelf\" ns=\"\"><zeroOrMore><ref name=\"tei_TEI\"/></zeroOrMore></element></start>";
        let grammar = RNG.rfind("<start>").map_or(RNG, |start| &RNG[..start]).replace("<data type=\"ID\"/>", "<data type=\"NCName\"/>");
        format!("{grammar}{several}</grammar>")
    })
}

/// A grammar in XML in which the month of a year before Christ is one: the validator knows such years and days, but no such month.
fn with_months_before_christ(rng: &str) -> String {
    const MONTH: &str = "<data type=\"gYearMonth\"/>";
    const BEFORE: &str = "<data type=\"token\"><param name=\"pattern\">-[0-9]{4,}-(0[1-9]|1[0-2])</param></data>";
    rng.replace(MONTH, &format!("<choice>{MONTH}{BEFORE}</choice>"))
}

fn compiled(schema: &'static Compiled, rng: impl FnOnce() -> String) -> Result<&'static teixml::Schema, String> {
    let compiled = schema.get_or_init(|| {
        let mut schema =
            teixml::Schema::from_text(&with_months_before_christ(&rng()), "", SchemaSyntax::Xml).map_err(|error| error.to_string())?;
        schema.set_schematron(false);
        Ok(schema)
    });
    compiled.as_ref().map_err(Clone::clone)
}

/// Checks `tei` against the schema: `Ok` where it is valid.
///
/// # Errors
/// The first error with its line and column in `tei`.
pub fn validate(tei: &str) -> Result<(), String> {
    let diagnostics = schema()?.validate_str(tei).map_err(|error| error.to_string())?;
    match diagnostics.iter().find(|diagnostic| diagnostic.is_error()) {
        Some(diagnostic) => Err(diagnostic.to_string()),
        None => Ok(()),
    }
}

/// Checks each of `documents` as [`validate`] does. The validator takes as long to begin as to read some ten pages, so that short
/// documents are checked together, and one by one only where something is wrong with one of them.
///
/// ```
/// use teiscribe::{convert, settings::Settings, validate::validate_each};
///
/// let tei = convert("peace.txt", b"# On Peace\n".to_vec(), &Settings::default()).unwrap().tei;
/// let wrong = tei.replace("<title", "<titel").replace("</title", "</titel");
/// let checked = validate_each(&[&tei, &wrong, &tei]);
/// assert_eq!(checked.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
/// ```
pub fn validate_each(documents: &[&str]) -> Vec<Result<(), String>> {
    if documents.len() > 1 && are_valid(documents) {
        return vec![Ok(()); documents.len()];
    }
    documents.iter().map(|tei| validate(tei)).collect()
}

/// Whether it is sure that all are valid.
fn are_valid(documents: &[&str]) -> bool {
    let Some(elements) = documents.iter().map(|tei| without_declaration(tei)).collect::<Option<Vec<&str>>>() else { return false };
    let is_valid = |together: &str| {
        let found = shelf().ok().and_then(|schema| schema.validate_str(together).ok());
        found.is_some_and(|found| !found.iter().any(teixml::Diagnostic::is_error))
    };
    documents.iter().all(|tei| has_single_ids(tei)) && is_valid(&format!("<shelf>{}</shelf>", elements.concat()))
}

/// What may stand within an element; `None` where the declaration has no end, and where it declares a type.
fn without_declaration(tei: &str) -> Option<&str> {
    let body = if tei.starts_with("<?xml ") { tei.split_once("?>")?.1 } else { tei };
    let is_typed = body[..body.find("<TEI").unwrap_or(body.len())].contains("<!DOCTYPE");
    (!is_typed).then_some(body)
}

/// Whether no id is given twice. Text that looks like an attribute may be taken for one, so that only a `true` is sure.
fn has_single_ids(tei: &str) -> bool {
    let mut ids: Vec<&str> =
        memchr::memmem::find_iter(tei.as_bytes(), "xml:id=\"").filter_map(|at| tei[at + 8..].split('"').next()).collect();
    ids.sort_unstable();
    ids.windows(2).all(|pair| pair[0] != pair[1])
}

/// A schema of a project's own: RELAX NG, with the Schematron rules that it holds, or Schematron alone.
pub struct Schema {
    own: teixml::Schema,
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Schema")
    }
}

/// Where a file breaks a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Line and column in the file, from 1.
    pub place: (u32, u32),
    /// What the schema or rule says.
    pub message: String,
    /// Whether the file is invalid; otherwise the rule is advice.
    pub is_error: bool,
}

/// A grammar of any document whatever, with a place for the rules of a Schematron.
const ANY: &str = include_str!("../schema/any.rng");

impl Schema {
    /// Reads a schema: `.rnc` is the compact syntax of RELAX NG, `.sch` Schematron, anything else RELAX NG. Schemas that it
    /// includes are read from files beside `path`.
    ///
    /// ```
    /// use teiscribe::validate::Schema;
    ///
    /// let schema = Schema::read("own.rnc", "element TEI { element text { text } }").unwrap();
    /// assert!(schema.breaches("<TEI><text>Words</text></TEI>").unwrap().is_empty());
    /// assert_eq!(schema.breaches("<TEI><body/></TEI>").unwrap()[0].place.0, 1);
    /// ```
    ///
    /// # Errors
    /// What is wrong with it, where it cannot be used.
    pub fn read(path: &str, text: &str) -> Result<Self, String> {
        let ending = path.rsplit('.').next().unwrap_or_default();
        let own = match ending {
            "rnc" => teixml::Schema::from_text(text, path, SchemaSyntax::Compact),
            "sch" => teixml::Schema::from_text(&wrapped(text)?, path, SchemaSyntax::Xml),
            _ => teixml::Schema::from_text(&with_months_before_christ(text), path, SchemaSyntax::Xml),
        };
        let own = own.map_err(|error| error.to_string())?;
        let rules = own.schematron().map_err(|error| error.to_string())?;
        match rules.unsupported().first() {
            Some(rule) => Err(format!("a rule cannot be checked: {rule:?}")),
            None if ending == "sch" && rules.test_count() == 0 => Err("it has no rule".to_owned()),
            None => Ok(Self { own }),
        }
    }

    /// Where `tei` breaks it.
    ///
    /// # Errors
    /// Where `tei` is no XML.
    pub fn breaches(&self, tei: &str) -> Result<Vec<Breach>, String> {
        breaches_of(&self.own, tei)
    }
}

/// All breaches of the embedded schema.
///
/// # Errors
/// Where `tei` is no XML.
pub fn breaches(tei: &str) -> Result<Vec<Breach>, String> {
    breaches_of(schema()?, tei)
}

fn breaches_of(schema: &teixml::Schema, tei: &str) -> Result<Vec<Breach>, String> {
    let found = schema.validate_str(tei).map_err(|error| error.to_string())?;
    let place = |own: &teixml::Diagnostic| own.position.map_or((1, 1), |position| (position.line, position.column));
    Ok(found.iter().map(|own| Breach { place: place(own), message: own.message().to_string(), is_error: own.is_error() }).collect())
}

/// The rules of a Schematron inside a grammar of any document: what its root holds, under the prefixes that its root declares.
fn wrapped(schematron: &str) -> Result<String, String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(schematron);
    let (from, declared) = loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(root) => {
                let is_prefix = |name: &str| name == "xmlns" || name.starts_with("xmlns:");
                let declared = root.attributes().flatten().filter(|own| is_prefix(own.key.as_ref()));
                let declared: String = declared.map(|own| format!(" {}=\"{}\"", own.key.as_ref(), own.value)).collect();
                break (reader.buffer_position() as usize, declared);
            }
            Event::Eof => return Err("it is no Schematron".to_owned()),
            _ => {}
        }
    };
    let to = schematron.rfind("</").filter(|&to| to >= from).ok_or("it has no end tag")?;
    Ok(ANY.replace("__declared__=\"\"", &declared).replace("<!-- rules -->", &schematron[from..to]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_ids(first: &str, second: &str) -> String {
        let tei = crate::convert("a.txt", b"# A\n\nB.\n".to_vec(), &crate::settings::Settings::default()).expect("text").tei;
        let ids = format!("<p xml:id=\"{first}\">A</p><p xml:id=\"{second}\">");
        tei.replacen("<p n=\"1\">", &ids, 1)
    }

    #[test]
    fn an_id_is_the_only_one_of_its_document() {
        let (single, doubled) = (with_ids("a", "b"), with_ids("a", "a"));
        assert!(are_valid(&[&single, &single]));
        let checked = validate_each(&[&single, &doubled, &single]);
        assert_eq!(checked.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(checked[1], validate(&doubled));
    }
}

//! What was written against the embedded schema. The only module that knows the validator.

use std::sync::OnceLock;

use teixml::Schema;
use teixml::relaxng::SchemaSyntax;

/// The schema of what teiscribe writes, compiled from `schema/teiscribe.odd`.
const RNG: &str = include_str!("../schema/teiscribe.rng");

static SCHEMA: OnceLock<Result<Schema, String>> = OnceLock::new();

fn schema() -> Result<&'static Schema, String> {
    let compiled = SCHEMA.get_or_init(|| {
        let mut schema = Schema::from_text(RNG, "", SchemaSyntax::Xml).map_err(|error| error.to_string())?;
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

//! Transcriptions that are as they were, but are read by a register or by corrections that changed, or with notes in a file
//! beside them that did: whom their words name and when they were written may be another.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::reader::Reader;
use super::versions::{Span, Versions};
use crate::cli::project::absolute;
use crate::cli::{Failure, choice, git};

/// The transcriptions below `paths` that did not change between the revisions of `span`, of which a register, the
/// corrections or the notes did.
pub(super) fn find(span: &Span<'_>, paths: &[String], reader: &mut Reader) -> Result<Vec<Versions>, Failure> {
    let root = git::root()?;
    let touched: BTreeSet<PathBuf> = touched(span, &root)?.into_iter().collect();
    let registers = reader.registers_of_folders();
    let neighbours = reader.neighbours(None)?;
    let is_of_notes = touched.iter().any(|path| neighbours.may_hold_notes(path));
    if !is_of_notes && !touched.iter().any(|path| registers.may_read(path)) {
        return Ok(Vec::new());
    }
    let is_read_anew = |path: &Path| registers.files_of(path).iter().any(|own| touched.contains(&absolute(own)));
    let same = git::listed(span.new, paths)?.into_iter().filter(|path| choice::is_transcription(path));
    let mut anew = Vec::new();
    for path in same.filter(|path| !touched.contains(&root.join(path))) {
        let whole = root.join(&path);
        if reader.neighbours(span.new)?.holds_notes(&whole) {
            continue;
        }
        if is_read_anew(&whole) || is_of_notes && reader.has_notes_of(span, &whole, &touched)? {
            anew.push(Versions { is_guided: true, ..span.versions(&root, Some(&path), Some(&path))? });
        }
    }
    Ok(anew)
}

/// The files that differ between the revisions, from the root of the file system.
fn touched(span: &Span<'_>, root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let Some(new) = span.new else {
        return git::touched(span.old);
    };
    let changed = git::changed(span.old, Some(new), &[])?;
    Ok(changed.into_iter().flat_map(|own| [own.old, own.new]).flatten().map(|path| root.join(path)).collect())
}

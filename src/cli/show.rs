//! `teiscribe show`: what is made of a transcription, on one screen.

use std::fmt::Write;
use std::path::Path;

use teiscribe::Reading;
use teiscribe::document::{Bibl, BiblKind, BlockKind, Extent, Kind, Origins, PersonRole, Zone};

use super::detected;
use super::doubt::{self, Sort};
use super::guide::Guide;
use super::{Failure, Outcome, print};

/// Lines of each list that are shown.
const SHOWN: usize = 8;

pub(super) fn run(file: &Path) -> Result<Outcome, Failure> {
    let reading = Guide::find()?.read_alone(file)?;
    print(&Screen { reading: &reading }.text())?;
    Ok(Outcome::Done)
}

struct Screen<'a> {
    reading: &'a Reading,
}

impl Screen<'_> {
    fn text(&self) -> String {
        let mut text = String::new();
        for (label, value) in self.rows().into_iter().filter(|(_, value)| !value.is_empty()) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{label:<12}{value}");
        }
        self.findings(&mut text);
        self.reviewed(&mut text);
        text
    }

    fn str(&self, extent: Extent) -> String {
        self.reading.document.line(extent)
    }

    fn rows(&self) -> Vec<(&'static str, String)> {
        let document = &self.reading.document;
        let header = &document.header;
        let people = |role| {
            header
                .people
                .iter()
                .filter(move |person| person.role == role)
                .map(|person| self.str(person.name))
                .collect::<Vec<_>>()
                .join("; ")
        };
        let made = header.responsibilities.iter().map(|own| {
            format!("{}: {}", self.str(own.what), own.names.iter().map(|(_, name)| self.str(*name)).collect::<Vec<_>>().join(", "))
        });
        let mut rows = vec![
            ("convention", detected::line(&self.reading.detection)),
            ("title", header.title.map_or_else(|| format!("(none: {})", header.stem), |title| self.str(title))),
            ("subtitle", header.subtitles.iter().map(|subtitle| self.str(*subtitle)).collect::<Vec<_>>().join("; ")),
            ("author", people(PersonRole::Author)),
            ("editor", people(PersonRole::Editor)),
            ("made by", made.collect::<Vec<_>>().join("; ")),
            ("publisher", header.publication.publisher.map_or_else(String::new, |publisher| self.str(publisher))),
            ("rights", header.rights.as_ref().map_or_else(|| "(not stated)".to_owned(), |rights| self.str(rights.text))),
            ("written", header.creation.as_ref().map_or_else(String::new, |own| self.str(own.date))),
            ("language", header.language.as_deref().unwrap_or_default().to_owned()),
        ];
        rows.extend(header.bibls.iter().map(|bibl| (bibl_label(bibl), self.bibl(bibl))));
        rows.extend([("sections", self.sections()), ("text", self.counts()), ("notes", self.notes()), ("left out", self.dropped())]);
        rows
    }

    fn bibl(&self, bibl: &Bibl) -> String {
        bibl.parts.iter().map(|(_, extent)| self.str(*extent)).collect::<Vec<_>>().join(", ")
    }

    fn sections(&self) -> String {
        let document = &self.reading.document;
        let heads: Vec<String> = document
            .blocks
            .iter()
            .filter(|block| block.zone == Zone::Body && matches!(block.kind, BlockKind::Heading(_)))
            .map(|block| self.str(block.extent))
            .collect();
        let more = heads.len().saturating_sub(SHOWN);
        let shown = heads.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(" | ");
        if more > 0 { format!("{shown} | and {more} more") } else { shown }
    }

    fn counts(&self) -> String {
        let document = &self.reading.document;
        let blocks = |is: fn(BlockKind) -> bool| document.blocks.iter().filter(|block| block.zone == Zone::Body && is(block.kind)).count();
        let annotations = |is: fn(&Kind) -> bool| document.annotations.iter().filter(|a| is(&a.kind)).count();
        let counts = [
            (blocks(|kind| kind == BlockKind::Paragraph), "paragraphs"),
            (blocks(|kind| kind == BlockKind::Line), "lines of verse"),
            (blocks(|kind| matches!(kind, BlockKind::List(_))), "lists"),
            (blocks(|kind| kind == BlockKind::Table), "tables"),
            (annotations(|kind| *kind == Kind::Quotation), "quotations"),
            (annotations(|kind| matches!(kind, Kind::Date(_))), "dates"),
            (annotations(|kind| matches!(kind, Kind::PageBreak(page) if page.cert.is_none())), "page breaks"),
            (annotations(|kind| matches!(kind, Kind::PageBreak(page) if page.cert.is_some())), "joins over page breaks"),
        ];
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect::<Vec<_>>().join(", ")
    }

    fn notes(&self) -> String {
        let notes = &self.reading.document.notes;
        let linked = notes.iter().filter(|note| note.marker.is_some()).count();
        if notes.is_empty() { String::new() } else { format!("{}, {linked} linked", notes.len()) }
    }

    fn dropped(&self) -> String {
        let source = &self.reading.source;
        let dropped = self.reading.document.dropped();
        let lines =
            dropped.iter().take(SHOWN).map(|(span, reason)| format!("line {} ({})", source.locate(span.start).line, reason.as_str()));
        let mut lines: Vec<String> = lines.collect();
        lines.dedup();
        let more = dropped.len().saturating_sub(SHOWN);
        lines.extend((more > 0).then(|| format!("and {more} more")));
        lines.join(", ")
    }

    /// Every decision that is not sure, the least sure first; what is left out has a line of its own.
    fn reviewed(&self, text: &mut String) {
        let origins = Origins::new(&self.reading.document);
        let mut unsure = doubt::doubts(self.reading);
        unsure.retain(|own| own.sort != Sort::Dropped);
        unsure.sort_by_key(|own| own.rank);
        for own in &unsure {
            let _ = writeln!(text, "{:<12}{}", "review", doubt::placed(self.reading, &origins, own));
        }
    }

    fn findings(&self, text: &mut String) {
        let findings = &self.reading.findings;
        for found in findings.iter().take(2 * SHOWN) {
            let place = self.reading.source.locate(found.span.start);
            let _ = writeln!(
                text,
                "{:<12}{}:{} {}[{}]: {}",
                "look at",
                place.line,
                place.column,
                found.finding.severity(),
                found.finding.code(),
                found.finding
            );
        }
        if findings.len() > 2 * SHOWN {
            let _ = writeln!(text, "{:<12}and {} more", "", findings.len() - 2 * SHOWN);
        }
    }
}

const fn bibl_label(bibl: &Bibl) -> &'static str {
    match bibl.kind {
        BiblKind::Transcription => "digital",
        BiblKind::CopyText => "from",
        BiblKind::FirstPublication => "first in",
    }
}

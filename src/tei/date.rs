//! The attributes of dates (TEI Guidelines, 3.6.4 and 14.4), and the calendars that they point at.

use crate::date::{self, Calendar, Date, Day, Inferred, Moment, Value};
use crate::document::{Cert, Document, Kind};
use crate::tei::Context;
use crate::xml::Element;

impl<'d> Context<'d> {
    /// A `date` with its value. A date that no calendar has, has none.
    pub(super) fn date(&self, date: &Date) -> Element<'d> {
        let element = date.value.map_or_else(|| Element::new("date"), |value| with_originals(valued(value), value, date));
        let calendars: Vec<String> = date.calendars.iter().map(|calendar| pointer(*calendar)).collect();
        let element = element.with_some("calendar", (!calendars.is_empty()).then(|| calendars.join(" ")));
        let element = element.with_some("precision", (date.is_vague && date.value.is_some()).then_some("low"));
        match date.inferred.filter(|_| date.value.is_some()) {
            Some(inferred) => self.inferred(element, inferred),
            None => element,
        }
    }

    /// A date that stands outside the text: "12 May 1880". Where the words are no date, they have no value.
    pub(super) fn date_of_words(&self, words: &'d str) -> Element<'d> {
        date::whole(words).map_or_else(|| Element::new("date"), |date| self.date(&date)).text(words)
    }

    fn inferred(&self, element: Element<'d>, inferred: Inferred) -> Element<'d> {
        let cert = (self.is_full() || inferred.cert != Cert::High).then_some(inferred.cert.as_str());
        let evidence = self.is_full().then_some(inferred.evidence.as_str());
        element.with_some("cert", cert).with_some("evidence", evidence).with_some("resp", self.tool())
    }
}

fn valued<'d>(value: Value) -> Element<'d> {
    let date = Element::new("date");
    // W3C XML Schema 1.0, by which validators go, has no year 0000.
    let shown = |moment: Option<Moment>| moment.filter(|moment| moment.year != Some(0)).map(|moment| moment.to_string());
    match value {
        Value::When(moment) => date.with_some("when", shown(Some(moment))),
        Value::Range { from, to } => date.with_some("from", shown(from)).with_some("to", shown(to)),
        Value::Within { not_before, not_after } => date.with_some("notBefore", shown(not_before)).with_some("notAfter", shown(not_after)),
    }
}

/// The days as the text's own calendar has them, beside the attributes that have them Gregorian.
fn with_originals<'d>(element: Element<'d>, value: Value, date: &Date) -> Element<'d> {
    let (first, last) = match value {
        Value::When(_) => ("when-custom", "to-custom"),
        Value::Range { .. } => ("from-custom", "to-custom"),
        Value::Within { .. } => ("notBefore-custom", "notAfter-custom"),
    };
    let method = date.original.or(date.original_end).map(|own| pointer(own.calendar));
    element
        .with_some(first, date.original.map(|own| custom(own.day)))
        .with_some(last, date.original_end.map(|own| custom(own.day)))
        .with_some("datingMethod", method)
}

/// A day as its own calendar counts it.
fn custom((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn pointer(calendar: Calendar) -> String {
    format!("#{}", id(calendar))
}

/// The `xml:id` of a calendar.
pub(super) const fn id(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::Gregorian => "gregorian",
        Calendar::Julian => "julian",
        Calendar::Republican => "frenchRepublican",
        Calendar::Hebrew => "hebrew",
        Calendar::Islamic => "islamic",
    }
}

const fn name(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::Gregorian => "Gregorian calendar (New Style)",
        Calendar::Julian => "Julian calendar (Old Style)",
        Calendar::Republican => "Calendar of the French Republic",
        Calendar::Hebrew => "Jewish calendar",
        Calendar::Islamic => "Islamic calendar (civil)",
    }
}

/// The `calendarDesc` element with the calendars that dates point at (TEI Guidelines, 2.4.5).
pub(super) fn calendars<'d>(document: &Document) -> Option<Element<'d>> {
    let dates = document.annotations.iter().filter_map(|a| if let Kind::Date(date) = &a.kind { Some(date) } else { None });
    let mut used: Vec<Calendar> =
        dates.flat_map(|date| date.calendars.iter().copied().chain(date.original.or(date.original_end).map(|own| own.calendar))).collect();
    used.sort_unstable();
    used.dedup();
    let declared =
        used.iter().map(|&calendar| Element::new("calendar").with("xml:id", id(calendar)).child(Element::new("p").text(name(calendar))));
    (!used.is_empty()).then(|| Element::new("calendarDesc").children(declared))
}

//! What an element of any TEI file is to a comparison: a block, nothing, or an annotation of the words in it.

use quick_xml::events::BytesStart;

use crate::date::{Date, Moment, Time, Value};
use crate::document::{BlockKind, Cert, Kind, Rend};

/// The elements that are blocks, and what each is.
const BLOCKS: [(&str, BlockKind); 26] = [
    ("castItem", BlockKind::CastItem),
    ("p", BlockKind::Paragraph),
    ("ab", BlockKind::Paragraph),
    ("head", BlockKind::Heading(1)),
    ("l", BlockKind::Line),
    ("item", BlockKind::Item { label: 0 }),
    ("label", BlockKind::Item { label: 0 }),
    ("cell", BlockKind::Cell),
    ("titlePart", BlockKind::Title),
    ("byline", BlockKind::Byline),
    ("docDate", BlockKind::DocDate),
    ("docImprint", BlockKind::Imprint),
    ("dateline", BlockKind::Dateline),
    ("salute", BlockKind::Salutation),
    ("addrLine", BlockKind::AddressLine),
    ("signed", BlockKind::Signature),
    ("closer", BlockKind::Closer),
    ("opener", BlockKind::Paragraph),
    ("trailer", BlockKind::Trailer),
    ("quote", BlockKind::Quotation),
    ("speaker", BlockKind::Speaker),
    ("stage", BlockKind::Stage),
    ("argument", BlockKind::Paragraph),
    ("lg", BlockKind::Stanza),
    ("figure", BlockKind::Figure),
    ("row", BlockKind::Row { is_head: false }),
];
/// What is left out with all that it holds: what is no text of the edition, and readings that the editor put beside it.
const SKIPPED: [&str; 12] = [
    "figDesc",
    "graphic",
    "standOff",
    "facsimile",
    "sourceDoc",
    "encodingDesc",
    "revisionDesc",
    "profileDesc",
    "corr",
    "reg",
    "expan",
    "fw",
];

/// What sort of block the element `name` is, if it is one.
pub(super) fn block(name: &str) -> Option<BlockKind> {
    BLOCKS.iter().find(|(own, _)| *own == name).map(|&(_, kind)| kind)
}

/// Whether the element `name` is left out with all that it holds.
pub(super) fn is_skipped(name: &str) -> bool {
    SKIPPED.contains(&name)
}

/// The value of the attribute `name`, as it is written.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element.attributes().flatten().find(|own| own.key.as_ref() == name).map(|own| own.value.to_string())
}

/// How sure an element says that it is.
pub(super) fn cert(element: &BytesStart<'_>) -> Option<Cert> {
    let own = attribute(element, "cert")?;
    [Cert::Low, Cert::Medium, Cert::High].into_iter().find(|cert| cert.as_str() == own)
}

/// What an inline element says, as far as a comparison asks.
pub(super) fn annotation(name: &str, element: &BytesStart<'_>) -> Option<Kind> {
    match name {
        "hi" | "emph" | "title" | "foreign" => rend(attribute(element, "rend").as_deref(), name).map(Kind::Emphasis),
        "date" => value(element).map(|value| Kind::Date(Box::new(Date { value: Some(value), ..Date::default() }))),
        "supplied" => Some(Kind::Supplied),
        "ex" => Some(Kind::Expansion),
        "surplus" => Some(Kind::Surplus),
        "del" => Some(Kind::Deletion),
        "q" | "quote" => Some(Kind::Quotation),
        "ref" => attribute(element, "target").map(|target| Kind::Link(Some(target.into()))),
        _ => None,
    }
}

fn rend(rend: Option<&str>, name: &str) -> Option<Rend> {
    const NAMES: [(&str, Rend); 12] = [
        ("italic", Rend::Italic),
        ("bold", Rend::Bold),
        ("sup", Rend::Superscript),
        ("sub", Rend::Subscript),
        ("underline", Rend::Underline),
        ("strike", Rend::Strikethrough),
        ("small-caps", Rend::SmallCaps),
        ("smallcaps", Rend::SmallCaps),
        ("smallCaps", Rend::SmallCaps),
        ("small", Rend::Small),
        ("large", Rend::Large),
        ("highlight", Rend::Highlight),
    ];
    match rend {
        Some(rend) => NAMES.iter().find(|(own, _)| rend.contains(own)).map(|&(_, rend)| rend),
        None => (name == "emph" || name == "hi").then_some(Rend::Italic),
    }
}

fn value(element: &BytesStart<'_>) -> Option<Value> {
    let moment = |name: &str| attribute(element, name).as_deref().and_then(moment);
    if let Some(when) = moment("when") {
        return Some(Value::When(when));
    }
    let (from, to) = (moment("from"), moment("to"));
    if from.or(to).is_some() {
        return Some(Value::Range { from, to });
    }
    let (not_before, not_after) = (moment("notBefore"), moment("notAfter"));
    not_before.or(not_after).map(|_| Value::Within { not_before, not_after })
}

/// `1919`, `1919-02`, `1919-02-18`, `1919-02-18T09:30:00`, `--02-18`, `-0043`.
fn moment(text: &str) -> Option<Moment> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    day_of(day).map(|day| Moment { time: time_of(time), ..day })
}

/// The hour and minute of `09:30:00`; seconds and zones are left out.
fn time_of(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let mut part = |most: u8| parts.next()?.parse().ok().filter(|own| *own <= most);
    Some(Time { hour: part(23)?, minute: part(59)? })
}

fn day_of(text: &str) -> Option<Moment> {
    if let Some(rest) = text.strip_prefix("--") {
        let (month, day) = rest.split_once('-').unwrap_or((rest, ""));
        return Some(Moment { month: month.parse().ok(), day: day.parse().ok(), ..Moment::default() });
    }
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let mut parts = digits.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    Some(Moment {
        year: Some(sign * year),
        month: parts.next().and_then(|part| part.parse().ok()),
        day: parts.next().and_then(|part| part.parse().ok()),
        time: None,
    })
}

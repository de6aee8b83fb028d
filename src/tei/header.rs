//! The header (TEI Guidelines, 2).

use std::borrow::Cow;

use crate::document::{Cert, Correspondence, Extent, Family, Part, Person, PersonRole, Responsibility, Statement, Zone, licence_terms};
use crate::tei::note::Notes;
use crate::tei::signer::Declared;
use crate::tei::{Context, VERSION, date};
use crate::xml::{Element, Node};

/// The `teiHeader` element.
pub(super) fn header<'d>(context: &Context<'d>, notes: &mut Notes) -> Element<'d> {
    let file = Element::new("fileDesc").child(title_statement(context)).child(publication_statement(context));
    let file = file.children(notes_statement(context, notes)).child(source_description(context));
    Element::new("teiHeader").child(file).child(encoding_description(context)).children(profile_description(context))
}

fn title_statement<'d>(context: &Context<'d>) -> Element<'d> {
    let header = &context.document.header;
    let subtitles = header.subtitles.iter().map(|&subtitle| Element::new("title").with("type", "sub").text(context.fact(subtitle)));
    let people = |role| header.people.iter().enumerate().filter(move |(_, person)| person.role == role);
    let authors = people(PersonRole::Author).map(|(n, person)| author(context, n, person));
    let given = || context.given("author").or(header.named.author.as_deref());
    let given = if people(PersonRole::Author).next().is_none() { given() } else { None };
    let given = given.map(|name| Element::new("author").child(Element::new("persName").text(name)));
    let editors = people(PersonRole::Editor).enumerate().map(|(nth, (n, person))| {
        let id = context.editor.clone().filter(|_| nth == 0).or_else(|| context.signer_id(Declared::Person(n)));
        Element::new("editor").with_some("xml:id", id).child(Element::new("persName").text(context.fact(person.name)))
    });
    let title =
        Element::new("titleStmt").child(main_title(context)).children(subtitles).children(authors).children(given).children(editors);
    let title = title.children(header.responsibilities.iter().enumerate().map(|(n, own)| responsibility(context, n, own)));
    let title = title.children(context.correctors()).children(context.signers());
    title.children(context.given("resp").map(encoder)).child(tool())
}

fn main_title<'d>(context: &Context<'d>) -> Element<'d> {
    let header = &context.document.header;
    let title = Element::new("title").with("type", "main");
    match header.title {
        Some(words) => title.with_some("resp", context.corrector(words, Family::Title)).text(context.stated(words, Family::Title)),
        None => title.text(context.given("title").or(header.named.title.as_deref()).unwrap_or(&header.stem)),
    }
}

/// The `n`th person, who is an author.
fn author<'d>(context: &Context<'d>, n: usize, person: &'d Person) -> Element<'d> {
    let cert = person.cert.filter(|cert| context.is_full() || *cert != Cert::High);
    let evidence = (context.is_full() && person.cert.is_some()).then_some("internal");
    let tool = context.tool().filter(|_| person.cert.is_some()).map(str::to_owned);
    let resp = context.corrector(person.name, Family::Author).or(tool);
    let name = Element::new("persName")
        .with_some("ref", context.entry(person.entry))
        .with_some("cert", cert.map(Cert::as_str))
        .with_some("evidence", evidence)
        .with_some("resp", resp);
    let id = context.signer_id(Declared::Person(n));
    Element::new("author").with_some("xml:id", id).child(name.text(context.stated(person.name, Family::Author)))
}

fn encoder(name: &str) -> Element<'_> {
    Element::new("respStmt").child(Element::new("resp").text("encoding")).child(Element::new("name").text(name))
}

fn responsibility<'d>(context: &Context<'d>, n: usize, own: &'d Responsibility) -> Element<'d> {
    let when = own.date.and_then(|date| context.dated(date).attributes.into_iter().find(|(name, _)| *name == "when"));
    let mut resp = Element::new("resp").with_some("when", when.map(|(_, value)| value));
    resp = match &own.name {
        Some(name) => resp.text(&**name),
        None => resp.text(context.fact(own.what)),
    };
    if let Some((phrase, name)) = own.organisation {
        let lead = context.document.text[phrase.start as usize..name.start as usize].to_owned();
        let lead = if lead.is_empty() { "for ".to_owned() } else { lead };
        resp = resp.text(format!(" {lead}")).child(Element::new("orgName").text(context.fact(name)));
    }
    let stated = Element::new("respStmt").with_some("xml:id", context.signer_id(Declared::Responsibility(n)));
    stated.child(resp).children(own.names.iter().map(|&(part, name)| Element::new(agent(part)).text(context.fact(name))))
}

/// A society that transcribes is no person.
const fn agent(part: Part) -> &'static str {
    match part {
        Part::Organisation => "orgName",
        _ => "persName",
    }
}

fn tool<'d>() -> Element<'d> {
    let name = Element::new("name").with("type", "software").with("ref", "#teiscribe").text("teiscribe");
    Element::new("respStmt")
        .with("xml:id", "tool")
        .child(Element::new("resp").text("automatic conversion to TEI and annotation of names and dates"))
        .child(name)
}

/// Publisher first (TEI Guidelines, 2.2.4); nothing is invented.
fn publication_statement<'d>(context: &Context<'d>) -> Element<'d> {
    let own = &context.document.header.publication;
    let publisher = own
        .publisher
        .map_or_else(|| Cow::Borrowed(context.given("publisher").unwrap_or("not stated")), |publisher| context.fact(publisher));
    let place = own.place.map(|place| Element::new("pubPlace").child(Element::new("placeName").text(context.fact(place))));
    let date = own.date.map(|date| context.dated(date));
    Element::new("publicationStmt")
        .child(Element::new("publisher").text(publisher))
        .children(place)
        .children(date)
        .children(context.given("idno").map(|pattern| Element::new("idno").text(pattern.replace("{stem}", &context.document.header.stem))))
        .child(availability(context))
}

fn availability<'d>(context: &Context<'d>) -> Element<'d> {
    let Some(rights) = &context.document.header.rights else {
        if let Some(words) = context.given("licence") {
            let terms = licence_terms(words);
            let target = context.given("licence-url").map(str::to_owned).or(terms.target);
            let licence = Element::new("licence").with_some("target", target).child(Element::new("p").text(words));
            return Element::new("availability").with("status", status(terms.is_free)).child(licence);
        }
        let unstated = Element::new("p").text("The transcription does not say what may be done with it.");
        return Element::new("availability").with("status", "unknown").child(unstated);
    };
    let licence = Element::new("licence")
        .with_some("target", rights.target.as_deref())
        .child(Element::new("p").children(context.running(rights.text)));
    Element::new("availability").with("status", status(rights.is_free)).child(licence)
}

const fn status(is_free: Option<bool>) -> &'static str {
    match is_free {
        Some(true) => "free",
        Some(false) => "restricted",
        None => "unknown",
    }
}

/// Each statement of the header once, as it stands; that on rights stands in the licence.
fn notes_statement<'d>(context: &Context<'d>, notes: &mut Notes) -> Option<Element<'d>> {
    let header = &context.document.header;
    let is_rights = |extent| header.rights.as_ref().is_some_and(|rights| rights.text == extent);
    let stated = context.document.blocks.iter().filter(|block| block.zone == Zone::Header);
    let mut stated: Vec<Extent> = stated.map(|block| block.extent).collect();
    stated.sort_unstable();
    let is_here = |start: u32| {
        let at = stated.partition_point(|extent| extent.start <= start);
        stated[..at].iter().rev().take(4).any(|extent| extent.end > start)
    };
    let stated = header.statements.iter().filter(|own| !is_rights(own.extent) && is_here(own.extent.start));
    let mut statement = |own: &'d Statement| {
        let note = Element::new("note").with("type", "statement").with("subtype", own.kind.as_str()).with_some("n", own.name.as_deref());
        let note = note.with_some("resp", context.statement_corrector(own.extent));
        note.children(context.statement(own, notes))
    };
    let statements: Vec<Element<'d>> = stated.map(&mut statement).collect();
    (!statements.is_empty()).then(|| Element::new("notesStmt").children(statements))
}

fn source_description<'d>(context: &Context<'d>) -> Element<'d> {
    let sources = context.sources();
    if sources.is_empty() {
        if let Some(words) = context.given("source") {
            return Element::new("sourceDesc").child(Element::new("bibl").text(words));
        }
        return Element::new("sourceDesc").child(Element::new("p").text("The transcription does not say what it was made from."));
    }
    Element::new("sourceDesc").children(sources)
}

/// An element of `editorialDecl`: its name, attributes and prose.
type Declaration = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// What was done to every text, in the order of the content model.
const DECLARATION: [Declaration; 6] = [
    (
        "correction",
        &[],
        "Nothing is corrected. Of what stands in square brackets, words that complete the sentence are supplied; a gloss or comment is a note of type editorial. Both are ascribed to the editor of the transcription where one alone is named.",
    ),
    ("normalization", &[], "The wording, spelling and punctuation of the transcription are kept. White space at line ends is not."),
    (
        "punctuation",
        &[("marks", "all"), ("placement", "internal")],
        "Quotation marks and editorial brackets are kept as typed, inside the element that they open and close.",
    ),
    ("quotation", &[("marks", "all")], ""),
    (
        "hyphenation",
        &[("eol", "hard")],
        "A word divided at a line end is joined and its hyphen removed; lb with break=\"no\" stands where it was.",
    ),
    (
        "segmentation",
        &[],
        "A paragraph that a page break had cut in two is rejoined: pb stands where the break is inferred, with its certainty.",
    ),
];

const VALUES: &str = "Values of dates are in W3C form and Gregorian; 1 BC is the year 0000, which W3C XML Schema 1.0 does not have and which is left out. A day that the text gives in another calendar has when-custom with datingMethod, and calendar names the calendars of the words. A part that the text leaves out is taken from the context; cert tells how sure that is, where it is not high. A vague date has precision=\"low\". The beginning and the end of a year are taken as its first and last three months, early, mid- and late as four months each; the beginning, middle and end of a month as its days 1-10, 11-20 and 21 to the last; spring, summer, autumn and winter as three months from March, June, September and December; the beginning, middle and end of a century as its years 1-25, 40-60 and 75-100; circa of a year as five years on either side.";
const INTERPRETATION: &str = "Names, titles and dates were recognised by rule, by the program. cert tells how sure that is, where it is not high; where evidence is given, it is the ground: internal, this document; external, a list or an authority file; conjecture, the shape of the phrase alone. A name without ref is recognised, not identified.";
const MOVED: &str = "Statements on source, publication and responsibility are moved to the header, where notesStmt has each as it stands. Site navigation is left out.";

fn encoding_description<'d>(context: &Context<'d>) -> Element<'d> {
    let paragraph = |text: &'static str| Element::new("p").text(text);
    let mut declaration = Element::new("editorialDecl").child(paragraph(MOVED));
    for (name, attributes, text) in DECLARATION {
        let element = attributes.iter().fold(Element::new(name), |element, &(name, value)| element.with(name, value));
        declaration = declaration.child(if text.is_empty() { element } else { element.child(paragraph(text)) });
    }
    declaration = declaration
        .child(Element::new("stdVals").child(paragraph(VALUES)))
        .child(Element::new("interpretation").child(paragraph(INTERPRETATION)));
    let application = Element::new("application")
        .with("xml:id", "teiscribe")
        .with("ident", "teiscribe")
        .with("version", VERSION)
        .child(Element::new("label").text("teiscribe"));
    let project = context.given("project").map(|words| Element::new("projectDesc").child(Element::new("p").text(words)));
    Element::new("encodingDesc")
        .children(project)
        .child(declaration)
        .children(context.pointers.prefixes())
        .child(Element::new("appInfo").child(application))
}

fn profile_description<'d>(context: &Context<'d>) -> Option<Element<'d>> {
    let header = &context.document.header;
    let creation = header.creation.as_ref().map(|own| {
        let place = own.place.map(|place| [Node::Text(Cow::Borrowed(" ")), Element::new("placeName").text(context.fact(place)).into()]);
        Element::new("creation").child(context.written().unwrap_or_else(|| context.dated(own.date))).children(place.into_iter().flatten())
    });
    let given = || context.given("date").map(|words| context.date_of_words(words)).or_else(|| named_date(context));
    let creation = creation.or_else(|| given().map(|date| Element::new("creation").child(date)));
    let language = header.language.as_deref().map(|ident| Element::new("langUsage").child(language_used(context, ident)));
    let profile = Element::new("profileDesc").children(creation).children(language).children(date::calendars(context.document));
    let profile = profile.children(correspondence(context));
    (!profile.children.is_empty()).then_some(profile)
}

/// The date in the file's name.
fn named_date<'d>(context: &Context<'d>) -> Option<Element<'d>> {
    let named = &context.document.header.named;
    let date = named.date.as_deref()?;
    let cert = named.is_guess.then_some(Cert::Medium.as_str());
    Some(Element::new("date").with("when", date).with_some("cert", cert).text(date))
}

fn language_used<'d>(context: &Context<'d>, ident: &'d str) -> Element<'d> {
    let resp = context.corrector(Extent::default(), Family::Language);
    Element::new("language").with("ident", ident).with_some("resp", resp).text(language_name(ident))
}

/// Sender, place and date, then the recipient (TEI Guidelines, 2.4.6).
fn correspondence<'d>(context: &Context<'d>) -> Option<Element<'d>> {
    let named = &context.document.header.named;
    let own = context.document.header.correspondence.or_else(|| named.recipient.is_some().then(Correspondence::default))?;
    let part = |name: &'static str, stated: Option<Extent>, named: &'d Option<String>| match stated {
        Some(extent) => Some(Element::new(name).text(context.fact(extent))),
        None => named.as_deref().map(|own| Element::new(name).text(own)),
    };
    let action = |kind: &'static str| Element::new("correspAction").with("type", kind);
    let sent = action("sent")
        .children(part("persName", own.sender, &named.author))
        .children(part("placeName", own.place, &named.place))
        .children(own.date.map(|date| context.dated(date)).or_else(|| named_date(context)));
    let received = action("received").children(part("persName", own.recipient, &named.recipient));
    let actions: Vec<Element<'d>> = [sent, received].into_iter().filter(|action| !action.children.is_empty()).collect();
    (!actions.is_empty()).then(|| Element::new("correspDesc").children(actions))
}

/// A language of which the name is known, by its code; what stands after a hyphen is left out.
pub(super) fn language(code: &str) -> Option<&'static str> {
    let code = code.split('-').next()?;
    NAMES.iter().find(|(own, _)| *own == code).map(|&(own, _)| own)
}

const NAMES: [(&str, &str); 26] = [
    ("en", "English"),
    ("de", "German"),
    ("fr", "French"),
    ("ru", "Russian"),
    ("it", "Italian"),
    ("es", "Spanish"),
    ("la", "Latin"),
    ("pl", "Polish"),
    ("nl", "Dutch"),
    ("pt", "Portuguese"),
    ("sv", "Swedish"),
    ("da", "Danish"),
    ("nb", "Norwegian"),
    ("fi", "Finnish"),
    ("cs", "Czech"),
    ("sk", "Slovak"),
    ("uk", "Ukrainian"),
    ("zh", "Chinese"),
    ("ja", "Japanese"),
    ("el", "Greek"),
    ("he", "Hebrew"),
    ("ar", "Arabic"),
    ("hu", "Hungarian"),
    ("ro", "Romanian"),
    ("tr", "Turkish"),
    ("ca", "Catalan"),
];

fn language_name(ident: &str) -> &str {
    let tongue = ident.split('-').next();
    NAMES.iter().find(|(code, _)| Some(*code) == tongue).map_or(ident, |&(_, name)| name)
}

//! What a rule finds, and the rules.

use crate::document::{Cert, EntryId, Evidence, Mention, MentionKind};

/// A name found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The first token.
    pub(super) first: usize,
    /// The last token.
    pub(super) last: usize,
    pub(super) kind: MentionKind,
    pub(super) rule: &'static Rule,
    /// "the Kolchaks".
    pub(super) is_plural: bool,
    /// What it names, as far as the rule knows.
    pub(super) whom: Whom,
}

/// What a rule knows of who or what is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Whom {
    /// Nothing.
    Unknown,
    /// An entry of the register.
    Registered(u32),
    /// A place of the built-in list, by its index.
    Listed(u32),
    /// A place of the gazetteer, by its `GeoNames` id.
    Gazetted(u32),
    /// A person whose names begin at this token, after titles.
    Person(usize),
    /// What bears the words themselves as its name.
    Itself,
}

/// A rule: its name, and how far it is to be trusted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) cert: Cert,
    pub(super) evidence: Evidence,
}

impl Rule {
    /// A mention that it finds, of `entry` where it knows whom.
    pub(super) const fn mention(&self, kind: MentionKind, entry: Option<EntryId>) -> Mention {
        let Self { name: rule, cert, evidence } = *self;
        Mention { kind, is_plural: false, entry, rivals: Vec::new(), cert, evidence, rule }
    }
}

const fn rule(name: &'static str, cert: Cert, evidence: Evidence) -> Rule {
    Rule { name, cert, evidence }
}

use Cert::{High, Low, Medium};
use Evidence::{Conjecture, External, Internal};

pub(super) static REGISTERED: Rule = rule("register", High, External);
pub(super) static DRAFTED: Rule = rule("draft of the register", Low, External);
pub(super) static TITLED: Rule = rule("title and name", High, Internal);
pub(super) static INITIALS: Rule = rule("initials and surname", High, Internal);
pub(super) static INITIALS_ALONE: Rule = rule("initials where persons stand", Medium, Conjecture);
pub(super) static FULL_NAME: Rule = rule("given name and surname", High, External);
pub(super) static GIVEN: Rule = rule("given name", Medium, External);
pub(super) static KNOWN: Rule = rule("known surname", Medium, External);
pub(super) static INTRODUCED: Rule = rule("surname introduced before", High, Internal);
pub(super) static CAPITALS: Rule = rule("capitalised words in a row", Medium, Conjecture);
pub(super) static PLURAL: Rule = rule("plural of surnames", Medium, Conjecture);
pub(super) static PERSON_CONTEXT: Rule = rule("does what persons do", Medium, Internal);
pub(super) static LISTED: Rule = rule("list of places", High, External);
pub(super) static LISTED_IN_CONTEXT: Rule = rule("list of places, in its context", Medium, External);
pub(super) static POLITY: Rule = rule("head word of polities", High, Internal);
pub(super) static PLACE_HEAD: Rule = rule("head word of places", Medium, Internal);
pub(super) static GAZETTEER: Rule = rule("gazetteer", Medium, External);
pub(super) static GAZETTEER_LARGE: Rule = rule("gazetteer, a large town", High, External);
pub(super) static PLACE_CONTEXT: Rule = rule("stands where places stand", Medium, Internal);
pub(super) static ORG_HEAD: Rule = rule("head word of organisations", High, Internal);
pub(super) static ORG_SHORT: Rule = rule("short form of an organisation named in full", Medium, Internal);
pub(super) static ORG_NAME: Rule = rule("list of organisations", High, External);
pub(super) static ACRONYM: Rule = rule("letters after an article", Medium, Conjecture);
pub(super) static NEWSPAPER: Rule = rule("list of periodicals", High, External);
pub(super) static WORK: Rule = rule("set off, and named as works are", Medium, Internal);
pub(super) static STATED: Rule = rule("stated as author or editor", High, Internal);
pub(super) static MARKED: Rule = rule("marked in the transcription", High, External);
pub(super) static SPOTTED: Rule = rule("another recogniser", Low, Conjecture);
pub(super) static SPOTTED_SURELY: Rule = rule("another recogniser, sure of it", Medium, Conjecture);

impl Found {
    pub(super) const fn new(first: usize, last: usize, kind: MentionKind, rule: &'static Rule) -> Self {
        Self { first, last, kind, rule, is_plural: false, whom: Whom::Unknown }
    }

    pub(super) const fn naming(self, whom: Whom) -> Self {
        Self { whom, ..self }
    }

    /// How many tokens it has.
    pub(super) const fn len(&self) -> usize {
        self.last - self.first + 1
    }
}

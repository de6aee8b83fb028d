//! The words and places that are built in: `data/README.md` says where each list is from.

use std::hash::Hasher;
use std::sync::LazyLock;

use fst::Map;
use fst::raw::{CompiledAddr, Output};
use rustc_hash::{FxHashMap, FxHasher};

use super::phrase::Phrases;
use super::token::{self, fold};
use crate::document::PlaceKind;
use crate::given_names;

/// What lists a word stands in: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u128);

macro_rules! classes {
    ($($name:ident $text:literal $doc:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only their order counts")]
        enum Order { $($name),* }
        impl Class {
            $(#[doc = $doc] pub(super) const $name: Self = Self(1 << Order::$name as u128);)*
        }
        const NAMES: &[(&str, Class)] = &[$(($text, Class::$name)),*];
    };
}

classes! {
    TITLE "title" "Mr, Comrade, Herr.";
    ROLE "role" "King, General, Aunt.";
    GENERIC "generic" "A title or role that is also a common noun in capitals.";
    GIVEN "given" "A given name that is no common word.";
    GIVEN_WORD "given-word" "A given name that is a common word or a place too.";
    SURNAME "surname" "A surname that is known without a given name.";
    PARTICLE "particle" "von, de.";
    BRACKET_PARTICLE "bracket-particle" "A particle that needs an initial capital.";
    SUFFIX "suffix" "Jr, Esq.";
    PREP "prep" "A preposition before which a place may stand.";
    PLACE_PREP "place-prep" "A preposition that mostly stands before places.";
    PERSON_VERB "person-verb" "What persons do.";
    EVENT "event" "War, Conference.";
    STOP "stop" "Never a part of a name.";
    STOP_DE "stop-de" "Never a part of a German name.";
    STOP_FR "stop-fr" "Never a part of a French, Spanish or Italian name.";
    PLACE_HEAD "place-head" "Street, River, at the end.";
    PLACE_WEAK "place-weak" "A head of places that is a common word in capitals.";
    PLACE_FRONT "place-front" "Lake, rue, in front.";
    ORG_HEAD "org-head" "Party, Congress.";
    ORG_STRONG "org-strong" "A head of organisations that one modifier is enough for.";
    ORG_NAME "org-name" "The name of an organisation.";
    POLITY_HEAD "polity-head" "Republic, Empire.";
    POLITY_MOD "polity-mod" "Soviet, Socialist, before those.";
    ORG_MOD "org-mod" "Central, National, beside heads of organisations.";
    ORG_FRONT "org-front" "Société, Partido: in front of what tells it from others.";
    ORG_EPITHET "org-epithet" "communiste, central: in small letters behind such a head.";
    OFFICE "office" "Ministre, Sultan: what it is of follows, and no name.";
    PERIODICAL "periodical" "Times, Zeitung.";
    DEMONYM "demonym" "Russian, English.";
    NEWSPAPER "newspaper" "Pravda: a periodical by this word alone.";
    PREFIX "prefix" "All-, Trans-, before a hyphen.";
    IDEOLOGY "ideology" "Bolshevik, Catholic.";
    NOBLE "noble" "Duke, comtesse: a title of land, which stands behind it.";
    SAINT "saint" "St., Saint, San.";
    NEUTRAL "neutral" "Comrade, Dr: with it a surname is that of the one person who has it.";
    LOOSE_PARTICLE "loose-particle" "A particle that in the text is mostly another word.";
    GENERATION "generation" "Jr, père: tells those of one name apart.";
    ARTICLE "article" "The, der, la.";
    NUMBERED_PART "numbered-part" "Chapter, Act: a number follows.";
    DEAR "dear" "Dear, poor: an adjective of persons.";
    PERSON_PREP "person-prep" "With, by: rather before persons.";
    DIRECTION "direction" "North, Upper: before the name of a place.";
    SOVIET "soviet" "Soviet, Federative: before a union of states.";
    POLITY_UNION "polity-union" "Union, Commonwealth: a head of polities that are made of others.";
    FRONT_SMALL "front-small" "rue, quai: in front of a place in small letters too, in French.";
    FRONT_WORD "front-word" "Great, County: in front of a place that is no common word.";
    FRONT_WEAK "front-weak" "Great, Port: in front of a place that is known, or stands where places do.";
    FRONT_JOINT "front-joint" "of, de la: between such a word and the name.";
    TOWN_JOINT "town-joint" "sur, lès: between hyphens, inside the name of a town.";
    STREET "street" "Street, Lane: with the number of the house before the name.";
    ORG_OF "org-of" "of, for: what an organisation is of follows.";
    ORG_FRONT_OF "org-front-of" "des, del: the same behind a head that stands in front.";
    ORG_ARTICLE "org-article" "the, all: between that and the name.";
    ORG_OWNER "org-owner" "People's, Workers': goes with what an organisation is called.";
    ORG_TOPIC "org-topic" "Justice, Labour, affaires: elsewhere no part of a name.";
    AND "and" "and, et, und.";
    WORK_JOURNAL "work-journal" "Newspaper, revue: before the title of a periodical.";
    WORK_BOOK "work-book" "Pamphlet, livre: before the title of a book.";
    DERIVED "derived" "-ism: how words end that are made of names.";
    ADHERENT "adherent" "-ites: how they end where people are meant.";
    STREET_ENDING "street-ending" "-straße.";
    PLACE_ENDING "place-ending" "-shire.";
    PLACE_ENDING_DE "place-ending-de" "-dorf: of German places.";
    LOOSE_PARTICLE_DE "loose-particle-de" "zu: in German, but behind a title.";
    NOUN_DE "noun-de" "-heit, Ernst: German nouns, which stand behind names or have their letters.";
    PLURAL_TITLE "plural-title" "Messrs, MM: before several names.";
    SMALL_TITLE "small-title" "madame, captain: in small letters before a name.";
    BEFORE_THING "before-thing" "il, della: before things, and before persons whose titles or given names follow.";
    PLACE_PREP_OTHER "place-prep-other" "a, da, desde: in languages other than English, French and German.";
    DAY_ARTICLE "day-article" "den: before the day of a German dateline.";
}

impl Class {
    /// The lists of what names are made of: those from [`Class::NOBLE`] on tell how they are read.
    const NAMES: Self = Self((1 << Order::NOBLE as u128) - 1);

    /// Whether it is in no list of what names are made of.
    pub(super) const fn is_unlisted(self) -> bool {
        !self.is(Self::NAMES)
    }

    /// Whether they have a list in common.
    pub(super) const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The lists of this that are none of `other`.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The lists of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A place of the built-in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// The name that it goes by.
    pub(super) name: &'static str,
    /// Its sort.
    pub(super) kind: PlaceKind,
}

/// What `GeoNames` has under a form; `data/places.py` packs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gazetted(u64);

impl Gazetted {
    /// The `GeoNames` id.
    pub(super) const fn id(self) -> u64 {
        self.0 & 0xff_ffff
    }

    /// From 0, below 50,000 people, to 4, a million or more.
    pub(super) const fn size(self) -> u64 {
        self.0 >> 24 & 7
    }

    /// Whether the form is another than the main name.
    pub(super) const fn is_variant(self) -> bool {
        self.0 >> 27 & 1 == 1
    }

    /// Whether the form is a common word of English.
    pub(super) const fn is_word(self) -> bool {
        self.0 >> 28 & 1 == 1
    }

    /// Whether persons have the name too.
    pub(super) const fn is_name(self) -> bool {
        self.0 >> 29 & 1 == 1
    }

    /// Whether another place, not much smaller, has the form.
    pub(super) const fn is_ambiguous(self) -> bool {
        self.0 >> 30 & 1 == 1
    }
}

/// The beginning of a form of the gazetteer: as many of its letters as have been followed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    node: CompiledAddr,
    value: Output,
}

/// All that is built in.
pub(super) struct Lexicon {
    words: FxHashMap<u64, Class>,
    /// How words end: those of the lists that begin with a hyphen.
    endings: Vec<(&'static str, Class)>,
    /// Phrases of `places.tsv`, each with an index of `listed`.
    pub(super) places: Phrases,
    pub(super) listed: Vec<Listed>,
    gazetteer: Option<Map<&'static [u8]>>,
    english: Option<Map<&'static [u8]>>,
}

const WORDS: [&str; 4] =
    [include_str!("data/words.tsv"), include_str!("data/demonyms.tsv"), given_names::TABLE, include_str!("data/persons.tsv")];
const PLACE_KINDS: [(&str, &str, PlaceKind); 5] = [
    ("polity", "polities", PlaceKind::Polity),
    ("region", "regions", PlaceKind::Region),
    ("settlement", "settlements", PlaceKind::Settlement),
    ("water", "waters", PlaceKind::Water),
    ("mountain", "mountains", PlaceKind::Mountain),
];
const PLACES: &str = include_str!("data/places.tsv");
static GAZETTEER: &[u8] = include_bytes!("data/places.fst");
static ENGLISH: &[u8] = include_bytes!("data/english.fst");

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

/// A key for a folded word.
pub(super) fn key(folded: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(folded.as_bytes());
    hasher.finish()
}

impl Lexicon {
    /// The one lexicon.
    pub(super) fn get() -> &'static Self {
        &BUILT_IN
    }

    fn build() -> Self {
        let mut lexicon = Self {
            words: FxHashMap::default(),
            endings: Vec::new(),
            places: Phrases::default(),
            listed: Vec::new(),
            gazetteer: Map::new(GAZETTEER).ok(),
            english: Map::new(ENGLISH).ok(),
        };
        WORDS.iter().flat_map(|list| list.lines()).for_each(|line| lexicon.add_words(line));
        for class in lexicon.words.values_mut().filter(|class| class.is(Class::DEMONYM)) {
            *class = class.without(Class::GIVEN.or(Class::GIVEN_WORD));
        }
        PLACES.lines().for_each(|line| lexicon.add_place(line));
        lexicon
    }

    fn add_words(&mut self, line: &'static str) {
        let Some((name, words)) = line.split_once('\t') else {
            return;
        };
        let Some(&(_, class)) = NAMES.iter().find(|(text, _)| *text == name) else {
            return;
        };
        for word in words.split_whitespace() {
            if let Some(ending) = word.strip_prefix('-') {
                self.endings.push((ending, class));
                continue;
            }
            let folded = fold(word);
            let bare = folded.strip_suffix("'s").or_else(|| folded.strip_suffix('\'')).unwrap_or(&folded);
            let own = self.words.entry(key(bare)).or_default();
            *own = own.or(class);
        }
    }

    /// A row is one place under several forms or, where its kind is in the plural, several places.
    fn add_place(&mut self, line: &'static str) {
        let mut cells = line.split('\t');
        let kind = cells.next().unwrap_or_default();
        let Some(&(one, many, sort)) = PLACE_KINDS.iter().find(|(one, many, _)| [*one, *many].contains(&kind)) else {
            return;
        };
        debug_assert!(kind == one || kind == many);
        for (n, form) in cells.enumerate() {
            if n == 0 || kind == many {
                self.listed.push(Listed { name: form, kind: sort });
            }
            self.places.add(&token::keys(form), self.listed.len() as u32 - 1);
        }
    }

    /// The lists in which a folded word stands.
    pub(super) fn class(&self, folded: &str) -> Class {
        self.words.get(&key(folded)).copied().unwrap_or_default()
    }

    /// The lists of the endings with which a folded word is made, of at least three bytes before them.
    pub(super) fn made_with(&self, folded: &str) -> Class {
        const STEM: usize = 3;
        let own = self.endings.iter().filter(|(ending, _)| folded.len() >= ending.len() + STEM && folded.ends_with(ending));
        own.fold(Class::default(), |lists, &(_, class)| lists.or(class))
    }

    /// Whether a folded word is an ordinary word of English.
    pub(super) fn is_english(&self, folded: &str) -> bool {
        self.english.as_ref().is_some_and(|words| words.contains_key(folded))
    }

    /// What the gazetteer has under a folded form.
    pub(super) fn gazetted(&self, folded: &str) -> Option<Gazetted> {
        self.gazetteer.as_ref()?.get(folded).map(Gazetted)
    }

    /// The beginning of the forms of the gazetteer that begin with these letters, if it has one.
    pub(super) fn form(&self, letters: &str) -> Option<Form> {
        let root = self.gazetteer.as_ref()?.as_fst().root().addr();
        self.follow(Form { node: root, value: Output::zero() }, letters)
    }

    /// The beginning with these letters more.
    pub(super) fn follow(&self, form: Form, letters: &str) -> Option<Form> {
        let fst = self.gazetteer.as_ref()?.as_fst();
        letters.bytes().try_fold(form, |form, byte| {
            let node = fst.node(form.node);
            let next = node.transition(node.find_input(byte)?);
            Some(Form { node: next.addr, value: form.value.cat(next.out) })
        })
    }

    /// The place whose form this is, whole.
    pub(super) fn place(&self, form: Form) -> Option<Gazetted> {
        let node = self.gazetteer.as_ref()?.as_fst().node(form.node);
        node.is_final().then(|| Gazetted(form.value.cat(node.final_output()).value()))
    }
}

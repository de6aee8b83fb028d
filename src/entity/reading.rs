//! A document read for its names: its tokens, and what is known of each of its words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::known::Names;
use super::lexicon::{Class, Form, Gazetted, Lexicon, key};
use super::registered;
use super::token::{self, Gap, Shape, Token};
use crate::document::{Annotation, BlockKind, Document, Extent, Kind, Zone};

/// A word of the document, once however often it stands there.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    letters: Range<usize>,
    pub(super) key: u64,
    pub(super) class: Class,
    /// An ordinary word of English. Known of words that stand in capitals alone, like what follows.
    pub(super) is_english: bool,
    /// The lists of the endings with which it is made.
    pub(super) made_with: Class,
    pub(super) place: Option<Gazetted>,
    /// The beginning of the longer forms of the gazetteer, with the space behind the word.
    pub(super) longer: Option<Form>,
    /// A place of the built-in list begins with it.
    pub(super) begins_place: bool,
    /// It is such a place by itself.
    pub(super) is_listed: bool,
    /// It is the head of an organisation that is named in full.
    pub(super) heads_organisation: bool,
    is_looked_up: bool,
    /// How often it stands in small letters.
    pub(super) small: u32,
    /// How often it has a capital for its own sake.
    pub(super) capital: u32,
    /// How much speaks for a place.
    pub(super) place_votes: u32,
    /// How much speaks for a person.
    pub(super) person_votes: u32,
    /// A form of the register begins with it, or with it less a final `s`.
    pub(super) begins_form: bool,
    /// A person of this surname, or of this name alone, is named in full.
    pub(super) is_introduced: bool,
}

/// The language by whose habits names are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    French,
    German,
    Other,
}

impl Language {
    const fn stops(self) -> Class {
        match self {
            Self::English => Class::STOP,
            Self::French => Class::STOP.or(Class::STOP_FR),
            Self::German => Class::STOP.or(Class::STOP_DE),
            Self::Other => Class::STOP.or(Class::STOP_DE).or(Class::STOP_FR),
        }
    }
}

/// A document read.
pub(super) struct Reading<'d> {
    pub(super) text: &'d str,
    pub(super) lexicon: &'static Lexicon,
    pub(super) names: &'d Names,
    pub(super) language: Language,
    /// The lists of words that are no part of a name in this language.
    stops: Class,
    pub(super) tokens: Vec<Token>,
    pub(super) words: Vec<Word>,
    /// The first tokens of datelines.
    pub(super) datelines: Vec<usize>,
    ids: FxHashMap<u64, u32>,
    letters: String,
}

impl<'d> Reading<'d> {
    /// Reads the running text of `document`.
    pub(super) fn new(document: &'d Document, names: &'d Names) -> Self {
        let language = match document.header.tongue() {
            Some("en") | None => Language::English,
            Some("fr") => Language::French,
            Some("de") => Language::German,
            Some(_) => Language::Other,
        };
        let mut reading = Self {
            text: &document.text,
            lexicon: Lexicon::get(),
            names,
            language,
            stops: language.stops(),
            tokens: Vec::new(),
            words: Vec::new(),
            datelines: Vec::new(),
            ids: FxHashMap::default(),
            letters: String::new(),
        };
        for (extent, index) in document.texts() {
            let block = &document.blocks[index];
            let is_text = matches!(block.zone, Zone::Front | Zone::Body | Zone::Note)
                && !matches!(block.kind, BlockKind::Statement | BlockKind::Trailer);
            if is_text && !extent.is_empty() {
                reading.read(extent, block.kind);
            }
        }
        reading.leave_out_dates(document);
        reading.count();
        reading
    }

    fn read(&mut self, extent: Extent, kind: BlockKind) {
        let text = &self.text[extent.range()];
        let first = self.tokens.len();
        let (ids, words, letters, lexicon, names) = (&mut self.ids, &mut self.words, &mut self.letters, self.lexicon, self.names);
        token::scan(text, extent.start, &mut self.tokens, |shape, folded| {
            let key = key(folded);
            let id = *ids.entry(key).or_insert_with(|| {
                let start = letters.len();
                letters.push_str(folded);
                words.push(Word {
                    letters: start..letters.len(),
                    key,
                    class: lexicon.class(folded),
                    begins_form: registered::begins(names, shape, folded),
                    begins_place: lexicon.places.begins(key),
                    is_listed: lexicon.places.has(key),
                    ..Word::default()
                });
                words.len() as u32 - 1
            });
            let word = &mut words[id as usize];
            if shape.is_capital() && !word.is_looked_up {
                look_up(word, folded, lexicon);
            }
            id
        });
        let is_heading = matches!(kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading(_));
        if kind == BlockKind::Dateline {
            self.datelines.push(first);
        }
        // A signature is a name from its first word on.
        if kind == BlockKind::Signature {
            self.tokens.get_mut(first).into_iter().for_each(|token| token.is_opening = false);
        }
        if says_nothing(&self.tokens[first..], is_heading) {
            self.tokens[first..].iter_mut().for_each(|token| token.is_opening = true);
        }
    }

    /// Words of dates are numbers as far as names go.
    fn leave_out_dates(&mut self, document: &Document) {
        let dates = document.annotations.iter().filter(|a| matches!(a.kind, Kind::Date(_) | Kind::Figure(_)));
        for Annotation { extent, .. } in dates {
            let first = self.tokens.partition_point(|token| token.end <= extent.start);
            let inside = self.tokens[first..].iter_mut().take_while(|token| token.start < extent.end);
            inside.for_each(|token| token.shape = Shape::Number);
        }
    }

    fn count(&mut self) {
        for token in &self.tokens {
            let word = &mut self.words[token.word as usize];
            match token.shape {
                Shape::Small => word.small += 1,
                Shape::Number => {}
                _ if !token.is_opening => word.capital += 1,
                _ => {}
            }
        }
    }

    /// The word of the token at `index`.
    pub(super) fn word(&self, index: usize) -> &Word {
        &self.words[self.tokens[index].word as usize]
    }

    /// The folded letters of the token at `index`.
    pub(super) fn letters(&self, index: usize) -> &str {
        &self.letters[self.word(index).letters.clone()]
    }

    /// The token's letters as they stand.
    pub(super) fn str(&self, index: usize) -> &'d str {
        let token = &self.tokens[index];
        &self.text[token.start as usize..token.end as usize]
    }

    /// Whether the word of the token at `index` stands in one of these lists.
    pub(super) fn is(&self, index: usize, class: Class) -> bool {
        self.word(index).class.is(class)
    }

    /// Whether the token at `index` has a capital.
    pub(super) fn is_capital(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(Token::is_capital)
    }

    /// The token after `index`, where nothing but white space or a hyphen lies between.
    pub(super) fn next_joined(&self, index: usize) -> Option<usize> {
        let next = self.tokens.get(index + 1)?;
        (next.is_joined() && !self.tokens[index].is_possessive).then_some(index + 1)
    }

    /// The token before `index`, where nothing but white space lies between.
    pub(super) fn before(&self, index: usize) -> Option<usize> {
        let before = index.checked_sub(1)?;
        (self.tokens[index].gap == Gap::Space).then_some(before)
    }

    /// Whether the word at `index` can be no part of a name.
    pub(super) fn is_stop(&self, index: usize) -> bool {
        self.is(index, self.stops)
    }

    /// Whether the word at `index` is a preposition that mostly stands before places.
    pub(super) fn is_place_prep(&self, index: usize) -> bool {
        self.is(index, Class::PLACE_PREP) || self.language == Language::Other && self.is(index, Class::PLACE_PREP_OTHER)
    }

    /// The extent from the token `first` to the token `last`.
    pub(super) fn extent(&self, first: usize, last: usize) -> Extent {
        Extent { start: self.tokens[first].start, end: self.tokens[last].end }
    }
}

fn look_up(word: &mut Word, folded: &str, lexicon: &Lexicon) {
    word.is_looked_up = true;
    word.is_english = lexicon.is_english(folded);
    word.made_with = lexicon.made_with(folded);
    let form = lexicon.form(folded);
    word.place = form.and_then(|form| lexicon.place(form));
    word.longer = form.and_then(|form| lexicon.follow(form, " "));
}

/// Whether capitals say nothing in a block: it stands in capitals, or is a heading of which each word has one.
fn says_nothing(tokens: &[Token], is_heading: bool) -> bool {
    let words = tokens.iter().filter(|token| token.shape != Shape::Number && token.shape != Shape::Initial);
    let (mut upper, mut capital, mut long, mut all) = (0, 0, 0, 0);
    for token in words {
        let is_long = token.end - token.start > 3;
        all += 1;
        upper += usize::from(token.shape == Shape::Upper);
        long += usize::from(is_long);
        capital += usize::from(is_long && token.is_capital());
    }
    all >= 4 && upper * 5 > all * 3 || is_heading && long >= 3 && capital * 4 > long * 3
}

impl Reading<'_> {
    /// Whether a person of this surname, in folded letters, is named in full.
    pub(super) fn is_introduced(&self, folded: &str) -> bool {
        self.word_of(folded).is_some_and(|word| word.is_introduced)
    }
}

impl Reading<'_> {
    /// The word of these folded letters, if the document has it.
    pub(super) fn word_of(&self, folded: &str) -> Option<&Word> {
        self.ids.get(&key(folded)).map(|&id| &self.words[id as usize])
    }

    /// What the word with this key is in the lists; nothing, if the document does not have it.
    pub(super) fn class_of(&self, key: u64) -> Class {
        self.ids.get(&key).map_or_else(Class::default, |&id| self.words[id as usize].class)
    }

    /// Takes note that a person of the surname with this key is named in full.
    pub(super) fn introduce(&mut self, key: u64) {
        if let Some(&id) = self.ids.get(&key) {
            let word = &mut self.words[id as usize];
            word.is_introduced |= !(word.is_english && word.small > 0);
            word.person_votes += 3;
        }
    }
}

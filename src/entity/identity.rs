//! Who is meant: mentions of one person or place have one entry.

use rustc_hash::{FxHashMap, FxHashSet};

use super::found::{Found, POLITY, Whom};
use super::known::{self, Names};
use super::lexicon::{Class, Lexicon, key};
use super::parts::{is_numeral, is_title};
use super::person;
use super::reading::Reading;
use super::token::{self, Shape, fold};
use super::{registered, setting};
use crate::document::{Document, Entry, EntryId, EntryKind, MentionKind, PlaceKind};
use crate::register::{Known, given_names_agree};

/// A person who is named with given names or initials.
#[derive(Clone, Debug)]
struct Full {
    /// Folded, initials as one letter.
    given: Vec<String>,
    name: String,
    /// The entry of the register, by its index in it, that is named so.
    owner: Option<u32>,
    entry: Option<EntryId>,
}

/// The entries of a document.
#[derive(Debug, Default)]
pub(super) struct Identities<'d> {
    people: FxHashMap<u64, Vec<Full>>,
    places: FxHashMap<String, EntryId>,
    /// Places that were looked up once, by the words that name them, what is known of them, and whether they are states.
    named: FxHashMap<(&'d str, Whom, bool), EntryId>,
    /// Entries of the register, by their index in it.
    registered: FxHashMap<u32, EntryId>,
    /// Those that a form names that nobody else has.
    certain: FxHashSet<u32>,
    /// The year of the document, if it says so.
    year: Option<i32>,
    pub(super) entries: Vec<Entry>,
}

/// The surname and the given names of a name in the header, titles before it left out: "Dr. B.R. Ambedkar".
fn stated(name: &str) -> Option<(u64, Vec<String>)> {
    let words: Vec<&str> = name.split_whitespace().skip_while(|word| is_title(word)).collect();
    let (surname, given) = words.split_last().filter(|(_, given)| !given.is_empty())?;
    let given = given.iter().flat_map(|word| word.split_inclusive('.')).map(initial_or_word).collect();
    Some((*token::keys(surname).last()?, given))
}

/// The entry of a person, made where there is none yet.
fn entry_of(full: &mut Full, entries: &mut Vec<Entry>) -> EntryId {
    *full.entry.get_or_insert_with(|| {
        entries.push(Entry::new(EntryKind::Person, full.name.as_str()));
        EntryId(entries.len() as u32 - 1)
    })
}

/// A person's name in parts.
struct Name {
    given: Vec<String>,
    surname: u64,
    is_neutral: bool,
}

impl<'d> Identities<'d> {
    /// Takes in everyone whom the header or the text names in full.
    pub(super) fn new(document: &Document, reading: &Reading<'d>, names: &[Found]) -> Self {
        let mut own = Self { year: year(document), certain: reading.names.meant.iter().copied().collect(), ..Self::default() };
        for found in names {
            if let Some(&[only]) = owners(reading, found).as_deref() {
                own.certain.insert(only);
            }
        }
        for person in &document.header.people {
            own.introduce_header(reading.names, document.str(person.name));
        }
        for found in names.iter().filter(|found| found.kind == MentionKind::Person) {
            if let Some(name) = parts(reading, found).filter(|name| !name.given.is_empty()) {
                let text = written(reading, found);
                let owner = if let Some(&[only]) = owners(reading, found).as_deref() { Some(only) } else { None };
                own.introduce(name.surname, name.given, &text, owner);
            }
        }
        own
    }

    fn introduce_header(&mut self, names: &Names, name: &str) {
        if let Some((surname, given)) = stated(name) {
            self.introduce(surname, given, name, names.person(name));
        }
    }

    /// The entry of someone whom the header names: "J. V. Stalin".
    pub(super) fn of_header(&mut self, names: &Names, name: &str) -> Option<EntryId> {
        let (surname, given) = stated(name)?;
        let known = self.people.get(&surname)?;
        let at = known.iter().position(|full| given_names_agree(&full.given, &given))?;
        self.full(&names.register.entries, surname, at)
    }

    /// The entry of one of the people with a surname.
    fn full(&mut self, known: &[Known], surname: u64, at: usize) -> Option<EntryId> {
        let full = self.people.get_mut(&surname)?.get_mut(at)?;
        match full.owner {
            Some(owner) => self.register(known, owner),
            None => Some(entry_of(full, &mut self.entries)),
        }
    }

    fn introduce(&mut self, surname: u64, given: Vec<String>, name: &str, owner: Option<u32>) {
        let known = self.people.entry(surname).or_default();
        let length = |given: &[String]| given.iter().map(String::len).sum::<usize>();
        match known.iter_mut().find(|full| given_names_agree(&full.given, &given)) {
            Some(full) => {
                full.owner = full.owner.or(owner);
                if length(&given) > length(&full.given) {
                    full.given = given;
                    name.clone_into(&mut full.name);
                }
            }
            None => known.push(Full { given, name: name.to_owned(), owner, entry: None }),
        }
    }

    /// The entry of what `found` names; others that it may name; and whether one of several was chosen.
    pub(super) fn entry(&mut self, reading: &Reading<'d>, found: &Found) -> (Option<EntryId>, Vec<EntryId>, bool) {
        let Some(owners) = owners(reading, found).filter(|_| !found.is_plural) else {
            return (self.own_entry(reading, found), Vec::new(), false);
        };
        let known = &reading.names.register.entries;
        let living: Vec<u32> = owners
            .iter()
            .copied()
            .filter(|&owner| known[owner as usize].born.zip(self.year).is_none_or(|(born, year)| born <= year))
            .collect();
        let certain: Vec<u32> = living.iter().copied().filter(|owner| self.certain.contains(owner)).collect();
        match (living.as_slice(), certain.as_slice()) {
            (&[only], _) => (self.register(known, only), Vec::new(), owners.len() > 1),
            (_, &[only]) => (self.register(known, only), Vec::new(), true),
            _ => (None, living.iter().filter_map(|&owner| self.register(known, owner)).collect(), false),
        }
    }

    /// The entry for one of the register; none where it stands for namesakes.
    fn register(&mut self, known: &[Known], owner: u32) -> Option<EntryId> {
        let own = &known[owner as usize];
        let entries = &mut self.entries;
        (!own.id.is_empty()).then(|| {
            *self.registered.entry(owner).or_insert_with(|| {
                entries.push(known::entry(own));
                EntryId(entries.len() as u32 - 1)
            })
        })
    }

    /// The entry that the program makes itself.
    fn own_entry(&mut self, reading: &Reading<'d>, found: &Found) -> Option<EntryId> {
        match found.whom {
            Whom::Person(_) if !found.is_plural => self.person(reading, found),
            Whom::Listed(_) | Whom::Gazetted(_) | Whom::Itself => Some(self.place(reading, found)),
            _ => None,
        }
    }

    fn place(&mut self, reading: &Reading<'d>, found: &Found) -> EntryId {
        let words = &reading.text[reading.extent(found.first, found.last).range()];
        let named = (words, found.whom, is_state(found));
        if let Some(&id) = self.named.get(&named) {
            return id;
        }
        let mut form = written(reading, found);
        if setting::genitive(reading, found.first) == Some(*found) {
            form.pop();
        }
        let id = match found.whom {
            Whom::Listed(index) => self.listed(index),
            Whom::Gazetted(id) => self.settled(form.clone(), PlaceKind::Settlement, Some(u64::from(id))),
            _ => self.settled(form.clone(), if is_state(found) { PlaceKind::Polity } else { PlaceKind::Unknown }, None),
        };
        self.add_form(id, form);
        self.named.insert(named, id);
        id
    }

    fn person(&mut self, reading: &Reading<'_>, found: &Found) -> Option<EntryId> {
        let name = parts(reading, found)?;
        let known = self.people.get(&name.surname)?;
        let at = if name.given.is_empty() {
            (name.is_neutral && known.len() == 1).then_some(0)?
        } else {
            known.iter().position(|full| given_names_agree(&full.given, &name.given))?
        };
        self.full(&reading.names.register.entries, name.surname, at)
    }

    /// Keeps a form under which the text names a place: "White Russia" of Belorussia.
    fn add_form(&mut self, id: EntryId, form: String) {
        let entry = &mut self.entries[id.0 as usize];
        let is_place = matches!(entry.kind, EntryKind::Place(_)) && entry.id.is_none();
        if is_place && !entry.variants.iter().any(|own| fold(own) == fold(&form)) {
            entry.variants.push(form.into());
        }
    }

    /// All entries. A place goes by the name that the list gives it, if the text has it, else by the fullest that the text has.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        let mut entries = self.entries;
        for entry in entries.iter_mut().filter(|entry| !entry.variants.is_empty()) {
            let own = entry.variants.iter().position(|form| fold(form) == fold(&entry.name) && !is_abbreviated(form));
            let longest = |forms: &[Box<str>]| (0..forms.len()).rev().max_by_key(|&n| forms[n].chars().count()).unwrap_or(0);
            let lead = own.unwrap_or_else(|| longest(&entry.variants));
            entry.name = entry.variants.remove(lead);
        }
        entries
    }

    fn listed(&mut self, index: u32) -> EntryId {
        let lexicon = Lexicon::get();
        let listed = &lexicon.listed[index as usize];
        let is_town = listed.kind == PlaceKind::Settlement;
        let plain = fold(listed.name).split(['.', '-', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let id = is_town.then(|| lexicon.gazetted(plain.trim_start_matches("the "))).flatten().filter(|own| own.size() > 0);
        self.settled(listed.name.to_owned(), listed.kind, id.map(|own| own.id()))
    }

    /// The entry of a place by its identifier, or else by its name.
    fn settled(&mut self, name: String, kind: PlaceKind, id: Option<u64>) -> EntryId {
        let known = match id {
            Some(id) => format!("#{id}"),
            None => state(&fold(&name)),
        };
        let entries = &mut self.entries;
        *self.places.entry(known).or_insert_with(|| {
            let identifiers = id.map(|id| ("geonames".into(), id.to_string().into())).into_iter().collect();
            entries.push(Entry { identifiers, ..Entry::new(EntryKind::Place(kind), name) });
            EntryId(entries.len() as u32 - 1)
        })
    }
}

/// Whether the words say that a state is meant: "the Republic of Estonia".
fn is_state(found: &Found) -> bool {
    std::ptr::eq(found.rule, &raw const POLITY)
}

/// The entries of the register that have the form found; after titles, that of the name alone.
fn owners(reading: &Reading<'_>, found: &Found) -> Option<Vec<u32>> {
    if reading.names.is_empty() {
        return None;
    }
    let number = match found.whom {
        Whom::Registered(number) => Some(number),
        Whom::Person(first) if first > found.first => {
            registered::exactly(reading, found.first, found.last).or_else(|| registered::exactly(reading, first, found.last))
        }
        _ => registered::exactly(reading, found.first, found.last),
    };
    let owners = &reading.names.forms[number? as usize].entries;
    let fits = |owner: &u32| {
        matches!(
            (reading.names.register.entries[*owner as usize].kind, found.kind),
            (EntryKind::Person, MentionKind::Person)
                | (EntryKind::Place(_), MentionKind::Place)
                | (EntryKind::Organisation, MentionKind::Organisation)
                | (EntryKind::Work, MentionKind::Work(_))
        )
    };
    let fitting: Vec<u32> = owners.iter().copied().filter(fits).collect();
    (!fitting.is_empty()).then_some(fitting)
}

/// The year in which the text was written.
fn year(document: &Document) -> Option<i32> {
    let date = document.header.creation.as_ref()?.date;
    document.str(date).split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4).and_then(|year| year.parse().ok())
}

/// The words of `found` after its titles, with single spaces.
fn written(reading: &Reading<'_>, found: &Found) -> String {
    let first = if let Whom::Person(first) = found.whom { first } else { found.first };
    let text = &reading.text[reading.extent(first, found.last).range()];
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name has letters that stand for words: "RSFSR", "Byelorussian S.S.R."
fn is_abbreviated(name: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    name.split_whitespace().any(|word| letters(word) > 1 && !word.chars().any(char::is_lowercase))
}

/// A folded name of a state, in which what stands for one thing is written one way: "byelorussian ssr".
fn state(name: &str) -> String {
    const SAME: [(&str, &str); 5] = [
        ("s.s.r.", "ssr"),
        ("a.ssr", "assr"),
        ("soviet socialist republic", "ssr"),
        ("socialist soviet republic", "ssr"),
        ("autonomous ssr", "assr"),
    ];
    SAME.iter().fold(name.to_owned(), |name, (one, other)| name.replace(one, other))
}

fn initial_or_word(word: &str) -> String {
    let folded = fold(word);
    folded.trim_end_matches('.').to_owned()
}

fn parts(reading: &Reading<'_>, found: &Found) -> Option<Name> {
    let first = match found.whom {
        Whom::Person(first) => first,
        // A form of the register may begin with a title.
        Whom::Registered(_) => (found.first..=found.last).find(|&at| !reading.is(at, Class::TITLE.or(Class::ROLE)))?,
        _ => return None,
    };
    let is_number = |at: usize| at > first && is_numeral(reading.str(at));
    let last = if is_number(found.last) { found.last.checked_sub(1)? } else { found.last };
    let mut given: Vec<String> = (first..last)
        .filter(|&at| reading.is_capital(at))
        .flat_map(|at| reading.letters(at).split('.').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    if is_number(found.last) {
        given.push(reading.letters(found.last).to_owned());
    }
    let is_neutral = (found.first..first).all(|at| reading.is(at, Class::NEUTRAL));
    let is_surname = matches!(reading.tokens[last].shape, Shape::Capital | Shape::Upper)
        && !(reading.is(last, Class::GIVEN) && given.is_empty() && !reading.word(last).is_introduced);
    // "Schnitzlers" is who is called Schnitzler.
    let letters = reading.letters(last);
    let surname = if person::is_genitive(reading, last) { letters.strip_suffix('s').unwrap_or(letters) } else { letters };
    is_surname.then(|| Name { given, surname: key(surname), is_neutral })
}

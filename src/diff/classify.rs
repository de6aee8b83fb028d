//! What kind of change a hunk is.

use std::ops::Range;

use crate::diff::change::{Category, Kind, Subkind};
use crate::diff::fold::{self, Interner};
use crate::diff::item::Item;
use crate::diff::lemma::{self, Sides};
use crate::diff::passage::{Hunk, Passage};
use crate::diff::spelling::{self, Spelling};
use crate::diff::token::{Gap, Text};
use crate::document::Kind as Annotated;

/// Words are one word misspelt where they are at least so alike.
const MISSPELT: f64 = 0.6;

/// What a classification goes by.
#[derive(Debug)]
pub(super) struct Classifier<'a, 'd> {
    pub(super) sides: Sides<'a, 'd>,
    pub(super) interner: &'a Interner,
    pub(super) spelling: Spelling<'a>,
    /// Whether every noun of the language has a capital, as in German.
    pub(super) has_capital_nouns: bool,
}

impl Classifier<'_, '_> {
    /// The changes that `hunks` of a passage are, in order.
    pub(super) fn items(&self, passage: &Passage, hunks: &[Hunk]) -> Vec<Item> {
        let mut items = Vec::new();
        let mut done = Hunk { old: 0..0, new: 0..0 };
        for hunk in hunks {
            let is_done = hunk.old.end <= done.old.end && hunk.new.end <= done.new.end && (done.old.end > 0 || done.new.end > 0);
            if is_done {
                continue;
            }
            let (lemma, item) = self.item(passage, hunk);
            items.extend(item);
            done = lemma;
        }
        items
    }

    /// A hunk as a change: the places that it is shown with, and what it is; `None` where it is no change.
    fn item(&self, passage: &Passage, hunk: &Hunk) -> (Hunk, Option<Item>) {
        let (old, new) = (Words::of(self.sides.old, &passage.old, &hunk.old), Words::of(self.sides.new, &passage.new, &hunk.new));
        if !old.has_words && !new.has_words {
            return self.marks(passage, hunk, &old, &new);
        }
        if old.letters == new.letters && !old.letters.is_empty() {
            return self.same_letters(passage, hunk, &old, &new);
        }
        if let Some((wide, values)) = lemma::date(self.sides, passage, hunk) {
            let kind = if wide.old.is_empty() {
                Kind::Insertion
            } else if wide.new.is_empty() {
                Kind::Deletion
            } else {
                Kind::Substitution
            };
            let item = placed(passage, kind, &wide).with_subkind(Subkind::Date);
            // The same day, of which only the figures are written otherwise: "24th" for "24".
            let is_form = values.0.is_some() && values.0 == values.1 && old.is_same_figures(&new);
            let category = if is_form { Category::Accidental } else { item.category };
            return (wide, Some(Item { values: Some(values), ..item.in_category(category) }));
        }
        match (hunk.old.is_empty(), hunk.new.is_empty()) {
            (true, _) => (hunk.clone(), Some(self.one_sided(placed(passage, Kind::Insertion, hunk), &new))),
            (_, true) => (hunk.clone(), Some(self.one_sided(placed(passage, Kind::Deletion, hunk), &old))),
            _ => self.substitution(passage, hunk, &old, &new),
        }
    }

    fn one_sided(&self, item: Item, words: &Words) -> Item {
        if words.is_bracketed() {
            item.with_subkind(Subkind::EditorialInsertion)
        } else if !words.letters.is_empty() && words.letters.chars().all(|c| c.is_ascii_digit()) {
            item.with_subkind(Subkind::Number)
        } else {
            item
        }
    }

    /// A remark in brackets that has no words, put in or taken out: "[?]", "[**, ?]".
    fn remark(&self, passage: &Passage, hunk: &Hunk, old: &Words, new: &Words) -> Option<Item> {
        let is_remark = |words: &Words, range: &Range<usize>| range.len() > 2 && words.is_bracketed();
        match (hunk.old.is_empty(), hunk.new.is_empty()) {
            (true, _) if is_remark(new, &hunk.new) => Some(self.one_sided(placed(passage, Kind::Insertion, hunk), new)),
            (_, true) if is_remark(old, &hunk.old) => Some(self.one_sided(placed(passage, Kind::Deletion, hunk), old)),
            _ => None,
        }
    }

    /// Marks of punctuation alone.
    fn marks(&self, passage: &Passage, hunk: &Hunk, old: &Words, new: &Words) -> (Hunk, Option<Item>) {
        if let Some(item) = self.remark(passage, hunk, old, new) {
            return (hunk.clone(), Some(item));
        }
        let wide = lemma::glued(self.sides, passage, hunk);
        let signs = (old.text.replace(char::is_whitespace, ""), new.text.replace(char::is_whitespace, ""));
        if self.is_word_division(passage, hunk) {
            let item = (!self.is_at_line_end(passage, &wide)).then(|| placed(passage, Kind::Hyphenation, &wide));
            return (wide, item);
        }
        let is_bracket = |text: &str| !text.is_empty() && text.chars().all(|c| "[]⟨⟩{}".contains(c));
        let kind = if is_bracket(&signs.0) && new.text.is_empty() || is_bracket(&signs.1) && old.text.is_empty() {
            Kind::EditorialSupply
        } else {
            Kind::Punctuation
        };
        let shown = if kind == Kind::EditorialSupply { hunk } else { &wide };
        let item = placed(passage, kind, shown).in_group(signs.0, signs.1, false);
        (hunk.clone(), Some(item))
    }

    /// Whether the only marks are hyphens between letters.
    fn is_word_division(&self, passage: &Passage, hunk: &Hunk) -> bool {
        let is_hyphen = |text: &Text<'_>, list: &[u32], range: &Range<usize>| {
            range.len() == 1 && {
                let token = list[range.start] as usize;
                let follows = |at: usize| {
                    list.get(at).is_some_and(|&next| text.tokens[next as usize].gap == Gap::None && text.is_word(next as usize))
                };
                fold::folded(text.str(token)) == "-" && text.tokens[token].gap == Gap::None && follows(range.start + 1)
            }
        };
        hunk.new.is_empty() && is_hyphen(self.sides.old, &passage.old, &hunk.old)
            || hunk.old.is_empty() && is_hyphen(self.sides.new, &passage.new, &hunk.new)
    }

    /// Whether a word is divided at a line end on either side: what joins it is then a guess, and no change.
    fn is_at_line_end(&self, passage: &Passage, hunk: &Hunk) -> bool {
        let divided = |text: &Text<'_>, tokens: Range<usize>| {
            !tokens.is_empty()
                && text
                    .document
                    .annotations_in(text.extent(&tokens))
                    .iter()
                    .any(|a| matches!(a.kind, Annotated::LineBreak { in_word: true }))
        };
        divided(self.sides.old, passage.old_tokens(&hunk.old)) || divided(self.sides.new, passage.new_tokens(&hunk.new))
    }

    /// The same letters, divided or marked otherwise.
    fn same_letters(&self, passage: &Passage, hunk: &Hunk, old: &Words, new: &Words) -> (Hunk, Option<Item>) {
        let plain = |words: &Words, drop: &str| words.text.chars().filter(|c| !drop.contains(*c)).collect::<String>();
        let is_supply = plain(old, "[]⟨⟩{}") == plain(new, "[]⟨⟩{}");
        let unmarked = |words: &Words| words.folded.chars().filter(|&c| c != '-' && c != '\'' && !c.is_whitespace()).collect::<String>();
        let kind = if is_supply {
            Kind::EditorialSupply
        } else if unmarked(old) == unmarked(new) {
            Kind::Hyphenation
        } else {
            Kind::Punctuation
        };
        let is_change = kind != Kind::Hyphenation || !self.is_at_line_end(passage, hunk);
        let shown = if kind == Kind::Punctuation { lemma::glued(self.sides, passage, hunk) } else { hunk.clone() };
        (hunk.clone(), is_change.then(|| placed(passage, kind, &shown)))
    }

    fn substitution(&self, passage: &Passage, hunk: &Hunk, old: &Words, new: &Words) -> (Hunk, Option<Item>) {
        let item = placed(passage, Kind::Substitution, hunk);
        if old.is_bracketed() && new.is_bracketed() {
            return (hunk.clone(), Some(item.with_subkind(Subkind::EditorialInsertion)));
        }
        let are_numbers = old.has_digits && new.has_digits || old.are_roman && new.are_roman;
        if are_numbers && old.words.len().max(new.words.len()) <= 3 {
            let wide = lemma::number(self.sides, passage, hunk);
            let item = placed(passage, Kind::Substitution, &wide).with_subkind(Subkind::Number);
            return (wide, Some(item));
        }
        if old.words.len() == new.words.len() && old.words.iter().zip(&new.words).all(|(a, b)| self.spelling.is_older(a, b)) {
            return (hunk.clone(), Some(item.in_category(Category::Accidental).with_subkind(Subkind::HistoricalSpelling)));
        }
        let likeness = spelling::likeness(&old.words.join(" "), &new.words.join(" "));
        if self.is_name(passage, hunk) {
            let wide = lemma::name(self.sides, passage, hunk);
            let subkind = if likeness >= MISSPELT { Subkind::NameVariant } else { Subkind::Name };
            let item = placed(passage, Kind::Substitution, &wide).with_subkind(subkind);
            return (wide, Some(item));
        }
        let longest = old.words.len().max(new.words.len());
        let item = match longest {
            1..=2 if likeness >= MISSPELT => item.with_subkind(Subkind::Spelling),
            MIN_REWRITTEN.. => item.with_subkind(Subkind::Rewritten).alone(),
            _ => item,
        };
        (hunk.clone(), Some(item))
    }

    /// Whether both sides are names: each word has a capital that is not the sentence's, and stands nowhere without.
    fn is_name(&self, passage: &Passage, hunk: &Hunk) -> bool {
        let all = |text: &Text<'_>, list: &[u32], range: &Range<usize>| {
            range.clone().filter(|&at| text.is_word(list[at] as usize)).all(|at| {
                let token = list[at] as usize;
                text.str(token).starts_with(char::is_uppercase) && !self.interner.is_common(text.tokens[token].key)
            })
        };
        let begins = lemma::begins_sentence(self.sides.old, &passage.old, hunk.old.start)
            || lemma::begins_sentence(self.sides.new, &passage.new, hunk.new.start);
        // A noun is no name; with a capital or an initial beside it, it may be part of one.
        let is_noun = || self.has_capital_nouns && lemma::name(self.sides, passage, hunk) == *hunk;
        !begins
            && hunk.old.len() <= 4
            && hunk.new.len() <= 4
            && all(self.sides.old, &passage.old, &hunk.old)
            && all(self.sides.new, &passage.new, &hunk.new)
            && !is_noun()
    }
}

/// Substitutions of so many words are shown as rewriting.
const MIN_REWRITTEN: usize = 12;

fn placed(passage: &Passage, kind: Kind, hunk: &Hunk) -> Item {
    let item = Item::new(kind, passage.old_tokens(&hunk.old), passage.new_tokens(&hunk.new));
    if hunk.old.len().max(hunk.new.len()) > MAX_GROUPED { item.alone() } else { item }
}

/// Changes of more tokens are each an item of its own.
const MAX_GROUPED: usize = 6;

/// The words of one side of a hunk.
#[derive(Debug, Default)]
struct Words {
    /// As they stand.
    text: String,
    folded: String,
    /// Letters and digits alone, folded.
    letters: String,
    /// Words alone, folded.
    words: Vec<String>,
    has_words: bool,
    has_digits: bool,
    /// Whether every word is a Roman numeral in capitals.
    are_roman: bool,
}

impl Words {
    fn of(text: &Text<'_>, list: &[u32], range: &Range<usize>) -> Self {
        let mut own = Self { are_roman: true, ..Self::default() };
        let Some((&first, &last)) = list[range.clone()].first().zip(list[range.clone()].last()) else {
            return own;
        };
        own.text = text.document.str(text.extent(&(first as usize..last as usize + 1))).to_owned();
        for &token in &list[range.clone()] {
            let folded = fold::folded(text.str(token as usize));
            own.folded.push_str(&folded);
            if text.is_word(token as usize) {
                own.has_words = true;
                own.has_digits |= folded.starts_with(|c: char| c.is_ascii_digit());
                own.are_roman &= is_roman(text.str(token as usize));
                own.letters.extend(folded.chars().filter(|&c| c != '\''));
                own.words.push(folded);
            }
        }
        own
    }

    fn is_bracketed(&self) -> bool {
        self.text.starts_with('[') && self.text.ends_with(']')
    }

    /// Whether all words begin with figures, which are the same on both sides.
    fn is_same_figures(&self, other: &Self) -> bool {
        let figures =
            |words: &Self| words.words.iter().map(|word| word.trim_end_matches(char::is_alphabetic).to_owned()).collect::<Vec<_>>();
        let are_figures = |own: &[String]| own.iter().all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()));
        let (old, new) = (figures(self), figures(other));
        old == new && are_figures(&old)
    }
}

/// A numeral that is no other word: "XIV", "IV", not "mix".
fn is_roman(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_uppercase()) && crate::date::roman(word).is_some()
}

//! The shape of a person's name, for headings, bylines and statements. Names in running text are not read here.

use crate::convention::Habits;

/// Whether all of `text` has the shape of a person's name: "J. V. Stalin", "Rosa Luxemburg", "Aindrias Ó Cathasaigh".
pub(super) fn is_person(text: &str, habits: &Habits) -> bool {
    const MOST: usize = 5;
    let words: Vec<&str> = text.split_whitespace().take(MOST + 1).collect();
    if !(2..=MOST).contains(&words.len()) {
        return false;
    }
    let named = words.iter().filter(|word| is_capitalised(word)).count();
    let is_initial =
        |word: &str| is_initials(word) || (word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "A" && word != "I");
    let is_article = |word: &str| word.starts_with(char::is_uppercase) && habits.names.articles.contains(word);
    let known = words.first().is_some_and(|word| is_initial(word) || habits.is_given_name(clean(word)));
    let ends_in_name = words.last().is_some_and(|word| clean(word).chars().count() >= 3);
    ends_in_name && (2..=4).contains(&named) && known && is_name(text, habits) && !words.iter().any(|word| is_article(word))
}

/// Whether `text` is one person's name, or several with what joins them between.
pub(super) fn are_persons(text: &str, habits: &Habits) -> bool {
    persons(text, habits).is_some()
}

/// The names in "Karl Marx and Frederick Engels", "A. Rosmer, B. Souvarine & C. Rakovsky"; `None` where one is none.
pub(super) fn persons<'t>(text: &'t str, habits: &Habits) -> Option<Vec<&'t str>> {
    let pieces = text.split(", ").flat_map(|piece| habits.names.joints.split(piece));
    let names: Vec<&str> = pieces.flat_map(|name| in_a_row(name, habits)).collect();
    names.iter().all(|name| is_person(name.trim_end_matches('.'), habits)).then_some(names)
}

/// The names in "Karl Marx Frederick Engels", which nothing joins: a second given name after a surname begins another.
pub(super) fn in_a_row<'t>(text: &'t str, habits: &Habits) -> Vec<&'t str> {
    const LEAST: usize = 4;
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_given = |word: &str| is_initials(word) || habits.is_given_name(clean(word));
    let begins = |n: usize| {
        let is_surname = |word: &str| !is_given(word) && is_capitalised(word);
        words.len() >= LEAST && is_given(words[n]) && is_surname(words[n - 1]) && words.get(n + 1).is_some_and(|word| is_capitalised(word))
    };
    let starts = (2..words.len().saturating_sub(1)).filter(|&n| begins(n));
    let at = |n: usize| words[n].as_ptr() as usize - text.as_ptr() as usize;
    let mut names = Vec::new();
    let mut from = 0;
    for start in starts.filter(|_| words.first().is_some_and(|word| is_given(word))).map(at) {
        names.push(text[from..start].trim_end());
        from = start;
    }
    names.push(&text[from..]);
    names
}

/// The names that a value for authors holds: "Hugh Carter; Mary Carter", on lines of their own, or as a list in YAML,
/// `["Hugh Carter", "Mary Carter"]`; each without its address: `Sarah Wick <sarah@a.org>`.
pub(super) fn authors<'t>(text: &'t str, habits: &Habits) -> Vec<&'t str> {
    let without_address = |name: &'t str| match name.split_once('<') {
        Some((name, address)) if address.contains('@') => name.trim(),
        _ => name.trim(),
    };
    let listed = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let mut depth = 0_u32;
    let is_between = |c: char| {
        depth = if c == '(' { depth + 1 } else { depth.saturating_sub(u32::from(c == ')')) };
        depth == 0 && c == ';' || c == '\n' || listed.is_some() && c == ','
    };
    let bare = |name: &'t str| without_years(without_address(name.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')));
    let names = listed.unwrap_or(text).split(is_between).map(bare).filter(|name| !name.is_empty());
    names.flat_map(|name| persons(name, habits).unwrap_or_else(|| vec![name])).collect()
}

/// "Bergasse, Nicolas" of "Bergasse, Nicolas (1750-1832). Auteur du texte", as catalogues name a person.
fn without_years(name: &str) -> &str {
    let has_year = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count() == 4;
    name.split_once(" (").filter(|(_, rest)| has_year(rest)).map_or(name, |(name, _)| name)
}

/// Whether all words of `text` may stand in a name.
pub(super) fn is_name(text: &str, habits: &Habits) -> bool {
    let fits = |word: &str| is_capitalised(word) || habits.names.particles.contains(word);
    let words = text.split_whitespace();
    !text.contains(|c: char| c.is_ascii_digit() || ":;()[]\"“”/".contains(c))
        && words.clone().next().is_some()
        && words.clone().count() <= 6
        && words.clone().all(fits)
        && !text.contains(", ")
}

/// Whether `text` has the shape of a person's name, whether or not its given name is known: "Taavi Kalju", "B. E. Lund".
pub(super) fn has_shape(text: &str, habits: &Habits) -> bool {
    let words = || text.split_whitespace();
    let is_lettered = |word: &str| word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
    let is_long = |word: &str| word.chars().count() >= 3 && !word.ends_with('.');
    is_name(text, habits) && (2..=4).contains(&words().count()) && words().all(is_lettered) && words().next_back().is_some_and(is_long)
}

/// Whether at least half of the longer words begin with a capital, as in a byline or an imprint: "The notes, which are © 1997
/// Pluto Press, have not been included." is a sentence.
pub(super) fn is_mostly_names(text: &str) -> bool {
    let is_long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 3;
    let longer = || text.split(|c: char| !c.is_alphanumeric()).filter(is_long);
    let capital = longer().filter(|word| word.starts_with(char::is_uppercase)).count();
    capital * 2 >= longer().count()
}

/// `J.`, `G.V.`, `J.E.C.`.
pub(super) fn is_initials(word: &str) -> bool {
    let is_initial = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    word.len() > 1 && word.ends_with('.') && word.trim_end_matches('.').split('.').all(is_initial)
}

fn is_capitalised(word: &str) -> bool {
    let word = clean(word);
    word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
}

fn clean(word: &str) -> &str {
    word.trim_matches(|c: char| c == ',' || c == '*' || c == '_').trim_end_matches('.')
}

/// The person's name at the start of `text`: "Karl Korsch" of "Karl Korsch 1946", "Frederick Engels" of "Frederick Engels
/// / Ludwig Feuerbach", "Karl Marx" of "Karl Marx to Ludwig Kugelmann"; before a year alone a surname is enough.
pub(super) fn at_start<'t>(text: &'t str, habits: &Habits) -> Option<&'t str> {
    let titled = text.match_indices(' ').map(|(at, _)| at).find(|at| habits.names.begins_title(&text[at + 1..]));
    if let Some(name) = titled.map(|at| &text[..at]).filter(|name| is_person(name, habits)) {
        return Some(name);
    }
    let mark = text.find(|c: char| c.is_ascii_digit() || "/:(–—|\n".contains(c));
    let head = &text[..mark.unwrap_or(text.len())];
    let end = habits.letter.to.split_once(head).map(|(from, _)| from.len()).or(mark)?;
    let name = text[..end].trim_end();
    // "Marx-Engels Correspondence 1893" is a rubric.
    let is_rubric = || habits.genre(name).is_some();
    let is_dated = is_name(name, habits) && text[end..].len() == 4 && name.split_whitespace().count() <= 3 && !is_rubric();
    Some(name).filter(|name| is_dated || is_person(name, habits))
}

/// The person's name at the end of `text`, after a full stop or before a year: "Karl Marx" of "The Eighteenth Brumaire. Karl
/// Marx", "Georg Lukács" of "History and Class Consciousness Georg Lukács 1923".
pub(super) fn at_end<'t>(text: &'t str, habits: &Habits) -> Option<&'t str> {
    if let Some((_, name)) = text.split_once(". ").filter(|(_, name)| is_person(name.trim(), habits)) {
        return Some(name.trim());
    }
    let (rest, _) = text.rsplit_once(' ').filter(|(_, year)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))?;
    let starts = rest.rmatch_indices(' ').map(|(at, _)| at + 1).take(3);
    starts.map(|at| &rest[at..]).filter(|name| is_person(name, habits)).last()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_row_are_several() {
        let persons = |text| persons(text, Habits::base());
        assert_eq!(persons("James Connolly Daniel DeLeon"), Some(vec!["James Connolly", "Daniel DeLeon"]));
        assert_eq!(persons("Karl Friedrich Heinrich Marx"), Some(vec!["Karl Friedrich Heinrich Marx"]));
        assert_eq!(authors("Rosa Roe <r@a.org>; Roe, Karl", Habits::base()), ["Rosa Roe", "Roe, Karl"]);
        assert_eq!(authors("Roe, Karl (1737-1793 ; comte de). Auteur du texte", Habits::base()), ["Roe, Karl"]);
    }

    #[test]
    fn persons_have_given_names_or_initials() {
        let check = |text| is_person(text, Habits::base());
        assert!(check("J. V. Stalin") && check("G.V. Plekhanov") && check("Rosa Luxemburg") && check("Aindrias Ó Cathasaigh"));
        assert!(check("Sophia Edgeworth") && !check("Darwin Correspondence Project") && !check("German Ideology"));
        assert!(!check("Political Action") && !check("Karl") && !check("James Connolly and the War, 1914"));
        assert_eq!(at_start("Karl Korsch 1946", Habits::base()), Some("Karl Korsch"));
        assert_eq!(at_end("The Eighteenth Brumaire of Louis Bonaparte. Karl Marx", Habits::base()), Some("Karl Marx"));
    }
}

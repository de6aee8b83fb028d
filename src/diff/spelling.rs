//! Words that differ by a rule of older spelling, words that differ in few letters.

use std::sync::OnceLock;

/// A rule: what stands for what in words of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The language (BCP 47); empty for all.
    pub language: String,
    /// The older letters, with `^` and `$` for the ends of the word.
    pub older: String,
    /// The newer ones.
    pub newer: String,
}

impl Rule {
    /// A rule of a project, for all languages: the older form, a space, the newer. `None` where that is not what it is.
    ///
    /// ```
    /// assert_eq!(teiscribe::diff::Rule::new("ae ä").unwrap().newer, "ä");
    /// assert_eq!(teiscribe::diff::Rule::new("ae"), None);
    /// ```
    pub fn new(words: &str) -> Option<Self> {
        let (older, newer) = words.trim().to_lowercase().split_once(' ').map(|(a, b)| (a.to_owned(), b.trim().to_owned()))?;
        (!newer.contains(' ')).then_some(Self { language: String::new(), older, newer })
    }
}

/// The rules of the program: `spelling.tsv`.
fn own() -> &'static [Rule] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    RULES.get_or_init(|| include_str!("spelling.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(rule).collect())
}

fn rule(line: &str) -> Option<Rule> {
    let mut cells = line.split('\t').map(str::to_owned);
    Some(Rule { language: cells.next()?, older: cells.next()?, newer: cells.next()? })
}

/// Rules of a language, the project's own first.
#[derive(Debug)]
pub(super) struct Spelling<'r> {
    rules: Vec<&'r Rule>,
}

impl<'r> Spelling<'r> {
    /// The rules that hold in `language`, and those of the project.
    pub(super) fn new(project: &'r [Rule], language: Option<&str>) -> Self {
        let holds = |rule: &&Rule| rule.language.is_empty() || Some(&*rule.language) == language;
        Self { rules: project.iter().chain(own()).filter(holds).collect() }
    }

    /// Whether two folded words are one word in older and newer spelling.
    pub(super) fn is_older(&self, old: &str, new: &str) -> bool {
        self.newest(old) == self.newest(new)
    }

    fn newest(&self, word: &str) -> String {
        let marked = format!("^{word}$");
        let newest = self
            .rules
            .iter()
            .fold(marked, |word, rule| if word.contains(&rule.older) { word.replace(&rule.older, &rule.newer) } else { word });
        newest.trim_matches(['^', '$']).to_owned()
    }
}

/// Longer words are not compared letter by letter.
const MAX_LETTERS: usize = 60;

/// How alike two words are, from 0 to 1: one less the edits over the letters of the longer.
pub(super) fn likeness(old: &str, new: &str) -> f64 {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let longest = old.len().max(new.len());
    if longest == 0 || longest > MAX_LETTERS {
        return 0.0;
    }
    1.0 - distance(&old, &new) as f64 / longest as f64
}

/// Letters put in, taken out, exchanged, and neighbours swapped (Damerau 1964, restricted).
fn distance(old: &[char], new: &[char]) -> usize {
    let mut two_before = vec![0; new.len() + 1];
    let mut before: Vec<usize> = (0..=new.len()).collect();
    for (n, a) in old.iter().enumerate() {
        let mut row = vec![n + 1; new.len() + 1];
        for (m, b) in new.iter().enumerate() {
            let exchanged = before[m] + usize::from(a != b);
            row[m + 1] = exchanged.min(before[m + 1] + 1).min(row[m] + 1);
            if n > 0 && m > 0 && *a == new[m - 1] && old[n - 1] == *b {
                row[m + 1] = row[m + 1].min(two_before[m - 1] + 1);
            }
        }
        two_before = std::mem::replace(&mut before, row);
    }
    before[new.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_spelling_is_told_by_language() {
        let is_older = |language, old, new| Spelling::new(&[], Some(language)).is_older(old, new);
        assert!(is_older("de", "freyheit", "freiheit"));
        assert!(is_older("de", "theil", "teil"));
        assert!(is_older("en", "musick", "music"));
        assert!(is_older("fr", "étoit", "était"));
        assert!(is_older("ru", "миръ", "мир"));
        assert!(!is_older("en", "freyheit", "freiheit"));
        assert!(!is_older("en", "undoubtly", "undoubtedly"));
    }

    #[test]
    fn a_project_adds_rules_of_its_own() {
        let rules = [Rule { language: String::new(), older: "cz".into(), newer: "ts".into() }];
        assert!(Spelling::new(&rules, None).is_older("czar", "tsar"));
        assert!(!Spelling::new(&[], None).is_older("czar", "tsar"));
    }

    #[test]
    fn likeness_counts_edits() {
        assert_eq!(likeness("ab", "ba"), 0.5);
        assert!(likeness("atested", "attested") > 0.8);
        assert!(likeness("coercion", "compulsion") < 0.6);
    }
}

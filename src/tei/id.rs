//! Names for `xml:id`: each once, each an NCName.

use std::collections::HashSet;

/// The ids given so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    given: HashSet<String>,
}

impl Ids {
    /// "Tim Davenport" to `davenport-tim`: the surname first.
    pub(super) fn person(&mut self, name: &str) -> String {
        let words: Vec<&str> = name.split_whitespace().collect();
        let last = words.last().copied().into_iter();
        let rest = words.iter().copied().take(words.len().saturating_sub(1));
        let slug = slug(last.chain(rest));
        self.unique(if slug.is_empty() { "person".to_owned() } else { slug })
    }

    fn unique(&mut self, slug: String) -> String {
        let mut id = slug.clone();
        let mut n = 1;
        while !self.given.insert(id.clone()) {
            n += 1;
            id = format!("{slug}-{n}");
        }
        id
    }
}

/// Words to lower case, joined by hyphens, without what an id cannot hold. A letter comes first.
fn slug<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let clean = |word: &str| word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let joined = words.map(clean).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    if joined.starts_with(|c: char| c.is_alphabetic()) { joined } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn ids_have_the_surname_first_and_stand_once() {
        let mut ids = Ids::default();
        assert_eq!(ids.person("Tim Davenport"), "davenport-tim");
        assert_eq!(ids.person("Tim Davenport"), "davenport-tim-2");
        assert_eq!(ids.person("J. V. Stalin"), "stalin-j-v");
        assert_eq!(ids.person("***"), "person");
    }
}

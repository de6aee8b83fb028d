//! How a site leads through its pages.

use super::habits::Habits;

impl Habits {
    /// Whether a word may stand beside links in a line that only leads on.
    pub(crate) fn is_navigation_word(&self, word: &str) -> bool {
        self.navigation.words.contains(word)
    }

    /// Whether such a word says which way: "next", "top".
    pub(crate) fn is_way_word(&self, word: &str) -> bool {
        self.navigation.ways.contains(word)
    }

    /// Whether the text of a link names the archive of the page: "MIA".
    pub(crate) fn is_archive(&self, text: &str) -> bool {
        let ends = || self.navigation.endings.iter().any(|ending| text.to_lowercase().ends_with(ending));
        self.navigation.archives.contains(text) || ends()
    }

    /// Whether a text is the name of an archive, and nothing else, as its convention has it.
    pub(crate) fn names_archive(&self, text: &str) -> bool {
        self.navigation.archives.contains(text)
    }

    /// Whether texts are made for it to publish them, by its name: an archive or site, not the periodical that reprints them, nor the
    /// team that made them.
    pub(crate) fn is_site(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let has = |words: &[String]| words.iter().any(|word| name.contains(word));
        has(&self.navigation.sites) && !has(&self.navigation.teams)
    }

    /// The name of whose works a link leads to: "J. V. Stalin" of "J. V. Stalin Archive".
    pub(crate) fn held<'t>(&self, link: &'t str) -> Option<&'t str> {
        let is_holding = |at: &usize| self.navigation.holdings.opening(&link[at + 1..]).is_some();
        link.match_indices(' ').map(|(at, _)| at).find(is_holding).map(|at| &link[..at])
    }

    /// Bytes of what leads back before the name of an archive: 12 of "Back to the Marxists Internet Archive".
    pub(crate) fn way_back(&self, link: &str) -> usize {
        let len = self.navigation.back.opening(link).filter(|&len| link[len..].starts_with(' '));
        len.map_or(0, |len| len + 1)
    }

    /// Whether a line leads on without a link: "Top of the page".
    pub(crate) fn is_navigation_line(&self, line: &str) -> bool {
        self.navigation.lines.contains(line.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// Whether a text only offers itself in other forms: "Format ODT Format PDF".
    pub(crate) fn offers_downloads(&self, text: &str) -> bool {
        let is_between = |c: char| !c.is_alphanumeric();
        let mut rest = text.trim_start_matches(is_between);
        while let Some(len) = self.navigation.downloads.opening(rest) {
            rest = rest[len..].trim_start_matches(is_between);
            if rest.is_empty() {
                return true;
            }
        }
        false
    }
}

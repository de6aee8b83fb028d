//! How a site leads through its pages.

use super::habits::Habits;

impl Habits {
    /// Whether a word may stand beside links in a line that only leads on.
    pub(crate) fn is_navigation_word(&self, word: &str) -> bool {
        self.navigation.words.contains(word)
    }

    /// Whether the text of a link names the archive of the page: "MIA".
    pub(crate) fn is_archive(&self, text: &str) -> bool {
        self.navigation.archives.contains(text) || text.ends_with("Internet Archive")
    }

    /// Whether a text is the name of an archive, and nothing else, as its convention has it.
    pub(crate) fn names_archive(&self, text: &str) -> bool {
        self.navigation.archives.contains(text)
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

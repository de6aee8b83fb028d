//! How it is said who a text is by.

use super::habits::Habits;

impl Habits {
    /// Bytes of "by " at the start of a byline, of "Roman von " too.
    pub(crate) fn byline(&self, text: &str) -> Option<usize> {
        let kind = self.byline.kinds.opening(text).filter(|&len| text[len..].starts_with([' ', '\n'])).map_or(0, |len| len + 1);
        let len = kind + self.byline.openings.opening(&text[kind..])?;
        text[len..].starts_with([' ', '\n']).then_some(len + 1)
    }

    /// Whether a line is nothing but "by".
    pub(crate) fn is_byline_opening(&self, text: &str) -> bool {
        self.byline.openings.opening(text) == Some(text.len())
    }

    /// Whether a line leads to other works of who wrote this: "By the same author".
    pub(crate) fn leads_to_works(&self, text: &str) -> bool {
        let whose = self.byline(text).map_or(text, |len| &text[len..]);
        self.byline.same.contains(whose.trim_end_matches(['.', ':']))
    }

    /// Whether a line says what else somebody wrote: "Author of The Weirs".
    pub(crate) fn tells_works(&self, text: &str) -> bool {
        self.byline.works.opening(text).is_some()
    }

    /// The names of a byline without what else was written: "Ann Roe" of "Ann Roe, author of The Weirs".
    pub(crate) fn without_works<'t>(&self, names: &'t str) -> &'t str {
        let mut places = names.match_indices([' ', '\n']).map(|(at, _)| at);
        let place = places.find(|&at| self.tells_works(&names[at + 1..]));
        place.map_or(names, |at| names[..at].trim_end_matches([',', ';', ' ', '\n']))
    }
}

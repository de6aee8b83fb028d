//! A pattern with one slot: `[p. {n}]`, `-----File: {name}-*`.

/// Literal text around a slot. `{n}` takes a page or note number, `{name}` anything without white space; a `*` at the end
/// takes the rest of the line.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(from = "String")]
pub(crate) struct Pattern {
    before: String,
    after: String,
    takes_name: bool,
    takes_rest: bool,
}

impl From<String> for Pattern {
    fn from(pattern: String) -> Self {
        Self::new(&pattern)
    }
}

impl Pattern {
    /// Reads a pattern; one without a slot matches nothing.
    pub(super) fn new(pattern: &str) -> Self {
        let (slot, takes_name) = if pattern.contains("{name}") { ("{name}", true) } else { ("{n}", false) };
        let (before, after) = pattern.split_once(slot).unwrap_or((pattern, "\0"));
        let takes_rest = after.ends_with('*');
        Self { before: before.to_owned(), after: after.trim_end_matches('*').to_owned(), takes_name, takes_rest }
    }

    /// The byte with which what it matches begins.
    pub(super) fn first(&self) -> Option<u8> {
        self.before.bytes().next()
    }

    /// Where in `text` it may begin.
    pub(crate) fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        memchr::memmem::find_iter(text.as_bytes(), self.before.as_bytes()).filter(|_| !self.before.is_empty())
    }

    /// What the slot holds at the start of `text`, and how many bytes the pattern takes.
    pub(crate) fn at_start<'t>(&self, text: &'t str) -> Option<(&'t str, usize)> {
        const MAX_LEN: usize = 80;
        let rest = text.strip_prefix(self.before.as_str())?;
        let mut window = rest.len().min(MAX_LEN);
        while !rest.is_char_boundary(window) {
            window -= 1;
        }
        let slot = &rest[..rest[..window].find(self.after.as_str())?];
        let fits = if self.takes_name { is_name(slot) } else { is_number(slot) };
        fits.then_some((slot, self.before.len() + slot.len() + self.after.len()))
    }

    /// What the slot holds where the pattern takes all of `text`.
    pub(super) fn whole<'t>(&self, text: &'t str) -> Option<&'t str> {
        self.at_start(text).filter(|&(_, len)| len == text.len() || self.takes_rest).map(|(slot, _)| slot)
    }
}

fn is_name(slot: &str) -> bool {
    !slot.is_empty() && !slot.contains([' ', '\t', '<', '>'])
}

/// `12`, `170v`, `xiv`, `A`, `*`.
fn is_number(slot: &str) -> bool {
    let digits = slot.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_arabic = !digits.is_empty() && digits.len() <= 4 && slot.len() <= digits.len() + 1 && digits.bytes().all(|b| b.is_ascii_digit());
    let is_roman = !slot.is_empty()
        && slot.len() <= 9
        && (slot.bytes().all(|b| b"ivxlcdm".contains(&b)) || slot.bytes().all(|b| b"IVXLCDM".contains(&b)));
    is_arabic || is_roman || (slot.chars().count() == 1 && slot.chars().all(|c| c.is_ascii_uppercase() || "*†‡§".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[track_caller]
    fn check(pattern: &str, text: &str, slot: Option<&str>) {
        assert_eq!(Pattern::new(pattern).whole(text), slot, "{pattern} on {text}");
    }

    #[test]
    fn slots_take_numbers_or_names() {
        check("[p. {n}]", "[p. 12]", Some("12"));
        check("[p. {n}]", "[p. xii]", Some("xii"));
        check("[f. {n}]", "[f. 170v]", Some("170v"));
        check("[p. {n}]", "[p. was]", None);
        check("{{n}}", "{12}", Some("12"));
        check("-----File: {name}-*", "-----File: 001.png---\\smith---", Some("001.png"));
        check("-{n}-", "-12- and", None);
    }
}

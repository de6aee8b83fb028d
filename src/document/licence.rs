//! What a licence allows and where its terms stand, as far as its words tell.

/// What the words on rights say of a licence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Whether all may use the text; `None` where the words do not tell.
    pub is_free: Option<bool>,
    /// The address of the licence, where its name and version say which it is.
    pub target: Option<String>,
}

const RESTRICTED: [&str; 6] =
    ["non-commercial", "noncommercial", "rights reserved", "permission of", "not for commercial", "no derivatives"];
const FREE: [&str; 9] = [
    "public domain",
    "copyleft",
    "creative commons",
    "freely",
    "gnu",
    "permission is granted",
    "share-alike",
    "sharealike",
    "completely free",
];

/// Reads the words of a statement on rights, or the name of a licence. Codes and addresses are those of
/// <https://creativecommons.org/licenses/>.
///
/// ```
/// use teiscribe::document::licence_terms;
///
/// let terms = licence_terms("This work is licensed under CC BY-NC 4.0.");
/// assert_eq!(terms.is_free, Some(false));
/// assert_eq!(terms.target.as_deref(), Some("https://creativecommons.org/licenses/by-nc/4.0/"));
/// assert_eq!(licence_terms("Ask the archive.").target, None);
/// ```
pub fn licence_terms(words: &str) -> Terms {
    let folded = words.to_lowercase();
    let says = |list: &[&str]| list.iter().any(|own| folded.contains(own));
    let own = address(&folded).or_else(|| named(&folded));
    let is_free = match own.as_ref().map(|own| own.code.as_str()) {
        Some(code) => Some(!code.contains("nc") && !code.contains("nd")),
        None if says(&RESTRICTED) => Some(false),
        None => says(&FREE).then_some(true),
    };
    Terms { is_free, target: own.and_then(|own| own.address()) }
}

/// A licence of Creative Commons: "by-sa", "4.0"; "zero" and "mark" for the public domain.
struct CreativeCommons {
    code: String,
    version: Option<String>,
}

impl CreativeCommons {
    fn address(&self) -> Option<String> {
        let folder = if ["zero", "mark"].contains(&self.code.as_str()) { "publicdomain" } else { "licenses" };
        Some(format!("https://creativecommons.org/{folder}/{}/{}/", self.code, self.version.as_deref()?))
    }
}

/// `https://creativecommons.org/licenses/by/4.0/deed.de`.
fn address(folded: &str) -> Option<CreativeCommons> {
    let (_, rest) = folded.split_once("creativecommons.org/")?;
    let steps =
        rest.split('/').skip(1).map(|step| step.split(|c: char| !c.is_alphanumeric() && !"-.".contains(c)).next().unwrap_or_default());
    let mut steps = steps.take_while(|step| !step.is_empty());
    let code = steps.next()?.to_owned();
    let number = steps.next().and_then(version);
    // Of a country: "3.0/de"
    let country = steps.next().filter(|step| step.len() == 2).map_or_else(String::new, |country| format!("/{country}"));
    Some(CreativeCommons { code, version: number.map(|number| number + &country) })
}

/// The parts of a licence, in the order of its code.
const CODES: [&str; 4] = ["by", "nc", "nd", "sa"];
/// Words for them, written together or apart.
const WORDS: [(&str, &str, &str); 10] = [
    ("", "attribution", "by"),
    ("", "attribute", "by"),
    ("", "noncommercial", "nc"),
    ("non", "commercial", "nc"),
    ("", "noderivatives", "nd"),
    ("", "noderivs", "nd"),
    ("no", "derivatives", "nd"),
    ("no", "derivs", "nd"),
    ("", "sharealike", "sa"),
    ("share", "alike", "sa"),
];
const VERSIONS: [&str; 6] = ["1.0", "2.0", "2.1", "2.5", "3.0", "4.0"];

/// "cc by-sa 4.0", "creative commons (attribute & sharealike) 2.0", "cc0".
fn named(folded: &str) -> Option<CreativeCommons> {
    const FAR: usize = 12;
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_matches('.')).filter(|word| !word.is_empty());
    let mut words = words.peekable();
    let zero = || CreativeCommons { code: "zero".to_owned(), version: Some("1.0".to_owned()) };
    loop {
        match words.next()? {
            "cc0" => return Some(zero()),
            "cc" => break,
            "creative" if words.next_if_eq(&"commons").is_some() => break,
            _ => {}
        }
    }
    if words.next_if(|word| ["zero", "0"].contains(word)).is_some() {
        return Some(zero());
    }
    let (mut parts, mut own) = (Vec::new(), None);
    // "by" is a part right behind the name or another part, and an author's anywhere else.
    let (mut before, mut is_behind) = ("", true);
    let mut words = words.take(FAR).peekable();
    while let Some(word) = words.next() {
        let part = part(before, word, is_behind);
        // "CC BY 4", but not "Attribution: 3 texts"
        let may_be_version = word.contains('.') || words.peek().is_none();
        own = own.or_else(|| version(word).filter(|_| may_be_version));
        (before, is_behind) = (word, part.is_some());
        parts.extend(part);
    }
    let code = CODES.into_iter().filter(|code| parts.contains(code)).collect::<Vec<_>>().join("-");
    parts.contains(&"by").then_some(CreativeCommons { code, version: own })
}

/// The part of a licence that a word is, by the word before it.
fn part(before: &str, word: &str, is_behind: bool) -> Option<&'static str> {
    let code = CODES.into_iter().find(|code| is_behind && *code == word);
    let named = |(first, own, _): &&(&str, &str, &str)| *own == word && (first.is_empty() || *first == before);
    code.or_else(|| WORDS.iter().find(named).map(|&(_, _, code)| code))
}

/// "4.0", "v3.0", "4".
fn version(word: &str) -> Option<String> {
    let figures = word.trim_start_matches('v');
    let is_version = |own: &&str| *own == figures || own.strip_suffix(".0") == Some(figures);
    VERSIONS.into_iter().find(is_version).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::licence_terms;

    fn of(words: &str) -> (Option<bool>, Option<String>) {
        let terms = licence_terms(words);
        (terms.is_free, terms.target.map(|target| target.trim_start_matches("https://creativecommons.org/").to_owned()))
    }

    #[test]
    fn licences_are_told_by_name_and_address() {
        assert_eq!(of("CC BY 4.0"), (Some(true), Some("licenses/by/4.0/".to_owned())));
        assert_eq!(of("cc-by-nc-sa-4.0"), (Some(false), Some("licenses/by-nc-sa/4.0/".to_owned())));
        assert_eq!(of("Creative Commons (Attribute & ShareAlike) 2.0."), (Some(true), Some("licenses/by-sa/2.0/".to_owned())));
        assert_eq!(of("https://creativecommons.org/licenses/by-nd/3.0/de/"), (Some(false), Some("licenses/by-nd/3.0/de/".to_owned())));
        assert_eq!(of("CC0"), (Some(true), Some("publicdomain/zero/1.0/".to_owned())));
        assert_eq!(of("Creative Commons Attribution"), (Some(true), None));
        assert_eq!(of("All rights reserved, by 4 members"), (Some(false), None));
        assert_eq!(of("Public domain"), (Some(true), None));
        assert_eq!(of("Ask the archive"), (None, None));
        assert_eq!(of("Creative Commons Attribution Non-Commercial No Derivs 3.0").1.as_deref(), Some("licenses/by-nc-nd/3.0/"));
    }

    #[test]
    fn no_licence_is_invented() {
        assert_eq!(of("Creative Commons licence 4.0, by Jane Roe"), (Some(true), None));
        assert_eq!(of("Creative Commons Attribution: 3 texts"), (Some(true), None));
        assert_eq!(of("CC BY 4.0, commercial use too").1.as_deref(), Some("licenses/by/4.0/"));
    }
}

//! Authority files whose identifiers are known by their addresses.

/// An authority file: how its identifiers are written.
#[derive(Debug, PartialEq, Eq)]
pub struct Authority {
    /// The prefix of a short form: `wd` of `wd:Q855`.
    pub prefix: &'static str,
    /// What identifiers are called by: `wikidata`.
    pub kind: &'static str,
    /// What every address of an entry holds: `wikidata.org/`.
    pub host: &'static str,
    /// The address of an entry, before its identifier: `https://www.wikidata.org/entity/`.
    pub address: &'static str,
    /// What identifiers begin with: `Q`.
    pub start: &'static str,
    /// The signs that they have besides digits: `X-`.
    pub signs: &'static str,
}

/// The authority files that are known, by the addresses that they give themselves.
pub const AUTHORITIES: [Authority; 7] = [
    Authority { prefix: "wd", kind: "wikidata", host: "wikidata.org/", address: "https://www.wikidata.org/entity/", start: "Q", signs: "" },
    Authority { prefix: "gnd", kind: "gnd", host: "d-nb.info/gnd/", address: "https://d-nb.info/gnd/", start: "", signs: "X-" },
    Authority { prefix: "viaf", kind: "viaf", host: "viaf.org/viaf/", address: "https://viaf.org/viaf/", start: "", signs: "" },
    Authority { prefix: "geonames", kind: "geonames", host: "geonames.org/", address: "https://sws.geonames.org/", start: "", signs: "" },
    Authority {
        prefix: "pmb",
        kind: "pmb",
        host: "pmb.acdh.oeaw.ac.at/",
        address: "https://pmb.acdh.oeaw.ac.at/entity/",
        start: "",
        signs: "",
    },
    Authority { prefix: "orcid", kind: "orcid", host: "orcid.org/", address: "https://orcid.org/", start: "", signs: "X-" },
    Authority { prefix: "isni", kind: "isni", host: "isni.org/", address: "https://isni.org/isni/", start: "", signs: "X" },
];

impl Authority {
    /// The one with this prefix: `wd`.
    pub fn of_prefix(prefix: &str) -> Option<&'static Self> {
        AUTHORITIES.iter().find(|own| own.prefix == prefix)
    }

    /// The identifier in an address or short form of an entry: `Q855` of `wd:Q855`.
    ///
    /// ```
    /// use teiscribe::document::Authority;
    ///
    /// let geonames = Authority::of_prefix("geonames").unwrap();
    /// assert_eq!(geonames.identifier("https://www.geonames.org/625144/minsk.html"), Some("625144"));
    /// assert_eq!(geonames.identifier("wd:Q855"), None);
    /// ```
    pub fn identifier<'u>(&self, uri: &'u str) -> Option<&'u str> {
        if let Some(own) = uri.strip_prefix(self.prefix).and_then(|rest| rest.strip_prefix(':')) {
            return Some(own);
        }
        let (_, path) = uri.split_once(self.host)?;
        // The name of the place stands after its number.
        if self.prefix == "geonames" { path.split('/').next() } else { path.trim_end_matches('/').rsplit('/').next() }
    }

    /// Whether `value` looks like one of its identifiers.
    pub fn is_identifier(&self, value: &str) -> bool {
        let rest = value.strip_prefix(self.start).unwrap_or_default();
        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || self.signs.contains(c))
    }

    /// What its identifiers look like, as a regular expression of XML Schema: `Q[0-9]+`.
    pub fn pattern(&self) -> String {
        format!("{}[0-9{}]+", self.start, self.signs.replace('-', "\\-"))
    }
}

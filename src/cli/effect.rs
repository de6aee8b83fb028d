//! What a conversion would change of the TEI that stands: by kind, by words, by file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use teiscribe::tei;

/// Words of which the numbers are shown, at most.
const SHOWN: usize = 40;

/// How often something is to come and to go, and in how many files.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    more: usize,
    less: usize,
    files: usize,
}

/// The changes of all files so far.
#[derive(Debug, Default)]
pub(super) struct Effects {
    kinds: BTreeMap<&'static str, Count>,
    words: BTreeMap<(&'static str, String), Count>,
    files: Vec<(String, BTreeMap<&'static str, Count>)>,
    same: usize,
    new: usize,
}

impl Effects {
    /// Takes in a file of which no TEI stands yet.
    pub(super) fn new_file(&mut self) {
        self.new += 1;
    }

    /// Takes in a file of which the TEI `old` stands, and would be `new`.
    pub(super) fn add(&mut self, name: &str, old: &str, new: &str) {
        let is_same = tei::without_version(old) == tei::without_version(new);
        let (old, new) = (tei::inventory(old), tei::inventory(new));
        let mut kinds: BTreeMap<&'static str, Count> = BTreeMap::new();
        let mut words: BTreeMap<(&'static str, String), Count> = BTreeMap::new();
        let keys: BTreeSet<&tei::Marked> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let (before, after) = (old.get(key).copied().unwrap_or(0), new.get(key).copied().unwrap_or(0));
            if before != after {
                let own = Count { more: after.saturating_sub(before), less: before.saturating_sub(after), files: 0 };
                add(kinds.entry(key.sort).or_default(), own);
                add(words.entry((key.sort, key.words.clone())).or_default(), own);
            }
        }
        if kinds.is_empty() && is_same {
            self.same += 1;
            return;
        }
        if kinds.is_empty() {
            kinds.insert("text", Count { more: 1, less: 1, files: 0 });
        }
        for (kind, count) in &kinds {
            add(self.kinds.entry(kind).or_default(), Count { files: 1, ..*count });
        }
        for (key, count) in words {
            add(self.words.entry(key).or_default(), Count { files: 1, ..count });
        }
        self.files.push((name.to_owned(), kinds));
    }

    /// The sum, the kinds first; nothing where no TEI stood.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (kind, count) in &self.kinds {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{kind}: {}", shown(*count));
        }
        let mut words: Vec<_> = self.words.iter().collect();
        words.sort_by_key(|(_, count)| std::cmp::Reverse(count.more + count.less));
        for ((kind, words), count) in words.iter().take(SHOWN) {
            let _ = writeln!(text, "  {words} ({kind}): {}", shown(**count));
        }
        if words.len() > SHOWN {
            let _ = writeln!(text, "  and {} more", words.len() - SHOWN);
        }
        for (name, kinds) in &self.files {
            let counts: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind} +{}, −{}", count.more, count.less)).collect();
            let _ = writeln!(text, "{name}: {}", counts.join("; "));
        }
        if self.same > 0 || !self.files.is_empty() {
            let _ = writeln!(text, "{} changed, {} as they are, {} new", self.files.len(), self.same, self.new);
        }
        text
    }
}

fn add(sum: &mut Count, own: Count) {
    sum.more += own.more;
    sum.less += own.less;
    sum.files += own.files;
}

fn shown(count: Count) -> String {
    format!("+{}, −{}, in {} file{}", count.more, count.less, count.files, if count.files == 1 { "" } else { "s" })
}

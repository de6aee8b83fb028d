//! Bytes of a file to a [`Source`]: its text as UTF-8, its encoding, and the way back to line, column and byte.

mod compose;

use std::sync::OnceLock;

use encoding_rs::{Encoding, UTF_8};
use memchr::{memchr_iter, memchr2_iter};

use compose::Decomposed;

/// A range of bytes of [`Source::text`], always on character boundaries. Only [`Source::locate`] turns it into lines
/// and columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` up to, not including, byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The same span in a text that stands behind `bytes` others.
    pub(crate) const fn after(self, bytes: u32) -> Self {
        Self { start: self.start + bytes, end: self.end + bytes }
    }
}

/// A place in a file as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1; a line ends at LF, CR LF or a lone CR.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Byte of the file, from 0, in the file's own encoding, its byte order mark counted.
    pub byte: u64,
}

/// What a file that is not plain UTF-8 was decoded as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The encoding's name in the Encoding Standard: `windows-1252`.
    pub encoding: &'static str,
    /// Whether a byte order mark or the text itself said so, rather than a guess.
    pub is_marked: bool,
    /// Whether some bytes mean nothing in that encoding.
    pub is_malformed: bool,
}

/// Why bytes are no transcription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// They are no text.
    NotText {
        /// What they seem to be: "a PDF".
        what: &'static str,
    },
    /// There are 2 GiB of them or more.
    TooLarge,
}

/// A transcription as received: `Source::read("gov.md", bytes)`.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    encoding: &'static Encoding,
    mark: u8,
    /// What the text was made of, where the file has letters apart from their accents.
    decomposed: Option<Decomposed>,
    /// Where each line that ends in LF begins in the file; only for files that are not UTF-8.
    file_lines: Vec<u64>,
    line_feeds: OnceLock<Vec<u32>>,
    lines: OnceLock<Vec<u32>>,
    /// The characters before each [`BLOCK`].
    characters: OnceLock<Vec<u32>>,
    /// What stands in a file beside it, and where its text begins in this one.
    beside: Option<(u32, Box<Source>)>,
}

impl Source {
    /// Reads `bytes` of the file `name` (only shown, never opened). UTF-8 is taken as it is, with or without a byte
    /// order mark; anything else is decoded as the encoding that its first lines name, or else that its bytes suggest, which a
    /// finding names. A letter apart from its accents (`e` and U+0301) is one character in the text.
    ///
    /// # Errors
    /// [`Unreadable::NotText`] where the bytes are those of a PDF, an archive or another binary file, and
    /// [`Unreadable::TooLarge`] from 2 GiB on, since a span counts in 32 bits.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<(Self, Option<Decoded>), Unreadable> {
        if let Some(what) = binary(&bytes) {
            return Err(Unreadable::NotText { what });
        }
        if bytes.len() >= 1 << 31 {
            return Err(Unreadable::TooLarge);
        }
        let (source, decoded) = Self::decode(name, bytes);
        if source.text.len() >= 1 << 31 { Err(Unreadable::TooLarge) } else { Ok((source, decoded)) }
    }

    fn decode(name: &str, bytes: Vec<u8>) -> (Self, Option<Decoded>) {
        let (marked, mark) = Encoding::for_bom(&bytes).map_or((None, 0), |(encoding, len)| (Some(encoding), len));
        if marked.is_none_or(|encoding| encoding == UTF_8) {
            match String::from_utf8(bytes) {
                Ok(mut text) => {
                    text.drain(..mark);
                    return (Self::new(name, text, UTF_8, mark, Vec::new()), None);
                }
                Err(error) => return Self::decode_legacy(name, &error.into_bytes()),
            }
        }
        let encoding = marked.unwrap_or(UTF_8);
        let (text, malformed) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let lines = file_lines(&bytes, encoding, mark);
        let decoded = Decoded { encoding: encoding.name(), is_marked: true, is_malformed: malformed };
        (Self::new(name, text.into_owned(), encoding, mark, lines), Some(decoded))
    }

    fn decode_legacy(name: &str, bytes: &[u8]) -> (Self, Option<Decoded>) {
        let decode = |encoding: &'static Encoding| {
            let (text, malformed) = encoding.decode_without_bom_handling(bytes);
            (encoding, text, malformed)
        };
        let declared = declared(bytes).map(decode).filter(|(_, _, malformed)| !malformed);
        let is_marked = declared.is_some();
        let guess = || {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            decode(detector.guess(None, chardetng::Utf8Detection::Deny))
        };
        let (encoding, text, malformed) = declared.unwrap_or_else(guess);
        let lines = file_lines(bytes, encoding, 0);
        let decoded = Decoded { encoding: encoding.name(), is_marked, is_malformed: malformed };
        (Self::new(name, text.into_owned(), encoding, 0, lines), Some(decoded))
    }

    fn new(name: &str, text: String, encoding: &'static Encoding, mark: usize, file_lines: Vec<u64>) -> Self {
        let (text, decomposed) = compose::composed(text);
        Self {
            name: name.to_owned(),
            text,
            encoding,
            mark: mark as u8,
            decomposed,
            file_lines,
            line_feeds: OnceLock::new(),
            lines: OnceLock::new(),
            characters: OnceLock::new(),
            beside: None,
        }
    }

    /// This source with the text of `other`, of a file beside it, below its own: what is read of both has one text, and each
    /// place is that of its file.
    ///
    /// # Errors
    /// [`Unreadable::TooLarge`] where both together are.
    pub fn with(mut self, other: Self) -> Result<Self, Unreadable> {
        const BETWEEN: &str = "\n\n";
        if self.text.len() + BETWEEN.len() + other.text.len() >= 1 << 31 {
            return Err(Unreadable::TooLarge);
        }
        self.text.push_str(BETWEEN);
        if let Some(own) = &mut self.decomposed {
            own.text.push_str(BETWEEN);
        }
        let start = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.beside = Some((start, Box::new(other)));
        Ok(self)
    }

    /// Where the text of the file beside it begins; the end, where there is none.
    pub fn beside(&self) -> u32 {
        self.beside.as_ref().map_or(self.text.len() as u32, |(start, _)| *start)
    }

    /// The name of the file beside it in which byte `offset` of [`Self::text`] stands; `None` for its own.
    pub fn file_beside(&self, offset: u32) -> Option<&str> {
        self.of_beside(offset).map(|(other, _)| other.name())
    }

    fn of_beside(&self, offset: u32) -> Option<(&Self, u32)> {
        self.beside.as_ref().and_then(|(start, other)| Some((&**other, offset.checked_sub(*start)?)))
    }

    /// The file's name as given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, its line ends as they are in the file, without the byte order mark; then that of the file beside it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name of the file's encoding: `UTF-8`, `windows-1252`.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// The letters that stand apart from their accents in the file, in order.
    pub fn decomposed(&self) -> impl Iterator<Item = Span> {
        let of_beside = self.beside.iter().flat_map(|(start, other)| other.letters().map(|letter| letter.after(*start)));
        self.letters().chain(of_beside)
    }

    fn letters(&self) -> impl Iterator<Item = Span> {
        self.decomposed.iter().flat_map(Decomposed::letters)
    }

    /// The text as the file has it.
    fn decoded(&self) -> &str {
        self.decomposed.as_ref().map_or(&self.text, |own| &own.text)
    }

    /// Where byte `offset` of [`Self::text`] stands in the file.
    pub fn locate(&self, offset: u32) -> Place {
        if let Some((other, at)) = self.of_beside(offset) {
            return other.locate(at);
        }
        let offset = self.decomposed.as_ref().map_or(offset, |own| own.offset(offset));
        let lines = self.lines.get_or_init(|| line_starts(self.decoded()));
        let line = lines.partition_point(|&start| start <= offset) - 1;
        let column = self.characters_before(offset) - self.characters_before(lines[line]) + 1;
        Place { line: line as u32 + 1, column, byte: self.byte(offset as usize) }
    }

    /// The characters before byte `offset` of what the file has.
    fn characters_before(&self, offset: u32) -> u32 {
        let blocks = self.characters.get_or_init(|| {
            let counts = self.decoded().as_bytes().chunks(BLOCK).scan(0, |before, block| {
                *before += characters(block);
                Some(*before)
            });
            std::iter::once(0).chain(counts).collect()
        });
        let (offset, block) = (offset as usize, offset as usize / BLOCK);
        blocks[block] + characters(&self.decoded().as_bytes()[block * BLOCK..offset])
    }

    fn byte(&self, offset: usize) -> u64 {
        if self.encoding == UTF_8 {
            return offset as u64 + u64::from(self.mark);
        }
        let starts = self.line_feeds.get_or_init(|| {
            let ends = memchr_iter(b'\n', self.decoded().as_bytes());
            std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect()
        });
        let line = starts.partition_point(|&start| start as usize <= offset) - 1;
        self.file_lines[line] + encoded_len(&self.decoded()[starts[line] as usize..offset], self.encoding)
    }
}

/// Bytes of the text of which the characters are counted once, so that a place far inside a long line is found at once.
const BLOCK: usize = 1024;

/// The characters that begin in `bytes` of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    const CONTINUES: u8 = 0b1000_0000;
    bytes.iter().map(|byte| u32::from(byte & 0b1100_0000 != CONTINUES)).sum()
}

/// The starts of lines ended by LF, CR LF or a lone CR, in bytes of the text.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let ends = memchr2_iter(b'\n', b'\r', bytes).filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect()
}

/// The starts of LF-ended lines in bytes of the file. In every encoding of the web but UTF-16 a byte 0x0A is nothing
/// but a line feed (Encoding Standard, trail bytes begin at 0x30), so that lines of file and text correspond.
fn file_lines(bytes: &[u8], encoding: &'static Encoding, mark: usize) -> Vec<u64> {
    let first = std::iter::once(mark as u64);
    if encoding.is_ascii_compatible() {
        return first.chain(memchr_iter(b'\n', bytes).map(|at| at as u64 + 1)).collect();
    }
    let line_feed: [u8; 2] = if encoding == encoding_rs::UTF_16BE { [0, b'\n'] } else { [b'\n', 0] };
    let units = bytes[mark..].chunks_exact(2).enumerate().filter(|&(_, unit)| unit == line_feed);
    first.chain(units.map(|(at, _)| (mark + 2 * at + 2) as u64)).collect()
}

/// The encoding that one of the first lines names: "Character set encoding: ISO-8859-1", `<?xml … encoding="windows-1251"?>`,
/// "charset=koi8-r". A text in anything but ASCII is none of "ASCII".
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 4096;
    const KEYS: [&str; 2] = ["encoding", "charset"];
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let named = |key: &str| {
        let at = memchr::memmem::find(&head, key.as_bytes())? + key.len();
        let rest = head[at..].trim_ascii_start();
        let value = rest.strip_prefix(b":").or_else(|| rest.strip_prefix(b"="))?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let len = value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_.:".contains(b))).unwrap_or(value.len());
        Some(&value[..len])
    };
    let is_plain = |label: &&[u8]| label.ends_with(b"ascii");
    let label = KEYS.into_iter().find_map(named).filter(|label| !is_plain(label))?;
    Encoding::for_label(label).filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible())
}

fn encoded_len(text: &str, encoding: &'static Encoding) -> u64 {
    if encoding.is_single_byte() {
        text.chars().count() as u64
    } else if encoding.is_ascii_compatible() {
        encoding.encode(text).0.len() as u64
    } else {
        2 * text.encode_utf16().count() as u64
    }
}

/// What a file that is no text is, by its first bytes or by how many NULs they hold.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive, perhaps a DOCX, ODT or EPUB"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\xd0\xcf\x11\xe0", "an old Word document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"\x7fELF", "a program"),
    ];
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, what)| what);
    let head = &bytes[..bytes.len().min(4096)];
    let is_wide = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    known.or_else(|| (!is_wide && memchr_iter(0, head).count() * 10 > head.len()).then_some("a binary file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn place(bytes: &[u8], needle: &str) -> (u32, u32, u64) {
        let (source, _) = Source::read("t", bytes.to_vec()).expect("a text");
        let place = source.locate(source.text().find(needle).expect("the needle") as u32);
        (place.line, place.column, place.byte)
    }

    #[test]
    fn lines_end_at_lf_crlf_and_lone_cr() {
        assert_eq!(place(b"a\nb\r\nc\rd", "d"), (4, 1, 7));
    }

    #[test]
    fn columns_count_characters_and_bytes_those_of_the_file() {
        assert_eq!(place("\u{feff}é x".as_bytes(), "x"), (1, 3, 6));
        assert_eq!(place(b"caf\xe9 noir\nd\xe9j\xe0 vu", "vu"), (2, 6, 15));
        assert_eq!(place(b"\xff\xfea\0\n\0b\0c\0", "c"), (2, 2, 8));
        assert_eq!(place(b"\xfe\xff\0a\0\n\0b\0c", "c"), (2, 2, 8));
    }

    #[test]
    fn places_are_those_that_one_counts_from_the_start() {
        for text in ["é x\r\nab ç\rd".to_owned(), format!("a\n{}b\n{}", "é x ".repeat(BLOCK), "ж".repeat(BLOCK))] {
            let (source, _) = Source::read("t", text.clone().into_bytes()).expect("a text");
            let (mut line, mut column, mut before) = (1, 1, None);
            for (at, c) in text.char_indices() {
                if before == Some('\n') || before == Some('\r') && c != '\n' {
                    (line, column) = (line + 1, 1);
                }
                assert_eq!(source.locate(at as u32), Place { line, column, byte: at as u64 });
                (column, before) = (column + 1, Some(c));
            }
        }
    }

    #[test]
    fn an_encoding_that_was_guessed_is_named() {
        let (source, decoded) = Source::read("t", b"d\xe9j\xe0 vu, un \xe9t\xe9".to_vec()).expect("a text");
        assert_eq!((source.encoding(), source.text()), ("windows-1252", "déjà vu, un été"));
        assert_eq!(decoded.map(|own| own.is_marked), Some(false));
    }

    #[test]
    fn an_encoding_that_the_text_names_is_taken() {
        let (source, decoded) = Source::read("t", b"Character set encoding: ISO-8859-1\n\nP\xe8re".to_vec()).expect("a text");
        assert_eq!((source.encoding(), decoded.map(|own| own.is_marked)), ("windows-1252", Some(true)));
        let (source, _) = Source::read("t", b"Character set encoding: KOI8-R\n\n\xcd\xc9\xd2".to_vec()).expect("a text");
        assert_eq!(source.text().lines().last(), Some("\u{43c}\u{438}\u{440}"));
        let (_, decoded) = Source::read("t", b"encoding: ASCII\n\nP\xe8re, d\xe9j\xe0 vu, un \xe9t\xe9".to_vec()).expect("a text");
        assert_eq!(decoded.map(|own| own.is_marked), Some(false));
    }

    #[test]
    fn binary_files_are_refused() {
        assert_eq!(Source::read("t", b"%PDF-1.4 ...".to_vec()).err(), Some(Unreadable::NotText { what: "a PDF" }));
        assert!(Source::read("t", vec![0; 100]).is_err());
    }
}

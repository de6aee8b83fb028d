"""A historian at work on the corpus: wrong decisions of every kind are overruled by rows, 20 and more in a document; then
the transcription is wrapped anew and edited in 200 other places, and the rows still hold, each one; then their own words
are edited away, and each is a finding.

historian.py --bin BIN --shared DIR [--documents N]
"""

import argparse
import csv
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import xml.etree.ElementTree as ET

TEI = "{http://www.tei-c.org/ns/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PROJECT = 'input = "in"\noutput = "out"\n\n[people]\njr = "Jane Roe"\n'
COLUMNS = ["file", "before", "quote", "after", "set", "value", "by", "why"]
# What is set on some words in the line, and the element and attributes that they have by it.
WORDS = [
    ("type", "person", "persName", {}),
    ("type", "place", "placeName", {}),
    ("type", "org", "orgName", {}),
    ("type", "title", "title", {"level": "m"}),
    ("when", "1871-05-01", "date", {"when": "1871-05-01"}),
    ("from", "1872-03/1872-06", "date", {"from": "1872-03", "to": "1872-06"}),
    ("to", "1873", "date", {"to": "1873"}),
    ("notBefore", "1874-01", "date", {"notBefore": "1874-01"}),
    ("notAfter", "1875", "date", {"notAfter": "1875"}),
    ("lang", "de", "foreign", {LANG: "de"}),
    ("read-as", "supplied", "supplied", {}),
    ("read-as", "gloss", "note", {"subtype": "gloss"}),
    ("read-as", "comment", "note", {"subtype": "comment"}),
    ("read-as", "sic", "note", {"subtype": "sic"}),
    ("read-as", "unclear", "unclear", {}),
    ("read-as", "gap", "gap", {}),
    ("read-as", "omitted-name", "gap", {}),
]
# What whole paragraphs are read as, and the element that they are in by it. Parts of letters can be that only at the ends
# of divisions; they have cases of their own.
BLOCKS = [
    ("read-as", "note", "note"),
    ("read-as", "heading", "head"),
    ("read-as", "verse", "lg"),
    ("read-as", "list", "list"),
    ("read-as", "table", "table"),
    ("read-as", "quotation", "quote"),
    ("read-as", "dropped", None),
    ("read-as", "text", "p"),
    ("read-as", "speaker", "speaker"),
    ("statement", "publisher", "note"),
]
SEAM = re.compile(r'T301\]: .*: "(.+) / (.+)"$')


def bare(text):
    return re.sub(r"[\s\u00ad*_`\\]|<[^>]*>", "", text).translate(str.maketrans("“”„«»‘’‚‹›", "\"\"\"\"\"'''''"))


def is_prose(part):
    words = re.findall(r"\w+", part)
    return len(words) > 45 and len(part) < 4000 and all(re.match(r"[\w“\"]", line) and not re.search(r"  |-$", line) for line in part.splitlines())


def paragraphs(text):
    return re.split(r"\n[ \t]*\n", text)


def fill(part, width=61):
    return textwrap.fill(part, width, break_long_words=False, break_on_hyphens=False)


class Decision:
    """A row, the paragraph that it is about, and what must stand in the TEI."""

    def __init__(self, at, anchor, set_, value, tag, attributes=None, whole=""):
        self.at, self.anchor, self.set, self.value, self.tag = at, anchor, set_, value, tag
        self.attributes, self.whole = attributes or {}, whole

    def row(self, file):
        before, quote, after = self.anchor
        return [file, before, quote, after, self.set, self.value, "jr", ""]

    def holds(self, tree, resp):
        own = [el for el in tree.iter() if el.get("resp") == resp]
        words = bare(self.anchor[1])
        text_of = lambda el: bare("".join(el.itertext()))
        if self.set == "read-as" and self.value == "dropped":
            return bare(self.whole)[:80] not in text_of(tree.find(f"{TEI}text"))
        if self.tag is None:
            return not self.is_tagged(tree)
        if self.set == "join":
            # One paragraph holds both sides of the seam.
            return any(words in text_of(el) for el in tree.iter(f"{TEI}p")) == (self.value == "yes")
        if self.set == "note":
            return any(bare(self.value) in text_of(el) for el in own if el.tag == TEI + self.tag)
        if self.set == "lang":
            # What crosses a date or a name is cut in two there.
            return words in bare("".join(text_of(el) for el in own if el.tag == TEI + self.tag))
        found = [el for el in own if el.tag == TEI + self.tag and all(el.get(k) == v for k, v in self.attributes.items())]
        if self.set in ("title", "author", "date"):
            return any(bare(self.value) in text_of(el) or el.get("when") == self.value for el in found)
        return any(text_of(el).strip(",.") == words if self.tag in ("persName", "placeName", "orgName", "title", "date", "foreign") else words in text_of(el) for el in found)

    def is_tagged(self, tree):
        """Whether the words, where their paragraph stands, are tagged as what they are not."""
        kinds = {TEI + tag for tag in (("date",) if self.set == "none" else ("persName", "placeName", "orgName", "title", "rs"))}
        lead, words = bare(self.anchor[0]), bare(self.anchor[1])
        for parent in tree.iter():
            before = bare(parent.text or "")
            for child in parent:
                if child.tag in kinds and bare("".join(child.itertext())) == words and before.endswith(lead):
                    return True
                before += bare("".join(child.itertext())) + bare(child.tail or "")
        return False


def anchored(text, part, rng, count=2):
    """Some plain words of a paragraph with what stands around them, which together stand once."""
    words = part.split()
    for _ in range(200):
        at = rng.randrange(6, len(words) - count - 6)
        near = words[at - 4 : at + count + 4]
        if all(re.fullmatch(r"[a-z]{3,}", word) for word in words[at : at + count]) and all(re.fullmatch(r"\w+,?", word) for word in near):
            anchor = " ".join(words[at - 3 : at]), " ".join(words[at : at + count]), " ".join(words[at + count : at + count + 3])
            if bare(text).count(bare("".join(anchor))) == 1:
                return anchor
    return None


def decisions(text, rng, tree, said):
    parts = paragraphs(text)
    free = [n for n, part in enumerate(parts) if is_prose(part) and not re.search(r"[\[\]<>*_|#]", part)]
    rng.shuffle(free)
    made = []
    for set_, value, tag, attributes in WORDS:
        at = free.pop()
        anchor = anchored(text, parts[at], rng)
        if anchor:
            made.append(Decision(at, anchor, set_, value, tag, attributes))
    for set_, value, tag in BLOCKS:
        at = free.pop()
        words = parts[at].split()
        quote = " ".join(words[:7])
        # A number at the head of a note is its label.
        if bare(text).count(bare(quote)) == 1 and not quote[0].isdigit():
            made.append(Decision(at, ("", quote, ""), set_, value, tag, None, parts[at]))
    pairs = [n for n in free if n + 1 in free and bare(parts[n])[-12:] and not set((n, n + 1)) & {own.at for own in made}]
    if pairs:
        at = pairs[0]
        quote = " ".join(parts[at].split()[-4:] + parts[at + 1].split()[:4])
        made.append(Decision(at, ("", quote, ""), "join", "yes", "p"))
        free = [n for n in free if n not in (at, at + 1)]
    made += tagged_none(text, parts, free, tree)
    made += seam_kept(text, parts, made, said) + note_exchanged(text, parts, made, tree)
    made.append(Decision(-1, ("", "", ""), "title", "Minutes of the League", "title"))
    made.append(Decision(-1, ("", "", ""), "author", "Jane Doe", "persName"))
    made.append(Decision(-1, ("", "", ""), "date", "1871-05-03", "date"))
    return made


def seam_kept(text, parts, made, said):
    """Two paragraphs, which the program took for one that a page break had cut in two."""
    taken = {own.at for own in made}
    for found in map(SEAM.search, said.splitlines()):
        first, second = (bare(words) for words in found.groups()) if found else ("", "")
        own = [n for n, part in enumerate(parts) if first and bare(part).endswith(first)]
        if len(own) == 1 and own[0] not in taken and bare(text).count(first + second) == 1:
            quote = " ".join(found.groups())
            return [Decision(own[0], ("", quote, ""), "join", "no", "p")]
    return []


def note_exchanged(text, parts, made, tree):
    """A marker that stands for the body of the next note."""
    taken = {own.at for own in made}
    bodies = [el for el in tree.iter(TEI + "note") if el.get("place") in ("end", "foot") and el.get("n")]
    for own, other in zip(bodies, bodies[1:]):
        body = bare("".join(other.itertext()))[:30]
        words = " ".join("".join(other.itertext()).split()[:5])
        for marker in (f"<sup>{own.get('n')}</sup>", f"[{own.get('n')}]", f"[^{own.get('n')}]"):
            held = [n for n, part in enumerate(parts) if is_prose(part) and part.count(marker) == 1 and n not in taken]
            lead = parts[held[0]].split(marker)[0].split()[-4:] if held else []
            if len(lead) == 4 and bare(text).count(bare(" ".join(lead) + marker)) == 1 and bare(text).count(body) == 1:
                return [Decision(held[0], (" ".join(lead), marker, ""), "note", words, "note")]
    return []


def tagged_none(text, parts, free, tree):
    """A name and a date that the program found, which are none; and a name of somebody else."""
    made, taken = [], set()
    wanted = [("type", "none", ("placeName", "persName")), ("none", "", ("date",)), ("ref", "https://example.org/id/1", ("placeName", "persName"))]
    for set_, value, tags in wanted:
        for at in free:
            one = fill(parts[at], 10**6)
            forms = ["".join(el.itertext()) for tag in tags for el in tree.iter(TEI + tag)]
            fits = lambda form: re.fullmatch(r"\w[\w ]{3,30}\w", form) and len(re.findall(rf"\b{re.escape(form)}\b", one)) == 1
            form = next((form for form in map(lambda own: " ".join(own.split()), forms) if fits(form)), None)
            lead = re.split(rf"\b{re.escape(form)}\b", one)[0].split()[-4:] if form else []
            if at in taken or len(lead) < 4 or bare(text).count(bare(" ".join(lead) + form)) != 1:
                continue
            taken.add(at)
            own = tree_tag(tree, form, tags) if set_ == "ref" else None
            made.append(Decision(at, (" ".join(lead), form, ""), set_, value, own))
            break
    return made


def tree_tag(tree, form, tags):
    return next(tag for tag in tags for el in tree.iter(TEI + tag) if " ".join("".join(el.itertext()).split()) == form)


def edited(text, made, rng, count=200):
    """Wrapped anew, and changed in `count` places that no row is about."""
    parts = paragraphs(text)
    taken = {own.at + more for own in made for more in (0, 1) if own.at >= 0}
    own = [n for n, part in enumerate(parts) if is_prose(part) and n not in taken]
    for n in range(count if own else 0):
        at = own[n % len(own)]
        words = parts[at].split(" ")
        words.insert(rng.randrange(1, len(words)), f"afterwards{n}" if n % 2 else "and so forth")
        parts[at] = " ".join(words)
    return "\n\n".join(fill(part) if is_prose(part) else part for part in parts)


def cut(text, made):
    """Without the words that rows are about."""
    parts = paragraphs(text)
    for own in made:
        if own.at >= 0:
            parts[own.at] = "Something else altogether is written here by now."
            if own.set == "join":
                parts[own.at + 1] = "And here too."
    return "\n\n".join(parts)


class Desk:
    def __init__(self, binary):
        self.binary, self.folder = binary, pathlib.Path(tempfile.mkdtemp())
        (self.folder / "in").mkdir()
        (self.folder / "teiscribe.toml").write_text(PROJECT)

    def convert(self, name, text):
        (self.folder / "in" / name).write_text(text, encoding="utf-8")
        made = subprocess.run([self.binary, "convert", "--force", f"in/{name}", "-o", "out/"], cwd=self.folder, capture_output=True, text=True)
        path = self.folder / "out" / (pathlib.Path(name).stem + ".xml")
        return made, ET.parse(path).getroot() if path.exists() else None

    def write(self, rows):
        with open(self.folder / "in" / "corrections.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *rows])


def held(made, tree, when, name):
    lost = [own for own in made if not own.holds(tree, "#roe-jane")]
    for own in lost:
        print(f"  {name}, {when}: {own.set}={own.value} at {own.anchor}")
    return len(made) - len(lost)


def work(desk, path, rng):
    """Rows, and those that hold: at once, after edits, and those that are findings when their words are gone."""
    name = path.with_suffix(".txt").name
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    (desk.folder / "in" / "corrections.csv").unlink(missing_ok=True)
    said, tree = desk.convert(name, text)
    made = decisions(text, rng, tree, said.stderr)
    desk.write([own.row(name) for own in made])
    said, tree = desk.convert(name, text)
    bad = [line for line in said.stderr.splitlines() if re.search(r"T60[5-9]|T901", line)]
    at_once = held(made, tree, "at once", name)
    said, tree = desk.convert(name, edited(text, made, rng))
    bad += [line for line in said.stderr.splitlines() if re.search(r"T60[5-9]|T901", line)]
    after = held(made, tree, "edited", name)
    print("".join(f"  {line[:250]}\n" for line in bad), end="")
    own = [decision for decision in made if decision.at >= 0]
    said, _ = desk.convert(name, cut(text, own))
    (desk.folder / "in" / name).unlink()
    return [own.set + "=" + own.value for own in made], at_once, after, said.stderr.count("[T606]"), len(own), len(bad)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--shared", required=True)
    parser.add_argument("--documents", type=int, default=1000)
    own = parser.parse_args()
    desk, rng = Desk(str(pathlib.Path(own.bin).resolve())), random.Random(5)
    sums, kinds, done = [0] * 6, set(), 0
    for path in sorted((pathlib.Path(own.shared) / "corpus").rglob("*")):
        if done == own.documents:
            break
        if path.suffix not in {".txt", ".md"} or "revisions" in path.parts:
            continue
        try:
            parts = paragraphs(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
        except UnicodeDecodeError:
            continue
        if not 30 <= sum(is_prose(part) and not re.search(r"[\[\]<>*_|#]", part) for part in parts) <= 400:
            continue
        made, *counts = work(desk, path, rng)
        kinds.update(made)
        done += 1
        sums = [a + b for a, b in zip(sums, [len(made), *counts])]
    rows, at_once, after, gone, own_rows, bad = sums
    print(", ".join(sorted({own.split("=")[0] if not own.startswith("read-as") else own for own in kinds})))
    print(f"{done} documents, {rows} rows of {len(kinds)} kinds; {at_once} hold, {after} after wrapping and 200 edits; of {own_rows} cut away {gone} are findings; {bad} other errors")
    shutil.rmtree(desk.folder)
    sys.exit(0 if done and at_once == after == rows and gone == own_rows and not bad else 1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Counts notes in transcriptions by regular expressions of its own, and how many of them are linked in the TEI.

usage: count_notes.py --bin TEISCRIBE FOLDER

A marker counts where its file has a body of its label in the same style: `[^1]` with `[^1]:`, a link to an anchor with the
line that has it (`[\\[1\\]](#n1)`), `[1]` with `[Footnote 1: …]`. Prints each file that misses some and, last, the share of
markers with bodies that are linked.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ENDINGS = {".txt", ".md"}
LINK = r"\[\(?\\?\[?(\w{1,4})\\?\]?\)?\.?\](?:\{[^}\n]*\})?\(#(\w+)\)"


def markdown(text):
    """`[^label]` in the text, `[^label]:` at the start of a line."""
    bodies = re.findall(r"^\s{0,3}(?:> ?)*\[\^([^\]\s]+)\]:", text, re.M)
    markers = re.findall(r"\[\^([^\]\s]+)\](?!:)", text)
    return [label for label in markers if label in bodies]


def linked(text):
    """`[\\[1\\]](#n1){#f1}`: the marker links to an anchor that stands on a line which links back."""
    links = [(label, target, own) for label, target, own in re.findall(LINK + r"\{#(\w+)", text)]
    anchors = {}
    for n, (_, _, own) in enumerate(links):
        anchors.setdefault(own, n)
    return [label for n, (label, target, own) in enumerate(links) if anchors.get(target, -1) > n and links[anchors[target]][1] == own]


def footnotes(text):
    """`[1]` in the text and `[Footnote 1: …]`, one for one."""
    found = []
    bodies = re.findall(r"^\s*\[Footnote (\w+):", text, re.M)
    for label in set(bodies):
        markers = len(re.findall(rf"(?<=[^\s\[])\[{re.escape(label)}\]", text))
        found += [label] * min(markers, bodies.count(label))
    return found


def references(xml):
    """The linked markers in TEI with the notes at the end."""
    return len(re.findall(r'<(?:ptr|ref)\b[^>]*target="#note-', xml))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("folder", type=pathlib.Path)
    own = parser.parse_args()
    wanted = reached = 0
    with tempfile.TemporaryDirectory() as work:
        for path in sorted(path for path in own.folder.rglob("*") if path.suffix in ENDINGS and "revisions" not in path.parts):
            text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
            count = max(len(markdown(text)), len(linked(text)), len(footnotes(text)))
            if not count:
                continue
            out = pathlib.Path(work) / "out.xml"
            subprocess.run([own.bin, "convert", "--force", "--no-names", "--no-validate", "--notes", "end", str(path), "-o", str(out)], capture_output=True)
            found = references(out.read_text()) if out.exists() else 0
            out.unlink(missing_ok=True)
            wanted, reached = wanted + count, reached + min(count, found)
            if found < count:
                print(f"{path}: {found} of {count}")
    print(f"markers linked: {reached} of {wanted} = {100 * reached / max(wanted, 1):.1f} %")
    sys.exit(wanted == 0)


if __name__ == "__main__":
    main()

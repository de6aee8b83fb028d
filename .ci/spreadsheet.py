"""A table through LibreOffice and back: spreadsheet.py FILE.csv OUT.csv. Says which cells changed, and fails if any did."""

import csv
import pathlib
import subprocess
import sys
import tempfile


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def main(table, output):
    with tempfile.TemporaryDirectory() as folder:
        utf8 = "44,34,76"
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        options = [f"--infilter=CSV:{utf8}", "--convert-to", f"csv:Text - txt - csv (StarCalc):{utf8}", "--outdir", folder, table]
        subprocess.run(command + options, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        made = pathlib.Path(folder, pathlib.Path(table).name)
        pathlib.Path(output).write_bytes(made.read_bytes())
    old, new = rows(table), rows(output)
    changed = [(n + 1, a, b) for n, (one, two) in enumerate(zip(old, new)) for a, b in zip(one, two) if a != b]
    for line, a, b in changed[:20]:
        print(f"{table}:{line}: {a!r} came back as {b!r}")
    print(f"{len(old)} rows out, {len(new)} back, {len(changed)} cells changed")
    return 0 if len(old) == len(new) and not changed else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

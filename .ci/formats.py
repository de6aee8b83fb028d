#!/usr/bin/env python3
"""Has the reports of one run read by programs that others wrote for them: `pip install sarif-tools junitparser`.

usage: formats.py --bin TEISCRIBE
"""
import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from junitparser import JUnitXml
from sarif import loader

# A dangling marker, a day that no calendar has, a document without any fault, and words that must be escaped.
TEXTS = {
    "a.txt": "# The Weir\n\nThe water rose[^1] on 30 February 1919.\n",
    "b.txt": "# The Mill\n\nIt stood still.\n",
    "c & d.txt": "# The \"<Ford>\"\n\nThey crossed[^<2>] it[^2] & went on.\n",
}
# What GitLab demands of each issue: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
REQUIRED = {"description", "check_name", "fingerprint", "severity", "location"}
SEVERITIES = {"info", "minor", "major", "critical", "blocker"}

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    program = Path(parser.parse_args().bin).resolve()
    with tempfile.TemporaryDirectory() as work:
        for name, text in TEXTS.items():
            (Path(work) / name).write_text(text, encoding="utf-8")
        reports = [argument for form in ("sarif", "junit", "gitlab", "json") for argument in ("--report", f"{form}=reports/{form}")]
        done = subprocess.run([program, "check", ".", "--format", "text", *reports], cwd=work, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        (Path(work) / "reports/sarif").rename(Path(work) / "reports/own.sarif")
        read(Path(work) / "reports")

def read(reports):
    found = sorted(finding["code"] for finding in json.loads((reports / "json").read_text())["findings"])
    results = loader.load_sarif_file(str(reports / "own.sarif")).get_records()
    issues = json.loads((reports / "gitlab").read_text())
    cases = [case for suite in JUnitXml.fromfile(str(reports / "junit")) for case in suite]
    assert len(found) >= 3, found
    assert found == sorted(result["Code"] for result in results), (found, results)
    assert found == sorted(issue["check_name"] for issue in issues), issues
    assert all(set(issue) >= REQUIRED and issue["severity"] in SEVERITIES and issue["location"]["lines"]["begin"] > 0 for issue in issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues), "a fingerprint stands for two issues"
    assert sorted(case.name for case in cases) == sorted(TEXTS), cases
    print(f"{len(found)} findings: the same in SARIF, in GitLab's report, and in {len(cases)} cases of JUnit")

main()

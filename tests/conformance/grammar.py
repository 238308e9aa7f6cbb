"""Judges feed.atom by the RELAX NG grammar of RFC 4287.

usage: grammar.py SITE GRAMMAR

Jing, the reference validator, is inside the Nu HTML checker.
"""

import subprocess
import sys

from findings import Findings
from markup import CHECKER
from site_folder import Site

JING = "nu.validator.vendor.thaiopensource.relaxng.util.Driver"


def main():
    site, findings = Site(sys.argv[1]), Findings("grammar")
    feeds = sorted(path for path in site.files if path.endswith(".atom"))
    command = ["java", "-cp", CHECKER, JING, "-c", sys.argv[2], *feeds]
    run = subprocess.run(command, cwd=site.folder, capture_output=True, text=True, check=False)
    root = f"{site.folder.resolve()}/"
    for line in (run.stdout + run.stderr).splitlines():
        findings.add(*line.removeprefix(root).split(": ", 1))
    if run.returncode != 0 and not findings.lines:
        findings.add("grammar", f"the validator exited with {run.returncode}")
    findings.finish({"feeds": len(feeds)})


if __name__ == "__main__":
    main()

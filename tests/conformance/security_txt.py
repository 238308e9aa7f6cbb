"""Judges .well-known/security.txt by sectxt, the checker of internet.nl.

usage: security_txt.py SITE

It judges by today's date, as every reader of the file does.
"""

import sys

import sectxt

from findings import Findings
from site_folder import Site

PATH = ".well-known/security.txt"
# What it tells, and is no fault of the file.
ACCEPTED = {
    "not_signed": "a signature is the project's own, a step after the build",
    "unknown_field": "IANA's registry has Bug-Bounty since March 2026, this version does not know it",
}


def main():
    site, findings = Site(sys.argv[1]), Findings("security_txt")
    lines = 0
    if PATH in site.files:
        text = site.bytes(PATH)
        lines = len(text.splitlines())
        # The file is for the root of the host, whatever the prefix of the site.
        host = "/".join((site.base_url or "https://none.example/").split("/")[:3])
        parser = sectxt.Parser(text, urls=f"{host}/{PATH}")
        for told in [*parser.errors, *parser.recommendations, *parser.notifications]:
            unknown = told["code"] == "unknown_field" and not text.splitlines()[told["line"] - 1].startswith(b"Bug-Bounty: ")
            if told["code"] not in ACCEPTED or unknown:
                place = f"{PATH}:{told['line']}" if told["line"] else PATH
                findings.add(place, f"{told['code']}: {told['message']}")
    findings.finish({"lines": lines})


if __name__ == "__main__":
    main()

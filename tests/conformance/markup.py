"""Judges markup: pages and style sheets pass the Nu HTML checker without error or warning.

usage: markup.py SITE

Of a folder with many files it takes 60, evenly: they come from one template.
The checker reads them over HTTP from this machine, because it checks a page
against its own Content-Security-Policy, where `'self'` needs a host.
"""

import http.server
import json
import subprocess
import sys
import threading
from collections import defaultdict
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

from findings import Findings
from site_folder import Site

MOST = 60
# What it says of no fault: the first is about attributes without quotes, and ours have them, so
# that Markdown can be XML too; the second is a guess from the words of the project itself.
NO_FAULT = (
    "Trailing slash on void elements has no effect and interacts badly with unquoted attribute values",
    "This document appears to be written in ",
)
# A block of data never runs: the policy is about scripts that do (HTML, 4.12.1.3), and the checker
# does not tell them apart.
DATA_BLOCK = '<script type="application/ld+json">'
CHECKER = Path(__file__).parent / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"


def sample(paths):
    folders = defaultdict(list)
    for path in paths:
        folders[path.rpartition("/")[0]].append(path)
    for files in folders.values():
        step = max(1, len(files) / MOST)
        yield from (files[int(i * step)] for i in range(min(MOST, len(files))))


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site without a word."""

    def log_message(self, *_):
        pass


def is_fault(message):
    """Whether a message of the checker is about a fault."""
    text, extract = message["message"], message.get("extract", "")
    marked = extract[message.get("hiliteStart", 0) :][: message.get("hiliteLength", 0)]
    is_about_data = text.startswith("Inline script violates") and marked == DATA_BLOCK
    return not is_about_data and not text.startswith(NO_FAULT)


def check(site, paths):
    """The checker's messages on the files, all from one Java machine."""
    handler = partial(Handler, directory=site.folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}/"
        run = subprocess.run(
            # Without the property the checker refuses to read from the machine that it runs on.
            ["java", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", CHECKER]
            + ["--format", "json", "--also-check-css", "--also-check-svg", "--exit-zero-always"]
            # It knows a drawing by the name of its file only.
            + [site.folder.resolve() / path if path.endswith(".svg") else root + quote(path) for path in paths],
            stderr=subprocess.PIPE,
            check=True,
        )
        server.shutdown()
    files = site.folder.resolve().as_uri().replace("file:///", "file:/") + "/"
    for message in json.loads(run.stderr)["messages"]:
        kind = message.get("subType", message["type"])
        path = unquote(message.get("url", root).removeprefix(root).removeprefix(files))
        if is_fault(message):
            yield f"{path}:{message.get('lastLine', 0)}", f"{kind}: {message['message']}"


def main():
    site, findings = Site(sys.argv[1]), Findings("markup")
    pages = sorted(sample(site.pages))
    styles = sorted(path for path in site.files if path.endswith(".css"))
    # Drawings last: the checker goes on with their grammar.
    drawings = sorted(sample(path for path in site.files if path.endswith(".svg")))
    for place, message in check(site, pages + styles + drawings):
        findings.add(place, message)
    findings.finish({"pages": len(pages), "style sheets": len(styles), "drawings": len(drawings)})


if __name__ == "__main__":
    main()

"""Judges CSAF 2.0: every document by the `csaf` program, and the files around them.

usage: csaf.py SITE

`csaf` is the reference implementation of the standard. csaf.mjs asks a second validator. Here are the
requirements for providers (CSAF 2.0, section 7.1) that concern files: names, folders, lists, hashes,
the ROLIE feed and the metadata. What only a host can get wrong is not judged.
"""

import csv
import hashlib
import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from findings import Findings
from site_folder import Site

CSAF = Path(sys.executable).with_name("csaf")
METADATA = ".well-known/csaf/provider-metadata.json"
WHITE = ".well-known/csaf/white/"
# What is told and no fault, by when it is none.
ACCEPTED = {
    # A product without a score: the project rates in words, or not at all, and CSAF 2.0 has CVSS alone.
    "optionalTest_6_2_3": lambda document: not any("scores" in it for it in document.get("vulnerabilities", [])),
    # A product without a helper: software without a registry has no package URL.
    "optionalTest_6_2_16": lambda document: True,
}

def instant(text):
    return datetime.fromisoformat(text)


class Judge:
    def __init__(self, site, findings):
        self.site, self.findings = site, findings
        self.documents = {
            path.removeprefix(WHITE): site.json(path)
            for path in sorted(site.files)
            if re.fullmatch(re.escape(WHITE) + r"\d{4}/[^/]+\.json", path)
        }

    def add(self, place, message):
        self.findings.add(place, message)

    def judge_documents(self):
        """The program's verdict: all tests, none of which may go to the network."""
        command = [CSAF, "validate", "--spec-version", "v20", "--preset", "full", "--no-network"]
        command += ["--format", "deprecated-json", *(self.site.folder / WHITE / path for path in self.documents)]
        if not self.documents:
            return
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        answers = [json.loads(part) for part in run.stdout.split("\x1e") if part.strip()]
        if len(answers) != len(self.documents):
            raise RuntimeError(f"csaf judged {len(answers)} of {len(self.documents)} documents: {run.stderr}")
        for path, answer in zip(self.documents, answers):
            for test in answer["tests"]:
                if ACCEPTED.get(test["name"], lambda _: False)(self.documents[path]):
                    continue
                for fault in [*test["errors"], *test["warnings"]]:
                    self.add(WHITE + path, f"{test['name']}: {fault.get('instancePath', '')} {fault['message']}")

    def judge_names(self):
        for path, document in self.documents.items():
            tracking = document["document"]["tracking"]
            name = re.sub(r"[^+\-a-z0-9]+", "_", tracking["id"].lower())
            wanted = f"{tracking['initial_release_date'][:4]}/{name}.json"
            if path != wanted:
                self.add(WHITE + path, f"its place is {wanted}")
            own = [it["url"] for it in document["document"].get("references", []) if it.get("category") == "self"]
            if self.site.base_url + WHITE + path not in own:
                self.add(WHITE + path, "does not reference itself")

    def judge_hashes(self):
        for path in self.documents:
            for name in ("sha256", "sha512"):
                file = f"{WHITE}{path}.{name}"
                wanted = hashlib.new(name, self.site.bytes(WHITE + path)).hexdigest()
                if file not in self.site.files:
                    self.add(file, "is missing")
                elif self.site.text(file).split()[:2] != [wanted, path.split("/")[1]]:
                    self.add(file, "is not `HASH  NAME` of its document")

    def judge_lists(self):
        listed = self.text("index.txt").splitlines()
        self.compare(WHITE + "index.txt", listed)
        rows = list(csv.reader(self.text("changes.csv").splitlines()))
        self.compare(WHITE + "changes.csv", [row[0] for row in rows])
        for path, time in rows:
            document = self.documents.get(path)
            if document and instant(document["document"]["tracking"]["current_release_date"]) != instant(time):
                self.add(WHITE + "changes.csv", f"{path} is not of {time}")
        times = [instant(time) for _, time in rows]
        if times != sorted(times, reverse=True):
            self.add(WHITE + "changes.csv", "is not newest first")
        # Without listings of a host, whoever walks the folders reads these pages.
        for folder in sorted({"", *(path[:5] for path in self.documents)}):
            if WHITE + folder + "index.html" not in self.site.files:
                self.add(WHITE + folder + "index.html", "is missing")
                continue
            links = set(self.site.page(WHITE + folder + "index.html").xpath("//a/@href"))
            wanted = {path[5:] for path in self.documents if path.startswith(folder)} if folder else {
                f"{path[:5]}" for path in self.documents
            }
            for link in sorted(wanted - {unquote(link).removesuffix("index.html") for link in links}):
                self.add(WHITE + folder + "index.html", f"does not link to {link}")

    def text(self, name):
        if WHITE + name in self.site.files:
            return self.site.text(WHITE + name)
        self.add(WHITE + name, "is missing")
        return ""

    def compare(self, place, listed):
        if len(set(listed)) < len(listed):
            self.add(place, "lists a document twice")
        for path in sorted(set(listed) ^ set(self.documents)):
            self.add(place, f"{path} is {'missing' if path in self.documents else 'no document'}")

    def judge_metadata(self):
        if METADATA not in self.site.files:
            self.add(METADATA, "is missing")
            return
        metadata = self.site.json(METADATA)
        if metadata["canonical_url"] != self.site.base_url + METADATA:
            self.add(METADATA, f"its canonical_url is {metadata['canonical_url']}")
        if metadata["role"] == "csaf_trusted_provider" and not metadata.get("public_openpgp_keys"):
            self.add(METADATA, "claims a role that needs keys")
        for distribution in metadata["distributions"]:
            directory = distribution.get("directory_url")
            if directory and directory.rstrip("/") + "/" != self.site.base_url + WHITE:
                self.add(METADATA, f"there are no documents at {directory}")
            for feed in distribution.get("rolie", {}).get("feeds", []):
                self.judge_feed(self.site.of_url(feed["url"]))
        newest = max((self.current(path) for path in self.documents), default=None)
        if newest and instant(metadata["last_updated"]) < newest:
            self.add(METADATA, "is older than a document")

    def current(self, path):
        return instant(self.documents[path]["document"]["tracking"]["current_release_date"])

    def judge_feed(self, path):
        if path not in self.site.files:
            self.add(METADATA, f"{path} is no file of the site")
            return
        feed = self.site.json(path)["feed"]
        seen = []
        for entry in feed["entry"]:
            source = (self.site.of_url(entry["content"]["src"]) or "").removeprefix(WHITE)
            seen.append(source)
            if source in self.documents and instant(entry["updated"]) < self.current(source):
                self.add(path, f"{source} is newer than its entry")
            if instant(feed["updated"]) < instant(entry["updated"]):
                self.add(path, "is older than an entry")
            links = {self.site.of_url(link["href"]): link["rel"] for link in entry["link"]}
            for file, rel in [("", "self"), (".sha256", "hash"), (".sha512", "hash"), (".asc", "signature")]:
                file = WHITE + source + file
                if file in self.site.files and links.get(file) != rel:
                    self.add(path, f"the entry of {source} does not link to {file}")
        self.compare(path, seen)


def main():
    site, findings = Site(sys.argv[1]), Findings("csaf")
    judge = Judge(site, findings)
    judge.judge_documents()
    judge.judge_names()
    judge.judge_hashes()
    judge.judge_lists()
    judge.judge_metadata()
    findings.finish({"documents": len(judge.documents)})


if __name__ == "__main__":
    main()

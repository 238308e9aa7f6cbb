"""Judges the records in bulk: what mirrors and offline scanners fetch below osv/.

usage: bulk.py SITE

The layout is that of osv.dev's export. Every member of a zip, and every record in the folder of its
ecosystem, is byte for byte the record osv/ID.json; a list names what is there, newest first.
"""

import json
import re
import sys
import zipfile
from datetime import datetime

from findings import Findings
from site_folder import Site

ROW = re.compile(r"([0-9T:.-]+Z),(.+)")


def folders(record):
    """Where a record is: below its base ecosystems, or GIT if it knows commits alone, or `[EMPTY]`."""
    packages = [entry["package"] for entry in record.get("affected", []) if "package" in entry]
    if packages:
        return {package["ecosystem"].split(":")[0] for package in packages}
    types = {span["type"] for entry in record.get("affected", []) for span in entry.get("ranges", [])}
    return {"GIT" if types == {"GIT"} else "[EMPTY]"}


class Judge:
    def __init__(self, site, findings):
        self.site, self.findings = site, findings
        self.records = {
            path[4:-5]: site.bytes(path)
            for path in site.files
            if re.fullmatch(r"osv/[^/]+\.json", path) and path != "osv/all.json"
        }
        self.parsed = {id: json.loads(text) for id, text in self.records.items()}
        self.folders = {}
        for id, record in self.parsed.items():
            for folder in folders(record):
                self.folders.setdefault(folder, set()).add(id)

    def judge_zip(self, path, ids):
        if path not in self.site.files:
            self.findings.add(path, "is missing")
            return
        with zipfile.ZipFile(self.site.folder / path) as archive:
            members = archive.infolist()
            if archive.testzip():
                self.findings.add(path, f"{archive.testzip()} is damaged")
            names = [member.filename for member in members]
            if names != sorted(set(names)):
                self.findings.add(path, "its members are not sorted, or not unique")
            if len({member.date_time for member in members}) > 1:
                self.findings.add(path, "its members are of several times")
            self.compare(path, ids, {name.removesuffix(".json") for name in names})
            for name in names:
                if archive.read(name) != self.records.get(name.removesuffix(".json")):
                    self.findings.add(path, f"{name} is not the record of the site")

    def compare(self, path, wanted, found):
        for id in sorted(wanted ^ found):
            self.findings.add(path, f"{id} {'is missing' if id in wanted else 'is no record of it'}")

    def judge_csv(self, path, rows):
        """`rows` are the (id, modified) pairs that must be listed, in any order of equal times."""
        if path not in self.site.files:
            self.findings.add(path, "is missing")
            return
        text = self.site.text(path)
        if text and not text.endswith("\n") or "\r" in text:
            self.findings.add(path, "its lines do not end in LF")
        found = []
        for number, line in enumerate(text.splitlines(), 1):
            match = ROW.fullmatch(line)
            if match:
                found.append((match[2], match[1]))
            else:
                self.findings.add(f"{path}:{number}", f"`{line}` is no row MODIFIED,ID")
        times = [datetime.fromisoformat(time) for _, time in found]
        if times != sorted(times, reverse=True):
            self.findings.add(path, "is not newest first: a mirror stops at the first row that it knows")
        self.compare(path, {f"{id} of {time}" for id, time in rows}, {f"{id} of {time}" for id, time in found})

    def judge(self):
        modified = {id: record["modified"] for id, record in self.parsed.items()}
        self.judge_zip("osv/all.zip", set(self.records))
        everywhere = [
            (f"{folder}/{id}", modified[id]) for folder, ids in self.folders.items() for id in ids
        ]
        self.judge_csv("osv/modified_id.csv", everywhere)
        # The project's own ecosystems have a folder before they have a record.
        below = [path.split("/")[1:] for path in self.site.files if path.startswith("osv/") and path.count("/") > 1]
        found = {folder for folder, *_ in below}
        for folder in sorted(found | set(self.folders)):
            ids = self.folders.get(folder, set())
            self.judge_zip(f"osv/{folder}/all.zip", ids)
            self.judge_csv(f"osv/{folder}/modified_id.csv", [(id, modified[id]) for id in ids])
            here = {name.removesuffix(".json") for place, *names in below if place == folder for name in names}
            self.compare(f"osv/{folder}", ids, here - {"all.zip", "modified_id.csv"})
            for id in sorted(ids & here):
                if self.site.bytes(f"osv/{folder}/{id}.json") != self.records[id]:
                    self.findings.add(f"osv/{folder}/{id}.json", f"is not osv/{id}.json")
        listed = self.site.text("osv/ecosystems.txt").splitlines() if "osv/ecosystems.txt" in self.site.files else []
        self.compare("osv/ecosystems.txt", found, set(listed))
        if listed != sorted(listed):
            self.findings.add("osv/ecosystems.txt", "is not sorted")


def main():
    site, findings = Site(sys.argv[1]), Findings("bulk")
    judge = Judge(site, findings)
    judge.judge()
    findings.finish({"records": len(judge.records), "folders": len(judge.folders)})


if __name__ == "__main__":
    main()

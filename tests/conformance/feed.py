"""Judges feed.atom by RFC 4287 and as feed readers see it.

usage: feed.py SITE
"""

import json
import sys
import uuid
from datetime import datetime

import feedparser
from lxml import etree

from findings import Findings
from site_folder import Site

ATOM = "{http://www.w3.org/2005/Atom}"


def time(element):
    return datetime.fromisoformat(element.findtext(f"{ATOM}updated"))


class Judge:
    def __init__(self, site, findings):
        self.site, self.findings = site, findings

    def add(self, message):
        self.findings.add("feed.atom", message)

    def exactly_one(self, element, name, place):
        found = len(element.findall(ATOM + name))
        if found != 1:
            self.add(f"{place} has {found} elements <{name}>")

    def links(self, element, place):
        """The files that the links name, by (relation, type)."""
        files = {}
        for link in element.findall(f"{ATOM}link"):
            key = (link.get("rel", "alternate"), link.get("type"))
            path = self.site.of_url(link.get("href"))
            if path not in self.site.files:
                self.add(f"{place} links to `{link.get('href')}`, which is no file of the site")
            if key in files:
                self.add(f"{place} has two links {key}")
            files[key] = path
        return files

    def judge_feed(self, feed):
        for name in ("id", "title", "updated"):
            self.exactly_one(feed, name, "the feed")
        self.judge_id(feed.findtext(f"{ATOM}id"), "the feed")
        if feed.find(f"{ATOM}author") is None:
            self.add("the feed has no author")
        links = self.links(feed, "the feed")
        if links.get(("self", "application/atom+xml")) != "feed.atom":
            self.add("the feed does not link to itself")
        if ("alternate", "text/html") not in links:
            self.add("the feed has no page")
        entries = feed.findall(f"{ATOM}entry")
        if entries and time(feed) != max(time(entry) for entry in entries):
            self.add("the feed's time is not that of its newest entry")
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        for id in sorted({id for id in ids if ids.count(id) > 1}):
            self.add(f"two entries have the id {id}")
        return entries

    def judge_id(self, id, place):
        try:
            if uuid.UUID(id.removeprefix("urn:uuid:")).urn != id:
                raise ValueError
        except ValueError:
            self.add(f"{place} has the id `{id}`, not a urn:uuid")

    def judge_entry(self, entry, seen):
        """Compares an entry with its record and with what a feed reader makes of it."""
        place = f"entry `{entry.findtext(f'{ATOM}title')}`"
        for name in ("id", "title", "updated"):
            self.exactly_one(entry, name, place)
        self.judge_id(entry.findtext(f"{ATOM}id"), place)
        links = self.links(entry, place)
        if ("alternate", "text/html") not in links:
            self.add(f"{place} has no page")
        record = next((path for (_, type), path in links.items() if type == "application/json"), None)
        if record not in self.site.files:
            self.add(f"{place} does not link to its OSV record")
            return None
        record = json.loads(self.site.bytes(record))
        title = record.get("summary") or record["id"]
        if "withdrawn" in record:
            title = f"Withdrawn: {title}"
        for reader, found in [("an XML parser", entry.findtext(f"{ATOM}title")), ("feedparser", plain(seen))]:
            if found.split() != title.split():
                self.add(f"{place}: {reader} reads the title `{found}`, not `{title}`")
        if datetime.fromisoformat(record["modified"]) != time(entry):
            self.add(f"{place} is of {time(entry)}, its record of {record['modified']}")
        return record["id"]


def plain(seen):
    """The title that feedparser read; it gives plain text only as such."""
    return seen.title if seen.title_detail.type == "text/plain" else f"{seen.title_detail.type}: {seen.title}"


def main():
    site, findings = Site(sys.argv[1]), Findings("feed")
    judge = Judge(site, findings)
    entries = []
    try:
        feed = etree.fromstring(site.bytes("feed.atom"), etree.XMLParser(load_dtd=False, no_network=True))
    except etree.XMLSyntaxError as error:
        judge.add(f"is no XML: {error}")
    else:
        parsed = feedparser.parse(site.bytes("feed.atom"), response_headers={"content-type": "application/atom+xml"})
        if parsed.bozo:
            judge.add(f"feedparser: {parsed.bozo_exception}")
        entries = judge.judge_feed(feed)
        ids = [judge.judge_entry(entry, seen) for entry, seen in zip(entries, parsed.entries, strict=True)]
        judge_choice(site, judge, ids)
    findings.finish({"entries": len(entries)})


def judge_choice(site, judge, ids):
    """The feed holds the newest advisories: all, or at least a hundred."""
    listed = json.loads(site.bytes("osv/all.json"))
    times = {entry["id"]: entry["modified"] for entry in listed}
    wanted = [entry["modified"] for entry in listed][: max(100, len(ids))]
    found = sorted((times.get(id, "") for id in ids), reverse=True)
    if found != wanted:
        judge.add(f"its {len(ids)} entries are not the newest {len(wanted)} of {len(listed)} advisories")


if __name__ == "__main__":
    main()

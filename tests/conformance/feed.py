"""Judges feed.atom and its archives by RFC 4287 and RFC 5005, and as feed readers see them.

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
# What stands for the record of an entry that tells of a release to come.
ANNOUNCED = "an announcement"
HISTORY = "{http://purl.org/syndication/history/1.0}"


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

    def judge_feed(self, feed, file="feed.atom"):
        for name in ("id", "title", "updated"):
            self.exactly_one(feed, name, "the feed")
        self.judge_id(feed.findtext(f"{ATOM}id"), "the feed")
        if feed.find(f"{ATOM}author") is None:
            self.add("the feed has no author")
        links = self.links(feed, "the feed")
        if links.get(("self", "application/atom+xml")) != file:
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
        record = self.judge_links(entry, place)
        if record is None or record is ANNOUNCED:
            return record
        title, note = record.get("summary") or record["id"], ""
        if "withdrawn" in record:
            title = f"Withdrawn: {title}"
        elif significant(record):
            title, note = f"Revised: {title} (", "…)"
        for reader, found in [("an XML parser", entry.findtext(f"{ATOM}title")), ("feedparser", plain(seen))]:
            words = title.split()
            if found.split()[: len(words) if note else None] != words and not found.startswith(title):
                self.add(f"{place}: {reader} reads the title `{found}`, not `{title}{note}`")
        if surfaced(record) != time(entry):
            self.add(f"{place} is of {time(entry)}, its record surfaced {surfaced(record)}")
        return record["id"]

    def judge_links(self, entry, place):
        """The record of an entry. Some readers open the last `alternate` of several."""
        links = self.links(entry, place)
        if [key for key in links if key[0] == "alternate"] != [("alternate", "text/html")]:
            self.add(f"{place} has not one page")
        if links.get(("alternate", "text/html")) == "announcements.html":
            page = next(it.get("href") for it in entry.findall(f"{ATOM}link") if it.get("rel") == "alternate")
            if page not in [it["url"] for it in self.site.json("announcements.json")["announcements"]]:
                self.add(f"{place} is of no announcement")
            return ANNOUNCED
        record = links.get(("related", "application/json"))
        if record not in self.site.files:
            self.add(f"{place} does not link to its OSV record")
            return None
        return json.loads(self.site.bytes(record))

    def judge_archives(self, feed, ids):
        """Follows the archives; the ids of all records that can be fetched."""
        found, seen = set(ids), set()
        while (older := self.older(feed)) is not None and older not in seen:
            seen.add(older)
            feed = etree.fromstring(self.site.bytes(older), etree.XMLParser(load_dtd=False, no_network=True))
            if feed.find(f"{HISTORY}archive") is None:
                self.add(f"{older} does not say that it is an archive")
            for entry in self.judge_feed(feed, older):
                place = f"{older}: entry `{entry.findtext(f'{ATOM}title')}`"
                record = self.judge_links(entry, place)
                found.add(record and record["id"])
        return found

    def older(self, feed):
        links = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "prev-archive"]
        if (feed.find(f"{HISTORY}complete") is not None) and links:
            self.add("a complete feed has archives")
        return next((self.site.of_url(link) for link in links), None)


def significant(record):
    """The times of the significant changes since publication."""
    revisions = record.get("database_specific", {}).get("revisions") or []
    times = [revision["at"] for revision in revisions if revision.get("significant") == "true"]
    times = [at if "T" in at else f"{at}T14:00:00Z" for at in times]
    published = record.get("published", "")
    return [datetime.fromisoformat(at) for at in times if at > published]


def surfaced(record):
    """When readers were to hear of a record last; year 1 is no date."""
    dates = [record.get(key) for key in ("published", "withdrawn")]
    dates = [datetime.fromisoformat(date) for date in dates if date and not date.startswith("0")]
    dates += significant(record)
    return max(dates, default=datetime.fromisoformat(record["modified"]))


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
        ids = [id for id in ids if id is not ANNOUNCED]
        judge_choice(site, judge, ids, judge.judge_archives(feed, ids))
    findings.finish({"entries": len(entries)})


def judge_choice(site, judge, ids, found):
    """The feed holds the newest advisories, all or at least a hundred; its archives the others."""
    listed = [entry["id"] for entry in json.loads(site.bytes("osv/all.json"))]
    times = {id: surfaced(json.loads(site.bytes(f"osv/{id}.json"))) for id in listed}
    wanted = sorted(times.values(), reverse=True)[: max(100, len(ids))]
    newest = sorted((times[id] for id in ids if id in times), reverse=True)
    if len(newest) != len(ids) or newest != wanted:
        judge.add(f"its {len(ids)} entries are not the newest {len(wanted)} of {len(listed)} advisories")
    if lost := set(listed) - found:
        judge.add(f"{len(lost)} of {len(listed)} advisories are neither in it nor in its archives")


if __name__ == "__main__":
    main()

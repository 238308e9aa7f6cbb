"""Judges every feed of a site as feed readers see it: newsboat, feedparser and feed-rs.

usage: readers.py SITE

They must read the same entries: id, title and the page that an entry opens. newsboat reads no JSON
Feed, and is asked about the feed of all advisories.
"""

import contextlib
import html
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import feedparser
from lxml import etree

from findings import Findings
from site_folder import Site

FEED_RS = Path(__file__).parent / ".tools" / "feed-reader" / "debug" / "feed-reader"
ATOM = "{http://www.w3.org/2005/Atom}"


def written(site, path):
    """{id: (title, page)} as the feed has them, by a parser of XML or JSON."""
    if path.endswith(".json"):
        return {item["id"]: (item["title"], item["url"]) for item in site.json(path)["items"]}
    feed = etree.fromstring(site.bytes(path), etree.XMLParser(load_dtd=False, no_network=True))
    return {
        entry.findtext(f"{ATOM}id", ""): (title(entry.find(f"{ATOM}title")), alternate(entry))
        for entry in feed.findall(f"{ATOM}entry")
    }


def title(element):
    text = element.text or ""
    return html.unescape(re.sub(r"<[^>]*>", "", text)) if element.get("type") == "html" else text


def alternate(entry):
    links = [link.get("href") for link in entry.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    return links[0] if len(links) == 1 else f"{len(links)} addresses"


def by_feedparser(site, paths):
    for path in paths:
        parsed = feedparser.parse(site.bytes(path), response_headers={"content-type": "application/atom+xml"})
        yield path, {entry.get("id", ""): (entry.title, entry.get("link", "")) for entry in parsed.entries}


def by_feed_rs(site, paths):
    for path in paths:
        run = subprocess.run([FEED_RS], input=site.bytes(path), capture_output=True, check=False)
        if run.returncode != 0:
            yield path, {"": (run.stderr.decode().strip(), "")}
            continue
        rows = [line.split("\t") for line in run.stdout.decode().splitlines()]
        # It makes an id of its own where there is none.
        yield path, {id: (title, link) for id, updated, title, link in rows}


def by_newsboat(site, paths):
    """It takes an entry of two feeds for one, so that each feed is read by itself."""
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "urls").write_text(f"file://{(site.folder / path).resolve()}\n")
            Path(folder, "config").touch()
            command = ["newsboat", "-q", "-u", f"{folder}/urls", "-C", f"{folder}/config", "-c", f"{folder}/cache"]
            subprocess.run([*command, "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
            with contextlib.closing(sqlite3.connect(f"{folder}/cache")) as cache:
                rows = cache.execute("SELECT guid, title, url FROM rss_item").fetchall()
        yield path, {id: (title, link) for id, title, link in rows}


def compare(path, reader, wanted, found, findings):
    for id in sorted(wanted.keys() | found.keys()):
        if id not in found:
            findings.add(path, f"{reader} does not show {id}")
        elif id not in wanted:
            findings.add(path, f"{reader} shows `{id or found[id][0]}`, which is no entry")
        else:
            for name, one, other in zip(("title", "page"), wanted[id], found[id]):
                if one.split() != other.split():
                    findings.add(path, f"{reader} shows the {name} `{other}` of {id}, not `{one}`")


def main():
    site, findings = Site(sys.argv[1]), Findings("readers")
    feeds = sorted(path for path in site.files if path.endswith(".atom"))
    feeds += [path for path in ("feed.json",) if path in site.files]
    atom = [path for path in feeds if path.endswith(".atom")]
    wanted = {path: written(site, path) for path in feeds}
    for reader, read, paths in [
        ("feedparser", by_feedparser, atom),
        ("feed-rs", by_feed_rs, feeds),
        ("newsboat", by_newsboat, ["feed.atom"]),
    ]:
        for path, found in read(site, paths):
            compare(path, reader, wanted[path], found, findings)
    findings.finish({"feeds": len(feeds), "entries": sum(map(len, wanted.values()))})


if __name__ == "__main__":
    main()

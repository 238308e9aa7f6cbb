"""Judges by real feed readers what the second of two builds makes them show: newsboat and feedparser.

usage: two_builds.py FOREWARN

newsboat keeps an entry that it knows as read until the text or address that it stores is another,
and shows what it does not know; feedparser tells ids, titles and times, from which a reader decides.
Each step is an edit of one advisory between two builds, beside one that stays as it is.
"""

import sqlite3
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import feedparser

from findings import Findings

BEFORE, AFTER = "2026-10-01T12:00:00Z", "2026-10-08T12:00:00Z"
LATER = "2026-10-08T10:00:00Z"

ADVISORY = """\
id: x_tinysig-2026-0001
summary: A truncated tag is accepted
details: The verifier takes a tag of one byte for a whole one.
{date}
fixed: {fixed}
"""

OTHER = """\
id: x_tinysig-2026-0002
summary: An empty key is accepted
published: 2026-09-30
fixed: 3.4.2
"""

TITLE = "A truncated tag is accepted"


def advisory(date="published: 2026-09-22", fixed="3.4.3", details="one byte", more=""):
    text = ADVISORY.format(date=date, fixed=fixed).replace("one byte", details)
    return text + more + "\n"


# What is edited, and what a reader hears: the title, and whether the entry is one that it knows.
STEPS = [
    ("a draft becomes public", advisory("draft: true"), advisory(f"published: {LATER}"), ("new", TITLE)),
    ("an edit", advisory(), advisory(details="two bytes", more=f"modified: {LATER}"), None),
    ("a late backport", advisory(), advisory(fixed="[3.3.5, 3.4.3]", more=f"modified: {LATER}"), None),
    (
        "a withdrawal",
        advisory(),
        advisory(more=f"withdrawn: {{at: {LATER}, reason: Not a defect.}}"),
        ("again", f"Withdrawn: {TITLE}"),
    ),
    (
        "a significant revision",
        advisory(),
        advisory(more=f"revisions: [{{at: {LATER}, note: Two bytes., significant: true}}]"),
        ("again", f"Revised: {TITLE} (Two bytes)"),
    ),
    (
        "an insignificant revision",
        advisory(),
        advisory(more=f"revisions: [{{at: {LATER}, note: Two bytes.}}]"),
        None,
    ),
]


class Server(SimpleHTTPRequestHandler):
    def do_GET(self):
        # Two builds may lie in one second, which is as fine as HTTP's dates are.
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def log_message(self, *_):
        pass


class Newsboat:
    """A newsboat with a cache of its own."""

    def __init__(self, folder, url):
        self.cache = folder / "cache.db"
        (folder / "urls").write_text(f"{url}\n")
        (folder / "config").write_text("")
        self.call = ["newsboat", "-u", folder / "urls", "-c", self.cache, "-C", folder / "config", "-x", "reload"]

    def items(self):
        """What it has stored, by the entries' ids: title, time and address; all are then read."""
        subprocess.run(self.call, check=True, capture_output=True, timeout=60)
        with sqlite3.connect(self.cache) as cache:
            rows = cache.execute("SELECT guid, title, pubDate, url FROM rss_item").fetchall()
            unread = cache.execute("SELECT guid FROM rss_item WHERE unread").fetchall()
            cache.execute("UPDATE rss_item SET unread = 0")
        return {guid: tuple(rest) for guid, *rest in rows}, {guid for (guid,) in unread}


def parsed(site):
    """What feedparser reads, by the entries' ids: title and time."""
    feed = feedparser.parse(str(site / "feed.atom"))
    return {entry.id: (entry.title, entry.updated) for entry in feed.entries}


def heard(before, after):
    """The entry that is new or has another time, in a reader's words."""
    told = []
    for guid, (title, updated) in after.items():
        if guid not in before:
            told.append(("new", title))
        elif before[guid][1] != updated:
            told.append(("again", title))
    return told


def judge(step, forewarn, folder, findings):
    name, first, second, expected = step
    site, public = folder / "site", folder / "site/public"
    (site / "advisories").mkdir(parents=True)
    (site / "SECURITY.md").write_text("# Security policy of tinysig\n")
    (site / "advisories/2.yaml").write_text(OTHER)
    public.mkdir()
    handler = partial(Server, directory=public)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/"
        (site / "forewarn.yaml").write_text(
            f"project: {{name: tinysig, package: PyPI/tinysig}}\nbase_url: {base}\n"
        )

        def build(text, at):
            (site / "advisories/1.yaml").write_text(text)
            subprocess.run([forewarn, "-C", site, "build", "-q", "--at", at], check=True, capture_output=True)

        newsboat = Newsboat(folder, f"{base}feed.atom")
        build(first, BEFORE)
        before, known = parsed(public), newsboat.items()[0]
        build(second, AFTER)
        after, (shown, unread) = parsed(public), newsboat.items()
        server.shutdown()

    expected = [expected] if expected else []
    if (found := heard(before, after)) != expected:
        findings.add(name, f"feedparser: {found} in place of {expected}")
    # newsboat knows the entries by the same ids, and loses none.
    new = [("new", shown[guid][0]) for guid in unread if guid not in known]
    if new != [one for one in expected if one[0] == "new"]:
        findings.add(name, f"newsboat takes for new: {new}")
    titles = sorted(title for title, *_ in shown.values())
    if titles != sorted(title for title, _ in after.values()):
        findings.add(name, f"newsboat shows {titles}")
    for title, _, url in shown.values():
        if not url.endswith(".html"):
            findings.add(name, f"newsboat opens `{url}` for `{title}`")


def main():
    forewarn = Path(sys.argv[1]).resolve()
    findings = Findings("two builds")
    for step in STEPS:
        with tempfile.TemporaryDirectory() as folder:
            judge(step, forewarn, Path(folder), findings)
    findings.finish({"steps": len(STEPS)})


if __name__ == "__main__":
    main()

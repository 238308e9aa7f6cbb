"""Judges links: every address on every page leads to a file or anchor that is there.

usage: links.py SITE
"""

import posixpath
import re
import sys
from collections import deque
from urllib.parse import unquote, urlsplit

from lxml import etree

from findings import Findings
from site_folder import Site

SCHEMES = {"http", "https", "mailto", "tel", "openpgp4fpr"}
ATTRIBUTES = ["href", "src", "action", "formaction", "poster", "data", "cite"]


def addresses(page):
    """All addresses of a page: (line, element, address)."""
    for element in page.iter(etree.Element):
        for attribute in ATTRIBUTES:
            if attribute in element.attrib:
                yield element.sourceline, element, element.get(attribute)
        for candidate in element.get("srcset", "").split(","):
            if candidate.strip():
                yield element.sourceline, element, candidate.split()[0]
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            yield element.sourceline, element, element.get("content").partition("url=")[2]


class Judge:
    def __init__(self, site, findings):
        self.site, self.findings = site, findings
        self.links = 0
        self.linked = {}  # page -> pages its readers can go to
        self.anchors = {page: self.anchors_of(page) for page in site.pages}

    def anchors_of(self, path):
        page = self.site.page(path)
        return set(page.xpath("//@id")) | set(page.xpath("//a/@name")) | {"top"}

    def judge_page(self, path):
        self.linked[path] = set()
        for line, element, address in addresses(self.site.page(path)):
            self.links += 1
            fault = self.fault(path, element, address.strip())
            if fault:
                self.findings.add(f"{path}:{line}", f"`{address}` {fault}")

    def fault(self, path, element, address):
        """What is wrong with an address; None when it is fine."""
        parts = urlsplit(address)
        inside = self.site.of_url(address)
        if inside is None and element.get("rel") == "canonical":
            return "is no address of this site"
        if inside is None and (parts.scheme or parts.netloc):
            if not parts.scheme:
                return "takes its scheme from the page"
            return None if parts.scheme in SCHEMES else "has a scheme that no reader needs"
        if inside is not None:
            target = inside
            if element.get("rel") == "canonical" and target != path:
                if not self.site.page(path).xpath("//meta[@http-equiv='refresh']"):
                    return "is the canonical address of another page"
        elif parts.path.startswith("/"):
            if path != "404.html":
                return "breaks when the site moves to another path"
            prefix = urlsplit(self.site.base_url or "/").path
            if not parts.path.startswith(prefix):
                return f"is outside of `{prefix}`"
            target = unquote(parts.path[len(prefix) :]) or "index.html"
        elif parts.path:
            if path == "404.html" and self.site.base_url:
                return "is relative on a page that is shown at any depth"
            folder = posixpath.dirname(path)
            target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
            if target.startswith(".."):
                return "leads out of the site"
        else:
            target = path
            if not parts.fragment:
                return "leads nowhere"
        return self.missing(path, target, unquote(parts.fragment))

    def missing(self, path, target, fragment):
        if target not in self.site.files:
            is_folder = any(file.startswith(target.rstrip("/") + "/") for file in self.site.files)
            return "is a folder, not a file" if is_folder else "leads to no file"
        if fragment and target.endswith(".html") and fragment not in self.anchors[target]:
            return f"leads to no anchor of `{target}`"
        self.linked[path].add(target)
        return None

    def judge_styles(self):
        for path in sorted(file for file in self.site.files if file.endswith(".css")):
            for address in re.findall(r"url\(\s*['\"]?([^'\")]*)", self.site.text(path)):
                folder = posixpath.dirname(path)
                target = posixpath.normpath(posixpath.join(folder, unquote(urlsplit(address).path)))
                if not address.startswith("data:") and target not in self.site.files:
                    self.findings.add(path, f"`{address}` leads to no file")

    def judge_sitemap(self):
        """Every address of the sitemap is a page that readers can reach from the first."""
        if "sitemap.xml" not in self.site.files:
            return
        reached, waiting = {"index.html"}, deque(["index.html"])
        while waiting:
            for page in self.linked.get(waiting.popleft(), set()) - reached:
                reached.add(page)
                waiting.append(page)
        for url in etree.fromstring(self.site.bytes("sitemap.xml")).iterfind(".//{*}loc"):
            path = self.site.of_url(url.text)
            if path not in self.site.files:
                self.findings.add("sitemap.xml", f"`{url.text}` leads to no file")
            elif path not in reached:
                self.findings.add("sitemap.xml", f"`{url.text}` cannot be reached from index.html")
        for url in re.findall(r"(?mi)^sitemap: *(.*)$", self.site.text("robots.txt")):
            if self.site.of_url(url) != "sitemap.xml":
                self.findings.add("robots.txt", f"`{url}` is not the sitemap")


def main():
    site, findings = Site(sys.argv[1]), Findings("links")
    judge = Judge(site, findings)
    for path in site.pages:
        judge.judge_page(path)
    judge.judge_styles()
    judge.judge_sitemap()
    findings.finish({"pages": len(site.pages), "links": judge.links})


if __name__ == "__main__":
    main()

"""A built site as a judge sees it: files, pages, the address it is made for."""

import functools
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


class Site:
    """The folder of a built site."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.files = {
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        }
        # What stands in for a host's listing of a folder is for programs, and judged by csaf.py.
        pages = (path for path in self.files if path.endswith(".html"))
        self.pages = sorted(path for path in pages if not path.startswith(".well-known/"))

    def bytes(self, path):
        return (self.folder / path).read_bytes()

    def text(self, path):
        return self.bytes(path).decode("utf-8")

    @functools.lru_cache(maxsize=64)
    def page(self, path):
        """The page as a tree of elements."""
        return html.document_fromstring(self.bytes(path), parser=html.HTMLParser(encoding="utf-8"))

    @functools.cached_property
    def base_url(self):
        """Where the site will be published: the canonical address of its first page."""
        if "index.html" not in self.files:
            return None
        canonical = self.page("index.html").xpath("//link[@rel='canonical']/@href")
        return canonical[0].removesuffix("index.html") if canonical else None

    def of_url(self, url):
        """The path of the site that an absolute address names; None if it leads elsewhere."""
        if not self.base_url or not url.startswith(self.base_url):
            return None
        path = unquote(urlsplit(url[len(self.base_url) :]).path)
        return path + "index.html" if path == "" or path.endswith("/") else path

    def json(self, path):
        return json.loads(self.bytes(path))

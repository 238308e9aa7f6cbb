"""Judges isolation: no page fetches from another host, none runs or styles inline.

usage: isolation.py SITE
"""

import re
import sys
from urllib.parse import urlsplit

from lxml import etree

from findings import Findings
from site_folder import Site

# What a browser fetches by itself, by element and attribute.
FETCHED = [
    ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("script", "src"),
    ("iframe", "src"), ("embed", "src"), ("object", "data"), ("video", "src"), ("video", "poster"),
    ("audio", "src"), ("track", "src"), ("input", "src"), ("image", "href"), ("use", "href"),
]
FETCHED_RELATIONS = {
    "stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest",
    "apple-touch-icon", "mask-icon",
}
# A block of data is no script to a browser.
DATA_BLOCKS = {"application/ld+json", "application/json"}


def policy_of(page):
    """The directives of the page's policy; None when it has none."""
    metas = page.xpath("//head/meta[@http-equiv]")
    for meta in metas:
        if meta.get("http-equiv").lower() == "content-security-policy":
            directives = (text.split() for text in meta.get("content", "").split(";"))
            return {words[0].lower(): words[1:] for words in directives if words}
    return None


def judge_policy(path, page, findings):
    policy = policy_of(page)
    if policy is None:
        findings.add(path, "has no Content-Security-Policy")
        return
    for directive, wanted in [("default-src", "'none'"), ("base-uri", "'none'"), ("form-action", "'none'")]:
        if policy.get(directive) != [wanted]:
            findings.add(path, f"the policy's `{directive}` is not {wanted}")
    for directive, sources in policy.items():
        for source in sources:
            if source not in ("'none'", "'self'", "data:") and not source.startswith("'sha256-"):
                findings.add(path, f"the policy's `{directive}` allows {source}")
    # A policy holds only for what comes after it.
    for element in page.find("head"):
        if element.get("http-equiv", "").lower() == "content-security-policy":
            break
        if element.tag in ("link", "script", "style"):
            findings.add(f"{path}:{element.sourceline}", f"<{element.tag}> stands before the policy")
    for tag, directive in [("img", "img-src"), ("script", "script-src")]:
        if page.xpath(f"//{tag}[@src]") and not policy.get(directive):
            findings.add(path, f"<{tag}> is used, and the policy has no `{directive}`")
    if page.xpath("//link[@rel='stylesheet']") and not policy.get("style-src"):
        findings.add(path, "a style sheet is used, and the policy has no `style-src`")


def judge_elements(path, page, findings):
    for element in page.iter(etree.Element):
        place = f"{path}:{element.sourceline}"
        for attribute in element.attrib:
            if attribute == "style" or attribute.startswith("on"):
                findings.add(place, f"<{element.tag}> has the inline attribute `{attribute}`")
        if element.tag == "style":
            findings.add(place, "<style> is inline")
        if element.tag == "script" and element.get("type") not in DATA_BLOCKS and "src" not in element.attrib:
            findings.add(place, "<script> is inline")
        for tag, attribute in FETCHED:
            if element.tag == tag and attribute in element.attrib:
                judge_fetch(place, element, element.get(attribute), findings)
        if element.tag == "link" and FETCHED_RELATIONS & set(element.get("rel", "").lower().split()):
            judge_fetch(place, element, element.get("href", ""), findings)


def judge_fetch(place, element, address, findings):
    parts = urlsplit(address)
    if parts.netloc or parts.scheme not in ("", "data"):
        findings.add(place, f"<{element.tag}> fetches `{address}`")


def main():
    site, findings = Site(sys.argv[1]), Findings("isolation")
    for path in site.pages:
        page = site.page(path)
        judge_policy(path, page, findings)
        judge_elements(path, page, findings)
    styles = sorted(file for file in site.files if file.endswith((".css", ".svg")))
    for path in styles:
        for address in re.findall(r"(?:url\(|@import|xlink:href=|<image[^>]*href=)\s*['\"]?((?:https?:)?//[^'\") ]*)", site.text(path)):
            findings.add(path, f"fetches `{address}`")
    findings.finish({"pages": len(site.pages), "style sheets and drawings": len(styles)})


if __name__ == "__main__":
    main()

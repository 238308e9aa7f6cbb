"""NUGET EMULATED: what NuGet's audit makes of the site's audit source, by the documentation of its format."""

import re
import urllib.parse

from orders import compare

RANGE = re.compile(r"([\[(])([^,\])]*)(,?)([^\])]*)([\])])")


def nuget_audit(site, name, versions):
    found = {version: set() for version in versions}
    for page in pages(site):
        for entry in page.get(name.lower(), []):
            id = urllib.parse.unquote(entry["url"]).rsplit("/", 1)[-1].removesuffix(".html")
            for version in versions:
                if covers(entry["versions"], version):
                    found[version].add(id)
    return found


def pages(site):
    """The data pages, found as the client finds them: from the service index on."""
    index = site.json("nuget/index.json")
    for resource in index["resources"]:
        if resource["@type"] == "VulnerabilityInfo/6.7.0":
            for page in site.json(site.of_url(resource["@id"])):
                yield site.json(site.of_url(page["@id"]))


def covers(text, version):
    match = RANGE.fullmatch(text.replace(" ", ""))
    if not match:
        raise ValueError(f"`{text}` is no range of NuGet")
    opens, low, comma, high, closes = match.groups()
    if not comma:
        return compare("NuGet", version, low) == 0
    above = not low or compare("NuGet", version, low) >= (0 if opens == "[" else 1)
    below = not high or compare("NuGet", version, high) <= (0 if closes == "]" else -1)
    return above and below

"""Judges versions/product.json by the form of endoflife.date's API v1 (1.2.1).

usage: product.py SITE

The schema below was written from the fields of that API's description.
"""

import json
import sys
from datetime import date

from jsonschema import Draft202012Validator

from findings import Findings
from site_folder import Site

TEXT, BOOL = {"type": "string"}, {"type": "boolean"}
DAY = {"type": "string", "format": "date"}
TIME = {"type": "string", "format": "date-time"}
LINK = {"type": "string", "format": "uri"}


def maybe(schema):
    return {**schema, "type": [schema["type"], "null"]}


def closed(required, optional=None):
    properties = {**required, **(optional or {})}
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


VERSION = closed({"name": TEXT, "date": maybe(DAY), "link": maybe(LINK)})
CUSTOM = {"type": ["object", "null"], "additionalProperties": maybe(TEXT)}
RELEASE = closed(
    {
        "name": TEXT,
        "codename": maybe(TEXT),
        "label": TEXT,
        "releaseDate": DAY,
        "isLts": BOOL,
        "ltsFrom": maybe(DAY),
        "isEol": BOOL,
        "eolFrom": maybe(DAY),
        "isMaintained": BOOL,
        "latest": maybe(VERSION),
    },
    {
        "isEoas": BOOL,
        "eoasFrom": maybe(DAY),
        "isEoes": maybe(BOOL),
        "eoesFrom": maybe(DAY),
        "custom": CUSTOM,
    },
)
PRODUCT = closed(
    {
        "name": TEXT,
        "label": TEXT,
        "aliases": {"type": "array", "items": TEXT},
        "category": {"enum": "app db device framework lang library os server-app service standard".split()},
        "tags": {"type": "array", "items": TEXT, "minItems": 1},
        "versionCommand": maybe(TEXT),
        "identifiers": {"type": "array", "items": closed({"id": TEXT, "type": TEXT})},
        "labels": closed({"eoas": maybe(TEXT), "discontinued": {"type": "null"}, "eol": TEXT, "eoes": maybe(TEXT)}),
        "links": closed({"icon": maybe(LINK), "html": LINK, "releasePolicy": maybe(LINK)}),
        "releases": {"type": "array", "items": RELEASE},
    }
)
SCHEMA = closed({"schema_version": {"const": "1.2.1"}, "generated_at": TIME, "last_modified": TIME, "result": PRODUCT})


def contradictions(product, today):
    """What no schema can say: labels and keys belong together, and nothing is over before its day."""
    result = product["result"]
    if result["category"] not in result["tags"]:
        yield "the category is no tag"
    for release in result["releases"]:
        name = release["name"]
        for key, label in [("isEoas", "eoas"), ("isEoes", "eoes")]:
            if (key in release) != (result["labels"][label] is not None):
                yield f"{name}: `{key}` is there or not, its label otherwise"
        for flag, day in [("isEoas", "eoasFrom"), ("isEol", "eolFrom"), ("isEoes", "eoesFrom")]:
            if release.get(flag) and release.get(day) and date.fromisoformat(release[day]) > today:
                yield f"{name}: `{flag}` before its day"
        if release["isMaintained"] != (not release["isEol"] or release.get("isEoes") is False):
            yield f"{name}: `isMaintained` contradicts its ends"


def main():
    site, findings = Site(sys.argv[1]), Findings("product")
    validator = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    paths = sorted(path for path in site.files if path.startswith("versions/") and path.endswith("/product.json"))
    for path in paths:
        product = json.loads(site.bytes(path))
        found = [f"{error.json_path}: {error.message[:90]}" for error in validator.iter_errors(product)]
        today = date.fromisoformat(product["generated_at"][:10])
        for error in found or contradictions(product, today):
            findings.add(path, error)
    findings.finish({"products": len(paths)})


if __name__ == "__main__":
    main()

"""Judges OSV records by what no JSON Schema can say, and the list of them.

usage: records.py SITE [given]

With `given` the records were written as OSV and come out as they are: what is
merely unwise in them is their author's, and not judged.
"""

import json
import re
import sys
from datetime import datetime

from findings import Findings
from site_folder import Site

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
EVENTS = {"introduced", "fixed", "last_affected", "limit"}
# protojson readers (osv-scanner, osv.dev) lose the whole record over a key they do not know.
KEYS = {
    "": {
        "schema_version", "id", "modified", "published", "withdrawn", "aliases", "related", "upstream", "summary",
        "details", "severity", "affected", "references", "credits", "database_specific",
    },
    "affected": {"package", "severity", "ranges", "versions", "ecosystem_specific", "database_specific"},
    "package": {"ecosystem", "name", "purl"},
    "ranges": {"type", "repo", "events", "database_specific"},
    "events": EVENTS,
    "severity": {"type", "score"},
    "references": {"type", "url"},
    "credits": {"name", "contact", "type"},
}


def strict(text):
    """Parses JSON as RFC 8259 wants it: no key twice, no NaN."""

    def no_key_twice(pairs):
        keys = [key for key, _ in pairs]
        if len(set(keys)) < len(keys):
            raise ValueError("a key is given twice")
        return dict(pairs)

    def no_constant(name):
        raise ValueError(f"{name} is not JSON")

    return json.loads(text, object_pairs_hook=no_key_twice, parse_constant=no_constant)


def keys_and_nulls(value, name, place):
    """Yields what is wrong with the keys and nulls below a value."""
    if value is None:
        yield f"{place} is null"
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from keys_and_nulls(item, name, f"{place}[{number}]")
    elif isinstance(value, dict):
        for key in value:
            if key not in KEYS.get(name, ()):
                yield f"{place}.{key} is no key of OSV"
            elif not key.endswith("_specific"):
                yield from keys_and_nulls(value[key], key, f"{place}.{key}")


def faults(record):
    for key in ("schema_version", "id", "modified"):
        if not isinstance(record.get(key), str):
            yield f"{key} is missing"
    yield from keys_and_nulls(record, "", "")
    for key in ("published", "modified", "withdrawn"):
        if key in record and not TIMESTAMP.fullmatch(str(record[key])):
            yield f"{key} `{record[key]}` is not RFC 3339 in UTC"
    for entry in record.get("affected", []):
        yield from affected_faults(entry)


def unwise(record):
    """What is valid OSV, and still must not come from forewarn itself."""
    for key in ("published", "withdrawn"):
        if record["modified"] < record.get(key, ""):
            yield f"modified is before {key}"


def affected_faults(entry):
    types = [span["type"] for span in entry.get("ranges", [])]
    if types != sorted(types, key=lambda type: type == "GIT"):
        yield "a version range stands after a GIT range, where osv-scanner no longer looks"
    for span in entry.get("ranges", []):
        kinds = set()
        for event in span["events"]:
            if len(event) != 1:
                yield f"an event has the keys {sorted(event)}, not one"
            kinds.update(event)
            for kind, version in event.items():
                if not isinstance(version, str):
                    yield f"{kind} {version} is no string"
        if "introduced" not in kinds:
            yield "a range is never introduced"
        if {"fixed", "last_affected"} <= kinds:
            yield "a range has both fixed and last_affected"
    for version in entry.get("versions", []):
        if not isinstance(version, str):
            yield f"version {version} is no string"


def judge_list(site, records, findings):
    """osv/all.json names every record with its time, newest first."""
    listed = strict(site.text("osv/all.json"))
    for entry in listed:
        if set(entry) != {"id", "modified"}:
            findings.add("osv/all.json", f"an entry has the keys {sorted(entry)}")
    expected = {record["id"]: record["modified"] for record in records}
    found = {entry["id"]: entry["modified"] for entry in listed}
    for id in sorted(expected.keys() | found.keys()):
        if expected.get(id) != found.get(id):
            findings.add("osv/all.json", f"`{id}` is of {found.get(id)}, its record of {expected.get(id)}")
    if len(found) < len(listed):
        findings.add("osv/all.json", "an id is listed twice")
    times = [datetime.fromisoformat(entry["modified"]) for entry in listed]
    if times != sorted(times, reverse=True):
        findings.add("osv/all.json", "is not newest first")


def main():
    site, findings = Site(sys.argv[1]), Findings("records")
    given = sys.argv[2:] == ["given"]
    records = []
    for path in sorted(site.files):
        if not re.fullmatch(r"osv/[^/]+\.json", path) or path == "osv/all.json":
            continue
        try:
            record = strict(site.bytes(path).decode("utf-8"))
        except ValueError as error:
            findings.add(path, error)
            continue
        found = list(faults(record))
        if not found and not given:
            found = unwise(record)
        for fault in found:
            findings.add(path, fault)
        if path != f"osv/{record['id']}.json":
            findings.add(path, f"is the record of `{record['id']}`")
        records.append(record)
    judge_list(site, records, findings)
    findings.finish({"records": len(records)})


if __name__ == "__main__":
    main()

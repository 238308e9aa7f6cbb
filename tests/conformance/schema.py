"""Judges OSV records by a JSON Schema, its formats included.

usage: schema.py SITE SCHEMA [ADVISORIES]

What is wrong in the same way in the YAML sources came out as it went in, and is
no finding: records are valid wherever their input was.
"""

import json
import re
import sys
from pathlib import Path
from textwrap import shorten

import yaml
from jsonschema import Draft202012Validator

from findings import Findings
from site_folder import Site
from unchanged import CoreLoader, git_last

RECORD = re.compile(r"osv/(?!all\.json)[^/]+\.json")


def errors(validator, record):
    return {f"{error.json_path}: {shorten(error.message, 90)}" for error in validator.iter_errors(record)}


def main():
    site, findings = Site(sys.argv[1]), Findings("schema")
    schema = json.loads(Path(sys.argv[2]).read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for format in ("date-time", "uri"):
        assert format in validator.format_checker.checkers, f"the format {format} would not be checked"
    sources = [path for folder in sys.argv[3:] for path in Path(folder).rglob("*.yaml")]
    sources = {f"osv/{path.stem}.json": path for path in sources}
    records = sorted(path for path in site.files if RECORD.fullmatch(path))
    for path in records:
        found = errors(validator, json.loads(site.bytes(path)))
        if found and path in sources:
            given = yaml.load(sources[path].read_bytes(), CoreLoader)
            # The record has them in this order.
            for affected in given.get("affected", []):
                if "ranges" in affected:
                    affected["ranges"] = git_last(affected["ranges"])
            given = errors(validator, given)
            for error in sorted(found & given):
                print(f"{path}: as given: {error}")
            found -= given
        for error in found:
            findings.add(path, error)
    findings.finish({"records": len(records)})


if __name__ == "__main__":
    main()

"""Judges OSV records by a JSON Schema, its formats included.

usage: schema.py SITE SCHEMA
"""

import json
import re
import sys
from pathlib import Path
from textwrap import shorten

from jsonschema import Draft202012Validator

from findings import Findings
from site_folder import Site

RECORD = re.compile(r"osv/(?!all\.json)[^/]+\.json")


def main():
    site, findings = Site(sys.argv[1]), Findings("schema")
    schema = json.loads(Path(sys.argv[2]).read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for format in ("date-time", "uri"):
        assert format in validator.format_checker.checkers, f"the format {format} would not be checked"
    records = sorted(path for path in site.files if RECORD.fullmatch(path))
    for path in records:
        for error in validator.iter_errors(json.loads(site.bytes(path))):
            findings.add(path, f"{error.json_path}: {shorten(error.message, 90)}")
    findings.finish({"records": len(records)})


if __name__ == "__main__":
    main()

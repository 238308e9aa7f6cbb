"""Judges that OSV records came out as they went in: equal as data to their YAML sources.

usage: unchanged.py SITE ADVISORIES

The sources are read by a parser that is not forewarn's. Only `schema_version`
and the form of timestamps may differ, and GIT ranges come after the others: ranges are
a set, and some readers stop at the first GIT range.
"""

import json
import re
import sys
from datetime import datetime
from pathlib import Path

import yaml

from findings import Findings
from site_folder import Site

TIMES = {"published", "modified", "withdrawn"}
# The core schema of YAML 1.2, section 10.3.2: what is no string when unquoted.
CORE = [
    ("null", re.compile(r"~|null|Null|NULL|"), ["~", "n", "N", ""]),
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE"), list("tTfF")),
    ("number", re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"), list("-+0123456789")),
    ("number", re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), list("-+.0123456789")),
]


class Number(str):
    """A number by its source text: OSV's versions are texts, 1.10 is not 1.1."""

    def __repr__(self):
        return f"the number {self}"


class CoreLoader(yaml.CBaseLoader):
    """Loads YAML 1.2: `no`, `on` and dates are strings."""

    yaml_implicit_resolvers = {}


for kind, pattern, first in CORE:
    CoreLoader.add_implicit_resolver(f"tag:core,{kind}", re.compile(f"(?:{pattern.pattern})$"), first)
CoreLoader.add_constructor("tag:core,null", lambda loader, node: None)
CoreLoader.add_constructor("tag:core,bool", lambda loader, node: node.value.lower() == "true")
CoreLoader.add_constructor("tag:core,number", lambda loader, node: Number(node.value))


def differences(source, output, place, specific=False):
    """Yields every place at which the output is not the source."""
    if isinstance(source, dict) and isinstance(output, dict):
        for key in [*source, *(key for key in output if key not in source)]:
            inside = specific or key.endswith("_specific")
            below = f"{place}.{key}"
            if not place and key == "schema_version":
                continue
            if key not in output:
                yield f"{below} is lost"
            elif key not in source:
                yield f"{below} was added"
            elif not place and key in TIMES:
                if datetime.fromisoformat(source[key]) != datetime.fromisoformat(output[key]):
                    yield f"{below} was {source[key]}, is {output[key]}"
            elif key == "ranges" and not inside:
                yield from differences(git_last(source[key]), git_last(output[key]), below)
            else:
                yield from differences(source[key], output[key], below, inside)
    elif isinstance(source, list) and isinstance(output, list) and len(source) == len(output):
        for number, (one, other) in enumerate(zip(source, output)):
            yield from differences(one, other, f"{place}[{number}]", specific)
    # Outside of the open maps OSV has no numbers: what looks like one is a version.
    elif isinstance(source, Number) and not specific:
        if type(output) is not str or str(source) != output:
            yield f"{place} was the text '{source}', is {output!r}"
    elif type(source) is not type(output) or source != output:
        yield f"{place} was {source!r}, is {output!r}"


def git_last(ranges):
    return sorted(ranges, key=lambda span: span["type"] == "GIT") if isinstance(ranges, list) else ranges


def main():
    site, findings = Site(sys.argv[1]), Findings("unchanged")
    sources = sorted(Path(sys.argv[2]).rglob("*.yaml"))
    for path in sources:
        source = yaml.load(path.read_bytes(), CoreLoader)
        output = f"osv/{source['id']}.json"
        if output not in site.files:
            findings.add(output, f"is missing, the record of {path.name}")
            continue
        record = json.loads(site.bytes(output), parse_int=Number, parse_float=Number)
        for difference in differences(source, record, ""):
            findings.add(output, difference)
    findings.finish({"records": len(sources)})


if __name__ == "__main__":
    main()

"""Asks `forewarn affected` about every version that a site knows.

usage: verdicts.py FOREWARN ROOT SITE [ECOSYSTEM/NAME...]

Prints a JSON array for agreement.py. A version is known when a record of the site lists it or has it
in an event, or when the project lists it among its releases.
"""

import functools
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from orders import compare
from site_folder import Site


def known(site):
    """{(ecosystem, name): {version}} for the packages with records."""
    versions = {}
    for path in site.files:
        if not path.startswith("osv/") or path.count("/") > 1 or not path.endswith(".json") or path == "osv/all.json":
            continue
        for entry in site.json(path).get("affected", []):
            if "package" not in entry:
                continue
            found = versions.setdefault((entry["package"]["ecosystem"], entry["package"]["name"]), set())
            found.update(entry.get("versions", []))
            for span in entry.get("ranges", []):
                if span["type"] != "GIT":
                    found.update(version for event in span["events"] for version in event.values())
    for package, found in versions.items():
        found.update(releases(site, package))
        found -= {"0", "*"}
    return versions


def releases(site, package):
    """The releases that the project lists of a package."""
    for path in site.files:
        if path.startswith("versions/") and path.endswith(".json"):
            release = site.json(path)
            if (release.get("ecosystem"), release.get("name")) == package:
                yield release["version"]


def ask(program, root, package, version):
    command = [program, "-C", root, "affected", "/".join(package), version, "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(map(str, command))}: {run.stderr}")
    answer = json.loads(run.stdout)
    return {"affected": [item["id"] for item in answer["advisories"]], "unstated": answer["unstated"]}


def main():
    program, root, site = sys.argv[1], sys.argv[2], Site(sys.argv[3])
    told = []
    for package, versions in sorted(known(site).items()):
        if sys.argv[4:] and "/".join(package) not in sys.argv[4:]:
            continue
        order = functools.cmp_to_key(functools.partial(compare, package[0]))
        told.append({
            "ecosystem": package[0],
            "name": package[1],
            "purl": purl(site, package),
            "versions": {version: ask(program, root, package, version) for version in sorted(versions, key=order)},
        })
    json.dump(told, sys.stdout, indent=1)


def purl(site, package):
    """The package URL that the records give a package, or None."""
    for path in sorted(site.files):
        if path.startswith("osv/") and path.count("/") == 1 and path.endswith(".json") and path != "osv/all.json":
            for entry in site.json(path).get("affected", []):
                named = entry.get("package", {})
                if (named.get("ecosystem"), named.get("name")) == package and "purl" in named:
                    return named["purl"]
    return None


if __name__ == "__main__":
    main()

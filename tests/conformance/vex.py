"""Judges OpenVEX documents and the VEX repository that Trivy reads.

usage: vex.py SITE [SCHEMA]

SCHEMA is OpenVEX' own. TRIVY EMULATED: the last statement about a product and an id counts, products
match as package URLs, and the repository is found, unpacked and looked up as its specification says.
"""

import json
import re
import sys
import tarfile
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from jsonschema import Draft202012Validator

sys.path.insert(0, str(Path(__file__).parent / "agreement"))

from findings import Findings
from site_folder import Site
from statements import openvex, split

WHOLE = "vex/openvex.json"
MANIFEST = ".well-known/vex-repository.json"
JUSTIFICATIONS = {
    "component_not_present",
    "vulnerable_code_not_present",
    "vulnerable_code_not_in_execute_path",
    "vulnerable_code_cannot_be_controlled_by_adversary",
    "inline_mitigations_already_exist",
}
# What a status needs beside it, and must not have.
NEEDS = {
    "not_affected": ({"justification", "impact_statement"}, {"action_statement"}),
    "affected": ({"action_statement"}, {"justification", "impact_statement"}),
    "fixed": (set(), {"justification", "impact_statement", "action_statement"}),
    "under_investigation": (set(), {"justification", "impact_statement", "action_statement"}),
}


def judge_document(site, path, findings, validator):
    document = site.json(path)
    for error in validator.iter_errors(document) if validator else []:
        findings.add(path, f"{error.json_path}: {error.message[:90]}")
    if document.get("@id") != site.base_url + path:
        findings.add(path, f"its @id is {document.get('@id')}, not its address")
    times = [document["timestamp"]]
    for number, statement in enumerate(document["statements"]):
        for fault in faults(statement):
            findings.add(path, f"statement {number}: {fault}")
        times.append(statement.get("timestamp", document["timestamp"]))
    read = [datetime.fromisoformat(time) for time in times]
    if read[1:] != sorted(read[1:]):
        findings.add(path, "its statements are not oldest first: the last one counts")
    if read[0] < max(read):
        findings.add(path, "is older than a statement")
    if not isinstance(document["version"], int) or document["version"] < 1:
        findings.add(path, f"its version is {document['version']}")
    return document


def faults(statement):
    status = statement["status"]
    if status not in NEEDS:
        yield f"there is no status {status}"
        return
    needed, foreign = NEEDS[status]
    if needed and not needed & statement.keys():
        yield f"{status} needs {' or '.join(sorted(needed))}"
    for key in sorted(foreign & statement.keys()):
        yield f"{status} has a {key}"
    if statement.get("justification", "component_not_present") not in JUSTIFICATIONS:
        yield f"there is no justification {statement['justification']}"
    if not statement["vulnerability"].get("name"):
        yield "the vulnerability has no name"
    if not statement.get("products"):
        yield "it is about no product"
    for product in statement.get("products", []):
        purl = product.get("identifiers", {}).get("purl")
        if not re.fullmatch(r"pkg:[a-z0-9.+-]+/[^@]+(@[^@]+)?", product["@id"]):
            yield f"`{product['@id']}` is no package URL"
        if purl not in (None, product["@id"]):
            yield f"`{product['@id']}` is identified as `{purl}`"


def judge_repository(site, findings, whole):
    """Follows the manifest to the archive, and each package of its index to a document."""
    manifest = site.json(MANIFEST)
    locations = [it for version in manifest["versions"] if version["spec_version"] == "0.1" for it in version["locations"]]
    for version in manifest["versions"]:
        if not re.fullmatch(r"[0-9]+[hm]", version["update_interval"]):
            findings.add(MANIFEST, f"`{version['update_interval']}` is no interval")
    paths = [site.of_url(location["url"]) for location in locations]
    for path in paths:
        if path not in site.files:
            findings.add(MANIFEST, f"{path} is no file of the site")
            continue
        with tarfile.open(site.folder / path) as archive:
            members = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}
        index = json.loads(members.pop("index.json"))
        packages = {package["id"]: package["location"] for package in index["packages"]}
        if len(packages) < len(index["packages"]):
            findings.add(path, "a package stands in the index twice")
        for extra in sorted(members.keys() - set(packages.values())):
            findings.add(path, f"{extra} is in no index")
        for id, location in packages.items():
            if re.search(r"[@?#]", id[4:].lstrip("@")):
                findings.add(path, f"`{id}` has a version or qualifiers")
            if location not in members:
                findings.add(path, f"{location} is missing, the document of {id}")
                continue
            judge_package(site, findings, path, (id, location, members[location]), whole)
    if not paths:
        findings.add(MANIFEST, "has no location of the version 0.1")


def judge_package(site, findings, path, package, whole):
    """The document of a package is the file of the site, and says what the whole says of it."""
    id, location, text = package
    # The location is a part of a URL: a host has the file by its decoded name.
    file = f"vex/{unquote(location)}"
    if file not in site.files or site.bytes(file) != text:
        findings.add(path, f"{location} is not {file}")
    said = openvex(json.loads(text))
    wanted = {product: names for product, names in whole.items() if product[0] == split(id)[0]}
    if said != wanted:
        findings.add(path, f"{location} does not say what {WHOLE} says of {id}")


def main():
    site, findings = Site(sys.argv[1]), Findings("vex")
    validator = Draft202012Validator(json.loads(Path(sys.argv[2]).read_text())) if sys.argv[2:] else None
    documents = sorted(path for path in site.files if path == WHOLE or re.fullmatch(r"vex/pkg/.*\.json", path))
    read = {path: judge_document(site, path, findings, validator) for path in documents}
    if read:
        judge_repository(site, findings, openvex(read[WHOLE]))
    findings.finish({"documents": len(read), "statements": sum(len(it["statements"]) for it in read.values())})


if __name__ == "__main__":
    main()

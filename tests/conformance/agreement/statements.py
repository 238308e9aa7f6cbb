"""What the site's VEX documents say of each release: OpenVEX and CSAF.

A table of statements: for a package URL with a version, the status of each vulnerability, in the
words of OpenVEX. Neither format says anything of what was not evaluated.
"""

import json
import re
import urllib.parse

# The product status of CSAF 2.0 that says what OpenVEX says.
CSAF_STATUS = {
    "known_affected": "affected",
    "first_affected": "affected",
    "last_affected": "affected",
    "fixed": "fixed",
    "first_fixed": "fixed",
    "known_not_affected": "not_affected",
}


def split(purl):
    """A package URL as (without version and the rest, version)."""
    bare = re.split(r"[?#]", purl)[0]
    place, _, version = bare.rpartition("@") if "@" in bare[4:] else (bare, "", "")
    return urllib.parse.unquote(place), urllib.parse.unquote(version)


def openvex(document):
    """{(package, version): {id: status}} of a document; the last statement of a pair counts, as in Trivy."""
    said = {}
    for statement in document["statements"]:
        names = [statement["vulnerability"].get("name", ""), *statement["vulnerability"].get("aliases", [])]
        for product in statement.get("products", []):
            for name in names:
                said.setdefault(split(product["@id"]), {})[name] = statement["status"]
    return said


def csaf(documents):
    """The same table from CSAF documents; documents of one advisory must not contradict each other."""
    said = {}
    for path, document in documents:
        purls = products(document.get("product_tree", {}))
        for vulnerability in document.get("vulnerabilities", []):
            # Its own id alone: two advisories may share an alias, and each has its own versions.
            names = [document["document"]["tracking"]["id"]]
            for status, listed in vulnerability.get("product_status", {}).items():
                for product, name in ((product, name) for product in listed for name in names):
                    if product not in purls or status not in CSAF_STATUS:
                        continue
                    statuses = said.setdefault(split(purls[product]), {})
                    known = statuses.setdefault(name, CSAF_STATUS[status])
                    if known != CSAF_STATUS[status]:
                        raise ValueError(f"{path}: {product} is {status} for {name}, elsewhere {known}")
    return said


def products(tree):
    """The package URL of each product that has one."""
    found = {}

    def take(product):
        purl = product.get("product_identification_helper", {}).get("purl")
        if purl:
            found[product["product_id"]] = purl

    def walk(branch):
        if "product" in branch:
            take(branch["product"])
        for below in branch.get("branches", []):
            walk(below)

    walk(tree)
    for product in tree.get("full_product_names", []):
        take(product)
    for relation in tree.get("relationships", []):
        take(relation["full_product_name"])
    return found


def csaf_documents(site):
    """The documents of the site: JSON that says which CSAF it is."""
    for path in sorted(site.files):
        if "csaf/" in path and path.endswith(".json"):
            document = json.loads(site.bytes(path))
            if isinstance(document, dict) and "csaf_version" in document.get("document", {}):
                yield path, document

"""Judges what `forewarn export cve` prints, by the schemas of cvelib.

usage: cve.py SITE EXPORTS

EXPORTS has ID.json, the CNA's container, and ID.record.json, the whole record, of every advisory of the
site that has a CVE id. cvelib has the schemas of 5.1.1: the keys that 5.2.0 no longer allows in
`affected` are looked for here.
"""

import json
import sys
from pathlib import Path

from cvelib.cve_api import CveRecord, CveRecordValidationError

from findings import Findings
from site_folder import Site

PUBLISHER = "00000000-0000-4000-8000-000000000000"
# 5.2.0 closes the entries of `affected`.
AFFECTED = {
    "vendor", "product", "collectionURL", "packageName", "packageURL", "cpes", "modules", "programFiles",
    "programRoutines", "platforms", "repo", "defaultStatus", "versions",
}


def faults(document, schema):
    try:
        CveRecord.validate(document, schema)
    except CveRecordValidationError as error:
        for fault in error.errors:
            yield f"{fault.json_path}: {fault.message[:90]}"


def of_affected(container):
    for entry in container.get("affected", []):
        for key in sorted(entry.keys() - AFFECTED):
            yield f"an entry of affected has the key {key}"
        if "@" in entry.get("packageURL", "").rpartition("/")[2]:
            yield f"packageURL {entry['packageURL']} has a version"


def main():
    site, exports, findings = Site(sys.argv[1]), Path(sys.argv[2]), Findings("cve")
    exported = 0
    for entry in site.json("osv/all.json"):
        record = site.json(f"osv/{entry['id']}.json")
        names = [name for name in record.get("aliases", []) if name.startswith("CVE-")]
        if not names or "withdrawn" in record:
            continue
        container, whole = exports / f"{record['id']}.json", exports / f"{record['id']}.record.json"
        if not container.exists() or not whole.exists():
            findings.add(record["id"], "is not exported")
            continue
        exported += 1
        document = json.loads(container.read_text())
        # CVE Services, and cvelib before them, write who publishes it.
        container = {"providerMetadata": {"orgId": PUBLISHER}, **document.get("cnaContainer", document)}
        whole = json.loads(whole.read_text())
        found = [*faults(container, CveRecord.Schemas.CNA_PUBLISHED), *faults(whole, CveRecord.Schemas.V5_SCHEMA)]
        for fault in [*found, *of_affected(container)]:
            findings.add(record["id"], fault)
        if whole.get("cveMetadata", {}).get("cveId") not in names:
            findings.add(record["id"], f"its record is not {' or '.join(names)}")
    findings.finish({"records": exported})


if __name__ == "__main__":
    main()

"""Judges that every reader of the site gives one verdict: that of `forewarn affected`.

usage: agreement.py SITE VERDICTS

VERDICTS is what `forewarn affected` says of each known version (agreement/verdicts.py). The readers are

  all.zip   a matcher by OSV's own algorithm over osv/all.zip
  pip-audit, uv   the programs, which ask A STAND-IN for api.osv.dev, made from the site's records
  Renovate  its reader on osv/ECO/all.zip; its matching is EMULATED by the algorithm above
  Go        GOVULNCHECK EMULATED: its protocol is followed, its own code reads and matches (govulncheck/)
  Composer  `composer audit --locked` on the served site
  NuGet     EMULATED from its documentation
  OpenVEX, CSAF   what the statements say; where they say nothing, a reader keeps to the records

An advisory that names no versions has no verdict, so a reader may say either. One line a version is
printed: how many advisories affect it, and for each reader `=` or the number that it finds instead.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "agreement"))

import statements
from composer import composer_audit
from findings import Findings
from matcher import affecting
from nuget import nuget_audit
from python_tools import pip_audit, uv_audit
from site_folder import Site
from stand_in import serving

HERE = Path(__file__).parent
RENOVATE = {"crates.io", "Go", "Hackage", "Hex", "Maven", "npm", "NuGet", "Packagist", "Pub", "PyPI", "RubyGems"}


def zipped(site, path):
    with zipfile.ZipFile(site.folder / path) as archive:
        return [json.loads(archive.read(name)) for name in archive.namelist()]


def renovate(site, package, versions):
    ecosystem, name = package
    records = zipped(site, f"osv/{ecosystem}/all.zip")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(records, file)
        file.flush()
        command = ["node", HERE / "agreement" / "renovate.mjs", file.name, ecosystem, name]
        seen = set(json.loads(subprocess.check_output(command, text=True)))
    records = [record for record in records if record["id"] in seen]
    return {version: affecting(records, package, version) for version in versions}


def govulncheck(site, name, versions):
    command = [HERE / ".tools" / "govulncheck", site.folder / "go", name, *versions]
    lines = subprocess.check_output(command, text=True).splitlines()
    return {version: set(filter(None, ids.split(","))) for version, ids in (line.split("\t") for line in lines)}


def readers(site, package, versions):
    """Yields each reader that knows the package's ecosystem, with what it finds about each version."""
    ecosystem, name = package
    base = ecosystem.split(":")[0]
    records = zipped(site, "osv/all.zip")
    yield "all.zip", {version: affecting(records, package, version) for version in versions}
    if base in RENOVATE:
        yield "Renovate", renovate(site, package, versions)
    if base == "PyPI":
        with serving(records) as url:
            yield "pip-audit", pip_audit(url, name, versions)
            yield "uv", uv_audit(url, name, versions)
    if base == "Go":
        yield "Go", govulncheck(site, name, versions)
    if base == "Packagist":
        yield "Composer", composer_audit(site, name, versions)
    if base == "NuGet":
        yield "NuGet", nuget_audit(site, name, versions)


def stated(site, records):
    """The statements of the site, with the ids of the site's records in place of their aliases."""
    ids = {name: record["id"] for record in records for name in [record["id"], *record.get("aliases", [])]}
    tables = {}
    if "vex/openvex.json" in site.files:
        tables["OpenVEX"] = statements.openvex(site.json("vex/openvex.json"))
    documents = list(statements.csaf_documents(site))
    if documents:
        tables["CSAF"] = statements.csaf(documents)
    for reader, table in tables.items():
        yield reader, {
            product: {ids[name]: status for name, status in said.items() if name in ids}
            for product, said in table.items()
        }


def corrected(said, verdict):
    """The verdict of a scanner that has the records and is told what is stated."""
    affected = set(verdict["affected"])
    affected |= {id for id, status in said.items() if status == "affected"}
    return affected - {id for id, status in said.items() if status in ("fixed", "not_affected")}


def unsaid(package, reader, table, records):
    """The fixes that a reader of statements does not hear of: a release in which a record is fixed."""
    for version, verdict in package.verdicts.items():
        said = table.get((package.purl, version), {})
        for record in records:
            fixes = {
                event.get("fixed")
                for entry in record.get("affected", [])
                if (entry.get("package", {}).get("ecosystem"), entry.get("package", {}).get("name")) == package.name
                for span in entry.get("ranges", [])
                for event in span["events"]
            }
            known = {*verdict["affected"], *verdict["unstated"]}
            if version in fixes and "withdrawn" not in record and record["id"] not in known | said.keys():
                yield version, f"{reader} does not say that {record['id']} is fixed"


class Package:
    """What is known about one package: the verdicts, and what each reader finds instead."""

    def __init__(self, told, records):
        self.name = (told["ecosystem"], told["name"])
        self.purl = statements.split(told["purl"] or "")[0]
        self.verdicts = told["versions"]
        # A reader may show an alias for the id.
        self.ids = {name: record["id"] for record in records for name in [record["id"], *record.get("aliases", [])]}
        self.columns = {}

    def add(self, reader, found, findings):
        place = "/".join(self.name)
        self.columns[reader] = {}
        for version, verdict in self.verdicts.items():
            ids = {self.ids.get(id, id) for id in found[version]}
            wanted, open_ids = set(verdict["affected"]), set(verdict["unstated"])
            wrong = (wanted - ids) | (ids - wanted - open_ids)
            self.columns[reader][version] = str(len(ids)) if wrong else "="
            for id in sorted(wanted - ids):
                findings.add(f"{place} {version}", f"{reader} does not find {id}")
            for id in sorted(ids - wanted - open_ids):
                findings.add(f"{place} {version}", f"{reader} finds {id}, which does not affect it")

    def table(self):
        yield f"{'/'.join(self.name):32} {'affected':>8}  " + "  ".join(self.columns)
        for version, verdict in self.verdicts.items():
            cells = (f"{column[version]:>{len(reader)}}" for reader, column in self.columns.items())
            yield f"{version:32} {len(verdict['affected']):>8}  " + "  ".join(cells)


def main():
    site, findings = Site(sys.argv[1]), Findings("agreement")
    told = json.loads(Path(sys.argv[2]).read_text())
    records = zipped(site, "osv/all.zip")
    tables = dict(stated(site, records))
    counts = {"packages": 0, "versions": 0, "verdicts": 0}
    for entry in told:
        package = Package(entry, records)
        for reader, found in readers(site, package.name, list(package.verdicts)):
            package.add(reader, found, findings)
        for reader, table in tables.items():
            found = {
                version: corrected(table.get((package.purl, version), {}), verdict)
                for version, verdict in package.verdicts.items()
            }
            package.add(reader, found, findings)
            for version, message in unsaid(package, reader, table, records):
                findings.add(f"{entry['ecosystem']}/{entry['name']} {version}", message)
        print("\n".join(package.table()), file=sys.stderr)
        counts["packages"] += 1
        counts["versions"] += len(package.verdicts)
        counts["verdicts"] += len(package.verdicts) * len(package.columns)
    findings.finish(counts)


if __name__ == "__main__":
    main()

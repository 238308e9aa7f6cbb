"""pip-audit and uv, which ask the stand-in (stand_in.py)."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.version import Version
from pip_audit._service.interface import ResolvedDependency
from pip_audit._service.osv import OsvService

UV = Path(sys.executable).with_name("uv")


def pip_audit(url, name, versions):
    """What pip-audit's own client makes of every answer; one process serves all versions."""
    with tempfile.TemporaryDirectory() as cache:
        service = OsvService(Path(cache), osv_url=f"{url}/v1/query")
        found = {}
        for version in versions:
            _, results = service.query(ResolvedDependency(name=name, version=Version(version)))
            found[version] = {result.id for result in results}
            for result in results:
                # It shows a CVE as the id, where there is one.
                found[version] |= result.aliases
    return found


def uv_audit(url, name, versions):
    """`uv audit` of one lock file that has all the versions at once."""
    source = f'source = {{ registry = "{url}/simple" }}'
    packages = [f'[[package]]\nname = "{name}"\nversion = "{version}"\n{source}\n' for version in versions]
    needed = ", ".join(f'{{ name = "{name}", version = "{version}", {source} }}' for version in versions)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(
            f'[project]\nname = "audited"\nversion = "0"\nrequires-python = ">=3.9"\ndependencies = ["{name}"]\n'
        )
        Path(folder, "uv.lock").write_text(
            'version = 1\nrequires-python = ">=3.9"\n'
            + "".join(packages)
            + f'[[package]]\nname = "audited"\nversion = "0"\nsource = {{ virtual = "." }}\ndependencies = [{needed}]\n'
            + f'[package.metadata]\nrequires-dist = [{{ name = "{name}" }}]\n'
        )
        command = [UV, "audit", "--frozen", "--no-cache", "--quiet", "--no-python-downloads", "--output-format", "json"]
        command += ["--service-url", url]
        environment = {**os.environ, "UV_PYTHON": sys.executable}
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1) or not run.stdout:
        raise RuntimeError(f"uv: {run.stderr}")
    answer = json.loads(run.stdout)
    if answer["summary"]["audited_packages"] != len(versions):
        raise RuntimeError(f"uv audited {answer['summary']['audited_packages']} of {len(versions)} versions")
    found = {version: set() for version in versions}
    for item in answer["vulnerabilities"]:
        for version in versions:
            if Version(version) == Version(item["dependency"]["version"]):
                found[version] |= {item["id"], *item["aliases"]}
    return found

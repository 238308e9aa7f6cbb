"""Judges the judges: each passes the good site and finds all that is wrong with the bad ones.

usage: self_test.py JUDGE [OPERAND...]

A case bad/JUDGE/CASE/ holds the files that replace those of good/, and findings.txt,
what the judge must print. `{good}` in an operand stands for the folder of the case.
What nobody can read in a diff is kept unpacked: a folder NAME.zip or NAME.tar.gz becomes
such an archive, and a file NAME.json.gz is compressed. `{soon}` in a security.txt is a day
of this month or the next.
"""

import gzip
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
# The judges that are no Python.
PROGRAMS = {"browser": ["node", HERE / "browser" / "judge.mjs"], "csaf.mjs": ["node", HERE / "csaf.mjs"]}


def findings(judge, operands, case):
    """What the judge prints about a case, without its summary."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(HERE / "good", folder, dirs_exist_ok=True)
        if case:
            shutil.copytree(case, folder, dirs_exist_ok=True)
        pack(Path(folder))
        command = [*PROGRAMS.get(judge, [sys.executable, HERE / f"{judge}.py"]), f"{folder}/site"]
        command += [operand.replace("{good}", folder) for operand in operands]
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    *lines, summary = run.stdout.splitlines() or [""]
    if not summary.startswith(f"{judge.removesuffix('.mjs')}: ") or run.returncode != (1 if lines else 0):
        lines.append(f"exited with {run.returncode}, last words: {summary}")
    return "".join(line + "\n" for line in lines)


def pack(folder):
    for path in folder.rglob("security.txt"):
        soon = date.today() + timedelta(days=30)
        path.write_bytes(path.read_bytes().replace(b"{soon}", str(soon).encode()))
    for path in sorted(folder.rglob("*.json.gz")):
        path.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    for path in [*folder.rglob("*.zip"), *folder.rglob("*.tar.gz")]:
        unpacked = path.rename(path.with_name(f"{path.name}.folder"))
        members = sorted(member for member in unpacked.rglob("*") if member.is_file())
        if path.suffix == ".zip":
            with zipfile.ZipFile(path, "w") as archive:
                for member in members:
                    archive.write(member, member.relative_to(unpacked))
        else:
            with tarfile.open(path, "w:gz") as archive:
                for member in members:
                    archive.add(member, member.relative_to(unpacked))
        shutil.rmtree(unpacked)


def main():
    judge, *operands = sys.argv[1:]
    cases = sorted((HERE / "bad" / judge).iterdir())
    wrong = 0
    for case in [None, *cases]:
        expected = (case / "findings.txt").read_text() if case else ""
        found = findings(judge, operands, case)
        if found != expected:
            wrong += 1
            name = case.relative_to(HERE) if case else "good"
            print(f"{name}: expected\n{expected}found\n{found}", end="")
    print(f"self-test of {judge}: {len(cases)} bad sites, {wrong} misjudged")
    sys.exit(1 if wrong or not cases else 0)


main()

"""A project that is built again and again while something goes wrong, and the law it is held to.

The law: what stands at the target is one whole site, the one before or the one
built, down to the last byte; and the next build simply works and leaves nothing
behind, neither beside the target nor of an advisory that was taken back.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FOREWARN = os.environ["FOREWARN"]
AT = "2026-10-01T12:00:00Z"

CONFIG = """\
project: {name: tinysig, package: PyPI/tinysig}
base_url: https://tinysig.example/
"""

ADVISORY = """\
id: x_tinysig-2026-{number:04}
summary: A truncated tag is accepted by part {number}{edition}
published: 2026-09-22 14:00Z
fixed: 1.2.{number}
details: |
  {text}
"""

EDITIONS = range(3)


class Project:
    """A folder with the inputs of three editions, and the site in `out/public`, or elsewhere.

    Of each four advisories two are the same in all editions, one changes, and
    one is in one edition only. Others put a file and a folder into the site.
    """

    FILE, IN_FOLDER = "CNAME", ".git/HEAD"

    def __init__(self, folder, advisories, around=None):
        self.folder = Path(folder)
        self.folder.mkdir(exist_ok=True)
        self.around = Path(around or self.folder / "out")
        self.target = self.around / "public"
        foreign = {path: b"of others" for path in (self.FILE, self.IN_FOLDER)}
        self.expected = []
        for edition in EDITIONS:
            self.write(edition, advisories)
            apart = self.folder / "whole"
            code, said = self.build(edition, target=apart)
            if code != 0:
                fail(f"no build of edition {edition}: {said}")
            self.expected.append(tree(apart) | foreign)
            shutil.rmtree(apart)
        self.begin()

    def inputs(self, edition):
        return self.folder / f"edition-{edition}"

    def write(self, edition, advisories):
        folder = self.inputs(edition) / "advisories"
        folder.mkdir(parents=True)
        (self.inputs(edition) / "forewarn.yaml").write_text(CONFIG)
        text = "It reads one byte less than it should. " * 20
        for number in range(advisories):
            if number % 4 or number // 4 % 3 == edition:
                said = f", edition {edition}" if number % 4 == 1 else ""
                record = ADVISORY.format(number=number, edition=said, text=text)
                (folder / f"{number:04}.yaml").write_text(record)

    def begin(self):
        """Builds edition 0 where nothing is, and lets others put their files into it."""
        shutil.rmtree(self.around, ignore_errors=True)
        self.around.mkdir(parents=True)
        self.build(0)
        for path in (self.FILE, self.IN_FOLDER):
            (self.target / path).parent.mkdir(exist_ok=True)
            (self.target / path).write_text("of others")
        self.times = self.lasting_times()

    def lasting_times(self):
        """When those files were written that are the same in every edition."""
        first, *others = self.expected
        lasting = (path for path in first if all(first[path] == other.get(path) for other in others))
        return {path: os.stat(self.target / path).st_mtime_ns for path in lasting}

    def command(self, edition, target=None):
        root, target = self.inputs(edition), target or self.target
        return [FOREWARN, "-C", root, "build", "--at", AT, "-o", target]

    def build(self, edition, target=None, before=(), **options):
        """Builds; gives how it ended and what it said."""
        run = subprocess.run(
            [*before, *self.command(edition, target)],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            **options,
        )
        return run.returncode, run.stderr

    def stands(self, old, new, what):
        """Asserts that one of the two editions stands at the target, whole; gives which one."""
        found = tree(self.target)
        # A folder of others is moved right after the exchange.
        found.setdefault(self.IN_FOLDER, b"of others")
        for edition in (new, old):
            if found == self.expected[edition]:
                return edition
        return fail(f"{what}: neither site: {differences(found, self.expected[old], self.expected[new])}")

    def mends(self, edition, what):
        """Builds once more and asserts that all is well."""
        code, said = self.build(edition)
        if code != 0:
            fail(f"{what}: the next build ended with {code}: {said}")
        found = tree(self.target)
        if found != self.expected[edition]:
            fail(f"{what}: the next build made {differences(found, self.expected[edition])}")
        if f"kept, not written by forewarn: {self.FILE}\n" not in said:
            fail(f"{what}: files of others are not named: {said}")
        self.nothing_beside(what)

    def nothing_beside(self, what):
        beside = os.listdir(self.around)
        if beside != ["public"]:
            fail(f"{what}: left beside the target: {beside}")


def tree(folder):
    """Every file below a folder, by its path, with its bytes."""
    files = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                files[os.path.relpath(path, folder)] = file.read()
    return files


def differences(found, *expected):
    """A few words on how a tree differs from others."""
    words = [f"{len(found)} files"]
    for other in expected:
        lost, added = other.keys() - found.keys(), found.keys() - other.keys()
        changed = [path for path in other.keys() & found.keys() if other[path] != found[path]]
        some = [sorted(paths)[:3] for paths in (lost, added, changed)]
        words.append(f"lost {some[0]}, added {some[1]}, changed {some[2]}")
    return "; ".join(words)


def fail(message):
    print(f"fire: {message}")
    sys.exit(1)

"""How ecosystems order versions, asked of their own code where there is some here.

PyPI is ordered by `packaging`, Packagist by Composer's own `composer/semver`. The order of NuGet
and that of the SemVer ecosystems are written down here from their documentation.
"""

import functools
import re
import subprocess

from packaging.version import InvalidVersion, Version

SEMVER = {"Bioconductor", "Bitnami", "crates.io", "ConanCenter", "GHC", "Go", "Hex", "Julia", "npm", "SwiftURL"}
COMPOSER = """
require '/usr/share/php/Composer/Semver/autoload.php';
$parser = new Composer\\Semver\\VersionParser;
while (($line = fgets(STDIN)) !== false) {
    [$one, $other] = array_map([$parser, 'normalize'], explode("\\t", rtrim($line, "\\n")));
    echo version_compare($one, $other), "\\n";
    flush();
}
"""


def compare(ecosystem, one, other):
    """-1, 0 or 1, as `one` is older than, the same as or newer than `other`."""
    base = ecosystem.split(":")[0]
    if one == other:
        return 0
    if base == "Packagist":
        return by_composer(one, other)
    key = {"PyPI": pep440, "NuGet": nuget}.get(base, semver if base in SEMVER else None)
    if key is None:
        raise LookupError(f"no order of {ecosystem} is known here")
    one, other = key(one), key(other)
    return (one > other) - (one < other)


@functools.cache
def pep440(text):
    # What is no version is older than all that are, in the order of its text.
    try:
        return (1, Version(text), "")
    except InvalidVersion:
        return (0, Version("0"), text)


def semver(text):
    """SemVer 2.0, rule 11; parts that are missing count as 0, as the validators of OSV take them."""
    core, _, pre = text.removeprefix("v").split("+")[0].partition("-")
    numbers = [int(part) for part in core.split(".")]
    return (numbers + [0] * (3 - len(numbers)), prerelease(pre, str))


def nuget(text):
    """NuGet: up to four numbers, labels without regard to case."""
    core, _, pre = text.split("+")[0].partition("-")
    numbers = [int(part) for part in core.split(".")]
    return (numbers + [0] * (4 - len(numbers)), prerelease(pre, str.lower))


def prerelease(text, fold):
    if not text:
        return (1,)
    parts = [(0, int(part), "") if re.fullmatch(r"[0-9]+", part) else (1, 0, fold(part)) for part in text.split(".")]
    return (0, parts)


@functools.cache
def composer():
    return subprocess.Popen(["php", "-r", COMPOSER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@functools.cache
def by_composer(one, other):
    php = composer()
    php.stdin.write(f"{one}\t{other}\n")
    php.stdin.flush()
    return int(php.stdout.readline())

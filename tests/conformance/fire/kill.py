"""Builds killed at random moments.

usage: kill.py FOLDER [SEED]

The project is so big that the moments spread over reading, rendering and
writing. Clearing away takes so little of the time that every fourth moment is
drawn from after the exchange; that is one system call: see steps.py.
"""

import collections
import os
import random
import statistics
import subprocess
import sys
import time

from project import Project, fail

KILLS = 200
ADVISORIES = 600


def run(project, edition, moment=None, after_exchange=False):
    """Builds, for so long at most; gives how long it took, None if it was killed."""
    before = os.stat(project.target).st_ino
    started = time.perf_counter()
    with subprocess.Popen(project.command(edition), stderr=subprocess.DEVNULL) as process:
        if after_exchange:
            while os.stat(project.target).st_ino == before and process.poll() is None:
                pass
            started = time.perf_counter()
        if moment is not None:
            while time.perf_counter() - started < moment:
                pass
            process.kill()
    return time.perf_counter() - started if process.returncode == 0 else None


def stage(project, ended):
    """How far a build got, by what it left."""
    if ended is not None:
        return "ended"
    fresh = project.around / ".public.forewarn-new"
    if not fresh.exists():
        return "nothing written"
    marks = {name for name in os.listdir(fresh) if name.startswith(".forewarn-")}
    if ".forewarn-staging" in marks or not marks:
        return "making the site"
    return "about the exchange" if ".forewarn-manifest" in marks else "clearing the old one"


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(2**32)
    chance = random.Random(seed)
    project = Project(sys.argv[1], ADVISORIES)
    whole = statistics.median(run(project, edition) for edition in (1, 2, 0, 1, 0))
    standing, stages = 0, collections.Counter()
    for number in range(KILLS):
        what = f"kill {number} of seed {seed}"
        edition = (standing + chance.choice([1, 2])) % 3
        if number % 4:
            ended = run(project, edition, chance.random() * whole)
        else:
            ended = run(project, edition, chance.random() * 0.02, after_exchange=True)
        stages[stage(project, ended)] += 1
        standing = project.stands(standing, edition, what)
        # Two of three builds meet what the killed ones before them left.
        if number % 3 == 2:
            standing = (standing + 1) % 3
            project.mends(standing, what)
            if project.lasting_times() != project.times:
                fail(f"{what}: a file that did not change has a new time")
    spread = ", ".join(f"{count} {name}" for name, count in stages.most_common())
    print(f"fire, {KILLS} kills of a build of {whole * 1000:.0f} ms, seed {seed}: {spread}")
    for name in ["nothing written", "making the site", "clearing the old one"]:
        if not stages[name]:
            fail(f"no kill came at the stage: {name}")


main()

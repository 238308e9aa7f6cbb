"""Every system call of a build that touches files, in turn: killed before it, or failing.

usage: steps.py FOLDER

strace (Linux, ptrace) counts the calls of each thread and acts on the Nth. Work
is given to one thread, so that a run can be repeated. Random moments would meet
the few calls around the exchange too seldom.
"""

import collections
import os
import re
import sys

from project import Project, fail

OLD, NEW = 0, 1

# What each call is to fail with.
FAULTS = {
    "chmod": ["EPERM"],
    "faccessat2": ["EROFS"],
    "fchmod": ["EPERM"],
    "flock": ["ENOLCK"],
    "getdents64": ["EIO"],
    "link": ["EMLINK", "ENOSPC"],
    "linkat": ["EMLINK", "ENOSPC"],
    "mkdir": ["ENOSPC", "EACCES"],
    "openat": ["EMFILE", "EIO"],
    "read": ["EIO"],
    "rename": ["EIO", "ENOSPC"],
    "renameat2": ["EINVAL", "EXDEV", "EBUSY"],
    "rmdir": ["EIO"],
    "statx": ["EIO", "ENOSYS"],
    "unlink": ["EIO"],
    "unlinkat": ["EIO"],
    "write": ["ENOSPC", "EDQUOT"],
}


def build(project, calls, *injections, log="/dev/null"):
    """Builds the new edition over the old one while calls go wrong."""
    traced = ",".join(f"?{name}" for name in calls)
    options = [option for injection in injections for option in ("-e", f"inject={injection}")]
    before = ["strace", "-f", "-qq", "-o", log, "-e", f"trace={traced}", *options, "--"]
    return project.build(NEW, before=before, env={**os.environ, "RAYON_NUM_THREADS": "1"})


def most_calls(project):
    """How often a thread makes each of the calls in a build, at most."""
    log = project.folder / "calls"
    code, said = build(project, FAULTS, log=log)
    if code != 0:
        fail(f"no build under strace: {said}")
    made = collections.Counter(re.findall(r"^(\d+) +(\w+)\(", log.read_text(), re.MULTILINE))
    most = {}
    for (_, name), count in sorted(made.items()):
        most[name] = max(count, most.get(name, 0))
    return most


def every_call(project, most):
    """Lets each call go wrong; gives how often a build ended how."""
    ended = collections.Counter()
    for name, count in most.items():
        errors = [f"error={error}" for error in FAULTS[name]]
        for number in range(1, count + 1):
            # A fault that passes, and one that stays, such as a full disk.
            lasting = [f"{error}:when={number}{more}" for error in errors for more in ("", "+")]
            for act in [f"signal=KILL:when={number}", *lasting]:
                injection = f"{name}:{act}"
                project.mends(OLD, f"before {injection}")
                code, said = build(project, [name], injection)
                judge(project, injection, code, said)
                project.mends(NEW, injection)
                ended["killed" if code < 0 else f"exit {code}"] += 1
    return ended


def judge(project, injection, code, said):
    is_new = project.stands(OLD, NEW, injection) == NEW
    if code == 0:
        if not is_new:
            fail(f"{injection}: the build said that all is well: {said}")
        project.nothing_beside(injection)
    elif code > 0 and is_new:
        # What cannot be written is not said either.
        if "the new site is in place" not in said and not injection.startswith("write"):
            fail(f"{injection}: the site changed, and the build ended with {code}: {said}")


def without_exchange(project):
    """The renames of a system on which names cannot change places.

    There may be no site for an instant then, and so after a kill; never half a one.
    """
    for act in ["signal=KILL:when={}", "error=EIO:when={}", "error=EIO:when={}+"]:
        for number in range(1, 5):
            injection = f"rename:{act.format(number)}"
            project.mends(OLD, f"before {injection}")
            build(project, ["rename", "renameat2"], "renameat2:error=EINVAL", injection)
            if project.target.exists():
                project.stands(OLD, NEW, f"in two steps, {injection}")
            project.mends(NEW, f"in two steps, {injection}")


def main():
    project = Project(sys.argv[1], 8)
    most = most_calls(project)
    ended = every_call(project, most)
    without_exchange(project)
    calls = ", ".join(f"{name} {count}" for name, count in most.items())
    ways = ", ".join(f"{count} {way}" for way, count in ended.most_common())
    print(f"fire, every call ({calls}): {ways}")


main()

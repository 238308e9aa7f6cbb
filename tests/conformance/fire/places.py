"""Targets that cannot be replaced, or are taken away: refused with the cause, or mended by the next build.

usage: places.py FOLDER, as somebody who may mount
"""

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from project import Project, fail

OLD, NEW = 0, 1
MOMENTS = 25


@contextmanager
def mounted(*arguments):
    """Something is mounted at the last of the arguments."""
    subprocess.run(["mount", *arguments], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", arguments[-1]], check=True)


def refused(project, case, code, *words, **options):
    """Asserts that a build fails in that way, and leaves all as it was."""
    before = beside(project)
    ended, said = project.build(NEW, **options)
    if ended != code or not all(word in said for word in words):
        fail(f"{case}: ended with {ended}: {said}")
    if beside(project) != before:
        fail(f"{case}: was {before}, is {beside(project)}")
    return case


def beside(project):
    """What is around the target, where a lock comes and goes, and when the target last changed."""
    changed = os.stat(project.target).st_mtime_ns if os.path.exists(project.target) else None
    return sorted(os.listdir(project.around)), changed


def mounts(project):
    no_mount = ["is a mount point", "choose another folder with `--output`"]
    target = project.target
    with mounted("--bind", target, target):
        yield refused(project, "a site at a mount point", 2, *no_mount)
    with mounted("-t", "tmpfs", "tmpfs", target):
        yield refused(project, "an empty mount point", 2, *no_mount)
    project.mends(OLD, "without a mount point")
    for path in [Project.FILE, ".git", "osv"]:
        place = target / path
        with mounted("--bind", place, place):
            yield refused(project, f"a mount point at `{path}` of the site", 2, f"public/{path}", *no_mount)
    # A folder of others is moved as a whole, whatever is in it.
    deep = target / ".git/deep"
    deep.mkdir()
    with mounted("--bind", deep, deep):
        project.mends(NEW, "a mount point deep in a folder of others")
    deep.rmdir()
    yield "a mount point deep in a folder of others"


def permissions(project):
    around = project.around
    with mounted("--bind", around, around):
        subprocess.run(["mount", "-o", "remount,bind,ro", around], check=True)
        yield refused(project, "a file system to be read only", 4, "Read-only file system", "must be writable")
    # Whoever may mount may write anywhere, unless those rights are given up.
    as_others = ["setpriv", "--inh-caps=-all", "--bounding-set=-all", "--"]
    for folder in [around, project.target, project.target / "osv", project.target / ".git"]:
        mode = folder.stat().st_mode
        folder.chmod(0o555)
        case = f"no right to write to `{folder.name}`"
        yield refused(project, case, 4, "Permission denied", "must be writable", before=as_others)
        folder.chmod(mode)
    project.mends(OLD, "with all rights")


def links(project):
    aside = project.around.with_name("aside")
    for to in [aside, "nowhere"]:
        project.target.rename(aside)
        project.target.symlink_to(to)
        yield refused(project, f"a link to {Path(to).name}", 2, "is a symbolic link")
        project.target.unlink()
        aside.rename(project.target)
    project.mends(NEW, "without a link")


def image_layers(folder, project):
    """A folder of a lower layer cannot be renamed: a container's image with a site in it."""
    around, target = project.around, project.target
    layers = folder / "layers"
    for layer in ("upper", "work"):
        (layers / layer).mkdir(parents=True)
    options = f"lowerdir={around},upperdir={layers}/upper,workdir={layers}/work,userxattr"
    with mounted("-t", "overlay", "overlay", "-o", options, around):
        ended, said = project.build(OLD)
        if ended != 4 or "a folder of a container's image" not in said:
            fail(f"a site in a layer: ended with {ended}: {said}")
        project.stands(NEW, NEW, "a site in a layer")
        project.nothing_beside("a site in a layer")
        shutil.rmtree(target)
        for edition in (OLD, NEW):
            code, said = project.build(edition)
            if code != 0:
                fail(f"a site of the uppermost layer: ended with {code}: {said}")
    yield "a site in a layer of an image"


def limits(project):
    """Few open files: a build ends well, or says why it does not."""
    failed = 0
    for most in range(3, 40):
        project.mends(OLD, "open files, before")
        limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        code, said = project.build(NEW, preexec_fn=limit)
        case = f"{most} open files"
        stands = project.stands(OLD, NEW, case)
        if (code == 0) != (stands == NEW):
            fail(f"{case}: ended with {code}: {said}")
        # With three the program itself cannot be loaded.
        if code not in (0, 127) and (code != 4 or "Too many open files" not in said):
            fail(f"{case}: ended with {code}: {said}")
        failed += code != 0
        project.mends(NEW, case)
    yield f"few open files ({failed} times too few)"
    for mask in [0o000, 0o002, 0o022, 0o027, 0o077]:
        project.begin()
        code, said = project.build(NEW, umask=mask)
        if code != 0:
            fail(f"umask {mask:o}: {said}")
        modes = {path.stat().st_mode & 0o777 for path in project.target.rglob("*.json")}
        if not modes <= {0o666 & ~mask, 0o644}:
            fail(f"umask {mask:o}: the modes are {modes}")
        project.mends(OLD, f"umask {mask:o}")
    yield "masks of modes"


def taken_away(project, how, mend):
    """Takes the target away at random moments of a build, and puts it back."""
    chance = random.Random(7)
    ended = []
    for number in range(MOMENTS):
        project.mends(OLD, f"{how.__name__}, before")
        with subprocess.Popen(project.command(NEW), stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.random() * 0.15)
            how(project)
            ended.append(process.wait(timeout=60))
        mend(project, f"{how.__name__}, moment {number}")
    if not any(ended) or any(code not in (0, 2, 4) for code in ended):
        fail(f"{how.__name__}: ended with {ended}")
    return f"{how.__name__} ({sum(code != 0 for code in ended)} of {MOMENTS} builds failed)"


def removed(project):
    shutil.rmtree(project.target, ignore_errors=True)


def after_removed(project, what):
    # What was removed is not the build's to bring back.
    if project.build(OLD)[0] != 0:
        # Removing and building went on at once: what is left is nobody's.
        removed(project)
    project.begin()


def replaced_by_a_link(project):
    victim = project.around.with_name("victim")
    shutil.rmtree(victim, ignore_errors=True)
    project.target.rename(victim)
    project.target.symlink_to(victim)


def after_replaced_by_a_link(project, what):
    victim = project.around.with_name("victim")
    if project.target.is_symlink():
        project.target.unlink()
        victim.rename(project.target)
    else:
        # The exchange came first or between: the link is beside the new site.
        fresh = project.around / ".public.forewarn-new"
        if fresh.is_symlink():
            fresh.unlink()
    project.stands(OLD, NEW, what)
    if not (project.target / Project.IN_FOLDER).exists():
        shutil.move(victim / ".git", project.target / ".git")
    project.mends(NEW, what)


def folder_moved(project):
    project.around.rename(project.around.with_name("moved"))


def after_folder_moved(project, what):
    # A build that had not begun to write has made the folder anew.
    shutil.rmtree(project.around, ignore_errors=True)
    project.around.with_name("moved").rename(project.around)
    project.stands(OLD, NEW, what)
    project.mends(NEW, what)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir()
    project = Project(folder / "small", 8)
    cases = [
        *mounts(project),
        *permissions(project),
        *links(project),
        *image_layers(folder, project),
        *limits(project),
    ]
    big = Project(folder / "big", 600)
    cases += [
        taken_away(big, removed, after_removed),
        taken_away(big, replaced_by_a_link, after_replaced_by_a_link),
        taken_away(big, folder_moved, after_folder_moved),
    ]
    print(f"fire, places: {len(cases)} kinds: {'; '.join(cases)}")


main()

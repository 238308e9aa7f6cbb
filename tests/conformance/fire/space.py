"""Builds on a disk that has room for so many more pages, or files, and no more.

usage: space.py FOLDER, as somebody who may mount

Every amount is tried, from none to enough, so that each stage of a build meets
the end of the disk; with a site there and without one.
"""

import atexit
import collections
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from project import Project, fail

PAGE = 4096
OLD, NEW = 0, 1


class Disk:
    """A file system in memory whose size can be set."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        atexit.register(subprocess.run, ["umount", folder], check=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m,nr_inodes=100k", "tmpfs", folder], check=True)

    def limit(self, pages=None, files=None):
        """Leaves room for so many pages and files, or for many."""
        now = os.statvfs(self.folder)
        used_pages = now.f_blocks - now.f_bfree
        used_files = now.f_files - now.f_ffree
        size = (used_pages + pages) * PAGE if pages is not None else "64m"
        count = used_files + files if files is not None else "100k"
        # No size at all would be no limit.
        remount = f"remount,size={size or PAGE},nr_inodes={count}"
        # With the source named, nothing is taken over from what is mounted.
        subprocess.run(["mount", "-o", remount, "tmpfs", self.folder], check=True)


def full(project, disk, what, with_site):
    """Leaves room for more and more until a build succeeds; gives how often it did not."""
    failed = 0
    while True:
        disk.limit()
        if with_site:
            project.mends(OLD, f"{what}, before")
        else:
            shutil.rmtree(project.target, ignore_errors=True)
        disk.limit(**{what: failed})
        code, said = project.build(NEW)
        case = f"room for {failed} {what}"
        if code == 0:
            break
        if code != 4 or "No space left on device" not in said or "make room and build again" not in said:
            fail(f"{case}: ended with {code}: {said}")
        left = sorted(os.listdir(project.around))
        if left != ["public"] * with_site:
            fail(f"{case}: left on the full disk: {left}")
        if with_site and project.stands(OLD, NEW, case) != OLD:
            fail(f"{case}: the site changed")
        failed += 1
    disk.limit()
    if with_site:
        project.mends(NEW, f"{what}, enough")
    return failed


def limited_files(project):
    """Files may not grow beyond a size: the call fails, or the signal for that ends the build."""
    ended = collections.Counter()
    for size in [0, 1, 100, 1000, 2000, 4000, 8000, 16000]:
        for ignored in [False, True]:
            project.mends(OLD, "limited files, before")
            limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            # Python ignores the signal itself, and lets go of that for its children.
            code, said = project.build(NEW, preexec_fn=limit, restore_signals=not ignored)
            case = f"files of {size} bytes at most"
            stands = project.stands(OLD, NEW, case)
            if code not in (0, 4, -signal.SIGXFSZ) or (code == 0) != (stands == NEW):
                fail(f"{case}: ended with {code}: {said}")
            ended[code] += 1
            project.mends(NEW, case)
    return dict(ended)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir()
    disk = Disk(folder / "disk")
    project = Project(folder / "project", 8, around=disk.folder / "out")
    sizes = limited_files(project)
    over_a_site = [full(project, disk, what, True) for what in ("pages", "files")]
    shutil.rmtree(project.around)
    project.around.mkdir()
    alone = [full(project, disk, what, False) for what in ("pages", "files")]
    print(f"fire, full disks: {over_a_site} sizes over a site, {alone} without one; limited files: {sizes}")
    for count in [*over_a_site, *alone]:
        if count < 10:
            fail("the disk was never full")


main()

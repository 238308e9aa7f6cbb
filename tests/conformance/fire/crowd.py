"""Builds at once into one target, and readers while one site takes the place of another.

usage: crowd.py FOLDER
"""

import collections
import multiprocessing
import os
import signal
import subprocess
import sys
import time

from project import EDITIONS, Project, fail, tree

EXCHANGES = 150


def at_once(project, builders):
    """Starts builds of several editions together; each must end well."""
    started = [
        subprocess.Popen(project.command(number % len(EDITIONS)), stderr=subprocess.PIPE, text=True)
        for number in range(builders)
    ]
    for build in started:
        said = build.communicate(timeout=120)[1]
        if build.returncode != 0:
            fail(f"one of {builders} builds at once ended with {build.returncode}: {said}")
    found = tree(project.target)
    if found not in project.expected:
        fail(f"{builders} builds at once left a site of none of them")
    project.nothing_beside(f"{builders} builds at once")


def held(project):
    """A build stops in the middle; the next one waits, until the first one is killed."""
    fresh = project.around / ".public.forewarn-new"
    with subprocess.Popen(project.command(1), stderr=subprocess.DEVNULL) as first:
        while not fresh.exists():
            if first.poll() is not None:
                return False
        first.send_signal(signal.SIGSTOP)
        try:
            # Threads in the middle of a call stop at its end.
            time.sleep(0.1)
            made = sorted(tree(fresh))
            second = subprocess.Popen(project.command(2), stderr=subprocess.PIPE, text=True)
            time.sleep(0.5)
            waits = second.poll() is None and sorted(tree(fresh)) == made
        finally:
            first.kill()
    said = second.communicate(timeout=60)[1]
    if not waits:
        fail("a build did not wait for the one before it")
    if second.returncode != 0:
        fail(f"after a killed build the next one ended with {second.returncode}: {said}")
    project.mends(2, "after a killed build")
    return True


def by_path(project, stop, seen):
    """Reads every file by its path, as a web server does.

    A file that every edition has is always there, and each is whole and of one of them.
    """
    paths = sorted(set().union(*project.expected))
    everywhere = set(paths).intersection(*project.expected)
    reads, walks, mixed = 0, 0, 0
    while not stop.is_set():
        editions = set(EDITIONS)
        for path in paths:
            if path == Project.IN_FOLDER:
                continue
            try:
                content = (project.target / path).read_bytes()
            except FileNotFoundError:
                content = None
            of = {edition for edition in EDITIONS if project.expected[edition].get(path) == content}
            if not of or (content is None and path in everywhere):
                size = None if content is None else len(content)
                seen.put((f"`{path}` was read as {size} bytes of no edition", 0, 0, 0))
                return
            editions &= of
            reads += 1
        walks += 1
        mixed += not editions
    seen.put((None, reads, walks, mixed))


def by_handle(project, stop, seen):
    """Walks through one open folder: files go when another site takes its place, but none changes."""
    paths = sorted(set(project.expected[0]).intersection(*project.expected) - {Project.IN_FOLDER})
    reads, walks, cut = 0, 0, 0
    while not stop.is_set():
        editions = set(EDITIONS)
        folder = os.open(project.target, os.O_RDONLY | os.O_DIRECTORY)
        for path in paths:
            try:
                with open(os.open(path, os.O_RDONLY, dir_fd=folder), "rb") as file:
                    content = file.read()
            except FileNotFoundError:
                cut += 1
                break
            editions &= {edition for edition in EDITIONS if project.expected[edition][path] == content}
            reads += 1
            if not editions:
                seen.put((f"`{path}` is of another edition than what was read before", 0, 0, 0))
                return
        os.close(folder)
        walks += 1
    seen.put((None, reads, walks, cut))


def read_while_building(project):
    stop, seen = multiprocessing.Event(), multiprocessing.Queue()
    kinds = [by_path, by_path, by_handle]
    readers = [multiprocessing.Process(target=kind, args=(project, stop, seen)) for kind in kinds]
    for reader in readers:
        reader.start()
    for number in range(EXCHANGES):
        if not all(reader.is_alive() for reader in readers):
            break
        code, said = project.build((number + 1) % len(EDITIONS))
        if code != 0:
            fail(f"a build beside readers ended with {code}: {said}")
    stop.set()
    total = collections.Counter()
    for _ in readers:
        fault, reads, walks, _ = seen.get(timeout=60)
        if fault:
            fail(f"a reader beside builds: {fault}")
        total.update(reads=reads, walks=walks)
    for reader in readers:
        reader.join()
    return dict(total)


def main():
    project = Project(sys.argv[1], 60)
    for builders in [2, 8] * 5:
        at_once(project, builders)
    project.mends(0, "after builds at once")
    stopped = sum(held(project) for _ in range(10))
    if not stopped:
        fail("no build could be stopped in time")
    total = read_while_building(project)
    print(f"fire, a crowd: 10 times 2 or 8 builds, {stopped} stopped and killed; {EXCHANGES} exchanges beside {total}")


main()

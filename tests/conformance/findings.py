"""What a judge found: collected, printed in order, turned into an exit code."""

import sys


class Findings:
    """The findings of one judge on one site."""

    def __init__(self, judge):
        self.judge = judge
        self.lines = []

    def add(self, place, message):
        """Adds a finding; `place` is a path of the site, with a line if known."""
        self.lines.append(f"{place}: {message}")

    def finish(self, looked_at):
        """Prints everything and exits: 1 when something was found.

        `looked_at` is a map from a noun to how many were looked at. A judge
        that saw nothing has judged nothing, which is a finding too.
        """
        for noun, count in looked_at.items():
            if count == 0:
                self.lines.append(f"{self.judge}: found no {noun} to judge")
        for line in sorted(self.lines):
            print(line)
        counts = ", ".join(f"{count} {noun}" for noun, count in looked_at.items())
        print(f"{self.judge}: {counts}, {len(self.lines)} findings")
        sys.exit(1 if self.lines else 0)

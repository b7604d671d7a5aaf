#!/usr/bin/python3
"""How `clew tell` grows with one story: ten times as many reports each time.

usage: bench/scale.py BUILD_DIR [N...]

Two stories that never were: every report in words of its own, and one report
in ten of its own, the others copies of those with a paragraph or more cut.
The last column divides the growth of processor time by that of n log n from
the row above: 1 and less is no worse.
"""
import math
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "support"))
import invent  # noqa: E402
from measure import Run, table  # noqa: E402

CLEW = os.path.join(os.path.abspath(sys.argv[1]), "clew")
SIZES = [int(n) for n in sys.argv[2:]] or [100, 1000, 10000]
WORDS = 600
LEAST = {10000: "40 s, 1.5 GB"}


def rows_of(what, make):
    rows, before = [], None
    for n in SIZES:
        with tempfile.TemporaryDirectory(prefix="clew-bench-") as folder:
            path = os.path.join(folder, "story.jsonl")
            invent.write_lines(path, make(n))
            run = Run([CLEW, "tell", "--format", "json", path],
                      times=1 if n > 1000 else 3)
        growth = ""
        if before:
            m, cpu = before
            growth = "%.2f" % (run.cpu / cpu
                               / (n * math.log(n) / (m * math.log(m))))
        rows.append((what, n, "%.2f s" % run.wall, LEAST.get(n, ""),
                     "%.2f s" % run.cpu, "%.1f ms" % (1000 * run.cpu / n),
                     "%.0f MB" % run.megabytes, growth))
        before = n, run.cpu
    return rows


def main():
    rows = rows_of("own words", lambda n: invent.reports(
        n, words=WORDS, per_story=n))
    rows += rows_of("copies", lambda n: invent.copied_reports(n, words=WORDS))
    table("One story, many reports",
          ("story", "reports", "wall", "least", "processor", "a report",
           "memory", "growth / n log n"), rows,
          "Reports of %d words to JSON, on %d cores." % (
              WORDS, len(os.sched_getaffinity(0))))


if __name__ == "__main__":
    main()

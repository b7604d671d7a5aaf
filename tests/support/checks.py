"""What the checks written in Python share: stories to run on, and the count.

A check is a function with a sentence as its docstring. It returns a list of
problems, empty when all is well, or raises Skip with the reason.
"""
import glob
import os
import subprocess
import sys
import traceback

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
DATA = os.path.abspath(os.environ.get("CLEW_DATA")
                       or os.path.join(ROOT, "..", "shared"))
PROBLEMS_SHOWN = 20


class Skip(Exception):
    """The check cannot be made here; says why."""


def need_data(*names):
    """The path of a public data set; without it the check is skipped, or
    fails where the data are required."""
    path = os.path.join(DATA, *names)
    if not os.path.exists(path):
        if os.environ.get("CLEW_DATA_REQUIRED") == "1":
            raise FileNotFoundError(
                "%s: CLEW_DATA_REQUIRED=1 and it is not there" % path)
        raise Skip("no public corpora (docs/data.md)")
    return path


def example_stories():
    """The folders of examples/ that hold the reports of one story."""
    stories = []
    for folder in sorted(glob.glob(os.path.join(ROOT, "examples", "*", ""))):
        reports = os.path.join(folder, "reports")
        stories.append(reports if os.path.isdir(reports) else folder[:-1])
    if not stories:
        raise Skip("examples/ holds no story")
    return stories


def stories():
    """Those, and the story read by hand when the corpora are here."""
    try:
        found = example_stories()
    except Skip:
        found = []
    try:
        found.append(need_data("stories", "beijing-2023", "reports"))
    except Skip:
        if not found:
            raise
    return found


def clew(build, *arguments, environment=None, accept=(0,), **options):
    """Standard output of one run of the program, as bytes."""
    done = subprocess.run([os.path.join(build, "clew")] + list(arguments),
                          env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=300, **options)
    if done.returncode not in accept:
        raise RuntimeError("clew %s: exit %d\n%s" % (
            " ".join(arguments), done.returncode,
            done.stderr.decode("utf-8", "replace")[-2000:]))
    return done.stdout


def run_checks(room, checks):
    """Make every check, print what failed, and end with the count."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for check in checks:
        try:
            problems, verdict = check(), "passed"
        except Skip as reason:
            problems, verdict = [], "skipped"
            print("skipped %s: %s: %s" % (room, check.__doc__, reason))
        except RuntimeError as error:  # a program that went wrong, in words
            problems = [str(error)]
        except Exception:
            problems = [traceback.format_exc(limit=4).strip()]
        if problems:
            verdict = "failed"
            print("FAILED %s: %s" % (room, check.__doc__))
            for problem in problems[:PROBLEMS_SHOWN]:
                print("    " + problem.replace("\n", "\n    "))
            if len(problems) > PROBLEMS_SHOWN:
                print("    and %d more" % (len(problems) - PROBLEMS_SHOWN))
        counts[verdict] += 1
    print("# cases: %(passed)d passed, %(failed)d failed, %(skipped)d skipped"
          % counts)
    sys.exit(counts["failed"] > 0)

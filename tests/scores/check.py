#!/usr/bin/python3
"""The least levels that the program must hold on public data, through the
scorers that come with the data. Skipped when the data are absent.

usage: tests/scores/check.py BUILD_DIR
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "support"))
from checks import ROOT, clew, need_data, run_checks  # noqa: E402

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                        else os.path.join(ROOT, "build"))

# The levels of the main job; each section is told by the scorer's --help.
STORY_LEAST = ("contract=1 economy=1 story=1 overall=.70 documents=.85 "
               "timeline=.65 timeline_docs=.5 quotes=.7 figures=.7 claims=.5 "
               "conflict_precision=.33 not_conflicts=1 shared_furniture=1 "
               "entities=.75").split()
EXAMPLE_LEAST = "contract=1 story=1".split()
# What a gold file must tell of for its economy to be scored.
COUNTED = ("timeline", "claims", "figures")


def scored(gold, reports, least):
    """The scorer's words when a level is missed; nothing when all are held."""
    scorer = need_data("tools", "score_dossier.py")
    with tempfile.TemporaryDirectory(prefix="clew-score-") as folder:
        dossier = os.path.join(folder, "dossier.json")
        with open(dossier, "wb") as file:
            file.write(clew(BUILD, "tell", reports, "--format", "json"))
        done = subprocess.run(
            ["/usr/bin/python3", scorer, gold, dossier, "--min"] + least,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode == 0:
        return []
    return done.stdout.decode("utf-8", "replace").splitlines()


def story_read_by_hand():
    """five reports of one story, against what a careful reader wrote down"""
    story = need_data("stories", "beijing-2023")
    return scored(os.path.join(story, "gold.json"),
                  os.path.join(story, "reports"), STORY_LEAST)


def own_examples():
    """the stories of examples/ that have a gold file"""
    need_data("tools", "score_dossier.py")
    problems = []
    for gold in sorted(glob.glob(os.path.join(ROOT, "examples", "*",
                                              "gold.json"))):
        reports = os.path.join(os.path.dirname(gold), "reports")
        with open(gold, encoding="utf-8") as file:
            wanted = json.load(file)
        is_counted = any(not entry.get("optional") for name in COUNTED
                         for entry in wanted.get(name) or [])
        least = EXAMPLE_LEAST + ["economy=1"] * is_counted
        problems += scored(gold, reports, least)
    return problems


def main():
    run_checks("scores", [story_read_by_hand, own_examples])


if __name__ == "__main__":
    main()

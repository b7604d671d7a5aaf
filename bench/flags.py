#!/usr/bin/python3
"""How many of the conflicts told of real reports are right, read by hand.

usage: bench/flags.py BUILD_DIR [--unread] [--set NAME]

A flag is two sides of one conflict of `clew tell`. bench/flags/labels.jsonl
says of flags that somebody read whether they are right; bench/flags/README.md
says when one is. `--unread` prints the flags that nobody has labelled, with
their words, in place of the table; `--set` looks at one set alone.

Prints nothing but a word when CLEW_DATA is absent (docs/data.md).
"""
import argparse
import collections
import gzip
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "support"))
from measure import table  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LABELS = os.path.join(ROOT, "bench", "flags", "labels.jsonl")
DATA = os.path.join(os.path.abspath(os.environ.get("CLEW_DATA")
                                    or os.path.join(ROOT, "..", "shared")),
                    "data")
TOPICS = ("haiti", "H1N1", "SyrianCrisis", "EgyptianProtest", "LibyaWar")
STORIES = ("ecb", "wcl50", "meantime")
# Items of 1987 that a news agency filed under one subject.
SUBJECTS = ("crude", "ship", "trade", "coffee")
SETS = TOPICS + STORIES + SUBJECTS
SECONDS_MAX = 600


def rows(path):
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def batches(name):
    """Lists of reports, each list one run of `clew tell`."""
    if name in TOPICS:
        return [rows(os.path.join(DATA, "timelines", name,
                                  "articles.jsonl.gz"))]
    if name in SUBJECTS:
        return [[dict(row, published=row["published"][:10]) for row in
                 rows(os.path.join(DATA, "background", "reuters.jsonl.gz"))
                 if name in row["topics"]]]
    topics = collections.defaultdict(list)
    folder = name if name == "meantime" else os.path.join("stories", name)
    for row in rows(os.path.join(DATA, folder, "docs.jsonl")):
        topics[row["story"]].append(row)
    return [topics[key] for key in sorted(topics)]


def tell(clew, reports):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for report in reports:
            file.write(json.dumps({key: report[key] for key in
                                   ("id", "published", "text")
                                   if report.get(key)}) + "\n")
        file.flush()
        done = subprocess.run([clew, "tell", file.name, "--format", "json"],
                              stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=SECONDS_MAX)
    if done.returncode != 0:
        raise RuntimeError("clew tell: exit %d: %s" % (
            done.returncode, done.stderr.decode("utf-8", "replace")[-300:]))
    return json.loads(done.stdout)


def flags(name, dossier):
    """Each side of a conflict against the first, or, of revised values,
    against the one before."""
    ids = {report["id"]: report["source_id"] for report in dossier["reports"]}
    for story in dossier["stories"]:
        for conflict in story["conflicts"]:
            sides = conflict["sides"]
            for i in range(1, len(sides)):
                pair = (sides[i - 1 if conflict["state"] == "revised" else 0],
                        sides[i])
                yield {"set": name, "kind": conflict["kind"],
                       "state": conflict["state"],
                       "score": conflict["score"],
                       "values": [side["value"] for side in pair],
                       "cites": [[{"report": ids[cite["report"]],
                                   "span": cite["span"],
                                   "text": cite["text"]}
                                  for cite in side["cite"]] for side in pair]}


def place(cite):
    return cite["report"], tuple(cite["span"])


class Labels:
    """What was read: by kind, state and the two places, in either order."""

    def __init__(self):
        self.read = {}
        for row in rows(LABELS):
            a, b = sorted((place(row["a"]), place(row["b"])))
            self.read[row["kind"], row["state"], a, b] = row["right"]

    def of(self, flag):
        """The label of the first two cites that somebody read, else None."""
        for a in flag["cites"][0]:
            for b in flag["cites"][1]:
                x, y = sorted((place(a), place(b)))
                found = self.read.get((flag["kind"], flag["state"], x, y))
                if found is not None:
                    return found
        return None


def show(flag):
    print("%s %s %s %.3f" % (flag["set"], flag["kind"], flag["state"],
                             flag["score"]))
    for value, cites in zip(flag["values"], flag["cites"]):
        print("  = %s" % value)
        for cite in cites[:2]:
            print("    %s %s %s" % (cite["report"], cite["span"],
                                    cite["text"]))


def share(found):
    """Right of read, as a table tells it."""
    read = [flag for flag in found if flag["right"] is not None]
    right = sum(flag["right"] for flag in read)
    return [len(found), len(read), right,
            "%.3f" % (right / len(read)) if read else ""]


def report(found):
    out = [[name] + share([flag for flag in found if flag["set"] == name])
           for name in SETS]
    for what, chosen in (
            ("timeline topics", lambda f: f["set"] in TOPICS),
            ("other stories", lambda f: f["set"] in STORIES),
            ("subjects of an agency", lambda f: f["set"] in SUBJECTS),
            ("differ", lambda f: f["state"] == "conflict"),
            ("revised", lambda f: f["state"] == "revised")):
        out.append(["*%s*" % what] + share([f for f in found if chosen(f)]))
    found = sorted(found, key=lambda flag: -flag["score"])
    for i, what in enumerate(("highest", "middle", "lowest")):
        part = found[i * len(found) // 3:(i + 1) * len(found) // 3]
        out.append(["*%s third of scores*" % what] + share(part))
    out.append(["**all**"] + share(found))
    table("Conflicts told of real reports, read by hand",
          ("set", "flags", "read", "right", "precision"), out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--unread", action="store_true")
    parser.add_argument("--set", choices=SETS)
    options = parser.parse_args()
    clew = os.path.join(os.path.abspath(options.build), "clew")
    if not os.path.isdir(DATA):
        print("skipped: %s is not there; CLEW_DATA names the folder" % DATA)
        return
    labels, found = Labels(), []
    for name in (options.set,) if options.set else SETS:
        for reports in batches(name):
            found += flags(name, tell(clew, reports))
    for flag in found:
        flag["right"] = labels.of(flag)
        if options.unread and flag["right"] is None:
            show(flag)
    if not options.unread:
        report(found)


if __name__ == "__main__":
    main()

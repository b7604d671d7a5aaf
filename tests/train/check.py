#!/usr/bin/python3
"""The annotated corpus is sound, and Clew reads its words.

usage: tests/train/check.py BUILD_DIR
"""
import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "support"))
from checks import ROOT, run_checks  # noqa: E402

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                        else os.path.join(ROOT, "build"))
CORPUS = os.path.join(ROOT, "train", "corpus")
PROGRAM = os.path.join(BUILD, "train", "corpus")


def run(*command):
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)


def reports():
    return sorted(glob.glob(os.path.join(CORPUS, "*.news")) +
                  glob.glob(os.path.join(CORPUS, "measure", "*.news")))


def checked():
    """no report of the corpus has a mistake that can be told"""
    done = run(PROGRAM, "check", CORPUS,
               os.path.join(CORPUS, "public-figures.txt"))
    return done.stderr.decode("utf-8", "replace").splitlines()


def annotated_again():
    """what was annotated twice has the words of the corpus"""
    again = os.path.join(CORPUS, "again")
    if not glob.glob(os.path.join(again, "*.news")):
        return ["no report in %s" % again]
    done = run(PROGRAM, "agree", CORPUS, again)
    return done.stderr.decode("utf-8", "replace").splitlines()


def told():
    """the bare words are read by `clew tell` without a complaint"""
    with tempfile.TemporaryDirectory(prefix="clew-corpus-") as folder:
        for path in reports():
            name = os.path.basename(path).replace(".news", ".txt")
            done = run(PROGRAM, "bare", path)
            with open(os.path.join(folder, name), "wb") as file:
                file.write(done.stdout)
        done = run(os.path.join(BUILD, "clew"), "tell", folder, "--format",
                   "json")
    problems = done.stderr.decode("utf-8", "replace").splitlines()
    if done.returncode not in (0,):
        problems.append("clew tell ended with %d" % done.returncode)
    return problems


run_checks("corpus", [checked, annotated_again, told])

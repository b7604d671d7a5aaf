"""Extraction: pages of HTML to body, title, people and day.

The measuring half of pages/dev, which nobody here tunes on: lines 2, 4, 6 ...
of its gold file. Scored by score_extraction.py, which says what a figure is.
"""
import gzip
import json
import os
import re
import subprocess

from run import Failed, Peer

TITLE = "Extraction, beside other programs"
COLUMNS = ("words_f1", "words_p", "words_r", "not_empty", "date", "byline",
           "title")

PYTHON = "python.py"
NODE = "node.mjs"
PEERS = [
    Peer("clew", adapter="clew.py"),
    Peer("trafilatura", "pip", ["trafilatura", "lxml_html_clean"], PYTHON,
         ["trafilatura"]),
    Peer("newspaper4k", "pip", ["newspaper4k", "lxml_html_clean"], PYTHON,
         ["newspaper4k"]),
    Peer("resiliparse", "pip", ["resiliparse"], PYTHON, ["resiliparse"]),
    Peer("readability-lxml", "pip", ["readability-lxml", "lxml_html_clean"],
         PYTHON, ["readability-lxml"]),
    # the newest releases of both DOMs ask for packages that are not
    # everywhere; these two are the last that do not
    Peer("readability (jsdom)", "npm",
         ["@mozilla/readability", "jsdom@26"], NODE, ["readability", "jsdom"]),
    Peer("readability (linkedom)", "npm",
         ["@mozilla/readability", "linkedom@0.18.12"], NODE,
         ["readability", "linkedom"]),
    Peer("defuddle", "npm", ["defuddle", "jsdom@26"], NODE,
         ["defuddle", "jsdom"]),
    Peer("rs-trafilatura", "cargo", ["rs-trafilatura", "serde_json"],
         "main.rs"),
]


def measuring_half(data):
    with open(os.path.join(data, "data", "pages", "dev", "gold.jsonl"),
              encoding="utf-8") as file:
        return [line for line in file if line.strip()][1::2]


def inputs(data, folder, path):
    """(n, sentence): the pages, unpacked, as lines {"path", "url"}."""
    home = os.path.join(data, "data", "pages", "dev")
    if not os.path.isdir(home):
        return 0, "%s is not there; CLEW_DATA names the folder" % home
    lines = measuring_half(data)
    with open(path, "w", encoding="utf-8") as out:
        for line in lines:
            gold = json.loads(line)
            page = os.path.join(folder, gold["id"] + ".html")
            with gzip.open(os.path.join(home, gold["id"] + ".html.gz")) as packed:
                with open(page, "wb") as file:
                    file.write(packed.read())
            out.write(json.dumps({"path": page, "url": gold["url"]}) + "\n")
    return len(lines), ("%d saved news pages, the measuring half of pages/dev; "
                        "pages a second of processor time, without the "
                        "start of the program."
                        % len(lines))


def score(answers, data):
    gold = answers + ".gold"
    with open(gold, "w", encoding="utf-8") as file:
        file.writelines(measuring_half(data))
    done = subprocess.run(
        ["/usr/bin/python3", os.path.join(data, "tools", "score_extraction.py"),
         gold, answers, "--min", ",".join("%s=2" % c for c in COLUMNS)],
        stdin=subprocess.DEVNULL, capture_output=True)
    out = done.stdout.decode("utf-8", "replace")
    # the scorer names the value of each figure that misses its level
    found = dict(re.findall(r"(\w+) ([0-9.]+) < 2\b", out.splitlines()[-1]
                            if out else ""))
    if not found:
        raise Failed("its answers cannot be scored")
    return {name: float(value) for name, value in found.items()}

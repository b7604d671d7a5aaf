#!/usr/bin/python3
"""How fast each command is, on reports invented by support/invent.py.

usage: bench/speed.py BUILD_DIR
"""
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "support"))
import invent  # noqa: E402
from measure import Run, instructions, table  # noqa: E402

CLEW = os.path.join(os.path.abspath(sys.argv[1]), "clew")
WORDS = 600


def write(folder, reports, form, ending):
    """The reports as files of a new folder; their bytes in all."""
    os.makedirs(folder)
    size = 0
    for report in reports:
        data = form(report).encode("utf-8")
        size += len(data)
        with open(os.path.join(folder, report["id"] + ending), "wb") as file:
            file.write(data)
    return size


def write_lines(path, reports):
    with open(path, "w", encoding="utf-8") as file:
        for report in reports:
            file.write(json.dumps(invent.row(report), ensure_ascii=False))
            file.write("\n")
    return sum(len(" ".join(r["paragraphs"]).split()) for r in reports)


def main():
    rows = []
    with tempfile.TemporaryDirectory(prefix="clew-bench-") as folder:
        def at(name):
            return os.path.join(folder, name)

        def add(what, run, figure, least):
            rows.append((what, figure, least, "%.0f ms" % (1000 * run.wall),
                         "%.0f ms" % (1000 * run.cpu),
                         "%.0f MB" % run.megabytes))

        five, many = invent.reports(5), invent.reports(1000)
        write(at("five"), five, invent.flat, ".txt")
        write(at("flat"), many[:400], invent.flat, ".txt")
        html = write(at("html"), many, invent.page, ".html")
        text = write(at("text"), many, invent.flat, ".txt")
        words = write_lines(at("many.jsonl"), many)
        plain = at("plain.txt")
        with open(plain, "w", encoding="utf-8") as file:
            file.write("\n\n".join(p for r in many for p in r["paragraphs"]))

        # Small work is timed oftener: its spread is larger.
        command = [CLEW, "tell", "-j", "1", at("five")]
        run = Run(command, times=41)
        count = instructions(command)
        add("five reports to text", run, "%.0f ms" % (1000 * run.wall),
            "50 ms, 64 MB")
        if count:
            rows.append(("… instructions", "%.0f million" % (count / 1e6), "",
                         "", "", ""))
        run = Run([CLEW, "tell", "-j", "1", "--format", "json", at("five")],
                  times=21)
        add("five reports to JSON", run, "%.0f ms" % (1000 * run.wall), "")
        run = Run([CLEW, "version"], times=41)
        add("start and end", run, "%.1f ms" % (1000 * run.wall), "")
        run = Run([CLEW, "tell", "-j", "1", "--format", "json", at("flat")])
        add("400 flat reports to a dossier", run,
            "%.0f reports/s" % (400 / run.wall), "200/s")
        run = Run([CLEW, "tell", "--format", "json", at("flat")])
        add("… all cores", run, "%.0f reports/s" % (400 / run.wall), "")
        run = Run([CLEW, "extract", "-j", "1", at("html")])
        add("HTML to extract", run, "%.0f MB/s" % (html / 1e6 / run.wall),
            "60 MB/s")
        run = Run([CLEW, "extract", "-j", "1", at("text")])
        add("flat text to extract", run, "%.0f MB/s" % (text / 1e6 / run.wall),
            "")
        run = Run([CLEW, "annotate", plain])
        add("annotate, all marks", run, "%.0f words/s" % (words / run.wall),
            "200 000/s")
        run = Run([CLEW, "group", at("many.jsonl")])
        add("group", run, "%.0f reports/s" % (len(many) / run.wall),
            "30 000/s")
        run = Run([CLEW, "copies", at("many.jsonl")])
        add("copies", run, "%.0f reports/s" % (len(many) / run.wall), "")
    table("Speed", ("what", "figure", "least", "wall", "processor", "memory"),
          rows, "Invented reports of %d words, one core unless said; medians "
          "of at least 5 runs, memory of one." % WORDS)


if __name__ == "__main__":
    main()

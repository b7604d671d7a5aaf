#!/usr/bin/python3
"""How fast each command is, on reports invented by support/invent.py.

usage: bench/speed.py BUILD_DIR
"""
import glob
import gzip
import os
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "support"))
import invent  # noqa: E402
from measure import Run, instructions, table  # noqa: E402

CLEW = os.path.join(os.path.abspath(sys.argv[1]), "clew")
MODEL = os.path.join("model", "en.bin")
WORDS = 600
PAGES = os.path.join(os.path.abspath(
    os.environ.get("CLEW_DATA")
    or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                    "shared")), "data", "pages", "dev")


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


def unpack(folder):
    """The saved pages of the public corpora; their bytes, 0 without them."""
    size = 0
    os.makedirs(folder)
    for path in sorted(glob.glob(os.path.join(PAGES, "*.html.gz"))):
        with gzip.open(path) as packed:
            data = packed.read()
        size += len(data)
        with open(os.path.join(folder, os.path.basename(path)[:-3]),
                  "wb") as file:
            file.write(data)
    return size


def rates_of(folder, name, path):
    """What the program support/NAME.c prints of the file: numbers, medians of
    five runs."""
    program = os.path.join(folder, name)
    flags = subprocess.run(
        ["pkg-config", "--libs", "libxxhash", "libutf8proc", "uchardet",
         "jansson", "nettle", "zlib"], stdout=subprocess.PIPE, check=True)
    subprocess.run([os.environ.get("CC", "cc"), "-std=c17", "-O2",
                    "-D_GNU_SOURCE", "-Isrc", "bench/support/%s.c" % name,
                    os.path.join(sys.argv[1], "libclew.a"), "-o", program]
                   + flags.stdout.decode().split() + ["-lm", "-lpthread"],
                   check=True)
    runs = [subprocess.run([program, path], stdout=subprocess.PIPE, check=True)
            .stdout.split() for _ in range(5)]
    return [statistics.median(map(float, column)) for column in zip(*runs)]


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
        words = invent.write_lines(at("many.jsonl"), many)
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
        saved = unpack(at("saved"))
        if saved:
            run = Run([CLEW, "extract", "-j", "1", at("saved")])
            add("saved pages to extract", run,
                "%.0f MB/s" % (saved / 1e6 / run.wall), "60 MB/s")
            both = Run([CLEW, "extract", "-j", "2", at("saved")])
            add("… two workers", both, "%.2f x" % (run.wall / both.wall),
                "1.8 x")
        run = Run([CLEW, "extract", "-j", "1", at("html")])
        add("pages that are all text to extract", run,
            "%.0f MB/s" % (html / 1e6 / run.wall), "")
        run = Run([CLEW, "extract", "-j", "1", at("text")])
        add("flat text to extract", run, "%.0f MB/s" % (text / 1e6 / run.wall),
            "")
        one = at("one.txt")
        with open(one, "w", encoding="utf-8") as file:
            file.write("Ana Ruiz left Oslo.")
        run = Run([CLEW, "annotate", one], times=41)
        mapped = Run([CLEW, "annotate", "--model", MODEL, one], times=41)
        rows.append(("a model file mapped and checked", "%.1f ms"
                     % (1000 * (mapped.cpu - run.cpu)), "10 ms", "", "", ""))
        for what, rate, least in zip(
                ("annotate, tags and names", "annotate, all, nothing printed"),
                rates_of(folder, "annotate_speed", plain),
                ("500 000/s", "200 000/s")):
            rows.append((what, "%.0f words/s" % rate, least, "", "", ""))
        run = Run([CLEW, "annotate", plain])
        add("annotate, all marks", run, "%.0f words/s" % (words / run.wall),
            "200 000/s")
        run = Run([CLEW, "group", at("many.jsonl")])
        add("group", run, "%.0f reports/s" % (len(many) / run.wall), "")
        for what, rate in zip(
                ("… words of a report read", "… report of read words placed",
                 "… placed, and all linked anew"),
                rates_of(folder, "group_speed", at("many.jsonl"))):
            rows.append((what, "%.0f reports/s" % rate,
                         "30 000/s" if "placed" in what else "", "", "", ""))
        run = Run([CLEW, "copies", at("many.jsonl")])
        add("copies, 48 pairs a report", run,
            "%.0f reports/s" % (len(many) / run.wall), "")
        loose = invent.loose_reports(10000)
        invent.write_lines(at("loose.jsonl"), loose)
        run = Run([CLEW, "copies", "-j", "1", at("loose.jsonl")])
        add("copies, one report in ten", run,
            "%.0f reports/s" % (len(loose) / run.wall), "20 000/s")
    table("Speed", ("what", "figure", "least", "wall", "processor", "memory"),
          rows, "Saved pages are those of pages/dev; all else is invented reports "
          "of %d words. One core unless said; medians "
          "of at least 5 runs, memory of one." % WORDS)


if __name__ == "__main__":
    main()

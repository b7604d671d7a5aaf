#!/usr/bin/python3
"""What the program prints, against the schemas of docs/, and every citation
read again.

usage: tests/schema/check.py BUILD_DIR
"""
import functools
import glob
import json
import os
import sys
import tempfile

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "support"))
from checks import ROOT, Skip, clew, run_checks, stories  # noqa: E402

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                        else os.path.join(ROOT, "build"))
OPTIONAL_KEYS = {"map", "source", "modified"}
LINES_LEAST, LINES_PER_REPORT = 40, 8  # of timeline, claims, figures


@functools.lru_cache(maxsize=None)
def validator(name):
    path = os.path.join(ROOT, "docs", name + ".schema.json")
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def violations(name, value):
    return ["%s: %.200s" % (error.json_path, error.message)
            for error in validator(name).iter_errors(value)]


@functools.lru_cache(maxsize=None)
def dossier(story):
    return json.loads(clew(BUILD, "tell", story, "--format", "json",
                           accept=(0, 1)))


@functools.lru_cache(maxsize=None)
def reports(story):
    """{id: bytes of the text}."""
    return {report["id"]: report["text"].encode("utf-8")
            for report in dossier(story)["reports"]}


def cites(value):
    """Every citation anywhere below a value."""
    if isinstance(value, dict):
        if set(value) == {"report", "span", "text"}:
            return [value]
        return [c for part in value.values() for c in cites(part)]
    if isinstance(value, list):
        return [c for part in value for c in cites(part)]
    return []


def entries(story):
    """(place, entry) of everything that lists the reports it cites."""
    for told in dossier(story)["stories"]:
        for part in ("entities", "timeline", "announced", "claims", "figures"):
            for i, entry in enumerate(told[part]):
                yield "%s[%d]" % (part, i), entry
        for i, conflict in enumerate(told["conflicts"]):
            for j, side in enumerate(conflict["sides"]):
                yield "conflicts[%d].sides[%d]" % (i, j), side


def over_stories(check):
    """The problems of each story, with its name."""
    return ["%s: %s" % (os.path.relpath(story, ROOT), problem)
            for story in stories() for problem in check(story)]


def dossier_valid():
    """tell --format json keeps the schema of the dossier"""
    return over_stories(lambda s: violations("dossier", dossier(s)))


def something_told():
    """a story of several reports gives lines in every part of the dossier"""
    def check(story):
        told = dossier(story)["stories"]
        if not told:
            return ["no story"]
        return ["%s is empty" % part
                for part in ("brief", "entities", "timeline", "claims",
                             "quotes", "figures")
                if not any(t[part] for t in told)]
    return over_stories(check)


def citations_read_back():
    """every citation is the bytes it points at, whole characters"""
    def check(story):
        texts, problems = reports(story), []
        for cite in cites(dossier(story)["stories"]):
            low, high = cite["span"]
            text = texts.get(cite["report"], b"")
            if not low < high <= len(text) or (
                    text[low:high] != cite["text"].encode("utf-8")):
                problems.append("%s %s is not %.60r" % (
                    cite["report"], cite["span"], cite["text"]))
        return problems
    return over_stories(check)


def spans_inside():
    """body and furniture lie inside the text, in order, apart"""
    def check(story):
        problems = []
        for report in dossier(story)["reports"]:
            text = report["text"].encode("utf-8")
            spans = sorted(report["body"] + [f["span"]
                                             for f in report["furniture"]])
            end = 0
            for low, high in spans:
                if not end <= low < high <= len(text):
                    problems.append("%s %s after %d of %d" % (
                        report["id"], [low, high], end, len(text)))
                end = max(end, high)
            if report["body"] != sorted(report["body"]):
                problems.append("%s: body out of order" % report["id"])
        return problems
    return over_stories(check)


def text_is_the_file():
    """the text of a plain UTF-8 file is the file, and has no map"""
    def check(story):
        problems = []
        for report in dossier(story)["reports"]:
            if not report["path"].endswith(".txt") or "map" in report:
                continue
            with open(report["path"], "rb") as file:
                if file.read() != report["text"].encode("utf-8"):
                    problems.append("%s: text is not the file" % report["path"])
        return problems
    return over_stories(check)


def map_holds():
    """a map leads from the text to the same bytes of the source, for ASCII"""
    def check(story):
        problems = []
        for report in dossier(story)["reports"]:
            if "map" not in report or report["path"].endswith(".gz"):
                continue
            with open(report["path"], "rb") as file:
                source = file.read()
            text, end = report["text"].encode("utf-8"), 0
            for text_from, source_from, n in report["map"]:
                run = text[text_from:text_from + n]
                if text_from < end or source[
                        source_from:source_from + n] != run:
                    problems.append("%s: map [%d, %d, %d]" % (
                        report["path"], text_from, source_from, n))
                end = text_from + n
        return problems
    return over_stories(check)


def reports_are_those_cited():
    """`reports` of an entry is exactly the set of reports it cites"""
    def check(story):
        problems = []
        for place, entry in entries(story):
            cited = {c["report"] for c in entry.get("cite")
                     or entry["mentions"]}
            if set(entry["reports"]) != cited:
                problems.append("%s: %s, cited %s" % (
                    place, sorted(entry["reports"]), sorted(cited)))
        return problems
    return over_stories(check)


def ids_once():
    """ids are unique, and every id that is named exists"""
    def check(story):
        told, seen, problems = dossier(story), set(), []
        for report in told["reports"]:
            if report["id"] in seen:
                problems.append("%s twice" % report["id"])
            seen.add(report["id"])
        known = set(seen)
        for s in told["stories"]:
            items = [s] + [x for part in ("entities", "timeline", "claims",
                                          "conflicts", "quotes", "figures")
                           for x in s[part]]
            for item in items:
                if item["id"] in seen:
                    problems.append("%s twice" % item["id"])
                seen.add(item["id"])
            entities = {e["id"] for e in s["entities"]}
            problems += ["speaker %s is no entity" % q["speaker"]["entity"]
                         for q in s["quotes"] if q["speaker"]
                         and q["speaker"]["entity"] not in entities | {None}]
            problems += ["report %s is unknown" % i
                         for i in s["reports"] if i not in known]
        return problems
    return over_stories(check)


def lines_verbatim():
    """every line's words stand in a report it cites; … marks a cut"""
    def check(story):
        texts, problems = reports(story), []
        for told in dossier(story)["stories"]:
            for part in ("brief", "timeline", "announced", "claims", "quotes"):
                for entry in told[part]:
                    pieces = [p.strip() for p in entry["text"].split("…")]
                    sources = [texts[c["report"]].decode("utf-8")
                               for c in entry["cite"]]
                    if not any(all(p in source for p in pieces)
                               for source in sources):
                        problems.append("%s: %.80r" % (part, entry["text"]))
        return problems
    return over_stories(check)


def a_reading_not_a_dump():
    """at most max(40, 8 n) lines of a kind for n reports, in order of time"""
    def check(story):
        problems = []
        for told in dossier(story)["stories"]:
            most = max(LINES_LEAST, LINES_PER_REPORT * len(told["reports"]))
            problems += ["%d %s, at most %d" % (len(told[part]), part, most)
                         for part in ("timeline", "claims", "figures")
                         if len(told[part]) > most]
            days = [line["from"][:10] for line in told["timeline"]]
            if days != sorted(days):
                problems.append("the timeline is out of order")
            problems += ["%s ends before it begins" % line["id"]
                         for line in told["timeline"]
                         if line["to"][:10] < line["from"][:10]]
        return problems
    return over_stories(check)


def extract_valid():
    """each line of extract keeps its schema; body is the blocks joined"""
    def check(story):
        problems = []
        lines = clew(BUILD, "extract", story, accept=(0, 1)).splitlines()
        if not lines:
            problems.append("no line")
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            problems += ["line %d: %s" % (number, what)
                         for what in violations("extract", row)]
            blocks = [b["text"] for b in row["blocks"] if b["role"] != "title"]
            if row["body"] is not None and row["body"] != "\n\n".join(blocks):
                problems.append("line %d: body is not its blocks" % number)
        return problems
    return over_stories(check)


def extract_of_bad_input_valid():
    """extract keeps its schema over inputs that cannot be read"""
    inputs = {"empty.txt": b"", "nul.txt": b"a\0b\0c" * 50,
              "latin.txt": "Le café est fermé à Brême.\n".encode("latin-1"),
              "cut.jsonl": b'{"text": "A line that', "paper.pdf": b"%PDF-1.7\n",
              "cut.txt.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\3",
              "page.html": b"<p>One</p><p>Two <b>three"}
    with tempfile.TemporaryDirectory(prefix="clew-schema-") as folder:
        for name, data in inputs.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        told = clew(BUILD, "extract", folder, accept=(1,))
        rows = [json.loads(line) for line in told.splitlines()]
        whole = json.loads(clew(BUILD, "tell", folder, "--format", "json",
                                accept=(1,)))
    return ["%s: %s" % (row.get("path"), what)
            for row in rows for what in violations("extract", row)
            ] + violations("dossier", whole)


def annotate_valid():
    """annotate keeps its schema, and its spans are whole words of the text"""
    def check(story):
        files = sorted(glob.glob(os.path.join(story, "*.txt")))[:4]
        if not files:
            return []
        problems = []
        told = clew(BUILD, "annotate", "--date", "2024-05-06", *files)
        for line in told.splitlines():
            row = json.loads(line)
            problems += violations("annotate", row)
            text = row["text"].encode("utf-8")
            problems += ["token %s is not %r" % (t["span"], t["form"])
                         for t in row["tokens"]
                         if text[t["span"][0]:t["span"][1]].decode("utf-8")
                         != t["form"]]
            ends = [0] + [b for _, b in row["sentences"]]
            problems += ["sentence %s overlaps" % s
                         for s, end in zip(row["sentences"], ends)
                         if s[0] < end or s[1] > len(text)]
        return problems
    return over_stories(check)


def spoilt(value):
    """(what was done, value) for each way to lose or add one key."""
    if isinstance(value, list):
        for i, part in enumerate(value):
            for what, other in spoilt(part):
                yield "[%d]%s" % (i, what), value[:i] + [other] + value[i + 1:]
    elif isinstance(value, dict):
        yield " with one key more", dict(value, extra=1)
        for key, part in value.items():
            if key not in OPTIONAL_KEYS:
                yield " without " + key, {k: v for k, v in value.items()
                                          if k != key}
            for what, other in spoilt(part):
                yield ".%s%s" % (key, what), dict(value, **{key: other})


def schema_bites():
    """a dossier that lost or gained a key anywhere is refused"""
    told = dossier(stories()[0])
    if violations("dossier", told):
        raise Skip("the dossier itself is refused")
    # One of everything is enough.
    small = dict(told, reports=told["reports"][:1], stories=[
        {key: part[:1] if isinstance(part, list) else part
         for key, part in told["stories"][0].items()}])
    return [what + " is accepted" for what, value in spoilt(small)
            if validator("dossier").is_valid(value)]


def main():
    run_checks("schema", [
        dossier_valid, something_told, citations_read_back, spans_inside,
        text_is_the_file, map_holds, reports_are_those_cited, ids_once,
        lines_verbatim, a_reading_not_a_dump, extract_valid,
        extract_of_bad_input_valid, annotate_valid, schema_bites])


if __name__ == "__main__":
    main()

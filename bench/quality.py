#!/usr/bin/python3
"""How good each step is on public data, by the scorers that come with them.

usage: bench/quality.py BUILD_DIR [PART...]

PART is one of story, pages, times, events, quotes, words, groups, copies,
conflicts, timelines; all of them unless said. Prints nothing but a word when CLEW_DATA is absent (docs/data.md).
"""
import glob
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "support"))
from measure import table  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CLEW = os.path.join(os.path.abspath(sys.argv[1]), "clew")
HOME = os.path.abspath(os.environ.get("CLEW_DATA")
                       or os.path.join(ROOT, "..", "shared"))
DATA = os.path.join(HOME, "data")
PYTHON = "/usr/bin/python3"
SECONDS_MAX = 600


def tool(name, *arguments):
    done = subprocess.run([PYTHON, os.path.join(HOME, "tools", name)]
                          + list(arguments), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=SECONDS_MAX)
    return (done.stdout.decode("utf-8", "replace"),
            done.stderr.decode("utf-8", "replace"))


def score(scorer, arguments, figures):
    """{figure: value}. A scorer names the value of each figure that misses
    its level, and no figure reaches 2."""
    out, errors = tool(scorer, *arguments, "--min",
                       ",".join("%s=2" % name for name in figures))
    found = dict(re.findall(r"(\w+) ([0-9.]+) < 2\b", out.splitlines()[-1]
                            if out else ""))
    if not found:
        raise RuntimeError("%s: %s" % (scorer, (errors or out)[-300:]))
    return {name: float(found[name]) for name in figures if name in found}


def clew(out, *arguments):
    with open(out, "wb") as file:
        done = subprocess.run([CLEW] + list(arguments), stdout=file,
                              stdin=subprocess.DEVNULL, timeout=SECONDS_MAX,
                              stderr=subprocess.PIPE)
    if done.returncode not in (0, 1):
        raise RuntimeError("clew %s: exit %d: %s" % (
            arguments[0], done.returncode,
            done.stderr.decode("utf-8", "replace")[-300:]))
    return out


# Each part yields (what, scorer's figures, {figure: (least, aim)}).

def story(folder):
    base = os.path.join(HOME, "stories", "beijing-2023")
    made = clew(os.path.join(folder, "story.json"), "tell",
                os.path.join(base, "reports"), "--format", "json")
    levels = {"overall": (.90, ""), "documents": (.95, ""),
              "timeline": (.90, ""), "timeline_docs": (.75, ""),
              "timeline_status": (.85, ""), "came_true": (1, ""),
              "quotes": (.9, ""), "figures": (.9, ""), "claims": (.8, ""),
              "claims_purity": (.9, ""), "independent": (.66, ""),
              "conflicts": (1, ""), "conflict_precision": (.66, ""),
              "not_conflicts": (1, ""), "shared_furniture": (1, ""),
              "same_wording": (1, ""), "entities": (.9, ""),
              "epithets": (.6, "")}
    yield "story of five reports", score(
        "score_dossier.py", [os.path.join(base, "gold.json"), made],
        levels), levels


def pages(folder):
    levels = {"words_f1": (.95, .965), "words_p": (.95, .97),
              "date": (.95, .98), "byline": (.90, .95), "title": ("", "")}
    base = os.path.join(DATA, "pages", "dev")
    gold = os.path.join(base, "gold.jsonl")
    made = clew(os.path.join(folder, "pages.jsonl"), "extract",
                *sorted(glob.glob(os.path.join(base, "*.html.gz"))))
    yield "news pages", score("score_extraction.py", [gold, made],
                              levels), levels
    flat = os.path.join(folder, "flat")
    tool("flatten_pages.py", base, flat)
    levels = {"shingle_f1": (.93, .95), "words_f1": ("", ""),
              "words_p": ("", "")}
    made = clew(os.path.join(folder, "flat.jsonl"), "extract", flat)
    yield "the same as flat text", score("score_extraction.py", [gold, made],
                                         levels), levels
    levels = {"date": (.95, .98)}
    base = os.path.join(DATA, "pages", "dates")
    dated = os.path.join(folder, "dates-gold.jsonl")
    with open(os.path.join(base, "gold.jsonl"), encoding="utf-8") as rows, \
            open(dated, "w", encoding="utf-8") as out:
        # Some rows give no day (NaN), which the scorer does not expect.
        out.writelines(row for row in rows
                       if isinstance(json.loads(row)["published"], str))
    made = clew(os.path.join(folder, "dates.jsonl"), "extract",
                *sorted(glob.glob(os.path.join(base, "*.html.gz"))))
    yield "pages of the world", score(
        "score_extraction.py", [dated, made], levels), levels


# Of texts whose odd half was read when rules were written, the even half.
EVEN = ["--docs", "even"]


def times(_):
    for name, levels in (
            ("timebank", {"value_f1": (.82, .86), "relaxed_f1": (.92, .94)}),
            ("aquaint", {"value_f1": ("", ""), "relaxed_f1": ("", "")}),
            ("wikiwars", {"value_f1": (.82, .88), "relaxed_f1": ("", "")})):
        yield "times, %s, even" % name, score(
            "score_times.py", [os.path.join(DATA, "time", name), CLEW, *EVEN],
            levels), levels


def events(_):
    levels = {"found": (.70, .78), "planned": (.75, .85), "not": (.70, .80),
              "possible": (.50, .65)}
    yield "events, MEANTIME", score(
        "score_events.py", [os.path.join(DATA, "meantime"), CLEW],
        levels), levels


def quotes(_):
    levels = {"cue": (.75, .83), "source_overlap": (.78, .85),
              "content_overlap": (.78, .84), "cue_paired": ("", ""),
              "source_paired": ("", ""), "content_paired": ("", "")}
    yield "quotations, PolNeAR, even", score(
        "score_quotes.py",
        [os.path.join(DATA, "quotes", "polnear-dev", "attributions"), CLEW,
         *EVEN], levels), levels


def last_fifth(folder):
    """Of wikigold's sentences: the part that is never trained on."""
    gold = os.path.join(folder, "wikigold.conll")
    with open(os.path.join(DATA, "names", "wikigold.conll"),
              encoding="utf-8") as file:
        rows = [part for part in file.read().split("\n\n") if part.strip()]
    with open(gold, "w", encoding="utf-8") as file:
        file.write("\n\n".join(rows[len(rows) - len(rows) // 5:]) + "\n")
    return gold


def news_folds(folder):
    """GUM's news documents by the models of `make train-folds`, each asked
    about the fifth that it was not trained on: means of the five."""
    names = open(os.path.join(DATA, "names", "gum-open.conll"),
                 encoding="utf-8").read().split("-DOCSTART-")
    names = [part for part in names if part.startswith(" GUM_news_")]
    trees = sorted(glob.glob(os.path.join(DATA, "treebanks", "gum", "conllu",
                                          "GUM_news_*.conllu")))
    sums = {"sentences": 0, "xpos": 0, "names": 0}
    for fold in range(5):
        model = os.path.join(os.path.dirname(CLEW), "folds", "%d.bin" % fold)
        program = "env CLEW_MODEL=%s %s" % (model, CLEW)
        gold = os.path.join(folder, "news.conll")
        with open(gold, "w", encoding="utf-8") as file:
            file.writelines("-DOCSTART-" + part for part in names[fold::5])
        for figure, files, more in (
                ("sentences", trees[fold::5], ()),
                ("xpos", trees[fold::5], ("--pretokenized",)),
                ("names", [gold], ("--pretokenized",))):
            sums[figure] += score("score_conll.py", files + [
                "--program", program, *more], [figure])[figure]
    return {figure: value / 5 for figure, value in sums.items()}


def words(folder):
    gold = os.path.join(DATA, "treebanks", "ewt", "en_ewt-test.conllu")
    levels = {"sentences": (.90, .93), "words": ("", ""), "upos": ("", "")}
    yield "raw text, EWT test", score("score_conll.py",
                                      [gold, "--program", CLEW], levels), levels
    levels = {"upos": ("", ""), "xpos": (.945, .955), "uas": (.84, .87),
              "las": (.80, .84)}
    yield "given words, EWT test", score(
        "score_conll.py", [gold, "--program", CLEW, "--pretokenized"],
        levels), levels
    levels = {"names": (.75, .82)}
    yield "names, last fifth of wikigold", score(
        "score_conll.py", [last_fifth(folder), "--program", CLEW,
                           "--pretokenized"], levels), levels
    if os.path.exists(os.path.join(os.path.dirname(CLEW), "folds", "4.bin")):
        yield "GUM news, mean of 5 folds", news_folds(folder), {
            "sentences": (.95, .97), "xpos": (.955, .965),
            "names": (.72, .80)}


def shuffled(out, seed, *paths):
    """The texts of these files in another order of arrival."""
    rows = []
    for path in paths:
        opened = gzip.open if path.endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                if row["text"]:
                    rows.append({key: row[key] for key in (
                        "id", "title", "text", "published") if row.get(key)})
                    rows[-1]["id"] = os.path.basename(path) + str(row["id"])
    random.Random(seed).shuffle(rows)
    with open(out, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return out


def groups(folder):
    """ECB+ has two like stories in each topic; what decides was tuned on
    topics 1 to 25. Then its reports among those of other years, which belong
    to no story of it, and in two orders of arrival, one told from the other."""
    levels = {"bcubed": (.92, .95), "bcubed_p": ("", ""), "bcubed_r": ("", "")}
    for what, name, more, least in (
            ("grouping, ECB+", "ecb", (), .92),
            ("grouping, ECB+ topics 26 to 35", "ecb", ("--topics", "26-35"),
             .92),
            ("grouping, NewsWCL50", "wcl50", (), .95)):
        gold = os.path.join(DATA, "stories", name, "docs.jsonl")
        made = clew(os.path.join(folder, name + ".jsonl"), "group", gold)
        levels["bcubed"] = (least, .95)
        yield what, score("score_groups.py", [gold, made, *more],
                          levels), levels
    gold = os.path.join(DATA, "stories", "ecb", "docs.jsonl")
    stories = []
    for number in (1, 2):
        order = shuffled(os.path.join(folder, "order-%d.jsonl" % number),
                         number, gold)
        stories.append(clew(os.path.join(folder, "ordered-%d.jsonl" % number),
                            "group", order))
    out, _ = tool("score_groups.py", "--shuffle-check", *stories)
    yield ("grouping, two orders of arrival",
           {"agree": float(out.split()[-1])}, {"agree": (.97, "")})
    named = os.path.join(folder, "named.jsonl")
    with open(gold, encoding="utf-8") as rows, \
            open(named, "w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            row["id"] = os.path.basename(gold) + row["id"]
            out.write(json.dumps(row) + "\n")
    mixed = shuffled(os.path.join(folder, "mixed.jsonl"), 3, gold, *sorted(
        glob.glob(os.path.join(DATA, "background", "*.jsonl.gz"))))
    made = clew(os.path.join(folder, "mixed-out.jsonl"), "group", mixed)
    yield ("grouping, ECB+ among other reports",
           score("score_groups.py", [named, made], ("noise", "bcubed")),
           {"noise": ("at most .03", ""), "bcubed": ("", "")})


def copies(folder):
    docs = sorted(glob.glob(os.path.join(DATA, "timelines", "*",
                                         "articles.jsonl.gz")))
    made, gold = (os.path.join(folder, n) for n in ("reuse.jsonl",
                                                    "reuse-gold.jsonl"))
    tool("make_reuse.py", *docs, made, gold)
    levels = {"pairs": (.97, .99), "pairs_p": ("", ""), "spans_r": (.95, .98),
              "spans_p": ("", "")}
    run = clew(os.path.join(folder, "copies.jsonl"), "copies", made)
    yield "copies, planted", score("score_reuse.py", [gold, run],
                                   levels), levels


def conflicts(folder):
    docs = sorted(glob.glob(os.path.join(DATA, "timelines", "*",
                                         "articles.jsonl.gz")))
    cases, gold = (os.path.join(folder, n) for n in ("cases",
                                                     "cases-gold.jsonl"))
    tool("make_conflicts.py", *docs, cases, gold)
    levels = {"precision": (.95, .98), "recall": (.80, .90),
              "quiet": (.98, .99), "revised": ("", ""), "disputed": ("", "")}
    yield "conflicts, planted", score(
        "score_conflicts.py", [gold, cases, CLEW], levels), levels


def timelines(folder):
    levels = {"dates": (.565, .58), "ar1": (.122, .128), "ar2": (.041, .043)}
    pairs = []
    for topic in sorted(glob.glob(os.path.join(DATA, "timelines", "*", ""))):
        with open(topic + "keywords.json", encoding="utf-8") as file:
            query = json.load(file)["query"]
        made = os.path.join(folder, os.path.basename(topic[:-1]) + ".json")
        clew(made, "tell", topic + "articles.jsonl.gz", "--format", "json",
             "--query", " ".join(query) if isinstance(query, list) else query)
        pairs += [topic + "timelines.json", made]
    yield "timelines, Timeline17", score("score_timeline.py", pairs,
                                         levels), levels


def main():
    if not os.path.isdir(DATA):
        print("## Quality\n\nNot measured: no public corpora (docs/data.md).")
        return
    rows, failed = [], False
    with tempfile.TemporaryDirectory(prefix="clew-bench-") as folder:
        for part in (story, pages, times, events, quotes, words, groups,
                     copies, conflicts, timelines):
            if sys.argv[2:] and part.__name__ not in sys.argv[2:]:
                continue
            try:
                for what, values, levels in part(folder):
                    rows += [(what, name, "%.3f" % value) + levels[name]
                             for name, value in values.items()]
            except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
                failed = True
                print("%s: %s" % (part.__name__, error), file=sys.stderr)
                rows.append((part.__name__, "not measured", "", "", ""))
    table("Quality", ("what", "figure", "now", "least", "aim"), rows,
          "`CLEW_DATA` and its scorers (docs/data.md); each scorer's `--help` "
          "says what a figure is.")
    sys.exit(failed)


if __name__ == "__main__":
    main()

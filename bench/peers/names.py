"""Names: persons, places, organizations, on gold words.

Two measures that nothing here is trained on: the reports of
train/corpus/measure, and the last fifth of the sentences of wikigold. Scored
by score_conll.py.
"""
import glob
import os
import re

from annotate import shared
from run import ROOT, Peer

TITLE = "Names, beside other programs"
COLUMNS = ("measure", "measure_PER", "measure_LOC", "measure_ORG", "wikigold")
PEERS = [
    shared.clew("names"),
    Peer("compromise", "npm", ["compromise"], shared.NODE,
         ["compromise", "names"]),
    shared.corenlp("CoreNLP (tagger and CRFs)", "names"),
]
CORPUS = os.path.join(ROOT, "train", "corpus", "measure")
# A mark opens, one closes, a sign stands for itself: train/corpus/README.md.
PIECE = re.compile(r"\[([A-Z])[^|\[\]]*\||(\])|\\(.)|([^\[\]\\]+)")
WORD = re.compile(r"['’]s\b|\w+(?:[-.&]\w+|['’](?!s\b)\w+)*|[^\w\s]")


def name_marks(line):
    """(text, [(from, to, kind)]) of a marked line; the outermost name counts."""
    text, open_marks, names = "", [], []
    for tag, close, sign, plain in PIECE.findall(line):
        if tag:
            open_marks.append((tag, len(text)))
        elif close and open_marks:
            kind, begin = open_marks.pop()
            if kind in "PLO" and not any(k in "PLOM" for k, _ in open_marks):
                names.append((begin, len(text),
                              {"P": "PER", "L": "LOC", "O": "ORG"}[kind]))
        else:
            text += sign or plain
    return text, names


def columns_of(path):
    """One report as lines of word and label."""
    rows = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            text, names = name_marks(re.sub(r"^[a-z] ", "", line.strip()))
            last = None
            for word in WORD.finditer(text):
                name = next((n for n in names
                             if word.start() < n[1] and word.end() > n[0]),
                            None)
                mark = "I-" if name and name == last else "B-"
                rows.append("%s\t%s" % (word.group(),
                                        mark + name[2] if name else "O"))
                last = name
            rows.append("")
    return rows


def documents(data):
    """{measure: [(id, document)]}"""
    tools = shared.scorer(data, "score_conll")
    with open(os.path.join(data, "data", "names", "wikigold.conll"),
              encoding="utf-8") as file:
        sentences = re.split(r"\n\s*\n", file.read().strip())
    # as train/train_names.c leaves them out
    last = sentences[len(sentences) - len(sentences) // 5:]
    wiki = tools.read_columns("\n\n".join(last).split("\n"))
    return {"measure": [(os.path.basename(path),
                         tools.read_columns(columns_of(path))[0])
                        for path in sorted(glob.glob(CORPUS + "/*.news"))],
            "wikigold": [("wikigold %d" % number, each)
                         for number, each in enumerate(wiki)]}


def inputs(data, folder, path):
    absent = shared.missing(os.path.join(data, "data", "names"), CORPUS)
    if absent:
        return 0, absent
    gold = documents(data)
    rows = [{"id": name, "sentences": [[word.form for word in s]
                                       for s in document.sentences]}
            for part in gold.values() for name, document in part]
    counts = [sum(len(d.words()) for _, d in part) for part in gold.values()]
    shared.write_rows(path, rows)
    return sum(counts), (
        "F1 of persons, places and organizations on gold words: %d reports of "
        "train/corpus/measure (%d words) and the last fifth of wikigold (%d "
        "words). %s" % (len(gold["measure"]), counts[0], counts[1],
                        shared.SPEED))


def score(answers, data):
    read, gold = shared.read_answers(answers), documents(data)
    figures = {}
    for measure, part in gold.items():
        found = shared.conll_figures(data, part, read)
        figures.update({figure.replace("names", measure): value
                        for figure, value in found.items()
                        if figure.startswith("names")})
    return figures

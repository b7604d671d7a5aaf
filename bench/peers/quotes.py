"""Quotations: PolNeAR dev, the first ten even documents.

Scored by score_quotes.py. "direct" keeps what stands in quotation marks,
which is all that the other programs look for; there the marks right beside a
content belong to it, as they do in the gold.
"""
import os
import re

from annotate import shared
from run import Peer

TITLE = "Quotations, beside other programs"
COLUMNS = ("direct_content_overlap", "direct_source_overlap",
           "content_overlap", "source_overlap", "cue_overlap")
PEERS = [
    shared.clew("quotes"),
    Peer("compromise", "npm", ["compromise"], shared.NODE,
         ["compromise", "quotes"]),
    shared.corenlp("CoreNLP (all up to quotations)", "quotes"),
]
DOCUMENTS = 10  # coreference takes seconds for each


def documents(data):
    return shared.scorer(data, "score_quotes").load(
        os.path.join(data, "data", "quotes", "polnear-dev", "attributions"),
        "even")[:DOCUMENTS]


def inputs(data, folder, path):
    absent = shared.missing(os.path.join(data, "data", "quotes",
                                         "polnear-dev"))
    if absent:
        return 0, absent
    gold = documents(data)
    n_words = sum(len(text.text.split()) for text, _ in gold)
    shared.write_rows(path, [{"id": "%d" % number, "text": text.text}
                             for number, (text, _) in enumerate(gold)])
    return n_words, ("PolNeAR dev, the first %d even documents, %d words; token "
                     "overlap F1. %s" % (len(gold), n_words, shared.SPEED))


def with_marks(text, span):
    """The span and the quotation marks that touch it."""
    before = re.search(r"[\"“‘']?$", text[:span[0]])
    after = re.match(r"[,.]?[\"”’']?", text[span[1]:])
    return span[0] - len(before.group()), span[1] + len(after.group())


def score(answers, data):
    tools, read = shared.scorer(data, "score_quotes"), shared.read_answers(
        answers)
    pairs, direct = [], []
    for number, (text, gold) in enumerate(documents(data)):
        found = [{part: [tuple(span) for span in quote.get(part) or []]
                  for part in tools.PARTS}
                 for quote in read.get("%d" % number, {}).get("quotes", [])]
        pairs.append(([text.quotation(quote) for quote in found], gold))
        marked = [text.quotation(dict(quote, content=[
            with_marks(text.text, span) for span in quote["content"]]))
                  for quote in found]
        direct.append(tuple([q for q in side if q["direct"]]
                            for side in (marked, gold)))
    figures = {name: value[2] for name, value in tools.score(pairs).items()}
    figures.update({"direct_" + name: value[2]
                    for name, value in tools.score(direct).items()})
    return {name: figures[name] for name in COLUMNS}

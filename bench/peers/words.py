"""Sentence ends, words and tags of English text.

The test part of the English Web Treebank, which nothing here is trained on:
its raw text for sentence ends and words, its gold words for the tags. Scored
by score_conll.py.
"""
import os

from annotate import shared
from run import Peer

TITLE = "Sentences, words and tags, beside other programs"
COLUMNS = ("sentences", "words", "xpos")
PEERS = [
    shared.clew("words"),
    Peer("spaCy (blank and sentencizer)", "pip", ["spacy"], shared.PYTHON,
         ["spacy"]),
    Peer("NLTK (Punkt untrained)", "pip", ["nltk"], shared.PYTHON, ["nltk"]),
    Peer("compromise (tokenizer)", "npm", ["compromise"], shared.NODE,
         ["compromise", "words"]),
    Peer("compromise (tags)", "npm", ["compromise"], shared.NODE,
         ["compromise", "tags"]),
    shared.corenlp("CoreNLP (tokenizer)", "words"),
    shared.corenlp("CoreNLP (tagger)", "tags"),
]


def documents(data):
    path = os.path.join(data, "data", "treebanks", "ewt",
                        "en_ewt-test.conllu")
    read = shared.scorer(data, "score_conll").read_gold([path])
    return [("%d" % number, each) for number, each in enumerate(read)]


def inputs(data, folder, path):
    absent = shared.missing(os.path.join(data, "data", "treebanks", "ewt"))
    if absent:
        return 0, absent
    tools, rows, n_words = shared.scorer(data, "score_conll"), [], 0
    for name, document in documents(data):
        rows.append({"id": name, "text": tools.plain_text(document)})
        rows.append({"id": "given " + name, "sentences": [
            [word.form for word in s] for s in document.sentences]})
        n_words += len(document.words())
    shared.write_rows(path, rows)
    return n_words, (
        "EWT test, %d documents, %d words: F1 of sentence ends and words on "
        "raw text, XPOS on gold words. %s\nspaCy without a trained model and "
        "NLTK without its data have no tags: those do not come with the "
        "package." % (len(rows) // 2, n_words, shared.SPEED))


def score(answers, data):
    read, figures = shared.read_answers(answers), {}
    gold = documents(data)
    if any(not name.startswith("given ") for name in read):
        raw = shared.conll_figures(data, gold, read)
        figures.update({name: raw[name] for name in ("sentences", "words")})
    given = [("given " + name, document) for name, document in gold]
    if any(name in read for name, _ in given):
        figures["xpos"] = shared.conll_figures(data, given, read)["xpos"]
    return figures

"""What the kinds that read text share: peers, inputs, answers.

An input is {"id", "text", "date"?} or, where the words are given,
{"id", "sentences": [[word]]}. An answer is {"id"} and what the job asks for:

    words, tags, names   "sentences": [[[form, tag, name]]], name as in B-PER
    times                "times": [[from, to, value, type]]
    quotes               "quotes": [{"source", "cue", "content": [[from, to]]}]

Offsets count code points. A form stands as the text has it: words are laid
side by side by their characters, white space left out.
"""
import json
import os
import re
import sys

from run import Failed, Peer

PYTHON = "../annotate/python.py"
NODE = "../annotate/node.mjs"
CORENLP = "../annotate/CoreNlp.java"
HEIDELTIME = "../annotate/HeidelTime.java"
CORENLP_PARTS = ["edu.stanford.nlp:stanford-corenlp:4.5.10",
                 "edu.stanford.nlp:stanford-corenlp:4.5.10:models"]
SPEED = ("Words a second of processor time, without the start of the program "
         "and a first pass over three inputs, on one core. Clew makes all its "
         "marks each time, the others only what the row says.")


def clew(job):
    return Peer("clew", adapter="../annotate/clew.py", arguments=[job])


def corenlp(name, job):
    return Peer(name, "maven", CORENLP_PARTS, CORENLP, [job])


def scorer(data, name):
    """A module of the corpora's scorers."""
    tools = os.path.join(data, "tools")
    if tools not in sys.path:
        sys.path.insert(0, tools)
    return __import__(name)


def missing(*paths):
    """What to say when the corpora are not there, or None."""
    for path in paths:
        if not os.path.exists(path):
            return "%s is not there; CLEW_DATA names the folder" % path
    return None


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


def read_answers(path):
    """{id: answer}"""
    try:
        with open(path, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file if line.strip()]
    except ValueError as problem:
        raise Failed("its answers are no JSON: %s" % problem) from problem
    if not rows:
        raise Failed("it answered nothing")
    return {row["id"]: row for row in rows}


def conllu_of(sentences):
    """Lines of CoNLL-U; a form loses the white space inside it."""
    lines = []
    for sentence in sentences:
        for number, (form, tag, name) in enumerate(sentence, 1):
            lines.append("\t".join(
                [str(number), re.sub(r"\s", "", form), "_", "_", tag or "_",
                 "_", "_", "_", "_", "NE=" + name if name else "_"]))
        lines.append("")
    return lines


def conll_figures(data, gold, answers, kinds=("PER", "LOC", "ORG")):
    """{figure: F1} of documents [(id, document)] by score_conll.py; a
    document that the peer could not read has no words."""
    tools = scorer(data, "score_conll")
    pairs = []
    for name, document in gold:
        read = tools.read_conllu(conllu_of(
            answers.get(name, {}).get("sentences") or []))
        answer = read[0] if read else tools.Document()
        if answer.chars != document.chars:
            raise Failed("the words of %s are not those of the text" % name)
        pairs.append((document, answer))
    figures, _ = tools.score(pairs, list(kinds))
    return {figure: value[2] for figure, value in figures.items()}

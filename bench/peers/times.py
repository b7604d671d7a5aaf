"""Times: TimeBank's even documents, scored by score_times.py."""
import os

from annotate import shared
from run import Peer

TITLE = "Times, beside other programs"
COLUMNS = ("value_f1", "relaxed_f1", "strict_f1", "type_f1")
PEERS = [
    shared.clew("times"),
    Peer("chrono-node", "npm", ["chrono-node"], shared.NODE,
         ["chrono", "times"]),
    shared.corenlp("CoreNLP (tagger and SUTime)", "times"),
    Peer("HeidelTime (Stanford tagger)", "maven",
         ["com.github.heideltime:heideltime:2.2.1",
          "org.apache.uima:uimaj-core:2.8.1"] + shared.CORENLP_PARTS,
         shared.HEIDELTIME),
]


def documents(data):
    tools = shared.scorer(data, "score_times")
    home = os.path.join(data, "data", "time", "timebank")
    paths = [os.path.join(folder, name) for folder, _, names in os.walk(home)
             for name in names if name.endswith(".tml")]
    return [tools.read_timeml(path) for path in shared.scorer(
        data, "common").pick_docs(paths, "even", os.path.basename)]


def inputs(data, folder, path):
    absent = shared.missing(os.path.join(data, "data", "time", "timebank"))
    if absent:
        return 0, absent
    gold = documents(data)
    n_words = sum(len(document["text"].split()) for document in gold)
    shared.write_rows(path, [{"id": d["id"], "text": d["text"],
                              "date": d["date"]} for d in gold])
    return n_words, ("TimeBank, the %d even documents, %d words; the "
                     "document's date is given. %s"
                     % (len(gold), n_words, shared.SPEED))


def score(answers, data):
    tools, read = shared.scorer(data, "score_times"), shared.read_answers(
        answers)
    gold = documents(data)
    figures, _, _ = tools.score(gold, [
        sorted(tools.trim(d["text"], t[0], t[1]) + (t[2] or "", t[3] or "")
               for t in read.get(d["id"], {}).get("times", []))
        for d in gold])
    return figures

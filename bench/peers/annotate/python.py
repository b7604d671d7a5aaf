"""python.py spacy|nltk < inputs: sentences and words of raw text.

Neither ends a sentence at a blank line by itself; both get one paragraph at a
time."""
import json
import re
import sys
import time


def spacy():
    import spacy
    reader = spacy.blank("en")
    reader.add_pipe("sentencizer")

    def sentences(text):
        return [[[word.text, None, None] for word in sentence
                 if not word.is_space]
                for paragraph in text.split("\n\n") if paragraph.strip()
                for sentence in reader(paragraph.strip()).sents]
    return sentences


def nltk():
    from nltk.tokenize import NLTKWordTokenizer, PunktSentenceTokenizer
    ends, words = PunktSentenceTokenizer(), NLTKWordTokenizer()

    def spans(sentence):
        try:
            return list(words.span_tokenize(sentence))
        except ValueError:  # it lost a quotation mark that it had rewritten
            return [m.span() for m in re.finditer(r"\w+|[^\w\s]", sentence)]

    def sentences(text):
        return [[[sentence[a:b], None, None] for a, b in spans(sentence)]
                for paragraph in text.split("\n\n")
                for sentence in ends.tokenize(paragraph)]
    return sentences


WARM = 3  # inputs of a first pass that is not counted


def main():
    read = {"spacy": spacy, "nltk": nltk}[sys.argv[1]]()
    rows = [row for row in map(json.loads, sys.stdin) if "text" in row]
    for row in rows[:WARM]:
        read(row["text"])
    seconds = 0.0
    for row in rows:
        begun = time.process_time()
        found = read(row["text"])
        seconds += time.process_time() - begun
        print(json.dumps({"id": row["id"], "sentences": found}))
    print("seconds %f" % seconds, file=sys.stderr)


if __name__ == "__main__":
    main()

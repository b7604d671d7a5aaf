"""lexbor_speed.py PAGE...: megabytes of markup a second through lexbor, in
processor time, the best of five turns over all pages, as html_speed.c does it
for Clew. Python adds a few microseconds to each page."""
import sys
import time

from selectolax.lexbor import LexborHTMLParser

TURNS = 5


def main():
    pages = []
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            pages.append(file.read())
    best = [float("inf")] * 2  # seconds: tree, text of its body
    for _ in range(TURNS):
        spent = [0.0, 0.0]
        for page in pages:
            begun = time.process_time()
            tree = LexborHTMLParser(page)
            parsed = time.process_time()
            body = tree.body
            _ = body.text(deep=True, separator="") if body else ""
            done = time.process_time()
            spent[0] += parsed - begun
            spent[1] += done - parsed
        best = [min(pair) for pair in zip(best, spent)]
    size = sum(map(len, pages)) / 1e6
    print("| lexbor: tree | %.0f MB/s |" % (size / best[0]))
    print("| lexbor: page to tree and text | %.0f MB/s |" % (size / sum(best)))


if __name__ == "__main__":
    main()

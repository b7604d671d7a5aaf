#!/usr/bin/python3
"""Puts the tables of `corpus` into train/corpus/README.md.

usage: corpus_readme.py README NAME TABLE

What stands between `<!-- NAME -->` and `<!-- end of NAME -->` becomes the text
of the file TABLE.
"""
import re
import sys


def main():
    readme, name, table = sys.argv[1:]
    with open(readme, encoding="utf-8") as file:
        text = file.read()
    with open(table, encoding="utf-8") as file:
        rows = file.read().strip("\n")
    begin, end = "<!-- %s -->" % name, "<!-- end of %s -->" % name
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.S)
    if not pattern.search(text):
        sys.exit("corpus_readme: %s has no place for %s" % (readme, name))
    text = pattern.sub(lambda _: "%s\n%s\n%s" % (begin, rows, end), text)
    with open(readme, "w", encoding="utf-8") as file:
        file.write(text)


main()

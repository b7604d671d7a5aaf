"""clew.py CLEW JOB < inputs: answers one by one, speed of all in one call."""
import json
import os
import re
import subprocess
import sys
import tempfile

CLEW, JOB = sys.argv[1:3]


def clew(*arguments):
    return subprocess.run([CLEW, "annotate", *arguments], check=True,
                          stdout=subprocess.PIPE).stdout.decode("utf-8")


def words_of(conllu):
    sentences = [[]]
    for line in conllu.split("\n"):
        column = line.split("\t")
        if not line and sentences[-1]:
            sentences.append([])
        elif column[0].isdigit():
            name = re.search(r"(?:^|\|)NE=([^|]+)", column[9])
            sentences[-1].append((column[1], column[4],
                                  name.group(1) if name else None))
    return [s for s in sentences if s]


def spans_of(value, place):
    """A part of a quotation: null, one span, several, or objects with one."""
    if not value:
        return []
    if isinstance(value, dict):
        return spans_of(value.get("span"), place)
    if isinstance(value[0], int):
        return [[place(value[0]), place(value[1])]]
    return [span for each in value for span in spans_of(each, place)]


def marks_of(text, told):
    utf8, marks = text.encode("utf-8"), json.loads(told)

    def place(at):
        return len(utf8[:at].decode("utf-8"))
    return {"times": [[place(t["span"][0]), place(t["span"][1]),
                       t.get("value"), t.get("type")]
                      for t in marks.get("times") or []],
            "quotes": [{part: spans_of(quote.get(part), place)
                        for part in ("source", "cue", "content")}
                       for quote in marks.get("quotes") or []]}


def answer(row, path):
    given = "sentences" in row
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("".join(
            "%d\t%s%s\n" % (number, word, "\t_" * 8) + (
                "\n" if number == len(sentence) else "")
            for sentence in row["sentences"]
            for number, word in enumerate(sentence, 1))
            if given else row["text"])
    if given or JOB == "words":
        return {"sentences": words_of(clew(
            "--format", "conllu", *(["--pretokenized"] if given else []),
            path))}
    date = ["--date", row["date"]] if row.get("date") else []
    return marks_of(row["text"], clew("--format", "json", *date, path))


def seconds_of(*arguments):
    before = os.times()
    clew("-j", "1", *arguments)
    after = os.times()
    return (after.children_user + after.children_system
            - before.children_user - before.children_system)


def main():
    paths = {True: [], False: []}
    with tempfile.TemporaryDirectory(prefix="clew-peers-") as folder:
        for number, line in enumerate(sys.stdin):
            row = json.loads(line)
            path = os.path.join(folder, "%04d.txt" % number)
            print(json.dumps(dict(answer(row, path), id=row["id"])))
            paths["sentences" in row].append(path)
        little = os.path.join(folder, "little")
        with open(little, "w", encoding="utf-8") as file:
            file.write("1\tYes" + "\t_" * 8 + "\n")
        # raw texts where there are any: that is what is timed for others
        timed = paths[False] or paths[True]
        how = (["--format", "json"] if paths[False]
               else ["--format", "conllu", "--pretokenized"])
        print("seconds %f" % max(
            0.001, seconds_of(*how, *timed) - seconds_of(*how, little)),
            file=sys.stderr)


if __name__ == "__main__":
    main()

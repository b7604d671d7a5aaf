#!/usr/bin/python3
"""What holds for every input: the same bytes whatever the circumstances, and
bounded time and memory whatever the bytes.

usage: tests/properties/check.py BUILD_DIR [--slow]
"""
import itertools
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "support"))
from checks import ROOT, clew, run_checks, stories  # noqa: E402

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                        else os.path.join(ROOT, "build"))
FORMATS = ("text", "json")
# Twice the input may take twice the time, and the machine some more.
GROWTH_MAX = 3.2
SECONDS_FLOOR = 0.08  # below it, time is the start of a process
HUGE_BYTES = 100000000 if "--slow" in sys.argv else 10000000
MEMORY_PER_BYTE_MAX = 64  # a tag of five bytes makes a node of the tree
MEMORY_FLOOR = 200000000
# What a page takes at most: 24 MiB and twelve times its bytes.
PAGE_FLOOR = 24 << 20
PAGE_PER_BYTE = 12
PAGE_BYTES = 8000000


def inputs(story):
    """The files of a story by path, as a shell would hand them over."""
    return sorted(os.path.join(folder, name)
                  for folder, _, names in os.walk(story) for name in names
                  if name.endswith((".txt", ".html", ".jsonl", ".gz")))


def tell(paths, form, environment=None, *more):
    base = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    base.update(environment or {})
    return clew(BUILD, "tell", "--format", form, *more, *paths,
                environment=base, accept=(0, 1))


def same_for_all(variants):
    """The problems when a variant, run as a function, gives other bytes."""
    problems = []
    for story, form in itertools.product(stories(), FORMATS):
        paths = inputs(story)
        wanted = tell(paths, form)
        problems += ["%s, %s: %s gives other bytes" % (
            os.path.relpath(story, ROOT), form, name)
            for name, run in variants(paths, form) if run() != wanted]
    return problems


def same_in_any_order():
    """any order of the arguments gives the same bytes"""
    def variants(paths, form):
        yield "the reverse", lambda: tell(paths[::-1], form)
        for seed in range(3):
            mixed = paths[:]
            random.Random(seed).shuffle(mixed)
            yield "shuffle %d" % seed, lambda mixed=mixed: tell(mixed, form)
    return same_for_all(variants)


def same_in_any_locale():
    """LC_ALL, LANG and TZ change no byte"""
    places = [{"LC_ALL": "C"}, {"LC_ALL": "tr_TR.UTF-8"},
              {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
              {"TZ": "Asia/Tokyo"}, {"TZ": "America/St_Johns"},
              {"LC_ALL": "", "TZ": ""}]
    return same_for_all(lambda paths, form: [
        (str(place), lambda place=place: tell(paths, form, place))
        for place in places])


def same_for_any_workers():
    """one worker or many give the same bytes"""
    return same_for_all(lambda paths, form: [
        ("-j %s" % n, lambda n=n: tell(paths, form, None, "-j", n))
        for n in ("1", "2", "5", "16")])


def same_every_time():
    """ten runs give the same bytes, so no address or seed shows"""
    return same_for_all(lambda paths, form: [
        ("run %d" % n, lambda: tell(paths, form)) for n in range(10)])


def same_when_gzipped():
    """a gzipped report says what the plain one says"""
    def check(story):
        with tempfile.TemporaryDirectory(prefix="clew-gzip-") as folder:
            for path in inputs(story):
                if path.endswith(".gz"):
                    continue
                shutil.copy(path, folder)
                subprocess.run(["gzip", "-n", os.path.join(
                    folder, os.path.basename(path))], check=True)
            packed = clew(BUILD, "extract", *inputs(folder), accept=(0, 1))
        plain = clew(BUILD, "extract", *[p for p in inputs(story)
                                         if not p.endswith(".gz")],
                     accept=(0, 1))

        def said(lines):
            return sorted(json.dumps([row["title"], row["body"],
                                      row["published"]])
                          for row in map(json.loads, lines.splitlines()))
        return [] if said(packed) == said(plain) else [
            "%s: other title, body or date" % os.path.relpath(story, ROOT)]
    return [p for story in stories() for p in check(story)]


def nothing_left_behind():
    """a closed pipe leaves no word on stderr and no file"""
    story = stories()[0]
    with tempfile.TemporaryDirectory(prefix="clew-pipe-") as folder:
        done = subprocess.run(
            ["/bin/sh", "-c", '"$1" tell "$2" --format json | head -c 1',
             "sh", os.path.join(BUILD, "clew"), story], cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE)
        left = os.listdir(folder)
    words = done.stderr.decode("utf-8", "replace")
    return ["stderr: " + words] * bool(words) + ["left: %s" % left] * bool(left)


def measured(verb, data, name):
    """(seconds of processor, bytes of memory) of one run over the data."""
    with tempfile.TemporaryDirectory(prefix="clew-size-") as folder:
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(data)
        begun = time.monotonic()
        process = subprocess.Popen(
            [os.path.join(BUILD, "clew"), verb, path],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU,
                                                  (120, 120)))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError("%s %s: exit %d after %.1f s" % (
            verb, name, process.returncode, time.monotonic() - begun))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


# Inputs that a parser with backtracking, a nesting depth or a rescan takes
# quadratic time for; each is made in the size asked for.
HOSTILE = {
    "one-letter.txt": (b"a", b""),
    "blanks.txt": (b" ", b"x"),
    "newlines.txt": (b"\n", b""),
    "zeros.txt": (b"\0", b""),
    "quotes.txt": (b'" said ', b""),
    "open-quotes.txt": (b"\xe2\x80\x9cHe said ", b""),
    "stops.txt": (b". ", b""),
    "capitals.txt": (b"Ana Ruiz ", b""),
    "sentences.txt": (b"Ana Ruiz said on Monday that 40 homes burned. ", b""),
    "lines.txt": (b"The mayor said that 40 homes burned on Monday.\n", b""),
    "digits.txt": (b"9", b""),
    "thousands.txt": (b"1,000,", b""),
    "months.txt": (b"May 5 to ", b""),
    "bad-utf8.txt": (b"\xf0\x9f\x98", b""),
    "marks.txt": (b"e\xcc\x81\xcc\x81", b""),
    "depth.html": (b"<div>", b""),
    "formatting.html": (b"<b><i><a href=x>", b""),
    "tables.html": (b"<table><tr><td>", b""),
    "paragraphs.html": (b"<p>Homes burned on Monday, the mayor said.", b""),
    "attributes.html": (b" a='b'", b"<p"),
    "less-than.html": (b"<", b""),
    "comment.html": (b"<!--", b""),
    "entities.html": (b"&notit;&#1;", b""),
    "scripts.html": (b"<script><!--<script>", b""),
    "boundaries.mht": (b"\n--B\n\n", b"MIME-Version: 1.0\nContent-Type: "
                       b"multipart/related; boundary=B\n\n"),
    "quoted.mht": (b"=20 \t=\n=3D==", b"Content-Type: multipart/related; "
                   b"boundary=B\n\n--B\nContent-Type: text/html\nContent-"
                   b"Transfer-Encoding: quoted-printable\n\n"),
    "folded.mht": (b"\n x;", b"Content-Type: multipart/related"),
    "dates.html": (b"Sept. - 3 May ..--  ", b"<p>"),
    "lines.jsonl": (b'{"text": "Homes burned on Monday."}\n', b""),
    "brackets.jsonl": (b"[", b'{"text": '),
    "backslashes.jsonl": (b"\\\\", b'{"text": "'),
}


def filled(unit, head, size):
    return head + unit * (size // len(unit))


def time_is_linear():
    """twice the input takes about twice the time, whatever the input"""
    problems = []
    for name, (unit, head) in HOSTILE.items():
        for verb, size in (("extract", 1000000), ("tell", 250000)):
            # The best of up to three tries: other work on the machine can
            # only make a run slower.
            ratios = []
            for _ in range(3):
                small, _ = measured(verb, filled(unit, head, size), name)
                large, _ = measured(verb, filled(unit, head, 2 * size), name)
                ratios.append(large / max(small, SECONDS_FLOOR))
                if ratios[-1] <= GROWTH_MAX:
                    break
            if min(ratios) > GROWTH_MAX:
                problems.append("%s %s: twice the input, %.1f times the time "
                                "(%.2f s)" % (verb, name, min(ratios), large))
    return problems


def huge_is_bounded():
    """a huge file of one character takes bounded time and memory"""
    problems = []
    for name in ("one-letter.txt", "newlines.txt", "depth.html"):
        unit, head = HOSTILE[name]
        seconds, memory = measured("tell", filled(unit, head, HUGE_BYTES), name)
        if memory > MEMORY_FLOOR + MEMORY_PER_BYTE_MAX * HUGE_BYTES:
            problems.append("%s: %d MB" % (name, memory // 1000000))
        if seconds > 1 + HUGE_BYTES / 1000000:
            problems.append("%s: %.1f s" % (name, seconds))
    return problems


# A sentence of each alphabet that older pages are written in.
OLD_PAGES = (
    ("windows-1252", "Les bateaux du port de Méridac sont rentrés hier après "
                     "la tempête, a déclaré le maire à la presse. "),
    ("windows-1251", "Паром из Каррова снова вышел в море в понедельник после "
                     "девяти дней забастовки, сообщил порт. "),
    ("shift_jis", "港湾局によると、フェリーは月曜日に九日ぶりに運航を再開し、"
                  "最初の便は満席だった。"),
    ("gb18030", "港务局说,渡轮在罢工九天之后于星期一恢复航行,第一班满座。"),
    ("euc-kr", "항만청은 월요일 아홉 날의 파업 끝에 여객선이 다시 운항했다고 "
               "밝혔다. "),
    ("utf-16-le", "The ferries of Carrow sailed again on Monday, the port "
                  "authority said, and the first was full. "))


def old_pages():
    """Web pages and flat texts by name: what repeats, and the head."""
    for charset, sentence in OLD_PAGES:
        declared = "utf-16" if charset == "utf-16-le" else charset
        head = ("<!doctype html><meta charset=%s><title>Ferries</title>"
                % declared).encode(charset)
        unit = ("<p>" + 3 * sentence + "</p>\n").encode(charset)
        mark = b"\xff\xfe" if declared == "utf-16" else b""
        yield charset + ".html", (unit, mark + head)
        yield charset + ".txt", ((3 * sentence + "\n\n").encode(charset), mark)


def pages_are_bounded():
    """a page takes at most 24 MiB of memory and twelve times its bytes"""
    words = (b"The ferries of Carrow sailed again on Monday after a strike of "
             b"nine days, the port authority said, and the first was full. ")
    story = b"<p class='story-text'>" + 3 * words + b"</p>\n"
    menu = (b"<li class='menu-item menu-item-type-section'><a class='menu-link'"
            b" href='https://mail.example/harbour/section'>The harbour</a></li>"
            b"\n")
    picture = b"<img src='data:image/png;base64," + b"iVBOR" * 20000 + b"'>"
    script = b"<script>var page = {'a': [1, 2, 3], 'b': 'x<y'};</script>\n"
    head = b"<!doctype html><title>Ferries</title><body>"
    pages = {"prose.html": (story, head),
             "news.html": (menu * 6 + script * 3 + story * 4, head),
             "pictures.html": (picture + story, head),
             "prose.txt": (3 * words + b"\n\n", b""),
             "latin1.txt": (words[:-2] + b" \xe9.\n\n", b""),
             "saved.mht": (story.replace(b"=", b"=3D"),
                           b"Content-Type: multipart/related; boundary=B\n\n"
                           b"--B\nContent-Type: text/html\nContent-Transfer-"
                           b"Encoding: quoted-printable\n\n" + head)}
    # Of pages that are nearly all tags a part is read.
    for name, unit in (("menus.html", b"<li><a href=/n>News</a></li>"),
                       ("breaks.html", b"a<br>"), ("edges.html", b"<p>word\n"),
                       ("cells.html", b"<table><tr><td>1</td><td>2</td>"),
                       ("attributes.html", b"<p a b c d>")):
        pages[name] = unit, head
    pages.update(old_pages())
    problems = []
    for name, (unit, start) in pages.items():
        data = filled(unit, start, PAGE_BYTES)
        _, memory = measured("extract", data, name)
        if memory > PAGE_FLOOR + PAGE_PER_BYTE * len(data):
            problems.append("%s: %.1f times its bytes" % (
                name, (memory - PAGE_FLOOR) / len(data)))
    return problems


def copies_are_told_once():
    """a thousand copies of a report are one claim a sentence, and one origin"""
    text = ("A crane fell on the quay of Velling on 2 May 2024, killing four "
            "dockworkers. Police questioned two engineers. The mayor, Ana "
            "Ruiz, said the port would stay closed.")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "copies.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for i in range(1000):
                file.write(json.dumps({
                    "outlet": "Paper %d" % (i % 40), "text": text,
                    "published": "2024-05-%02d" % (3 + i % 20)}) + "\n")
        story = json.loads(tell([path], "json"))["stories"]
    if len(story) != 1:
        return ["%d stories" % len(story)]
    problems = ["%s: %d reports of %d origins: %s" % (
        name, len(line["reports"]), line["independent"], line["text"])
        for name in ("claims", "timeline") for line in story[0][name]
        if len(line["reports"]) != 1000 or line["independent"] != 1]
    return problems + ["%d %s" % (len(story[0][name]), name)
                       for name in ("claims", "timeline")
                       if len(story[0][name]) != 3]


def main():
    run_checks("properties", [
        same_in_any_order, same_in_any_locale, same_for_any_workers,
        same_every_time, same_when_gzipped, nothing_left_behind,
        time_is_linear, huge_is_bounded, pages_are_bounded,
        copies_are_told_once])


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""The house rules that a program can see: the order of the rooms, the names
of files and symbols, lengths, and calls that are not made.

usage: tests/structure/check.py [BUILD_DIR]
"""
import collections
import functools
import glob
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "support"))
from checks import ROOT, Skip, run_checks  # noqa: E402

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                        else os.path.join(ROOT, "build"))

# A room may include itself and what stands before it.
ROOMS = ["base", "read", "html", "clean", "annotate", "story", "store", "show",
         "cli"]
LINES_MAX = 600
COLUMNS_MAX = 80
FORMATTER = "clang-format-14"
LONG_FILES = os.path.join(ROOT, "tests", "structure", "long_files.txt")

# No bound, hidden state, the clock, the locale, or an end of the program.
BANNED = ("gets strcpy strcat sprintf vsprintf strncpy strtok atoi atol atof "
          "rand srand random alloca system popen tmpnam mktemp "
          "time clock clock_gettime gettimeofday localtime localtime_r gmtime "
          "gmtime_r mktime strftime ctime asctime setlocale tzset").split()
# Generators run on our own lists, one after the other: fewer are banned there.
BANNED_IN_GENERATORS = "gets strcpy strcat sprintf rand time setlocale".split()
# The library answers with a status: it never prints, ends or reads variables.
BANNED_IN_LIBRARY = ("printf vprintf puts putchar fprintf perror exit _exit "
                     "abort getenv").split()
# All memory comes from base, so that tests can let every allocation fail.
MEMORY = "malloc calloc realloc free strdup strndup asprintf getline".split()


def files(*patterns):
    found = []
    for pattern in patterns:
        found += glob.glob(os.path.join(ROOT, pattern), recursive=True)
    # What npm fetched for the browser's checks is not ours.
    return sorted(os.path.relpath(path, ROOT) for path in found
                  if "/node_modules/" not in path)


@functools.lru_cache(maxsize=None)
def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


@functools.lru_cache(maxsize=None)
def bare(path):
    """C without comments and the contents of strings, line numbers kept."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'
                  r"'(?:\\.|[^'\\\n])+'", blank, text(path), flags=re.S)


def at(path, source, offset):
    return "%s:%d" % (path, source.count("\n", 0, offset) + 1)


def room_of(path):
    parts = path.split(os.sep)
    return parts[1] if len(parts) > 2 and parts[0] == "src" else None


def library_files():
    return files("src/**/*.c", "src/**/*.h", "include/**/*.h")


def rooms_in_order():
    """no file includes a later room, or the insides of another room"""
    problems = []
    for path in library_files():
        room = room_of(path)
        for match in re.finditer(r'^#include "([a-z]+)/(\w+)\.h"', text(path),
                                 re.M):
            other, name = match.groups()
            if room is None or other not in ROOMS:
                continue
            if ROOMS.index(other) > ROOMS.index(room):
                problems.append("%s: %s stands before %s" % (
                    at(path, text(path), match.start()), room, other))
            elif name.endswith("_int") and other != room:
                problems.append("%s: %s.h is seen inside %s only" % (
                    at(path, text(path), match.start()), name, other))
    return problems


def tables_included_once():
    """a generated table is included by one file only"""
    users = collections.defaultdict(list)
    for path in library_files():
        for name in re.findall(r'^#include "([\w/]+_res\.h)"', text(path),
                               re.M):
            users[os.path.basename(name)].append(path)
    return ["%s: %s" % (name, ", ".join(paths))
            for name, paths in sorted(users.items()) if len(paths) > 1]


def names_unique():
    """file names are unique in the tree; language packs repeat theirs"""
    places = collections.defaultdict(list)
    for path in files("src/**/*.[ch]", "include/**/*.h", "data/gen/*.[ch]",
                      "tests/**/*.[ch]", "tests/**/*.case"):
        places[os.path.basename(path)].append(path)
    return ["%s: %s" % (name, ", ".join(paths))
            for name, paths in sorted(places.items()) if len(paths) > 1]


def lengths_in_bounds():
    """no file is longer than 600 lines without a reason in long_files.txt"""
    reasons = {}
    with open(LONG_FILES, encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                path, _, reason = line.strip().partition(" ")
                reasons[path] = reason.strip()
    problems = ["long_files.txt: %s gives no reason" % path
                for path, reason in reasons.items() if not reason]
    for path in files("src/**/*.[ch]", "data/gen/*.[ch]", "tests/**/*.[ch]",
                      "tests/**/*.py", "bench/**/*.py", "tools/*"):
        n = text(path).count("\n")
        if n > LINES_MAX and path not in reasons:
            problems.append("%s: %d lines" % (path, n))
        if n <= LINES_MAX and path in reasons:
            problems.append("long_files.txt: %s is short again" % path)
    return problems


def columns_in_bounds():
    """no line of C is wider than 80 columns"""
    return ["%s:%d: %d columns" % (path, number, len(line))
            for path in files("src/**/*.[ch]", "include/**/*.h",
                              "data/gen/*.[ch]", "tests/**/*.[ch]")
            for number, line in enumerate(text(path).split("\n"), 1)
            if len(line) > COLUMNS_MAX]


def nothing_left_open():
    """nothing is marked as left to be done"""
    mark = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
    return ["%s: %s" % (at(path, text(path), match.start()), match.group())
            for path in files("src/**/*.[ch]", "include/**/*.h", "data/gen/*",
                              "tests/**/*.[ch]", "tests/**/*.py", "cmake/*",
                              "tools/*", "bench/*.py")
            for match in mark.finditer(text(path))]


def calls(paths, names):
    pattern = re.compile(r"(?<![\w.>])(%s)\s*\(" % "|".join(names))
    return ["%s: %s()" % (at(path, bare(path), match.start()), match.group(1))
            for path in paths for match in pattern.finditer(bare(path))]


def no_banned_calls():
    """no call without a bound, to the clock, or to the locale"""
    # The command may ask how long it has worked, for its progress line.
    command = [name for name in BANNED if name != "clock_gettime"]
    return (calls([p for p in library_files() if room_of(p) != "cli"], BANNED)
            + calls(files("src/cli/*.[ch]"), command)
            + calls(files("data/gen/*.[ch]"), BANNED_IN_GENERATORS))


def library_is_silent():
    """the library prints nothing, ends nothing, reads no variable"""
    return calls([p for p in library_files() if room_of(p) != "cli"],
                 BANNED_IN_LIBRARY)


def memory_from_base():
    """the library takes its memory, and gives it back, in base only"""
    return calls([p for p in library_files()
                  if room_of(p) not in ("base", "cli")], MEMORY)


def macros_flow_through():
    """no macro holds a return or a goto"""
    problems = []
    for path in library_files():
        for match in re.finditer(r"^[ \t]*#[ \t]*define(?:[^\n]*\\\n)*[^\n]*",
                                 bare(path), re.M):
            # The rows of a switch made from a list return openly.
            rows = re.sub(r"\bcase\b[^:]*:\s*\\?\s*return\b", "", match.group())
            if re.search(r"\b(return|goto)\b", rows):
                problems.append(at(path, bare(path), match.start()))
    return problems


def headers_stand_alone():
    """every header compiles by itself"""
    problems = []
    for path in files("src/**/*.h", "include/**/*.h"):
        done = subprocess.run(
            ["gcc", "-std=c17", "-D_GNU_SOURCE", "-Wall", "-Wextra",
             "-fsyntax-only", "-Isrc", "-Iinclude", "-x", "c",
             "-include", path, "/dev/null"],
            cwd=ROOT, stderr=subprocess.PIPE)
        if done.returncode != 0 or done.stderr:
            problems.append(done.stderr.decode("utf-8", "replace").strip())
    return problems


def layout_settled():
    """the layout is that of .clang-format"""
    if not shutil.which(FORMATTER):
        raise Skip(FORMATTER + " is not installed")
    paths = files("src/**/*.[ch]", "include/**/*.h", "data/gen/*.[ch]",
                  "tests/**/*.[ch]", "docs/*.c")
    done = subprocess.run([FORMATTER, "--dry-run"] + paths, cwd=ROOT,
                          stderr=subprocess.PIPE)
    wrong = re.findall(r"^(\S+?):\d+:\d+: warning", done.stderr.decode(), re.M)
    return ["%s -i %s" % (FORMATTER, path) for path in sorted(set(wrong))]


def versions_agree():
    """header and build name the same version"""
    told = [re.search(pattern, text(path)).group(1) for path, pattern in (
        ("CMakeLists.txt", r"VERSION ([0-9.]+) LANGUAGES"),
        ("include/clew/clew.h", r'CLEW_VERSION "([0-9.]+)"'))]
    return [] if len(set(told)) == 1 else [", ".join(told)]


def links_lead_somewhere():
    """the links between documents lead to files that exist"""
    problems = []
    for path in files("*.md", "docs/*.md", "tests/**/*.md", "bench/*.md"):
        for target in re.findall(r"\]\(([^)#:]+)[^):]*\)|^\[\w+\]: (\S+)$",
                                 text(path), re.M):
            name = target[0] or target[1]
            if not os.path.exists(os.path.join(ROOT, os.path.dirname(path),
                                               name)):
                problems.append("%s: %s" % (path, name))
    return problems


def symbols(*options):
    library = os.path.join(BUILD, "libclew.so")
    if not os.path.exists(library):
        raise FileNotFoundError("%s: build it first" % library)
    done = subprocess.run(["nm", "-D"] + list(options) + [library],
                          stdout=subprocess.PIPE, check=True)
    return [line.split()[-1].split("@")[0]
            for line in done.stdout.decode().splitlines()]


def public_names():
    """libclew.so shows the names of its header, all of them and no other"""
    declared = set(re.findall(r"^CLEW_API [^;]*?\b(clew_\w+)\(",
                              text("include/clew/clew.h"), re.M))
    shown = set(symbols("--defined-only"))
    return (["%s is shown, not declared" % s for s in sorted(shown - declared)]
            + ["%s is declared, not shown" % s
               for s in sorted(declared - shown)])


def library_asks_nobody():
    """libclew.so takes no clock, locale or terminal from the system"""
    taken = set(symbols("--undefined-only"))
    banned = set(BANNED) | set(BANNED_IN_LIBRARY) - {"abort"}
    # Fortified twins carry a name of their own: __sprintf_chk.
    return ["%s is taken" % name for name in sorted(taken)
            if re.sub(r"^__(\w+)_chk$", r"\1", name) in banned]


def main():
    run_checks("structure", [
        rooms_in_order, tables_included_once, names_unique, lengths_in_bounds,
        columns_in_bounds, nothing_left_open, no_banned_calls,
        library_is_silent, memory_from_base, macros_flow_through,
        headers_stand_alone, layout_settled, versions_agree,
        links_lead_somewhere, public_names, library_asks_nobody])


if __name__ == "__main__":
    main()

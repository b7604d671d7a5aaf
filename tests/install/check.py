#!/usr/bin/python3
"""What `make install` leaves behind, and that a stranger's program can use it.

usage: tests/install/check.py BUILD_DIR
"""
import functools
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "support"))
from checks import ROOT, example_stories, run_checks  # noqa: E402

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                        else os.path.join(ROOT, "build"))
FOLDER = tempfile.TemporaryDirectory(prefix="clew-install-")
PREFIX = os.path.join(FOLDER.name, "usr")
PAGES = ["clew"] + ["clew-" + verb for verb in (
    "tell", "extract", "annotate", "group", "copies", "doctor")]
EXAMPLE = os.path.join(ROOT, "docs", "example.c")


def output(command, **options):
    done = subprocess.run(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **options)
    words = done.stdout.decode("utf-8", "replace")
    if done.returncode != 0:
        raise RuntimeError("%s: exit %d\n%s" % (
            " ".join(command), done.returncode, words[-3000:]))
    return words


@functools.lru_cache(maxsize=None)
def installed():
    """Every file of a fresh installation, as paths below the prefix."""
    output(["cmake", "--install", BUILD, "--prefix", PREFIX])
    return sorted(os.path.relpath(os.path.join(folder, name), PREFIX)
                  for folder, _, names in os.walk(PREFIX) for name in names)


def ends(*endings):
    """The endings that no installed file has."""
    return ["no " + ending for ending in endings
            if not any(path.endswith(ending) for path in installed())]


def files_there():
    """program, library, header, pkg-config file, schemas and pages are there"""
    return ends("bin/clew", "/libclew.so", "/libclew.a", "/clew/clew.h",
                "/pkgconfig/clew.pc", "/clew/dossier.schema.json",
                "/clew/LICENSE") + ends(*("/man1/%s.1" % p for p in PAGES))


def program_runs():
    """the installed program runs from where it was put"""
    version = output([os.path.join(PREFIX, "bin", "clew"), "version"])
    return [] if installed() and "clew" in version else [version]


def pages_format():
    """each manual page is roff with a title, a name line and a synopsis"""
    problems = []
    for page in PAGES:
        path = next(p for p in installed() if p.endswith("/%s.1" % page))
        with open(os.path.join(PREFIX, path), encoding="utf-8") as file:
            text = file.read()
        problems += ["%s has no %s" % (page, part)
                     for part in (".TH ", ".SH NAME", ".SH SYNOPSIS")
                     if part not in text]
    return problems


def example_compiles():
    """docs/example.c compiles against the installed header and runs"""
    where = next(p for p in installed() if p.endswith("pkgconfig/clew.pc"))
    library = os.path.join(PREFIX, os.path.dirname(os.path.dirname(where)))
    environment = dict(os.environ, LD_LIBRARY_PATH=library,
                       PKG_CONFIG_PATH=os.path.join(library, "pkgconfig"))
    problems = []
    for kind, options in (("shared", []), ("static", ["--static"])):
        flags = output(["pkg-config", "--cflags", "--libs"] + options
                       + ["clew"], env=environment).split()
        if kind == "static":
            flags = [os.path.join(library, "libclew.a") if f == "-lclew"
                     else f for f in flags]
        program = os.path.join(FOLDER.name, "example-" + kind)
        output(["gcc", "-std=c17", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                EXAMPLE, "-o", program] + flags)
        told = output([program, example_stories()[0]], env=environment)
        if not told.strip():
            problems.append("the %s example says nothing" % kind)
    return problems


def main():
    installed()
    run_checks("install", [files_there, program_runs, pages_format,
                           example_compiles])


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Golden runs: tests/cli/NAME/cmd against what it must print (README.md).

usage: tests/cli/run.py [--update] BUILD_DIR [NAME-PATTERN...]
"""
import concurrent.futures
import difflib
import fnmatch
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GAP = "…".encode()


def read(path):
    """The bytes of a file, or nothing when there is no such file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, IsADirectoryError):
        return b""


def matches(expected, got):
    """Equal, where … stands for a run of bytes of a line, or for lines."""
    if GAP not in expected:
        return expected == got
    pattern = b""
    for line in expected.splitlines(keepends=True):
        if line.strip() == GAP:
            pattern += b"(?:.*\n)*?"
        else:
            pattern += b"[^\n]*".join(re.escape(p) for p in line.split(GAP))
    return re.fullmatch(pattern, got) is not None


def difference(name, expected, got):
    def lines(data):
        return data.decode("utf-8", "backslashreplace").splitlines()
    diff = difflib.unified_diff(lines(expected), lines(got), name,
                                "what came out", lineterm="", n=2)
    return ["    " + line for line in list(diff)[:60]]


def run(case, build, seconds):
    """{file: bytes} and the exit status of one run; None: it lasted too long."""
    with tempfile.TemporaryDirectory(prefix="clew-cli-") as folder:
        work = os.path.join(folder, "run")
        shutil.copytree(os.path.join(HERE, case), work, symlinks=True)
        if not os.path.exists(os.path.join(work, "examples")):
            os.symlink(os.path.join(ROOT, "examples"),
                       os.path.join(work, "examples"))
        environment = {"PATH": build + ":/usr/bin:/bin", "HOME": folder,
                       "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "GCOV_PREFIX"):
            if name in os.environ:
                environment[name] = os.environ[name]
        try:
            done = subprocess.run(["/bin/sh", "-eu", "cmd"], cwd=work,
                                  env=environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=seconds)
        except subprocess.TimeoutExpired:
            return {}, None
        written = {"stdout": done.stdout, "stderr": done.stderr}
        for name in os.listdir(os.path.join(HERE, case)):
            stem, ending = os.path.splitext(name)
            if ending in (".expected", ".absent") and stem not in written:
                path = os.path.join(work, stem)
                written[stem] = read(path) if os.path.exists(path) else None
        return written, done.returncode


def problems(case, written, status):
    """What is wrong with a run, as lines; empty when it went as promised."""
    def kept(name):
        return read(os.path.join(HERE, case, name))
    wanted = int(kept("exit").strip() or b"0")
    out = []
    if status != wanted:
        out.append("    exit %s, expected %d" % (status, wanted))
    for stem, got in sorted(written.items()):
        if os.path.exists(os.path.join(HERE, case, stem + ".absent")):
            if got is not None:
                out.append("    %s was written and must not be" % stem)
        elif got is None:
            out.append("    %s was not written" % stem)
        elif not matches(kept(stem + ".expected"), got):
            out += difference(stem, kept(stem + ".expected"), got)
    return out


def update(case, written, status):
    folder = os.path.join(HERE, case)
    files = {stem + ".expected": got for stem, got in written.items()
             if got is not None
             and not matches(read(os.path.join(folder, stem + ".expected")), got)}
    if status != int(read(os.path.join(folder, "exit")).strip() or b"0"):
        files["exit"] = b"%d\n" % status
    for name, data in sorted(files.items()):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
        print("  wrote %s/%s" % (case, name))


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    if not arguments or arguments[0].startswith("-"):
        sys.exit(__doc__.strip())
    build, patterns = os.path.abspath(arguments[0]), arguments[1:] or ["*"]
    if not os.access(os.path.join(build, "clew"), os.X_OK):
        sys.exit("%s/clew is not there: build it first" % build)
    sanitized = b"__asan_init" in read(os.path.join(build, "clew"))
    cases = sorted(name for name in os.listdir(HERE)
                   if os.path.exists(os.path.join(HERE, name, "cmd"))
                   and any(fnmatch.fnmatch(name, p) for p in patterns))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda c: run(c, build, 120 if sanitized else 20),
                           cases)
        for case, (written, status) in zip(cases, results):
            if status is None:
                found = ["    it did not end in time"]
            elif "--update" in sys.argv:
                update(case, written, status)
                found = []
            else:
                found = problems(case, written, status)
            failed += bool(found)
            if found:
                print("\n".join(["FAILED cli/" + case] + found))
    print("# cases: %d passed, %d failed, 0 skipped"
          % (len(cases) - failed, failed))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Clew beside other programs: install them, run them, one table a kind.

usage: bench/peers/run.py BUILD_DIR [--keep] [KIND[:PEER,...]...]

Installs into bench/peers/.installed; the tables go to bench/PEERS.md too when
all kinds ran. --keep leaves the answers in .installed/answers.
"""
import datetime
import glob
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
INSTALLED = os.path.join(HERE, ".installed")
DATA = os.path.abspath(os.environ.get("CLEW_DATA")
                       or os.path.join(ROOT, "..", "shared"))
INSTALL_SECONDS = 1800
RUN_SECONDS = 3600


class Failed(Exception):
    """A peer that cannot take part; says why."""


class Peer:
    """One program of a kind.

    by        "pip", "npm", "cargo", "maven", or "" for what is built here
    packages  what to install; the first names the version in the table. For
              maven "group:artifact:version" or "…:classifier" after it
    adapter   path below the kind's folder
    arguments of the adapter
    """

    def __init__(self, name, by="", packages=(), adapter="", arguments=()):
        self.name, self.by, self.packages = name, by, list(packages)
        self.adapter, self.arguments = adapter, list(arguments)

    def folder(self):
        # Python packages quarrel about each other's versions, npm's do not.
        return os.path.join(INSTALLED, "%s-%s" % (
            self.by, "all" if self.by == "npm" else self.name))


def last_words(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.search("error|not found", line, re.I)]
    return (errors or lines or ["no word"])[0][:160].replace("|", "/")


def called(command, **options):
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=INSTALL_SECONDS,
                              **options)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Failed(str(problem)[:160]) from problem
    told = (done.stderr + done.stdout).decode("utf-8", "replace")
    if done.returncode != 0:
        raise Failed(last_words(told))
    return done.stdout.decode("utf-8", "replace")


def install_pip(peer, kind):
    python = os.path.join(peer.folder(), "bin", "python")
    if not os.path.exists(python):
        called(["python3", "-m", "venv", peer.folder()])
    called([python, "-m", "pip", "install", "-q"] + peer.packages)


def install_npm(peer, kind):
    os.makedirs(peer.folder(), exist_ok=True)
    if not os.path.exists(os.path.join(peer.folder(), "package.json")):
        with open(os.path.join(peer.folder(), "package.json"), "w") as file:
            file.write('{"private": true, "type": "module"}\n')
    called(["npm", "install", "--no-audit", "--no-fund", "--no-progress"]
           + peer.packages, cwd=peer.folder())


def install_cargo(peer, kind):
    if not os.path.exists(os.path.join(peer.folder(), "Cargo.toml")):
        os.makedirs(peer.folder(), exist_ok=True)
        called(["cargo", "init", "--name", "peer", "--vcs", "none"],
               cwd=peer.folder())
    called(["cargo", "add"] + peer.packages, cwd=peer.folder())
    shutil.copy(os.path.join(HERE, kind, peer.adapter),
                os.path.join(peer.folder(), "src", "main.rs"))
    called(["cargo", "build", "--release"], cwd=peer.folder())


def install_maven(peer, kind):
    """All peers share one store of jars; the peer's folder names its own."""
    os.makedirs(peer.folder(), exist_ok=True)
    parts = []
    for package in peer.packages:
        values = package.split(":")
        names = ["groupId", "artifactId", "version", "classifier"]
        parts.append("<dependency>%s</dependency>" % "".join(
            "<%s>%s</%s>" % (n, v, n) for n, v in zip(names, values)))
    with open(os.path.join(peer.folder(), "pom.xml"), "w",
              encoding="utf-8") as file:
        file.write('<project xmlns="http://maven.apache.org/POM/4.0.0">'
                   "<modelVersion>4.0.0</modelVersion><groupId>peer</groupId>"
                   "<artifactId>peer</artifactId><version>1</version>"
                   "<dependencies>%s</dependencies></project>\n"
                   % "".join(parts))
    called(["mvn", "-q", "-B", "-Dmdep.outputFile=classpath",
            "-Dmaven.repo.local=" + os.path.join(INSTALLED, "maven"),
            "dependency:build-classpath"], cwd=peer.folder())


INSTALLERS = {"pip": install_pip, "npm": install_npm, "cargo": install_cargo,
              "maven": install_maven}


def install(peer, kind):
    """Once; what failed is tried again by the next run."""
    mark = os.path.join(INSTALLED, "%s.%s.done" % (kind, peer.name))
    wanted = " ".join(peer.packages)
    if peer.by == "":
        return
    if os.path.exists(mark) and peer.by != "cargo":
        with open(mark, encoding="utf-8") as file:
            if file.read() == wanted:
                return
    os.makedirs(INSTALLED, exist_ok=True)
    INSTALLERS[peer.by](peer, kind)
    with open(mark, "w", encoding="utf-8") as file:
        file.write(wanted)


def version(peer):
    """Of the first package, as its installer tells it."""
    if not peer.packages:
        return ""
    if peer.by == "maven":
        return peer.packages[0].split(":")[2]
    name = re.split(r"[@=]", peer.packages[0][1:])[0]
    name = peer.packages[0][0] + name
    try:
        if peer.by == "pip":
            told = called([os.path.join(peer.folder(), "bin", "python"), "-m",
                           "pip", "show", name])
            return re.search(r"^Version: (\S+)", told, re.M).group(1)
        if peer.by == "npm":
            with open(os.path.join(peer.folder(), "node_modules", name,
                                   "package.json"), encoding="utf-8") as file:
                return json.load(file)["version"]
        told = called(["cargo", "tree", "--depth", "1"], cwd=peer.folder())
        return re.search(re.escape(name) + r" v(\S+)", told).group(1)
    except (Failed, AttributeError, OSError, KeyError):
        return ""


def command_of(peer, kind, build):
    adapter = os.path.normpath(os.path.join(HERE, kind, peer.adapter))
    if peer.by == "pip":
        return [os.path.join(peer.folder(), "bin", "python"), adapter]
    if peer.by == "npm":
        # node looks for packages above the program that asks for them
        inside = os.path.join(peer.folder(), os.path.basename(adapter))
        shutil.copy(adapter, inside)
        return ["node", inside]
    if peer.by == "cargo":
        return [os.path.join(peer.folder(), "target", "release", "peer")]
    if peer.by == "maven":
        with open(os.path.join(peer.folder(), "classpath"),
                  encoding="utf-8") as file:
            return ["java", "-Xmx6g", "-XX:+UseSerialGC", "-cp", file.read(),
                    adapter]
    return [sys.executable, adapter, os.path.join(build, "clew")]


def run(peer, kind, build, inputs, answers):
    """(seconds, megabytes) of one run over the inputs."""
    measured = answers + ".memory"
    command = (["/usr/bin/time", "-f", "%M %U %S", "-o", measured]
               + command_of(peer, kind, build) + peer.arguments)
    with open(inputs, "rb") as given, open(answers, "wb") as out:
        try:
            done = subprocess.run(command, stdin=given, stdout=out,
                                  stderr=subprocess.PIPE, timeout=RUN_SECONDS)
        except subprocess.TimeoutExpired as problem:
            raise Failed("ran longer than an hour") from problem
    told = done.stderr.decode("utf-8", "replace")
    if done.returncode != 0:
        raise Failed(last_words(told))
    seconds = re.findall(r"^seconds ([0-9.]+)$", told, re.M)
    with open(measured, encoding="utf-8") as file:
        memory, user, system = file.read().split()[-3:]
    return (float(seconds[-1]) if seconds else float(user) + float(system),
            int(memory) / 1024)


def row_of(peer, kind, module, build, folder, inputs, n):
    answers = os.path.join(folder, peer.name + ".jsonl")
    try:
        print("peers: %s" % peer.name, file=sys.stderr)
        install(peer, kind)
        seconds, megabytes = run(peer, kind, build, inputs, answers)
        figures = module.score(answers, DATA)
    except Failed as problem:
        return [peer.name, "not run: %s" % problem] + [""] * (
            len(module.COLUMNS) + 2)
    return [peer.name, version(peer)] + [
        "%.3f" % figures[c] if c in figures else "" for c in module.COLUMNS
    ] + ["%.0f" % (n / seconds) if n / seconds >= 10
         else "%.1f" % (n / seconds), "%.0f MB" % megabytes]


def table_of(kind, only, build, folder):
    module = importlib.import_module(kind)
    inputs = os.path.join(folder, "inputs.jsonl")
    os.makedirs(folder, exist_ok=True)
    n, what = module.inputs(DATA, folder, inputs)
    lines = ["## " + module.TITLE, ""]
    if n == 0:
        return "\n".join(lines + ["skipped: %s" % what])
    head = ["program", "version"] + list(module.COLUMNS) + ["a second",
                                                            "memory"]
    lines += [what, "", "| " + " | ".join(head) + " |",
              "|---|---|" + "---:|" * (len(head) - 2)]
    for peer in module.PEERS:
        if not only or peer.name in only:
            row = row_of(peer, kind, module, build, folder, inputs, n)
            lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines)


def main():
    arguments = [a for a in sys.argv[1:] if a != "--keep"]
    if not arguments or arguments[0].startswith("-"):
        sys.exit(__doc__)
    build = os.path.abspath(arguments[0])
    sys.path.insert(0, HERE)
    sys.modules["run"] = sys.modules["__main__"]
    asked = arguments[1:] or sorted(
        os.path.basename(p)[:-3] for p in glob.glob(os.path.join(HERE, "*.py"))
        if os.path.basename(p) != "run.py")
    keep = os.path.join(INSTALLED, "answers")
    tables = []
    with tempfile.TemporaryDirectory(prefix="clew-peers-") as folder:
        for each in asked:
            kind, _, only = each.partition(":")
            home = keep if "--keep" in sys.argv else folder
            tables.append(table_of(kind, [n for n in only.split(",") if n],
                                   build, os.path.join(home, kind)))
            print(tables[-1] + "\n", flush=True)
    if len(arguments) == 1:
        with open(os.path.join(ROOT, "bench", "PEERS.md"), "w",
                  encoding="utf-8") as file:
            file.write("# Beside other programs\n\nWritten by `make "
                       "bench-peers` on %s; one core each.\n"
                       % datetime.date.today().isoformat())
            file.writelines("\n%s\n" % table for table in tables)


if __name__ == "__main__":
    main()

"""Runs of the program, measured, and tables of what came out."""
import os
import shutil
import statistics
import subprocess
import tempfile
import time


def megabytes(command):
    """Most memory that a command holds. GNU time starts it from a small
    process: what Python starts counts as large as Python itself."""
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run(["/usr/bin/time", "-f", "%M", "-o", file.name] + command,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=False)
        return int(file.read().split()[-1]) / 1024


class Run:
    """Medians over several runs of one command."""

    def __init__(self, command, times=5, accept=(0,)):
        walls, cpus = [], []
        for _ in range(times):
            begun = time.perf_counter()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE)
            told = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            walls.append(time.perf_counter() - begun)
            process.returncode = os.waitstatus_to_exitcode(status)
            process.stderr.close()
            if process.returncode not in accept:
                raise RuntimeError("%s: exit %d: %s" % (
                    " ".join(command), process.returncode,
                    told.decode("utf-8", "replace")[-500:]))
            cpus.append(usage.ru_utime + usage.ru_stime)
        self.wall, self.cpu = statistics.median(walls), statistics.median(cpus)
        self.megabytes = megabytes(command)


def instructions(command):
    """Instructions that a command runs, or None without Valgrind. The count
    hangs on the compiler, not on what else the machine does."""
    if not shutil.which("valgrind"):
        return None
    with tempfile.TemporaryDirectory(prefix="clew-bench-") as folder:
        path = os.path.join(folder, "counts")
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=" + path,
             "-q"] + command, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if done.returncode != 0 or not os.path.exists(path):
            return None
        with open(path, encoding="utf-8", errors="replace") as file:
            for line in file:
                if line.startswith(("summary:", "totals:")):
                    return int(line.split()[1])
    return None


def table(heading, columns, rows, note=""):
    print("## %s\n" % heading)
    if note:
        print(note + "\n")
    print("| %s |" % " | ".join(columns))
    print("|%s|" % "|".join(["---"] + ["---:"] * (len(columns) - 1)))
    for row in rows:
        print("| %s |" % " | ".join(str(cell) for cell in row))

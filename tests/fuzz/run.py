#!/usr/bin/python3
"""A short run of every fuzz target over its seeds.

usage: tests/fuzz/run.py BUILD_DIR [SECONDS]

What libFuzzer finds new is thrown away; a crash is kept in BUILD_DIR/fuzz/
and named. A target without seeds starts from the reports of examples/.
"""
import glob
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SEED_BYTES_MAX = 65536  # libFuzzer slows down with the longest seed


def seeds(name):
    own = os.path.join(HERE, "seeds", name[len("fuzz_"):])
    if os.path.isdir(own):
        return [own]
    return [os.path.join(ROOT, "examples")]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    build = os.path.abspath(sys.argv[1])
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    sources = sorted(glob.glob(os.path.join(HERE, "fuzz_*.c")))
    failed = 0
    for source in sources:
        name = os.path.basename(source)[:-2]
        with tempfile.TemporaryDirectory(prefix="clew-fuzz-") as corpus:
            done = subprocess.run(
                [os.path.join(build, "fuzz", name), corpus] + seeds(name) +
                ["-max_total_time=%d" % seconds, "-timeout=10",
                 "-rss_limit_mb=2048", "-max_len=%d" % SEED_BYTES_MAX,
                 "-print_final_stats=1",
                 "-artifact_prefix=%s/fuzz/%s-" % (build, name)],
                stdin=subprocess.DEVNULL, capture_output=True)
        told = done.stderr.decode("utf-8", "replace")
        runs = [line.split()[-1] for line in told.splitlines()
                if line.startswith("stat::number_of_executed_units")]
        if done.returncode != 0:
            failed += 1
            print("FAILED fuzz/%s\n%s" % (name, told[-6000:]))
        else:
            print("  %s: %s runs" % (name, runs[0] if runs else "no"))
    print("# cases: %d passed, %d failed, 0 skipped"
          % (len(sources) - failed, failed))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

"""clew.py CLEW < pages: all pages in one call, on one worker."""
import json
import os
import subprocess
import sys

paths = [json.loads(line)["path"] for line in sys.stdin]
done = subprocess.run([sys.argv[1], "extract", "-j", "1"] + paths)
spent = os.times()
print("seconds %f" % (spent.children_user + spent.children_system),
      file=sys.stderr)
sys.exit(done.returncode > 1)

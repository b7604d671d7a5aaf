#!/bin/sh
# The page: how long it takes to write, how large it is, how soon it is seen.
# usage: bench/page.sh BUILD. Needs what tests/browser/run.mjs needs.
set -eu
cd "$(dirname "$0")/.."
if [ ! -x /usr/bin/chromium ] || [ ! -d tests/browser/node_modules ]; then
    printf '## The page\n\nskipped: no Chromium, or tests/browser is not set up (make test-all)\n'
    exit 0
fi
node tests/browser/figures.mjs "${1:-build}"

#!/bin/sh
# demo.sh: the main job on each story of examples/.
#
# usage: tools/demo.sh CLEW
set -eu

for story in examples/*/; do
    reports=${story}reports
    [ -d "$reports" ] || reports=${story%/}
    echo "\$ clew tell $reports"
    "$1" tell "$reports"
done

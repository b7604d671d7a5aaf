#!/bin/sh
# sample.sh: put the program's present output into README.md, between the two
# marks of the sample, cut where a reader has seen enough.
#
# usage: tools/sample.sh CLEW
set -eu

lines=64
reports=examples/harbour-crane/reports
{
    sed '/<!-- sample: begin/q' README.md
    echo '```'
    echo "\$ clew tell $reports"
    "$1" tell "$reports" | sed "$((lines + 1)),\$d"
    echo '…'
    echo '```'
    sed -n '/<!-- sample: end/,$p' README.md
} > README.md.new
mv README.md.new README.md

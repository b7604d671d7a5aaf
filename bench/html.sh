#!/bin/sh
# How fast the html room reads the news pages of the public corpora, and beside
# it lexbor, which the Python package selectolax holds.
# usage: bench/html.sh BUILD_DIR
set -eu
build=$1
pages=${CLEW_DATA:-../shared}/data/pages/dev
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

echo '## HTML: markup to tree and text, one core, processor time'
echo
if [ ! -d "$pages" ]; then
    echo "skipped: $pages is not there; CLEW_DATA names the folder"
    exit 0
fi
for page in "$pages"/*.html.gz; do
    gunzip -c "$page" >"$folder/$(basename "$page" .gz)"
done
# shellcheck disable=SC2046
"${CC:-cc}" -std=c17 -O2 -D_GNU_SOURCE -Isrc bench/support/html_speed.c \
    "$build/libclew.a" $(pkg-config --libs libxxhash libutf8proc uchardet \
    jansson nettle zlib) -lm -lpthread -o "$folder/html_speed"
echo '| step | speed |'
echo '|---|---|'
"$folder/html_speed" "$folder"/*.html

home=bench/peers/.installed/pip-selectolax
if [ ! -x "$home/bin/python" ]; then
    python3 -m venv "$home" && "$home/bin/python" -m pip install -q selectolax
fi >/dev/null 2>&1 || true
"$home/bin/python" bench/support/lexbor_speed.py "$folder"/*.html 2>/dev/null ||
    echo '| lexbor | not installed |'

#!/bin/sh
# How fast the html room reads the news pages of the public corpora.
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

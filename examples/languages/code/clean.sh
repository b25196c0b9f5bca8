#!/bin/sh
# clean.sh TEXTS OUT: TEXTS/<language>/*.txt become one file OUT/<language>.txt of distinct sorted lines, letters only.
# So neither a comma nor a new name for a file changes what is trained on.
set -eu
LC_ALL=C
export LC_ALL

texts=$1
out=$2
mkdir -p "$out"
for folder in "$texts"/*/; do
    language=$(basename "$folder")
    cat "$folder"*.txt | sh lib/letters.sh | sort -u | sed '/^ *$/d' >"$out/$language.txt"
    echo "$language: $(wc -l <"$out/$language.txt") lines"
done

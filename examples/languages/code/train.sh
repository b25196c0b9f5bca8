#!/bin/sh
# train.sh TEXTS SIZE: counts every SIZE letters in a row, per language, into model.tsv (language, letters, count).
set -eu
LC_ALL=C
export LC_ALL

texts=$1
size=$2
for file in "$texts"/*.txt; do
    awk -v language="$(basename "$file" .txt)" -v size="$size" '
        { for (i = 1; i <= length($0) - size + 1; i++) count[substr($0, i, size)]++ }
        END { for (letters in count) print language "\t" letters "\t" count[letters] }
    ' "$file"
done | sort >model.tsv
[ -s model.tsv ] || { echo "train: no line in $texts has $size letters" >&2; exit 1; }
echo "$(wc -l <model.tsv) counts of $size letters"

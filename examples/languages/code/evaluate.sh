#!/bin/sh
# evaluate.sh MODEL HOLDOUT: asks the model for the language of each phrase and writes metrics.json.
# A line of the hold-out: language TAB phrase.
set -eu
LC_ALL=C
export LC_ALL

model=$1
holdout=$2
cut -f 1 "$holdout" >expected
cut -f 2 "$holdout" | sh lib/letters.sh >phrases
awk -f lib/score.awk "$model" phrases >answers
paste expected answers | awk '
    { if ($1 == $2) right++ }
    END { printf "{\n  \"accuracy\": %.4f,\n  \"phrases\": %d\n}\n", right / NR, NR }
' >metrics.json
cat metrics.json

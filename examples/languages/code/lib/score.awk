# Naive Bayes over sequences of letters. Used as: awk -f lib/score.awk model.tsv lines
# A line of the model: language TAB letters TAB count. Of the lines, the best language of each is printed.
BEGIN { FS = "\t" }

FNR == NR {
    size = length($2)
    count[$1, $2] = $3
    total[$1] += $3
    if (!($2 in known)) { known[$2] = 1; kinds++ }
    if (!($1 in seen)) { seen[$1] = 1; language[++languages] = $1 }
    next
}

{
    best = ""
    for (l = 1; l <= languages; l++) {
        score = 0
        # One more than was counted: what a language has never shown must not rule it out.
        for (i = 1; i <= length($0) - size + 1; i++)
            score += log((count[language[l], substr($0, i, size)] + 1) / (total[language[l]] + kinds))
        if (best == "" || score > highest) { best = language[l]; highest = score }
    }
    print best
}

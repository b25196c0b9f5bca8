"""Counts the words, and runs of words, that are most frequent among the tickets to learn from."""

import json
import os
import sys
from collections import Counter

from params import params

wanted = params("featurize")
source, target = sys.argv[1:]


def terms(text):
    words = text.lower().split()
    for size in range(1, wanted["ngrams"] + 1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


def rows(name):
    with open(f"{source}/{name}.tsv", encoding="utf-8") as file:
        for line in file:
            label, text = line.rstrip("\n").split("\t")
            yield int(label), Counter(terms(text))


frequency = Counter()
for _, counts in rows("train"):
    frequency.update(counts.keys())
ranked = sorted(frequency.items(), key=lambda item: (-item[1], item[0]))
features = [term for term, _ in ranked[: wanted["max_features"]]]
os.makedirs(target, exist_ok=True)
with open(f"{target}/features.json", "w", encoding="utf-8") as file:
    json.dump(features, file)
for name in ("train", "test"):
    with open(f"{target}/{name}.json", "w", encoding="utf-8") as file:
        json.dump([[label, [counts[term] for term in features]] for label, counts in rows(name)], file)
